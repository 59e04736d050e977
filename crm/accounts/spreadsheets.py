"""A spreadsheet of records: every row is a record of a department. A resource says only what its columns are."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export import fields, resources
from import_export.forms import SelectableFieldsExportForm

from crm.accounts.cells import DepartmentWidget
from crm.accounts.formats import bare
from crm.dates import ApproximateDate
from crm.ui.forms import is_id


class RecordResource(resources.ModelResource):
    """A row without id that repeats a record, by the columns of `key`, means that record."""

    key = ()
    headings = {}  # of columns that are no fields of the model
    related = ()
    prefetched = ()

    class Meta:
        import_id_fields = ("id",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user
        widget = DepartmentWidget(self.permission("add"))
        self.fields["department"] = fields.Field("department", "department", widget)

    def permission(self, action):
        options = self._meta.model._meta
        return f"{options.app_label}.{action}_{options.model_name}"

    def rows_for(self, action):
        """Records that the user sees, of the departments where the user may do this."""
        departments = self.user.departments_for(self.permission(action))
        return self._meta.model.objects.visible_to(self.user).filter(department__in=departments)

    def get_queryset(self):
        """A row can change only what its author may change."""
        return self.rows_for("change")

    # Headings: the word in the code, or the one on the screen in either language.

    def heading(self, name):
        known = self.headings.get(name) or self._meta.model._meta.get_field(name).verbose_name
        return capfirst(str(known))

    def get_export_headers(self, selected_fields=None):
        return [self.heading(field.column_name) for field in self.get_export_fields(selected_fields)]

    def columns(self):
        """{heading in small letters: column}"""
        names = [field.column_name for field in self.fields.values()]
        found = {name: name for name in names}
        for language, _label in settings.LANGUAGES:
            with override(language):
                found |= {self.heading(name).casefold(): name for name in names}
        return found

    def before_import(self, dataset, **kwargs):
        known = self.columns()
        headings = [bare(heading) for heading in dataset.headers or []]
        dataset.headers = [known.get(heading.casefold(), heading) for heading in headings]
        for name in ("department", *self._meta.import_id_fields):
            if headings and name not in dataset.headers:
                dataset.append_col([""] * len(dataset), header=name)

    # Rows: which record a row means.

    def before_import_row(self, row, **kwargs):
        number = bare(row["id"])
        if not number:
            known = self.known(row, **kwargs)
            row["id"] = known.pk if known else None
        elif not is_id(number) or not self.get_queryset().filter(pk=number).exists():
            raise ValueError(_("There is no record of this id. Leave it empty for a new one."))

    def known(self, row, **kwargs):
        """The record that the row repeats, if there is one."""
        cells = {name: bare(row.get(name)) for name in self.key}
        try:
            key = {name: self.fields[name].clean(cells, **kwargs) for name in self.key}
        except ValueError:
            return None  # the column itself says what is wrong
        lookups = {name: value for name, value in key.items() if not isinstance(value, ApproximateDate)}
        same = self.get_queryset().filter(**lookups)
        return next((each for each in same if all(getattr(each, name) == key[name] for name in self.key)), None)

    # Cells: one that says what the record says already is left alone. So what goes out comes back unchanged, though
    # a name may be that of several places, and the words of a date may mean nothing by themselves.

    def says(self, field, record, row):
        return field.column_name in row and bare(row[field.column_name]) == bare(self.export_field(field, record))

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if not (instance.pk and self.says(field, instance, row)):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def get_import_fields(self):
        """Columns without an attribute that are read-only are there to be read."""
        return [field for field in super().get_import_fields() if field.attribute or not field.readonly]

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if original.pk is None:
            return False
        taken = [field for field in self.get_import_fields() if field.attribute and not field.readonly]
        present = [field for field in taken if field.column_name in row]
        return all(self.says(field, original, row) for field in present) or super().skip_row(
            instance, original, row, import_validation_errors
        )

    def filter_export(self, queryset, **kwargs):
        departments = self.user.departments_for(self.permission("export"))
        rows = queryset.filter(department__in=departments)
        return rows.select_related("department", *self.related).prefetch_related(*self.prefetched)


class ExportForm(SelectableFieldsExportForm):
    def _get_field_label(self, resource, field_name):
        return resource().heading(field_name)
