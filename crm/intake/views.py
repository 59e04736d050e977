from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from crm.extraction import ReadingError
from crm.intake import actions, known, proposals
from crm.intake.badges import document_badge, progress_cell
from crm.intake.filters import DocumentFilter
from crm.intake.forms import DocumentForm, LinkForm, UploadForm
from crm.intake.highlights import marked_text
from crm.intake.models import Document, Draft, DraftState
from crm.intake.wording import explain_failure, explain_reason
from crm.ui.lists import Column
from crm.ui.pick import readable
from crm.ui.views import (
    RecordCreate,
    RecordDelete,
    RecordDetail,
    RecordEdit,
    RecordHistory,
    RecordList,
    RecordRestore,
    RecordView,
)


class DocumentList(RecordList):
    model = Document
    filterset_class = DocumentFilter
    related = ("department",)
    sort = "-received"
    empty_text = gettext_lazy(
        "Upload an annual report or a news item: its events, people and agreements become drafts to review."
    )
    columns = (
        Column("title", gettext_lazy("Title"), order=("title", "pk")),
        Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column("year", gettext_lazy("Reporting year"), lambda row: row.year or "–"),
        Column(
            "received",
            gettext_lazy("Received"),
            lambda row: timezone.localtime(row.created_at).strftime("%d.%m.%Y"),
            order=("created_at", "pk"),
        ),
        Column("state", gettext_lazy("State"), document_badge),
        Column("progress", gettext_lazy("Progress"), progress_cell),
    )

    def rows(self):
        """The numbers of drafts of all documents of the page in one query."""
        counts = (
            Draft.objects.filter(document__in=self.page.objects)
            .values("document_id")
            .order_by()
            .annotate(all=Count("pk"), new=Count("pk", filter=Q(state=DraftState.NEW)))
        )
        by_document = {row["document_id"]: row for row in counts}
        for document in self.page.objects:
            row = by_document.get(document.pk, {"all": 0, "new": 0})
            document.drafts_all, document.drafts_new = row["all"], row["new"]
        return super().rows()


class DocumentUpload(RecordCreate):
    model = Document
    form_class = UploadForm
    template_name = "intake/document_upload.html"

    def get_template_names(self):
        return [self.template_name]

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["instance"]
        return kwargs

    def get_formsets(self, form):
        return []

    def save(self, form, formsets):
        data = form.cleaned_data
        try:
            document = actions.receive(
                data["file"],
                department=data["department"],
                user=self.request.user,
                title=data["title"],
                year=data["year"],
            )
        except ReadingError as error:
            form.add_error("file", explain_failure(error.code))
            return self.render_to_response(self.get_context_data(form=form, formsets=[]))
        except actions.AlreadyReceived as earlier:
            messages.info(self.request, _("This very file was received before; here it is."))
            return redirect(earlier.document)
        return redirect(document)

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "page_title": _("Upload a report"),
            "submit_label": _("Upload and read"),
        }


class DocumentEdit(RecordEdit):
    model = Document
    form_class = DocumentForm


class DocumentDelete(RecordDelete):
    model = Document


class DocumentRestore(RecordRestore):
    model = Document


class DocumentHistory(RecordHistory):
    model = Document


class ReviewPage(RecordDetail):
    """The text on the left with its evidence marked, the ordinary form filled in on the right."""

    model = Document
    form = None

    def get_template_names(self):
        return ["intake/document_detail.html"]

    def get_queryset(self):
        related = ("department__city", "home_city", "near_duplicate_of", "uploaded_by")
        return super().get_queryset().select_related(*related)

    @cached_property
    def sees_drafts(self):
        return self.request.user.has_perm("intake.view_draft", self.record)

    @cached_property
    def may_decide(self):
        return self.request.user.has_perm("intake.change_draft", self.record)

    @cached_property
    def drafts(self):
        drafts = list(self.record.drafts.all()) if self.sees_drafts else []
        for draft in drafts:
            draft.document = self.record
        return drafts

    @cached_property
    def current(self):
        return next((draft for draft in self.drafts if draft.state == DraftState.NEW), None)

    def neighbours(self):
        if self.current is None:
            return None, None
        at = self.drafts.index(self.current)
        return (self.drafts[at - 1] if at else None), (self.drafts[at + 1] if at + 1 < len(self.drafts) else None)

    def facts(self):
        record = self.record
        return [
            (_("Kind"), record.get_kind_display()),
            (_("Home city"), record.home_city),
            (_("Reporting year"), record.year),
            (_("Department"), record.department),
        ]

    def review(self):
        """What the right-hand side needs for the current draft."""
        draft = self.current
        if draft is None or not self.may_decide:
            return {}
        if draft.state != DraftState.NEW:
            return {"reason": explain_reason(draft.match_reason)}
        match = known.match(draft)
        queryset = readable(proposals.MODELS[draft.kind], self.request.user).filter(
            department=self.record.department_id
        )
        return {
            "form": self.form or proposals.form_for(draft, user=self.request.user),
            "link_form": LinkForm(queryset=queryset, prefix="link"),
            "match": match,
            "reason": explain_reason(match.reason),
        }

    def get_context_data(self, **kwargs):
        previous, following = self.neighbours()
        left = sum(draft.state == DraftState.NEW for draft in self.drafts)
        return super().get_context_data(
            draft=self.current,
            drafts=self.drafts,
            text=marked_text(self.record.text, self.drafts, self.current),
            failure=explain_failure(self.record.failure) if self.record.failure else "",
            sees_drafts=self.sees_drafts,
            may_decide=self.may_decide,
            previous=previous,
            following=following,
            left=left,
            done=len(self.drafts) - left,
            **self.review(),
            **kwargs,
        )


class DraftReview(ReviewPage):
    """The review page with a chosen draft."""

    @cached_property
    def draft(self):
        drafts = Draft.objects.visible_to(self.request.user).select_related("document")
        return drafts.filter(pk=self.kwargs["pk"]).first()

    @cached_property
    def record(self):
        if self.draft is None:
            raise Http404
        return self.get_queryset().get(pk=self.draft.document_id)

    @cached_property
    def current(self):
        return next((draft for draft in self.drafts if draft.pk == self.kwargs["pk"]), None)

    def get(self, request, *args, **kwargs):
        if not self.sees_drafts:
            raise PermissionDenied
        return super().get(request, *args, **kwargs)


class Decision(DraftReview):
    """A press of a button on the review page: decide, say so, go on to the next open draft."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not self.may_decide or self.current is None:
            raise PermissionDenied
        try:
            return self.decide(self.current) or redirect(self.next_url())
        except actions.AlreadyDecided:
            messages.info(request, _("This draft has been decided already."))
            return redirect("intake:draft-review", self.current.pk)
        except actions.Incomplete as error:
            self.form = error.form
            return self.render_to_response(self.get_context_data())

    def next_url(self):
        at = self.drafts.index(self.current)
        later = [draft for draft in (*self.drafts[at + 1 :], *self.drafts[:at]) if draft.state == DraftState.NEW]
        if later:
            return reverse("intake:draft-review", args=[later[0].pk])
        return self.record.get_absolute_url()

    def say(self, text):
        undo = reverse("intake:draft-undo", args=[self.current.pk])
        messages.success(self.request, text, extra_tags=f"undo:{undo}")


class DraftAccept(Decision):
    def decide(self, draft):
        record = actions.accept(draft, user=self.request.user, data=self.request.POST)
        self.say(_("Accepted: %(record)s") % {"record": record})


class DraftReject(Decision):
    def decide(self, draft):
        actions.reject(draft, user=self.request.user)
        self.say(_("Rejected: %(draft)s") % {"draft": draft})


class DraftLink(Decision):
    def decide(self, draft):
        queryset = readable(proposals.MODELS[draft.kind], self.request.user).filter(
            department=self.record.department_id
        )
        form = LinkForm(self.request.POST, queryset=queryset, prefix="link")
        if not form.is_valid():
            messages.error(self.request, _("Choose the record that the report tells of."))
            return redirect("intake:draft-review", draft.pk)
        record = form.cleaned_data["record"]
        actions.link(draft, record, user=self.request.user, reason="chosen")
        self.say(_("Linked: %(record)s") % {"record": record})
        return None


class DraftUndo(Decision):
    def decide(self, draft):
        if draft.state == DraftState.NEW:
            raise actions.AlreadyDecided
        if actions.undo(draft, user=self.request.user):
            messages.success(self.request, _("The draft is open again."))
        else:
            messages.info(
                self.request, _("The draft is open again; the record stays, because it has been worked on since.")
            )
        return redirect("intake:draft-review", draft.pk)


class DocumentFile(RecordView, View):
    """The file as it was received; always saved, never opened within our own pages."""

    model = Document

    def get(self, request, pk):
        try:
            stream = self.record.file.open("rb")
        except (ValueError, OSError):
            raise Http404 from None
        return FileResponse(stream, as_attachment=True, filename=PurePath(self.record.file.name).name)


class DocumentAction(RecordView, View):
    model = Document
    action = "change"
    http_method_names = ["post"]


class DocumentAcceptAll(DocumentAction):
    """Everything sure except people: a person is never entered unseen."""

    def post(self, request, pk):
        count = actions.accept_all(self.record, user=request.user, people=False)
        text = ngettext("%(made)s record made", "%(made)s records made", count.made) % {"made": count.made}
        text += "; " + _("linked to known records: %(linked)s; left to review: %(left)s") % vars(count)
        undo = reverse("intake:document-undo", args=[pk])
        messages.success(request, text, extra_tags=f"undo:{undo}")
        return redirect(self.record)


class DocumentUndo(DocumentAction):
    def post(self, request, pk):
        count = actions.undo_document(self.record, user=request.user)
        text = _("All decisions on this document are taken back.")
        if count.kept:
            text += " " + _("Records that were worked on since stay: %(kept)s.") % {"kept": count.kept}
        messages.success(request, text)
        return redirect(self.record)
