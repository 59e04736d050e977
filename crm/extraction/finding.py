"""What a rule finds: a record-to-be with the passages of the stored text that show it."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

KINDS = ("places", "organisations", "people", "agreements", "events", "problems", "plans", "outcomes")


class Span(NamedTuple):
    """[start, end) in the stored text."""

    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """`values` has the keys of the extraction schema; the first passage is the finding's own."""

    kind: str
    values: dict
    evidence: tuple[Span, ...]
    rule: str
    confidence: float = 0.8


class Found(list):
    """The findings of the rules that ran before, by kind, by the beginnings of their names and by place.

    The indexes hold until more is found: reading a long report looks into them for every sentence.
    """

    def of(self, kind: str) -> list[Finding]:
        return self.index("kinds").get(kind, [])

    def named_in(self, kind: str, text: str, name: str = "name_ru") -> list[Finding]:
        """Those whose name may stand in the text, in the order found; it has no «ё»."""
        starts = {match[1] for match in BEGINNINGS.finditer(text)}
        named = self.index("names", kind, name)
        return [one for _, one in sorted((pair for start in starts for pair in named.get(start, ())), key=itemgetter(0))]

    def within(self, kind: str, *spans: Span) -> list[Finding]:
        """Those with a passage that begins in one of the spans, in the order found."""
        places, numbered = self.index("places", kind), {}
        for start, end in spans:
            first, last = (bisect_left(places, (place,)) for place in (start, end))
            numbered |= {number: one for _, number, one in places[first:last]}
        return [numbered[number] for number in sorted(numbered)]

    def index(self, *what):
        if self.__dict__.get("size") != len(self):
            self.size, self.indexes = len(self), {}
        if what not in self.indexes:
            self.indexes[what] = getattr(self, f"by_{what[0]}")(*what[1:])
        return self.indexes[what]

    def by_kinds(self) -> dict[str, list[Finding]]:
        return {kind: [finding for finding in self if finding.kind == kind] for kind in KINDS}

    def by_names(self, kind: str, name: str) -> dict[str, list[tuple[int, Finding]]]:
        named: dict[str, list[tuple[int, Finding]]] = {}
        for pair in enumerate(self.of(kind)):
            named.setdefault((pair[1].values.get(name) or "").replace("ё", "е")[:BEGINNING], []).append(pair)
        return named

    def by_places(self, kind: str) -> list[tuple[int, int, Finding]]:
        placed = [(span.start, number, one) for number, one in enumerate(self.of(kind)) for span in one.evidence]
        return sorted(placed, key=itemgetter(0, 1))


BEGINNING = 2  # letters
BEGINNINGS = re.compile(rf"(?<![А-Яа-яЁё])(?=(\S{{{BEGINNING}}}))")
