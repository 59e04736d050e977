"""Partner countries and cities named in a stretch of text, from the places found before."""

import re
from functools import cache, lru_cache

from crm.extraction.gazetteer import city_of_adjective
from crm.extraction.rules.days import M
from crm.extraction.rules.language import masked, rows
from crm.extraction.rules.reach import countries, findings

CITY_KINDS = ("city", "municipality")


def partners(report, found, *stretches: tuple[int, int], extra: str = "") -> tuple[list[str], list[str]]:
    """ISO codes and names of cities, without the home country."""
    text = (" ".join(report.clean.text[a:b] for a, b in stretches) + " " + extra).replace("ё", "е")
    text = re.sub(r"Внутренн\w+ Монголи\w+", "провинция КНР", text)
    codes, cities, known = [], [], set()
    for place in sorted(findings(found, "places"), key=lambda p: -len(p.values["name_ru"])):
        values = place.values
        known.add(values["name_ru"])
        is_city = values.get("kind") in CITY_KINDS
        if values.get("country_iso") == "RU" or not pattern(values["name_ru"]).search(text) and not (is_city and townspeople(values["name_ru"]).search(text)):
            continue
        if values.get("kind") == "region":
            text = pattern(values["name_ru"]).sub(" ", text)
        if is_city:
            cities.append(values["name_ru"])
        codes += code_of(values)
    for body in found.named_in("organisations", text):
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


OF_TOWN_SMALL = re.compile(r"\b[а-яё]{4,}(?:ск|цк)(?:ий|ая|ое|ого|ому|ой|ом|ую|им|их|ие|ими)\b")


def towns_of_adjectives(text: str) -> list:
    """«в Гродненской филармонии»"""
    words = [*OF_TOWN.findall(text), *(word.capitalize() for word in OF_TOWN_SMALL.findall(text))]
    return [city for word in words if (city := city_of_adjective(word)) and city.country != "RU"]


WHERE = r"(?:(?<=\()[^()]*\d[^()]*,\s|\b[Вв]о?\s+(?:г{1,2}\.\s*|город\S*\s+|столиц\S*\s+|[а-яё]+ск[а-яё]+\s+)?|[,(]\s*г\.\s*|\()"
# «форум мэров, город Актау, 4–6 июня», «конкурс – Уфа, Пермь, май»
SET_OFF = rf"(?:,|\s[–—])\s(?:город\s|г\.\s?)?(?P<name>{{}}(?![а-яе]))(?:\s\([^()]*\))?(?:,\s[А-ЯЁ][а-яе-]+)*,\s(?:с\s|конец\s|начало\s|середина\s)?(?:\d|{M})"
# «в Гродненской филармонии», not «в Гродненской области»
IN_HOUSE_OF = re.compile(r"\b[Вв]о?\s+(?:[а-яё]+(?:ом|ой)\s+)?([А-ЯЁ][а-яё]+(?:ск|цк)(?:ом|ой))\s+(?!(?:област[ьи]|район|кра[ей]|регион|провинци|республик|групп|сторон|делегаци))")


def place_of(report, found, text: str, home: str) -> str | list[str] | None:
    """The city the event is said to be held in, or several: «в г. Минске», «в Гродненской филармонии», «в Уфе и Перми»."""
    names = [p.values["name_ru"] for p in findings(found, "places") if p.values.get("kind") in CITY_KINDS]
    text = masked(text, brackets=False).replace("ё", "е")
    if home and re.search(rf"{pattern(home).pattern}\s+(?:вновь\s)?(?:принимал|принял)(?![а-яё])(?!\sучасти)", text):
        return home
    said = [
        (match.start(), match.end(), name)
        for name in dict.fromkeys([home, *names])
        if name and (match := re.search(WHERE + rf"(?={pattern(name).pattern})", text))
    ]
    said += [
        (match.start(), match.start("name"), name)
        for name in dict.fromkeys([home, *names])
        if name and (match := set_off(name).search(text))
    ]
    houses = [(*match.span(), city_of_adjective(match[1])) for match in IN_HOUSE_OF.finditer(text)]
    said += [(start, end, city.name_ru) for start, end, city in houses if city]
    if not said:
        return None
    _, end, first = min(said)
    several = [first, *also(text, end, first, names)]
    return several if len(several) > 1 else first


AND = r"(?:\s*\([^()]*\))?(?:,\s|\sи\s)(?:[Вв]о?\s)?(?:г\.\s*)?"


def also(text: str, place: int, name: str, names: list[str]) -> list[str]:
    """Further cities joined to the one that stands here."""
    found, others = [], [one for one in names if one != name]
    while here := pattern(name).match(text, place):
        joined = re.compile(AND).match(text, here.end())
        name = joined and next((one for one in others if pattern(one).match(text, joined.end())), None)
        if not name:
            break
        place = joined.end()
        found.append(name)
        others.remove(name)
    return found


@lru_cache(maxsize=4096)
def set_off(name: str) -> re.Pattern:
    return re.compile(SET_OFF.format(re.escape(name.replace("ё", "е"))))


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
    words = [re.escape(stem(word)) + (SHORT_ENDING if len(word) < 5 else r"[а-яё]{0,3}") for word in re.split(r"[\s-]+", name) if word]
    return re.compile(r"(?<![А-Яа-яЁё])(?<!Нью-)" + r"[\s-]+".join(words) + r"(?![А-Яа-яЁё])")


@lru_cache(maxsize=4096)
def townspeople(name: str) -> re.Pattern:
    """«петропавловцы», «минчане»"""
    root = re.sub(r"(?:ск|цк)?[аеоиыьй]?$", "", name.lower().replace("ё", "е"))
    if len(root) < 4:
        return re.compile("(?!)")
    return re.compile(rf"(?<![А-Яа-яЁё]){re.escape(root)}[а-яё]{{0,4}}(?:ц(?:ы|ев|ам|ами|ах)|чан(?:е|ам|ами|ах)?)(?![а-яё])", re.I)


SHORT_ENDING = r"(?:[аеёиоуыюяь]|ом|ой|ою|ем|ей|ам|ям|ах|ях|ами|ями)?"  # «Оше», «Кубой», not «Ошибка», «Кубок»


def stem(word: str) -> str:
    return re.sub(r"(?<=..)[ая]$" if len(word) < 4 else r"(?:ия|ая|ый|ий|[аяоеыийь])$", "", word)


@lru_cache(maxsize=1)
def country_forms() -> tuple[tuple[str, str], ...]:
    return tuple((form, code) for form, code in countries() if code != "RU" and len(form) > 2)
