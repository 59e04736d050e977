"""The days news items are dated with, and the days their words count from them: «вчера», «в минувшую пятницу»."""

import datetime
import re
from bisect import bisect_right
from functools import lru_cache

from crm.extraction.rules.days import G, month_number, one_day

WEEKDAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
WEEKDAY = rf"\bво? (?:(?P<which>[а-яё]+(?:[ыи]й|ую|ее|ой)) )?(?P<weekday>{'|'.join(WEEKDAYS)})(?![а-яё])"
ANY_WEEKDAY = rf"во? (?:[а-яё]+ )?(?:{'|'.join(WEEKDAYS)})"
SHIFTS = {"сегодня": 0, "вчера": -1, "накануне": -1, "завтра": 1, "позавчера": -2, "послезавтра": 2}
TOP = 400  # letters in which an item says when it was printed
REST = r"[^\n.!?»]{0,40}$"  # «, 15:20 | Новости»
LINES = (
    re.compile(rf"(?m)^[^\w\n]*(?P<d>\d\d?)\.(?P<m>\d\d)\.(?P<y>20\d\d){REST}"),
    re.compile(rf"(?m)^[^\w\n]*(?P<d>\d\d?)\s+(?P<m>{G})\s+(?P<y>20\d\d){REST}"),
)


def printed_on(report, place: int = 0) -> datetime.date | None:
    """The day at the top of the news item a place of the clean text belongs to."""
    if report is None or report.kind != "news":
        return None
    days = days_printed(report.clean.text)
    return days[max(0, number_of(days, place))][1] if days else None


def item_start(report, place: int) -> int:
    """Where the news item a place belongs to begins."""
    return item_of(report, place)[0]


def item_of(report, place: int) -> tuple[int, int]:
    """The stretch of the news item a place belongs to."""
    days = days_printed(report.clean.text)
    number = number_of(days, place)
    start = days[number][0] if number >= 0 else 0
    return start, days[number + 1][0] if number + 1 < len(days) else len(report.clean.text)


def number_of(days, place: int) -> int:
    """Of the item a place belongs to; -1 before the first."""
    return bisect_right(days, place, key=lambda one: one[0]) - 1


def is_digest(report) -> bool:
    """Several items of news, each under its day."""
    return report.kind == "news" and len(days_printed(report.clean.text)) > 1


@lru_cache(maxsize=4)
def days_printed(text: str) -> tuple[tuple[int, datetime.date], ...]:
    """The lines of a text that are dates, each with its place; else the date somewhere at its top."""
    lines = [
        (with_headline(text, match.start()), day_of(match)) for pattern in LINES for match in pattern.finditer(text) if day_of(match)
    ]
    return tuple(sorted(lines) if lines else [(0, day) for day in [day_at_top(text)] if day])


HEADLINE = re.compile(r"[^\n]{5,110}[^\n.;:!?…,]\n\s*\Z")


def with_headline(text: str, start: int) -> int:
    """An item begins at its headline, where that stands above the day."""
    headline = HEADLINE.search(text, text.rfind("\n", 0, max(0, start - 2)) + 1, start)
    return headline.start() if headline else start


def day_at_top(text: str) -> datetime.date | None:
    figures = re.search(r"(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<y>\d{4})", text[:TOP])
    words = re.search(rf"(?m)(?:^\W*|(?<![сотдпкб]\s)(?<=\s))(?P<d>\d{{1,2}})\s+(?P<m>{G})\s+(?P<y>\d{{4}})", text[: TOP // 2])
    found = figures or words
    return day_of(found) if found else None


def day_of(match) -> datetime.date | None:
    month = int(match["m"]) if match["m"].isdigit() else month_number(match["m"])
    day = one_day(int(match["y"]), month, int(match["d"]))
    return datetime.date.fromisoformat(day) if day else None


def base_year(report, place: int = 0) -> int | None:
    """The report's, or of several news items the year the item was printed in."""
    if report is None:
        return None
    printed = printed_on(report, place)
    if printed and (not report.year or is_digest(report)):
        return printed.year
    return report.year


def day_of_news(part: dict, report, place: int, is_past: bool) -> str | None:
    printed = printed_on(report, place)
    if not printed:
        return None
    if part.get("weekend"):
        saturday = printed - datetime.timedelta(days=(printed.weekday() - WEEKDAYS.index("субботу") - 1) % 7 + 1)
        return f"{saturday.isoformat()}/{(saturday + datetime.timedelta(days=1)).isoformat()}"
    if part["w"]:
        return (printed + datetime.timedelta(days=SHIFTS[part["w"].lower()])).isoformat()
    ahead = (WEEKDAYS.index(part["weekday"].lower()) - printed.weekday()) % 7
    is_last = re.match(r"минувш|прош", part["which"] or "")
    if is_last or is_past and ahead:
        ahead -= 7
    return (printed + datetime.timedelta(days=ahead)).isoformat()
