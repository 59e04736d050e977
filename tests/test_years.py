"""Many years side by side."""

import datetime

import pytest
from django.urls import reverse

from crm.dates import parse
from crm.plans.models import Milestone
from tests.factories import (
    AgreementFactory,
    EventFactory,
    EventSeriesFactory,
    PartnershipFactory,
    PreparationPlanFactory,
)

URL = reverse("desk:years")
DAY = datetime.date


@pytest.fixture
def years(department, city):
    series = EventSeriesFactory(department=department, title="Конференция")
    EventFactory(department=department, title="X конференция", series=series, edition=10, date=parse("2025"))
    jubilee = EventFactory(department=department, title="400-летие", date=parse("2028"))
    plan = PreparationPlanFactory(department=department, title="План к 400-летию", event=jubilee)
    for number in range(3):
        Milestone.objects.create(plan=plan, title=f"Шаг {number}", fixed_on=DAY(2026 + number // 2, 5, 1 + number))
    PartnershipFactory(department=department, city=city, since=parse("2007"))
    AgreementFactory(department=department, title="Договор", status="in_force", valid_until=DAY(2027, 1, 1))


def cells(client, **query):
    found = {}
    for _heading, rows, _is_capped in client.get(URL, query).context["groups"]:
        for row, years in rows:
            for year, entries in years:
                for entry in entries:
                    found.setdefault(str(row.title), []).append((year, entry.text))
    return found


def test_each_thing_stands_in_its_year(reader_client, years, city):
    found = cells(reader_client, **{"from": "2024"})
    assert found["Конференция"] == [(2025, "X")]
    assert found["План к 400-летию"] == [(2026, "Шаг 0"), (2026, "Шаг 1"), (2027, "Шаг 2"), (2028, "400-летие")]
    assert found[str(city)] == [(2027, "20 лет")]
    assert found["Договор"] == [(2027, "окончание срока")]


def test_other_departments_see_nothing_of_it(foreigner_client, years):
    assert cells(foreigner_client, **{"from": "2024"}) == {}
    assert "В эти годы ничего нет" in foreigner_client.get(URL).content.decode()


@pytest.mark.parametrize("first", ["", "x", "-5", "99999999999999999999", "²", "1899", "2191"])
def test_any_address_gives_a_page(reader_client, years, first):
    assert reader_client.get(URL, {"from": first}).status_code == 200


def test_as_many_queries_for_many_rows(reader_client, years, department, django_assert_max_num_queries):
    for number in range(20):
        series = EventSeriesFactory(department=department, title=f"Серия {number}")
        EventFactory(department=department, series=series, date=parse("2026"), title=f"Событие {number}")
    with django_assert_max_num_queries(14):
        reader_client.get(URL, {"from": "2024"})


def test_milestones_stand_in_the_calendar(reader_client, foreigner_client, years):
    url = reverse("plans:milestone-data")
    query = {"start": "2026-04-01", "end": "2026-06-01"}
    found = reader_client.get(url, query).json()["events"]
    assert [each["title"] for each in found] == ["◆ Шаг 0", "◆ Шаг 1"]
    assert foreigner_client.get(url, query).json()["events"] == []
    for start, end in (("", ""), ("2026-04-01", "2036-04-01"), ("x", "2026-01-01"), ("2026-04-01", "2026-04-01")):
        assert reader_client.get(url, {"start": start, "end": end}).status_code == 400
