from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.accounts.owned import Owned, OwnedQuerySet, Part, list_index
from crm.events.models import Event, MeetingNote
from crm.places.models import City
from crm.ui.approximate import ApproximateDateField
from crm.ui.days import OF_OUR_TIMES
from crm.ui.search import SearchTextField


class WorkStatus(models.TextChoices):
    OPEN = "open", _("open")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")
    MOVED = "moved", _("moved")
    DROPPED = "dropped", _("dropped")


UNFINISHED = (WorkStatus.OPEN, WorkStatus.IN_PROGRESS)


class WorkQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(status__in=UNFINISHED)

    def overdue(self, *, today=None):
        return self.unfinished().filter(due_on__lt=today or timezone.localdate())


class CommitmentQuerySet(WorkQuerySet, OwnedQuerySet):
    pass


class CommitmentKind(models.TextChoices):
    COMMITMENT = "commitment", _("commitment")
    TASK = "task", _("task of the year")
    PROBLEM = "problem", _("unsolved problem")


class Commitment(Owned):
    """Who promised what to whom, by when; also the tasks and unsolved problems that a report names."""

    text = models.TextField(_("what"))
    kind = models.CharField(_("kind"), max_length=12, choices=CommitmentKind, default=CommitmentKind.COMMITMENT)
    status = models.CharField(_("status"), max_length=12, choices=WorkStatus, default=WorkStatus.OPEN)
    due = ApproximateDateField(_("due"), latest_field="due_on", blank=True)
    due_on = models.DateField(null=True, editable=False)
    promised_by = models.CharField(_("who promised"), max_length=200, blank=True)
    promised_to = models.CharField(_("to whom"), max_length=200, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("responsible"),
        null=True,
        blank=True,
        related_name="commitments",
    )
    city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("partner city"), null=True, blank=True, related_name="commitments"
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name=_("event"), null=True, blank=True, related_name="commitments"
    )
    meeting = models.ForeignKey(
        MeetingNote, models.SET_NULL, verbose_name=_("meeting note"), null=True, blank=True, related_name="commitments"
    )
    moved_to = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("moved to"), null=True, blank=True, related_name="moved_from"
    )
    reason = models.TextField(_("cause or reason"), blank=True)
    search_text = SearchTextField(sources=["text", "promised_by", "promised_to", "reason"])

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments and tasks")
        ordering = ["due_on", "pk"]
        indexes = [
            list_index("due_on", "id", name="commitment_due_on"),
            list_index("status", "due_on", "id", name="commitment_status"),
            list_index("kind", "due_on", "id", name="commitment_kind"),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("plans:commitment-detail", args=[self.pk])

    @property
    def is_overdue(self):
        return self.status in UNFINISHED and self.due_on is not None and self.due_on < timezone.localdate()


class PreparationPlanQuerySet(OwnedQuerySet):
    def reschedule(self):
        """Count unfinished milestones back from their events anew; finished ones stay where they were."""
        for milestone in Milestone.objects.filter(plan__in=self).unfinished().select_related("plan__event"):
            milestone.save()


class PreparationPlan(Owned):
    url_stem = "plan"

    title = models.CharField(_("title"), max_length=300)
    event = models.ForeignKey(
        Event, models.CASCADE, verbose_name=_("event"), related_name="preparation_plans"
    )
    note = models.TextField(_("note"), blank=True)
    search_text = SearchTextField(sources=["title", "note"])

    objects = PreparationPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("preparation plan")
        verbose_name_plural = _("preparation plans")
        ordering = ["title", "pk"]
        indexes = [list_index("title", "id", name="plan_title")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plans:plan-detail", args=[self.pk])


class MilestoneQuerySet(WorkQuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=PreparationPlan.objects.visible_to(user))


class OffsetUnit(models.TextChoices):
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


class Milestone(Part):
    """A step of a preparation plan: counted back from the event (T–3 years, T–45 days) or on a fixed date."""

    owner_field = "plan"

    plan = models.ForeignKey(PreparationPlan, models.CASCADE, verbose_name=_("plan"), related_name="milestones")
    title = models.CharField(_("what"), max_length=300)
    offset = models.PositiveSmallIntegerField(_("before the event"), null=True, blank=True)
    offset_unit = models.CharField(_("unit"), max_length=6, choices=OffsetUnit, default=OffsetUnit.DAYS)
    fixed_on = models.DateField(_("or on a fixed date"), null=True, blank=True, validators=OF_OUR_TIMES)
    due_on = models.DateField(_("due"), null=True, editable=False)
    status = models.CharField(_("status"), max_length=12, choices=WorkStatus, default=WorkStatus.OPEN)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("responsible"),
        null=True,
        blank=True,
        related_name="milestones",
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["status", "due_on"], name="milestone_due_on")]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if self.is_unfinished or self.due_on is None:
            self.due_on = self.counted_due_on()
        super().save(*args, **kwargs)

    def counted_due_on(self):
        """The fixed date, or so long before the first day of the event."""
        if self.fixed_on:
            return self.fixed_on
        starts_on = self.plan.event.starts_on
        if starts_on is None or self.offset is None:
            return None
        return starts_on - relativedelta(**{self.offset_unit: self.offset})

    @property
    def is_unfinished(self):
        return self.status in UNFINISHED

    @property
    def is_overdue(self):
        return self.is_unfinished and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def when_text(self):
        """T–3 years, as preparation plans are written; empty for a fixed date."""
        if self.fixed_on or self.offset is None:
            return ""
        units = {
            OffsetUnit.DAYS: ngettext("T–%(number)s day", "T–%(number)s days", self.offset),
            OffsetUnit.MONTHS: ngettext("T–%(number)s month", "T–%(number)s months", self.offset),
            OffsetUnit.YEARS: ngettext("T–%(number)s year", "T–%(number)s years", self.offset),
        }
        return units[OffsetUnit(self.offset_unit)] % {"number": self.offset}
