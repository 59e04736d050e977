from django.db.models import F, Max, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.events import forms
from crm.events.actions import next_statuses, note_restricted_read
from crm.events.badges import date_cell, hours, links, partners_cell, status_badge
from crm.events.filters import DelegationFilter, EventFilter, MeetingNoteFilter, OutcomeFilter, SeriesFilter
from crm.events.models import Delegation, Event, EventSeries, MeetingNote, Outcome
from crm.ui.approximate import as_typed, shown
from crm.ui.lists import Column, link
from crm.ui.views import (
    RecordCreate,
    RecordDelete,
    RecordDetail,
    RecordEdit,
    RecordHistory,
    RecordList,
    RecordRestore,
    with_query,
)

DATE = Column("date", gettext_lazy("Date"), date_cell, order=("starts_on", "pk"), css="text-nowrap")
PARTS_SHOWN = 50


def title_column(label):
    return Column("title", label, link, order=("title", "pk"))


class EventList(RecordList):
    model = Event
    filterset_class = EventFilter
    sort = "-date"
    related = ("city__country",)
    empty_icon = "calendar-event"
    empty_text = gettext_lazy("Enter the first event, or read it out of an annual report.")
    columns = (
        DATE,
        title_column(gettext_lazy("Title")),
        Column("partners", gettext_lazy("Where and with whom"), partners_cell),
        Column("kind", gettext_lazy("Kind"), Event.get_kind_display, order=("kind", "-starts_on", "-pk")),
        Column("status", gettext_lazy("Status"), status_badge, order=("status", "-starts_on", "-pk")),
    )

    def rows(self):
        prefetch_related_objects(self.page.objects, "cities", "countries")
        return super().rows()


class EventDetail(RecordDetail):
    model = Event

    def get_queryset(self):
        related = ("city__country", "department__city", "series", "parent")
        return super().get_queryset().select_related(*related)

    def facts(self):
        event, user = self.record, self.request.user
        return [
            (_("Status"), status_badge(event)),
            (_("Reason"), event.reason),
            (_("Date"), date_cell(event) if event.date else ""),
            (_("Hours"), hours(event)),
            (_("Date before it was moved"), shown(event.former_date)),
            (_("Kind"), event.get_kind_display()),
            (_("Format"), event.get_format_display() if event.format != "unknown" else ""),
            (_("Where"), ", ".join(filter(None, [event.venue, str(event.city or ""), country_of(event.city)]))),
            (_("Partner cities"), ", ".join(city.name for city in event.cities.all())),
            (_("Partner countries"), ", ".join(country.name for country in event.countries.all())),
            (_("Organisations"), links(event.organisations.visible_to(user))),
            (_("People"), links(event.people.visible_to(user))),
            (_("Part of"), link(event.parent) if event.parent and not event.parent.deleted_at else ""),
        ]

    def get_context_data(self, **kwargs):
        event = self.record
        if self.may("change", event):
            kwargs.setdefault("postpone_form", forms.PostponeForm())
            kwargs.setdefault("cancel_form", forms.CancelForm())
            kwargs.setdefault("move_form", forms.MoveForm(initial={"date": as_typed(event.date)}))
            kwargs["next_statuses"] = [(status.value, status.label) for status in next_statuses(event)]
        return super().get_context_data(
            **self.parts(), editions=self.other_editions(), create_urls=self.create_urls(), **kwargs
        )

    def parts(self):
        """What hangs on the event, each list only for whom may read it. Plans know the event; it does not know them."""
        event, user = self.record, self.request.user
        relations = ("parts", "delegations", "meeting_notes", "outcomes", "commitments", "preparation_plans")
        found = {}
        for name in relations:
            options = getattr(event, name).model._meta
            if user.has_perm(f"{options.app_label}.view_{options.model_name}"):
                found[name] = getattr(event, name).visible_to(user)[:PARTS_SHOWN]
        return found

    def other_editions(self):
        event = self.record
        if not event.series_id:
            return []
        rows = Event.objects.visible_to(self.request.user).filter(series=event.series_id).exclude(pk=event.pk)
        return rows.order_by(F("edition").desc(nulls_last=True), "-starts_on")[:PARTS_SHOWN]

    def create_urls(self):
        event, user = self.record, self.request.user
        kinds = [
            (Event, "events:event-create", {"parent": event.pk}, "part"),
            (Delegation, "events:delegation-create", {"event": event.pk}, "delegation"),
            (MeetingNote, "events:meeting-create", {"event": event.pk, "date": as_typed(event.date)}, "meeting"),
            (Outcome, "events:outcome-create", {"event": event.pk, "date": as_typed(event.date)}, "outcome"),
        ]
        return {
            key: with_query(reverse(name), **values)
            for model, name, values, key in kinds
            if user.has_perm(f"events.add_{model._meta.model_name}", event)
        }


def country_of(city):
    return str(city.country) if city else ""


class EventCreate(RecordCreate):
    model = Event
    form_class = forms.EventForm


class EventEdit(RecordEdit):
    model = Event
    form_class = forms.EventForm


class EventDelete(RecordDelete):
    model = Event


class EventRestore(RecordRestore):
    model = Event


class EventHistory(RecordHistory):
    model = Event


class SeriesList(RecordList):
    model = EventSeries
    filterset_class = SeriesFilter
    sort = "title"
    empty_icon = "collection"
    empty_text = gettext_lazy("A series keeps the editions of a recurring event together, such as the X and the XI conference.")
    columns = (
        title_column(gettext_lazy("Title")),
        Column("editions", gettext_lazy("Editions"), lambda series: series.edition_count),
        Column("latest", gettext_lazy("Latest edition"), lambda series: series.latest),
    )

    def rows(self):
        """The editions of one page of series are counted in one query."""
        found = {}
        events = Event.objects.visible_to(self.request.user).filter(series__in=self.page.objects)
        for event in events.order_by("starts_on", "pk").only("title", "date", "series"):
            found.setdefault(event.series_id, []).append(event)
        for series in self.page.objects:
            editions = found.get(series.pk, [])
            series.edition_count = len(editions)
            series.latest = date_cell(editions[-1]) if editions else ""
        return super().rows()


class SeriesDetail(RecordDetail):
    model = EventSeries

    def get_context_data(self, **kwargs):
        events = Event.objects.visible_to(self.request.user).filter(series=self.record).select_related("city")
        editions = events.order_by(F("edition").desc(nulls_last=True), "-starts_on", "-pk")
        next_edition = (events.aggregate(last=Max("edition"))["last"] or 0) + 1
        url = with_query(reverse("events:event-create"), series=self.record.pk, edition=next_edition)
        may_add = self.request.user.has_perm("events.add_event", self.record)
        return super().get_context_data(editions=editions, next_edition_url=url if may_add else "", **kwargs)


class SeriesCreate(RecordCreate):
    model = EventSeries
    form_class = forms.EventSeriesForm


class SeriesEdit(RecordEdit):
    model = EventSeries
    form_class = forms.EventSeriesForm


class SeriesDelete(RecordDelete):
    model = EventSeries


class SeriesRestore(RecordRestore):
    model = EventSeries


class SeriesHistory(RecordHistory):
    model = EventSeries


class DelegationList(RecordList):
    model = Delegation
    filterset_class = DelegationFilter
    sort = "-date"
    related = ("city", "event")
    empty_icon = "people"
    empty_text = gettext_lazy("A delegation has its list of members and its programme by the hour.")
    columns = (
        DATE,
        title_column(gettext_lazy("Title")),
        Column("direction", gettext_lazy("Direction"), Delegation.get_direction_display),
        Column("city", gettext_lazy("City")),
        Column("event", gettext_lazy("Event")),
    )


class DelegationDetail(RecordDetail):
    """Passports and diets only on request, only for whom they are meant, and each look is kept (152-FZ)."""

    model = Delegation

    def get_queryset(self):
        return super().get_queryset().select_related("city__country", "event", "parent")

    def facts(self):
        delegation = self.record
        return [
            (_("Direction"), delegation.get_direction_display()),
            (_("Dates of stay"), date_cell(delegation) if delegation.date else ""),
            (_("City"), ", ".join(filter(None, [str(delegation.city or ""), country_of(delegation.city)]))),
            (_("Event"), link(delegation.event) if delegation.event and not delegation.event.deleted_at else ""),
            (_("Part of"), link(delegation.parent) if delegation.parent and not delegation.parent.deleted_at else ""),
        ]

    def may_read_restricted(self):
        return self.request.user.has_perm("events.restricted_delegation", self.record)

    def get_context_data(self, **kwargs):
        may_read = self.may_read_restricted()
        is_shown = may_read and "restricted" in self.request.GET
        if is_shown:
            note_restricted_read(self.record, user=self.request.user)
        return super().get_context_data(
            members=self.record.members.select_related("person"),
            programme=self.record.programme.all(),
            parts=self.record.parts.visible_to(self.request.user),
            may_read_restricted=may_read,
            shows_restricted=is_shown,
            **kwargs,
        )


class DelegationCreate(RecordCreate):
    model = Delegation
    form_class = forms.DelegationForm
    formset_classes = (forms.Members, forms.Programme)


class DelegationEdit(RecordEdit):
    model = Delegation
    form_class = forms.DelegationForm
    formset_classes = (forms.Members, forms.Programme)

    def get(self, request, *args, **kwargs):
        if request.user.has_perm("events.restricted_delegation", self.record) and self.record.members.exists():
            note_restricted_read(self.record, user=request.user)
        return super().get(request, *args, **kwargs)


class DelegationDelete(RecordDelete):
    model = Delegation


class DelegationRestore(RecordRestore):
    model = Delegation


class DelegationHistory(RecordHistory):
    model = Delegation


class MeetingList(RecordList):
    model = MeetingNote
    filterset_class = MeetingNoteFilter
    sort = "-date"
    related = ("city", "event")
    empty_icon = "journal-text"
    empty_text = gettext_lazy("Write down what was said at a meeting, and who promised what.")
    columns = (
        DATE,
        title_column(gettext_lazy("Subject")),
        Column("city", gettext_lazy("Partner city")),
        Column("event", gettext_lazy("Event")),
    )


class MeetingDetail(RecordDetail):
    model = MeetingNote

    def get_queryset(self):
        return super().get_queryset().select_related("city", "event")

    def facts(self):
        note = self.record
        return [
            (_("Date"), date_cell(note) if note.date else ""),
            (_("Partner city"), note.city),
            (_("Event"), link(note.event) if note.event and not note.event.deleted_at else ""),
            (_("People"), links(note.people.visible_to(self.request.user))),
        ]

    def get_context_data(self, **kwargs):
        commitments = self.record.commitments.visible_to(self.request.user)
        return super().get_context_data(commitments=commitments, **kwargs)


class MeetingCreate(RecordCreate):
    model = MeetingNote
    form_class = forms.MeetingNoteForm


class MeetingEdit(RecordEdit):
    model = MeetingNote
    form_class = forms.MeetingNoteForm


class MeetingDelete(RecordDelete):
    model = MeetingNote


class MeetingRestore(RecordRestore):
    model = MeetingNote


class MeetingHistory(RecordHistory):
    model = MeetingNote


class OutcomeList(RecordList):
    model = Outcome
    filterset_class = OutcomeFilter
    sort = "-date"
    related = ("event",)
    empty_icon = "trophy"
    empty_text = gettext_lazy("Outcomes are what a year or an event brought; the annual report is written from them.")
    columns = (DATE, Column("text", gettext_lazy("Outcome"), link), Column("event", gettext_lazy("Event")))


class OutcomeDetail(RecordDetail):
    model = Outcome

    def get_queryset(self):
        return super().get_queryset().select_related("event")

    def facts(self):
        outcome = self.record
        return [
            (_("When"), date_cell(outcome) if outcome.date else ""),
            (_("Event"), link(outcome.event) if outcome.event and not outcome.event.deleted_at else ""),
        ]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "page_title": _("Outcome")}


class OutcomeCreate(RecordCreate):
    model = Outcome
    form_class = forms.OutcomeForm


class OutcomeEdit(RecordEdit):
    model = Outcome
    form_class = forms.OutcomeForm


class OutcomeDelete(RecordDelete):
    model = Outcome


class OutcomeRestore(RecordRestore):
    model = Outcome


class OutcomeHistory(RecordHistory):
    model = Outcome
