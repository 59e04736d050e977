import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from crm.events.filters import TextFilter
from crm.places.models import City
from crm.plans.models import Commitment, CommitmentKind, PreparationPlan, WorkStatus
from crm.ui.approximate import ApproximateDateFilter
from crm.ui.forms import PickerWidget


class CommitmentFilter(TextFilter):
    period = ApproximateDateFilter(method="due_in", label=_("Due in"))
    kind = django_filters.ChoiceFilter(choices=CommitmentKind.choices, label=_("Kind"), empty_label=_("any"))
    status = django_filters.ChoiceFilter(choices=WorkStatus.choices, label=_("Status"), empty_label=_("any"))
    city = django_filters.ModelChoiceFilter(
        queryset=City.objects.select_related("country"), label=_("Partner city"), widget=PickerWidget
    )
    overdue = django_filters.BooleanFilter(method="that_are_overdue", label=_("overdue"), widget=forms.CheckboxInput)

    class Meta:
        model = Commitment
        fields = ["q", "period", "kind", "status", "city", "overdue"]

    def due_in(self, rows, name, value):
        return rows.filter(due_on__range=(value.earliest, value.latest)) if value.is_known else rows

    def that_are_overdue(self, rows, name, value):
        return rows.overdue() if value else rows


class PlanFilter(TextFilter):
    class Meta:
        model = PreparationPlan
        fields = ["q"]
