"""A report comes in: the file is kept, its text is taken at once, what it says is read now or in the background."""

import datetime
import hashlib
import logging
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from crm.extraction import ReadingError, extract, read_file
from crm.extraction.structure import read_structure
from crm.intake import drafting, known, matching, proposals, years
from crm.intake.encodings import in_one_encoding
from crm.intake.models import Document, DocumentKind, DocumentState, DraftState

logger = logging.getLogger(__name__)

# What is no report in any sense is sent back; the rest is kept, so that nothing a department sent is lost.
NOT_KEPT = {"empty", "too_large", "unknown_format", "zip_bomb"}
MAY_BE_TRIED_AGAIN = {"unreadable", "interrupted"}  # the rest is in the file, and the same file says the same
BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"
COMPARED = 200  # the latest documents of the department, for near duplicates
READ_AT_ONCE = 30_000  # letters; a longer text takes more than a moment
PACE = 0.05  # seconds for a thousand letters, as long as no long text was read here
ABANDONED_AFTER = datetime.timedelta(minutes=10)
MOST_READINGS = 3  # a text that ended the worker thrice will do so again


class AlreadyReceived(Exception):
    """The same bytes came before."""

    def __init__(self, document):
        super().__init__(str(document))
        self.document = document


def receive(file, *, department, user, title="", year=None) -> Document:
    """Keep the file and its text. Raises ReadingError for what is no report at all; nothing is read yet."""
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
        year=year,
        uploaded_by=user,
    )
    take_text(document, name, data)
    document.file.save(name[-80:], ContentFile(data), save=False)
    try:
        document.save()
    except Exception:
        document.file.delete(save=False)
        raise
    return document


def checked_bytes(file) -> bytes:
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise ReadingError("too_large")
    file.seek(0)
    data = file.read()
    if not data.strip(BLANK):
        raise ReadingError("empty")
    return data


def take_text(document, name, data) -> None:
    """Text and near duplicate of the document; a failure is noted on it."""
    try:
        document.text = read_file(name, in_one_encoding(data)).replace("\0", " ")  # PostgreSQL stores no NUL
    except ReadingError as error:
        if error.code in NOT_KEPT:
            raise
        is_blank = error.code == "no_text" and not data.startswith(b"%PDF")
        document.state, document.failure = DocumentState.FAILED, "no_words" if is_blank else error.code
        return
    except Exception:  # the file is another's and may hold anything; it stays for the engineers
        logger.exception("%s could not be read", name)
        document.state, document.failure = DocumentState.FAILED, "unreadable"
        return
    document.state, document.failure = DocumentState.RECEIVED, ""
    document.sketch = matching.sketch(document.text)
    document.near_duplicate_of = near_duplicate(document)


def near_duplicate(document):
    """An earlier document with mostly the same runs of words: another conversion of the same report."""
    earlier = Document.objects.present().filter(department=document.department).exclude(pk=document.pk)
    for pk, sketch in earlier.exclude(text="").values_list("pk", "sketch")[:COMPARED]:
        if matching.nearly_the_same(document.sketch, sketch):
            return Document.objects.get(pk=pk)
    return None


def is_long(document) -> bool:
    return len(document.text) > READ_AT_ONCE


def read(pk) -> bool:
    """Find the drafts of a document that waits to be read. False when another worker has it, or has read it already."""
    since = timezone.now()
    if not claimed(pk, since):
        return False
    document = Document.objects.select_related("department__city", "home_city").get(pk=pk)
    found = findings(document)
    with transaction.atomic():
        is_ours = Document.objects.select_for_update().filter(pk=pk, state=DocumentState.READING, reading_since=since)
        if not is_ours.exists():
            return False
        document.pace = pace(document, since)
        document.save()
        drafting.store(document, found)
    return True


def pace(document, since) -> float | None:
    """Only long texts tell it: of a short one the first second is the rules' own."""
    if document.state != DocumentState.READ or not is_long(document):
        return None
    return (timezone.now() - since).total_seconds() / len(document.text) * 1000


def share_read(document) -> int:
    """About how many per cent are read by now, if it goes as fast as the last long text did."""
    if document.state != DocumentState.READING or not document.reading_since:
        return 0
    last = Document.objects.exclude(pace=None).order_by("-pk").values_list("pace", flat=True).first()
    gone = (timezone.now() - document.reading_since).total_seconds()
    return min(99, int(100 * gone / (len(document.text) / 1000 * (last or PACE) or 1)))


def claimed(pk, since) -> bool:
    """One worker at a time; what a killed worker left behind may be taken over after a while."""
    waits = Q(state=DocumentState.RECEIVED)
    abandoned = Q(state=DocumentState.READING, reading_since__lt=since - ABANDONED_AFTER)
    rows = Document.objects.present().filter(waits | abandoned, pk=pk)
    return bool(rows.update(state=DocumentState.READING, reading_since=since, readings=F("readings") + 1))


def findings(document) -> dict:
    """What the text says; kind, year and home city are noted on the document, and so is a failure."""
    given = document.year
    try:
        city = document.home_city and document.home_city.name_ru
        found = extract(document.text, city=city, year=given)
        document.stated_year = years.told_otherwise(read_structure(document.text, city=city), given)
    except Exception:  # whatever a text of somebody else's holds, the file stays for the engineers
        logger.exception("document %s could not be read", document.pk)
        document.state, document.failure = DocumentState.FAILED, "unreadable"
        return {}
    report = found.get("report") or {}
    document.state, document.failure = DocumentState.READ, ""
    document.kind = proposals.choice(report.get("kind"), DocumentKind, DocumentKind.OTHER)
    document.year = given or report.get("reporting_year")
    found_city = known.city_named(report.get("home_city"), "RU")
    document.home_city = document.home_city or found_city or document.department.city
    return found


@transaction.atomic
def wait_again(document, *, year=None) -> bool:
    """The document is to be read once more. False when a person has decided on drafts of it already."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.drafts.exclude(state=DraftState.NEW).exists():
        return False
    document.drafts.all().delete()
    if not document.text:
        with document.file.open("rb") as stream:
            take_text(document, PurePath(document.file.name).name, stream.read())
    else:
        document.state, document.failure = DocumentState.RECEIVED, ""
    document.year = year or document.year
    document.stated_year = None
    document.readings = 0
    document.save()
    return True


def abandoned(*, everything=False):
    """Documents whose reading was begun by a worker that is no more; with `everything`, whoever began it."""
    waits = Q(state=DocumentState.RECEIVED)
    begun = Q(state=DocumentState.READING)
    if not everything:
        begun &= Q(reading_since__lt=timezone.now() - ABANDONED_AFTER)
    return Document.objects.present().filter(waits | begun)


def release(document) -> None:
    """Whoever began to read it is gone."""
    Document.objects.filter(pk=document.pk).update(state=DocumentState.RECEIVED)


def give_up(document) -> None:
    document.state, document.failure = DocumentState.FAILED, "interrupted"
    document.save(update_fields=["state", "failure", "modified_at"])
