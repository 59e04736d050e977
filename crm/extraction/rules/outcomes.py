"""Results: prizes, deliveries, counts, what was made and adopted."""

from crm.extraction.finding import Finding
from crm.extraction.rules.event_facts import figures_of
from crm.extraction.rules.language import any_of, tidy
from crm.extraction.rules.setting import Piece, mood, pieces


def find(report, found) -> list[Finding]:
    return [
        outcome(piece)
        for piece in pieces(report)
        if mood(piece.block) == "done" and any_of("outcome_words.txt").search(piece.text)
    ]


def outcome(piece: Piece) -> Finding:
    values = {"text": tidy(piece.text), "figures": figures_of(piece.text)}
    return Finding("outcomes", values, (piece.report.clean.source(piece.start, piece.end),), "result", 0.7)
