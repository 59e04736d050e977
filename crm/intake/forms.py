"""The forms staff use by hand, with the little that a report says beyond one record: a post, a new series, parties."""

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Department
from crm.agreements.actions import record_action
from crm.agreements.forms import AgreementForm
from crm.agreements.models import ActionKind, AgreementParty
from crm.events.forms import EventForm
from crm.events.models import EventSeries
from crm.intake import known, matching, tenures
from crm.intake.models import Document, DraftKind
from crm.intake.sketches import date_of
from crm.intake.wording import explain_failure
from crm.partners.forms import PersonForm
from crm.partners.models import Organisation, TenureState
from crm.places.models import City
from crm.ui.forms import PickerWidget, RecordForm

ACCEPTED_FILES = (".txt", ".docx", ".pdf", ".odt", ".rtf", ".html", ".htm")
SPREADSHEETS = (".xlsx", ".xls", ".ods", ".csv")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # said in our own words below
        help_text=_("A text, Word, PDF with text, ODT, RTF or HTML file."),
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED_FILES)}),
    )
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"))
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("If left empty: the name of the file.")
    )
    year = forms.IntegerField(
        label=_("Reporting year"),
        required=False,
        min_value=1900,
        max_value=2100,
        help_text=_("If left empty, it is looked for in the text."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        field.queryset = user.departments_for("intake.add_document")
        departments = list(field.queryset[:2])
        if len(departments) == 1:
            field.initial = departments[0].pk
            field.widget = forms.HiddenInput()

    def clean_file(self):
        file = self.cleaned_data["file"]
        limit = settings.UPLOAD_MAX_BYTES
        if file.size > limit:
            text = _("The file is larger than %(limit)s. Send the report without pictures, or only its text.")
            raise ValidationError(text % {"limit": filesizeformat(limit)})
        ending = PurePath(file.name).suffix.lower()
        if ending == ".doc":
            raise ValidationError(explain_failure("old_word"))
        if ending in SPREADSHEETS:
            raise ValidationError(explain_failure("spreadsheet"))
        if ending not in ACCEPTED_FILES:
            raise ValidationError(
                _("This kind of file is not read. Save the report as Word (.docx), PDF or text and send that.")
            )
        return file


class DocumentForm(RecordForm):
    class Meta:
        model = Document
        fields = ["title", "kind", "home_city", "year"]


class PersonDraftForm(PersonForm):
    """A person together with the post the report names."""

    field_order = [
        *("department", "family_name", "given_name", "patronymic"),
        *("post_title", "post_city", "post_organisation", "tenure_state"),
    ]

    post_title = forms.CharField(label=_("Post"), max_length=300, required=False)
    post_city = forms.ModelChoiceField(
        City.objects.select_related("country"), label=_("City of the post"), required=False
    )
    post_organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation of the post"), required=False
    )
    tenure_state = forms.ChoiceField(label=_("In post"), choices=TenureState.choices, required=False)
    known_on = forms.DateField(label=_("last confirmed on"), required=False, widget=forms.HiddenInput)

    def save(self, commit=True):
        person = super().save(commit)
        if self.cleaned_data["post_title"]:
            self.save_tenure(person)
        return person

    def save_tenure(self, person):
        data = self.cleaned_data
        told = tenures.ToldPost(data["post_title"], data["post_city"], data["post_organisation"], data["known_on"])
        tenures.add(person, told, data["tenure_state"] or TenureState.UNKNOWN)


class EventDraftForm(EventForm):
    """An event that may be the first known edition of a series."""

    field_order = [
        *("department", "title", "kind", "status", "date", "format", "city", "cities", "countries"),
        *("series", "new_series", "edition", "people", "organisations", "participants"),
    ]

    new_series = forms.CharField(label=_("New series"), max_length=300, required=False)

    def clean(self):
        title = self.cleaned_data.get("new_series")
        if title and self.cleaned_data.get("edition") and not self.cleaned_data.get("series"):
            self.cleaned_data["series"] = series_named(title, self.cleaned_data.get("department"))
        return super().clean()

    def save(self, commit=True):
        series = self.instance.series
        if series and not series.pk:
            series.save()
            self.instance.series = series
        return super().save(commit)


def series_named(title, department):
    """The series of that name, else a new one, not yet saved."""
    for series in EventSeries.objects.present().filter(department=department):
        if matching.same_series(series.title, title):
            return series
    return EventSeries(department=department, title=title)


class AgreementDraftForm(AgreementForm):
    """An agreement with its sides and with what the report says has become of it."""

    field_order = ["department", "title", "kind", "sides", "happened", "signed", "subject", "place"]

    sides = forms.CharField(
        label=_("Parties"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line.")
    )
    happened = forms.ChoiceField(label=_("What happened"), required=False, choices=[("", "–"), *ActionKind.choices])
    happened_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def save(self, commit=True):
        agreement = super().save(commit)
        for line in filter(None, map(str.strip, self.cleaned_data["sides"].splitlines())):
            add_party(agreement, line[:300])
        if self.cleaned_data["happened"]:
            date = self.cleaned_data.get("signed") or date_of(self.cleaned_data["happened_on"])
            record_action(agreement, ActionKind(self.cleaned_data["happened"]), date=date)
        agreement.save()  # the names of the parties are searched too
        return agreement


def add_party(agreement, line):
    within = known.cities_within(line, agreement.department)
    city = within[-1] if within else known.city_named(line)
    organisations = Organisation.objects.present().filter(department=agreement.department).select_related("city")
    organisation = next((each for each in organisations if same_party(line, city, each)), None)
    return AgreementParty.objects.create(
        agreement=agreement,
        name=line,
        city=city,
        organisation=organisation,
        is_ours=city is not None and city == agreement.department.city,
    )


def same_party(line, city, organisation):
    place = organisation.city and organisation.city.name_ru
    return matching.same_organisation(line, city and city.name_ru, organisation.name, place)


class LinkForm(forms.Form):
    """The existing record that a draft is about."""

    record = forms.ModelChoiceField(queryset=None, label=_("Existing record"))

    def __init__(self, *args, queryset, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["record"]
        field.queryset = queryset
        field.widget = PickerWidget()
        field.widget.choices = field.iterator(field)
        field.widget.is_required = True


class PassageForm(forms.Form):
    """A passage of the text, marked by a person, and what it tells of."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=DraftKind.choices, initial=DraftKind.EVENT)
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, length, **kwargs):
        super().__init__(*args, **kwargs)
        self.length = length

    def clean(self):
        data = super().clean()
        if not 0 <= data.get("start", 0) < data.get("end", 0) <= self.length:
            raise ValidationError(_("Mark a passage of the text first."))
        return data
