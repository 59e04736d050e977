"""The calendar around the entries, and what all entries share (RFC 5545, RFC 7986)."""

import datetime
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Timezone, vDuration

UID_DOMAIN = "pobratim"
REFRESH = datetime.timedelta(hours=1)
CANCELLED_KEPT_DAYS = 30
WINDOW_BACK_DAYS = 366
FEED_TAIL = b"END:VCALENDAR\r\n"
ALARM_BEFORE = -datetime.timedelta(hours=15)  # nine in the morning of the day before a whole day
LINE_ENDS = dict.fromkeys((0x2028, 0x2029), " ")  # of Unicode: some programs end a line of the file there
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")


def clean_lines(lines):
    return "\n".join(clean(line) for line in lines if line)


def clean(text):
    """Without control and private-use characters, which documents bring along."""
    return UNPRINTABLE.sub("", text.translate(LINE_ENDS)).strip()


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


def feed_head(name, zones):
    """The bytes before the entries: the calendar's own lines and the zones that entries name."""
    return made_head(name, _("Events of the international relations department"), frozenset(zones))


@lru_cache(maxsize=256)  # zones are dear to write
def made_head(name, about, zones):
    calendar = empty_calendar(name, about)
    add_zones(calendar, zones)
    return calendar.to_ical().removesuffix(FEED_TAIL)


def add_zones(calendar, zones):
    """Zones as entries keep them, "Asia/Krasnoyarsk 2026"; one block for each, over all the years that occur."""
    years = {}
    for zone in zones:
        zone_name, _space, year = zone.rpartition(" ")
        years.setdefault(zone_name, []).append(int(year))
    for zone_name in sorted(years):
        calendar.add_component(vtimezone(zone_name, min(years[zone_name]), max(years[zone_name])))


def zone_of(entry):
    """The zone an entry's hours are told in, with its year; empty for days and for universal time."""
    start = entry["DTSTART"].dt
    zone = getattr(start, "tzinfo", None)
    return f"{zone.key} {start.year}" if isinstance(zone, ZoneInfo) else ""


def whole_days(entry, first, last):
    """DTEND is the day after (§3.6.1)."""
    entry.add("DTSTART", first)
    entry.add("DTEND", last + datetime.timedelta(days=1))


def add_alarm(entry, text):
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", text)
    alarm.add("TRIGGER", ALARM_BEFORE)
    entry.add_component(alarm)
