"""The calendar page: a list of one month as a plain page, and days as JSON for the script that draws it."""

import datetime

from dateutil.relativedelta import relativedelta
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from crm.events.calendar import LONGEST_WINDOW_DAYS, MOST_ENTRIES, entry, events_between, unsettled_item
from crm.events.filters import CalendarFilter
from crm.events.models import Event
from crm.ui.views import RecordView

VIEWS = ("month", "week", "list", "year")


def day(text):
    """The day of an ISO date or moment; None when it is none."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


class CalendarView(RecordView):
    model = Event

    @cached_property
    def filterset(self):
        return CalendarFilter(self.request.GET, queryset=self.get_queryset(), request=self.request)


class CalendarData(CalendarView, View):
    """Only the days on the screen; a wish for more is refused."""

    http_method_names = ["get", "head"]

    def get(self, request):
        first, end = day(request.GET.get("start", "")), day(request.GET.get("end", ""))
        if not first or not end or not 0 < (end - first).days <= LONGEST_WINDOW_DAYS:
            return JsonResponse({"error": _("Ask for at most a year of days, from start to end.")}, status=400)
        window = events_between(self.filterset.qs, first, end - datetime.timedelta(days=1))
        return JsonResponse(
            {
                "events": [entry(event, may_move=self.may("change", event)) for event in window.dated],
                "unsettled": [unsettled_item(event) for event in window.unsettled],
                "note": self.note() if window.is_capped else "",
            }
        )

    def note(self):
        return _("Only the first %(number)s events are shown. Narrow the filters.") % {"number": MOST_ENTRIES}


class Calendar(CalendarView, TemplateView):
    template_name = "events/calendar.html"

    @cached_property
    def date(self):
        wanted = day(self.request.GET.get("date", ""))
        return wanted if wanted and 1900 < wanted.year < 2200 else timezone.localdate()

    @cached_property
    def view(self):
        wanted = self.request.GET.get("view", "")
        return wanted if wanted in VIEWS else "month"

    def address(self, **changes):
        query = self.request.GET.copy()
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def get_context_data(self, **kwargs):
        first = self.date.replace(day=1)
        last = first + relativedelta(months=1, days=-1)
        window = events_between(self.filterset.qs, first, last)
        may_add = self.may("add")
        return super().get_context_data(
            page_title=_("Calendar"),
            filter=self.filterset,
            window=window,
            month_name=date_format(first, "F Y"),
            previous_url=self.address(date=first - relativedelta(months=1)),
            next_url=self.address(date=first + relativedelta(months=1)),
            create_url=reverse("events:event-create") if may_add else "",
            view_name=self.view,
            date_shown=self.date.isoformat(),
            settings=self.settings(may_add),
            is_filtered=any(self.request.GET.get(name) for name in self.filterset.filters),
            **kwargs,
        )

    def settings(self, may_add):
        """What the script must know; it is data, not code."""
        return {
            "dataUrl": reverse("events:calendar-data"),
            "milestonesUrl": reverse("plans:milestone-data"),
            "createUrl": reverse("events:event-create") if may_add else "",
            "view": self.view,
            "date": self.date.isoformat(),
            "today": timezone.localdate().isoformat(),
            "locale": get_language(),
            "filters": list(self.filterset.filters),
            "texts": texts(),
        }


def texts():
    return {
        "previous": _("Back"),
        "next": _("Forward"),
        "today": _("Today"),
        "month": _("Month"),
        "week": _("Week"),
        "list": _("List"),
        "year": _("Year"),
        "allDay": _("all day"),
        "empty": _("No events in this time"),
        "more": _("more"),
        "viewHint": _("Show as: $0"),
        "undo": _("Undo"),
        "close": _("Close"),
        "failed": _("It did not work, so the event stays where it was. Check the connection and try again."),
        "loadFailed": _("The events could not be loaded. Check the connection and reload the page."),
        "loading": _("Loading…"),
    }
