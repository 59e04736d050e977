from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.events.badges import date_cell
from crm.events.columns import DATE, title_column
from crm.events.filters import MeetingNoteFilter, OutcomeFilter
from crm.events.models import MeetingNote, Outcome
from crm.ui.links import link_if_present, links
from crm.ui.lists import Column, link
from crm.ui.views import RecordDetail, RecordList


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
            (_("Event"), link_if_present(note.event)),
            (_("People"), links(note.people.visible_to(self.request.user))),
        ]

    def get_context_data(self, **kwargs):
        commitments = self.record.commitments.visible_to(self.request.user)
        return super().get_context_data(commitments=commitments, **kwargs)


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
            (_("Event"), link_if_present(outcome.event)),
        ]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "page_title": _("Outcome")}
