"""How sure it is that a draft is right as it stands, by what speaks against it.

`python -m tests.measure_sureness` measures it against the gold standard. What may be accepted in bulk is that against
which nothing speaks, of the kinds of which then 0.98 are right in reports the rules have not seen; who is who is for a
person to say in any case.
"""

import re
from collections import Counter

from crm.intake.doubts import FIELDS, Telling, doubts
from crm.intake.models import Draft, DraftKind
from crm.intake.sketches import as_list

LESS = 0.1  # by every doubt
NOWHERE = {"start": 0, "end": 0}
IN_BULK = {DraftKind.EVENT, DraftKind.PLAN}
TOP = 600  # letters, where a report says of which year it is
ABOVE = 3_000  # letters among which a heading is looked for
BEGINNING = 40  # letters before a passage
MARK = r"(?:[-–—•*\ue000-\uf8ff➤✓▪●]|\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\))"
ITEM = re.compile(rf"(?:^|\n)\s*{MARK}\s*$|(?:^|[.;:?!])\s*\n\s*$")  # what stands before one


def graded(kind, found_doubts, confidence=1) -> float:
    """What the rule says of itself, where nothing else is known of its kind."""
    if kind not in FIELDS:
        return confidence
    return round(max(0, 1 - LESS * len(found_doubts)), 2)


def is_sure(draft: Draft) -> bool:
    return draft.kind in IN_BULK and draft.confidence >= 1


def doubts_of(kind, items, text, year) -> list[list[str]]:
    """Of each finding of a kind in a text, what speaks against it."""
    places = [(as_list(item.get("evidence")) or [NOWHERE])[0] for item in items]
    told = year if str(year) in text[:TOP] else None  # a year gathered from elsewhere is a guess
    crowds = Counter(place["start"] for place in places)
    return [
        doubts(
            Telling(
                kind=kind,
                values=item,
                sentence=text[place["start"] : place["end"]],
                rule=item.get("rule") or "",
                confidence=item.get("confidence", 1),
                year=told,
                neighbours=crowds[place["start"]],
                above=text[max(0, place["start"] - ABOVE) : place["start"]],
                is_item=bool(ITEM.search(text[max(0, place["start"] - BEGINNING) : place["start"]])),
            )
        )
        for item, place in zip(items, places, strict=True)
    ]
