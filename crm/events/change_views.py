"""One press or one short form that moves an event on: status, another date, postponed, cancelled; and its undo."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from crm.events import forms
from crm.events.actions import cancel, change_status, move_event, next_statuses, postpone, undo_change
from crm.events.models import Event, EventStatus
from crm.events.recurrence import begins_by_rule
from crm.events.views import EventDetail
from crm.ui.approximate import shown
from crm.ui.views import RecordView


def undo_address(event):
    """Where to post to get the event back as it is now; "" when nothing of it is kept."""
    version = event.history.values_list("history_id", flat=True).first()
    return reverse("events:event-undo", args=[event.pk, version]) if version else ""


class EventChange(EventDetail):
    """A form on the page of the event: with faults the page comes back with what was typed."""

    action = "change"
    http_method_names = ["post"]
    form_class = None
    form_name = ""

    def post(self, request, pk):
        form = self.form_class(request.POST, auto_id=f"{self.form_name}_%s")
        if form.is_valid():
            self.check(form)
        if form.errors:
            return self.refuse(form)
        undo_url = undo_address(self.record)
        self.apply(form.cleaned_data)
        return self.answer(self.said(), undo_url)

    def check(self, form):
        """Faults that only the event itself can tell."""

    def apply(self, data):
        raise NotImplementedError

    def said(self):
        raise NotImplementedError

    def refuse(self, form):
        return self.render_to_response(self.get_context_data(**{self.form_name: form}), status=422)

    def answer(self, text, undo_url):
        messages.success(self.request, text, extra_tags=f"undo:{undo_url}" if undo_url else "")
        return redirect(self.record)


def keep_to_rule(event, form):
    """What comes again begins on a day of its rule, so that programs agree on its days."""
    date, rule = form.cleaned_data["date"], event.recurrence
    if rule and not (date.is_exact and begins_by_rule(rule, date.earliest)):
        form.add_error("date", _("The date of the event must be a day of the rule."))


class EventPostpone(EventChange):
    form_class = forms.PostponeForm
    form_name = "postpone_form"

    def check(self, form):
        keep_to_rule(self.record, form)

    def apply(self, data):
        postpone(self.record, date=data["date"], reason=data["reason"])

    def said(self):
        return _("Postponed: %(record)s") % {"record": self.record}


class EventCancel(EventChange):
    form_class = forms.CancelForm
    form_name = "cancel_form"

    def apply(self, data):
        cancel(self.record, reason=data["reason"], failed=data["failed"])

    def said(self):
        return _("Cancelled: %(record)s") % {"record": self.record}


def wants_json(request):
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


class EventMove(EventChange):
    """From the form on the page, or from dragging in the calendar, which asks for JSON."""

    form_class = forms.MoveForm
    form_name = "move_form"

    def check(self, form):
        keep_to_rule(self.record, form)

    def apply(self, data):
        move_event(self.record, date=data["date"])

    def said(self):
        return _("Moved to %(date)s: %(record)s") % {"date": shown(self.record.date), "record": self.record}

    def refuse(self, form):
        if wants_json(self.request):
            return JsonResponse({"error": " ".join(form.errors.get("date", []))}, status=400)
        return super().refuse(form)

    def answer(self, text, undo_url):
        if wants_json(self.request):
            return JsonResponse({"text": text, "undo_url": undo_url})
        return super().answer(text, undo_url)


class EventStatusChange(RecordView, View):
    model = Event
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        event = self.record
        wanted = request.POST.get("status", "")
        if wanted not in next_statuses(event):
            messages.error(request, _("The event cannot take this status now. Perhaps a colleague has changed it."))
            return redirect(event)
        undo_url = undo_address(event)
        change_status(event, status=EventStatus(wanted))
        text = _("Now %(status)s: %(record)s") % {"status": event.get_status_display(), "record": event}
        messages.success(request, text, extra_tags=f"undo:{undo_url}" if undo_url else "")
        return redirect(event)


class EventUndo(RecordView, View):
    """Date and status as an earlier version had them; calendars see it as one more change."""

    model = Event
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk, version):
        earlier = get_object_or_404(self.record.history, history_id=version)
        undo_change(self.record, earlier=earlier)
        text = _("Undone: %(record)s") % {"record": self.record}
        if wants_json(request):
            return JsonResponse({"text": text})
        messages.success(request, text)
        return redirect(self.record)
