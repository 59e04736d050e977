"""People: a name with initials or a full name, its post, whose side they are on."""

import re
from dataclasses import dataclass, field

from crm.extraction.finding import Finding
from crm.extraction.gazetteer import cities_of_form, fold
from crm.extraction.rules.posts import post_at, post_before, post_case, post_nominative
from crm.extraction.rules.sides import abroad, side_of
from crm.extraction.structure import sentences
from crm.russian import person_nominative
from crm.russian.east_asian import SURNAMES
from crm.russian.morphology import parses

WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*"
PARTICLE = r"(?:бин|ибн|аль|ад|ас|оглы|кызы|уулу|ван|де|фон|дер)"
INITIAL = r"[А-ЯЁ]\.\s?(?:-?[А-ЯЁ]\.)?"
AFTER = re.compile(rf"(?<![А-Яа-яё«.-])({WORD})\s({INITIAL})(?![а-яё])")
BEFORE = re.compile(rf"(?<![А-Яа-яё.])({INITIAL})\s?({WORD})")
FULL = re.compile(
    rf"(?<![А-Яа-яё.-]){WORD}(?: (?:{PARTICLE} )?(?:аль-|ад-|ас-|эль-)?{WORD}){{1,6}}(?: (?:оглы|кызы|уулу))?"
)
NOT_A_PERSON = re.compile(
    r"(?:имени(?: [а-яё]+)?|им\.|ул\.|улиц\w+|проспект\w*|памяти|рождения|премии|музей|площад\w+|«)\s*$", re.I
)
SETTLEMENT = re.compile(r"^[ГгСсДдП]\.")
REACH = 260


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


def names(text: str, report) -> list[tuple[int, int]]:
    """Places of names, none inside another."""
    found: list[tuple[int, int]] = []
    for pattern in (AFTER, BEFORE):
        for match in pattern.finditer(text):
            if pattern is AFTER and is_of_the_next(text, match):
                continue
            if pattern is BEFORE and re.search(r"(?:^|\s)[гс]\.$", text[: match.start() + 2]):
                continue
            if (
                not NOT_A_PERSON.search(text[: match.start()])
                and apart(match.span(), found)
                and not is_enclosed(text, match.start())
            ):
                found.append((match.start(), match.end()))
    for match in FULL.finditer(text):
        span = person_part(text, match, report)
        if span and apart(span, found) and not NOT_A_PERSON.search(text[: span[0]]) and not is_enclosed(text, span[0]):
            found.append(span)
    return sorted(found)


def is_of_the_next(text: str, match) -> bool:
    """«мэр Казани Р.Ф. Сабитов»: the initials belong to the word after them."""
    following = re.match(rf"\s?({WORD})", text[match.end() :])
    if not following or is_common(following[1]) and not has(following[1], "Surn"):
        return False
    return (
        is_common(match[1])
        or is_city(match[1])
        or is_place(match[1])
        or not has(match[1], "Surn")
        and parses(match[1])[0].tag.POS != "ADJF"
        and len(match[1]) < 5
    )


def apart(span: tuple[int, int], found: list) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in found)


def is_enclosed(text: str, place: int) -> bool:
    """In quotes that hold a title, not speech."""
    opened = text.rfind("«", 0, place)
    return opened >= 0 and "»" not in text[opened:place] and 0 <= text.find("»", place) - opened < 80


def person_part(text: str, match, report) -> tuple[int, int] | None:
    """The words of a run of capitals that are a name: a known given name, or any after a post."""
    words = [
        (m.start() + match.start(), m.end() + match.start(), m[0])
        for m in re.finditer(rf"(?:аль-|ад-|эль-)?{WORD}|{PARTICLE}", match[0])
    ]
    for first in range(len(words)):
        rest = words[first:]
        capitals = [word for word in rest if word[2][0].isupper()]
        if len(rest) < 2 or not capitals or not rest[0][2][0].isupper():
            continue
        if any(has(word[2], "Name") for word in rest[1:3]) and not has(rest[0][2], "Name") and not is_name(rest):
            continue
        if is_name(rest) or is_named_after_post(text, rest) or follows_post(text, rest, report):
            return rest[0][0], rest[min(len(rest), 4) - 1][1]
    return None


def is_name(words: list) -> bool:
    forms = [word[2] for word in words]
    if (
        fold(forms[0]).lower() in SURNAMES
        and len(forms) in (2, 3)
        and not is_common(forms[0])
        and not is_place(forms[-1])
    ):
        return not is_common(forms[1])
    if len(forms) == 3 and has(forms[2], "Patr") and has(forms[1], "Name") and not is_place(forms[0]):
        return True
    if len(forms) == 3 and any(has(form, "Patr") for form in forms) and has(forms[0], "Name"):
        return True
    if has(forms[0], "Name") and not is_place(forms[1]) and not is_common(forms[1]):
        return True
    return has(forms[1], "Name") and has(forms[0], "Surn") and not is_place(forms[0]) and not is_city(forms[0])


def is_named_after_post(text: str, words: list) -> bool:
    """A given name and any word for a surname, right after a post."""
    if not has(words[0][2], "Name") or is_place(words[1][2]):
        return False
    return bool(post_before(text[max(0, words[0][0] - REACH) : words[0][0]])[1])


def has(word: str, grammeme: str) -> bool:
    return any(grammeme in p.tag.grammemes and p.is_known and p.score > 0.03 for p in parses(word))


def is_place(word: str) -> bool:
    return any("Geox" in p.tag.grammemes and p.is_known and p.score > 0.4 for p in parses(word))


def is_common(word: str) -> bool:
    readings = [p for p in parses(word) if p.is_known]
    return bool(readings) and not any({"Name", "Surn", "Patr"} & p.tag.grammemes for p in readings)


def follows_post(text: str, words: list, report) -> bool:
    """A foreign name the dictionary does not know: nothing but the post and its complement stands before it."""
    if any(
        is_common(word[2]) or is_place(word[2]) or word[2].endswith(("ский", "ского", "ской", "ском", "ская", "ским"))
        for word in words
    ):
        return False
    if any(fold(word[2]) in home_words(report) for word in words):
        return False
    start, post = post_before(text[max(0, words[0][0] - REACH) : words[0][0]])
    return bool(post) and not is_city(words[0][2])


def is_city(word: str) -> bool:
    return bool(cities_of_form(word)) and not has(word, "Name")


def home_words(report) -> set[str]:
    return {fold(report.home_city.name_ru)} if report.home_city else set()


def add(report, found, people: list[Person], sentence, block, start: int, end: int) -> None:
    printed = sentence.text[start:end]
    before = limited(sentence.text, start, people, sentence)
    place, post = post_before(before)
    begin = start - len(before) + place if post else start
    if not post:
        post = post_after(sentence.text[end:])
    case = post_case(post) if begin < start else None
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
        person.side = side_of(
            report, found, sentence, block, (sentence.start + begin, sentence.start + start), person.position
        )
        if person.side["side"] == "home" and is_foreign(name):
            person.side = abroad(report, block, sentence.start + start, person.side)
    if len(name) > len(person.name) and "." in person.name and "." not in name:
        person.name = name


def is_foreign(name: str) -> bool:
    """Neither initials nor a patronymic, and a given name no Russian dictionary has."""
    words = name.split()
    return "." not in name and not any(has(word, "Patr") or has(word, "Name") for word in words)


def limited(text: str, start: int, people: list[Person], sentence) -> str:
    """What stands before the name and after the name before it."""
    first = max(0, start - REACH)
    for person in people:
        for a, b in person.spans:
            if sentence.start <= a and b - sentence.start <= start:
                first = max(first, b - sentence.start)
    return text[first:start]


def post_after(rest: str) -> str:
    """«Азамат Кабаев, руководитель …,»"""
    match = re.match(r",\s([^,.;()]{4,140})(?=[,.;(])|\s\(([^()]{3,80})\)", rest)
    if not match:
        return ""
    post = match[1] or match[2]
    return post if post_at(post) and not re.search(r"\b(?:и|который|а)\b [А-ЯЁ]", post) else ""


def is_sure(printed: str) -> bool:
    words = printed.split()
    return (
        has(words[0], "Name")
        and (len(words) > 2 or has(words[1], "Surn") or not any(p.is_known for p in parses(words[1])))
        or fold(words[0]).lower() in SURNAMES
    )


def named(printed: str, case: str | None) -> str:
    """The nominative; surname first where only initials are given."""
    printed = re.sub(r"\s+", " ", printed).strip()
    initials = re.match(rf"({INITIAL})\s?({WORD})$", printed)
    if initials:
        printed = f"{initials[2]} {initials[1].replace(' ', '')}"
    if case == "nomn":
        return printed
    in_case = person_nominative(printed, case=case) if case else person_nominative(printed)
    if case and case != "nomn" and is_printed_nominative(printed, in_case):
        return printed
    return completed(printed, in_case, case)


# Endings of names the dictionary does not know, where the case is known from the post.
UNKNOWN_ENDINGS = {
    "gent": (("а", ""), ("ы", "а")),
    "accs": (("у", "а"), ("а", "")),
    "ablt": (("ем", ""), ("ом", ""), ("ой", "а")),
    "datv": (("у", ""),),
}


def completed(printed: str, found: str, case: str | None) -> str:
    """«Милоша Вуковича» → «Милош …»: a word that stayed as printed follows the post's case too."""
    words = []
    if case == "ablt" and "." not in printed and not re.search(r"(?:ом|ем|[её]м|ым|им|ой|ей|ею|ою)$", printed):
        return found
    for before, after in zip(printed.split(), found.split(), strict=False):
        if (
            before == after
            and "." not in after
            and case in UNKNOWN_ENDINGS
            and (case in ("ablt", "accs") or found != printed)
        ):
            after = stripped(after, case)
        words.append(after)
    return " ".join(words)


def stripped(word: str, case: str) -> str:
    if case == "ablt" and re.search(r"[аеоуэыюя]ем$", word):
        return f"{word[:-2]}й"
    if any(p.is_known and p.tag.case == "nomn" for p in parses(word)) or len(word) < 5:
        return word
    if case == "ablt" and word.endswith("цом"):
        return f"{word[:-3]}ец"
    for ending, closing in UNKNOWN_ENDINGS[case]:
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and stem[-1] not in "аеёиоуыэюя":
            return stem + closing
    return word


def is_printed_nominative(printed: str, found: str) -> bool:
    """A full name whose given name is in the nominative was left uninflected after the post."""
    words = printed.split()
    if "." in printed:
        return False
    given = [w for w in words if has(w, "Name")]
    if given:
        best = [p for p in parses(given[0]) if "Name" in p.tag.grammemes and p.is_known]
        return bool(best) and all(p.tag.case == "nomn" for p in best)
    return found == printed


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


def surname_of(name: str) -> str:
    words = [word for word in name.split() if "." not in word]
    if len(words) == 1 or fold(words[0]).lower() in SURNAMES and len(words) in (2, 3) and not has(words[0], "Name"):
        return words[0]
    return words[-1]


def initials_of(name: str) -> str:
    letters = re.findall(r"([А-ЯЁ])\.", name)
    if letters:
        return "".join(letters)
    surname = surname_of(name)
    return "".join(word[0] for word in name.split() if word != surname and word[0].isupper())


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
