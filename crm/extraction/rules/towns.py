"""Cities by the form of their name and the words beside it, those of no gazetteer too."""

import re
from dataclasses import replace
from functools import cache

from crm.extraction.gazetteer import City, cities, cities_of_form, fold, nominatives
from crm.extraction.rules.language import rows
from crm.extraction.rules.mention import LISTED, NAME, Mention, bracket_after, is_known_word
from crm.extraction.rules.order import last_before
from crm.extraction.rules.where import pattern
from crm.russian.east_asian import SURNAMES
from crm.russian.morphology import parses

SYLLABLE = 4
TOKEN = re.compile(NAME + r"|[А-ЯЁ]{2,}(?![а-яё])")
STRONG = re.compile(
    r"(?:\bг{1,2}\.\s?(?:г\.\s?)?|\bгород(?:а|у|ом|е|ов|ам|ами|ах)?\s+|\b(?i:город)\w*-(?:побратим|партн[её]р)\w*\s+(?:[–—-]\s+)?|муниципалитет\w*\s+|столиц\w+ [–—-] |коммун\w+ |хоким\w*\s+|аким\w*\s+|[Мм]эр\w*\s+)$"
)
WEAK = re.compile(
    r"(?:^|\s)(?:[Вв]|[Вв]о|[Ии]з|[Сс]|[Сс]о|[Кк]|[Мм]ежду|через|до|под|от|и|для|администраци\w+|мэри\w+|делегаци\w+|посетил\w*|представител\w+|жител\w+|команд\w+)\s+$"
)
FROM_OR_OF = re.compile(r"(?:^|\s)(?:[Ии]з|мэри\w+|делегаци\w+|посетил\w*|жител\w+|команд\w+)\s+$")
# A paper is made with a city, known to the gazetteer or not.
AGREED_WITH = re.compile(
    r"(?:соглашени|меморандум|договор|протокол|дорожн|побратимств)[^.;:()]{0,80}\sс(?:о)?\s$", re.I
)
ADJECTIVE = re.compile(r"(?:ский|ского|скому|ским|ском|ская|ской|скую|ское|ские|ских|скими|ный|ного|ному|ным)$")
COMPANY = re.compile(
    r"(?:[Шш]кол\w+|имени|им\.|ул\.|улиц\w+|проспект\w*|площад\w+|рождени\w+|памяти|поэт\w*|писател\w*|композитор\w*|художник\w*|творчеств\w+|стих\w+|ансамбл\w+|оркестр\w*|памятник\w*|бюст\w*|мавзоле\w*)\s*$"
)


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


def met_again(text: str, found: list[Mention], spots: set[int]) -> list[Mention]:
    """A city once told as one is one wherever it is named: «г. Ялова», then «связи с Яловой»."""
    taken = spots | {place for one in found for place in range(one.start, one.end)}
    known: dict[str, dict[str, Mention]] = {}
    for one in found:
        name = one.name or one.options[0][0]
        if one.is_strong and len(name) > 3:
            known.setdefault(beginning(name), {})[name] = one
    quotes, folded, again = quoted(text), text.replace("ё", "е"), []
    for word in TOKEN.finditer(text):
        for name, one in known.get(beginning(word[0]), {}).items():
            match = pattern(name).match(folded, word.start())
            if match and word.start() not in taken and is_named_there(text, match, quotes):
                again.append(replace(one, start=match.start(), end=match.end(), is_strong=False))
                break
    return sorted([*found, *again], key=lambda one: one.start)


def beginning(name: str) -> str:
    return name[:4].replace("ё", "е")


def is_named_there(text: str, match, quotes) -> bool:
    """Neither a person, a house nor a title; a word of the language only where a place may stand."""
    before, form = text[max(0, match.start() - 40) : match.start()], text[slice(*match.span())]
    if in_quotes(quotes, match.start()) or is_person(text, *match.span()) or COMPANY.search(before) or ADJECTIVE.search(form):
        return False
    return not is_known_word(form) or bool(STRONG.search(before) or WEAK.search(before))


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
    before = re.split(r"[\t\n]", text[max(0, match.start() - 40) : match.start()])[-1]
    last = found[-1] if found else None
    listed = bool(last and match.start() - last.end < 60 and LISTED.match(text[last.end : match.start()]))
    strong = is_strong(text, match, before) or listed and last.is_strong or bool(bracket_after(text, match.end()))
    if is_wide(match[0]) or match[0].isupper() and match.start() > 100 and not is_heading(text, match):
        return None
    if MONUMENT.match(text, match.start()):
        return None
    if COMPANY.search(before) or in_quotes(quotes, match.start()) and not strong:
        return None
    if ADJECTIVE.search(match[0]) and not STRONG.search(before) and not is_town_after_all(text, match):
        return None
    if ADJECTIVE.search(match[0]) and qualifies(text, match.end()) or is_second_name(text, match):
        return None
    for words in (3, 2, 1):
        end = end_of(text, match, words)
        if end is None:
            continue
        form = text[match.start() : end]
        form = form.title() if form.isupper() and len(form) > 3 else form
        options = by_its_name(form, before)
        if options and (
            strong or words > 1 and is_apart(text, match.start(), end) or acceptable(text, match, form, before, listed)
        ):
            return Mention(match.start(), end, "", "city", None, strong, tuple(options))
    strong = strong or bool(AGREED_WITH.search(text[max(0, match.start() - 110) : match.start()]))
    if (
        strong
        and not is_known_word(match[0])
        and not is_person(text, match.start(), match.end())
        and len(match[0]) > 2
        and not match[0].isupper()
    ):
        return Mention(match.start(), match.end(), by_preposition(match[0], text[max(0, match.start() - 110) : match.start()]), "city", None, True)
    return None


def by_its_name(form: str, before: str) -> tuple:
    """After «город» a name often stays as it is: «города Семей» is not of Сема."""
    options = cities_of_form(form)
    exact = tuple(option for option in options if fold(option[0]) == fold(form))
    return exact if exact and STRONG.search(before) else options


HEADING = re.compile(rf"(?:(?:{NAME}|[А-ЯЁ]{{2,}}(?:-[А-ЯЁ]+)*|Г\.|г\.)(?:\s\([^()]*\))?(?:,\s|\s[–—И]\s|\s|$))+")


def is_heading(text: str, match) -> bool:
    """A line of names in capitals: «МИНСК (Республика Беларусь)»."""
    first, last = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = re.sub(r"^[\dIVX]+[.)]\s*", "", text[first : last if last >= 0 else len(text)].strip())
    return len(line) < 60 and bool(HEADING.fullmatch(line)) and bool(cities_of_form(match[0].title()))


WITH = re.compile(rf"(?:^|\s)[Сс]о?\s(?:{NAME}(?:\s\([^()]*\))?(?:,\s|\sи\s))*$")  # «с Брно (Чехия), Слевеном»


def by_preposition(form: str, before: str) -> str:
    """«с Чиангмаем» is with Чиангмай; after «г.» a name often stays as it is."""
    if not WITH.search(before):
        return form
    for ending, nominative in (("аем", "ай"), ("оем", "ой"), ("ом", ""), ("ем", ""), ("ой", "а"), ("ью", "ь")):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return form.removesuffix(ending) + nominative
    return form


@cache
def is_wide(word: str) -> bool:
    wide = {row[0] for row in rows("wide_places.txt")}
    return any(p.normal_form in wide for p in parses(word.lower())[:2])


def is_town_after_all(text: str, match) -> bool:
    """«с Минском и Брестом», but «в Минском районе»: a town in -ск has no noun after it."""
    after = re.match(r"\s+[А-ЯЁа-яё-]+", text[match.end() : match.end() + 30])
    followed = after and any(p.tag.POS in ("NOUN", "ADJF") for p in parses(after[0].strip().lower())[:1])
    return match[0].endswith(("ском", "цком")) and bool(cities_of_form(match[0])) and not followed


def qualifies(text: str, end: int) -> bool:
    """«форум городов Хуайхайского экономического района»"""
    word = re.match(r"\s([а-яё]+)", text[end : end + 30])
    return bool(word) and any(p.tag.POS in ("ADJF", "NOUN") and p.tag.case == "gent" for p in parses(word[1])[:1])


def is_second_name(text: str, match) -> bool:
    """«памяти Ёсио Накамуры», «мэр Люй Чжичэн»: after a capitalised word that is neither a word nor a place."""
    before = re.search(rf"[^.!?\s]\s({NAME})\s$", text[max(0, match.start() - 40) : match.start()])
    if not before or any("Geox" in p.tag.grammemes and p.is_known for p in parses(match[0])):
        return False
    known = [p for p in parses(before[1]) if p.is_known and p.tag.POS != "VERB"]  # «Сунь» is no «сунуть»
    if before[1].lower() in SURNAMES:
        return True  # «Чан Ван Тханем»
    return not known and not cities_of_form(before[1])


MONUMENT = re.compile(r"Курган[а-яё]*\s(?:Славы|Бессмертия|Дружбы)")
AFTER_POST = re.compile(r"(?:[Мм]эр|аким|хоким)\w*\s+$")


def is_strong(text: str, match, before: str) -> bool:
    """«мэр Казани», but «мэр Лакшми Сундарам»: after a post alone two capitals are a person."""
    if not STRONG.search(before) or AFTER_POST.search(before) and is_syllable(text, match):
        return False
    if is_given_name(match[0]) and re.match(rf" {NAME}", text[match.end() : match.end() + 30]):
        return False  # «глава города Александр Басенко»
    return not (
        AFTER_POST.search(before)
        and re.match(rf" {NAME}", text[match.end() : match.end() + 30])
        and not cities_of_form(match[0])
    )


def is_given_name(word: str) -> bool:
    return any("Name" in p.tag.grammemes and p.is_known and p.score > 0.3 for p in parses(word))


def in_quotes(quotes, place: int) -> bool:
    before = last_before(quotes, place - 1)
    return bool(before and place < before[1])


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
    if is_given_name(text[start:end]) and re.match(
        rf" {NAME}", text[end : end + 40]
    ):
        return True
    if re.match(rf" {NAME} {NAME}", text[end : end + 60]) and not starts_name(text, start, end):
        return False  # «мэр Пловдива Иван Петков»: two words after this one are a name without it
    beside = [
        re.match(rf" ({NAME})", text[end : end + 40]),
        re.search(rf"({NAME}) $", text[max(0, start - 40) : start]),
    ]
    return any(m and any({"Name", "Patr"} & p.tag.grammemes and p.score > 0.2 for p in parses(m[1])) for m in beside)


def is_syllable(text: str, match) -> bool:
    """«Нгуен Ван Хоа», «Ван Голян»: a short word beside a capitalised one that is no word and no town."""
    if len(match[0]) > SYLLABLE:
        return False
    after = re.compile(rf" ({NAME})").match(text, match.end())
    before = re.search(rf"(?:([^.!?\s])\s)?\b({NAME}) $", text[max(0, match.start() - 40) : match.start()])
    if before and before[1] and len(before[2]) <= SYLLABLE:
        return True
    beside = [word for word in (after and after[1], before and before[2]) if word and not is_given_name(word)]  # «глава Тулы Иван»
    return any(not is_known_word(word) and (len(word) <= SYLLABLE or not cities_of_form(word)) for word in beside)


def starts_name(text: str, start: int, end: int) -> bool:
    """«Петков Иван Иванович», «Анна Мария Ковач»."""
    words = re.match(rf" ({NAME}) ({NAME})", text[end : end + 60]).groups()
    return any("Patr" in p.tag.grammemes for word in words for p in parses(word)) or any(
        {"Name", "Surn"} & p.tag.grammemes and p.is_known for p in parses(text[start:end])
    )


def acceptable(text: str, match, form: str, before: str, listed: bool) -> bool:
    """Without «г.» a word is a city when the dictionary knows it as a place, or does not know it and it stands as one."""
    if is_person(text, match.start(), match.end()) or is_syllable(text, match) or len(form) < 3 and not (fold(form) in cities() and WEAK.search(before)) or form.isupper() and match.start() > 100 and not is_heading(text, match):
        return False
    readings = parses(form)
    if any("Geox" in p.tag.grammemes and p.score > 0.1 and p.is_known for p in readings):
        return True
    if is_town_after_all(text, match) and WEAK.search(before):
        return True  # «с Усть-Каменогорском»
    if is_known_word(form):
        # «из Целле», «из Ниша», though «целла» and «ниша» are words
        return bool(FROM_OR_OF.search(before)) and (fold(form) in cities() or not any(p.is_known and p.tag.case == "gent" for p in readings))
    if any({"Surn", "Name"} & p.tag.grammemes and p.is_known for p in readings) and not listed:
        return bool(WEAK.search(before))
    if AT_HEAD.search(before) and LABELS.match(text, match.end()):
        return fold(form) in cities()
    return listed or bool(WEAK.search(before)) or "-" in form or bool(re.search(r"[а-яё«(,]\s*$", before))


AT_HEAD = re.compile(r"(?:^|\n)\W*$")
LABELS = re.compile(r"\s?:\s|\s[–—]\s")  # «Шэньян: конкурс …»


def hyphenated(text: str, match, home) -> list[Mention] | None:
    """«Благовещенск-Хэйхэ-…»: several cities joined, the first of them known."""
    parts = match[0].split("-")
    if len(parts) < 3 and not is_home(parts[0], home):
        return None
    if (
        len(parts) < 2
        or any(map(is_wide, parts))
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
