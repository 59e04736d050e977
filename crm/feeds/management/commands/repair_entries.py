"""Nightly: stored entries are compared with fresh ones."""

from django.core.management.base import BaseCommand

from crm.feeds.repairing import repair


class Command(BaseCommand):
    help = "Writes stale calendar entries anew and proves that stored bytes equal fresh ones."

    def handle(self, **options):
        compared, differed = repair()
        self.stdout.write(f"{compared} entries compared, {sum(differed.values())} differences")
        for record, number in sorted(differed.items()):
            self.stderr.write(f"{record}: {number} written anew")
