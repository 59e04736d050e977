"""Memoranda, agreements, protocols, roadmaps and programmes, with the state the text gives them."""

import re
from dataclasses import replace
from functools import cache

from crm.extraction.finding import Finding
from crm.extraction.rules.agreement_dates import date_of, signed_this_year
from crm.extraction.rules.agreement_parties import WHERE, cities_of, parties, within
from crm.extraction.rules.agreement_parties import named as partners_named
from crm.extraction.rules.agreement_rows import in_row
from crm.extraction.rules.agreement_state import Paper, assign, status_of, told_later
from crm.extraction.rules.agreement_twice import united
from crm.extraction.rules.event_phrases import cases, phrases
from crm.extraction.rules.language import rows, tidy, titled
from crm.extraction.rules.setting import Piece, pieces
from crm.extraction.rules.where import pattern
from crm.russian import nominative
from crm.russian.morphology import parses

MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
# Where a title printed without quotes ends: at what is said of the paper, when, where and why.
END = re.compile(
    r"(?<![ .(][А-ЯЁ])(?<!\bг)(?<!\bгг)(?<!\bим)(?<!\bул)(?<!\bт)(?<!т\.ч)(?<!т\. ч)\.(?=\s|$)|[;:!?](?=\s|$)|\t|\s[–—]\s(?=[а-яё])"
    r"|,(?! Южн|\s*[А-ЯЁ«]|\s*(?:научно|культурн|торгов|экономич|подписанн|заключ[её]нн)|\s*в т(?:ом числе|\. ?ч\.)\s+между)"
    r"|,\s(?=(?:город\s|г\.\s?)?[А-ЯЁ][а-яё-]+(?<!ом)(?<!ем)(?<!ой)(?<!ью)(?<!ами),\s(?:с\s)?\d)"
    r"|\s\((?=решени|постановлени|распоряжени|№|подписан|ориентировочно|предположительно|онлайн|заочно|в режиме|в формате|от\s|\d)|\s(?:в|на)\s(?:составе|рамках|ходе|связи|очередн\w+|площадке|полях|ист[её]кш\w+|отч[её]тн\w+|присутствии|текущем)(?![а-яё])"
    r"|\s(?:пут[её]м|по итогам|по инициативе|при участии|во время|накануне|сроком на|до\s(?:20\d\d|конца|\d)|(?:еще|ещ[её])\b)"
    rf"|\s\(?(?:во?\s+|к\s+|на\s+)?(?:\d{{1,2}}(?:\s*[–—-]\s*\d{{1,2}})?\s+)?(?<!от \d )(?<!от \d\d ){MONTH}\w*|\sв\s(?:19|20)\d\d|\s\d\d?\.\d\d\.\d{{4}}"
    r"|,? котор|\s(?=(?:двое|трое|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять)\s[а-яё]+(?:их|ых)\s)|\sсроком(?=\s)|\s(?=(?:срок\w*\s)?действи[ея]\s)|\s(?=администрация считает)|\sна поставку(?= и)"
)
SPECIFIC = re.compile(
    r"\s(?:об?|между|с|со|на поставк\w+|намерени\w+|сотрудничества|по|мероприятий|действий|развития|к)\s|«|\sна 20\d\d|\s(?:19|20)\d\d\s",
    re.I,
)
PLURALS = {
    "соглашения": "соглашение",
    "меморандумы": "меморандум",
    "договоры": "договор",
    "протоколы": "протокол",
    "контракты": "контракт",
    "соглашений": "соглашение",
    "меморандумов": "меморандум",
    "договоров": "договор",
    "протоколов": "протокол",
    "контрактов": "контракт",
}
TIES = re.compile(
    r"\bустановлени\w+\s+(?:побратимск|дружественн|партн[её]рск)\w+(?:\sи\s\w+)?\s+(?:связей|отношений)|\bпобратимств(?:е|у|а)(?=\s+с\s)"
)
LOWER = re.compile(r"(?<=\s)[а-яё]{3,}")
AND = re.compile(r",?\s(?:и|а также)\s")


@cache
def heads() -> re.Pattern:
    return re.compile(
        "|".join(rf"(?P<k{n}>\b(?:{pattern})(?![а-яё]))" for n, (_, pattern) in enumerate(rows("agreement_heads.tsv")))
    )


def find(report, found) -> list[Finding]:
    findings: list[Finding] = []
    told = list(pieces(report))
    for piece, following in zip(told, [*told[1:], None], strict=False):
        if row := in_row(piece, kind_named):
            findings.append(row)
            continue
        named = papers(piece)
        if following is not None and (following.block is not piece.block or papers(following)):
            following = None
        for paper in named:
            told_later(paper, following)
        for paper in [
            *(paper for paper in named if is_certain(paper) and not is_instrument(paper, named)),
            *ties(piece, named),
        ]:
            findings += one_or_many(paper, finding(paper))
    return united(findings, report.home_city and report.home_city.name_ru)


def papers(piece: Piece) -> list[Paper]:
    """The papers a piece names, with the acts it tells of them."""
    text, reached, found = piece.text, 0, []
    for match in heads().finditer(text):
        if match.start() < reached:
            continue
        reached = phrase_end(text, match)
        kind = next(kind for n, (kind, _) in enumerate(rows("agreement_heads.tsv")) if match[f"k{n}"])
        phrase = text[match.start() : reached]
        if side := other_side(text, phrase, reached):
            phrase, reached = f"{phrase} {side[1]}", side.end()
        found.append(Paper(piece, match.start(), reached, kind_of(kind, phrase), phrase, match.end()))
    for paper in found:
        paper.others = tuple((one.start, one.end) for one in found if one is not paper and not re.match("дополнительн", one.phrase, re.I))
    if found:
        assign(found, piece)
    return found


def kind_named(phrase: str) -> str:
    match = heads().search(phrase)
    if match is None:
        return "programme" if re.match(r"[Пп]рограмм|[Пп]лан", phrase) else "other"
    return kind_of(next(kind for n, (kind, _) in enumerate(rows("agreement_heads.tsv")) if match[f"k{n}"]), phrase)


def kind_of(kind: str, phrase: str) -> str:
    if kind == "programme" and "дорожная карта" in phrase:
        return "roadmap"
    if kind == "protocol_of_intent" and "намерени" not in phrase:
        return "other"
    return kind


# «между компанией «А», являющейся организатором турнира, и фондом «Б»»
ONE_SIDE = re.compile(r"\sмежду\s(?!.*\sи\s)")
OTHER_SIDE = re.compile(r",\s[а-яё]+(?:щ|вш|нн|ем|им)[а-яё]{2,4}(?:ся)?\s[^;.]{3,120}?,\s(и\s[^,;.]{3,120})")


def other_side(text: str, phrase: str, reached: int):
    """Behind what is said of the first side the second one is named."""
    return OTHER_SIDE.match(text, reached) if ONE_SIDE.search(phrase) else None


def phrase_end(text: str, match) -> int:
    """A title in quotes ends with them; any other ends where the sentence goes on to say something of it."""
    if match.start() and text[match.start() - 1] in '«"':
        depth = 1
        for place in range(match.end(), len(text)):
            depth += (text[place] == "«") - (text[place] in "»")
            if depth == 0 or text[place] == "»" and depth <= 1:
                return place
    stop = next(
        (place for place in stops(text, match.end()) if not inside_quotes(text, match.start(), place)), len(text)
    )
    title = text[match.end() : max(stop, match.end())]
    trailing = re.search(r"(?:,?\s(?:и|а|но|не|так и не|подписанн\w+))?\s*$", title).start()
    adverb = re.search(r"\s([а-яё]+)$", title[:trailing])
    return match.end() + (adverb.start() if adverb and parses(adverb[1])[0].tag.POS == "ADVB" else trailing)


def stops(text: str, start: int) -> list[int]:
    """Where the title may end: by END, before a verb, before the next paper that is joined by «и»."""
    brackets = [match.span() for match in YEARS_OF_LIST.finditer(text, start)] if is_plural(text, start) else []
    found = [match.start() for match in END.finditer(text, start) if not any(a <= match.start() < b for a, b in brackets)]
    found += [match.start() - 1 for match in LOWER.finditer(text, start) if is_verb(match[0])]
    found += [place for place in [unopened(text, start)] if place]
    events = {one.start for one in phrases(text) if cases(text, one) & {"nomn"}}
    found += [
        match.start() for match in AND.finditer(text, start) if heads().match(text, match.end()) or match.end() in events
    ]
    return sorted(found)


# «договоры с Витебском (2005 г.) и Гродно (2011 г.)»
YEARS_OF_LIST = re.compile(r"\s\((?:с\s|от\s)?(?:\d{1,2}\.\d\d\.)?(?P<year>(?:19|20)\d\d)(?:\s*(?:г\.?|года?))?\)(?=,\s|\sи\s|[.;]|$)")


def is_plural(text: str, end: int) -> bool:
    return text[:end].rpartition(" ")[2].lower() in PLURALS


def unopened(text: str, start: int) -> int | None:
    """The bracket that closes what was opened before the title."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth < 0:
            return place
    return None


@cache
def is_verb(word: str) -> bool:
    reading = parses(word)[0]
    return reading.is_known and reading.tag.POS in ("VERB", "PRTS", "ADJS", "INFN", "PRED") and reading.score > 0.4


def inside_quotes(text: str, start: int, place: int) -> bool:
    return text.count("«", start, place) > text.count("»", start, place) and "»" in text[place:]


def is_certain(paper: Paper) -> bool:
    """A title that says of what or with whom; a bare word only where it is signed or ended with a named city."""
    text, before = paper.piece.text, paper.piece.text[max(0, paper.start - 30) : paper.start]
    if OWN_PROGRAMME.match(paper.phrase) and not ABROAD.search(paper.phrase) or TAKING_PART.search(before):
        return False
    if re.search(r"аналогичного\s*$|\bпо пункту|согласно\s*$|\bпришли к\s*$", before, re.I):
        return False
    if re.search(r"\d\s+$", before) or re.match(
        r"(?:[Сс]оглашени[ий]|[Мм]еморандумов|[Дд]оговоров|[Кк]онтрактов|[Пп]ротоколов)\b", paper.phrase
    ):
        return bool(re.search(r"\sмежду\s|\bподписанн", paper.phrase)) or bool(inside(paper))
    if re.search(r"\sс(?:о)?\s\d", paper.phrase):
        return False
    if SPECIFIC.search(paper.phrase + " ") or BETWEEN.match(text, paper.end):
        return True
    ended = any(act.name in ("prolong", "expire", "terminate", "suspend") for _, act in paper.acts)
    if ended and len(cities_of(paper)) == 1:
        return True
    acted = any(act.name in ("sign", "prolong", "expire", "terminate", "suspend") for _, act in paper.acts)
    signed = any(act.name == "sign" for _, act in paper.acts)
    return acted and bool(with_city(text, paper)) or signed and bool(signers(paper))


# A city's programme is a paper of this work only where it is about it; one that is taken part in is somebody else's.
OWN_PROGRAMME = re.compile(r"муниципальн", re.I)
ABROAD = re.compile(r"международн|межмуниципальн|внешн|побратим|сотруднич", re.I)
TAKING_PART = re.compile(r"участ[а-яё]+\s(?:в|во)\s(?:[а-яё]+\s)?$", re.I)
BETWEEN = re.compile(r"\s[А-ЯЁ][а-яё-]+(?:\s[–—-]\s?[А-ЯЁ][а-яё-]+)+")  # «соглашение Тверь – Инкоу»


def inside(paper: Paper) -> list[str]:
    """The cities its own words name."""
    home = paper.piece.report.home_city
    start, end = paper.piece.start + paper.start, paper.piece.start + paper.end
    return [name for name in within(paper, start, end) if not home or name != home.name_ru]


def is_instrument(paper: Paper, named: list[Paper]) -> bool:
    """«Дополнительным соглашением … продлён договор»: the paper is the contract."""
    return bool(re.match("дополнительн", paper.phrase, re.I)) and any(
        other.status == "prolonged" for other in named if other is not paper
    )


def with_city(text: str, paper: Paper) -> bool:
    return bool(re.search(r"(?:^|\s)[Сс]о?\s+(?:(?:город|мэри|администраци|муниципалитет|власт|коллег|партн[её]р)\w*\s+(?:из\s+)?)*(?:г{1,2}\.\s*)?[А-ЯЁ][а-яё]+", text[: paper.start]))


def signers(paper: Paper) -> list[str]:
    """«город и Могилёв подписали программу»: a partner before the verb, and no place."""
    piece, text = paper.piece, paper.piece.report.clean.text
    return [
        one.name
        for one in partners_named(paper, piece.start, piece.start + paper.start)
        if not WHERE.search(text[max(0, one.start - 16) : one.start])
    ]


def ties(piece: Piece, named: list[Paper]) -> list[Paper]:
    """«Прорабатывается установление побратимских связей с …»: a paper to come that has no name yet."""
    if named:
        return []
    found = []
    for match in TIES.finditer(piece.text):
        if re.search(r"(?:лети|годовщин)[а-яё]+\s+$", piece.text[: match.start()]):
            continue
        end = phrase_end(piece.text, match)
        found.append(Paper(piece, match.start(), end, "other", piece.text[match.start() : end], match.end()))
    if found:
        assign(found, piece)
    return [paper for paper in found if paper.status == "prospective"]


def finding(paper: Paper) -> Finding:
    piece, status = paper.piece, status_of(paper)
    if status == "in_force" and signed_this_year(paper):
        status = "signed"
    values = {
        "title": title(paper),
        "kind": paper.kind,
        "status": status,
        "date": date_of(paper, status),
        "parties": parties(paper),
    }
    span = piece.report.clean.source(piece.start, piece.end)
    return Finding("agreements", values, (span,), "agreement by its name", 0.8 if paper.acts else 0.6)


def one_or_many(paper: Paper, one: Finding) -> list[Finding]:
    """«Соглашения с Гданьском, Торунью и Клайпедой» are as many papers as cities."""
    word = paper.phrase.split()[0].lower()
    home = paper.piece.report.home_city
    cities = [name for name in cities_of(paper) if not home or name != home.name_ru]
    plural = word in PLURALS and (
        word != "соглашения" or paper.start == 0 or any(act.is_plural for _, act in paper.acts)
    )
    if not plural or len(cities) < 2 or " между " in paper.phrase:
        return [one]
    about = re.match(r"\s+(об?\s.+?)(?=\s+с(?:о)?\s+|$)", paper.phrase[len(word) :])
    single = PLURALS[word].capitalize() + (f" {about[1]}" if about else "")
    ours = [home.name_ru] if home else []
    return [
        replace(one, values=one.values | {"title": f"{single} с городом {name}", "parties": [*ours, name]} | dated(paper, name))
        for name in cities
    ]


def dated(paper: Paper, city: str) -> dict:
    """Of a list each city's own year in brackets."""
    for year in YEARS_OF_LIST.finditer(paper.phrase + "."):
        if pattern(city).search(paper.phrase[: year.start()].replace("ё", "е")[-40:].rpartition(")")[2]):
            return {"date": year["year"]}
    return {}


def title(paper: Paper) -> str:
    """Words in capitals at the beginning are a heading's way of writing, not names; a bare word says with whom."""
    phrase = paper.phrase
    if shouted := re.match(r"[А-ЯЁ]{2,}(?:\s+[А-ЯЁ]{2,})*(?!\w)", phrase):
        phrase = nominative(tidy(shouted[0]).capitalize()) + phrase[shouted.end() :]
    named = titled(phrase)
    if SPECIFIC.search(phrase + " "):
        return named
    home = paper.piece.report.home_city
    partner = next((name for name in parties(paper) if not home or name != home.name_ru), None)
    return f"{named} с городом {partner}" if partner else named
