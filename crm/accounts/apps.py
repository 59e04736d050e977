from axes import apps as axes
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogInAttempts(axes.AppConfig):
    """django-axes under a name that an administrator understands."""

    default = False
    verbose_name = _("Log-in attempts")


class AccountsConfig(AppConfig):
    name = "crm.accounts"
    verbose_name = _("Accounts and departments")
