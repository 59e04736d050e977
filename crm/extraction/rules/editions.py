"""The number of an edition: «XI», «II-я», «7-й», «восьмые»."""

import re

from crm.russian import roman


def is_ordinal(word: str) -> bool:
    return bool(re.match(r"\d+-|[IVXХ]+-(?:й|я|ю|е|го|м|ой|ом|му)$", word)) or (word.isupper() and roman(word) is not None and word != "С")


ORDINAL_WORDS = (
    "перв", "втор", "треть|трети", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат",
    "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip


def edition_of(words: str) -> tuple[int, str] | None:
    for word in re.findall(r"\d+-\w+|[А-Яа-яЁёA-Z]+(?:-[а-я]{1,2}\b)?", words):
        if re.match(r"\d+-(?:[йяеюмх]\b|го|му|ми|ая|ое|ый|ую)", word):
            return int(re.match(r"\d+", word)[0]), word
        numeral = re.sub(r"-(?:й|я|ю|е|го|м|ой|ом|му)$", "", word)
        if numeral.isupper() and roman(numeral):
            return roman(numeral), word
        for number, stem in enumerate(ORDINAL_WORDS, 1):
            if re.fullmatch(rf"(?:{stem})(?:ый|ой|ого|ому|ом|ым|ая|ую|ое|ей|ья|ье|ий|й|ьего|ьем|ых|ыми|ые)", word.lower()):
                return number, word
    return None
