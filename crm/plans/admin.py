from django.contrib import admin

from crm.accounts.owned_admin import OwnedAdmin, OwnedInline, PartAdmin
from crm.plans.models import Commitment, Milestone, PreparationPlan


@admin.register(Commitment)
class CommitmentAdmin(OwnedAdmin):
    list_display = ["__str__", "kind", "status", "due", "department", "deleted_at"]
    list_filter = ["status", "kind", "department"]
    list_select_related = ["department"]
    raw_id_fields = ["city", "event", "meeting", "moved_to", "responsible"]


class MilestoneInline(OwnedInline):
    model = Milestone
    readonly_fields = ["due_on"]
    raw_id_fields = ["responsible"]


@admin.register(PreparationPlan)
class PreparationPlanAdmin(OwnedAdmin):
    list_display = ["title", "event", "department", "deleted_at"]
    list_filter = ["department"]
    list_select_related = ["event", "department"]
    raw_id_fields = ["event"]
    inlines = [MilestoneInline]


@admin.register(Milestone)
class MilestoneAdmin(PartAdmin):
    list_display = ["title", "plan", "due_on", "status"]
    list_select_related = ["plan"]
    search_fields = ["title", "plan__title"]
    raw_id_fields = ["plan", "responsible"]
