"""Who took part: the people and bodies named in the passages of an event, by side."""

from dataclasses import replace

from crm.extraction.finding import Finding, Found

LISTS = {"home": "home_participants", "partner": "partner_participants"}
MOST = 12


def fill(found: Found) -> Found:
    return Found(with_participants(one, found) if one.kind == "events" else one for one in found)


def with_participants(event: Finding, found: Found) -> Finding:
    lists: dict[str, list[str]] = {}
    for one in named_in(event, found):
        lists.setdefault(LISTS.get(one.values.get("side"), "other_participants"), []).append(title(one))
    return replace(event, values={**event.values, **{name: values[:MOST] for name, values in lists.items() if name not in event.values}})


def named_in(event: Finding, found: Found) -> list[Finding]:
    """The people, then the bodies, with a passage inside one of the event's."""
    near = [one for kind in ("people", "organisations") for one in found.within(kind, *event.evidence)]
    return [one for one in near if any(is_inside(passage, event) for passage in one.evidence)]


def is_inside(passage, event: Finding) -> bool:
    return any(span.start <= passage.start and passage.end <= span.end for span in event.evidence)


def title(one: Finding) -> str:
    return one.values.get("name_nom") or one.values["name_ru"]
