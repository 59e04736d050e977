"""Whatever a feed holds is valid; and what is not valid is refused by what says so."""

import datetime

import pytest
from django.urls import reverse

from crm.events.models import Delegation
from crm.feeds.actions import issue_token
from crm.feeds.models import FeedSubscription, Source
from tests.clients.parsers import by_ical, by_icalendar, by_vobject
from tests.clients.rules import faults
from tests.feeds.reading import SITE

FIRST, LAST = datetime.date(2025, 1, 1), datetime.date(2040, 12, 31)
VALID = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//Calendar//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:1@example
SUMMARY:Форум
DTSTART;VALUE=DATE:20270612
DTEND;VALUE=DATE:20270613
RRULE:FREQ=YEARLY;COUNT=3
EXDATE;VALUE=DATE:20280612
DTSTAMP:20260101T000000Z
SEQUENCE:0
STATUS:CONFIRMED
TRANSP:OPAQUE
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
"""
BROKEN = [
    ("VERSION:2.0\n", ""), ("VERSION:2.0", "VERSION:3.0"), ("PRODID:-//Somebody//Calendar//EN\n", ""),
    ("METHOD:PUBLISH", "METHOD:PUBLISH\nMETHOD:PUBLISH"),
    ("METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:hour"),
    ("UID:1@example\n", ""), ("UID:1@example", "UID:1\nUID:2"), ("SUMMARY:Форум", "SUMMARY:Форум\nSUMMARY:Форум"),
    ("SUMMARY:Форум", "SUMMARY:Фо\nрум"), ("SUMMARY:Форум", f"SUMMARY:{'ф' * 40}"),
    ("DTSTART;VALUE=DATE:20270612\n", ""), ("DTSTART;VALUE=DATE:20270612", "DTSTART;VALUE=DATE:20270631"),
    ("DTSTART;VALUE=DATE", "DTSTART"), ("DTEND;VALUE=DATE:20270613", "DTEND:20270613T000000Z"),
    ("DTEND;VALUE=DATE:20270613", "DTEND;VALUE=DATE:20270612"), ("SEQUENCE:0", "SEQUENCE:0\nDURATION:P1D"),
    (";VALUE=DATE:20270612\nDTEND;VALUE=DATE:20270613", ":20270612T100000\nDTEND:20270612T110000"),
    (
        ";VALUE=DATE:20270612\nDTEND;VALUE=DATE:20270613",
        ";TZID=Asia/Krasnoyarsk:20270612T100000\nDTEND;TZID=Asia/Krasnoyarsk:20270612T110000",
    ),
    ("FREQ=YEARLY", "FREQ=OFTEN"), ("COUNT=3", "COUNT=3;UNTIL=20300612"), ("COUNT=3", "UNTIL=20300612T000000Z"),
    ("EXDATE;VALUE=DATE:20280612", "EXDATE:20280612T000000Z"), ("DTSTAMP:20260101T000000Z\n", ""),
    ("DTSTAMP:20260101T000000Z", "DTSTAMP:20260101T000000"), ("SEQUENCE:0", "SEQUENCE:-1"),
    ("SEQUENCE:0", "SEQUENCE:one"), ("STATUS:CONFIRMED", "STATUS:MAYBE"), ("TRANSP:OPAQUE", "TRANSP:FREE"),
    ("CLASS:PRIVATE", "CLASS:SECRET"), ("END:VEVENT\n", ""), ("END:VCALENDAR\n", ""),
    ("END:VEVENT", "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:О\nEND:VALARM\nEND:VEVENT"),
]  # fmt: skip


@pytest.fixture
def refusals(by_icaljs):
    def refusals(body):
        checks = {
            "icalendar": lambda: by_icalendar(body, FIRST, LAST),
            "ical": lambda: by_ical(body, FIRST, LAST),
            "ical.js": lambda: by_icaljs(body, FIRST, LAST),
            "vobject": lambda: by_vobject(body),
            "rules": lambda: list(faults(body)),
        }
        return {name: said for name, check in checks.items() if (said := refusal(check, is_list=name == "rules"))}

    return refusals


def refusal(check, *, is_list):
    try:
        answer = check()
    except Exception as error:
        return repr(error)
    return answer if is_list else None


def test_a_valid_calendar_is_refused_by_none(refusals):
    assert refusals(VALID.replace("\n", "\r\n").encode()) == {}


@pytest.mark.parametrize(("right", "wrong"), BROKEN, ids=[wrong for _right, wrong in BROKEN])
def test_a_broken_calendar_is_refused(refusals, right, wrong):
    assert right in VALID
    assert refusals(VALID.replace(right, wrong).replace("\n", "\r\n").encode())


@pytest.mark.parametrize(
    "choices",
    [{}, {"has_alarms": True, "approximate": "span"}, {"shows_names": True, "language": "en"}],
    ids=["as it is", "alarms and spans", "names in English"],
)
def test_a_feed_of_everything_is_refused_by_none(client, head, world, refusals, choices):
    subscription = FeedSubscription(user=head, name="Всё, что есть", sources=Source.values, **choices)
    subscription.delegation = Delegation.objects.get()
    token = issue_token(subscription, site=SITE)
    body = client.get(reverse("feeds:feed", args=[token, "calendar"])).getvalue()
    assert body.count(b"BEGIN:VEVENT") > 20
    assert refusals(body) == {}
