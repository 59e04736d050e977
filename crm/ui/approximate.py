"""Approximate dates in Django: a column, a form field, a filter. What they mean is in crm.dates."""

from datetime import date, datetime
from functools import lru_cache

import django_filters
from django import forms
from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters.utils import get_model_field

from crm.dates import ApproximateDate, ApproximateDateError, from_edtf, parse

UNKNOWN = ApproximateDate.unknown()
EMPTY_VALUES = [*forms.Field.empty_values, UNKNOWN]
MESSAGES = {
    "not_understood": _(
        "This date was not understood. Write it like 17.11.2022, 5–9 June 2026, October 2023 or summer 2022."
    ),
    "impossible": _("There is no such day in the calendar."),
    "backwards": _("The end comes before the beginning."),
    "year_missing": _("Please add the year."),
}


def explained(error: ApproximateDateError) -> ValidationError:
    return ValidationError(MESSAGES[error.code], code=error.code)


def shown(value) -> str:
    """The date in the reader's language; of an unknown one the words, if there are any."""
    if not isinstance(value, ApproximateDate):
        return ""
    if not value.is_known and value.words:
        return value.words
    return value.format(get_language() or "ru")


def as_typed(value: ApproximateDate) -> str:
    """The words a person typed, as long as they still mean the date without the report they stood in."""
    try:
        if value.words and parse(value.words) == value:
            return value.words
    except ApproximateDateError:
        pass
    return shown(value) if value else ""


def to_stored(value: ApproximateDate, max_length: int | None = None) -> str:
    text = value.edtf if value.words in ("", value.edtf) else f"{value.edtf} {value.words}"
    return text[:max_length].rstrip()


@lru_cache(maxsize=10_000)
def from_stored(text: str) -> ApproximateDate:
    edtf, _space, words = text.partition(" ")
    try:
        return from_edtf(edtf, words)
    except ApproximateDateError:
        return ApproximateDate.unknown(text)


class ApproximateDateDescriptor(DeferredAttribute):
    """Every assignment gives an ApproximateDate and moves the two day columns along."""

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = self.field.to_python(value)
        self.field.keep_in_step(instance)


class ApproximateDateField(models.CharField):
    """One text column: EDTF, a space, the words as typed; "" is unknown.

    As ImageField keeps width_field, this keeps earliest_field and latest_field, to sort and filter by.
    They follow assignment; `QuerySet.update` and `save(update_fields=…)` must name them.
    """

    descriptor_class = ApproximateDateDescriptor
    empty_values = EMPTY_VALUES
    default_length = 250

    def __init__(self, *args, earliest_field=None, latest_field=None, **kwargs):
        self.earliest_field, self.latest_field = earliest_field, latest_field
        kwargs.setdefault("max_length", self.default_length)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == self.default_length:
            del kwargs["max_length"]
        followers = {"earliest_field": self.earliest_field, "latest_field": self.latest_field}
        return name, path, args, {**kwargs, **{key: field for key, field in followers.items() if field}}

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self.check_followers()]

    def check_followers(self):
        for name in filter(None, (self.earliest_field, self.latest_field)):
            try:
                field = self.model._meta.get_field(name)
            except FieldDoesNotExist:
                field = None
            if not isinstance(field, models.DateField) or not field.null:
                yield checks.Error(f"“{name}” must be a DateField with null=True.", obj=self, id="ui.E001")

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.attname, self.descriptor_class(self))
        # Model.__init__ sets the columns one by one, and may clear those that were already moved along.
        if not cls._meta.abstract and (self.earliest_field or self.latest_field):
            post_init.connect(self.after_init, sender=cls)

    def after_init(self, instance, **kwargs):
        self.keep_in_step(instance)

    def keep_in_step(self, instance):
        value = instance.__dict__.get(self.attname)
        if not isinstance(value, ApproximateDate):
            return
        if self.earliest_field:
            instance.__dict__[self.earliest_field] = value.earliest
        if self.latest_field:
            instance.__dict__[self.latest_field] = value.latest

    def to_python(self, value):
        if value is None or value == "":
            return UNKNOWN
        if isinstance(value, ApproximateDate) or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, date):
            return ApproximateDate.day(value.date() if isinstance(value, datetime) else value)
        return self.from_text(str(value))

    def from_text(self, text: str) -> ApproximateDate:
        """Fixtures hold what the column holds, spreadsheets what people type."""
        stored = from_stored(text)
        try:
            typed = parse(text)
        except ApproximateDateError as error:
            if stored.is_known or text.startswith(" "):
                return stored
            raise explained(error) from error
        return stored if stored == typed and stored.is_known else typed

    def from_db_value(self, value, expression, connection):
        return value if value is None else from_stored(value)

    def get_prep_value(self, value):
        # A plain string is what a lookup compares with: a beginning, a regular expression.
        if isinstance(value, ApproximateDate):
            return to_stored(value, self.max_length)
        return super(models.CharField, self).get_prep_value(value)

    def value_to_string(self, instance):
        return to_stored(self.value_from_object(instance))

    def run_validators(self, value):
        super().run_validators(to_stored(value, self.max_length))

    def formfield(self, **kwargs):
        return super(models.CharField, self).formfield(**{"form_class": ApproximateDateFormField, **kwargs})


@ApproximateDateField.register_lookup
class NamesDays(models.Lookup):
    """`date__names_days=True`: a day or a range of days, not a month or vaguer. LIKE, as SQLite has no fast regex."""

    lookup_name = "names_days"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} {'' if self.rhs else 'NOT '}LIKE '____-__-__%%'", params


class ApproximateDateInput(forms.TextInput):
    def __init__(self, attrs=None):
        placeholder = _("17.11.2022, 5–9 June 2026, October 2023")
        super().__init__({"placeholder": placeholder, "autocomplete": "off", **(attrs or {})})


class ApproximateDateFormField(forms.Field):
    """Reads what people type; `year` is the year meant where none is typed, else it is the present one."""

    widget = ApproximateDateInput
    empty_values = EMPTY_VALUES
    default_error_messages = MESSAGES

    def __init__(self, *, year=None, max_length=200, help_text="", **kwargs):
        self.year = year
        self.max_length = max_length
        help_text = help_text or _(
            "As exact as you know it: a day, several days, a month, a quarter, a season or a year."
        )
        super().__init__(help_text=help_text, **kwargs)

    def widget_attrs(self, widget):
        return {} if widget.is_hidden or self.max_length is None else {"maxlength": str(self.max_length)}

    def prepare_value(self, value):
        return as_typed(value) if isinstance(value, ApproximateDate) else value

    def to_python(self, value):
        if isinstance(value, ApproximateDate):
            return value
        text = str(value or "").strip()
        if self.max_length and len(text) > self.max_length:
            raise ValidationError(self.error_messages["not_understood"], code="not_understood")
        try:
            return parse(text, today=timezone.localdate(), year=self.year)
        except ApproximateDateError as error:
            raise ValidationError(self.error_messages[error.code], code=error.code) from error

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class ApproximateDateFilterField(ApproximateDateFormField):
    widget = ApproximateDateInput({"placeholder": _("October 2026")})

    def clean(self, value):
        """Nothing typed is no filter at all, not a search for unknown dates."""
        return super().clean(value) or None


class ApproximateDateFilter(django_filters.Filter):
    """Typed text against a model's ApproximateDateField: all rows whose period touches it."""

    field_class = ApproximateDateFilterField

    def filter(self, queryset, value):
        if not value:
            return queryset
        field = get_model_field(queryset.model, self.field_name)
        prefix = self.field_name[: len(self.field_name) - len(field.name)]
        earliest = prefix + (field.earliest_field or field.latest_field)
        latest = prefix + (field.latest_field or field.earliest_field)
        if value.is_known:
            lookups = {f"{earliest}__lte": value.latest, f"{latest}__gte": value.earliest}
        else:
            lookups = {f"{earliest}__isnull": True}
        queryset = self.get_method(queryset)(**lookups)
        return queryset.distinct() if self.distinct else queryset
