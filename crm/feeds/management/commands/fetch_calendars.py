"""Hourly: the calendars of others whose time has come are asked."""

from django.core.management.base import BaseCommand

from crm.feeds.incoming.actions import ask_due


class Command(BaseCommand):
    help = "Asks the calendars from outside that are due."

    def handle(self, **options):
        asked, failed = ask_due()
        self.stdout.write(f"{asked} calendars asked, {failed} failed")
