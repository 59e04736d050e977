from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Department
from crm.partners.models import Partnership
from crm.places.models import Country
from crm.ui.days import OF_OUR_TIMES


class Source(models.TextChoices):
    EVENTS = "events", _("events")
    AGREEMENTS = "agreements", _("terms of agreements")
    WORK = "work", _("commitments and preparation")
    ANNIVERSARIES = "anniversaries", _("anniversaries of ties and agreements")


def events_only():
    return [Source.EVENTS.value]


class SubscriptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees their own subscriptions only."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class FeedSubscription(models.Model):
    """One secret calendar link per subscriber and purpose. Only a hash of its token is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions")
    name = models.CharField(_("name"), max_length=120, help_text=_("What it is for: “My phone”, “Press office”."))
    sources = models.JSONField(_("what it shows"), default=events_only)
    departments = models.ManyToManyField(
        Department, verbose_name=_("departments"), blank=True, help_text=_("None means all of yours.")
    )
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), blank=True)
    partnerships = models.ManyToManyField(Partnership, verbose_name=_("partners"), blank=True)
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    statuses = models.JSONField(_("statuses"), default=list, blank=True)
    shows_cancelled = models.BooleanField(_("show cancelled events"), default=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ru")
    expires_on = models.DateField(
        _("works until"), null=True, blank=True, validators=OF_OUR_TIMES, help_text=_("Empty means without end.")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    last_client = models.CharField(_("last client"), max_length=120, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    body_changed_at = models.DateTimeField(null=True, editable=False)
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
        return not self.is_revoked and not self.is_expired and self.user.is_active
