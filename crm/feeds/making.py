"""What every kind of record makes of itself for calendars: entries not yet stored."""

import datetime
import hashlib
import logging
from dataclasses import dataclass, field

from django.db.models import Count, Max, OuterRef, Subquery
from django.utils import timezone
from icalendar import Event

from crm.feeds.ical import UID_DOMAIN, WINDOW_BACK_DAYS, add_alarm, clean, clean_lines, whole_days, zone_of
from crm.feeds.models import Entry

log = logging.getLogger(__name__)
BEFORE_HISTORY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class Maker:
    """How one kind of record becomes entries."""

    record = ""
    is_yearly = False  # its days come again, and are made some years ahead

    def records(self):
        """All records that may have entries, with what making them reads."""
        raise NotImplementedError

    def entries(self, record, rendering):
        """Entries of one record, in the language that is switched on."""
        raise NotImplementedError

    def fresh(self, ids, rendering, *, today):
        """All entries of the records that calendars show today or later."""
        found = [entry for row in self.records().filter(pk__in=ids) for entry in self.whole(row, rendering)]
        return [entry for entry in found if entry.shown_until >= today]

    def whole(self, row, rendering):
        """All entries of a record, or none: one that no calendar can hold (a term in the year 9999) stops no other."""
        try:
            return list(self.entries(row, rendering))
        except (ArithmeticError, LookupError, ValueError):
            log.exception("%s %s could not be written for calendars", self.record, row.pk)
            return []


@dataclass
class Day:
    """A whole day, or some, that is free for other things: a term, a promise, an anniversary."""

    title: str
    first: datetime.date
    last: datetime.date | None = None
    part: str = ""
    category: str = ""
    path: str = ""
    lines: list = field(default_factory=list)
    is_tentative: bool = False


def day_entry(maker, row, rendering, day, *, source, department_id=None, **columns):
    """Its sequence is how often its record was saved: that never falls, nor does it when a day goes and comes back."""
    component = Event()
    component.add("UID", f"{'-'.join(filter(None, [maker.record, str(row.pk), day.part]))}@{UID_DOMAIN}")
    component.add("SUMMARY", clean(day.title))
    whole_days(component, day.first, day.last or day.first)
    changed_at = row.saved_at or BEFORE_HISTORY
    component.add("DTSTAMP", changed_at)
    component.add("LAST-MODIFIED", changed_at)
    component.add("SEQUENCE", max(0, (row.saves or 0) - 1))
    component.add("STATUS", "TENTATIVE" if day.is_tentative else "CONFIRMED")
    component.add("TRANSP", "TRANSPARENT")
    component.add("CLASS", "PRIVATE")
    component.add("CATEGORIES", [str(day.category)])
    if lines := clean_lines(day.lines):
        component.add("DESCRIPTION", lines)
    if day.path:
        component.add("URL", rendering.site + day.path)
    if rendering.alarms:
        add_alarm(component, clean(day.title))
    shown_until = (day.last or day.first) + datetime.timedelta(days=WINDOW_BACK_DAYS)
    return stored(
        maker, row, rendering, component, source=source, part=day.part, department_id=department_id,
        shown_until=shown_until, **columns,
    )


def stored(maker, row, rendering, component, **columns):
    body = component.to_ical()
    digest = int.from_bytes(hashlib.sha256(body).digest()[:8], "big", signed=True)
    return Entry(
        rendering=rendering, record=maker.record, record_id=row.pk, body=body, digest=digest, zone=zone_of(component),
        **columns,
    )


def with_changes(rows):
    """Each row with how often it was saved, and when at last."""
    past = rows.model.history.model.objects.filter(id=OuterRef("pk")).order_by().values("id")
    saves = past.annotate(number=Count("history_id")).values("number")
    saved_at = past.annotate(latest=Max("history_date")).values("latest")
    return rows.annotate(saves=Subquery(saves), saved_at=Subquery(saved_at))


def horizon(today=None, *, years):
    """Years of which yearly days are made: from the last one to some ahead."""
    today = today or timezone.localdate()
    return range(today.year - 1, today.year + years + 1)
