"""Tasks and planned events: the items of that section, and sentences that speak of what is to come."""

import re

from crm.extraction.finding import Finding, Span
from crm.extraction.rules.deeds import VERBAL, is_infinitive, is_verbal, next_deeds
from crm.extraction.rules.event_phrases import cases, phrases
from crm.extraction.rules.language import WORD, masked, nouns, tidy
from crm.extraction.rules.setting import Piece, intent_words, is_intention, mood, mood_of, pieces, year_for

BORDER = re.compile(
    r";\s*|,\s+(?=(?:проведени|участие|организаци|подготовк|подписани|создани|разработк)\w*\s)|,\s+(?=(?:предстоит|нужно|необходимо|планируется)\s)|:\s+(?=[а-яёА-ЯЁ])"
)
LEAD = re.compile(
    r"(?:(?:\d{1,2}[.)]|[а-я]\)|[-–—•]|(?:до\s\d+\s\w+|к концу года|в первую очередь|прежде всего|кроме того|а также|также|и|в|во|на|летом|осенью|весной|зимой|"
    r"необходимо|следует|нужно|20\d\d|году|год|\d+\s\w+|январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|\w+\s+квартале)(?![а-яё]))"
    r"[\s,:–.-]*)*",
    re.I,
)
LEAST = 12


def find(report, found) -> list[Finding]:
    result = []
    for block in report.blocks:
        if is_list(block):
            piece = Piece(report, block, *stretch(block))
            result += [plan(piece, a, b, found) for a, b in parts(piece, 0)]
    for piece in pieces(report):
        if not is_list(piece.block) and report.kind != "news":
            result += [plan(piece, a, b, found) for a, b in told(piece)]
    return result


def is_list(block) -> bool:
    return mood(block) == "tasks" and block.kind in ("item", "row")


def stretch(block) -> tuple[int, int]:
    """Of a row the cell that says what is to be done."""
    return next(
        ((cell.start, cell.end) for cell in block.cells if cell.role == "event" and cell.end > cell.start),
        (block.start, block.end),
    )


def told(piece: Piece) -> list[tuple[int, int]]:
    """After words of intention whatever is named; in a section on tasks what begins as a task does."""
    coming = is_intention(piece) or mood(piece.block) == "tasks"
    intent = (intent_words() if coming else intent_words("always")).search(piece.text)
    if intent:
        return parts(piece, 0 if SELF_SAID.match(piece.text) else intent.end())
    if mood_of(piece) != "tasks":
        return []
    return [(a, b) for a, b in parts(piece, 0) if is_task(piece.text[a:b])]


# The verb that opens the sentence belongs to what it plans.
SELF_SAID = re.compile(r"(?:предстоит|будет|продолжится|в планах|намечен|ставится)", re.I)


def is_task(text: str) -> bool:
    if any(p.start < 3 and p.end - p.start > 12 for p in phrases(text)[:1]):
        return True
    first = WORD.match(text, LEAD.match(text).end())
    return bool(first) and (is_infinitive(first[0]) or any(VERBAL.search(name) for name in nouns(first[0])))


def parts(piece: Piece, start: int) -> list[tuple[int, int]]:
    mask = masked(piece.text)
    borders = {
        start,
        len(mask),
        *(m.end() for m in BORDER.finditer(mask, start)),
        *next_deeds(mask, start),
        *next_events(piece.text, mask, start, r"[,:]\s+" if is_list(piece.block) else r"[,:]\s+|\sи\s+"),
    }
    ordered = sorted(borders)
    found = [(a, b) for a, b in zip(ordered, ordered[1:], strict=False) if b - a > LEAST]
    found = [(a, b) for a, b in found if not LEAD.fullmatch(mask[a:b].strip(" .;,"))]  # «в марте 2024 года»
    return found[1:] if len(found) > 1 and is_lead(mask[slice(*found[0])]) else found


def next_events(text: str, mask: str, start: int, joint: str) -> list[int]:
    """Where in an enumeration the next event or deed is named."""
    named = {
        p.start for p in phrases(text) if cases(mask, p) & {"nomn", "accs"} and len(mask[p.start : p.end].split()) > 1
    }
    borders, last = [], start
    for match in re.finditer(joint, mask):
        begins = match.end() in named and "и" not in match[0] or is_verbal(WORD.match(mask, match.end()))
        if match.start() >= start and begins and ("и" not in match[0] or len(mask[last : match.start()].split()) > 1):
            borders.append(match.end())
            last = match.end()
    return borders


def is_lead(text: str) -> bool:
    """«В 2024 году предстоит организовать:» opens an enumeration and is no task of its own."""
    return text.rstrip().endswith(":") and len(text.split()) < 14


def plan(piece: Piece, start: int, end: int, found) -> Finding:
    text = tidy(piece.text[start:end])
    report = piece.report
    span = report.clean.source(piece.start + start, piece.start + end)
    named = phrases(text)
    kind = "event" if any(p.proper and p.start < 110 for p in named) or named and planned_event(span, found) else "task"
    year = year_for(piece) if mood_of(piece) == "tasks" else (report.year or 0) + 1
    values = {"text": text[:1].upper() + text[1:], "plan_type": kind, "year": str(year) if year and year > 1 else None}
    return Finding("plans", values, (span,), "plan", 0.8)


REACH = 2_000  # letters a passage may be long


def planned_event(span, found) -> bool:
    return any(
        event.values.get("status") == "planned" and passage.start < span.end and span.start < passage.end
        for event in found.within("events", Span(span.start - REACH, span.end))
        for passage in event.evidence
    )
