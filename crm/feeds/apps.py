from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class FeedsConfig(AppConfig):
    name = "crm.feeds"
    verbose_name = _("Calendar subscriptions")

    def ready(self):
        from crm.feeds.triggers import build_triggers, remove_triggers

        pre_migrate.connect(remove_triggers, sender=self, dispatch_uid="feed-triggers-off")
        post_migrate.connect(build_triggers, sender=self, dispatch_uid="feed-triggers")
