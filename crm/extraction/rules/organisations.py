"""Organisations: a noun that names a kind of body with what makes it one certain body."""

import re
from dataclasses import dataclass
from functools import cache

from crm.extraction.finding import Finding
from crm.extraction.gazetteer import cities_of_form, countries, fold
from crm.extraction.rules.lands import REPUBLICS
from crm.extraction.rules.language import rows
from crm.extraction.rules.mention import Mention, is_known_word
from crm.extraction.rules.posts import post_pattern
from crm.extraction.rules.sides import document_mentions
from crm.extraction.structure import sentences
from crm.russian import nominative
from crm.russian.morphology import parses

WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁёA-Za-z]+)*")
QUOTE = re.compile(r"\s?(?:«[^«»]*(?:«[^«»]*»(?:[^«»]{0,40}»)?|»)|\"[^\"]{2,80}\")")
NUMBER = re.compile(r"\s№\s?\d+")
NAMED_AFTER = re.compile(
    r"\s(?:имени|им\.)\s(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ\d][\w-]*(?:\s[А-ЯЁа-я][\w]+(?=\s(?:арм)))?(?:\s[А-ЯЁ][а-яё]+)?"
)
IN_TOWN = re.compile(
    r"\s(?:г\.\s?|города\s|городского округа\s|муниципального образования(?: города)?\s)(?:«[^»]+»|[А-ЯЁ][\wё-]+(?:\s(?:Новгород|Дорог)\w*)?)"
)
SHORT = re.compile(r"\s\((?!КНР|КНДР|США|ФРГ|ОАЭ|РФ)[А-ЯЁA-Z][а-яё]{0,4}[А-ЯЁA-Z][А-Яа-яЁёA-Z ]{0,9}\)")
ACRONYM = re.compile(
    r"(?<![А-Яа-яЁё])(?:[А-ЯЁ][а-я]?[А-ЯЁа-я]{0,5}(?:ГУ|ФУ|ГТУ|ГАУ|ГУПС|ГУЭП|ГМУ|ГПУ)|ЮНЕСКО)(?![а-яёА-ЯЁ])"
)
FOREIGN = re.compile(
    r"(?:компани\w+|фирм\w+)\s(?:«(?P<q>[A-Z][^»]+)»|(?P<n>[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+)*(?:\s\([A-Z]+\))?))"
)
SEVERAL = re.compile(
    r"(?P<head>ансамбл(?:и|ей|ями|ям)|команд(?:ы|ам|ами)?|хор(?:ы|ов|ами)|театр(?:ы|ов|ами)|компани(?:и|й|ями))\s(?P<list>«[^«»]+»(?:\s\([^()]*\))?(?:(?:,|\sи)\s«[^«»]+»(?:\s\([^()]*\))?)+)"
)
TOPIC_WORDS = {"по", "и"}


@dataclass(frozen=True)
class Body:
    start: int
    end: int
    head: int
    lemma: str
    kind: str
    name: str = ""


@cache
def kinds() -> dict[str, tuple[str, str]]:
    return {fold(word): (kind, named) for word, kind, named in rows("organisation_kinds.tsv")}


def find(report, found) -> list[Finding]:
    bodies: dict[str, tuple[Body, str, list]] = {}
    for block in report.blocks:
        for sentence in sentences(block):
            for body in bodies_in(sentence.text):
                name = name_of(sentence.text, body)
                keep(bodies, name, body, (sentence.start + body.start, sentence.start + body.end))
    return [finding(report, name, body, spans) for body, name, spans in bodies.values()]


def keep(bodies: dict, name: str, body: Body, span: tuple[int, int]) -> None:
    """One record a body: by its name in quotes, or by its words without «города» and endings."""
    key = key_of(name)
    known = next(
        (
            other
            for other in bodies
            if other == key or len(key) > 12 and (other.startswith(key) or key.startswith(other))
        ),
        None,
    )
    if known is None:
        bodies[key] = (body, name, [span])
        return
    first, longest, spans = bodies[known]
    bodies[known] = (first, name if len(name) > len(longest) and "«" in name else longest, [*spans, span])


def key_of(name: str) -> str:
    name = fold(name).lower()
    quotedname = re.search(r"«([^«»]{4,})", name)
    if quotedname and not re.search(r"город ", quotedname[1]):
        return "«" + quotedname[1].strip()
    words = [
        word
        for word in re.findall(r"[\wё-]+", name)
        if word not in ("г", "города", "город", "городского", "округа", "муниципального", "образования")
    ]
    words = ["администрация" if word == "мэрия" else word for word in words]
    return " ".join(word[:-1] if len(word) > 4 else word for word in words)


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


@cache
def lemmas_of(word: str) -> tuple[str, ...]:
    """Heads are singular nouns; abbreviations are in capitals."""
    if word.isupper() and len(word) > 1:
        return (word.lower(),) if word.lower() in kinds() else ()
    low = word.lower()
    tail = low.rsplit("-", 1)[-1]
    found = [
        fold(p.normal_form)
        for form in (low, tail)
        for p in parses(form)
        if p.tag.POS == "NOUN" and p.tag.number == "sing"
    ]
    return tuple(dict.fromkeys(lemma for lemma in found if lemma in kinds()))


def body_at(text: str, match, lemma: str) -> Body | None:
    kind, named = kinds()[lemma]
    if re.search(r"\bпод $", text[: match.start()]) and lemma == "управление":
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
        if word[0] == "и" and re.search(r"ая $", text[: word.start()]):
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
    singular = [p for p in readings if p.tag.POS == "ADJF" and p.tag.number != "plur"]
    return bool(singular) and (readings[0].tag.POS == "ADJF" or word[0].isupper())


GENERAL = {"новый", "зарубежный", "иностранный", "различный", "совместный"}


def is_general(word: str) -> bool:
    """«новая школа», «турецкая компания»: it says which, and is no part of the name."""
    if parses(word.lower())[0].normal_form in GENERAL:
        return True
    return word.islower() and any(re.match(stem, word) for stem, _country in rows("country_adjectives.tsv"))


def right(text: str, end: int, lemma: str) -> tuple[int, set[str]]:
    """Over quotes, numbers, «имени …», «г. …» and the genitives that belong to the name."""
    marks: set[str] = set()
    for _ in range(14):
        for pattern, mark in (
            (QUOTE, "quote"),
            (NUMBER, "number"),
            (NAMED_AFTER, "named"),
            (IN_TOWN, "town"),
            (SHORT, "short"),
        ):
            match = pattern.match(text, end)
            if match and not (mark == "quote" and "quote" in marks) and not (mark == "town" and is_no_town(match[0])):
                marks.add(mark)
                end = match.end()
                break
        else:
            step = genitive_step(text, end, lemma, marks)
            if step is None:
                break
            end = step
    return end, marks


def is_no_town(words: str) -> bool:
    last = words.split()[-1]
    return "»" not in words and (is_known_word(last) and not cities_of_form(last) or is_given_name(last))


def is_given_name(word: str) -> bool:
    return any({"Name", "Surn"} & p.tag.grammemes and p.is_known and p.score > 0.3 for p in parses(word)) and not any(
        "Geox" in p.tag.grammemes for p in parses(word)
    )


COMPLEMENTED = {"по", "для", "при"}
TAKES_TOPIC = {"департамент", "управление", "отдел", "комитет", "комиссия", "подкомиссия", "совет", "министерство", "ассоциация", "союз", "центр", "хурал",
               "посольство", "консульство", "канцелярия", "представительство", "администрация", "мэрия", "муниципалитет", "правительство", "мид", "дума", "исполком",
               "дом", "дворец", "музей", "университет", "ансамбль", "библиотека", "больница", "общество", "академия", "школа", "организация", "палата", "клуб", "хор",
               "театр", "парк", "горисполком"}  # fmt: skip


def genitive_step(text: str, end: int, lemma: str, marks: set[str]) -> int | None:
    if lemma not in TAKES_TOPIC or marks & {"quote"} and lemma not in ("комиссия", "комитет"):
        return None
    joined = re.compile(r"\s(?:и\s)?").match(text, end)
    word = WORD.match(text, joined.end()) if joined else None
    if not word:
        return None
    if word[0] in COMPLEMENTED and lemma in (
        "комитет",
        "управление",
        "комиссия",
        "подкомиссия",
        "совет",
        "ассоциация",
        "отдел",
    ):
        return topic_after(text, word, marks)
    if word[0] == "в" and lemma in ("посольство", "консульство", "канцелярия", "представительство"):
        place = re.compile(r"\s+(?:г\.\s?|городе\s)?[А-ЯЁ][\wё-]+(?:\sФедерации)?").match(text, word.end())
        return place.end() if place else None
    return genitive(text, word, joined, marks, lemma)


def topic_after(text: str, word, marks: set[str]) -> int | None:
    """«по сотрудничеству между городами …»: the noun after «по» and what belongs to it."""
    first = re.compile(r"\s[а-яё-]+(?:\s[а-яё]+(?:ым|ой|ому|им|ному|ному)(?=\s))?").match(text, word.end())
    if not first:
        return None
    marks.add("topic")
    between = re.compile(r"\sмежду\sгородами\s\S+(?:\s\([^)]+\))?\sи\s\S+(?:\s\([^)]+\))?").match(text, first.end())
    return between.end() if between else noun_after(text, first)


def noun_after(text: str, first) -> int:
    if parses(first[0].split()[-1])[0].tag.POS == "ADJF":
        further = WORD.match(text, first.end() + 1)
        end = further.end() if further and text[first.end()] == " " else first.end()
    else:
        end = first.end()
    with_towns = re.compile(r"\sс\sгородами\s[А-ЯЁ]\w+").match(text, end)
    return with_towns.end() if with_towns else end


def genitive(text: str, word, joined, marks: set[str], lemma: str) -> int | None:
    form = word[0]
    readings = [
        p
        for p in parses(form.lower() if not form[0].isupper() else form)
        if p.tag.case in ("gent",) or p.tag.POS == "CONJ"
    ]
    capital = form[0].isupper()
    if (
        capital
        and (len(form) < 3 or is_given_name(form) or re.match(r"\s?[А-ЯЁ]\.", text[word.end() :]))
        and form not in ("РФ", "ООН")
    ):
        return None
    if capital and re.search(r"Республик\w\s$", text[: word.start()]) and not readings:
        return word.end() if is_land(form) else None
    if capital and lemma in ("школа", "университет") and not any(p.is_known for p in parses(form)):
        marks.add("named")
        return word.end()
    if (
        capital
        and not any(p.is_known for p in parses(form))
        and not cities_of_form(form)
        and form != "БРИКС"
        and not re.search(r"[сц]кого$", form)
    ):
        return None
    if capital and lemma in ("администрация", "мэрия") and lemmas_of(form):
        return None
    if capital and (cities_of_form(form) or form in ("БРИКС",) or form in ("России", "РФ", "КНР")):
        marks.add("country")
        return word.end()
    if "и" in joined[0].split() and (
        not marks & {"topic"} or not readings or capital and not re.search(r"[А-ЯЁ][а-яё]+$", text[: joined.start()])
    ):
        return None
    if not readings or readings[0].tag.POS not in ("NOUN", "ADJF", "PRTF"):
        return None
    if (
        lemma
        in (
            "администрация",
            "мэрия",
            "муниципалитет",
            "школа",
            "университет",
            "ансамбль",
            "библиотека",
            "организация",
            "палата",
        )
        and not capital
        and form.lower() not in ("города", "танца", "песни", "искусств", "области", "края", "района")
    ):
        return None
    if post_like(form):
        return None
    marks.add("country" if capital else "topic")
    return word.end()


def is_land(form: str) -> bool:
    return fold(form) in countries() or form in REPUBLICS.split("|")


def post_like(form: str) -> bool:
    return bool(post_pattern().match(form)) and form[:5].lower() != "глава" and form[:4].lower() != "глав"


def name_of(text: str, body: Body) -> str:
    phrase = re.sub(r"\s+", " ", text[body.start : body.end]).strip()
    if body.name or ACRONYM.fullmatch(phrase):
        return body.name or phrase
    if phrase[0] in '«"' or phrase[0].isascii():
        return phrase.strip('«»"')
    try:
        name = nominative(phrase, number="sing")
    except Exception:  # an odd phrase is better kept as printed than lost
        name = phrase
    begins = body.start == 0 and body.head == 0 and not phrase.split()[0].isupper()
    return name[0].lower() + name[1:] if begins else name


def finding(report, name: str, body: Body, spans: list) -> Finding:
    first = spans[0]
    inside = [one for one in document_mentions(report) if first[0] <= one.start < first[1]]
    values = {"name_ru": name, "kind": kind_of(report, name, body), **belonging(report, name, body, inside, first)}
    return Finding(
        "organisations", values, tuple(report.clean.source(*span) for span in spans[:10]), "body by its noun", 0.75
    )


def kind_of(report, name: str, body: Body) -> str:
    if "ООН" in name or "Всемирн" in name:
        return "international_organisation"
    if (
        re.match(r"(?:народное правительство|городской совет|(?:городской )?исполнительный комитет)", name, re.I)
        or body.lemma in ("комитет", "совет")
        and re.search(r"депутатов|исполнительн", name, re.I)
    ):
        return "administration"
    if body.lemma == "комитет" and re.match(r"комитет по", name):
        return "administration"
    return body.kind


def belonging(report, name: str, body: Body, inside: list[Mention], span: tuple[int, int]) -> dict:
    home = report.home_city
    foreign = next((one for one in inside if one.country not in (None, "RU")), None)
    city = next((one for one in inside if one.kind in ("city", "municipality")), None)
    if body.kind == "ministry" and not foreign:
        return {"city": None, "country_iso": "RU", "side": "federal"}
    if foreign and body.kind != "association":
        return {
            "city": city and city.name,
            "country_iso": None if foreign.country == "AB" else foreign.country,
            "side": "partner",
        }
    near = nearby(report, span)
    if near and not city:
        return {"city": near.name if near.kind == "city" else None, "country_iso": near.country, "side": "partner"}
    if body.kind in ("association", "committee", "international_organisation"):
        return {"city": None, "country_iso": None, "side": "other"}
    return {"city": city.name if city else home and home.name_ru, "country_iso": "RU", "side": "home"}


def nearby(report, span: tuple[int, int]) -> Mention | None:
    """The place in brackets right after the body."""
    return next(
        (
            one
            for one in document_mentions(report)
            if 0 <= one.start - span[1] <= 6
            and one.country not in (None, "RU")
            and "(" in report.clean.text[span[1] : one.start]
        ),
        None,
    )
