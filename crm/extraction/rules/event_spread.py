"""One phrase for several events: «визиты делегаций Бреста (март) и Гродно (май)», each name with a date of its own."""

import re
from dataclasses import replace

from crm.extraction.rules.event_draft import Draft
from crm.extraction.rules.language import titled
from crm.extraction.rules.mention import NAME
from crm.extraction.rules.setting import own_dates

TOWN = rf"(?:г\.\s?|город\w*\s)?{NAME}(?:\s{NAME})?"
SERIES = re.compile(rf"{TOWN}\s\([^()]+\)(?:(?:,|\sи|,\sа\sтакже)\s(?:(?:в|во|с|со|из|на)\s)?{TOWN}\s\([^()]+\))+")
ONE = re.compile(rf"({TOWN})\s\([^()]+\)")


def dated_series(piece, start: int, end: int) -> list[tuple[int, int, int]]:
    """Beginning and end of each name in the sentence, and the end of its bracket, where every bracket holds a date."""
    for match in SERIES.finditer(piece.text, start, end):
        names = [(m.start(), m.end(1), m.end()) for m in ONE.finditer(piece.text, match.start(), match.end())]
        if all(own_dates(piece, piece.start + name, piece.start + close) for _, name, close in names):
            return names
    return []


def spread(draft: Draft) -> list[Draft]:
    """A draft for each name of the series that stands in its phrase or right after it."""
    piece = draft.piece
    if draft.phrase is None or draft.phrase.edition:
        return [draft]
    first, last = draft.start - piece.start, draft.end - piece.start
    series = dated_series(piece, first, len(piece.text))
    if not series or series[0][0] > last + 1:
        return [draft]
    head = piece.text[first : series[0][0]]
    return [one_of(draft, head, *place) for place in series]


def one_of(draft: Draft, head: str, start: int, end: int, close: int) -> Draft:
    piece = draft.piece
    title = titled(head + piece.text[start:end], number="sing")
    own = piece.start + start, piece.start + close
    return replace(draft, start=own[0], end=piece.start + end, values={**draft.values, "title": title}, own=own)
