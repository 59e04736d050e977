"""Meetings told by a verb: who met whom, who received whom."""

import re

from crm.extraction.rules.event_phrases import DATE_AHEAD, left, right
from crm.extraction.rules.event_visits import (
    COUNTED,
    Action,
    clause,
    is_governed,
    is_visitor,
    places_in,
    visitor,
    visitors,
)
from crm.extraction.rules.language import WORD, masked, nouns, tidy
from crm.extraction.rules.visit_titles import declined
from crm.extraction.rules.where import adjectives
from crm.russian.morphology import parses

MET = re.compile(
    r"\b(?:встретил(?:ся|ась|ись)|встречал(?:ся|ась|ись)|встретится|встретятся|(?:по|про)?говорил[аи]?|(?:по)?беседовал[аи]?|созвонил(?:ся|ась|ись)|пообщал(?:ся|ась|ись))\s+(?=(?:\S+\s){0,4}?со?\s)", re.I
)
HOW_LONG = re.compile(r"\s(?:без малого|около|более|почти|больше|целых|полтора|\d+)\s")  # «глава без малого час проговорил с …»
HOSTED = re.compile(r"\b(?:принял[аи]?|принять|приму?т|примет|принимал[аои]?|приняло|встретил[аи]?)\b(?!\s+участи[ея]\b)", re.I)
FROM = re.compile(r"(?<![а-яё])из\s+(?:[а-яё.]+\s){0,3}[А-ЯЁ]")
OFFICIAL = re.compile(
    r"делегаци|посл|посол|советник|консул|торгпред|атташе|министр|губернатор|мэр|хоким|аким(?![а-яё])|бургомистр", re.I
)


def meetings(piece, mask: str, found) -> list[Action]:
    mask = masked(mask)
    return [*met(piece, mask, found), *hosted(piece, mask, found), *received(piece, mask, found), *met_too(piece, mask), *listed(piece)]


EACH = re.compile(r"[,:;]\s+(со?\s+[^(),;:]{3,90}?)\s*\((?=[^()]*(?:\d|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр))")


def listed(piece) -> list[Action]:
    """«проведено 28 встреч: с послом (2 апреля), с делегацией (17 мая)»: each date is a meeting."""
    colon = piece.text.find(":")
    if colon < 0 or not re.search(r"встреч|переговор|бесед", piece.text[:colon], re.I):
        return []
    return [
        Action(m.start(1), m.end(), "meeting", tidy(f"Встреча {m[1]}")) for m in EACH.finditer(piece.text, colon)
    ]


TOO = re.compile(r"(?:,|;|\sи)\s(?:а\s)?(?:\d{1,2}\s[а-я]+|в\s[а-я]+|затем|позже|там же)\s[–—-]\s(?=со?\s)", re.I)


def met_too(piece, mask: str) -> list[Action]:
    """«16 мая провёл переговоры с мэром, 17 мая – с вице-мэром»: the second is a meeting of its own."""
    first = re.search(r"\b(переговор|встреч|встретил|бесед)", mask, re.I)
    found = [match for match in TOO.finditer(mask) if first and first.start() < match.start()]
    noun = "Переговоры" if first and first[1].lower() == "переговор" else "Встреча"
    return [
        Action(
            m.start() + 1,
            stop_of(mask, m.end()),
            "meeting",
            tidy(f"{noun} {piece.text[m.end() : stop_of(mask, m.end())]}"),
        )
        for m in found[:2]
    ]


def met(piece, mask: str, found) -> list[Action]:
    result = []
    for match in MET.finditer(mask):
        first, last = clause(mask, match)
        who = visitor(mask, match, first, match.start(), {"nomn"})
        who = who and (who[0], who[0] + len(HOW_LONG.split(mask[slice(*who)])[0]))
        subject = declined(piece, found, *who, "genitive") if who else ""
        whom = piece.text[match.end() : stop_of(mask, match.end())]
        title = (
            f"Встреча {subject} {whom}"
            if whom.startswith(("с ", "со "))
            else f"Встреча {subject} {whom[whom.find(' с ') + 1 :]}"
        )
        result.append(Action(match.start(), match.end() + len(whom), "meeting", tidy(title)))
    return result[:1] or each_other(piece, mask, found)


EACH_OTHER = re.compile(r"\b(?:беседовали|побеседовали|переговорили|поговорили|встретились|встречались|встретятся|пообщались|общались)\b", re.I)


def each_other(piece, mask: str, found) -> list[Action]:
    """«делегации Тюмени и Бреста встретились в Москве»."""
    for match in EACH_OTHER.finditer(mask):
        first, last = clause(mask, match)
        who = visitor(mask, match, first, match.start(), {"nomn"})
        if who:
            where = piece.text[match.end() : min(stop_of(mask, match.end()), last)]
            return [Action(who[0], match.end(), "meeting", tidy(f"Встреча {declined(piece, found, *who, 'genitive')} {where}"))]
    return both_discussed(piece, mask, found)


DISCUSSED = re.compile(r"\b(?:обсудили|договорились|подвели итоги)\b", re.I)


def both_discussed(piece, mask: str, found) -> list[Action]:
    """«глава города и аким Павлодара обсудили по видеосвязи …»"""
    for match in DISCUSSED.finditer(mask):
        first, _ = clause(mask, match)
        who = visitor(mask, match, first, match.start(), {"nomn"})
        joined = who and AND.search(mask, who[0], match.start())
        if joined and OFFICIAL.search(mask, joined.end(), match.start()):
            end = len(mask[: match.start()].rstrip())
            by, whom = declined(piece, found, who[0], joined.start(), "genitive"), declined(piece, found, joined.end(), end, "instrumental")
            return [Action(who[0], match.end(), "meeting", tidy(f"Встреча {by} {with_(whom)}"))]
    return []


AND = re.compile(r"\sи\s")


def hosted(piece, mask: str, found) -> list[Action]:
    """«мэр принял консула»: a meeting of the two; without a host it is the reception of the guest."""
    result = []
    for match in HOSTED.finditer(mask):
        first, last = clause(mask, match)
        if THEM.search(mask[first : match.start()]) and (host := visitor(mask, match, match.end(), last, {"nomn"})) and OFFICIAL.search(mask[slice(*host)]):
            return [Action(match.start(), host[1], "meeting", tidy(f"Встреча {with_(declined(piece, found, *host, 'instrumental'))}"))]
        host = visitor(mask, match, first, last, {"nomn"})
        guest = guest_of(mask, match, first, last)
        if guest is None or (host and guest[0] == host[0]):
            continue
        if host and guest[0] <= host[0] < guest[1]:
            host = None  # «группу из 22 человек приняла школа»
        whom = declined(piece, found, *guest, "instrumental")
        host = host or named_host(mask, match.end(), guest)
        if host:
            title = f"Встреча {declined(piece, found, *host, 'genitive')} {with_(whom)}"
            result.append(Action(match.start(), max(guest[1], host[1]), "meeting", tidy(title)))
        elif OFFICIAL.search(mask[slice(*guest)]) or (
            (FROM.search(mask[slice(*guest)]) or of_country(mask[slice(*guest)])) and by_us(piece, mask, found, first, match.start(), match.end())
        ):
            title = f"Приём {declined(piece, found, *guest, 'genitive')}"
            result.append(Action(match.start(), guest[1], "delegation_in", tidy(title)))
    return result[:1]


THEM = re.compile(r"(?:^|\s)(?:их|нас|гостей|[а-яё]{3,}(?:чан|ян))\s+$", re.I)  # «их принял хоким города»
RECEIVED = re.compile(r"(?<!не )\b(?:был[аи]?\s+)?принят[аы]?\b(?!\s+(?:(?:в|на|за)\s(?-i:[а-яё])|участи|решени))", re.I)


def received(piece, mask: str, found) -> list[Action]:
    """«делегация Бреста была принята главой города»; without a host it is the reception of the guest."""
    for match in RECEIVED.finditer(mask):
        first, last = clause(mask, match)
        guest = visitor(mask, match, first, last, {"nomn"}) or name_before(mask, match.start())
        if guest is None or COUNTED.search(mask[: guest[0]]):
            continue
        behind = guest[0] >= match.end()
        host = host_of(mask, match.end(), last) if not behind else host_before(mask, first, match.start())
        if host is None:
            if (behind or HERE.match(mask, match.end())) and (OFFICIAL.search(mask[slice(*guest)]) or FROM.search(mask[slice(*guest)])):
                title = f"Приём {declined(piece, found, *guest, 'genitive')}"
                return [Action(match.start(), guest[1], "delegation_in", tidy(title))]
            continue
        end = min(right(mask, mask, host[1], "визит"), stop_of(mask, host[1]), last) if not behind else host[1]
        by = declined(piece, found, host[0], end, "genitive")
        whom = with_(declined(piece, found, *guest, "instrumental"))
        return [Action(match.start(), max(end, guest[1]), "meeting", tidy(f"Встреча {by} {whom}"))]
    return []


HERE = re.compile(r"\s(?:в\s[А-ЯЁ]|у нас|\d)")  # «делегация Орши была принята в Калуге 8–9 мая»


def host_before(mask: str, first: int, last: int) -> tuple[int, int] | None:
    """«главой города был принят советник …»"""
    for word in WORD.finditer(mask, first, last):
        if is_visitor(word[0]) and any(p.tag.case == "ablt" and p.tag.number == "sing" for p in parses(word[0].lower())):
            begin = left(mask, word.start())
            return None if BY_PREPOSITION.search(mask[first:begin]) else (begin, last - len(mask[begin:last]) + len(mask[begin:last].rstrip()))
    name = name_before(mask, last)
    return name if name and re.search(r"(?:ым|им|ой|ом|ем)(?![а-яё])", mask[slice(*name)]) else None


NAME = r"(?:(?:[А-ЯЁ]\.\s?){1,2}\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+\s(?:[А-ЯЁ]\.\s?){1,2})"
NAME_BEFORE = re.compile(rf"({NAME})\s+$")


def name_before(mask: str, place: int) -> tuple[int, int] | None:
    """«Рябцев Н.С. был принят мэром»"""
    name = NAME_BEFORE.search(mask[max(0, place - 60) : place])
    start = max(0, place - 60)
    return (start + name.start(1), start + name.end(1)) if name else None


BY_PREPOSITION = re.compile(r"(?:^|\s)(?:с|со|над|под|перед|между|за)\s+$", re.I)
SURNAME = re.compile(r"\s*([А-ЯЁ][а-яё]+(?:ым|им|ой|ом|ем))(?=\s[А-ЯЁ][а-яё.])")


def host_of(mask: str, start: int, last: int) -> tuple[int, int] | None:
    """Who received, in the instrumental right behind the verb."""
    if name := SURNAME.match(mask, start, last):
        return name.span(1)
    host = next((word for word in WORD.finditer(mask, start, last) if is_visitor(word[0])), None)
    if host is None or not any(p.tag.case == "ablt" for p in parses(host[0].lower())):
        return None
    begin = left(mask, host.start())
    return None if mask[start:begin].strip() else (begin, host.end())


FULL_NAME = re.compile(r"\s+([А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+|(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё]+)(?=[\s,;.]|$)")


def named_host(mask: str, place: int, guest: tuple[int, int]) -> tuple[int, int] | None:
    """«гостей принял Алексей Корнилов»"""
    name = FULL_NAME.match(mask, place)
    return name.span(1) if name and guest[1] <= place else None


HOUSE = re.compile(
    r"\W*(?:[А-Яа-яё]+(?:ая|ый|ий|ой)\s){0,2}(?:школ|гимнази|лице|университет|институт|музе|театр|библиотек|больниц|центр|колледж|администраци|мэри|управлени|отдел)", re.I
)


HOUSE_BEFORE = re.compile(r"(?:отдел|управлени|администраци|мэри|комитет|департамент)[а-яё]{1,2}?\s$|отдел\s$", re.I)


def by_us(piece, mask: str, found, first: int, last: int, verb_end: int) -> bool:
    """«Барнаул принял участников школы из Семея»: right before the verb stands the city itself, or a house of it."""
    if HOUSE.match(mask, first) or HOUSE.match(mask, verb_end) or HOUSE_BEFORE.search(mask[first:last]):
        return True
    return any(one.ours and not mask[one.end : last].strip() for one in places_in(piece.report, found, mask, first, last))


def of_country(text: str) -> bool:
    """«съёмочную группу армянского телеканала»"""
    return bool(adjectives()[0].search(text))


def guest_of(mask: str, verb, first: int, last: int) -> tuple[int, int] | None:
    for start, end in ((verb.end(), last), (first, verb.start())):
        for word in WORD.finditer(mask, start, end):
            names = nouns(word[0])
            known = names & (visitors() | {"гость"}) or is_visitor(word[0]) and FROM.match(mask, word.end() + 1)
            if not known or is_governed(mask[: left(mask, word.start())]):
                continue
            if any(p.tag.case == "accs" and p.normal_form in names for p in parses(word[0].lower())):
                return left(mask, word.start()), min(right(mask, mask, word.end(), "визит"), end)
    return None


def with_(whom: str) -> str:
    return ("со " if re.match(r"[СсЗз][^аеёиоуыэюя]|вс", whom) else "с ") + whom


END = re.compile(r"\sи\s(?=[а-яё]+(?:[аеиоуыя]л[аи]?|л[аи]?с[яьи])\s)|(?<![ .(][А-ЯЁ])(?<!\bг)(?<!\bгг)\.(?=\s|$)|;|,\s|\s[–—]\s|\s(?:в рамках|в ходе|на полях)\s|\t")


def stop_of(mask: str, place: int) -> int:
    ends = [found.start() for found in (END.search(mask, place), DATE_AHEAD.search(mask, place)) if found]
    return min(ends, default=len(mask))
