"""What a subscription shows, in words, for the pages about it."""

from django.utils.translation import gettext as _

from crm.events.models import EventKind, EventStatus


def contents(subscription):
    """[(label, text)]; where nothing was narrowed, that is said."""
    return [
        (_("Departments"), named(subscription.departments.all()) or _("all of yours")),
        (_("Countries"), named(subscription.countries.all()) or _("all")),
        (_("Partners"), named(subscription.partnerships.all()) or _("all")),
        (_("Kinds"), labels(EventKind, subscription.kinds) or _("all")),
        (_("Statuses"), labels(EventStatus, subscription.statuses) or _("all")),
        (_("Cancelled events"), _("shown for a month") if subscription.shows_cancelled else _("not shown")),
        (_("Language"), subscription.get_language_display()),
    ]


def named(records):
    return ", ".join(str(record) for record in records)


def labels(choices, values):
    return ", ".join(str(choices(value).label) for value in values if value in choices)
