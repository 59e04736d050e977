"""When two descriptions are of the same thing, and why. Plain values in, a Likeness out; no database."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from zlib import crc32

from rapidfuzz import fuzz

from crm.dates import ApproximateDate
from crm.russian import fold, lemmas, roman

WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*\.?")
INITIAL = re.compile(r"[^\W\d_]\.")
# Words that one text writes and another leaves out without meaning anything else.
FILLERS = {
    "г", "город", "городской", "о", "об", "в", "во", "на", "с", "со", "и", "по", "для", "между", "к", "из", "от", "за",
    "при", "муниципальный", "образование", "республика",
}  # fmt: skip
# What the names of parties and papers share.
COMMON = {
    "администрация", "мэрия", "город", "правительство", "управление", "меморандум", "соглашение", "договор", "протокол",
    "намерение", "программа", "план", "дорожный", "карта", "сотрудничество", "взаимопонимание",
}  # fmt: skip
CERTAIN, LIKELY, PERHAPS = 1.0, 0.8, 0.6


@dataclass(frozen=True)
class Likeness:
    """0 is "not the same", 1 is certain; the reason is one of a few words that the page explains."""

    score: float
    reason: str = ""

    def __bool__(self):
        return self.score > 0


DIFFERENT = Likeness(0)


@dataclass(frozen=True)
class EventSketch:
    title: str
    date: ApproximateDate = field(default_factory=ApproximateDate.unknown)
    edition: int | None = None
    series: str = ""
    cities: frozenset = frozenset()
    kind: str = ""
    is_ahead: bool = False


@dataclass(frozen=True)
class AgreementSketch:
    title: str
    kind: str = ""
    date: ApproximateDate = field(default_factory=ApproximateDate.unknown)
    parties: tuple[str, ...] = ()
    home: str = ""
    is_signing: bool = True  # the date is that of signing, not of what became of the paper later


@dataclass(frozen=True)
class PersonSketch:
    family_name: str
    given_name: str = ""
    patronymic: str = ""
    places: frozenset = frozenset()


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Folded normal forms without fillers and Roman numbers, in the order of the text."""
    found = []
    for word in WORD.findall(text):
        word = word.rstrip(".")
        if fold(word) in FILLERS or roman(word):
            continue
        found.append(lemmas(fold(word))[0])
    return tuple(word for word in found if word not in FILLERS)


def key(text: str) -> str:
    return " ".join(words(text))


def similarity(first: str, second: str) -> float:
    """How alike two titles are, from 0 to 1, whatever the cases and the order of words."""
    return fuzz.token_sort_ratio(key(first), key(second)) / 100


def containment(first: str, second: str) -> float:
    """How much of the shorter title stands in the longer one; short titles contain too little to tell."""
    one, other = set(words(first)), set(words(second))
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 3:
        return 0
    return sum(any(same_word(word, each) for each in longer) for word in shorter) / len(shorter)


def same_word(word: str, other: str) -> bool:
    """A slip of one letter in a long word is a slip."""
    return word == other or (len(word) > 8 and fuzz.ratio(word, other) >= 85)


def same_organisation(name: str, city: str | None, other_name: str, other_city: str | None) -> Likeness:
    if city and other_city and fold(city) != fold(other_city):
        return DIFFERENT
    one, other = sorted(words(name)), sorted(words(other_name))
    if not one or one == other:
        return Likeness(CERTAIN, "name") if one else DIFFERENT
    alike = similarity(name, other_name)
    return Likeness(alike, "similar_name") if alike >= 0.93 else DIFFERENT


def person_of(full_name: str, surname: str = "", places=()) -> PersonSketch:
    """«Логинов В.А.», «Владислав Логинов» and «Чжао Дунлай» as family name, given name and patronymic."""
    tokens = re.sub(r"(?<=\.)(?=[^\W\d_])", " ", full_name).split()
    if not tokens:
        return PersonSketch(surname)
    surname_first = any(INITIAL.fullmatch(token) for token in tokens[1:])
    family = surname or (tokens[0] if surname_first else tokens[-1])
    rest = [token for token in tokens if fold(token) not in fold(family).split()]
    if rest and all(INITIAL.fullmatch(token) for token in rest):
        return PersonSketch(family, "".join(rest), "", frozenset(places))
    return PersonSketch(family, rest[0] if rest else "", " ".join(rest[1:]), frozenset(places))


def given_names(person: PersonSketch) -> list[str]:
    spaced = f"{person.given_name} {person.patronymic}".replace(".", ". ")
    return [fold(name) for name in spaced.split()]


def compatible_names(one: str, other: str) -> bool:
    if one.endswith(".") or other.endswith("."):
        return one[0] == other[0]
    return one == other


def same_person(one: PersonSketch, other: PersonSketch) -> Likeness:
    """A full name settles it; initials do together with a place, or both of them where no place speaks against it."""
    if fold(one.family_name) != fold(other.family_name):
        return DIFFERENT
    ours, theirs = given_names(one), given_names(other)
    if not all(compatible_names(a, b) for a, b in zip(ours, theirs, strict=False)):
        return DIFFERENT
    same_place = bool(one.places & other.places)
    is_full = ours == theirs and bool(ours) and not ours[0].endswith(".")
    apart = bool(one.places and other.places) and not same_place
    if same_place or is_full:
        return Likeness(CERTAIN if is_full and same_place else 0.95, "name_and_place" if same_place else "full_name")
    if ours == theirs and len(ours) > 1 and not apart:
        return Likeness(0.9, "initials")
    return Likeness(0.5 if apart or not ours or not theirs else 0.7, "name_only")


def fuller_name(told: PersonSketch, known: PersonSketch) -> tuple[str, str]:
    """Given name and patronymic as both together give them: a name in full stands in for its initial."""
    ours, theirs = (re.findall(r"[^\W_][^\s.]*\.?", f"{each.given_name} {each.patronymic}") for each in (told, known))
    found = [
        name if len(name) > 1 and not name.endswith(".") and (not old or old.endswith(".")) else old
        for name, old in zip_longest(ours, theirs, fillvalue="")
    ]
    found = [name for name in found if name]
    if found == theirs:
        return known.given_name, known.patronymic
    return found[0], " ".join(found[1:])


def same_post(title: str, place: str | None, other_title: str, other_place: str | None) -> Likeness:
    """«мэр Красноярска» in Красноярск is «мэр города Красноярска»: the place says nothing twice."""
    if fold(place or "") != fold(other_place or ""):
        return DIFFERENT
    at_home = set(words(place or ""))
    one, other = set(words(title)) - at_home, set(words(other_title)) - at_home
    return Likeness(CERTAIN, "title_and_place") if one and one == other else DIFFERENT


def partners(agreement: AgreementSketch) -> set[str]:
    """Stems of what names the parties, without the home city and the words all parties share."""
    found = {word for party in agreement.parties for word in words(party)} - COMMON
    stems = {stem(word) for word in found if len(word) > 3}
    return stems - {stem(word) for word in words(agreement.home)}


def stem(word: str) -> str:
    return word[: max(4, len(word) - 2)]


def apart_in_time(one: ApproximateDate, other: ApproximateDate) -> bool:
    return one.is_known and other.is_known and not one.overlaps(other.earliest, other.latest)


def same_agreement(one: AgreementSketch, other: AgreementSketch) -> Likeness:
    signed_apart = one.is_signing and other.is_signing and apart_in_time(one.date, other.date)
    if one.kind and other.kind and one.kind != other.kind or signed_apart:
        return DIFFERENT
    alike = similarity(one.title, other.title)
    ours, theirs = partners(one), partners(other)
    if ours and theirs and not ours & theirs:
        return DIFFERENT
    if alike >= 0.93:
        return Likeness(alike, "title")
    if ours & theirs and same_subject(one, other):
        return Likeness(LIKELY + alike / 10, "kind_and_parties")
    return DIFFERENT


def same_subject(one: AgreementSketch, other: AgreementSketch) -> bool:
    """At least half of what the shorter title says beside kind and parties; a title that says nothing else fits all."""
    ours, theirs = subject(one), subject(other)
    common = sum(any(same_word(word, each) for each in theirs) for word in ours)
    return common * 2 >= min(len(ours), len(theirs))


def subject(agreement: AgreementSketch) -> set[str]:
    named = tuple(partners(agreement) | {stem(word) for word in words(agreement.home)})
    return {word for word in words(agreement.title) if word not in COMMON and not word.startswith(named)}


def same_event(one: EventSketch, other: EventSketch) -> Likeness:
    if one.edition and other.edition and one.edition != other.edition:
        return DIFFERENT
    if one.edition and one.edition == other.edition and series_alike(one, other):
        return Likeness(CERTAIN, "edition")
    if one.cities and other.cities and not one.cities & other.cities:
        return DIFFERENT
    if one.edition and one.edition == other.edition and one.kind == other.kind and at_one_time(one.date, other.date):
        return Likeness(PERHAPS, "edition_and_time")
    alike = similarity(one.title, other.title)
    if apart_in_time(one.date, other.date):
        return Likeness(PERHAPS, "moved") if alike >= 0.93 and may_have_moved(one, other) else DIFFERENT
    if alike >= 0.85:
        return Likeness(alike, "title")
    together = bool(one.cities & other.cities) or (one.date.is_known and other.date.is_known)
    kinds_agree = not (one.kind and other.kind) or one.kind == other.kind
    if containment(one.title, other.title) == 1 and kinds_agree and (together or alike >= 0.6):
        return Likeness(LIKELY, "part_of_title")
    return DIFFERENT


def at_one_time(one: ApproximateDate, other: ApproximateDate) -> bool:
    """Known to the month at least, and of the same one."""
    exact = all(date.is_known and (date.latest - date.earliest).days < 32 for date in (one, other))
    return exact and one.overlaps(other.earliest, other.latest)


def may_have_moved(one: EventSketch, other: EventSketch) -> bool:
    """What was still to come can have been held at another time, but not before it was planned nor years after."""
    if one.is_ahead == other.is_ahead:
        return False
    plan, deed = (one, other) if one.is_ahead else (other, one)
    return abs(deed.date.earliest.year - plan.date.latest.year) <= 1


def series_alike(one: EventSketch, other: EventSketch) -> bool:
    names = [(first, second) for first in (one.series, one.title) for second in (other.series, other.title)]
    return any(same_series(first, second) for first, second in names if first and second)


def same_series(first: str, second: str) -> bool:
    """One report gives the series its topic of the year, another only its name."""
    return similarity(first, second) >= 0.85 or containment(first, second) == 1


def same_text(text: str, other: str) -> Likeness:
    alike = similarity(text, other)
    return Likeness(alike, "text") if alike >= 0.85 else DIFFERENT


def sketch(text: str, *, size: int = 5, kept: int = 256) -> list[int]:
    """The least hashes of a text's runs of words: two conversions of one report share most, two reports almost none."""
    tokens = re.findall(r"[^\W_]+", fold(text))
    runs = {crc32(" ".join(tokens[at : at + size]).encode()) for at in range(max(1, len(tokens) - size + 1))}
    return sorted(runs)[:kept] if tokens else []


def nearly_the_same(one: list[int], other: list[int]) -> bool:
    """At least half of all runs of words are common, as estimated from the least hashes of both together."""
    least = set(sorted({*one, *other})[: max(len(one), len(other))])
    return bool(one and other) and len(least & set(one) & set(other)) >= len(least) / 2
