"""What could not be solved: the items of that section, and sentences that say so elsewhere."""

import re

from crm.extraction.finding import Finding
from crm.extraction.rules.event_phrases import phrases
from crm.extraction.rules.language import any_of, masked, tidy
from crm.extraction.rules.setting import Piece, is_intention, mood, mood_of, pieces
from crm.russian.morphology import parses

CAUSE = re.compile(r"(?:в связи с|из-за|по причине|ввиду|вследствие)\s+(.+)", re.I)
NUMBERED = re.compile(r";\s*(?=\d\))")
SEMICOLON = re.compile(r";\s*")
# «Основные трудности: …; …»
LABELLED = re.compile(
    r"\W*(?:\d[.)]\s)?(?:(?:основн|главн|ключев|нереш[её]нн|имеющ|существующ)\w+\s)*(?:трудност[ьи]|проблемы?|сложност[ьи]|вопросы, требующие решения)"
    r"(?:\s(?:года|работы|отч[её]тного периода|20\d\d года))?\s*[:–—]\s(?=\S)",
    re.I,
)
CLAUSE = re.compile(r",?\s(?:и\s)?(?=(?:отсутствие|нехватка|недостаточность|недостаток|дефицит)\s)|;\s*(?:\d\)\s*)?|,\s+(?:а|но|однако)\s+")
LEAST = 12
OPENING = 5  # letters
LOST = re.compile(r"не состоял|отмен[её]н|перенес[её]н|сорвал", re.I)


def find(report, found) -> list[Finding]:
    result = []
    for piece in pieces(report):
        if label := LABELLED.match(piece.text):
            result += [problem(piece, label.end() + a, label.end() + b) for a, b in cut(piece.text[label.end() :], SEMICOLON)]
            continue
        if is_intention(piece):
            continue
        if piece.text.rstrip().endswith(":") or mood_of(piece) == "tasks" and mood(piece.block) != "unsolved":
            continue
        if piece.block.kind == "row" and mood(piece.block) != "unsolved":
            continue
        first = phrases(piece.text)[:1]
        is_lost = any(one.start < OPENING and LOST.search(piece.text) for one in first)
        if is_lost and any(one.proper for one in first) or mood(piece.block) != "unsolved" and any(one.proper or is_lost for one in first):
            continue  # what became of an event its status tells
        if is_list_item(piece) or states(piece) and report.kind != "news":
            result += [problem(piece, start, end) for start, end in parts(piece)]
    return result


def states(piece: Piece) -> bool:
    """A sentence that says what is amiss; where one before it, or the heading, speaks of problems a hint is enough."""
    if any_of("problem_words.txt").search(piece.text) or is_undone(piece.text):
        return True
    if is_below(piece) and not SOLVED.search(piece.text):
        return True
    return is_opened(piece) and bool(any_of("problem_hints.txt").search(piece.text))


SOLVED = re.compile(r"(?<!\bне )(?:решен|устранен|преодол|удалось|возобновл[её]н)", re.I)


def is_below(piece: Piece) -> bool:
    """In a section whose heading speaks of what is unsolved every sentence is about that."""
    return piece.block.section.kind == "unsolved" and piece.block.kind == "paragraph" and len(piece.text.split()) > 3


OPENED = re.compile(r"(?:нереш[её]нн\w+|проблем\w*|трудност\w+|сложност\w+|недостатк\w*)(?![^.]*\b(?:решен|устранен|преодол))", re.I)


def is_opened(piece: Piece) -> bool:
    before = piece.report.clean.text[piece.block.start : piece.start]
    return mood(piece.block) == "unsolved" or bool(OPENED.search(before))


def is_undone(text: str) -> bool:
    """«Не сформирован календарь»: something was not done, and it is no event, of which the status tells."""
    for match in UNDONE.finditer(masked(text)):
        if parses(match[1].lower())[0].tag.POS == "PRTS" and not phrases(text[match.end() :][:60]) and not phrases(text[: match.start()]):
            return True
    return False


UNDONE = re.compile(r"(?:^|[\s,])[Нн]е\s(?:был[аоы]?\s)?([а-яё]+(?:ен|ён|ан|ена|ёна|ана|ено|ано|ены|аны|ят|ята|яты|ыт|ыта|ыто))(?![а-яё])(?!\sи\sне|\sтолько|\sлишь)")


def is_list_item(piece: Piece) -> bool:
    return mood(piece.block) == "unsolved" and piece.block.kind in ("item", "row")


def parts(piece: Piece) -> list[tuple[int, int]]:
    """An enumeration «1) …; 2) …» is several problems; the clauses that state none are left out."""
    if is_list_item(piece):
        return cut(piece.text, NUMBERED)
    spans = cut(piece.text, CLAUSE)
    stated = [span for span in spans if any_of("problem_words.txt").search(piece.text[slice(*span)]) or is_undone(piece.text[slice(*span)])]
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
