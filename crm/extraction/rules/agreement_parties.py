"""Between whom a paper is: bodies where bodies signed it, else our city and the cities of the partners."""

import re

from crm.extraction.rules.agreement_state import Paper
from crm.extraction.rules.bodies import bodies_in, name_of
from crm.extraction.rules.language import masked, tidy
from crm.extraction.rules.mention import LISTED, Mention
from crm.extraction.rules.order import between
from crm.extraction.rules.sides import document_mentions
from crm.russian import nominative

CITIES = ("city", "municipality", "village")
OURS = re.compile(r"администрац|мэри|город", re.I)
STEP = re.compile(r"\s(?:и\s[^,.;]{3,90}\s)?(?:\d{1,2}\s\w+\s|в\s\w+\s|бы(?:л|ло|ла|ли)\s|также\s)?")
BETWEEN = re.compile(r"\sмежду\s", re.I)
WITH = re.compile(r"(?:^|[\s(])[Сс]о?\s+(?:г{1,2}\.\s?|город\w*\s+)?$")
WHERE = re.compile(r"(?:\b[Вв]о?|\bиз)\s+(?:г{1,2}\.\s?|город\w*\s+)?$")


def parties(paper: Paper) -> list[str]:
    home = paper.piece.report.home_city
    home_name = [home.name_ru] if home else []
    between = BETWEEN.search(f" {paper.phrase}")
    bodies = bodies_of(paper, bool(between))
    cities = cities_of(paper)
    if between and len(bodies) > 1:
        return unique(bodies)
    if between and len(cities) < 2 and (sides := sides_named(paper)):
        return sides
    if bodies:
        return unique(bodies if len(bodies) > 1 else [*home_name, *bodies, *cities])
    return unique([*home_name, *cities])


SIDES = re.compile(r"\sмежду\s(?P<first>[^,;]{3,80}?)\sи\s(?P<second>[^,;]{3,80}?)(?=\s(?:об?|по|на|в)\s|[,;(]|$)")


def sides_named(paper: Paper) -> list[str]:
    """«между Новосибирским метрополитеном и Shenyang Metro Group»: whoever they are, if both are told by names."""
    match = SIDES.search(masked(f" {paper.phrase}"))
    if not match:
        return []
    sides = [tidy(f" {paper.phrase}"[slice(*match.span(name))]) for name in ("first", "second")]
    return [nominative(side) for side in sides] if all(NAMED.search(side) for side in sides) else []


NAMED = re.compile(r"«|[A-ZА-ЯЁ]")


def bodies_of(paper: Paper, between: bool) -> list[str]:
    """«между A и B»; «A подписала меморандум с B»; a city hall counts only where both sides are named so."""
    text = paper.piece.text
    found = bodies_in(text)
    inside = [body for body in found if paper.start <= body.start < paper.end]
    names = [name_of(text, body) for body in inside if between or body.kind != "administration"]
    if between:
        return names
    acting = [body for body in found if is_acting(text, body, paper)]
    if not names and len(acting) < 2:
        return []
    return [*(name_of(text, body) for body in (acting[-1:] if names else acting)), *names]


def is_acting(text: str, body, paper: Paper) -> bool:
    """Stands before the verb, alone or in «A и B», «между A и B»."""
    if body.end > paper.start or body.kind == "administration":
        return False
    verbs = [act for piece, act in paper.acts if piece is paper.piece and body.end <= act.start < paper.start]
    return any(STEP.fullmatch(text[body.end : act.start]) for act in verbs[:1])


def cities_of(paper: Paper) -> list[str]:
    """Named in the title; else in the sentence, but not as the place; else in what stands above."""
    piece, text = paper.piece, paper.piece.report.clean.text
    start, end = piece.start + paper.start, piece.start + paper.end
    inside = within(paper, start, end)
    if inside:
        return inside
    own = [
        one
        for one in named(paper, piece.start, piece.end)
        if not WHERE.search(text[max(0, one.start - 16) : one.start])
    ]
    own = joined_with(paper, own) or own or named(paper, piece.start, piece.end)
    if own:
        return [one.name for one in own]
    before = named(paper, piece.block.start, piece.start)
    if before:
        return [before[-1].name]
    return heading_cities(paper)


def joined_with(paper: Paper, found: list[Mention]) -> list[Mention]:
    """«с Могилёвом и Оршей»: those after «с» and what is listed with them."""
    text, chosen = paper.piece.report.clean.text, []
    for one in found:
        listed = chosen and LISTED.match(text[chosen[-1].end : one.start])
        if listed or WITH.search(text[max(0, one.start - 16) : one.start]):
            chosen.append(one)
    return chosen


def within(paper: Paper, start: int, end: int) -> list[str]:
    return [one.name for one in between(document_mentions(paper.piece.report), start, end) if one.kind in CITIES]


def named(paper: Paper, start: int, end: int) -> list[Mention]:
    home = paper.piece.report.home_city
    found = [one for one in between(document_mentions(paper.piece.report), start, end) if one.kind in CITIES]
    return [one for one in found if not home or one.name != home.name_ru]


def heading_cities(paper: Paper) -> list[str]:
    """A report laid out by partners names the city in the heading alone."""
    block, report = paper.piece.block, paper.piece.report
    if block.intro:
        told = named(paper, block.intro.start, block.intro.end)
        if told:
            return [one.name for one in told]
    for heading in reversed(block.headings[-2:]):
        place = report.clean.text.rfind(heading, 0, block.start)
        told = named(paper, place, place + len(heading)) if place >= 0 else []
        if told:
            return [one.name for one in told]
    return []


def unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
