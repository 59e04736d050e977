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
from crm.ui.filters import ChoiceFilter, ModelChoiceFilter, Switch, TextFilter
from crm.ui.forms import PickerWidget

CITIES = City.objects.select_related("country")


class PartnershipFilter(TextFilter):
    country = ModelChoiceFilter(
        queryset=Country.objects.filter(Exists(Partnership.objects.filter(city__country=OuterRef("pk")))),
        field_name="city__country", label=_("Country"),
    )
    relation = ChoiceFilter(choices=Relation.choices, label=_("Relation"))
    state = ChoiceFilter(choices=PartnershipState.choices, label=_("State"))

    class Meta:
        model = Partnership
        fields = ["q", "country", "relation", "state"]


class OrganisationFilter(TextFilter):
    kind = ChoiceFilter(choices=OrganisationKind.choices, label=_("Kind"))
    city = ModelChoiceFilter(queryset=CITIES, label=_("City"), widget=PickerWidget)

    class Meta:
        model = Organisation
        fields = ["q", "kind", "city"]


class PersonFilter(TextFilter):
    city = ModelChoiceFilter(
        queryset=CITIES, method="with_post_in", label=_("City of the post"), widget=PickerWidget
    )

    class Meta:
        model = Person
        fields = ["q", "city"]

    def with_post_in(self, rows, name, value):
        tenures = Tenure.objects.present().filter(post__city=value)
        return rows.filter(pk__in=tenures.values("person"))


class PostFilter(TextFilter):
    city = ModelChoiceFilter(queryset=CITIES, label=_("City"), widget=PickerWidget)
    vacant = Switch(method="that_are_vacant", label=_("vacant"))

    class Meta:
        model = Post
        fields = ["q", "city", "vacant"]

    def that_are_vacant(self, rows, name, value):
        held = Tenure.objects.present().current().filter(post=OuterRef("pk"))
        return rows.filter(~Exists(held), is_abolished=False) if value else rows
