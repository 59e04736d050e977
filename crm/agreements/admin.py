from django.contrib import admin

from crm.accounts.owned_admin import OwnedAdmin, OwnedInline, PartAdmin
from crm.accounts.spreadsheet_admin import SpreadsheetAdmin
from crm.agreements.models import Agreement, AgreementAction, AgreementParty, Reminder
from crm.agreements.resources import AgreementResource


class PartyInline(OwnedInline):
    model = AgreementParty
    raw_id_fields = ["organisation", "city", "signatory"]


class ActionInline(OwnedInline):
    model = AgreementAction


@admin.register(Agreement)
class AgreementAdmin(SpreadsheetAdmin):
    resource_classes = [AgreementResource]
    list_display = ["title", "kind", "status", "signed", "valid_until", "department", "deleted_at"]
    list_filter = ["status", "kind", "department"]
    list_select_related = ["department"]
    readonly_fields = [*OwnedAdmin.readonly_fields, "status"]
    inlines = [PartyInline, ActionInline]
    show_full_result_count = False


@admin.register(AgreementParty)
class AgreementPartyAdmin(PartAdmin):
    list_display = ["__str__", "agreement", "is_ours"]
    list_select_related = ["agreement", "city", "organisation"]
    search_fields = ["name", "agreement__title"]
    raw_id_fields = ["agreement", "organisation", "city", "signatory"]


@admin.register(AgreementAction)
class AgreementActionAdmin(PartAdmin):
    list_display = ["kind", "date", "agreement"]
    list_select_related = ["agreement"]
    search_fields = ["agreement__title"]
    raw_id_fields = ["agreement"]


@admin.register(Reminder)
class ReminderAdmin(PartAdmin):
    list_display = ["agreement", "due_on", "sent_at", "snoozed_until"]
    list_select_related = ["agreement"]
    search_fields = ["agreement__title"]
    raw_id_fields = ["agreement"]
