"""Where the text names cities, countries, regions and villages, with the country each city lies in."""

import re
from dataclasses import dataclass, replace

from crm.extraction import gazetteer
from crm.extraction.gazetteer import City, cities, cities_of_form, country_by_code, fold, nominatives
from crm.russian import nominative
from crm.russian.morphology import parses

NAME = r"[А-ЯЁ][а-яё]+(?:-(?:[А-ЯЁ][а-яё]+|на|и|де|ле|ля|дю|эль|оф)){0,3}(?<!-на)(?<!-и)(?<!-де)"
TOKEN = re.compile(NAME + r"|[А-ЯЁ]{2,}(?![а-яё])")
STRONG = re.compile(
    r"(?:\bг{1,2}\.\s?(?:г\.\s?)?|\bгород(?:а|у|ом|е|ов|ам|ами|ах)?\s+|\bгород\w*-(?:побратим|партн[её]р)\w*\s+(?:[–—-]\s+)?|муниципалитет\w*\s+|столиц\w+ [–—-] |коммун\w+ |хоким\w*\s+|аким\w*\s+|[Мм]эр\w*\s+)$"
)
WEAK = re.compile(
    r"(?:^|\s)(?:[Вв]|[Вв]о|[Ии]з|[Сс]|[Сс]о|[Кк]|[Мм]ежду|через|до|под|от|и|для|администраци\w+|мэри\w+|делегаци\w+|посетил\w*|представител\w+|жител\w+|команд\w+)\s+$"
)
LISTED = re.compile(
    r"^(?:\s*\([^()]*\))?(?:,?\s+(?:и|а также)\s+|,\s+|\s[–—-]\s|\s?[–—-]\s?)(?:(?:с\s+)?(?:г{1,2}\.\s?|город\w*\s+))?$"
)
VILLAGE = re.compile(rf"(?<![А-Яа-яё])(?:с|пос|п|дер)\.\s?({NAME})")
REGION = re.compile(
    r"(?<![А-Яа-яё«])([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:ск|цк)(?:ой|ая|ую|ого|ом|ому|ий|ою|им)\s+(?:област(?:ь|и|ью)|кра(?:й|я|е|ю|ем)|район(?:а|у|е|ом)?(?= [А-ЯЁ])|аймак(?:а|у|е|ом)?)(?![а-яё]))"
)
NAMED_REGION = re.compile(rf"(?:Автономн\w+ район\w*|провинци\w+|пров\.|штат\w*|аймак\w*)\s+({NAME}(?: {NAME})?)")
REPUBLICS = "Адыгея|Алтай|Башкортостан|Бурятия|Дагестан|Ингушетия|Калмыкия|Карелия|Коми|Крым|Марий Эл|Мордовия|Саха|Татарстан|Тыва|Удмуртия|Хакасия|Чувашия"
REPUBLIC = re.compile(
    rf"Республик\w+\s+({'|'.join(re.sub('[яй]$', '', name) for name in REPUBLICS.split('|'))})[а-яё]{{0,2}}"
)
NO_CITY = {
    "Азия",
    "Азии",
    "Европа",
    "Европы",
    "Европе",
    "Сибирь",
    "Сибири",
    "Евразия",
    "Евразии",
    "Африка",
    "Африки",
    "Америка",
    "Америки",
    "Каспий",
    "Каспия",
    "Урал",
    "Урала",
    "Кавказ",
    "Кавказа",
    "Арктике",
    "Северной",
    "Южной",
}
ADJECTIVE = re.compile(r"(?:ский|ского|скому|ским|ском|ская|ской|скую|ское|ские|ских|скими|ный|ного|ному|ным)$")
COMPANY = re.compile(
    r"(?:[Шш]кол\w+|[Уу]ниверситет\w*|имени|им\.|ул\.|улиц\w+|проспект\w*|площад\w+|ансамбл\w+|оркестр\w*)\s*$"
)


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    name: str
    kind: str
    country: str | None
    is_strong: bool = True
    options: tuple = ()


def mentions(report) -> list[Mention]:
    text = report.clean.text
    taken: list[Mention] = [*countries_in(text), *regions_in(text), *villages_in(text)]
    spots = {place for one in taken for place in range(one.start, one.end)}
    named = unknown_united(cities_in(report, text, spots))
    return sorted([*taken, *located(report, text, named, taken)], key=lambda one: one.start)


def countries_in(text: str) -> list[Mention]:
    folded, found, reached = fold(text), [], 0
    for match in re.finditer(r"(?<![\w-])[А-ЯЁ][\w]+", folded):
        if match.start() < reached:
            continue
        form = next(
            (
                form
                for form in starting_with(match[0])
                if folded.startswith(form, match.start()) and whole(folded, match.start() + len(form))
            ),
            None,
        )
        if form:
            reached = match.start() + len(form)
            country = gazetteer.countries()[form]
            found.append(Mention(match.start(), reached, name_of(form, country), "country", country.code))
    return [one for one in found if text[one.start - 1 : one.start] != "-"]


def whole(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not (after.isalnum() or after == "-" and text[end + 1 : end + 2].isalpha())


def starting_with(word: str) -> list[str]:
    return first_words().get(word[:3], [])


def first_words(store: dict = {}) -> dict[str, list[str]]:  # noqa: B006
    if not store:
        for form in sorted(gazetteer.countries(), key=len, reverse=True):
            if form not in AMBIGUOUS:
                store.setdefault(form[:3], []).append(form)
    return store


AMBIGUOUS = {
    "Того",
    "Мали",
    "Чада",
    "Чаде",
    "Чад",
    "Чаду",
    "Чадом",
    "Гана",
    "Корее",
    "Кореи",
    "Корея",
    "Конго",
    "Куба",
    "Джерси",
    "Мэн",
} - {"Куба"}


def name_of(form: str, country) -> str:
    """The name as the text chose it: official, short or КНР."""
    if form.isupper():
        return form
    official = fold(country.official_ru)
    return (
        country.official_ru
        if len(form) > len(country.name_ru) + 4 and form.split()[-1][:3] in official
        else country.name_ru
    )


def regions_in(text: str) -> list[Mention]:
    found = [Mention(m.start(1), m.end(1), nominative(m[1]), "region", None) for m in REGION.finditer(text)]
    found = [replace(one, kind="municipality") if "район" in one.name else one for one in found]
    known = gazetteer.countries()
    found += [
        Mention(m.start(1), m.end(1), m[1], "region", None)
        for m in NAMED_REGION.finditer(text)
        if fold(m[1]) not in known
    ]
    for match in REPUBLIC.finditer(text):
        if fold(match[0]) not in known and fold(match[1]) not in known:
            name = next(name for name in REPUBLICS.split("|") if name.startswith(match[1]))
            found.append(Mention(match.start(), match.end(), f"Республика {name}", "region", "RU"))
    return found


def villages_in(text: str) -> list[Mention]:
    return [Mention(m.start(1), m.end(1), m[1], "village", "RU") for m in VILLAGE.finditer(text)]


def cities_in(report, text: str, spots: set[int]) -> list[Mention]:
    found: list[Mention] = []
    reached = 0
    quotes = quoted(text)
    for match in TOKEN.finditer(text):
        if match.start() < reached or match.start() in spots:
            continue
        for one in (
            city_at(text, match, found, quotes),
            None if in_quotes(quotes, match.start()) else hyphenated(text, match, report.home_city),
        ):
            if one:
                found += one if isinstance(one, list) else [one]
                reached = found[-1].end
                break
    return found


def unknown_united(found: list[Mention]) -> list[Mention]:
    """A city no gazetteer has comes in several cases: the form the others may come from is its name."""
    forms = {one.name for one in found if one.name and not one.options}
    chosen = {form: nominative_among(form, forms) for form in forms}
    return [replace(one, name=chosen.get(one.name, one.name)) if not one.options else one for one in found]


def nominative_among(form: str, forms: set[str]) -> str:
    others = [other for other in forms if other != form and other in nominatives(form)]
    if others:
        return min(others, key=len)
    placed = [p.normal_form for p in parses(form) if "Geox" in p.tag.grammemes]
    return "-".join(part.capitalize() for part in placed[0].split("-")) if placed and parses(form)[0].is_known else form


def quoted(text: str) -> list[tuple[int, int]]:
    """Names in quotes are titles; a route of three cities is a list of cities all the same."""
    route = re.compile(rf"«{NAME}(?:\s[–—-]\s{NAME}){{2,}}")
    found = re.finditer(r"«[^«»\n]{1,200}(?:«[^«»\n]*»[^«»\n]*)*»", text)
    return [(m.start(), m.end()) for m in found if not route.match(m[0])]


def city_at(text: str, match, found: list[Mention], quotes) -> Mention | None:
    before = text[max(0, match.start() - 40) : match.start()]
    last = found[-1] if found else None
    listed = bool(last and match.start() - last.end < 60 and LISTED.match(text[last.end : match.start()]))
    strong = is_strong(text, match, before) or listed and last.is_strong or bool(bracket_after(text, match.end()))
    if match[0] in NO_CITY or match[0].isupper() and match.start() > 100:
        return None
    if COMPANY.search(before) or in_quotes(quotes, match.start()) and not strong:
        return None
    if ADJECTIVE.search(match[0]) and not STRONG.search(before) and not is_town_after_all(text, match):
        return None
    for words in (3, 2, 1):
        end = end_of(text, match, words)
        if end is None:
            continue
        form = text[match.start() : end]
        form = form.title() if form.isupper() and len(form) > 3 else form
        options = cities_of_form(form)
        if options and (
            strong or words > 1 and is_apart(text, match.start(), end) or acceptable(text, match, form, before, listed)
        ):
            return Mention(match.start(), end, "", "city", None, strong, tuple(options))
    if (
        strong
        and not is_known_word(match[0])
        and not is_person(text, match.start(), match.end())
        and len(match[0]) > 2
        and not match[0].isupper()
    ):
        return Mention(match.start(), match.end(), match[0], "city", None, True)
    return None


def is_town_after_all(text: str, match) -> bool:
    """«с Минском и Брестом», but «в Минском районе»: a town in -ск has no noun after it."""
    after = re.match(r"\s+[А-ЯЁа-яё-]+", text[match.end() : match.end() + 30])
    followed = after and any(p.tag.POS in ("NOUN", "ADJF") for p in parses(after[0].strip().lower())[:1])
    return match[0].endswith(("ском", "цком")) and bool(cities_of_form(match[0])) and not followed


def is_strong(text: str, match, before: str) -> bool:
    """«мэр Казани», but «мэр Лакшми Сундарам»: after a post alone two capitals are a person."""
    if not STRONG.search(before):
        return False
    return not (
        re.search(r"(?:[Мм]эр|аким|хоким)\w*\s+$", before)
        and re.match(rf" {NAME}", text[match.end() : match.end() + 30])
        and not cities_of_form(match[0])
    )


def in_quotes(quotes, place: int) -> bool:
    return any(start < place < end for start, end in quotes)


def end_of(text: str, match, words: int) -> int | None:
    end = match.end()
    for _ in range(words - 1):
        further = re.compile(rf" ({NAME})").match(text, end)
        if not further:
            return None
        end = further.end()
    return end


def is_apart(text: str, start: int, end: int) -> bool:
    return not is_person(text, start, end)


def is_person(text: str, start: int, end: int) -> bool:
    """Initials or a given name beside the word."""
    if (
        re.match(r"\s+[А-ЯЁ]\.", text[end : end + 4])
        or re.search(r"[А-ЯЁ]\.\s*$", text[max(0, start - 4) : start])
        and not re.search(r"(?:^|\s)[Гг]\.\s*$", text[max(0, start - 5) : start])
    ):
        return True
    if any("Name" in p.tag.grammemes and p.is_known and p.score > 0.3 for p in parses(text[start:end])) and re.match(
        rf" {NAME}", text[end : end + 40]
    ):
        return True
    beside = [
        re.match(rf" ({NAME})", text[end : end + 40]),
        re.search(rf"({NAME}) $", text[max(0, start - 40) : start]),
    ]
    return any(m and any({"Name", "Patr"} & p.tag.grammemes and p.score > 0.2 for p in parses(m[1])) for m in beside)


def acceptable(text: str, match, form: str, before: str, listed: bool) -> bool:
    """Without «г.» a word is a city when the dictionary knows it as a place, or does not know it and it stands as one."""
    if is_person(text, match.start(), match.end()) or len(form) < 3 or form.isupper() and match.start() > 100:
        return False
    readings = parses(form)
    if any("Geox" in p.tag.grammemes and p.score > 0.1 and p.is_known for p in readings):
        return True
    if is_known_word(form):
        return False
    if any({"Surn", "Name"} & p.tag.grammemes and p.is_known for p in readings) and not listed:
        return bool(WEAK.search(before))
    return listed or bool(WEAK.search(before)) or "-" in form or bool(re.search(r"[а-яё«(,]\s*$", before))


def is_known_word(form: str) -> bool:
    readings = [p for p in parses(form) if p.is_known]
    common = [p for p in readings if not {"Geox", "Surn", "Name", "Patr"} & p.tag.grammemes]
    return bool(common) and sum(p.score for p in common) > 0.5


def hyphenated(text: str, match, home) -> list[Mention] | None:
    """«Благовещенск-Хэйхэ-…»: several cities joined, the first of them known."""
    parts = match[0].split("-")
    if len(parts) < 3 and not is_home(parts[0], home):
        return None
    if (
        len(parts) < 2
        or NO_CITY & set(parts)
        or not all(part[0].isupper() for part in parts)
        or not cities().get(fold(parts[0]))
    ):
        return None
    found, place = [], match.start()
    for part in parts:
        found.append(Mention(place, place + len(part), part, "city", None, True, tuple(cities_of_form(part))))
        place += len(part) + 1
    return found


def is_home(name: str, home: City | None) -> bool:
    return bool(home) and fold(name) == fold(home.name_ru)


def bracket_after(text: str, end: int) -> str | None:
    """The code of the country in brackets right after."""
    bracket = re.match(r"»?\s*\(([^()]{2,60})\)", text[end : end + 70])
    if not bracket:
        return None
    for part in re.split(r",\s*", bracket[1]):
        country = gazetteer.countries().get(fold(part.strip()))
        if country:
            return country.code
    return None


def located(report, text: str, found: list[Mention], taken: list[Mention]) -> list[Mention]:
    """Give each city its country: by the bracket after it or its list, by what follows, by the rest of the text."""
    codes = [said_country(text, found, number, taken) for number in range(len(found))]
    mentioned = {one.country for one in taken if one.kind == "country"} | {"RU"}
    known: dict[str, str] = {}
    for one, code in zip(found, codes, strict=True):
        if code:
            for name, _ in one.options or ((one.name, None),):
                known.setdefault(name, code)
    result = [placed(one, code, known, mentioned, report.home_city) for one, code in zip(found, codes, strict=True)]
    return [one if one.country else neighboured(text, result, number) for number, one in enumerate(result)]


def neighboured(text: str, found: list[Mention], number: int) -> Mention:
    """A city of no gazetteer lies where the city listed before it does, or the one after."""
    one = found[number]
    for other in (*reversed(found[max(0, number - 3) : number]), *found[number + 1 : number + 3]):
        gap = text[min(one.end, other.end) : max(one.start, other.start)]
        if other.country and other.country != "RU" and len(gap) < 40 and not re.search(r"[.;()]", gap):
            return replace(one, country=other.country)
    return one


def said_country(text: str, found: list[Mention], number: int, taken: list[Mention]) -> str | None:
    """Forward through the list to its bracket; a full stop or another bracket ends the search."""
    place = found[number].end
    for other in [*found[number + 1 : number + 12], None]:
        code = bracket_after(text, place)
        if code:
            return code
        following = next((t for t in taken if 0 <= t.start - place <= 3 and t.kind == "country"), None)
        if (
            following
            and re.fullmatch(r" |, | \(", text[place : following.start])
            and text[place : following.start] != ", "
        ):
            return following.country
        if other is None or not LISTED.match(text[place : other.start]) or "–" in text[place : other.start]:
            return before_country(text, found[number], taken)
        place = other.end
    return None


def before_country(text: str, one: Mention, taken: list[Mention]) -> str | None:
    """«(Ташкент, Узбекистан)», «в Узбекистане, в г. Ургенче»."""
    for country in taken:
        if country.kind != "country":
            continue
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


def placed(one: Mention, code: str | None, known: dict, mentioned: set, home: City | None) -> Mention:
    if not one.options:
        return replace(one, country=code or known.get(one.name))
    told = code or next((known[name] for name, _ in one.options if name in known), None)
    fitting = [(name, city) for name, city in one.options if city.country == told] if told else []
    if told and not fitting:
        return replace(one, name=one.options[0][0], country=told)
    name, city = fitting[0] if fitting else likeliest(one.options, mentioned, home)
    return replace(one, name=name, country=city.country)


def likeliest(options: tuple, mentioned: set, home: City | None) -> tuple[str, City]:
    largest = max(city.population for _, city in options)

    def weight(pair):
        name, city = pair
        if home and city == home:
            return 1e12
        return city.population * (20 if city.country in mentioned else 1)

    _ = largest
    return max(options, key=weight)


__all__ = ["Mention", "country_by_code", "mentions", "nominatives"]
