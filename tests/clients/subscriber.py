"""A subscriber at a desk: vdirsyncer fetches the feed by its address, khal lists what it stored."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar

from tests.clients.parsers import by_icalendar
from tests.clients.shown import DAY, Shown, said

BIN = Path(sys.executable).parent
ZONE = "Asia/Krasnoyarsk"
SYNC = """
[general]
status_path = "{folder}/status"
[pair feed]
a = "remote"
b = "stored"
collections = null
[storage remote]
type = "http"
url = "{address}"
[storage stored]
type = "filesystem"
path = "{folder}/stored"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[feed]]
path = {folder}/stored
readonly = True
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
"""
FIELDS = ("url", "title", "start-long", "end-long", "status", "all-day")


class Subscriber:
    def __init__(self, folder, address):
        self.stored = folder / "stored"
        self.stored.mkdir(parents=True)
        self.home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        self.sync_config, self.khal_config = folder / "vdirsyncer.conf", folder / "khal.conf"
        self.sync_config.write_text(SYNC.format(folder=folder, address=address))
        self.khal_config.write_text(KHAL.format(folder=folder, zone=ZONE))
        assert self.run("vdirsyncer", "-c", self.sync_config, "discover").returncode == 0

    def run(self, program, *arguments):
        command = [BIN / program, *arguments]
        return subprocess.run(command, env=os.environ | self.home, capture_output=True, text=True, check=False)

    def sync(self):
        return self.run("vdirsyncer", "-c", self.sync_config, "sync")

    def files(self):
        return {path.name: path.read_bytes() for path in self.stored.glob("*.ics")}

    def stored_items(self, first, last, uid_of):
        """vdirsyncer gives each item of a feed a UID of its own making; its address says which it is."""
        shown = set()
        for body in self.files().values():
            (entry,) = Calendar.from_ical(body).walk("VEVENT")
            uid = uid_of[str(entry["URL"])]
            shown |= {row._replace(uid=uid) for row in by_icalendar(body, first, last)}
        return shown

    def listed(self, first, last, uid_of):
        """khal lists a day after the other, in local time, and ends whole days with the last one."""
        fields = [part for name in FIELDS for part in ("--json", name)]
        period = [first.isoformat(), (last + DAY).isoformat()]
        listing = self.run("khal", "-c", self.khal_config, "list", *fields, *period)
        assert listing.returncode == 0, listing.stderr
        rows = [row for day in listing.stdout.splitlines() for row in json.loads(day)]
        return {as_shown(row, uid_of) for row in rows}


def as_shown(row, uid_of):
    start, end = row["start-long"], row["end-long"]
    if row["all-day"] == "True":
        end = (datetime.date.fromisoformat(end) + DAY).isoformat()
    else:
        start, end = from_local(start), from_local(end)
    return Shown(uid_of[row["url"]], row["title"], start, end, row["status"])


def from_local(text):
    return said(datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)))
