"""A table of papers: a row for each, with its partner, its day and its state."""

import re

from crm.extraction.finding import Finding
from crm.extraction.rules.acts import acts_in
from crm.extraction.rules.agreement_state import ORDER
from crm.extraction.rules.dates import dates_in
from crm.extraction.rules.language import titled
from crm.extraction.rules.order import between
from crm.extraction.rules.sides import document_mentions

NO_DATE = ("prospective", "drafted", "suspended")


def in_row(piece, kind_of) -> Finding | None:
    """The paper a row is about; kind_of tells the kind from its name."""
    cells = {cell.role: cell for cell in piece.block.cells if cell.end > cell.start}
    if "paper" not in cells or not {"partners", "result", "date"} & set(cells):
        return None
    text = piece.report.clean.text
    paper = cells["paper"]
    state = status(text[slice(*cells["result"][1:])]) if "result" in cells else "in_force"
    home = piece.report.home_city
    where = cells.get("partners", paper)
    partners = [one.name for one in between(document_mentions(piece.report), where.start, where.end) if one.kind == "city"]
    name = text[paper.start : paper.end]
    values = {
        "title": titled(name),
        "kind": kind_of(name),
        "status": state,
        "date": day(piece, cells, state),
        "parties": list(dict.fromkeys([*([home.name_ru] if home else []), *partners])),
    }
    return Finding("agreements", values, (piece.report.clean.source(piece.start, piece.end),), "agreement in a row of a table", 0.8)


def status(said: str) -> str:
    if re.match(r"\W*(?:проект|на согласовании)", said, re.I):
        return "drafted"
    told = {act.status for act in acts_in(said)}
    if re.match(r"\W*выполня|реализу", said, re.I):
        return "being_implemented"
    return next((state for state in ORDER if state in told), "in_force")


def day(piece, cells: dict, state: str) -> str | None:
    """Of what was prolonged or ended the day its state tells, else the day of the paper."""
    told = dates_in(piece.report.clean.text, *cells["paper"][1:], year=piece.report.year, report=piece.report)
    signed = [one for one in told if not re.search(r"\bна\s*$", piece.report.clean.text[: one.start][-4:]) and "/" not in one.edtf]
    if signed and "date" not in cells:
        return signed[0].edtf
    if state in NO_DATE and "date" not in cells:
        return None
    order = ("result", "date") if state in ("prolonged", "expired", "terminated") else ("date", "result")
    for role in order:
        if role in cells and (found := dates_in(piece.report.clean.text, *cells[role][1:], year=piece.report.year, report=piece.report)):
            return found[0].edtf
        if role in cells and (year := re.fullmatch(r"\W*((?:19|20)\d\d)\W*", piece.report.clean.text[slice(*cells[role][1:])])):
            return year[1]
    return None
