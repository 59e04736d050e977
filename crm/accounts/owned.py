"""Ownership: every record belongs to a department, and visible_to() is the only way to read records."""

from django.db import connections, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from crm.ui.search import SearchableQuerySet


class OwnedQuerySet(SearchableQuerySet):
    def visible_to(self, user):
        """Rows of the user's departments that are not deleted."""
        return self.present().of_departments_of(user)

    def present(self):
        return self.filter(deleted_at=None)

    def of_departments_of(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.sees_every_department:
            return self
        ids = list(user.roles_by_department)
        if connections[self.db].vendor != "sqlite":
            return self.filter(department_id__in=ids)
        # SQLite would take the index of departments, which narrows little, and then sort all that is left;
        # a sum has no index, so that the list's own index is walked.
        return self.alias(of_department=models.F("department_id") + 0).filter(of_department__in=ids)


def list_index(*fields, name):
    """Holds all that a list needs to sort, count and narrow its rows: those not deleted, with their department."""
    department = () if "department" in fields else ("department",)
    return models.Index(fields=[*fields, *department], condition=models.Q(deleted_at=None), name=name)


class Owned(models.Model):
    """A record of a department, with history; deleting only marks it, so that it can be undone."""

    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, verbose_name=_("department"), related_name="+"
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    modified_at = models.DateTimeField(_("changed"), auto_now=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True, editable=False)

    objects = OwnedQuerySet.as_manager()
    history = HistoricalRecords(inherit=True, excluded_fields=["search_text"])

    class Meta:
        abstract = True

    def mark_deleted(self):
        self.deleted_at = timezone.now()
        self.save(update_fields=["deleted_at", "modified_at"])

    def restore(self):
        self.deleted_at = None
        self.save(update_fields=["deleted_at", "modified_at"])


class PartQuerySet(models.QuerySet):
    """Rows that are a part of an owned record, and are seen by whom that record is seen."""

    def visible_to(self, user):
        owner = self.model.owner_field
        model = self.model._meta.get_field(owner).related_model
        return self.filter(**{f"{owner}__in": model.objects.visible_to(user)})


class Part(models.Model):
    """A part of an owned record (a party of an agreement, a member of a delegation)."""

    owner_field = None

    objects = PartQuerySet.as_manager()
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    @property
    def department_id(self):
        return getattr(self, self.owner_field).department_id
