"""Which acts of a sentence belong to which paper, what they make of it, and when."""

import re
from dataclasses import dataclass, field

from crm.extraction.rules.acts import Act, acts_in, borders_between
from crm.extraction.rules.language import WORD
from crm.extraction.rules.setting import Piece, mood
from crm.russian.morphology import parses

# Of several things told of one paper the first of these is its state.
ORDER = (
    "prolonged",
    "terminated",
    "expired",
    "suspended",
    "being_implemented",
    "in_force",
    "adopted",
    "signed",
    "drafted",
    "prospective",
)
CLOSE = ("negotiate", "draft", "implement", "force")
FAR = 400
JOINED = re.compile(r"^\s*(?:\([^()]*\))?\s*(?:,|;|и|а также|,\s*а также|с(?:о)?|и\s+\w+)?\s*$")
COUNTED = re.compile(r"\s*[–—-]\s*\d")
AGAIN = re.compile(
    r"^(?:они|их|обоих|все|документы|соглашения|договоры|меморандумы)\b|^(?:(?:Но|Однако|Сам|Этот|Данный|Новый|Само)\s+)?(?:документ\w*|подписание|срок\w*(?:\s+\w+)?\s+действия|его|он[ао]?|текст\w*|проект|соглашение|меморандум|договор|протокол)\b",
    re.I,
)


@dataclass
class Paper:
    """A paper named in a piece: its place there, and the acts said of it with the pieces that say them."""

    piece: Piece
    start: int
    end: int
    kind: str
    phrase: str
    head_end: int
    acts: list[tuple[Piece, Act]] = field(default_factory=list)
    others: tuple[tuple[int, int], ...] = ()  # places of the other papers of its piece

    @property
    def status(self) -> str | None:
        said = {act.status for _, act in self.acts}
        return next((status for status in ORDER if status in said), None)


def assign(papers: list[Paper], piece: Piece) -> None:
    """Each act to the paper it is nearest to; what joins two papers makes them share."""
    text = piece.text
    for act in acts_in(text):
        cost, paper = min(((cost_of(text, act, paper, papers), paper) for paper in papers), key=lambda pair: pair[0])
        if cost < (90 if act.name in CLOSE else FAR):
            paper.acts.append((piece, act))
    for before, paper in zip(papers, papers[1:], strict=False):
        joined = JOINED.match(text[before.end : paper.start])
        if joined and before.acts and not paper.acts:
            paper.acts = list(before.acts)
        elif joined and paper.acts and not before.acts and any(act.is_plural for _, act in paper.acts):
            before.acts = list(paper.acts)


def cost_of(text: str, act: Act, paper: Paper, papers: list[Paper]) -> float:
    if paper.start <= act.start < paper.end:
        participle = act.tag is not None and act.tag.POS == "PRTF"
        return 0 if participle and act.start > paper.head_end else FAR * 2
    first, last = (act.end, paper.start) if act.end <= paper.start else (paper.end, act.start)
    between = sum(first <= other.start < last for other in papers if other is not paper)
    cost = max(0, last - first) + 150 * between + 60 * borders_between(text, first, last)
    return cost if agrees(act, paper) else cost + FAR


def agrees(act: Act, paper: Paper) -> bool:
    """«Подписан меморандум», «подписано соглашение»: a passive verb has the gender of its paper or of its «действие», «срок»."""
    if act.tag is None or act.tag.POS != "PRTS" or act.tag.number == "plur" or COUNTED.match(paper.piece.text, act.end):
        return True
    between = paper.piece.text[min(act.end, paper.end) : max(act.start, paper.start)]
    around = paper.piece.text[max(0, paper.start - 40) : paper.start] + between
    if re.search(r"срок|действи|реализац|проект|текст|работ|исполнени|церемони", around, re.I):
        return True
    head = WORD.findall(paper.piece.text[paper.start : paper.head_end])
    genders = {p.tag.gender for word in head for p in parses(word.lower())[:3] if p.tag.POS == "NOUN"}
    return act.tag.gender in genders or not genders


def told_later(paper: Paper, following: Piece | None) -> None:
    """«Обсуждён меморандум. Документ подписан 3 августа.»"""
    if following and paper.status in (None, "prospective", "drafted") and AGAIN.match(following.text):
        paper.acts += [(following, act) for act in acts_in(following.text)]


def status_of(paper: Paper) -> str:
    block_mood = mood(paper.piece.block)
    said = paper.status
    if block_mood == "tasks" and said in (None, "signed", "drafted", "adopted") and not is_dated_before(paper):
        return "prospective"
    if said is None and re.search(r"\d\s+$", paper.piece.text[: paper.start]):
        return "signed"  # «320 участников; 5 соглашений»: the fruit of what is told
    return said or told_above(paper.piece) or ("prospective" if block_mood == "tasks" else "in_force")


def is_dated_before(paper: Paper) -> bool:
    """A paper that tasks mention as signed in the year of the report is signed all the same."""
    signed = [
        act
        for _, act in paper.acts
        if act.name == "sign" and act.stage == "done" and act.tag is not None and act.tag.POS == "PRTF"
    ]
    return bool(signed)


def told_above(piece: Piece) -> str | None:
    """The line above a list, or its heading."""
    for line in (piece.block.intro.text if piece.block.intro else "", *reversed(piece.block.headings[-1:])):
        said = {act.status for act in acts_in(line) if act.name != "implement"}
        status = next((status for status in ORDER if status in said), None)
        if status:
            return status
    return None
