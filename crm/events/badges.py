"""How the state of an event looks, in lists and on pages alike."""

from django.utils.html import format_html

from crm.events.models import EventStatus
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
    style = STATUS_STYLES[EventStatus(event.status)]
    return format_html('<span class="badge text-bg-{}">{}</span>', style, event.get_status_display())


def date_cell(record):
    """The date as it is known; what is not exact looks so."""
    css = "" if record.date.is_exact else "date-approximate"
    return format_html('<span class="{}">{}</span>', css, shown(record.date))


def partners_cell(event):
    """Where it is held, and with whom: cities, else countries."""
    partners = event.cities.all() or event.countries.all()
    names = dict.fromkeys(place.name for place in (event.city, *partners) if place)
    return ", ".join(names)
