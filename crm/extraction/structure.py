"""A report's skeleton: whose it is, of which year, its sections, headings, lists and rows."""

import re
from dataclasses import dataclass, field

from crm.extraction import gazetteer
from crm.extraction.cleaning import ABBREVIATED, MONTH_LINE, MONTH_NAMES, CleanText
from crm.extraction.heading import Section, about_year, is_heading, kind_of_section
from crm.extraction.table import Cell, cells_of, roles_of
from crm.russian import nominative
from crm.russian.morphology import parses

MONTHS = MONTH_NAMES.split("|")
ITEM = re.compile(
    r"(?:•|[-–—*](?=\s|[«А-ЯЁа-яё])|\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|[а-я]\)(?=\s)|[IVXХ]{1,5}\.(?=\s))\s*"
)
LABEL = re.compile(
    r"([А-ЯЁ][^.:;«»\d]{3,58}?(?:\s+(?:на|в|за)\s+20\d\d(?:\s+год[ау]?)?)?)\s*:\s+(?=\S)|([А-ЯЁ][а-яё]+(?: [а-яё]+){0,2})\.\s+(?=[А-ЯЁ])"
)
SPOKEN = re.compile(
    r"\b(?:сказал|подчеркнул|отметил|сообщил|рассказал|добавил|заявил|поделил\w+|напомнил|прокомментировал)[аи]?\b|^— ",
    re.M,
)
REPORTED = re.compile(
    r"отч[её]т\b|итоги? работы|наиболее значи|задачи (?:стоят|на)|за (?:отч[её]тный )?(?:период|20\d\d) ?(?:год)?|информация о",
    re.I,
)
SECTIONED = re.compile(
    r"^\W*(?:задачи|планы|проблемы|нереш|не удалось|развитие туризма|туризм|итоги|что удалось)|\t", re.I | re.M
)
TITLE_YEAR = re.compile(r"(?:\bза|\bв)\s+(20\d\d)\s*(?:г\b|год)", re.I)
SENTENCE_END = re.compile(r"[.!?…]+[»\")]*(?=\s+[А-ЯЁA-Z«\"—–\d(•-])")


@dataclass
class Sentence:
    start: int
    end: int
    text: str


@dataclass
class Block:
    """A paragraph, item, row or heading in clean coordinates."""

    start: int
    end: int
    kind: str
    section: Section
    month: int | None
    intro: "Block | None"
    headings: tuple[str, ...]
    text: str
    last_month: int | None = None
    cells: tuple[Cell, ...] = ()


@dataclass
class Report:
    text: str
    clean: CleanText
    home_city: gazetteer.City | None = None
    year: int | None = None
    written_year: int | None = None
    kind: str = "annual_report"
    issued_by: str | None = None
    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def read_structure(text: str, city: str | None = None, year: int | None = None) -> Report:
    clean = CleanText(text)
    report = Report(text, clean, kind=kind_of_report(clean.text))
    report.year = year or year_of(clean.text, report.kind)
    report.written_year = report.year + (report.kind == "annual_report") if report.year else None
    report.home_city = home_city(clean.text, city)
    report.issued_by = issued_by(clean.text)
    Reader(report).read()
    return report


def kind_of_report(text: str) -> str:
    """News quotes people and tells one thing; a report on a year says so at its top."""
    spoken = len(SPOKEN.findall(text))
    if REPORTED.search(text[:400]) or len(text) > 9_000:
        return "annual_report"
    return "news" if spoken or not SECTIONED.search(text) and not TITLE_YEAR.search(text[:600]) else "annual_report"


def year_of(text: str, kind: str) -> int | None:
    if kind == "news":
        dated = re.search(r"\b\d{1,2}\.\d{2}\.(20\d\d)\b", text[:600]) or re.search(
            r"\b\d{1,2} [а-я]{3,8} (20\d\d)", text[:200]
        )
        return int(dated[1]) if dated else None
    titled = TITLE_YEAR.search(text[:3000]) or re.search(r"\b(20\d\d)\b", text[:300])
    if titled:
        return int(titled[1])
    years = re.findall(r"\b(20[0-4]\d)\b", text)
    return int(max(set(years), key=years.count)) if years else None


def home_city(text: str, name: str | None) -> gazetteer.City | None:
    if name:
        return gazetteer.city_named(name, "RU") or gazetteer.City(name, "RU", "", 0)
    counts: dict[gazetteer.City, int] = {}
    pattern = r"(?:\bг\.\s?|\bгород(?:а|е|у|ом)?\s+|«Город |\b[Мм]эр(?:ии|ия|а|ом)?\s+|\bадминистраци\w+\s+|^)([А-ЯЁ][\wё-]+(?: [А-ЯЁ][а-яё]+)?)"
    for match in re.finditer(pattern, text, re.M):
        first = text[: match.start()].count("\n") < 3 if match.start() < 600 else False
        for city in named(match[1]):
            counts[city] = counts.get(city, 0) + (6 if first else 1)
    return max(counts, key=counts.get) if counts else most_named(text)


def most_named(text: str) -> gazetteer.City | None:
    """No «город …» anywhere: the Russian city named most, the dictionary knowing it as a place."""
    counts: dict[gazetteer.City, int] = {}
    for word in re.findall(r"(?<![«А-Яа-яё])[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?", text[:20_000]):
        if any("Geox" in parse.tag.grammemes and parse.score > 0.3 for parse in parses(word)):
            for city in named(word):
                counts[city] = counts.get(city, 0) + 1
    return max(counts, key=counts.get) if counts else None


def named(words: str) -> list[gazetteer.City]:
    words = words.title() if words.isupper() else words
    for form in (words, words.split()[0]):
        found = [city for _, city in gazetteer.cities_of_form(form) if city.country == "RU"]
        if found:
            return found[:1]
    return []


def issued_by(text: str) -> str | None:
    found = re.search(
        r"(?<![а-яё])([Аа]дминистраци\w+|[Мм]эри\w+)\s+(?:города|г\.|городского округа)?\s*(?:[А-ЯЁ][\wё-]+|«[^»]+»)",
        text,
    )
    if not found:
        return None
    phrase = nominative(found[0])
    return phrase[0].lower() + phrase[1:]


class Reader:
    """One pass over the paragraphs that remembers what stands above."""

    def __init__(self, report: Report):
        self.report = report
        self.section = Section("intro", report.year, None, [])
        report.sections.append(self.section)
        self.month: int | None = None
        self.last_month: int | None = None
        self.roles: tuple[str | None, ...] = ()
        self.intro: Block | None = None
        self.headings: list[tuple[int, str]] = []
        self.tourism = False
        self.items = 0

    def read(self) -> None:
        paragraphs = list(self.paragraphs())
        for number, (start, end) in enumerate(paragraphs):
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            self.paragraph(start, end, following)

    def paragraphs(self):
        place = 0
        for line in self.report.clean.text.split("\n"):
            start = place + len(line) - len(line.lstrip())
            if line.strip():
                yield start, place + len(line.rstrip())
            place += len(line) + 1

    def paragraph(self, start: int, end: int, following) -> None:
        text = self.report.clean.text[start:end]
        if MONTH_LINE.fullmatch(text.strip("•-– ")):
            return self.month_heading(start, end, text)
        if "\t" in text:
            return self.row(start, end, text)
        self.roles = ()
        label = LABEL.match(text)
        if label and kind_of_section(label[1] or label[2], is_label=True) and self.report.kind != "news":
            self.heading(start, start + len(label[1] or label[2]), text[: label.end()])
            return self.body(start + label.end(), end, "paragraph")
        below = self.report.clean.text[slice(*following)] if following else ""
        if is_heading(text, below, self.report.kind):
            return self.heading(start, end, text)
        self.body(start, end, None)
        return None

    def month_heading(self, start: int, end: int, text: str) -> None:
        named = [MONTHS.index(name) + 1 for name in re.findall(MONTH_NAMES, text.lower())]
        self.month, self.last_month = named[0], named[-1]
        self.intro = None
        self.add(start, end, "month")

    def heading(self, start: int, end: int, text: str) -> None:
        kind = kind_of_section(text)
        self.month, self.intro = None, None
        level = level_of(text)
        self.headings = [(deep, title) for deep, title in self.headings if deep < level] + [(level, text.strip())]
        if kind == "tourism":
            self.tourism = True
        elif kind and level <= 1 and re.match(r"[IVXХ\d]", text):
            self.tourism = False
        if kind or level <= 1:
            self.open_section(
                kind or ("done" if self.section.kind in ("intro", "done") or level <= 1 else self.section.kind),
                start,
                end,
                text,
            )
        block = self.add(start, end, "heading")
        if text.rstrip().endswith(":"):
            self.intro = block
            self.items = 0

    def open_section(self, kind: str, start: int, end: int, text: str) -> None:
        self.section = Section(kind, about_year(text, kind, self.report.year), (start, end), [], self.tourism)
        self.report.sections.append(self.section)

    def row(self, start: int, end: int, text: str) -> None:
        """A head names the columns of the rows below it."""
        roles = roles_of(text)
        self.roles = roles or self.roles
        block = self.add(start, end, "heading" if roles else "row")
        block.cells = cells_of(text, start, self.roles)

    def body(self, start: int, end: int, kind: str | None) -> None:
        text = self.report.clean.text[start:end]
        marker = ITEM.match(text)
        if text.rstrip().endswith(":") or re.search(r"(?:нижеследующие|следующие)\.?$", text):
            self.intro = self.add(start + (marker.end() if marker else 0), end, "intro_of_list", intro=None)
            self.items = 0
            return
        if marker and kind is None:
            self.items += 1
            self.add(start + marker.end(), end, "item", intro=self.intro)
        elif self.intro and kind is None and (text[0].islower() or text.endswith(";") or self.items == 0):
            self.items += 1
            self.add(start, end, "item", intro=self.intro)
        else:
            if not text[0].islower():
                self.intro = None
            self.add(start, end, "paragraph")

    def add(self, start: int, end: int, kind: str, intro: Block | None = None) -> Block:
        text = self.report.clean.text[start:end]
        headings = tuple(title for _, title in self.headings)
        block = Block(start, end, kind, self.section, self.month, intro, headings, text, self.last_month)
        self.section.blocks.append(block)
        self.report.blocks.append(block)
        return block


def level_of(text: str) -> int:
    """How deep a heading stands: by its numeral, otherwise the last."""
    if re.match(r"[IVXХ]{1,5}\.\s", text):
        return 0
    numbered = re.match(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s", text)
    if numbered:
        return 1 + numbered[1].count(".")
    return 1 if kind_of_section(text) else 3


def sentences(block: Block) -> list[Sentence]:
    """Cut at sentence ends, never after an abbreviation, an initial or inside quotes that close later."""
    found, start = [], 0
    for match in SENTENCE_END.finditer(block.text):
        piece = block.text[start : match.end()]
        if ABBREVIATED.search(piece) or is_open(piece, block.text[match.end() :]):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(block.text)))
    return [sentence(block, a, b) for a, b in found if block.text[a:b].strip()]


def is_open(piece: str, rest: str) -> bool:
    """Inside quotes that close within a reasonable distance."""
    return (
        piece.count("«") > piece.count("»")
        and piece.count("«") - piece.count("»") == 1
        and "»" in rest[:120]
        and "«" not in rest[: rest.find("»")]
    )


def sentence(block: Block, start: int, end: int) -> Sentence:
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return Sentence(block.start + start, block.start + end, block.text[start:end])
