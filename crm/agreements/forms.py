from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.agreements.actions import record_action
from crm.agreements.models import ActionKind, Agreement, AgreementAction, AgreementParty
from crm.ui.approximate import ApproximateDateFormField
from crm.ui.days import OF_OUR_TIMES
from crm.ui.forms import DayInput, PartForm, RecordForm, parts_formset


class AgreementForm(RecordForm):
    class Meta:
        model = Agreement
        fields = [
            "department", "title", "kind", "number", "signed", "place", "subject", "valid_until",
            "is_renewed_tacitly", "renewal_months", "notice_days", "reminder_days", "note",
        ]
        widgets = {
            "valid_until": DayInput,
            "subject": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reminder_days"].required = False

    def clean_reminder_days(self):
        days = self.cleaned_data["reminder_days"]
        return Agreement._meta.get_field("reminder_days").default if days is None else days

    def clean(self):
        data = super().clean()
        signed, until = data.get("signed"), data.get("valid_until")
        if signed and signed.is_known and until and until < signed.earliest:
            self.add_error("valid_until", _("The term cannot end before the agreement is signed."))
        if data.get("renewal_months") and not data.get("is_renewed_tacitly"):
            self.add_error("is_renewed_tacitly", _("A period of renewal belongs to tacit renewal: tick it."))
        return data


class NewAgreementForm(AgreementForm):
    """An agreement begins with what has already happened to it."""

    field_order = ["department", "title", "kind", "number", "happened", "signed"]

    happened = forms.ChoiceField(
        label=_("How far it is"), required=False, choices=[("", "–"), *ActionKind.choices],
        help_text=_("An agreement with a date of signing counts as signed."),
    )

    def save(self, commit=True):
        agreement = super().save(commit)
        signed = self.cleaned_data["signed"]
        kind = self.cleaned_data["happened"] or (ActionKind.SIGNED if signed else "")
        if kind:
            record_action(agreement, ActionKind(kind), date=signed)
        return agreement


class PartyForm(PartForm):
    class Meta:
        model = AgreementParty
        fields = ["city", "organisation", "name", "signatory", "is_ours"]

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in ("city", "organisation", "name")):
            raise ValidationError(_("Choose a city or an organisation, or write the name of the party."))
        return data


Parties = parts_formset(Agreement, AgreementParty, PartyForm, extra=2)


class ActionForm(forms.ModelForm):
    date = ApproximateDateFormField(label=_("When"), required=False)

    class Meta:
        model = AgreementAction
        fields = ["kind", "date", "valid_until", "reason"]
        widgets = {"valid_until": DayInput, "reason": forms.Textarea(attrs={"rows": 2})}

    def clean(self):
        data = super().clean()
        if data.get("kind") == ActionKind.FELL_THROUGH and not data.get("reason"):
            self.add_error("reason", _("Say why it fell through."))
        return data


class SnoozeForm(forms.Form):
    until = forms.DateField(label=_("Remind again on"), widget=DayInput, validators=OF_OUR_TIMES)
