"""The review page and what its buttons do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from crm.intake import actions, known, proposals
from crm.intake.forms import LinkForm
from crm.intake.highlights import marked_text
from crm.intake.models import Document, Draft, DraftState
from crm.intake.wording import explain_failure, explain_reason
from crm.ui.pick import readable
from crm.ui.views import RecordDetail


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
