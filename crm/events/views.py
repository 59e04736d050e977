from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.accounts.exports import ExportedList
from crm.events import forms
from crm.events.actions import next_statuses
from crm.events.badges import comes_again, date_cell, hours, kind_label, partners_cell, partners_of, status_badge
from crm.events.columns import DATE, country_of, title_column
from crm.events.filters import EventFilter, SeriesFilter
from crm.events.models import Delegation, Event, EventSeries, MeetingNote, Outcome
from crm.events.resources import EventResource
from crm.ui.approximate import as_typed, shown
from crm.ui.links import link_if_present, links
from crm.ui.lists import Column
from crm.ui.views import RecordDetail, RecordList, with_query

PARTS_SHOWN = 50


class EventList(ExportedList):
    model = Event
    resource_class = EventResource
    filterset_class = EventFilter
    sort = "-date"
    related = ("city__country",)
    empty_icon = "calendar-event"
    empty_text = gettext_lazy("Enter the first event, or read it out of an annual report.")
    columns = (
        DATE,
        title_column(gettext_lazy("Title")),
        Column("partners", gettext_lazy("Where and with whom"), partners_cell),
        Column("kind", gettext_lazy("Kind"), kind_label, order=("kind", "-starts_on", "-pk")),
        Column("status", gettext_lazy("Status"), status_badge, order=("status", "-starts_on", "-pk")),
    )

    def rows(self):
        partners = partners_of(self.page.objects)
        for event in self.page.objects:
            event.partners = partners.get(event.pk, [])
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
            (_("Comes again"), comes_again(event)),
            (_("Date before it was moved"), shown(event.former_date) if event.former_date else ""),
            (_("Kind"), event.get_kind_display()),
            (_("Format"), event.get_format_display() if event.format != "unknown" else ""),
            (_("Where"), ", ".join(filter(None, [event.venue, str(event.city or ""), country_of(event.city)]))),
            (_("Partner cities"), ", ".join(city.name for city in event.cities.all())),
            (_("Partner countries"), ", ".join(country.name for country in event.countries.all())),
            (_("Organisations"), links(event.organisations.visible_to(user))),
            (_("People"), links(event.people.visible_to(user))),
            (_("Agreements"), links(event.agreements.visible_to(user))),
            (_("Part of"), link_if_present(event.parent)),
        ]

    def get_context_data(self, **kwargs):
        event = self.record
        if self.may("change", event):
            kwargs = {**self.change_forms(), **kwargs}
            kwargs["next_statuses"] = [(status.value, status.label) for status in next_statuses(event)]
        return super().get_context_data(
            **self.parts(), editions=self.other_editions(), create_urls=self.create_urls(), **kwargs
        )

    def change_forms(self):
        """Three short forms on one page, so each has ids of its own."""
        return {
            "move_form": forms.MoveForm(initial={"date": as_typed(self.record.date)}, auto_id="move_form_%s"),
            "postpone_form": forms.PostponeForm(auto_id="postpone_form_%s"),
            "cancel_form": forms.CancelForm(auto_id="cancel_form_%s"),
        }

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


class SeriesList(RecordList):
    model = EventSeries
    filterset_class = SeriesFilter
    sort = "title"
    empty_icon = "collection"
    empty_text = gettext_lazy("A series keeps the editions of a recurring event together.")
    columns = (
        title_column(gettext_lazy("Title")),
        Column("editions", gettext_lazy("Editions"), lambda series: series.edition_count),
        Column("latest", gettext_lazy("Latest edition"), lambda series: series.latest),
    )

    def rows(self):
        """The editions of one page of series are counted in one query."""
        found = {}
        events = Event.objects.visible_to(self.request.user).filter(series__in=self.page.objects)
        # Sorted here: asked to sort, the database walks all events by date instead of those of the series.
        for event in sorted(events.order_by().only("title", "date", "series"), key=lambda event: event.date):
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
