"""One event as a file to open with a calendar program, or to send to somebody by e-mail."""

from icalendar import vCalAddress

from crm.feeds.events import STATUSES, vevent
from crm.feeds.ical import add_zones, empty_calendar, zone_of
from crm.feeds.models import Rendering


def event_bytes(event, *, site, language):
    return calendar_of(event, plain(event, site, language), "PUBLISH")


def invitation_bytes(event, *, site, language, organizer, guests):
    """(bytes, method): a request to come, or of a cancelled event that nobody need come (RFC 5546 §3.2)."""
    entry = plain(event, site, language)
    del entry["CLASS"], entry["URL"]  # the guests cannot open our pages
    entry.add("ORGANIZER", mail_address(organizer))
    for guest in guests:
        attendee = mail_address(guest)
        attendee.params["ROLE"], attendee.params["PARTSTAT"] = "REQ-PARTICIPANT", "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
        entry.add("ATTENDEE", attendee, encode=False)
    method = "CANCEL" if event.status in STATUSES else "REQUEST"
    return calendar_of(event, entry, method), method


def plain(event, site, language):
    return vevent(event, Rendering(site=site, language=language))


def mail_address(email):
    return vCalAddress(f"mailto:{email}")


def calendar_of(event, entry, method):
    calendar = empty_calendar(event.title)
    calendar["METHOD"] = method
    add_zones(calendar, {zone_of(entry)} - {""})
    calendar.add_component(entry)
    return calendar.to_ical()
