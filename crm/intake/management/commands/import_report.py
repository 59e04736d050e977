from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import translation

from crm.accounts.models import Department, User
from crm.accounts.roles import Role
from crm.extraction import ReadingError
from crm.intake.bulk import accept_all
from crm.intake.receiving import AlreadyReceived, read, receive
from crm.intake.wording import explain_failure


class Command(BaseCommand):
    help = "Reads a report into drafts of a department, as an upload does."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--department", required=True, metavar="SLUG")
        parser.add_argument("--user", metavar="LOGIN", help="in whose name; else an administrator of the department")
        parser.add_argument("--title", default="")
        parser.add_argument("--year", type=int)
        parser.add_argument("--accept", action="store_true", help="accept what is sure; people are left to review")

    def handle(self, *, file, department, user, title, year, accept, **options):
        owner = Department.objects.filter(slug=department).first()
        if owner is None:
            known = ", ".join(Department.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no department {department!r}. There are: {known}")
        person = self.person(user, owner)
        with translation.override("ru"):
            document = self.receive(file, owner, person, title, year)
            self.stdout.write(f"{document}: {document.drafts.count()} drafts, {document.get_absolute_url()}")
            if document.failure:
                raise CommandError(str(explain_failure(document.failure)))
            if accept:
                count = accept_all(document, user=person)
                self.stdout.write(f"made {count.made}, linked {count.linked}, left to review {count.left}")

    def person(self, login, owner):
        administrator = Q(memberships__department=owner, memberships__role=Role.ADMINISTRATOR) | Q(is_superuser=True)
        wanted = Q(username=login) if login else administrator
        person = User.objects.filter(wanted, is_active=True).order_by("pk").first()
        if person is None:
            raise CommandError(
                "There is no such user." if login else "The department has no administrator; name a --user."
            )
        return person

    def receive(self, file, owner, person, title, year):
        try:
            with file.open("rb") as stream:
                document = receive(File(stream, name=file.name), department=owner, user=person, title=title, year=year)
        except AlreadyReceived as earlier:
            self.stdout.write("This very file was received before.")
            return earlier.document
        except ReadingError as error:
            raise CommandError(str(explain_failure(error.code))) from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        read(document.pk)
        document.refresh_from_db()
        return document
