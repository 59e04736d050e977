"""What a rule finds: a record-to-be with the passages of the stored text that show it."""

from dataclasses import dataclass
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
    """The findings of the rules that ran before."""

    def of(self, kind: str) -> list[Finding]:
        return [finding for finding in self if finding.kind == kind]
