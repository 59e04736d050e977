import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from crm.agreements.actions import delete_action, due_reminders, plan_reminders, record_action, renew_tacitly, snooze
from crm.agreements.models import STATUS_AFTER, ActionKind, Agreement, AgreementStatus
from crm.dates import parse
from tests.factories import AgreementFactory

TERM = datetime.date(2027, 6, 1)


@pytest.mark.parametrize("kind", ActionKind)
def test_every_action_gives_a_status(department, kind):
    agreement = AgreementFactory(department=department)
    record_action(agreement, kind)
    agreement.refresh_from_db()
    assert agreement.status == STATUS_AFTER[kind]


@pytest.mark.parametrize(
    ("actions", "status"),
    [
        ([("signed", "2024"), ("initiated", "2022")], "signed"),
        ([("approved", "май 2024"), ("signed", "17.05.2024")], "signed"),
        ([("signed", "17.05.2024"), ("in_force", "17.05.2024")], "in_force"),
        ([("signed", "2023"), ("suspended", "")], "suspended"),
        ([("suspended", "2023"), ("resumed", "2024")], "in_force"),
        ([("terminated", "2025"), ("prolonged", "2024")], "terminated"),
    ],
)
def test_the_latest_date_counts_not_the_order_of_entry(department, actions, status):
    agreement = AgreementFactory(department=department)
    for kind, date in actions:
        record_action(agreement, ActionKind(kind), date=parse(date))
    assert agreement.status == status


def test_signing_gives_the_date_of_signing(department):
    agreement = AgreementFactory(department=department)
    record_action(agreement, ActionKind.SIGNED, date=parse("17.05.2024"))
    agreement.refresh_from_db()
    assert agreement.signed_earliest == datetime.date(2024, 5, 17)


def test_prolonging_gives_a_new_term_and_taking_it_back_the_old_one(department):
    agreement = AgreementFactory(department=department, valid_until=TERM)
    record_action(agreement, ActionKind.SIGNED, date=parse("2022"))
    longer = TERM.replace(year=2032)
    action = record_action(agreement, ActionKind.PROLONGED, date=parse("2027"), valid_until=longer)
    assert (agreement.status, agreement.valid_until) == (AgreementStatus.IN_FORCE, longer)
    delete_action(action)
    agreement = Agreement.objects.get()
    assert (agreement.status, agreement.valid_until) == (AgreementStatus.SIGNED, TERM)


def test_an_older_prolongation_entered_late_does_not_shorten_the_term(department):
    agreement = AgreementFactory(department=department)
    record_action(agreement, ActionKind.PROLONGED, date=parse("2025"), valid_until=TERM.replace(year=2030))
    record_action(agreement, ActionKind.PROLONGED, date=parse("2020"), valid_until=TERM.replace(year=2025))
    assert agreement.valid_until == TERM.replace(year=2030)


def test_without_actions_it_is_an_initiative(department):
    agreement = AgreementFactory(department=department)
    delete_action(record_action(agreement, ActionKind.SIGNED))
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.INITIATIVE


@pytest.fixture
def live(department):
    agreement = AgreementFactory(department=department, valid_until=TERM, reminder_days=30, notice_days=60)
    record_action(agreement, ActionKind.IN_FORCE, date=parse("2022"))
    return agreement


def test_reminders_come_before_the_end_and_before_the_notice(live):
    days = [reminder.due_on for reminder in live.reminders.all()]
    assert days == [TERM - datetime.timedelta(days=90), TERM - datetime.timedelta(days=30)]


@pytest.mark.parametrize(("days_before", "count"), [(91, 0), (90, 1), (80, 1), (30, 2), (-400, 2)])
def test_a_missed_night_loses_nothing(live, days_before, count):
    assert due_reminders(today=TERM - datetime.timedelta(days=days_before)).count() == count


def test_what_is_sent_or_put_off_is_not_due(live):
    snooze(live, until=TERM)
    assert not due_reminders(today=TERM - datetime.timedelta(days=1))
    assert due_reminders(today=TERM).count() == 2
    plan_reminders(live)
    assert not due_reminders(today=TERM - datetime.timedelta(days=1))
    live.reminders.update(sent_at=timezone.now())
    assert not due_reminders(today=TERM)


def test_an_ended_or_deleted_agreement_reminds_of_nothing(live):
    live.mark_deleted()
    assert not due_reminders(today=TERM)
    live.restore()
    record_action(live, ActionKind.TERMINATED, date=parse("2026"))
    assert not live.reminders.exists()


@pytest.fixture
def due(live):
    live.reminders.update(due_on=timezone.localdate())
    return live


def test_remind_mails_those_who_look_after_agreements_once(due, specialist, foreigner):
    specialist.email, foreigner.email = "specialist@example.org", "foreigner@example.org"
    specialist.save()
    foreigner.save()
    call_command("remind")
    call_command("remind")
    assert [message.to for message in mail.outbox] == [["specialist@example.org"]]
    assert due.title in mail.outbox[0].body


def test_a_reminder_that_reaches_nobody_stays_due(due):
    call_command("remind")
    assert not mail.outbox
    assert due_reminders().count() == 2


def test_a_tacit_renewal_is_an_action_for_each_term_that_passed(department):
    agreement = AgreementFactory(
        department=department, valid_until=datetime.date(2024, 2, 29), is_renewed_tacitly=True, renewal_months=12
    )
    record_action(agreement, ActionKind.SIGNED, date=parse("2021"))
    assert renew_tacitly(today=datetime.date(2026, 3, 1)) == 1
    agreement.refresh_from_db()
    terms = agreement.actions.filter(kind=ActionKind.PROLONGED).values_list("valid_until", flat=True)
    assert list(terms) == [datetime.date(2025, 2, 28), datetime.date(2026, 2, 28), datetime.date(2027, 2, 28)]
    assert (agreement.status, agreement.valid_until) == (AgreementStatus.IN_FORCE, datetime.date(2027, 2, 28))
    assert renew_tacitly(today=datetime.date(2026, 3, 1)) == 0


@pytest.mark.parametrize("changes", [{"is_renewed_tacitly": False}, {"renewal_months": None}, {"status": "terminated"}])
def test_what_does_not_renew_itself_keeps_its_term(department, changes):
    values = {"valid_until": TERM, "is_renewed_tacitly": True, "renewal_months": 12, "status": "in_force", **changes}
    AgreementFactory(department=department, **values)
    assert renew_tacitly(today=TERM + datetime.timedelta(days=9)) == 0
