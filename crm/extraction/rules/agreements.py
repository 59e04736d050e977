"""Memoranda, agreements, protocols, roadmaps and programmes, with the state the sentence gives them."""

import re
from dataclasses import replace
from functools import cache

from crm.extraction.finding import Finding
from crm.extraction.rules.dates import dates_in
from crm.extraction.rules.language import rows, tidy, titled
from crm.extraction.rules.same import merged
from crm.extraction.rules.setting import Piece, inherited, mood, own_dates, pieces, year_of
from crm.extraction.rules.where import partners
from crm.russian import nominative

HEADS = (
    (r"[Мм]еморандум(?:а|у|ом|е|ы|ов)?", "memorandum"),
    (r"[Дд]орожн(?:ая|ой|ую) карт(?:а|ы|у|ой|е)", "roadmap"),
    (
        r"(?i:план(?:а|у|ом|е)?\s+(?:международных|мероприятий|основных|совместных|сотрудничества|действий))",
        "programme",
    ),
    (r"(?:дополнительн\w+ )?[Пп]ротокол(?:а|у|ом|е)?(?= о? ?намерени| об? | к | «)", "protocol_of_intent"),
    (r"(?:дополнительн\w+ )?[Сс]оглашени(?:е|я|ю|ем|и|й)", "agreement"),
    (r"[Дд]оговор(?:а|у|ом|е|ы)?", "agreement"),
    (r"контракт(?:а|у|ом|е)?", "contract"),
    (
        r"[Пп]рограмм(?:а|ы|у|ой|е)(?= сотрудничества| приграничного)|[Мм]униципальн\w+ программ(?:а|ы|у|ой)|[Кк]онцепци(?:я|и|ю|ей)(?= развит)",
        "programme",
    ),
)
HEAD = re.compile("|".join(rf"(?P<k{n}>\b(?:{pattern})(?![а-яё]))" for n, (pattern, _) in enumerate(HEADS)))
END = re.compile(
    r"(?<![ .(][А-ЯЁ])(?<!\bг)(?<!\bгг)\.(?=\s|$)|[;:!?](?=\s|$)|,(?! Южн|\s*[А-ЯЁ«]|\s*(?:научно|культурн|торгов|экономич|подписанн))|\s[–—]\s(?=[а-яё])"
    r"|\s(?=(?:состоял|прошл|прош[её]л|был[аои]?\b|подписан[аоы]?\b|заключ[её]н|пролонг|продл[её]|расторг|приостан|ист[её]к|утратил"
    r"|действует|закончил|отклон|остается|не состоял|ожидается|администрация считает|еще\b|ещ[её]\b|реализуется|на поставку и|вступает))"
    r"|\s\((?=подписан|от\s)|\sв составе|\sв рамках|\sв ходе|\sпутем|\sпут[её]м|\sв связи|\sна очередн|,? котор"
)
SPECIFIC = re.compile(r"\s(?:об?|между|с|со|намерени\w+|сотрудничества|на 20|по|мероприятий|развития|к)\s|«", re.I)


def find(report, found) -> list[Finding]:
    findings = []
    for piece in pieces(report):
        findings += papers(piece, found)
    return merged(findings, same_years=False)


def papers(piece: Piece, found) -> list[Finding]:
    reached, result = 0, []
    text = piece.text
    for match in HEAD.finditer(text):
        if match.start() < reached:
            continue
        end = phrase_end(text, match)
        phrase = text[match.start() : end]
        reached = end
        if is_specific(phrase, text, match):
            result += one_or_many(paper(piece, match, phrase, end, found), phrase)
    return result


LISTED = re.compile(r"(?:Соглашения|Меморандумы|Договоры)(.*?)\sс(?:о)?\s+(?:городами\s+|гг\.\s*)?(.+)")


def one_or_many(finding: Finding, phrase: str) -> list[Finding]:
    """«Соглашения с Гданьском, Торунью (Польша) и Клайпедой» are as many papers as cities."""
    listed = LISTED.match(phrase)
    names = re.split(r",\s+|\s+и\s+", re.sub(r"\([^()]*\)", "", listed[2])) if listed else []
    names = [name.strip() for name in names if re.match(r"[А-ЯЁ]", name)]
    if len(names) < 2:
        return [finding]
    single = {"Соглашения": "Соглашение", "Меморандумы": "Меморандум", "Договоры": "Договор"}[phrase.split()[0]]
    home = finding.values["parties"][:1]
    return [
        replace(
            finding,
            values=finding.values | {"title": f"{single}{listed[1]} с {name}", "parties": [*home, nominative(name)]},
        )
        for name in names
    ]


def phrase_end(text: str, match) -> int:
    """A title in quotes ends with them; any other ends where the sentence goes on to say something of it."""
    if match.start() and text[match.start() - 1] in '«"':
        depth = 1
        for place in range(match.end(), len(text)):
            depth += (text[place] == "«") - (text[place] in "»")
            if depth == 0 or text[place] == "»" and depth <= 1:
                return place
    stop = END.search(text, match.end())
    while stop and inside_quotes(text, match.start(), stop.start()):
        stop = END.search(text, stop.end())
    return stop.start() if stop else len(text)


def inside_quotes(text: str, start: int, place: int) -> bool:
    return text.count("«", start, place) > text.count("»", start, place) and "»" in text[place:]


def is_specific(phrase: str, text: str, match) -> bool:
    if (
        re.match(r"(?:соглашени[ий]|меморандумов|договоров|контрактов)\b", phrase)
        and " между " not in phrase
        and "подписанн" not in phrase
    ):
        return False
    before = text[max(0, match.start() - 30) : match.start()]
    if re.search(r"\d\s+$", before):
        return False
    if re.search(r"аналогичного|действующ\w+\s*$|\bпо пункту", before, re.I):
        return False
    return bool(SPECIFIC.search(phrase + " "))


def paper(piece: Piece, match, phrase: str, end: int, found) -> Finding:
    kind = next(kind for n, (_, kind) in enumerate(HEADS) if match[f"k{n}"])
    if kind == "programme" and "дорожная карта" in phrase:
        kind = "roadmap"
    if kind == "protocol_of_intent" and "намерени" not in phrase:
        kind = "other"
    status = status_of(piece.text, match.start(), end, mood(piece.block))
    values = {
        "title": title(phrase),
        "kind": kind,
        "status": status,
        "date": date_of(piece, match.start(), phrase, status),
        "parties": parties(piece, phrase, found),
    }
    span = piece.report.clean.source(piece.start, piece.end)
    return Finding("agreements", values, (span,), "agreement by its name", 0.8)


BODIES = re.compile(r"между\s+(.{4,120}?)\s+и\s+(.{4,120}?)(?:\s+(?:об?|от|на поставку)\s|$)")


def parties(piece: Piece, phrase: str, found) -> list[str]:
    """The bodies «между … и …» names, else our city and the partner cities."""
    between = BODIES.search(phrase)
    if (
        between
        and not re.match(r"город", between[1])
        and re.search(r"администраци|ООО|АО|АНО|университет|школ|гимнази|компани|Хурал|палат|мэри", between[0])
    ):
        return [nominative(tidy(name), case="instrumental") for name in between.groups()]
    home = getattr(piece.report.home_city, "name_ru", None)
    _, cities = partners(piece.report, found, extra=phrase)
    if not cities:
        _, cities = partners(piece.report, found, (piece.start, piece.end))
    return [name for name in [home, *cities] if name]


def title(phrase: str) -> str:
    """Words in capitals at the beginning are a heading's way of writing, not names."""
    if shouted := re.match(r"[А-ЯЁ]{2,}(?:\s+[А-ЯЁ]{2,})*(?!\w)", phrase):
        phrase = nominative(tidy(shouted[0]).capitalize()) + phrase[shouted.end() :]
    return titled(phrase)


@cache
def markers() -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((status, re.compile(rf"\b(?:{pattern})", re.I)) for status, pattern in rows("agreement_status.tsv"))


def status_of(text: str, start: int, end: int, block_mood: str) -> str:
    """The nearest word that says what became of the paper."""
    best = None
    for order, (status, pattern) in enumerate(markers()):
        for match in pattern.finditer(text):
            if start <= match.start() < end:
                continue
            gap = start - match.end() if match.end() <= start else (match.start() - end) + 5
            if best is None or (gap, order) < best[:2]:
                best = (gap, order, status)
    ended = [status for status, pattern in markers()[:4] if pattern.search(text[:start] + text[end:])]
    if ended and len(HEAD.findall(text)) == 1:
        return ended[0]
    if block_mood == "tasks" and (best is None or best[2] in ("signed", "drafted")):
        return "prospective"
    if best is None:
        return "prospective" if block_mood == "tasks" else "signed" if "одписани" in text else "in_force"
    return "prospective" if best[2] == "under_negotiation" else best[2]


def date_of(piece: Piece, start: int, phrase: str, status: str) -> str | None:
    term = re.search(r"на (20\d\d)\s*[–—-]\s*(20\d\d)", phrase)
    if status in ("being_implemented", "in_force", "drafted", "adopted") and term:
        return f"{term[1]}/{term[2]}"
    if status in ("being_implemented", "in_force", "prospective", "suspended"):
        return None
    whens = own_dates(piece)
    if whens:
        place = piece.start + start
        return min(whens, key=lambda w: (w.rank == 3, abs(w.start - place))).edtf
    block = piece.block
    said = dates_in(
        piece.report.clean.text, block.start, piece.start, year=year_of(piece.report, block), report=piece.report
    )
    said = [when for when in said if when.rank < 2]
    if said and status in ("signed", "prolonged"):
        return said[-1].edtf
    above = inherited(piece)
    return above.edtf if above and status in ("signed", "prolonged", "adopted", "drafted") else None
