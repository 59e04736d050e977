"""Periods as ISO 8601-2 (EDTF) writes them: `2023-10`, `2022-22`, `2022/2024`, `2026-06-05/2026-06-09`."""

import re

from crm.dates import periods
from crm.dates.periods import UNKNOWN, ApproximateDateError, Period, Precision, spanning

ONE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)

# ISO 8601-2 gives the numbers after the twelfth month to the other parts of a year.
SEASONS_FROM, QUARTERS_FROM, HALVES_FROM = 20, 32, 39


def to_edtf(period: Period) -> str:
    first, last, precision = period.earliest, period.latest, period.precision
    match precision:
        case Precision.unknown:
            return ""
        case Precision.day:
            return first.isoformat()
        case Precision.days:
            return f"{first.isoformat()}/{last.isoformat()}"
        case Precision.month:
            return first.isoformat()[:7]
        case Precision.months:
            return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
        case Precision.season:
            return f"{first.year:04}-{SEASONS_FROM + first.month // 3}"
        case Precision.quarter:
            return f"{first.year:04}-{QUARTERS_FROM + last.month // 3}"
        case Precision.half_year:
            return f"{first.year:04}-{HALVES_FROM + last.month // 6}"
        case Precision.year:
            return f"{first.year:04}"
        case Precision.years:
            return f"{first.year:04}/{last.year:04}"


def from_edtf(text: str) -> Period:
    if not text:
        return UNKNOWN
    first, slash, last = text.partition("/")
    return spanning(one(first), one(last)) if slash else one(first)


def one(text: str) -> Period:
    found = ONE.fullmatch(text)
    if not found:
        raise ApproximateDateError("not_understood", text)
    year, part, day = (int(number) if number else None for number in found.groups())
    if day is not None:
        return periods.day(periods.make_date(year, part, day))
    if part is None:
        return periods.year(year)
    return part_of_year(year, part)


def part_of_year(year: int, part: int) -> Period:
    if part <= 12:
        return periods.month(year, part)
    if part > HALVES_FROM:
        return periods.half_year(year, part - HALVES_FROM)
    if part > QUARTERS_FROM:
        return periods.quarter(year, part - QUARTERS_FROM)
    return periods.season(year, part - SEASONS_FROM)
