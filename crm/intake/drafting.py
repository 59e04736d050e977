"""Findings become drafts: what makes no record is left out, and a fact told twice is one draft with both passages."""

from collections import defaultdict

from crm.intake import proposals, sketches, sureness
from crm.intake.models import Draft, DraftKind

NOT_VALUES = {"evidence", "also_evidence", "date_evidence", "rule", "confidence", "doubts"}
BY_HAND = "by hand"


def store(document, found) -> None:
    for position, draft in enumerate(drafts_of(document, found)):
        draft.position = position
        draft.save()


def drafts_of(document, found):
    events = [span for item in found.get(DraftKind.EVENT, ()) for span in passages(item)]
    for kind in proposals.ORDER:
        items = [item for item in found.get(kind, ()) if proposals.makes_record(kind, item)]
        items = [item for item in items if not told_as_event(kind, item, events)]
        for item, doubts in zip(items, sureness.doubts_of(kind, items, document.text, document.year), strict=True):
            item["doubts"] = doubts
        items.sort(key=lambda item: (passages(item) or [[0, 0]])[0])
        for item, spans in told_once(kind, items):
            yield Draft(
                document=document,
                kind=kind,
                values={name: value for name, value in item.items() if name not in NOT_VALUES},
                evidence=spans,
                rule=(item.get("rule") or "")[:80],
                doubts=item["doubts"],
                confidence=sureness.graded(kind, item["doubts"], item.get("confidence", 1)),
            )


def told_as_event(kind, item, events) -> bool:
    """A planned event stands among the events; the same sentence among the tasks would make it twice."""
    if kind != DraftKind.PLAN or item.get("plan_type") != "event":
        return False
    return any(start < end_ and start_ < end for start, end in passages(item) for start_, end_ in events)


def told_once(kind, items):
    """(item, passages) of every fact; a later telling adds its passages and what the first leaves open."""
    facts, places = [], defaultdict(list)
    for item in items:
        near = sorted({at for key in sketches.keys(kind, item) for at in places[key]})
        at = next((at for at in near if sketches.same_fact(kind, facts[at][0], item)), None)
        if at is None:
            at = len(facts)
            facts.append((dict(item), passages(item)))
        else:
            add_telling(*facts[at], item)
        for key in sketches.keys(kind, facts[at][0]):
            places[key].append(at)
    return facts


def add_telling(fact, spans, item):
    fact.update({name: value for name, value in item.items() if fact.get(name) in (None, "", [])})
    spans.extend(span for span in passages(item) if span not in spans)


def passages(item) -> list[list[int]]:
    """[[start, end], …]; its own passage first, then further mentions, then what gives the date."""
    found = []
    for name in ("evidence", "also_evidence", "date_evidence"):
        for passage in sketches.as_list(item.get(name)):
            span = [passage["start"], passage["end"]]
            if span not in found:
                found.append(span)
    return found
