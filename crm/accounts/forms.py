from django import forms
from django.contrib.auth.forms import BaseUserCreationForm
from django.utils.translation import gettext_lazy as _

from crm.accounts.cells import place_named
from crm.accounts.models import Department, User
from crm.places.models import City


class SetupForm(BaseUserCreationForm):
    """The first administrator and department of an empty installation."""

    department = forms.CharField(label=_("Department"), max_length=200)
    slug = forms.SlugField(
        label=_("Short Latin name"), help_text=_("Used in addresses and commands, for example “krasnoyarsk”.")
    )
    city = forms.CharField(label=_("Home city"), max_length=120, help_text=_("As it is called in Russian."))

    class Meta:
        model = User
        fields = ["username"]

    def clean_city(self):
        try:
            return place_named(City, self.cleaned_data["city"])
        except ValueError as error:
            raise forms.ValidationError(_("There is no city with this name. Check the spelling.")) from error

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if Department.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("This short name is taken."))
        return slug
