from import_export.admin import ExportMixin, ImportMixin

from crm.accounts.exports import note_export
from crm.accounts.formats import CSV, XLSX
from crm.accounts.owned_admin import OwnedAdmin
from crm.accounts.spreadsheets import ExportForm


class SpreadsheetAdmin(ImportMixin, ExportMixin, OwnedAdmin):
    """In and out as .xlsx or .csv, with a preview before anything is written."""

    formats = [XLSX, CSV]
    export_form_class = ExportForm
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"

    def get_resource_kwargs(self, request, *args, **kwargs):
        return {**super().get_resource_kwargs(request, *args, **kwargs), "user": request.user}

    def get_export_data(self, file_format, request, queryset, **kwargs):
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        note_export(user=request.user, model=self.model, rows=queryset.count(), file_format=file_format)
        return data
