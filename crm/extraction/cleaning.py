"""The text as an author meant it, with the way back to every character of the stored one."""

import re
import unicodedata
from array import array

from crm.extraction.finding import Span
from crm.extraction.heading import kind_of_section
from crm.extraction.table import KEY, follows_on_card
from crm.russian.morphology import parses

BULLETS = "•➤▪●◦■□◆▶►✓✔*·\uf0b7\uf0d8\uf02d\uf0a7\uf076\uf0fc"
BULLET = re.compile(rf"[{re.escape(BULLETS)}\ue000-\uf8ff]\s*")
DASHED = re.compile(r"[-–—]\s+\S|[-–—][«А-ЯЁа-яё]")
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\)|[IVXХ]{1,5}\.)\s+\S")
MONTH_NAMES = "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь"
MONTH_LINE = re.compile(rf"(?:{MONTH_NAMES})(?:\s*[-–—/,и]\s*(?:{MONTH_NAMES}))?(?:\s+20\d\d(?:\s*г(?:ода|\.)?)?)?\s*:?", re.I)
DAY_ENTRY = re.compile(r"\d{1,2}(?:\s*[–-]\s*\d{1,2})?\s*(?:[–—]\s|:\s)")  # «21 – праздник», «8–10: турнир»
DAY_FIRST = re.compile(r"\d{1,2}\s+[а-я]+[ая]\b")  # «3 октября»
DATE_LINE = re.compile(
    r"(?:\d{1,2}\.\d\d\.20\d\d|\d{1,2} [а-я]{3,8} 20\d\d)(?:\s*(?:г\.|года))?[\s,|–—-]*(?:\d{1,2}[:.]\d\d)?"
)  # «20 октября 2022, 12:30» above an item of news
PART_LINE = re.compile(
    r"(?:\d\.\s*)?(?:(?:В|За)\s+)?(?P<n>I{1,3}|IV|[1-4]|(?:Перв|Втор|Трет|Четв[её]рт|(?<=\s)(?:перв|втор|трет|четв[её]рт))[а-я]+)(?:-?[йеяом]{1,2})?\s+(?P<what>(?i:квартал|полугоди)[а-я]*)"
    r"(?:\s+20\d\d\s*(?:г|год)?[а-я]*\.?)?\s*:?"
)
ABBREVIATED = re.compile(r"(?:\b[гсдп]|\bгг|\bг\.\s?г|\bим|\bул|\bпос|\bпр|\bобл|\bтыс|\bруб|\bстр|\bпров|\bкв|\bт\.\s?[чекд]|\b[А-ЯЁA-Z])\.$")
INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.$")
YEAR = re.compile(r"\b20\d\d\s?гг?\.$")  # ends a sentence as often as not
CAPITALS = re.compile(r"[А-ЯЁ]{4,}(?:[\s,–—-]+[А-ЯЁ]{2,})*(?:\s\([^()]*\))?$")  # a heading: «БРЕСТ (Беларусь)»
LABELLED = re.compile(r"[А-ЯЁ][а-яё]{4,}\.\s[А-ЯЁ]")  # «Комментарий. Китайское направление …»
HYPHENED = re.compile(r"\w[-‐‑]$")
PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*$")
REPLACED = {"\u0450": "ё", "\u0400": "Ё", "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2011": "-", "\u2010": "-"}
SHORT = 60
FEWEST = 4  # lines show no width at all
FEW = 12  # lines tell nothing of how a page was set
NARROWEST = 45  # letters; no page is set with shorter lines
UNWRAPPED = 140  # lines so long are paragraphs, not lines of a page


CELLS = re.compile(r"\t|\s\|\s")  # between the cells of a row
EDGE = re.compile(r"\|\s+(?=\S.*\|)")
RULE = re.compile(r"[|+=:\s-]*[|+][|+=:\s-]*-[|+=:\s-]*")  # «|---|---|»


class CleanText:
    """`text` for the rules; `source` gives the span of the stored text behind a stretch of it."""

    def __init__(self, stored: str):
        self.stored = stored
        self.letters: list[str] = []
        self.places = array("l")
        self.card = ""  # the label the card being read began with
        lines = list(printed_lines(stored))
        width = page_width(stored, lines)
        spaced = blank_lines_part(stored, lines)
        blank_before = True
        for number, line in enumerate(lines):
            if number:
                blank = spaced and is_blank(stored[lines[number - 1][1] : line[0]])
                self.join(lines[number - 1], line, width, (blank_before, blank))
                blank_before = blank
            self.add(*line)
        self.text = "".join(self.letters)

    def source(self, start: int, end: int) -> Span:
        start, end = max(0, start), min(end, len(self.places))
        while end > start + 1 and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            place = self.places[start] if start < len(self.places) else len(self.stored)
            return Span(place, place)
        return Span(self.places[start], self.places[end - 1] + 1)

    def join(self, before: tuple[int, int], after: tuple[int, int], width: int, blanks: tuple[bool, bool]) -> None:
        """`blanks`: is a line left blank before the first line, and between both?"""
        first, second = self.stored[slice(*before)], self.stored[slice(*after)]
        if follows_on_card(first, second, self.card):
            self.card = self.card or KEY.match(first)["key"]
            return self.put("\t", before[1])
        self.card = self.card if self.card and not KEY.match(second) else ""
        if is_border(first, second, width, alone=all(blanks)) or blanks[1] and begins_anew(first, second):
            self.put("\n", before[1])
        elif not self.mend_hyphen(first, second):
            self.put(" ", before[1])
        return None

    def mend_hyphen(self, first: str, second: str) -> bool:
        """A hyphen ends the line: a compound keeps it, a word divided by the typesetter does not."""
        if first.endswith("\u00ad"):
            return True
        if not HYPHENED.search(first):
            return False
        if is_divided(first, second):
            self.letters.pop()
            self.places.pop()
        return True

    def put(self, letter: str, place: int) -> None:
        self.letters.append(letter)
        self.places.append(place)

    def add(self, start: int, end: int) -> None:
        marked = BULLET.match(self.stored, start, end)
        if marked:
            self.put("•", start)
            self.put(" ", start)
            start = marked.end()
        if edge := EDGE.match(self.stored, start, end):
            start, end = edge.end(), end - (self.stored[end - 1] == "|")
        for place in range(start, end):
            letter = self.stored[place]
            letter = REPLACED.get(letter, letter)
            if letter == "|" and CELLS.match(self.stored, place - 1):
                letter = "\t"
                if self.letters and self.letters[-1] == " ":
                    self.letters.pop()
                    self.places.pop()
            if letter == "\u00ad" or letter in "\u200b\ufeff":
                continue
            if unicodedata.combining(letter) and self.letters:
                self.letters[-1] = unicodedata.normalize("NFC", self.letters[-1] + letter)[:1]
            elif letter == "\t":
                self.put("\t", place)
            elif not letter.isspace():
                self.put(letter, place)
            elif self.letters and not self.letters[-1].isspace():
                self.put(" ", place)


def printed_lines(stored: str):
    """Start and end of every line with print on it, page numbers left out."""
    blank_before, place = True, 0
    for line in re.split(r"(\n|\r|\f|\v|\u2028|\u2029)", stored):
        start = place + len(line) - len(line.lstrip())
        end = place + len(line.rstrip())
        printed = line.strip()
        if end > start and not (blank_before and PAGE_NUMBER.fullmatch(printed) or RULE.fullmatch(printed)):
            yield start, end
        blank_before = end <= start if line not in "\n\r\f\v" else blank_before or False
        if line in ("\n", "\r") and stored[place - 1 : place] in ("\n", "\r", ""):
            blank_before = True
        place += len(line)


def page_width(stored: str, lines: list[tuple[int, int]]) -> int:
    """How long a full line is; 0 where every line is a paragraph of its own."""
    lengths = sorted(length(stored[start:end]) for start, end in lines)
    complete = sum(ends(stored[start:end]) for start, end in lines)
    if len(lines) < FEWEST or len(lines) >= FEW and complete > 0.8 * len(lines) or lengths[int(len(lengths) * 0.9)] > UNWRAPPED:
        return 0
    width = lengths[int(len(lengths) * 0.85)]
    return width if width >= NARROWEST else 0


def is_blank(gap: str) -> bool:
    return gap.count("\n") > 1 or "\f" in gap


def blank_lines_part(stored: str, lines: list[tuple[int, int]]) -> bool:
    """Blank lines stand between paragraphs only, not between all lines as in some conversions."""
    gaps = [is_blank(stored[before[1] : after[0]]) for before, after in zip(lines, lines[1:])]  # noqa: B905
    return sum(gaps) < len(gaps) * 0.4


def begins_anew(first: str, second: str) -> bool:
    return ends(first) and (second[0].isupper() or second[0].isdigit() or second[0] in "«\"—–-") or first[-1] in ";:"


def length(line: str) -> int:
    return len(" ".join(line.split()))


def is_border(first: str, second: str, width: int, alone: bool = False) -> bool:
    """Does a paragraph end between two printed lines? Blank lines prove nothing, page breaks neither.

    `alone`: blank lines stand before and after the first, as around a headline.
    """
    if is_time(first) or is_time(second) and first[-1] != ",":
        return True
    if CELLS.search(first.strip()) or CELLS.search(second.strip()) or BULLET.match(second):
        return True
    ended = ends(first)
    if (second[0].isupper() or DAY_FIRST.match(second)) and re.search(r"\b20\d\d год[ау]?$", first):
        return True
    if ended and LABELLED.match(second):
        return True
    if ended and CAPITALS.match(second) and length(second) < SHORT:
        return True
    if ended and (second[0].isupper() and second.endswith(":") or DAY_ENTRY.match(second)):
        return True
    if ended and (first[-1] == "?" and second[0].isupper() or opens_section(second)):
        return True
    if NUMBERED.match(second) and (ended or INITIALS.search(first) or is_short(first, second, width)):
        return True
    if DASHED.match(second):
        goes_on = first[-1] in "»)\"" and re.match(r"[-–—]\s*[а-яё]", second)  # «в Кубке Балтики (Рига)» – «отказ …»
        return ended and not goes_on or not width and first[-1] not in ",-–—" or width > 0 and is_short(first, second, width)
    if second[0].islower():
        if not width and first[0].isupper() and first[-1].isalnum() and length(first) < SHORT:
            return True  # a heading over items
        return first[-1] in ";:" and (not width or is_short(first, second, width))
    if not width:
        return not HYPHENED.search(first) and (ended or length(first) < 100 or first[-1] not in ",-")
    return is_short(first, second, width if ended or alone else int(width * 0.75)) and not first.endswith((",", "-", "–", "("))


def opens_section(line: str) -> bool:
    """«Задачи на 2025 год» after the end of a sentence."""
    return line[0].isupper() and line[-1].isalnum() and length(line) < SHORT and bool(kind_of_section(line))


def is_time(line: str) -> bool:
    return any(pattern.fullmatch(line.strip()) for pattern in (MONTH_LINE, PART_LINE, DATE_LINE))


def ends(line: str) -> bool:
    return line[-1] in ".;:!?»…)\"" and not ABBREVIATED.search(line)


def is_short(first: str, second: str, width: int) -> bool:
    """The next word would have found room: the line was broken on purpose."""
    if ABBREVIATED.search(first) and not YEAR.search(first):
        return False
    return length(first) + 1 + len(re.match(r"[-–—]?\s*\S+", second)[0]) <= width


# «торгово-экономический» keeps its hyphen, whatever the dictionary has too.
COMPOUND = re.compile(
    r"(?:торгово|научно|культурно|социально|общественно|историко|финансово|материально|военно|учебно|спортивно|художественно|литературно|организационно|информационно)", re.I
)


def is_divided(first: str, second: str) -> bool:
    left = re.search(r"([^\W\d_]+)[-‐‑]$", first)
    right = re.match(r"[^\W\d_]+", second)
    if not left or not right or not right[0][0].islower() or COMPOUND.fullmatch(left[1]):
        return False
    return any(parse.is_known for parse in parses(left[1] + right[0]))
