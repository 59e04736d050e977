"""Events told by a verb: a delegation went, came, met; a paper was signed."""

import re
from dataclasses import dataclass

from crm.extraction.rules.dates import base_year
from crm.extraction.rules.language import masked, rows, tidy
from crm.extraction.rules.reach import findings
from crm.russian import inflect

GOING = re.compile(
    r"\b(?:посетил[аи]?|жд[её]м|побывал[аи]?|находил(?:ась|ся|ись)|находится|выезжал[аи]?|ездил[аи]?|прибыл[аи]?|направлена делегация)\b",
    re.I,
)
MEETING = re.compile(
    r"\b(?:встретил(?:ся|ась|ись))\s+(?=со?\s)|\bпринял[аи]?\s+(?=[А-ЯЁ]\w+|делегаци|посл|консул|глав|мэр|хоким|аким)"
)
SIGNING = re.compile(
    r"\b(?:подписан[аоы]?|продл[её]н[аоы]?|продлили|продлившим|возобновлено|подписал[аи]?|заключ[её]н[аоы]?|заключила?|пролонгирован[аоы]?|подписать)\b",
    re.I,
)
END = re.compile(r"(?<![ .(][А-ЯЁ])(?<!\bг)(?<!\bгг)\.(?=\s|$)|;|,\s|\s[–—]\s|\s(?:в рамках|в ходе|на полях)\s")


@dataclass(frozen=True)
class Action:
    start: int
    end: int
    kind: str
    title: str


def actions(piece, found) -> list[Action]:
    mask = masked(piece.text, brackets=False)
    return [*visits(piece, mask), *meetings(piece, mask), *signings(piece, mask, found), *deeds(piece, mask)]


def deeds(piece, mask: str) -> list[Action]:
    """«открыт класс», «выпустило буклет»: a verb whose noun a calendar would use."""
    section = piece.block.section
    if piece.block.kind == "row" or getattr(section, "kind", "") == "tourism" or getattr(section, "tourism", False):
        return []
    result = []
    for verb, kind, noun in rows("actions.tsv"):
        match = re.search(rf"(?<!не )\b(?:{verb})\s+(?!(?:на|в|с|по|к|счет)\s)(?=[а-яё\d«])", mask)
        if match:
            end = END.search(mask, match.end())
            stop = end.start() if end else len(mask)
            what = re.split(r"\s(?=при|в рамках|для|из|на|с)\s", piece.text[match.end() : stop])[0]
            result.append(Action(match.start(), stop, kind, f"{noun} {genitive(tidy(what))}"))
    return result


def home(report) -> str:
    city = report.home_city
    return (
        getattr(city, "name_ru", None) or getattr(city, "name", None) or (city if isinstance(city, str) else "") or ""
    )


def home_stem(report) -> str:
    return re.sub(r"[аяьйоыи]$", "", home(report))


def direction(report, text: str) -> str:
    """«визит в Красноярск делегации …» comes in; «визит делегации Красноярска в …» goes out."""
    stem = home_stem(report)
    if stem and re.search(rf"\bв\s+(?:г\.\s*|город[е]?\s+)?{stem}", text):
        return "delegation_in"
    if re.search(r"\bв\s+(?:г{1,2}\.\s*)?[А-ЯЁ]", text):
        return "delegation_out"
    return "delegation_in"


def visits(piece, mask: str) -> list[Action]:
    result = []
    for match in GOING.finditer(mask):
        subject = match[0] + mask[max(0, match.start() - 220) : match.start()] + mask[match.end() : match.end() + 120]
        if not re.search(r"делегаци|групп|представител|посол|консул|губернатор|мэр|миссии|глав|министр", subject, re.I):
            continue
        name = home(piece.report)
        host = f"(?:{name}|{inflect(name, 'accusative')}|администрацию)" if name else "$^"
        came = re.search(rf"{host}\s+{match[0]}|{match[0]}\s+(?:в\s+)?(?:г\.\s*)?{host}(?![а-яё])", mask)
        kind = "delegation_in" if came else "delegation_out"
        end = END.search(mask, match.end())
        stop = end.start() if end else len(mask)
        if len(mask[match.end() : stop].split()) < 1:
            continue
        result.append(Action(match.start(), stop, kind, visit_title(piece, mask, match, stop, bool(came))))
    return result[:1]


def visit_title(piece, mask: str, match, stop: int, came: bool) -> str:
    rest = piece.text[match.end() : stop].strip()
    if came:
        who = re.sub(r"(делегаци)я", r"\1и", rest)
        return tidy(f"Визит в {inflect(home(piece.report), 'accusative')} {who}")
    where = rest if re.match(r"(?:во?|на)\s", rest) else f"в {rest}"
    return tidy(f"Визит делегации {inflect(home(piece.report), 'genitive')} {where}")


def meetings(piece, mask: str) -> list[Action]:
    result = []
    for match in MEETING.finditer(mask):
        end = END.search(mask, match.end())
        stop = end.start() if end else len(mask)
        whom = piece.text[match.end() : stop]
        # after «принял» the guest stands in the form the noun «приём» wants too
        title = f"Встреча {whom}" if whom.startswith(("с ", "со ")) else f"Приём {whom}"
        result.append(Action(match.start(), stop, "meeting", tidy(title)))
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
        if paper.values["status"] in ("signed", "prolonged", "prospective") and free:
            head = paper.values["title"].split()[0][:6].lower()
            place = mask.lower().find(head)
            match = min(free, key=lambda m: abs(m.start() - place))
            result.append(
                Action(match.start(), match.end(), "signing", "Подписание " + genitive(paper.values["title"]))
            )
            free.remove(match)
    return result


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
