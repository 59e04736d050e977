"""What a subscription shows, in words, for the pages about it."""

from django.utils.translation import gettext as _

from crm.events.models import EventKind, EventStatus
from crm.feeds.models import Source


def contents(subscription):
    """[(label, text)]; where nothing was narrowed, that is said."""
    return [
        (_("What it shows"), labels(Source, subscription.sources)),
        (_("Departments"), named(subscription.departments.all()) or _("all of yours")),
        (_("Countries"), named(subscription.countries.all()) or _("all")),
        (_("Partners"), named(subscription.partnerships.all()) or _("all")),
        (_("Kinds"), labels(EventKind, subscription.kinds) or _("all")),
        (_("Statuses"), labels(EventStatus, subscription.statuses) or _("all")),
        (_("Cancelled events"), _("shown for a month") if subscription.shows_cancelled else _("not shown")),
        (_("Language"), subscription.get_language_display()),
        (_("Works until"), f"{subscription.expires_on:%d.%m.%Y}" if subscription.expires_on else _("without end")),
    ]


def named(records):
    return ", ".join(str(record) for record in records)


def labels(choices, values):
    return ", ".join(str(choices(value).label) for value in values if value in choices)
