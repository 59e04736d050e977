"""Whether a report contradicts itself, or the person who sent it, about its year."""

import re

TITLE = 300  # letters
REPORTED = re.compile(r"\b(?:за|итоги) (20\d\d) год")
NAMED = re.compile(r"20\d\d")


def told_otherwise(report, given: int | None) -> int | None:
    """Another year that the title or the heading of what was done speaks of."""
    told = {report.year, *years_told(report)} - {None}
    if given:
        return report.year if given not in told else None
    return min(told - {report.year}, default=None)


def years_told(report):
    text = report.clean.text
    yield from (int(year) for year in REPORTED.findall(text[:TITLE]))
    for section in report.sections:
        if section.kind == "done" and section.heading and NAMED.search(text, *section.heading):
            yield section.about_year
