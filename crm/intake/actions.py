"""A report comes in, its drafts are decided one by one or together, and every decision can be taken back."""

import hashlib
import logging
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from crm.events.models import Event, EventSeries, Outcome
from crm.extraction import ReadingError, extract, read_file
from crm.intake import known, matching, proposals
from crm.intake.models import Document, DocumentKind, DocumentState, Draft, DraftKind, DraftState
from crm.partners.models import Person, Post

logger = logging.getLogger(__name__)

# What is no report in any sense is sent back; the rest is kept, so that nothing a department sent is lost.
NOT_KEPT = {"empty", "too_large", "unknown_format", "zip_bomb"}
COMPARED = 100  # the latest documents of the department, for near duplicates
SURE = 0.5
NOT_VALUES = {"evidence", "also_evidence", "date_evidence", "rule", "confidence"}


class AlreadyReceived(Exception):
    """The same bytes came before."""

    def __init__(self, document):
        super().__init__(str(document))
        self.document = document


class AlreadyDecided(Exception):
    """Another person, or another window, was faster."""


class Incomplete(Exception):
    """The form has errors; it is shown to a person."""

    def __init__(self, form):
        super().__init__(form.errors.as_text())
        self.form = form


@dataclass
class Count:
    made: int = 0
    linked: int = 0
    left: int = 0
    kept: int = 0


def receive(file, *, department, user, title="", city=None, year=None) -> Document:
    """Keep the file, read it, store what was found as drafts. Raises ReadingError for what is no report at all."""
    data = checked_bytes(file)
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = Document.objects.present().filter(department=department, sha256=sha256).first()
    if earlier:
        raise AlreadyReceived(earlier)
    name = PurePath(file.name).name
    document = Document(
        department=department,
        title=(title or PurePath(name).stem)[:300],
        sha256=sha256,
        home_city=city or department.city,
        year=year,
        uploaded_by=user,
    )
    found = read_into(document, name, data, city=city, year=year)
    file.seek(0)
    document.file.save(name[-80:], file, save=False)
    return store(document, found)


def checked_bytes(file) -> bytes:
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise ReadingError("too_large")
    file.seek(0)
    data = file.read()
    if not data.strip():
        raise ReadingError("empty")
    return data


def read_into(document, name, data, *, city, year) -> dict:
    """Text, kind and year of the document, and the findings; a failure is noted on the document."""
    try:
        text = read_file(name, data).replace("\0", " ")  # PostgreSQL stores no NUL; offsets stay
        found = extract(text, city=city and city.name_ru, year=year)
    except ReadingError as error:
        if error.code in NOT_KEPT:
            raise
        return failed(document, error.code)
    except Exception:  # the file is another's and may hold anything; it stays for the engineers
        logger.exception("%s could not be read", name)
        return failed(document, "unreadable")
    report = found.get("report") or {}
    document.text = found.get("text") or text
    document.state = DocumentState.READ
    document.kind = proposals.choice(report.get("kind"), DocumentKind, DocumentKind.OTHER)
    document.year = document.year or report.get("reporting_year")
    document.home_city = known.city_named(report.get("home_city"), "RU") or document.home_city
    document.near_duplicate_of = near_duplicate(document)
    return found


def failed(document, code) -> dict:
    document.state, document.failure = DocumentState.FAILED, code
    return {}


def near_duplicate(document):
    """An earlier document with mostly the same runs of words: another conversion of the same report."""
    ours = matching.shingles(document.text)
    earlier = Document.objects.present().filter(department=document.department).exclude(text="")
    for other in earlier.only("id", "text", "title")[:COMPARED]:
        if matching.nearly_the_same(ours, matching.shingles(other.text)):
            return other
    return None


def store(document, found) -> Document:
    try:
        with transaction.atomic():
            document.save()
            drafts = list(drafts_of(document, found))
            for position, draft in enumerate(drafts):
                draft.position = position
                draft.save()
    except Exception:
        document.file.delete(save=False)
        raise
    return document


def drafts_of(document, found):
    events = [span for item in found.get(DraftKind.EVENT, ()) for span in passages(item)]
    for kind in proposals.ORDER:
        items = [item for item in found.get(kind, ()) if proposals.makes_record(kind, item)]
        items = [item for item in items if not told_as_event(kind, item, events)]
        for item in sorted(items, key=lambda item: (passages(item) or [[0, 0]])[0]):
            yield Draft(
                document=document,
                kind=kind,
                values={name: value for name, value in item.items() if name not in NOT_VALUES},
                evidence=passages(item),
                rule=(item.get("rule") or "")[:80],
                confidence=item.get("confidence", 1),
            )


def told_as_event(kind, item, events) -> bool:
    """A planned event stands among the events; the same sentence among the tasks would make it twice."""
    if kind != DraftKind.PLAN or item.get("plan_type") != "event":
        return False
    return any(start < end_ and start_ < end for start, end in passages(item) for start_, end_ in events)


def passages(item) -> list[list[int]]:
    """[[start, end], …]; its own passage first, then further mentions, then what gives the date."""
    found = []
    for name in ("evidence", "also_evidence", "date_evidence"):
        for passage in known.as_list(item.get(name)):
            span = [passage["start"], passage["end"]]
            if span not in found:
                found.append(span)
    return found


@transaction.atomic
def accept(draft: Draft, *, user, data=None):
    """Save the ordinary form, as typed or as the report fills it in; returns the new record."""
    lock_new(draft)
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
def link(draft: Draft, record, *, user, reason="") -> None:
    """The report tells of a record that is there already; the record stays as it is."""
    lock_new(draft)
    decide(draft, DraftState.LINKED, user, record=record, reason=reason)


@transaction.atomic
def reject(draft: Draft, *, user) -> None:
    lock_new(draft)
    decide(draft, DraftState.REJECTED, user)


def lock_new(draft):
    state = Draft.objects.select_for_update().values_list("state", flat=True).get(pk=draft.pk)
    if state != DraftState.NEW:
        raise AlreadyDecided


def decide(draft, state, user, *, record=None, made=False, reason=""):
    draft.state, draft.made_record, draft.match_reason = state, made, reason[:200]
    draft.content_type = ContentType.objects.get_for_model(record) if record else None
    draft.object_id = record.pk if record else None
    draft.decided_by, draft.decided_at = user, timezone.now()
    draft.save()


@transaction.atomic
def undo(draft: Draft, *, user) -> bool:
    """The draft is open again. False when the record it made stays, because somebody has worked on it since."""
    removed = True
    if draft.state == DraftState.ACCEPTED and draft.made_record and draft.record:
        removed = not is_in_use(draft)
        if removed:
            remove(draft.record)
    decide(draft, DraftState.NEW, None)
    draft.decided_at = None
    draft.save(update_fields=["decided_at"])
    return removed


def is_in_use(draft) -> bool:
    """Edited since it was accepted, or the source of it is another report too."""
    record = draft.record
    others = Draft.objects.filter(content_type=draft.content_type, object_id=draft.object_id).exclude(pk=draft.pk)
    return record.modified_at > draft.decided_at or others.exclude(document__deleted_at__isnull=False).exists()


def remove(record):
    if record.deleted_at is None:
        record.mark_deleted()
    if isinstance(record, Person):
        remove_tenures(record)
    if isinstance(record, Event) and record.series:
        remove_if_idle(record.series, record.series.editions.present(), since=record.created_at)


def remove_tenures(person):
    for tenure in person.tenures.present().select_related("post"):
        tenure.mark_deleted()
        remove_if_idle(tenure.post, tenure.post.tenures.present(), since=person.created_at)


def remove_if_idle(record: Post | EventSeries, users, *, since):
    """A post or series that was made together with the record goes with it, unless others use it by now."""
    made_together = abs((record.created_at - since).total_seconds()) < 60
    if made_together and not users.exists() and record.deleted_at is None:
        record.mark_deleted()


@transaction.atomic
def undo_document(document: Document, *, user) -> Count:
    count = Count()
    for draft in document.drafts.exclude(state=DraftState.NEW).order_by("-position"):
        draft.document = document
        count.made += 1
        count.kept += not undo(draft, user=user)
    return count


def accept_all(document: Document, *, user, people=True) -> Count:
    """Accept what is new and sure, link what is known; what needs a person's eye stays open."""
    count = Count()
    for draft in document.drafts.filter(state=DraftState.NEW):
        draft.document = document
        if draft.confidence < SURE or (draft.kind == DraftKind.PERSON and not people):
            count.left += 1
            continue
        accept_or_link(draft, user, count)
    return count


def accept_or_link(draft, user, count):
    match = known.match(draft)
    try:
        if match.record:
            link(draft, match.record, user=user, reason=match.reason)
            count.linked += 1
        elif match.is_new:
            accept(draft, user=user)
            count.made += 1
        else:
            count.left += 1
    except (Incomplete, AlreadyDecided):
        count.left += 1
