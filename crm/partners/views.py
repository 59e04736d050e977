from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.accounts.exports import ExportedList
from crm.partners.filters import PartnershipFilter
from crm.partners.holders import with_holders
from crm.partners.models import Partnership, Relation
from crm.partners.resources import PartnershipResource
from crm.ui.approximate import shown
from crm.ui.lists import Column, link
from crm.ui.views import RecordDetail, with_query

SHOWN = 30
RELATION_STYLES = {Relation.SISTER: "primary", Relation.FRIENDLY: "info", Relation.PROSPECTIVE: "warning"}


def relation_badge(partnership):
    style = RELATION_STYLES.get(partnership.relation, "secondary")
    return format_html('<span class="badge text-bg-{}">{}</span>', style, partnership.get_relation_display())


class PartnershipList(ExportedList):
    model = Partnership
    resource_class = PartnershipResource
    filterset_class = PartnershipFilter
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
            (_("Local time"), local_time(row.city, row.department.city)),
            (_("Directions of work"), row.directions),
            (_("Note"), row.note),
        ]

    def get_context_data(self, **kwargs):
        city, user = self.record.city, self.request.user
        today = timezone.localdate()
        events = (city.events.visible_to(user) | city.events_held.visible_to(user)).distinct()
        return super().get_context_data(
            posts=with_holders(city.posts.visible_to(user).filter(is_abolished=False))[:SHOWN],
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


def local_time(city, home):
    """The time there now, and by how much it differs from that of the home city."""
    if not (city.zone and home.zone):
        return ""
    there, here = (timezone.localtime(timezone=ZoneInfo(each.zone)) for each in (city, home))
    hours = (there.utcoffset() - here.utcoffset()) / timedelta(hours=1)
    if not hours:
        return _("%(time)s, as here") % {"time": f"{there:%H:%M}"}
    shift = ("+" if hours > 0 else "−") + number_format(f"{abs(hours):g}")
    return _("%(time)s, %(hours)s h to ours") % {"time": f"{there:%H:%M}", "hours": shift}
