"""One pymorphy3 analyser for the whole process, and the spelling rules that stand before and after it."""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

CASES = {
    "nominative": "nomn", "genitive": "gent", "dative": "datv",
    "accusative": "accs", "instrumental": "ablt", "prepositional": "loct",
}
# ё is written е at will, U+0450 is what some PDF fonts print for it; stress marks are no letters.
FOLDED = str.maketrans({"ё": "е", "\u0450": "е", "\u0301": None, "\u00ad": None})

_lock = Lock()


@lru_cache(maxsize=1)
def _load():
    from pymorphy3 import MorphAnalyzer  # 70 ms and 20 MB: only when the first word is asked about

    return MorphAnalyzer()


def analyser():
    with _lock:
        return _load()


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple:
    try:
        return tuple(analyser().parse(word.replace("\u0450", "ё")))
    except ValueError:  # letters that Unicode gives no name, such as Tangut ones
        return ()


def fold(text: str) -> str:
    """Two spellings of one word come out equal: case, ё, stress marks."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold().translate(FOLDED))


def letters(text: str) -> str:
    """Letters and digits alone, folded: line breaks, hyphens and stops make no difference between conversions."""
    return "".join(re.findall(r"[^\W_]", fold(text)))


def case_code(case: str) -> str:
    code = CASES.get(case, case)
    if code not in CASES.values():
        raise ValueError(f"unknown case: {case}")
    return code


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The one or two likeliest normal forms, folded."""
    if not any(letter.isalpha() for letter in word):
        return (fold(word),)
    scores: dict[str, float] = {}
    named: list[str] = []
    for parse in parses(word):
        form = fold(parse.normal_form)
        scores[form] = scores.get(form, 0) + parse.score
        if {"Surn", "Geox", "Name"} & parse.tag.grammemes:
            named.append(form)
    best = sorted(scores, key=scores.get, reverse=True)[:2]
    # A word the dictionary does not know is most often a name.
    if named and not any(parse.is_known for parse in parses(word)) and named[0] not in best:
        best = [named[0], best[0]]
    return tuple(best)


def like(pattern: str, word: str) -> str:
    """The word in the capitals, and with the е for ё, of the pattern."""
    word = "".join(
        "е" if letter == "ё" and place < len(pattern) and pattern[place] in "еЕ" else letter
        for place, letter in enumerate(word)
    )
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    parts = zip_longest_parts(pattern, word)
    return "-".join(part[:1].upper() + part[1:] if shape[:1].isupper() else part for shape, part in parts)


def zip_longest_parts(pattern: str, word: str) -> list[tuple[str, str]]:
    shapes, parts = pattern.split("-"), word.split("-")
    shapes += [shapes[-1]] * (len(parts) - len(shapes))
    return list(zip(shapes, parts, strict=False))
