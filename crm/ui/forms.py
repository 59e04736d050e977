"""Forms of records: choices limited to what the user may see, pickers instead of endless selects."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.ui.pick import is_pickable, pick_label, readable

LONGEST_ID = 18


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class PickerWidget(forms.Select):
    """One record found by typing; the page holds only the chosen one."""

    template_name = "ui/widgets/picker.html"
    allow_multiple_selected = False

    def get_context(self, name, value, attrs):
        options = self.choices.queryset.model._meta
        widget = {
            "name": name,
            "attrs": self.build_attrs(self.attrs, attrs),
            "is_hidden": False,
            "required": self.is_required,
            "template_name": self.template_name,
            "url": reverse("ui:pick", args=[options.app_label, options.model_name]),
            "multiple": self.allow_multiple_selected,
            "chosen": [(item.pk, pick_label(item)) for item in self.chosen(value)],
        }
        return {"widget": widget}

    def chosen(self, value):
        values = value if isinstance(value, list | tuple) else [value]
        ids = [pk for pk in (getattr(item, "pk", item) for item in values) if is_id(pk)]
        return self.choices.queryset.filter(pk__in=ids) if ids else []


def is_id(value):
    """Digits, and not more of them than a column of ids holds."""
    text = str(value or "")
    return text.isdecimal() and len(text) <= LONGEST_ID


class PickerMultipleWidget(PickerWidget, forms.SelectMultiple):
    allow_multiple_selected = True


class RecordForm(forms.ModelForm):
    """A form for a user: every choice of records is what the user may see."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                self.limit(field)
        if "department" in self.fields:
            self.limit_departments()

    def limit(self, field):
        model = field.queryset.model
        field.queryset = readable(model, self.user)
        if is_pickable(model):
            many = isinstance(field, forms.ModelMultipleChoiceField)
            field.widget = (PickerMultipleWidget if many else PickerWidget)(attrs=field.widget.attrs)
            field.widget.choices = field.iterator(field)
            field.widget.is_required = field.required
        elif getattr(field, "empty_label", None):
            field.empty_label = "–"

    def limit_departments(self):
        options = self._meta.model._meta
        field = self.fields["department"]
        field.queryset = self.user.departments_for(f"{options.app_label}.add_{options.model_name}")
        departments = list(field.queryset[:2])
        if len(departments) == 1 and not self.instance.pk:
            field.initial = departments[0].pk
        if len(departments) <= 1:
            field.widget = forms.HiddenInput()
        field.label = _("Department")


MOST_PARTS = 300


def parts_formset(owner, part, form, *, extra=1, **options):
    """Rows of the parts of a record, so few that a made-up count cannot keep the server busy."""
    limits = {"max_num": MOST_PARTS, "absolute_max": MOST_PARTS, "validate_max": True}
    return forms.inlineformset_factory(owner, part, form=form, extra=extra, can_delete=True, **limits, **options)


class PartForm(forms.ModelForm):
    """A row of a formset: a part of a record."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and is_pickable(field.queryset.model):
                RecordForm.limit(self, field)
