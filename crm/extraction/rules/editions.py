"""The number of an edition: «XI», «II-я», «7-й», «восьмые», «двадцать первый», «прошёл в пятый раз»."""

import re

from crm.russian import roman

ENDING = r"(?:ый|ой|ого|ому|ом|ым|ая|ую|ое|ей|ья|ье|ий|й|ьего|ьем|ых|ыми|ые)"
ORDINAL_WORDS = (
    "перв", "втор", "треть|трети|трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат",
    "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
TENTHS = {"тридцат": 30, "сороков": 40, "пятидесят": 50, "шестидесят": 60, "семидесят": 70, "восьмидесят": 80, "девяност": 90, "сот": 100}
TENS = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90}
ORDINAL = rf"(?:\d{{1,3}}-(?:[йяеюмх]|го|му|ми|ая|ое|ый|ую)|(?:(?:{'|'.join(TENS)})\s)?(?:{'|'.join([*ORDINAL_WORDS, *TENTHS])}){ENDING})(?![а-яё])"
# «ставший пятым по счёту», «одиннадцатый в истории», «прошёл в четвёртый раз»
TOLD = re.compile(rf"\b(?P<count>{ORDINAL})(?:\sраз\b)?\s(?:по\sсч[её]ту|в\sистории)|\bв\s(?P<time>{ORDINAL})\sраз\b", re.I)


def is_ordinal(word: str) -> bool:
    return bool(re.match(r"\d+-|[IVXХ]+-(?:й|я|ю|е|го|м|ой|ом|му)$", word)) or (word.isupper() and roman(word) is not None and word != "С")


def is_tens(word: str) -> bool:
    """«двадцать» before «первый»"""
    return word.lower() in TENS


def edition_of(words: str) -> tuple[int, str] | None:
    tens = ""
    for word in re.findall(r"\d+-\w+|[А-Яа-яЁёA-Z]+(?:-[а-я]{1,2}\b)?", words):
        if re.match(r"\d+-(?:[йяеюмх]\b|го|му|ми|ая|ое|ый|ую)", word):
            return int(re.match(r"\d+", word)[0]), word
        numeral = re.sub(r"-(?:й|я|ю|е|го|м|ой|ом|му)$", "", word)
        if numeral.isupper() and roman(numeral):
            return roman(numeral), word
        number = ordinal(word)
        if number:
            return TENS.get(tens.lower(), 0) + number, f"{tens} {word}".strip()
        tens = word if is_tens(word) else ""
    return None


def ordinal(word: str) -> int | None:
    named = [*enumerate(ORDINAL_WORDS, 1), *((number, stem) for stem, number in TENTHS.items())]
    return next((number for number, stem in named if re.fullmatch(rf"(?:{stem}){ENDING}", word.lower())), None)


def edition_told(text: str) -> tuple[int, str] | None:
    """The number said behind the name, not before it."""
    match = TOLD.search(text)
    return edition_of(match["count"] or match["time"]) if match else None
