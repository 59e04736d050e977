"""Countries, regions, districts and villages by their names."""

import re
from dataclasses import replace

from crm.extraction import gazetteer
from crm.extraction.gazetteer import fold
from crm.extraction.rules.language import rows
from crm.extraction.rules.mention import NAME, Mention
from crm.russian import nominative

VILLAGE = re.compile(rf"(?<![А-Яа-яё])(?:с|пос|п|дер)\.\s?({NAME})")
REGION = re.compile(
    r"(?<![А-Яа-яё«])([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:ск|цк)(?:ой|ая|ую|ого|ом|ому|ий|ою|им)\s+(?:област(?:ь|и|ью)|кра(?:й|я|е|ю|ем)|район(?:а|у|е|ом)?(?= [А-ЯЁ])|аймак(?:а|у|е|ом)?)(?![а-яё]))"
)
NAMED_REGION = re.compile(rf"(?:Автономн\w+ район\w*|провинци\w+|пров\.|штат\w*|аймак\w*)\s+({NAME}(?: {NAME})?)")
REPUBLICS = "Адыгея|Алтай|Башкортостан|Бурятия|Дагестан|Ингушетия|Калмыкия|Карелия|Коми|Крым|Марий Эл|Мордовия|Саха|Татарстан|Тыва|Удмуртия|Хакасия|Чувашия"
REPUBLIC = re.compile(
    rf"Республик\w+\s+({'|'.join(re.sub('[яй]$', '', name) for name in REPUBLICS.split('|'))})[а-яё]{{0,2}}"
)


# Names of countries that common words share.
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
    "Джерси",
    "Мэн",
}


CAPITALS = re.compile(r"(?<![А-ЯЁ-])[А-ЯЁ]{4,}(?![а-яё-])")


def countries_in(text: str) -> list[Mention]:
    folded, found, reached = CAPITALS.sub(in_small_letters, fold(text)), [], 0
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


def in_small_letters(match) -> str:
    """«МОНГОЛИЯ» of a heading as it is written in a text; «КНДР» as it is."""
    return match[0] if match[0] in gazetteer.countries() else match[0].capitalize()


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


def name_of(form: str, country) -> str:
    """The name as the text chose it: official, short, another or КНР."""
    if form.isupper():
        return form
    if form in gazetteer.aliases():
        return gazetteer.aliases()[form][0]
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
    found = [replace(one, country=country_of(one.name)) for one in found]
    for match in REPUBLIC.finditer(text):
        if fold(match[0]) not in known and fold(match[1]) not in known:
            name = next(name for name in REPUBLICS.split("|") if name.startswith(match[1]))
            found.append(Mention(match.start(), match.end(), f"Республика {name}", "region", "RU"))
    return found


def country_of(region: str) -> str | None:
    """«Мангистауская область» is in Kazakhstan."""
    return next((code for name, code in rows("regions.tsv") if fold(region).startswith(fold(name))), None)


def villages_in(text: str) -> list[Mention]:
    return [Mention(m.start(1), m.end(1), m[1], "village", "RU") for m in VILLAGE.finditer(text)]
