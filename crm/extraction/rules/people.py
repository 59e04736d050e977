"""People: a name, its post, whose side they are on; each person once."""

import re
from dataclasses import dataclass, field

from crm.extraction.finding import Finding
from crm.extraction.gazetteer import fold
from crm.extraction.rules.names import REACH, is_foreign, is_sure, names
from crm.extraction.rules.naming import initials_of, named, surname_of
from crm.extraction.rules.posts import post_at, post_before, post_case, post_nominative
from crm.extraction.rules.sides import abroad, document_mentions, iso, side_of
from crm.extraction.structure import sentences
from crm.russian.morphology import parses


@dataclass
class Person:
    printed: str
    name: str
    surname: str
    initials: str
    position: str = ""
    spans: list = field(default_factory=list)
    side: dict = field(default_factory=dict)


def find(report, found) -> list[Finding]:
    people: list[Person] = []
    for block in report.blocks:
        for sentence in sentences(block):
            for start, end in names(sentence.text, report):
                add(report, found, people, sentence, block, start, end)
    surnames_alone(report, people)
    return [finding(report, person) for person in people]


def add(report, found, people: list[Person], sentence, block, start: int, end: int) -> None:
    printed = sentence.text[start:end]
    before = limited(sentence.text, start, people, sentence)
    place, post = post_before(before)
    begin = start - len(before) + place if post else start
    if not post:
        post = post_after(sentence.text[end:])
    case = post_case(post) if begin < start else None
    if is_signature(sentence, block, printed):
        case, post = "nomn", post or post_above(report, block)
    if not LED_BY.search(before) and is_done_by_woman(sentence.text, end, printed):
        case = "nomn"
    name = named(printed, case)
    person = known(people, name) or known_inflected(people, printed)
    if person is None:
        if not post and not re.search(r"[А-ЯЁ]\.", printed) and not is_sure(printed):
            return
        person = Person(re.sub(r"\s+", " ", printed), name, surname_of(name), initials_of(name))
        people.append(person)
    person.spans.append((sentence.start + begin, sentence.start + end))
    if post and len(post) > len(person.position) and not person.position:
        person.position = post_nominative(post)
    if not person.side or post and not person.side.get("position"):
        stretch = (begin, start) if begin < start else (end, end + len(post) + AROUND_POST)
        told = (sentence.start + stretch[0], sentence.start + stretch[1])
        person.side = side_of(report, found, sentence, block, told, person.position)
        if person.side["side"] == "home" and is_foreign(name):
            person.side = abroad(report, block, sentence.start + start, person.side)
        person.side |= from_bracket(report, sentence, end)
    if len(name) > len(person.name) and "." in person.name and "." not in name:
        person.name = name


SIGNED = re.compile(r"\W*(?:Исп(?:олнитель|\.)?\W*)?", re.I)


def is_signature(sentence, block, printed: str) -> bool:
    """A name that is a line of its own: «Д.С. Кожанова» below her post."""
    return SIGNED.sub("", block.text, count=1).strip() == printed == sentence.text.strip()


def post_above(report, block) -> str:
    before = report.clean.text[max(0, block.start - LONGEST_POST - 2) : block.start].rstrip()
    above = before[before.rfind("\n") + 1 :].strip()
    return above if above and len(above) < LONGEST_POST and post_at(above) and not above.endswith((".", ":")) else ""


LONGEST_POST = 140  # letters


# «делегация под руководством главы Кострова Ю.В. приняла участие»: the verb is the delegation's.
LED_BY = re.compile(r"(?:под (?:руководством|председательством)|во главе со?|в сопровождении)\s[^,;]*$", re.I)


def is_done_by_woman(text: str, end: int, printed: str) -> bool:
    """«Врио начальника Смирнова Т.А. доложила»: the verb tells the gender, and the case."""
    verb = re.match(r"\s([а-яё]+л[аи]сь|[а-яё]+ла)(?![а-яё])", text[end:])
    if not verb or not re.match(r"[А-ЯЁ][а-яё-]+(?:ва|на|ая)\b", printed):
        return False
    return any(p.tag.POS == "VERB" and p.tag.gender == "femn" for p in parses(verb[1]))


def from_bracket(report, sentence, end: int) -> dict:
    """«поэт Алесь Бадак (Минск)»"""
    if not re.match(r"\s?\(", sentence.text[end:]):
        return {}
    near = (one for one in document_mentions(report) if 0 < one.start - sentence.start - end <= 6)
    place = next((one for one in near if one.country), None)
    if place is None or place.country == "RU":
        return {}
    return {"city": place.name if place.kind == "city" else None, "country_iso": iso(place), "side": "partner"}


def limited(text: str, start: int, people: list[Person], sentence) -> str:
    """What stands before the name and after the name before it."""
    first = max(0, start - REACH)
    for person in people:
        for a, b in person.spans:
            if sentence.start <= a and b - sentence.start <= start:
                first = max(first, b - sentence.start)
    return text[first:start]


# A post goes on over the full stops of «г. …», «им. А.С. …».
AROUND_POST = 12  # the comma before a post and a country in brackets after it
WHOLE = r"(?:[^,.;()]|(?<=[ ,]г)\.|(?<=[ ,]гг)\.|(?<=[ ,]им)\.|(?<=[А-ЯЁ])\.)"
AFTERWARDS = re.compile(rf",\s({WHOLE}{{4,140}})(?=[,.;(])|\s\(({WHOLE}{{3,80}})\)")


def post_after(rest: str) -> str:
    """«Азамат Кабаев, руководитель …,»"""
    match = AFTERWARDS.match(rest)
    if not match:
        return ""
    post = match[1] or match[2]
    return post if post_at(post) and not re.search(r"\b(?:и|который|а)\b [А-ЯЁ]", post) else ""


def known(people: list[Person], name: str) -> Person | None:
    surname, initials = surname_of(name), initials_of(name)
    for person in people:
        if fold(person.surname) == fold(surname) and (
            initials.startswith(person.initials) or person.initials.startswith(initials)
        ):
            return person
    return None


def known_inflected(people: list[Person], printed: str) -> Person | None:
    """Without a post the case of a name stays open: any that gives a person already met will do."""
    for case in ("gent", "datv", "accs", "ablt", "loct"):
        person = known(people, named(printed, case))
        if person:
            return person
    return None


def surnames_alone(report, people: list[Person]) -> None:
    """Further mentions by the surname only: passages, no new person."""
    text = report.clean.text
    for person in people:
        if len(person.surname) < 4:
            continue
        stem = re.escape(person.surname[:-1] if person.surname[-1] in "аяьй" else person.surname)
        for match in list(re.finditer(rf"(?<![А-Яа-яё-]){stem}[а-яё]{{0,2}}(?![а-яё-])", text))[:8]:
            if all(match.end() <= a or b <= match.start() for a, b in person.spans):
                person.spans.append(match.span())


def finding(report, person: Person) -> Finding:
    values = {
        "name_printed": person.printed,
        "name_nom": person.name,
        "surname": person.surname,
        "position": person.position or None,
        **{key: value for key, value in person.side.items() if key != "position"},
    }
    spans = tuple(report.clean.source(a, b) for a, b in person.spans)
    return Finding(
        "people", values, spans, "name after a post" if person.position else "name", 0.9 if person.position else 0.6
    )
