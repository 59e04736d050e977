"""What a draft proposes: which form saves it, and what that form is filled in with."""

import datetime

from django import forms
from django.utils.module_loading import import_string

from crm.agreements.models import ActionKind, Agreement, AgreementKind
from crm.events.models import Event, EventFormat, EventKind, EventSeries, EventStatus, Outcome
from crm.intake import known, matching
from crm.intake.models import Draft, DraftKind
from crm.intake.sketches import as_list, date_of, person_sketch
from crm.partners.models import Organisation, OrganisationKind, Partnership, Person, Relation, TenureState
from crm.places.models import Country
from crm.plans.models import Commitment, CommitmentKind
from crm.russian import roman
from crm.ui.approximate import as_typed

FORMS = {
    DraftKind.PLACE: "crm.partners.forms.PartnershipForm",
    DraftKind.ORGANISATION: "crm.partners.forms.OrganisationForm",
    DraftKind.PERSON: "crm.intake.forms.PersonDraftForm",
    DraftKind.AGREEMENT: "crm.intake.forms.AgreementDraftForm",
    DraftKind.EVENT: "crm.intake.forms.EventDraftForm",
    DraftKind.PROBLEM: "crm.plans.forms.CommitmentForm",
    DraftKind.PLAN: "crm.plans.forms.CommitmentForm",
    DraftKind.OUTCOME: "crm.events.forms.OutcomeForm",
}
MODELS = {
    DraftKind.PLACE: Partnership,
    DraftKind.ORGANISATION: Organisation,
    DraftKind.PERSON: Person,
    DraftKind.AGREEMENT: Agreement,
    DraftKind.EVENT: Event,
    DraftKind.PROBLEM: Commitment,
    DraftKind.PLAN: Commitment,
    DraftKind.OUTCOME: Outcome,
}
# Later records refer to earlier ones.
ORDER = [
    DraftKind.PLACE,
    DraftKind.ORGANISATION,
    DraftKind.PERSON,
    DraftKind.AGREEMENT,
    DraftKind.EVENT,
    DraftKind.PLAN,
    DraftKind.PROBLEM,
    DraftKind.OUTCOME,
]
HAPPENED = {
    "signed": ActionKind.SIGNED,
    "in_force": ActionKind.IN_FORCE,
    "being_implemented": ActionKind.IN_FORCE,
    "expired": ActionKind.IN_FORCE,
    "prolonged": ActionKind.PROLONGED,
    "prospective": ActionKind.INITIATED,
    "under_negotiation": ActionKind.INITIATED,
    "drafted": ActionKind.DRAFTED,
    "adopted": ActionKind.APPROVED,
    "suspended": ActionKind.SUSPENDED,
    "terminated": ActionKind.TERMINATED,
}
# Under which key of the schema the words of a finding stand.
TITLES = {
    DraftKind.PLACE: "name_ru",
    DraftKind.ORGANISATION: "name_ru",
    DraftKind.PERSON: "name_nom",
    DraftKind.AGREEMENT: "title",
    DraftKind.EVENT: "title",
}
SETTLED = {"city", "municipality", "village", None, ""}


def makes_record(kind, values) -> bool:
    """A country, a place only mentioned and an event told a second time as a task make no record of their own."""
    if kind == DraftKind.PLACE:
        return values.get("relation") in Relation.values and values.get("kind") in SETTLED
    if kind == DraftKind.PLAN:
        return not (values.get("plan_type") == "event" and values.get("event"))
    return True


def form_for(draft: Draft, *, user, data=None):
    """The ordinary form of the draft's kind, filled in from the report; bound when there are data."""
    form = import_string(FORMS[draft.kind])(data, user=user, initial=initial(draft))
    if "department" in form.fields:
        department = form.fields["department"]
        department.queryset = department.queryset.filter(pk=draft.document.department_id)
        department.widget = forms.HiddenInput()
    if "post_organisation" in form.fields:
        form.fields["post_organisation"].queryset = known.rows(Organisation, draft)
    return form


def as_data(form) -> dict:
    """What the form would send if a person pressed the button without a change."""
    data = {}
    for field in form:
        value = field.value()
        if isinstance(value, list | tuple):
            data[field.html_name] = [getattr(item, "pk", item) for item in value]
        elif value is not None and value is not False:
            data[field.html_name] = getattr(value, "pk", value)
    return data


def initial(draft: Draft) -> dict:
    found = INITIAL[draft.kind](draft, draft.values)
    return {
        "department": draft.document.department_id,
        **{name: value for name, value in found.items() if value not in (None, "")},
    }


def pk(record):
    return record and record.pk


def choice(value, choices, default):
    return value if value in choices.values else default


def typed(value) -> str:
    return as_typed(date_of(value))


def place(draft, values):
    return {
        "city": pk(known.city_named(values.get("name_ru"), values.get("country_iso"))),
        "relation": choice(values.get("relation"), Relation, Relation.PARTNER),
        "state": "active",
        "since": typed(values.get("since")),
    }


def organisation(draft, values):
    city = known.city_named(values.get("city"), values.get("country_iso")) or known.city_named(values.get("city"))
    country = city.country if city else known.country_of(values)
    return {
        "name": (values.get("name_ru") or "")[:300],
        "kind": choice(values.get("kind"), OrganisationKind, OrganisationKind.OTHER),
        "city": pk(city),
        "country": pk(country),
    }


def person(draft, values):
    sketch = person_sketch(values)
    city = known.city_named(values.get("city"))
    return {
        "family_name": sketch.family_name,
        "given_name": sketch.given_name,
        "patronymic": sketch.patronymic,
        "post_title": (values.get("position") or "")[:300],
        "post_city": pk(city),
        "post_organisation": pk(organisation_named(draft, values.get("organisation"), values.get("city"))),
        "tenure_state": TenureState.CURRENT,
        "known_on": known_on(draft.document),
    }


def known_on(document):
    """A report of a year says who was in post at its end; a later day is not yet known."""
    today = datetime.date.today()
    return min(datetime.date(document.year, 12, 31), today) if document.year else None


def organisation_named(draft, name, city):
    if not name:
        return None
    for record in known.rows(Organisation, draft).select_related("city"):
        if matching.same_organisation(name, city, record.name, record.city and record.city.name_ru):
            return record
    return None


def agreement(draft, values):
    return {
        "title": (values.get("title") or "")[:400],
        "kind": choice(values.get("kind"), AgreementKind, AgreementKind.OTHER),
        "subject": values.get("subject"),
        "place": str(values.get("place") or "")[:200],
        "signed": typed(values.get("date")),
        "reminder_days": 90,
        "sides": "\n".join(known.sides_of(draft)),
        "happened": HAPPENED.get(values.get("status"), ActionKind.INITIATED),
        "happened_on": values.get("date"),
    }


def event(draft, values):
    codes = as_list(values.get("countries"))
    cities = known.cities_named(values.get("cities"), codes)
    held_in = known.cities_named(values.get("place"), ["RU", *codes])
    series_title = series_of(values)
    return {
        "title": (values.get("title") or "")[:400],
        "kind": choice(values.get("kind"), EventKind, EventKind.OTHER),
        "status": choice(values.get("status"), EventStatus, EventStatus.PLANNED),
        "date": typed(values.get("date")),
        "format": choice(values.get("format"), EventFormat, EventFormat.UNKNOWN),
        "city": pk(held_in[0]) if len(held_in) == 1 else None,
        "cities": [city.pk for city in cities],
        "countries": list(Country.objects.filter(code__in=codes).values_list("pk", flat=True)),
        "edition": values.get("edition"),
        "series": pk(known_series(draft, series_title)),
        "new_series": "" if known_series(draft, series_title) else series_title,
        "parent": pk(told_as(draft, DraftKind.EVENT, values.get("part_of"))),
        "participants": "\n".join(participants(values)),
        "people": [record.pk for record in named_among(draft, DraftKind.PERSON, "name_nom", participants(values))],
        "organisations": [
            record.pk for record in named_among(draft, DraftKind.ORGANISATION, "name_ru", participants(values))
        ],
    }


def participants(values) -> list[str]:
    sides = ("home_participants", "partner_participants", "other_participants")
    return [str(name) for side in sides for name in as_list(values.get(side))]


def series_of(values) -> str:
    """The name without the number; only an edition needs a series."""
    if not values.get("edition"):
        return ""
    return (values.get("series") or without_number(values.get("title") or ""))[:300]


def without_number(title) -> str:
    first, _space, rest = title.partition(" ")
    is_number = roman(first) is not None or first[:1].isdigit()
    return rest[:1].upper() + rest[1:] if is_number else title


def known_series(draft, title):
    if not title:
        return None
    return next((each for each in known.rows(EventSeries, draft) if matching.same_series(each.title, title)), None)


def decided(draft, kind):
    return draft.document.drafts.filter(kind=kind, object_id__isnull=False).exclude(pk=draft.pk)


def told_as(draft, kind, reference):
    """The record that another draft of the same document became; the reference is its id or title."""
    if not reference:
        return None
    for other in decided(draft, kind):
        if reference in (other.values.get("id"), other.values.get("title")):
            return other.record
    return None


def named_among(draft, kind, key, names):
    wanted = {matching.key(name) for name in names}
    if not wanted:
        return []
    return [
        other.record
        for other in decided(draft, kind)
        if matching.key(other.values.get(key) or "") in wanted and other.record
    ]


def commitment(draft, values):
    about = as_list(values.get("about"))
    is_problem = draft.kind == DraftKind.PROBLEM
    return {
        "text": values.get("text"),
        "kind": CommitmentKind.PROBLEM if is_problem else CommitmentKind.TASK,
        "status": "open",
        "due": typed(values.get("year")),
        "reason": values.get("cause"),
        "city": pk(known.city_named(str(about[0]))) if about else None,
        "event": pk(told_as(draft, DraftKind.EVENT, values.get("event"))),
    }


def outcome(draft, values):
    record = told_as(draft, DraftKind.EVENT, values.get("event"))
    date = as_typed(record.date) if record else str(draft.document.year or "")
    return {"text": values.get("text"), "event": pk(record), "date": date}


INITIAL = {
    DraftKind.PLACE: place,
    DraftKind.ORGANISATION: organisation,
    DraftKind.PERSON: person,
    DraftKind.AGREEMENT: agreement,
    DraftKind.EVENT: event,
    DraftKind.PROBLEM: commitment,
    DraftKind.PLAN: commitment,
    DraftKind.OUTCOME: outcome,
}
