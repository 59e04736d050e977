import pytest
from django.urls import reverse

from crm.dates import parse
from crm.events.models import Delegation, DelegationMember, Event, EventStatus, ProgrammeItem, RestrictedRead
from tests.factories import (
    CommitmentFactory,
    DelegationFactory,
    EventFactory,
    EventSeriesFactory,
    MeetingNoteFactory,
    OutcomeFactory,
    PersonFactory,
    PreparationPlanFactory,
)

FACTORIES = {
    "event": EventFactory,
    "series": EventSeriesFactory,
    "delegation": DelegationFactory,
    "meeting": MeetingNoteFactory,
    "outcome": OutcomeFactory,
}


@pytest.fixture
def event(department, city):
    return EventFactory(department=department, title="Форум", date=parse("17.11.2027"), city=city)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("stem", FACTORIES)
def test_pages_of_every_kind_open(specialist_client, department, stem):
    record = FACTORIES[stem](department=department)
    assert str(record) in text_of(specialist_client.get(reverse(f"events:{stem}-list")))
    assert str(record) in text_of(specialist_client.get(record.get_absolute_url()))
    for name in ("edit", "history"):
        text_of(specialist_client.get(reverse(f"events:{stem}-{name}", args=[record.pk])))
    text_of(specialist_client.get(reverse(f"events:{stem}-create")))


@pytest.mark.parametrize("stem", FACTORIES)
def test_foreign_records_are_not_there(foreigner_client, department, stem):
    record = FACTORIES[stem](department=department)
    assert str(record) not in text_of(foreigner_client.get(reverse(f"events:{stem}-list")))
    for name in ("detail", "edit", "history"):
        assert foreigner_client.get(reverse(f"events:{stem}-{name}", args=[record.pk])).status_code == 404


@pytest.mark.parametrize("stem", FACTORIES)
def test_deleted_and_restored(specialist_client, department, stem):
    record = FACTORIES[stem](department=department)
    specialist_client.post(reverse(f"events:{stem}-delete", args=[record.pk]))
    assert specialist_client.get(record.get_absolute_url()).status_code == 404
    specialist_client.post(reverse(f"events:{stem}-restore", args=[record.pk]))
    assert specialist_client.get(record.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["date", "title", "kind", "status"])
def test_list_sorts_both_ways(specialist_client, event, name):
    for sort in (name, f"-{name}"):
        assert "Форум" in text_of(specialist_client.get(reverse("events:event-list"), {"sort": sort}))


def test_list_keeps_its_number_of_queries(specialist_client, department, city, django_assert_max_num_queries):
    for _number in range(20):
        record = EventFactory(department=department, city=city)
        record.cities.add(city)
    with django_assert_max_num_queries(16):
        specialist_client.get(reverse("events:event-list"))


def test_series_list_counts_editions(specialist_client, department, django_assert_max_num_queries):
    for _number in range(10):
        series = EventSeriesFactory(department=department)
        EventFactory(department=department, series=series, date=parse("октябрь 2024"))
    with django_assert_max_num_queries(14):
        assert "октябрь 2024" in text_of(specialist_client.get(reverse("events:series-list")))


def test_created_by_hand(specialist_client, department, city):
    data = {
        "department": department.pk, "title": "Дни города", "kind": "celebration", "status": "planned",
        "date": "12–14 июня 2027", "format": "in_person", "cities": [city.pk],
    }
    response = specialist_client.post(reverse("events:event-create"), data)
    event = Event.objects.get()
    assert response["Location"] == event.get_absolute_url()
    assert (event.date.edtf, list(event.countries.all())) == ("2027-06-12/2027-06-14", [city.country])


def test_date_nobody_understands_is_explained(specialist_client, department):
    data = {"department": department.pk, "title": "Дни", "kind": "other", "status": "planned", "date": "31.02.2027"}
    page = text_of(specialist_client.post(reverse("events:event-create"), data))
    assert "31.02.2027" in page
    assert not Event.objects.exists()


def test_event_page_shows_what_hangs_on_it(specialist_client, department, event):
    made = [
        EventFactory(department=department, parent=event, title="Круглый стол"),
        DelegationFactory(department=department, event=event),
        MeetingNoteFactory(department=department, event=event),
        OutcomeFactory(department=department, event=event),
        CommitmentFactory(department=department, event=event),
        PreparationPlanFactory(department=department, event=event),
    ]
    page = text_of(specialist_client.get(event.get_absolute_url()))
    for record in made:
        assert str(record) in page


def test_event_page_shows_the_other_editions(specialist_client, department):
    series = EventSeriesFactory(department=department, title="Конференция")
    tenth = EventFactory(department=department, series=series, edition=10, title="X конференция")
    eleventh = EventFactory(department=department, series=series, edition=11, title="XI конференция")
    assert "X конференция" in text_of(specialist_client.get(eleventh.get_absolute_url()))
    page = text_of(specialist_client.get(series.get_absolute_url()))
    assert page.index("XI конференция") < page.index(">X конференция")
    assert f"series={series.pk}&amp;edition=12" in page
    assert tenth.edition_text == "X"


def test_hours_abroad_are_told_in_our_time_too(specialist_client, event):
    event.start_time, event.end_time = "10:00", "11:00"
    event.save()
    page = text_of(specialist_client.get(event.get_absolute_url()))
    assert "10:00–11:00" in page
    assert "11:00–12:00" in page


def test_reader_sees_no_way_to_change(reader_client, event):
    page = text_of(reader_client.get(event.get_absolute_url()))
    assert reverse("events:event-postpone", args=[event.pk]) not in page
    assert reader_client.get(reverse("events:event-edit", args=[event.pk])).status_code == 403
    for name in ("status", "move", "postpone", "cancel"):
        assert reader_client.post(reverse(f"events:event-{name}", args=[event.pk])).status_code == 403


@pytest.fixture
def delegation(department, event):
    record = DelegationFactory(department=department, event=event, date=parse("17–18.11.2027"))
    DelegationMember.objects.create(delegation=record, name="Первый Гость", passport="AN 1234567", diet="без рыбы")
    ProgrammeItem.objects.create(delegation=record, day="2027-11-17", start_time="09:30", title="Встреча в аэропорту")
    return record


def test_passports_are_not_on_the_page_and_nothing_is_noted(head_client, delegation):
    page = text_of(head_client.get(delegation.get_absolute_url()))
    assert "Первый Гость" in page
    assert "09:30" in page
    assert "AN 1234567" not in page
    assert not RestrictedRead.objects.exists()


def test_reading_passports_is_noted(protocol_client, protocol, delegation):
    page = text_of(protocol_client.get(delegation.get_absolute_url(), {"restricted": "1"}))
    assert "AN 1234567" in page
    assert RestrictedRead.objects.get().user == protocol


def test_reading_passports_in_the_form_is_noted(protocol_client, delegation):
    assert "AN 1234567" in text_of(protocol_client.get(reverse("events:delegation-edit", args=[delegation.pk])))
    assert RestrictedRead.objects.count() == 1


@pytest.mark.parametrize("client_name", ["specialist_client", "reader_client"])
def test_passports_are_for_few(request, delegation, client_name):
    client = request.getfixturevalue(client_name)
    assert "AN 1234567" not in text_of(client.get(delegation.get_absolute_url(), {"restricted": "1"}))
    assert not RestrictedRead.objects.exists()


def test_specialist_edits_a_member_and_the_passport_stays(specialist_client, department, delegation):
    member = delegation.members.get()
    url = reverse("events:delegation-edit", args=[delegation.pk])
    assert "AN 1234567" not in text_of(specialist_client.get(url))
    data = {
        "department": department.pk, "title": "Гости", "direction": "in", "date": "17.11.2027",
        "members-TOTAL_FORMS": 1, "members-INITIAL_FORMS": 1, "members-0-id": member.pk,
        "members-0-name": "Первый Гость", "members-0-post_title": "мэр", "members-0-order": 0,
        "programme-TOTAL_FORMS": 1, "programme-INITIAL_FORMS": 0,
        "programme-0-day": "2027-11-18", "programme-0-title": "Отъезд",
    }
    assert specialist_client.post(url, data).status_code == 302
    member.refresh_from_db()
    assert (member.post_title, member.passport) == ("мэр", "AN 1234567")
    assert Delegation.objects.get().programme.count() == 2


def test_foreign_person_cannot_be_made_a_member(specialist_client, department, delegation, foreign_department):
    stranger = PersonFactory(department=foreign_department)
    data = {
        "department": department.pk, "title": "Гости", "direction": "in", "date": "",
        "members-TOTAL_FORMS": 1, "members-INITIAL_FORMS": 0, "members-0-person": stranger.pk, "members-0-order": 0,
        "programme-TOTAL_FORMS": 0, "programme-INITIAL_FORMS": 0,
    }
    assert specialist_client.post(reverse("events:delegation-create"), data).status_code == 200
    assert Delegation.objects.count() == 1


def test_past_and_planned_is_never_silently_held(specialist_client, department):
    event = EventFactory(department=department, date=parse("2020"), status=EventStatus.PLANNED)
    specialist_client.get(event.get_absolute_url())
    event.refresh_from_db()
    assert event.status == EventStatus.PLANNED
