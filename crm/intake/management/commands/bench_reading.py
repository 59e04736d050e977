"""How long a report is read: CPU seconds and memory by its length, and whether time grows as length does."""

import resource
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from crm.extraction import extract
from crm.extraction.reading import read_file

REPORTS = "fixtures/reports"
LETTERS = 15_000  # of a report that is long already
KINDS = ("events", "agreements", "people", "places", "organisations", "plans", "problems", "outcomes")


class Command(BaseCommand):
    help = "Measures the reading of reports 1, 10 and 100 times as long as a long one: CPU seconds and megabytes."

    def add_arguments(self, parser):
        parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])

    def handle(self, times, **options):
        report = sample()
        extract(report)  # the dictionaries are loaded once
        self.stdout.write(f"{'letters':>10} {'drafts':>8} {'CPU s':>8} {'per 15,000':>11} {'to linear':>10} {'MB':>6}")
        first = None
        for number in times:
            text = "\n".join(numbered(report, copy) for copy in range(number))
            seconds, drafts = measured(text)
            each = seconds * LETTERS / len(text)
            first = first or each
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            self.stdout.write(
                f"{len(text):>10,} {drafts:>8,} {seconds:>8.2f} {each:>11.3f} {each / first:>10.2f} {peak:>6.0f}"
            )


def sample() -> str:
    """The reports of the demo, again and again, up to the length."""
    paths = sorted((Path(settings.BASE_DIR) / REPORTS).glob("*.txt"))
    text = "\n".join(read_file(path.name, path.read_bytes()) for path in paths)
    return (text * (LETTERS // len(text) + 1))[:LETTERS]


def numbered(report: str, copy: int) -> str:
    """Each copy has names of its own, so that nothing is told twice."""
    return report.replace("»", f" {copy}»")


def measured(text: str) -> tuple[float, int]:
    start = time.process_time()
    found = extract(text)
    return time.process_time() - start, sum(len(found[kind]) for kind in KINDS)
