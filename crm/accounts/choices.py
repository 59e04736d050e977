"""What a form of the admin may offer: records of the user's departments, their people, and all places."""

from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.core.exceptions import ValidationError

from crm.accounts.models import Department, Membership, User


def reachable(rows, user):
    """Deleted records too: the admin is where they are rescued."""
    if hasattr(rows, "of_departments_of"):
        return rows.of_departments_of(user)
    if hasattr(rows, "visible_to"):
        return rows.visible_to(user)
    if rows.model is User and not user.sees_every_department:
        colleagues = Membership.objects.filter(department__in=list(user.roles_by_department))
        return rows.filter(pk__in=colleagues.values("user"))
    return rows


class RecordIdWidget(ForeignKeyRawIdWidget):
    """An id, and beside it the name of the record; not of one that cannot be chosen."""

    def label_and_url_for_value(self, value):
        try:
            is_known = self.choices.queryset.filter(pk=value).exists()
        except (ValueError, ValidationError):
            is_known = False
        return super().label_and_url_for_value(value) if is_known else ("", "")


class OwnDepartments(RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        return [(each.pk, str(each)) for each in Department.objects.visible_to(request.user)]
