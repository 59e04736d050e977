"""What a row of a spreadsheet of events is. A row without uid that repeats an event means that event."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from crm.accounts.models import Department
from crm.events.models import Event, EventFormat, EventKind, EventSeries, EventStatus
from crm.places.models import City, Country
from crm.ui.approximate import ApproximateDateField, shown


class UidWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        try:
            return uuid.UUID(str(value).strip())
        except ValueError as error:
            raise ValueError(_("This uid was not given out here. Leave it empty for a new event.")) from error


class DateWidget(widgets.Widget):
    """Dates as people write them; cells that are dates or numbers count too."""

    def clean(self, value, row=None, **kwargs):
        try:
            return ApproximateDateField().to_python(value or "")
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    def render(self, value, obj=None, **kwargs):
        return shown(value)


class ChoiceWidget(widgets.Widget):
    """The word on the screen or the one in the code."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        text = str(value or "").strip().casefold()
        for choice in self.choices:
            if text in (choice.value, str(choice.label).casefold()):
                return choice.value
        if not text:
            return None
        known = ", ".join(str(label) for label in self.choices.labels)
        raise ValueError(_("“%(value)s” is not one of: %(known)s.") % {"value": value, "known": known})

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value in self.choices else ""


def place_named(model, name):
    """The place of that name in either language or by an alias; of several cities the largest."""
    key = plain(name)
    candidates = model.objects.matching(name)[:200]
    found = [each for each in candidates if key in map(plain, [each.name_ru, each.name_en, *each.aliases])]
    if not found:
        raise ValueError(_("There is no place called “%(name)s”.") % {"name": name})
    return max(found, key=lambda each: getattr(each, "population", 0) or 0)


def plain(name):
    return name.casefold().replace("ё", "е").strip()


class PlaceWidget(widgets.Widget):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def clean(self, value, row=None, **kwargs):
        name = str(value or "").strip()
        return place_named(self.model, name) if name else None

    def render(self, value, obj=None, **kwargs):
        return str(value or "")


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


class DepartmentWidget(widgets.Widget):
    """By its short Latin name; a person with one department may leave the column empty."""

    def clean(self, value, row=None, user=None, **kwargs):
        mine = user.departments_for("events.add_event")
        slug = str(value or "").strip()
        found = list((mine.filter(slug=slug) if slug else mine)[:2])
        if len(found) != 1:
            raise ValueError(_("Write the short name of one of your departments."))
        return found[0]

    def render(self, value, obj=None, **kwargs):
        return value.slug if isinstance(value, Department) else ""


class EventResource(resources.ModelResource):
    uid = fields.Field("uid", "uid", UidWidget())
    department = fields.Field("department", "department", DepartmentWidget())
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

    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user

    def get_queryset(self):
        """A row can change only what its author may change."""
        return Event.objects.visible_to(self.user)

    def before_import(self, dataset, **kwargs):
        for name in ("uid", *[f.column_name for f in self.get_import_fields()]):
            if dataset.headers is not None and name not in dataset.headers:
                dataset.append_col([""] * len(dataset), header=name)

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
