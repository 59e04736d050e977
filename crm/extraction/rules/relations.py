"""What the text says of the tie between the home city and a place: by the word that governs the place in its clause."""

import re

from crm.extraction.rules.acts import acts_in
from crm.extraction.rules.setting import mood

ORDER = ("sister", "friendly", "prospective", "partner", "mentioned")
TIES = (
    ("sister", re.compile(r"побратим\w*", re.I)),
    ("friendly", re.compile(r"дружественн\w+|дружеск\w+|дружб\w+|породн[её]нн\w+", re.I)),
    ("partner", re.compile(r"сотруднич\w+|контакт\w*|партн[её]р\w*|связ(?:ь|и|ей|ями|ях|ям)\b|взаимодейств\w+|соглашени\w+|меморандум\w*|договор\w*", re.I)),
)  # fmt: skip
PARTNER = re.compile(
    r"сотруднич|контакт|партн[её]р|связ[иьяе]|договор|соглашени|меморандум|делегаци|взаимодейств", re.I
)
# «Помимо городов-побратимов …» speaks of others than those that follow, «Форум городов-побратимов в Москве» names an event.
NAMED = r"\b(?:форум|съезд|конференци|ассоциаци|фестивал|сл[её]т|конгресс|ассамбле|саммит|союз|клуб|турнир|встреч|недел|ярмарк|выставк)[а-яё]*\s+(?:\w+\s+){0,2}?(?:\S*побратим\S*|(?:породн[её]нн|дружественн)\w+\s+город\w*)"
NAMED_SO = re.compile(NAMED, re.I)
EXCEPT = re.compile(rf"(?:помимо|кроме|наряду с)\s+(?:\w+\s+){{0,3}}\S*побратим\S*|{NAMED}(?=(?:\s+[^\s,–—-]+){{0,4}}?\s+(?:в|во|на)\s)", re.I)
QUOTED = re.compile(r"«[^«»]*»")  # «Орбита дружбы» ties nobody
PAPER = re.compile(
    r"соглашени|меморандум|протокол|договор|установлени\w+\s+(?:\w+\s+){0,2}(?:связей|отношений)|побратимств[оае]", re.I
)
INTENT = re.compile(r"протокол\w*\s+(?:о\s+)?намерени", re.I)
BORDER = re.compile(r";|\t|,\s(?:а|но|однако|при этом|прич[её]м|тогда как|где)\s|,\s(?=с\s(?:г\.\s?)?[А-ЯЁ])")
VERB = re.compile(r"\b[а-яё]+(?:ет|ют|ит|ят|ся|ась|ось|ись|ла|ли|ло|[её]н|ена|ено|ены|ана|аны|ано)\b")
NEAR = 160


def relation_of(report, mentions: list, kind: str) -> str:
    found = {of_mention(report, *one, kind) for one in mentions}
    return next(relation for relation in ORDER if relation in found)


def of_mention(report, start: int, end: int, sentence: tuple[int, int], block, kind: str) -> str:
    text = report.clean.text
    if kind != "city":
        return "partner" if PARTNER.search(text[slice(*sentence)]) else "mentioned"
    first, last = clause(text, start, end, sentence)
    before, after = (QUOTED.sub(" ", words) for words in (text[first:start], text[end:last]))
    before, after = EXCEPT.sub(" ", before), NAMED_SO.sub(" ", after)
    if block is not None and block.kind == "item" and block.intro is not None and first == sentence[0]:
        before = f"{block.intro.text} {before}"
    tie = governing(before) or governing_behind(after)
    if is_coming(text[first:last], tie, block):
        return "prospective"
    if tie in ("sister", "friendly"):
        return "prospective" if tie == "sister" and INTENT.search(before) else tie
    return "partner" if PARTNER.search(f"{before[-NEAR:]} {after[:NEAR]}") else "mentioned"


def clause(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """A city in brackets is told of there, unless the tie stands right before: «города-побратимы (Брест, Гродно)»."""
    first, last = sentence
    opened = text.rfind("(", first, start)
    if opened >= 0 and ")" not in text[opened:start] and not TIES[0][1].search(text[max(first, opened - 32) : opened]):
        return opened, text.find(")", end) if ")" in text[end:last] else last
    plain = re.sub(r"\([^()]*\)", lambda m: "_" * len(m[0]), text[first:last])
    borders = [match.start() for match in BORDER.finditer(plain)]
    begins = max((first + place for place in borders if first + place < start), default=first)
    ends = min((first + place for place in borders if first + place >= end), default=last)
    return begins, ends


def governing(before: str) -> str | None:
    """The last word of a tie before the place, with no other clause between."""
    found = [(match.end(), name) for name, pattern in TIES for match in pattern.finditer(before)]
    for place, name in sorted(found, reverse=True):
        between = re.sub(r"\([^()]*\)", "", before[place:])
        if VERB.search(between) and re.search(r"[,–—]", between) and not is_list(VERB.split(between)[-1]):
            return None
        if name != "partner" or not any(other != "partner" and is_one_tie(before, at, place) for at, other in found):
            return name
    return None


def is_one_tie(before: str, first: int, second: int) -> bool:
    """«дружеские и партнёрские связи», but not «дружественным остаётся Гюмри, партнёрские связи …»."""
    between = before[first:second]
    return second - first < 60 and not VERB.search(between) and not re.search(r"\s[–—]\s|\s[А-ЯЁ]", between)


# «побратимами являются Решт и Сари, Атырау»: after the verb stand names only.
LIST_WORD = re.compile(r"(?:с|со|и|а|также|г|город[а-яё]*|столиц[а-яё]*|в|во|из|отношени[а-яё]+|связ[а-яё]+|контакт[а-яё]*|[а-яё]+(?:ск|цк)[а-яё]+)", re.I)


def is_list(text: str) -> bool:
    return all(word[0].isupper() or LIST_WORD.fullmatch(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


APPOSED = re.compile(r",\s(?:(?:наш|старейш|давн|перв)[а-яё]+\s|город[а-яё]*[-\s])*побратим", re.I)


def governing_behind(after: str) -> str | None:
    """«Витебск – наш город-побратим», «Анкара, наш побратим», «с Гомелем нас связывают дружеские отношения»."""
    if APPOSED.match(after):
        return "sister"
    for name, pattern in TIES[:2]:
        match = pattern.search(after[:80])
        if match and not re.search(r",\s|\sс\s[А-ЯЁ]", re.sub(r"\([^()]*\)", "", after[: match.start()])):
            return name
    return None


def is_coming(words: str, tie: str | None, block) -> bool:
    """A paper or a tie that is talked about, drafted, planned, and not signed."""
    if not PAPER.search(words):
        return False
    acts = [act for act in acts_in(words) if act.name in ("sign", "prolong", "negotiate", "draft")]
    done = [act for act in acts if act.status in ("signed", "prolonged")]
    if done and not (block is not None and mood(block) == "tasks"):
        return False
    return bool(acts) and (bool(done) or any(act.status in ("prospective", "drafted") for act in acts))
