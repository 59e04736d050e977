"""Proof that what is stored is what would be written now; where it is not, it is written anew."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from crm.feeds.models import Entry, Rendering
from crm.feeds.storing import BATCH, MAKERS, WRITTEN, drop_unused, locked_store, made, refresh, write


def repair():
    """(entries compared, {record: how many differed}). Needs as long as writing everything would."""
    drop_unused()
    refresh(most=None)
    Entry.objects.filter(shown_until__lt=timezone.localdate()).delete()
    compared, differed = 0, Counter()
    for rendering in Rendering.objects.all():
        for maker in MAKERS.values():
            ids = maker.records().order_by("pk").values_list("pk", flat=True)
            kept = rendering.entries.filter(record=maker.record).values_list("record_id", flat=True)
            every = sorted({*ids, *kept})
            for start in range(0, len(every), BATCH):
                number, wrong = repair_some(maker, every[start : start + BATCH], rendering)
                compared += number
                differed[maker.record] += wrong
    return compared, +differed


@transaction.atomic
def repair_some(maker, ids, rendering):
    """(entries compared, how many differed) of some records, while nobody else writes."""
    store = locked_store()
    stored = states(rendering.entries.filter(record=maker.record, record_id__in=ids))
    fresh = states(made(maker, ids, rendering))
    wrong = {key for key in stored.keys() | fresh.keys() if stored.get(key) != fresh.get(key)}
    if wrong:
        write(maker, {record_id for record_id, _part in wrong}, rendering)
        store.version += 1
        store.save(update_fields=["version"])
    return len(stored.keys() | fresh.keys()), len(wrong)


def states(entries):
    return {
        (entry.record_id, entry.part): tuple(plain(getattr(entry, name)) for name in COLUMNS) for entry in entries
    }


COLUMNS = [Entry._meta.get_field(name).attname for name in WRITTEN]


def plain(value):
    """Databases give bytes back as memoryviews."""
    return bytes(value) if isinstance(value, memoryview) else value
