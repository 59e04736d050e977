"""Approximate dates in running text, resolved by the report's year, the month heading and relative words."""

import re
from dataclasses import dataclass

from crm.extraction.heading import coming_year
from crm.extraction.rules.days import DAY, G, M, day_number, month_number, one_day
from crm.extraction.rules.printed import ANY_WEEKDAY, WEEKDAY, base_year, day_of_news

MONTH_ADJECTIVES = {"майск": 5, "июньск": 6, "июльск": 7, "сентябрьск": 9, "октябрьск": 10, "апрельск": 4}
SEASONS = {"весн": 21, "лет": 22, "осен": 23, "зим": 24}
NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "перв": 1, "втор": 2, "трет": 3, "четв": 4}
DASH = r"\s*(?:[–—-]|\bпо\b)\s*"
YEAR = r"(?:[\s,]+(?:(?P<{0}>(?:19|20)\d\d)(?!\d)(?:\s*(?:гг?\.|год\w*))?|(?P<{0}w>текущ|нынешн|будущ|следующ|прошл|прошедш|минувш|отч[её]тн)\w+\s+год\w*))?"
Y = YEAR.format("y")
PATTERNS = (
    (
        "numeric",
        r"(?<![\d.])(?:(?P<d0>\d\d?)(?:\.(?P<m0>\d\d)\.?)?\s*[–—-]\s*)?(?P<d>\d\d?)\.(?P<m>\d\d)\.(?P<y>\d{4})(?:\s*[–—-]\s*(?P<d2>\d\d?)\.(?P<m2>\d\d)\.(?P<y2>\d{4}))?",
    ),
    ("numeric", r"(?<![\d./])(?P<d>\d\d?)[./](?P<m>\d\d?)[./](?P<y>(?:19|20)\d\d)(?!\d)"),
    ("numeric", r"(?<![\d./])(?P<d>\d\d)\.(?P<m>0\d|1[0-2])\.(?P<y>\d\d)(?![\d.]\d)(?!\d)"),
    ("numeric", r"(?<![\d./])(?P<d>\d\d)/(?P<m>0\d|1[0-2])/(?P<y>\d\d)(?![\d/])"),
    ("numeric", r"(?<![\d-])(?P<y>20\d\d)-(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)(?!\d)"),
    (
        "short",
        r"(?<=\()(?P<d>\d\d?)\.(?P<m>0\d|1[0-2])\.?(?:\s*[–—-]\s*(?P<d2>\d\d?)\.(?P<m2>0\d|1[0-2])\.?)?(?=[);,])",
    ),
    ("short", r"(?<=\bс )(?P<d>\d\d?)\.(?P<m>0\d|1[0-2])\.? (?:по|до) (?P<d2>\d\d?)\.(?P<m2>0\d|1[0-2])(?![\d.]\d)"),
    (
        "short",  # «12.04 – форум», a cell of a table
        r"(?m)(?:^|(?<=\t)|(?<=\d[.)]\s)|(?<=[•–-]\s))(?:(?P<d0>\d\d?)\s*[–—-]\s*)?(?P<d>\d\d?)\.(?P<m>0\d|1[0-2])\.?(?:\s*[–—-]\s*(?P<d2>\d\d)\.(?P<m2>0\d|1[0-2])\.?)?(?=\s*[–—-]\s+[A-ZА-ЯЁа-яё«\d]|\s*\t|,\s[А-ЯЁа-яё])",
    ),
    ("row", rf"(?P<d>{DAY})(?P<more>(?:,[ ]+{DAY})+)[ ]+и[ ]+(?P<d2>{DAY})[ ]+(?P<m2>{G}){Y}"),
    ("pair", rf"(?P<d>{DAY})[ ]+и[ ]+(?P<d2>{DAY})[ ]+(?P<m2>{G}){Y}"),
    ("days", rf"(?P<d>{DAY})(?:[ ]+(?P<m>{G}))?{DASH}(?P<d2>{DAY})[ ]+(?P<m2>{G}){Y}"),
    ("days", rf"(?<=\bс )(?P<d>{DAY})[ ]+(?P<m>{G})[ ]+до[ ]+(?P<d2>{DAY})[ ]+(?P<m2>{G}){Y}"),
    ("night", rf"(?<=\bс )(?P<d>{DAY})[ ]+на[ ]+(?P<d2>{DAY})[ ]+(?P<m2>{G}){Y}"),
    ("day", rf"(?P<d>{DAY})[ ]+(?P<m>{G}){Y}"),
    ("dayof", rf"\b(?P<m>{M})(?:\s+же)?,?\s+(?P<d>{DAY})\s+числа"),
    ("dayof", rf"\b(?P<m>{M}),?\s+(?P<d>{DAY})(?=\s*[.:–—-](?:\s|$)|\))"),
    ("quarter", rf"(?P<n>\b(?:IV|III|II|I|[1-4](?:-?[йм])?)\b|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)\s+кв(?:артал\w*|\.){Y}"),
    ("half", rf"(?P<n>\b(?:II|I)\b|перв|втор|Перв|Втор)\w*\s+(?:полугоди\w+|половин\w+\s+года){Y}"),
    ("months", rf"\b(?P<m>{M})\s*(?:[–—-]|по)\s*(?P<m2>{M}){Y}"),
    ("month", rf"\b(?P<m>{M}){Y}"),
    ("adjective", r"\b(?P<m>майск|июньск|июльск|сентябрьск|октябрьск|апрельск)(?:ий|ого|ая|ой|ую)\b"),
    ("season", rf"\b(?P<s>весн(?:ой|у|ы|а)|лет(?:ом|о)|осен(?:ью|ь)|зим(?:ой|у))\b{Y}"),
    ("years", r"(?P<y>(?:19|20)\d\d)\s*[–—-]\s*(?P<y2>(?:19|20)\d\d)(?=\s*г)"),
    ("year", r"(?<![\d-])(?P<y>(?:19|20)\d\d)(?:-?й|-м)?\s*(?:г\.|году|года|год\b)"),
    ("word", r"\b(?P<w>текущ|нынешн|будущ|следующ|прошл|прошедш|минувш|отч[её]тн)\w+\s+год\w*"),
    ("news", rf"\bв (?P<weekend>минувшие|прошедшие|прошлые) выходные\b|\b(?P<w>сегодня|вчера|завтра|позавчера|послезавтра|накануне)\b(?!,? {ANY_WEEKDAY})|{WEEKDAY}(?!,? {DAY} {G})"),
)
COMPILED = [(name, re.compile(pattern, re.I if name not in ("quarter", "half") else 0)) for name, pattern in PATTERNS]
RANK = {
    "numeric": 0,
    "short": 0,
    "row": 0,
    "pair": 0,
    "night": 0,
    "days": 0,
    "day": 0,
    "dayof": 0,
    "news": 0,
    "month": 1,
    "adjective": 1,
    "months": 2,
    "quarter": 2,
    "half": 2,
    "season": 2,
}


@dataclass(frozen=True)
class When:
    """A date as written: its place in the clean text, EDTF, precision (0 day … 3 year) and where it came from."""

    start: int
    end: int
    edtf: str
    rank: int
    source: str = "explicit"

    @property
    def year(self) -> int:
        return int(self.edtf[:4])


def dates_in(text: str, start: int, end: int, *, year: int | None, report=None) -> list[When]:
    """Every date between two places of the clean text, longest reading first, none overlapping."""
    found: list[When] = []
    for name, pattern in COMPILED:
        for match in pattern.finditer(text, start, end):
            if any(match.start() < w.end and w.start < match.end() for w in found):
                continue
            if NAMED_AFTER_DAY.search(text[max(0, match.start() - 24) : match.start()]):
                continue
            edtf = edtf_of(name, match.groupdict(), year, report, is_past=is_told(text[start:end]), place=match.start())
            if edtf:
                found.append(When(match.start(), match.end(), edtf, RANK.get(name, 3), source(name, match)))
    return sorted(found, key=lambda when: when.start)


NAMED_AFTER_DAY = re.compile(r"(?:бульвар|улиц|ул\.|площад|проспект|переул|сквер|парк|имени|им\.)[а-яё]*\s(?:\d{1,2}\s)?$", re.I)  # «на бульваре 9 Января»


def source(name: str, match) -> str:
    groups = match.groupdict()
    if name in ("word", "news") or groups.get("yw"):
        return "relative"
    return "explicit" if groups.get("y") else "month_in_sentence"


TOLD = re.compile(r"[а-яё]{3,}(?:[аеёиоуыя]л(?:[аои]|с[ья]|[аои]сь)?|[её]н[аоы]?)(?![а-яё])", re.I)
TO_COME = re.compile(r"планир|намеч|намерен|предсто|запланир|ожида|состоит|пройд|буд[еу]т|предполага|готовит", re.I)


def is_told(text: str) -> bool:
    """Of what is over: then «в текущем году» is the year of the report, else the one it is written in."""
    return bool(TOLD.search(text)) and not TO_COME.search(text)


def edtf_of(name: str, part: dict, year: int | None, report, *, is_past: bool = False, place: int = 0) -> str | None:
    """None where the words need a year nobody gives, or are no date after all."""
    if name == "news":
        return day_of_news(part, report, place, is_past)
    if name == "word":
        known = relative_year(part["w"], report, is_past)
        return str(known) if known else None
    if name == "years":
        return f"{part['y']}/{part['y2']}"
    own = full_year(part["y"]) if part.get("y") else relative_year(part.get("yw"), report, is_past) or year
    if not own:
        return None
    return READERS[name](part, own)


def full_year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def relative_year(word: str | None, report, is_past: bool) -> int | None:
    year = base_year(report)
    if not word or not year:
        return None
    word = word.lower()
    written = year if report.kind == "news" else coming_year(report.clean.text, year)
    if word.startswith(("текущ", "нынешн")):
        return year if is_past else written
    if word.startswith(("будущ", "следующ")):
        return year + 1
    return year if word.startswith("отч") else written - 1


def numeric(part: dict, year: int) -> str | None:
    days = [one_day(year, int(part["m"]), int(part["d"]))]
    if part.get("d0"):
        days.insert(0, one_day(year, int(part.get("m0") or part["m"]), int(part["d0"])))
    if part.get("d2"):
        days.append(one_day(int(part["y2"]), int(part["m2"]), int(part["d2"])))
    return "/".join(days) if all(days) else None


def days_listed(part: dict, year: int) -> str | None:
    """«3, 4 и 5 марта», «10 и 17 апреля»: from the first to the last."""
    days = [day_number(day) for day in re.split(r",\s+", part["d"] + part.get("more", "")) if day] + [day_number(part["d2"])]
    return some_days(part, year) if days == sorted(set(days)) else None


def night(part: dict, year: int) -> str | None:
    """«с 21 на 22 июня»"""
    return some_days(part, year) if day_number(part["d2"]) == day_number(part["d"]) + 1 else None


def short(part: dict, year: int) -> str | None:
    """«(30.01–04.02)», «24–26.02 –»"""
    days = [one_day(year, int(part["m"]), int(part[name])) for name in ("d0", "d") if part.get(name)]
    if part.get("d2"):
        days.append(one_day(year + (int(part["m2"]) < int(part["m"])), int(part["m2"]), int(part["d2"])))
    return "/".join(days) if all(days) else None


def some_days(part: dict, year: int) -> str | None:
    last = month_number(part["m2"])
    first = month_number(part["m"]) if part.get("m") else last
    begins = one_day(year - (first > last), first, day_number(part["d"]))
    ends = one_day(year, last, day_number(part["d2"]))
    return f"{begins}/{ends}" if begins and ends else None


def number(word: str) -> int:
    if word[0].isdigit():
        return int(word[0])
    return next(
        n for key, n in reversed(NUMBERS.items()) if word == key or len(key) > 3 and word.lower().startswith(key)
    )


def quarter(part: dict, year: int) -> str:
    first = number(part["n"]) * 3 - 2
    return f"{year}-{first:02}/{year}-{first + 2:02}"


def half(part: dict, year: int) -> str:
    return f"{year}-01/{year}-06" if part["n"].lower() in ("перв", "i") else f"{year}-07/{year}-12"


def season(part: dict, year: int) -> str:
    return f"{year}-{next(code for stem, code in SEASONS.items() if part['s'].lower().startswith(stem))}"


READERS = {
    "numeric": numeric,
    "short": short,
    "pair": days_listed,
    "night": night,
    "row": days_listed,
    "days": some_days,
    "day": lambda part, year: one_day(year, month_number(part["m"]), day_number(part["d"])),
    "dayof": lambda part, year: one_day(year, month_number(part["m"]), day_number(part["d"])),
    "quarter": quarter,
    "half": half,
    "months": lambda part, year: f"{year}-{month_number(part['m']):02}/{year}-{month_number(part['m2']):02}",
    "month": lambda part, year: f"{year}-{month_number(part['m']):02}",
    "adjective": lambda part, year: f"{year}-{MONTH_ADJECTIVES[part['m'].lower()]:02}",
    "season": season,
    "year": lambda part, year: str(year),
}
