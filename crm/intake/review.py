"""The review page: the text with its evidence on the left, one draft at a time on the right."""

import re

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from crm.intake import attention, known, proposals, receiving, updates
from crm.intake.forms import LinkForm, PassageForm
from crm.intake.highlights import is_within, marked_text, part_of
from crm.intake.models import Document, DocumentState, Draft, DraftState
from crm.intake.wording import explain_doubts, explain_failure, explain_reason, explain_rule
from crm.ui.pick import readable
from crm.ui.views import RecordDetail

MOST_LISTED = 300


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
        """Where the review was left: the first open draft after the last decision."""
        decided = [draft for draft in self.drafts if draft.decided_at]
        last = max(decided, key=lambda draft: draft.decided_at).position if decided else -1
        open_drafts = [draft for draft in self.drafts if draft.state == DraftState.NEW]
        return next((draft for draft in open_drafts if draft.position > last), open_drafts[0] if open_drafts else None)

    @cached_property
    def part(self):
        """What is shown of the text: around the current draft, or where a person leafed to."""
        asked = self.request.GET.get("at", "")
        at = int(asked) if re.fullmatch(r"\d{1,9}", asked, re.ASCII) else self.place_of_current
        return part_of(self.record.text, at)

    @property
    def place_of_current(self):
        return self.current.evidence[0][0] if self.current and self.current.evidence else 0

    def listed(self):
        """All drafts, or of a long document those of the part that is shown."""
        if len(self.drafts) <= MOST_LISTED:
            return self.drafts
        return [draft for draft in self.drafts if is_within(draft, self.part)]

    def neighbours(self):
        if self.current is None:
            return None, None
        at = self.drafts.index(self.current)
        return (self.drafts[at - 1] if at else None), (self.drafts[at + 1] if at + 1 < len(self.drafts) else None)

    def facts(self):
        record = self.record
        return [
            (_("Kind"), record.get_kind_display() if record.state == DocumentState.READ else None),
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
            changes = updates.changes(draft, draft.record) if draft.state == DraftState.LINKED and draft.record else []
            return {"reason": explain_reason(draft.match_reason), "changes": changes}
        match = known.match(draft)
        form = self.form or proposals.form_for(draft, user=self.request.user)
        attention.point_out(draft, form)
        return {
            "form": form,
            "link_form": LinkForm(queryset=self.linkable(draft), prefix="link"),
            "match": match,
            "changes": updates.changes(draft, match.record) if match.record else [],
            "reason": explain_reason(match.reason),
        }

    def linkable(self, draft):
        """The records that a draft may stand for."""
        records = readable(proposals.MODELS[draft.kind], self.request.user)
        return records.filter(department=self.record.department_id)

    def get_context_data(self, **kwargs):
        previous, following = self.neighbours()
        left = [draft for draft in self.drafts if draft.state == DraftState.NEW]
        return super().get_context_data(
            draft=self.current,
            rule=explain_rule(self.current.rule) if self.current else "",
            doubts=explain_doubts(self.current.doubts) if self.current else [],
            drafts=self.drafts,
            listed=self.listed(),
            text=marked_text(self.record.text, self.drafts, self.current, self.part),
            part=self.part,
            failure=explain_failure(self.record.failure) if self.record.failure else "",
            share=receiving.share_read(self.record),
            may_be_tried_again=self.record.failure in receiving.MAY_BE_TRIED_AGAIN,
            sees_drafts=self.sees_drafts,
            may_decide=self.may_decide,
            previous=previous,
            following=following,
            left=len(left),
            done=len(self.drafts) - len(left),
            passage_form=PassageForm(length=len(self.record.text)) if self.may_decide else None,
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
