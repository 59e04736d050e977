import datetime
import random

import pytest
from django.utils import translation
from icalendar import Calendar

from crm.dates import parse
from crm.events.models import Event, EventStatus
from crm.feeds.events import EventMaker, vevent
from crm.feeds.ical import FEED_TAIL, feed_head
from crm.feeds.models import Rendering, Source
from tests.factories import CityFactory, EventFactory, PersonFactory

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def made(department):
    def make(date, **values):
        event = EventFactory(department=department, date=parse(date), **values)
        return Event.objects.get(pk=event.pk)

    return make


def feed(*events, today=TODAY, language="ru", name="Календарь отдела", **choices):
    """As a subscription to events is joined of entries."""
    rendering = Rendering(site="https://e.org", language=language, **choices)
    with translation.override(language):
        ids = [event.pk for event in events]
        entries = [row for row in EventMaker().fresh(ids, rendering, today=today) if row.source == Source.EVENTS]
        head = feed_head(name, {row.zone for row in entries if row.zone})
    return head + b"".join(row.body for row in entries) + FEED_TAIL


def only_entry(*events, **values):
    (entry,) = Calendar.from_ical(feed(*events, **values)).walk("VEVENT")
    return entry


def days(entry):
    return entry["DTSTART"].dt, entry["DTEND"].dt


def test_calendar_says_what_clients_ask_for(db):
    text = feed(name="Пресса; город, область").decode()
    for line in (
        "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H", "X-WR-TIMEZONE:Asia/Krasnoyarsk", "X-WR-CALNAME:Пресса  город  область",
    ):
        assert f"\r\n{line}\r\n" in text
    assert "\r\nPRODID:" in text


def test_lines_fold_at_75_octets_and_inside_no_letter(made):
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВ,;\\«»–№ abc 中文😀"
    chance = random.Random(7)
    titles = ["".join(chance.choices(alphabet, k=chance.randint(1, 300))).strip() or "я" for _each in range(500)]
    event = made("17.11.2026")
    for title in titles:
        event.title = title
        body = feed_head("Календарь", set()) + vevent(event, Rendering(language="ru")).to_ical() + FEED_TAIL
        for line in body.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()
        assert b"\n" not in body.replace(b"\r\n", b"")
        assert str(Calendar.from_ical(body).walk("VEVENT")[0]["SUMMARY"]) == title


@pytest.mark.parametrize(
    ("date", "last", "after"),
    [
        ("31.12.2026", datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)),
        ("28.02.2027", datetime.date(2027, 2, 28), datetime.date(2027, 3, 1)),
        ("28.02.2028", datetime.date(2028, 2, 28), datetime.date(2028, 2, 29)),
        ("29.02.2028", datetime.date(2028, 2, 29), datetime.date(2028, 3, 1)),
    ],
)
def test_whole_day_ends_on_the_day_after(made, date, last, after):
    entry = only_entry(made(date))
    assert days(entry) == (last, after)
    assert "TZID" not in entry["DTSTART"].params


def test_days_in_a_row_are_one_bar(made):
    entry = only_entry(made("30.12.2026 – 02.01.2027"))
    assert days(entry) == (datetime.date(2026, 12, 30), datetime.date(2027, 1, 3))
    assert entry["TRANSP"] == "OPAQUE"


def test_hours_stand_in_the_zone_of_the_place_with_one_plain_block(made, home_city):
    event = made("17.11.2026", city=home_city, start_time="10:00", end_time="11:30")
    text = feed(event).decode()
    assert "DTSTART;TZID=Asia/Krasnoyarsk:20261117T100000" in text
    assert "DTEND;TZID=Asia/Krasnoyarsk:20261117T113000" in text
    assert text.count("BEGIN:STANDARD") == 1
    assert "RDATE" not in text
    assert "BEGIN:DAYLIGHT" not in text


def test_hours_of_a_zone_with_summer_time_are_universal(made):
    city = CityFactory(name_ru="Портленд", time_zone="America/Los_Angeles")
    event = made("17.11.2026", city=city, start_time="10:00")
    text = feed(event).decode()
    assert "DTSTART:20261117T180000Z" in text
    assert "VTIMEZONE" not in text


def test_night_ends_on_the_next_day(made, home_city):
    entry = only_entry(made("17.11.2026", city=home_city, start_time="22:00", end_time="01:00"))
    assert entry["DTEND"].dt.date() == datetime.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("date", "first", "label"),
    [
        ("октябрь 2026", datetime.date(2026, 10, 1), "октябрь 2026"),
        ("IV квартал 2026", datetime.date(2026, 10, 1), "IV квартал 2026"),
        ("лето 2027", datetime.date(2027, 6, 1), "лето 2027"),
    ],
)
def test_approximate_date_is_one_day_that_says_so(made, date, first, label):
    entry = only_entry(made(date, title="Форум", status=EventStatus.CONFIRMED))
    assert days(entry) == (first, first + datetime.timedelta(days=1))
    summary = str(entry["SUMMARY"])
    assert summary.startswith(f"[{label}, ")
    assert summary.endswith("] Форум")
    assert (entry["STATUS"], entry["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")


def test_long_known_days_are_not_called_open(made):
    summary = str(only_entry(made("1–20 сентября 2026", title="Лагерь"))["SUMMARY"])
    assert summary == "[1–20 сентября 2026] Лагерь"


@pytest.mark.parametrize("date", ["2028", "2026–2028", ""])
def test_year_or_vaguer_is_left_out(made, date):
    assert not Calendar.from_ical(feed(made(date))).walk("VEVENT")


def test_settled_date_moves_the_same_entry(made):
    event = made("октябрь 2026")
    before = only_entry(event)
    event.date = parse("14.10.2026")
    event.save()
    after = only_entry(event)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1


def test_cancelled_stays_a_month_and_keeps_its_uid(made):
    event = made("20.05.2026", title="Матч", status=EventStatus.CANCELLED)
    entry = only_entry(event)
    assert (entry["STATUS"], entry["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert str(entry["SUMMARY"]).endswith(": Матч")
    assert entry["UID"] == f"{event.uid}@pobratim"
    assert not Calendar.from_ical(feed(event, today=datetime.date(2026, 6, 20))).walk("VEVENT")


@pytest.mark.parametrize(
    ("status", "shown"),
    [(EventStatus.PLANNED, "TENTATIVE"), (EventStatus.CONFIRMED, "CONFIRMED"), (EventStatus.HELD, "CONFIRMED")],
)
def test_status(made, status, shown):
    assert only_entry(made("17.11.2026", status=status))["STATUS"] == shown


def test_moments_are_universal_and_from_the_record(made):
    event = made("17.11.2026")
    entry = only_entry(event)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert entry[name].dt == event.modified_at.replace(microsecond=0)
    text = feed(event).decode()
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        assert f"\r\n{name}:2" in text and text.split(f"\r\n{name}:")[1].split("\r\n")[0].endswith("Z")


def test_text_is_cleaned_and_escaped(made, home_city):
    event = made("17.11.2026", title="Дни\x0b города\uf0b7; ужин, чай\\кофе", venue="Дом, зал 2", city=home_city)
    text = feed(event).decode().replace("\r\n ", "")
    assert "SUMMARY:Дни города\\; ужин\\, чай\\\\кофе" in text
    assert str(only_entry(event)["LOCATION"]).startswith("Дом, зал 2")


def test_private_and_without_alarms(made):
    text = feed(made("17.11.2026")).decode()
    assert "CLASS:PRIVATE" in text
    assert "VALARM" not in text
    assert "CATEGORIES:\r\n" not in text


def test_speaks_english_when_asked(made):
    entry = only_entry(made("октябрь 2026", title="Forum"), language="en")
    assert str(entry["SUMMARY"]).startswith("[October 2026, date to be settled]")


@pytest.mark.parametrize(
    ("choice", "changed"),
    [("alarms", "BEGIN:VALARM"), ("names", "Незабудкин"), ("spans", "DTEND;VALUE=DATE:20261101")],
)
def test_alarms_names_and_spans_only_when_asked(made, department, choice, changed):
    event = made("октябрь 2026", participants="Незабудкин И.И.")
    event.people.add(PersonFactory(department=department, family_name="Незабудкин"))
    assert changed not in feed(event).decode().replace("\r\n ", "")
    assert changed in feed(event, **{choice: True}).decode().replace("\r\n ", "")


def test_another_departments_person_is_not_named(made, foreign_department):
    event = made("17.11.2026")
    event.people.add(PersonFactory(department=foreign_department, family_name="Незабудкин"))
    assert "Незабудкин" not in feed(event, names=True).decode().replace("\r\n ", "")


def test_public_entries_are_public_ones_without_a_way_in(made):
    assert b"VEVENT" not in feed(made("17.11.2026"), public=True)
    text = feed(made("17.11.2026", is_public=True), public=True).decode()
    assert "CLASS:PUBLIC" in text
    assert "URL" not in text


def test_what_comes_again_is_a_rule_with_exceptions(made):
    event = made(
        "17.11.2026", recurrence="FREQ=YEARLY", excluded_days=["2028-11-17"], start_time="10:00", end_time="11:00"
    )
    entry = only_entry(event)
    assert entry["RRULE"].to_ical() == b"FREQ=YEARLY"
    assert "EXDATE;VALUE=DATE:20281117" in feed(event).decode()
    assert days(entry) == (datetime.date(2026, 11, 17), datetime.date(2026, 11, 18))
    assert "10:00–11:00" in str(entry["DESCRIPTION"])


def test_what_comes_again_and_was_moved_off_its_rule_names_its_first_day(made):
    event = made("12.06.2027", recurrence="FREQ=YEARLY;BYMONTH=6;BYDAY=1SA")
    assert "RDATE;VALUE=DATE:20270612" in feed(event).decode()
    event.date = parse("05.06.2027")
    event.save()
    assert "RDATE" not in feed(event).decode()


def test_line_ends_of_unicode_are_spaces(made):
    assert str(only_entry(made("17.11.2026", title="Дни\u2028города\u2029Оша"))["SUMMARY"]) == "Дни города Оша"
