from django import forms
from django.utils.translation import gettext_lazy as _

from crm.feeds.incoming.fetching import FetchError, parts
from crm.feeds.incoming.reading import MOST_BYTES, UnreadableError, decoded
from crm.feeds.models import IncomingCalendar


class OfDepartment(forms.ModelForm):
    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        field.queryset = user.departments_for("events.add_event")
        departments = list(field.queryset[:2])
        if len(departments) == 1:
            field.initial = departments[0].pk
            field.widget = forms.HiddenInput()


class IncomingFileForm(OfDepartment):
    file = forms.FileField(
        label=_("File"), help_text=_("A calendar saved as .ics, up to 10 MB."), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    class Meta:
        model = IncomingCalendar
        fields = ["file", "department", "kind"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The calendar is larger than 10 MB. Export a shorter time of it."))
        body = file.read()
        try:
            decoded(body)
        except UnreadableError as error:
            raise forms.ValidationError(str(error)) from error
        self.instance.body, self.instance.name = body, file.name[:120]
        return file


class IncomingAddressForm(OfDepartment):
    class Meta:
        model = IncomingCalendar
        fields = ["name", "url", "department", "kind", "interval", "is_on", "is_automatic"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["url"].required = True
        self.fields["url"].help_text = _("https://… or webcal://…, as the other side gives it.")

    def clean_url(self):
        try:
            parts(self.cleaned_data["url"])
        except FetchError as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["url"].strip()


