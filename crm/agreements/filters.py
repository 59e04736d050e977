from django.utils.translation import gettext_lazy as _

from crm.agreements.models import Agreement, AgreementKind, AgreementStatus
from crm.places.models import City
from crm.ui.approximate import ApproximateDateFilter
from crm.ui.filters import ChoiceFilter, ModelChoiceFilter, Switch, TextFilter
from crm.ui.forms import PickerWidget


class AgreementFilter(TextFilter):
    period = ApproximateDateFilter(field_name="signed", label=_("Signed in"))
    kind = ChoiceFilter(choices=AgreementKind.choices, label=_("Kind"))
    status = ChoiceFilter(choices=AgreementStatus.choices, label=_("Status"))
    city = ModelChoiceFilter(
        queryset=City.objects.select_related("country"), method="with_city", label=_("Partner city"),
        widget=PickerWidget,
    )
    expiring = Switch(method="that_expire", label=_("ends within half a year"))

    class Meta:
        model = Agreement
        fields = ["q", "period", "kind", "status", "city", "expiring"]

    def with_city(self, rows, name, value):
        return rows.filter(pk__in=value.agreement_parties.values("agreement"))

    def that_expire(self, rows, name, value):
        return rows.expiring_within(180) if value else rows
