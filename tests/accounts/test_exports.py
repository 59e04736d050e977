"""Lists taken out as spreadsheets: what the user sees there, and no more."""

import io

import openpyxl
import pytest
import tablib
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from crm.accounts import exports
from crm.agreements.resources import AgreementResource
from crm.events.resources import EventResource
from crm.partners.resources import OrganisationResource, PartnershipResource, PersonResource, PostResource
from tests import factories

LISTS = {
    "partners:partnership": PartnershipResource,
    "partners:organisation": OrganisationResource,
    "partners:person": PersonResource,
    "partners:post": PostResource,
    "agreements:agreement": AgreementResource,
    "events:event": EventResource,
}
FACTORIES = {
    "partners:partnership": factories.PartnershipFactory,
    "partners:organisation": factories.OrganisationFactory,
    "partners:person": factories.PersonFactory,
    "partners:post": factories.PostFactory,
    "agreements:agreement": factories.AgreementFactory,
    "events:event": factories.EventFactory,
}


def rows_of(response):
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet][1:]


def apart(stem, number):
    return {"city": factories.CityFactory(name_ru=f"Город-{number}")} if stem == "partners:partnership" else {}


@pytest.mark.parametrize("stem", LISTS)
def test_a_list_goes_out_and_comes_back_unchanged(specialist, specialist_client, department, foreign_department, stem):
    mine = [FACTORIES[stem](department=department, **apart(stem, number)) for number in range(3)]
    FACTORIES[stem](department=foreign_department)
    response = specialist_client.get(reverse(f"{stem}-list"), {"export": "xlsx"})
    assert len(rows_of(response)) == len(mine)
    dataset = tablib.Dataset().load(response.content, format="xlsx")
    result = LISTS[stem](user=specialist).import_data(dataset, user=specialist)
    assert not result.has_errors(), [error.error for error in result.base_errors]
    assert result.totals["skip"] == len(mine)


def test_filters_and_order_hold_in_the_file(specialist_client, department):
    for title, status in (("Б", "held"), ("А", "held"), ("В", "planned")):
        factories.EventFactory(department=department, title=title, status=status)
    query = {"export": "csv", "status": "held", "sort": "title"}
    text = specialist_client.get(reverse("events:event-list"), query).content.decode("utf-8-sig")
    titles = tablib.Dataset().load(text, format="csv")["Название"]
    assert titles == ["А", "Б"]


def test_text_never_becomes_a_formula(specialist_client, department):
    factories.EventFactory(department=department, title='=HYPERLINK("http://x")')
    list_url = reverse("events:event-list")
    assert "'=HYPERLINK" in specialist_client.get(list_url, {"export": "csv"}).content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(specialist_client.get(list_url, {"export": "xlsx"}).content)).active
    assert {cell.data_type for row in sheet for cell in row if str(cell.value).startswith("=")} == {"s"}


def test_an_export_is_noted_without_what_is_in_it(specialist_client, specialist, department):
    person = factories.PersonFactory(department=department)
    specialist_client.get(reverse("partners:person-list"), {"export": "csv"})
    entry = LogEntry.objects.get(action_flag=exports.EXPORT)
    assert (entry.user, entry.content_type.model) == (specialist, "person")
    assert person.family_name not in entry.object_repr + entry.change_message


def test_a_reader_takes_nothing_out(reader_client, department):
    factories.PersonFactory(department=department)
    address = reverse("partners:person-list")
    assert "export=" not in reader_client.get(address).content.decode()
    assert reader_client.get(address, {"export": "xlsx"}).status_code == 403


def test_too_many_rows_are_refused_in_words(monkeypatch, specialist_client, department):
    monkeypatch.setattr(exports, "LIMIT", 1)
    for _number in range(2):
        factories.EventFactory(department=department)
    page = specialist_client.get(reverse("events:event-list"), {"export": "csv"}, follow=True)
    assert [str(message) for message in page.context["messages"]] == [exports.too_many()]
