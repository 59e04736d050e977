"""What a subscription shows, in words, for the pages about it."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from crm.events.filters import EventFilter
from crm.events.models import EventKind, EventStatus
from crm.feeds.choosing import may_show_names
from crm.feeds.models import Source


def contents(subscription):
    """[(label, text)]; where nothing was narrowed, that is said."""
    optional = [
        (_("Series"), str(subscription.series or "")),
        (_("Delegation"), str(subscription.delegation or "")),
        (_("Other filters of the list"), list_filters(subscription)),
    ]
    return [
        (_("What it shows"), labels(Source, subscription.sources)),
        (_("Departments"), named(subscription.departments.all()) or _("all of yours")),
        (_("Countries"), named(subscription.countries.all()) or _("all")),
        (_("Partners"), named(subscription.partnerships.all()) or _("all")),
        (_("Kinds"), labels(EventKind, subscription.kinds) or _("all")),
        (_("Statuses"), labels(EventStatus, subscription.statuses) or _("all")),
        *((label, text) for label, text in optional if text),
        (_("Cancelled events"), _("shown for a month") if subscription.shows_cancelled else _("not shown")),
        (_("Approximate dates"), subscription.get_approximate_display()),
        (_("Names of people"), names(subscription)),
        (_("Alarms"), _("15 hours before") if subscription.has_alarms else _("none")),
        (_("Language"), subscription.get_language_display()),
        (_("Works until"), works_until(subscription)),
    ]


def names(subscription):
    if not subscription.shows_names:
        return _("not shown")
    if not (subscription.user and may_show_names(subscription.user)):
        return _("not shown: the right to pass them on is gone")
    return _("shown to everybody who has the link")


def works_until(subscription):
    if not subscription.expires_on:
        return _("without end")
    day = f"{subscription.expires_on:%d.%m.%Y}"
    return _("%(day)s, it is over") % {"day": day} if subscription.is_expired else day


def list_filters(subscription):
    query = QueryDict(subscription.list_query)
    filters = EventFilter.base_filters
    return ", ".join(
        str(filters[name].label) if query[name] in ("on", "true") else f"{filters[name].label}: {query[name]}"
        for name in query
        if name in filters
    )


def named(records):
    return ", ".join(str(record) for record in records)


def labels(choices, values):
    return ", ".join(str(choices(value).label) for value in values if value in choices)
