"""How sure it is that a draft is right as it stands: what its rule says, less what experience says to doubt.

`python -m tests.measure_sureness` measures it against the gold standard. A kind may be accepted in bulk from the least
sureness on at which 0.98 of the tuning reports' drafts are right in every field and 0.95 of the set-aside reports'.
Other kinds fall short on reports the rules have not seen; who is who is for a person to say in any case.
"""

from crm.intake.models import Draft, DraftKind

DOUBT = 0.2
THRESHOLDS = {DraftKind.EVENT: 0.8}
NAMED_DATES = {"month_heading", "month_in_sentence", "list_intro"}


def sureness(kind, values, *, confidence, rule="") -> float:
    doubts = list(doubts_of_event(values, rule)) if kind == DraftKind.EVENT else []
    return round(confidence - DOUBT * len(doubts), 2)


def is_sure(draft: Draft) -> bool:
    value = sureness(draft.kind, draft.values, confidence=draft.confidence, rule=draft.rule)
    return value >= THRESHOLDS.get(DraftKind(draft.kind), 2)


def doubts_of_event(values, rule):
    """A date taken from elsewhere, a state that is not simply past or to come, a kind guessed from the verb."""
    if not values.get("date") or values.get("date_source") not in NAMED_DATES:
        yield "date"
    if values.get("status") not in ("held", "planned"):
        yield "status"
    if "verb" in rule or values.get("kind") in ("signing", "other"):
        yield "kind"
