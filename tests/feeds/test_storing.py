"""Stored entries say what their records say now, whatever changed them."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.agreements.models import Agreement
from crm.dates import parse
from crm.events.models import Delegation, Event, EventSeries, ProgrammeItem
from crm.feeds.actions import issue_token, revoke
from crm.feeds.models import Entry, FeedSubscription, Mark, Rendering, Source, Store
from crm.feeds.repairing import repair
from crm.feeds.storing import refresh
from crm.partners.models import Partnership, Person
from crm.places.models import City, Country
from crm.plans.models import Commitment, Milestone, PreparationPlan
from tests.factories import (
    CityFactory,
    EventFactory,
    PersonFactory,
)
from tests.feeds.reading import SITE, entries_at
from tests.feeds.world import SOON, TODAY


@pytest.fixture(autouse=True)
def no_polls_counted():
    cache.clear()


@pytest.fixture
def renderings(world):
    for names in (False, True):
        Rendering.objects.create(site=SITE, language="ru", names=names)
    FeedSubscription.objects.create(
        user=world.memberships.first().user, name="Всё", site=SITE, token_hash="x", sources=Source.values
    )
    Mark.objects.all().delete()
    Store.objects.all().delete()
    Mark.objects.create(kind="choice", record_id=1)
    assert repair()[0] > 20


def differences():
    """Of what is stored after the marks were worked off, from what would be written now."""
    assert refresh(most=None)
    return repair()[1]


RAW = [
    (Event, {"title": "Другое"}), (Event, {"title": "Д", "deleted_at": timezone.now()}),
    (Event, {"venue": "Зал", "start_time": "11:00"}), (EventSeries, {"title": "Встречи"}),
    (City, {"name_ru": "Лисс"}), (City, {"time_zone": "Asia/Novosibirsk"}), (City, {"city_day": "первая суббота июня"}),
    (Country, {"name_ru": "Другая страна"}), (Person, {"family_name": "Забудкин"}),
    (Agreement, {"valid_until": TODAY + datetime.timedelta(days=9)}), (Agreement, {"reminder_days": 77}),
    (Partnership, {"state": "ended"}), (Commitment, {"text": "Прислать карты"}), (Milestone, {"title": "План"}),
    (PreparationPlan, {"title": "Четырёхсотлетие"}), (Delegation, {"title": "Гости из Лисса", "direction": "out"}),
    (ProgrammeItem, {"start_time": "08:00"}), (ProgrammeItem, {"title": "Обед"}),
]  # fmt: skip


@pytest.mark.parametrize(("model", "values"), RAW, ids=[model.__name__ for model, _values in RAW])
def test_a_change_past_every_model_is_seen(renderings, model, values):
    before = list(Entry.objects.order_by("pk").values_list("digest", flat=True))
    model.objects.update(**values)
    assert differences() == {}
    assert list(Entry.objects.order_by("pk").values_list("digest", flat=True)) != before


@pytest.mark.parametrize("model", [Event, Agreement, Partnership, Commitment, Milestone, ProgrammeItem, City])
def test_a_save_is_counted(renderings, model):
    row = model.objects.first() if model is not City else City.objects.get(name_ru="Зурбаган")
    row.save()
    assert differences() == {}


@pytest.mark.parametrize("relation", ["cities", "countries", "people"])
def test_links_added_and_cut_are_seen(renderings, relation):
    event = Event.objects.get()
    getattr(event, relation).clear()
    assert differences() == {}
    fresh = {
        "cities": CityFactory(name_ru="Гель-Гью"), "countries": CityFactory(country__code="MN").country,
        "people": PersonFactory(department=event.department, family_name="Новиков"),
    }
    getattr(event, relation).add(fresh[relation])
    assert differences() == {}


def test_deleted_records_leave_no_entry(renderings):
    Commitment.objects.all().delete()
    Milestone.objects.all().delete()
    ProgrammeItem.objects.all().delete()
    assert differences() == {}
    assert set(Entry.objects.values_list("record", flat=True)) == {
        "event", "agreement", "signed", "partnership", "city", "country"
    }


def test_repair_finds_what_was_spoiled_and_says_so_once(renderings, capsys):
    Entry.objects.filter(record="event").update(body=b"BEGIN:VEVENT\r\nEND:VEVENT\r\n")
    Entry.objects.filter(record="city").delete()
    call_command("repair_entries")
    said = capsys.readouterr()
    assert "event: 2 written anew" in said.err
    assert "city: " in said.err
    call_command("repair_entries")
    said = capsys.readouterr()
    assert ", 0 differences" in said.out
    assert said.err == ""


def test_ways_of_writing_that_nobody_asks_for_are_dropped(renderings):
    Rendering.objects.create(site=SITE, language="en")
    repair()
    assert set(Rendering.objects.values_list("language", flat=True)) == {"ru"}


def test_saving_takes_the_same_queries_whatever_the_feed_holds(renderings):
    def queries():
        with CaptureQueriesContext(connection) as made:
            Event.objects.get(title="Форум").save()
        return len(made)

    queries()  # the first of all reads content types, too
    few = queries()
    department = Event.objects.first().department
    for number in range(40):
        EventFactory(department=department, title=f"Форум {number}", date=SOON)
    refresh(most=None)
    assert queries() == few


def test_a_new_year_adds_its_days(renderings, time_machine):
    last = max(Entry.objects.filter(record="country").values_list("part", flat=True))
    time_machine.move_to(datetime.datetime(TODAY.year + 1, 1, 2, 12, tzinfo=datetime.UTC))
    refresh(most=None)
    assert int(max(Entry.objects.filter(record="country").values_list("part", flat=True))) > int(last)
    assert differences() == {}


def subscribe(user, *sources, **choices):
    subscription = FeedSubscription(user=user, name="Моё", sources=list(sources), **choices)
    return subscription, reverse("feeds:feed", args=[issue_token(subscription, site=SITE), "calendar"])


def summaries(client, address):
    return [str(entry["SUMMARY"]) for entry in entries_at(client, address)]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("events", "Форум"), ("agreements", "Начать согласование продления: Договор"), ("work", "Срок: Смета – Юбилей"),
        ("city_days", "День города: Зурбаган"), ("holidays", ": День независимости"), ("programme", "Завтрак"),
        ("anniversaries", "лет"),
    ],
)
def test_every_source_tells_its_own(client, reader, world, source, told):
    subscription, address = subscribe(reader, source, delegation=Delegation.objects.get())
    found = summaries(client, address)
    assert any(told in summary for summary in found)
    assert subscription.is_live


def test_foreign_departments_see_nothing_of_it(client, foreigner, world):
    _subscription, address = subscribe(foreigner, *Source.values, delegation=Delegation.objects.get())
    assert summaries(client, address) == []


def test_one_series_alone(client, reader, world, department):
    EventFactory(department=department, title="Вне серии", date=SOON)
    _subscription, address = subscribe(reader, "events", series=EventSeries.objects.get())
    assert summaries(client, address) == ["Форум"]


def test_names_need_the_right_at_the_moment_of_reading(client, head, reader, world):
    _subscription, address = subscribe(head, "events", shows_names=True)
    assert "Незабудкин" in str(entries_at(client, address)[0]["DESCRIPTION"])
    membership = head.memberships.get()
    membership.role = "reader"
    membership.save()
    assert "Незабудкин" not in str(entries_at(client, address)[0]["DESCRIPTION"])
    _subscription, address = subscribe(reader, "events", shows_names=True)
    assert "Незабудкин" not in str(entries_at(client, address)[0]["DESCRIPTION"])


def test_who_leaves_the_department_reads_nothing_more(client, reader, world):
    _subscription, address = subscribe(reader, *Source.values)
    etag = client.get(address)["ETag"]
    reader.memberships.all().delete()
    response = client.get(address, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert b"VEVENT" not in response.getvalue()


@pytest.mark.parametrize(
    ("choice", "first", "last", "number"),
    [("first", 1, 2, 1), ("span", 1, 32, 1), ("none", 0, 0, 0)],
)
def test_a_month_as_the_subscriber_wants_it(client, reader, department, choice, first, last, number):
    year = TODAY.year + 1
    EventFactory(department=department, title="Лагерь", date=parse(f"октябрь {year}"))
    _subscription, address = subscribe(reader, "events", approximate=choice)
    found = entries_at(client, address)
    assert len(found) == number
    for entry in found:
        start = datetime.date(year, 10, 1)
        assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (start, start + datetime.timedelta(days=last - first))


def test_a_year_stands_in_the_long_range_alone(client, reader, department):
    EventFactory(department=department, title="Юбилей", date=parse(f"{TODAY.year + 2}"))
    _subscription, address = subscribe(reader, "events")
    assert summaries(client, address) == []
    _subscription, address = subscribe(reader, "long_range")
    assert summaries(client, address) == [f"[{TODAY.year + 2}, дата уточняется] Юбилей"]


def test_a_revoked_way_of_writing_goes_at_night(client, reader, world):
    subscription, address = subscribe(reader, "events", has_alarms=True)
    assert "VALARM" in client.get(address).getvalue().decode()
    revoke(subscription)
    repair()
    assert not Entry.objects.exists()
    assert client.get(address).status_code == 410


@pytest.mark.parametrize(
    ("model", "query", "sources"),
    [
        (EventSeries, "series", ["events"]), (Delegation, "delegation", ["programme"]),
        (Partnership, "everything", [source for source in Source.values if source != "programme"]),
    ],
)
def test_records_lead_to_a_subscription_to_them(reader_client, world, model, query, sources):
    page = reader_client.get(model.objects.get().get_absolute_url()).content.decode()
    link = re.search(rf'"(/subscriptions/new/\?[^"]*{query}=[^"]*)"', page)[1].replace("&amp;", "&")
    form = reader_client.get(link).context["form"]
    assert list(form.initial["sources"]) == sources
    values = {**form.initial, "name": "Моё", "language": "ru"}
    response = reader_client.post(reverse("feeds:subscription-create"), values)
    assert response.status_code == 200
    assert FeedSubscription.objects.get().sources == sources


def test_the_public_page_is_closed_until_it_is_opened(client, head_client, reader_client, department):
    EventFactory(department=department, title="Ярмарка", date=SOON, is_public=True)
    EventFactory(department=department, title="Совещание", date=SOON)
    page, feed = (reverse(f"feeds:public-{name}", args=[department.slug]) for name in ("page", "feed"))
    assert (client.get(page).status_code, client.get(feed).status_code) == (404, 404)
    switch = reverse("feeds:public-switch", args=[department.pk])
    assert reader_client.post(switch, {"open": "1"}).status_code == 404
    head_client.post(switch, {"open": "1"})
    told = client.get(page).content.decode()
    assert "Ярмарка" in told
    assert "Совещание" not in told
    assert summaries(client, feed) == ["Ярмарка"]
    etag = client.get(feed)["ETag"]
    assert client.get(feed, headers={"If-None-Match": etag}).status_code == 304
    head_client.post(switch, {"open": "0"})
    assert (client.get(page).status_code, client.get(feed).status_code) == (404, 410)


def test_an_invitation_asks_its_guests_and_calls_off(specialist_client, department):
    event = EventFactory(department=department, title="Приём", date=SOON, start_time="10:00")
    url = reverse("feeds:event-invitation", args=[event.pk])
    values = {"organizer": "office@example.org", "guests": "a@example.org, b@example.org"}
    body = specialist_client.post(url, values).content.decode().replace("\r\n ", "")
    assert "METHOD:REQUEST" in body
    assert body.count("ATTENDEE") == 2
    assert "URL" not in body
    event.status = "cancelled"
    event.save()
    assert "METHOD:CANCEL" in specialist_client.post(url, values).content.decode()
    assert specialist_client.post(url, {**values, "guests": "никто"}).context["form"].errors
