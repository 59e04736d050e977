import datetime

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.accounts.owned import Owned, OwnedQuerySet, Part, list_index
from crm.partners.models import Organisation, Person
from crm.places.models import City
from crm.ui.approximate import ApproximateDateField
from crm.ui.days import OF_OUR_TIMES
from crm.ui.search import SearchTextField


class AgreementKind(models.TextChoices):
    AGREEMENT = "agreement", _("agreement")
    MEMORANDUM = "memorandum", _("memorandum")
    PROTOCOL = "protocol_of_intent", _("protocol of intent")
    CONTRACT = "contract", _("contract")
    ROADMAP = "roadmap", _("road map")
    PROGRAMME = "programme", _("programme")
    OTHER = "other", _("other")


class AgreementStatus(models.TextChoices):
    INITIATIVE = "initiative", _("initiative")
    IN_PREPARATION = "in_preparation", _("in preparation")
    DRAFT = "draft", _("draft")
    IN_APPROVAL = "in_approval", _("in approval")
    APPROVED = "approved", _("approved")
    SIGNED = "signed", _("signed")
    IN_FORCE = "in_force", _("in force")
    SUSPENDED = "suspended", _("suspended")
    TERMINATED = "terminated", _("terminated")
    REPLACED = "replaced", _("replaced")
    FELL_THROUGH = "fell_through", _("fell through")


LIVE = (AgreementStatus.SIGNED, AgreementStatus.IN_FORCE)


class AgreementQuerySet(OwnedQuerySet):
    def live(self):
        return self.filter(status__in=LIVE)

    def expiring_within(self, days, *, today=None):
        today = today or timezone.localdate()
        return self.live().filter(valid_until__range=(today, today + datetime.timedelta(days=days)))

    def to_renew(self, *, today=None):
        """Over by their date, yet going on for another term because nobody gave notice."""
        over = self.present().live().filter(valid_until__lt=today or timezone.localdate())
        return over.filter(is_renewed_tacitly=True, renewal_months__gt=0)

    def expired(self, *, today=None):
        return self.live().filter(valid_until__lt=today or timezone.localdate(), is_renewed_tacitly=False)


class Agreement(Owned):
    """A paper with any number of parties. Its status follows from its dated actions; expiry from its dates."""

    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("kind"), max_length=20, choices=AgreementKind, default=AgreementKind.AGREEMENT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    place = models.CharField(_("place of signing"), max_length=200, blank=True)
    signed = ApproximateDateField(
        _("date of signing"), earliest_field="signed_earliest", latest_field="signed_latest", blank=True
    )
    signed_earliest = models.DateField(null=True, editable=False)
    signed_latest = models.DateField(null=True, editable=False)
    status = models.CharField(
        _("status"), max_length=20, choices=AgreementStatus, default=AgreementStatus.INITIATIVE, editable=False
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True, validators=OF_OUR_TIMES)
    is_renewed_tacitly = models.BooleanField(_("renewed tacitly"), default=False)
    renewal_months = models.PositiveSmallIntegerField(_("renewed by, months"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("notice period, days"), null=True, blank=True, help_text=_("How many days before the end to give notice.")
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("remind before the end, days"), default=90, help_text=_("The first reminder comes so many days before.")
    )
    note = models.TextField(_("note"), blank=True)
    search_text = SearchTextField(sources=["title", "number", "subject", "party_words", "note"])

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-signed_earliest", "-pk"]
        indexes = [
            list_index("-signed_earliest", "-id", name="agreement_signed"),
            list_index("title", "id", name="agreement_title"),
            list_index("status", "-signed_earliest", "-id", name="agreement_status"),
            list_index("kind", "-signed_earliest", "-id", name="agreement_kind"),
            list_index("valid_until", "id", name="agreement_valid_until"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agreements:agreement-detail", args=[self.pk])

    @property
    def party_words(self):
        return " ".join(str(party) for party in self.parties.all()) if self.pk else ""

    @property
    def notice_on(self):
        if self.valid_until and self.notice_days:
            return self.valid_until - datetime.timedelta(days=self.notice_days)
        return None

    @property
    def is_expired(self):
        ended = self.valid_until is not None and self.valid_until < timezone.localdate()
        return ended and self.is_live and not self.is_renewed_tacitly

    @property
    def is_live(self):
        return self.status in LIVE


class AgreementParty(Part):
    """A side of an agreement: an organisation, a city, or just a name as printed."""

    owner_field = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), null=True, blank=True, related_name="agreements"
    )
    city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("city"), null=True, blank=True, related_name="agreement_parties"
    )
    name = models.CharField(_("name as printed"), max_length=300, blank=True)
    signatory = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("signed by"), null=True, blank=True, related_name="signed"
    )
    is_ours = models.BooleanField(_("our side"), default=False)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["-is_ours", "pk"]

    def __str__(self):
        return self.name or str(self.organisation or self.city or "")


class ActionKind(models.TextChoices):
    INITIATED = "initiated", _("proposed")
    PREPARED = "prepared", _("preparation begun")
    DRAFTED = "drafted", _("draft written")
    SENT = "sent", _("sent for approval")
    APPROVED = "approved", _("approved")
    SIGNED = "signed", _("signed")
    IN_FORCE = "in_force", _("entered into force")
    PROLONGED = "prolonged", _("prolonged")
    SUSPENDED = "suspended", _("suspended")
    RESUMED = "resumed", _("resumed")
    TERMINATED = "terminated", _("terminated")
    REPLACED = "replaced", _("replaced")
    FELL_THROUGH = "fell_through", _("fell through")


STATUS_AFTER = {
    ActionKind.INITIATED: AgreementStatus.INITIATIVE,
    ActionKind.PREPARED: AgreementStatus.IN_PREPARATION,
    ActionKind.DRAFTED: AgreementStatus.DRAFT,
    ActionKind.SENT: AgreementStatus.IN_APPROVAL,
    ActionKind.APPROVED: AgreementStatus.APPROVED,
    ActionKind.SIGNED: AgreementStatus.SIGNED,
    ActionKind.IN_FORCE: AgreementStatus.IN_FORCE,
    ActionKind.PROLONGED: AgreementStatus.IN_FORCE,
    ActionKind.SUSPENDED: AgreementStatus.SUSPENDED,
    ActionKind.RESUMED: AgreementStatus.IN_FORCE,
    ActionKind.TERMINATED: AgreementStatus.TERMINATED,
    ActionKind.REPLACED: AgreementStatus.REPLACED,
    ActionKind.FELL_THROUGH: AgreementStatus.FELL_THROUGH,
}


class AgreementAction(Part):
    """What happened to an agreement and when; the latest one gives its status."""

    owner_field = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="actions")
    kind = models.CharField(_("what happened"), max_length=20, choices=ActionKind)
    date = ApproximateDateField(
        _("when"), earliest_field="happened_earliest", latest_field="happened_latest", blank=True
    )
    happened_earliest = models.DateField(null=True, editable=False)
    happened_latest = models.DateField(null=True, editable=False)
    valid_until = models.DateField(_("new end of term"), null=True, blank=True, validators=OF_OUR_TIMES)
    reason = models.TextField(_("reason or note"), blank=True)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["happened_earliest", "pk"]

    def __str__(self):
        return self.get_kind_display()


class Reminder(Part):
    """A reminder of an end of term or of a notice date: due, sent, put off."""

    owner_field = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="reminders")
    due_on = models.DateField(_("due"))
    sent_at = models.DateTimeField(_("shown or sent"), null=True, blank=True)
    snoozed_until = models.DateField(_("put off until"), null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return f"{self.agreement}: {self.due_on}"
