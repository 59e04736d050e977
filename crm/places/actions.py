"""The world as an installation first knows it: countries, territories and cities of the gazetteer."""

import csv
from pathlib import Path

from django.db import transaction

from crm.places.models import City, Country

DATA = Path(__file__).parent / "data"
CASES = ("gent", "datv", "accs", "ablt", "loct")
BATCH = 2000


@transaction.atomic
def load_world() -> int:
    """Adds the countries and cities that are not there yet, and changes none that are. How many were added."""
    return add_countries() + add_cities()


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)


def names_of(text):
    return [name for name in (text or "").split("|") if name]


def cases(text):
    return dict(zip(CASES, names_of(text), strict=False))


def add_countries():
    known = set(Country.objects.values_list("code", flat=True))
    rows = [country(row) for row in table("countries.tsv") if row["code"] not in known]
    return len(Country.objects.bulk_create(rows))


def country(row):
    return Country(
        code=row["code"],
        has_iso_code=row["iso"] == "1",
        name_ru=row["name_ru"],
        name_en=row["name_en"] or "",
        official_ru=row["official_ru"] or "",
        official_en=row["official_en"] or "",
        forms={"short": cases(row["forms"]), "official": cases(row["official_forms"])},
        aliases=names_of(row["aliases"]),
    )


def add_cities():
    countries = dict(Country.objects.values_list("code", "pk"))
    known = set(City.objects.values_list("name_ru", "country_id", "region"))
    rows = []
    for row in table("cities.tsv"):
        key = (row["name_ru"], countries.get(row["country"]), row["region"] or "")
        if key[1] and key not in known:
            known.add(key)
            rows.append(city(row, key[1]))
    return len(City.objects.bulk_create(rows, batch_size=BATCH))


def city(row, country_id):
    found = City(
        name_ru=row["name_ru"],
        name_en=row["name_en"] or "",
        aliases=names_of(row["aliases"]),
        country_id=country_id,
        region=row["region"] or "",
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        time_zone=row["time_zone"] or "",
        population=int(row["population"]) if row["population"] else None,
    )
    found.known_search_text = row["search"]
    return found
