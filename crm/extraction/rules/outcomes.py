"""Results: prizes, deliveries, counts, what was made and adopted."""

import re

from crm.extraction.finding import Finding
from crm.extraction.rules.event_facts import figures_of
from crm.extraction.rules.event_phrases import phrases
from crm.extraction.rules.language import any_of, tidy
from crm.extraction.rules.setting import Piece, mood_of, pieces


def find(report, found) -> list[Finding]:
    return [outcome(piece) for piece in results(report) if is_result(piece.text)]


DENIED = re.compile(r"(?:^|\s)(?:не\s+(?:был[аоы]?\s+)?|(?:долж\w+|мо(?:жет|гут)) быть\s+|буд(?:ет|ут)\s+(?:\S+\s+)?)$", re.I)


def is_result(text: str) -> bool:
    """Neither «не сформирован единый календарь» nor «должен быть запущен рейс»."""
    found = [one for one in any_of("outcome_words.txt").finditer(text) if not DENIED.search(text[: one.start()])]
    return any(not MINOR.match(one[0]) for one in found) or bool(found) and not any(one.proper for one in phrases(text))


MINOR = re.compile(r"утвержд|сформирован|разработан|изготовлен|награжд", re.I)  # where an event is told, its by-products


def results(report):
    """Sentences of what was done; of a row the cell on its result."""
    for piece in pieces(report):
        if mood_of(piece) == "done":
            cell = next((cell for cell in piece.block.cells if cell.role == "result"), None)
            yield Piece(report, piece.block, cell.start, cell.end) if cell else piece


def outcome(piece: Piece) -> Finding:
    values = {"text": tidy(piece.text), "figures": figures_of(piece.text)}
    return Finding("outcomes", values, (piece.report.clean.source(piece.start, piece.end),), "result", 0.7)
