"""Two conversions of one report side by side: the sentences that only one of them holds."""

import re

from crm.russian import fold

SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=[А-ЯЁA-Z«\"•➤\-–\d])|\n\s*\n")
SHOWN = 200


def between(text: str, earlier: str) -> tuple[list[str], list[str]]:
    """(only in the text, only in the earlier one); line breaks, spaces, hyphens and letter ё make no difference."""
    ours, theirs = sentences(text), sentences(earlier)
    here, there = "".join(ours), "".join(theirs)
    only_here = [words for letters, words in ours.items() if letters not in theirs and letters not in there]
    only_there = [words for letters, words in theirs.items() if letters not in ours and letters not in here]
    return only_here[:SHOWN], only_there[:SHOWN]


def sentences(text: str) -> dict[str, str]:
    """{letters alone: sentence}, in the order of the text."""
    found = (" ".join(sentence.split()) for sentence in SENTENCE.split(text))
    return {letters: words for words in found if (letters := "".join(re.findall(r"[^\W_]", fold(words))))}
