from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "crm.ui"
    verbose_name = _("Interface")

    def ready(self):
        from crm.ui import lookups  # noqa: F401 – registered by being loaded
        from crm.ui.search import build_search_indexes

        # SQLite drops triggers whenever a migration remakes a table, so they are checked after each migrate.
        post_migrate.connect(build_search_indexes, dispatch_uid="search-indexes")
