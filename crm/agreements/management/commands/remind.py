from django.core.mail import send_mail
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.accounts.roles import Role
from crm.agreements.actions import due_reminders, mark_sent, renew_tacitly


class Command(BaseCommand):
    help = "For each night: gives agreements that renew themselves their next term, mails the reminders that are due."

    def handle(self, **options):
        renew_tacitly()
        by_department = {}
        for reminder in due_reminders():
            by_department.setdefault(reminder.agreement.department_id, []).append(reminder)
        for department_id, reminders in by_department.items():
            self.send(department_id, reminders)

    def send(self, department_id, reminders):
        text = "\n".join(line(reminder.agreement) for reminder in reminders)
        self.stdout.write(text)
        try:
            is_sent = send_mail(_("Agreements that need attention"), text, None, addresses(department_id))
        except OSError as error:
            self.stderr.write(f"No mail went out, the reminders stay due: {error}")
            return
        if is_sent:
            mark_sent(reminders)


def line(agreement):
    return _("%(agreement)s: valid until %(day)s") % {
        "agreement": agreement, "day": f"{agreement.valid_until:%d.%m.%Y}" if agreement.valid_until else "–"
    }


def addresses(department_id):
    """Of those who look after agreements."""
    members = User.objects.filter(
        is_active=True, memberships__department=department_id, memberships__role__in=[Role.HEAD, Role.SPECIALIST]
    )
    return sorted(set(members.exclude(email="").values_list("email", flat=True)))
