"""When a paper was signed, prolonged, ended: the date of the act that made it what it is."""

import re

from crm.extraction.rules.acts import Act, acts_in, borders_between
from crm.extraction.rules.agreement_state import Paper
from crm.extraction.rules.bare_days import bare_days
from crm.extraction.rules.dates import When, dates_in
from crm.extraction.rules.event_told import day_within
from crm.extraction.rules.setting import Piece, inherited, year_of

SAID = ("act", "own", "bracket")
TERM = re.compile(r"(?:\bдо|\bпо|\bна|\bсроком на|состоянию на)\s*$", re.I)
SINCE = re.compile(r"\bс\s*$", re.I)
OWN = re.compile(r"\bот\s*$|\(подписан\w*\s*$", re.I)
GOES_ON = re.compile(
    r"(?:в рамках|в ходе|по итогам|на полях|по результатам|во время)\s+(?:это\w+\s+)?(?:форум|визит|встреч|поездк|конференц|фестивал|пребывани|переговор|мероприяти|дн[яе]й)\w*",
    re.I,
)


def date_of(paper: Paper, status: str) -> str | None:
    date = told_date(paper, status)
    return day_within(paper.piece.text[: paper.end], date) if date else None


def told_date(paper: Paper, status: str) -> str | None:
    if status == "prospective":
        return None
    if status == "suspended":
        return own_date(paper)
    if status in ("in_force", "being_implemented", "drafted"):
        return sign_date(paper) or entry_date(paper) or term_of(paper)
    if status == "expired":
        return ended(act_date(paper, status, terms=True) or sign_date(paper) or term_of(paper))
    if status == "terminated":
        return act_date(paper, status)
    if status == "adopted":
        return act_date(paper, status) or term_of(paper) or above(paper)
    return (
        act_date(paper, status)
        or (sign_date(paper) if status in ("signed", "prolonged") else None)
        or any_date(paper, status)
        or above(paper)
    )


def own_date(paper: Paper) -> str | None:
    """«Меморандум от 2017 года»"""
    start, end = paper.piece.start + paper.start, paper.piece.start + paper.end
    return next((when.edtf for when, kind in dates(paper.piece) if kind == "own" and start <= when.start < end + OWN_REACH), None)


OWN_REACH = 40  # letters; the partner stands between


def dates(piece: Piece) -> list[tuple[When, str]]:
    """The dates of a piece, each with what it dates: the paper itself, a term, a beginning, an act."""
    text = piece.report.clean.text
    year = year_of(piece.report, piece.block)
    found = dates_in(text, piece.start, piece.end, year=year, report=piece.report)
    found += bare_days(piece, piece.start, piece.end, year, found)
    return [(when, role(text, piece, when)) for when in found]


def role(text: str, piece, when: When) -> str:
    before = text[max(piece.start, when.start - 24) : when.start]
    opened = text.rfind("«", max(0, when.start - 150), when.start)
    if opened >= 0 and "»" not in text[opened : when.start] and "»" in text[when.end : when.end + 100]:
        return "title"
    if TERM.search(before) or "/" in when.edtf and when.rank == 3:
        return "term"
    if OWN.search(before):
        return "own"
    if before.rstrip().endswith("("):
        return "bracket"
    if text.count("(", piece.start, when.start) > text.count(")", piece.start, when.start) and SINCE.search(before):
        return "aside"
    return "since" if "/" not in when.edtf and SINCE.search(before) else "act"


def sign_date(paper: Paper) -> str | None:
    """Printed beside the paper, else beside the verb of signing, else since when it is in force."""
    piece = paper.piece
    for when, kind in dates(piece):
        start = when.start - piece.start
        if kind in SAID and (paper.start <= start < paper.end or kind != "act" and 0 <= start - paper.end < 16):
            return when.edtf
    signed = act_date(paper, "signed")
    if signed:
        return signed
    if paper.status not in ("in_force", "being_implemented"):
        return None
    return next(
        (
            when.edtf
            for when, kind in dates(piece)
            if kind == "since" and nearest_act(piece, when) in acts_of(paper, piece)
        ),
        None,
    )


def acts_of(paper: Paper, piece: Piece) -> list[Act]:
    return [act for where, act in paper.acts if where is piece]


def entry_date(paper: Paper) -> str | None:
    """«Вступило в силу 1 марта»."""
    entered = any(re.match("вступ", piece.text[act.start : act.end], re.I) for piece, act in paper.acts)
    return act_date(paper, "in_force") if entered else None


def act_date(paper: Paper, status: str, *, terms: bool = False) -> str | None:
    """The date nearest to the paper among those that belong to the acts which gave the status."""
    wanted = (*SAID, "since", "term") if terms else SAID
    found = []
    for piece, act in paper.acts:
        if act.status != status:
            continue
        for when, kind in dates(piece):
            if kind in wanted and nearest_act(piece, when) == act and not is_of_another(paper, piece, when):
                vague = when.rank if piece.block.kind == "row" else when.rank == 3
                found.append((vague, distance(paper, piece, when), when.edtf))
    return min(found)[2] if found else None


def nearest_act(piece: Piece, when: When) -> Act | None:
    text, start, end = piece.text, when.start - piece.start, when.end - piece.start
    acts = [act for act in acts_in(text) if act.name not in ("negotiate", "implement") or act.stage == "done"]

    def cost(act: Act) -> float:
        first, last = (act.end, start) if act.end <= start else (end, act.start)
        return max(0, last - first) + 60 * borders_between(text, first, last) + 40 * text[first:last].count(", ")

    return min(acts, key=cost) if acts else None


def is_of_another(paper: Paper, piece: Piece, when: When) -> bool:
    """In the name of another paper, or in brackets right behind it."""
    start = when.start - piece.start
    if piece is paper.piece and any(first <= start < last for first, last in paper.others):
        return True
    between = piece.text[paper.end : when.start - piece.start] if piece is paper.piece else ""
    return bool(re.search(r"\)[^()]+\([^()]*$", between)) and "(" in between


def distance(paper: Paper, piece: Piece, when: When) -> int:
    if piece is not paper.piece:
        return 0
    start = when.start - piece.start
    return start - paper.end if start >= paper.end else paper.start - start


def any_date(paper: Paper, status: str) -> str | None:
    """A date of the sentence that belongs to no act of another sort."""
    piece = paper.piece
    acts = [act for act in acts_of(paper, piece) if act.status in (status, "prospective")]
    free = [
        when
        for when, kind in dates(piece)
        if kind == "act" and nearest_act(piece, when) in (None, *acts) and not is_of_another(paper, piece, when)
    ]
    return min(free, key=lambda w: (w.rank == 3, distance(paper, piece, w))).edtf if free else None


def term_of(paper: Paper) -> str | None:
    term = re.search(r"(?:на|в)?\s*(20\d\d)\s*[–—-]\s*(20\d\d)", paper.phrase)
    return f"{term[1]}/{term[2]}" if term else None


def exactly(piece: Piece, told: list[When]) -> list[When]:
    return [
        when
        for when in told
        if when.rank < 2 and role(piece.report.clean.text, piece.report.blocks[0], when) in ("act", "bracket")
    ]


def before_paragraph(paper: Paper) -> list[When]:
    """«В рамках форума подписано …» goes on from the paragraph before."""
    piece, report = paper.piece, paper.piece.report
    number = report.blocks.index(piece.block)
    if not number or not GOES_ON.search(report.clean.text[piece.block.start : piece.start + paper.start]):
        return []
    before = report.blocks[number - 1]
    return exactly(
        piece, dates_in(report.clean.text, before.start, before.end, year=year_of(report, before), report=report)
    )


def in_news(piece: Piece) -> list[When]:
    """A news item tells of one day: the last one told before."""
    report = piece.report
    if report.kind != "news":
        return []
    told = [
        when
        for when in dates_in(report.clean.text, 0, piece.start, year=year_of(report, piece.block), report=report)
        if when.rank == 0
    ]
    return exactly(piece, told)


def ended(date: str | None) -> str | None:
    """A term of years ends with its last."""
    return re.sub(r"^\d{4}/", "", date) if date else None


def above(paper: Paper) -> str | None:
    """The last exact date told before in the paragraph, else what the heading or the year of the report gives."""
    piece, block = paper.piece, paper.piece.block
    year = year_of(piece.report, block)
    told = dates_in(piece.report.clean.text, block.start, piece.start, year=year, report=piece.report)
    exact = exactly(piece, told) or in_news(piece) or before_paragraph(paper)
    if exact:
        return exact[-1].edtf
    given = inherited(piece)
    return given.edtf if given else None


def signed_this_year(paper: Paper) -> bool:
    date = sign_date(paper)
    year = year_of(paper.piece.report, paper.piece.block)
    return bool(date and year and date.startswith(str(year)))
