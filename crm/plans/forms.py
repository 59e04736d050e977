from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.plans.models import Commitment, Milestone, PreparationPlan, WorkStatus
from crm.ui.approximate import ApproximateDateFormField
from crm.ui.forms import PartForm, RecordForm, parts_formset


class CommitmentForm(RecordForm):
    class Meta:
        model = Commitment
        fields = [
            "department", "text", "kind", "status", "due", "promised_by", "promised_to", "responsible", "city", "event",
            "meeting", "reason",
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit_to_colleagues(self.fields["responsible"], self.user)

    def clean(self):
        data = super().clean()
        if data.get("status") == WorkStatus.DROPPED and not data.get("reason"):
            self.add_error("reason", _("Say why it was dropped."))
        return data


def limit_to_colleagues(field, user):
    """Only people of the user's own departments."""
    departments = user.departments_for("plans.view_commitment")
    field.queryset = field.queryset.filter(departments__in=departments).distinct().order_by("last_name", "username")


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class MoveForm(forms.Form):
    due = ApproximateDateFormField(label=_("New date"))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class PreparationPlanForm(RecordForm):
    class Meta:
        model = PreparationPlan
        fields = ["department", "title", "event", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class MilestoneForm(PartForm):
    class Meta:
        model = Milestone
        fields = ["title", "offset", "offset_unit", "fixed_on", "status", "responsible", "reason"]
        widgets = {"fixed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit_to_colleagues(self.fields["responsible"], self.user)

    def clean(self):
        data = super().clean()
        if data.get("offset") is None and not data.get("fixed_on"):
            raise ValidationError(_("Say how long before the event, or give a fixed date."))
        return data


Milestones = parts_formset(PreparationPlan, Milestone, MilestoneForm, extra=2)
