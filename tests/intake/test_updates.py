"""What a later report changes in the record of an earlier one: proposed, taken over when asked, taken back."""

import datetime

import pytest
from django.urls import reverse

from crm.agreements.actions import record_action
from crm.agreements.models import ActionKind, Agreement
from crm.dates import ApproximateDate, from_edtf
from crm.events.models import Event
from crm.intake import actions, known, updates
from crm.partners.models import Partnership, Tenure
from tests import factories

pytestmark = pytest.mark.django_db


def draft_of(department, draft_kind, **values):
    document = factories.DocumentFactory(department=department, year=2024)
    return factories.DraftFactory(document=document, kind=draft_kind, values=values)


def proposed(draft, record):
    return {change.name: (change.old, change.new) for change in updates.changes(draft, record)}


@pytest.fixture
def planned(department):
    return factories.EventFactory(
        department=department, title="XI Приграничная конференция", date=from_edtf("2024-06"), status="planned"
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"date": "2024-06", "status": "planned"}, {}),
        ({"date": "2024", "status": "planned"}, {}),
        ({"date": None, "status": "planned"}, {}),
        ({"date": "2024-06-05/2024-06-07", "status": "planned"}, {"date": ("июнь 2024", "5–7 июня 2024")}),
        ({"date": "2024-09", "status": "planned"}, {"date": ("июнь 2024", "сентябрь 2024")}),
        ({"date": "2024-06", "status": "held"}, {"status": ("запланировано", "состоялось")}),
        ({"date": "2024-06", "status": "cancelled"}, {"status": ("запланировано", "отменено")}),
    ],
)
def test_a_more_exact_date_and_a_later_status_are_proposed(department, planned, told, expected):
    draft = draft_of(department, "events", title=planned.title, **told)
    found = {name: tuple(map(str, pair)) for name, pair in proposed(draft, planned).items()}
    assert found == expected


def test_what_was_held_is_not_planned_again(department, planned):
    planned.status = "held"
    planned.save()
    draft = draft_of(department, "events", title=planned.title, date="2024-06", status="planned")
    assert proposed(draft, planned) == {}


def test_nothing_is_changed_unasked(department, specialist, planned):
    draft = draft_of(department, "events", title=planned.title, date="2024-06-05", status="held")
    actions.link(draft, planned, user=specialist)
    planned.refresh_from_db()
    assert (planned.status, planned.date.edtf) == ("planned", "2024-06")


def test_a_plan_and_its_deed_are_one_event_with_a_history(department, specialist, planned):
    draft = draft_of(department, "events", title=planned.title, date="2024-06-05", status="held")
    actions.link(draft, planned, user=specialist, take_over=["status", "date"])
    event = Event.objects.get()
    assert (event.status, event.date.edtf) == ("held", "2024-06-05")
    assert [row.status for row in event.history.all()] == ["held", "planned"]
    assert not event.former_date.is_known, "a more exact date is no move"
    assert actions.undo(draft, user=specialist)
    event.refresh_from_db()
    assert (event.status, event.date.edtf) == ("planned", "2024-06")


def test_another_date_remembers_the_first(department, specialist, planned):
    draft = draft_of(department, "events", title=planned.title, date="2024-09", status="planned")
    actions.link(draft, planned, user=specialist, take_over=["date"])
    planned.refresh_from_db()
    assert (planned.date.edtf, planned.former_date.edtf) == ("2024-09", "2024-06")
    actions.undo(draft, user=specialist)
    planned.refresh_from_db()
    assert planned.date.edtf == "2024-06" and not planned.former_date.is_known


def test_what_was_written_since_stays(department, specialist, planned):
    draft = draft_of(department, "events", title=planned.title, date="2024-06-05", status="held")
    actions.link(draft, planned, user=specialist, take_over=["status", "date"])
    planned.refresh_from_db()
    planned.status = "written_up"
    planned.save()
    assert not actions.undo(draft, user=specialist)
    planned.refresh_from_db()
    assert (planned.status, planned.date.edtf) == ("written_up", "2024-06")


def test_an_agreement_moves_on_by_an_action(department, specialist):
    agreement = Agreement.objects.create(department=department, title="Меморандум", kind="memorandum")
    record_action(agreement, ActionKind.SIGNED, date=from_edtf("2023-10"))
    draft = draft_of(department, "agreements", title="Меморандум", kind="memorandum", status="terminated", date="2024")
    agreement.refresh_from_db()
    assert set(proposed(draft, agreement)) == {"status"}
    assert known.match(draft).record == agreement, "terminated later, yet the same paper"
    actions.link(draft, agreement, user=specialist, take_over=["status"])
    agreement.refresh_from_db()
    assert (agreement.status, agreement.signed.edtf) == ("terminated", "2023-10")
    actions.undo(draft, user=specialist)
    agreement.refresh_from_db()
    assert agreement.status == "signed" and agreement.actions.count() == 1


def test_a_tie_grows_closer_only(department, specialist, city):
    tie = Partnership.objects.create(department=department, city=city, relation="friendly")
    closer = draft_of(department, "places", name_ru=city.name_ru, country_iso="KG", relation="sister")
    looser = draft_of(department, "places", name_ru=city.name_ru, country_iso="KG", relation="partner")
    assert set(proposed(closer, tie)) == {"relation"} and proposed(looser, tie) == {}


@pytest.fixture
def mayor(department, home_city):
    person = factories.PersonFactory(department=department, family_name="Логинов", given_name="В.А.")
    post = factories.PostFactory(department=department, title="мэр Красноярска", city=home_city)
    factories.TenureFactory(department=department, person=person, post=post, known_on=datetime.date(2022, 12, 31))
    return person


def told_mayor(department, position="мэр города Красноярска"):
    return draft_of(
        department, "people", name_nom="Владислав Логинов", surname="Логинов", position=position, city="Красноярск"
    )


def test_a_name_in_full_and_the_same_post(department, mayor):
    found = proposed(told_mayor(department), mayor)
    assert found["names"] == ("В.А.", "Владислав А.")
    assert found["known_on"] == ("31.12.2022", "31.12.2024") and "tenure" not in found


def test_linking_a_person_offers_the_post(department, specialist, mayor, home_city):
    draft = told_mayor(department, "депутат")
    assert "мэр" in proposed(draft, mayor)["tenure"][0]
    actions.link(draft, mayor, user=specialist, take_over=["tenure"])
    tenure = Tenure.objects.get(post__title="депутат")
    assert tenure.person == mayor and tenure.post.city == home_city
    assert "tenure" not in proposed(draft, mayor)
    actions.undo(draft, user=specialist)
    assert not Tenure.objects.present().filter(post__title="депутат").exists()
    assert mayor.tenures.present().count() == 1


def test_the_page_shows_old_and_new_and_takes_over_what_is_ticked(specialist_client, department, planned):
    draft = draft_of(department, "events", title=planned.title, date="2024-06-05", status="held")
    html = specialist_client.get(reverse("intake:draft-review", args=[draft.pk])).content.decode()
    assert "июнь 2024" in html and "5 июня 2024" in html and 'name="take-over"' in html
    data = {"link-record": planned.pk, "known": "1", "change": ["status"], "take-over": "1"}
    specialist_client.post(reverse("intake:draft-link", args=[draft.pk]), data)
    planned.refresh_from_db()
    assert (planned.status, planned.date.edtf) == ("held", "2024-06")
    specialist_client.post(reverse("intake:draft-update", args=[draft.pk]), {"change": ["date"], "take-over": "1"})
    planned.refresh_from_db()
    assert planned.date == ApproximateDate.day(datetime.date(2024, 6, 5))


def test_a_record_chosen_by_hand_shows_its_differences_next(specialist_client, department, planned):
    draft = draft_of(department, "events", title="Совсем иначе", date="2024-06-05", status="held")
    response = specialist_client.post(reverse("intake:draft-link", args=[draft.pk]), {"link-record": planned.pk})
    assert response.url == reverse("intake:draft-review", args=[draft.pk])
    assert 'name="take-over"' in specialist_client.get(response.url).content.decode()
