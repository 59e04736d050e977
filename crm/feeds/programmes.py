"""The programme of a delegation's stay by the hour."""

import datetime

from icalendar import Event as Component

from crm.events.models import ProgrammeItem
from crm.feeds.ical import UID_DOMAIN, WINDOW_BACK_DAYS, add_alarm, clean, clean_lines, moment, whole_days
from crm.feeds.making import BEFORE_HISTORY, Maker, stored, with_changes
from crm.feeds.models import Source


class ItemMaker(Maker):
    record = "item"

    def records(self):
        rows = ProgrammeItem.objects.filter(delegation__deleted_at=None)
        return with_changes(rows.select_related("delegation__city", "delegation__department__city"))

    def entries(self, item, rendering):
        yield stored(
            self, item, rendering, item_vevent(item, rendering), source=Source.PROGRAMME,
            delegation_id=item.delegation_id, department_id=item.delegation.department_id,
            shown_until=item.day + datetime.timedelta(days=WINDOW_BACK_DAYS),
        )


def item_vevent(item, rendering):
    delegation = item.delegation
    entry = Component()
    entry.add("UID", f"item-{item.pk}@{UID_DOMAIN}")
    entry.add("SUMMARY", clean(item.title))
    add_hours(entry, item, zone_name(delegation))
    changed_at = item.saved_at or BEFORE_HISTORY
    entry.add("DTSTAMP", changed_at)
    entry.add("LAST-MODIFIED", changed_at)
    entry.add("SEQUENCE", max(0, (item.saves or 0) - 1))
    entry.add("STATUS", "CONFIRMED")
    entry.add("TRANSP", "OPAQUE")
    entry.add("CLASS", "PRIVATE")
    entry.add("CATEGORIES", [str(ProgrammeItem._meta.verbose_name_plural)])
    if place := clean(item.place):
        entry.add("LOCATION", place)
    lines = [delegation.title, item.responsible if rendering.names else ""]
    entry.add("DESCRIPTION", clean_lines(lines))
    entry.add("URL", rendering.site + delegation.get_absolute_url())
    if rendering.alarms:
        add_alarm(entry, clean(item.title))
    return entry


def zone_name(delegation):
    """Guests follow our hours, our delegation those of the place where it is."""
    ours = delegation.department.city.zone
    return (delegation.city.zone if delegation.direction == "out" and delegation.city else "") or ours


def add_hours(entry, item, zone):
    if item.start_time is None or not zone:
        whole_days(entry, item.day, item.day)
        return
    start = moment(item.day, item.start_time, zone)
    end = moment(item.day, item.end_time, zone) if item.end_time else start + datetime.timedelta(hours=1)
    entry.add("DTSTART", start)
    entry.add("DTEND", end if end > start else end + datetime.timedelta(days=1))
