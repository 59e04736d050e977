"""What a row of a spreadsheet of events is. A row without uid that repeats an event means that event."""

import uuid

from django.utils.translation import gettext as _
from import_export import fields, widgets

from crm.accounts.cells import ChoiceWidget, DateWidget, DepartmentWidget, PlaceWidget, place_named
from crm.accounts.sheets import RecordResource
from crm.events.models import Event, EventFormat, EventKind, EventSeries, EventStatus
from crm.places.models import City, Country


class UidWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        try:
            return uuid.UUID(str(value).strip())
        except ValueError as error:
            raise ValueError(_("This uid was not given out here. Leave it empty for a new event.")) from error


class PlacesWidget(widgets.ManyToManyWidget):
    """Names divided by semicolons."""

    def clean(self, value, row=None, **kwargs):
        names = [name.strip() for name in str(value or "").split(";")]
        return [place_named(self.model, name) for name in names if name]

    def render(self, value, obj=None, **kwargs):
        return "; ".join(place.name for place in value.all()) if value else ""


class SeriesWidget(widgets.Widget):
    """The series of that title; the department's own, so it is found when the department is known."""

    def clean(self, value, row=None, user=None, **kwargs):
        title = str(value or "").strip()
        if not title:
            return None
        found = EventSeries.objects.visible_to(user).filter(title=title).first()
        if found is None:
            raise ValueError(_("There is no series called “%(title)s”.") % {"title": title})
        return found

    def render(self, value, obj=None, **kwargs):
        return str(value or "")


class EventResource(RecordResource):
    uid = fields.Field("uid", "uid", UidWidget())
    department = fields.Field("department", "department", DepartmentWidget("events.add_event"))
    kind = fields.Field("kind", "kind", ChoiceWidget(EventKind), default=EventKind.OTHER)
    status = fields.Field("status", "status", ChoiceWidget(EventStatus), default=EventStatus.PLANNED)
    date = fields.Field("date", "date", DateWidget())
    format = fields.Field("format", "format", ChoiceWidget(EventFormat), default=EventFormat.UNKNOWN)
    city = fields.Field("city", "city", PlaceWidget(City))
    cities = fields.Field("cities", "cities", PlacesWidget(City))
    countries = fields.Field("countries", "countries", PlacesWidget(Country))
    series = fields.Field("series", "series", SeriesWidget())

    class Meta:
        model = Event
        fields = (
            "uid", "department", "title", "kind", "status", "date", "start_time", "end_time", "format", "city", "venue",
            "cities", "countries", "series", "edition", "participants", "description", "outcome",
        )
        export_order = fields
        import_id_fields = ("uid",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def before_import_row(self, row, **kwargs):
        if not str(row.get("uid") or "").strip():
            row["uid"] = str(self.repeated(row, **kwargs) or uuid.uuid4())

    def repeated(self, row, **kwargs):
        try:
            department = self.fields["department"].clean(row, **kwargs)
            date = self.fields["date"].clean(row, **kwargs)
        except ValueError:
            return None
        same = self.get_queryset().filter(department=department, title=str(row.get("title") or "").strip())
        return next((event.uid for event in same if event.date == date), None)
