"""What a row of a spreadsheet of agreements is."""

from django.utils.translation import gettext_lazy
from import_export import fields

from crm.accounts.cells import ChoiceWidget, DateWidget, DayWidget, FlagWidget, place_named
from crm.accounts.spreadsheets import RecordResource
from crm.agreements.actions import plan_reminders, record_action, save_parties
from crm.agreements.models import STATUS_AFTER, ActionKind, Agreement, AgreementKind, AgreementStatus
from crm.places.models import City


class AgreementResource(RecordResource):
    """Parties and status make a new agreement; those of a known one stay as they are."""

    key = ("department", "title", "signed")
    headings = {"parties": gettext_lazy("parties")}
    prefetched = ("parties__city", "parties__organisation")

    kind = fields.Field("kind", "kind", ChoiceWidget(AgreementKind), default=AgreementKind.AGREEMENT)
    signed = fields.Field("signed", "signed", DateWidget())
    status = fields.Field("status", "status", ChoiceWidget(AgreementStatus), default=None, readonly=True)
    valid_until = fields.Field("valid_until", "valid_until", DayWidget())
    is_renewed_tacitly = fields.Field("is_renewed_tacitly", "is_renewed_tacitly", FlagWidget())
    parties = fields.Field(column_name="parties")

    class Meta:
        model = Agreement
        fields = (
            *("id", "department", "title", "kind", "number", "signed", "status", "place", "parties", "subject"),
            *("valid_until", "is_renewed_tacitly", "note"),
        )

    def before_import_row(self, row, **kwargs):
        self.status_of(row)
        super().before_import_row(row, **kwargs)

    def status_of(self, row):
        return self.fields["status"].clean({"status": row.get("status")})

    def save_instance(self, instance, is_create, row, **kwargs):
        super().save_instance(instance, is_create, row, **kwargs)
        if is_create or not instance.parties.exists():
            save_parties(instance, **sides(row.get("parties")))
        if is_create:
            begin(instance, self.status_of(row))
        plan_reminders(instance)

    def dehydrate_parties(self, agreement):
        return "; ".join(str(party) for party in agreement.parties.all()) if agreement.pk else ""


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
