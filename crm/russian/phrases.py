"""Noun phrases from case to case: the head and what agrees with it change, everything after them stays."""

import re
from dataclasses import dataclass
from os.path import commonprefix

from crm.russian.morphology import case_code, like, parses
from crm.russian.numerals import roman

TOKEN = re.compile(r"«[^»]*»+|\"[^\"]*\"|„[^“]*“|“[^”]*”|[^\W_]+(?:[-‐‑][^\W_]+)*|\s+|.", re.S)
AGREEING = {"ADJF", "PRTF", "NUMR"}
# «26-м» is in no dictionary: its ending follows from the head.
ORDINAL = re.compile(r"(\d+)-(?:[йяеюмх]|го|му|ми|[оы]й|[оыи]м|ого|ому|ая|ую|ое|ые|ых)")
ORDINAL_ENDINGS = {
    "masc": {"nomn": "й", "gent": "го", "datv": "му", "accs": "й", "ablt": "м", "loct": "м"},
    "femn": {"nomn": "я", "gent": "й", "datv": "й", "accs": "ю", "ablt": "й", "loct": "й"},
    "neut": {"nomn": "е", "gent": "го", "datv": "му", "accs": "е", "ablt": "м", "loct": "м"},
    "plur": {"nomn": "е", "gent": "х", "datv": "м", "accs": "е", "ablt": "ми", "loct": "х"},
}
JOINING = {"и", ","}
# «в порту», «стакан чаю»: second forms of a case, with which the adjectives agree as with the first.
FIRST_FORMS = {"loc1": "loct", "loc2": "loct", "gen1": "gent", "gen2": "gent", "acc2": "accs"}
# Posts that do not change and take what follows in the genitive.
FIXED_HEADS = {"врио", "врид", "ио"}
DASHES = {"–", "—", "-"}


@dataclass(frozen=True)
class Head:
    """The head's reading, its place among the tokens, and the places of the words agreeing with it."""

    place: int
    parse: object
    agreeing: tuple[tuple[int, object], ...]


def nominative(phrase: str, *, case: str | None = None, number: str | None = None) -> str:
    """«Международном фестивале музыки «Азия»» → «Международный фестиваль музыки «Азия»».

    Without a case any will do, the nominative first; number is "sing" or "plur" where both are possible.
    """
    wanted = {case_code(case)} if case else None
    return changed(phrase, "nomn", wanted, number)


def inflect(phrase: str, case: str) -> str:
    """A phrase in the nominative, put into another case: «генеральный консул» → «генерального консула»."""
    return changed(phrase, case_code(case), {"nomn"}, None)


def changed(phrase: str, target: str, cases: set[str] | None, number: str | None) -> str:
    tokens = TOKEN.findall(phrase)
    start = 0
    while start is not None and start < len(tokens):
        head = find_head(tokens, start, cases, number)
        if head is None:
            break
        if cases is None:
            cases = {case_of(head.parse.tag)}
        put(tokens, head, target)
        put_ordinals(tokens, start, head, target)
        start = next_phrase(tokens, head, cases)
    return "".join(tokens)


def next_phrase(tokens: list[str], head: Head, cases: set[str]) -> int | None:
    """A dash or an «и» right after the head leads to a second phrase in the same case."""
    after = range(head.place + 1, len(tokens))
    following = next((place for place in after if not tokens[place].isspace()), None)
    if following and tokens[following] == "и" and not cases & {"gent", "accs"}:
        return following + 1
    for place in range(head.place + 1, len(tokens) - 1):
        if tokens[place] in DASHES and tokens[place - 1].isspace() and tokens[place + 1].isspace():
            return place + 1
    return None


def find_head(tokens: list[str], start: int, cases: set[str] | None, number: str | None) -> Head | None:
    before: list[int] = []
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.isspace() or token in JOINING or is_unchanging(token) or ORDINAL.fullmatch(token):
            continue
        if not token[0].isalnum() or token.casefold() in FIXED_HEADS:
            break
        head = None if is_adjective(token) else best_head(tokens, place, before, cases, number)
        if head:
            return head
        if not any(parse.tag.POS in AGREEING for parse in parses(token)):
            break
        before.append(place)
    return last_agreeing(tokens, before, cases, number)


def is_unchanging(token: str) -> bool:
    """«онлайн» before the head, numerals."""
    return token.isdigit() or bool(roman(token.partition("-")[0])) or parses(token)[0].tag.POS == "ADVB"


def is_adjective(token: str) -> bool:
    """«городской», «главное» are nouns too, but hardly ever: such a word waits for its noun."""
    adjectives = sum(parse.score for parse in parses(token) if parse.tag.POS in AGREEING)
    return adjectives > sum(parse.score for parse in parses(token) if parse.tag.POS == "NOUN")


def best_head(tokens, place, before, cases, number, kinds=frozenset({"NOUN"})) -> Head | None:
    found = []
    for parse in parses(tokens[place]):
        if parse.tag.POS not in kinds or not fits(parse, cases, number):
            continue
        agreeing = agreement(tokens, before, parse)
        if agreeing is not None:
            found.append((preference(parse), Head(place, parse, agreeing)))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def preference(parse) -> tuple:
    """The nominative singular explains most phrases that could be it."""
    nominative = parse.tag.case == "nomn" and parse.tag.number == "sing"
    return nominative, parse.score


def fits(parse, cases: set[str] | None, number: str | None) -> bool:
    tag = parse.tag
    if not tag.case or (number and tag.number != number):
        return False
    return cases is None or case_of(tag) in cases


def case_of(tag) -> str:
    return FIRST_FORMS.get(str(tag.case), str(tag.case))


def agreement(tokens, before: list[int], head) -> tuple | None:
    agreeing = []
    for place in before:
        readings = [parse for parse in parses(tokens[place]) if agrees(parse, head)]
        if not readings:
            return None
        agreeing.append((place, readings[0]))
    return tuple(agreeing)


def agrees(parse, head) -> bool:
    tag, noun = parse.tag, head.tag
    if tag.POS not in AGREEING or tag.case != case_of(noun):
        return False
    if tag.case == "accs" and tag.animacy and noun.animacy and tag.animacy != noun.animacy:
        return False
    if noun.number == "plur" or tag.number == "plur":
        return tag.number == noun.number
    return noun.gender is None or tag.gender is None or tag.gender == noun.gender


def last_agreeing(tokens, before, cases, number) -> Head | None:
    """«исполняющий обязанности», «заведующего отделом»: the participle itself is the head."""
    return best_head(tokens, before[-1], before[:-1], cases, number, AGREEING) if before else None


def put(tokens: list[str], head: Head, target: str) -> None:
    number = head.parse.tag.number
    for place, parse in ((head.place, head.parse), *head.agreeing):
        tag = parse.tag
        wanted = {target, number} - {None}
        if tag.POS in AGREEING and number == "sing" and tag.gender:
            wanted.add(tag.gender)
        if tag.POS in AGREEING and target == "accs" and (number == "plur" or tag.gender == "masc"):
            wanted.add(head.parse.tag.animacy or "anim")
        word = superlative(parse, wanted) if "Supr" in tag else parse.inflect(wanted)
        if word:
            tokens[place] = like(tokens[place], word.word)


def superlative(parse, wanted: set[str]):
    """«высшей» is of «высшая»: the dictionary has «высочайшая» in the same row."""
    forms = [form for form in parse.lexeme if wanted | {"Supr"} <= form.tag.grammemes]
    return max(forms, key=lambda form: len(commonprefix([form.word, parse.word])), default=None)


def put_ordinals(tokens: list[str], start: int, head: Head, target: str) -> None:
    tag = head.parse.tag
    kind = "plur" if tag.number == "plur" else str(tag.gender or "masc")
    if target == "accs" and tag.animacy == "anim" and kind in ("masc", "plur"):
        target = "gent"
    for place in range(start, head.place):
        if found := ORDINAL.fullmatch(tokens[place]):
            tokens[place] = f"{found[1]}-{ORDINAL_ENDINGS[kind][target]}"
