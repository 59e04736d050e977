from django.contrib import admin

from crm.accounts.owned_admin import OwnedAdmin, OwnedInline
from crm.accounts.spreadsheet_admin import SpreadsheetAdmin
from crm.partners.models import ContactPoint, Organisation, Partnership, Person, Post, Tenure
from crm.partners.resources import OrganisationResource, PartnershipResource, PersonResource, PostResource


@admin.register(Partnership)
class PartnershipAdmin(SpreadsheetAdmin):
    resource_classes = [PartnershipResource]
    list_display = ["city", "relation", "state", "since", "department", "deleted_at"]
    list_filter = ["relation", "state", "department"]
    list_select_related = ["city", "department"]
    raw_id_fields = ["city"]


@admin.register(Organisation)
class OrganisationAdmin(SpreadsheetAdmin):
    resource_classes = [OrganisationResource]
    list_display = ["name", "kind", "city", "department", "deleted_at"]
    list_filter = ["kind", "department"]
    list_select_related = ["city", "department"]
    raw_id_fields = ["city", "parent"]


class TenureInline(OwnedInline):
    model = Tenure
    raw_id_fields = ["post", "department"]


@admin.register(Person)
class PersonAdmin(SpreadsheetAdmin):
    resource_classes = [PersonResource]
    list_display = ["__str__", "department", "deleted_at"]
    list_filter = ["department"]
    list_select_related = ["department"]
    inlines = [TenureInline]


@admin.register(Post)
class PostAdmin(SpreadsheetAdmin):
    resource_classes = [PostResource]
    list_display = ["title", "organisation", "city", "department", "deleted_at"]
    list_filter = ["is_ours", "department"]
    list_select_related = ["organisation", "city", "department"]
    raw_id_fields = ["organisation", "city"]


class UnsearchableAdmin(OwnedAdmin):
    """These have no column of lemmas; the names they belong to do."""

    def get_search_results(self, request, queryset, search_term):
        return super(OwnedAdmin, self).get_search_results(request, queryset, search_term)


@admin.register(Tenure)
class TenureAdmin(UnsearchableAdmin):
    list_display = ["person", "post", "state", "start", "end", "department"]
    list_filter = ["state", "department"]
    list_select_related = ["person", "post__organisation", "post__city", "post__country", "department"]
    search_fields = ["person__search_text", "post__search_text"]
    raw_id_fields = ["person", "post"]


@admin.register(ContactPoint)
class ContactPointAdmin(UnsearchableAdmin):
    list_display = ["kind", "value", "person", "post", "organisation"]
    list_filter = ["kind", "department"]
    list_select_related = ["person", "post", "organisation"]
    search_fields = ["value", "person__search_text"]
    raw_id_fields = ["person", "post", "organisation"]
