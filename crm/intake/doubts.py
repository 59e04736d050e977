"""What speaks against taking a finding as it stands: signals in its values and in the sentence it came from.

A doubt is something a careful reader would look up; none is drawn from particular reports. Each has a code, which
`wording` puts into words for the page.
"""

import re
from dataclasses import dataclass

from crm.extraction.rules.dates import dates_in
from crm.extraction.rules.days import ENDING, FIGURE, WORD, G
from crm.intake import titles
from crm.intake.models import DraftKind

WEAK = 0.7  # rules that say themselves that they guess
HEADINGS = {"month_heading", "list_intro"}
PLAIN_STATUSES = {"held", "planned"}
GUESSED_KINDS = {"other"}
CROWD = 3  # so many events in one sentence share its words
DENIED = re.compile(
    r"\bне\b|\bотмен|\bотклон|\bотказ|\bотвергн|\bпосле срока\b|\bопозда"
    r"|\bперен[её]с|\bперенос|\bотлож|\bсорва|\bсрыв|\bневозмож",
    re.I,
)
RETOLD = re.compile(r"\bнапом[ин]|\bранее\b|\bкак сообщ|\bпрошл\w+ год|\bпредыдущ", re.I)
SPOKEN = re.compile(r"\bпо словам|\b(?:сказал|отметил|подчеркнул|заявил|рассказал|сообщил|напомнил)", re.I)
TALKED_OF = re.compile(r"\bобсу[дж]|\bдоговор(?:ил|[её]нн)|\bпредлож|\bприглас|\bприглаш|\bнамер", re.I)
DONE = re.compile(
    r"\b(?:состоял|прош[её]л\b|прошл[аио]\b|посетил|провел|пров[её]л|провед[её]н|подписан|встретил|прибыл|побывал|приезжал)",
    re.I,
)
RELATIVE = re.compile(
    r"\b(?:накануне|вчера|сегодня|завтра|тогда же|тем же|в тот же|в этот же|на следующ\w+ (?:день|неделе)"
    r"|в день (?:от|за)крытия|дн(?:ём|ем|ями) (?:позже|ранее)"
    r"|во? (?:[а-яё]+ )?(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))\b",
    re.I,
)  # a day told by another day
BARE = re.compile(
    rf"(?<![\d.,№])\b{FIGURE}{ENDING}(?!\s{G})|\bчисла\b"
    rf"|(?:^|[,;(–—:]\s|\b[аи]\s){WORD}(?!\s(?:{G}|[а-яё]+(?:ого|его)\b))",
    re.I,
)  # «25-го», «а девятого»: a day without its month
FIGURES = re.compile(r"(?<![\d.,])\d{1,2}\.\d{2}(?![\d.]\d)")  # «24–26.02», which was not read as a day
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DAYS = re.compile(r"\b\d{1,2}(?:,| и)\s+\d{1,2}(?:\.\d\d|\s+(?:[яфмаисонд][а-я]+[ая])\b)", re.I)  # «3 и 4 марта»
LONGEST_HEADING = 110  # letters
HEADING = re.compile(r"[А-ЯЁ\d][^\t]*[^.;,\t]")
NOT_DONE_BELOW = re.compile(
    r"\bне (?:состоял|удалось|удал|реш|реализ|выполн|провед|проводил)|\bнереш|\bотмен|\bперен(?:ос|ес)|\bпроблем"
    r"|\bна 20\d\d(?:-?й)?\s*(?:г\b|год|:)"
    r"|\bплан|\bзадач|\bнамеч|\bнамер|\bпредсто|\bперспектив|\bвпереди\b|\bна (?:следующ|будущ|предстоящ)",
    re.I,
)
DONE_BELOW = re.compile(
    r"\bотч[её]т|\bитог|\b(?:вы|ис)полнен|\bсделано|\bсделать|\bпрошл|\bпровед[её]нн|\bсостоявш|\bреализован", re.I
)


@dataclass(frozen=True)
class Telling:
    """A finding with what stands around it."""

    kind: str
    values: dict
    sentence: str
    rule: str = ""
    confidence: float = 1
    year: int | None = None  # the report's, where it says so
    neighbours: int = 1  # findings of its kind in the same passage, itself among them
    is_item: bool = False  # a line of its own: an item of a list
    above: str = ""  # the text before it


def doubts(telling: Telling) -> list[str]:
    found = [] if telling.confidence >= WEAK else ["rule"]
    return [*found, *FIELDS.get(telling.kind, nothing)(telling)]


def nothing(telling):
    return ()


def of_event(telling):
    values, sentence = telling.values, telling.sentence
    yield from of_date(telling)
    yield from of_status(values.get("status"), values.get("date"), telling)
    if "verb" in telling.rule or values.get("kind") in GUESSED_KINDS:
        yield "kind"
    if titles.faults(values.get("title") or ""):
        yield "title"
    if titles.is_of_several(values.get("title") or "") and len(values.get("date") or "") == len("2023"):
        yield "total"
    if telling.neighbours >= CROWD:
        yield "crowd"
    if RETOLD.search(sentence) or SPOKEN.search(sentence):
        yield "retold"


def of_date(telling):
    """Sure is the only date of its own sentence, or that of the heading above where the sentence has none."""
    date = telling.values.get("date")
    if not date:
        yield "no_date"
        return
    named = dates_named(telling.sentence, int(date[:4]))
    if date not in named:
        if named or telling.values.get("date_source") not in HEADINGS:
            yield "date_elsewhere"
    elif len(named) > 1:
        yield "several_dates"
    if len(date) < len("2023-05-12") and FIGURES.search(telling.sentence):
        yield "figures"
    if any(words.search(telling.sentence) for words in (RELATIVE, DAYS, BARE)):
        yield "day_in_words"
    if telling.year is None and not YEAR.search(telling.sentence):
        yield "year_unknown"
    if telling.year and int(date[:4]) not in (telling.year, telling.year + 1):
        yield "other_year"


def dates_named(sentence, year) -> set[str]:
    text = " ".join(sentence.split())
    return {when.edtf for when in dates_in(text, 0, len(text), year=year)}


def of_status(status, date, telling):
    if status not in PLAIN_STATUSES:
        yield "status"
        return
    is_later = bool(date and telling.year and int(date[:4]) > telling.year)
    if telling.year and date and is_later != (status == "planned"):
        yield "time"
    if status == "held" and stands_below_what_was_not(telling.above):
        yield "heading"
    if status == "held" and DENIED.search(telling.sentence):
        yield "denied"
    if status == "held" and TALKED_OF.search(telling.sentence):
        yield "talked_of"
    if status == "planned" and DONE.search(telling.sentence):
        yield "done"


def stands_below_what_was_not(above) -> bool:
    """The nearest heading above that says of what kind the things below it are: undone, to come, or done."""
    lines = ["", *(line.strip() for line in above.splitlines() if line.strip()), ""]
    for before, line, after in reversed(list(zip(lines, lines[1:], lines[2:], strict=False))):
        if not is_heading(before, line, after):
            continue
        if DONE_BELOW.search(line):
            return False
        if NOT_DONE_BELOW.search(line):
            return True
    return False


def is_heading(before, line, after) -> bool:
    """A short line that is neither an item, a row nor a part of a sentence that print has wrapped."""
    goes_on = after[:1].islower() and not line.endswith(":")
    is_wrapped = before and before[-1] not in ".;:!?" and len(before) > LONGEST_HEADING / 2
    return bool(len(line) <= LONGEST_HEADING and HEADING.fullmatch(line) and not goes_on and not is_wrapped)


def of_plan(telling):
    """An item of the list of tasks for the year after the report's."""
    if not telling.is_item:
        yield "in_prose"
    year = str(telling.values.get("year") or "")
    if not telling.year or year != str(telling.year + 1):
        yield "other_year"


FIELDS = {DraftKind.EVENT: of_event, DraftKind.PLAN: of_plan}
