"""Subscribed over HTTP to a running server, every client shows what the database says, after every change."""

import datetime
import urllib.error
import urllib.request

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.accounts.models import User
from crm.dates import parse
from crm.events.actions import cancel, move_event, postpone, undo_change
from crm.events.models import Event, EventStatus
from crm.feeds import answering
from crm.feeds.actions import issue_token, replace, revoke
from crm.feeds.models import FeedSubscription
from tests.clients.parsers import by_ical, by_icalendar, by_vobject
from tests.clients.rules import faults
from tests.clients.shown import in_database
from tests.clients.subscriber import Subscriber
from tests.factories import CityFactory, EventFactory, EventSeriesFactory

YEAR = timezone.localdate().year + 1
FIRST, LAST = datetime.date(YEAR, 1, 1), datetime.date(YEAR + 2, 12, 31)
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def subscription(transactional_db, reader):
    return FeedSubscription(user=reader, name="Телефон заместителя")


@pytest.fixture
def address(live_server, subscription):
    token = issue_token(subscription, site=live_server.url)
    return live_server.url + reverse("feeds:feed", args=[token, "calendar"])


@pytest.fixture
def subscriber(tmp_path, address):
    return Subscriber(tmp_path / "desk", address)


@pytest.fixture
def events(transactional_db, department, foreign_department):
    """One of every form that an entry may have, and two that nobody is to see."""
    portland = CityFactory(name_ru="Зурбаган", time_zone="America/Los_Angeles")

    def make(title, date, **values):
        return EventFactory(department=department, title=title, date=parse(f"{date}"), **values)

    EventFactory(department=foreign_department, title="Чужое", date=parse(f"1.6.{YEAR}"))
    make("Только год", f"{YEAR}")
    return {
        "day": make("Приём; мэр, гости", f"12.6.{YEAR}", status=EventStatus.CONFIRMED, city=department.city),
        "days": make("Дни культуры", f"30.12.{YEAR} – 2.1.{YEAR + 1}"),
        "hours": make("Видеовстреча", f"15.3.{YEAR}", city=department.city, start_time="10:00", end_time="11:30"),
        "summer time": make("Звонок 🎺", f"15.7.{YEAR}", city=portland, start_time="18:00", end_time="19:00"),
        "month": make("Форум", f"октябрь {YEAR}", status=EventStatus.CONFIRMED),
        "yearly": make(
            "Фестиваль", f"8–9.5.{YEAR}", recurrence="FREQ=YEARLY", excluded_days=[f"{YEAR + 1}-05-08"]
        ),
        "called off": make("Матч", f"20.9.{YEAR}", status=EventStatus.CANCELLED),
    }


def change(events, name, **values):
    event = Event.objects.get(pk=events[name].pk)
    for field, value in values.items():
        setattr(event, field, value)
    event.save()


def again(events, name):
    return Event.objects.get(pk=events[name].pk)


def a_series(events):
    return EventSeriesFactory(department=events["day"].department)


MARCH, DECEMBER, OCTOBER = f"28.2.{YEAR + 1} – 1.3.{YEAR + 1}", f"15.12.{YEAR}", f"14.10.{YEAR}"
LONG_TITLE = "Приём в мэрии: " + "очень долгое имя, " * 12 + "конец\u2028и ещё"
AT_NIGHT = {"start_time": datetime.time(23, 0), "end_time": datetime.time(23, 45)}
EXCEPTIONS = [f"{YEAR + 1}-05-08", f"{YEAR + 2}-05-08"]
STEPS = {
    "created": lambda events: None,
    "renamed": lambda events: change(events, "day", title=LONG_TITLE),
    "put into a series": lambda events: change(events, "day", series=a_series(events)),
    "moved": lambda events: move_event(again(events, "days"), date=parse(MARCH)),
    "moved over the change of the clock": lambda events: move_event(again(events, "summer time"), date=parse(DECEMBER)),
    "moved by hours": lambda events: change(events, "hours", **AT_NIGHT),
    "settled": lambda events: move_event(again(events, "month"), date=parse(OCTOBER)),
    "postponed": lambda events: postpone(again(events, "day"), date=parse(f"осень {YEAR}"), reason="ремонт"),
    "cancelled": lambda events: cancel(again(events, "hours"), reason="карантин"),
    "excepted": lambda events: change(events, "yearly", excluded_days=EXCEPTIONS),
    "undone": lambda events: undo_change(again(events, "hours"), earlier=events["hours"]),
    "deleted": lambda events: again(events, "days").mark_deleted(),
    "restored": lambda events: Event.objects.filter(pk=events["days"].pk).update(deleted_at=None),
}


def fetch(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def test_every_client_shows_what_the_database_says(live_server, department, events, address, subscriber, by_icaljs):
    uid_of = {live_server.url + row.get_absolute_url(): f"{row.uid}@pobratim" for row in events.values()}
    for step, change_events in STEPS.items():
        change_events(events)
        body = fetch(address)
        by_vobject(body)
        assert not list(faults(body)), step
        synced = subscriber.sync()
        assert synced.returncode == 0, synced.stderr
        expected = in_database(department, FIRST, LAST)
        views = {
            "icalendar": by_icalendar(body, FIRST, LAST),
            "ical": by_ical(body, FIRST, LAST),
            "ical.js": by_icaljs(body, FIRST, LAST),
            "vdirsyncer": subscriber.stored_items(FIRST, LAST, uid_of),
            "khal": subscriber.listed(FIRST, LAST, uid_of),
        }
        for client, view in views.items():
            assert sorted(view) == sorted(expected), (step, client)


ENDS = {
    "revoked": revoke,
    "replaced": lambda subscription: replace(subscription, site=subscription.site),
    "expired": lambda subscription: FeedSubscription.objects.update(expires_on=YESTERDAY),
    "left": lambda subscription: User.objects.filter(pk=subscription.user_id).update(is_active=False),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_client_is_told_that_a_link_is_over_and_keeps_what_it_has(subscription, address, subscriber, events, end):
    assert subscriber.sync().returncode == 0
    before = subscriber.files()
    assert len(before) == len(events)
    end(subscription)
    synced = subscriber.sync()
    assert synced.returncode != 0
    assert "Gone" in synced.stderr
    assert subscriber.files() == before
    with pytest.raises(urllib.error.HTTPError, match="410"):
        fetch(address)


def test_in_trouble_a_client_keeps_what_it_has_and_comes_again(address, subscriber, events, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError

    assert subscriber.sync().returncode == 0
    before = subscriber.files()
    with monkeypatch.context() as trouble:
        trouble.setattr(answering, "feed_head", breaks)
        assert "503" in subscriber.sync().stderr
    assert subscriber.files() == before
    change(events, "day", title="Ужин")
    assert subscriber.sync().returncode == 0
    assert subscriber.files() != before
