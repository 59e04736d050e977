"""How sure it is that a draft is right as it stands: what its rule says, less what experience says to doubt.

`python -m tests.measure_sureness` measures both against the gold standard and prints the thresholds that reach 0.98.
"""

from crm.intake.models import Draft, DraftKind

DOUBT = 0.2
THRESHOLDS = {
    DraftKind.ORGANISATION: 0.75,
    DraftKind.AGREEMENT: 0.8,
    DraftKind.EVENT: 0.8,
    DraftKind.PROBLEM: 0.8,
    DraftKind.PLAN: 0.8,
}
# Kinds that are not here are never sure: a relation to a city is a person's to state, and so is who holds a post.
NAMED_DATES = {"month_heading", "month_in_sentence", "list_intro"}


def sureness(kind, values, confidence) -> float:
    return confidence - DOUBT * len(list(DOUBTS.get(kind, no_doubts)(values)))


def is_sure(draft: Draft) -> bool:
    return sureness(draft.kind, draft.values, draft.confidence) >= THRESHOLDS.get(DraftKind(draft.kind), 2)


def no_doubts(values):
    return ()


def doubts_of_event(values):
    if not values.get("date") or values.get("date_source") not in NAMED_DATES:
        yield "date"
    if values.get("status") not in ("held", "planned"):
        yield "status"


def doubts_of_agreement(values):
    if values.get("status") not in ("signed", "prospective", "drafted", "suspended"):
        yield "status"
    if values.get("date") and len(str(values["date"])) == 4:
        yield "date"


def doubts_of_organisation(values):
    if len((values.get("name_ru") or "").split()) > 4:
        yield "name"


DOUBTS = {
    DraftKind.EVENT: doubts_of_event,
    DraftKind.AGREEMENT: doubts_of_agreement,
    DraftKind.ORGANISATION: doubts_of_organisation,
}
