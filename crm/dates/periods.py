"""Named stretches of the calendar: a period is its first day, its last day and how exact the name is."""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import NamedTuple

SPRING, SUMMER, AUTUMN, WINTER = 1, 2, 3, 4


class Precision(StrEnum):
    """From the most exact to the least: of two dates that begin together the exact one comes first."""

    day = "day"
    days = "days"
    month = "month"
    months = "months"
    quarter = "quarter"
    season = "season"
    half_year = "half_year"
    year = "year"
    years = "years"
    unknown = "unknown"

    @property
    def rank(self) -> int:
        return list(Precision).index(self)


class ApproximateDateError(ValueError):
    """The code says what is wrong, so that a form can say it in the reader's language.

    Codes: not_understood, impossible, backwards, year_missing.
    """

    def __init__(self, code: str, text: str = ""):
        super().__init__(f"{code}: {text}" if text else code)
        self.code = code
        self.text = text


class Period(NamedTuple):
    earliest: date | None
    latest: date | None
    precision: Precision


UNKNOWN = Period(None, None, Precision.unknown)


def make_date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ApproximateDateError("impossible", f"{day}.{month}.{year}") from error


def day(on: date) -> Period:
    return Period(on, on, Precision.day)


def month(year: int, month: int) -> Period:
    return stretch(year, month, 1, Precision.month)


def quarter(year: int, number: int) -> Period:
    check_number(number, 4)
    return stretch(year, 3 * number - 2, 3, Precision.quarter)


def half_year(year: int, number: int) -> Period:
    check_number(number, 2)
    return stretch(year, 6 * number - 5, 6, Precision.half_year)


def season(year: int, number: int) -> Period:
    """Winter bears the year it begins in: winter 2022 runs from December 2022 to February 2023."""
    check_number(number, 4)
    return stretch(year, 3 * number, 3, Precision.season)


def year(year: int) -> Period:
    return stretch(year, 1, 12, Precision.year)


def stretch(year: int, month: int, months: int, precision: Precision) -> Period:
    first = make_date(year, month, 1)
    last_year, last_month = divmod(year * 12 + month - 1 + months - 1, 12)
    return Period(first, month_end(last_year, last_month + 1), precision)


def month_end(year: int, month: int) -> date:
    make_date(year, month, 1)
    return date(year, month, monthrange(year, month)[1])


def check_number(number: int, highest: int) -> None:
    if not 1 <= number <= highest:
        raise ApproximateDateError("impossible", str(number))


def spanning(first: Period, last: Period) -> Period:
    """From the beginning of one period to the end of another, named as coarsely as the two are."""
    if first.earliest is None or last.latest is None:
        raise ApproximateDateError("not_understood")
    if first.earliest > last.latest or first.latest > last.latest or first.earliest > last.earliest:
        raise ApproximateDateError("backwards", f"{first.earliest} – {last.latest}")
    if first == last:
        return first
    kinds = {first.precision, last.precision}
    if kinds & {Precision.day, Precision.days}:
        precision = Precision.days
    elif kinds <= {Precision.year, Precision.years}:
        precision = Precision.years
    else:
        precision = Precision.months
    return Period(first.earliest, last.latest, precision)
