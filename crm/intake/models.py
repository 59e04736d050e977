import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from crm.accounts.owned import Owned, Part
from crm.places.models import City
from crm.russian import letters
from crm.ui.search import SearchTextField

PATIENCE = datetime.timedelta(minutes=2)
FOR_A_LETTER = datetime.timedelta(milliseconds=0.2)


class DocumentKind(models.TextChoices):
    ANNUAL_REPORT = "annual_report", _("annual report")
    NEWS = "news", _("news item")
    OTHER = "other", _("other")


class DocumentState(models.TextChoices):
    RECEIVED = "received", _("waits to be read")
    READING = "reading", _("is being read")
    READ = "read", _("read")
    FAILED = "failed", _("could not be read")


class Document(Owned):
    """A report as received. The file stays whatever becomes of its reading."""

    title = models.CharField(_("title"), max_length=300)
    file = models.FileField(_("file"), upload_to="documents/%Y/%m")
    sha256 = models.CharField(max_length=64, editable=False)
    text = models.TextField(_("text"), blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.OTHER)
    home_city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("home city"), null=True, blank=True, related_name="documents"
    )
    year = models.PositiveSmallIntegerField(_("reporting year"), null=True, blank=True)
    stated_year = models.PositiveSmallIntegerField(
        null=True, blank=True, editable=False, help_text="what the text says where a person said another year"
    )
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.RECEIVED, editable=False)
    reading_since = models.DateTimeField(null=True, blank=True, editable=False)
    readings = models.PositiveSmallIntegerField(default=0, editable=False, help_text="how often reading was begun")
    pace = models.FloatField(
        null=True, blank=True, editable=False, help_text="seconds that reading took, for a thousand letters"
    )
    failure = models.CharField(_("why it could not be read"), max_length=40, blank=True, editable=False)
    sketch = models.JSONField(default=list, editable=False, help_text="the least hashes of its runs of words")
    near_duplicate_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("nearly the same as"),
        null=True,
        blank=True,
        editable=False,
        related_name="near_duplicates",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    search_text = SearchTextField(sources=["title"])

    class Meta:
        verbose_name = _("report received")
        verbose_name_plural = _("reports received")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["department", "sha256"], name="document_sha256"),
            models.Index(fields=["-created_at", "-id"], name="document_created"),
            models.Index(fields=["title", "id"], name="document_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("intake:document-detail", args=[self.pk])

    @property
    def is_waiting(self):
        return self.state in (DocumentState.RECEIVED, DocumentState.READING)

    @property
    def seems_abandoned(self):
        begun = self.reading_since or self.modified_at
        return self.is_waiting and timezone.now() - begun > PATIENCE + len(self.text) * FOR_A_LETTER

    @property
    def asked_year(self):
        """The year the text names, where it contradicts the one a person gave, or itself."""
        return self.stated_year if self.stated_year and self.stated_year != self.year else None

    @cached_property
    def decided_before(self):
        """{(kind, letters of the passage): drafts of an earlier conversion that stand for records}"""
        earlier, found = self.near_duplicate_of, {}
        if earlier is None or earlier.deleted_at:
            return found
        for draft in earlier.drafts.filter(object_id__isnull=False):
            draft.document = earlier
            found.setdefault((draft.kind, letters("".join(draft.passages[:1]))), []).append(draft)
        return found


class DraftKind(models.TextChoices):
    PLACE = "places", _("partner city")
    ORGANISATION = "organisations", _("organisation")
    PERSON = "people", _("person")
    AGREEMENT = "agreements", _("agreement")
    EVENT = "events", _("event")
    PROBLEM = "problems", _("problem")
    PLAN = "plans", _("task")
    OUTCOME = "outcomes", _("outcome")


class DraftState(models.TextChoices):
    NEW = "new", _("to review")
    ACCEPTED = "accepted", _("accepted")
    LINKED = "linked", _("linked to an existing record")
    REJECTED = "rejected", _("rejected")


class Draft(Part):
    """A finding stored for a person to decide. `values` has the keys of the extraction schema."""

    owner_field = "document"

    document = models.ForeignKey(Document, models.CASCADE, verbose_name=_("document"), related_name="drafts")
    kind = models.CharField(_("kind"), max_length=14, choices=DraftKind)
    position = models.PositiveIntegerField(default=0)
    values = models.JSONField(default=dict)
    evidence = models.JSONField(default=list, help_text="[[start, end], …] in Document.text; the first one is its own")
    rule = models.CharField(_("rule"), max_length=80, blank=True)
    confidence = models.FloatField(_("confidence"), default=0, help_text="1 where nothing speaks against it")
    doubts = models.JSONField(default=list, help_text="codes of what speaks against it")
    state = models.CharField(_("state"), max_length=10, choices=DraftState, default=DraftState.NEW)
    match_reason = models.CharField(max_length=200, blank=True)
    content_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    record = GenericForeignKey()
    made_record = models.BooleanField(default=False)
    before = models.JSONField(default=list, help_text="what the record said before this draft changed it")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["document", "state", "position"], name="draft_state"),
            models.Index(fields=["content_type", "object_id"], name="draft_record"),
        ]

    def __str__(self):
        for key in ("title", "name_nom", "name_ru", "text"):
            if self.values.get(key):
                return self.values[key]
        return self.get_kind_display()

    @property
    def passages(self):
        """The sentences it came from."""
        return [self.document.text[start:end] for start, end in self.evidence]
