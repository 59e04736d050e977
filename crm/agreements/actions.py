"""What happens to an agreement: dated actions give its status, and its term gives its reminders."""

import datetime

from django.db import transaction
from django.utils import timezone

from crm.agreements.models import STATUS_AFTER, ActionKind, Agreement, AgreementAction, AgreementStatus, Reminder


@transaction.atomic
def record_action(agreement: Agreement, kind, *, date=None, valid_until=None, reason="") -> AgreementAction:
    action = AgreementAction.objects.create(
        agreement=agreement, kind=kind, date=date or "", valid_until=valid_until, reason=reason
    )
    if valid_until:
        agreement.valid_until = valid_until
    if kind == ActionKind.SIGNED and date and not agreement.signed.is_known:
        agreement.signed = date
    settle(agreement)
    return action


@transaction.atomic
def delete_action(action: AgreementAction) -> None:
    action.delete()
    settle(action.agreement)


def settle(agreement: Agreement) -> None:
    """The latest action gives the status; of two on one date the one entered later. Undated ones count by entry."""
    latest = None
    for action in agreement.actions.order_by("pk"):
        if latest is None or follows(action, latest):
            latest = action
    agreement.status = STATUS_AFTER[ActionKind(latest.kind)] if latest else AgreementStatus.INITIATIVE
    agreement.save()
    plan_reminders(agreement)


def follows(action, other):
    if action.happened_earliest is None or other.happened_earliest is None:
        return True
    return action.happened_earliest >= other.happened_earliest


def plan_reminders(agreement: Agreement) -> None:
    """One unsent reminder before the end of the term and one before the last day for giving notice."""
    agreement.reminders.filter(sent_at=None).delete()
    if not agreement.is_live or agreement.valid_until is None:
        return
    lead = datetime.timedelta(days=agreement.reminder_days)
    days = {day - lead for day in (agreement.valid_until, agreement.notice_on) if day}
    sent = set(agreement.reminders.values_list("due_on", flat=True))
    Reminder.objects.bulk_create(Reminder(agreement=agreement, due_on=day) for day in sorted(days - sent))


def due_reminders(*, today=None):
    """`due <= today and not yet sent`: a missed night loses nothing."""
    today = today or timezone.localdate()
    rows = Reminder.objects.filter(sent_at=None, due_on__lte=today, agreement__deleted_at=None)
    return rows.exclude(snoozed_until__gt=today).select_related("agreement")


@transaction.atomic
def snooze(agreement: Agreement, *, until: datetime.date) -> None:
    agreement.reminders.filter(sent_at=None).update(snoozed_until=until)
