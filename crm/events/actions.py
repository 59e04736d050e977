"""What happens to an event as a whole. Calendars and preparation plans follow through Event.save()."""

from django.db import transaction
from django.utils import timezone

from crm.dates import ApproximateDate
from crm.events.models import Delegation, Event, EventStatus, RestrictedRead

# What one press of a button may make of an event; postponing and cancelling ask for more than a press.
NEXT_STATUSES = {
    EventStatus.IDEA: (EventStatus.PLANNED, EventStatus.CONFIRMED),
    EventStatus.PLANNED: (EventStatus.CONFIRMED, EventStatus.HELD),
    EventStatus.CONFIRMED: (EventStatus.UNDER_WAY, EventStatus.HELD),
    EventStatus.UNDER_WAY: (EventStatus.HELD,),
    EventStatus.HELD: (EventStatus.WRITTEN_UP,),
    EventStatus.POSTPONED: (EventStatus.PLANNED, EventStatus.CONFIRMED, EventStatus.HELD),
    EventStatus.CANCELLED: (EventStatus.PLANNED,),
    EventStatus.FAILED: (EventStatus.PLANNED,),
}
ENDED = (EventStatus.HELD, EventStatus.WRITTEN_UP, EventStatus.CANCELLED, EventStatus.FAILED)


def next_statuses(event: Event, *, today=None) -> list[EventStatus]:
    """Nothing that lies ahead can have been held."""
    today = today or timezone.localdate()
    ahead = event.starts_on is not None and event.starts_on > today
    allowed = NEXT_STATUSES.get(EventStatus(event.status), ())
    return [status for status in allowed if not (ahead and status in (EventStatus.HELD, EventStatus.UNDER_WAY))]


@transaction.atomic
def change_status(event: Event, *, status: EventStatus) -> None:
    event.status = status
    event.reason = ""
    event.save()


@transaction.atomic
def move_event(event: Event, *, date: ApproximateDate) -> None:
    """To another date; the first one is remembered, and forgotten when the event returns to it."""
    if date == event.former_date:
        event.former_date = ApproximateDate.unknown()
    elif date != event.date and not event.former_date.is_known:
        event.former_date = event.date
    event.date = date
    event.save()


@transaction.atomic
def postpone(event: Event, *, date: ApproximateDate, reason: str = "") -> None:
    event.status = EventStatus.POSTPONED
    event.reason = reason
    move_event(event, date=date)


@transaction.atomic
def cancel(event: Event, *, reason: str = "", failed: bool = False) -> None:
    event.status = EventStatus.FAILED if failed else EventStatus.CANCELLED
    event.reason = reason
    event.save()


def note_restricted_read(delegation: Delegation, *, user) -> None:
    RestrictedRead.objects.create(delegation=delegation, user=user)


@transaction.atomic
def undo_change(event: Event, *, earlier) -> None:
    """Date and status of an earlier version come back; whatever else was written since stays."""
    for name in ("date", "former_date", "status", "reason"):
        setattr(event, name, getattr(earlier, name))
    event.save()
