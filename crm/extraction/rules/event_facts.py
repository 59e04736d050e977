"""Status, form and figures of an event from the words around it."""

import re
from functools import cache

from crm.extraction.rules.days import M
from crm.extraction.rules.language import rows

FIGURES = {
    "участник": "participants", "человек": "participants", "стран": "countries", "делегаци": "delegations",
    "школьник": "schoolchildren", "спортсмен": "athletes", "город": "cities", "работ": "works", "контракт": "contracts",
}  # fmt: skip


HOUSES = (
    r"(?:филармони|театр|музе|дворц|собор|набережн|площад|библиотек|парке|сквер|лагер|зале|стадион|сцен|МВЦ|холл|БФУ|галере|кампус|"
    r"гимнази|лице[ей]|университет|технопарк|манеж|павильон|арен[еы]|выставочн|ледов|Дом[еу] дружбы|мэрии|администрации города|Дом[еу]|отел|гостиниц|санатори|аэропорт|вокзал|спорткомплекс|комплексе|бассейн|храм|ратуш|усадьб|кремл[еья](?![а-яё])|больниц|поликлиник|клиник|госпитал|школ[еуах]|колледж|техникум|администраци[ию](?![а-яё])|"
    r"(?-i:(?:ДК|СК|ДС|ДОЛ|ДОК|ФОК|КСК|КДЦ|МВЦ|ТРЦ|ЦКиД|ЦНК|МКЦ)(?![А-ЯЁа-яё])))"
)
STANDS = (
    r"(?:музей|библиотека|стадион|площадь|театр|филармония|дворец|парк|отель|гостиница|зал|площадь|холл|центр|галерея|арена|набережная|"
    r"школа|гимназия|лицей|университет|кампус|клуб|лагерь|база|собор|мэрия|администрация|ратуша|дом|(?-i:ДК|СК|ДС|ДОЛ|ФОК|КСК|МВЦ))"
)
HOST = re.compile(rf"\b{STANDS}(?![а-яё])[^,.;:]{{0,40}}?\s(?:принимал[аио]?|принял[аио]?|встречал[аио]?|собрал[аио]?)\b(?! участие)", re.I)
WORKS = re.compile(r"\bработ(?:[аыуе]|ам|ами|ах)?(?![а-яё])", re.I)  # sent to a contest
IN_BRACKETS = re.compile(rf"\([^()]*\d[^()]*,\s(?:[\w-]+\s){{0,3}}?(?:[\w-]+-)?{STANDS}(?![а-яё])[^()]*\)", re.I)
# «турнир, Дворец спорта, 21–23 февраля»
IN_COMMAS = re.compile(rf",\s(?:[\w«»-]+\s){{0,3}}?(?:[\w-]+-)?{STANDS}(?![а-яё])[^,;()]{{0,60}},\s(?:с\s)?(?:\d|{M})", re.I)
# «турнир, 19 октября, Дворец единоборств»
AT_END = re.compile(rf",\s(?:[\w«»-]+\s){{0,2}}?{STANDS}(?![а-яё])[^,;()]{{0,40}}(?:[.;]|$|,\s(?:участв|с участием))", re.I)
VENUE = re.compile(rf"\b(?:в|во|на)\s+(?:\S+\s+){{0,3}}?(?:[а-яё]+-)?{HOUSES}|(?<=\t)(?:арт-)?(?:[Гг]алерея|[Мм]узей|[Тт]еатр|[Дд]ворец|[Бб]иблиотека|[Сс]тадион|[Фф]илармония|[Кк]ампус)\b", re.I)


MEANT = re.compile(
    r"(?:запланированн|намеченн|назначенн|предстоящ)\w+", re.I
)  # «запланированные на июль, прошли в августе»
WAS_MEANT = re.compile(r"(?:запланирован|намечен|назначен)[аоы]?(?![а-яё])", re.I)  # «намечен на июль, состоялся в августе»
MOVED_AND_HELD = re.compile(
    r"отмен[её]н\w*[^.;]{0,40},\s(?:прош[её]л|прошл|состоял)|(?:перен|откладыв)\w+[^,.;]{0,20}\sи\s(?:состоял|прош|провед)|перен\w+ (?:на|с)[^,.;]{0,40}[,;.] ?(?:и )?(?:провед|состоял|прош|исполн|выполн|стартова)", re.I
)


NOT_DONE = re.compile(r"\bне (?:исполнен|выполнен|провед[её]н)", re.I)
ENDED = re.compile(r"\b(?:в итоге|окончательно)\b", re.I)  # «дважды переносились и в итоге отменены»
ATTRIBUTE = re.compile(r"[а-яё]+нн(?:ый|ая|ое|ые|ого|ой|ую|ых|ым|ыми)(?![а-яё])", re.I)  # «перенесённая с весны, отменена»


@cache
def status_patterns(kind: str) -> tuple[tuple[str, re.Pattern], ...]:
    """A third column keeps a word to the kinds of event that begin so: who did not come fails a visit, not a forum."""
    return tuple(
        (status, re.compile(rf"\b{pattern}\b", re.I))
        for status, pattern, *only in rows("status_words.tsv")
        if not only or kind.startswith(only[0])
    )


def status_of(text: str, place: int, mood: str, kind: str) -> str:
    """The nearest word of status; a cancelled, failed or moved event outranks words of holding it."""
    near = [(status, m) for status, pattern in status_patterns(kind) for m in pattern.finditer(text)]
    held = [m.start() for status, m in near if status == "held"]
    if held:
        near = [
            (status, m)
            for status, m in near
            if not (status == "planned" and (MEANT.match(text, m.start()) or WAS_MEANT.match(text, m.start()) and max(held) > m.start()))
        ]
    lost = [(status, m) for status, m in near if status in ("cancelled", "failed", "postponed")]
    if held and lost and all(ATTRIBUTE.match(text, m.start()) for _, m in lost):
        lost = []  # «Перенесённый с 2022 года форум провели в октябре»
    said = [(status, m) for status, m in lost if not ATTRIBUTE.match(text, m.start())]
    if NOT_DONE.search(text) and any(status == "postponed" for status, _ in lost):
        return "postponed"  # «Не исполнено, визит перенесён на май»
    strong = [(abs(m.start() - place), status) for status, m in said or lost]
    rest = [
        (abs(m.start() - place), status) for status, m in near if status not in ("cancelled", "failed", "postponed")
    ]
    if strong and (end := ENDED.search(text)) and (last := [s for s, m in said or lost if m.start() > end.start()]):
        return last[-1]
    held_after = any(s == "held" for _, s in rest) and "в итоге" in text or MOVED_AND_HELD.search(text)
    if strong and min(strong)[0] < 160 and not held_after:
        return min(strong)[1]
    said = {status for _, status in rest}
    if mood == "tasks" and not ("held" in said and "planned" not in said):
        return "planned"
    return min(rest)[1] if rest and min(rest)[1] in ("planned", "under_way") and not is_named_only(text) else "held"


def is_named_only(text: str) -> bool:
    """«план запланированных мероприятий выполнен»: the word says nothing of this event."""
    return bool(re.search(r"ранее запланированн|в соответствии с планом", text, re.I))


@cache
def format_patterns() -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((form, re.compile(rf"\b(?:{pattern})", re.I)) for pattern, form in rows("online_words.txt"))


def is_hybrid(text: str) -> bool:
    return any(pattern.search(text) for form, pattern in format_patterns() if form == "hybrid")


def format_of(text: str, kind: str, visit: bool) -> str:
    for form in ("hybrid", "online", "by_correspondence"):
        if any(p.search(text) for f, p in format_patterns() if f == form):
            return form
    if any(p.search(text) for f, p in format_patterns() if f == "in_person"):
        return "in_person"
    if kind != "publication" and any(words.search(text) for words in (VENUE, IN_BRACKETS, IN_COMMAS, AT_END, HOST)) and not WORKS.search(text):
        return "in_person"
    return "in_person" if visit or kind in ("delegation_in", "delegation_out") else "unknown"


def figures_of(text: str) -> dict[str, int]:
    figures = {}
    anniversary = re.search(r"(\d{1,4})-(?:лети|й годовщин|ю годовщин|я годовщин)", text)
    if anniversary:
        figures["anniversary_years"] = int(anniversary[1])
    for match in re.finditer(r"(\d[\d   ]*)(\sтыс\w*\.?)?\s+(?:\w+\s+)?([а-яё]+)", text):
        name = next((name for stem, name in FIGURES.items() if match[3].startswith(stem)), None)
        if name and name not in figures:
            figures[name] = int(re.sub(r"\D", "", match[1])) * (1000 if match[2] else 1)
    return figures
