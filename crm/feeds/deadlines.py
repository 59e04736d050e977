"""Terms of agreements, promises and steps of preparation as entries."""

import datetime

from django.utils.translation import gettext as _

from crm.agreements.models import LIVE, Agreement, AgreementStatus
from crm.feeds.making import Day, Maker, day_entry, with_changes
from crm.feeds.models import Source
from crm.plans.models import Commitment, Milestone

OVER = {AgreementStatus.TERMINATED, AgreementStatus.REPLACED, AgreementStatus.FELL_THROUGH, AgreementStatus.SUSPENDED}


class AgreementMaker(Maker):
    record = "agreement"

    def records(self):
        return with_changes(Agreement.objects.present())

    def entries(self, row, rendering):
        for text, on, part in agreement_days(row):
            day = Day(text % {"title": row.title}, on, part=part, category=_("agreements"), path=row.get_absolute_url())
            yield day_entry(self, row, rendering, day, source=Source.AGREEMENTS, department_id=row.department_id)


def agreement_days(row):
    """(text, day, part). The lead of its reminder is how long before approval has to begin."""
    lead = datetime.timedelta(days=row.reminder_days)
    if row.status in LIVE and row.valid_until:
        yield _("Expires: %(title)s"), row.valid_until, "end"
        if row.notice_on:
            yield _("Last day to give notice: %(title)s"), row.notice_on, "notice"
        if lead:
            yield _("Begin to approve what follows: %(title)s"), row.valid_until - lead, "approval"
    if row.status not in LIVE and row.status not in OVER and row.signed.is_known:
        if row.signed.is_exact:
            yield _("To be signed: %(title)s"), row.signed_earliest, "signing"
        if lead and row.status != AgreementStatus.APPROVED:
            yield _("Begin to approve: %(title)s"), row.signed_earliest - lead, "approval"


class CommitmentMaker(Maker):
    record = "commitment"

    def records(self):
        rows = Commitment.objects.present().unfinished().exclude(due_on=None)
        return with_changes(rows.select_related("responsible"))

    def entries(self, row, rendering):
        day = Day(
            _("Due: %(title)s") % {"title": row.text}, row.due_on, part="due", category=_("commitments"),
            path=row.get_absolute_url(),
        )
        if rendering.names:
            day.lines = [" → ".join(filter(None, [row.promised_by, row.promised_to])), str(row.responsible or "")]
        yield day_entry(self, row, rendering, day, source=Source.WORK, department_id=row.department_id)


class MilestoneMaker(Maker):
    record = "milestone"

    def records(self):
        rows = Milestone.objects.unfinished().exclude(due_on=None).filter(plan__deleted_at=None)
        return with_changes(rows.select_related("plan", "responsible"))

    def entries(self, row, rendering):
        title = _("Due: %(title)s") % {"title": f"{row.title} – {row.plan}"}
        day = Day(title, row.due_on, part="due", category=_("preparation"), path=row.plan.get_absolute_url())
        if rendering.names:
            day.lines = [str(row.responsible or "")]
        yield day_entry(self, row, rendering, day, source=Source.WORK, department_id=row.plan.department_id)
