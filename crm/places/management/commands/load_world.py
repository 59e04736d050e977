from django.core.management.base import BaseCommand

from crm.places.actions import load_world


class Command(BaseCommand):
    help = "Adds the countries and cities of the gazetteer that are not there yet."

    def handle(self, **options):
        self.stdout.write(f"{load_world()} places added")
