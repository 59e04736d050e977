"""The post printed before a name: where it begins, its nominative, its case."""

import re
from functools import cache

from crm.extraction.gazetteer import DATA
from crm.russian import nominative
from crm.russian.morphology import parses

VERBS = {"VERB", "PRTS", "GRND", "INFN", "PRED"}
TITLES = re.compile(r"^(?:госпож|господин|г-н|г-ж)\w*\s*", re.I)
BRACKETS = re.compile(r"\s*\([^()]*\)")
WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
LED_BY = re.compile(r"\bво глав\w*$", re.I)
LEADERS = re.compile(r"\bпод (?:руководством|председательством|сопредседательством|началом)\s|\bво главе со?\s|\bв сопровождении\s", re.I)
ENVOY = re.compile(r"Чрезвычайн[а-яё]+ и [Пп]олномочн")
WITH = re.compile(r"\sсо?\s")
DAY = re.compile(r"\d{1,2}\s(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]*\s")
CASE_ENDINGS = {"и.о.": None, "врио": None}
ORDER = ("nomn", "gent", "datv", "accs", "ablt", "loct")


@cache
def post_pattern() -> re.Pattern:
    lines = (DATA / "posts.txt").read_text(encoding="utf-8").splitlines()
    stems = [line for line in lines if line and not line.startswith("#")]
    return re.compile(r"(?<![А-Яа-яё-])(?:" + "|".join(sorted(stems, key=len, reverse=True)) + r")", re.I)


def post_before(text: str) -> tuple[int, str]:
    """Where the post at the end of a stretch begins, and the post; (len, "") where none stands there."""
    end = len(text)
    start = stretch_start(text)
    pieces = split(text, start)
    chosen = None
    for piece_start, piece in reversed(pieces):
        if not piece.strip(" ,–—-"):
            continue
        place = head_place(piece)
        if place is None:
            break
        chosen = piece_start + place
        if place > 0:
            break
    if chosen is None:
        return end, ""
    return chosen, text[chosen:].strip(" ,–—-:")


def stretch_start(text: str) -> int:
    """After the last verb, full stop, colon, semicolon or opening bracket that is not closed."""
    start = 0
    for match in re.finditer(
        r"[;:!?]|(?<!\b[гсд])(?<!\bгг)(?<!\bим)(?<!\bул)(?<!\b[иИ]\.о)(?<!\b[иИ])(?<![А-ЯЁ])\.(?=\s)|\((?![^()]*\))|—\s", text
    ):
        start = match.end()
    for pattern in (LEADERS, DAY):
        for match in pattern.finditer(text, start):
            start = match.end()
    for match in WITH.finditer(text, start):
        if post_pattern().search(text, start, match.start()) and post_pattern().search(text, match.end()):
            start = match.end()  # «встреча главы города с Генеральным консулом»
    if (envoy := ENVOY.search(text, start)) and envoy.start() > start:
        start = envoy.start()  # «приём Главой округа Чрезвычайного и Полномочного Посла …»
    for match in WORD.finditer(text, start):
        reading = parses(match[0].lower())[0]
        if (
            reading.tag.POS in VERBS
            and reading.is_known
            and not match[0][0].isupper()
            and match[0] not in ("при", "мэр")
        ):
            start = match.end()
    return start


def split(text: str, start: int) -> list[tuple[int, str]]:
    """At commas, dashes and an «и» that leads to a post: each piece may be a post of its own."""
    borders = [start]
    for match in re.finditer(r",\s*|\t|\s[–—]\s|\s(?:и|с|со)\s", text):
        if match.start() < start or match.start() < borders[-1]:
            continue
        if match[0].strip() == "и" and re.search(r"Чрезвычайн\w+$", text[: match.start()], re.I):
            continue
        opened = text.count("«", start, match.start()) > text.count("»", start, match.start())
        if opened or match[0].strip() in ("и", "с", "со") and not post_at(text[match.end() :]):
            continue
        borders.append(match.end())
    return list(zip(borders, [text[a:b] for a, b in zip(borders, [*borders[1:], len(text)], strict=True)], strict=True))


def post_at(text: str) -> bool:
    """A post stands here, adjectives before it allowed."""
    place = head_place(text)
    return place == 0


def head_place(piece: str) -> int | None:
    """Where the first post of the piece begins, with the adjectives before it."""
    match = next(
        (
            m
            for m in post_pattern().finditer(piece)
            if not inside_quotes(piece, m.start()) and not LED_BY.search(piece[: m.end()])
        ),
        None,
    )
    if not match:
        return None
    place = match.start()
    told, speaker = (WORD.match(piece, place), WORD.match(piece, after_word(piece, place)))
    if told and speaker and post_pattern().match(piece, speaker.start()) and is_told(told[0], speaker[0]):
        place = speaker.start()
    for word in reversed(list(WORD.finditer(piece, 0, place))):
        gap = piece[word.end() : place]
        joined = gap.strip() == "" or gap.strip() in ("и", "-")
        if word[0] == "и" and re.search(r"Чрезвычайн\w+ $", piece[: word.start()]):
            place = word.start()
            continue
        if not joined or not is_describing(word[0]):
            break
        place = word.start()
    return place


def after_word(piece: str, place: int) -> int:
    return re.compile(r"[\w-]*\s*").match(piece, place).end()


def is_told(first: str, second: str) -> bool:
    """«рассказала журналистам главврач больницы»: a dative and a nominative are two people."""
    cases = [{p.tag.case for p in parses(word.lower()) if p.tag.POS == "NOUN"} for word in (first, second)]
    return cases[0] == {"datv"} and "nomn" in cases[1]


def inside_quotes(text: str, place: int) -> bool:
    return text.count("«", 0, place) > text.count("»", 0, place)


def is_describing(word: str) -> bool:
    reading = parses(word.lower())[0]
    if (
        "Apro" in reading.tag.grammemes
        or reading.tag.POS == "PRTF"
        and not word.lower().startswith(("исполняющ", "заслуженн", "уполномоченн"))
    ):
        return False
    return reading.tag.POS in ("ADJF", "PRTF") and not OF_THE_MOMENT.match(word)


OF_THE_MOMENT = re.compile(r"(?:нов|сам|избранн|назначенн|действующ|бывш|прежн)(?:ый|ая|ого|ой|ому|ым|ом|ую|ий|его|ему|им)$|также$", re.I)


def post_case(post: str) -> str | None:
    """The case of the head, where its form leaves no doubt."""
    for match in WORD.finditer(post):
        foreign = FOREIGN_POST.fullmatch(match[0].lower())
        if foreign:
            return FOREIGN_ENDINGS[foreign[1]]
        readings = [p for p in parses(match[0].lower()) if p.tag.POS == "NOUN" and p.tag.case and p.score > 0.05]
        if not readings:
            continue
        cases = {str(p.tag.case) for p in readings if p.tag.number != "plur"} or {str(p.tag.case) for p in readings}
        return next(iter(cases)) if len(cases) == 1 else likeliest(readings, cases)
    return None


# Posts no dictionary has, declined all the same.
FOREIGN_POST = re.compile(r"(?:аким|хоким|хаким|хяким|примар|приматор|каймакам|жупан|алькальд|ландрат|кмет|войт|торгпред|генконсул|полпред)(|а|у|ом|е)")
FOREIGN_ENDINGS = {"": "nomn", "а": "gent", "у": "datv", "ом": "ablt", "е": "loct"}


def likeliest(readings, cases: set[str]) -> str | None:
    animate = {str(p.tag.case) for p in readings if p.tag.animacy == "anim" and p.tag.number == "sing"}
    if animate == {"gent", "accs"}:
        return "gent"
    return next(iter(animate)) if len(animate) == 1 else None


TOWN_HEAD = re.compile(r"^[Гг]ородск[а-яё]+ [Гг]олов[а-яё]+")
LED = re.compile(r"^(?:руководитель|глава)(?:\s(?:делегации|группы|миссии))?\s[–—]\s", re.I)  # «Руководитель – мэр …»


def post_nominative(post: str) -> str:
    """Brackets and polite titles left out; each post of a list is put into the nominative by itself."""
    post = TOWN_HEAD.sub("Городской Голова", LED.sub("", post))
    post = re.sub(r"(?:^|(?<=\s))(?:госпож\w+|господин\w*|г-н\w*|г-ж\w*)\s*", "", BRACKETS.sub("", post)).strip(" ,")
    case = post_case(post)
    parts = re.split(r",\s+(?=\S)", post)
    return ", ".join(
        turned(part, case if number == 0 else post_case(part)) for number, part in enumerate(parts) if part
    )


def turned(part: str, case: str | None) -> str:
    fixed = re.match(r"(и\.\s?о\.|врио|[Чч]резвычайн\w+ и [Пп]олномочн\w+)\s+", part)
    if fixed and fixed[1][0] in "Чч":
        return "Чрезвычайный и Полномочный " + turned(part[fixed.end() :], case)
    if fixed:
        return part
    try:
        return nominative(part, case=case) if case and case != "nomn" else part if case == "nomn" else nominative(part)
    except Exception:  # an odd phrase is better kept as printed than lost
        return part
