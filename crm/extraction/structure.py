"""A report's skeleton: whose it is, of which year, its sections, headings, lists and rows."""

import re
from dataclasses import dataclass, field

from crm.extraction import gazetteer
from crm.extraction.cleaning import MONTH_LINE, MONTH_NAMES, PART_LINE, CleanText
from crm.extraction.heading import (
    LONGEST,
    TOP,
    Section,
    about_year,
    coming_year,
    is_heading,
    kind_of_section,
    plan_year,
)
from crm.extraction.identity import home_city, issued_by, kind_of_report, year_of
from crm.extraction.lists import parts_of_list
from crm.extraction.sentences import Sentence, sentences
from crm.extraction.table import Cell, cells_of, cells_of_card, roles_of

__all__ = ["Block", "Report", "Sentence", "read_structure", "sentences"]

SECOND_HALF = re.compile(r"(?:втор[а-яё]+|\bII)\s+полугоди|(?:\bIII|\bIV|\b[34]|трет[а-яё]+|четв[её]рт[а-яё]+)(?:-?й)?\s+квартал", re.I)
LONGEST_TITLE = 90  # letters
MONTHS = MONTH_NAMES.split("|")
PARTS = (r"I$|1|(?i:перв)", r"II$|2|(?i:втор)", r"III$|3|(?i:трет)", r"IV$|4|(?i:четв)")
ITEM = re.compile(
    r"(?:•|[-–—*](?=\s|[«А-ЯЁа-яё])|\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|[а-я]\)(?=\s)|[IVXХ]{1,5}\.(?=\s))\s*"
)
MONTH_LABEL = re.compile(rf"(?:\d{{1,2}}[.)]\s+)?(?P<month>(?i:{MONTH_NAMES}))(?:\s20\d\d(?:\s(?:г\.|года))?)?(?:[.:]|\s[–—])\s+(?=\S)")
MONTH_OF_ALL = re.compile(rf"(?:\bза|,|\()\s+(?P<month>{MONTH_NAMES})\s+20\d\d", re.I)  # «Новости за октябрь 2022 года»
LABEL = re.compile(
    r"([А-ЯЁ][^.:;«»\d]{3,58}?(?:\s+(?:на|в|за)\s+20\d\d(?:\s+год[ау]?)?)?)\s*:\s+(?=\S)|([А-ЯЁ][а-яё]+(?: [а-яё]+){0,2}|[А-ЯЁ]{2,}(?: [А-ЯЁ]{2,}){1,4})\.\s+(?=[А-ЯЁ])"
)


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
    report.year = year or plan_year(clean.text) or year_of(clean.text, report.kind)
    report.written_year = coming_year(clean.text, report.year) if report.kind == "annual_report" else report.year
    report.home_city = home_city(clean.text, city)
    report.issued_by = issued_by(clean.text)
    Reader(report).read()
    return report


class Reader:
    """One pass over the paragraphs that remembers what stands above."""

    def __init__(self, report: Report):
        self.report = report
        self.plain = "tasks" if plan_year(report.clean.text) else "done"
        self.section = Section("intro" if self.plain == "done" else "tasks", report.year, None, [])
        report.sections.append(self.section)
        self.month_of_all = month_of_all(report.clean.text)
        self.month: int | None = self.month_of_all
        self.last_month: int | None = self.month_of_all
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
        if part := PART_LINE.fullmatch(text.strip("•-– ")):
            return self.part_heading(start, end, part)
        if "\t" in text:
            return self.row(start, end, text)
        self.roles = ()
        label = LABEL.match(text, numbered.end() if (numbered := re.match(r"\d{1,2}[.)]\s+", text)) else 0)
        if label and kind_of_section(label[1] or label[2], is_label=True) and self.report.kind != "news":
            self.heading(start, start + len(label[1] or label[2]), text[label.start() : label.end()])
            return self.body(start + label.end(), end, "paragraph")
        below = self.report.clean.text[slice(*following)] if following else ""
        is_coming = self.kind_of(text) == "tasks" and text.rstrip().endswith(":") and len(text) < LONGEST_TITLE
        if (is_coming or is_heading(text, below, self.report.kind)) and not (self.month and not self.month_of_all and is_entry(text)):
            return self.heading(start, end, text)
        self.body(start, end, None, below)
        return None

    def kind_of(self, text: str) -> str | None:
        """Also «Что задумали на 2023 год» in a report on 2022."""
        year = self.report.year
        is_coming = year and re.search(rf"\bна\s+{year + 1}(?:-?й)?(?:\s*г\.|\s+год|\s*:?$)", text, re.I) and self.report.kind != "news"
        is_coming = is_coming or coming_year(self.report.clean.text, year) == year and SECOND_HALF.search(text)
        bare = re.sub(r"^(?:[IVXХ]{1,5}|\d{1,2})[.)]\s+", "", text)
        return kind_of_section(bare) or ("tasks" if is_coming and len(text) < LONGEST_TITLE else None)

    def month_heading(self, start: int, end: int, text: str) -> None:
        named = [MONTHS.index(name) + 1 for name in re.findall(MONTH_NAMES, text.lower())]
        self.month, self.last_month = named[0], named[-1]
        self.intro = None
        self.add(start, end, "month")

    def part_heading(self, start: int, end: int, part) -> None:
        """A quarter or half of the year instead of a month."""
        number = next(n for n, form in enumerate(PARTS, 1) if re.match(form, part["n"]))
        length = 3 if part["what"].lower().startswith("квартал") else 6
        if number * length > len(MONTHS):
            return self.heading(start, end, self.report.clean.text[start:end])
        self.month, self.last_month = (number - 1) * length + 1, number * length
        self.intro = None
        self.add(start, end, "month")
        return None

    def heading(self, start: int, end: int, text: str) -> None:
        kind = self.kind_of(text)
        self.month, self.last_month, self.intro = self.month_of_all, self.month_of_all, None
        level = level_of(text)
        self.headings = [(deep, title) for deep, title in self.headings if deep < level] + [(level, text.strip())]
        if kind == "tourism":
            self.tourism = True
        elif kind and level <= 1 and re.match(r"[IVXХ\d]", text):
            self.tourism = False
        if kind or level <= 1:
            self.open_section(
                kind or (self.plain if self.section.kind in ("intro", "done") or level <= 1 else self.section.kind),
                start,
                end,
                text,
            )
        block = self.add(start, end, "heading")
        if text.rstrip().endswith(":"):
            self.intro = block
            self.items = 0

    def open_section(self, kind: str, start: int, end: int, text: str) -> None:
        year = self.report.year
        about = about_year(text, kind, year, coming_year(self.report.clean.text, year))
        self.section = Section(kind, about, (start, end), [], self.tourism)
        self.report.sections.append(self.section)

    def row(self, start: int, end: int, text: str) -> None:
        """A head names the columns of the rows below it."""
        if card := cells_of_card(text, start):
            self.add(start, end, "row").cells = card
            return
        roles = roles_of(text)
        self.roles = roles or self.roles
        block = self.add(start, end, "heading" if roles else "row")
        block.cells = cells_of(text, start, self.roles)

    def body(self, start: int, end: int, kind: str | None, below: str = "") -> None:
        text = self.report.clean.text[start:end]
        if parts := parts_of_list(text):
            return self.list_inside(start, parts)
        marker = ITEM.match(text)
        leads = text[-1].isalnum() and len(text) < LONGEST and not marker and ITEM.match(below)
        if text.rstrip().endswith(":") or leads or re.search(r"(?:нижеследующие|следующие)\.?$", text):
            self.intro = self.add(start + (marker.end() if marker else 0), end, "intro_of_list", intro=None)
            self.items = 0
            return None
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
        return None

    def list_inside(self, start: int, parts: list[tuple[int, int]]) -> None:
        """The next paragraph does not go on with it."""
        (_, opening), *items = parts
        above = self.intro
        marker = ITEM.match(self.report.clean.text, start, start + opening)
        self.intro = self.add(marker.end() if marker else start, start + opening, "intro_of_list", intro=above)
        for first, last in items:
            self.add(start + first, start + last, "item", intro=self.intro)
        self.intro = above

    def add(self, start: int, end: int, kind: str, intro: Block | None = None) -> Block:
        text = self.report.clean.text[start:end]
        headings = tuple(title for _, title in self.headings)
        month, last_month = labelled(text) or (self.month, self.last_month)
        block = Block(start, end, kind, self.section, month, intro, headings, text, last_month)
        self.section.blocks.append(block)
        self.report.blocks.append(block)
        return block


def month_of_all(text: str) -> int | None:
    """The month whose report or news a paper is by its title."""
    told = MONTH_OF_ALL.search(text.strip()[:TOP])
    return told and MONTHS.index(told["month"].lower()) + 1


def labelled(text: str) -> tuple[int, int] | None:
    """«Апрель. Второго числа …»: the months a paragraph opens with hold for it alone."""
    label = MONTH_LABEL.match(text)
    month = label and MONTHS.index(label["month"].lower()) + 1
    return (month, month) if month else None


def is_entry(text: str) -> bool:
    """Below the heading of a month a short line is an entry, unless it is printed as a heading."""
    return not (kind_of_section(text) or text.isupper() or re.match(r"(?:[IVX]+|\d+)\.", text) or text.endswith(":"))


def level_of(text: str) -> int:
    """How deep a heading stands: by its numeral, otherwise the last."""
    if re.match(r"[IVXХ]{1,5}\.\s", text):
        return 0
    numbered = re.match(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s", text)
    if numbered:
        return 1 + numbered[1].count(".")
    return 1 if kind_of_section(text) else 3
