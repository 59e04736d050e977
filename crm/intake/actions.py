"""Drafts are decided one by one, and every decision can be taken back."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from crm.accounts.owned import Owned
from crm.events.models import Event, Outcome
from crm.extraction import extract
from crm.intake import drafting, proposals, tenures, updates
from crm.intake.models import Document, Draft, DraftKind, DraftState
from crm.partners.models import Person


class AlreadyDecided(Exception):
    """Another person, or another window, was faster."""


class Incomplete(Exception):
    """The form has errors; it is shown to a person."""

    def __init__(self, form):
        super().__init__(form.errors.as_text())
        self.form = form


@dataclass
class Undone:
    taken_back: int = 0
    kept: int = 0
    first: Draft | None = None  # of those that are open again
    decision: str = ""  # what had been decided of it


@transaction.atomic
def accept(draft: Draft, *, user, data=None):
    """Save the ordinary form, as typed or as the report fills it in; returns the new record."""
    lock(draft, DraftState.NEW)
    if data is None:
        data = proposals.as_data(proposals.form_for(draft, user=user))
    form = proposals.form_for(draft, user=user, data=data)
    if not form.is_valid():
        raise Incomplete(form)
    record = form.save()
    keep_figures(record, draft.values.get("figures"))
    decide(draft, DraftState.ACCEPTED, user, record=record, made=True)
    return record


def keep_figures(record, figures):
    """Numbers that the report states; no form asks for them."""
    if isinstance(record, Event | Outcome) and isinstance(figures, dict) and figures:
        record.figures = figures
        record.save(update_fields=["figures", "modified_at"])


@transaction.atomic
def link(draft: Draft, record, *, user, reason="", take_over=()) -> None:
    """The report tells of a record that is there already; only what a person chose is changed in it."""
    lock(draft, DraftState.NEW)
    decide(draft, DraftState.LINKED, user, record=record, reason=reason)
    if take_over:
        update(draft, take_over, user=user)


@transaction.atomic
def update(draft: Draft, names, *, user) -> None:
    """Take over the named changes into the record that the draft is linked to."""
    lock(draft, DraftState.LINKED)
    draft.before = [*draft.before, *updates.apply(draft, draft.record, set(names))]
    draft.decided_by, draft.decided_at = user, timezone.now()
    draft.save()


@transaction.atomic
def reject(draft: Draft, *, user) -> None:
    lock(draft, DraftState.NEW)
    decide(draft, DraftState.REJECTED, user)


def lock(draft, expected):
    state = Draft.objects.select_for_update().values_list("state", flat=True).get(pk=draft.pk)
    if state != expected:
        raise AlreadyDecided


def decide(draft, state, user, *, record=None, made=False, reason=""):
    draft.state, draft.made_record, draft.match_reason = state, made, reason[:200]
    draft.content_type = ContentType.objects.get_for_model(record) if record else None
    draft.object_id = record.pk if record else None
    draft.decided_by, draft.decided_at = user, timezone.now() if user else None
    draft.save()


@transaction.atomic
def draft_by_hand(document: Document, *, kind, start, end) -> Draft:
    """A passage that a person marked. What the rules read in it alone is filled in; else its words are the title."""
    text = " ".join(document.text[start:end].split())
    city = document.home_city and document.home_city.name_ru
    found = extract(document.text[start:end], city=city, year=document.year).get(kind) or [{}]
    values = {name: value for name, value in found[0].items() if name not in drafting.NOT_VALUES}
    if not values:
        values = {proposals.TITLES.get(DraftKind(kind), "text"): text}
    last = document.drafts.order_by("-position").first()
    return Draft.objects.create(
        document=document,
        kind=kind,
        position=last.position + 1 if last else 0,
        values=values,
        evidence=[[start, end]],
        rule=drafting.BY_HAND,
    )


@transaction.atomic
def undo(draft: Draft, *, user) -> bool:
    """The draft is open again. False when what it made or changed stays, because somebody has worked on it since."""
    undone = True
    if draft.record and draft.before:
        undone = updates.take_back(draft.before, since=draft.decided_at)
    if draft.made_record and draft.record:
        undone = not is_in_use(draft)
        if undone:
            remove(draft.record)
        else:
            hand_over(draft)
    draft.before = []
    decide(draft, DraftState.NEW, None)
    return undone


def is_in_use(draft) -> bool:
    """Edited since it was accepted, built upon since, or another report tells of it too."""
    record = draft.record
    told_elsewhere = others_of(draft).exists()
    return told_elsewhere or record.modified_at > draft.decided_at or is_built_upon(record, draft.decided_at)


def others_of(draft):
    """The drafts of kept documents that stand for the same record."""
    others = Draft.objects.filter(content_type=draft.content_type, object_id=draft.object_id).exclude(pk=draft.pk)
    return others.filter(document__deleted_at=None).order_by("decided_at", "pk")


def hand_over(draft) -> None:
    """Whichever draft lets go of the record last removes it."""
    heir = others_of(draft).first()
    if heir:
        Draft.objects.filter(pk=heir.pk).update(made_record=True)


def is_built_upon(record, since) -> bool:
    """Another record that was made or changed since refers to it."""
    for relation in record._meta.related_objects:
        model = relation.related_model
        if not issubclass(model, Owned) or hasattr(model, "history_object"):
            continue
        if model.objects.present().filter(**{relation.field.name: record}, modified_at__gt=since).exists():
            return True
    return False


def remove(record):
    if record.deleted_at is None:
        record.mark_deleted()
    if isinstance(record, Person):
        tenures.remove_all(record)
    if isinstance(record, Event) and record.series:
        remove_series_if_idle(record.series, since=record.created_at)


def remove_series_if_idle(series, *, since):
    made_together = abs((series.created_at - since).total_seconds()) < 60
    if made_together and series.deleted_at is None and not series.editions.present().exists():
        series.mark_deleted()


@transaction.atomic
def undo_document(document: Document, *, user) -> Undone:
    return take_back(document, document.drafts.exclude(state=DraftState.NEW), user)


@transaction.atomic
def undo_last(document: Document, *, user) -> Undone:
    """What the person decided last; what was accepted in one go was decided at one moment."""
    decided = document.drafts.exclude(state=DraftState.NEW).filter(decided_by=user)
    last = decided.order_by("-decided_at").first()
    return take_back(document, decided.filter(decided_at=last.decided_at) if last else decided.none(), user)


def take_back(document, drafts, user) -> Undone:
    """The last decision first: what was built upon a record goes before the record."""
    count = Undone()
    for draft in drafts.order_by("-decided_at", "-pk"):
        draft.document = document
        count.taken_back += 1
        count.decision = draft.get_state_display()
        count.kept += not undo(draft, user=user)
        count.first = draft
    return count
