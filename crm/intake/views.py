from pathlib import PurePath

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from crm.extraction import ReadingError
from crm.intake import actions, bulk, differences, receiving, tasks
from crm.intake.badges import document_badge, progress_cell, undone
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
            document = receiving.receive(
                data["file"],
                department=data["department"],
                user=self.request.user,
                title=data["title"],
                year=data["year"],
            )
        except ReadingError as error:
            form.add_error("file", explain_failure(error.code))
            return self.render_to_response(self.get_context_data(form=form, formsets=[]))
        except receiving.AlreadyReceived as earlier:
            text = _("This very file was received already: it is document No. %(number)s, shown here.")
            messages.info(self.request, text % {"number": earlier.document.pk})
            return redirect(earlier.document)
        tasks.read_soon(document)
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


class DocumentAcceptAll(RecordView, TemplateView):
    """Everything sure, shown first; people are never made this way."""

    model = Document
    action = "change"
    template_name = "intake/accept_all.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.record,
            outlook=bulk.outlook(self.record),
            page_title=_("Accept what is sure: %(record)s") % {"record": self.record},
            **kwargs,
        )

    def post(self, request, pk):
        count = bulk.accept_all(self.record, user=request.user)
        text = ngettext("%(made)s record made", "%(made)s records made", count.made) % {"made": count.made}
        text += "; " + _("linked to known records: %(linked)s; left to review: %(left)s") % vars(count)
        undo = reverse("intake:document-undo-last", args=[pk])
        messages.success(request, text, extra_tags=f"undo:{undo}")
        return redirect(self.record)


class DocumentUndo(DocumentAction, TemplateView):
    """So many decisions at once are asked about first."""

    http_method_names = ["get", "post"]
    template_name = "intake/document_undo.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.record,
            decided=self.record.drafts.exclude(state=DraftState.NEW).count(),
            page_title=_("Undo the whole document"),
            **kwargs,
        )

    def post(self, request, pk):
        count = actions.undo_document(self.record, user=request.user)
        say_undone(request, _("All decisions on this document are taken back."), count)
        return redirect(self.record)


class DocumentUndoLast(DocumentAction):
    """The last decision of this person; what was accepted in one go is one decision."""

    def post(self, request, pk):
        count = actions.undo_last(self.record, user=request.user)
        if not count.taken_back:
            messages.info(request, _("You have decided nothing here that could be taken back."))
            return redirect(self.record)
        text = ngettext("%(number)s decision is taken back.", "%(number)s decisions are taken back.", count.taken_back)
        several = text % {"number": count.taken_back}
        say_undone(request, undone(count.decision, count.first) if count.taken_back == 1 else several, count)
        return redirect("intake:draft-review", count.first.pk)


def say_undone(request, text, count):
    if count.kept:
        kept = _("Records that were worked on since, or that another report tells of, stay: %(kept)s.")
        text += " " + kept % {"kept": count.kept}
    messages.success(request, text)


class DocumentReadAgain(DocumentAction):
    """After a failure, or with another year; what a person has decided is never thrown away."""

    def post(self, request, pk):
        year = self.record.stated_year if "stated" in request.POST else None
        try:
            may_be_read = receiving.wait_again(self.record, year=year)
        except ReadingError as error:
            messages.error(request, explain_failure(error.code))
            return redirect(self.record)
        except (OSError, ValueError):
            messages.error(request, _("The file is no longer here. Upload it anew."))
            return redirect(self.record)
        if may_be_read:
            self.record.refresh_from_db()
            tasks.read_soon(self.record)
        else:
            messages.info(request, _("Drafts of this document have been decided; undo the whole document first."))
        return redirect(self.record)


class DocumentReading(RecordView, TemplateView):
    """Asked by the page while a document is being read; tells it to load itself anew at the end."""

    model = Document
    template_name = "intake/reading.html"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if not self.record.is_waiting:
            response["HX-Refresh"] = "true"
        return response

    def get_context_data(self, **kwargs):
        may_decide = self.request.user.has_perm("intake.change_draft", self.record)
        share = receiving.share_read(self.record)
        return super().get_context_data(object=self.record, may_decide=may_decide, share=share, **kwargs)


class DocumentDifferences(RecordView, TemplateView):
    """What this conversion of a report says and the earlier one does not, and the other way round."""

    model = Document
    template_name = "intake/differences.html"

    def get_context_data(self, **kwargs):
        earlier = get_object_or_404(self.get_queryset(), pk=self.record.near_duplicate_of_id)
        return super().get_context_data(
            object=self.record,
            earlier=earlier,
            rows=differences.between(self.record.text, earlier.text),
            page_title=_("Differences: %(record)s") % {"record": self.record},
            **kwargs,
        )
