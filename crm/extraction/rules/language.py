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


def is_noun(parse) -> bool:
    """Also words like «учащиеся», adjectives that stand for people."""
    return "NOUN" in parse.tag or {"ADJF", "Subx"} in parse.tag


@cache
def nouns(word: str) -> frozenset[str]:
    return frozenset(p.normal_form for p in parses(word.lower()) if is_noun(p) and p.score > 0.02)


@cache
def is_adjective(word: str) -> bool:
    if re.fullmatch(r"[А-ЯЁа-яё]+-?[а-яё]*ск(?:ий|ая|ое|ие|ого|ой|ом|им|ую|их|ими|ойц)", word, re.I):
        return True  # names of countries in compound words are in no dictionary, and misprints even less
    return any(p.tag.POS in ("ADJF", "PRTF") for p in parses(word.lower()))


# «круглый стол» is often put in quotes, and is no name for that.
PLAIN = re.compile(r"(?:кругл\w+\s+ст\w+|мозгов\w+\s+штурм\w*|дорожн\w+\s+карт\w+|мастер-класс\w*|телемост\w*)", re.I)


def masked(text: str, *, brackets: bool = True) -> str:
    """The text with what stands in quotes (and brackets) blanked, at the same offsets."""
    for start, end in quotations(text):
        if PLAIN.fullmatch(text, start + 1, end - 1):
            continue
        text = text[: start + 1] + "_" * (end - start - 2) + text[end - 1 :]
    return BRACKETS.sub(lambda m: "(" + "_" * (len(m[0]) - 2) + ")", text) if brackets else text


def quotations(text: str) -> list[tuple[int, int]]:
    """Quotes with their marks. «А «Б» closes both where no second mark follows, as printed so often."""
    found, start, depth = [], None, 0
    for match in re.finditer(r"[«»]|\"[^\"]{2,160}\"", text):
        mark = match[0]
        if mark == "«":
            start, depth = (match.start(), 1) if depth == 0 else (start, depth + 1)
        elif mark == "»" and depth:
            following = re.search(r"[«»]", text[match.end() :])
            depth = depth - 1 if depth > 1 and following and following[0] == "»" else 0
            if depth == 0:
                found.append((start, match.end()))
        elif depth == 0 and len(mark) > 1:
            found.append((match.start(), match.end()))
    if depth and start == 0:  # direct speech that ends in another sentence
        marks = len(text) - len(text.lstrip("«"))
        return [(a + marks, b + marks) for a, b in quotations(text[marks:])]
    return [span for span in opened(text, found) if span[0] or span[1] - span[0] < 140 or span[1] == len(text)]


def opened(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Speech at the start, «…», — said someone, hides nothing: only the names quoted in it are quotations."""
    if not found or found[0][0] or text[0] != "«" or not re.match(r",?\s*[–—-]\s", text[found[0][1] :]):
        return found
    end = found[0][1] - 1
    return [(a + 1, b + 1) for a, b in quotations(text[1:end])] + found[1:]


# The full stop of «Денисовой О.В.» is part of the name.
INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.[\s,;:–—-]*$")


def tidy(text: str) -> str:
    stop = "." if INITIALS.search(text) else ""
    text = re.sub(r"\s+", " ", text).strip(" ,;:.–—-\t") + stop
    text = re.sub(r"\s(?:и|а|но|в|на|с|во)$", "", text)
    if text.count("»") > text.count("«"):  # the phrase began inside of quotes that name nothing
        text = text.replace("»", "", 1)
    return text.replace("онлайн - ", "онлайн-")


# No word of Russian goes on behind the ending of such an adjective: a letter of the keyboard's next key.
MISPRINTED = re.compile(r"(ск(?:ая|ой|ую|ое|ого|ому|ий|ие|ими))[бвгджзйклмнпрстфхцчшщ](?![а-яё-])")
OTHER_MATTERS = re.compile(r"\sи (?:ряд[а-яё]*\s)?(?:друг|ин|проч)[а-яё]+\s(?:[а-яё]+\s){0,3}(?:вопрос|тем|направлени|аспект|проблем)[а-яё]*$")


def titled(phrase: str, number: str | None = None) -> str:
    """A phrase of the text as a calendar entry: nominative, a capital first."""
    phrase = OTHER_MATTERS.sub("", MISPRINTED.sub(r"\1", tidy(phrase)))
    phrase = re.sub(r"\s+на тему:?\s+(?=[«\"])", " ", agreed(nominative(phrase, number=number)))
    return whole(phrase[:1].upper() + phrase[1:])


CUT_SHORT = re.compile(r"\s(?:на тему|в|во|на|с|со|и|по|о|об|к|для|от|до|из|между|при|под)$")


def whole(title: str) -> str:
    """Where a phrase of the text was cut, the name has neither an open bracket, an open quote nor a last «к»."""
    if title.count("(") > title.count(")"):
        opened = title.rindex("(")
        title = f"{title})" if title[opened + 1 : opened + 2].isupper() else title[:opened]
    title = CUT_SHORT.sub("", title.strip(" ,;:"))
    title += "»" * (title.count("«") - title.count("»"))
    return title + '"' * (title.count('"') % 2)


BEHIND = re.compile(r"^([\w -]+), ((?:посвящ[её]|приуроч[её])нн)(?:ый|ая|ое|ые|ых|ого|ой|ому|ым|ом|ую|ыми)(?![а-яё])")


def agreed(title: str) -> str:
    """«Мероприятия, посвящённых 9 Мая»: the participle behind the head goes with it into the nominative."""
    match = BEHIND.match(title)
    words = match[1].split() if match else []
    head = next((p.tag for word in words for p in parses(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn"), None)
    if not head:
        return title
    ending = "ые" if head.number == "plur" else {"masc": "ый", "femn": "ая", "neut": "ое"}.get(str(head.gender), "ый")
    return f"{match[1]}, {match[2]}{ending}{title[match.end() :]}"


def is_verbless(mask: str) -> bool:
    """«Гости из Бреста, торжественный приём мэра, ярмарка мастеров.»"""
    tags = (parses(word[0].lower())[0].tag for word in WORD.finditer(mask))
    return not any(tag.POS in ("VERB", "PRTS") for tag in tags)
