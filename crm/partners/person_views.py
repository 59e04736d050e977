from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.accounts.exports import ExportedList
from crm.partners.filters import PersonFilter
from crm.partners.forms import PersonContacts, PersonForm, PersonWithPostForm
from crm.partners.holders import create_tenure_url, posts_held
from crm.partners.models import Person
from crm.partners.resources import PersonResource
from crm.ui.links import links
from crm.ui.lists import Column, link
from crm.ui.views import RecordCreate, RecordDetail, RecordEdit

SHOWN = 30


class PersonList(ExportedList):
    model = Person
    resource_class = PersonResource
    filterset_class = PersonFilter
    sort = "name"
    empty_icon = "person"
    empty_text = gettext_lazy("Enter the first person, or accept people found in an annual report.")
    columns = (
        Column("name", gettext_lazy("Full name"), link, order=("family_name", "given_name", "pk")),
        Column("posts", gettext_lazy("Posts"), lambda row: links(t.post for t in row.posts_held)),
    )

    def rows(self):
        prefetch_related_objects(self.page.objects, posts_held())
        return super().rows()


class PersonDetail(RecordDetail):
    model = Person

    def facts(self):
        row = self.record
        if row.is_anonymised:
            return []
        return [(_("Name in Latin letters"), row.name_latin), (_("Note"), row.note)]

    def get_context_data(self, **kwargs):
        row, user = self.record, self.request.user
        tenures = row.tenures.visible_to(user).select_related("post__organisation", "post__city", "post__country")
        return super().get_context_data(
            tenures=tenures,
            contacts=row.contact_points.visible_to(user),
            events=row.events.visible_to(user)[:SHOWN],
            tenure_url=create_tenure_url(self, person=row.pk),
            **kwargs,
        )


class PersonCreate(RecordCreate):
    model = Person
    form_class = PersonWithPostForm


class PersonEdit(RecordEdit):
    model = Person
    form_class = PersonForm
    formset_classes = (PersonContacts,)
