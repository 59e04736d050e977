import datetime
import io

import pytest
import tablib
from django.urls import reverse
from django.utils import translation

from crm.agreements.actions import save_parties
from crm.agreements.models import Agreement
from crm.agreements.resources import AgreementResource
from tests.factories import AgreementFactory


def imported(user, values, **options):
    dataset = tablib.Dataset(list(values.values()), headers=list(values))
    return AgreementResource(user=user).import_data(dataset, user=user, raise_errors=False, **options)


def errors_of(result):
    invalid = [str(row.error) for row in result.invalid_rows]
    return " ".join(invalid + [str(error.error) for _number, errors in result.row_errors() for error in errors])


ROW = {
    "title": "О спорте", "signed": "май 2024", "kind": "memorandum", "status": "in_force",
    "parties": "Красноярск; Джалал-Абад", "valid_until": "01.06.2029", "is_renewed_tacitly": "да",
}


def test_a_row_brings_parties_status_and_reminders(specialist, department, city):
    assert not errors_of(imported(specialist, ROW))
    row = Agreement.objects.get()
    assert (row.signed.edtf, row.kind, row.status) == ("2024-05", "memorandum", "in_force")
    assert row.is_renewed_tacitly
    assert [(party.city, party.is_ours) for party in row.parties.all()] == [(department.city, True), (city, False)]
    assert row.valid_until == datetime.date(2029, 6, 1)
    assert row.reminders.exists()


def test_the_same_file_twice_adds_nothing(specialist):
    for _time in range(2):
        result = imported(specialist, ROW)
    assert Agreement.objects.get().parties.count() == 2
    assert result.totals["skip"] == 1


def test_a_title_and_a_date_are_enough(specialist):
    assert not errors_of(imported(specialist, {"title": "О спорте", "signed": 2024}))
    assert Agreement.objects.get().status == "signed"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""), ("signed", "скоро"), ("kind", "?"), ("status", "?"), ("valid_until", "2029"), ("id", "x"),
        ("id", "999"), ("is_renewed_tacitly", "может быть"), ("department", "khabarovsk"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(specialist, foreign_department, name, value):
    assert errors_of(imported(specialist, {**ROW, name: value}))
    assert not Agreement.objects.exists()


def test_a_foreign_agreement_cannot_be_overwritten(specialist, foreign_department):
    foreign = AgreementFactory(department=foreign_department, title="Чужое")
    assert errors_of(imported(specialist, {"id": foreign.pk, "title": "Моё"}))
    foreign.refresh_from_db()
    assert foreign.title == "Чужое"


def test_what_goes_out_comes_back_unchanged(specialist, department, city):
    save_parties(AgreementFactory(department=department), cities=[department.city, city], names=["Ансамбль"])
    sheet = AgreementResource(user=specialist).export(Agreement.objects.all())
    result = AgreementResource(user=specialist).import_data(sheet, user=specialist)
    assert result.totals["skip"] == 1
    assert sheet["parties"] == ["Красноярск; Джалал-Абад; Ансамбль"]


@pytest.mark.parametrize(("written", "read"), [("ru", "ru"), ("ru", "en"), ("en", "ru")])
def test_headings_are_those_of_the_screen_and_read_in_either_language(specialist, department, written, read):
    AgreementFactory(department=department, title="Меморандум")
    with translation.override(written):
        sheet = AgreementResource(user=specialist).export(Agreement.objects.all())
    headings = sheet.headers[:3]
    with translation.override(read):
        result = AgreementResource(user=specialist).import_data(sheet, user=specialist)
    assert headings == {"ru": ["ID", "Отдел", "Название"], "en": ["ID", "Department", "Title"]}[written]
    assert result.totals["skip"] == 1


def test_preview_then_import_in_the_admin(administrator_client):
    url = reverse("admin:agreements_agreement_import")
    assert administrator_client.get(url).status_code == 200
    stream = io.BytesIO("title,signed,parties\nО спорте,2024,Ансамбль\n".encode())
    stream.name = "agreements.csv"
    preview = administrator_client.post(url, {"import_file": stream, "format": "1"})
    assert "О спорте" in preview.content.decode()
    assert not Agreement.objects.exists()
    confirm = preview.context["confirm_form"].initial
    administrator_client.post(reverse("admin:agreements_agreement_process_import"), confirm)
    assert Agreement.objects.get().parties.get().name == "Ансамбль"
