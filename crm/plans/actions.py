"""What becomes of commitments and milestones."""

from django.db import transaction

from crm.plans.models import Commitment, Milestone, WorkStatus


@transaction.atomic
def change_status(work: Commitment | Milestone, *, status, reason="") -> None:
    work.status = status
    if reason:
        work.reason = reason
    work.save()


@transaction.atomic
def move_commitment(commitment: Commitment, *, due, reason="") -> Commitment:
    """The old one stays as moved and names the new one."""
    copied = ("department", "text", "kind", "promised_by", "promised_to", "responsible", "city", "event", "meeting")
    following = Commitment.objects.create(due=due, **{name: getattr(commitment, name) for name in copied})
    commitment.moved_to = following
    change_status(commitment, status=WorkStatus.MOVED, reason=reason)
    return following
