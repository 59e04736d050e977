import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from crm.agreements.models import Agreement, AgreementKind, AgreementStatus
from crm.places.models import City
from crm.ui.approximate import ApproximateDateFilter
from crm.ui.forms import PickerWidget


class AgreementFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="matching", label=_("Search"))
    period = ApproximateDateFilter(method="in_period", label=_("Signed in"))
    kind = django_filters.ChoiceFilter(choices=AgreementKind.choices, label=_("Kind"), empty_label=_("any"))
    status = django_filters.ChoiceFilter(choices=AgreementStatus.choices, label=_("Status"), empty_label=_("any"))
    city = django_filters.ModelChoiceFilter(
        queryset=City.objects.select_related("country"), method="with_city", label=_("Partner city"),
        widget=PickerWidget,
    )
    expiring = django_filters.BooleanFilter(
        method="that_expire", label=_("ends within half a year"), widget=forms.CheckboxInput
    )

    class Meta:
        model = Agreement
        fields = ["q", "period", "kind", "status", "city", "expiring"]

    def matching(self, rows, name, value):
        return rows.matching(value)

    def in_period(self, rows, name, value):
        if not value.is_known:
            return rows
        return rows.filter(signed_earliest__lte=value.latest, signed_latest__gte=value.earliest)

    def with_city(self, rows, name, value):
        return rows.filter(pk__in=value.agreement_parties.values("agreement"))

    def that_expire(self, rows, name, value):
        return rows.expiring_within(180) if value else rows
