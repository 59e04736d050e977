from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group

from crm.accounts.exports import EXPORT
from crm.accounts.models import Department, Membership, User
from crm.accounts.owned_admin import GuardedHistoryAdmin, LogAdmin

admin.site.unregister(Group)  # what a person may do follows from the role in a department


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).filter(department__in=administered_by(request.user))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "department":
            kwargs["queryset"] = administered_by(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(User)
class UserAdmin(GuardedHistoryAdmin, DjangoUserAdmin):
    """People of the administrator's departments; only a superuser makes superusers."""

    inlines = [MembershipInline]
    list_display = ["username", "last_name", "first_name", "is_staff", "is_active"]
    POWERS = ("is_superuser", "groups", "user_permissions")
    TIMES = ("last_login", "date_joined")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.filter(pk__in=colleagues(request.user), is_superuser=False)

    def get_readonly_fields(self, request, obj=None):
        return self.TIMES if request.user.is_superuser else (*self.TIMES, *self.POWERS)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and administers(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and administers(request.user, obj)


@admin.register(Department)
class DepartmentAdmin(GuardedHistoryAdmin):
    list_display = ["name", "slug", "city"]
    list_select_related = ["city"]
    search_fields = ["name", "name_en", "slug"]
    raw_id_fields = ["city"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=administered_by(request.user))


@admin.register(LogEntry)
class ExportLogAdmin(LogAdmin):
    """Who took which records out of the system as a file."""

    list_display = ["action_time", "user", "content_type", "change_message"]
    list_select_related = ["user", "content_type"]
    list_filter = ["content_type"]
    search_fields = ["user__username", "user__last_name"]
    date_hierarchy = "action_time"

    def get_queryset(self, request):
        rows = super().get_queryset(request).filter(action_flag=EXPORT)
        return rows if request.user.is_superuser else rows.filter(user__in=colleagues(request.user))


def administered_by(user):
    return user.departments_for("accounts.change_membership")


def colleagues(user):
    return Membership.objects.filter(department__in=administered_by(user)).values("user")


def administers(user, other):
    """A person of several departments is changed by who administers them all: a password opens every one."""
    if other is None or user.is_superuser:
        return True
    return not other.memberships.exclude(department__in=administered_by(user)).exists()
