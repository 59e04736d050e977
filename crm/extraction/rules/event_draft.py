"""An event while it is being put together, and the clause it stands in."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from crm.extraction.rules.deeds import next_deeds
from crm.extraction.rules.event_phrases import Phrase
from crm.extraction.rules.language import masked
from crm.extraction.rules.setting import Piece, mood_of


@dataclass
class Draft:
    piece: Piece
    start: int
    end: int
    phrase: Phrase | None
    values: dict
    spans: list
    when: object = None
    siblings: list = field(default_factory=list)
    places: tuple[list[str], list[str]] = ((), ())
    own: tuple[int, int] | None = None


def of_block(drafts: list[Draft], block) -> list[Draft]:
    """The last of them that stand in a block, in their order: the drafts come in the order of the text."""
    found = list(takewhile(lambda one: one.piece.block is block, reversed(drafts)))
    return found[::-1]


BORDER = re.compile(
    r";(?!\s*(?:он[аои]?|котор\w+|но|однако|е[её]|его|в итоге|состоял\w+|прош[её]л|прошл[аио]|провед[её]н\w*|перенес[её]н\w*|отмен[её]н\w*|отложен\w*|[а-яё]+\sне\s(?:состоял|провод|прош)[а-яё]*)\s?)|,\s+(?=(?:проведение|участие|организация|подписание)\s(?!не\s))|\sи\s(?=(?:подписание|проведение|участие|открытие)\s)|,\s+(?=\d+ (?!и \d)\w+ \w+)|,\s+(?:а также|где|а|в ходе котор\w+|причем|прич[её]м)\s|:\s(?!(?:отмен|перен|не\s|отлож|состоял|прош))"
)


def clause_of(draft: Draft) -> tuple[int, int]:
    """The clause the event stands in: other clauses name other events' dates and partners."""
    piece = draft.piece
    if draft.own:
        return draft.own
    mask = masked(piece.text)
    if piece.block.kind == "row":
        return piece.start, piece.end
    borders = [0, *(m.end() for m in BORDER.finditer(mask)), *between(draft, mask), *(next_deeds(mask, 0, 1) if mood_of(piece) == "tasks" else []), len(mask)]
    place = draft.start - piece.start
    start = max(b for b in borders if b <= place)
    end = min([b for b in borders if b > place] or [len(mask)])
    return piece.start + start, piece.start + max(end, draft.end - piece.start)


NEXT_ONE = (
    re.compile(r"[,;]\s(?!он[аио]?\s|котор|где|\w+вш)[^,;:]{0,120}$"),
    re.compile(r"\sи\s(?:\w+\s){0,3}$"),
    re.compile(r"\s[–—]\s(?:\w+\s){0,3}$"),
)


# «в феврале, на Дни экономики»: the month belongs to what follows it.
ENDS_IN_MONTH = re.compile(
    r"\b(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*$", re.I
)


def goes_on(mask: str, before: int, found) -> bool:
    return bool(re.match(r",\s(?:на|к)\s", found[0]) and ENDS_IN_MONTH.search(mask[before : found.start()]))


def between(draft: Draft, mask: str) -> list[int]:
    """Where in an enumeration of events the one ends and the next begins."""
    ends = [one.end - draft.piece.start for one in draft.siblings]
    borders = []
    for one in draft.siblings:
        start = one.start - draft.piece.start
        before = max([end for end in ends if end <= start], default=None)
        if before is not None and one.phrase:
            found = next((m for pattern in NEXT_ONE if (m := pattern.search(mask, before, start))), None)
            borders += [found.start() + 1] if found and not goes_on(mask, before, found) else []
    return borders


OF_THE_FIRST = re.compile(r"(?:перенес|запланир|намеч|отлож|отмен)\w*нн\w+\s*$", re.I)


def lead_of(draft: Draft) -> tuple[int, int]:
    """What stands before the first event of an enumeration holds for all of them."""
    piece = draft.piece
    mask = masked(piece.text)
    own = draft.start - piece.start
    start = max((m.end() for m in BORDER.finditer(mask) if m.end() <= own), default=0)
    first = min((one.start - piece.start for one in draft.siblings if one.start - piece.start >= start), default=own)
    said = OF_THE_FIRST.sub("", mask[start:first])
    return piece.start + start, piece.start + start + len(said)
