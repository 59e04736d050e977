"""How surnames decline that no dictionary holds: by their endings."""

from typing import NamedTuple

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = ("masc", "femn")
SIBILANTS = "гкхжчшщ"


class Paradigm(NamedTuple):
    """`doubt` grows where an ending could as well be that of an undeclined name."""

    gender: str
    doubt: float
    endings: tuple[str, ...]


def slavic(stem: str) -> list[Paradigm]:
    return [
        Paradigm("masc", 0.5, (stem, stem + "а", stem + "у", stem + "а", stem + "ым", stem + "е")),
        Paradigm("femn", 0.5, (stem + "а", stem + "ой", stem + "ой", stem + "у", stem + "ой", stem + "ой")),
    ]


def adjectival(stem: str, high: str) -> list[Paradigm]:
    masculine = (stem + high + "й", "ого", "ому", "ого", high + "м", "ом")
    feminine = (stem + "ая", "ой", "ой", "ую", "ой", "ой")
    return [
        Paradigm("masc", 0.5, (masculine[0], *(stem + ending for ending in masculine[1:]))),
        Paradigm("femn", 0.5, (feminine[0], *(stem + ending for ending in feminine[1:]))),
    ]


PARADIGMS = [
    *(paradigm for stem in ("ов", "ев", "ёв", "ин", "ын") for paradigm in slavic(stem)),
    *(paradigm for stem in ("ск", "цк") for paradigm in adjectival(stem, "и")),
    Paradigm("masc", 0.5, ("ич", "ича", "ичу", "ича", "ичем", "иче")),
]
HARD = [Paradigm("masc", 3, ("", "а", "у", "а", "ом", "е"))]
SOFT = [Paradigm("masc", 3, (soft, "я", "ю", "я", "ем", "е")) for soft in ("ь", "й")]
IN_A = [Paradigm(gender, 3, ("а", "ы", "е", "у", "ой", "е")) for gender in GENDERS]
IN_YA = [Paradigm(gender, 3, ("я", "и", "е", "ю", "ей", "е")) for gender in GENDERS]


def is_indeclinable(word: str) -> bool:
    """Коваленко, Черных, Дурдыевы-like plurals, Ли, Мори; not those in -е, which may be a prepositional."""
    return word.endswith(("о", "э", "и", "у", "ю", "ых", "их"))


def guesses(word: str) -> list[tuple[str, str, str, float]]:
    """Gender, case, nominative and doubt of everything the ending allows."""
    sure = [guess for paradigm in PARADIGMS for guess in read(word, paradigm)]
    if sure:
        return sure
    unsure = [guess for paradigm in (*HARD, *SOFT, *IN_A, *IN_YA) for guess in read(word, paradigm)]
    return [guess for guess in unsure if is_possible(guess[2])]


def read(word: str, paradigm: Paradigm) -> list[tuple[str, str, str, float]]:
    found = []
    for case, ending in zip(CASES, paradigm.endings, strict=True):
        stem = word[: len(word) - len(ending)]
        if case == "nomn" and paradigm.doubt > 1 or not word.endswith(ending) or len(stem) < 2:
            continue
        doubt = 1.5 if paradigm.doubt > 1 and ending in {"ом", "ем"} and len(stem) > 2 else paradigm.doubt
        found.append((paradigm.gender, case, stem + paradigm.endings[0], doubt))
    return found


def is_possible(nominative: str) -> bool:
    last, before = nominative[-1], nominative[-2]
    if last == "ь":
        return before in "лнрт"
    if last == "й":
        return before in "аеоуыэюя"
    if last in "ая":
        return before not in "аеёиоуыэюя"
    return last in "бвгджзклмнпрстфхцчшщ"


def decline(nominative: str, gender: str, case: str) -> str | None:
    """The surname in another case, None where nothing is known."""
    place = CASES.index(case)
    for paradigm in (*PARADIGMS, *IN_A, *IN_YA, *HARD, *SOFT):
        if paradigm.gender != gender or not nominative.endswith(paradigm.endings[0]):
            continue
        stem = nominative[: len(nominative) - len(paradigm.endings[0])]
        if not stem:
            continue
        if paradigm in HARD and not (stem and stem[-1] in "бвгджзклмнпрстфхцчшщ"):
            continue
        return stem + spelt(stem, paradigm.endings[place])
    return None


def spelt(stem: str, ending: str) -> str:
    if ending == "ы" and stem[-1] in SIBILANTS:
        return "и"
    if ending in {"ом", "ой"} and stem[-1] in "жчшщц":
        return "е" + ending[1:]
    return ending
