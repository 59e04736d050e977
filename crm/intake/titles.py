"""Whether a title reads as one in a calendar: short, a noun in the nominative, its quotation marks in pairs."""

import re

from crm.russian.morphology import parses

MOST_WORDS = 12
VERBS = {"VERB", "INFN", "PRTS", "GRND"}


def faults(title: str) -> list[str]:
    """long, verb, quotes, half, cut, case."""
    return [name for name, is_faulty in FAULTS.items() if is_faulty(title)]


def is_long(title):
    return len(title.split()) > MOST_WORDS


def begins_with_verb(title):
    first = title.split()[:1]
    if not first or not first[0].isalpha():
        return False
    reading = parses(first[0].lower())[0]
    return reading.is_known and reading.tag.POS in VERBS


def has_open_quotes(title):
    """«Внешний «внутренний» is closed once where print economises: the last mark then stands for both."""
    depth = 0
    for sign in title:
        depth += (sign == "«") - (sign == "»")
        if depth < 0:
            return True
    return bool(depth and not (depth == 1 and title.count("«") > 1 and title.rstrip(".").endswith("»"))) or bool(
        title.count('"') % 2
    )


HALF = re.compile(r"\bмежду\s(?!.*\sи\s)", re.I)


def is_half(title):
    """«Соглашение между компанией «Кама»»: the other side is missing."""
    return bool(HALF.search(title)) and not BETWEEN_MANY.search(title)


BETWEEN_MANY = re.compile(
    r"\bмежду\s(?:город|стран|партн[её]р|побратим|муниципалитет|школ|университет)[а-яё]*(?:ами|ями)\b", re.I
)
WORD = re.compile(r"(?<![«\w-])[А-ЯЁа-яё]{3,}(?![\w-])")
OF_PLACE = re.compile(r"(?:^|\s)(?:в|во|на|о|об|обо|при|по)\s", re.I)


def has_stray_case(title):
    """«Празднование 1000-летия и открытии фестиваля»: a prepositional case without a preposition before it."""
    for word in WORD.finditer(re.sub(r"«[^»]*»", "", title)):
        readings = parses(word[0].lower())
        if readings[0].is_known and {one.tag.case for one in readings} == {"loct"}:
            return not OF_PLACE.search(title[: title.find(word[0])])
    return False


ALWAYS_PLURAL = {
    "день",
    "игра",
    "гастроль",
    "гастроли",
    "учение",
    "торжество",
    "соревнование",
    "переговоры",
    "чтение",
    "сутки",
    "каникулы",
    "смотрины",
}


def is_of_several(title):
    """«Встречи с делегациями», not «Дни культуры»."""
    first = title.split()[:1]
    readings = (
        [one for one in parses(first[0].lower()) if one.tag.POS == "NOUN" and one.tag.case == "nomn"] if first else []
    )
    return bool(readings) and all(one.tag.number == "plur" and one.normal_form not in ALWAYS_PLURAL for one in readings)


def is_cut(title):
    """«Презентация торгово-экономического»: no noun after the adjective, or nothing after a preposition."""
    last = title.split()[-1:]
    reading = parses(last[0].lower())[0] if last and last[0].isalpha() or last and "-" in last[0] else None
    return bool(reading) and reading.is_known and reading.tag.POS in ("ADJF", "PREP", "CONJ")


FAULTS = {
    "long": is_long,
    "verb": begins_with_verb,
    "quotes": has_open_quotes,
    "half": is_half,
    "cut": is_cut,
    "case": has_stray_case,
}
