"""Servers, files and hands that mean harm, or merely come twice."""

import datetime
import logging
import socket
import threading
import time
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.dates import ApproximateDate
from crm.events.models import Event, EventStatus
from crm.feeds import answering
from crm.feeds.actions import issue_token
from crm.feeds.incoming import actions, fetching
from crm.feeds.incoming.actions import ask, ask_due, verdicts_of
from crm.feeds.incoming.fetching import Fetched, FetchError, fetch, is_public
from crm.feeds.incoming.matching import take_over, undo_last
from crm.feeds.models import FeedSubscription, IncomingCalendar, PublicCalendar, Source
from crm.feeds.repairing import repair
from crm.feeds.triggers import build_triggers, existing, statement
from tests.factories import CityFactory, EventFactory
from tests.feeds.test_incoming import calendar, ics, kinds, private_allowed, put

__all__ = ["calendar", "private_allowed"]
SITE = "http://testserver"
DAY = timezone.localdate() + datetime.timedelta(days=30)
FORUM = "UID:a\r\nSUMMARY:Форум\r\nDTSTART;VALUE=DATE:20270612"


@pytest.fixture
def server():
    """Gives a function: a server that answers with these bytes, one by one where it drips."""
    doors = []

    def start(answer, drip=0):
        door = socket.create_server(("127.0.0.1", 0))
        doors.append(door)

        def serve():
            try:
                client, _address = door.accept()
                client.recv(65536)
                for byte in answer:
                    client.sendall(bytes([byte]))
                    time.sleep(drip)
                client.close()
            except OSError:
                pass

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{door.getsockname()[1]}"

    yield start
    for door in doors:
        door.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 F\r\nLocation: http://[\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: http://a\x00b/\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: http://127.0.0.1:99999/\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: //\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"no HTTP at all",
    ],
)
def test_no_answer_ends_in_an_error_page(answer, server, private_allowed):
    with pytest.raises(FetchError):
        fetch(server(answer))


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200 OK\r\nA: " + b"x" * 60, b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 60])
def test_a_server_that_drips_is_left(answer, server, private_allowed, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 1)
    with pytest.raises(FetchError):
        fetch(server(answer, drip=0.1))


def test_a_mark_that_no_header_can_carry_is_not_kept(server, private_allowed):
    assert fetch(server(b"HTTP/1.1 200 OK\r\nETag: " + b"x" * 198 + b"\r\n yyy\r\n\r\nabc")).etag == ""


def test_a_webcal_address_may_lead_on_by_a_path(monkeypatch):
    seen = []

    def asked(url, headers, deadline):
        seen.append(url)
        return "/b" if len(seen) == 1 else Fetched(b"x")

    monkeypatch.setattr(fetching, "asked", asked)
    fetch("webcal://example.org/a")
    assert seen == ["https://example.org/a", "https://example.org/b"]


@pytest.mark.parametrize(
    "address",
    ["64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "2001:0:7f00:1::", "100.64.0.1", "fec0::1", "192.88.99.1"],
)
def test_addresses_that_carry_another_inside_are_not_public(address):
    assert not is_public(address)


def by_address(department, monkeypatch, body, **values):
    monkeypatch.setattr(actions, "fetch", lambda *args, **kwargs: Fetched(body))
    return IncomingCalendar.objects.create(department=department, name="К", url="https://example.org/a.ics", **values)


def test_nothing_changed_at_the_first_time(department, monkeypatch):
    assert not ask(by_address(department, monkeypatch, None, is_automatic=True))


def test_removed_while_it_is_asked(department, monkeypatch):
    removed = by_address(department, monkeypatch, ics())
    by_address(department, monkeypatch, ics())

    def asked(*args, **kwargs):
        IncomingCalendar.objects.filter(pk=removed.pk).delete()
        return Fetched(ics())

    monkeypatch.setattr(actions, "fetch", asked)
    assert ask_due() == (2, 0)


def test_the_clock_may_come_some_seconds_early(department, monkeypatch):
    asked = by_address(department, monkeypatch, ics(), interval=1)
    asked.fetched_at = timezone.now() - datetime.timedelta(minutes=59, seconds=58)
    asked.save()
    assert ask_due() == (1, 0)


def test_two_clicks_enter_an_event_once(calendar):
    first, second = verdicts_of(calendar), verdicts_of(IncomingCalendar.objects.get())
    take_over(calendar, [one for one in first if one.is_sure])
    assert take_over(calendar, [one for one in second if one.is_sure]) == (0, 0)
    assert Event.objects.present().count() == 2


def test_what_was_deleted_here_does_not_come_back_by_itself(department, monkeypatch):
    asked = by_address(department, monkeypatch, ics(FORUM), is_automatic=True)
    ask(asked)
    Event.objects.get().mark_deleted()
    ask(asked)
    assert not Event.objects.present().exists()


def test_asking_in_vain_leaves_the_undo(department, monkeypatch):
    asked = by_address(department, monkeypatch, ics(FORUM), is_automatic=True)
    ask(asked)
    ask(asked)
    asked.refresh_from_db()
    assert asked.last_taken


def test_an_event_of_another_department_by_now_is_neither_shown_nor_changed(
    specialist_client, calendar, foreign_department
):
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    Event.objects.update(department=foreign_department, venue="Тайное место")
    put(calendar, f"{FORUM}\r\nSEQUENCE:5\r\nLOCATION:Тут")
    assert "Тайное место" not in specialist_client.get(calendar.get_absolute_url()).content.decode()
    specialist_client.post(reverse("feeds:incoming-undo", args=[calendar.pk]))
    put(calendar, "UID:z\r\nSUMMARY:Другое\r\nDTSTART;VALUE=DATE:20270612")
    assert "Тайное" not in specialist_client.get(calendar.get_absolute_url()).content.decode()
    moved = Event.objects.get()
    assert (moved.venue, moved.deleted_at) == ("Тайное место", None)


def test_cancelled_there_and_on_again(specialist_client, calendar):
    put(calendar, f"{FORUM}\r\nSTATUS:CANCELLED")
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    put(calendar, f"{FORUM}\r\nSTATUS:CONFIRMED\r\nSEQUENCE:1")
    assert kinds(specialist_client, calendar) == {"a": "update"}
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    assert Event.objects.get().status == EventStatus.PLANNED


def test_after_an_undo_the_next_change_is_no_conflict(specialist_client, calendar):
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    put(calendar, f"{FORUM}\r\nSEQUENCE:1\r\nLOCATION:Зал")
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    specialist_client.post(reverse("feeds:incoming-undo", args=[calendar.pk]))
    assert kinds(specialist_client, calendar) == {"a": "update"}


def test_entries_that_fit_no_field(specialist_client, calendar):
    days = ",".join(["12"] * 100)
    put(
        calendar, f"{FORUM}\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY={days}",
        "UID:b\r\nSUMMARY:Встреча\\nBcc: x\r\nDTSTART;VALUE=DATE:20270612",
        f"UID:{'-' * 36}@pobratim\r\nSUMMARY:Приём\r\nDTSTART;VALUE=DATE:20270612",
    )
    assert kinds(specialist_client, calendar) == {"a": "new", "b": "new", f"{'-' * 36}@pobratim": "new"}
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a", "b"]})
    for event in Event.objects.all():
        event.full_clean()
    assert Event.objects.filter(title="Встреча Bcc: x").exists()


def subscribed(user):
    subscription = FeedSubscription(user=user, name="Т", sources=list(Source.values))
    return reverse("feeds:feed", args=[issue_token(subscription, site=SITE), "calendar"])


@pytest.mark.parametrize("ask_by", ["post", "options", "slash", "no_name", "csrf"])
def test_no_refusal_writes_a_secret_link_to_the_log(caplog, specialist, ask_by):
    url = subscribed(specialist)
    token = url.split("/")[2]
    caplog.set_level(logging.DEBUG)
    client = Client(enforce_csrf_checks=ask_by == "csrf")
    {
        "post": lambda: client.post(url), "options": lambda: client.options(url), "csrf": lambda: client.post(url),
        "slash": lambda: client.get(url + "/"), "no_name": lambda: client.get(f"/ical/{token}/"),
    }[ask_by]()
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert told
    assert not [text for text in told if token in text]


def test_a_zone_no_database_knows_stops_no_feed(world, specialist):
    city = CityFactory(time_zone="Asia/Nowhere")
    EventFactory(department=world, city=city, date=ApproximateDate.day(DAY), start_time="10:00")
    assert Client().get(subscribed(specialist)).status_code == 200


def test_a_zone_is_checked_when_it_is_entered():
    with pytest.raises(ValidationError):
        CityFactory.build(time_zone="Asia/Nowhere").clean_fields(exclude=["country", "search_text"])


def test_two_bodies_of_one_second_have_two_times(world, specialist):
    url = subscribed(specialist)
    now = timezone.now().replace(microsecond=100)
    with mock.patch.object(answering.timezone, "now", lambda: now):
        first = Client().get(url)["Last-Modified"]
    Event.objects.filter(title="Форум").update(title="Форум 2")
    with mock.patch.object(answering.timezone, "now", lambda: now.replace(microsecond=900_000)):
        assert Client().get(url, headers={"if-modified-since": first}).status_code == 200


def test_a_department_that_is_renamed_renames_its_calendar(world):
    PublicCalendar.objects.create(department=world, is_open=True, site=SITE)
    url = reverse("feeds:public-feed", args=[world.slug])
    Client().get(url)
    etag = Client().get(url)["ETag"]
    world.name = "Новое имя"
    world.save()
    assert Client().get(url, headers={"if-none-match": etag}).status_code == 200


def test_the_public_page_shows_what_comes_again(world):
    PublicCalendar.objects.create(department=world, is_open=True, site=SITE)
    long_ago = ApproximateDate.day(timezone.localdate() - datetime.timedelta(days=40))
    EventFactory(department=world, title="Ярмарка", is_public=True, recurrence="FREQ=YEARLY", date=long_ago)
    EventFactory(department=world, title="Бывшее", is_public=True, recurrence="FREQ=DAILY;COUNT=2", date=long_ago)
    page = Client().get(reverse("feeds:public-page", args=[world.slug])).content.decode()
    assert "Ярмарка" in page
    assert "Бывшее" not in page


def test_an_answer_that_breaks_off_is_none(server, private_allowed):
    with pytest.raises(FetchError):
        fetch(server(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nBEGIN:VCALENDAR\r\n"))


def test_a_server_that_drips_its_greeting_is_left(server, private_allowed, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.5)
    url = server(b"\x16\x03\x03\x20\x00" + b"x" * 60, drip=0.1).replace("http:", "https:")
    begun = time.monotonic()
    with pytest.raises(FetchError):
        fetch(url)
    assert time.monotonic() - begun < 3


def test_what_was_undone_is_not_done_again_by_itself(department, monkeypatch):
    row = by_address(department, monkeypatch, ics(FORUM), is_automatic=True)
    ask(row)
    monkeypatch.setattr(actions, "fetch", lambda *args, **kwargs: Fetched(ics(FORUM.replace("Форум", "Форум глав"))))
    ask(row)
    assert undo_last(row) == 1
    ask(row)
    assert Event.objects.get().title == "Форум"


def test_a_fault_with_one_calendar_stops_no_other(department, monkeypatch):
    first, second = (by_address(department, monkeypatch, ics()) for _number in range(2))
    answers = iter([RuntimeError, Fetched(ics(FORUM))])

    def asked(*args, **kwargs):
        answer = next(answers)
        if answer is RuntimeError:
            raise answer
        return answer

    monkeypatch.setattr(actions, "fetch", asked)
    assert ask_due() == (2, 1)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (bool(first.body), bool(second.body)) == (False, True)


def test_only_what_was_seen_is_taken_over(specialist_client, calendar):
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    put(calendar, FORUM.replace("Форум", "Форум глав"))
    seen = specialist_client.get(calendar.get_absolute_url()).context["seen"]
    put(calendar, FORUM.replace("Форум", "Отмена") + "\r\nSTATUS:CANCELLED")
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"], "seen": seen})
    assert Event.objects.get().title == "Форум"
    seen = specialist_client.get(calendar.get_absolute_url()).context["seen"]
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"], "seen": seen})
    assert Event.objects.get().title == "Отмена"


def test_a_record_that_no_calendar_can_hold_stops_no_feed(specialist, specialist_client, world):
    address = subscribed(specialist)
    assert Client().get(address).status_code == 200
    values = {"department": world.pk, "text": "Когда-нибудь", "kind": "task", "status": "open", "due": "9999"}
    assert specialist_client.post(reverse("plans:commitment-create"), values).status_code == 302
    assert Client().get(address).status_code == 200


def test_hours_follow_a_department_that_moves(specialist, world):
    city = CityFactory(time_zone="Asia/Vladivostok")
    address = subscribed(specialist)
    Client().get(address)
    etag = Client().get(address)["ETag"]
    world.city = city
    world.save()
    Client().get(address, headers={"if-none-match": etag})
    assert repair()[1] == {}


def test_a_trigger_of_a_former_version_is_replaced(db):
    with connection.cursor() as cursor:
        was = dict(existing(connection, cursor))
        cursor.execute(
            statement(connection.vendor, "feeds_mark_former", "accounts_department", "UPDATE OF name", "choice", "id")
        )
        build_triggers("default")
        assert dict(existing(connection, cursor)) == was
