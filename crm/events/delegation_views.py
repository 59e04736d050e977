from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.events import forms
from crm.events.actions import note_restricted_read
from crm.events.badges import date_cell
from crm.events.columns import DATE, country_of, title_column
from crm.events.filters import DelegationFilter
from crm.events.models import Delegation
from crm.ui.links import link_if_present
from crm.ui.lists import Column
from crm.ui.views import RecordCreate, RecordDetail, RecordEdit, RecordList


class DelegationList(RecordList):
    model = Delegation
    filterset_class = DelegationFilter
    sort = "-date"
    related = ("city", "event")
    empty_icon = "people"
    empty_text = gettext_lazy("A delegation has its list of members and its programme by the hour.")
    columns = (
        DATE,
        title_column(gettext_lazy("Title")),
        Column("direction", gettext_lazy("Direction"), Delegation.get_direction_display),
        Column("city", gettext_lazy("City")),
        Column("event", gettext_lazy("Event")),
    )


class DelegationDetail(RecordDetail):
    """Passports and diets only on request, only for whom they are meant, and each look is kept (152-FZ)."""

    model = Delegation

    def get_queryset(self):
        return super().get_queryset().select_related("city__country", "event", "parent")

    def facts(self):
        delegation = self.record
        return [
            (_("Direction"), delegation.get_direction_display()),
            (_("Dates of stay"), date_cell(delegation) if delegation.date else ""),
            (_("City"), ", ".join(filter(None, [str(delegation.city or ""), country_of(delegation.city)]))),
            (_("Event"), link_if_present(delegation.event)),
            (_("Part of"), link_if_present(delegation.parent)),
        ]

    def may_read_restricted(self):
        return self.request.user.has_perm("events.restricted_delegation", self.record)

    def get_context_data(self, **kwargs):
        may_read = self.may_read_restricted()
        is_shown = may_read and "restricted" in self.request.GET
        if is_shown:
            note_restricted_read(self.record, user=self.request.user)
        return super().get_context_data(
            members=self.record.members.select_related("person"),
            programme=self.record.programme.all(),
            parts=self.record.parts.visible_to(self.request.user),
            may_read_restricted=may_read,
            shows_restricted=is_shown,
            **kwargs,
        )


class DelegationCreate(RecordCreate):
    model = Delegation
    form_class = forms.DelegationForm
    formset_classes = (forms.Members, forms.Programme)


class DelegationEdit(RecordEdit):
    model = Delegation
    form_class = forms.DelegationForm
    formset_classes = (forms.Members, forms.Programme)

    def get(self, request, *args, **kwargs):
        if request.user.has_perm("events.restricted_delegation", self.record) and self.record.members.exists():
            note_restricted_read(self.record, user=request.user)
        return super().get(request, *args, **kwargs)
