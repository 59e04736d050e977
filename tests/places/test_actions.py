import pytest

from crm.places.actions import load_world
from crm.places.models import City, Country

pytestmark = pytest.mark.django_db


def test_load_world_knows_cities_and_territories_and_changes_nothing_that_is_there():
    kept = Country.objects.create(code="KG", name_ru="Кыргызстан (как у нас принято)")

    assert load_world() > 20_000

    kept.refresh_from_db()
    assert kept.name_ru == "Кыргызстан (как у нас принято)"
    city = City.objects.get(name_ru="Кокшетау")
    assert (city.country.code, city.time_zone) == ("KZ", "Asia/Almaty")
    assert Country.objects.get(code="AB").has_iso_code is False
    assert Country.objects.get(code="CN").forms["short"]["gent"] == "Китая"
    assert load_world() == 0


def test_cities_are_found_by_any_form_and_alias():
    load_world()

    assert "Кокшетау" in [city.name_ru for city in City.objects.matching("кокшетау")]
    assert City.objects.matching("Улаанбаатар").filter(country__code="MN").exists()
