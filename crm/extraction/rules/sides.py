"""Whose side a person or an organisation is on: by the places, posts and bodies in the words beside the name."""

import re

from crm.extraction.gazetteer import City, city_of_adjective
from crm.extraction.rules.language import rows
from crm.extraction.rules.mention import Mention
from crm.extraction.rules.mentions import mentions
from crm.extraction.rules.order import between
from crm.extraction.rules.where import adjectives

FEDERAL = re.compile(r"МИД\w* (?:России|РФ)|Российской Федерации$|^министр|федеральн|представительств\w* МИД", re.I)
DIPLOMAT = re.compile(
    r"посол|посл[ауе]|посольств|консул|атташе|торгпред|торгов\w+ представител|советник-посланник", re.I
)
OWN = re.compile(
    r"глав\w+ (?:города|администрации|городского)|(?:заместител|советник|помощник|референт)\w* (?:главы|мэра)|мэр\w* города$|департамент|управлени|комитет|отдел",
    re.I,
)
REGION_HEAD = re.compile(r"^(?:вице-)?губернатор|^глав\w+ (?:республики|региона)|^председател\w+ правительства", re.I)


def side_of(report, found, sentence, block, post: tuple[int, int], position: str) -> dict:
    """country_iso, city, side of the person whose post begins at `start`."""
    own = between(document_mentions(report), sentence.start, sentence.end)
    start, end = post
    words = [one for one in own if start <= one.start < end]
    cell = sentence.start + sentence.text.rfind("\t", 0, max(0, start - sentence.start)) + 1
    before = [one for one in own if cell <= one.start < start] or label_of(report, block)
    if not before and LEADER.search(report.clean.text, sentence.start, start + len("Руководитель")):
        before = between(document_mentions(report), block.start, sentence.start)  # «Делегация Джермука. Руководитель – мэр …»
    foreign = next((one for one in words if one.country and one.country != "RU"), None)
    city = next((one.name for one in words if one.kind in ("city", "municipality")), None)
    if foreign:
        inside = (one.name for one in words if one.kind in ("city", "municipality") and one.country == foreign.country)
        city = next(inside, None)  # a consul in our city is of his country
        return {"city": city, "country_iso": iso(foreign), "side": "partner", "position": position}
    if DIPLOMAT.search(position):
        near = next((one for one in reversed(before) if one.country and one.country != "RU"), None)
        return {"city": city, "country_iso": near and iso(near), "side": "partner", "position": position}
    told = told_by_words(sentence.text[: max(0, start - sentence.start)], position)
    if told:
        place = city_of_post(position)
        city = city or (place.name_ru if place and place.country == told else None)
        return {"city": city, "country_iso": told, "side": "partner", "position": position}
    led = None if any(one.country == "RU" for one in words) else led_delegation(sentence, before)
    if led:
        return {
            "city": led.name if led.kind == "city" else None,
            "country_iso": iso(led),
            "side": "partner",
            "position": position,
        }
    return domestic(report, position, city, before, words, block)


LABEL = 60
LEADER = re.compile(r"(?:руководител|глава делегации|возглав)", re.I)


def label_of(report, block) -> list[Mention]:
    """«Бишкек (Киргизия): встреча с вице-мэром …»: the city a list is about."""
    above = block.intro
    return between(document_mentions(report), above.start, above.end) if above and above.end - above.start < LABEL else []


# Posts that exist in one country only.
NATIONAL = (("аким", "KZ"), ("хоким", "UZ"), ("хаким", "UZ"), ("хяким", "TM"), ("раис ", "TJ"), ("примар", "MD"), ("приматор", "CZ"), ("каймакам", "TR"), ("жупан", "HR"), ("ландрат", "DE"), ("остандар", "IR"), ("горисполком", "BY"), ("райисполком", "BY"), ("облисполком", "BY"), ("бургомистр", "DE"),
            ("градоначальник", "RS"), ("скупщин", "RS"), ("кенеш", "KG"), ("маслихат", "KZ"), ("бундестаг", "DE"), ("сомон", "MN"), ("аймак", "MN"))  # fmt: skip


def told_by_words(before: str, position: str) -> str | None:
    """«с казахстанской стороны – советник …», «аким области»."""
    side = list(re.finditer(r"(?:с|от) (\w+ской) стороны", before))
    if side:
        return adjective_country(side[-1][1])
    return next((code for word, code in NATIONAL if word in position.lower()), None)


def led_delegation(sentence, before: list[Mention]) -> Mention | None:
    """«Делегацию Бреста возглавил …», «делегация г. Гюмри, возглавляемая …»."""
    for one in reversed(before):
        place = one.start - sentence.start
        if one.country not in (None, "RU") and re.search(
            r"делегаци\w+ (?:г\. ?|города )?$", sentence.text[:place], re.I
        ):
            return one
    return None


def domestic(report, position: str, city, before: list[Mention], words: list[Mention], block) -> dict:
    home = report.home_city.name_ru if report.home_city else None
    adjective = adjective_country(position)
    if adjective:
        return {"city": None, "country_iso": adjective, "side": "partner", "position": position}
    if FEDERAL.search(position):
        return {"city": None, "country_iso": "RU", "side": "federal", "position": position}
    if REGION_HEAD.search(position):
        return {"city": None, "country_iso": "RU", "side": "other", "position": position}
    own = None if city else city_of_post(position)
    if own and home and own.name_ru == home:
        return {"city": home, "country_iso": "RU", "side": "home", "position": position}
    nearest = before[-1] if before else None
    if nearest and nearest.country not in (None, "RU") and not words and not OWN.search(position):
        return {
            "city": nearest.name if nearest.kind == "city" else None,
            "country_iso": iso(nearest),
            "side": "partner",
            "position": position,
        }
    place = None if city else city_of_post(position)
    if place and place.country != "RU":
        return {"city": place.name_ru, "country_iso": place.country, "side": "partner", "position": position}
    return {"city": city or home, "country_iso": "RU", "side": "home", "position": position}


def city_of_post(position: str) -> City | None:
    """«председатель Витебского горисполкома»"""
    words = re.findall(r"\s([А-ЯЁ][а-яё]+[сц]к(?:ого|ой|ом))\s", position)
    words += [word.capitalize() for word in re.findall(r"(?:^|\s)([а-яё]{4,}[сц]к(?:ий|ая))\s", position)]
    return next((city for city in map(city_of_adjective, words) if city), None)


def abroad(report, block, place: int, side: dict) -> dict:
    """A foreign name without a telling post belongs to the partner named nearest in its paragraph."""
    near = [
        one
        for one in document_mentions(report)
        if block.start <= one.start < block.end and one.country not in (None, "RU")
    ]
    if not near:
        told = of_adjective(block.text, place - block.start)
        return {**side, "city": None, "country_iso": told, "side": "partner"} if told else side
    one = min(near, key=lambda one: abs(one.start - place))
    return {**side, "city": one.name if one.kind == "city" else None, "country_iso": iso(one), "side": "partner"}


def of_adjective(text: str, place: int) -> str | None:
    """«выставка иранской каллиграфии и мастер-класс Парисы Рахбар»"""
    pattern, codes = adjectives()
    named = [match for match in pattern.finditer(text) if codes[match.lastgroup] != "RU"]
    nearest = min(named, key=lambda match: abs(match.start() - place), default=None)
    return nearest and codes[nearest.lastgroup]


def iso(one: Mention) -> str | None:
    return None if one.country == "AB" else one.country


def adjective_country(position: str) -> str | None:
    first = position.split()[0].lower() if position else ""
    return next((code for stem, code in rows("country_adjectives.tsv") if first.startswith(stem)), None)


def document_mentions(report) -> list[Mention]:
    if not hasattr(report, "_mentions"):
        report._mentions = mentions(report)
    return report._mentions
