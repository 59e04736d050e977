"""A place named in the text, and what the rules for lands, towns and countries share."""

import re
from dataclasses import dataclass

from crm.extraction import gazetteer
from crm.extraction.gazetteer import fold
from crm.russian.morphology import parses

NAME = r"[А-ЯЁ][а-яё]+(?:-(?:[А-ЯЁ][а-яё]+|на|и|де|ле|ля|дю|эль|оф)){0,3}(?<!-на)(?<!-и)(?<!-де)"
LISTED = re.compile(
    r"^(?:\s*\([^()]*\))?(?:,?\s+(?:и|а также)\s+|,\s+|\s[–—-]\s|\s?[–—-]\s?)(?:(?:с\s+)?(?:г{1,2}\.\s?|город\w*\s+))?$"
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


def is_known_word(form: str) -> bool:
    readings = [p for p in parses(form) if p.is_known]
    common = [p for p in readings if not {"Geox", "Surn", "Name", "Patr"} & p.tag.grammemes]
    return bool(common) and sum(p.score for p in common) > 0.5


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
