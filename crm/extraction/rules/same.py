"""The same fact told twice is one record with the passages of both."""

import re
from dataclasses import replace
from functools import lru_cache

ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ах|ях|ой|ей|ая|яя|ый|ий|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ых|их|ия|ии|ию|[аеёиоуыэюяйь])$"
)
SMALL = {
    "в",
    "и",
    "на",
    "с",
    "о",
    "об",
    "по",
    "для",
    "г",
    "города",
    "город",
    "между",
    "участие",
    "городе",
    "администрация",
}


@lru_cache(maxsize=8192)
def key(title: str) -> frozenset[str]:
    title = re.sub(r"\([^()]*\)", "", title) or title
    words = re.findall(r"\w+", title.lower().replace("ё", "е"))
    return frozenset(ENDING.sub("", w) if len(w) > 4 else w for w in words if w not in SMALL)


def alike(a: frozenset, b: frozenset) -> float:
    small = min(len(a), len(b))
    return len(a & b) / small if small else 0.0


def merged(findings: list, *, same_years: bool) -> list:
    """Titles that hold each other's words (three or more), with no edition or year against it."""
    result: list = []
    for one in findings:
        twin = next((n for n, other in enumerate(result) if are_same(other, one, same_years)), None)
        if twin is None:
            result.append(one)
        else:
            result[twin] = united(result[twin], one)
    return result


QUOTED = re.compile(r"«([^«»]{4,})»")


def same_name(a: str, b: str) -> bool:
    """«III Международный конкурс исполнителей «Торама зовёт»» and «Конкурс «Торама зовёт»»: the name in quotes, no word more."""
    names = [QUOTED.findall(title) for title in (a, b)]
    shorter = min(key(a), key(b), key=len)
    return bool(names[0]) and names[0] == names[1] and shorter <= key(a) & key(b)


def are_same(a, b, same_years: bool) -> bool:
    first, second = key(a.values["title"]), key(b.values["title"])
    if not same_years and min(len(first), len(second)) == 2 and (first <= second or second <= first):
        return a.values.get("kind") == b.values.get("kind")
    least = (
        (0.8 if same_years else 0.85)
        if min(len(first), len(second)) >= 3
        else 1.0
        if min(len(first), len(second)) == 2 and first == second
        else 2
    )
    named_same = same_years and same_name(a.values["title"], b.values["title"])
    if not named_same and alike(first, second) < least or a.values.get("kind") != b.values.get("kind"):
        return False
    if a.values.get("edition") != b.values.get("edition") and a.values.get("edition") and b.values.get("edition"):
        return False
    dates = [x.values.get("date") for x in (a, b)]
    if (
        same_years
        and not named_same
        and all(dates)
        and len(dates[0]) != len(dates[1])
        and len(first & second) < 0.7 * max(len(first), len(second))
    ):
        return False
    return not (same_years and all(dates) and not agree(*dates))


def agree(a: str, b: str) -> bool:
    return a.startswith(b[:7]) or b.startswith(a[:7])


def united(a, b):
    """The more precise date and the longer title win; both passages stay."""
    values = dict(a.values)
    if len(b.values["title"]) > len(values["title"]):
        values["title"] = b.values["title"]
    if len(b.values.get("date") or "") > len(values.get("date") or ""):
        values.update({name: b.values.get(name) for name in ("date", "date_source") if name in b.values})
    when = [(one.values.get("date") or "")[:7] for one in (a, b)]
    same_month = when[0] == when[1] and len(when[0]) == 7
    if b.values.get("status") == "held" and (values.get("status") == "postponed" or values.get("status") == "planned" and same_month):
        values.update({name: b.values.get(name) for name in ("status", "date", "date_source") if name in b.values})
    if values.get("format") == "unknown":
        values["format"] = b.values.get("format")
    for name in ("countries", "cities"):
        values[name] = (
            list(dict.fromkeys([*(values.get(name) or []), *(b.values.get(name) or [])])) if name in values else None
        )
    values = {name: value for name, value in values.items() if value is not None or name in ("date",)}
    if values.get("edition") is None and b.values.get("edition"):
        values.update(edition=b.values["edition"], edition_text=b.values.get("edition_text"))
    spans = tuple(dict.fromkeys([*a.evidence, *b.evidence]))
    return replace(a, values=values, evidence=spans)
