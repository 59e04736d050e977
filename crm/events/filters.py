from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from crm.events.models import Delegation, Direction, Event, EventFormat, EventKind, EventSeries, EventStatus
from crm.places.models import City, Country
from crm.ui.approximate import ApproximateDateFilter
from crm.ui.filters import ChoiceFilter, ModelChoiceFilter, Switch, TextFilter
from crm.ui.forms import PickerWidget


def countries_of_events(request):
    """Only countries that events have: the others would make a long list of dead ends."""
    return Country.objects.filter(Exists(Event.countries.through.objects.filter(country=OuterRef("pk"))))


def visible_series(request):
    return EventSeries.objects.visible_to(request.user)


class EventFilter(TextFilter):
    period = ApproximateDateFilter(field_name="date", label=_("Period"))
    country = ModelChoiceFilter(
        queryset=countries_of_events, method="with_country", label=_("Country")
    )
    city = ModelChoiceFilter(
        queryset=City.objects.select_related("country"),
        method="with_city",
        label=_("Partner city"),
        widget=PickerWidget,
    )
    kind = ChoiceFilter(choices=EventKind.choices, label=_("Kind"))
    status = ChoiceFilter(choices=EventStatus.choices, label=_("Status"))
    format = ChoiceFilter(choices=EventFormat.choices, label=_("Format"))
    series = ModelChoiceFilter(queryset=visible_series, label=_("Series"), widget=PickerWidget)
    to_settle = Switch(method="with_date_to_settle", label=_("date to settle"))
    past_planned = Switch(method="past_but_planned", label=_("past but still planned"))

    class Meta:
        model = Event
        fields = ["q", "period", "country", "city", "kind", "status", "format", "series", "to_settle", "past_planned"]

    def with_country(self, rows, name, value):
        return rows.related_to("countries", [value])

    def with_city(self, rows, name, value):
        return rows.related_to("cities", [value])

    def with_date_to_settle(self, rows, name, value):
        return rows.with_date_to_settle() if value else rows

    def past_but_planned(self, rows, name, value):
        return rows.past_but_planned() if value else rows


class CalendarFilter(EventFilter):
    """The calendar has its own period and no room for the rest."""

    class Meta:
        model = Event
        fields = ["country", "city", "kind", "status"]

    q = period = format = series = to_settle = past_planned = None


class SeriesFilter(TextFilter):
    class Meta:
        model = EventSeries
        fields = ["q"]


class DelegationFilter(TextFilter):
    period = ApproximateDateFilter(field_name="date", label=_("Period"))
    direction = ChoiceFilter(choices=Direction.choices, label=_("Direction"))
    city = ModelChoiceFilter(
        queryset=City.objects.select_related("country"), label=_("City"), widget=PickerWidget
    )

    class Meta:
        model = Delegation
        fields = ["q", "period", "direction", "city"]


class MeetingNoteFilter(TextFilter):
    period = ApproximateDateFilter(field_name="date", label=_("Period"))
    city = ModelChoiceFilter(
        queryset=City.objects.select_related("country"), label=_("Partner city"), widget=PickerWidget
    )

    class Meta:
        fields = ["q", "period", "city"]


class OutcomeFilter(TextFilter):
    period = ApproximateDateFilter(field_name="date", label=_("Period"))
    class Meta:
        fields = ["q", "period"]
