"""Partner countries and cities named in a stretch of text, from the places found before."""

import re
from functools import cache, lru_cache

from crm.extraction.gazetteer import city_of_adjective
from crm.extraction.rules.language import masked, rows
from crm.extraction.rules.reach import countries, findings

CITY_KINDS = ("city", "municipality")


def partners(report, found, *stretches: tuple[int, int], extra: str = "") -> tuple[list[str], list[str]]:
    """ISO codes and names of cities, without the home country."""
    text = (" ".join(report.clean.text[a:b] for a, b in stretches) + " " + extra).replace("ё", "е")
    codes, cities, known = [], [], set()
    for place in sorted(findings(found, "places"), key=lambda p: -len(p.values["name_ru"])):
        values = place.values
        known.add(values["name_ru"])
        if values.get("country_iso") == "RU" or not pattern(values["name_ru"]).search(text):
            continue
        if values.get("kind") == "region":
            text = pattern(values["name_ru"]).sub(" ", text)
        if values.get("kind") in CITY_KINDS:
            cities.append(values["name_ru"])
        codes += code_of(values)
    for body in findings(found, "organisations"):
        if body.values.get("country_iso") not in (None, "RU") and pattern(body.values["name_ru"]).search(text):
            codes.append(body.values["country_iso"])
            cities += [body.values["city"]] if body.values.get("city") else []
    codes += [adjectives()[1][match.lastgroup] for match in adjectives()[0].finditer(text)]
    for city in towns_of_adjectives(text):
        if city.name_ru in known:
            codes.append(city.country)
            cities.append(city.name_ru)
    codes += [code for form, code in country_forms() if form in text and re.search(rf"\b{re.escape(form)}\b", text)]
    return list(dict.fromkeys(codes)), list(dict.fromkeys(cities))


@cache
def adjectives() -> tuple[re.Pattern, dict[str, str]]:
    """«российско-киргизский»: one pattern for the adjectives of all countries, and the country of each of its groups."""
    named = {f"c{number}": row for number, row in enumerate(rows("country_adjectives.tsv"))}
    pattern = "|".join(rf"(?P<{name}>{stem})" for name, (stem, _) in named.items())
    return re.compile(rf"\b(?:{pattern})", re.I), {name: code for name, (_, code) in named.items()}


OF_TOWN = re.compile(r"\b[А-ЯЁ][а-яё]+(?:ск|цк)(?:ий|ая|ое|ого|ому|ой|ом|ую|им|их)\b")


def towns_of_adjectives(text: str) -> list:
    """«в Гродненской филармонии»"""
    return [city for word in OF_TOWN.findall(text) if (city := city_of_adjective(word)) and city.country != "RU"]


def place_of(report, found, text: str, home: str) -> str | None:
    """The city the event is said to be held in: «в г. Минске», «в Красноярске»."""
    names = [p.values["name_ru"] for p in findings(found, "places") if p.values.get("kind") in CITY_KINDS]
    text = masked(text, brackets=False).replace("ё", "е")
    said = []
    for name in dict.fromkeys([home, *names]):
        match = (
            re.search(
                rf"(?:\b(?:в|во)\s+(?:г{{1,2}}\.\s*|город[еау]?\s+|[а-яё]+ск[а-яё]+\s+)?|[,(]\s*г\.\s*|\()(?={pattern(name).pattern})",
                text,
            )
            if name
            else None
        )
        if match:
            said.append((match.start(), name))
    return min(said)[1] if said else None


def home(report) -> str:
    return report.home_city.name_ru if report.home_city else ""


def code_of(values: dict) -> list[str]:
    if values.get("kind") in ("group", "region"):
        return [values["country_iso"]] if values.get("country_iso") else []
    code = values.get("country_iso") or values.get("country_ru")
    return [code or values["name_ru"]] if code or values.get("kind") == "country" else []


@lru_cache(maxsize=4096)
def pattern(name: str) -> re.Pattern:
    """The name in any case: the stem of each word and a short ending."""
    name = name.replace("ё", "е")
    words = [re.escape(stem(word)) + r"[а-яё]{0,3}" for word in re.split(r"[\s-]+", name) if word]
    return re.compile(r"(?<![А-Яа-яЁё])" + r"[\s-]+".join(words) + r"(?![А-Яа-яЁё])")


def stem(word: str) -> str:
    return word if len(word) < 4 else re.sub(r"(?:ия|ая|ый|ий|[аяоеыийь])$", "", word)


@lru_cache(maxsize=1)
def country_forms() -> tuple[tuple[str, str], ...]:
    return tuple((form, code) for form, code in countries() if code != "RU" and len(form) > 2)
