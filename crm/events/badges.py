"""How the state of an event looks, in lists and on pages alike."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from crm.dates import ApproximateDate
from crm.events.models import Event, EventKind, EventStatus
from crm.events.recurrence import in_words, occurrences
from crm.ui.approximate import shown

STATUS_STYLES = {
    EventStatus.IDEA: "secondary",
    EventStatus.PLANNED: "info",
    EventStatus.CONFIRMED: "primary",
    EventStatus.UNDER_WAY: "primary",
    EventStatus.HELD: "success",
    EventStatus.WRITTEN_UP: "success",
    EventStatus.POSTPONED: "warning",
    EventStatus.CANCELLED: "danger",
    EventStatus.FAILED: "danger",
}


def status_badge(event):
    status = EventStatus(event.status)
    return format_html('<span class="badge text-bg-{}">{}</span>', STATUS_STYLES[status], status.label)


def kind_label(event):
    return EventKind(event.kind).label


def date_cell(record):
    """The date as it is known; what is not exact looks so."""
    css = "" if record.date.is_exact else "date-approximate"
    return format_html('<span class="{}">{}</span>', css, shown(record.date))


def partners_of(events):
    """{pk of an event: its partner cities, else countries}, by the link tables: prefetching costs a list much more."""
    found = {}
    for relation, target in (("countries", "country"), ("cities", "city")):
        links = getattr(Event, relation).through.objects.filter(event__in=events).select_related(target)
        of_relation = {}
        for link in links.order_by("pk"):
            of_relation.setdefault(link.event_id, []).append(getattr(link, target))
        found |= of_relation
    return found


def partners_cell(event):
    """Where it is held, and with whom."""
    names = dict.fromkeys(place.name for place in (event.city, *event.partners) if place)
    return ", ".join(names)


def hours(event):
    """«10:00–12:00»; where the clock of the place is not ours, our time too."""
    if event.start_time is None or not event.date.is_exact:
        return ""
    theirs = between(event.start_time, event.end_time)
    home = event.department.city
    if not event.city_id or not home.zone or event.city.zone in ("", home.zone):
        return theirs
    ours = [at_home(event, time, home) for time in (event.start_time, event.end_time) if time]
    return _("%(theirs)s local time (%(ours)s in %(city)s)") % {
        "theirs": theirs, "ours": between(*ours), "city": home
    }


NEXT_TIMES = 3
YEARS_AHEAD = 12


def comes_again(event):
    """«ежегодно; 12.06.2027, 12.06.2028, 12.06.2029»: the rule and the next times."""
    if not event.recurrence:
        return ""
    today = timezone.localdate()
    coming = occurrences(event, today, today.replace(day=1, year=today.year + YEARS_AHEAD))[:NEXT_TIMES]
    days = ", ".join(shown(ApproximateDate.days(first, last)) for first, last in coming)
    return "; ".join(filter(None, [in_words(event), days]))


def between(start, end=None):
    return "–".join(time.strftime("%H:%M") for time in (start, end) if time)


def at_home(event, time, home):
    there = datetime.datetime.combine(event.starts_on, time, ZoneInfo(event.time_zone))
    return there.astimezone(ZoneInfo(home.zone)).time()
