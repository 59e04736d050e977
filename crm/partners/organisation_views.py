from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.accounts.exports import ExportedList
from crm.partners.filters import OrganisationFilter
from crm.partners.forms import OrganisationContacts, OrganisationForm
from crm.partners.holders import with_holders
from crm.partners.models import Organisation
from crm.partners.resources import OrganisationResource
from crm.ui.links import link_if_present
from crm.ui.lists import Column, link
from crm.ui.views import RecordDetail, RecordEdit

SHOWN = 30


class OrganisationList(ExportedList):
    model = Organisation
    resource_class = OrganisationResource
    filterset_class = OrganisationFilter
    sort = "name"
    related = ("city", "country")
    empty_icon = "building"
    empty_text = gettext_lazy("Enter the first organisation, or read them out of an annual report.")
    columns = (
        Column("name", gettext_lazy("Name"), link, order=("name", "pk")),
        Column("kind", gettext_lazy("Kind"), Organisation.get_kind_display, order=("kind", "name", "pk")),
        Column("city", gettext_lazy("City")),
        Column("country", gettext_lazy("Country")),
    )


class OrganisationDetail(RecordDetail):
    model = Organisation

    def get_queryset(self):
        return super().get_queryset().select_related("city__country", "country", "parent")

    def facts(self):
        row = self.record
        website = format_html('<a href="{0}" rel="noreferrer">{0}</a>', row.website) if row.website else ""
        return [
            (_("Short name"), row.short_name),
            (_("Kind"), row.get_kind_display()),
            (_("City"), row.city),
            (_("Country"), row.country),
            (_("Part of"), link_if_present(row.parent)),
            (_("Website"), website),
            (_("Note"), row.note),
        ]

    def get_context_data(self, **kwargs):
        row, user = self.record, self.request.user
        return super().get_context_data(
            posts=with_holders(row.posts.visible_to(user))[:SHOWN],
            contacts=row.contact_points.visible_to(user),
            events=row.events.visible_to(user)[:SHOWN],
            **kwargs,
        )


class OrganisationEdit(RecordEdit):
    model = Organisation
    form_class = OrganisationForm
    formset_classes = (OrganisationContacts,)
