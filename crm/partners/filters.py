import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from crm.partners.models import (
    Organisation,
    OrganisationKind,
    Partnership,
    PartnershipState,
    Person,
    Post,
    Relation,
    Tenure,
)
from crm.places.models import City, Country
from crm.ui.forms import PickerWidget

CITIES = City.objects.select_related("country")


class TextFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="matching", label=_("Search"))

    def matching(self, rows, name, value):
        return rows.matching(value)


class PartnershipFilter(TextFilter):
    country = django_filters.ModelChoiceFilter(
        queryset=Country.objects.filter(Exists(Partnership.objects.filter(city__country=OuterRef("pk")))),
        field_name="city__country", label=_("Country"), empty_label=_("any"),
    )
    relation = django_filters.ChoiceFilter(choices=Relation.choices, label=_("Relation"), empty_label=_("any"))
    state = django_filters.ChoiceFilter(choices=PartnershipState.choices, label=_("State"), empty_label=_("any"))

    class Meta:
        model = Partnership
        fields = ["q", "country", "relation", "state"]


class OrganisationFilter(TextFilter):
    kind = django_filters.ChoiceFilter(choices=OrganisationKind.choices, label=_("Kind"), empty_label=_("any"))
    city = django_filters.ModelChoiceFilter(queryset=CITIES, label=_("City"), widget=PickerWidget)

    class Meta:
        model = Organisation
        fields = ["q", "kind", "city"]


class PersonFilter(TextFilter):
    city = django_filters.ModelChoiceFilter(
        queryset=CITIES, method="with_post_in", label=_("City of the post"), widget=PickerWidget
    )

    class Meta:
        model = Person
        fields = ["q", "city"]

    def with_post_in(self, rows, name, value):
        tenures = Tenure.objects.present().filter(post__city=value)
        return rows.filter(pk__in=tenures.values("person"))


class PostFilter(TextFilter):
    city = django_filters.ModelChoiceFilter(queryset=CITIES, label=_("City"), widget=PickerWidget)
    vacant = django_filters.BooleanFilter(method="that_are_vacant", label=_("vacant"), widget=forms.CheckboxInput)

    class Meta:
        model = Post
        fields = ["q", "city", "vacant"]

    def that_are_vacant(self, rows, name, value):
        held = Tenure.objects.present().current().filter(post=OuterRef("pk"))
        return rows.filter(~Exists(held), is_abolished=False) if value else rows
