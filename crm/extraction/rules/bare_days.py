"""Days told without their month: «8–10: турнир», «Визит мэра (11–12)», «25-го», «а девятого», «с 1-го по 21-е»."""

import re

from crm.extraction.rules.dates import When
from crm.extraction.rules.days import DAY, ENDING, FIGURE, WORD, day_number, month_named, one_day
from crm.russian.morphology import parses

NUMBER = r"[12]\d|3[01]|0?[1-9]"
AT_START = re.compile(
    rf"\W*(?P<d>{NUMBER})(?:\s*[–—-]\s*(?P<d2>{NUMBER}))?(?:\s*числа)?\s*[–—:-]\s+(?=[А-Яа-яЁё«])"
)
IN_BRACKETS = re.compile(
    rf"\((?:с\s)?(?P<d>{NUMBER})(?:(?:\s*[–—-]\s*|\s(?:по|и)\s)(?P<d2>{NUMBER}))?(?P<said>-?(?:го|е|ое)|\s*числа)?\)"
)
MARKED = rf"(?:(?<![\d.,№]){FIGURE}{ENDING}|(?<![а-яё]){WORD})"
FROM_TO = re.compile(rf"\bс(?:о)? (?P<d>{DAY}) по (?P<d2>{MARKED}|{DAY}(?= числа))", re.I)
PAIR = re.compile(rf"(?P<d>{MARKED}) и (?P<d2>{MARKED})", re.I)
NUMBERS = re.compile(rf"(?P<d>{FIGURE})\s*[–—-]\s*(?P<d2>{FIGURE})(?= числ)")
NUMBERED = re.compile(rf"(?P<d>{DAY}) числа\b", re.I)
ORDINAL = re.compile(rf"(?<![№-])(?P<d>{MARKED})", re.I)
# A word is a day where nothing before it makes it an attribute: «а девятого встретился».
BEFORE_WORD = re.compile(r"(?:^|[,;(–—:]\s|(?:^|\s)(?:а|и|уже|утром|вечером|днём)\s)$", re.I)


def bare_days(piece, start: int, end: int, year: int | None, told: list[When]) -> list[When]:
    """The month is that of the heading, else the one the paragraph named last."""
    if not year:
        return []
    text, block = piece.report.clean.text, piece.block
    heading = block.month if block.last_month == block.month else None
    found = []
    if block.month and start == piece.start and (match := AT_START.match(piece.text)):
        found += [day_from(match, start, year, block.month)]
    if heading:
        found += [
            day_from(match, 0, year, heading)
            for match in IN_BRACKETS.finditer(text, start, end)
            if match["d2"] or match["said"]
        ]
    taken = [(when.start, when.end) for when in [*told, *filter(None, found)]]
    for pattern in (FROM_TO, PAIR, NUMBERS, NUMBERED, ORDINAL):
        for match in pattern.finditer(text, start, end):
            if any(a < match.end() and match.start() < b for a, b in taken) or not is_day(text, match, pattern, piece):
                continue
            own = month_named(text, piece.start, match.start())
            month = own or heading or month_named(text, block.start, match.start())
            when = month and day_from(match, 0, year, month, "month_heading" if heading and not own else "relative")
            taken.append(match.span())
            found += [when]
    return [when for when in found if when]


def day_from(match, shift: int, year: int, month: int, source: str = "month_heading") -> When | None:
    parts = match.groupdict()
    days = [one_day(year, month, day_number(parts[name])) for name in ("d", "d2") if parts.get(name)]
    last = match.end(next(name for name in ("d2", "d") if parts.get(name)))
    return When(shift + match.start("d"), shift + last, "/".join(days), 0, source) if all(days) else None


def is_day(text: str, match, pattern, piece) -> bool:
    """Not «25-го юбилея», «1-е место», «до 13-го», «второго секретаря»."""
    if pattern in (NUMBERS, NUMBERED):
        return True
    before = text[piece.start : match.start()]
    if pattern is PAIR and day_number(match["d2"]) != day_number(match["d"]) + 1:
        return False
    if pattern is ORDINAL and (
        re.search(r"(?:\bдо|\bот|\bдля|\bиз|\bпо|\bс)\s$", before, re.I)
        or match["d"][0].isalpha() and not BEFORE_WORD.search(before)
    ):
        return False
    return not has_noun(text[match.end() : match.end() + 40], match.group().lower())


def has_noun(rest: str, day: str) -> bool:
    """The next word agrees with the ordinal, so that it counts something else."""
    word = re.match(r"\s([а-яё-]+)", rest)
    if not word:
        return False
    cases = {"gent"} if day.endswith("го") else {"nomn", "accs"}
    tags = [parse.tag for parse in parses(word[1])[:2]]
    return any(tag.POS in ("NOUN", "ADJF", "PRTF") and tag.case in cases and tag.gender != "femn" and agrees(tag, day) for tag in tags)


def agrees(tag, day: str) -> bool:
    if day.endswith("го"):
        return tag.number == "sing"
    return tag.number == "plur" or tag.gender == "neut"
