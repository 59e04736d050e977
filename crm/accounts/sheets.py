"""Spreadsheets of records: rows only of what the user may see, columns headed as on the screen."""

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from import_export import resources
from import_export.forms import SelectableFieldsExportForm


class RecordResource(resources.ModelResource):
    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user

    def get_queryset(self):
        """A row can change only what its author may change."""
        return self._meta.model.objects.visible_to(self.user)

    def heading(self, name):
        """A record's number and uid have no name on the screen; the parts of a record have that of their kind."""
        field = self._meta.model._meta.get_field(name)
        if field.one_to_many:
            return capfirst(str(field.related_model._meta.verbose_name_plural))
        return name if name in self._meta.import_id_fields else capfirst(str(field.verbose_name))

    def names_by_heading(self):
        """A file may be headed in either language, whichever the reader's own is."""
        found = {name: name for name in self.fields}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found |= {self.heading(name).casefold(): name for name in self.fields}
        return found

    def before_import(self, dataset, **kwargs):
        if dataset.headers is None:
            return
        names = self.names_by_heading()
        dataset.headers = [names.get(str(text or "").strip().casefold(), text) for text in dataset.headers]
        for name in self.fields:
            if name not in dataset.headers:
                dataset.append_col([""] * len(dataset), header=name)

    def get_export_headers(self, selected_fields=None):
        return [self.heading(field.column_name) for field in self.get_export_fields(selected_fields)]

    def get_diff_headers(self):
        return [self.heading(field.column_name) for field in self.get_import_fields()]


class ExportForm(SelectableFieldsExportForm):
    def _get_field_label(self, resource, field_name):
        return resource().heading(field_name)
