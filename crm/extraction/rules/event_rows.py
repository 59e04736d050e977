"""Visits told by the columns of a table: who came, or where who went."""

import re

from crm.extraction.rules.event_visits import Action, is_visitor
from crm.extraction.rules.language import WORD, is_adjective, tidy
from crm.extraction.rules.reach import findings
from crm.extraction.rules.visit_titles import declined, ours, to, whither
from crm.extraction.rules.where import CITY_KINDS, home, pattern
from crm.extraction.table import Cell

LEAVING = re.compile(r"выезд|командиров|поезд|за рубеж|зарубежн\w+ визит|направлен", re.I)
GROUP_ENDS = re.compile(r",\s|\s(?:во главе|в составе|под руководством|\()|;|:\s|\s[–—]\s")
PARTS = ("meeting", "online_meeting", "signing", "action", "other", "competition", "concert")  # of a visit's programme


def row_visits(piece, drafts: list, found) -> list[Action]:
    """A visit, unless the row names the event they came for."""
    cells = {cell.role: cell for cell in piece.block.cells if cell.end > cell.start}
    if any(one.values["kind"] not in PARTS for one in drafts) or not home(piece.report):
        return []
    if "goal" in cells:
        return went(piece, cells, found)
    return came(piece, cells["guest"], found) if is_of_guests(piece) else []


def came(piece, cell, found) -> list[Action]:
    who = group(piece, cell)
    if who is None:
        return []
    subject = declined(piece, found, *who, "genitive")
    return [Action(*who, "delegation_in", tidy(f"Визит {to(whither(home(piece.report)))} {subject}"))]


LABEL = re.compile(r"\W*([А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)?)(?:\s\([^()]*\))?\s?(?::|\s[–—])\s")


def goal_of(piece, found) -> str | None:
    """Where the row says that somebody went; below «Выезды» the name an item begins with."""
    block = piece.block
    label = LABEL.match(piece.report.clean.text, block.start) if LEAVING.search(" ".join(block.headings[-1:])) else None
    if label and block.kind in ("item", "paragraph"):
        return goal_in(piece, Cell(None, label.start(1), label.end(1)), found)
    cell = next((cell for cell in piece.block.cells if cell.role == "goal" and cell.end > cell.start), None)
    return goal_in(piece, cell, found) if cell else None


def has_venue(piece) -> bool:
    """Its row or card says where it was."""
    cells = [cell for cell in piece.block.cells if cell.role == "place"]
    return any(re.search(r"[а-яё]{3}", piece.report.clean.text[cell.start : cell.end]) for cell in cells)


def venue_of(piece, found) -> str | None:
    """The city the column of places names."""
    cell = next((cell for cell in piece.block.cells if cell.role == "place" and cell.end > cell.start), None)
    return goal_in(piece, cell, found) if cell else None


def is_of_guests(piece) -> bool:
    above = " ".join(piece.block.headings[-1:])
    return any(cell.role == "guest" and cell.end > cell.start for cell in piece.block.cells) and not LEAVING.search(above)


def went(piece, cells: dict, found) -> list[Action]:
    goal = goal_in(piece, cells["goal"], found)
    cell = cells.get("party") or cells.get("guest")
    if goal is None or re.search(r"видеосвяз|онлайн|дистанц|\bВКС", piece.text, re.I):
        return []
    who = group(piece, cell) if cell else None
    subject = declined(piece, found, *who, "genitive") if who else ours(piece, "делегации города")
    start = cells["goal"].start - piece.start
    return [Action(start, who[1] if who else start + 1, "delegation_out", tidy(f"Визит {subject} {to(whither(goal))}"))]


def group(piece, cell) -> tuple[int, int] | None:
    """The cell up to its first comma, where it begins with a word for people."""
    start, text = cell.start - piece.start, piece.report.clean.text[cell.start : cell.end]
    end = GROUP_ENDS.search(text)
    first = next((word[0] for word in WORD.finditer(text) if not is_adjective(word[0])), "")
    return (start, start + (end.start() if end else len(text))) if is_visitor(first) else None


def goal_in(piece, cell, found) -> str | None:
    """The city the cell names, else the country."""
    text = piece.report.clean.text[cell.start : cell.end].replace("ё", "е")
    named = [one.values for one in findings(found, "places") if pattern(one.values["name_ru"]).search(text)]
    cities = [values["name_ru"] for values in named if values.get("kind") in CITY_KINDS]
    countries = [values["name_ru"] for values in named if values.get("kind") == "country"]
    return next(iter([*sorted(cities, key=lambda name: pattern(name).search(text).start()), *countries]), None)
