"""Chinese and Japanese names of places in Russian letters: the systems of Palladius and Polivanov."""

import re
import unicodedata

INITIALS = {
    "zh": "чж", "ch": "ч", "sh": "ш", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л",
    "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}
FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь",
    "ang": "ан", "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь",
    "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй",
    "uan": "уань", "un": "унь", "uang": "уан",
}
AFTER_J = {"u": "юй", "uan": "юань", "un": "юнь", "ue": "юэ"}
WHOLE = {
    "er": "эр", "hui": "хуэй", "wei": "вэй", "wen": "вэнь", "weng": "вэн", "wo": "во", "wu": "у", "wa": "ва",
    "wai": "вай", "wan": "вань", "wang": "ван", "ya": "я", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь",
    "yang": "ян", "ying": "ин", "yong": "юн", "yi": "и", "ye": "е", "yu": "юй", "yuan": "юань", "yun": "юнь",
    "yue": "юэ", "lü": "люй", "nü": "нюй", "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э",
    "en": "энь", "ou": "оу", "zi": "цзы", "ci": "цы", "si": "сы",
}


def syllables() -> dict[str, str]:
    found = dict(WHOLE)
    for initial, first in INITIALS.items():
        for final, rest in (AFTER_J if initial in "jqx" else {}).items():
            found[initial + final] = first + rest
        for final, rest in FINALS.items():
            found.setdefault(initial + final, first + rest)
    return found


PINYIN = syllables()
KANA = {
    "a": "а", "i": "и", "u": "у", "e": "э", "o": "о", "ya": "я", "yu": "ю", "yo": "ё", "wa": "ва",
    **{
        initial + vowel: first + {"a": "а", "i": "и", "u": "у", "e": "э", "o": "о"}[vowel]
        for initial, first in {
            "k": "к", "g": "г", "s": "с", "z": "дз", "t": "т", "d": "д", "n": "н", "h": "х", "b": "б", "p": "п",
            "m": "м", "r": "р",
        }.items()
        for vowel in "aiueo"
    },
    **{
        initial + vowel: first + {"a": "я", "u": "ю", "o": "ё"}[vowel]
        for initial, first in {"ky": "к", "gy": "г", "ny": "н", "hy": "х", "by": "б", "py": "п", "my": "м", "ry": "р",
                               "sh": "с", "ch": "т", "j": "дз"}.items()
        for vowel in "auo"
    },
    "shi": "си", "chi": "ти", "tsu": "цу", "fu": "фу", "ji": "дзи", "n": "н", "m": "м",
}


def plain(name: str) -> str:
    marks = unicodedata.normalize("NFD", name.replace("’", "'"))
    return "".join(mark for mark in marks if not unicodedata.combining(mark)).casefold()


def split(word: str, table: dict[str, str], longest: int, inner=re.compile("")) -> list[str] | None:
    """The syllables of a word; None where it is none of that language. `inner` says how a further syllable may begin."""
    if not word:
        return []
    for length in range(min(longest, len(word)), 0, -1):
        if word[:length] in table:
            rest = split(word[length:], table, longest, inner) if not word[length:] or inner.match(word[length:]) else None
            if rest is not None:
                return [table[word[:length]], *rest]
    return None


def palladius(name: str) -> str | None:
    parts = []
    for word in plain(name).split("'"):
        found = split(word, PINYIN, 6, inner=re.compile("[^aoe]"))
        if not found:
            return None
        parts += found
    text = ""
    for part in parts:
        text += ("ъ" if text.endswith("н") and part[0] in "аоуэяеюи" else "") + part
    return text.capitalize()


def polivanov(name: str) -> str | None:
    if not re.fullmatch(r"[a-zA-Z]+", plain(name)):
        return None
    word = re.sub(r"([kgsztdhbpm])(?=\1)|t(?=ch)", lambda found: "*" + (found[1] or "t"), plain(name))
    text = []
    for position, piece in enumerate(word.split("*")):
        # A doubled consonant: its first letter is written, the second begins the next syllable.
        if position:
            doubled, piece = piece[0], piece[1:]
            text.append({"k": "к", "s": "с", "t": "т", "p": "п"}.get(doubled, ""))
        found = split(piece, KANA, 3)
        if found is None:
            return None
        text += found
    joined = "".join(text)
    joined = re.sub(r"(?<=[аоуэяюё])и", "й", joined)
    joined = re.sub(r"(?<=[аоуиэяюёй])э", "э", joined)
    return re.sub(r"(?<=[бвгдзклмнпрстх])э", "э", joined).capitalize()
