from django.contrib import admin

from crm.accounts.owned_admin import OwnedAdmin, PartAdmin
from crm.intake.models import Document, Draft


@admin.register(Document)
class DocumentAdmin(OwnedAdmin):
    list_display = ["title", "department", "kind", "year", "state", "created_at", "deleted_at"]
    list_filter = ["department", "kind", "state"]
    list_select_related = ["department"]
    raw_id_fields = ["home_city"]
    readonly_fields = [
        *OwnedAdmin.readonly_fields,
        *("sha256", "state", "failure", "near_duplicate_of", "uploaded_by", "text"),
    ]


@admin.register(Draft)
class DraftAdmin(PartAdmin):
    list_display = ["__str__", "kind", "state", "document", "confidence", "rule"]
    list_filter = ["kind", "state"]
    list_select_related = ["document"]
    search_fields = ["document__title", "rule"]
    raw_id_fields = ["document"]
    readonly_fields = ["content_type", "object_id", "made_record", "decided_by", "decided_at"]
