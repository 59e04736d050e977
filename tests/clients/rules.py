"""Rules of RFC 5545 that none of the parsers looks after: each gives what is wrong with a component."""

import datetime

from icalendar import Calendar

VALUES = {
    "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "CLASS": {"PUBLIC", "PRIVATE", "CONFIDENTIAL"},
}
UNIVERSAL = ("DTSTAMP", "CREATED", "LAST-MODIFIED")  # §3.8.7
MOST_OCTETS = 75  # §3.1


def faults(body):
    calendar = Calendar.from_ical(body)
    events = calendar.walk("VEVENT")
    yield from folding(body)
    yield from zones(calendar, events)
    if calendar.get("VERSION") != "2.0":
        yield "VERSION is not 2.0"
    for event in events:
        yield from (f"{name}:{event[name]}" for name in VALUES if name in event and event[name] not in VALUES[name])
        yield from times(event)
        yield from repetition(event)
        if event.get("SEQUENCE", 0) < 0:
            yield "SEQUENCE is negative"


def folding(body):
    lines = body.split(b"\r\n")
    if lines[-1] or any(b"\n" in line or b"\r" in line for line in lines):
        yield "a line does not end with CR LF"
    yield from (f"{line!r} is too long" for line in lines if len(line) > MOST_OCTETS)


def zones(calendar, events):
    """Exactly those that are named are defined (§3.2.19)."""
    defined = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    moments = [event[name] for event in events for name in ("DTSTART", "DTEND")]
    named = {moment.params["TZID"] for moment in moments if "TZID" in moment.params}
    if defined != named:
        yield f"zones {defined} are defined, {named} are named"


def times(event):
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if type(start) is not type(end) or not end > start:
        yield f"{start} to {end}"
    if isinstance(start, datetime.datetime) and start.tzinfo is None:
        yield "floating time"
    for name in UNIVERSAL:
        if name in event and event[name].dt.tzinfo is None:
            yield f"{name} is not universal"


def repetition(event):
    """UNTIL and EXDATE are of the type of DTSTART; COUNT and UNTIL exclude each other (§3.3.10, §3.8.5.1)."""
    rule, start = event.get("RRULE", {}), event["DTSTART"].dt
    exceptions = event.exdates
    if any(type(value) is not type(start) for value in [*rule.get("UNTIL", []), *exceptions]):
        yield "UNTIL or EXDATE is of another type than DTSTART"
    if {"COUNT", "UNTIL"} <= set(rule):
        yield "COUNT and UNTIL together"
