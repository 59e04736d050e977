from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from crm.accounts.roles import Role, allows
from crm.places.models import City


class DepartmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(memberships__user=user)


class Department(models.Model):
    """Отдел (управление) международных связей of a home city; owns records."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    slug = models.SlugField(_("short Latin name"), unique=True, help_text=_("Used in addresses and commands."))
    city = models.ForeignKey(City, models.PROTECT, verbose_name=_("home city"), related_name="departments")
    history = HistoricalRecords()

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["name"]

    def __str__(self):
        return (self.name_en or self.name) if get_language() == "en" else self.name


class User(AbstractUser):
    """Signs in; belongs to one or more departments with a role in each."""

    departments = models.ManyToManyField(Department, through="Membership", related_name="users")
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    def __str__(self):
        return self.get_full_name() or self.username

    def get_absolute_url(self):
        return reverse("accounts:profile")

    @cached_property
    def roles_by_department(self):
        """{department id: role}; read once a request. A superuser administers every department."""
        if self.is_superuser:
            return dict.fromkeys(Department.objects.values_list("pk", flat=True), Role.ADMINISTRATOR)
        return {row.department_id: Role(row.role) for row in self.memberships.all()}

    @property
    def sees_every_department(self):
        return self.is_superuser

    def departments_for(self, permission):
        """Departments in which the user has the permission."""
        ids = [pk for pk, role in self.roles_by_department.items() if allows(role, permission)]
        return Department.objects.filter(pk__in=ids)


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("user"), related_name="memberships")
    department = models.ForeignKey(
        Department, models.CASCADE, verbose_name=_("department"), related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.READER)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["user", "department"], name="one_role_per_department")]

    def __str__(self):
        return f"{self.user} – {self.department}: {self.get_role_display()}"
