"""What a report knows better than the record it tells of: proposed side by side, applied only when a person says so."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from crm.agreements.actions import delete_action, record_action
from crm.agreements.models import STATUS_AFTER, ActionKind, AgreementAction, AgreementStatus
from crm.events.models import EventFormat, EventStatus
from crm.intake import known, matching, proposals, tenures
from crm.intake.models import Draft, DraftKind
from crm.intake.sketches import as_list, date_of, person_sketch
from crm.partners.models import OrganisationKind, Relation, Tenure

# Further on in its life is later here; what stands at one place replaces each other.
EVENT_LIFE = {
    EventStatus.IDEA: 0, EventStatus.PLANNED: 1, EventStatus.CONFIRMED: 2, EventStatus.POSTPONED: 3,
    EventStatus.UNDER_WAY: 4, EventStatus.CANCELLED: 5, EventStatus.FAILED: 5, EventStatus.HELD: 6,
    EventStatus.WRITTEN_UP: 7,
}  # fmt: skip
PAPER_LIFE = {
    AgreementStatus.INITIATIVE: 0, AgreementStatus.IN_PREPARATION: 1, AgreementStatus.DRAFT: 2,
    AgreementStatus.IN_APPROVAL: 3, AgreementStatus.APPROVED: 4, AgreementStatus.SIGNED: 5, AgreementStatus.IN_FORCE: 6,
    AgreementStatus.SUSPENDED: 7, AgreementStatus.TERMINATED: 8,
}  # fmt: skip
TIES = [Relation.PROSPECTIVE, Relation.PARTNER, Relation.FRIENDLY, Relation.SISTER]
STATUS, TENURE, NAMES = "status", "tenure", "names"


@dataclass(frozen=True)
class Change:
    """One line of the proposal; `value` is what the field would hold."""

    name: str
    label: str
    old: str
    new: str
    value: Any
    is_doubtful: bool = False  # proposed, but not ticked beforehand


def changes(draft: Draft, record) -> list[Change]:
    """What the draft would change in the record; empty where it says nothing new."""
    return list(PROPOSED.get(draft.kind, nothing)(draft, record))


def nothing(draft, record):
    return ()


def shown(record, name, value) -> str:
    field = record._meta.get_field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or "–"))
    return str(value or "–")


def change(record, name, value):
    field = record._meta.get_field(name)
    old, new = (shown(record, name, each) for each in (getattr(record, name), value))
    return Change(name, capfirst(field.verbose_name), old, new, value)


def filled(record, name, value, *, empty=("", None)):
    """Proposed only where the record is silent."""
    if value and getattr(record, name) in empty:
        yield change(record, name, value)


def dated(record, name, date):
    """A more exact date, or another one; a vaguer one says nothing new."""
    old = getattr(record, name)
    if not date.is_known or date.period == old.period:
        return
    if not old.is_known or not (date.earliest <= old.earliest and old.latest <= date.latest):
        yield change(record, name, date)


def partnership(draft, record):
    told = draft.values.get("relation")
    if told in TIES and TIES.index(told) > TIES.index(record.relation):
        yield change(record, "relation", Relation(told))
    yield from dated(record, "since", date_of(draft.values.get("since")))


def organisation(draft, record):
    kind = proposals.choice(draft.values.get("kind"), OrganisationKind, OrganisationKind.OTHER)
    if record.kind == OrganisationKind.OTHER and kind != record.kind:
        yield change(record, "kind", kind)
    yield from filled(record, "city", known.city_named(draft.values.get("city"), draft.values.get("country_iso")))


def event(draft, record):
    values = draft.values
    yield from dated(record, "date", date_of(values.get("date")))
    told = values.get("status")
    if told in EVENT_LIFE and told != record.status and EVENT_LIFE[told] >= EVENT_LIFE[EventStatus(record.status)]:
        yield change(record, STATUS, EventStatus(told))
    form = proposals.choice(values.get("format"), EventFormat, EventFormat.UNKNOWN)
    if form != EventFormat.UNKNOWN and record.format == EventFormat.UNKNOWN:
        yield change(record, "format", form)
    held_in = known.cities_named(values.get("place"), ["RU", *as_list(values.get("countries"))])
    if len(held_in) == 1:
        yield from filled(record, "city", held_in[0])
    series = proposals.known_series(draft, proposals.series_of(values))
    if series and not record.series_id and values.get("edition"):
        yield change(record, "series", series)
        yield change(record, "edition", values["edition"])


def agreement(draft, record):
    date = date_of(draft.values.get("date"))
    if not matching.apart_in_time(date, record.signed):  # a later date is that of what happened since
        yield from dated(record, "signed", date)
    yield from filled(record, "subject", draft.values.get("subject"))
    happened = proposals.HAPPENED.get(draft.values.get("status"))
    after = happened and STATUS_AFTER[happened]
    if after and PAPER_LIFE[after] > PAPER_LIFE.get(AgreementStatus(record.status), 9):
        label = capfirst(record._meta.get_field(STATUS).verbose_name)
        old = record.get_status_display()
        yield Change(STATUS, label, old, str(AgreementStatus(after).label), happened)


def person(draft, record):
    told = person_sketch(draft.values)
    given, patronymic = matching.fuller_name(
        told, matching.PersonSketch(record.family_name, record.given_name, record.patronymic)
    )
    if (given, patronymic) != (record.given_name, record.patronymic):
        names = [" ".join(filter(None, each)) for each in ((record.given_name, record.patronymic), (given, patronymic))]
        yield Change(NAMES, _("Given name and patronymic"), names[0] or "–", names[1], (given, patronymic))
    if told_post := tenures.told(draft):
        held = tenures.held(record, told_post)
        if held is None:
            now = tenures.posts_now(record)
            yield Change(TENURE, _("Post"), now or "–", str(told_post), told_post, is_doubtful=bool(now))
        elif told_post.known_on and (held.known_on is None or held.known_on < told_post.known_on):
            yield Change(
                "known_on",
                _("Last confirmed in the post “%(post)s”") % {"post": held.post},
                f"{held.known_on:%d.%m.%Y}" if held.known_on else "–",
                f"{told_post.known_on:%d.%m.%Y}",
                held,
            )


PROPOSED = {
    DraftKind.PLACE: partnership,
    DraftKind.ORGANISATION: organisation,
    DraftKind.PERSON: person,
    DraftKind.AGREEMENT: agreement,
    DraftKind.EVENT: event,
}


def apply(draft: Draft, record, names) -> list[dict]:
    """Make the chosen changes; returns what restores the record."""
    before, fields = [], {}
    for each in changes(draft, record):
        if each.name not in names:
            continue
        if each.name == TENURE:
            before.append({"tenure": tenures.add(record, each.value).pk})
        elif each.name == "known_on":
            before.append(set_fields(each.value, {"known_on": tenures.told(draft).known_on}))
        elif each.name == NAMES:
            fields["given_name"], fields["patronymic"] = each.value
        elif each.name == STATUS and isinstance(each.value, ActionKind):
            date = date_of(draft.values.get("date"))
            before.append({"action": record_action(record, each.value, date=date if date.is_known else None).pk})
        else:
            fields[each.name] = each.value
    if "date" in fields and record.date.is_known and not record.date.overlaps(*span(fields["date"])):
        fields["former_date"] = record.date  # moved, as when staff move it by hand
    return before + ([set_fields(record, fields)] if fields else [])


def span(date):
    return date.earliest, date.latest


def set_fields(record, values) -> dict:
    """Set and save; {model, pk, fields: {name: [old, new]}} in the words of the database."""
    kept = {}
    for name, value in values.items():
        field = record._meta.get_field(name)
        old = stored(record, field)
        setattr(record, name, value)
        kept[name] = [old, stored(record, field)]
    record.save()
    return {"model": record._meta.label, "pk": record.pk, "fields": kept}


def stored(record, field):
    value = field.get_prep_value(getattr(record, field.attname))
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def take_back(before, *, since) -> bool:
    """The record says again what it said before. False where somebody wrote something else since: that stays."""
    restored = [take_back_step(step, since) for step in reversed(before)]
    return all(restored)


def take_back_step(step, since) -> bool:
    kind = next(name for name in TAKEN_BACK if name in step)
    return TAKEN_BACK[kind](step, since)


def restore_fields(step, since) -> bool:
    record = apps.get_model(step["model"]).objects.filter(pk=step["pk"]).first()
    if record is None:
        return True
    restored = True
    for name, (old, new) in step["fields"].items():
        field = record._meta.get_field(name)
        if stored(record, field) != new:
            restored = False
            continue
        setattr(record, field.attname, field.to_python(old) if not field.is_relation else old)
    record.save()
    return restored


def remove_tenure(step, since) -> bool:
    tenure = Tenure.objects.present().filter(pk=step[TENURE]).select_related("post").first()
    if tenure is None:
        return True
    if tenure.modified_at > since:
        return False
    tenure.mark_deleted()
    tenures.remove_post_if_idle(tenure.post, since=tenure.created_at)
    return True


def remove_action(step, since) -> bool:
    action = AgreementAction.objects.filter(pk=step["action"]).select_related("agreement").first()
    if action:
        delete_action(action)
    return True


TAKEN_BACK = {TENURE: remove_tenure, "action": remove_action, "fields": restore_fields}
