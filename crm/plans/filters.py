from django.utils.translation import gettext_lazy as _

from crm.places.models import City
from crm.plans.models import Commitment, CommitmentKind, PreparationPlan, WorkStatus
from crm.ui.approximate import ApproximateDateFilter
from crm.ui.filters import ChoiceFilter, ModelChoiceFilter, Switch, TextFilter
from crm.ui.forms import PickerWidget


class CommitmentFilter(TextFilter):
    period = ApproximateDateFilter(field_name="due", label=_("Due in"))
    kind = ChoiceFilter(choices=CommitmentKind.choices, label=_("Kind"))
    status = ChoiceFilter(choices=WorkStatus.choices, label=_("Status"))
    city = ModelChoiceFilter(
        queryset=City.objects.select_related("country"), label=_("Partner city"), widget=PickerWidget
    )
    overdue = Switch(method="that_are_overdue", label=_("overdue"))

    class Meta:
        model = Commitment
        fields = ["q", "period", "kind", "status", "city", "overdue"]

    def that_are_overdue(self, rows, name, value):
        return rows.overdue() if value else rows


class PlanFilter(TextFilter):
    class Meta:
        model = PreparationPlan
        fields = ["q"]
