"""Accept what is sure, in one go; people are never made this way."""

from dataclasses import dataclass, field

from django.utils import timezone

from crm.intake import known, updates
from crm.intake.actions import AlreadyDecided, Incomplete, accept, link
from crm.intake.models import Document, DraftKind, DraftState
from crm.intake.sureness import is_sure

LOOSE = {"part_of_title"}  # likenesses that a person should see first


@dataclass
class Count:
    made: int = 0
    linked: int = 0
    left: int = 0


@dataclass
class Outlook:
    """What accepting all would do: drafts that become records, and (draft, record) pairs."""

    made: list = field(default_factory=list)
    linked: list = field(default_factory=list)


def outlook(document: Document) -> Outlook:
    found = Outlook()
    for draft in open_drafts(document):
        match = known.match(draft)
        if is_linked(draft, match):
            found.linked.append((draft, match.record))
        elif is_made(draft, match):
            found.made.append(draft)
    return found


def accept_all(document: Document, *, user, everything=False) -> Count:
    """Accept what is new and sure, link what is known and says nothing new; a person's eye is left the rest.

    `everything` is for reports that are known by heart, as those of the demo: also people, and what is not so sure.
    """
    count, decided = Count(), []
    for draft in open_drafts(document):
        outcome = settle(draft, user, everything)
        setattr(count, outcome, getattr(count, outcome) + 1)
        decided += [] if outcome == "left" else [draft.pk]
    document.drafts.filter(pk__in=decided).update(decided_at=timezone.now())  # one decision, taken back as one
    return count


def open_drafts(document):
    for draft in document.drafts.filter(state=DraftState.NEW):
        draft.document = document
        yield draft


def settle(draft, user, everything) -> str:
    match = known.match(draft)
    try:
        if is_linked(draft, match, everything):
            link(draft, match.record, user=user, reason=match.reason)
            return "linked"
        if is_made(draft, match, everything):
            accept(draft, user=user)
            return "made"
    except (Incomplete, AlreadyDecided):
        return "left"
    return "left"


def is_linked(draft, match, everything=False) -> bool:
    if match.record is None:
        return False
    return everything or match.reason not in LOOSE and not updates.changes(draft, match.record)


def is_made(draft, match, everything=False) -> bool:
    return match.is_new and (everything or draft.kind != DraftKind.PERSON and is_sure(draft))
