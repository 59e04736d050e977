"""What a row of a spreadsheet of agreements is. A row without id that repeats an agreement means that agreement."""

from django.utils.translation import gettext as _
from import_export import fields, widgets

from crm.accounts.cells import ChoiceWidget, DateWidget, DepartmentWidget, place_named
from crm.accounts.sheets import RecordResource
from crm.agreements.actions import plan_reminders, record_action, save_parties
from crm.agreements.models import STATUS_AFTER, ActionKind, Agreement, AgreementKind, AgreementStatus
from crm.places.models import City


class FlagWidget(widgets.Widget):
    """“yes” and “no”; what is neither is said, not guessed."""

    words = {"": False, "0": False, "no": False, "нет": False, "1": True, "yes": True, "да": True}

    def clean(self, value, row=None, **kwargs):
        text = str(value if value is not None else "").strip().casefold()
        text = {"true": "1", "false": "0"}.get(text, text)
        if text not in self.words:
            raise ValueError(_("Write yes or no."))
        return self.words[text]

    def render(self, value, obj=None, **kwargs):
        return _("yes") if value else _("no")


class DayWidget(DateWidget):
    """One day."""

    def clean(self, value, row=None, **kwargs):
        date = super().clean(value, row, **kwargs)
        if not date.is_known:
            return None
        if date.earliest != date.latest:
            raise ValueError(_("Name the day, for example 17.11.2022."))
        return date.earliest

    def render(self, value, obj=None, **kwargs):
        return f"{value:%d.%m.%Y}" if value else ""


class AgreementResource(RecordResource):
    department = fields.Field("department", "department", DepartmentWidget("agreements.add_agreement"))
    kind = fields.Field("kind", "kind", ChoiceWidget(AgreementKind), default=AgreementKind.AGREEMENT)
    signed = fields.Field("signed", "signed", DateWidget())
    status = fields.Field("status", "status", ChoiceWidget(AgreementStatus), default=None)
    valid_until = fields.Field("valid_until", "valid_until", DayWidget())
    is_renewed_tacitly = fields.Field("is_renewed_tacitly", "is_renewed_tacitly", FlagWidget())
    parties = fields.Field("parties", "parties", widgets.CharWidget())

    class Meta:
        model = Agreement
        fields = (
            "id", "department", "title", "kind", "number", "signed", "status", "place", "parties", "subject",
            "valid_until", "is_renewed_tacitly", "note",
        )
        export_order = fields
        import_id_fields = ("id",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def before_import_row(self, row, **kwargs):
        self.fields["status"].clean(row)
        number = str(row.get("id") or "").strip()
        if not number:
            row["id"] = self.repeated(row, **kwargs)
        elif not number.isdecimal() or not self.get_queryset().filter(pk=number).exists():
            raise ValueError(_("There is no agreement of this id. Leave it empty for a new one."))

    def repeated(self, row, **kwargs):
        try:
            department = self.fields["department"].clean(row, **kwargs)
            signed = self.fields["signed"].clean(row, **kwargs)
        except ValueError:
            return None
        same = self.get_queryset().filter(department=department, title=str(row.get("title") or "").strip())
        return next((agreement.pk for agreement in same if agreement.signed == signed), None)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """The parties and the status are saved with the row, by the actions."""
        if field.column_name not in ("parties", "status"):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """Parties and status make a new row; of a known one they stay as they are."""
        if import_validation_errors or not original.pk:
            return False
        names = [name for name in self.fields if name not in ("id", "parties", "status")]
        return all(getattr(instance, name) == getattr(original, name) for name in names)

    def save_instance(self, instance, is_create, row, **kwargs):
        super().save_instance(instance, is_create, row, **kwargs)
        if is_create or not instance.parties.exists():
            save_parties(instance, **sides(row.get("parties")))
        if is_create:
            begin(instance, self.fields["status"].clean(row))
        plan_reminders(instance)

    def dehydrate_parties(self, agreement):
        return "; ".join(str(party) for party in agreement.parties.all()) if agreement.pk else ""

    def filter_export(self, queryset, **kwargs):
        return queryset.prefetch_related("parties__city", "parties__organisation")


def sides(text):
    """Names divided by semicolons: cities where they are cities, else as printed."""
    found = {"cities": [], "names": []}
    for name in filter(None, map(str.strip, str(text or "").split(";"))):
        try:
            found["cities"].append(place_named(City, name))
        except ValueError:
            found["names"].append(name)
    return found


def begin(agreement, status):
    """The first action is the one that leads to the status of the row."""
    status = status or (AgreementStatus.SIGNED if agreement.signed.is_known else AgreementStatus.INITIATIVE)
    if status != AgreementStatus.INITIATIVE:
        kind = next(kind for kind, after in STATUS_AFTER.items() if after == status)
        record_action(agreement, ActionKind(kind), date=agreement.signed)
