"""Which country a named city lies in: told beside it, by its list, or by the rest of the text."""

import re
from dataclasses import replace

from crm.extraction.gazetteer import City
from crm.extraction.rules.mention import LISTED, Mention, bracket_after
from crm.extraction.rules.order import between
from crm.extraction.rules.where import adjectives

REACH = 100  # a country as long as its official name, and the words between it and the city


def located(report, text: str, found: list[Mention], taken: list[Mention]) -> list[Mention]:
    """Give each city its country: by the bracket after it or its list, by what follows, by the rest of the text."""
    countries = sorted((one for one in taken if one.kind == "country"), key=lambda one: one.start)
    codes = [said_country(text, found, number, countries) for number in range(len(found))]
    mentioned = {one.country for one in countries} | {"RU"}
    known: dict[str, str] = {}
    for one, code in zip(found, codes, strict=True):
        if code:
            for name, _ in one.options or ((one.name, None),):
                known.setdefault(name, code)
    result = [
        placed(one, code, known, mentioned, report.home_city, is_own=bool(bracket_after(text, one.end)))
        for one, code in zip(found, codes, strict=True)
    ]
    return [one if one.country else neighboured(text, result, number) for number, one in enumerate(result)]


OF_COUNTRY = re.compile(r"([а-яё]+ск(?:ого|ому|им|ом|ий|их|ими))\s(?:город[а-яё]*\s)?$")  # «казахстанского города Семей»


def neighboured(text: str, found: list[Mention], number: int) -> Mention:
    """A city of no gazetteer lies where the city listed before it does, or the one after."""
    one = found[number]
    for other in (*reversed(found[max(0, number - 3) : number]), *found[number + 1 : number + 3]):
        gap = text[min(one.end, other.end) : max(one.start, other.start)]
        if other.country and other.country != "RU" and len(gap) < 40 and not re.search(r"[.;()]", gap):
            return replace(one, country=other.country)
    return one


def said_country(text: str, found: list[Mention], number: int, countries: list[Mention]) -> str | None:
    """By its adjective, or forward through the list to its bracket; a full stop or another bracket ends the search."""
    if adjective := OF_COUNTRY.search(text[max(0, found[number].start - 40) : found[number].start]):
        pattern, codes = adjectives()
        if told := pattern.match(adjective[1]):
            return codes[told.lastgroup]
    place = found[number].end
    for other in [*found[number + 1 : number + 12], None]:
        code = bracket_after(text, place)
        if code:
            return code
        following = next(iter(between(countries, place, place + 4)), None)
        if (
            following
            and re.fullmatch(r" |, | \(", text[place : following.start])
            and text[place : following.start] != ", "
        ):
            return following.country
        if other is None or not LISTED.match(text[place : other.start]) or "–" in text[place : other.start]:
            return before_country(text, found[number], countries)
        place = other.end
    return None


def before_country(text: str, one: Mention, countries: list[Mention]) -> str | None:
    """«(Ташкент, Узбекистан)», «в Узбекистане, в г. Ургенче»."""
    for country in between(countries, one.start - REACH, one.end + REACH):
        if (
            0 < country.start - one.end <= 2
            and re.fullmatch(r",\s", text[one.end : country.start])
            and text[country.end : country.end + 1] in ");"
        ):
            return country.country
        if 0 < one.start - country.end < 14 and re.fullmatch(
            r",\s(?:в\s)?(?:г\.\s?|городе\s)?", text[country.end : one.start]
        ):
            return country.country
    return None


def placed(one: Mention, code: str | None, known: dict, mentioned: set, home: City | None, *, is_own: bool) -> Mention:
    """A bracket at the end of a list does not move a city that exists in one other country only."""
    if not one.options:
        return replace(one, country=code or known.get(one.name))
    if home and not code and home in [city for _, city in one.options]:
        return replace(one, name=home.name_ru, country=home.country)  # «Ростов» in a report of Ростов-на-Дону
    told = code or next((known[name] for name, _ in one.options if name in known), None)
    fitting = [(name, city) for name, city in one.options if city.country == told] if told else []
    elsewhere = {city.country for _, city in one.options}
    if told and not fitting and not is_own and elsewhere & mentioned:
        told = None
    if told and not fitting:
        return replace(one, name=one.options[0][0], country=told)
    name, city = fitting[0] if fitting else likeliest(one.options, mentioned, home)
    return replace(one, name=name, country=city.country)


def likeliest(options: tuple, mentioned: set, home: City | None) -> tuple[str, City]:
    """The home city, else the largest, those of countries the text names weighing more."""

    def weight(pair):
        city = pair[1]
        return (home is not None and city == home, city.population * (20 if city.country in mentioned else 1))

    return max(options, key=weight)
