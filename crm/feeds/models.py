from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Department
from crm.events.models import Delegation, Event, EventKind, EventSeries
from crm.partners.models import Partnership
from crm.places.models import Country
from crm.ui.days import OF_OUR_TIMES


class Source(models.TextChoices):
    EVENTS = "events", _("events")
    LONG_RANGE = "long_range", _("events known only by year")
    AGREEMENTS = "agreements", _("terms of agreements")
    WORK = "work", _("commitments and preparation")
    ANNIVERSARIES = "anniversaries", _("anniversaries of ties and agreements")
    CITY_DAYS = "city_days", _("city days and anniversaries of partner cities")
    HOLIDAYS = "holidays", _("national days and public holidays of partner countries")
    PROGRAMME = "programme", _("the programme of a delegation by the hour")


class Approximate(models.TextChoices):
    FIRST_DAY = "first", _("on the first day, with the words")
    SPAN = "span", _("as a bar over the whole time")
    NONE = "none", _("not at all")


def events_only():
    return [Source.EVENTS.value]


class Rendering(models.Model):
    """A way of writing entries down. All that subscriptions choose about it, so that few ways are kept."""

    site = models.CharField(max_length=200)  # https://host, before every address
    language = models.CharField(max_length=2)
    spans = models.BooleanField(default=False)
    names = models.BooleanField(default=False)
    alarms = models.BooleanField(default=False)
    public = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("way of writing entries")
        verbose_name_plural = _("ways of writing entries")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "language", "spans", "names", "alarms", "public"], name="one_rendering_of_a_kind"
            )
        ]

    def __str__(self):
        return f"{self.site} {self.language}"


class Entry(models.Model):
    """One VEVENT as bytes, made when its record changed, with what subscriptions choose by."""

    rendering = models.ForeignKey(Rendering, models.CASCADE, related_name="entries")
    source = models.CharField(max_length=16)
    record = models.CharField(max_length=16)
    record_id = models.BigIntegerField()
    part = models.CharField(max_length=24, blank=True)
    department = models.ForeignKey(Department, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=20, blank=True)
    is_approximate = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)
    series_id = models.BigIntegerField(null=True)
    delegation_id = models.BigIntegerField(null=True)
    shown_until = models.DateField()
    zone = models.CharField(max_length=60, blank=True)  # "Asia/Krasnoyarsk 2026": what its hours are told in
    digest = models.BigIntegerField()
    body = models.BinaryField()

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [
            models.UniqueConstraint(fields=["rendering", "record", "record_id", "part"], name="one_entry_of_a_part")
        ]
        indexes = [
            # The order of the feed; the digest makes it the same wherever the same entries are.
            models.Index(fields=["rendering", "source", "shown_until", "digest"], name="entry_in_order"),
        ]

    def __str__(self):
        return f"{self.record} {self.record_id} {self.part}"


class Mark(models.Model):
    """A record whose entries are stale. Triggers of the database write these, whatever changed the record."""

    kind = models.CharField(max_length=16)
    record_id = models.BigIntegerField()
    rendering = models.ForeignKey(Rendering, models.CASCADE, null=True, related_name="marks")
    tells = models.BooleanField(db_default=True)  # others tell of the record, so theirs are stale too

    class Meta:
        verbose_name = _("stale record")
        verbose_name_plural = _("stale records")

    def __str__(self):
        return f"{self.kind} {self.record_id}"


class Store(models.Model):
    """The one row that whoever writes entries holds; its version goes up each time."""

    version = models.BigIntegerField(default=0)
    year = models.PositiveSmallIntegerField(default=0)  # yearly days are made from then on

    class Meta:
        verbose_name = _("store of entries")
        verbose_name_plural = _("stores of entries")

    def __str__(self):
        return str(self.version)


class Served(models.Model):
    """What is served as a feed: its validators, and the state of things they were seen in."""

    site = models.CharField(max_length=200, blank=True, editable=False)
    seen = models.CharField(max_length=40, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    body_changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None:
            self.seen = ""  # its choices may have changed
        super().save(*args, update_fields=update_fields, **kwargs)


class SubscriptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees their own subscriptions only."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def live(self):
        today = timezone.localdate()
        endless = models.Q(expires_on=None) | models.Q(expires_on__gte=today)
        return self.filter(endless, revoked_at=None, user__is_active=True)


class FeedSubscription(Served):
    """One secret calendar link per subscriber and purpose. Only a hash of its token is kept."""

    # Without its user it is kept for as long as links are answered: they say that they are gone.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="subscriptions")
    name = models.CharField(_("name"), max_length=120, help_text=_("What it is for: “My phone”, “Press office”."))
    sources = models.JSONField(_("what it shows"), default=events_only)
    departments = models.ManyToManyField(
        Department, verbose_name=_("departments"), blank=True, help_text=_("None means all of yours.")
    )
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), blank=True)
    partnerships = models.ManyToManyField(Partnership, verbose_name=_("partners"), blank=True)
    series = models.ForeignKey(EventSeries, models.CASCADE, verbose_name=_("series"), null=True, blank=True)
    delegation = models.ForeignKey(
        Delegation, models.SET_NULL, verbose_name=_("delegation"), null=True, blank=True,
        help_text=_("Whose programme is shown by the hour."),
    )
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    statuses = models.JSONField(_("statuses"), default=list, blank=True)
    list_query = models.CharField(_("other filters of the list"), max_length=500, blank=True)
    shows_cancelled = models.BooleanField(_("show cancelled events"), default=True)
    approximate = models.CharField(
        _("approximate dates"), max_length=5, choices=Approximate, default=Approximate.FIRST_DAY
    )
    shows_names = models.BooleanField(
        _("show names of people"), default=False,
        help_text=_("Whoever has the link reads who takes part and who is responsible. Give it to nobody else."),
    )
    has_alarms = models.BooleanField(
        _("alarms"), default=False, help_text=_("15 hours before: at nine in the morning of the day before.")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ru")
    expires_on = models.DateField(
        _("works until"), null=True, blank=True, validators=OF_OUR_TIMES, help_text=_("Empty means without end.")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    last_client = models.CharField(_("last client"), max_length=120, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar subscription")
        verbose_name_plural = _("calendar subscriptions")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    @property
    def is_revoked(self):
        return self.revoked_at is not None

    @property
    def is_expired(self):
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def is_live(self):
        """Else its link answers that it is gone: it dies with the account too."""
        has_user = self.user is not None and self.user.is_active
        return not self.is_revoked and not self.is_expired and has_user


class PublicCalendar(Served):
    """What a department shows to everybody: its events that may be shown publicly. Off until it is switched on."""

    department = models.OneToOneField(Department, models.CASCADE, related_name="public_calendar")
    is_open = models.BooleanField(_("open to everybody"), default=False)

    class Meta:
        verbose_name = _("public calendar")
        verbose_name_plural = _("public calendars")

    def __str__(self):
        return str(self.department)

    def get_absolute_url(self):
        return reverse("feeds:public-page", args=[self.department.slug])


class Interval(models.IntegerChoices):
    HOUR = 1, _("every hour")
    DAY = 24, _("every day")
    WEEK = 168, _("every week")


class IncomingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may enter events in a department sees the calendars that come in to it."""
        return self.filter(department__in=user.departments_for("events.add_event"))


class IncomingCalendar(models.Model):
    """Somebody else's calendar: an .ics file as it came, or an address that is asked again and again."""

    department = models.ForeignKey(Department, models.CASCADE, verbose_name=_("department"), related_name="+")
    name = models.CharField(_("name"), max_length=120)
    url = models.CharField(_("address"), max_length=500, blank=True)
    kind = models.CharField(_("kind of its events"), max_length=20, choices=EventKind, default=EventKind.OTHER)
    interval = models.PositiveSmallIntegerField(_("is asked"), choices=Interval, default=Interval.DAY)
    is_on = models.BooleanField(_("is asked by itself"), default=True)
    is_automatic = models.BooleanField(
        _("take over by itself what is new or changed"), default=False,
        help_text=_("Where somebody changed the event here, you are asked all the same."),
    )
    body = models.BinaryField(default=b"", editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=60, blank=True, editable=False)
    fetched_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    failure = models.CharField(_("fault"), max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    last_taken = models.JSONField(default=dict, editable=False)  # {event: its version before, or null when it was new}

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar from outside")
        verbose_name_plural = _("calendars from outside")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("feeds:incoming-preview", args=[self.pk])


class IncomingLink(models.Model):
    """Which of our events an entry of that calendar became, and what it looked like then."""

    calendar = models.ForeignKey(IncomingCalendar, models.CASCADE, related_name="links")
    uid = models.CharField(max_length=255)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="+")
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("entry from outside")
        verbose_name_plural = _("entries from outside")
        constraints = [models.UniqueConstraint(fields=["calendar", "uid"], name="one_link_of_an_uid")]

    def __str__(self):
        return self.uid
