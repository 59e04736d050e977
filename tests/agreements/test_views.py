import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.agreements.actions import record_action
from crm.agreements.models import ActionKind, Agreement, AgreementParty, AgreementStatus
from crm.dates import parse
from crm.ui.forms import MOST_PARTS
from tests.factories import AgreementFactory, CityFactory, EventFactory

LIST = reverse("agreements:agreement-list")
CREATE = reverse("agreements:agreement-create")
PARTIES = {"parties-TOTAL_FORMS": "1", "parties-INITIAL_FORMS": "0"}


def url(name, agreement, *args):
    return reverse(f"agreements:agreement-{name}", args=[agreement.pk, *args])


def listed(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {row.object.title for row in page.context["rows"]}


@pytest.fixture
def agreement(department):
    return AgreementFactory(department=department, title="О культурном обмене")


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def test_own_department_only(specialist_client, foreigner_client, agreement):
    assert listed(specialist_client) == {agreement.title}
    assert listed(foreigner_client) == set()
    assert foreigner_client.get(url("detail", agreement)).status_code == 404
    assert foreigner_client.post(url("action-add", agreement), {"kind": "signed"}).status_code == 404
    assert foreigner_client.post(url("snooze", agreement), {"until": "2030-01-01"}).status_code == 404


def test_a_reader_reads(reader_client, agreement):
    assert reader_client.get(url("detail", agreement)).status_code == 200
    assert reader_client.post(url("action-add", agreement), {"kind": "signed"}).status_code == 403
    assert reader_client.get(CREATE).status_code == 403


def test_filters(specialist_client, department, city):
    near = AgreementFactory(department=department, title="Скоро", kind="memorandum", valid_until=in_days(20))
    record_action(near, ActionKind.SIGNED, date=parse("17.05.2024"))
    AgreementParty.objects.create(agreement=near, city=city)
    AgreementFactory(department=department, title="Иное", valid_until=in_days(20))
    for query in (
        {"q": "скоро"}, {"period": "май 2024"}, {"kind": "memorandum"}, {"status": "signed"}, {"city": city.pk},
        {"expiring": "on"},
    ):
        assert listed(specialist_client, **query) == {"Скоро"}, query
    assert listed(specialist_client, period="31.02.2024", city="x", status="?") == {"Скоро", "Иное"}


@pytest.mark.parametrize(
    ("days", "tacitly", "word"),
    [
        (-1, False, "danger"), (-1, True, "success"), (0, False, "warning"), (90, False, "warning"),
        (91, False, "success"),
    ],
)
def test_expiring_and_expired_are_computed(specialist_client, department, days, tacitly, word):
    row = AgreementFactory(department=department, valid_until=in_days(days), is_renewed_tacitly=tacitly)
    record_action(row, ActionKind.IN_FORCE, date=parse("2020"))
    assert f"text-bg-{word}" in specialist_client.get(LIST).content.decode()


def test_list_keeps_its_number_of_queries(specialist_client, department, city, django_assert_max_num_queries):
    for number in range(20):
        row = AgreementFactory(department=department)
        AgreementParty.objects.create(agreement=row, city=CityFactory(name_ru=f"Город {number}"))
    with django_assert_max_num_queries(16):
        specialist_client.get(LIST)


def test_created_with_parties_and_a_first_action(specialist_client, department, city):
    data = {
        "department": department.pk, "title": "О спорте", "kind": "agreement", "signed": "17.05.2024",
        "happened": "in_force", "parties-0-city": city.pk, **PARTIES,
    }
    page = specialist_client.post(CREATE, data)
    row = Agreement.objects.get()
    assert page.status_code == 302
    assert (row.status, row.reminder_days, [party.city for party in row.parties.all()]) == ("in_force", 90, [city])
    assert listed(specialist_client, q="Джалал-Абад") == {"О спорте"}


def test_a_date_of_signing_means_signed(specialist_client, department):
    data = {"department": department.pk, "title": "О спорте", "kind": "agreement", "signed": "2024", **PARTIES}
    specialist_client.post(CREATE, data)
    assert Agreement.objects.get().status == AgreementStatus.SIGNED


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"signed": "скоро"}, {"signed": "2024", "valid_until": "2020-01-01"}, {"renewal_months": "12"},
        {"kind": "?"}, {"parties-0-is_ours": "on"}, {"department": "999"},
    ],
)
def test_what_is_wrong_is_said(specialist_client, department, wrong):
    data = {"department": department.pk, "title": "О спорте", "kind": "agreement", **PARTIES, **wrong}
    page = specialist_client.post(CREATE, data)
    assert page.status_code == 200
    assert not Agreement.objects.exists()


def test_actions_are_added_and_taken_back(specialist_client, agreement):
    specialist_client.post(url("action-add", agreement), {"kind": "signed", "date": "17.05.2024"})
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.SIGNED
    assert specialist_client.get(url("detail", agreement)).status_code == 200
    action = agreement.actions.get()
    specialist_client.post(url("action-delete", agreement, action.pk))
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.INITIATIVE


def test_falling_through_needs_a_reason(specialist_client, agreement):
    page = specialist_client.post(url("action-add", agreement), {"kind": "fell_through"})
    assert page.status_code == 200
    assert page.context["action_form"].errors["reason"]
    assert not agreement.actions.exists()


def test_an_action_of_another_agreement_is_not_found(specialist_client, agreement, department):
    action = record_action(AgreementFactory(department=department), ActionKind.SIGNED)
    assert specialist_client.post(url("action-delete", agreement, action.pk)).status_code == 404


@pytest.mark.parametrize("until", ["", "завтра", "2030-02-31"])
def test_a_wrong_day_puts_nothing_off(specialist_client, agreement, until):
    assert specialist_client.post(url("snooze", agreement), {"until": until}).status_code == 302


def test_put_off(specialist_client, department):
    row = AgreementFactory(department=department, valid_until=in_days(20))
    record_action(row, ActionKind.SIGNED)
    specialist_client.post(url("snooze", row), {"until": "2030-01-01"})
    assert row.reminders.get().snoozed_until == datetime.date(2030, 1, 1)


def test_deleting_is_undone(specialist_client, agreement):
    specialist_client.post(url("delete", agreement))
    assert listed(specialist_client) == set()
    specialist_client.post(url("restore", agreement))
    assert listed(specialist_client) == {agreement.title}
    assert specialist_client.get(url("history", agreement)).status_code == 200


def test_an_event_and_its_agreement_name_each_other(specialist_client, department, foreign_department, agreement):
    event = EventFactory(department=department, title="Визит с подписанием")
    hidden = EventFactory(department=foreign_department, title="Чужой визит")
    agreement.events.set([event, hidden])
    page = specialist_client.get(url("detail", agreement)).content.decode()
    assert event.title in page
    assert hidden.title not in page
    assert agreement.title in specialist_client.get(event.get_absolute_url()).content.decode()


def test_a_made_up_number_of_parties_is_refused(specialist_client, agreement):
    data = {"department": agreement.department_id, "title": "Другое", "kind": "agreement", "reminder_days": 1}
    data |= {"parties-TOTAL_FORMS": "2147483648", "parties-INITIAL_FORMS": "0"}
    page = specialist_client.post(url("edit", agreement), data)
    assert page.status_code == 200
    assert len(page.context["formsets"][0].forms) == MOST_PARTS
    agreement.refresh_from_db()
    assert agreement.title == "О культурном обмене"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_our_times_is_refused(specialist_client, agreement, day):
    page = specialist_client.post(url("action-add", agreement), {"kind": "in_force", "valid_until": day})
    assert "valid_until" in page.context["action_form"].errors
    assert not agreement.actions.exists()
    assert specialist_client.post(url("snooze", agreement), {"until": day}, follow=True).status_code == 200
