from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Department
from crm.events.models import EventKind, EventStatus
from crm.feeds.models import FeedSubscription, Source
from crm.partners.models import Partnership
from crm.ui.forms import DayInput, RecordForm


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
    language = forms.ChoiceField(label=_("Language of the calendar"), choices=settings.LANGUAGES, initial="ru")

    class Meta:
        model = FeedSubscription
        fields = [
            "name", "sources", "departments", "countries", "partnerships", "kinds", "statuses", "shows_cancelled",
            "language", "expires_on",
        ]
        widgets = {"departments": forms.CheckboxSelectMultiple, "expires_on": DayInput}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.instance.user = user
        self.fields["departments"].queryset = Department.objects.visible_to(user).distinct()
        self.fields["partnerships"].queryset = Partnership.objects.visible_to(user)
