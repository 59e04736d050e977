from django.core.management.base import BaseCommand, CommandError

from crm.accounts.models import User
from crm.desk.demo import build_demo


class Command(BaseCommand):
    help = "Fills an empty installation with the demo and prints its log-ins."

    def handle(self, **options):
        if User.objects.exists():
            raise CommandError("This installation is in use; the demo goes only into an empty one.")
        for login, password, role, departments in build_demo():
            self.stdout.write(f"{login:12} {password:16} {role} ({departments})")
