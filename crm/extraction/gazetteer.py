"""Cities and countries of the world by every form of their names."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crm.russian import inflect

CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")
PLACES = Path(__file__).parents[1] / "places" / "data"
DATA = Path(__file__).parent / "data"
# What may stand after the stem of an inflected name, and what the nominative then may have in its place.
ENDINGS = ("его", "ему", "ов", "ев", "ского", "скому", "ским", "ском", "ского", "ого", "ому", "ыми", "ими", "ами", "ями", "ым", "им", "ом", "ем", "ём", "ой", "ей",
           "ою", "ых", "их", "ах", "ях", "ам", "ям", "ую", "ью", "а", "у", "е", "ы", "и", "ю", "я", "ь", "й", "")  # fmt: skip
NOMINATIVES = ("", "а", "я", "ь", "й", "о", "е", "ы", "и", "ый", "ий", "ой", "ая", "ое", "ые", "ие", "ский")


@dataclass(frozen=True)
class City:
    name_ru: str
    country: str
    region: str
    population: int


@dataclass(frozen=True)
class Country:
    code: str
    iso: str | None
    name_ru: str
    official_ru: str


def fold(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def table(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@cache
def cities() -> dict[str, tuple[City, ...]]:
    """Folded name or alias → the cities called so, the largest first."""
    found: dict[str, list[City]] = {}
    for row in table(PLACES / "cities.tsv"):
        city = City(row["name_ru"], row["country"], row["region"], int(row["population"] or 0))
        for name in (row["name_ru"], *re.split(r"[|,;]", row["aliases"] or "")):
            for spelling in {
                fold(name.strip()),
                fold(name.strip()).replace(" ", "-"),
                fold(name.strip()).replace("-", " "),
            }:
                if spelling:
                    found.setdefault(spelling, []).append(city)
    return {name: tuple(sorted(group, key=lambda city: -city.population)) for name, group in found.items()}


@cache
def longest_names() -> dict[str, int]:
    """First word's first three letters → how many words the longest name that starts so has."""
    longest: dict[str, int] = {}
    for name in cities():
        start = name[:3]
        longest[start] = max(longest.get(start, 1), len(name.split()))
    return longest


@cache
def countries() -> dict[str, Country]:
    """Every form of every country's names."""
    found = {}
    for row in table(PLACES / "countries.tsv"):
        country = Country(row["code"], row["code"] if row["iso"] else None, row["name_ru"], row["official_ru"])
        names = [row["name_ru"], row["official_ru"]]
        for field in ("forms", "official_forms"):
            names += (row[field] or "").split("|")
        for name in names:
            if name.strip():
                found.setdefault(fold(name.strip()), country)
    for form, (_, country) in aliases().items():
        found.setdefault(form, country)
    return found


@cache
def aliases() -> dict[str, tuple[str, Country]]:
    """Every form of the other names countries have, with the name itself: «Белоруссией» is of Белоруссия."""
    found = {}
    for row in table(PLACES / "countries.tsv"):
        country = Country(row["code"], row["code"] if row["iso"] else None, row["name_ru"], row["official_ru"])
        for name in filter(None, (row["aliases"] or "").split("|")):
            forms = [name, *(inflect(name, case) for case in CASES if not name.isupper())]
            found |= {fold(form): (name, country) for form in forms}
    return found


@cache
def country_pattern() -> re.Pattern:
    names = sorted(countries(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?!\w|-[а-я])")


@cache
def country_by_code(code: str) -> Country | None:
    return next((country for country in countries().values() if country.code == code), None)


@cache
def nominatives(word: str) -> tuple[str, ...]:
    """What an inflected one-word name may be called, the word itself first."""
    found = [word]
    for ending in ENDINGS:
        stem = word[: len(word) - len(ending)]
        if not word.endswith(ending) or len(stem) < 2:
            continue
        found += [stem + nominative for nominative in NOMINATIVES if (ending, nominative) in PAIRS]
    if len(word) > 3 and word[-1] in "ауе":  # «Орла», «Торжка»
        found += [f"{word[:-2]}{vowel}{word[-2]}" for vowel in "ео"]
    found += [word[: -len(end)] + nominative for end, nominative in FLEETING if word.endswith(end)]
    return tuple(dict.fromkeys(found))


# «Ельца», «Люберец», «Химок»: a vowel comes and goes.
FLEETING = (
    ("ьца", "ец"), ("ьцу", "ец"), ("ьцом", "ец"), ("ьце", "ец"), ("ец", "цы"), ("ок", "ки"), ("ек", "ки"), ("ен", "ны"),
)  # fmt: skip
# Nominative ending → the endings of its other cases.
PARADIGMS = {
    "": ("а", "у", "ом", "ем", "е", "ым"), "а": ("ы", "и", "е", "у", "ой", "ей"), "я": ("и", "е", "ю", "ей", "ёй"),
    "ь": ("я", "ю", "ем", "е", "и", "ью", "ём"), "й": ("я", "ю", "ем", "е"), "о": ("а", "у", "ом", "ем", "е"),
    "е": ("я", "ю", "ем", "и", "а", "у"), "ы": ("", "ам", "ами", "ах", "ов"), "и": ("", "ам", "ами", "ах", "ям", "ями", "ях", "ов"),
    "ый": ("ого", "ому", "ым", "ом"), "ий": ("его", "ему", "им", "ем", "ого", "ому", "ом"), "ой": ("ого", "ому", "ым", "ом"),
    "ая": ("ой", "ую"), "ое": ("ого", "ому", "ым", "ом"), "ые": ("ых", "ым", "ыми"), "ие": ("их", "им", "ими"),
}  # fmt: skip
PAIRS = {(ending, nominative) for nominative, endings in PARADIGMS.items() for ending in endings}


def city_named(name: str, country: str | None = None) -> City | None:
    found = cities().get(fold(name.strip()), ())
    return next((city for city in found if country in (None, city.country)), found[0] if found else None)


@cache
def cities_of_form(form: str) -> tuple[tuple[str, City], ...]:
    """The cities a form in any case may name, each with the nominative of the name used."""
    words = fold(form).split()
    if len(words) == 1:
        options = [*nominatives(words[0]), *joined_nominatives(words[0])]
    elif len(words) == 2:
        options = [f"{a} {b}" for a in nominatives(words[0]) for b in nominatives(words[1])]
    else:
        options = [" ".join([*words[:-1], b]) for b in nominatives(words[-1])]
    found = [(shown(option, city), city) for option in options for city in cities().get(option, ())]
    whole = " ".join(words)
    order = sorted(found, key=lambda pair: (pair[0] != pair[1].name_ru, fold(pair[0]) != whole, -pair[1].population))
    return tuple(dict.fromkeys(order))


def joined_nominatives(word: str) -> list[str]:
    """«Ростова-на-Дону», «Каменска-Уральского»: the first part is inflected, and the last unless it is governed."""
    first, *rest = word.split("-")
    if not rest or not first:
        return []
    lasts = [rest[-1]] if len(rest) > 1 else nominatives(rest[-1])
    return ["-".join([one, *rest[:-1], last]) for one in nominatives(first) for last in lasts]


def shown(option: str, city: City) -> str:
    return city.name_ru if fold(city.name_ru).replace("-", " ") == option.replace("-", " ") else option


@cache
def city_of_adjective(word: str) -> City | None:
    """«Гродненский» is of Гродно, «Витебская» of Витебск; small towns make too many words look like theirs."""
    stem = re.sub(r"к(?:ий|ая|ое|ого|ому|ой|ом|ую|им|их|ими)$", "", fold(word))
    if stem == fold(word) or stem in NO_TOWN:
        return None
    root = stem[:-1] if stem.endswith(("с", "ц")) else stem
    roots = [root, *(root.removesuffix(end) for end in ("ен", "ин", "ан", "ов", "н", "й") if root.endswith(end))]
    names = [
        f"{stem}к",
        *(one + ending for one in roots if len(one) > 2 for ending in ("", "о", "а", "ь", "и", "ы", "я", "у", "е")),
    ]
    found = [city for name in names for city in cities().get(name, ())[:1] if city.population >= LARGE]
    return max(found, key=lambda city: city.population) if found else None


LARGE = 90_000
NO_TOWN = ("Русс", "Уральс")  # of the Urals, not of Уральск
