"""What happens to an agreement: dated actions give its status, and its term gives its reminders."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.agreements.models import (
    STATUS_AFTER,
    ActionKind,
    Agreement,
    AgreementAction,
    AgreementParty,
    AgreementStatus,
    Reminder,
)
from crm.dates import ApproximateDate


@transaction.atomic
def record_action(agreement: Agreement, kind, *, date=None, valid_until=None, reason="") -> AgreementAction:
    action = AgreementAction.objects.create(
        agreement=agreement, kind=kind, date=date or "", valid_until=valid_until, reason=reason
    )
    if valid_until and action == latest(agreement.actions.exclude(valid_until=None)):
        agreement.valid_until = valid_until
    if kind == ActionKind.SIGNED and date and not agreement.signed.is_known:
        agreement.signed = date
    settle(agreement)
    return action


@transaction.atomic
def delete_action(action: AgreementAction) -> None:
    """A term that the action gave goes with it."""
    agreement = action.agreement
    if action.valid_until and action.valid_until == agreement.valid_until:
        agreement.valid_until = term_without(action)
    action.delete()
    settle(agreement)


def term_without(action: AgreementAction):
    """The end of term that another action gives, else the one that stood before."""
    agreement = action.agreement
    other = latest(agreement.actions.exclude(pk=action.pk).exclude(valid_until=None))
    if other:
        return other.valid_until
    before = agreement.history.exclude(valid_until=action.valid_until).order_by("-history_date", "-history_id").first()
    return before.valid_until if before else None


@transaction.atomic
def save_parties(agreement: Agreement, *, cities=(), organisations=(), names=()) -> None:
    """Adds sides to an agreement; its own city is our side."""
    home = agreement.department.city
    sides = [{"city": city, "is_ours": city == home} for city in cities]
    sides += [{"organisation": organisation} for organisation in organisations]
    sides += [{"name": name[:300], "is_ours": name.casefold() == home.name_ru.casefold()} for name in names]
    for side in sides:
        AgreementParty.objects.create(agreement=agreement, **side)
    agreement.save()  # the names of the parties are searched too


def renew_tacitly(*, today=None) -> int:
    """Gives every agreement that renewed itself its next terms, each an action of its own; the number of agreements."""
    today = today or timezone.localdate()
    agreements = list(Agreement.objects.to_renew(today=today))
    for agreement in agreements:
        with transaction.atomic():
            while agreement.valid_until < today:
                renew_once(agreement)
    return len(agreements)


def renew_once(agreement: Agreement) -> None:
    ended = agreement.valid_until
    longer = ended + relativedelta(months=agreement.renewal_months)
    date = ApproximateDate.day(ended)
    record_action(agreement, ActionKind.PROLONGED, date=date, valid_until=longer, reason=_("Renewed tacitly."))


def settle(agreement: Agreement) -> None:
    """The latest action gives the status; without any it is an initiative."""
    action = latest(agreement.actions)
    agreement.status = STATUS_AFTER[ActionKind(action.kind)] if action else AgreementStatus.INITIATIVE
    agreement.save()
    plan_reminders(agreement)


def latest(actions):
    """Of two on one date the one entered later. Undated ones count by entry."""
    found = None
    for action in actions.order_by("pk"):
        if found is None or follows(action, found):
            found = action
    return found


def follows(action, other):
    if action.happened_earliest is None or other.happened_earliest is None:
        return True
    return action.happened_earliest >= other.happened_earliest


def plan_reminders(agreement: Agreement) -> None:
    """One reminder before the end of the term and one before the last day for giving notice; old ones stay put off."""
    days = reminder_days(agreement)
    agreement.reminders.filter(sent_at=None).exclude(due_on__in=days).delete()
    planned = set(agreement.reminders.values_list("due_on", flat=True))
    Reminder.objects.bulk_create(Reminder(agreement=agreement, due_on=day) for day in sorted(days - planned))


def reminder_days(agreement: Agreement) -> set:
    if not agreement.is_live or agreement.valid_until is None:
        return set()
    lead = datetime.timedelta(days=agreement.reminder_days)
    return {day - lead for day in (agreement.valid_until, agreement.notice_on) if day}


def due_reminders(*, today=None):
    """`due <= today and not yet sent`: a missed night loses nothing."""
    today = today or timezone.localdate()
    rows = Reminder.objects.filter(sent_at=None, due_on__lte=today, agreement__deleted_at=None)
    return rows.exclude(snoozed_until__gt=today).select_related("agreement")


@transaction.atomic
def snooze(agreement: Agreement, *, until: datetime.date) -> None:
    agreement.reminders.filter(sent_at=None).update(snoozed_until=until)


@transaction.atomic
def mark_sent(reminders) -> None:
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in reminders]).update(sent_at=timezone.now())
