"""Whose countries and cities take part: named with the event, by the event around it, or by what stands above."""

import re

from crm.extraction.rules.event_draft import Draft, clause_of, of_block
from crm.extraction.rules.event_rows import LABEL
from crm.extraction.rules.event_told import SAME_DAY, WITHIN, referred
from crm.extraction.rules.printed import is_digest, item_of
from crm.extraction.rules.setting import mood_of
from crm.extraction.rules.where import partners

Places = tuple[list[str], list[str]]


NAMED_IN_TITLE = ("meeting", "signing", "delegation_in", "delegation_out")


def partners_of(draft: Draft, found, earlier: list[Draft]) -> Places:
    piece = draft.piece
    own = (
        partners(piece.report, found, extra=draft.values["title"])
        if draft.values["kind"] in NAMED_IN_TITLE
        else ([], [])
    )
    own = own if own[1] else partners(piece.report, found, clause_of(draft), *draft.spans[1:])
    own = own if own[0] or own[1] else from_around(draft, found, earlier)
    above = partners(
        piece.report,
        found,
        extra=" ".join([piece.block.intro.text if piece.block.intro else "", *map(lowered, piece.block.headings)]),
    )
    label = label_of(piece, found)
    if label[1] and not own[1] and set(own[0]) <= set(label[0]):
        return label
    if own[0]:
        return own[0], own[1] or (above[1] if set(above[0]) <= set(own[0]) else [])
    return (above[0], own[1]) if own[1] else above if above[0] else of_item(piece, found)


def of_item(piece, found) -> Places:
    """An item of news is about one country, if it names one only."""
    report = piece.report
    if not is_digest(report):
        return [], []
    start, end = item_of(report, piece.start)
    named, cities = partners(report, found, (start, end))
    return (named, cities if len(cities) == 1 else []) if len(named) == 1 else ([], [])


def label_of(piece, found) -> Places:
    """«Бишкек: участие в конференции»: the city an item or a paragraph is about stands at its head."""
    label = LABEL.match(piece.report.clean.text, piece.block.start, piece.block.end)
    told = partners(piece.report, found, label.span()) if label else ([], [])
    return told if len(told[1]) == 1 else ([], [])


def lowered(heading: str) -> str:
    """«ЯПОНИЯ» as names are printed elsewhere."""
    return re.sub(r"[А-ЯЁ]{4,}", lambda word: word[0].capitalize(), heading)


def from_around(draft: Draft, found, earlier: list[Draft]) -> Places:
    """The rest of the sentence that speaks of no other event, else the event this one belongs to."""
    piece = draft.piece
    others = [] if opens_list(draft) else [clause_of(one) for one in draft.siblings if one is not draft]
    others += [] if draft.values["kind"] == "signing" else of_papers(piece)
    rest = partners(piece.report, found, *without((piece.start, piece.end), others))
    if rest[0]:
        return rest
    before = of_block(earlier, piece.block)
    if (
        before
        and before[-1].piece is piece
        and mood_of(piece) != "tasks"
        and (
            not (draft.phrase and draft.phrase.proper)
            or THERE.search(piece.report.clean.text[piece.start : draft.start])
        )
    ):
        return before[-1].places
    told = referred(piece, earlier)
    if told:
        return told.places
    belongs = (
        WITHIN.search(piece.text)
        or THERE.search(piece.report.clean.text[piece.start : draft.start])
        or SAME_DAY.search(piece.text)
        or draft.values["kind"] in ("meeting", "signing")
        or draft.values["kind"] == "delegation_in" and re.match(r"(?:Делегаци|Гост)[а-я]+\s", piece.text)
    )
    return next((one.places for one in reversed(before) if one.places[0]), ([], [])) if belongs else ([], [])


THERE = re.compile(
    r"\b(?:где|(?:туда|там|здесь) же)\b[^;]*$|(?:;|\.)\s+(?:он[аи]?|гост[ьи])\s[^;]*$|,\s+(?:приняв|представив|посетив|выступив|проведя)\s[^;]*$|,\s+\w+(?:вш|вавш)(?:ая|ий|ее|ие|аяся|ийся|иеся)\s+(?:\S+\s){0,2}$",
    re.I,
)


OF_PAPERS = re.compile(r";[^;]*\b(?:соглашени|меморандум|договор(?![её]нн)|протокол)[^;]*", re.I)


def of_papers(piece) -> list[tuple[int, int]]:
    """«…; рассматривается вопрос о соглашении с Вагаршапатом»: its partner has no part in the events before."""
    return [(piece.start + match.start(), piece.start + match.end()) for match in OF_PAPERS.finditer(piece.text)]


def opens_list(draft: Draft) -> bool:
    """«Дни города: выставка …, концерт …»: what the list says is said of the whole."""
    return re.match(r"[^;:]{0,80}:\s", draft.piece.report.clean.text[draft.end : draft.piece.end]) is not None


def without(whole: tuple[int, int], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a stretch when others are taken out."""
    left, place = [], whole[0]
    for start, end in sorted(parts):
        if start > place:
            left.append((place, start))
        place = max(place, end)
    return [*left, (place, whole[1])] if place < whole[1] else left
