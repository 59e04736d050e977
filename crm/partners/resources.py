"""What a row of a spreadsheet of partners, organisations, people or posts is."""

from django.utils.translation import gettext_lazy
from import_export import fields

from crm.accounts.cells import ChoiceWidget, DateWidget, FlagWidget, PlaceWidget, RecordWidget
from crm.accounts.spreadsheets import RecordResource
from crm.partners.holders import holders, posts_held
from crm.partners.models import (
    Organisation,
    OrganisationKind,
    Partnership,
    PartnershipState,
    Person,
    Post,
    Relation,
)
from crm.places.models import City, Country


class PartnershipResource(RecordResource):
    key = ("department", "city")
    related = ("city",)

    city = fields.Field("city", "city", PlaceWidget(City))
    relation = fields.Field("relation", "relation", ChoiceWidget(Relation), default=Relation.PARTNER)
    state = fields.Field("state", "state", ChoiceWidget(PartnershipState), default=PartnershipState.ACTIVE)
    since = fields.Field("since", "since", DateWidget())

    class Meta:
        model = Partnership
        fields = ("id", "department", "city", "relation", "state", "since", "directions", "note")


class OrganisationResource(RecordResource):
    key = ("department", "name", "city")
    related = ("city", "country", "parent")

    kind = fields.Field("kind", "kind", ChoiceWidget(OrganisationKind), default=OrganisationKind.OTHER)
    city = fields.Field("city", "city", PlaceWidget(City))
    country = fields.Field("country", "country", PlaceWidget(Country))
    parent = fields.Field("parent", "parent", RecordWidget(Organisation, "name"))

    class Meta:
        model = Organisation
        fields = ("id", "department", "name", "short_name", "kind", "city", "country", "parent", "website", "note")


class PersonResource(RecordResource):
    key = ("department", "family_name", "given_name", "patronymic")
    headings = {"posts": gettext_lazy("Posts")}

    posts = fields.Field(column_name="posts", readonly=True)

    class Meta:
        model = Person
        fields = ("id", "department", "family_name", "given_name", "patronymic", "name_latin", "posts", "note")

    def filter_export(self, queryset, **kwargs):
        return super().filter_export(queryset, **kwargs).prefetch_related(posts_held())

    def dehydrate_posts(self, person):
        return "; ".join(str(tenure.post) for tenure in person.posts_held)


class PostResource(RecordResource):
    key = ("department", "title", "organisation", "city")
    headings = {"holders": gettext_lazy("Held by")}
    related = ("organisation", "city", "country")

    organisation = fields.Field("organisation", "organisation", RecordWidget(Organisation, "name"))
    city = fields.Field("city", "city", PlaceWidget(City))
    country = fields.Field("country", "country", PlaceWidget(Country))
    is_ours = fields.Field("is_ours", "is_ours", FlagWidget())
    is_abolished = fields.Field("is_abolished", "is_abolished", FlagWidget())
    holders = fields.Field(column_name="holders", readonly=True)

    class Meta:
        model = Post
        fields = (
            *("id", "department", "title", "organisation", "city", "country", "holders"),
            *("is_ours", "is_abolished"),
        )

    def filter_export(self, queryset, **kwargs):
        return super().filter_export(queryset, **kwargs).prefetch_related(holders())

    def dehydrate_holders(self, post):
        return "; ".join(str(tenure.person) for tenure in post.holders)
