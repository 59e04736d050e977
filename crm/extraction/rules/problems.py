"""What could not be solved: the items of that section, and sentences that say so elsewhere."""

import re

from crm.extraction.finding import Finding
from crm.extraction.rules.language import any_of, masked, tidy
from crm.extraction.rules.setting import Piece, mood, mood_of, pieces

CAUSE = re.compile(r"(?:в связи с|из-за|по причине|ввиду|вследствие)\s+(.+)", re.I)
NUMBERED = re.compile(r";\s*(?=\d\))")
CLAUSE = re.compile(r";\s*(?:\d\)\s*)?|,\s+(?:а|но|однако)\s+")
LEAST = 12


def find(report, found) -> list[Finding]:
    result = []
    for piece in pieces(report):
        if piece.text.rstrip().endswith(":") or mood_of(piece) == "tasks" and mood(piece.block) != "unsolved":
            continue
        if piece.block.kind == "row" and mood(piece.block) != "unsolved":
            continue
        if is_list_item(piece) or any_of("problem_words.txt").search(piece.text) and report.kind != "news":
            result += [problem(piece, start, end) for start, end in parts(piece)]
    return result


def is_list_item(piece: Piece) -> bool:
    return mood(piece.block) == "unsolved" and piece.block.kind in ("item", "row")


def parts(piece: Piece) -> list[tuple[int, int]]:
    """An enumeration «1) …; 2) …» is several problems; the clauses that state none are left out."""
    if is_list_item(piece):
        return cut(piece.text, NUMBERED)
    spans = cut(piece.text, CLAUSE)
    stated = [span for span in spans if any_of("problem_words.txt").search(piece.text[slice(*span)])]
    listed = mood(piece.block) == "unsolved" and ";" in masked(piece.text)
    return spans if listed else stated or [(0, len(piece.text))]


def cut(text: str, border: re.Pattern) -> list[tuple[int, int]]:
    places = [0, *(m.end() for m in border.finditer(masked(text))), len(text)]
    return [(a, b) for a, b in zip(places, places[1:], strict=False) if b - a > LEAST]


def problem(piece: Piece, start: int, end: int) -> Finding:
    text = tidy(re.sub(r"^[^:]{0,30}:\s|^\d\)\s*", "", piece.text[start:end]))
    cause = CAUSE.search(text)
    values = {"text": text[:1].upper() + text[1:], "cause": tidy(cause[1]) if cause else None}
    span = piece.report.clean.source(piece.start + start, piece.start + end)
    return Finding("problems", values, (span,), "unsolved", 0.8)
