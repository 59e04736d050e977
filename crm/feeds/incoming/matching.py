"""Each entry of another's calendar beside our event: new, the same, to update, or in conflict; and the take-over."""

import hashlib
import json
import re
import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.events.models import Event, EventStatus
from crm.feeds.ical import UID_DOMAIN
from crm.feeds.models import IncomingLink
from crm.ui.approximate import shown

OWN = re.compile(rf"([0-9a-f-]{{36}})@{UID_DOMAIN}", re.I)
TAKEN = ("title", "date", "start_time", "end_time", "venue", "recurrence", "excluded_days")
OFF = {EventStatus.CANCELLED, EventStatus.FAILED}


@dataclass
class Verdict:
    """`kind` is new, same, update, conflict, old, own, dropped (once taken over, gone here since) or broken."""

    kind: str
    entry: object
    event: Event | None = None
    changes: list = field(default_factory=list)

    @property
    def may_be_taken(self):
        return self.kind in ("new", "update", "conflict", "dropped")

    @property
    def is_sure(self):
        return self.kind in ("new", "update")


def verdicts(calendar, entries):
    """One for each entry, in their order, with three queries whatever the number."""
    links = {link.uid: link for link in calendar.links.select_related("event", "calendar")}
    own = {str(uid) for uid in filter(None, (own_uid(entry.uid) for entry in entries))}
    events = Event.objects.present().filter(department=calendar.department, uid__in=own)
    ours = {str(event.uid): event for event in events}
    return [verdict(entry, links.get(entry.uid), ours) for entry in entries]


def own_uid(uid):
    found = OWN.fullmatch(uid)
    try:
        return str(uuid.UUID(found[1])) if found else ""
    except ValueError:
        return ""


def verdict(entry, link, ours):
    if entry.fault:
        return Verdict("broken", entry)
    if own_uid(entry.uid):
        return Verdict("own", entry, ours.get(own_uid(entry.uid)))
    if link is None:
        return Verdict("new", entry)
    event = link.event
    if event is None or event.deleted_at or event.department_id != link.calendar.department_id:
        return Verdict("dropped", entry)
    changes = differences(entry, event, is_as_taken=link.digest == digest_of(event))
    if not changes:
        return Verdict("same", entry, event)
    if entry.sequence < link.sequence:
        return Verdict("old", entry, event, changes)
    return Verdict("update" if link.digest == digest_of(event) else "conflict", entry, event, changes)


def differences(entry, event, *, is_as_taken):
    """[(label, ours, theirs)]; what was cancelled there and is on again is on here, unless it was cancelled here."""
    found = []
    for name in TAKEN:
        mine, theirs = getattr(event, name), getattr(entry, name)
        if name == "date":
            if (mine.earliest, mine.latest) != (theirs.earliest, theirs.latest):
                found.append((_("date"), shown(mine), shown(theirs)))
        elif (mine or "") != (theirs or ""):
            found.append((str(Event._meta.get_field(name).verbose_name), plain(mine), plain(theirs)))
    if entry.is_cancelled and event.status not in OFF:
        found.append((_("status"), event.get_status_display(), EventStatus.CANCELLED.label))
    if not entry.is_cancelled and event.status in OFF and is_as_taken:
        found.append((_("status"), event.get_status_display(), status_anew(entry).label))
    return found


def status_anew(entry):
    is_past = entry.date.latest < timezone.localdate() and not entry.recurrence
    return EventStatus.HELD if is_past else EventStatus.PLANNED


def plain(value):
    if isinstance(value, list):
        return ", ".join(value)
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value or "–")


def digest_of(event):
    """Of what was taken over: another digest means that somebody changed the event here."""
    values = [str(event.date.edtf if name == "date" else getattr(event, name) or "") for name in TAKEN]
    return hashlib.sha256(json.dumps([*values, event.status in OFF]).encode()).hexdigest()


@transaction.atomic
def take_over(calendar, chosen):
    """(created, updated) of those verdicts; all or none, and none of those that somebody took over meanwhile."""
    type(calendar).objects.select_for_update().get(pk=calendar.pk)
    now = verdicts(calendar, [one.entry for one in chosen])
    chosen = [one for one, before in zip(now, chosen, strict=True) if one.kind == before.kind]
    if not chosen:
        return 0, 0
    before = {}
    for one in chosen:
        event = one.event or Event(department=calendar.department, kind=calendar.kind, is_public=False)
        version = event.history.values_list("history_id", flat=True).first() if event.pk else None
        write(event, one.entry)
        before[str(event.pk)] = version
        IncomingLink.objects.update_or_create(
            calendar=calendar, uid=one.entry.uid,
            defaults={"event": event, "sequence": one.entry.sequence, "digest": digest_of(event)},
        )
    calendar.last_taken = before
    calendar.save(update_fields=["last_taken"])
    created = sum(version is None for version in before.values())
    return created, len(before) - created


@transaction.atomic
def undo_last(calendar):
    """How many events are as they were before the last take-over; what was edited since stays."""
    undone = 0
    links = {link.event_id: link for link in calendar.links.filter(event__in=calendar.last_taken)}
    events = Event.objects.present().filter(department=calendar.department, pk__in=calendar.last_taken)
    for event in events.select_for_update():
        versions = list(event.history.values_list("history_id", flat=True)[:2])
        version = calendar.last_taken[str(event.pk)]
        if versions[1:] != ([version] if version else []):
            continue
        if version is None:
            event.mark_deleted()
        else:
            former = event.history.get(history_id=version).instance
            former.save()
            link = links.get(event.pk)
            # The next entry is compared with what stands here again, unless that would do by itself what was undone.
            if link and not calendar.is_automatic:
                link.digest = digest_of(former)
                link.save(update_fields=["digest"])
        undone += 1
    calendar.last_taken = {}
    calendar.save(update_fields=["last_taken"])
    return undone


def write(event, entry):
    for name in TAKEN:
        value = getattr(entry, name)
        setattr(event, name, value if value is not None or name.endswith("time") else "")
    if event.pk is None:
        event.description = entry.description
        event.status = status_anew(entry)
    if entry.is_cancelled:
        event.status = EventStatus.CANCELLED
    elif event.status in OFF:
        event.status = status_anew(entry)
    event.save()


