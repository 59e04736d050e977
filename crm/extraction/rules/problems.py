"""What could not be solved: the items of that section, and sentences that say so elsewhere."""

import re

from crm.extraction.finding import Finding
from crm.extraction.rules.language import any_of, tidy
from crm.extraction.rules.setting import Piece, mood, pieces

CAUSE = re.compile(r"(?:в связи с|из-за|по причине|ввиду|вследствие)\s+(.+)", re.I)


def find(report, found) -> list[Finding]:
    result = []
    for piece in pieces(report):
        if piece.text.rstrip().endswith(":"):
            continue
        if is_list_item(piece) or any_of("problem_words.txt").search(piece.text) and report.kind != "news":
            result += [problem(piece, start, end) for start, end in parts(piece)]
    return result


def is_list_item(piece: Piece) -> bool:
    return mood(piece.block) == "unsolved" and piece.block.kind in ("item", "row")


def parts(piece: Piece) -> list[tuple[int, int]]:
    """An enumeration «1) …; 2) …» is several problems; the clauses that state none are left out."""
    borders = [0, *(m.end() for m in re.finditer(r";\s*(?:\d\)\s*)?", piece.text)), len(piece.text)]
    spans = [(a, b) for a, b in zip(borders, borders[1:], strict=False) if b - a > 12]
    if is_list_item(piece) or len(spans) == 1:
        return spans if not is_list_item(piece) or re.match(r"\d\)", piece.text) else [(0, len(piece.text))]
    return [
        span
        for span in spans
        if any_of("problem_words.txt").search(piece.text[span[0] : span[1]]) or mood(piece.block) == "unsolved"
    ]


def problem(piece: Piece, start: int, end: int) -> Finding:
    text = tidy(re.sub(r"^[^:]{0,30}:\s|^\d\)\s*", "", piece.text[start:end]))
    cause = CAUSE.search(text)
    values = {"text": text[:1].upper() + text[1:], "cause": tidy(cause[1]) if cause else None}
    span = piece.report.clean.source(piece.start + start, piece.start + end)
    return Finding("problems", values, (span,), "unsolved", 0.8)
