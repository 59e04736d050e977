"""Rows of tables and cards: what each column says, by its head, its label or by what stands in it."""

import re
from typing import NamedTuple

ROLES = (
    ("number", r"№|п/п|N\b"),
    ("date", r"дата|срок|период|время|месяц|когда"),
    ("guest", r"кто (?:прибыл|приехал|посетил)|прибывш|гост[ьи]|кого принимали|делегация"),
    ("goal", r"куда|страна пребывания|направление|пункт назначения|место командирования"),
    ("party", r"состав|кто (?:выезжал|направлен|ездил)|командированн"),
    ("paper", r"документ|соглашени|наименование (?:документ|соглашени)"),
    ("event", r"мероприят|наименован|событи|содержан|название|тема|что сделано|задач|цель"),
    ("place", r"место|город|где"),
    ("partners", r"участник|партн[её]р|стран|зарубежн|иностранн|кто"),
    ("result", r"итог|результат|примечан|отметк|исполнени|статус|состояни|стади|ход"),
    ("owner", r"ответствен|исполнител|организатор"),
)
LONGEST_HEAD = 60
DATED = re.compile(
    r"\d{1,2}\.\d{2}|20\d\d|\b(?:январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)", re.I
)


AS_OF = re.compile(r"\s(?:на|за)\s(?:[\d.]+|\d+\s[а-яё]+)(?:\s?\d*\s?(?:г\.?|год[а-я]*))?$")  # «Состояние на 31.12.2022»


class Cell(NamedTuple):
    """[start, end) in the clean text."""

    role: str | None
    start: int
    end: int


def cells_of(text: str, start: int, roles: tuple[str | None, ...]) -> tuple[Cell, ...]:
    cells, place = [], start
    for number, cell in enumerate(text.split("\t")):
        first = place + len(cell) - len(cell.lstrip())
        role = roles[number] if number < len(roles) else None
        cells.append(Cell(role, first, max(first, place + len(cell.rstrip()))))
        place += len(cell) + 1
    return tuple(cells)


def roles_of(text: str) -> tuple[str | None, ...]:
    """The roles a head gives its columns; nothing where the row is no head."""
    heads = [head.strip() for head in text.split("\t")]
    if any(len(head) > LONGEST_HEAD for head in heads) or any(DATED.search(AS_OF.sub("", head)) for head in heads):
        return ()
    roles = tuple(role_of(head) for head in heads)
    named = [role for role in roles if role]
    return roles if len(named) > 1 and len(set(named)) > 1 else ()


KEY = re.compile(r"(?P<key>[А-ЯЁ][а-яё]+(?:\s[а-яё/]+){0,3}):\s+(?=\S)")
LEADING = ("event", "paper", "guest", "date", "number")  # what a card begins with


def follows_on_card(first: str, second: str, opening: str) -> bool:
    """«Дата: 5 мая» below «Мероприятие: форум», unless it opens the next card."""
    keys = [KEY.match(line) for line in (first, second)]
    if not all(keys):
        return False
    roles = [role_of(key["key"]) for key in keys]
    return all(roles) and keys[1]["key"] != opening and (bool(opening) or roles[0] in LEADING)


def cells_of_card(text: str, start: int) -> tuple[Cell, ...]:
    """Each line of a card is a cell that names its role itself; nothing where the row is no card."""
    cells, place = [], start
    for line in text.split("\t"):
        key = KEY.match(line)
        if not key:
            return ()
        cells.append(Cell(role_of(key["key"]), place + key.end(), place + len(line.rstrip())))
        place += len(line) + 1
    return tuple(cells)


def role_of(head: str) -> str | None:
    found = (
        (match.start(), role) for role, words in ROLES if (match := re.search(rf"(?:\b|^)(?:{words})", head, re.I))
    )
    return min(found, default=(0, None))[1]
