"""The words that name kinds of bodies, and what may follow them."""

import re
from functools import cache

from crm.extraction.gazetteer import fold
from crm.extraction.rules.language import rows
from crm.russian.morphology import parses

WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁёA-Za-z]+)*")
QUOTE = re.compile(r"\s?(?:«[^«»]*(?:«[^«»]*»(?:[^«»]{0,40}»)?|»)|\"[^\"]{2,80}\")")
NUMBER = re.compile(r"\s№\s?\d+")
NAMED_AFTER = re.compile(
    r"\s(?:имени|им\.)\s(?:\d+-?[а-я]*\s[а-яё]+|(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ\d][\w-]*(?:\s[А-ЯЁа-я][\w]+(?=\s(?:арм)))?(?:\s[А-ЯЁ][а-яё]+(?![а-яё]|\s[А-ЯЁ]\.))?)"
)
IN_TOWN = re.compile(
    r"\s(?:г\.\s?|города\s|городского округа\s|муниципального образования(?: города)?\s)(?:«[^»]+»|[А-ЯЁ][\wё-]+(?:\s(?:Новгород|Дорог)\w*)?)"
)
SHORT = re.compile(r"\s\((?!КНР|КНДР|США|ФРГ|ОАЭ|РФ)[А-ЯЁA-Z][а-яё]{0,4}[А-ЯЁA-Z][А-Яа-яЁёA-Z ]{0,9}\)")


@cache
def kinds() -> dict[str, tuple[str, str]]:
    return {fold(word): (kind, named) for word, kind, named, _ in rows("organisation_kinds.tsv")}


@cache
def genitives() -> dict[str, str]:
    """Which genitives belong to the name of such a body: any, proper or none."""
    return {fold(word): taken for word, _, _, taken in rows("organisation_kinds.tsv")}


@cache
def lemmas_of(word: str) -> tuple[str, ...]:
    """Heads are singular nouns; abbreviations are in capitals."""
    if word.isupper() and len(word) > 1:
        return (word.lower(),) if word.lower() in kinds() else ()
    low = word.lower()
    tail = low.rsplit("-", 1)[-1]
    found = [
        fold(p.normal_form)
        for form in (low, tail)
        for p in parses(form)
        if p.tag.POS == "NOUN" and p.tag.number == "sing"
    ]
    return tuple(dict.fromkeys(lemma for lemma in found if lemma in kinds()))
