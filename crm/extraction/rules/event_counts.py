"""One event, or events in general: «Организовано 9 выездов», «участие в конкурсах»."""

import re

from crm.extraction.rules.event_phrases import Phrase
from crm.russian.morphology import parses

MANY = re.compile(r"(?<![\w№.,])(?:более |свыше |около |порядка )?(?:[4-9]|\d\d+|пять|шесть|семь|восемь|девять|десять|\w+надцать|двадцать|тридцать)\s+$", re.I)


COUNTS = re.compile(r"\sсовершили\s(?:[а-яё]+\s)?\d+\s")  # «поездки совершили 9 делегаций»


def is_figure(mask: str, phrase: Phrase) -> bool:
    """«Организовано 9 выездов», «дали 12 концертов»: a figure of the year, no one event."""
    word = re.match(r"[\w-]+", mask[phrase.noun :])[0].lower()
    if COUNTS.match(mask, phrase.end):
        return True
    return bool(MANY.search(mask[: phrase.start])) and any(
        p.tag.case == "gent" and p.tag.number == "plur" for p in parses(word)
    )


def words(mask: str, phrase: Phrase) -> int:
    return len(mask[phrase.noun : phrase.end].split())


def is_named(mask: str, phrase: Phrase) -> bool:
    """More than the bare word, and no «рабочие встречи, круглые столы» in general."""
    if (
        is_some_of_a_kind(mask, phrase)
        and phrase.lemma not in PLURAL_ONLY
        and not re.match(r"\S+\s+(?:со?|между|по|для|[«\"])", mask[phrase.noun :])
    ):
        return False
    if re.search(r"\s(?:на (?:различн|разн)\w+ уровн|различного|разного)", mask[phrase.noun : phrase.end]):
        return False
    return len(mask[phrase.start : phrase.end].split()) > 1


ANNIVERSARIES = ("годовщина", "юбилей")
PLURAL_ONLY = (
    "переговоры",
    "гастроли",
    "гастроль",
    "соревнование",
    "соревнования",
    "игра",
    "чтение",
    "курс",
    "дебаты",
    "дни",
    "торжество",
    "гонка",
    "мероприятие",
)


def is_some_of_a_kind(mask: str, phrase: Phrase) -> bool:
    """«участие в конкурсах»: no one event of them."""
    word = re.match(r"[\w-]+", mask[phrase.noun :])[0]
    if (
        phrase.lemma == "дни"
        or phrase.edition
        or "«" in mask[phrase.start : phrase.end]
        or "," in mask[phrase.noun : phrase.end]
    ):
        return False
    adjective = re.match(r"[\w-]+", mask[phrase.start : phrase.noun])
    numbers = [p.tag.number for p in parses(adjective[0].lower()) if p.tag.POS in ("ADJF", "PRTF")] if adjective else []
    return all(
        number == "plur" for number in numbers or [p.tag.number for p in parses(word.lower()) if "NOUN" in p.tag]
    )
