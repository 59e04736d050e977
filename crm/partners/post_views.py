from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.accounts.exports import ExportedList
from crm.partners.filters import PostFilter
from crm.partners.forms import PostContacts, PostForm
from crm.partners.holders import create_tenure_url, holders
from crm.partners.models import Post, TenureState
from crm.partners.resources import PostResource
from crm.ui.links import links
from crm.ui.lists import Column, link
from crm.ui.views import RecordDetail, RecordEdit


class PostList(ExportedList):
    model = Post
    resource_class = PostResource
    filterset_class = PostFilter
    sort = "title"
    related = ("organisation", "city", "country")
    empty_icon = "person-badge"
    empty_text = gettext_lazy("Enter the posts you work with: akim, mayor, consul. They stay when people change.")
    columns = (
        Column(
            "title",
            gettext_lazy("Title"),
            lambda row: format_html('<a href="{}">{}</a>', row.get_absolute_url(), row.title),
            order=("title", "pk"),
        ),
        Column("place", gettext_lazy("Where"), lambda row: row.organisation or row.city or row.country),
        Column("holders", gettext_lazy("Held by"), lambda row: links(t.person for t in row.holders) or _("vacant")),
    )

    def rows(self):
        prefetch_related_objects(self.page.objects, holders())
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


class PostEdit(RecordEdit):
    model = Post
    form_class = PostForm
    formset_classes = (PostContacts,)
