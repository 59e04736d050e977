"""Two conversions of one report side by side: sentences that only one of them holds, alike ones beside each other."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from crm.extraction.cleaning import ABBREVIATED, INITIALS, CleanText
from crm.russian import letters

SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=[А-ЯЁA-Z«\"•➤\-–\d])|\n")
ALIKE = 55  # of 100; below, two sentences are two sentences
SHOWN = 200


@dataclass
class Row:
    """Words of either side as (text, is_different) runs; empty where the other side alone says it."""

    here: list[tuple[str, bool]]
    there: list[tuple[str, bool]]


def between(text: str, earlier: str) -> list[Row]:
    """What only one of the texts says, in its order; line breaks, spaces, hyphens and letter ё make no difference."""
    ours, theirs = sentences(text), sentences(earlier)
    here, there = "".join(ours), "".join(theirs)
    only_here = [words for key, words in ours.items() if key not in theirs and key not in there][:SHOWN]
    only_there = [words for key, words in theirs.items() if key not in ours and key not in here][:SHOWN]
    rows = []
    for sentence in only_here:
        other = max(only_there, key=lambda each: fuzz.ratio(sentence, each), default="")
        if fuzz.ratio(sentence, other) < ALIKE:
            other = ""
        else:
            only_there.remove(other)
        rows.append(compared(sentence, other))
    return rows + [compared("", sentence) for sentence in only_there]


def compared(here: str, there: str) -> Row:
    one, other = here.split(), there.split()
    row = Row([], [])
    if not one or not other:
        return Row([(here, False)] if here else [], [(there, False)] if there else [])
    for what, a, b, c, d in SequenceMatcher(
        a=[letters(word) for word in one], b=[letters(word) for word in other]
    ).get_opcodes():
        row.here += [(" ".join(one[a:b]), what != "equal")] if a < b else []
        row.there += [(" ".join(other[c:d]), what != "equal")] if c < d else []
    return row


def sentences(text: str) -> dict[str, str]:
    """{letters alone: sentence}, in the order of the text."""
    found, open_one = {}, ""
    for part in SENTENCE.split(CleanText(text).text):
        open_one = f"{open_one} {part}".strip()
        if ABBREVIATED.search(open_one) or INITIALS.search(open_one):
            continue
        found.setdefault(letters(open_one), " ".join(open_one.split()))
        open_one = ""
    found.setdefault(letters(open_one), open_one)
    found.pop("", None)
    return found
