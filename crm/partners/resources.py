"""What a row of a spreadsheet of partners or of people is. A row that repeats a record means that record."""

from django.utils.translation import gettext as _
from import_export import fields

from crm.accounts.cells import ChoiceWidget, DateWidget, DepartmentWidget, PlaceWidget
from crm.accounts.sheets import RecordResource
from crm.partners.models import Partnership, PartnershipState, Person, Relation
from crm.places.models import City


class PartnerResource(RecordResource):
    def before_import_row(self, row, **kwargs):
        number = str(row.get("id") or "").strip()
        if not number:
            row["id"] = self.repeated(row, **kwargs)
        elif not number.isdecimal() or not self.get_queryset().filter(pk=number).exists():
            raise ValueError(_("There is no record of this id. Leave it empty for a new one."))

    def repeated(self, row, **kwargs):
        """The id of the record that has the same natural key, if there is one."""
        try:
            key = self.natural_key(row, **kwargs)
        except ValueError:
            return None  # the field itself says what is wrong
        return self.get_queryset().filter(**key).values_list("pk", flat=True).first()


class PartnershipResource(PartnerResource):
    department = fields.Field("department", "department", DepartmentWidget("partners.add_partnership"))
    city = fields.Field("city", "city", PlaceWidget(City))
    relation = fields.Field("relation", "relation", ChoiceWidget(Relation), default=Relation.PARTNER)
    state = fields.Field("state", "state", ChoiceWidget(PartnershipState), default=PartnershipState.ACTIVE)
    since = fields.Field("since", "since", DateWidget())

    class Meta:
        model = Partnership
        fields = ("id", "department", "city", "relation", "state", "since", "directions", "note")
        export_order = fields
        import_id_fields = ("id",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def natural_key(self, row, **kwargs):
        return {name: self.fields[name].clean(row, **kwargs) for name in ("department", "city")}


class PersonResource(PartnerResource):
    department = fields.Field("department", "department", DepartmentWidget("partners.add_person"))

    class Meta:
        model = Person
        fields = ("id", "department", "family_name", "given_name", "patronymic", "name_latin", "note")
        export_order = fields
        import_id_fields = ("id",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def natural_key(self, row, **kwargs):
        names = ("family_name", "given_name", "patronymic")
        key = {name: str(row.get(name) or "").strip() for name in names}
        return {"department": self.fields["department"].clean(row, **kwargs), **key}
