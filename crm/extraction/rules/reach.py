"""How the rules reach findings of earlier rules and the table of countries."""

import csv
from functools import cache
from pathlib import Path

from crm.russian import inflect

COUNTRIES = Path(__file__).parents[2] / "places" / "data" / "countries.tsv"


def findings(found, kind: str) -> list:
    return found.of(kind)


def declined(alias: str) -> list[str]:
    if not alias or alias.isupper():
        return []
    return [inflect(alias, case) for case in ("genitive", "dative", "accusative", "instrumental", "prepositional")]


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Every case form of every country with its code (its name where ISO gives none)."""
    pairs = []
    with COUNTRIES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            code = row["code"] if row["iso"] else row["official_ru"]
            names = [row["name_ru"], row["official_ru"], *row["aliases"].split("|")]
            names += row["forms"].split("|") + row["official_forms"].split("|")
            names += [form for alias in row["aliases"].split("|") for form in declined(alias)]
            pairs += [(name, code) for name in names if name]
    return tuple(pairs)
