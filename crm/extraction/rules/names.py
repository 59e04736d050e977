"""Where a text names a person: surname with initials, or a full name."""

import re

from crm.extraction.gazetteer import cities_of_form, fold
from crm.extraction.rules.posts import post_at, post_before
from crm.russian.east_asian import SURNAMES
from crm.russian.morphology import parses

WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*"
PARTICLE = r"(?:бин|ибн|аль|ад|ас|оглы|кызы|уулу|ван|де|фон|дер)"
INITIAL = r"[А-ЯЁ]\.\s?(?:-?[А-ЯЁ]\.)?"
AFTER = re.compile(rf"(?<![А-Яа-яё«.-])({WORD})\s({INITIAL})(?![а-яё])")
BEFORE = re.compile(rf"(?<![А-Яа-яё.])({INITIAL})\s?({WORD})")
FULL = re.compile(
    rf"(?<![А-Яа-яё.-]){WORD}(?: (?:{PARTICLE} )?(?:аль-|ад-|ас-|эль-)?{WORD}){{1,6}}(?: (?:оглы|кызы|уулу))?"
)
NOT_A_PERSON = re.compile(
    r"(?:имени(?: [а-яё]+)?|им\.|ул\.|улиц\w+|проспект\w*|памяти|рождения|премии|музей|площад\w+|«|памяти(?:\s[А-ЯЁа-яё]+){1,4})\s*$", re.I
)
BODY = re.compile(r"[А-ЯЁ][а-яё]+(?:исполком|горсовет|горсобрани|облсовет|райсовет|гордум|наробраз)[а-яё]{0,2}")  # «Мингорисполкома Иван Петров»
AFTER_LAND = re.compile(r"(?:аймак|провинци|префектур|штат|уезд)[а-яё]*\s$")  # «губернатор аймака Увс Бат Болд»
REACH = 260


def names(text: str, report) -> list[tuple[int, int]]:
    """Places of names, none inside another."""
    found: list[tuple[int, int]] = []
    for pattern in (AFTER, BEFORE):
        for match in pattern.finditer(text):
            if pattern is AFTER and is_of_the_next(text, match):
                continue
            if pattern is BEFORE and re.search(r"(?:^|\s)[гс]\.$", text[: match.start() + 2]):
                continue
            if (
                not NOT_A_PERSON.search(text[: match.start()])
                and apart(match.span(), found)
                and not is_enclosed(text, match.start())
            ):
                found.append((match.start(), match.end()))
    for match in FULL.finditer(text):
        span = person_part(text, match, report)
        if span and apart(span, found) and not NOT_A_PERSON.search(text[: span[0]]) and not is_enclosed(text, span[0]):
            found.append(span)
    return sorted(found)


def is_of_the_next(text: str, match) -> bool:
    """«мэр Казани Р.Ф. Сабитов»: the initials belong to the word after them."""
    following = re.match(rf"\s?({WORD})", text[match.end() :])
    if following and post_at(match[1]):
        return True  # «Городского Головы А.Г. Селезнёва»
    if following and (is_city(match[1]) or is_place(match[1])) and not has(match[1], "Surn"):
        return True
    if not following or is_common(following[1]) and not has(following[1], "Surn"):
        return False
    return (
        is_common(match[1])
        or is_city(match[1])
        or is_place(match[1])
        or not has(match[1], "Surn")
        and parses(match[1])[0].tag.POS != "ADJF"
        and len(match[1]) < 5
    )


def apart(span: tuple[int, int], found: list) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in found)


def is_enclosed(text: str, place: int) -> bool:
    """In quotes that hold a title, not speech."""
    opened = text.rfind("«", 0, place)
    return opened >= 0 and "»" not in text[opened:place] and 0 <= text.find("»", place) - opened < 80


def person_part(text: str, match, report) -> tuple[int, int] | None:
    """The words of a run of capitals that are a name: a known given name, or any after a post."""
    words = [
        (m.start() + match.start(), m.end() + match.start(), m[0])
        for m in re.finditer(rf"(?:аль-|ад-|эль-)?{WORD}|{PARTICLE}", match[0])
    ]
    for first in range(len(words)):
        if is_post_of(words[first:]) or BODY.fullmatch(words[first][2]) or first == 0 and len(words) > 2 and AFTER_LAND.search(text[: words[0][0]]):
            continue
        rest = words[first:]
        capitals = [word for word in rest if word[2][0].isupper()]
        if len(rest) < 2 or not capitals or not rest[0][2][0].isupper():
            continue
        named_later = any(has(word[2], "Name") for word in rest[1:3]) and not has(rest[0][2], "Name")
        if named_later and (is_place(rest[0][2]) or is_city(rest[0][2])) and not is_name(rest) and first == 0:
            continue
        if is_name(rest) or not named_later and is_named_after_post(text, rest) or follows_post(text, rest, report):
            return rest[0][0], rest[min(len(rest), 4) - 1][1]
    return None


def is_post_of(words: list) -> bool:
    """«Аким Актобе Нурлан Бекенов»: Аким is a name, too."""
    return len(words) > 2 and post_at(words[0][2]) and (is_city(words[1][2]) or is_place(words[1][2]))


def is_name(words: list) -> bool:
    forms = [word[2] for word in words]
    if (
        fold(forms[0]).lower() in SURNAMES
        and len(forms) in (2, 3)
        and not is_plain(forms[0])
        and not is_small(forms[0])
        and not is_place(forms[-1])
    ):
        return not is_plain(forms[1])
    if len(forms) == 3 and has(forms[2], "Patr") and has(forms[1], "Name") and not is_place(forms[0]):
        return True
    if len(forms) == 3 and any(has(form, "Patr") for form in forms) and has(forms[0], "Name"):
        return True
    if has(forms[0], "Name") and not is_place(forms[1]) and not is_common(forms[1]) and agree(forms[0], forms[1]):
        return True
    return has(forms[1], "Name") and has(forms[0], "Surn") and not is_place(forms[0]) and not is_city(forms[0])


def agree(given: str, other: str) -> bool:
    """«обер-бургомистром Геры Томасом Кесселем»: two given names of unlike cases are not one person's."""
    cases = [{p.tag.case for p in parses(word) if "Name" in p.tag.grammemes and p.is_known} for word in (given, other)]
    return not all(cases) or bool(cases[0] & cases[1]) or "nomn" in cases[1] or has(other, "Surn")


def is_named_after_post(text: str, words: list) -> bool:
    """A given name and any word for a surname, right after a post."""
    if not has(words[0][2], "Name") or is_place(words[1][2]) or not agree(words[0][2], words[1][2]):
        return False
    return bool(post_before(text[max(0, words[0][0] - REACH) : words[0][0]])[1])


def has(word: str, grammeme: str) -> bool:
    return any(grammeme in p.tag.grammemes and p.is_known and p.score > 0.03 for p in parses(word))


def is_place(word: str) -> bool:
    return any("Geox" in p.tag.grammemes and p.is_known and p.score > 0.4 for p in parses(word))


def is_common(word: str) -> bool:
    readings = [p for p in parses(word) if p.is_known]
    return bool(readings) and not any({"Name", "Surn", "Patr"} & p.tag.grammemes for p in readings)


def follows_post(text: str, words: list, report) -> bool:
    """A foreign name the dictionary does not know: nothing but the post and its complement stands before it."""
    _, post = post_before(text[max(0, words[0][0] - REACH) : words[0][0]])
    if not post or len(words) < 2:
        return False
    forms = [word[2] for word in words]
    placed = is_placed(post)
    if not agree(forms[0], forms[1]):
        return False
    is_eastern = fold(forms[0]).lower() in SURNAMES
    is_told = placed or is_eastern or not any(p.is_known for p in parses(forms[0]))
    if any(is_plain(form) for form in (forms[:1] if is_told else forms)):
        return False  # «мэром Решта Хосейном Карими», though «карими» is a word
    if not placed and any(map(is_place, forms)):
        return False
    if any(fold(form) in home_words(report) for form in forms):
        return False
    return placed or is_eastern or not is_city(forms[0]) or len(forms) == 2 and ends_in_body(post) and not is_city(forms[1])


def ends_in_body(post: str) -> bool:
    """«профессора Канадзавского университета Ямады Кэндзи»"""
    return bool(re.search(r"\s[а-яё]{5,}$", post)) and not re.search(r"город[а-яё]*$", post)


def is_placed(post: str) -> bool:
    """«мэром г. Кладно»: the post has its place already, what follows is the name."""
    last = re.search(rf"({WORD})$", post)
    return bool(last) and (is_city(last[1]) or is_place(last[1]))


def is_plain(form: str) -> bool:
    """A word of the language; one of a single syllable may be Chinese or Vietnamese all the same."""
    if re.search(r"(?:ский|ского|ской|ском|ская|ским)$", form):
        return True
    return is_common(form) and not is_place(form) and len(re.findall("[аеёиоуыэюя]", form.lower())) > 1


def is_small(word: str) -> bool:
    """«Но», «Со» begin sentences and are surnames too."""
    return any(
        p.tag.POS in ("PREP", "CONJ", "PRCL", "NPRO", "ADVB", "INTJ") for p in parses(word.lower()) if p.is_known
    )


def is_city(word: str) -> bool:
    return bool(cities_of_form(word)) and not has(word, "Name")


def home_words(report) -> set[str]:
    return {fold(report.home_city.name_ru)} if report.home_city else set()


def is_sure(printed: str) -> bool:
    words = printed.split()
    return (
        has(words[0], "Name")
        and (len(words) > 2 or has(words[1], "Surn") or not any(p.is_known for p in parses(words[1])))
        or fold(words[0]).lower() in SURNAMES
    )


def is_foreign(name: str) -> bool:
    """Neither initials nor a patronymic, and a given name no Russian dictionary has."""
    words = name.split()
    return "." not in name and not any(has(word, "Patr") or has(word, "Name") for word in words)
