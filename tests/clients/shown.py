"""What a calendar shows, said in one form for every client: days as 2027-06-12, moments in universal time."""

import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crm.dates import Precision
from crm.events.models import Event, EventStatus
from crm.events.recurrence import occurrences

DAY = datetime.timedelta(days=1)
OFF = {EventStatus.CANCELLED: "ОТМЕНЕНО: ", EventStatus.FAILED: "НЕ СОСТОЯЛОСЬ: "}
UNSURE = {EventStatus.IDEA, EventStatus.PLANNED, EventStatus.POSTPONED}


class Shown(NamedTuple):
    uid: str
    title: str
    start: str
    end: str  # of whole days the day after the last, as RFC 5545 has it
    status: str


def said(when):
    if not isinstance(when, datetime.datetime):
        return when.isoformat()
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")


def in_database(department, first, last):
    """By the models alone, without anything that feeds are made of."""
    rows = Event.objects.filter(department=department, deleted_at=None, starts_on__isnull=False).select_related("city")
    return {shown for event in rows if not is_vague(event) for shown in each_time(event, first, last)}


def is_vague(event):
    return event.date.precision in (Precision.year, Precision.years)


def each_time(event, first, last):
    for first_day, last_day in occurrences(event, first, last):
        start, end = times(event, first_day, last_day)
        yield Shown(f"{event.uid}@pobratim", title(event), said(start), said(end), status(event))


def times(event, first_day, last_day):
    if not event.date.is_exact:
        return first_day, first_day + DAY
    if event.start_time is None or event.recurrence or first_day != last_day:
        return first_day, last_day + DAY
    zone = ZoneInfo(event.city.time_zone)
    start = datetime.datetime.combine(first_day, event.start_time, zone)
    ends = (datetime.datetime.combine(day, event.end_time, zone) for day in (first_day, first_day + DAY))
    return start, next(end for end in ends if end.timestamp() > start.timestamp())


def title(event):
    open_date = "" if event.date.is_exact else f"[{event.date.format('ru')}, дата уточняется] "
    return OFF.get(event.status, "") + open_date + event.title.replace("\u2028", " ").replace("\u2029", " ")


def status(event):
    if event.status in OFF:
        return "CANCELLED"
    return "TENTATIVE" if event.status in UNSURE or not event.date.is_exact else "CONFIRMED"
