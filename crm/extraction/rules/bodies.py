"""Where a text names a body: a noun that names a kind of body with what makes it one certain body."""

import re
from dataclasses import dataclass
from functools import cache

from crm.extraction.rules.body_ends import right
from crm.extraction.rules.body_words import NAMED_AFTER, WORD, kinds, lemmas_of
from crm.extraction.rules.language import rows
from crm.russian import nominative
from crm.russian.morphology import parses

ACRONYM = re.compile(
    r"(?<![А-Яа-яЁё])(?:[А-ЯЁ][а-я]?[А-ЯЁа-я]{0,5}(?:ГУ|ФУ|ГТУ|ГАУ|ГУПС|ГУЭП|ГМУ|ГПУ)|ЮНЕСКО)(?![а-яёА-ЯЁ])"
)
FOREIGN = re.compile(
    r"(?:компани\w+|фирм\w+)\s(?:«(?P<q>[A-Z][^»]+)»|(?P<n>[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+)*(?:\s\([A-Z]+\))?))"
)
SEVERAL = re.compile(
    r"(?P<head>ансамбл(?:и|ей|ями|ям)|команд(?:ы|ам|ами)?|хор(?:ы|ов|ами)|театр(?:ы|ов|ами)|компани(?:и|й|ями))\s(?P<list>«[^«»]+»(?:\s\([^()]*\))?(?:(?:,|\sи)\s«[^«»]+»(?:\s\([^()]*\))?)+)"
)


@dataclass(frozen=True)
class Body:
    start: int
    end: int
    head: int
    lemma: str
    kind: str
    name: str = ""


def bodies_in(text: str) -> list[Body]:
    found: list[Body] = []
    reached = 0
    for match in WORD.finditer(text):
        if match.start() < reached:
            continue
        for lemma in lemmas_of(match[0]):
            body = body_at(text, match, lemma)
            if body:
                found.append(body)
                reached = body.end
                break
    found += several(text, found)
    found += [Body(m.start(), named_after(text, m.end()), m.start(), "университет" if m[0] != "ЮНЕСКО" else "юнеско", "university" if m[0] != "ЮНЕСКО" else "international_organisation")
              for m in ACRONYM.finditer(text) if free(found, m)]  # fmt: skip
    for match in FOREIGN.finditer(text):
        group = "q" if match["q"] else "n"
        if free(found, match):
            found.append(Body(match.start(group), match.end(group), match.start(group), "компания", "company"))
    return found


def named_after(text: str, end: int) -> int:
    match = NAMED_AFTER.match(text, end)
    return match.end() if match else end


def several(text: str, found: list[Body]) -> list[Body]:
    """«ансамбли «А» (г. Б) и «В»»: each name is a body of that kind."""
    result = []
    for match in SEVERAL.finditer(text):
        lemma = next((p.normal_form for p in parses(match["head"]) if p.normal_form in kinds()), None)
        for quote in re.finditer(r"«[^«»]+»", match["list"]):
            start = match.start("list") + quote.start()
            if lemma and all(start >= body.end or body.start >= start + 1 for body in found):
                result.append(
                    Body(
                        start, match.start("list") + quote.end(), start, lemma, kinds()[lemma][0], f"{lemma} {quote[0]}"
                    )
                )
    return result


def free(found: list[Body], match) -> bool:
    return all(match.end() <= body.start or body.end <= match.start() for body in found)


# «под управлением», «Российская Федерация» are no bodies.
NO_BODY = {
    "управление": r"\bпод $",
    "федерация": r"Российск\w+ $",
    "собрание": r"(?:учредительн|общ|отч[её]тн|торжественн|годов|очередн)\w+ $",
}


def body_at(text: str, match, lemma: str) -> Body | None:
    kind, named = kinds()[lemma]
    if NO_BODY.get(lemma) and re.search(NO_BODY[lemma], text[: match.start()]):
        return None
    start = left(text, match.start())
    end, marks = right(text, match.end(), lemma)
    adjectives = text[start : match.start()]
    if re.search(r"[А-ЯЁ]", adjectives[1:] if start == 0 else adjectives) and adjectives.strip().lower() not in (
        "международной",
        "международный",
        "международная",
    ):
        marks.add("capital")
    if re.search(r"(?:ск|цк)(?:ой|ая|ого|ий|ом|ую|им|ими)\s", adjectives) and re.search(
        r"[А-ЯЁ]\w+(?:ск|цк)", adjectives
    ):
        marks.add("place")
    return (
        Body(start, end, match.start(), lemma, kind)
        if is_certain(named, marks, text[match.start()].isupper() and start > 0 and not match[0].isupper())
        else None
    )


def is_certain(named: str, marks: set[str], is_capital: bool) -> bool:
    if named == "always":
        return True
    if named == "land":
        return bool(marks & {"place", "town", "country"})
    if named == "quote":
        return bool(marks & {"quote", "named"})
    if named == "place":
        return bool(marks & {"place", "town", "country", "quote", "capital"})
    if named == "any":
        return bool(marks & {"place", "town", "country", "quote", "number", "named", "topic", "capital"})
    if named == "topic":
        return bool(marks & {"topic", "town", "country"})
    if named == "capital":
        return is_capital and "topic" in marks or bool(marks & {"quote", "capital"})
    return (
        is_capital
        and "topic" in marks
        or bool(marks & {"quote", "number", "named", "town", "place", "country", "capital"})
    )


def left(text: str, start: int) -> int:
    """Back over adjectives that describe the body."""
    for word in reversed(list(WORD.finditer(text, max(0, start - 120), start))):
        gap = text[word.end() : start]
        paired = re.search(r"([А-ЯЁа-яё-]+(?:ая|ой|ую|ый|ий|ого|ому|ым|ом|ое)) $", text[: word.start()])
        alike = re.match(r"[А-ЯЁа-яё-]+", text[start:])
        if word[0] == "и" and paired and alike[0][-2:] == paired[1][-2:] and is_describing(paired[1]):
            start = word.start()
            continue
        if gap not in (" ", "\xa0") or not is_describing(word[0]):
            break
        start = word.start()
    return start


@cache
def is_describing(word: str) -> bool:
    if word.isupper() and word.lower() in kinds() or word in ("МАУ", "МБУ", "ДО", "МБУК"):
        return True
    readings = parses(word.lower())
    if is_general(word) or "Apro" in readings[0].tag.grammemes or "Anum" in readings[0].tag.grammemes:
        return False
    singular = [p for p in readings if is_adjective(p) and p.tag.number != "plur"]
    return bool(singular) and (is_adjective(readings[0]) or word[0].isupper())


def is_adjective(parse) -> bool:
    """«Объединённый» describes a body, other participles tell of it."""
    return parse.tag.POS == "ADJF" or parse.tag.POS == "PRTF" and parse.normal_form == "объединить"


GENERAL = {"новый", "зарубежный", "иностранный", "различный", "совместный"}


def is_general(word: str) -> bool:
    """«новая школа», «турецкая компания»: it says which, and is no part of the name."""
    if parses(word.lower())[0].normal_form in GENERAL:
        return True
    return word.islower() and any(re.match(stem, word) for stem, _country in rows("country_adjectives.tsv"))


# Kinds whose noun is written small inside a sentence; «Союз …», «Министерство …» may be capital there too.
COMMON = {"administration", "school", "university", "venue", "company", "ensemble", "clinic", "team"}


FOREIGN_BODY = re.compile(r"((?:[Аа]кимат|[Хх]окимият|[Хх]укумат|[Мм]аслихат))(?:а|у|ом|е)?")  # in no dictionary


def name_of(text: str, body: Body) -> str:
    phrase = re.sub(r"\s+", " ", text[body.start : body.end]).strip()
    if body.name or ACRONYM.fullmatch(phrase):
        return body.name or phrase
    if phrase[0] in '«"' or phrase[0].isascii():
        return phrase.strip('«»"')
    first, _, rest = phrase.partition(" ")
    if first.isupper() and len(first) > 2:
        return phrase  # «АГУ» has no cases
    if foreign := FOREIGN_BODY.fullmatch(first):
        return f"{foreign[1]} {rest}".strip()
    try:
        name = nominative(phrase, number="sing")
    except Exception:  # an odd phrase is better kept as printed than lost
        name = phrase
    begins = body.start == 0 and body.head == 0 and not phrase.split()[0].isupper() and body.kind in COMMON
    return name[0].lower() + name[1:] if begins else name
