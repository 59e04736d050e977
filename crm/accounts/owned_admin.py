"""The admin of owned records: the same departments as on the pages, the same search, history on each record."""

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin


class OwnedAdmin(SimpleHistoryAdmin):
    """Shows deleted records too: the admin is where they are rescued."""

    search_fields = ["search_text"]
    readonly_fields = ["created_at", "modified_at", "deleted_at"]
    actions = ["restore_records"]

    def get_queryset(self, request):
        return super().get_queryset(request).of_departments_of(request.user)

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "department":
            kwargs["queryset"] = request.user.departments_for(self.permission("change"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def permission(self, action):
        return f"{self.opts.app_label}.{action}_{self.opts.model_name}"

    @admin.action(description=gettext_lazy("Restore the chosen records"), permissions=["change"])
    def restore_records(self, request, queryset):
        try:
            with transaction.atomic():
                for record in queryset.exclude(deleted_at=None):
                    record.restore()
        except IntegrityError:
            text = _("Another record has taken the place of this one meanwhile: delete that first, then restore.")
            messages.error(request, text)
        else:
            messages.success(request, _("The chosen records are back."))


class PartAdmin(SimpleHistoryAdmin):
    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)
