"""What each word or number of a typed date means. Knows Russian, English and nothing of their order."""

import re
import unicodedata
from dataclasses import dataclass

from crm.dates.periods import AUTUMN, SPRING, SUMMER, WINTER, ApproximateDateError


@dataclass(frozen=True)
class Word:
    kind: str
    value: object = None


MONTH_STEMS = (
    r"янв(?:ар[ьяею]|ар[её]м)?|jan(?:uary)?",
    r"фев(?:р|рал[ьяею]|рал[её]м)?|feb(?:ruary)?",
    r"мар(?:т|та|ту|те|том)?|mar(?:ch)?",
    r"апр(?:ел[ьяею]|ел[её]м)?|apr(?:il)?",
    r"ма[йяею]|маем|may",
    r"июн(?:[ьяею]|[её]м)?|june?",
    r"июл(?:[ьяею]|[её]м)?|july?",
    r"авг(?:уст(?:а|у|е|ом)?)?|aug(?:ust)?",
    r"сент?(?:ябр[ьяею]|ябр[её]м)?|sept?(?:ember)?",
    r"окт(?:ябр[ьяею]|ябр[её]м)?|oct(?:ober)?",
    r"ноя(?:б|бр[ьяею]|бр[её]м)?|nov(?:ember)?",
    r"дек(?:абр[ьяею]|абр[её]м)?|dec(?:ember)?",
)
SEASON_STEMS = {
    SPRING: r"весн(?:а|ы|е|у|ой|ою)|spring",
    SUMMER: r"лет(?:о|а|у|е|ом)|summer",
    AUTUMN: r"осен(?:ь|и|ью)|autumn|fall",
    WINTER: r"зим(?:а|ы|е|у|ой|ою)|winter",
}
ORDINAL_STEMS = (
    r"перв(?:ый|ая|ое|ого|ой|ому|ом|ую)|first",
    r"втор(?:ой|ая|ое|ого|ому|ом|ую)|second",
    r"трет(?:ий|ья|ье|ьего|ьей|ьему|ьем|ью)|third",
    r"четв[её]рт(?:ый|ая|ое|ого|ой|ому|ом|ую)|fourth",
)
# Parts too small or too vague to count: the words stay with the date, the period is the month or year.
PARTS = (
    r"начал(?:о|а|е|у|ом)|конц(?:а|е|у|ом)|конец|середин(?:а|ы|е|у|ой)"
    r"|декад(?:а|ы|е|у|ой)|недел(?:я|и|е|ю|ей)"
    r"|early|late|mid|middle|end|beginning|decade|week"
)
FILLERS = (
    r"в|во|на|с|со|от|за|о|около|г|гг|год|года|году|годом|годы|годов|годах|годами|числ(?:о|а|е)|течени[еи]|период[аеу]?"
    r"|вс(?:ь|е|его|ей|ем|ю|я)|весь|всего|ежегодно|традиционно|ориентировочно|примерно|предположительно|до(?=\sконц)|к(?=\sконц)"
    r"|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресень[ея]|пн|вт|ср|чт|пт|сб|вс"
    r"|in|on|of|the|from|at|during|about|circa|years?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
SEPARATORS = r"по|до|to|till|until|through"
LISTING = r"и|and"
YEAR_SHIFTS = {
    0: r"(?:текущ|нынешн)(?:ий|его|ем|ему)\sгод[ау]?|эт(?:от|ого|ом)\sгод[ау]?|this\syear|current\syear",
    -1: r"(?:прошл|прошедш|минувш|предыдущ)(?:ый|ий|ого|его|ом|ем)\sгод[ау]?|last\syear|previous\syear",
    1: r"(?:будущ|следующ)(?:ий|его|ем)\sгод[ау]?|next\syear|coming\syear",
}
DAY_SHIFTS = {0: r"сегодня|today", -1: r"вчера|yesterday", 1: r"завтра|tomorrow"}
# П and Ш are what a Russian keyboard has for II and III.
ROMAN_DIGITS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "п": 2, "ш": 3}
LOOK_ALIKES = str.maketrans("іӏ|", "iii")

PATTERNS: list[tuple[str, str, object]] = [
    ("year_shift", pattern, shift) for shift, pattern in YEAR_SHIFTS.items()
] + [
    ("day_shift", pattern, shift) for shift, pattern in DAY_SHIFTS.items()
] + [
    ("month", pattern, number) for number, pattern in enumerate(MONTH_STEMS, 1)
] + [
    ("season", pattern, number) for number, pattern in SEASON_STEMS.items()
] + [
    ("ordinal", pattern, number) for number, pattern in enumerate(ORDINAL_STEMS, 1)
] + [
    ("quarter", r"кв|квартал(?:а|е|у|ом|ы)?|quarters?", None),
    ("half", r"полугоди(?:е|я|и|ю|ем)|(?:полов\w+|half)", None),
    ("part", PARTS, None),
    ("filler", FILLERS, None),
    ("dash", SEPARATORS, None),
    ("dash", LISTING, "and"),
]
WORDS = [(kind, re.compile(rf"(?:{pattern})\b\.?"), value) for kind, pattern, value in PATTERNS]

NUMERIC = [
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})\b"), ("year", "month", "day")),
    (re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b"), ("day", "month", "year")),
    (re.compile(r"(\d{1,2})[./](\d{4})\b"), ("month", "year")),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])\b(?!\s*г)"), ("year", "month")),
    (re.compile(r"(\d{1,2})\.(\d{2})\b"), ("day", "month")),
]
DECADE = re.compile(r"(\d{3}0)-?(?:е|х|ые|ых|s)\b")
NUMBER = re.compile(r"(\d{1,4})(?:-?(?:го|ого|ое|ый|ий|ой|ом|й|е|я|м|st|nd|rd|th)\b)?(?!\d)")
ROMAN = re.compile(r"(iv|i{1,3}|[пш](?=\s*(?:кв|полуг)))(?:-?(?:го|ый|ий|ой|ом|й|м|е|ое))?\b")
SHORT = re.compile(r"([qh])([1-4])\b|([1-4])([qh])\b")
DASH = re.compile(r"-|/|&|\.\.\.?")
SPACE = re.compile(r"[\s,.()]+")


def normalise(text: str) -> str:
    text = unicodedata.normalize("NFC", text).casefold().translate(LOOK_ALIKES)
    text = re.sub(r"[‐‑‒–—―−]", "-", text)
    return re.sub(r"\s+", " ", text).strip(" .,;")


def words_of(text: str) -> list[Word]:
    rest, words = normalise(text), []
    while rest:
        word, length = next_word(rest)
        if word and word.kind != "filler":
            words.append(word)
        rest = rest[length:]
    return words


def next_word(text: str) -> tuple[Word | None, int]:
    if found := SPACE.match(text):
        return None, found.end()
    if text[0].isdigit():
        return number(text)
    if found := SHORT.match(text):
        kind = "quarter" if found[1] == "q" else "half"
        return Word(kind, int(found[2])), found.end()
    if found := ROMAN.match(text):
        return Word("ordinal", ROMAN_DIGITS[found[1]]), found.end()
    for kind, pattern, value in WORDS:
        if found := pattern.match(text):
            return Word(kind, value), found.end()
    if found := DASH.match(text):
        return Word("dash"), found.end()
    raise ApproximateDateError("not_understood", text)


def number(text: str) -> tuple[Word, int]:
    for pattern, names in NUMERIC:
        if found := pattern.match(text):
            return Word("date", dict(zip(names, found.groups(), strict=True))), found.end()
    if found := DECADE.match(text):
        return Word("decade", int(found[1])), found.end()
    if found := NUMBER.match(text):
        kind = "number" if len(found[1]) <= 2 else "year"
        return Word(kind, int(found[1])), found.end()
    raise ApproximateDateError("not_understood", text)
