"""One paper told in several places is one finding, in the state told last of it."""

import re
from dataclasses import replace

from crm.extraction.finding import Finding
from crm.extraction.gazetteer import fold
from crm.extraction.rules.same import alike, key

# Of two states told in two places the first of these holds.
LASTING = (
    "terminated",
    "prolonged",
    "expired",
    "suspended",
    "adopted",
    "signed",
    "being_implemented",
    "in_force",
    "drafted",
    "prospective",
)
ENDED = {"terminated", "expired"}
# A paper of enterprises or schools of two cities is not the cities' own.
OF_BODIES = re.compile(r"\bмежду (?:предприяти|компани|организаци|школ|гимнази|вуз|университет|музе|библиотек|театр|фонд|палат)", re.I)
NEW = re.compile(r"\bнов(?:ый|ое|ая|ого|ому|ым|ом)\b", re.I)


def united(findings: list[Finding], home: str | None) -> list[Finding]:
    result: list[Finding] = []
    for one in findings:
        twin = next((number for number, other in enumerate(result) if are_one(other, one, home)), None)
        if twin is None:
            result.append(one)
        else:
            result[twin] = both(result[twin], one)
    return result


def are_one(first: Finding, second: Finding, home: str | None) -> bool:
    a, b = first.values, second.values
    if a["kind"] != b["kind"] or any(bool(words.search(a["title"])) != bool(words.search(b["title"])) for words in (NEW, OF_BODIES)):
        return False
    if len({a["status"] in ENDED, b["status"] in ENDED}) == 2 and {a["status"], b["status"]} & {
        "prospective",
        "drafted",
        "signed",
    }:
        return False
    terms = [re.findall(r"20\d\d\s*[–—-]\s*(20\d\d)", one["title"]) for one in (a, b)]
    if all(terms) and terms[0] != terms[1]:
        return False
    heads = [one["title"].split()[0][:6].lower() for one in (a, b)]
    if heads[0] != heads[1] and {"prospective"} < {a["status"], b["status"]}:
        return False  # a contract that is signed is not the agreement that is still to come
    mine, others = partners(first, home), partners(second, home)
    if mine and others and not (mine <= others or others <= mine):
        return False
    words, more = subject(first, home), subject(second, home)
    if mine and others and (words <= more or more <= words):
        return True
    if len(words) < 2 or len(more) < 2:
        return words == more and bool(words) and not (mine and others)
    return alike(words, more) >= (0.85 if min(len(words), len(more)) > 2 else 1)


def partners(one: Finding, home: str | None) -> set[str]:
    """By the first letters of their last word, so that «мэрия Кызыла» and «Кызыл» are one."""
    names = [name for name in one.values["parties"] if not home or fold(home)[:-1] not in fold(name)]
    return {fold(name.split()[-1].strip("«»()")).lower()[:5] for name in names}


def subject(one: Finding, home: str | None) -> frozenset[str]:
    """What the paper is about: the words of its title without its kind and its parties."""
    names = {
        word[:4] for name in (*one.values["parties"], home or "") for word in re.findall(r"\w{3,}", fold(name).lower())
    }
    words = {word[:6] for word in key(one.values["title"]) if not word.isdigit()}
    return frozenset(word for word in words if word[:4] not in names and word not in KIND_WORDS)


KIND_WORDS = {
    "соглаш",
    "мемора",
    "догово",
    "проток",
    "контра",
    "план",
    "програ",
    "дорожн",
    "карт",
    "со",
    "от",
    "год",
    "годы",
    "об",
    "к",
    "ней",
    "город",
    "админи",
}


def both(first: Finding, second: Finding) -> Finding:
    """The state of the one that says more; the longer title, the more parties; both passages."""
    lead, other = sorted((first, second), key=lambda one: (one.confidence < 0.7, LASTING.index(one.values["status"])))
    values = dict(lead.values)
    if len(other.values["title"]) > len(values["title"]):
        values["title"] = other.values["title"]
    if len(other.values["parties"]) > len(values["parties"]):
        values["parties"] = other.values["parties"]
    if lead.values["status"] == other.values["status"] and len(other.values["date"] or "") > len(values["date"] or ""):
        values["date"] = other.values["date"]
    if values["date"] is None and values["status"] not in ("prospective", "drafted", "suspended"):
        values["date"] = other.values["date"]
    evidence = tuple(dict.fromkeys([*lead.evidence, *other.evidence]))
    return replace(lead, values=values, evidence=evidence)
