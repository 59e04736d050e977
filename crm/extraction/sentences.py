"""A paragraph cut into its sentences."""

import re
from dataclasses import dataclass

from crm.extraction.cleaning import ABBREVIATED
from crm.russian.morphology import parses

SENTENCE_END = re.compile(r"[.!?…]+[»\")]*(?=\s+[А-ЯЁA-Z«\"—–\d(•-])")


# «5 октября. Глава города встретился …»: the date belongs to what it introduces.
DAYS = r"\d{1,2}(?:\s*[–—-]\s*\d{1,2})?"
MONTH = r"(?i:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
DATE_ALONE = re.compile(
    rf"\W*(?:{DAYS}\s+{MONTH}(?:\s+\d{{4}}(?:\s*г\w*)?)?|{MONTH},?\s+{DAYS}|\d{{1,2}}\.\d\d\.\d{{4}}|{MONTH}(?:\s*[–—-]\s*{MONTH})?|(?:Начало|Конец|Середина)\s+{MONTH})(?:,\s[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*(?:\s\([^()]{{2,30}}\))?)?\.\s*"
)


@dataclass
class Sentence:
    start: int
    end: int
    text: str


def sentences(block) -> list[Sentence]:
    """Cut at sentence ends, never after an abbreviation, an initial or inside quotes that close later."""
    found, start = [], 0
    for match in SENTENCE_END.finditer(block.text):
        piece = block.text[start : match.end()]
        if (
            DATE_ALONE.fullmatch(piece)
            or ABBREVIATED.search(piece)
            and not begins_sentence(piece, block.text[match.end() :])
            or is_open(piece, block.text[match.end() :])
        ):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(block.text)))
    return [sentence(block, a, b) for a, b in found if block.text[a:b].strip()]


NAMED = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]\.$")
NO_NAME = {"PREP", "CONJ", "NPRO", "ADVB", "PRCL", "VERB", "PRTS", "ADJS", "INFN"}


def begins_sentence(piece: str, rest: str) -> bool:
    """After «Преловская И.С.» a word that is no name begins the next sentence."""
    word = re.match(r"\s+([А-ЯЁ][а-яё]*)\s", rest)
    if not NAMED.search(piece) or not word:
        return False
    best = parses(word[1].lower())[0]
    return best.is_known and best.tag.POS in NO_NAME


def is_open(piece: str, rest: str) -> bool:
    """Inside quotes that close within a reasonable distance."""
    return (
        piece.count("«") > piece.count("»")
        and piece.count("«") - piece.count("»") == 1
        and "»" in rest[:120]
        and "«" not in rest[: rest.find("»")]
    )


def sentence(block, start: int, end: int) -> Sentence:
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return Sentence(block.start + start, block.start + end, block.text[start:end])
