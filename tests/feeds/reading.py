"""Feeds as a client reads them."""

from icalendar import Calendar

SITE = "https://pobratim.example"


def entries_at(client, address):
    return Calendar.from_ical(client.get(address).getvalue()).walk("VEVENT")
