"""Events told by a verb: a paper was signed, a class opened; visits and meetings beside them."""

import re

from crm.extraction.rules.dates import base_year
from crm.extraction.rules.event_phrases import phrases
from crm.extraction.rules.event_visits import END, Action, clause, declined, meetings, visitor, visits
from crm.extraction.rules.language import masked, rows, tidy
from crm.extraction.rules.reach import findings
from crm.extraction.rules.where import home
from crm.russian import inflect

SIGNING = re.compile(
    r"\b(?:подписан[аоы]?|продл[её]н[аоы]?|продлили|продлившим|возобновлено|подписал[аи]?|заключ[её]н[аоы]?|заключил[аи]?|пролонгирован[аоы]?|подписать|заключить|продлить)\b",
    re.I,
)
PERFORMED = re.compile(r"\bвыступ(?:ил[аи]?|ит|ят)\b(?!\s+(?:с|от|за|против|в роли|в качестве)\s)", re.I)
PERFORMER = re.compile(
    r"(?:[\w-]+\s+){0,3}?(?:артист|ансамбл|хор(?![а-яё]{3})|оркестр|театр|коллектив|музыкант|солист)", re.I
)


TO_SIGN = re.compile(
    r"(?:подписать|заключить|продлить)$|(?:буд(?:ет|ут)|может быть|могут быть)\s+(?:\S+\s+)?\w+$", re.I
)


def actions(piece, found) -> list[Action]:
    mask = masked(piece.text, brackets=False)
    told = [
        visits(piece, mask, found),
        meetings(piece, mask, found),
        signings(piece, mask, found),
        deeds(piece, mask),
        performances(piece, mask, found),
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
            rf"(?<!не )(?<!который )(?<!которая )(?<!которые )\b(?:{verb})\s+(?!(?:на|в|с|по|к|счет)\s)(?=[а-яё\d«])",
            mask,
        )
        if match:
            end = END.search(mask, match.end())
            stop = end.start() if end else len(mask)
            what = re.split(r"\s(?=при|в рамках|для|из|на|с)\s", piece.text[match.end() : stop])[0]
            result.append(Action(match.start(), stop, kind, f"{noun} {genitive(tidy(what))}"))
    return result


def home_stem(report) -> str:
    return re.sub(r"[аяьйоыи]$", "", home(report))


def direction(report, text: str) -> str:
    """«визит в Красноярск делегации …» comes in; «визит делегации Красноярска в …» goes out."""
    stem = home_stem(report)
    if stem and re.search(rf"\bво?\s+(?:г\.\s*|город[е]?\s+)?{stem}", text):
        return "delegation_in"
    if re.search(r"\bво?\s+(?:г{1,2}\.\s*)?[А-ЯЁ]", text):
        return "delegation_out"
    return "delegation_out" if re.match(r"\W*(?:\w+\s+)?(?:поездк|выезд|бизнес-мисс)", text, re.I) else "delegation_in"


def performances(piece, mask: str, found) -> list[Action]:
    """«на площади выступил ансамбль»: a concert, unless it is part of something with a name."""
    result = []
    for match in PERFORMED.finditer(mask):
        first, last = clause(mask, match)
        who = visitor(mask, match, first, last, {"nomn"})
        if not who or not PERFORMER.match(mask, who[0]) or any(first <= p.noun < last for p in phrases(piece.text)):
            continue
        where = (
            re.search(r"(?<![а-яё])(?:в|на)\s+(?!рамках|ходе)(?:[А-ЯЁ«]|\w+\s)[^,;.]*", mask[match.end() : last])
            if who[0] < match.start()
            else None
        )
        title = f"Выступление {declined(piece, found, *who, 'genitive')} {where[0] if where else ''}"
        result.append(Action(match.start(), max(match.end(), who[1]), "concert", tidy(title)))
    return result[:1]


def signings(piece, mask: str, found) -> list[Action]:
    """A paper signed in this sentence is a signing on the calendar."""
    span = piece.report.clean.source(piece.start, piece.end)
    papers = [paper for paper in findings(found, "agreements") if span in paper.evidence]
    if not papers:
        return later_signing(piece, mask, found)
    result, free = [], list(SIGNING.finditer(mask))
    for paper in papers:
        date, base = paper.values.get("date"), base_year(piece.report)
        if date and base and int(date[:4]) < base - 1:
            continue
        coming = paper.values["status"] == "prospective"
        fitting = [
            match for match in free if bool(TO_SIGN.search(mask[max(0, match.start() - 25) : match.end()])) == coming
        ]
        if paper.values["status"] in ("signed", "prolonged", "prospective") and fitting:
            head = paper.values["title"].split()[0][:6].lower()
            place = mask.lower().find(head)
            match = min(fitting, key=lambda m: abs(m.start() - place))
            result.append(
                Action(match.start(), match.end(), "signing", f"{deed(match[0])} {genitive(paper.values['title'])}")
            )
            free.remove(match)
    return result


def deed(verb: str) -> str:
    return (
        "Продление"
        if re.match(r"продл|пролонг", verb, re.I)
        else "Возобновление"
        if verb.lower().startswith("возобн")
        else "Подписание"
    )


def later_signing(piece, mask: str, found) -> list[Action]:
    """«Подписание ожидается …» speaks of the paper named just before."""
    match = re.match(
        r"(?:Подписание|подписание)[, ](?:аналогичного документа )?(?=.{0,40}(?:ожидается|намечен|перенес|отложен|запланирован|состоится))",
        mask,
    )
    if not match:
        return []
    before = [
        p
        for p in findings(found, "agreements")
        if p.evidence[0].end <= piece.report.clean.source(piece.start, piece.end).start
    ]
    if not before:
        return []
    last = max(before, key=lambda p: p.evidence[0].end)
    return [Action(0, match.end(), "signing", "Подписание " + genitive(last.values["title"]))]


def genitive(title: str) -> str:
    return inflect(title, "genitive").replace("цветков", "цветов")
