import re

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from crm.events.models import (
    Delegation,
    DelegationMember,
    Event,
    EventSeries,
    MeetingNote,
    Outcome,
    ProgrammeItem,
)
from crm.events.recurrence import EVERY, begins_by_rule, has_its_day_each_time, validate_recurrence
from crm.places.models import Country
from crm.russian import roman
from crm.ui.approximate import ApproximateDateFormField
from crm.ui.forms import DayInput, PartForm, RecordForm, parts_formset


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def validate_hours(start_time, end_time):
    if start_time and end_time and end_time <= start_time:
        raise ValidationError({"end_time": _("The end must be later than the beginning.")})


class EditionField(forms.IntegerField):
    """The number of an edition as people write it: 11, XI, or ХI with Cyrillic letters."""

    widget = forms.TextInput

    def to_python(self, value):
        number = roman(value) if isinstance(value, str) else None
        return super().to_python(number or value)


class RecurrenceField(forms.CharField):
    """“Every year” in words, or a rule of RFC 5545."""

    def to_python(self, value):
        text = super().to_python(value).strip()
        words = {str(label).casefold(): rule for rule, label in EVERY.items()}
        return words.get(text.casefold(), text.upper())

    def prepare_value(self, value):
        return str(EVERY.get(value, value or ""))


class DaysField(forms.CharField):
    """Days in a row of text, kept as ISO 8601 writes them."""

    def to_python(self, value):
        days = []
        for text in re.split(r"[,;\s]+", super().to_python(value).strip()):
            if text:
                days.append(forms.DateField(input_formats=["%d.%m.%Y", "%Y-%m-%d"]).clean(text).isoformat())
        return sorted(set(days))

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return ", ".join(".".join(reversed(str(day).split("-"))) for day in value)


class EventForm(RecordForm):
    recurrence = RecurrenceField(
        label=_("Comes again"), required=False, max_length=200, validators=[validate_recurrence],
        help_text=_("“every year”, “every month”, “every week”, or a rule like FREQ=YEARLY;BYMONTH=6;BYDAY=1SA."),
    )
    excluded_days = DaysField(
        label=_("except on"), required=False, max_length=600,
        help_text=_("The first days of the times that do not take place, divided by commas: 12.06.2027, 11.06.2028."),
    )
    edition = EditionField(
        label=_("Edition"), required=False, min_value=1, max_value=999,
        help_text=_("The number of the edition: 11 or XI for the XI conference."),
    )

    class Meta:
        model = Event
        fields = [
            "department", "title", "kind", "status", "date", "start_time", "end_time", "recurrence",
            "excluded_days", "format", "city", "venue", "cities", "countries", "organisations", "people",
            "agreements", "series", "edition", "parent", "participants", "description", "outcome", "is_public",
        ]
        widgets = {
            "start_time": HourInput,
            "end_time": HourInput,
            "participants": forms.Textarea(attrs={"rows": 3}),
            "description": forms.Textarea(attrs={"rows": 4}),
            "outcome": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self):
        data = super().clean()
        date = data.get("date")
        if date and date.earliest == date.latest:
            validate_hours(data.get("start_time"), data.get("end_time"))
        if data.get("recurrence"):
            self.check_recurrence(data["recurrence"], date)
        if data.get("edition") and not data.get("series"):
            self.add_error("series", _("An edition is the number within a series: choose the series."))
        if self.instance.pk and data.get("parent") == self.instance:
            self.add_error("parent", _("An event cannot be a part of itself."))
        if "cities" in data and "countries" in data:
            data["countries"] = self.with_countries_of_cities(data)
        return data

    def check_recurrence(self, rule, date):
        if not date or not date.is_exact:
            self.add_error("recurrence", _("Only what is known to the day can come again."))
        elif not has_its_day_each_time(rule, date.earliest):
            self.add_error("recurrence", _("Some years or months of the rule lack this day: programs differ on them."))
        elif not begins_by_rule(rule, date.earliest):
            self.add_error("recurrence", _("The date of the event must be a day of the rule."))

    def with_countries_of_cities(self, data):
        """A partner city brings its country, so that the list by country misses nothing."""
        home = data["department"].city.country_id if data.get("department") else None
        ids = {country.pk for country in data["countries"]}
        ids |= {city.country_id for city in data["cities"]} - {home}
        return Country.objects.filter(pk__in=ids)


class PostponeForm(forms.Form):
    date = ApproximateDateFormField(label=_("New date"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class MoveForm(forms.Form):
    date = ApproximateDateFormField(label=_("New date"))


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)
    failed = forms.BooleanField(label=_("It was not called off: it did not take place"), required=False)


class EventSeriesForm(RecordForm):
    class Meta:
        model = EventSeries
        fields = ["department", "title", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class DelegationForm(RecordForm):
    class Meta:
        model = Delegation
        fields = ["department", "title", "direction", "event", "city", "date", "parent", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and parent == self.instance:
            raise ValidationError(_("A delegation cannot be a part of itself."))
        return parent


class DelegationMemberForm(PartForm):
    class Meta:
        model = DelegationMember
        fields = ["person", "name", "post_title", "is_head", "order", "passport", "diet"]

    def clean(self):
        data = super().clean()
        person = data.get("person")
        if not person and not data.get("name"):
            self.add_error("name", _("Choose a person or write the name."))
        if person and not data.get("post_title"):
            data["post_title"] = self.present_post(person)
        return data

    def present_post(self, person):
        """The post held now is copied as text: the list must not change when the person moves on."""
        tenures = person.tenures.visible_to(self.user).current().select_related("post")
        return ", ".join(tenure.post.title for tenure in tenures)[:300]


class MemberFormSet(BaseInlineFormSet):
    """Passport and diet are on the page only for whom they are meant."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if not form.user.has_perm("events.restricted_delegation", self.instance):
            for name in DelegationMember.RESTRICTED_FIELDS:
                del form.fields[name]


class ProgrammeItemForm(PartForm):
    class Meta:
        model = ProgrammeItem
        fields = ["day", "start_time", "end_time", "title", "place", "responsible"]
        widgets = {"day": DayInput, "start_time": HourInput, "end_time": HourInput}

    def clean(self):
        data = super().clean()
        validate_hours(data.get("start_time"), data.get("end_time"))
        return data


Members = parts_formset(Delegation, DelegationMember, DelegationMemberForm, formset=MemberFormSet)
Programme = parts_formset(Delegation, ProgrammeItem, ProgrammeItemForm)


class MeetingNoteForm(RecordForm):
    class Meta:
        model = MeetingNote
        fields = ["department", "title", "date", "city", "event", "people", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}


class OutcomeForm(RecordForm):
    class Meta:
        model = Outcome
        fields = ["department", "text", "event", "date"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
