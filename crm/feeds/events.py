"""Events as entries."""

import datetime

from django.utils.translation import gettext as _
from icalendar import Event as Component
from icalendar import vRecur

from crm.dates import Precision
from crm.events.models import TO_COME, Event, EventStatus
from crm.events.recurrence import begins_by_rule, excluded, last_day, recurs
from crm.feeds.ical import (
    CANCELLED_KEPT_DAYS,
    UID_DOMAIN,
    WINDOW_BACK_DAYS,
    add_alarm,
    clean,
    clean_lines,
    moment,
    whole_days,
)
from crm.feeds.making import Maker, stored
from crm.feeds.models import Source

LONGEST_SPAN_DAYS = 7
VAGUE = {Precision.year, Precision.years, Precision.unknown}
STATUSES = {EventStatus.CANCELLED: "CANCELLED", EventStatus.FAILED: "CANCELLED"}
WITHOUT_END = datetime.date(9999, 12, 31)


class EventMaker(Maker):
    record = "event"

    def records(self):
        rows = Event.objects.present().exclude(starts_on=None).select_related("city", "series")
        return rows.prefetch_related("cities", "countries", "people")

    def entries(self, event, rendering):
        if rendering.public and not event.is_public:
            return
        yield stored(
            self, event, rendering, vevent(event, rendering),
            source=Source.LONG_RANGE if event.date.precision in VAGUE else Source.EVENTS,
            department_id=event.department_id, kind=event.kind, status=event.status, series_id=event.series_id,
            is_approximate=not is_settled(event), is_cancelled=event.status in STATUSES, shown_until=shown_until(event),
        )


def shown_until(event):
    """A year back; cancelled ones a month; what comes again for as long as it does."""
    if event.status in STATUSES:
        return event.ends_on + datetime.timedelta(days=CANCELLED_KEPT_DAYS)
    last = last_day(event)
    return last + datetime.timedelta(days=WINDOW_BACK_DAYS) if last else WITHOUT_END


def vevent(event, rendering):
    entry = Component()
    entry.add("UID", f"{event.uid}@{UID_DOMAIN}")
    entry.add("SUMMARY", summary(event, rendering.language))
    add_time(entry, event, spans=rendering.spans)
    entry.add("DTSTAMP", event.modified_at)
    entry.add("CREATED", event.created_at)
    entry.add("LAST-MODIFIED", event.modified_at)
    entry.add("SEQUENCE", event.sequence)
    entry.add("STATUS", status(event))
    takes_time = is_settled(event) and event.status not in STATUSES
    entry.add("TRANSP", "OPAQUE" if takes_time else "TRANSPARENT")
    entry.add("CLASS", "PUBLIC" if rendering.public else "PRIVATE")
    entry.add("CATEGORIES", [str(event.get_kind_display())])
    if place := clean(", ".join(filter(None, [event.venue, str(event.city or "")]))):
        entry.add("LOCATION", place)
    entry.add("DESCRIPTION", clean_lines(description(event, rendering)))
    if not rendering.public:
        entry.add("URL", rendering.site + event.get_absolute_url())
    if rendering.alarms and event.status not in STATUSES:
        add_alarm(entry, clean(event.title))
    return entry


def add_time(entry, event, *, spans):
    if recurs(event):
        whole_days(entry, event.starts_on, event.ends_on)
        entry.add("RRULE", vRecur.from_ical(event.recurrence))
        if not begins_by_rule(event.recurrence, event.starts_on):  # it was moved to another day
            entry.add("RDATE", event.starts_on, parameters={"VALUE": "DATE"})
        for day in sorted(excluded(event)):
            entry.add("EXDATE", day, parameters={"VALUE": "DATE"})
        return
    start, end = span(event, spans=spans)
    entry.add("DTSTART", start)
    entry.add("DTEND", end)


def span(event, *, spans=False):
    """DTSTART and DTEND: moments in the place's zone, or whole days with the day after as the end (§3.6.1)."""
    first = event.starts_on
    last = event.ends_on if is_settled(event) or spans else first
    if event.start_time is None or not is_settled(event) or first != last:
        return first, last + datetime.timedelta(days=1)
    start = moment(first, event.start_time, event.time_zone)
    if event.end_time:
        end = moment(last, event.end_time, event.time_zone)
        return start, end if end > start else end + datetime.timedelta(days=1)
    return start, start + datetime.timedelta(hours=1)


def summary(event, language):
    title = clean(event.title)
    if not is_settled(event) and event.starts_on:
        when = event.date.format(language)
        to_settle = _("date to be settled")
        open_question = event.status in TO_COME and not event.date.is_exact
        title = f"[{when}, {to_settle}] {title}" if open_question else f"[{when}] {title}"
    match event.status:
        case EventStatus.CANCELLED:
            return _("CANCELLED: %(title)s") % {"title": title}
        case EventStatus.FAILED:
            return _("DID NOT TAKE PLACE: %(title)s") % {"title": title}
    return title


def description(event, rendering):
    """Facts without any person's name, unless the subscription was given that right."""
    yield f"{event.get_kind_display()}, {event.get_status_display()}"
    if recurs(event) and event.start_time:
        yield f"{event.start_time:%H:%M}" + (f"–{event.end_time:%H:%M}" if event.end_time else "")
    if event.edition and event.series:
        yield f"{event.edition_text} – {event.series}"
    yield ", ".join(city.name for city in event.cities.all())
    yield ", ".join(country.name for country in event.countries.all())
    if rendering.names:
        yield ", ".join(people_of(event))
        yield event.participants


def people_of(event):
    """Of the event's own department only: another one's people are not for its readers."""
    own = (p for p in event.people.all() if p.department_id == event.department_id and p.deleted_at is None)
    return [str(person) for person in own]


def is_settled(event):
    """Known to the day, or a few days long; what comes again, always."""
    if event.date.precision == Precision.day or recurs(event):
        return True
    short = event.date.precision == Precision.days
    return short and (event.ends_on - event.starts_on).days < LONGEST_SPAN_DAYS


def status(event):
    if event.status in STATUSES:
        return STATUSES[event.status]
    tentative = event.status in {EventStatus.IDEA, EventStatus.PLANNED, EventStatus.POSTPONED}
    return "TENTATIVE" if tentative or (event.status in TO_COME and not is_settled(event)) else "CONFIRMED"
