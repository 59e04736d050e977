"""Cities, countries, regions and villages, each once, with the relation the text gives it to the home city."""

from crm.extraction.finding import Finding
from crm.extraction.gazetteer import country_by_code, fold
from crm.extraction.rules.mention import Mention
from crm.extraction.rules.order import last_before
from crm.extraction.rules.relations import relation_of
from crm.extraction.rules.sides import document_mentions
from crm.extraction.structure import sentences

MOST_PASSAGES = 12
AROUND = 90


def find(report, found) -> list[Finding]:
    groups: dict[tuple, list[Mention]] = {}
    for one in document_mentions(report):
        groups.setdefault(key(one), []).append(one)
    spans = sentence_spans(report)
    return [finding(report, group, spans) for group in groups.values()]


def key(one: Mention) -> tuple:
    if one.kind == "country":
        return "country", one.country
    return one.kind, fold(one.name)


def sentence_spans(report) -> list[tuple]:
    return [(one.start, one.end, block) for block in report.blocks for one in sentences(block)]


def finding(report, group: list[Mention], spans) -> Finding:
    first = group[0]
    country = country_by_code(first.country) if first.country else None
    values = {
        "name_ru": first.name,
        "kind": first.kind,
        "country_ru": country and (country.official_ru if first.country == "AB" else country.name_ru),
        "country_iso": country and country.iso,
        "relation": relation(report, group, spans),
    }
    passages = tuple(report.clean.source(*around(report.clean.text, one, spans)) for one in group[:MOST_PASSAGES])
    return Finding("places", values, passages, f"{first.kind} by its name", 0.9 if first.is_strong else 0.7)


def relation(report, group: list[Mention], spans) -> str:
    home = report.home_city
    first = group[0]
    if (
        home
        and first.kind == "city"
        and fold(first.name) == fold(home.name_ru)
        or first.kind == "country"
        and first.country == "RU"
    ):
        return "home"
    told = [(one.start, one.end, *sentence_and_block(one, spans)) for one in group]
    return relation_of(report, told, first.kind)


def sentence_and_block(one: Mention, spans) -> tuple:
    span = last_before(spans, one.start)
    if span and one.start < span[1]:
        return (span[0], span[1]), span[2]
    return (one.start, one.end), None


def around(text: str, one: Mention, spans) -> tuple[int, int]:
    """The name with a few words either side, inside its sentence."""
    (first, last), _ = sentence_and_block(one, spans)
    start, end = max(first, one.start - AROUND), min(last, one.end + AROUND)
    while first < start < one.start and not text[start - 1].isspace():
        start += 1
    while last > end > one.end and not text[end - 1].isspace():
        end -= 1
    return start, max(end, one.end)
