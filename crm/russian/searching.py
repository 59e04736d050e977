"""Text as the search column keeps it, and a query as the search asks for it."""

import re

from crm.russian.morphology import fold, lemmas
from crm.russian.numerals import roman, to_roman

WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
HYPHENS = re.compile(r"[-‐‑]")
ACCENTS = str.maketrans({"\u0301": None, "\u00ad": None})


def search_text(*texts: str | None) -> str:
    """Every word folded, its normal forms and, of a hyphenated one, its parts; each once, in order."""
    found = dict.fromkeys(form for text in texts if text for word in words(text) for form in forms(word))
    return " ".join(found)


def search_terms(query: str) -> list[list[str]]:
    """For each typed word its alternatives, the word itself last, for search by beginnings."""
    return [list(dict.fromkeys([*normal_forms(word), fold(word)])) for word in words(query)]


def words(text: str) -> list[str]:
    return WORD.findall(text.translate(ACCENTS).replace("\u0450", "ё"))


def forms(word: str) -> list[str]:
    word = HYPHENS.sub("-", word)
    found = [fold(word), *normal_forms(word)]
    if "-" in word:
        for part in word.split("-"):
            if len(part) == 1 and part.isalpha():  # the ending of «7-м»
                continue
            found += [fold(part), *normal_forms(part)]
    return found


def normal_forms(word: str) -> tuple[str, ...]:
    number = roman(word)
    if number:
        return (to_roman(number).casefold(),)
    return lemmas(fold(HYPHENS.sub("-", word)))
