from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from crm.plans.actions import change_status, move_commitment
from crm.plans.filters import CommitmentFilter, PlanFilter
from crm.plans.forms import DropForm, Milestones, MoveForm, PreparationPlanForm
from crm.plans.models import Commitment, Milestone, PreparationPlan, WorkStatus
from crm.ui.approximate import shown
from crm.ui.links import link_if_present
from crm.ui.lists import Column, link
from crm.ui.views import RecordCreate, RecordDetail, RecordEdit, RecordList, RecordView

STYLES = {
    WorkStatus.OPEN: "info",
    WorkStatus.IN_PROGRESS: "primary",
    WorkStatus.DONE: "success",
    WorkStatus.MOVED: "secondary",
    WorkStatus.DROPPED: "secondary",
}
# One press of a button; moving and dropping ask for more.
PRESSED = (WorkStatus.OPEN, WorkStatus.IN_PROGRESS, WorkStatus.DONE)


def status_badge(work):
    style, label = STYLES[WorkStatus(work.status)], work.get_status_display()
    if work.is_overdue:
        style, label = "danger", _("overdue")
    return format_html('<span class="badge text-bg-{}">{}</span>', style, label)


class CommitmentList(RecordList):
    model = Commitment
    filterset_class = CommitmentFilter
    sort = "due"
    related = ("city",)
    empty_icon = "check2-square"
    empty_text = gettext_lazy("Enter what was promised, or read the tasks out of an annual report.")
    columns = (
        Column("text", gettext_lazy("What"), link),
        Column("kind", gettext_lazy("Kind"), Commitment.get_kind_display, order=("kind", "due_on", "pk")),
        Column("due", gettext_lazy("Due"), lambda row: shown(row.due), order=("due_on", "pk")),
        Column("city", gettext_lazy("Partner city")),
        Column("status", gettext_lazy("Status"), status_badge, order=("status", "due_on", "pk")),
    )


class CommitmentDetail(RecordDetail):
    model = Commitment

    def get_queryset(self):
        return super().get_queryset().select_related("city", "event", "meeting", "responsible", "moved_to")

    def facts(self):
        row = self.record
        return [
            (_("Status"), status_badge(row)),
            (_("Kind"), row.get_kind_display()),
            (_("Due"), row.due if row.due.is_known else ""),
            (_("Who promised"), row.promised_by),
            (_("To whom"), row.promised_to),
            (_("Responsible"), row.responsible and (row.responsible.get_full_name() or row.responsible.username)),
            (_("Partner city"), row.city),
            (_("Event"), link_if_present(row.event)),
            (_("Meeting note"), link_if_present(row.meeting)),
            (_("Moved to"), link_if_present(row.moved_to)),
            (_("Cause or reason"), row.reason),
        ]

    def get_context_data(self, **kwargs):
        if self.may("change", self.record):
            kwargs["statuses"] = [status for status in PRESSED if status != self.record.status]
            kwargs["drop_form"] = DropForm(auto_id="drop_%s")
            kwargs["move_form"] = MoveForm(auto_id="move_%s")
        return super().get_context_data(**kwargs)


class CommitmentStatus(RecordView, View):
    """done, in progress, open by one press; moved with a new date; dropped with a reason."""

    model = Commitment
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        status = request.POST.get("status", "")
        if status == WorkStatus.MOVED:
            return self.move(MoveForm(request.POST))
        if status == WorkStatus.DROPPED:
            return self.drop(DropForm(request.POST))
        if status in PRESSED:
            change_status(self.record, status=status)
            return self.done(self.record)
        return self.refused(_("Choose one of the statuses shown."))

    def move(self, form):
        if not form.is_valid() or not form.cleaned_data["due"].is_known:
            return self.refused(_("Write the new date, for example 17.11.2026 or March 2027."))
        return self.done(move_commitment(self.record, **form.cleaned_data))

    def drop(self, form):
        if not form.is_valid():
            return self.refused(_("Say why it was dropped."))
        change_status(self.record, status=WorkStatus.DROPPED, reason=form.cleaned_data["reason"])
        return self.done(self.record)

    def done(self, record):
        messages.success(self.request, _("Saved: %(record)s") % {"record": record})
        return redirect(record)

    def refused(self, text):
        messages.error(self.request, text)
        return redirect(self.record)


class PlanList(RecordList):
    model = PreparationPlan
    filterset_class = PlanFilter
    sort = "title"
    related = ("event",)
    empty_icon = "signpost-split"
    empty_text = gettext_lazy("A plan counts its milestones back from an event: choose the event first.")
    columns = (
        Column("title", gettext_lazy("Title"), link, order=("title", "pk")),
        Column("event", gettext_lazy("Event"), lambda row: link_if_present(row.event)),
        Column("date", gettext_lazy("Date of the event"), lambda row: shown(row.event.date)),
    )


class PlanDetail(RecordDetail):
    model = PreparationPlan

    def get_queryset(self):
        return super().get_queryset().select_related("event")

    def facts(self):
        plan = self.record
        return [
            (_("Event"), link_if_present(plan.event)),
            (_("Date of the event"), plan.event.date if plan.event.date.is_known else ""),
            (_("Note"), plan.note),
        ]

    def get_context_data(self, **kwargs):
        rows = self.record.milestones.select_related("responsible", "plan__event")
        milestones = [(row, status_badge(row)) for row in rows]
        may_change = self.may("change", self.record)
        return super().get_context_data(milestones=milestones, may_change=may_change, statuses=PRESSED, **kwargs)


class PlanFormMixin:
    model = PreparationPlan
    form_class = PreparationPlanForm
    formset_classes = (Milestones,)

    def saved(self, record):
        PreparationPlan.objects.filter(pk=record.pk).reschedule()


class PlanCreate(PlanFormMixin, RecordCreate):
    pass


class PlanEdit(PlanFormMixin, RecordEdit):
    pass


class MilestoneStatus(RecordView, View):
    model = PreparationPlan
    action = "change"
    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request, pk, milestone_pk):
        milestone = get_object_or_404(Milestone, pk=milestone_pk, plan=self.record)
        if request.POST.get("status") in PRESSED:
            change_status(milestone, status=request.POST["status"])
            messages.success(request, _("Saved: %(record)s") % {"record": milestone})
        else:
            messages.error(request, _("Choose one of the statuses shown."))
        return redirect(self.record)
