"""Signings: the papers of a sentence that its verbs say are signed, prolonged or soon to be."""

import re

from crm.extraction.rules.acts import HELD, REPEATED, clause_at
from crm.extraction.rules.event_phrases import left, right
from crm.extraction.rules.event_visits import Action
from crm.extraction.rules.language import is_verbless, tidy
from crm.extraction.rules.printed import base_year
from crm.extraction.rules.reach import findings
from crm.extraction.rules.setting import mood_of, own_dates
from crm.russian import inflect, nominative

SIGNING = re.compile(
    r"\b(?:подписан[аоы]?|продл[её]н[аоы]?|продлили|продлившим|возобновл[её]н[аоы]?|обменял[а-яё]+\sподписанн[а-яё]+\sэкземпляр[а-яё]+|подписал[аи]?|подписывал[аи]?|заключ[её]н[аоы]?|заключил[аи]?|пролонгирован[аоы]?|подпиш[еу]т|подписать|заключить|продлить|парафирован[аоы]?|скрепил[аи]?(?:\s\w+)?\s(?:подпис|печат)\w+|постав(?:ил[аи]?|ит|ят)\s(?:свои\s)?подписи|(?:подписани(?:ем|е)|заключени(?:ем|е))(?=(?:,?\s[^.;]{0,60}?,|\s(?:в ходе|в рамках|во время|по итогам)\s[^.;()]{3,50}?(?:\s\([^()]{3,20}\))?)?\s(?:[а-яё]+\s){0,2}(?:меморандум|соглашени|договор|протокол|план|программ|дорожн|деклараци))|(?:подписание|заключение|продление)(?=\s+(?:\w+\s)?(?:намеч|заплан|ожида|состоит|перен|отлож|предполаг)))\b",
    re.I,
)
TO_SIGN = re.compile(
    r"(?:подпиш[еу]т|подписать|заключить|продлить|подписание|заключение|продление)$|(?:буд(?:ет|ут)|может быть|могут быть)\s+(?:\S+\s+)?\w+$", re.I
)


DENIED = re.compile(r"(?:^|\s)не\s+(?:был[аоы]?\s+)?$", re.I)
BY_ITSELF = re.compile(r"автоматически\s+$", re.I)  # nobody signs what goes on by itself
MISSED = re.compile(r"(?<!так и )не\s+(?:был[аоы]?\s+)?(?:подписан|заключ[её]н)[аоы]?(?![а-яё])|(?:подписать|заключить)[^.;]{0,80}не\s(?:удалось|смогли|успели)|не\s(?:удалось|смогли|успели)\s+(?:подписать|заключить)", re.I)
PAPER = re.compile(
    r"\b(?:меморандум|соглашени|договор|протокол|план(?=[аеуы]?\b)|дорожн\w+\s+карт|контракт|программ|деклараци)[а-яё]*",
    re.I,
)
COUNTED = re.compile(r"(?:\d+|два|две|три|четыре|пять|шесть|семь)\s+(?:[а-яё]+\s+)?$|несколько\s+$|ряда?\s+$")
NAMED_BEFORE = re.compile(r"(?:упомянут|указанн|названн|данн|вышеназванн)(?:ого|ой|ых)\s", re.I)
GOVERNED = re.compile(
    r"(?<![а-яё])(?:в|во|по|о|об|с|со|к|из|для|на|до|согласно|рамках|реализации|проекта?|условиях?)\s+$", re.I
)


def signings(piece, mask: str, found) -> list[Action]:
    """A paper signed in this sentence is a signing on the calendar."""
    span = piece.report.clean.source(piece.start, piece.end)
    papers = found.within("agreements", span)
    told = list(SIGNING.finditer(mask))
    signed = [match for match in told if not DENIED.search(mask[: match.start()]) and not BY_ITSELF.search(mask[: match.start()])]
    signed += [match for match in REPEATED.finditer(mask) if signed and signed[0].end() <= match.start()]
    if not papers:
        return later_signing(piece, mask, found) or unknown_papers(piece, mask, signed)
    result, free = [], signed
    if (missed := MISSED.search(mask)) and (paper := missed_paper(mask, missed, papers)):
        result.append(Action(missed.start(), missed.end(), "signing", f"Подписание {genitive(paper.values['title'])}"))
        papers = [one for one in papers if one is not paper]
        free = [match for match in free if not missed.start() <= match.start() < missed.end()]
    for paper in papers:
        date, base = paper.values.get("date"), base_year(piece.report, piece.start)
        if date and base and int(date[:4]) < base - 1:
            continue
        coming = paper.values["status"] == "prospective"
        head = paper.values["title"].split()[0][:6].lower()
        fitting = [
            match for match in free if governs(piece, mask, match, head) and is_to_be_signed(piece, mask, match) == coming
        ]
        is_dated = any(when.rank == 0 for when in own_dates(piece))
        initialled = [match for match in fitting if match[0].lower().startswith("парафир") and is_dated]
        if paper.values["status"] in ("signed", "prolonged", "prospective") and fitting or initialled:
            place = mask.lower().find(head)
            match = min(fitting, key=lambda m: abs(m.start() - place))
            result.append(
                Action(match.start(), match.end(), "signing", f"{deed(match[0])} {genitive(paper.values['title'])}")
            )
            free.remove(match)
    return result or later_signing(piece, mask, found, papers)


def missed_paper(mask: str, missed, papers: list):
    """The paper named nearest to what says that it was not signed."""
    heads = [(paper, paper.values["title"].split()[0][:6].lower()) for paper in papers]
    named = [(abs(match.start() - missed.start()), number) for number, (_, head) in enumerate(heads) for match in re.finditer(re.escape(head), mask.lower())]
    return papers[min(named)[1]] if named else None


SOON_TO_BE = re.compile(r"(?:подписание|заключение|продление)\s+(?:[а-яё]+\s)?(?:намеч|заплан|ожида|состоит|перен|отлож|предполаг)", re.I)


def governs(piece, mask: str, match, head: str) -> bool:
    """«завершилась подписанием Дорожной карты» says nothing of other papers."""
    if not re.match(r"подписани|заключени", match[0], re.I):
        return True
    if not match[0].lower().endswith("ем") and not opens_item(piece, mask, match) and not HELD.search(clause_at(mask, match.start())) and not SOON_TO_BE.match(mask, match.start()):
        return False
    paper = PAPER.search(mask, match.end())
    return paper is None or paper[0].lower().startswith(head)


def opens_item(piece, mask: str, match) -> bool:
    """«Подписание Меморандума, Брест, 5 мая»: a noun that begins an item without a verb tells of a deed."""
    joined = piece.block.kind in ("item", "row") and AND_SIGNED.search(mask[: match.start()])
    return (match.start() < 5 or bool(joined)) and mood_of(piece) == "done" and is_verbless(re.split(r"[.;]", mask)[0])


AND_SIGNED = re.compile(r"(?:,|\sи|\s[–—]|\sа также)\s+$")  # «приём делегации и подписание протокола»


def is_to_be_signed(piece, mask: str, match) -> bool:
    return bool(TO_SIGN.search(mask[max(0, match.start() - 25) : match.end()])) and not opens_item(piece, mask, match)


def deed(verb: str) -> str:
    return (
        "Парафирование"
        if re.match("парафир", verb, re.I)
        else "Продление"
        if re.match(r"продл|пролонг", verb, re.I)
        else "Возобновление"
        if verb.lower().startswith("возобн")
        else "Подписание"
    )


SOON = r"(?:ожида|намеч|перен[её]с|отлож|заплан|планиру|рассчит|предполаг|состоит|предстоит|договорил)"
PRONOUN = r"(?:его|е[её]|их|(?:этот |данный |сам )?документ\w*)"
LATER = re.compile(
    rf"(?:^|,\s(?:а|но)\s)\W*(?:Сам[ао]? )?(?P<deed>подписание|продление|заключение)[, ](?:аналогичного документа |документа )?(?=.{{0,40}}{SOON})"
    rf"|(?P<deed2>подписать|заключить|продлить)\s+{PRONOUN}(?![а-яё])|{PRONOUN}\s+(?:\S+\s+){{0,3}}?(?P<deed3>подписать|заключить|продлить|подписани[ея])(?![а-яё])"
    rf"|(?P<deed5>подписание|заключение)\sкоторого(?=.{{0,80}}{SOON})"
    rf"|{PRONOUN}\s+(?P<deed4>подписание)\s+(?=.{{0,40}}{SOON})",
    re.I,
)


def later_signing(piece, mask: str, found, named=()) -> list[Action]:
    """«Подписание ожидается …», «подписать его намечено …»: the paper is the one named just before."""
    match = LATER.search(mask)
    if not match:
        return []
    before = list(named) or [
        p
        for p in findings(found, "agreements")
        if p.evidence[0].end <= piece.report.clean.source(piece.start, piece.end).start
    ]
    if not before:
        return []
    bare = re.search(r"\b(соглашени|договор|меморандум|протокол)[а-яё]*(?=[,.;])", mask[: match.start()], re.I)
    if bare and not named:
        what = next(name for name in ("соглашения", "договора", "меморандума", "протокола") if name.startswith(bare[1].lower()))
        return [Action(match.start(match.lastgroup), match.end(), "signing", f"{deed(match[match.lastgroup])} {what}")]
    last = max(before, key=lambda p: p.evidence[0].end)
    return [Action(match.start(match.lastgroup), match.end(), "signing", f"{deed(match[match.lastgroup])} {genitive(last.values['title'])}")]


def unknown_papers(piece, mask: str, signed: list) -> list[Action]:
    """A paper no rule for agreements knows is signed all the same."""
    for match in signed:
        for paper in sorted(PAPER.finditer(mask), key=lambda one: abs(one.start() - match.start())):
            begin = left(mask, paper.start())
            between = mask[min(match.end(), paper.end()) : max(match.start(), begin)]
            if (
                len(between) > 60
                or re.match(r"(?:контракты|договоры|соглашения|меморандумы)\b", paper[0], re.I) and not PAPER.search(mask[paper.end() :])
                or re.search(r"[;.]", between)
                or GOVERNED.search(mask[:begin])
                or COUNTED.search(mask[: paper.start()])
                or NAMED_BEFORE.search(mask[begin : paper.end()])
            ):
                continue
            end = right(piece.text, mask, paper.end(), "подписание")
            stop = min(end, match.start()) if paper.start() < match.start() else end
            return [
                Action(
                    min(match.start(), begin),
                    max(match.end(), stop),
                    "signing",
                    f"{deed(match[0])} {genitive(nominative(tidy(piece.text[begin:stop])))}",
                )
            ]
    return []


def genitive(title: str) -> str:
    if title.startswith("«") and title.endswith("»") and title.count("«") == 1:  # «Открытие «Сибирской гостиной»»
        return f"«{genitive(title[1:-1])}»"
    return inflect(title, "genitive").replace("цветков", "цветов").replace("венок", "венков")
