"""Accept what is sure, in one go; people are never made this way."""

from dataclasses import dataclass

from crm.intake import known, updates
from crm.intake.actions import AlreadyDecided, Incomplete, accept, link
from crm.intake.models import Document, DraftKind, DraftState
from crm.intake.sureness import is_sure


@dataclass
class Count:
    made: int = 0
    linked: int = 0
    left: int = 0


def accept_all(document: Document, *, user, everything=False) -> Count:
    """Accept what is new and sure, link what is known and says nothing new; a person's eye is left the rest.

    `everything` is for reports that are known by heart, as those of the demo: also people, and what is not so sure.
    """
    count = Count()
    for draft in document.drafts.filter(state=DraftState.NEW):
        draft.document = document
        outcome = settle(draft, user, everything)
        setattr(count, outcome, getattr(count, outcome) + 1)
    return count


def settle(draft, user, everything) -> str:
    match = known.match(draft)
    try:
        if match.record:
            if not everything and updates.changes(draft, match.record):
                return "left"
            link(draft, match.record, user=user, reason=match.reason)
            return "linked"
        if match.is_new and (everything or (draft.kind != DraftKind.PERSON and is_sure(draft))):
            accept(draft, user=user)
            return "made"
    except (Incomplete, AlreadyDecided):
        return "left"
    return "left"
