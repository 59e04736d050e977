"""What the calendar page shows of a stretch of days: entries on days, and a list of what has no day yet."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.dates import Precision
from crm.events.badges import hours
from crm.events.models import TO_COME, EventStatus
from crm.events.recurrence import as_shown, in_words
from crm.ui.approximate import shown

LONGEST_WINDOW_DAYS = 400
MOST_ENTRIES = 1500
MOST_UNSETTLED = 60
MOST_RECURRING = 300
VAGUE = {Precision.year, Precision.years, Precision.unknown}
OFF = {EventStatus.CANCELLED, EventStatus.FAILED}


@dataclass
class Window:
    """The events that touch some days, divided by what can be shown on a day and what cannot."""

    dated: list = field(default_factory=list)
    unsettled: list = field(default_factory=list)
    is_capped: bool = False


def events_between(events, first, last):
    """A Window of the days from first to last. An approximate event stands on its first day, or beside."""
    rows = list(touching(events, first, last)[: MOST_ENTRIES + 1]) + recurring_times(events, first, last)
    rows.sort(key=lambda event: (event.starts_on, event.pk))
    window = Window(is_capped=len(rows) > MOST_ENTRIES)
    for event in rows[:MOST_ENTRIES]:
        beside = not event.date.is_exact and (event.date.precision in VAGUE or not first <= event.starts_on <= last)
        (window.unsettled if beside else window.dated).append(event)
    window.unsettled = (window.unsettled + list(undated(events)))[:MOST_UNSETTLED]
    return window


def touching(events, first, last):
    rows = events.between(first, last).filter(recurrence="")
    return rows.select_related("city", "series", "department__city").order_by("starts_on", "pk")


def recurring_times(events, first, last):
    """Of events that come again the times in these days, as calendar programs show them."""
    rows = events.recurring().filter(starts_on__lte=last).select_related("city", "series", "department__city")
    return [one for event in rows.order_by("starts_on", "pk")[:MOST_RECURRING] for one in as_shown(event, first, last)]


def undated(events):
    """Still to come, and nobody knows even the year."""
    rows = events.filter(Q(starts_on=None), status__in=TO_COME).select_related("city", "series", "department__city")
    return rows.order_by("pk")[:MOST_UNSETTLED]


def entry(event, *, may_move):
    """An event as FullCalendar reads it; the end is the day after the last one."""
    exact = event.date.is_exact
    last = event.ends_on if exact else event.starts_on
    timed = exact and event.start_time is not None and event.starts_on == event.ends_on
    start = datetime.datetime.combine(event.starts_on, event.start_time) if timed else event.starts_on
    return {
        "id": str(event.pk),
        "title": label(event),
        "start": start.isoformat(),
        "end": (last + datetime.timedelta(days=1)).isoformat() if not timed else None,
        "allDay": not timed,
        "url": event.get_absolute_url(),
        "editable": exact and may_move and not event.recurrence,
        "extendedProps": {
            "look": looks(event),
            "hint": hint(event),
            "first": event.starts_on.isoformat(),
            "last": last.isoformat(),
            "moveUrl": reverse("events:event-move", args=[event.pk]),
        },
    }


def label(event):
    title = event.title if event.date.is_exact else f"[{shown(event.date)}] {event.title}"
    return _("CANCELLED: %(title)s") % {"title": title} if event.status == EventStatus.CANCELLED else title


def hint(event):
    """What a hand on the mouse or a screen reader learns beyond the title."""
    place = str(event.city or "")
    again = in_words(event) if event.recurrence else ""
    edition = f"{event.edition_text} – {event.series}" if event.edition and event.series else str(event.series or "")
    told = [shown(event.date), hours(event), again, edition, place, event.get_status_display()]
    return ", ".join(filter(None, told))


def looks(event):
    """Class names; an approximate date differs by its outline, so that colour is not the only sign."""
    names = ["entry", f"entry-{event.status.replace('_', '-')}"]
    if not event.date.is_exact:
        names.append("entry-approximate")
    if event.recurrence:
        names.append("entry-recurring")
    if event.status in OFF:
        names.append("entry-off")
    return names


def unsettled_item(event):
    return {"title": event.title, "when": shown(event.date) or _("date unknown"), "url": event.get_absolute_url()}
