"""The admin of owned records: the same departments as on the pages, the same search, history on each record."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, models, transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from crm.accounts.choices import OwnDepartments, RecordIdWidget, reachable


class OwnedChoices:
    """Forms that neither show nor accept what belongs to departments of others."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def permission(self, action):
        return f"{self.opts.app_label}.{action}_{self.opts.model_name}"

    def get_field_queryset(self, db, db_field, request):
        rows = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.all()
        rows = reachable(rows, request.user)
        departments = request.user.departments_for(self.permission("change"))
        if db_field.name == "department":
            return departments
        return rows.filter(department__in=departments) if db_field.name == self.owner_field else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.raw_id_fields:
            kwargs.setdefault("widget", RecordIdWidget(db_field.remote_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @property
    def owner_field(self):
        """What a part may be added to is what its author may change."""
        return getattr(self.model, "owner_field", None)


class OwnedInline(OwnedChoices, admin.StackedInline):
    extra = 0


class GuardedHistoryAdmin(SimpleHistoryAdmin):
    """Of a record that its admin does not show there is no history either."""

    def history_view(self, request, object_id, extra_context=None):
        self.find(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        self.find(request, object_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def find(self, request, object_id):
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404


class DepartmentsAdmin(OwnedChoices, GuardedHistoryAdmin):
    """May this be done in the department of this record, rather than in any department."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(self.permission("view"), obj) or self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(self.permission("change"), obj)

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(self.permission("delete"), obj)

    def get_list_filter(self, request):
        names = super().get_list_filter(request)
        return [("department", OwnDepartments) if name == "department" else name for name in names]


class OwnedAdmin(DepartmentsAdmin):
    """Shows deleted records too: the admin is where they are rescued."""

    search_fields = ["search_text"]
    readonly_fields = ["created_at", "modified_at", "deleted_at"]
    actions = ["restore_records"]

    def get_queryset(self, request):
        return super().get_queryset(request).of_departments_of(request.user)

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    @admin.action(description=gettext_lazy("Restore the chosen records"), permissions=["change"])
    def restore_records(self, request, queryset):
        departments = request.user.departments_for(self.permission("change"))
        try:
            with transaction.atomic():
                for record in queryset.filter(department__in=departments).exclude(deleted_at=None):
                    record.restore()
        except IntegrityError:
            text = _("Another record has taken the place of this one meanwhile: delete that first, then restore.")
            messages.error(request, text)
        else:
            messages.success(request, _("The chosen records are back."))


class PartAdmin(DepartmentsAdmin):
    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)


class LogAdmin(admin.ModelAdmin):
    """A log: nobody adds to it or changes it by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
