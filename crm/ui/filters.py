"""Filters that several lists share."""

import django_filters
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _


class Select(forms.Select):
    """A select made in one go: the template of each option was the dearest part of a list page."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        attrs = self.build_attrs({"class": "form-select", **self.attrs}, attrs)
        shown = format_html_join(" ", '{}="{}"', ((key, text) for key, text in attrs.items() if text is not False))
        choices = [(str(key or ""), label) for key, label in self.choices]
        marked = ((key, "selected" if key in chosen else "", label) for key, label in choices)
        options = format_html_join("", '<option value="{}" {}>{}</option>', marked)
        return format_html('<select name="{}" {}>{}</select>', name, shown, options)


class ChoiceFilter(django_filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(**{"widget": Select, "empty_label": _("any"), **kwargs})


class ModelChoiceFilter(django_filters.ModelChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(**{"widget": Select, "empty_label": _("any"), **kwargs})


class Switch(django_filters.BooleanFilter):
    """A checkbox that narrows the list when it is on and does nothing when it is off."""

    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.CheckboxInput, **kwargs})


class TextFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="matching", label=_("Search"))

    def matching(self, rows, name, value):
        return rows.matching(value)
