"""What is said to be done with papers, and how far it went: done, still to come, denied."""

import re
from dataclasses import dataclass
from functools import cache

from crm.extraction.rules.language import WORD, any_of, masked, rows
from crm.russian.morphology import parses

# What becomes of a paper by an act that is done, still to come, or denied.
BECOMES = {
    "sign": ("signed", "prospective", "prospective"),
    "prolong": ("prolonged", "in_force", "expired"),
    "expire": ("expired", "in_force", "in_force"),
    "expiring": ("in_force", "in_force", "in_force"),
    "terminate": ("terminated", "in_force", "in_force"),
    "suspend": ("suspended", "in_force", "in_force"),
    "reject": ("terminated", "prospective", "prospective"),
    "adopt": ("adopted", "prospective", "prospective"),
    "draft": ("drafted", "prospective", "prospective"),
    "negotiate": ("prospective", "prospective", "prospective"),
    "force": ("in_force", "signed", "expired"),
    "implement": ("being_implemented", "being_implemented", "in_force"),
}
STAGES = ("done", "coming", "denied")
DENIED = re.compile(
    r"(?:^|\s)не\s+(?:(?:был[аои]?|удалось|смогли|успели|состоялось|была?)\s+)?$|(?:^|\s)(?:без|нет)\s+$", re.I
)
REFUSED = re.compile(r"(?:^|\s)от\s+(?:[а-яё]+\s)?$", re.I)  # «от продления отказалась»
FAILED = re.compile(r"не состоял|сорва|не прошл|не произошл", re.I)
MANAGED = re.compile(r"(?:^|[^е])\s?удалось\s+(?:\w+\s+)?$|^удалось\s+(?:\w+\s+)?$", re.I)
HELD = re.compile(
    r"состоя(?:лось|лась|лся)|прошл[аои]|прош[её]л|церемони|завершил|увенча|итогом|после\s|стало?\s|ознаменова|обменял|вруч|получен|уведом|извест|заяв|объяв|сообщ",
    re.I,
)
SOON = re.compile(r"(?:буд(?:ет|ут)|мо(?:жет|гут) быть|долж\w+ быть|планиру\w+ быть)\s+(?:\w+\s+){0,2}$", re.I)
AIMED = re.compile(r"(?:^|\s)(?:об?|к|ко|для|по|над|до)\s+(?:\w+\s+)?$", re.I)
BORDER = re.compile(
    r"[;:]|,\s(?:а|но|однако|при этом|прич[её]м|тогда как|что)\s|\s–\s(?=[а-яё]+\s)|(?<=[а-яё»)\d]{3})\.\s|\t"
)


@dataclass(frozen=True)
class Act:
    start: int
    end: int
    name: str
    stage: str
    tag: object = None

    @property
    def status(self) -> str:
        return BECOMES[self.name][STAGES.index(self.stage)]

    @property
    def is_plural(self) -> bool:
        return self.tag is not None and self.tag.number == "plur"


@cache
def patterns() -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((name, re.compile(rf"\b(?:{pattern})", re.I)) for name, pattern in rows("agreement_acts.tsv"))


def acts_in(text: str) -> list[Act]:
    """In order; of two at one place the act named first in the table."""
    text = masked(text, brackets=False)
    found: list[Act] = []
    for name, pattern in patterns():
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or one.end <= match.start() for one in found):
                tag = tag_of(match[0])
                found.append(Act(match.start(), match.end(), name, stage(text, match, tag), tag))
    return sorted([*found, *repeated(text, found)], key=lambda act: act.start)


# «в феврале заключено соглашение, в ноябре – договор»
REPEATED = re.compile(
    r"[,;]\s(?:а\s)?(?:[а-яё\d]+\s){1,4}(?:г\.\s)?(?P<dash>[–—])\s(?=(?:[а-яё-]+\s){0,2}(?:соглаш|договор|меморандум|протокол|контракт|план|программ|дорожн))"
)


def repeated(text: str, told: list[Act]) -> list[Act]:
    """A dash stands for the verb said before."""
    result = []
    for match in REPEATED.finditer(text):
        before = [one for one in told if one.end <= match.start() and one.name in ("sign", "prolong", "expire", "terminate")]
        if before:
            last = max(before, key=lambda one: one.end)
            result.append(Act(match.start("dash"), match.end("dash"), last.name, last.stage))
    return result


def tag_of(words: str):
    word = WORD.search(words)
    readings = parses(word[0].lower()) if word else ()
    finite = [p.tag for p in readings if p.tag.POS in ("PRTS", "PRTF", "VERB", "INFN")]
    return (
        finite[0]
        if finite and finite[0] != readings[0].tag and readings[0].tag.POS not in ("NOUN", "ADJF")
        else readings[0].tag
        if readings
        else None
    )


def stage(text: str, match, tag) -> str:
    before, clause = text[max(0, match.start() - 60) : match.start()], clause_at(text, match.start())
    if DENIED.search(before) or REFUSED.search(before) and re.search(r"отказ", clause, re.I):
        return "denied"
    kind = tag.POS if tag is not None else None
    if kind == "PRTF":
        return "done"
    if kind == "PRTS":
        return "coming" if SOON.search(before) else "done"
    if kind == "INFN":
        return "done" if MANAGED.search(before) else "coming"
    if kind == "VERB":
        return "coming" if tag.tense == "futr" or SOON.search(before) else "done"
    return stage_of_noun(clause, before, text[match.end() :])


UNDER_WAY = re.compile(r"[^.;]{0,90}\s[–—-]\s(?:в стадии|на стадии|на согласовании|прораб|обсужд|готов)", re.I)


def stage_of_noun(clause: str, before: str, after: str) -> str:
    """«Состоялось подписание», «подписание намечено», «подписание сорвано»."""
    if UNDER_WAY.match(after):
        return "coming"
    if FAILED.search(clause):
        return "denied"
    if HELD.search(clause):
        return "done"
    if AIMED.search(before):
        return "coming"
    return "coming" if any_of("coming_words.txt").search(clause) else "done"


def clause_at(text: str, place: int) -> str:
    borders = [0, *(match.end() for match in BORDER.finditer(text)), len(text)]
    start = max(border for border in borders if border <= place)
    return text[start : min(border for border in borders if border > place)] if place < len(text) else ""


def borders_between(text: str, start: int, end: int) -> int:
    return len(BORDER.findall(text[min(start, end) : max(start, end)]))
