"""Tasks and planned events: the items of that section, and sentences that speak of what is to come."""

import re

from crm.extraction.finding import Finding
from crm.extraction.rules.event_phrases import phrases
from crm.extraction.rules.language import tidy
from crm.extraction.rules.reach import findings
from crm.extraction.rules.setting import Piece, mood, pieces, year_of
from crm.russian.morphology import parses

INTENT = re.compile(
    r"\b(?:планируется|планируем\b|предстоит|приоритетным является|в планах(?: 20\d\d года)?|будет продолжен[ао]|нужно|направлением станет|"
    r"будет проработан вопрос)[,\s]*(?:также\s+)?(?:наконец,\s+)?",
    re.I,
)
BORDER = re.compile(
    r";\s*|,\s+(?=(?:проведени|участие|организаци|подготовк|подписани|создани|разработк)\w*\s)|:\s+(?=[а-яё])|\sи\s(?=(?:собрать|разработать|разобраться|активизировать)\s)"
)


def find(report, found) -> list[Finding]:
    result = []
    for block in report.blocks:
        if mood(block) == "tasks" and block.kind in ("item", "row"):
            piece = Piece(report, block, block.start, block.end)
            result += [plan(piece, a, b, found) for a, b in parts(piece, 0)]
    for piece in pieces(report):
        intent = INTENT.search(piece.text)
        if mood(piece.block) == "tasks" and piece.block.kind in ("item", "row"):
            continue
        result += [] if intent else [plan(piece, a, b, found) for a, b in told(piece)]
        if intent and report.kind != "news":
            start = (
                0
                if intent.start() == 0 and "риоритетн" not in intent[0] and "планируется" not in intent[0]
                else intent.end()
            )
            result += [plan(piece, a, b, found) for a, b in parts(piece, start)]
    return result


def told(piece: Piece) -> list[tuple[int, int]]:
    """In the section on tasks a clause that begins with «создать», «подготовить» is one."""
    if mood(piece.block) != "tasks" or piece.report.kind == "news":
        return []
    return [
        (a, b)
        for a, b in parts(piece, 0)
        if TASK.match(piece.text[a:b]) and is_infinitive(TASK.match(piece.text[a:b])[1])
    ]


TASK = re.compile(r"(?:До\s\d+\s\w+\s|к концу года\s|необходимо\s|следует\s|а также\s|\d\)\s)?([а-яё]+)\b", re.I)


def is_infinitive(word: str) -> bool:
    return parses(word.lower())[0].tag.POS == "INFN"


def parts(piece: Piece, start: int) -> list[tuple[int, int]]:
    borders = [start, *(m.end() for m in BORDER.finditer(piece.text, start)), len(piece.text)]
    return [(a, b) for a, b in zip(borders, borders[1:], strict=False) if b - a > 12]


def plan(piece: Piece, start: int, end: int, found) -> Finding:
    text = tidy(piece.text[start:end])
    report = piece.report
    span = report.clean.source(piece.start + start, piece.start + end)
    kind = (
        "event"
        if any(p.proper and p.start < 110 for p in phrases(text)) or planned_event(span, found) and phrases(text)
        else "task"
    )
    year = year_of(report, piece.block) if mood(piece.block) == "tasks" else (report.year or 0) + 1
    values = {"text": text[:1].upper() + text[1:], "plan_type": kind, "year": str(year) if year and year > 1 else None}
    return Finding("plans", values, (span,), "plan", 0.8)


def planned_event(span, found) -> bool:
    return any(
        event.values.get("status") == "planned" and passage.start < span.end and span.start < passage.end
        for event in findings(found, "events")
        for passage in event.evidence
    )
