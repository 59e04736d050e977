"""What the buttons of the review page do: decide, say so, go on to the next open draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.intake import actions, updates
from crm.intake.badges import undone
from crm.intake.forms import LinkForm, PassageForm
from crm.intake.models import Draft, DraftState
from crm.intake.review import DraftReview, ReviewPage


class Decision(DraftReview):
    def get(self, request, *args, **kwargs):
        """The address of a form that was shown again, opened anew."""
        return redirect("intake:draft-review", kwargs["pk"])

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

    def chosen_changes(self, record):
        """The changes a person ticked; nobody changes through a report what they may not change by hand."""
        if not self.request.POST.get("take-over"):
            return []
        options = record._meta
        if not self.request.user.has_perm(f"{options.app_label}.change_{options.model_name}", record):
            raise PermissionDenied
        return self.request.POST.getlist("change")


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
        form = LinkForm(self.request.POST, queryset=self.linkable(draft), prefix="link")
        if not form.is_valid():
            messages.error(self.request, _("Choose the record that the report tells of."))
            return redirect("intake:draft-review", draft.pk)
        record = form.cleaned_data["record"]
        was_shown = "known" in self.request.POST  # with its differences, which the person left alone
        take_over = self.chosen_changes(record)
        actions.link(draft, record, user=self.request.user, reason="chosen", take_over=take_over)
        self.say((_("Linked and updated: %(record)s") if take_over else _("Linked: %(record)s")) % {"record": record})
        if not was_shown and updates.changes(draft, record):
            return redirect("intake:draft-review", draft.pk)
        return None


class DraftUpdate(Decision):
    """The differences of a draft that is linked already."""

    def decide(self, draft):
        if draft.state != DraftState.LINKED or draft.record is None:
            raise actions.AlreadyDecided
        actions.update(draft, self.chosen_changes(draft.record), user=self.request.user)
        self.say(_("Updated: %(record)s") % {"record": draft.record})


class DraftUndo(Decision):
    def decide(self, draft):
        if draft.state == DraftState.NEW:
            raise actions.AlreadyDecided
        said = undone(draft.get_state_display(), draft)
        if actions.undo(draft, user=self.request.user):
            messages.success(self.request, said)
        else:
            messages.info(self.request, said + " " + _("The record stays, because it has been worked on since."))
        return redirect("intake:draft-review", draft.pk)


class DocumentPassage(ReviewPage):
    """A passage in which nothing was found becomes a draft by a person's hand."""

    http_method_names = ["post"]

    def post(self, request, pk):
        if not self.may_decide:
            raise PermissionDenied
        form = PassageForm(request.POST, length=len(self.record.text))
        if not form.is_valid():
            messages.error(request, _("Mark a passage of the text first."))
            return redirect(self.record)
        draft: Draft = actions.draft_by_hand(self.record, **form.cleaned_data)
        return redirect("intake:draft-review", draft.pk)
