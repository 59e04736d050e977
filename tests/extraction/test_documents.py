"""Whole invented reports, one a layout: what a careful reader finds in them, row by row.

A row: kind, title or words, then for an event its kinds, dates and statuses ("|" between equal readings).
"event?" may be found or not; "event-missed" is known to be missed.
"""

from functools import cache
from pathlib import Path
from textwrap import wrap

import pytest

from crm.extraction import extract
from crm.russian import lemmas
from crm.russian.searching import words

DOCUMENTS = Path(__file__).parent / "documents"


def rows():
    for table in sorted(DOCUMENTS.glob("*.tsv")):
        for line in filter(str.strip, table.read_text(encoding="utf-8").splitlines()):
            kind, *values = line.split("\t")
            if kind.endswith("?"):
                continue
            missed = pytest.mark.xfail(strict=True, reason="known to be missed") if "-" in kind else ()
            yield pytest.param(table.stem, kind.partition("-")[0], values, marks=missed, id=f"{table.stem}: {values[0]}")


@cache
def reading(name):
    return extract((DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8"))


def alike(one, other):
    """Most words of the shorter one, in whatever form, stand in the other."""
    first, second = ({lemma for word in words(text) for lemma in lemmas(word)[:1]} for text in (one, other))
    return len(first & second) >= 0.6 * min(len(first), len(second))


def says(found, kinds, dates, statuses):
    values = (found["kind"], found["date"] or "", found["status"])
    return all(value in expected.split("|") for value, expected in zip(values, (kinds, dates, statuses), strict=True))


def printed(text, width=70, lines=25):
    """As a PDF gives it: lines of a page, a blank one after each paragraph, numbers between pages."""
    page, result = 1, []
    for paragraph in text.split("\n"):
        result += [*(wrap(paragraph, width) or [""]), ""]
        if len(result) > page * lines:
            result += ["", str(page), "", ""]
            page += 1
    return "\n".join(result)


WITHOUT_TABLES = sorted(path.stem for path in DOCUMENTS.glob("*.txt") if "\t" not in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WITHOUT_TABLES)
def test_lines_and_pages_of_print_change_nothing(name):
    def told(found):
        return [(event["title"], event["date"], event["status"]) for event in found["events"]]

    text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    assert told(extract(printed(text))) == told(reading(name))


@pytest.mark.parametrize(("name", "kind", "values"), list(rows()))
def test_what_a_careful_reader_finds(name, kind, values):
    found = [one for one in reading(name)[f"{kind}s"] if alike(values[0], one.get("title") or one["text"])]
    assert found
    if kind == "event":
        assert any(says(one, *values[1:4]) for one in found), found


@pytest.mark.parametrize("name", sorted(path.stem for path in DOCUMENTS.glob("*.txt")))
def test_little_else_is_found(name):
    expected = [line.split("\t")[1] for line in (DOCUMENTS / f"{name}.tsv").read_text().splitlines() if line.strip()]
    events = reading(name)["events"]
    others = [event["title"] for event in events if not any(alike(event["title"], title) for title in expected)]
    assert len(others) <= len(events) / 5, others
