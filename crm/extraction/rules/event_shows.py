"""Exhibitions told by a verb: «в галерее показаны работы художников Минска»."""

import re

from crm.extraction.rules.event_phrases import phrases
from crm.extraction.rules.event_visits import Action, clause
from crm.extraction.rules.language import masked, tidy
from crm.russian import inflect, nominative

WORKS = r"(?:работ|картин|полотн|фотограф|рисунк|график|акварел|коллекци|гравюр|икон|изделия|кукл|скульптур|плакат|фоторабот)"
SHOWN = re.compile(
    r"\b(?:экспонировал(?:ись|ась|ся)|экспонируются|демонстрировал(?:ись|ась)|выставлен[аы]|выставлял(?:ись|ась)|показан[аы]|показали|показывал[аи]?)\s+"
    rf"(?:[а-яё]+(?:ые|их|ие|ая|ую)\s)?(?P<what>{WORKS}[а-яё]*(?:\s[^,.;()]{{3,90}})?)",
    re.I,
)


PRESENTED = re.compile(
    r"\b[Пп]редставил[аи]?\s+(?:[а-яё]+\s){0,4}?(?P<what>портал|книгу|альбом|фильм|сборник|путеводитель|каталог|маршрут)\s(?=«)"
)


BOOK = re.compile(
    r"\b(?P<what>книга|альбом|фильм|сборник|путеводитель|каталог|портал)\s(?=«)(?=[^.;]{0,140}\b(?:представлен|презентован)[аы]?\b)", re.I
)


def presentations(piece, mask: str) -> list[Action]:
    """«консул представила портал «Сделано во Вьетнаме»», «книга «Два города» представлена в Гере»"""
    for match in BOOK.finditer(mask):
        close = piece.text.find("»", match.end())
        if close > 0:
            what = inflect(match["what"].lower(), "genitive")
            return [Action(match.start(), close + 1, "other", f"Презентация {what} {piece.text[match.end() : close + 1]}")]
    for match in PRESENTED.finditer(mask):
        close = piece.text.find("»", match.end())
        if close > 0:
            what = inflect(nominative(match["what"]), "genitive")
            return [Action(match.start(), close + 1, "other", f"Презентация {what} {piece.text[match.end() : close + 1]}")]
    return []


def shows(piece, mask: str) -> list[Action]:
    """Where no exhibition, festival or contest is named that they belong to."""
    mask = masked(mask)
    for match in SHOWN.finditer(mask):
        first, last = clause(mask, match)
        if any(first <= one.noun < last for one in phrases(piece.text)):
            continue
        what = re.split(r"\s(?:в|во|на|из собрания|при|к|до|с)\s", piece.text[slice(*match.span("what"))])[0]
        return [Action(match.start(), match.end("what"), "exhibition", tidy(f"Выставка {inflect(nominative(what, number='plur'), 'genitive')}"))]
    return []
