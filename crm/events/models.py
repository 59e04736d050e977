import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.owned import Owned, OwnedQuerySet, Part, PartQuerySet, list_index
from crm.agreements.models import Agreement
from crm.events.recurrence import validate_days, validate_recurrence
from crm.partners.models import Organisation, Person
from crm.places.models import City, Country
from crm.russian import to_roman
from crm.ui.approximate import ApproximateDateField
from crm.ui.days import OF_OUR_TIMES
from crm.ui.search import SearchTextField


class EventKind(models.TextChoices):
    CONFERENCE = "conference", _("conference")
    FORUM = "forum", _("forum")
    EXHIBITION = "exhibition", _("exhibition")
    DELEGATION_OUT = "delegation_out", _("our delegation abroad")
    DELEGATION_IN = "delegation_in", _("delegation to us")
    MEETING = "meeting", _("meeting")
    ONLINE_MEETING = "online_meeting", _("online meeting")
    FESTIVAL = "festival", _("festival")
    CONCERT = "concert", _("concert or tour")
    COMPETITION = "competition", _("sports competition")
    CONTEST = "contest", _("contest")
    SIGNING = "signing", _("signing")
    CELEBRATION = "celebration", _("celebration")
    SEMINAR = "seminar", _("seminar or round table")
    EXCHANGE = "exchange", _("exchange or camp")
    ACTION = "action", _("public action")
    PUBLICATION = "publication", _("publication or application")
    TOURISM = "tourism", _("tourism")
    OTHER = "other", _("other")


class EventStatus(models.TextChoices):
    IDEA = "idea", _("idea")
    PLANNED = "planned", _("planned")
    CONFIRMED = "confirmed", _("confirmed")
    UNDER_WAY = "under_way", _("under way")
    HELD = "held", _("held")
    WRITTEN_UP = "written_up", _("held and written up")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("did not take place")


TO_COME = (EventStatus.IDEA, EventStatus.PLANNED, EventStatus.CONFIRMED, EventStatus.POSTPONED)


class EventFormat(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")
    BY_CORRESPONDENCE = "by_correspondence", _("by correspondence")
    UNKNOWN = "unknown", _("not stated")


class EventSeries(Owned):
    """A recurring event whose editions are numbered."""

    url_stem = "series"

    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("note"), blank=True)
    search_text = SearchTextField(sources=["title", "note"])

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series of events")
        ordering = ["title", "pk"]
        indexes = [list_index("title", "id", name="series_title")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:series-detail", args=[self.pk])


class EventQuerySet(OwnedQuerySet):
    def between(self, start, end):
        """Events whose time, exact or approximate, touches the days from start to end."""
        return self.filter(starts_on__lte=end, ends_on__gte=start)

    def upcoming(self, *, today=None):
        return self.filter(ends_on__gte=today or timezone.localdate(), status__in=TO_COME)

    def past_but_planned(self, *, today=None):
        """Over by the calendar, yet nobody said how it went."""
        over = self.filter(ends_on__lt=today or timezone.localdate(), status__in=TO_COME)
        return over.filter(recurrence="")

    def recurring(self):
        """Those that come again; occurrences() of crm.events.recurrence says on which days."""
        return self.exclude(recurrence="")

    def with_date_to_settle(self):
        """Still to come and known only by month or vaguer."""
        return self.filter(status__in=TO_COME).filter(date__names_days=False)


class Event(Owned):
    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind, default=EventKind.OTHER)
    status = models.CharField(_("status"), max_length=20, choices=EventStatus, default=EventStatus.PLANNED)
    date = ApproximateDateField(_("date"), earliest_field="starts_on", latest_field="ends_on", blank=True)
    starts_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    start_time = models.TimeField(_("begins at"), null=True, blank=True, help_text=_("Local time of the place."))
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    former_date = ApproximateDateField(_("date before it was moved"), blank=True, editable=False)
    recurrence = models.CharField(
        _("comes again"), max_length=200, blank=True, validators=[validate_recurrence],
        help_text=_("A rule of RFC 5545: FREQ=YEARLY is every year on the same days."),
    )
    excluded_days = models.JSONField(
        _("except on"), default=list, blank=True, validators=[validate_days],
        help_text=_('First days of the times that do not take place, for example ["2027-06-12"].'),
    )
    format = models.CharField(_("format"), max_length=20, choices=EventFormat, default=EventFormat.UNKNOWN)
    city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("city where it is held"), null=True, blank=True, related_name="events_held"
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    countries = models.ManyToManyField(Country, verbose_name=_("partner countries"), blank=True, related_name="events")
    cities = models.ManyToManyField(City, verbose_name=_("partner cities"), blank=True, related_name="events")
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations"), blank=True, related_name="events"
    )
    people = models.ManyToManyField(Person, verbose_name=_("people"), blank=True, related_name="events")
    agreements = models.ManyToManyField(Agreement, verbose_name=_("agreements"), blank=True, related_name="events")
    series = models.ForeignKey(
        EventSeries, models.SET_NULL, verbose_name=_("series"), null=True, blank=True, related_name="editions"
    )
    edition = models.PositiveSmallIntegerField(
        _("edition"), null=True, blank=True, help_text=_("The number of the edition: 11 for the XI conference.")
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("part of"), null=True, blank=True, related_name="parts"
    )
    participants = models.TextField(_("participants"), blank=True, help_text=_("As the source names them."))
    description = models.TextField(_("description"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True, editable=False)
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    is_public = models.BooleanField(_("may be shown publicly"), default=False)
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    search_text = SearchTextField(sources=["title", "description", "participants", "venue", "place_words"])

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            list_index("-starts_on", "-id", name="event_starts_on"),
            list_index("department", "-starts_on", "-id", name="event_department"),
            list_index("title", "id", name="event_title"),
            list_index("status", "-starts_on", "-id", name="event_status"),
            list_index("kind", "-starts_on", "-id", name="event_kind"),
            list_index("status", "kind", "-starts_on", "-id", name="event_status_kind"),
            list_index("ends_on", "id", name="event_ends_on"),
            models.Index(
                fields=["starts_on", "id"], name="event_recurring",
                condition=models.Q(deleted_at=None) & ~models.Q(recurrence=""),
            ),
        ]

    CALENDAR_FIELDS = (
        "date", "start_time", "end_time", "city_id", "venue", "status", "recurrence", "excluded_days",
    )

    def __str__(self):
        return self.title

    def save(self, *args, update_fields=None, **kwargs):
        stored = Event.objects.filter(pk=self.pk).values("sequence", *self.CALENDAR_FIELDS).first() if self.pk else None
        if stored:
            self.advance_sequence(stored)
            update_fields = update_fields and {*update_fields, "sequence"}
        super().save(*args, update_fields=update_fields, **kwargs)
        if stored and stored["date"] != self.date:
            self.preparation_plans.reschedule()

    def advance_sequence(self, stored):
        """Up by one when a calendar must show something else, never down: RFC 5545 §3.8.7.4."""
        changed = any(stored[name] != getattr(self, name) for name in self.CALENDAR_FIELDS)
        self.sequence = max(self.sequence, stored["sequence"]) + changed

    def get_absolute_url(self):
        return reverse("events:event-detail", args=[self.pk])

    @property
    def place_words(self):
        return str(self.city) if self.city_id else ""

    @property
    def edition_text(self):
        return to_roman(self.edition) if self.edition else ""

    @property
    def is_past(self):
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def time_zone(self):
        return self.city_id and self.city.zone or timezone.get_default_timezone_name()


class Direction(models.TextChoices):
    OUT = "out", _("ours, leaving")
    IN = "in", _("guests, arriving")


class Delegation(Owned):
    """A delegation, in or out; nests in a parent (a city's within a region's)."""

    title = models.CharField(_("title"), max_length=300)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction, default=Direction.IN)
    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name=_("event"), null=True, blank=True, related_name="delegations"
    )
    city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("city"), null=True, blank=True, related_name="delegations"
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("part of the delegation"), null=True, blank=True, related_name="parts"
    )
    date = ApproximateDateField(_("dates of stay"), earliest_field="starts_on", latest_field="ends_on", blank=True)
    starts_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    note = models.TextField(_("note"), blank=True)
    search_text = SearchTextField(sources=["title", "note", "place_words"])

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            list_index("-starts_on", "-id", name="delegation_starts_on"),
            list_index("title", "id", name="delegation_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:delegation-detail", args=[self.pk])

    @property
    def place_words(self):
        return str(self.city) if self.city_id else ""


class DelegationMember(Part):
    """A member with the post as it was then; passport and diet are restricted (152-FZ)."""

    owner_field = "delegation"

    delegation = models.ForeignKey(Delegation, models.CASCADE, verbose_name=_("delegation"), related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), null=True, blank=True, related_name="delegation_memberships"
    )
    name = models.CharField(
        pgettext_lazy("of a person", "name"), max_length=200, blank=True,
        help_text=_("If there is no record of the person."),
    )
    post_title = models.CharField(_("post at that time"), max_length=300, blank=True)
    is_head = models.BooleanField(_("heads the delegation"), default=False)
    passport = models.CharField(_("passport"), max_length=60, blank=True)
    diet = models.CharField(_("diet"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    RESTRICTED_FIELDS = ("passport", "diet")

    class Meta:
        verbose_name = _("member of the delegation")
        verbose_name_plural = _("members of the delegation")
        ordering = ["-is_head", "order", "pk"]

    def __str__(self):
        return self.name or str(self.person or "")


class RestrictedRead(models.Model):
    """Who looked at the passports and diets of a delegation, and when (152-FZ)."""

    owner_field = "delegation"

    delegation = models.ForeignKey(
        Delegation, models.CASCADE, verbose_name=_("delegation"), related_name="restricted_reads"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("user"), null=True, related_name="restricted_reads"
    )
    read_at = models.DateTimeField(_("read at"), default=timezone.now, editable=False)
    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of restricted data")
        verbose_name_plural = _("readings of restricted data")
        ordering = ["-read_at", "-pk"]

    def __str__(self):
        return f"{self.user}: {self.delegation}"

    @property
    def department_id(self):
        return self.delegation.department_id


class ProgrammeItem(Part):
    """An entry of the programme of stay, by the hour, in the place's own time."""

    owner_field = "delegation"

    delegation = models.ForeignKey(Delegation, models.CASCADE, verbose_name=_("delegation"), related_name="programme")
    day = models.DateField(_("day"), validators=OF_OUR_TIMES)
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_time = models.TimeField(_("to"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=300)
    place = models.CharField(_("where"), max_length=200, blank=True)
    responsible = models.CharField(_("responsible"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme of stay")
        ordering = ["day", "start_time", "pk"]

    def __str__(self):
        return self.title


class MeetingNote(Owned):
    """Запись встречи: what was said; commitments hang on it."""

    url_stem = "meeting"

    title = models.CharField(_("subject"), max_length=300)
    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name=_("event"), null=True, blank=True, related_name="meeting_notes"
    )
    city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("partner city"), null=True, blank=True, related_name="meeting_notes"
    )
    date = ApproximateDateField(_("date"), earliest_field="starts_on", latest_field="ends_on", blank=True)
    starts_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    people = models.ManyToManyField(Person, verbose_name=_("people"), blank=True, related_name="meeting_notes")
    text = models.TextField(_("text"), blank=True)
    search_text = SearchTextField(sources=["title", "text"])

    class Meta:
        verbose_name = _("meeting note")
        verbose_name_plural = _("meeting notes")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            list_index("-starts_on", "-id", name="meeting_starts_on"),
            list_index("title", "id", name="meeting_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:meeting-detail", args=[self.pk])


class Outcome(Owned):
    """Итог: what a year or an event brought, as a report states it."""

    text = models.TextField(_("outcome"))
    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name=_("event"), null=True, blank=True, related_name="outcomes"
    )
    date = ApproximateDateField(_("when"), earliest_field="starts_on", latest_field="ends_on", blank=True)
    starts_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    search_text = SearchTextField(sources=["text"])

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-starts_on", "-pk"]
        indexes = [list_index("-starts_on", "-id", name="outcome_starts_on")]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("events:outcome-detail", args=[self.pk])
