from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.partners import filters, forms
from crm.partners.actions import end_tenure
from crm.partners.models import Organisation, Partnership, Person, Post, Relation, Tenure, TenureState
from crm.ui.approximate import shown
from crm.ui.lists import Column, link
from crm.ui.views import (
    RecordCreate,
    RecordDelete,
    RecordDetail,
    RecordEdit,
    RecordHistory,
    RecordList,
    RecordRestore,
    with_query,
)

SHOWN = 30
RELATION_STYLES = {Relation.SISTER: "primary", Relation.FRIENDLY: "info", Relation.PROSPECTIVE: "warning"}


def relation_badge(partnership):
    style = RELATION_STYLES.get(partnership.relation, "secondary")
    return format_html('<span class="badge text-bg-{}">{}</span>', style, partnership.get_relation_display())


def links(records):
    return format_html_join(", ", "{}", ((link(record),) for record in records))


class PartnershipList(RecordList):
    model = Partnership
    filterset_class = filters.PartnershipFilter
    sort = "city"
    related = ("city__country",)
    empty_icon = "globe2"
    empty_text = gettext_lazy("Enter the first partner city, or read them out of an annual report.")
    columns = (
        Column("city", gettext_lazy("City"), link, order=("city__name_ru", "pk")),
        Column("country", gettext_lazy("Country"), lambda row: row.city.country),
        Column("relation", gettext_lazy("Relation"), relation_badge, order=("relation", "pk")),
        Column("since", gettext_lazy("Since"), lambda row: shown(row.since), order=("since_earliest", "pk")),
        Column("state", gettext_lazy("State"), Partnership.get_state_display),
    )


class PartnershipDetail(RecordDetail):
    """The dossier: everything about one partner on one page."""

    model = Partnership

    def get_queryset(self):
        return super().get_queryset().select_related("city__country", "department__city")

    def facts(self):
        row = self.record
        return [
            (_("Country"), row.city.country),
            (_("Relation"), relation_badge(row)),
            (_("State"), row.get_state_display()),
            (_("Since"), row.since if row.since.is_known else ""),
            (_("Local time"), local_time(row.city)),
            (_("Directions of work"), row.directions),
            (_("Note"), row.note),
        ]

    def get_context_data(self, **kwargs):
        city, user = self.record.city, self.request.user
        today = timezone.localdate()
        events = (city.events.visible_to(user) | city.events_held.visible_to(user)).distinct()
        return super().get_context_data(
            posts=with_holders(city.posts.visible_to(user).filter(is_abolished=False)),
            organisations=city.organisations.visible_to(user)[:SHOWN],
            agreements=self.agreements(city),
            coming=events.filter(ends_on__gte=today).order_by("starts_on", "pk")[:SHOWN],
            past=events.filter(ends_on__lt=today).order_by("-starts_on", "-pk")[:SHOWN],
            undated=events.filter(ends_on=None)[:SHOWN],
            meetings=city.meeting_notes.visible_to(user)[:SHOWN],
            commitments=city.commitments.visible_to(user)[:SHOWN],
            create_urls=self.create_urls(city),
            **kwargs,
        )

    def agreements(self, city):
        parties = city.agreement_parties.visible_to(self.request.user).select_related("agreement")
        found = dict.fromkeys(party.agreement for party in parties.order_by("-agreement__signed_earliest"))
        return list(found)[:SHOWN]

    def create_urls(self, city):
        kinds = {
            "event": ("events.add_event", "events:event-create", {"cities": city.pk}),
            "post": ("partners.add_post", "partners:post-create", {"city": city.pk}),
            "meeting": ("events.add_meetingnote", "events:meeting-create", {"city": city.pk}),
            "commitment": ("plans.add_commitment", "plans:commitment-create", {"city": city.pk}),
        }
        return {
            key: with_query(reverse(name), **values)
            for key, (permission, name, values) in kinds.items()
            if self.request.user.has_perm(permission, self.record)
        }


def local_time(city):
    if not city.time_zone:
        return ""
    with timezone.override(city.time_zone):
        return timezone.localtime().strftime("%H:%M") + f" ({city.time_zone})"


def with_holders(posts):
    """Posts with `.holders`, the tenures that are not over; a post without one is vacant."""
    tenures = Tenure.objects.present().exclude(state=TenureState.ENDED).select_related("person")
    rows = posts.select_related("organisation", "city", "country").order_by("title", "pk")
    return rows.prefetch_related(Prefetch("tenures", tenures, to_attr="holders"))[:SHOWN]


class OrganisationList(RecordList):
    model = Organisation
    filterset_class = filters.OrganisationFilter
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
            (_("Part of"), link(row.parent) if row.parent and not row.parent.deleted_at else ""),
            (_("Website"), website),
            (_("Note"), row.note),
        ]

    def get_context_data(self, **kwargs):
        row, user = self.record, self.request.user
        return super().get_context_data(
            posts=with_holders(row.posts.visible_to(user)),
            contacts=row.contact_points.visible_to(user),
            events=row.events.visible_to(user)[:SHOWN],
            **kwargs,
        )


class PersonList(RecordList):
    model = Person
    filterset_class = filters.PersonFilter
    sort = "name"
    empty_icon = "person"
    empty_text = gettext_lazy("Enter the first person, or accept people found in an annual report.")
    columns = (
        Column("name", gettext_lazy("Full name"), link, order=("family_name", "given_name", "pk")),
        Column("posts", gettext_lazy("Posts"), lambda row: links(t.post for t in row.present_tenures)),
    )

    def rows(self):
        tenures = Tenure.objects.present().exclude(state=TenureState.ENDED)
        related = tenures.select_related("post__organisation", "post__city", "post__country")
        prefetch_related_objects(self.page.objects, Prefetch("tenures", related, to_attr="present_tenures"))
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


def create_tenure_url(view, **values):
    may = view.request.user.has_perm("partners.add_tenure", view.record)
    return with_query(reverse("partners:tenure-create"), **values) if may else ""


class PostList(RecordList):
    model = Post
    filterset_class = filters.PostFilter
    sort = "title"
    related = ("organisation", "city", "country")
    empty_icon = "person-badge"
    empty_text = gettext_lazy("Enter the posts you work with: akim, mayor, consul. They stay when people change.")
    columns = (
        Column("title", gettext_lazy("Title"), lambda row: format_html(
            '<a href="{}">{}</a>', row.get_absolute_url(), row.title), order=("title", "pk")),
        Column("place", gettext_lazy("Where"), lambda row: row.organisation or row.city or row.country),
        Column("holders", gettext_lazy("Held by"), lambda row: links(t.person for t in row.holders) or _("vacant")),
    )

    def rows(self):
        tenures = Tenure.objects.present().exclude(state=TenureState.ENDED).select_related("person")
        prefetch_related_objects(self.page.objects, Prefetch("tenures", tenures, to_attr="holders"))
        return super().rows()


class PostDetail(RecordDetail):
    model = Post

    def get_queryset(self):
        return super().get_queryset().select_related("organisation", "city", "country")

    def facts(self):
        row = self.record
        return [
            (_("Organisation"), link(row.organisation) if row.organisation else ""),
            (_("City"), row.city),
            (_("Country"), row.country),
            (_("Side"), _("ours") if row.is_ours else ""),
            (_("State"), _("abolished") if row.is_abolished else ""),
        ]

    def get_context_data(self, **kwargs):
        row, user = self.record, self.request.user
        tenures = list(row.tenures.visible_to(user).select_related("person"))
        return super().get_context_data(
            holders=[tenure for tenure in tenures if tenure.state != TenureState.ENDED],
            former=[tenure for tenure in tenures if tenure.state == TenureState.ENDED],
            contacts=row.contact_points.visible_to(user),
            tenure_url=create_tenure_url(self, post=row.pk),
            may_change=self.may("change", row),
            **kwargs,
        )


class TenureDetail(RecordDetail):
    model = Tenure

    def get_queryset(self):
        return super().get_queryset().select_related("person", "post__organisation", "post__city", "post__country")

    def facts(self):
        row = self.record
        return [
            (_("Person"), link(row.person)),
            (_("Post"), link(row.post)),
            (_("State"), row.get_state_display()),
            (_("Acting"), _("yes") if row.is_acting else ""),
            (_("In post since"), row.start if row.start.is_known else ""),
            (_("Left the post"), row.end if row.end.is_known else ""),
            (_("Note"), row.note),
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "list_url": reverse("partners:post-list")}


class TenureEnd(RecordDetail):
    """Leaving a post; the row stays."""

    model = Tenure
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        form = forms.EndTenureForm(request.POST)
        if form.is_valid():
            end_tenure(self.record, end=form.cleaned_data["end"])
            messages.success(request, _("%(person)s has left the post.") % {"person": self.record.person})
        else:
            messages.error(request, " ".join(form.errors.get("end", [])))
        return redirect(self.record.post)


class TenureDelete(RecordDelete):
    model = Tenure

    def url(self, name, *args):
        return reverse("partners:post-list") if name == "list" else super().url(name, *args)


class PersonCreate(RecordCreate):
    model = Person
    form_class = forms.PersonWithPostForm


class PersonEdit(RecordEdit):
    model = Person
    form_class = forms.PersonForm
    formset_classes = (forms.PersonContacts,)


class TenureCreate(RecordCreate):
    model = Tenure
    form_class = forms.NewTenureForm

    def url(self, name, *args):
        return reverse("partners:post-list") if name == "list" else super().url(name, *args)


class TenureEdit(RecordEdit):
    model = Tenure
    form_class = forms.TenureForm


class PartnershipCreate(RecordCreate):
    model = Partnership
    form_class = forms.PartnershipForm


class PartnershipEdit(RecordEdit):
    model = Partnership
    form_class = forms.PartnershipForm


class OrganisationCreate(RecordCreate):
    model = Organisation
    form_class = forms.OrganisationForm


class OrganisationEdit(RecordEdit):
    model = Organisation
    form_class = forms.OrganisationForm
    formset_classes = (forms.OrganisationContacts,)


class PostCreate(RecordCreate):
    model = Post
    form_class = forms.PostForm


class PostEdit(RecordEdit):
    model = Post
    form_class = forms.PostForm
    formset_classes = (forms.PostContacts,)


class PartnershipDelete(RecordDelete):
    model = Partnership


class OrganisationDelete(RecordDelete):
    model = Organisation


class PersonDelete(RecordDelete):
    model = Person


class PostDelete(RecordDelete):
    model = Post


class PartnershipRestore(RecordRestore):
    model = Partnership


class OrganisationRestore(RecordRestore):
    model = Organisation


class PersonRestore(RecordRestore):
    model = Person


class PostRestore(RecordRestore):
    model = Post


class TenureRestore(RecordRestore):
    model = Tenure


class PartnershipHistory(RecordHistory):
    model = Partnership


class OrganisationHistory(RecordHistory):
    model = Organisation


class PersonHistory(RecordHistory):
    model = Person


class PostHistory(RecordHistory):
    model = Post


class TenureHistory(RecordHistory):
    model = Tenure
