"""Where the name of a body ends: over quotes, numbers, «имени …», «г. …» and the genitives that belong to it."""

import re

from crm.extraction.gazetteer import cities_of_form, countries, fold
from crm.extraction.rules.body_words import IN_TOWN, NAMED_AFTER, NUMBER, QUOTE, SHORT, WORD, genitives, lemmas_of
from crm.extraction.rules.lands import REPUBLICS
from crm.extraction.rules.mention import is_known_word
from crm.extraction.rules.posts import post_pattern
from crm.russian.morphology import parses


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
    return end - len(LEFT_OVER.search(text[:end])[0]), marks


LEFT_OVER = re.compile(r"(?:\s(?:под|во?|со?|по|на|для|из|и|при|ко?))?$")  # «отдел по связям с», where no noun follows


def is_no_town(words: str) -> bool:
    last = words.split()[-1]
    return "»" not in words and (is_known_word(last) and not cities_of_form(last) or is_given_name(last))


def is_given_name(word: str) -> bool:
    return any({"Name", "Surn"} & p.tag.grammemes and p.is_known and p.score > 0.3 for p in parses(word)) and not any(
        "Geox" in p.tag.grammemes for p in parses(word)
    )


LAND_WORD = re.compile(r"\s(?:провинции|аймака|штата|уезда|префектуры)$")
COMPLEMENTED = {"по", "для", "при"}
# Bodies of people whose posts stand in the name: «Совет депутатов», «Союз художников».
OF_PEOPLE = {
    "совет",
    "собрание",
    "палата",
    "дума",
    "союз",
    "ассоциация",
    "дом",
    "общество",
    "федерация",
    "хурал",
    "клуб",
}
FEW = ("города", "танца", "песни", "искусств", "области", "края", "района", "провинции", "аймака", "депутатов", "юного")


def genitive_step(text: str, end: int, lemma: str, marks: set[str]) -> int | None:
    if genitives().get(lemma) == "none" or marks & {"quote"} and lemma not in ("комиссия", "комитет"):
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
    with_towns = re.compile(r"\sс\s(?:городами\s[А-ЯЁ]\w+|общественностью|соотечественниками|молод[её]жью|инвесторами|партн[её]рами)").match(text, end)
    return with_towns.end() if with_towns else end


def genitive(text: str, word, joined, marks: set[str], lemma: str) -> int | None:
    form = word[0]
    readings = [
        p
        for p in parses(form.lower() if not form[0].isupper() else form)
        if p.tag.case in ("gent",) or p.tag.POS == "CONJ"
    ]
    capital = form[0].isupper()
    if capital and "country" in marks and not re.search(r"Республик\w\s$", text[: word.start()]) and re.match(r"\s[А-ЯЁ][а-яё]", text[word.end() :]) and not re.search(r"(?:ой|ого)$", form):
        return None  # «Посольство Республики Куба Хорхе Луис Мартинес»
    if "и" in joined[0].split() and ANOTHER.match(text, word.start()) and lemmas_of(ANOTHER.match(text, word.start())[1]):
        return None  # «университета и Белорусско-Российского университета»
    if capital and joined[0] == " " and (lemma == "институт" and readings or LAND_WORD.search(text[: joined.start()])):
        marks.add("named")
        return word.end()
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
    if (
        capital
        and "и" not in joined[0].split()
        and (cities_of_form(form) or form in ("БРИКС",) or form in ("России", "РФ", "КНР"))
    ):
        marks.add("country")
        return word.end()
    if "и" in joined[0].split() and (
        lemmas_of(form)
        or not marks & {"topic"}
        or not readings
        or capital
        and not re.search(r"[А-ЯЁ][а-яё]+$", text[: joined.start()])
    ):
        return None
    if not readings or readings[0].tag.POS not in ("NOUN", "ADJF", "PRTF"):
        return None
    if genitives().get(lemma) == "proper" and not capital and form.lower() not in FEW:
        return None
    if post_like(form) and lemma not in OF_PEOPLE:
        return None
    marks.add("country" if capital else "topic")
    return word.end()


ANOTHER = re.compile(r"(?:[А-ЯЁа-яё-]+(?:ого|ой)\s){1,3}([а-яё-]+)")


def is_land(form: str) -> bool:
    return fold(form) in countries() or form in REPUBLICS.split("|")


def post_like(form: str) -> bool:
    return bool(post_pattern().match(form)) and form[:5].lower() != "глава" and form[:4].lower() != "глав"
