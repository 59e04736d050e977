"""How much of what would be accepted in bulk is right, by kind and sureness. Silent where the gold standard is absent.

python -m tests.measure_sureness [seeds] [tune] [documents] [reports] [aside] [FOLDER with docs/ and gold/] [--wrong]

Right is a draft that the gold standard has, with every attribute of RIGHT as it stands there. `crm/intake/sureness.py`
says what is sure; at least WANTED of it should be right. Of the set-aside reports only sums are printed.
"""

import argparse
import importlib.util
import os
import sys
from pathlib import Path

import django
import yaml

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
WANTED = 0.98
RIGHT = {
    "places": ("name", "country", "relation"),
    "organisations": ("name",),
    "people": ("name", "position"),
    "agreements": ("kind", "status", "date"),
    "events": ("date", "status"),
    "plans": ("year",),
    "problems": (),
    "outcomes": (),
}
SETS = {"seeds": (SHARED / "seeds", SHARED / "gold")} | {
    name: (SHARED / "samples" / name / "docs", SHARED / "samples" / name / "gold") for name in ("tune", "aside")
}

TABLES = {"documents": "tests/extraction/documents", "reports": "tests/intake/reports"}


def main() -> None:
    names = [word for word in sys.argv[1:] if not word.startswith("-")] or ["seeds", "tune"]
    if not SETS["seeds"][0].is_dir():
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    django.setup()
    rows = [row for name in names for row in rows_of(name)]
    print_table(rows)
    if "--wrong" in sys.argv and "aside" not in names:
        for row in rows:
            if row["sure"] and not row["right"]:
                print(row["kind"], row["document"], row["title"], row["wrong"], sep=" | ")


def rows_of(name):
    if name in TABLES:
        return list(judged_by_tables(ROOT / TABLES[name]))
    return list(judged(*(SETS.get(name) or (Path(name) / "docs", Path(name) / "gold"))))


def scorer():
    """The gold standard's own idea of what matches what."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(documents: Path, gold: Path):
    from crm.extraction import extract

    score = scorer()
    for standard in sorted(gold.glob("*.yaml")):
        text = next(documents.glob(f"{standard.stem}*.txt")).read_bytes().decode("utf-8")
        yield from judge(score, yaml.safe_load(standard.read_text("utf-8")), extract(text), standard.stem)


def judge(score, gold, found, name):
    from crm.intake.proposals import makes_record

    options = argparse.Namespace(no_tourism=False, overlap=0.5, title_threshold=0.6)
    home = {score.place_norm(gold["report"]["home_city"])}
    for kind, wanted in RIGHT.items():
        standard = gold.get(kind) or []
        pairs = {at: standard[of] for of, at, _score in score.match(standard, found[kind], kind, options)}
        elsewhere = told_elsewhere(score, gold, found[kind], kind, pairs, options)
        for at, (item, doubts) in enumerate(zip(found[kind], doubts_in(found, kind), strict=True)):
            if not makes_record(kind, item) or at in elsewhere:
                continue
            told = pairs.get(at)
            attributes = score.attributes(kind, told, item, home) if told else {}
            wrong = [key for key in wanted if not attributes.get(key, told is not None)]
            yield row(kind, name, item, wrong if told else ["not told"], doubts)


def doubts_in(found, kind):
    from crm.intake.sureness import doubts_of

    return doubts_of(kind, found[kind], found["text"], found["report"]["reporting_year"])


def row(kind, name, item, wrong, doubts):
    from crm.intake.sureness import IN_BULK, graded

    return {
        "kind": kind, "document": name, "title": item.get("title") or item.get("name_nom") or item.get("text"),
        "told": wrong != ["not told"], "right": not wrong, "wrong": wrong, "doubts": doubts,
        "sureness": graded(kind, doubts, item["confidence"]), "sure": kind in IN_BULK and not doubts,
    }  # fmt: skip


def judged_by_tables(folder):
    """The events of reports written for tests, by the tables that stand beside them: …, title, …, dates, statuses."""
    from crm.extraction import extract
    from tests.extraction.test_documents import alike

    for table in sorted(folder.glob("*.tsv")):
        lines = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
        expected = [(line[1], line[3], line[4]) if len(line) > 4 else line for line in lines if len(line) > 2]
        found = extract(table.with_suffix(".txt").read_text("utf-8"))
        for item, doubts in zip(found["events"], doubts_in(found, "events"), strict=True):
            told = [line for line in expected if alike(item["title"], line[0])]
            is_right = any(says(item, *line[1:]) for line in told)
            wrong = [] if is_right else ["date or status"] if told else ["not told"]
            yield row("events", table.stem, item, wrong, doubts)


def says(item, dates, statuses):
    return (item["date"] or "") in dates.split("|") and item["status"] in statuses.split("|")


def told_elsewhere(score, gold, items, kind, pairs, options) -> set[int]:
    """A planned event may stand among the plans and a plan among the events: neither right nor wrong."""
    other = {"events": "plans", "plans": "events"}.get(kind)
    left = [at for at in range(len(items)) if at not in pairs]
    matches = score.match(gold.get(other) or [], [items[at] for at in left], kind, options) if other else []
    return {left[at] for _of, at, _score in matches}


def print_table(rows) -> None:
    print(f"{'kind':15}{'sureness ≥':>11}{'drafts':>8}{'told':>7}{'right':>7}")
    for kind in RIGHT:
        ours = [row for row in rows if row["kind"] == kind]
        for least in sorted({row["sureness"] for row in ours}, reverse=True):
            print_line(kind, f"{least:.2f}", [row for row in ours if row["sureness"] >= least])
        print_line(kind, "sure", [row for row in ours if row["sure"]], of=len(ours))
    print_line("all", "sure", [row for row in rows if row["sure"]], of=len(rows))


def print_line(kind, least, rows, of=None) -> None:
    told, right = (sum(row[key] for row in rows) / max(1, len(rows)) for key in ("told", "right"))
    mark = " *" if rows and right >= WANTED else ""
    share = f"  of {of}" if of is not None else ""
    print(f"{kind:15}{least:>11}{len(rows):8}{told:7.3f}{right:7.3f}{mark}{share}")


if __name__ == "__main__":
    main()
