"""Days in a subscription that are no events: terms, promises, anniversaries."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from crm.agreements.actions import record_action
from crm.agreements.models import ActionKind, AgreementParty
from crm.dates import ApproximateDate, parse
from crm.feeds import answering
from crm.feeds.actions import issue_token
from crm.feeds.models import FeedSubscription
from tests.factories import AgreementFactory, CityFactory, CommitmentFactory, EventFactory, PartnershipFactory
from tests.feeds.reading import SITE, entries_at

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def no_polls_counted():
    cache.clear()


def subscribe(reader, *sources, **values):
    subscription = FeedSubscription(user=reader, name="Сроки", sources=list(sources), **values)
    return subscription, reverse("feeds:feed", args=[issue_token(subscription, site=SITE), "calendar"])


def shown(client, address):
    """{UID without the domain: entry}"""
    return {str(entry["UID"]).partition("@")[0]: entry for entry in entries_at(client, address)}


@pytest.fixture
def agreement(department, city):
    row = AgreementFactory(department=department, valid_until=TODAY + datetime.timedelta(days=90), notice_days=30)
    AgreementParty.objects.create(agreement=row, city=city)
    record_action(row, ActionKind.IN_FORCE, date=parse("2020"))
    return row


def test_the_end_of_an_agreement_and_its_last_day_for_notice(client, reader, agreement, department):
    EventFactory(department=department)
    _subscription, address = subscribe(reader, "agreements")
    entries = shown(client, address)
    end, notice = f"agreement-{agreement.pk}-end", f"agreement-{agreement.pk}-notice"
    approval = f"agreement-{agreement.pk}-approval"
    assert set(entries) == {end, notice, approval}
    lead = datetime.timedelta(days=agreement.reminder_days)
    assert entries[approval]["DTSTART"].dt == agreement.valid_until - lead
    assert entries[end]["DTSTART"].dt == agreement.valid_until
    assert entries[notice]["DTSTART"].dt == agreement.valid_until - datetime.timedelta(days=30)
    assert entries[end]["TRANSP"] == "TRANSPARENT"


def test_a_new_term_moves_the_entry_and_raises_its_sequence(client, reader, agreement):
    _subscription, address = subscribe(reader, "agreements")
    uid = f"agreement-{agreement.pk}-end"
    before = shown(client, address)[uid]
    longer = agreement.valid_until + datetime.timedelta(days=365)
    record_action(agreement, ActionKind.PROLONGED, date=parse("2026"), valid_until=longer)
    after = shown(client, address)[uid]
    assert after["DTSTART"].dt == longer
    assert after["SEQUENCE"] > before["SEQUENCE"]
    record_action(agreement, ActionKind.TERMINATED)
    assert uid not in shown(client, address)


def test_promises_stand_on_their_days_until_they_are_kept(client, reader, department):
    due = ApproximateDate.day(TODAY + datetime.timedelta(days=5))
    open_one = CommitmentFactory(department=department, due=due)
    CommitmentFactory(department=department, due=due, status="done")
    _subscription, address = subscribe(reader, "work")
    assert set(shown(client, address)) == {f"commitment-{open_one.pk}-due"}


def test_anniversaries_of_a_known_day_years_ahead(client, reader, department, city):
    tie = PartnershipFactory(department=department, city=city, since=parse("29.02.2016"))
    PartnershipFactory(department=department, city=CityFactory(name_ru="Зурбаган"), since=parse("2016"))
    _subscription, address = subscribe(reader, "anniversaries")
    entries = shown(client, address)
    years = [TODAY.year + ahead for ahead in range(6)]
    assert {f"partnership-{tie.pk}-{year}" for year in years} <= set(entries)
    assert all(uid.startswith(f"partnership-{tie.pk}-") for uid in entries)
    assert entries[f"partnership-{tie.pk}-2027"]["DTSTART"].dt == datetime.date(2027, 2, 28)
    assert "11 лет партнёрства" in entries[f"partnership-{tie.pk}-2027"]["SUMMARY"]


def test_choices_and_departments_narrow_the_days_too(client, reader, agreement, foreign_department, city):
    record_action(AgreementFactory(department=foreign_department, valid_until=TODAY), ActionKind.IN_FORCE)
    subscription, address = subscribe(reader, "agreements")
    assert len(shown(client, address)) == 3
    subscription.countries.set([city.country])
    assert len(shown(client, address)) == 3
    subscription.countries.set([CityFactory(name_ru="Зурбаган", country__code="ZZ").country])
    assert shown(client, address) == {}


def test_after_its_last_day_a_link_is_gone(client, reader, reader_client):
    subscription, address = subscribe(reader, "events", expires_on=TODAY)
    assert client.get(address).status_code == 200
    subscription.expires_on = TODAY - datetime.timedelta(days=1)
    subscription.save()
    assert client.get(address).status_code == 410
    assert reader_client.get(reverse("feeds:subscription-list")).context["live"] == []


def test_in_trouble_clients_are_told_to_come_again(client, reader, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError

    _subscription, address = subscribe(reader, "events")
    monkeypatch.setattr(answering, "feed_head", breaks)
    response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "3600")


def test_the_list_of_events_becomes_a_subscription(specialist_client, department, city):
    partner = PartnershipFactory(department=department, city=city)
    query = {"country": city.country_id, "city": city.pk, "kind": "forum", "status": "held"}
    assert "/subscriptions/new/?" in specialist_client.get(reverse("events:event-list"), query).content.decode()
    initial = specialist_client.get(reverse("feeds:subscription-create"), query).context["form"].initial
    assert initial["countries"] == [str(city.country_id)]
    assert initial["partnerships"] == [partner.pk]
    assert (initial["kinds"], initial["statuses"]) == (["forum"], ["held"])
