"""What is a heading, and which part of a report it opens."""

import re
from dataclasses import dataclass, field

from crm.russian.morphology import parses

UNSOLVED = re.compile(
    r"не удалось|требующ\w+ (?:\w+ )?решени|требуют решени|^\W*(?:что )?не (?:состоял|получил|проведен|сбыл)|^\W*отменено|^\W*отмен[её]нные мероприятия|^\W*не реш[её]н|нереш[её]нн|проблем|трудност|сложност|не реализован|не выполнен|недостатк|что не (?:реш|сдел|закр)|не (?:вышло|получилось|сложилось|успели)|что (?:мешало|помешало)|препятстви",
    re.I,
)
TASKS = re.compile(
    r"\bзадач|\bплан(?:ы|ируем\w+)\b|перспектив|предстоит|намечен|намерения на|\bплан(?:\s+\w+){0,3}\s+на\s+20\d\d|запланировано на|"
    r"(?:предусмотр|запланир|назнач|ожида)\w+\s+(?:\w+\s+)?(?:на|в)\s+(?:20\d\d|следующ|предстоящ|будущ)|"
    r"(?:приоритет|предложени|направлени|мероприяти|работ)\w*\s.*на (?:20\d\d|следующ|предстоящ|будущ)|^\W*(?:\d\W+)?приоритеты|на будущее|на предстоящ|"
    r"на (?:следующий|новый) год|что (?:впереди|дальше)",
    re.I,
)
TOURISM = re.compile(r"туризм|туристи|туристск", re.I)
DONE = re.compile(
    r"удалось|значим|основными .*мероприяти|следующие мероприятия|итоги|достижени|результат|реализац|сделано|мероприятия \d{4}",
    re.I,
)
FOR_REFERENCE = re.compile(r"\W*(?:справочно|для справки)\W*$", re.I)
LONGEST = 220
LABELS = re.compile(
    r"^(?:итоги|предложения|намерения|приоритеты|туризм|планы?|задачи|проблемы|нереш[её]нные|проблемные|трудности|развитие туризма|перспективы|справочно|для справки|что не|не удалось)",
    re.I,
)


@dataclass
class Section:
    kind: str
    about_year: int | None
    heading: tuple[int, int] | None
    blocks: list = field(default_factory=list)
    tourism: bool = False


def kind_of_section(text: str, is_label: bool = False) -> str | None:
    if is_label and not LABELS.search(text):
        return None
    if FOR_REFERENCE.match(text):
        return "done"
    if UNSOLVED.search(text):
        return "unsolved"
    if DONE.search(text) and not TASKS.search(text):
        return "done"
    if TASKS.search(text):
        return "tasks"
    return "tourism" if TOURISM.search(text) else None


def about_year(text: str, kind: str, year: int | None, coming: int | None) -> int | None:
    own = re.search(r"\b(20\d\d)\b", text)
    if own:
        return int(own[1])
    return coming if kind == "tasks" else year


PART_OF_YEAR = re.compile(
    r"(?:(?i:перв)\w+|\b[1I])(?:-\w+)?\s+(?i:полугоди|половин)|\b(?i:3|6|9|три|шесть|девять)\s+(?i:месяц)"
    r"|(?:\bI{1,3}|\b[1-3]|(?i:перв|втор|трет)\w+)(?:-\w+)?\s+(?i:квартал)"
)
TOP = 300


def coming_year(top: str, year: int | None) -> int | None:
    """Plans are for the next year, those of a report on a part of the year for the rest of it."""
    return year and (year if PART_OF_YEAR.search(top[:TOP]) or plan_year(top) else year + 1)


PLAN = re.compile(r"\A(?:[^\n]*\n\s*){0,3}?[^\n]{0,60}?\b(?i:план)[а-я]*\s[^.]{0,200}?\bна\s+(20\d\d)\s*(?:г|год)")


def plan_year(text: str) -> int | None:
    """Of a paper that is a plan from its title on."""
    top = text.strip()[:TOP]
    found = PLAN.match(top)
    return int(found[1]) if found and not re.search(r"(?i:отч[её]т|итог|информаци|справк|исполнен|выполнен)", top) else None


def is_heading(text: str, below: str, report_kind: str) -> bool:
    """Short, without a sentence's end, followed by something that begins anew."""
    bare = re.sub(r"^(?:[IVXХ]{1,5}\.|\d{1,2}(?:\.\d{1,2})*[.)]?)\s+", "", text.strip())
    if not bare or not below or len(text) > LONGEST or not bare[0].isupper() and bare[0] not in '«"':
        return False
    if re.match(r"[•–—-]", bare) or report_kind == "news":
        return False
    if text.rstrip().endswith(("?", ":")) and kind_of_section(text):
        return True
    if (
        bare[-1].isalnum()
        and len(bare.split()) < 9
        and kind_of_section(bare)
        and (not below[0].islower() or is_question(bare) or OF_YEAR.search(bare))
    ):
        return True
    if bare.isupper() and len(bare) < 120:
        return True
    if text.rstrip().endswith((";", ",", ":", "!")):
        return False
    if text.rstrip().endswith("."):
        return len(bare.split()) <= 3 and bool(kind_of_section(bare)) or is_numbered_section(text, bare, below)
    return len(bare) < 130 and not has_verb(bare) and (below[0].isupper() or not below[0].islower())


OF_YEAR = re.compile(r"\sна\s+20\d\d\s*(?:г|год)$")


def is_question(text: str) -> bool:
    """«Что не удалось» opens a section without its question mark."""
    return bool(re.match(r"(?:Что|Какие|Чего|Не удалось)\b", text))


def is_numbered_section(text: str, bare: str, below: str) -> bool:
    """«2. Задачи, стоящие перед администрацией.» ends with a full stop and still opens a section."""
    return text != bare and bool(kind_of_section(bare)) and not has_verb(bare) and not re.match(r"\d", below)


def has_verb(text: str) -> bool:
    text = re.sub(r"«[^»]*»", "", text)
    return any(parses(word.lower())[0].tag.POS in ("VERB", "PRTS") for word in re.findall(r"[А-Яа-яё]{3,}", text))
