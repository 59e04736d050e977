from pathlib import PurePath

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from crm.extraction import ReadingError
from crm.intake import actions
from crm.intake.badges import document_badge, progress_cell
from crm.intake.filters import DocumentFilter
from crm.intake.forms import UploadForm
from crm.intake.models import Document, Draft, DraftState
from crm.intake.wording import explain_failure
from crm.ui.lists import Column
from crm.ui.views import RecordCreate, RecordList, RecordView


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
