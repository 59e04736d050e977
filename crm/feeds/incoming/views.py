"""Calendars from outside: the list, a file or an address, the preview of what would be taken over."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, ListView, View
from django.views.generic.edit import FormView

from crm.feeds.incoming.actions import ask, verdicts_of
from crm.feeds.incoming.forms import IncomingAddressForm, IncomingFileForm
from crm.feeds.incoming.matching import take_over, undo_last
from crm.feeds.incoming.reading import UnreadableError
from crm.feeds.models import IncomingCalendar

MOST_SHOWN = 500
ORDER = ("conflict", "update", "new", "dropped", "broken", "old", "own", "same")


class Incoming:
    """Only who may enter events; only calendars of those departments."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.departments_for("events.add_event").exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return IncomingCalendar.objects.visible_to(self.request.user).select_related("department__city")

    def calendar(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])


class IncomingList(Incoming, ListView):
    template_name = "feeds/incoming_list.html"

    def get_queryset(self):
        return super().get_queryset().defer("body")

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_title=_("Calendars from outside"), **kwargs)


class IncomingCreate(Incoming, FormView):
    template_name = "ui/object_form.html"
    title = submit = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=self.title, submit_label=self.submit, cancel_url=reverse("feeds:incoming-list"), **kwargs
        )

    def form_valid(self, form):
        calendar = form.save()
        if calendar.url:
            ask(calendar)
        return redirect(calendar)


class Preview(Incoming, DetailView):
    template_name = "feeds/incoming_preview.html"

    def get_context_data(self, **kwargs):
        found, fault = told(self.object)
        found.sort(key=lambda one: ORDER.index(one.kind))
        return super().get_context_data(
            page_title=str(self.object),
            verdicts=found[:MOST_SHOWN],
            hidden=max(0, len(found) - MOST_SHOWN),
            fault=fault,
            seen=state_of(found),
            takeable=sum(one.may_be_taken for one in found[:MOST_SHOWN]),
            gone=gone(self.object, found) if found else [],
            **kwargs,
        )

    def post(self, request, pk):
        calendar = self.calendar()
        found, _fault = told(calendar)
        if request.POST.get("seen", state_of(found)) != state_of(found):
            messages.warning(request, _("The calendar or its events have changed meanwhile. Please look again."))
            return redirect(calendar)
        wanted = set(request.POST.getlist("uid"))
        chosen = [one for one in found if one.may_be_taken and one.entry.uid in wanted]
        if not chosen:
            messages.warning(request, _("Nothing was chosen."))
            return redirect(calendar)
        created, updated = take_over(calendar, chosen)
        told_created = ngettext("%(n)s event was entered", "%(n)s events were entered", created) % {"n": created}
        told_updated = ngettext("%(n)s was updated", "%(n)s were updated", updated) % {"n": updated}
        undo = reverse("feeds:incoming-undo", args=[calendar.pk])
        messages.success(request, f"{told_created}, {told_updated}.", extra_tags=f"undo:{undo}")
        return redirect(calendar)


def told(calendar):
    """(verdicts, fault): nothing can be told of an address that never answered."""
    if not calendar.body:
        return [], ""
    try:
        return verdicts_of(calendar), ""
    except UnreadableError as error:
        return [], str(error)


def state_of(found):
    """Of what a person saw when ticking: it is that which is taken over, and nothing else."""
    seen = sorted(f"{one.kind} {one.entry} {one.changes}" for one in found)
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()


def gone(calendar, found):
    """Events taken over once whose entries are there no more; they are kept."""
    there = {one.entry.uid for one in found}
    links = calendar.links.filter(event__deleted_at=None, event__department=calendar.department).select_related("event")
    return [link.event for link in links if link.uid not in there and link.event][:MOST_SHOWN]


class Ask(Incoming, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        calendar = self.calendar()
        if calendar.url:
            came = ask(calendar)
            text = calendar.failure or (_("Something new has come.") if came else _("Nothing has changed."))
            (messages.error if calendar.failure else messages.success)(request, text)
        return redirect(calendar)


class Undo(Incoming, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        calendar = self.calendar()
        undone = undo_last(calendar)
        text = ngettext("%(n)s event is as it was before.", "%(n)s events are as they were before.", undone)
        messages.success(request, text % {"n": undone})
        return redirect(calendar)


class Switch(Incoming, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        calendar = self.calendar()
        calendar.is_on = not calendar.is_on
        calendar.save(update_fields=["is_on"])
        return redirect(calendar)


class Forget(Incoming, View):
    """The calendar goes; the events that were taken over from it stay."""

    http_method_names = ["post"]

    def post(self, request, pk):
        calendar = self.calendar()
        calendar.delete()
        text = _("Removed: %(name)s. Events taken over from it stay.") % {"name": calendar.name}
        messages.success(request, text)
        return redirect("feeds:incoming-list")


class IncomingFile(IncomingCreate):
    form_class = IncomingFileForm

    def dispatch(self, request, *args, **kwargs):
        self.title, self.submit = _("A calendar as a file"), _("Read the file")
        return super().dispatch(request, *args, **kwargs)


class IncomingAddress(IncomingCreate):
    form_class = IncomingAddressForm

    def dispatch(self, request, *args, **kwargs):
        self.title, self.submit = _("A calendar by its address"), _("Add and ask")
        return super().dispatch(request, *args, **kwargs)
