"""Calendars of others read entry by entry, so that one bad entry spoils no other, in bounded time and memory."""

import datetime
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.tz import tzical
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from icalendar import Event as Component

from crm.dates import ApproximateDate
from crm.events.recurrence import begins_by_rule, in_words, validate_days, validate_recurrence

MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 5_000
LONGEST_ENTRY = 64 * 1024
LONGEST_DAYS = 400
LONGEST_RULE = 200
MOST_SECONDS = 20
MOST_ZONES = 50
MOST_RULES = 50  # of one zone
LINE_END = re.compile(r"\r\n|\r|\n")  # no other: text may hold what Unicode also calls ends of lines
OF_ZONES = {"BEGIN", "END", "TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}
# Of rules that name a day or some of one month; others would be counted for minutes.
OF_RULES = {
    "FREQ": r"YEARLY", "BYMONTH": r"\d\d?", "BYDAY": r"[+-]?\d?[A-Z]{2}", "BYMONTHDAY": r"-?\d\d?(,-?\d\d?)*",
    **dict.fromkeys(("INTERVAL", "COUNT", "UNTIL", "WKST", "BYHOUR", "BYMINUTE", "BYSECOND"), r"\w+"),
}
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
    deadline = time.monotonic() + MOST_SECONDS
    for block, fault in blocks(text):
        if time.monotonic() > deadline:
            raise UnreadableError(_("The calendar takes too long to read. Export a shorter time of it."))
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
    """{name: time zone} of those that the file explains. The parser would keep them, also for other files."""
    found = {}
    for block, fault in islice(blocks(text, "VTIMEZONE"), MOST_ZONES):
        with suppress(Exception):  # entries that name it say that it is unknown
            name, zone = ("", None) if fault else zone_of(block)
            found.setdefault(name, zone)
    return found


def zone_of(block):
    """(name, time zone), of the lines that it consists of."""
    lines = [line.partition(":") for line in LINE_END.split(unfolded(block))]
    said = [(name.partition(";")[0].strip().upper(), value.strip()) for name, _colon, value in lines]
    said = [(name, value.upper() if name in ("BEGIN", "END") else value) for name, value in said]
    rules = [value.upper() for name, value in said if name == "RRULE"]
    if len(rules) > MOST_RULES or not all(map(is_rule_of_zone, rules)):
        raise EntryError
    kept = "\n".join(f"{name}:{value}" for name, value in said if name in OF_ZONES)
    return next(value for name, value in said if name == "TZID"), tzical(StringIO(kept)).get()


def is_rule_of_zone(text):
    named = dict(part.partition("=")[::2] for part in text.strip(";").split(";"))
    is_of_days = {"BYDAY", "BYMONTHDAY"} & set(named)
    return "FREQ" in named and (not is_of_days or "BYMONTH" in named) and all(
        re.fullmatch(OF_RULES.get(name, "(?!)"), value) for name, value in named.items()
    )


def unfolded(block):
    return re.sub(r"\r\n[ \t]", "", block)


def blocks(text, name="VEVENT"):
    """(text of a VEVENT, fault) one by one."""
    begin, end = (re.compile(rf"(?i){word}:{name}\s*$") for word in ("BEGIN", "END"))
    lines, size = None, 0
    for line in LINE_END.split(text):
        if begin.match(line):
            if lines is not None:
                yield "", _("An entry without its end.")
            lines, size = [], 0
        if lines is None:
            continue
        size += len(line)
        if size <= LONGEST_ENTRY:
            lines.append(line)
        if end.match(line):
            yield ("\r\n".join(lines), "") if size <= LONGEST_ENTRY else ("", _("An entry of more than 64 kB."))
            lines = None
    if lines is not None:
        yield "", _("An entry without its end.")


def entry_of(block, zones, zone):
    try:
        component = parsed(block)
    except Exception:  # noqa: BLE001 – a parser of others' files fails in many ways
        return Entry(title=said(block, "SUMMARY"), fault=_("The entry is damaged and cannot be read."))
    entry = Entry(uid=text_of(component, "UID", 255), title=line_of(component, "SUMMARY", 300))
    try:
        fill(entry, component, zone, zones)
    except EntryError as error:
        entry.fault = str(error)
    except Exception:  # noqa: BLE001 – the same
        entry.fault = _("The entry is damaged and cannot be read.")
    return entry


def parsed(block):
    """Without a zone inside: the parser would keep it for all files."""
    if re.search(r"(?im)^END\b.*VTIMEZONE", unfolded(block)):
        raise EntryError
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


def fill(entry, component, zone, zones):
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
    set_time(entry, component, ZoneInfo(zone), zones)
    if "RRULE" in component:
        set_rule(entry, component)


def set_time(entry, component, zone, zones):
    start = component.get("DTSTART")
    if start is None or isinstance(start, list):
        raise EntryError(_("No beginning, or more than one."))
    end = component.get("DTEND")
    first = in_its_zone(start, zones)
    length = component["DURATION"].dt if "DURATION" in component else None
    last = in_its_zone(end, zones) if end is not None else first + length if length is not None else None
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


def in_its_zone(value, zones):
    """A zone that is named and unknown would shift the hours unseen."""
    moment = value.dt
    name = str(value.params.get("TZID", ""))
    if not name or not isinstance(moment, datetime.datetime) or moment.tzinfo is not None:
        return moment
    if name not in zones:
        raise EntryError(_("Unknown time zone: %(zone)s.") % {"zone": name[:60]})
    return moment.replace(tzinfo=zones[name])


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
