from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from crm.accounts.exports import ExportedList
from crm.agreements.actions import delete_action, plan_reminders, record_action, snooze
from crm.agreements.badges import status_badge
from crm.agreements.filters import AgreementFilter
from crm.agreements.forms import ActionForm, AgreementForm, NewAgreementForm, Parties, SnoozeForm
from crm.agreements.models import Agreement, AgreementAction
from crm.agreements.resources import AgreementResource
from crm.ui.approximate import shown
from crm.ui.lists import Column, link
from crm.ui.views import RecordCreate, RecordDetail, RecordEdit, RecordView


def parties_cell(agreement):
    return ", ".join(str(party) for party in agreement.parties.all() if not party.is_ours)


def day(value):
    return f"{value:%d.%m.%Y}" if value else ""


class AgreementList(ExportedList):
    model = Agreement
    resource_class = AgreementResource
    filterset_class = AgreementFilter
    sort = "-signed"
    empty_icon = "file-earmark-text"
    empty_text = gettext_lazy("Enter the first agreement, or read it out of an annual report.")
    columns = (
        Column("title", gettext_lazy("Title"), link, order=("title", "pk")),
        Column("parties", gettext_lazy("With whom"), parties_cell),
        Column("kind", gettext_lazy("Kind"), Agreement.get_kind_display, order=("kind", "-signed_earliest", "-pk")),
        Column("status", gettext_lazy("Status"), status_badge, order=("status", "-signed_earliest", "-pk")),
        Column("signed", gettext_lazy("Signed"), lambda row: shown(row.signed), order=("signed_earliest", "pk")),
        Column("valid", gettext_lazy("Valid until"), lambda row: day(row.valid_until), order=("valid_until", "pk")),
    )

    def rows(self):
        prefetch_related_objects(self.page.objects, "parties__city", "parties__organisation")
        return super().rows()


class AgreementDetail(RecordDetail):
    model = Agreement

    def facts(self):
        agreement = self.record
        return [
            (_("Status"), status_badge(agreement)),
            (_("Kind"), agreement.get_kind_display()),
            (_("Number"), agreement.number),
            (_("Signed"), agreement.signed if agreement.signed.is_known else ""),
            (_("Place of signing"), agreement.place),
            (_("Valid until"), day(agreement.valid_until)),
            (_("Give notice by"), day(agreement.notice_on)),
            (_("Renewed tacitly"), _("yes") if agreement.is_renewed_tacitly else ""),
            (_("Subject"), agreement.subject),
            (_("Note"), agreement.note),
        ]

    def get_context_data(self, **kwargs):
        agreement = self.record
        may_change = self.may("change", agreement)
        kwargs.setdefault("action_form", ActionForm() if may_change else None)
        return super().get_context_data(
            parties=agreement.parties.select_related("city", "organisation", "signatory"),
            actions=agreement.actions.all(),
            reminders=agreement.reminders.all(),
            events=agreement.events.visible_to(self.request.user).select_related("city"),
            snooze_form=SnoozeForm(auto_id="snooze_%s") if may_change else None,
            may_change=may_change,
            **kwargs,
        )


class AgreementFormMixin:
    model = Agreement
    form_class = AgreementForm
    formset_classes = (Parties,)

    def saved(self, record):
        record.save()  # the names of the parties are searched too
        plan_reminders(record)


class AgreementCreate(AgreementFormMixin, RecordCreate):
    form_class = NewAgreementForm


class AgreementEdit(AgreementFormMixin, RecordEdit):
    pass


class ActionAdd(AgreementDetail):
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        form = ActionForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(action_form=form))
        kind = form.cleaned_data.pop("kind")
        record_action(self.record, kind, **form.cleaned_data)
        messages.success(request, _("Saved: %(record)s") % {"record": self.record})
        return redirect(self.record)


class ActionDelete(RecordView, View):
    model = Agreement
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk, action_pk):
        delete_action(get_object_or_404(AgreementAction, pk=action_pk, agreement=self.record))
        messages.success(request, _("The action is taken back."))
        return redirect(self.record)


class Snooze(RecordView, View):
    model = Agreement
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        form = SnoozeForm(request.POST)
        if form.is_valid():
            snooze(self.record, until=form.cleaned_data["until"])
            messages.success(request, _("The reminder is put off."))
        else:
            messages.error(request, _("Choose the day of the next reminder."))
        return redirect(self.record)
