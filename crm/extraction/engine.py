"""All rules over one report, in the order they build on each other."""

from importlib import import_module, util

from crm.extraction.finding import KINDS, Finding, Found
from crm.extraction.rules import participants
from crm.extraction.structure import Report, read_structure

RULES = ("places", "organisations", "people", "agreements", "events", "plans", "problems", "outcomes")


def extract(text: str, city: str | None = None, year: int | None = None) -> dict:
    """The findings as plain data: the keys of the schema, passages with their text."""
    report = read_structure(text, city=city, year=year)
    found = run(report)
    result = {"report": header(report), "text": text, "text_length": len(text)}
    return result | {kind: [record(report, one) for one in found.of(kind)] for kind in KINDS}


def extract_findings(text: str, city: str | None = None, year: int | None = None) -> Found:
    return run(read_structure(text, city=city, year=year))


def run(report: Report) -> Found:
    found = Found()
    for name in RULES:
        module = f"crm.extraction.rules.{name}"
        if util.find_spec(module):
            found.extend(import_module(module).find(report, found))
    return participants.fill(found)


def record(report: Report, finding: Finding) -> dict:
    passages = [passage(report, span) for span in finding.evidence]
    return {
        **finding.values,
        "evidence": passages[0] if passages else None,
        "also_evidence": passages[1:],
        "rule": finding.rule,
        "confidence": finding.confidence,
    }


def passage(report: Report, span) -> dict:
    return {"start": span.start, "end": span.end, "text": report.text[span.start : span.end]}


def header(report: Report) -> dict:
    return {
        "home_city": report.home_city and report.home_city.name_ru,
        "home_country_iso": report.home_city and report.home_city.country,
        "reporting_year": report.year,
        "kind": report.kind,
        "language": "ru",
        "issued_by": report.issued_by,
        "sections": [section_of(report, section) for section in report.sections],
    }


def section_of(report: Report, section) -> dict:
    heading = report.clean.source(*section.heading) if section.heading else None
    return {
        "kind": section.kind,
        "about_year": section.about_year,
        "heading": passage(report, heading) if heading else None,
    }
