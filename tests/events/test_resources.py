import datetime
import io

import openpyxl
import pytest
import tablib
from django.urls import reverse

from crm.events.models import Event, EventStatus
from crm.events.resources import EventResource
from tests.factories import EventFactory, EventSeriesFactory


def rows(*values, headers=("title", "date")):
    return tablib.Dataset(*values, headers=headers)


def imported(user, dataset, **options):
    return EventResource(user=user).import_data(dataset, user=user, raise_errors=False, **options)


def errors_of(result):
    invalid = [str(row.error) for row in result.invalid_rows]
    return " ".join(invalid + [str(error.error) for _number, errors in result.row_errors() for error in errors])


def test_a_title_and_a_date_are_enough(specialist):
    result = imported(specialist, rows(("Форум", "октябрь 2026"), ("Юбилей", 2028)))
    assert not errors_of(result)
    assert [(e.title, e.date.edtf, e.status) for e in Event.objects.order_by("starts_on")] == [
        ("Форум", "2026-10", "planned"), ("Юбилей", "2028", "planned"),
    ]


def test_cells_that_are_dates_count(specialist):
    imported(specialist, rows(("Форум", datetime.datetime(2026, 10, 5))))
    assert Event.objects.get().date.edtf == "2026-10-05"


def test_the_same_file_twice_adds_nothing(specialist):
    for _time in range(2):
        result = imported(specialist, rows(("Форум", "октябрь 2026")))
    assert Event.objects.count() == 1
    assert result.totals["skip"] == 1


def test_places_series_and_choices_are_named_by_words(specialist, department, city):
    series = EventSeriesFactory(department=department, title="Конференция")
    headers = ("title", "date", "status", "city", "cities", "countries", "series", "edition")
    values = ("XI съезд", "14.06.2026", "confirmed", "Джалал-Абад", "джалал-абад", "Киргизия", "Конференция", "11")
    assert not errors_of(imported(specialist, rows(values, headers=headers)))
    event = Event.objects.get()
    assert (event.status, event.city, event.series, event.edition) == (EventStatus.CONFIRMED, city, series, 11)
    assert (list(event.cities.all()), list(event.countries.all())) == ([city], [city.country])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "31.02.2026"), ("date", "скоро"), ("status", "почти"), ("city", "Зурбаган"),
        ("cities", "Лисс; Зурбаган"),
        ("series", "Нет такой"), ("department", "khabarovsk"), ("title", ""), ("start_time", "в полдень"), ("uid", "x"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(specialist, foreign_department, name, value):
    headers = ["title", "date", *([] if name in ("title", "date") else [name])]
    good = {"title": "Форум", "date": "октябрь 2026"}
    result = imported(specialist, rows([{**good, name: value}[key] for key in headers], headers=headers))
    assert errors_of(result)
    assert not Event.objects.exists()


def test_a_foreign_event_cannot_be_overwritten(specialist, foreign_department):
    foreign = EventFactory(department=foreign_department, title="Чужое")
    imported(specialist, rows((str(foreign.uid), "Моё", "2026"), headers=("uid", "title", "date")))
    foreign.refresh_from_db()
    assert foreign.title == "Чужое"


def test_what_goes_out_comes_back_unchanged(specialist, department, city):
    event = EventFactory(department=department, title="Форум", city=city)
    event.cities.add(city)
    sheet = EventResource(user=specialist).export(Event.objects.all())
    result = imported(specialist, sheet)
    assert not errors_of(result)
    assert result.totals["skip"] == 1


def test_preview_then_import_in_the_admin(administrator_client):
    url = reverse("admin:events_event_import")
    assert administrator_client.get(url).status_code == 200
    stream = io.BytesIO("title,date\nФорум,октябрь 2026\n".encode())
    stream.name = "events.csv"
    preview = administrator_client.post(url, {"import_file": stream, "format": "1"})
    assert preview.status_code == 200
    assert "Форум" in preview.content.decode()
    assert not Event.objects.exists()
    confirm = preview.context["confirm_form"].initial
    administrator_client.post(reverse("admin:events_event_process_import"), confirm)
    assert Event.objects.get().title == "Форум"


def test_xlsx_goes_out_of_the_admin(administrator_client, department):
    event = EventFactory(department=department, title="=Форум")
    url = reverse("admin:events_event_export")
    assert administrator_client.get(url).status_code == 200
    fields = {f"eventresource_{name}": "on" for name in EventResource.Meta.fields}
    response = administrator_client.post(url, {"format": "0", "resource": "0", **fields})
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active)
    cells = dict(zip((cell.value for cell in rows[0]), rows[1], strict=True))
    title, uid = cells["Название"], cells["Uid"]
    assert (title.value, title.data_type, uid.value) == ("=Форум", "s", str(event.uid))
