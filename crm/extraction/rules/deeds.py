"""Where in an enumeration the next deed begins: an infinitive with its own object, or the noun of a deed."""

import re

from crm.extraction.rules.language import WORD
from crm.russian.morphology import parses

VERBAL = re.compile(
    r"^(?!администраци|делегаци|ассоциаци|комисси|миссия|федераци|корпораци|акция|секция)\w*(?:[нт]ие|ция|сия|зация|овка|отка|ёжка|держка|стройка|участие|визит|при[её]м|обмен|запуск|выпуск|поездка|встреча|выезд)$"
)
JOINT = re.compile(r"(?:,|\sи|\sа также)\s+(?:\w+о\s+|(?:в|во|на|с|со|для|из)\s(?:\S+\s){1,3}?)?$")


def is_infinitive(word: str) -> bool:
    return parses(word.lower())[0].tag.POS == "INFN"


def is_verbal(word) -> bool:
    """«запуск», «создание» in the nominative or accusative: the name of a deed."""
    if word is None or not word[0][0].islower():
        return False
    best = parses(word[0])[0]
    return "NOUN" in best.tag and best.tag.case in ("nomn", "accs") and bool(VERBAL.search(best.normal_form))


def next_deeds(mask: str, start: int, least: int = 3) -> list[int]:
    """«завершить перевод и обновить сайт»: a second infinitive with its own object."""
    borders, last = [], start
    for word in WORD.finditer(mask, start):
        joint = JOINT.search(mask, start, word.start())
        if joint and is_infinitive(word[0]) and len(mask[last : word.start()].split()) > least:
            borders.append(word.start())
            last = word.start()
    return borders
