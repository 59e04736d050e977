"""Calendars of others read entry by entry, so that one bad entry spoils no other, in bounded time and memory."""

import datetime
import re
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Component

from crm.dates import ApproximateDate
from crm.events.recurrence import begins_by_rule, in_words, validate_days, validate_recurrence

MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 5_000
LONGEST_ENTRY = 64 * 1024
LONGEST_DAYS = 400
LONGEST_RULE = 200
BEGIN, END = re.compile(r"(?i)BEGIN:VEVENT\s*$"), re.compile(r"(?i)END:VEVENT\s*$")
ZONE = re.compile(r"(?ims)^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$")
YEARS = range(1900, 2200)


class UnreadableError(ValueError):
    """Nothing of the file can be read; the text says why and what to do."""


class EntryError(ValueError):
    """One entry cannot be taken; the text says why."""


@dataclass
class Entry:
    """What one VEVENT says, in the words of our events. `fault` or the rest is empty."""

    uid: str = ""
    title: str = ""
    date: ApproximateDate | None = None
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    venue: str = ""
    description: str = ""
    recurrence: str = ""
    excluded_days: list = field(default_factory=list)
    is_cancelled: bool = False
    sequence: int = 0
    notes: list = field(default_factory=list)
    fault: str = ""

    @property
    def again(self):
        """«ежегодно», or the rule as it is written."""
        return in_words(self) if self.recurrence else ""


def decoded(body):
    """UTF-8 and UTF-16 by their marks, else Windows-1251."""
    if len(body) > MOST_BYTES:
        raise UnreadableError(_("The calendar is larger than 10 MB. Export a shorter time of it."))
    for encoding in ("utf-16",) if body[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1251"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise UnreadableError(_("The file is no text. Export the calendar as a file .ics."))
    if "BEGIN:VCALENDAR" not in text[:20_000].upper():
        raise UnreadableError(_("This is no calendar: BEGIN:VCALENDAR is missing. Export the calendar as a file .ics."))
    return text


def read(body, *, zone):
    """All entries of a calendar in their order; hours are told in the zone, "Asia/Krasnoyarsk"."""
    text = decoded(body)
    zones = zones_of(text)
    seen, found = set(), []
    for block, fault in blocks(text):
        if len(found) == MOST_ENTRIES:
            found.append(Entry(fault=_("Only the first %(most)s entries are read.") % {"most": MOST_ENTRIES}))
            break
        entry = Entry(fault=fault) if fault else entry_of(block, zones, zone)
        key = entry.uid
        if key and key in seen and not entry.fault:
            entry.fault = _("A second entry with the same UID.")
        seen.add(key)
        found.append(entry)
    return found


def zones_of(text):
    """The zones that the file explains; the parser wants a name in each, which RFC 5545 does not."""
    zones = "\r\n".join(each.strip() for each in ZONE.findall(text)[:50]) if "BEGIN:VTIMEZONE" in text.upper() else ""
    if "TZNAME" in zones.upper():
        return zones
    return re.sub(r"(?im)^BEGIN:(STANDARD|DAYLIGHT)(\s*)$", r"BEGIN:\1\r\nTZNAME:\1\2", zones)


def blocks(text):
    """(text of a VEVENT, fault) one by one."""
    lines, size = None, 0
    for line in text.splitlines():
        if BEGIN.match(line):
            if lines is not None:
                yield "", _("An entry without its end.")
            lines, size = [], 0
        if lines is None:
            continue
        size += len(line)
        if size <= LONGEST_ENTRY:
            lines.append(line)
        if END.match(line):
            yield ("\r\n".join(lines), "") if size <= LONGEST_ENTRY else ("", _("An entry of more than 64 kB."))
            lines = None
    if lines is not None:
        yield "", _("An entry without its end.")


def entry_of(block, zones, zone):
    try:
        component = parsed(block, zones)
    except Exception:  # noqa: BLE001 – a parser of others' files fails in many ways
        return Entry(title=said(block, "SUMMARY"), fault=_("The entry is damaged and cannot be read."))
    entry = Entry(uid=text_of(component, "UID", 255), title=line_of(component, "SUMMARY", 300))
    try:
        fill(entry, component, zone)
    except EntryError as error:
        entry.fault = str(error)
    except Exception:  # noqa: BLE001 – the same
        entry.fault = _("The entry is damaged and cannot be read.")
    return entry


def parsed(block, zones):
    """Zones of the file are needed only by entries that name one."""
    if zones and "TZID=" in block.upper():
        whole = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{zones}\r\n{block}\r\nEND:VCALENDAR\r\n")
        return whole.walk("VEVENT")[0]
    return Component.from_ical(block)


def said(block, name):
    """The words of a line that the parser did not get to."""
    found = re.search(rf"(?im)^{name}[^:\r\n]*:([^\r\n]{{0,200}})", block)
    return found[1].strip() if found else ""


def text_of(component, name, most):
    value = component.get(name, "")
    value = value[0] if isinstance(value, list) else value
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", str(value)).strip()[:most]


def line_of(component, name, most):
    """A title or a place is one line, whatever breaks its writer put in."""
    return " ".join(text_of(component, name, 5000).split())[:most]


def fill(entry, component, zone):
    if not entry.uid:
        raise EntryError(_("No UID: the entry could not be found again."))
    if not entry.title:
        raise EntryError(_("No title."))
    if "RECURRENCE-ID" in component:
        raise EntryError(_("One changed time of an entry that comes again: enter it by hand."))
    entry.venue = line_of(component, "LOCATION", 200)
    entry.description = text_of(component, "DESCRIPTION", 5000)
    entry.is_cancelled = text_of(component, "STATUS", 20).upper() == "CANCELLED"
    entry.sequence = min(max(int(component.get("SEQUENCE", 0)), 0), 2**31 - 1)
    set_time(entry, component, ZoneInfo(zone))
    if "RRULE" in component:
        set_rule(entry, component)


def set_time(entry, component, zone):
    start = component.get("DTSTART")
    if start is None or isinstance(start, list):
        raise EntryError(_("No beginning, or more than one."))
    end = component.get("DTEND")
    known_zone(start, end)
    first = start.dt
    last = end.dt if end is not None else first + component["DURATION"].dt if "DURATION" in component else None
    if not isinstance(first, datetime.datetime):
        last = last - datetime.timedelta(days=1) if last and last > first else first
        entry.date = span(first, last)
        return
    begins, ends = local(first, zone), local(last, zone) if last else None
    if ends and ends < begins:
        raise EntryError(_("It ends before it begins."))
    if ends is None or ends - begins <= datetime.timedelta(hours=24):
        entry.date = span(begins.date(), begins.date())
        entry.start_time, entry.end_time = begins.time().replace(second=0), ends and ends.time().replace(second=0)
    else:
        entry.date = span(begins.date(), ends.date())


def known_zone(*times):
    """A zone that is named and unknown would shift the hours unseen."""
    for one in times:
        moment = getattr(one, "dt", None)
        if isinstance(moment, datetime.datetime) and moment.tzinfo is None and "TZID" in one.params:
            raise EntryError(_("Unknown time zone: %(zone)s.") % {"zone": str(one.params["TZID"])[:60]})


def local(moment, zone):
    """Floating time is ours."""
    if not isinstance(moment, datetime.datetime):
        return datetime.datetime.combine(moment, datetime.time())
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None, microsecond=0)


def span(first, last):
    if first.year not in YEARS or last.year not in YEARS:
        raise EntryError(_("A year that cannot be meant."))
    if last < first:
        raise EntryError(_("It ends before it begins."))
    if (last - first).days > LONGEST_DAYS:
        raise EntryError(_("It lasts longer than a year."))
    return ApproximateDate.days(first, last)


def set_rule(entry, component):
    """Only what all programs read alike; else the first time is taken, and that is said."""
    rule = component["RRULE"]
    if isinstance(rule, list):
        entry.notes.append(_("Several rules of repetition: only the first time is taken."))
        return
    text = re.sub(r"(UNTIL=\d{8})T\d{6}Z?", r"\1", rule.to_ical().decode())
    days = sorted({day.isoformat() for day in left_out(component)})
    try:
        validate_recurrence(text)
        if len(text) > LONGEST_RULE:
            raise ValidationError("")
        validate_days(days)
        if not begins_by_rule(text, entry.date.earliest):
            raise ValidationError("")
    except ValidationError:
        entry.notes.append(_("A rule of repetition that programs read differently: only the first time is taken."))
        return
    entry.recurrence, entry.excluded_days = text, days


def left_out(component):
    values = component.get("EXDATE", [])
    for value in values if isinstance(values, list) else [values]:
        for one in value.dts[:1000]:
            yield one.dt.date() if isinstance(one.dt, datetime.datetime) else one.dt
