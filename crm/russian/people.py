"""Names of people from case to case. Surname, given name and patronymic must agree in gender and case."""

import re
from dataclasses import dataclass

from crm.russian import east_asian, surnames
from crm.russian.morphology import case_code, like, parses
from crm.russian.surnames import CASES, GENDERS

TOKEN = re.compile(r"(?:[^\W\d_]\.[ \u00a0]?-?){1,3}(?=\W|$)|[^\W\d_]+(?:['’][^\W\d_]+)*|\s+|.", re.S)
INITIAL = re.compile(r"[^\W\d_]\.")
PATRONYMIC = re.compile(r"(?:[оеё]вич|[иь]ич|[оеё]вн|ичн|иничн)(?:а|у|ем|е|ой|ы)?$")
PARTICLES = {"оглы", "оглу", "кызы", "уулу", "угли", "фон", "ван", "де", "аль", "бен", "ибн", "бин", "дер"}
UNCHANGED = 5  # worse than any reading, so that some reading of every word always exists
# Of several possible cases the likelier goes first; a lone surname with initials mostly follows a post.
WITH_GIVEN_NAME = [(gender, case) for case in CASES for gender in GENDERS]
SURNAME_ALONE = sorted(WITH_GIVEN_NAME, key=lambda pair: (pair not in [("masc", "nomn"), ("masc", "gent")]))


@dataclass(frozen=True)
class Reading:
    form: str
    doubt: float = 0


def person_nominative(full_name: str, *, case: str | None = None, gender: str | None = None) -> str:
    """«Потылицыной О.В.» → «Потылицына О.В.», «Азамата Кабаева» → «Азамат Кабаев».

    The case of the post before the name, where known, settles what the form leaves open:
    «Исакова Р.М.» is Исаков in the genitive, which is assumed, and Исакова in the nominative.
    """
    tokens = TOKEN.findall(full_name)
    places = [place for place, token in enumerate(tokens) if is_word(token)]
    names = [tokens[place] for place in places]
    if east_asian.is_east_asian(names):
        tokens[places[-1]] = east_asian.nominative(names[-1])
        return "".join(tokens)
    found = read_name(names, case_code(case) if case else None, gender)
    for place, reading in zip(places, found[1], strict=True):
        tokens[place] = like(tokens[place], reading.form)
    return "".join(tokens)


def person_inflect(full_name: str, case: str, *, gender: str | None = None) -> str:
    """A name in the nominative, put into another case; what nothing is known about stays as it is."""
    code = case_code(case)
    tokens = TOKEN.findall(full_name)
    places = [place for place, token in enumerate(tokens) if is_word(token)]
    names = [tokens[place] for place in places]
    if east_asian.is_east_asian(names):
        if gender != "femn":
            tokens[places[-1]] = east_asian.decline(names[-1], code)
        return "".join(tokens)
    gender = gender or gender_of(names)
    for place, role in zip(places, roles(names), strict=True):
        tokens[place] = like(tokens[place], declined(tokens[place], role, gender, code))
    return "".join(tokens)


def is_word(token: str) -> bool:
    return token[0].isalpha() and not INITIAL.match(token) and token not in PARTICLES


def gender_of(names: list[str]) -> str | None:
    """None where the names fit a man and a woman alike: «Коваленко О.», «Прадед В.»."""
    costs = {gender: read_name(names, "nomn", gender)[0] for gender in GENDERS}
    if costs["masc"] == costs["femn"]:
        return None
    return min(costs, key=costs.get)


def roles(names: list[str]) -> list[str]:
    """Name, Patr or Surn for each word. Of two words one is a surname, whichever comes first."""
    given = [bool(known(name, "Name")) for name in names]
    if len(names) < 2:
        return ["Surn"] * len(names)
    found = []
    for place, name in enumerate(names):
        if len(names) > 2 and PATRONYMIC.search(name.casefold()):
            found.append("Patr")
        elif given[place] and "Name" not in found and not is_rather_surname(names, place):
            found.append("Name")
        else:
            found.append("Surn")
    if "Name" not in found:
        found[0] = "any"
    return found


def is_rather_surname(names: list[str], place: int) -> bool:
    """«Герман Анна»: a word that can be both is the surname when another word can only be the given name."""
    if not known(names[place], "Surn"):
        return False
    others = [name for other, name in enumerate(names) if other != place]
    return any(known(name, "Name") and not known(name, "Surn") for name in others)


def known(word: str, grammeme: str) -> list:
    return [parse for parse in parses(word) if parse.is_known and grammeme in parse.tag.grammemes]


def read_name(names: list[str], case: str | None, gender: str | None) -> tuple[float, list[Reading]]:
    alone = len(names) == 1
    found = [readings(name, role, alone) for name, role in zip(names, roles(names), strict=True)]
    order = WITH_GIVEN_NAME if len(names) > 1 else SURNAME_ALONE
    pairs = [pair for pair in order if gender in (None, pair[0]) and case in (None, pair[1])]
    best = min(pairs, key=lambda pair: cost(found, pair))
    return cost(found, best), [reading.get(best) or reading["unchanged"] for reading in found]


def cost(found: list[dict], pair: tuple[str, str]) -> float:
    return sum((reading.get(pair) or reading["unchanged"]).doubt for reading in found)


def readings(word: str, role: str, alone: bool) -> dict:
    """(gender, case) → the nominative and how doubtful it is."""
    found = {"unchanged": Reading(word, UNCHANGED)}
    declinable = [*guessed(word, role), *from_dictionary(word, role)]
    for pair, reading in [*undeclined(word, role, alone, declinable), *declinable]:
        if pair not in found or reading.doubt < found[pair].doubt:
            found[pair] = reading
    return found


def undeclined(word: str, role: str, alone: bool, declinable: list) -> list:
    lower = word.casefold()
    is_sure = any(reading.doubt < 1 for _, reading in declinable)
    found = [((gender, "nomn"), Reading(word, 2)) for gender in GENDERS]
    if surnames.is_indeclinable(lower):
        found += [((gender, case), Reading(word, 1)) for gender in GENDERS for case in CASES]
    elif role != "Patr" and lower[-1] in "бвгджзклмнпрстфхцчшщьй" and not is_sure:
        found += [(("femn", case), Reading(word, 2.5 if alone else 1)) for case in CASES]
    if role == "any" and not is_sure:
        found += [((gender, case), Reading(word, 3)) for gender in GENDERS for case in CASES]
    return found


def guessed(word: str, role: str) -> list:
    if role not in ("Surn", "any") or known(word, "Surn"):
        return []
    return [
        ((gender, case), Reading(form, doubt))
        for gender, case, form, doubt in surnames.guesses(word.casefold())
    ]


def from_dictionary(word: str, role: str) -> list:
    wanted = {"Surn", "Name"} if role == "any" else {role}
    found = []
    for parse in parses(word):
        tag = parse.tag
        if tag.number != "sing" or not tag.case or not is_of_role(parse, role, wanted):
            continue
        for gender in [tag.gender] if tag.gender else GENDERS:
            form = parse.inflect({"nomn", "sing", gender} if tag.gender else {"nomn", "sing"})
            if form:
                found.append(((str(gender), str(tag.case)), Reading(form.word, 0 if parse.is_known else 1)))
    return found


def is_of_role(parse, role: str, wanted: set[str]) -> bool:
    if wanted & set(parse.tag.grammemes):
        return True
    # Погорелая, Толстой: surnames that are adjectives.
    return role == "Surn" and parse.is_known and parse.tag.POS == "ADJF"


def declined(word: str, role: str, gender: str | None, case: str) -> str:
    for parse in parses(word):
        tag = parse.tag
        if tag.case != "nomn" or tag.number != "sing" or (gender and tag.gender and tag.gender != gender):
            continue
        wanted = {"Surn", "Name"} if role == "any" else {role}
        if is_of_role(parse, role, wanted) and (parse.is_known or gender):
            form = parse.inflect({case, "sing", tag.gender} if tag.gender else {case, "sing"})
            return form.word if form else word
    if role == "Name" or gender is None or surnames.is_indeclinable(word.casefold()):
        return word
    return surnames.decline(word.casefold(), gender, case) or word
