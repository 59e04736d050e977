import pytest
import tablib

from crm.partners.models import Partnership, Person
from crm.partners.resources import PartnershipResource, PersonResource
from tests import factories


def imported(resource, user, values):
    dataset = tablib.Dataset(list(values.values()), headers=list(values))
    return resource(user=user).import_data(dataset, user=user, raise_errors=False)


def is_refused(result):
    return bool(result.invalid_rows or result.row_errors())


def test_a_row_makes_a_partnership_and_the_same_row_again_none(specialist, city):
    row = {"city": "джалал-абад", "relation": "sister", "since": "октябрь 2023"}

    assert not is_refused(imported(PartnershipResource, specialist, row))
    again = imported(PartnershipResource, specialist, row)

    partnership = Partnership.objects.get()
    assert (partnership.city, partnership.relation, partnership.since.edtf) == (city, "sister", "2023-10")
    assert again.totals["skip"] == 1


@pytest.mark.parametrize(
    ("name", "value"), [("city", "Нетгород"), ("city", ""), ("relation", "?"), ("since", "скоро"), ("id", "999")]
)
def test_a_wrong_cell_is_refused_and_nothing_written(specialist, city, name, value):
    result = imported(PartnershipResource, specialist, {"city": "Джалал-Абад", "relation": "sister", name: value})

    assert is_refused(result)
    assert not Partnership.objects.exists()


def test_people_are_known_by_their_whole_name(specialist):
    row = {"family_name": "Примеров", "given_name": "Иван", "patronymic": "Ильич", "note": "вымышленное лицо"}

    imported(PersonResource, specialist, row)
    imported(PersonResource, specialist, {**row, "note": "другая заметка"})

    assert Person.objects.get().note == "другая заметка"


def test_a_foreign_person_is_out_of_reach(specialist, foreign_department):
    foreign = factories.PersonFactory(department=foreign_department)

    assert is_refused(imported(PersonResource, specialist, {"id": foreign.pk, "family_name": "Чужой"}))
