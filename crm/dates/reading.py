"""Periods as people type them: `в октябре 2023`, `5–9 июня 2026`, `летом 2022`, `I квартал 2025`."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from crm.dates import periods
from crm.dates.edtf import from_edtf
from crm.dates.periods import UNKNOWN, WINTER, ApproximateDateError, Period, Precision, spanning
from crm.dates.words import Word, normalise, words_of

NOTHING_KNOWN = {
    "", "-", "?", "дата неизвестна", "неизвестна", "неизвестно", "не указана", "нет даты", "уточняется",
    "дата уточняется", "по согласованию", "date unknown", "unknown", "no date", "tbd", "tbc",
}
YEARS = range(1000, 3000)
UNITS = ("month", "season", "quarter", "half")


@dataclass(frozen=True)
class Side:
    """What stands on one side of the dash; the other side may lend what is missing."""

    numbers: tuple[int, ...] = ()
    ordinal: int | None = None
    year: int | None = None
    month: int | None = None
    season: int | None = None
    quarter: bool = False
    half: bool = False
    part: bool = False
    decade: int | None = None

    @property
    def has_unit(self) -> bool:
        return any(getattr(self, unit) for unit in UNITS) or self.decade is not None

    @property
    def is_bare_year(self) -> bool:
        return self.year is not None and not self.has_unit and not self.numbers and self.ordinal is None


def read(text: str, *, today: date | None = None, year: int | None = None) -> Period:
    """`year` is the year of dates that name none (a report's year); without it they fall in today's."""
    plain = normalise(text)
    if plain in NOTHING_KNOWN:
        return UNKNOWN
    try:
        return from_edtf(text.strip())
    except ApproximateDateError as error:
        if error.code != "not_understood":
            raise
    sides, joint = split(words_of(plain))
    default = year if year is not None else today.year if today else None
    sides = [side_of(words, today) for words in sides]
    if len(sides) == 1:
        return period_of(sides[0], default)
    return range_of(*sides, joint, default)


def split(words: list[Word]) -> tuple[list[list[Word]], str | None]:
    dashes = [place for place, word in enumerate(words) if word.kind == "dash"]
    if not dashes:
        return [words], None
    if len(dashes) > 1:
        raise ApproximateDateError("not_understood")
    return [words[: dashes[0]], words[dashes[0] + 1 :]], words[dashes[0]].value


def side_of(words: list[Word], today: date | None) -> Side:
    found: dict = {}
    numbers: list[int] = []
    for word in words:
        for name, value in meaning(word, today):
            if name == "number":
                numbers.append(value)
            elif name in found and name != "part":
                raise ApproximateDateError("not_understood", name)
            else:
                found[name] = value
    return Side(numbers=tuple(numbers), **found)


def meaning(word: Word, today: date | None) -> list[tuple[str, object]]:
    match word.kind:
        case "date":
            return [date_part(name, digits) for name, digits in word.value.items()]
        case "year":
            return [("year", check_year(word.value))]
        case "quarter" | "half" if word.value:
            return [(word.kind, True), ("ordinal", word.value)]
        case "quarter" | "half" | "part":
            return [(word.kind, True)]
        case "year_shift" | "day_shift" if today is None:
            raise ApproximateDateError("year_missing")
        case "year_shift":
            return [("year", today.year + word.value)]
        case "day_shift":
            on = today + timedelta(days=word.value)
            return [("number", on.day), ("month", on.month), ("year", on.year)]
        case _:
            return [(word.kind, word.value)]


def date_part(name: str, digits: str) -> tuple[str, int]:
    number = int(digits)
    if name == "day":
        return "number", number
    if name == "year":
        number += (0 if len(digits) == 4 else 2000 if number < 70 else 1900)
        return name, check_year(number)
    if not 1 <= number <= 12:
        raise ApproximateDateError("impossible", digits)
    return name, number


def check_year(year: int) -> int:
    if year not in YEARS:
        raise ApproximateDateError("not_understood", str(year))
    return year


def period_of(side: Side, default: int | None) -> Period:
    if side.decade is not None and side.year is None:
        return Period(date(side.decade, 1, 1), date(side.decade + 9, 12, 31), Precision.years)
    if not (side.has_unit or side.year):
        raise ApproximateDateError("not_understood")
    year = side.year if side.year is not None else default
    if year is None:
        raise ApproximateDateError("year_missing")
    if side.month:
        return part_of_month(side, year)
    if side.season and not side.numbers and not side.quarter and not side.half:
        return periods.season(year, side.season)
    if side.quarter or side.half:
        return numbered_part(side, year)
    if side.is_bare_year:
        return periods.year(year)
    raise ApproximateDateError("not_understood")


def part_of_month(side: Side, year: int) -> Period:
    if side.season or side.quarter:
        raise ApproximateDateError("not_understood")
    vague = side.part or side.half
    numbers = side.numbers or ((side.ordinal,) if side.ordinal else ())
    if not numbers or vague:
        return periods.month(year, side.month)
    if any(later != earlier + 1 for earlier, later in zip(numbers, numbers[1:], strict=False)):
        raise ApproximateDateError("not_understood")
    first, last = (periods.day(periods.make_date(year, side.month, day)) for day in (numbers[0], numbers[-1]))
    return spanning(first, last)


def numbered_part(side: Side, year: int) -> Period:
    numbers = side.numbers + ((side.ordinal,) if side.ordinal else ())
    if len(numbers) != 1 or side.season or (side.quarter and side.half):
        raise ApproximateDateError("not_understood")
    return periods.quarter(year, numbers[0]) if side.quarter else periods.half_year(year, numbers[0])


def range_of(left: Side, right: Side, joint: str | None, default: int | None) -> Period:
    if winter_over_new_year(left, right):
        return periods.season(left.year, WINTER)
    left, right = lend_unit(left, right), lend_unit(right, left)
    lent_to_left, lent_to_right = left.year is None, right.year is None
    left, right = lend_year(left, right), lend_year(right, left)
    first, last = period_of(left, default), period_of(right, default)
    if first.earliest > last.earliest and first.earliest.month > last.earliest.month:
        if lent_to_right:
            last = period_of(replace(right, year=last_year(right, default) + 1), default)
        elif lent_to_left:
            first = period_of(replace(left, year=last_year(left, default) - 1), default)
    if joint == "and" and first.latest + timedelta(days=1) != last.earliest:
        raise ApproximateDateError("not_understood")
    return spanning(first, last)


def last_year(side: Side, default: int | None) -> int:
    return side.year if side.year is not None else default


def winter_over_new_year(left: Side, right: Side) -> bool:
    """«Зима 2022–2023» is one winter."""
    if left.season != WINTER or not left.year or right.has_unit:
        return False
    return (right.is_bare_year and right.year == left.year + 1) or right.numbers == ((left.year + 1) % 100,)


def lend_unit(side: Side, other: Side) -> Side:
    if side.has_unit or (side.is_bare_year and not other.has_unit):
        return side
    if other.is_bare_year and len(side.numbers) == 1 and side.year is None:
        return replace(side, numbers=(), year=other.year // 100 * 100 + side.numbers[0])
    if not side.numbers and side.ordinal is None:
        raise ApproximateDateError("not_understood")
    return replace(side, **{unit: getattr(other, unit) for unit in UNITS})


def lend_year(side: Side, other: Side) -> Side:
    return replace(side, year=other.year) if side.year is None and side.decade is None else side
