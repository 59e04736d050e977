"""Fetching calendars from outside, and taking over by itself what may be."""

import datetime
import logging

from django.utils import timezone

from crm.feeds.incoming.fetching import FetchError, fetch
from crm.feeds.incoming.matching import take_over, verdicts
from crm.feeds.incoming.reading import UnreadableError, read
from crm.feeds.models import IncomingCalendar

log = logging.getLogger(__name__)
EARLY = datetime.timedelta(minutes=5)  # who asks by the clock comes some seconds early


def ask(calendar):
    """Whether something new came; a fault is kept in words, and what came before stays."""
    calendar.fetched_at = timezone.now()
    try:
        came = fetch(calendar.url, etag=calendar.etag, last_modified=calendar.last_modified)
        if came.body is not None:
            entries_of(calendar, came.body)
    except (FetchError, UnreadableError) as error:
        calendar.failure = str(error)[:300]
        keep(calendar, "fetched_at", "failure")
        return False
    calendar.failure = ""
    if came.body is not None:
        calendar.body, calendar.etag, calendar.last_modified = came.body, came.etag, came.last_modified
    is_there = keep(calendar, "fetched_at", "failure", "body", "etag", "last_modified")
    if is_there and calendar.is_automatic and calendar.body:
        take_over(calendar, [one for one in verdicts_of(calendar) if one.is_sure])
    return came.body is not None


def is_failed(calendar):
    """What goes wrong with one stops no other."""
    try:
        ask(calendar)
    except Exception:
        log.exception("calendar %s could not be asked", calendar.pk)
        return True
    return bool(calendar.failure)


def keep(calendar, *names):
    """False where somebody removed the calendar while it was asked."""
    values = {name: getattr(calendar, name) for name in names}
    return bool(IncomingCalendar.objects.filter(pk=calendar.pk).update(**values))


def entries_of(calendar, body=None):
    zone = calendar.department.city.zone or str(timezone.get_default_timezone())
    return read(bytes(calendar.body) if body is None else body, zone=zone)


def verdicts_of(calendar):
    return verdicts(calendar, entries_of(calendar))


def ask_due(*, now=None):
    """(asked, failed) of the calendars whose time has come."""
    now = now or timezone.now()
    asked = failed = 0
    rows = IncomingCalendar.objects.exclude(url="").filter(is_on=True).select_related("department__city")
    for calendar in rows.order_by("pk"):
        pause = datetime.timedelta(hours=calendar.interval) - EARLY
        if calendar.fetched_at is None or now - calendar.fetched_at >= pause:
            asked, failed = asked + 1, failed + is_failed(calendar)
    return asked, failed
