from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from crm.partners.actions import succeed
from crm.partners.models import ContactPoint, Organisation, Partnership, Person, Post, Tenure, TenureState
from crm.ui.approximate import ApproximateDateFormField
from crm.ui.forms import PartForm, RecordForm, parts_formset, readable


class PartnershipForm(RecordForm):
    class Meta:
        model = Partnership
        fields = ["department", "city", "relation", "state", "since", "directions", "note"]
        widgets = {"directions": forms.Textarea(attrs={"rows": 3}), "note": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        data = super().clean()
        department, city = data.get("department"), data.get("city")
        if department and city and department.city_id == city.pk:
            self.add_error("city", _("This is the home city itself."))
        same = Partnership.objects.present().filter(department=department, city=city).exclude(pk=self.instance.pk)
        if department and city and same.exists():
            self.add_error("city", _("There is a partnership with this city already."))
        return data


class OrganisationForm(RecordForm):
    website = forms.URLField(label=_("website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ["department", "name", "short_name", "kind", "city", "country", "parent", "website", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        data = super().clean()
        if self.instance.pk and data.get("parent") == self.instance:
            self.add_error("parent", _("An organisation cannot be a part of itself."))
        if data.get("city") and not data.get("country"):
            data["country"] = data["city"].country
        return data


class PersonForm(RecordForm):
    class Meta:
        model = Person
        fields = ["department", "family_name", "given_name", "patronymic", "name_latin", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class PersonWithPostForm(PersonForm):
    """A new person and, if it is known, the post they hold: one short form."""

    post = forms.ModelChoiceField(Post.objects.none(), label=_("Post"), required=False)
    since = ApproximateDateFormField(label=_("in post since"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = readable(Post, self.user).select_related("organisation", "city", "country")
        self.limit(self.fields["post"])

    def save(self, commit=True):
        person = super().save(commit)
        if post := self.cleaned_data["post"]:
            start = self.cleaned_data["since"]
            Tenure.objects.create(department=person.department, person=person, post=post, start=start)
        return person


class PostForm(RecordForm):
    class Meta:
        model = Post
        fields = ["department", "title", "organisation", "city", "country", "is_ours", "is_abolished"]

    def clean(self):
        data = super().clean()
        if data.get("city") and not data.get("country"):
            data["country"] = data["city"].country
        return data


class TenureForm(RecordForm):
    class Meta:
        model = Tenure
        fields = ["department", "person", "post", "is_acting", "state", "start", "end", "note"]

    def clean(self):
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        if end and end.is_known and data.get("state") != TenureState.ENDED:
            self.add_error("state", _("Who has an end date has left the post: choose that, or clear the date."))
        if start and end and start.is_known and end.is_known and end.latest < start.earliest:
            self.add_error("end", _("The end comes before the beginning."))
        return data


class NewTenureForm(TenureForm):
    succeeds = forms.BooleanField(
        label=_("Whoever held the post before has left it"), required=False, initial=True,
        help_text=_("Clear this for a post that several people hold."),
    )

    def save(self, commit=True):
        tenure = super().save(commit)
        if self.cleaned_data["succeeds"] and tenure.state == TenureState.CURRENT:
            succeed(tenure)
        return tenure


class EndTenureForm(forms.Form):
    end = ApproximateDateFormField(label=_("left the post"), required=False)


class ContactForm(PartForm):
    class Meta:
        model = ContactPoint
        fields = ["kind", "value", "note"]

    def clean_value(self):
        value = self.cleaned_data["value"].strip()
        if self.cleaned_data.get("kind") == "email" and "@" not in value:
            raise ValidationError(_("An e-mail address has the sign @ in it."))
        return value


class ContactFormSet(BaseInlineFormSet):
    """Contacts are of the department of the record they belong to."""

    def save_new(self, form, commit=True):
        form.instance.department = self.instance.department
        return super().save_new(form, commit)


def contacts_of(model):
    return parts_formset(model, ContactPoint, ContactForm, formset=ContactFormSet)


PersonContacts = contacts_of(Person)
PostContacts = contacts_of(Post)
OrganisationContacts = contacts_of(Organisation)
