"""Events told by what people did elsewhere, by a holiday's own name, by an ordinal alone, and items of a list of visits."""

import re
from functools import cache

from crm.extraction.rules.editions import edition_of
from crm.extraction.rules.event_phrases import left, phrases, right
from crm.extraction.rules.event_visits import (
    COUNTED,
    FOREIGN,
    REACHED,
    TENS,
    WENT,
    Action,
    clause,
    is_visitor,
    places_in,
    visitor,
)
from crm.extraction.rules.language import WORD, is_adjective, masked, rows, tidy
from crm.extraction.rules.visit_titles import counted, declined, ours, to, whither
from crm.extraction.rules.where import home
from crm.russian import inflect, nominative
from crm.russian.morphology import parses

IN = re.compile(r"(?<![а-яё])(?:в|во|на)\s+(?=(?:гг?\.\s*|город\w+\s|провинци\w+\s|республик\w+\s|баз\w+\s|под\s|акимат\w*\s|хокимият\w*\s|мэри\w+\s|администраци\w+\s|управлени\w+\s|лагер\w+\s|санатори\w+\s|центр\w*\s|школ\w+\s|лице\w+\s|гимнази\w+\s|клиник\w+\s|больниц\w+\s|университет\w*\s|[а-яё]+(?:ом|ой|ем|ей)\s|№\s\d+)*(?:[А-ЯЁ«№\d]))")
STOP = re.compile(r"(?<![ .(][А-ЯЁ])(?<!\bг)(?<!\bгг)\.(?=\s|$)|[;:(]|,\s(?!\w+\sи\s|[А-ЯЁ])|\s[–—]\s|\s(?:с|по|в)\s\d|\sна\s\w+\s(?:конкурс|фестивал)")


def stays(piece, mask: str, found) -> list[Action]:
    """«хор гастролировал в Пекине и Харбине»: what was done, who did it and where."""
    result = []
    for verb, noun, kind in rows("stays.tsv"):
        for match in re.finditer(rf"\b(?:{verb})(?![а-яё])", mask, re.I):
            first, last = clause(mask, match)
            who = visitor(mask, match, first, last, {"nomn"})
            there = IN.search(mask, match.end(), last) or IN.search(mask, first, match.start())
            if not who or not there:
                continue
            end = STOP.search(mask, there.end())
            behind = min(one for one in (who[0], match.start(), last) if one > there.start())
            where = piece.text[there.start() : min(end.start() if end else last, last, behind)]
            number = COUNTED.search(mask[: who[0]])
            tens = TENS.match(mask, who[0])
            words = piece.text[tens.end() if tens else who[0] : who[1]]
            number = number or tens
            subject = (counted(words, number[0]) if number[0].strip().isdigit() else words) if number else declined(piece, found, *who, "genitive")
            title = tidy(f"{noun} {subject} {where}")
            result.append(Action(match.start(), max(match.end(), who[1], there.end()), kind, title))
    return result[:1]


CELEBRATED = re.compile(
    r"\b(?:отмечал\w*|отметил\w*|отмечен\w*|отпраздновал\w*|праздновал\w*|встретил[аи]?|встречал[аи]?|прош[её]л|прошл[аои]|состоял\w+|провел[аи]?|пров[её]л|проводил\w*|"
    r"пройд[её]т|состоится|отпраздну[ею]т|отмет[ия]т)\b",
    re.I,
)


@cache
def holiday_pattern() -> re.Pattern:
    """Each name in any case; a name of one word must be a name, hence its capital."""
    names = sorted((row[0] for row in rows("holidays.txt")), key=len, reverse=True)
    stems = [r"\s".join(re.sub(r"(?:ий|ый|[аяьйоеи])$", "", word) + r"[а-яё]{0,3}" for word in name.split()) for name in names]
    return re.compile(rf"(?<![а-яёА-ЯЁ-])(?:{'|'.join(stems)})(?![а-яё-])")


KEPT_DAY = re.compile(
    r"(?:отмеч[а-яё]+|отметил[аи]?|праздновал[аи]?|отпраздновал[аи]?|отпразднован)\s(?:[а-яё]+\s)?(Д(?:ень|ня|н[её]м)\s(?!город|рожд)(?:[а-яё]+(?:ой|ого|их|ых)\s){0,2}[а-яё]+)"
)
WORLD_DAY = re.compile(r"(?<![а-яё])(?:Международн|Всемирн|Всероссийск|Европейск)[а-яё]+\s[Дд](?:ень|ня|ню|н[её]м|не)\s[а-яё-]+(?:\s[а-яё-]+(?:ов|ей|ий|ии|ы|ка|ства|ра))?")


HELD = re.compile(r"\b(?:проведени|организаци)[а-яё]+\s+(?=Международн|Всемирн|Всероссийск|Европейск)", re.I)


def holidays(piece, mask: str) -> list[Action]:
    told = CELEBRATED.search(mask) or HELD.search(mask) or piece.block.kind == "row" or piece.block.month
    for match in sorted([*holiday_pattern().finditer(mask), *WORLD_DAY.finditer(mask)], key=lambda one: one.start()):
        if told and not re.search(r"(?:к|ко|на|до|после|в|с|празднован\w+|честь)\s+$", mask[: match.start()]):
            return [Action(match.start(), match.end(), "celebration", f"Празднование {of_holiday(match[0])}")]
    kept = KEPT_DAY.search(mask)
    return [Action(kept.start(1), kept.end(1), "celebration", f"Празднование {inflect(nominative(kept[1]), 'genitive')}")] if kept else []


ANNIVERSARY = re.compile(
    r"\b(?:отмети[а-яё]+|отмечал[а-яё]*|отпраздновал[а-яё]*|праздновал[а-яё]*|отмечен[аоы]?|исполн(?:ил(?:ось|ись|ся)|ится|яется))\s+(?:[а-яё]+\s){0,3}?(\d{1,4})(?:-лети[а-яё]+|\s+лет)(?![а-яё])"
    r"(\s+(?:со дня\s+)?[^,.;:(–—]{3,90})?",
    re.I,
)


def anniversaries(piece, mask: str) -> list[Action]:
    """«университет отметил своё 25-летие», «исполнилось 30 лет побратимству»."""
    match = ANNIVERSARY.search(mask)
    if not match or not match[2] and not mask[: match.start()].strip():
        return []
    if match[2]:
        what = re.split(r"\s(?:в|на|при|с)\s", piece.text[match.start(2) : match.end(2)])[0]
    else:
        what = inflect(nominative(tidy(piece.text[: match.start()].rpartition(",")[2])), "genitive")
    return [Action(match.start(), match.end(), "celebration", tidy(f"{match[1]}-летие {what}"))]


def of_holiday(text: str) -> str:
    """In the genitive; a foreign name in a vowel the dictionary does not know stays."""
    known = {row[0] for row in rows("holidays.txt")}
    if text in known and not parses(text)[0].is_known and text[-1] in "еёиоуыюэя":
        return text
    readings = [p for p in parses(text.split()[-1].lower()) if "NOUN" in p.tag]
    word = text if text in known or " " in text or not readings else readings[0].normal_form
    return inflect(word[:1].upper() + word[1:], "genitive")


ORDINAL = re.compile(
    r"^\W*(?:(?:Следующ|Очередн)\w+|(\d{1,3}-\w{1,3}|[IVXLХ]{1,7}))(?:\s+(?:по сч[её]ту|из них))?,?\s+"
    r"(?:(?:будет|была?|должн\w+)\s+)?(?=(?:прой|состо|прош|провед|запланир|намеч|принима|примет|ожида|ждём|ждем))"
)


def next_edition(piece, told) -> tuple[int, str] | None:
    """«13-я состоится в Хайларе» after the XII conference: (its number, its title)."""
    match = ORDINAL.match(piece.text)
    if not match or told is None or not told.values.get("edition") or told.piece.block.section is not piece.block.section:
        return None
    number = edition_of(match[1])[0] if match[1] and edition_of(match[1]) else told.values["edition"] + 1
    if number == told.values["edition"]:
        return None
    text = told.values.get("edition_text") or ""
    fresh = match[1] if match[1] else str(number)
    return number, told.values["title"].replace(text, fresh, 1) if text in told.values["title"] else told.values["title"]


INLINE = re.compile(r"(?:[:,;]|\sи)\s*([^,;:–—]{4,90}?)\s[–—]\s((?:в|во|на)\s(?:г\.\s?)?[А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)?)")


def inline(piece, mask: str, found) -> list[Action]:
    """«за рубежом побывали: хор – в Брно, учителя – в Ереване»: each pair is a visit."""
    verb = WENT.search(mask)
    colon = mask.find(":", verb.end()) if verb else -1
    if colon < 0 or colon - verb.end() > 40:
        return []
    result = []
    for match in INLINE.finditer(mask, colon):
        who = match.span(1)
        places = [one for one in places_in(piece.report, found, mask, *match.span(2)) if not one.ours]
        if places and (word := WORD.search(mask, who[0])):
            who = word.start(), who[1]
            where = to(whither(places[0].name))
            result.append(Action(*who, "delegation_out", tidy(f"Визит {declined(piece, found, *who, 'genitive')} {where}")))
    return result


EXCHANGED = re.compile(
    r"\bобменял(?:ись|ся|ась)\s+((?:[а-яё]+(?:ыми|ими)\s)?(?:групп|учащими|студент|школьник|преподавател|специалист|видео|письм|открытк|делегаци|поздравлени|выставк|концерт|подарк|посылк|рисунк)[а-яё]*(?:\s[а-яё]+ых\s[а-яё]+)?)",
    re.I,
)


def exchanges(mask: str) -> list[Action]:
    """«школы обменялись видеописьмами»."""
    return [Action(m.start(), m.end(), "exchange", f"Обмен {m[1]}") for m in [EXCHANGED.search(mask)] if m]


VISITING = re.compile(r"визит|приезд|посещени|при[её]м\w*\s+(?:\w+\s)?(?:делегац|гост)|гост(?:и|ей)\b|принял|принимал|прием|делегаци", re.I)
LEAVING = re.compile(r"выезд|выезжал|выехал|поездк|командировк|направ[ил]|зарубежн\w+ визит|побывал", re.I)
NAMED_SO = re.compile(r"(?:визит|приезд|посещени|при[её]м|поездк|выезд)\w*\W*$", re.I)
OPENING = re.compile(r"\W*(?:\d{1,2}(?:\s*[–—-]\s*\d{1,2})?\s+[а-я]+(?:\s+\d{4}(?:\s+г\w*\.?)?)?|(?:во?\s+)?(?:(?:начал|конц|середин)\w+\s+)?[а-я]+)?\s*(?:[–—:-]\s+)?")


def items(piece, mask: str, found) -> list[Action]:
    """«город посетили: 1) делегация …; 2) …»: an item names who came, the sentence above says that they came."""
    block = piece.block
    dated = DATED_GUEST.match(mask)
    if not dated and (block.kind != "item" or piece.start - block.start > 4) or tells(mask):
        return []
    above = masked(block.intro.text)[-240:] if block.intro else " ".join(block.headings[-1:])
    verb = REACHED.search(above) or WENT.search(above)
    if not dated and not verb and not VISITING.search(above) and not LEAVING.search(above):
        return []
    who = guest(mask, above)
    if who is None or OPENS_PROGRAMME.match(mask, who[1]) and phrases(piece.text[who[1] :]):
        return []
    goals = [one for one in places_in(piece.report, found, mask, who[1], len(mask)) if IN.search(mask[: one.start])]
    said = list(places_in(piece.report, found, above, 0, len(above)))
    subject = declined(piece, found, *who, "genitive")
    theirs = [one for one in places_in(piece.report, found, mask, *who) if not one.ours]
    if theirs or FOREIGN.search(mask[slice(*who)]) or any(one.ours for one in said) and not LEAVING.search(above):
        return [Action(*who, "delegation_in", tidy(f"Визит {to(whither(home(piece.report)))} {subject}"))] if home(piece.report) else []
    goal = next((one for one in [*goals, *said] if not one.ours), None)
    if goal is None:
        return []
    return [Action(*who, "delegation_out", tidy(f"Визит {ours(piece, subject)} {to(whither(goal.name))}"))]


# «22–24 марта – делегация города …»: a date, a dash and who came.
OPENS_PROGRAMME = re.compile(r"\W*(?:\([^()]*\))?:\s")  # «Генеральный консул Монголии: встреча с мэром …»
DATED_GUEST = re.compile(r"\W*(?:\d[\d.]*\s+)?(?:\d{1,2}(?:\s*[–—-]\s*\d{1,2})?\s+)?[а-яё]+\s[–—]\s(?=(?:[а-яё]+\s){0,2}(?:делегаци|групп))", re.I)
ENTERED = re.compile(r"\b[Вв]ступил[аи]?\s+(во?\s+[А-ЯЁ«][^,.;()]{3,120})")


def entries(piece, mask: str) -> list[Action]:
    """«город вступил в Лигу …»"""
    return [Action(m.start(), m.end(), "other", tidy(f"Вступление {piece.text[m.start(1) : m.end(1)]}")) for m in [ENTERED.search(mask)] if m]


def tells(mask: str) -> bool:
    """A verb of its own."""
    return any(parses(word[0].lower())[0].tag.POS == "VERB" for word in WORD.finditer(mask) if word[0].islower())


def guest(mask: str, above: str) -> tuple[int, int] | None:
    """The group of words an item begins with, if it names people; after «визиты:» in the genitive."""
    fitting = {"nomn", "accs", *(["gent"] if NAMED_SO.search(above) else [])}
    start = OPENING.match(mask).end()
    for begin in dict.fromkeys((0, start)):
        word = WORD.search(mask, begin)
        while word and (is_adjective(word[0]) or word[0] == "и"):
            word = WORD.search(mask, word.end())
        if word and is_visitor(word[0]) and any(p.tag.case in fitting for p in parses(word[0].lower())):
            first = left(mask, word.start())
            if not mask[begin:first].strip(" –—-\t"):
                return first, right(mask, mask, word.end(), "визит")
    return None
