"""Rules that a form takes name the same days to dateutil, which the calendar page uses, and to ical.js."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from crm.events.recurrence import begins_by_rule, has_its_day_each_time, rule_of, validate_recurrence
from tests.clients.shown import DAY

LAST = datetime.date(2034, 12, 31)
ENTRY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//Calendar//EN
BEGIN:VEVENT
UID:1@example
SUMMARY:Форум
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:{start:%Y%m%d}
DTEND;VALUE=DATE:{end:%Y%m%d}
RRULE:{rule}
END:VEVENT
END:VCALENDAR
"""


def listed(values, most):
    return st.lists(values, min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


weekdays = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
numbered = st.builds("{}{}".format, st.sampled_from([1, 2, 3, 4, 5, -1, -2]), weekdays)
month_days = st.integers(1, 31) | st.integers(-5, -1)
PARTS = {
    "INTERVAL": st.integers(1, 5), "COUNT": st.integers(1, 9), "WKST": st.sampled_from(["MO", "SU"]),
    "UNTIL": st.dates(datetime.date(2028, 1, 1), LAST).map("{:%Y%m%d}".format),
    "BYMONTH": listed(st.integers(1, 12), 3), "BYMONTHDAY": listed(month_days, 2),
    "BYDAY": listed(weekdays, 5) | listed(numbered, 3), "BYSETPOS": st.sampled_from([1, 2, -1, -2]),
}  # fmt: skip
frequencies = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
rules = st.builds(
    lambda frequency, parts: ";".join(f"{name}={value}" for name, value in {"FREQ": frequency, **parts}.items()),
    frequencies, st.fixed_dictionaries({}, optional=PARTS),
)  # fmt: skip


def is_taken(rule):
    try:
        validate_recurrence(rule)
    except ValidationError:
        return False
    return True


@settings(max_examples=300, deadline=None)
@example(rule="FREQ=YEARLY", from_day=datetime.date(2028, 2, 29))
@example(rule="FREQ=MONTHLY", from_day=datetime.date(2027, 1, 31))
@example(rule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", from_day=datetime.date(2027, 1, 1))
@given(rule=rules.filter(is_taken), from_day=st.dates(datetime.date(2027, 1, 1), datetime.date(2028, 12, 31)))
def test_what_is_taken_is_read_alike(by_icaljs, rule, from_day):
    first = next((when.date() for when in rule_of(rule, from_day, LAST)), None)
    assume(first and begins_by_rule(rule, first))
    text = ENTRY.format(start=first, end=first + DAY, rule=rule).replace("\n", "\r\n")
    shown = {row.start for row in by_icaljs(text.encode(), first, LAST)}
    assert shown == {when.date().isoformat() for when in rule_of(rule, first, LAST) if when.date() <= LAST}


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTHDAY=5", "FREQ=MONTHLY;INTERVAL=2;BYMONTH=3,6", "FREQ=YEARLY;BYDAY=TH;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=2,15;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1WE;BYSETPOS=-1", "FREQ=WEEKLY;BYDAY=1MO,2MO",
    ],
)  # fmt: skip
def test_what_programs_read_each_in_its_way_is_not_taken(rule):
    assert not is_taken(rule)


@pytest.mark.parametrize(
    ("rule", "first", "is_there"),
    [
        ("FREQ=YEARLY", datetime.date(2028, 2, 29), False),
        ("FREQ=YEARLY;BYMONTH=5,6", datetime.date(2027, 5, 31), False),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", datetime.date(2027, 12, 31), True),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", datetime.date(2027, 12, 31), False),
        ("FREQ=MONTHLY", datetime.date(2027, 1, 31), True),
    ],
)
def test_a_day_that_some_years_or_months_lack(rule, first, is_there):
    assert has_its_day_each_time(rule, first) is is_there
