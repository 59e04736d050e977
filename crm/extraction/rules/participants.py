"""Who took part: the people and bodies named in the passages of an event, by side."""

from dataclasses import replace

from crm.extraction.finding import Finding, Found

LISTS = {"home": "home_participants", "partner": "partner_participants"}
MOST = 12


def fill(found: Found) -> Found:
    named = [*found.of("people"), *found.of("organisations")]
    return Found(with_participants(one, named) if one.kind == "events" else one for one in found)


def with_participants(event: Finding, named: list[Finding]) -> Finding:
    lists: dict[str, list[str]] = {}
    for one in named:
        if any(is_inside(passage, event) for passage in one.evidence):
            lists.setdefault(LISTS.get(one.values.get("side"), "other_participants"), []).append(title(one))
    return replace(event, values={**event.values, **{name: values[:MOST] for name, values in lists.items() if name not in event.values}})


def is_inside(passage, event: Finding) -> bool:
    return any(span.start <= passage.start and passage.end <= span.end for span in event.evidence)


def title(one: Finding) -> str:
    return one.values.get("name_nom") or one.values["name_ru"]
