"""Events that come again: on the same days in the calendar, on the page and in calendar programs."""

import datetime
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.dates import parse
from crm.events.calendar import events_between
from crm.events.models import Event
from crm.events.recurrence import nearer, occurrences, validate_recurrence
from tests.factories import EventFactory

DAY = datetime.date


def event(rule, first, *, last=None, excluded=()):
    date = parse(first if last is None else f"{first} – {last}")
    return Event(date=date, starts_on=date.earliest, ends_on=date.latest, recurrence=rule, excluded_days=list(excluded))


@pytest.mark.parametrize(
    ("rule", "first", "days"),
    [
        ("FREQ=YEARLY", "12.06.2026", ["2026-06-12", "2027-06-12", "2028-06-12"]),
        ("FREQ=YEARLY", "29.02.2024", ["2028-02-29"]),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=1SA", "06.06.2026", ["2026-06-06", "2027-06-05", "2028-06-03"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "31.01.2026", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("FREQ=YEARLY;INTERVAL=2", "12.06.2024", ["2026-06-12", "2028-06-12"]),
        ("FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260112", "05.01.2026", ["2026-01-05", "2026-01-09", "2026-01-12"]),
        ("FREQ=DAILY;COUNT=2", "31.12.2026", ["2026-12-31", "2027-01-01"]),
    ],
)
def test_days(rule, first, days):
    found = occurrences(event(rule, first), DAY(2026, 1, 1), DAY(2028, 12, 31))
    assert [start.isoformat() for start, _end in found] == days


def test_days_left_out_and_length():
    row = event("FREQ=YEARLY", "12.06.2026", last="14.06.2026", excluded=["2027-06-12"])
    found = occurrences(row, DAY(2026, 6, 14), DAY(2028, 6, 12))
    assert found == [(DAY(2026, 6, 12), DAY(2026, 6, 14)), (DAY(2028, 6, 12), DAY(2028, 6, 14))]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=HOURLY;COUNT=2", "FREQ=YEARLY;COUNT=2;UNTIL=20300101", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;BYSETPOS=1", "FREQ=YEARLY;INTERVAL=0", "YEARLY", "FREQ=YEARLY;FREQ=DAILY", "FREQ=YEARLY\nX", "",
        "FREQ=MONTHLY;BYDAY=XX", "FREQ=YEARLY;BYEASTER=0",
    ],
)  # fmt: skip
def test_rules_that_programs_read_differently_are_refused(rule):
    with pytest.raises(ValidationError):
        validate_recurrence(rule)


RULES = st.builds(
    "FREQ={};INTERVAL={}{}".format,
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
    st.integers(1, 5),
    st.sampled_from(["", ";COUNT=4", ";UNTIL=20291231"]),
) | st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={}".format, st.integers(1, 4), st.sampled_from(["MO,FR", "TU", "SU,MO"]))


@settings(deadline=None)
@given(RULES, st.dates(DAY(2020, 1, 1), DAY(2028, 12, 31)), st.integers(0, 900), st.integers(0, 900))
def test_the_window_shows_what_the_rule_says(rule, first, ahead, length):
    since = first + datetime.timedelta(days=ahead)
    last = since + datetime.timedelta(days=length)
    row = event(rule, first.strftime("%d.%m.%Y"))
    plain = rrulestr(rule, dtstart=datetime.datetime.combine(first, datetime.time()))
    expected = {when.date() for when in islice(plain, 4000)} | {first}  # the first day always counts
    shown = [start for start, _end in occurrences(row, since, last)]
    assert shown == sorted(day for day in expected if since <= day <= last)


@pytest.fixture
def festival(department):
    return EventFactory(
        department=department, title="Фестиваль", date=parse("12.06.2025"), recurrence="FREQ=YEARLY",
        excluded_days=["2027-06-12"], status="confirmed",
    )


def test_every_time_stands_in_the_calendar(specialist_client, festival):
    query = {"start": "2026-05-01", "end": "2026-08-01"}
    data = specialist_client.get(reverse("events:calendar-data"), query).json()
    (only,) = data["events"]
    assert (only["start"], only["editable"]) == ("2026-06-12", False)
    assert "ежегодно" in only["extendedProps"]["hint"]
    query = {"start": "2027-05-01", "end": "2027-08-01"}
    assert specialist_client.get(reverse("events:calendar-data"), query).json()["events"] == []
    page = specialist_client.get(reverse("events:calendar"), {"date": "2028-06-01"}).content.decode()
    assert "12 июня 2028" in page


def test_the_page_tells_the_rule_and_the_next_times(reader_client, festival, time_machine):
    time_machine.move_to(datetime.datetime(2026, 1, 10, tzinfo=datetime.UTC))
    page = reader_client.get(festival.get_absolute_url()).content.decode()
    assert "ежегодно; 12 июня 2026, 12 июня 2028, 12 июня 2029" in page


def test_the_form_takes_words_and_keeps_a_rule(specialist_client, department):
    values = {
        "department": department.pk, "title": "День города", "kind": "celebration", "status": "planned",
        "date": "12.06.2027", "format": "unknown", "recurrence": "ежегодно", "excluded_days": "12.06.2028",
    }
    response = specialist_client.post(reverse("events:event-create"), values)
    assert response.status_code == 302, response.context["form"].errors
    made = Event.objects.get()
    assert (made.recurrence, made.excluded_days) == ("FREQ=YEARLY", ["2028-06-12"])
    values["date"] = "июнь 2027"
    response = specialist_client.post(reverse("events:event-create"), values)
    assert "recurrence" in response.context["form"].errors


def test_it_moves_only_to_a_day_of_its_rule(specialist_client, festival):
    festival.recurrence = "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=12"
    festival.save()
    url = reverse("events:event-move", args=[festival.pk])
    assert specialist_client.post(url, {"date": "13.06.2025"}).status_code == 422
    assert specialist_client.post(url, {"date": "12.06.2026"}).status_code == 302
    url = reverse("events:event-postpone", args=[festival.pk])
    assert specialist_client.post(url, {"date": "осень 2026"}).status_code == 422


def test_what_comes_again_is_never_past_but_planned(department, festival):
    festival.status = "planned"
    festival.save()
    assert not Event.objects.past_but_planned().exists()


def test_a_window_takes_as_many_queries_with_many_rules(department, django_assert_num_queries):
    for number in range(30):
        EventFactory(
            department=department, title=f"Неделя {number}", date=parse("05.01.2026"), recurrence="FREQ=WEEKLY"
        )
    with django_assert_num_queries(3):
        window = events_between(Event.objects.all(), DAY(2027, 1, 1), DAY(2027, 1, 31))
        assert len(window.dated) == 30 * 4


def test_a_century_of_days_is_not_counted_one_by_one():
    assert nearer("FREQ=DAILY;INTERVAL=2", DAY(1900, 1, 1), DAY(2027, 6, 3)) == DAY(2027, 6, 2)
    assert nearer("FREQ=WEEKLY", DAY(1900, 1, 1), DAY(2027, 6, 2)) == DAY(2027, 5, 31)
    assert nearer("FREQ=DAILY;COUNT=9", DAY(2027, 1, 1), DAY(2027, 6, 2)) == DAY(2027, 1, 1)
