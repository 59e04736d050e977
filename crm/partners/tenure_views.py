from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.partners.actions import end_tenure
from crm.partners.forms import EndTenureForm, NewTenureForm
from crm.partners.models import Tenure
from crm.ui.lists import link
from crm.ui.views import RecordCreate, RecordDelete, RecordDetail, RecordRestore


class ListedWithPosts:
    """Tenures have no list of their own."""

    model = Tenure

    def url(self, name, *args):
        return reverse("partners:post-list") if name == "list" else super().url(name, *args)


class TenureDetail(ListedWithPosts, RecordDetail):
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


class TenureEnd(RecordDetail):
    """Leaving a post; the row stays."""

    model = Tenure
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        form = EndTenureForm(request.POST)
        if form.is_valid():
            end_tenure(self.record, end=form.cleaned_data["end"])
            messages.success(request, _("%(person)s has left the post.") % {"person": self.record.person})
        else:
            messages.error(request, " ".join(form.errors.get("end", [])))
        return redirect(self.record.post)


class TenureCreate(ListedWithPosts, RecordCreate):
    form_class = NewTenureForm


class TenureDelete(ListedWithPosts, RecordDelete):
    pass


class TenureRestore(ListedWithPosts, RecordRestore):
    pass
