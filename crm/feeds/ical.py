"""Events as iCalendar (RFC 5545, RFC 7986): small functions from an empty calendar to its bytes."""

import datetime
import re
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDuration

from crm.dates import Precision
from crm.events.models import TO_COME, EventStatus

UID_DOMAIN = "pobratim"
REFRESH = datetime.timedelta(hours=1)
LONGEST_SPAN_DAYS = 7
CANCELLED_KEPT_DAYS = 30
WINDOW_BACK_DAYS = 366
VAGUE = {Precision.year, Precision.years, Precision.unknown}
STATUSES = {EventStatus.CANCELLED: "CANCELLED", EventStatus.FAILED: "CANCELLED"}
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")


def clean(text):
    """Without control and private-use characters, which documents bring along."""
    return UNPRINTABLE.sub("", text).strip()


def empty_calendar(name, description=""):
    """A whole VCALENDAR without entries; a feed of nothing is this and never an empty body."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Pobratim//Events//RU")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    plain = re.sub(r"[,;\\\n]", " ", clean(name))
    calendar.add("NAME", plain)
    calendar.add("X-WR-CALNAME", plain)
    calendar.add("X-WR-CALDESC", re.sub(r"[,;\\\n]", " ", clean(description)))
    calendar.add("X-WR-TIMEZONE", settings.TIME_ZONE)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH).to_ical().decode())
    return calendar


def shown_in_feed(event, *, today):
    """Dated by season or better; cancelled ones stay for thirty days after their date."""
    if event.starts_on is None or event.date.precision in VAGUE:
        return False
    if event.status in STATUSES:
        return event.ends_on >= today - datetime.timedelta(days=CANCELLED_KEPT_DAYS)
    return True


def vevent(event, *, url, language="ru"):
    entry = Event()
    entry.add("UID", f"{event.uid}@{UID_DOMAIN}")
    entry.add("SUMMARY", summary(event, language))
    for name, value in zip(("DTSTART", "DTEND"), span(event), strict=True):
        entry.add(name, value)
    entry.add("DTSTAMP", event.modified_at)
    entry.add("CREATED", event.created_at)
    entry.add("LAST-MODIFIED", event.modified_at)
    entry.add("SEQUENCE", event.sequence)
    entry.add("STATUS", status(event))
    entry.add("TRANSP", "OPAQUE" if is_settled(event) and event.status not in STATUSES else "TRANSPARENT")
    entry.add("CLASS", "PRIVATE")
    entry.add("CATEGORIES", [str(event.get_kind_display())])
    if place := clean(", ".join(filter(None, [event.venue, str(event.city or "")]))):
        entry.add("LOCATION", place)
    entry.add("DESCRIPTION", clean_lines(description(event)))
    entry.add("URL", url)
    return entry


def day_vevent(entry, *, url):
    """A whole day that is free for other things: a term, a promise, an anniversary."""
    component = Event()
    component.add("UID", f"{entry.uid}@{UID_DOMAIN}")
    component.add("SUMMARY", clean(entry.title))
    component.add("DTSTART", entry.day)
    component.add("DTEND", entry.day + datetime.timedelta(days=1))
    component.add("DTSTAMP", entry.changed_at)
    component.add("LAST-MODIFIED", entry.changed_at)
    component.add("SEQUENCE", entry.sequence)
    component.add("STATUS", "CONFIRMED")
    component.add("TRANSP", "TRANSPARENT")
    component.add("CLASS", "PRIVATE")
    component.add("CATEGORIES", [entry.category])
    component.add("URL", url)
    return component


def clean_lines(lines):
    return "\n".join(clean(line) for line in lines if line)


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


def description(event):
    """Facts without any person's name: kind, status, edition, partners."""
    yield f"{event.get_kind_display()}, {event.get_status_display()}"
    if event.edition and event.series:
        yield f"{event.edition_text} – {event.series}"
    yield ", ".join(str(city) for city in event.cities.all())
    yield ", ".join(str(country) for country in event.countries.all())


def is_settled(event):
    """Known to the day, or a few days long."""
    if event.date.precision == Precision.day:
        return True
    short = event.date.precision == Precision.days
    return short and (event.ends_on - event.starts_on).days < LONGEST_SPAN_DAYS


def status(event):
    if event.status in STATUSES:
        return STATUSES[event.status]
    tentative = event.status in {EventStatus.IDEA, EventStatus.PLANNED, EventStatus.POSTPONED}
    return "TENTATIVE" if tentative or (event.status in TO_COME and not is_settled(event)) else "CONFIRMED"


def span(event):
    """DTSTART and DTEND: moments in the place's zone, or whole days with the day after as the end (§3.6.1)."""
    first = event.starts_on
    last = event.ends_on if is_settled(event) else first
    if event.start_time is None or not is_settled(event) or first != last:
        return first, last + datetime.timedelta(days=1)
    start = moment(first, event.start_time, event.time_zone)
    if event.end_time:
        end = moment(last, event.end_time, event.time_zone)
        return start, end if end > start else end + datetime.timedelta(days=1)
    return start, start + datetime.timedelta(hours=1)


def moment(day, time, zone_name):
    local = datetime.datetime.combine(day, time, ZoneInfo(zone_name))
    return local if has_one_offset(zone_name, day.year) else local.astimezone(datetime.UTC)


def has_one_offset(zone_name, year):
    """Constant from the year before to three years after: then a VTIMEZONE is one plain block for every client."""
    zone = ZoneInfo(zone_name)
    months = [datetime.datetime(y, m, 1, tzinfo=zone) for y in range(year - 1, year + 4) for m in range(1, 13)]
    return len({when.utcoffset() for when in months}) == 1


def vtimezone(zone_name, first_year, last_year):
    first, last = datetime.date(first_year - 1, 1, 1), datetime.date(last_year + 4, 1, 1)
    return Timezone.from_tzinfo(ZoneInfo(zone_name), zone_name, first_date=first, last_date=last)


def calendar_bytes(name, events, *, url_of, language, days=(), today=None):
    """The whole feed; byte for byte the same while the events are."""
    today = today or timezone.localdate()
    calendar = empty_calendar(name, _("Events of the international relations department"))
    entries = [vevent(e, url=url_of(e), language=language) for e in events if shown_in_feed(e, today=today)]
    entries += [day_vevent(each, url=url_of(each)) for each in days]
    return filled(calendar, entries).to_ical()


def event_bytes(event, *, url, language):
    """One event as a file to open with a calendar program."""
    return filled(empty_calendar(event.title), [vevent(event, url=url, language=language)]).to_ical()


def filled(calendar, entries):
    """With the entries, and before them the zones that they name."""
    zones = {zone for entry in entries if (zone := zone_of(entry))}  # (name, year)
    for zone_name in sorted({name for name, _year in zones}):
        years = [year for name, year in zones if name == zone_name]
        calendar.add_component(vtimezone(zone_name, min(years), max(years)))
    for entry in entries:
        calendar.add_component(entry)
    return calendar


def zone_of(entry):
    start = entry["DTSTART"].dt
    zone = getattr(start, "tzinfo", None)
    return (zone.key, start.year) if isinstance(zone, ZoneInfo) else None
