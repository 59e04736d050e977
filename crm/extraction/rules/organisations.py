"""Organisations: each body once, with its kind, its city and its side."""

import re

from crm.extraction.finding import Finding
from crm.extraction.gazetteer import fold
from crm.extraction.rules.bodies import Body, bodies_in, name_of
from crm.extraction.rules.mention import Mention
from crm.extraction.rules.sides import document_mentions
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
    inside = [one for one in document_mentions(report) if first[0] <= one.start < first[1]]
    values = {"name_ru": name, "kind": kind_of(report, name, body), **belonging(report, name, body, inside, first)}
    return Finding(
        "organisations", values, tuple(report.clean.source(*span) for span in spans[:10]), "body by its noun", 0.75
    )


def kind_of(report, name: str, body: Body) -> str:
    if "ООН" in name or "Всемирн" in name:
        return "international_organisation"
    if (
        re.match(r"(?:народное правительство|городской совет|(?:городской )?исполнительный комитет)", name, re.I)
        or body.lemma in ("комитет", "совет")
        and re.search(r"депутатов|исполнительн", name, re.I)
    ):
        return "administration"
    if body.lemma == "комитет" and re.match(r"комитет по", name):
        return "administration"
    return body.kind


def belonging(report, name: str, body: Body, inside: list[Mention], span: tuple[int, int]) -> dict:
    home = report.home_city
    foreign = next((one for one in inside if one.country not in (None, "RU")), None)
    city = next((one for one in inside if one.kind in ("city", "municipality")), None)
    if body.kind == "ministry" and not foreign:
        return {"city": None, "country_iso": "RU", "side": "federal"}
    if foreign and body.kind != "association":
        return {
            "city": city and city.name,
            "country_iso": None if foreign.country == "AB" else foreign.country,
            "side": "partner",
        }
    near = nearby(report, span)
    if near and not city:
        return {"city": near.name if near.kind == "city" else None, "country_iso": near.country, "side": "partner"}
    if body.kind in ("association", "committee", "international_organisation"):
        return {"city": None, "country_iso": None, "side": "other"}
    return {"city": city.name if city else home and home.name_ru, "country_iso": "RU", "side": "home"}


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
