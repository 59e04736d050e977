"""Organisations: each body once, with its kind, its city and its side."""

import re

from crm.extraction.finding import Finding
from crm.extraction.gazetteer import City, city_of_adjective, fold
from crm.extraction.rules.bodies import Body, bodies_in, name_of
from crm.extraction.rules.mention import Mention
from crm.extraction.rules.order import between
from crm.extraction.rules.sides import document_mentions
from crm.extraction.rules.where import adjectives
from crm.extraction.structure import sentences


def find(report, found) -> list[Finding]:
    bodies: dict[str, tuple[Body, str, list]] = {}
    for block in report.blocks:
        for sentence in sentences(block):
            for body in bodies_in(sentence.text):
                name = name_of(sentence.text, body)
                keep(bodies, name, body, (sentence.start + body.start, sentence.start + body.end))
    return [finding(report, name, body, spans) for body, name, spans in bodies.values()]


def keep(bodies: dict, name: str, body: Body, span: tuple[int, int]) -> None:
    """One record a body: by its name in quotes, or by its words without «города» and endings."""
    key = key_of(name)
    known = next(
        (
            other
            for other in bodies
            if other == key or len(key) > 12 and (other.startswith(key) or key.startswith(other))
        ),
        None,
    )
    if known is None:
        bodies[key] = (body, name, [span])
        return
    first, longest, spans = bodies[known]
    bodies[known] = (first, name if len(name) > len(longest) and "«" in name else longest, [*spans, span])


def key_of(name: str) -> str:
    name = fold(name).lower()
    quotedname = re.search(r"«([^«»]{4,})", name)
    if quotedname and not re.search(r"город ", quotedname[1]):
        return "«" + quotedname[1].strip()
    words = [
        word
        for word in re.findall(r"[\wё-]+", name)
        if word not in ("г", "города", "город", "городского", "округа", "муниципального", "образования")
    ]
    words = ["администрация" if word == "мэрия" else word for word in words]
    return " ".join(word[:-1] if len(word) > 4 else word for word in words)


def finding(report, name: str, body: Body, spans: list) -> Finding:
    first = spans[0]
    inside = between(document_mentions(report), *first[:2])
    inside = [one for one in inside if not is_quoted(report.clean.text[first[0] : one.start])]
    kind = kind_of(name, body)
    values = {"name_ru": name, "kind": kind, **belonging(report, name, kind, inside, first)}
    return Finding(
        "organisations", values, tuple(report.clean.source(*span) for span in spans[:10]), "body by its noun", 0.75
    )


def kind_of(name: str, body: Body) -> str:
    if "ООН" in name or "Всемирн" in name:
        return "international_organisation"
    if (
        re.match(r"(?:народное правительство|городской совет|(?:городской )?исполнительный комитет)", name, re.I)
        or body.lemma in ("комитет", "совет")
        and re.search(r"депутатов|исполнительн", name, re.I)
    ):
        return "administration"
    if body.lemma == "совет" and re.search(r"женщин|ветеранов|молод[её]жи|отцов|матерей", name, re.I):
        return "NGO"
    if body.lemma == "комитет" and re.match(r"комитет по", name, re.I):
        return "administration"
    return body.kind


def belonging(report, name: str, kind: str, inside: list[Mention], span: tuple[int, int]) -> dict:
    home = report.home_city
    foreign = next((one for one in inside if one.country not in (None, "RU")), None)
    city = next((one for one in inside if one.kind in ("city", "municipality")), None)
    if not foreign and not city:
        place = city_in_adjective(name)
        if place and place.country != "RU":
            return {"city": place.name_ru, "country_iso": place.country, "side": "partner"}
    if not foreign and not city and (abroad := country_in_adjective(name)):
        return {"city": None, "country_iso": abroad, "side": "partner"}
    if FOREIGN_FORM.search(name):
        return {"city": None, "country_iso": None, "side": "partner"}
    if kind == "ministry" and not foreign:
        regional = re.search(r"област|края\b|республик|округ", name, re.I) and "Федерации" not in name
        return {"city": None, "country_iso": "RU", "side": "other" if regional else "federal"}
    if foreign and kind != "association":
        return {
            "city": city and city.name,
            "country_iso": None if foreign.country == "AB" else foreign.country,
            "side": "partner",
        }
    near = nearby(report, span)
    if near and not city:
        return {"city": near.name if near.kind == "city" else None, "country_iso": near.country, "side": "partner"}
    if kind in ("association", "committee", "international_organisation"):
        return {"city": None, "country_iso": None, "side": "other"}
    return {"city": city.name if city else home and home.name_ru, "country_iso": "RU", "side": "home"}


def is_quoted(before: str) -> bool:
    return before.count("«") > before.count("»")


def city_in_adjective(name: str) -> City | None:
    """«Гродненский государственный университет»"""
    words = re.findall(r"(?<![«\w-])[А-ЯЁ][а-яё]+(?:[сц]к)(?:ий|ая|ое|ого|ой|ом|ую|им)(?!\w)", name)
    return next((place for place in map(city_of_adjective, words) if place), None)


FOREIGN_FORM = re.compile(r"\b(?:Ltd|LLC|LLP|Inc|GmbH|Corp|Pvt|S\.?A|S\.?r\.?l|S\.?p\.?A|B\.?V|A\.?Ş|Oy)\b\.?")


def country_in_adjective(name: str) -> str | None:
    """«Белорусская государственная филармония», but not «Российско-белорусский центр»."""
    pattern, codes = adjectives()
    found = pattern.match(name)
    return codes[found.lastgroup] if found and re.match(r"[а-яё]*(?:\s|$)", name[found.end() :]) and codes[found.lastgroup] != "RU" else None


def nearby(report, span: tuple[int, int]) -> Mention | None:
    """The place in brackets right after the body."""
    return next(
        (
            one
            for one in document_mentions(report)
            if 0 <= one.start - span[1] <= 6
            and one.country not in (None, "RU")
            and "(" in report.clean.text[span[1] : one.start]
        ),
        None,
    )
