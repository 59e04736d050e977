"""Entries are stored as bytes when their record changed, and joined when a feed is asked for.

Triggers mark what changed (triggers.py). Whoever serves a feed first writes anew what is marked, in batches, one
writer at a time; so a feed never shows what a record no longer says.
"""

from collections import defaultdict
from itertools import count

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Q
from django.utils import timezone, translation

from crm.events.models import Event, ProgrammeItem
from crm.feeds.celebrations import CityMaker, CountryMaker, PartnershipMaker, SignedAgreementMaker
from crm.feeds.deadlines import AgreementMaker, CommitmentMaker, MilestoneMaker
from crm.feeds.events import EventMaker
from crm.feeds.models import Entry, FeedSubscription, Mark, PublicCalendar, Rendering, Store
from crm.feeds.programmes import ItemMaker
from crm.partners.models import Partnership
from crm.plans.models import Commitment, Milestone

BATCH = 250
MOST_AT_ONCE = 5000  # records that one request writes anew; the rest waits for the next
MAKERS = {
    maker.record: maker
    for maker in (
        EventMaker(), AgreementMaker(), SignedAgreementMaker(), CommitmentMaker(), MilestoneMaker(),
        PartnershipMaker(), CityMaker(), CountryMaker(), ItemMaker(),
    )
}  # fmt: skip
# Of a mark: the records whose entries tell of it.
TOLD_BY = {
    "agreement": {"signed": lambda ids: ids},
    "partnership": {
        "city": lambda ids: Partnership.objects.filter(pk__in=ids).values_list("city", flat=True),
        "country": lambda ids: Partnership.objects.filter(pk__in=ids).values_list("city__country", flat=True),
    },
    "city": {
        "event": lambda ids: events_of_cities(ids),
        "partnership": lambda ids: Partnership.objects.filter(city__in=ids).values_list("pk", flat=True),
        "item": lambda ids: ProgrammeItem.objects.filter(
            Q(delegation__city__in=ids) | Q(delegation__department__city__in=ids)
        ).values_list("pk", flat=True),
    },
    "country": {"event": lambda ids: linked(Event.countries, "country", ids)},
    "series": {"event": lambda ids: Event.objects.filter(series__in=ids).values_list("pk", flat=True)},
    "person": {"event": lambda ids: linked(Event.people, "person", ids)},
    "plan": {"milestone": lambda ids: Milestone.objects.filter(plan__in=ids).values_list("pk", flat=True)},
    "delegation": {"item": lambda ids: ProgrammeItem.objects.filter(delegation__in=ids).values_list("pk", flat=True)},
    "department": {
        "item": lambda ids: ProgrammeItem.objects.filter(delegation__department__in=ids).values_list("pk", flat=True)
    },
    "user": {
        "commitment": lambda ids: Commitment.objects.filter(responsible__in=ids).values_list("pk", flat=True),
        "milestone": lambda ids: Milestone.objects.filter(responsible__in=ids).values_list("pk", flat=True),
    },
}


def linked(relation, target, ids):
    return relation.through.objects.filter(**{f"{target}__in": ids}).values_list("event", flat=True)


def events_of_cities(ids):
    held = Event.objects.order_by().filter(city__in=ids).values_list("pk", flat=True)
    return held.union(linked(Event.cities, "city", ids))


def refresh(most=MOST_AT_ONCE):
    """Writes anew what is stale, all of it or so many records; whether nothing is left."""
    is_begun = Store.objects.filter(year=timezone.localdate().year).exists()
    if is_begun and not Mark.objects.exists():
        return True
    batches = count() if most is None else range(-(-most // BATCH) + 1)
    return any(refresh_batch() for _batch in batches)


def refresh_batch():
    """One batch in one transaction; True when there was nothing left to do. Only one writer at a time."""
    with transaction.atomic():
        store = locked_store()
        if store.year != timezone.localdate().year:
            begin_year(store)
        marks = list(Mark.objects.order_by("pk").values_list("pk", "kind", "record_id", "rendering", "tells")[:BATCH])
        if not marks:
            return True
        write_marked(marks)
        # By number: an earlier one may come to light later, when its transaction ends.
        Mark.objects.filter(pk__in=[mark[0] for mark in marks]).delete()
        store.version += 1
        store.save(update_fields=["version"])
    return False


def locked_store():
    Store.objects.get_or_create(pk=1)
    return Store.objects.select_for_update().get(pk=1)


def begin_year(store):
    """Yearly days are made some years ahead, so each year one more is."""
    store.year = timezone.localdate().year
    store.save(update_fields=["year"])
    mark_everything(makers=[maker for maker in MAKERS.values() if maker.is_yearly])


def write_marked(marks):
    renderings = {rendering.pk: rendering for rendering in Rendering.objects.all()}
    if not renderings:
        return
    wanted, changed = defaultdict(set), defaultdict(set)
    for _pk, kind, record_id, only, tells in marks:
        if kind in MAKERS:
            wanted[kind, only].add(record_id)
        if tells:
            changed[kind].add(record_id)
    mark_tellers(changed)
    for (kind, only), ids in wanted.items():
        for rendering in [renderings[only]] if only else renderings.values():
            write(MAKERS[kind], ids, rendering)


def mark_tellers(changed):
    """Marks the records that tell of those that changed; these go no further, as some tell of each other."""
    told = {
        (teller, pk)
        for kind, ids in changed.items()
        for teller, of in TOLD_BY.get(kind, {}).items()
        for pk in of(list(ids))
    }
    marks = (Mark(kind=teller, record_id=pk, tells=False) for teller, pk in sorted(told) if pk)
    Mark.objects.bulk_create(marks, batch_size=2000)


def write(maker, ids, rendering):
    """The entries of some records, as they are to be from now on."""
    fresh = made(maker, ids, rendering)
    kept = {(entry.record_id, entry.part) for entry in fresh}
    there = rendering.entries.filter(record=maker.record, record_id__in=ids).values_list("pk", "record_id", "part")
    gone = [pk for pk, record_id, part in there if (record_id, part) not in kept]
    Entry.objects.filter(pk__in=gone).delete()
    Entry.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["rendering", "record", "record_id", "part"],
        update_fields=WRITTEN, batch_size=BATCH,
    )


WRITTEN = [
    field.name
    for field in Entry._meta.concrete_fields
    if field.name not in ("id", "rendering", "record", "record_id", "part")
]


def made(maker, ids, rendering):
    with translation.override(rendering.language):
        return maker.fresh(ids, rendering, today=timezone.localdate())


def mark_everything(*, rendering=None, makers=None, using=DEFAULT_DB_ALIAS):
    """All records that may have entries, for one way of writing or for all that are in use."""
    if rendering is None and not Rendering.objects.using(using).exists():
        return
    for maker in makers or MAKERS.values():
        ids = maker.records().using(using).order_by("pk").values_list("pk", flat=True)
        marks = (Mark(kind=maker.record, record_id=pk, rendering=rendering, tells=False) for pk in ids.iterator(2000))
        Mark.objects.using(using).bulk_create(marks, batch_size=2000)


def rendering_for(**values):
    """The way of writing asked for; a new one is filled by the next refresh."""
    rendering, is_new = Rendering.objects.get_or_create(**values)
    if is_new:
        mark_everything(rendering=rendering)
    return rendering


def drop_unused():
    """Ways of writing that no living subscription asks for."""
    choices = FeedSubscription.objects.live().values_list("site", "language", "approximate", "has_alarms")
    used = {(site, language, approximate == "span", alarms) for site, language, approximate, alarms in choices}
    public = set(PublicCalendar.objects.filter(is_open=True).values_list("site", flat=True))
    for each in Rendering.objects.all():
        is_used = each.site in public if each.public else (each.site, each.language, each.spans, each.alarms) in used
        if not is_used:
            each.delete()
