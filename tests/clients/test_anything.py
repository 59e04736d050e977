"""Whatever is entered, parsers that others wrote read from the feed what the database says."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from crm.dates import ApproximateDate
from crm.events.models import EventStatus
from crm.events.recurrence import has_its_day_each_time, rule_of, validate_recurrence
from crm.feeds.actions import issue_token
from crm.feeds.models import FeedSubscription
from tests.clients.parsers import by_ical, by_icalendar, by_vobject
from tests.clients.rules import faults
from tests.clients.shown import in_database
from tests.factories import CityFactory, EventFactory
from tests.feeds.reading import SITE

FIRST = timezone.localdate()
LAST = FIRST + datetime.timedelta(days=5 * 366)
ZONES = ["Asia/Krasnoyarsk", "America/Los_Angeles", "Asia/Kathmandu", "Europe/Moscow", "Australia/Lord_Howe"]
RULES = [
    "", "", "", "FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=2;COUNT=3", "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=1SA", "FREQ=WEEKLY;BYDAY=MO,TH;WKST=SU;INTERVAL=2", "FREQ=DAILY;INTERVAL=10;COUNT=7",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", f"FREQ=MONTHLY;UNTIL={FIRST.year + 2}0301",
    "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=2,9;BYMONTHDAY=1,28",
]  # fmt: skip

days = st.dates(FIRST + datetime.timedelta(days=2), FIRST + datetime.timedelta(days=700))
# As a form takes them: in one line, without spaces around.
letters = st.sampled_from("абвЁё ,;:\\\"'«»–№()nN😀\u200d中\u0301\u2028\u2029")
anything = st.characters(exclude_categories=["Cs", "Cc", "Co"])
titles = st.text(letters | anything, min_size=1, max_size=300).map(str.strip).filter(bool)


@pytest.fixture
def feed(client, department, reader):
    token = issue_token(FeedSubscription(user=reader, name="Всё"), site=SITE)
    return reverse("feeds:feed", args=[token, "calendar"])


@pytest.fixture
def event(department):
    return EventFactory(department=department, city=CityFactory(name_ru="Зурбаган"))


def fill(event, *, title, first, length, rule, start, minutes, zone, status, left_out, is_moved):
    """As a form takes it: the rule names the first day, unless the event was moved to another one."""
    named = [first]
    if rule:
        validate_recurrence(rule)
        named += [when.date() for when in rule_of(rule, first, LAST)]
        assume(named[1:])
        # With BYSETPOS, ical.js adds a day to the month of a first day that the rule does not name.
        first = first if is_moved and "BYSETPOS" not in rule else named[1]
        assume(has_its_day_each_time(rule, first))
    event.city.time_zone = zone
    event.city.save()
    event.title, event.status, event.recurrence = title, status, rule
    event.date = ApproximateDate.days(first, first + datetime.timedelta(days=length))
    event.excluded_days = [named[each].isoformat() for each in sorted(left_out) if each < len(named)]
    event.start_time = start
    end = start and datetime.datetime.combine(first, start) + datetime.timedelta(minutes=minutes)
    event.end_time = end and end.time()
    event.save()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=titles, first=days, length=st.sampled_from([0, 0, 0, 1, 2, 6]), rule=st.sampled_from(RULES),
    start=st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 23 * 60), zone=st.sampled_from(ZONES), status=st.sampled_from(EventStatus),
    left_out=st.sets(st.integers(0, 4)), is_moved=st.booleans(),
)  # fmt: skip
def test_any_event_is_read_alike(client, feed, event, department, by_icaljs, **values):
    fill(event, **values)
    cache.clear()
    body = client.get(feed).getvalue()
    expected = in_database(department, FIRST, LAST)
    assert not list(faults(body))
    by_vobject(body)
    assert by_icalendar(body, FIRST, LAST) == expected
    assert by_ical(body, FIRST, LAST) == expected
    assert by_icaljs(body, FIRST, LAST) == expected
