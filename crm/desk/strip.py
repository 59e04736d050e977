"""Many years side by side: preparation, series, anniversaries and the ends of agreements."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.agreements.models import Agreement
from crm.events.models import Event
from crm.partners.models import Partnership, PartnershipState
from crm.plans.models import Milestone, PreparationPlan
from crm.ui.approximate import shown

MOST_ROWS = 40
MOST_ENTRIES = 2000
ROUND_YEARS = 5


@dataclass(frozen=True)
class Entry:
    url: str
    text: str
    when: str = ""
    is_main: bool = False


@dataclass
class Row:
    """A line of the strip; its entries by year."""

    title: Any
    url: str = ""
    years: dict = field(default_factory=lambda: defaultdict(list))

    def cells(self, years):
        return [(year, self.years.get(year, [])) for year in years]


def groups(user, years):
    """[(heading, rows with their cells)]; `years` is a range of whole years. Groups without rows are left out."""
    first, last = datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)
    found = [
        (_("Preparation"), plans(user, first, last)),
        (_("Series and their editions"), series(user, first, last)),
        (_("Anniversaries of ties"), anniversaries(user, years)),
        (_("Agreements come to their end"), ends(user, first, last)),
    ]
    return [
        (heading, [(row, row.cells(years)) for row in rows[:MOST_ROWS]], len(rows) > MOST_ROWS)
        for heading, rows in found
        if rows
    ]


def plans(user, first, last):
    """Each plan with its milestones, and the event it prepares."""
    visible = PreparationPlan.objects.visible_to(user)
    steps = Milestone.objects.filter(plan__in=visible, due_on__range=(first, last)).select_related("plan__event")
    rows = {}
    for step in steps.order_by("due_on", "pk")[:MOST_ENTRIES]:
        row = rows.setdefault(step.plan_id, Row(step.plan, step.plan.get_absolute_url()))
        when = date_format(step.due_on, "d.m.Y")
        row.years[step.due_on.year].append(Entry(step.plan.get_absolute_url(), step.title, when))
    prepared = visible.filter(event__starts_on__range=(first, last), event__deleted_at=None)
    for plan in prepared.select_related("event").order_by("event__starts_on", "pk")[:MOST_ENTRIES]:
        row = rows.setdefault(plan.pk, Row(plan, plan.get_absolute_url()))
        row.years[plan.event.starts_on.year].append(event_entry(plan.event, is_main=True))
    return list(rows.values())


def series(user, first, last):
    events = Event.objects.visible_to(user).filter(starts_on__range=(first, last)).exclude(series=None)
    rows = {}
    for event in events.select_related("series").order_by("series__title", "starts_on", "pk")[:MOST_ENTRIES]:
        row = rows.setdefault(event.series_id, Row(event.series, event.series.get_absolute_url()))
        row.years[event.starts_on.year].append(event_entry(event))
    return list(rows.values())


def event_entry(event, *, is_main=False):
    number = event.edition_text if event.edition else ""
    text = number or event.title
    when = f"{shown(event.date)}, {event.get_status_display()}"
    return Entry(event.get_absolute_url(), text, when, is_main)


def anniversaries(user, years):
    """Every fifth year of a tie."""
    ties = Partnership.objects.visible_to(user).filter(state=PartnershipState.ACTIVE).exclude(since_earliest=None)
    rows = []
    for tie in ties.select_related("city").order_by("city__name_ru", "pk")[:MOST_ENTRIES]:
        row = Row(tie.city, tie.get_absolute_url())
        for year in years:
            age = year - tie.since_earliest.year
            if age > 0 and age % ROUND_YEARS == 0:
                text = ngettext("%(years)s year", "%(years)s years", age) % {"years": age}
                row.years[year].append(Entry(tie.get_absolute_url(), text))
        if row.years:
            rows.append(row)
    return rows


def ends(user, first, last):
    agreements = Agreement.objects.visible_to(user).live().filter(Q(valid_until__range=(first, last)))
    rows = []
    for agreement in agreements.order_by("valid_until", "pk")[:MOST_ENTRIES]:
        row = Row(agreement, agreement.get_absolute_url())
        when = date_format(agreement.valid_until, "d.m.Y")
        row.years[agreement.valid_until.year].append(Entry(agreement.get_absolute_url(), _("end of the term"), when))
        rows.append(row)
    return rows
