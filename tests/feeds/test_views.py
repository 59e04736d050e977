import datetime
import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from crm.dates import parse
from crm.events.actions import cancel, move_event, postpone
from crm.events.models import Event, EventStatus
from crm.feeds.actions import issue_token, replace, revoke
from crm.feeds.models import FeedSubscription, Mark
from crm.partners.models import Person
from tests.factories import EventFactory, PersonFactory
from tests.feeds.reading import SITE, entries_at


@pytest.fixture(autouse=True)
def no_polls_counted():
    cache.clear()


@pytest.fixture
def subscription(reader):
    return FeedSubscription(user=reader, name="Мой телефон")


@pytest.fixture
def address(subscription):
    return reverse("feeds:feed", args=[issue_token(subscription, site=SITE), "calendar"])


@pytest.fixture
def event(department, city):
    return EventFactory(department=department, title="Форум", date=parse("17.11.2027"), city=city)


def entry(client, address):
    (only,) = entries_at(client, address)
    return only


def test_answers_with_a_calendar_and_no_cookie(client, address, event):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Content-Disposition" not in response
    assert "Content-Encoding" not in response
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


def test_head_answers_like_get_without_the_body(client, address, event):
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == got["ETag"]


def test_only_reads(client, address):
    assert client.post(address).status_code == 405


def test_body_is_the_same_until_an_event_changes(client, address, event):
    first, second = client.get(address), client.get(address)
    assert (first.getvalue(), first["ETag"], first["Last-Modified"]) == (
        second.getvalue(), second["ETag"], second["Last-Modified"]
    )
    event.title = "Другое"
    event.save()
    assert client.get(address)["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    "change",
    [
        lambda event: move_event(event, date=parse("18.11.2027")),
        lambda event: cancel(event, reason="нет участников"),
        lambda event: event.cities.add(event.city),
        lambda event: event.mark_deleted(),
        lambda event: type(event.city).objects.filter(pk=event.city.pk).update(name_ru="Манас"),
    ],
)
def test_every_kind_of_change_gives_another_etag(client, address, event, change):
    before = client.get(address)
    change(event)
    assert client.get(address)["ETag"] != before["ETag"]


def test_says_not_modified_with_both_validators(client, address, event):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Last-Modified"]) == (first["ETag"], first["Last-Modified"])
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_etag_wins_over_the_date(client, address, event):
    first = client.get(address)
    headers = {"If-None-Match": '"other"', "If-Modified-Since": first["Last-Modified"]}
    assert client.get(address, headers=headers).status_code == 200


def test_a_date_nobody_understands_is_ignored(client, address, event):
    assert client.get(address, headers={"If-Modified-Since": "вчера"}).status_code == 200


def test_last_modified_does_not_move_back_on_deletion(client, address, event, subscription):
    client.get(address)
    FeedSubscription.objects.update(body_changed_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    before = client.get(address)["Last-Modified"]
    event.mark_deleted()
    after = client.get(address)["Last-Modified"]
    assert "2020" in before
    assert "2020" not in after


def test_unknown_link_is_not_found(client, db):
    response = client.get(reverse("feeds:feed", args=["nobody-knows-this", "calendar"]))
    assert (response.status_code, response.content) == (404, b"")


def test_revoked_link_is_gone(client, address, subscription):
    revoke(subscription)
    assert client.get(address).status_code == 410


def test_replaced_link_is_gone_and_the_new_one_works(client, address, subscription, event):
    fresh, token = replace(subscription, site=SITE)
    assert client.get(address).status_code == 410
    assert len(entries_at(client, reverse("feeds:feed", args=[token, "calendar"]))) == 1
    assert fresh.name == "Мой телефон"


def test_link_dies_with_the_account(client, address, reader):
    reader.is_active = False
    reader.save()
    assert client.get(address).status_code == 410


def test_polling_without_pause_is_put_off(client, address, caplog):
    codes = [client.get(address).status_code for _poll in range(61)]
    assert codes[-2:] == [200, 503]
    assert address not in caplog.text


def test_feed_of_nothing_is_still_a_calendar(client, address):
    calendar = Calendar.from_ical(client.get(address).getvalue())
    assert calendar["VERSION"] == "2.0"
    assert calendar.walk("VEVENT") == []


def test_no_person_is_named(client, address, event, department):
    person = PersonFactory(department=department, family_name="Незабудкин")
    event.people.add(person)
    Event.objects.filter(pk=event.pk).update(
        participants="Незабудкин И.И.",
        description="Звонить Незабудкину, +7 391 000-00-00",
        outcome="Незабудкин доволен",
    )
    body = client.get(address).getvalue().decode().replace("\r\n ", "")
    assert Person.objects.count() == 1
    assert not re.search("Незабудкин|391|ATTENDEE|ORGANIZER|VALARM", body)


def test_foreign_events_stay_away(client, address, event, foreign_department):
    EventFactory(department=foreign_department, title="Чужое", date=parse("17.11.2027"))
    assert [str(each["SUMMARY"]) for each in entries_at(client, address)] == ["Форум"]


def test_uid_is_stable_and_sequence_only_grows(client, address, event):
    seen = [entry(client, address)]
    event.title = "Новое имя"
    event.save()
    seen.append(entry(client, address))
    for step in (
        lambda: move_event(event, date=parse("20.11.2027")),
        lambda: postpone(event, date=parse("октябрь 2028")),
        lambda: cancel(event, reason="карантин"),
        lambda: event.history.last().instance.save(),
    ):
        step()
        seen.append(entry(client, address))
    assert len({each["UID"] for each in seen}) == 1
    numbers = [each["SEQUENCE"] for each in seen]
    assert numbers == sorted(numbers)
    assert numbers[0] == numbers[1] == 0
    assert numbers[-1] == 4


def titles(client, address):
    return [str(each["SUMMARY"]) for each in entries_at(client, address)]


def test_narrowing_by_country_kind_and_status(client, address, subscription, event, department, city):
    event.cities.add(city)
    event.countries.add(city.country)
    EventFactory(
        department=department, title="Встреча", date=parse("18.11.2027"), kind="meeting", status=EventStatus.CONFIRMED
    )
    subscription.countries.add(city.country)
    assert titles(client, address) == ["Форум"]
    subscription.countries.clear()
    subscription.kinds, subscription.statuses = ["meeting"], ["confirmed"]
    subscription.save()
    assert titles(client, address) == ["Встреча"]


def test_cancelled_can_be_left_out(client, address, subscription, event):
    cancel(event, reason="карантин")
    assert len(titles(client, address)) == 1
    subscription.shows_cancelled = False
    subscription.save()
    assert titles(client, address) == []


def test_feed_takes_as_many_queries_with_many_events_as_with_few(client, address, department, city):
    def queries(number):
        for each in range(number):
            EventFactory(department=department, title=f"Форум {each}", date=parse("17.11.2027"), city=city)
        with CaptureQueriesContext(connection) as filling:
            entries_at(client, address)
        EventFactory(department=department, title="Ещё", date=parse("17.11.2027"), city=city)
        entries_at(client, address)
        with CaptureQueriesContext(connection) as joining:
            Mark.objects.create(kind="choice", record_id=1)  # as if somebody's rights had changed
            entries_at(client, address)
        return len(filling), len(joining)

    queries(1)
    assert queries(3) == queries(40)


def test_an_unchanged_feed_takes_two_queries_at_most(client, address, event, django_assert_max_num_queries):
    etag = client.get(address)["ETag"]
    with django_assert_max_num_queries(2):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_link_is_shown_once_and_then_used(reader_client):
    page = reader_client.post(
        reverse("feeds:subscription-create"),
        {"name": "Телефон, личный", "sources": ["events"], "language": "ru", "shows_cancelled": "on"},
    )
    assert page["Cache-Control"] == "no-store"
    content = page.content.decode()
    path = re.search(r"/ical/[\w-]+/[\w-]+\.ics", content)[0]
    address = f"testserver{path}"
    google = f"https://calendar.google.com/calendar/r?cid={quote(f'webcal://{address}', safe='')}"
    for link in (f"webcal://{address}", f"http://{address}", google):
        assert f'{link}"' in content
    assert Client().get(path).status_code == 200
    token = path.split("/")[2]
    listed = reader_client.get(reverse("feeds:subscription-list")).content.decode()
    assert "Телефон, личный" in listed
    assert token not in listed
    assert FeedSubscription.objects.get().last_used_at


def test_strangers_cannot_touch_a_subscription(specialist_client, subscription):
    issue_token(subscription, site=SITE)
    for name in ("regenerate", "revoke"):
        url = reverse(f"feeds:subscription-{name}", args=[subscription.pk])
        assert specialist_client.post(url).status_code == 404


def test_owner_revokes_and_replaces(reader_client, subscription, address, client):
    reader_client.post(reverse("feeds:subscription-revoke", args=[subscription.pk]))
    assert client.get(address).status_code == 410
    page = reader_client.post(reverse("feeds:subscription-regenerate", args=[subscription.pk]))
    assert "/ical/" in page.content.decode()


def test_one_event_as_a_file(reader_client, foreigner_client, event):
    url = reverse("feeds:event-file", args=[event.pk])
    response = reader_client.get(url)
    assert response["Content-Disposition"] == f'attachment; filename="event-{event.pk}.ics"'
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == 1
    assert foreigner_client.get(url).status_code == 404


def test_event_without_a_date_is_no_file(reader_client, department):
    undated = EventFactory(department=department, date="")
    assert reader_client.get(reverse("feeds:event-file", args=[undated.pk])).status_code == 404
