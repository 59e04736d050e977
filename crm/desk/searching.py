"""One search box for everything, in any form of a word."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from crm.agreements.models import Agreement
from crm.events.models import Delegation, Event, EventSeries, MeetingNote, Outcome
from crm.intake.models import Document
from crm.partners.models import Organisation, Partnership, Person, Post
from crm.plans.models import Commitment, PreparationPlan

SHOWN = 8
KINDS = [
    (Partnership, "partners:partnership-list", ("city",)),
    (Person, "partners:person-list", ()),
    (Post, "partners:post-list", ("organisation", "city", "country")),
    (Organisation, "partners:organisation-list", ()),
    (Agreement, "agreements:agreement-list", ()),
    (Event, "events:event-list", ()),
    (EventSeries, "events:series-list", ()),
    (Delegation, "events:delegation-list", ()),
    (MeetingNote, "events:meeting-list", ()),
    (Outcome, "events:outcome-list", ()),
    (Commitment, "plans:commitment-list", ()),
    (PreparationPlan, "plans:plan-list", ()),
    (Document, "intake:document-list", ()),
]


@dataclass(frozen=True)
class Hits:
    label: Any
    records: list
    has_more: bool
    list_url: str


def search(user, text):
    """Hits by kind of record, kinds without any left out."""
    found = []
    for model, list_name, related in KINDS:
        if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
            continue
        rows = model.objects.visible_to(user).matching(text).select_related(*related)
        records = list(rows[: SHOWN + 1])
        if records:
            label = model._meta.verbose_name_plural
            found.append(Hits(label, records[:SHOWN], len(records) > SHOWN, reverse(list_name)))
    return found
