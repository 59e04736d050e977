"""Events told by a verb: a paper was signed, a class opened; visits and meetings beside them."""

import re

from crm.extraction.rules.event_meetings import END, meetings
from crm.extraction.rules.event_phrases import left, phrases
from crm.extraction.rules.event_shows import presentations, shows
from crm.extraction.rules.event_signings import genitive, signings
from crm.extraction.rules.event_stays import anniversaries, entries, exchanges, holidays, inline, items, stays
from crm.extraction.rules.event_visits import Action, clause, is_visitor, visitor, visits
from crm.extraction.rules.language import WORD, is_adjective, masked, rows, tidy
from crm.extraction.rules.visit_titles import declined
from crm.extraction.rules.where import home
from crm.russian.morphology import parses

PERFORMED = re.compile(r"\b(?:выступ(?:ил[аи]?|ит|ят)|исполнил[аи]?|(?:с)?пел[аи]?|сыграл[аи]?|(?:дал[аи]?|показал[аи]?|представил[аи]?)(?=\s(?:\S+\s){0,2}(?:концерт|спектакл|представлени|программ)))\b(?!\s+(?:с|от|за|против|в роли|в качестве)\s)", re.I)
PERFORMER = re.compile(
    r"(?:[\w-]+\s+){0,3}?(?:артист|ансамбл|хор(?![а-яё]{3})|оркестр|театр|балет|цирк|труппа|капелла|квартет|дуэт|коллектив|музыкант|солист)", re.I
)


def actions(piece, found) -> list[Action]:
    mask = masked(piece.text, brackets=False)
    told = [
        visits(piece, mask, found),
        meetings(piece, mask, found),
        signings(piece, mask, found),
        deeds(piece, mask),
        performances(piece, mask, found),
        stays(piece, mask, found),
        holidays(piece, mask),
        anniversaries(piece, mask),
        entries(piece, mask),
        items(piece, mask, found),
        inline(piece, mask, found),
        exchanges(mask),
        shows(piece, mask),
        presentations(piece, mask),
    ]
    return [action for group in told for action in group]


def deeds(piece, mask: str) -> list[Action]:
    """«открыт класс», «выпустило буклет»: a verb whose noun a calendar would use."""
    section = piece.block.section
    if piece.block.kind == "row" or getattr(section, "kind", "") == "tourism" or getattr(section, "tourism", False):
        return []
    result = []
    for verb, kind, noun in rows("actions.tsv"):
        match = re.search(
            rf"(?<!\bне )(?<!который )(?<!которая )(?<!которые )\b(?i:{verb})\s+(?!(?:на|в|с|по|к|через|от|счет|\d+\s(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр))\b)(?=[а-яё\d«]|[А-ЯЁ][а-яё]+\s[а-яё]+)",
            mask,
        )
        before = None if match else re.match(OPENED.format(verb), mask)
        if (
            before
            and parses(before[1].split()[0].lower())[0].tag.POS in ("NOUN", "ADJF")
            and "nomn" in parses(before[1].split()[0].lower())[0].tag
        ):
            result.append(
                Action(0, before.end(), kind, f"{noun} {genitive(lowered(tidy(piece.text[: before.end(1)])))}")
            )
        if match and not (noun.startswith("Передача") and by_whom(mask[match.end() :])) and not (noun == "Передача" and MONEY.search(mask[: match.start()][-60:])):
            end = END.search(mask, match.end())
            stop = end.start() if end else len(mask)
            stop = min(stop, doer(mask, match.end(), stop))
            what = re.split(r"\s(?=при|в рамках|для|из|на|с)\s|\s\(", piece.text[match.end() : stop])[0]
            result.append(Action(match.start(), stop, kind, f"{noun} {genitive(tidy(what))}"))
    return result


def by_whom(text: str) -> bool:
    """«подарено мэрией», «передан коллегам»: who gave or who got it, not what."""
    word = next((one for one in WORD.finditer(text) if not is_adjective(one[0])), None)
    if word is None or word.start() > 40:
        return False
    case = parses(word[0].lower())[0].tag.case
    return case == "ablt" or case == "datv" and not re.match(r"\s+[а-яё«\d]", text[word.end() :])


MONEY = re.compile(r"(?:выручк|средств|сумм|деньг|руб)", re.I)  # «выручка передана больнице» is the fruit of an event


def doer(mask: str, start: int, end: int) -> int:
    """«высадили сирень представители диаспор»: who did it is no part of what was done."""
    for number, word in enumerate(WORD.finditer(mask, start, end)):
        best = parses(word[0].lower())[0].tag
        if number and is_visitor(word[0]) and best.case == "nomn":
            return left(mask, word.start())
    return end


# «Аллея породнённых городов открыта 5 мая»: what was opened stands first.
OPENED = r"([А-ЯЁ][а-яё]+(?:\s(?:(?!не\s)[а-яё]+|«[^»]*»|[А-ЯЁ][а-яё-]+)){{0,6}}?)\s+(?:был[аоы]?\s)?(?:{})(?![а-яё])"


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def home_stem(report) -> str:
    return re.sub(r"[аяьйоыи]$", "", home(report))


GOAL = re.compile(r"\bво?\s+(?:г{1,2}\.\s*|город\S*\s|столиц\S*\s)?([А-ЯЁ][а-яё]*)")
GUEST = re.compile(r"\bиз\s+(?:г\.\s*|город[а-я]*\s+)?(?P<town>[А-ЯЁ])|\b(?:консул|посол|посл)[а-яё]*\s+[А-ЯЁ]")


def leads_to(word: str) -> bool:
    """«в Астрахань», but not «консула в Астрахани»."""
    cases = {parse.tag.case for parse in parses(word.lower()) if parse.is_known and parse.tag.POS in ("NOUN", "ADJF")}
    return not cases or "accs" in cases


def direction(report, text: str) -> str:
    """«визит в Красноярск делегации …» comes in; «визит делегации Красноярска в …» goes out."""
    stem = home_stem(report)
    if stem and re.search(rf"\bво?\s+(?:г\.\s*|город[е]?\s+)?{stem}", text):
        return "delegation_in"
    if any(leads_to(goal[1]) for goal in GOAL.finditer(text)):
        return "delegation_out"
    guest = GUEST.search(text)
    if guest and not (stem and guest["town"] and text.startswith(stem, guest.start("town"))):
        return "delegation_in"
    return "delegation_out" if re.match(r"\W*(?:\w+\s+)?(?:поездк|выезд|бизнес-мисс)", text, re.I) else "delegation_in"


def is_given(verb, phrase) -> bool:
    """«дал два спектакля»: what was given is no other event."""
    return phrase.lemma in ("спектакль", "концерт", "представление") and phrase.noun > verb.start() and not phrase.proper


def performances(piece, mask: str, found) -> list[Action]:
    """«на площади выступил ансамбль»: a concert, unless it is part of something with a name."""
    result = []
    for match in PERFORMED.finditer(mask):
        first, last = clause(mask, match)
        who = visitor(mask, match, first, last, {"nomn"})
        if not who or not PERFORMER.match(mask, who[0]) or any(first <= p.noun < last and not is_given(match, p) or p.proper and p.noun < first and ";" not in mask[p.end : first]
            or p.proper and p.kind in ("festival", "contest") and ";" not in mask[last : p.start] for p in phrases(piece.text)):
            continue
        where = (
            re.search(r"(?<![а-яё])(?:в|на)\s+(?!рамках|ходе)(?:[А-ЯЁ«]|\w+\s)[^,;.]*", mask[match.end() : last])
            if who[0] < match.start()
            else None
        )
        title = f"Выступление {declined(piece, found, *who, 'genitive')} {where[0] if where else ''}"
        result.append(Action(match.start(), max(match.end(), who[1]), "concert", tidy(title)))
    return result[:1]
