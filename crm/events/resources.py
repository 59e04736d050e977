"""What a row of a spreadsheet of events is."""

import uuid

from django.utils.translation import gettext as _
from import_export import fields, widgets

from crm.accounts.cells import ChoiceWidget, DateWidget, PlacesWidget, PlaceWidget, RecordWidget
from crm.accounts.formats import bare
from crm.accounts.spreadsheets import RecordResource
from crm.events.models import Event, EventFormat, EventKind, EventSeries, EventStatus
from crm.places.models import City, Country


class UidWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        try:
            return uuid.UUID(str(value).strip())
        except ValueError as error:
            raise ValueError(_("This uid was not given out here. Leave it empty for a new event.")) from error


class EventResource(RecordResource):
    key = ("department", "title", "date")
    headings = {"uid": "uid"}
    related = ("city", "series")
    prefetched = ("cities", "countries")

    uid = fields.Field("uid", "uid", UidWidget())
    kind = fields.Field("kind", "kind", ChoiceWidget(EventKind), default=EventKind.OTHER)
    status = fields.Field("status", "status", ChoiceWidget(EventStatus), default=EventStatus.PLANNED)
    date = fields.Field("date", "date", DateWidget())
    format = fields.Field("format", "format", ChoiceWidget(EventFormat), default=EventFormat.UNKNOWN)
    city = fields.Field("city", "city", PlaceWidget(City))
    cities = fields.Field("cities", "cities", PlacesWidget(City))
    countries = fields.Field("countries", "countries", PlacesWidget(Country))
    series = fields.Field("series", "series", RecordWidget(EventSeries, "title"))

    class Meta:
        model = Event
        fields = (
            *("uid", "department", "title", "kind", "status", "date", "start_time", "end_time", "format"),
            *("city", "venue", "cities", "countries", "series", "edition"),
            *("participants", "description", "outcome"),
        )
        import_id_fields = ("uid",)

    def before_import_row(self, row, **kwargs):
        """Calendars know an event by its uid, so spreadsheets do."""
        if not bare(row["uid"]):
            known = self.known(row, **kwargs)
            row["uid"] = str(known.uid if known else uuid.uuid4())
