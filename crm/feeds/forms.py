import re

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Department
from crm.events.models import EventKind, EventStatus
from crm.feeds.choosing import LIST_FILTERS, may_show_names
from crm.feeds.models import Approximate, FeedSubscription, Source
from crm.partners.models import Partnership
from crm.ui.forms import DayInput, RecordForm

MOST_GUESTS = 50


class SubscriptionForm(RecordForm):
    sources = forms.MultipleChoiceField(
        label=_("What it shows"), choices=Source, initial=[Source.EVENTS], widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of events"), choices=EventKind, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked means all."),
    )
    statuses = forms.MultipleChoiceField(
        label=_("Statuses"), choices=EventStatus, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked means all."),
    )
    approximate = forms.ChoiceField(
        label=_("Events known only by month or season"), choices=Approximate, initial=Approximate.FIRST_DAY,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the calendar"), choices=settings.LANGUAGES, initial="ru")

    class Meta:
        model = FeedSubscription
        fields = [
            "name", "sources", "departments", "countries", "partnerships", "series", "delegation", "kinds", "statuses",
            "approximate", "shows_cancelled", "has_alarms", "shows_names", "language", "expires_on", "list_query",
        ]
        widgets = {
            "departments": forms.CheckboxSelectMultiple, "expires_on": DayInput, "list_query": forms.HiddenInput,
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.instance.user = user
        self.fields["departments"].queryset = Department.objects.visible_to(user).distinct()
        self.fields["partnerships"].queryset = Partnership.objects.visible_to(user)
        if not may_show_names(user):
            del self.fields["shows_names"]

    def clean_approximate(self):
        return self.cleaned_data["approximate"] or Approximate.FIRST_DAY

    def clean_list_query(self):
        """Only filters of the list that are none of the choices above."""
        asked, kept = QueryDict(self.cleaned_data["list_query"]), QueryDict(mutable=True)
        kept.update({name: asked[name] for name in LIST_FILTERS if asked.get(name)})
        return kept.urlencode()

    def clean(self):
        data = super().clean()
        if Source.PROGRAMME in data.get("sources", []) and not data.get("delegation"):
            self.add_error("delegation", _("Whose programme? Choose the delegation."))
        return data


class InvitationForm(forms.Form):
    organizer = forms.EmailField(label=_("Who invites (e-mail)"))
    guests = forms.CharField(
        label=_("Who is invited (e-mails)"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000,
        help_text=_("Divided by commas or spaces. Attach the file to a letter: mail programs offer to accept it."),
    )

    def clean_guests(self):
        guests = [text for text in re.split(r"[,;\s]+", self.cleaned_data["guests"]) if text]
        if len(guests) > MOST_GUESTS:
            raise forms.ValidationError(_("No more than %(most)s at once.") % {"most": MOST_GUESTS})
        for guest in guests:
            validate_email(guest)
        return guests
