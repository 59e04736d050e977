"""A name as printed, put into the nominative, and its parts."""

import re

from crm.extraction.gazetteer import fold
from crm.extraction.rules.names import INITIAL, WORD, has
from crm.russian import person_nominative
from crm.russian.east_asian import SURNAMES
from crm.russian.morphology import parses


def named(printed: str, case: str | None) -> str:
    """The nominative; surname first where only initials are given."""
    printed = re.sub(r"\s+", " ", printed).strip()
    initials = re.match(rf"({INITIAL})\s?({WORD})$", printed)
    if initials:
        printed = f"{initials[2]} {initials[1].replace(' ', '')}"
    if case == "nomn":
        return printed
    if case == "gent" and re.search(r"[ую]\b", printed):
        case = "accs"  # «посла Азизу …»: the post of a woman has the case of her name
    in_case = person_nominative(printed, case=case) if case else person_nominative(printed)
    if case and case != "nomn" and is_printed_nominative(printed, in_case):
        return printed
    return completed(printed, in_case, case)


ENDS_ABLT = re.compile(r"(?:ом|ем|[её]м|ым|им|ой|ей|ею|ою)$")
# Endings of names the dictionary does not know, where the case is known from the post.
UNKNOWN_ENDINGS = {
    "gent": (("а", ""), ("ы", "а")),
    "accs": (("у", "а"), ("а", "")),
    "ablt": (("ем", ""), ("ом", ""), ("ой", "а")),
    "datv": (("у", ""),),
}


def completed(printed: str, found: str, case: str | None) -> str:
    """«Милоша Вуковича» → «Милош …»: a word that stayed as printed follows the post's case too."""
    words = []
    if case == "ablt" and "." not in printed and not any(ENDS_ABLT.search(word) for word in printed.split()):
        return found
    for before, after in zip(printed.split(), found.split(), strict=False):
        if (
            before == after
            and "." not in after
            and case in UNKNOWN_ENDINGS
            and (case in ("ablt", "accs") or found != printed)
        ):
            after = stripped(after, case)
        words.append(after)
    return " ".join(words)


def stripped(word: str, case: str) -> str:
    if case == "ablt" and re.search(r"[аеоуэыюя]ем$", word):
        return f"{word[:-2]}й"
    if any(p.is_known and p.tag.case == "nomn" for p in parses(word)) or len(word) < 5:
        return word
    if case == "ablt" and word.endswith("цом"):
        return f"{word[:-3]}ец"
    if case == "ablt" and re.search(r"[бвдзлмнпрстф]ем$", word):
        return f"{word[:-2]}ь"  # «Кесселем»: a hard stem has -ом
    for ending, closing in UNKNOWN_ENDINGS[case]:
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and stem[-1] not in "аеёиоуыэюя":
            return stem + closing
    return word


def is_printed_nominative(printed: str, found: str) -> bool:
    """A full name whose given name is in the nominative was left uninflected after the post."""
    words = printed.split()
    if "." in printed or found == printed and any(ENDS_ABLT.search(word) for word in words):
        return False
    given = [w for w in words if has(w, "Name")]
    if given:
        best = [p for p in parses(given[0]) if "Name" in p.tag.grammemes and p.is_known]
        return bool(best) and all(p.tag.case == "nomn" for p in best)
    return found == printed


def surname_of(name: str) -> str:
    words = [word for word in name.split() if "." not in word]
    if len(words) == 1 or fold(words[0]).lower() in SURNAMES and len(words) in (2, 3) and not has(words[0], "Name"):
        return words[0]
    return words[-1]


def initials_of(name: str) -> str:
    letters = re.findall(r"([А-ЯЁ])\.", name)
    if letters:
        return "".join(letters)
    surname = surname_of(name)
    return "".join(word[0] for word in name.split() if word != surname and word[0].isupper())
