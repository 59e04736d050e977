from django.contrib import admin

from crm.accounts.owned_admin import LogAdmin, OwnedAdmin, OwnedInline, PartAdmin
from crm.accounts.spreadsheet_admin import SpreadsheetAdmin
from crm.events.models import (
    Delegation,
    DelegationMember,
    Event,
    EventSeries,
    MeetingNote,
    Outcome,
    ProgrammeItem,
    RestrictedRead,
)
from crm.events.resources import EventResource


@admin.register(Event)
class EventAdmin(SpreadsheetAdmin):
    resource_classes = [EventResource]
    list_display = ["title", "date", "kind", "status", "city", "department", "deleted_at"]
    list_filter = ["status", "kind", "format", "department"]
    list_select_related = ["city", "department"]
    raw_id_fields = ["city", "series", "parent", "cities", "countries", "organisations", "people", "agreements"]
    readonly_fields = [*OwnedAdmin.readonly_fields, "uid", "sequence", "former_date", "reason"]
    show_full_result_count = False


@admin.register(EventSeries)
class EventSeriesAdmin(OwnedAdmin):
    list_display = ["title", "department", "deleted_at"]
    list_filter = ["department"]


class MemberInline(OwnedInline):
    """Without passports and diets: they are read on the page, where each look is kept."""

    model = DelegationMember
    exclude = DelegationMember.RESTRICTED_FIELDS
    raw_id_fields = ["person"]
    extra = 0


class ProgrammeInline(OwnedInline):
    model = ProgrammeItem


@admin.register(Delegation)
class DelegationAdmin(OwnedAdmin):
    list_display = ["title", "direction", "date", "city", "department", "deleted_at"]
    list_filter = ["direction", "department"]
    list_select_related = ["city", "department"]
    raw_id_fields = ["city", "event", "parent"]
    inlines = [MemberInline, ProgrammeInline]


@admin.register(DelegationMember)
class DelegationMemberAdmin(PartAdmin):
    list_display = ["__str__", "post_title", "delegation"]
    list_select_related = ["delegation", "person"]
    search_fields = ["name", "post_title", "person__family_name"]
    exclude = DelegationMember.RESTRICTED_FIELDS
    raw_id_fields = ["person", "delegation"]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(PartAdmin):
    list_display = ["title", "day", "start_time", "place", "delegation"]
    list_select_related = ["delegation"]
    search_fields = ["title", "place"]
    raw_id_fields = ["delegation"]


@admin.register(RestrictedRead)
class RestrictedReadAdmin(LogAdmin):
    """Who looked at passports and diets."""

    list_display = ["read_at", "user", "delegation"]
    list_select_related = ["user", "delegation"]
    search_fields = ["user__username", "delegation__title"]
    date_hierarchy = "read_at"

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)


@admin.register(MeetingNote)
class MeetingNoteAdmin(OwnedAdmin):
    list_display = ["title", "date", "city", "department", "deleted_at"]
    list_filter = ["department"]
    list_select_related = ["city", "department"]
    raw_id_fields = ["city", "event", "people"]


@admin.register(Outcome)
class OutcomeAdmin(OwnedAdmin):
    list_display = ["__str__", "date", "event", "department", "deleted_at"]
    list_filter = ["department"]
    list_select_related = ["event", "department"]
    raw_id_fields = ["event"]
