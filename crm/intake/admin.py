from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from crm.intake.models import Document, Draft


@admin.register(Document)
class DocumentAdmin(SimpleHistoryAdmin):
    list_display = ["title", "department", "kind", "year", "state", "created_at"]
    list_filter = ["department", "kind", "state"]
    search_fields = ["title"]
    autocomplete_fields = ["home_city"]
    readonly_fields = ["sha256", "state", "failure", "near_duplicate_of", "uploaded_by", "text"]
    date_hierarchy = "created_at"


@admin.register(Draft)
class DraftAdmin(SimpleHistoryAdmin):
    list_display = ["__str__", "kind", "state", "document", "confidence", "rule"]
    list_filter = ["kind", "state", "document__department"]
    list_select_related = ["document"]
    search_fields = ["document__title", "values"]
    raw_id_fields = ["document", "decided_by"]
    readonly_fields = ["content_type", "object_id", "made_record", "decided_by", "decided_at"]
