"""What the rules find in a file, as JSON. Needs no database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from crm.extraction import ReadingError, extract, read_file


class Command(BaseCommand):
    help = "Print what is found in a report as JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--city", help="the home city, where the report does not say")
        parser.add_argument("--year", type=int, help="the reporting year, where the report does not say")

    def handle(self, *args, file, city, year, **options):
        try:
            text = read_file(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except ReadingError as error:
            raise CommandError(f"{file}: {error.code}") from None
        self.stdout.write(json.dumps(extract(text, city=city, year=year), ensure_ascii=False, indent=2))
