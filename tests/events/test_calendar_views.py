import pytest
from django.urls import reverse

from crm.dates import parse
from crm.events import calendar
from crm.events.models import EventStatus
from tests.factories import CityFactory, EventFactory

DATA = "events:calendar-data"


@pytest.fixture
def made(department):
    def make(date, **values):
        return EventFactory(department=department, date=parse(date), **values)

    return make


def month(client, **filters):
    response = client.get(reverse(DATA), {"start": "2026-10-01", "end": "2026-11-01", **filters})
    assert response.status_code == 200
    return response.json()


def test_only_the_days_asked_for(reader_client, made):
    made("30.09.2026")
    inside = made("01.10.2026")
    made("01.11.2026")
    over = made("30.10.2026 – 02.11.2026")
    entries = month(reader_client)["events"]
    assert [each["id"] for each in entries] == [str(inside.pk), str(over.pk)]
    assert (entries[1]["start"], entries[1]["end"]) == ("2026-10-30", "2026-11-03")


@pytest.mark.parametrize(
    "query",
    [{}, {"start": "2026-10-01"}, {"start": "x", "end": "y"}, {"start": "2026-01-01", "end": "2036-01-01"},
     {"start": "2026-10-02", "end": "2026-10-01"}],
)
def test_too_much_or_nonsense_is_refused(reader_client, query):
    response = reader_client.get(reverse(DATA), query)
    assert response.status_code == 400
    assert response.json()["error"]


def test_hours_are_those_of_the_place(reader_client, made, city):
    made("05.10.2026", start_time="10:00", city=city)
    (entry,) = month(reader_client)["events"]
    assert (entry["start"], entry["allDay"]) == ("2026-10-05T10:00:00", False)


def test_approximate_date_says_so_and_is_not_dragged(specialist_client, made):
    made("октябрь 2026", title="Форум")
    (entry,) = month(specialist_client)["events"]
    assert (entry["title"], entry["start"], entry["end"]) == ("[октябрь 2026] Форум", "2026-10-01", "2026-10-02")
    assert "entry-approximate" in entry["extendedProps"]["look"]
    assert not entry["editable"]


@pytest.mark.parametrize(("date", "when"), [("2026", "2026"), ("II полугодие 2026", "2026"), ("осень 2026", "2026")])
def test_what_has_no_day_here_stands_beside(reader_client, made, date, when):
    made(date, title="Юбилей")
    answer = month(reader_client)
    assert answer["events"] == []
    assert answer["unsettled"][0]["title"] == "Юбилей"
    assert when in answer["unsettled"][0]["when"]


def test_unknown_date_stands_beside(reader_client, made):
    made("", title="Когда-нибудь")
    made("", title="Отменено", status=EventStatus.CANCELLED)
    assert [each["title"] for each in month(reader_client)["unsettled"]] == ["Когда-нибудь"]


def test_who_may_drag(reader_client, specialist_client, made):
    made("05.10.2026")
    assert not month(reader_client)["events"][0]["editable"]
    assert month(specialist_client)["events"][0]["editable"]


def test_filters(reader_client, made, city):
    wanted = made("05.10.2026", kind="forum", status=EventStatus.CONFIRMED)
    wanted.cities.add(city)
    wanted.countries.add(city.country)
    made("06.10.2026", kind="meeting")
    for filters in (
        {"kind": "forum"}, {"status": "confirmed"}, {"city": city.pk}, {"country": city.country.pk},
    ):
        assert [each["id"] for each in month(reader_client, **filters)["events"]] == [str(wanted.pk)]


def test_foreign_events_are_not_there(foreigner_client, made):
    made("05.10.2026")
    assert month(foreigner_client)["events"] == []


def test_a_crowded_month_is_cut_and_says_so(reader_client, made, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_ENTRIES", 3)
    for _number in range(5):
        made("05.10.2026")
    answer = month(reader_client)
    assert len(answer["events"]) == 3
    assert answer["note"]


def test_days_cost_few_queries(specialist_client, made, city, django_assert_max_num_queries):
    for _number in range(30):
        made("05.10.2026", city=city, start_time="10:00")
    with django_assert_max_num_queries(8):
        assert len(month(specialist_client)["events"]) == 30


def test_page_is_a_list_of_the_month_without_scripts(reader_client, made, city):
    made("05.10.2026", title="Форум", city=city)
    made("05.11.2026", title="Другой месяц")
    page = reader_client.get(reverse("events:calendar"), {"date": "2026-10-15"}).content.decode()
    assert "Форум" in page
    assert "Другой месяц" not in page
    assert "date=2026-09-01" in page
    assert "date=2026-11-01" in page
    assert "style=" not in page.split('id="calendar-list"')[1].split("</section>")[0]


def test_page_keeps_filters_and_view_in_its_address(reader_client, made):
    made("05.10.2026", title="Форум", kind="forum")
    query = {"date": "2026-10-15", "view": "year", "kind": "meeting"}
    response = reader_client.get(reverse("events:calendar"), query)
    assert "Форум" not in response.content.decode()
    assert response.context["settings"]["view"] == "year"
    assert "kind=meeting" in response.context["next_url"]


@pytest.mark.parametrize(
    "query", [{"date": "99"}, {"date": "9999-12-31"}, {"view": "x"}, {"country": "x", "city": "-1"}]
)
def test_page_survives_nonsense(reader_client, query):
    assert reader_client.get(reverse("events:calendar"), query).status_code == 200


def test_cancelled_is_called_so(reader_client, made):
    CityFactory()
    made("05.10.2026", title="Форум", status=EventStatus.CANCELLED)
    (entry,) = month(reader_client)["events"]
    assert entry["title"].endswith(": Форум")
    assert "entry-off" in entry["extendedProps"]["look"]
