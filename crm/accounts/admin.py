from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from simple_history.admin import SimpleHistoryAdmin

from crm.accounts.models import Department, Membership, User

admin.site.unregister(Group)  # what a person may do follows from the role in a department


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "department":
            kwargs["queryset"] = request.user.departments_for("accounts.add_membership")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(User)
class UserAdmin(SimpleHistoryAdmin, DjangoUserAdmin):
    """People of the administrator's departments; only a superuser makes superusers."""

    inlines = [MembershipInline]
    list_display = ["username", "last_name", "first_name", "is_staff", "is_active"]
    POWERS = ("is_superuser", "groups", "user_permissions")
    TIMES = ("last_login", "date_joined")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return rows.filter(departments__in=administered_by(request.user), is_superuser=False).distinct()

    def get_readonly_fields(self, request, obj=None):
        return self.TIMES if request.user.is_superuser else (*self.TIMES, *self.POWERS)


@admin.register(Department)
class DepartmentAdmin(SimpleHistoryAdmin):
    list_display = ["name", "slug", "city"]
    list_select_related = ["city"]
    search_fields = ["name", "name_en", "slug"]
    raw_id_fields = ["city"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=administered_by(request.user))


def administered_by(user):
    return user.departments_for("accounts.change_membership")
