from import_export.admin import ExportMixin, ImportMixin
from import_export.formats.base_formats import CSV, XLSX

from crm.accounts.owned_admin import OwnedAdmin
from crm.accounts.sheets import ExportForm


class SpreadsheetAdmin(ImportMixin, ExportMixin, OwnedAdmin):
    """In and out as .xlsx or .csv, with a preview before anything is written."""

    formats = [XLSX, CSV]
    export_form_class = ExportForm
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"

    def get_resource_kwargs(self, request, *args, **kwargs):
        return {**super().get_resource_kwargs(request, *args, **kwargs), "user": request.user}
