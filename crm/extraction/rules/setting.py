"""What a block's surroundings say of it: is it done, unsolved or planned, of which year, which month."""

import re
from dataclasses import dataclass, replace
from functools import cache

from crm.extraction.heading import coming_year
from crm.extraction.rules.bare_days import bare_days
from crm.extraction.rules.dates import When, dates_in
from crm.extraction.rules.language import masked, rows
from crm.extraction.rules.printed import base_year, is_digest
from crm.extraction.structure import sentences

TASKS = re.compile(r"задач|планируем|план\w*\s+(?:основных|на\s+20)|перспективн|предстоит|что впереди|планы", re.I)
COMING = re.compile(r"Что впереди|Планы на|Задачи на|Кроме того, будет проработан", re.I)
UNSOLVED = re.compile(r"не удалось решить|нереш[её]нн|проблем", re.I)


@dataclass(frozen=True)
class Piece:
    """A sentence of a block, in clean coordinates."""

    report: object
    block: object
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.report.clean.text[self.start : self.end]


def pieces(report):
    for block in report.blocks:
        if block.kind in ("heading", "month"):
            continue
        if block.kind == "row":
            yield Piece(report, block, block.start, block.end)
            continue
        for one in sentences(block):
            yield Piece(report, block, one.start, one.end)


@cache
def intent_words(*weights: str) -> re.Pattern:
    """What says that something is meant to be done: "always", or only where the "coming" year is spoken of."""
    words = [pattern for pattern, weight in rows("intent_words.tsv") if not weights or weight in weights]
    return re.compile(rf"\b(?:{'|'.join(words)})(?![а-яё])[,:\s]*(?:также\s+)?(?:наконец,\s+)?", re.I)


FUTURE = re.compile(
    r"\b(?:пройд[её]т|пройдут|состоится|состоятся|будет|будут|откро[ею]тся|примет|примут|нач[её]?н[её]тся|приед[еу]т|отправится|продолжится|отмет[ия]т|отпраздну[ею]т|исполнится|станет|станут|принима[ею]т)\b",
    re.I,
)
NEXT_YEAR = r"(?:\b(?:в|на)\s+(?:{}(?:-м)?\s+год[уа]?|{}\s+г\.|следующем году|будущем году|следующий год|предстоящем году|новом году|ближайш\w+ (?:год\w*|перспектив\w*))|\bдо\s(?:\d{{1,2}}\s)?[а-я]+\s{}\s(?:г\.|года)|\bвпереди\b)"


OPENS = re.compile(r"\W*(?:\d{1,2}[.)]\s)?(?:[А-ЯЁ]|[а-яё])[а-яё]+(?:ить|ать|ять|еть|сти|чь)(?:ся)?\s", re.I)  # an infinitive: «Продолжить работу»


def is_intention(piece: Piece) -> bool:
    """«В 2024 году предстоит …» speaks of the year to come, whatever the section."""
    year = piece.report.year
    if not year or piece.report.kind == "news":
        return False
    coming = re.compile(NEXT_YEAR.format(*[year + 1] * 3), re.I)
    before = piece.report.clean.text[piece.block.start : piece.start]
    if coming.search(piece.text) and (intent_words().search(piece.text) or OPENS.match(piece.text)):
        return True
    opened = any(
        said.search(before, max(0, m.start() - 120), m.end() + 120) for m in coming.finditer(before) for said in (intent_words(), FUTURE)
    )
    return opened and bool(intent_words().search(piece.text) or FUTURE.search(piece.text))


def mood_of(piece: Piece) -> str:
    return "tasks" if is_intention(piece) else mood(piece.block)


def mood(block) -> str:
    """done, unsolved or tasks."""
    section = block.section
    if COMING.match(block.text):
        return "tasks"
    said = block.intro.text[-90:] if block.intro and block.intro.text.rstrip()[-1] not in ".;" else ""
    if re.search(r"не удалось|не реш[её]н|не найден|проблем", said, re.I):
        return "unsolved"
    if re.search(r"предстоит|предусматрива(?:ется|ются)|предполага(?:ется|ются)|планиру[её]тся|планируются|планируем|ожида[её]тся|ожидаются|намечен|задач[аи]|запланирован\w* на 20|(?:необходимо|следует|нужно)(?!\s+(?:отметить|выделить|назвать|упомянуть|сказать|подчеркнуть))", said, re.I):
        return "tasks"
    if section is not None and section.kind in ("tasks", "unsolved", "done", "intro"):
        return "done" if section.kind == "intro" else section.kind
    above = " ".join([block.intro.text if block.intro else "", *block.headings[-1:]])
    if UNSOLVED.search(above):
        return "unsolved"
    return "tasks" if TASKS.search(above) else "done"


LOST_ABOVE = re.compile(
    r"не состоял|не проведен|не прошл|отмен[её]н|сорва|не удалось:?[\s•]*(?:провести|организовать|осуществить|принять|посетить)", re.I
)


def is_lost(piece: Piece) -> bool:
    """«Не состоялись:», «Не удалось: провести …» above an item."""
    block = piece.block
    above = block.intro.text if block.intro else block.headings[-1] if block.headings else ""
    said = LOST_ABOVE.search(f"{above} {piece.text[:40]}")
    return bool(said) and said.start() < len(above)


def year_of(report, block) -> int | None:
    said = re.search(r"\b(20\d\d)\b", block.intro.text) if block.intro and mood(block) == "tasks" else None
    if said:
        return int(said[1])
    about = getattr(block.section, "about_year", None)
    is_of_list = mood(block) == "tasks" and block.section.kind != "tasks"  # tasks by the words above them alone
    if about and not is_of_list and not (about == report.year and COMING.match(block.text)):
        return about
    if report.year and mood(block) == "tasks" and report.kind != "news":
        return coming_year(report.clean.text, report.year)
    return base_year(report, block.start)


def year_for(piece: Piece) -> int | None:
    report = piece.report
    return coming_year(report.clean.text, report.year) if is_intention(piece) else year_of(piece.report, piece.block)


def own_dates(piece: Piece, start: int | None = None, end: int | None = None) -> list[When]:
    text = piece.report.clean.text
    start, end = start or piece.start, end or piece.end
    found = dates_in(text, start, end, year=year_for(piece), report=piece.report)
    found = [of_year_named(piece, when) for when in found]
    found = [*bare_days(piece, start, end, year_for(piece), found), *found]
    mask = masked(piece.text, brackets=False)
    quoted = {place + piece.start for place, letter in enumerate(mask) if letter == "_"}
    return [when for when in found if when.start not in quoted and not is_of_something_else(text, when)]


YEAR_AHEAD = re.compile(r"\b(?:[Вв] (?=20\d\d году)|[Нн]а (?=20\d\d год\b))(20\d\d) году?\b(?:[^.;:]{0,120}:\s[^.]*|[^.;]{0,80})$")


def of_year_named(piece: Piece, when: When) -> When:
    """«пройдёт в 2026 году: 12 августа», «На 2026 год намечены: …»: the day is of the year named right before it, if that is still to come."""
    said = YEAR_AHEAD.search(piece.report.clean.text[piece.start : when.start])
    if when.source != "month_in_sentence" or not said or int(said[1]) != when.year + 1:
        return when
    return replace(when, edtf=when.edtf.replace(str(when.year), said[1]), source="explicit")


def is_of_something_else(text: str, when: When) -> bool:
    """«до 2025 года», «от 3 октября 2014 г.», «(1966 г.)», «(в 2022 году – 87)» date a term or a comparison."""
    before = text[max(0, when.start - 24) : when.start]
    if re.search(r"(?:перен[её]?с|перенос|отлож|отклад)\w+\s+(?:\w+\s)?(?:на|до)\s+$", before, re.I):
        return False
    if re.search(
        r"(?:\bдо|\bот|\bкак (?:и )?в|сравнени\w+ с|впервые с|состоянию на|ист[её]к\w*\s(?:ещ[её]\s)?в)\s*$",
        before,
        re.I,
    ):
        return True
    return bool(when.rank == 3 and (re.search(r"(?:\bс|\bк|\bна|\(в?)\s*$", before) or "/" in when.edtf))


def inherited(piece: Piece) -> When | None:
    """The date a month heading, the sentence above a list or the year of the report gives."""
    block, report = piece.block, piece.report
    year = year_for(piece)
    if getattr(block, "month", None) and year:
        last = getattr(block, "last_month", None) or block.month
        months = [f"{year}-{month:02}" for month in dict.fromkeys((block.month, last))]
        return When(block.start, block.start, "/".join(months), len(months), "month_heading")
    if block.intro is not None:
        above = dates_in(report.clean.text, block.intro.start, block.intro.end, year=year, report=report)
        if above:
            return When(above[-1].start, above[-1].end, above[-1].edtf, above[-1].rank, "list_intro")
    if year and (report.kind != "news" or is_digest(report)):
        return When(block.start, block.start, str(year), 3, "reporting_year")
    return None
