"""Noun phrases that name an event: «X Российско-Киргизской межрегиональной конференции «Промышленная кооперация»»."""

import re
from dataclasses import dataclass

from crm.extraction.rules.editions import edition_of, is_ordinal, is_tens
from crm.extraction.rules.event_nouns import CARRIERS, event_noun, kinds
from crm.extraction.rules.language import WORD, is_adjective, masked, nouns
from crm.russian.morphology import parses

TOKEN = re.compile(r"\d+-(?:[йяеюмх]|го|му|ми|ая|ое|ый|ую)\b|[А-Яа-яЁёA-Za-z]+(?:-\s?[А-Яа-яЁёA-Za-z]+)*|\d+|[^\s\w]")
CALENDAR = re.compile(
    r"\b(?:Дн(?:и|ей|ям|ями|ях)\s+(?=[А-ЯЁ]|культур|(?!рожд|недел)[а-яё]+(?:ых|их|ики|уры|ы|ой|ого)\b)|(?:Недел(?:я|и|ю|ей|е)\s+\w+|недел(?:я|ю|и|ей|е)\s+(?=(?:моды|кино|книги|культуры)\b|\w+(?:ой|ого|их|ых)\s+(?:культур|кино|кухн|книг|рисунк|мод|музык|театр|язык|бизнес)))|Игр(?:ы|ах)\s+(?=[А-ЯЁ]|город|стран\s[А-ЯЁ])|[А-ЯЁ][а-яё]+ск(?:ие|их|им|ими)\s+дн(?:и|ей|ям|ями|ях)\b)"
)
JUBILEE = re.compile(
    r"(?:(?<=^)|(?<=\t)|(?<=\sстало )|(?<=\sвот )|(?<=отметил )|(?<=отметила )|(?<=отметило )|(?<=отметили )|(?<=отмечено ))(?:\d{1,4}-летие\b|День\s+(?=[А-ЯЁ]|города|единения|народ|[а-яё]+(?:ого|ой)\s[а-яё]+\s))|(?<=года стало )\d+-летие|(?<=\d\s[–—]\s)День\s+(?=\w)|(?<=\d\s[–—]\s)\d+-летие|(?<=[а-я]\s[–—]\s)День\s+(?=[А-ЯЁ]|города)|(?<=\d\s)День\s+(?=[а-яА-ЯЁ])|(?<=[ая]\.\s)День\s+(?=города)|(?<=[Гг]остями )Дня\s(?=города|[А-ЯЁ])"
)
STOP = re.compile(
    r"(?<![ .(][А-ЯЁ])(?<!\bг)(?<!\bгг)(?<!\bи\.о)(?<!\bим)(?<!\bул)(?<!\bпос)(?<!\bпл)(?<!\bпров)\.(?=\s|$)|\t|[;!?](?=\s|$)|(?<!на тему):(?=\s|$)|,(?!\s*(?:посвящ|приуроч|развити|ролью))|\s[–—]\s|\s-\s(?!«)|\(|\)|"
    r"\s(?:в составе|под руководством|во главе|с целью|в ходе|в рамках|по итогам|при поддержке|на котор|в котор|в режиме|в связи|где|"
    r"в (?:онлайн|дистанц|заочн|очно|формат|гибридн)|из-за|по причине|ввиду|совместно|при содействии|в целях|по просьбе|по случаю(?! )|на полях|"
    r"на (?=[IVXХ\d])|также|котор[а-яё]+|прошедш\w+|проходивш\w+|организованн\w+|запланирован\w+|намеченн\w+)(?![а-яё])"
)
DATE_AHEAD = re.compile(
    r"\s(?:с |в |на |к |до )?(?:\d{1,2}\s*[–—-]\s*)?\d{1,2}(?:\s+по\s+\d+)?\s+(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"|\s(?:во?|на)\s(?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|июль|20\d\d|(?:первых|последних) числах|(?:I{1,3}V?|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)\s(?:квартал|полугод|половин))|\s(?:весной|летом|осенью|зимой)\b"
)
LEADING = re.compile(
    r"^(?:(?:предстоящ|прошедш|запланированн|Запланированн|планиру|Планиру|намеченн|перенес[её]нн|традиционн|Традиционн|аналогичн|отч[её]тн|крупн|ответн(?=ым)|нов(?!огод|осибир|омоск|озыб))\w*\s+)+"
)
HOW = re.compile(r"\s+в\s+(?:режиме\s+\w+|\w+(?:-\w+)?\s+(?:формате|режиме|форме))")
IN_LIST = re.compile(
    r"\([А-ЯЁ][^()\d]{1,28}\)(?=,\s[А-ЯЁ]|\sи\s[А-ЯЁ]|\s[–-]\s?[А-ЯЁ«])|,\s(?=[А-ЯЁ][а-яё-]+(?:\s\(|,|\sи\s))"
)
ADJECTIVES = r"(?:[\w-]+(?:ой|ей|ом|ем|ого|их|ых|ая|ый|ое|ую|(?<![ае]н)(?<!т)ие)\s)"
AND_ANOTHER = re.compile(rf"\sи\s(?:(?:в|во|на)\s{ADJECTIVES}{{0,3}}|{ADJECTIVES}{{1,3}}|)([\w-]+)")
MOST_WORDS = 30


@dataclass(frozen=True)
class Phrase:
    """Places in the sentence's text; noun: the place of the event word itself."""

    start: int
    end: int
    noun: int
    lemma: str
    kind: str
    proper: bool
    edition: tuple[int, str] | None


def phrases(text: str) -> list[Phrase]:
    mask = masked(text)
    found, reached = [], 0
    for match in WORD.finditer(mask):
        lemma = event_noun(match[0], mask, match)
        if lemma is None or match.start() < reached:
            continue
        phrase = phrase_at(text, mask, match.start(), match.end(), lemma, kinds().get(lemma, "other"))
        found.append(phrase)
        reached = phrase.end
    for match in JUBILEE.finditer(mask):
        if not any(p.start <= match.start() < p.end for p in found):
            found.append(phrase_at(text, mask, match.start(), match.end(), "юбилей", "celebration"))
    for match in CALENDAR.finditer(mask):
        if not any(p.start <= match.start() < p.end for p in found):
            found.append(
                phrase_at(
                    text,
                    mask,
                    match.start(),
                    match.end(),
                    "дни",
                    "competition" if match[0].startswith("Игр") else "festival",
                )
            )
    found += [
        one
        for one in names(text, mask)
        if not any(p.start <= one.start < p.end or one.start <= p.start < one.end for p in found)
    ]
    return sorted(found, key=lambda p: p.start)


NAME = re.compile(
    r"(?:\b([IVXLХ]{1,6}|\d{1,3}-(?:й|я|е|го|м|ю))\s+)?(?:«[^«»]{4,80}»|(?<=\s)[A-Z][A-Za-z]{3,}[A-Z][A-Za-z]{2,}(?:[ -]20\d\d)?)"
)
KIND_IN_NAME = (
    ("форум|forum", "форум"),
    ("фест|fest", "фестиваль"),
    ("экспо|expo|салон", "выставка"),
    ("марафон|marathon", "марафон"),
    ("саммит|summit", "саммит"),
)


# «участие в «Славянском базаре» (июль)»: what has a date and is taken part in takes place.
TAKING_PART = re.compile(r"участ[а-яё]+\s(?:в|во|на)\s$", re.I)
DATED = re.compile(r"\s\([^()]*(?:\d|январ|феврал|март|апрел|ма[йе]|июн|июл|август|сентябр|октябр|ноябр|декабр)")


def names(text: str, mask: str) -> list[Phrase]:
    """«XVII «KazanForum»», «принял «Дни Гродно»»: the name itself says what it names."""
    found = []
    for match in NAME.finditer(text):
        quoted = text[match.start() : match.end()].partition("«")[2]
        opening = WORD.match(quoted)
        calendar = re.match(r"(?:Дни|Неделя|Игры)\s+(?=[А-ЯЁа-яё])", quoted)
        lemma = (
            "дни"
            if calendar
            else min(nouns(opening[0]) & set(kinds()), default=None)
            if opening and " " in quoted
            else None
        )
        known = (
            next((lemma for words, lemma in KIND_IN_NAME if re.search(words, match[0], re.I)), None)
            if match[1]
            else None
        )
        if not (lemma or known) and TAKING_PART.search(text[: match.start()]) and DATED.match(text, match.end()):
            known = "фестиваль"
        if lemma or known:
            edition = edition_of(match[1]) if match[1] else None
            kind = "festival" if lemma == "дни" else kinds().get(lemma or known, "other")
            found.append(
                Phrase(
                    match.start(),
                    match.end(),
                    match.start() + len(match[1] or "") + bool(match[1]),
                    lemma or known,
                    kind,
                    True,
                    edition,
                )
            )
    return found


def phrase_at(text: str, mask: str, start: int, end: int, lemma: str, kind: str) -> Phrase:
    first = carried(mask, left(mask, start))
    noun = start if first >= left(mask, start) else WORD.search(mask, skip_adjectives(mask, first)).start()
    first += len((LEADING.match(mask[first:start]) or re.match("", ""))[0])
    form = HOW.match(mask, end)
    last = right(text, mask, form.end() if form else end, lemma)
    edition = edition_of(text[first:start]) if lemma != "годовщина" else None
    words = WORD.findall(text[first:start])
    capital = any(w[0].isupper() for w in words) and not (
        first == 0 and len(words) and not any(w[0].isupper() for w in words[1:])
    )
    capital = capital or bool(
        words
        and re.match(r"(?:Международн|Всероссийск|Общероссийск|Российско|Межрегиональн|Евразийск|Всемирн)", words[0])
    )
    quoted = "«" in text[end:last] or '"' in text[end:last]
    return Phrase(
        first, last, noun, lemma, kind, bool(edition or quoted or capital or lemma in ("дни", "юбилей")), edition
    )


def left(mask: str, start: int) -> int:
    """Back over the adjectives, ordinals and «онлайн» before the noun."""
    tokens = list(TOKEN.finditer(mask, max(0, start - 160), start))
    place = start
    for token in reversed(tokens):
        word = token[0]
        gap = mask[token.end() : place].strip(" \u00a0")
        joins = gap == "," and is_ordinal(word) or gap == "и" and is_adjective(word) and not is_name(word)
        if gap and word not in "," and not joins:
            break
        if word in (",", "и", "-", "–") or BY_COUNT.match(mask, token.start()):
            place = token.start() if BY_COUNT.match(mask, token.start()) else place
            continue
        if not (
            is_ordinal(word)
            or is_tens(word)
            or word.lower() in ("онлайн", "гала", "церемония", "церемонии")
            or is_adjective(word)
            and not is_short_verb(word)
            and not is_pronoun(word)
        ):
            break
        place = token.start()
    ahead = NUMBER_AHEAD.search(mask, 0, place)
    return ahead.start() if ahead else place


def is_name(word: str) -> bool:
    """«с Ван Голяном и подписание»: a capitalised word of no dictionary."""
    return word[0].isupper() and not any(p.is_known for p in parses(word))


NUMBER_AHEAD = re.compile(r"(?<![\w-])(?:[IVXLХ]{1,6}|\d{1,3}-[йяею])\s\(_+\)\s$")  # «XV (юбилейный) фестиваль»


def skip_adjectives(mask: str, place: int) -> int:
    while (word := WORD.search(mask, place)) and is_adjective(word[0]):
        place = word.end()
    return place


BY_COUNT = re.compile(r"(?:по\s+)?сч[её]ту\s")


def carried(mask: str, start: int) -> int:
    """«цикл лекций», «церемония открытия» begin with the word that carries the event."""
    before = re.search(r"([А-Яа-яЁё]+)\s+$", mask[:start])
    if before and nouns(before[1]) & set(CARRIERS):
        return left(mask, before.start())
    return start


def is_pronoun(word: str) -> bool:
    """«Это форум», «этот», «все»: no part of a name."""
    return any("Apro" in p.tag or p.tag.POS in ("NPRO", "PRCL") for p in parses(word.lower())[:1])


def is_short_verb(word: str) -> bool:
    return any(p.tag.POS == "PRTF" for p in parses(word.lower())[:1]) and not re.search(
        r"(?:расширенн|породн[её]нн|объедин[её]нн|учредительн)", word
    )


def right(text: str, mask: str, end: int, lemma: str) -> int:
    """As far as the name goes: through its quotes, else to the verb, the date or the next clause."""
    date = DATE_AHEAD.match(mask, end)
    end = max(end, re.compile(r"\S*").match(mask, date.end()).end()) if date else end
    led = TO_EVENT.search(mask, end) if lemma in JOURNEYS else None
    stops = [m.start() for m in (stop_after(text, mask, end), DATE_AHEAD.search(mask, end), led) if m]
    last = min([*stops, len(mask)])
    verb = first_verb(mask, end, last)
    last = min(last, verb if verb else last)
    if verb and (whither := TO_TOWN.search(mask, end, last)) and MOTION.match(mask, verb + 1):
        last = whither.start()
    quote = next((n for n in range(end, last) if mask[n] in '«"'), -1)
    if quote >= 0:
        close = mask.find("»" if mask[quote] == "«" else '"', quote + 1)
        while close >= 0 and re.match(r"»?\s*[-–]\s*«", mask[close + 1 : close + 5]):
            close = mask.find("»", mask.find("«", close))
        if close >= 0 and lemma not in (
            "концерт",
            "гастроли",
            "подписание",
            "встреча",
            "презентация",
            "визит",
            "поездка",
            "выезд",
            "приезд",
            "открытие",
        ):
            last = min(last, close + 1)
    for match in AND_ANOTHER.finditer(mask, end, last):
        bare = match.start(1) == match.start() + 3
        if CALENDAR.match(mask, match.start(1)) or is_another(match[1], mask, match) if bare else nouns(match[1]) & set(kinds()):
            last = match.start()
            break
    words = list(WORD.finditer(mask, end, last))
    return min(last, words[MOST_WORDS].start()) if len(words) > MOST_WORDS else last


def by_several(mask: str, match) -> bool:
    """«Дней Актобе двумя предприятиями подписаны …»: who did it is no part of the name."""
    return match[0] in ("двумя", "тремя", "четырьмя") and not re.search(r"(?:^|\s)(?:с|со|между|над|перед|за)\s$", mask[: match.start()])


JOURNEYS = ("визит", "приезд", "приём", "прием", "поездка", "выезд")
TO_EVENT = re.compile(
    r"\s(?:на|для участия в)\s(?=(?:[\w-]+(?:ом|ой|ую|ий|ый|ая|их|ых|й)\s){0,3}(?:праздновани|фестивал|форум|ярмарк|выставк|турнир|чемпионат|конференц|Дн[яи]))"
)
TO_TOWN = re.compile(r"\s(?:в|во|из|на)\s+[А-ЯЁ][\w-]+\s*$")
MOTION = re.compile(r"прибы|приех|приезж|отправ|выех|выезж|прилет|вылет")


def is_another(word: str, mask: str, match) -> bool:
    """«мастер-класс и показ фильмов»: a second event, not «развития и обмена»."""
    noun = WORD.search(mask, match.start(1))
    return event_noun(word, mask, noun) is not None and any(
        p.tag.case in ("nomn", "accs", "ablt") for p in parses(word.lower())[:2]
    )


def stop_after(text: str, mask: str, place: int):
    """Countries in brackets and further names of a list of cities do not end the phrase."""
    while stop := STOP.search(mask, place):
        listed = IN_LIST.match(text, stop.start()) if stop[0] != "," or AFTER_NAME.search(text, 0, stop.start()) else None
        passing = listed or is_pair(text, stop)
        if not passing:
            return stop
        place = passing.end()
    return None


AFTER_NAME = re.compile(r"[А-ЯЁ][а-яё-]+(?:\s\([^()]*\))?$")
PAIR = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?$")


def is_pair(text: str, stop):
    """«матч Пенза – Брест»: the dash joins two names."""
    apart = re.fullmatch(r"\s[–—-]\s", stop[0]) and PAIR.search(text, 0, stop.start())
    return re.compile(r"\s[–—-]\s[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?=[\s,.;:(]|$)").match(text, stop.start()) if apart else None


def first_verb(mask: str, start: int, end: int) -> int | None:
    for match in WORD.finditer(mask, start, end):
        word = match[0].lower()
        if word in ("между", "при", "мая") or match[0][0].isupper():  # «в Слоним» is no verb
            continue
        parse = parses(word)[0]
        if parse.tag.POS in ("VERB", "PRTS", "INFN") or word in ("не", "прибыли") or by_several(mask, match):
            return match.start() - 1
    return None


LONGEST_ACRONYM = 5  # letters; «ВКС» has no cases


def cases(mask: str, phrase: Phrase) -> set[str]:
    """The cases its noun may stand in."""
    word = re.match(r"[\w-]*", mask[phrase.noun :])[0]
    if word.isupper() and len(word) < LONGEST_ACRONYM:
        return {"nomn", "accs"}
    readings = {p.tag.case for p in parses(word.lower()) if "NOUN" in p.tag}
    return readings or {p.tag.case for p in parses(word.lower().rsplit("-", 1)[-1]) if "NOUN" in p.tag}
