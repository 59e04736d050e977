"""What the rules for events and papers share: data files, clauses, quotes, titles."""

import re
from functools import cache
from pathlib import Path

from crm.russian import nominative
from crm.russian.morphology import parses

DATA = Path(__file__).parent.parent / "data"
WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:[-‐‑][А-Яа-яЁёA-Za-z]+)*")
QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»*|\"[^\"]*\"")
BRACKETS = re.compile(r"\([^()]*\)")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def any_of(name: str) -> re.Pattern:
    """One pattern for a file of patterns, a line each."""
    return re.compile("|".join(rf"\b{row[0]}" for row in rows(name)), re.I)


@cache
def noun(word: str) -> str | None:
    """The dictionary form of a noun, of the last part in «онлайн-конференции»."""
    forms = [p.normal_form for p in parses(word.lower()) if "NOUN" in p.tag]
    return forms[0] if forms else None


@cache
def nouns(word: str) -> frozenset[str]:
    return frozenset(p.normal_form for p in parses(word.lower()) if "NOUN" in p.tag and p.score > 0.02)


@cache
def is_adjective(word: str) -> bool:
    return any(p.tag.POS in ("ADJF", "PRTF") for p in parses(word.lower()))


def masked(text: str, *, brackets: bool = True) -> str:
    """The text with what stands in quotes (and brackets) blanked, at the same offsets."""
    text = QUOTED.sub(lambda m: "«" + "_" * (len(m[0]) - 2) + "»" if len(m[0]) > 1 else m[0], text)
    return BRACKETS.sub(lambda m: "(" + "_" * (len(m[0]) - 2) + ")", text) if brackets else text


def tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:.–—-\t")
    return text.replace("онлайн - ", "онлайн-")


def titled(phrase: str) -> str:
    """A phrase of the text as a calendar entry: nominative, a capital first."""
    phrase = tidy(phrase)
    try:
        phrase = nominative(phrase)
    except Exception:  # an odd phrase is better printed as it stands than lost
        pass
    phrase = re.sub(r"\s+на тему:?\s+(?=[«\"])", " ", phrase)
    return phrase[:1].upper() + phrase[1:]
