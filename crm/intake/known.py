"""Which records of the department a draft may stand for: known, new, or one of several."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q

from crm.agreements.models import Agreement
from crm.events.models import TO_COME, Event, Outcome
from crm.intake import matching
from crm.intake.models import Draft, DraftKind
from crm.intake.sketches import agreement_sketch, as_list, date_of, event_sketch, person_sketch
from crm.partners.models import Organisation, Partnership, Person
from crm.places.models import City, Country
from crm.plans.models import Commitment, CommitmentKind
from crm.russian import fold, letters

CLOSE = 0.04  # two likenesses so near that a person must choose
SURE = 0.8
SHOWN = 6


@dataclass(frozen=True)
class Match:
    """`record` where it is known which; `candidates` where it is one of several."""

    record: object = None
    reason: str = ""
    candidates: list = field(default_factory=list)

    @property
    def is_new(self):
        return self.record is None and not self.candidates


def match(draft: Draft) -> Match:
    if record := told_before(draft):
        return Match(record, "same_passage")
    found = sorted(FINDERS[draft.kind](draft), key=lambda pair: -pair[0].score)
    found = [(likeness, record) for likeness, record in found if not is_taken(draft, record, likeness)]
    if not found:
        return Match()
    best, record = found[0]
    rivals = [other for likeness, other in found if best.score - likeness.score < CLOSE]
    if best.score >= SURE and len(rivals) == 1:
        return Match(record, best.reason)
    return Match(None, best.reason, [other for _likeness, other in found[:SHOWN]])


def told_before(draft):
    """What the same sentence of an earlier conversion of this report was taken for."""
    passage = letters("".join(draft.passages[:1]))
    same = draft.document.decided_before.get((draft.kind, passage), []) if passage else []
    best = max(same, key=lambda other: matching.similarity(str(draft), str(other)), default=None)
    if best is None or len(same) > 1 and matching.similarity(str(draft), str(best)) < SURE:
        return None
    return best.record if best.record and best.record.deleted_at is None else None


def is_taken(draft, record, likeness):
    """One report tells one thing once: a record another draft of it stands for is taken, unless surely the same."""
    if draft.kind in (DraftKind.PLACE, DraftKind.ORGANISATION, DraftKind.PERSON) or likeness.score >= 0.99:
        return False
    others = draft.document.drafts.filter(kind=draft.kind, object_id=record.pk).exclude(pk=draft.pk)
    return others.exists()


def city_named(name, country_code=None):
    """The largest city of the name or alias; the country decides between namesakes."""
    if not name:
        return None
    cities = City.objects.select_related("country").order_by("-population", "pk")
    if country_code:
        cities = cities.filter(country__code=country_code)
    spellings = {name, name.replace("ё", "е"), name.replace("Ё", "Е")}
    return cities.filter(name_ru__in=spellings).first() or city_by_alias(cities, name)


def city_by_alias(cities, name):
    wanted = fold(name)
    for city in cities.matching(name)[:20]:
        if wanted in (fold(known) for known in (city.name_ru, city.name_en, *city.aliases)):
            return city
    return None


def cities_named(names, codes=()):
    """Cities of a list of names, sought first in the countries the same finding names."""
    found = []
    for name in as_list(names):
        in_countries = (city_named(name, code) for code in codes)
        city = next((city for city in in_countries if city), None) or city_named(name)
        if city and city not in found:
            found.append(city)
    return found


def cities_within(text, department):
    """The cities that a text names in any case, of those the department deals with; the home city too."""
    stems = {matching.stem(word) for word in matching.words(text)}
    partnerships = Partnership.objects.present().filter(department=department).select_related("city")
    cities = [department.city, *(partnership.city for partnership in partnerships)]
    return [city for city in cities if stems >= {matching.stem(word) for word in matching.words(city.name_ru)}]


def sides_of(draft):
    """The parties as the report names them, else the cities of the title, else those of its sentence."""
    parties = [str(party) for party in as_list(draft.values.get("parties"))]
    department = draft.document.department
    for text in (draft.values.get("title") or "", *draft.passages[:1]):
        if parties:
            break
        cities = cities_within(text, department)
        parties = [city.name_ru for city in cities] if set(cities) - {department.city} else []
    return parties


def country_of(values):
    code = values.get("country_iso")
    return Country.objects.filter(code=code).first() if code else None


def rows(model, draft):
    return model.objects.present().filter(department_id=draft.document.department_id)


def likely(pairs):
    return [(likeness, record) for likeness, record in pairs if likeness]


def find_places(draft):
    city = city_named(draft.values.get("name_ru"), draft.values.get("country_iso"))
    known = rows(Partnership, draft).filter(city=city) if city else []
    return [(matching.Likeness(1, "city"), partnership) for partnership in known]


def find_organisations(draft):
    name, city = draft.values.get("name_ru") or "", draft.values.get("city")
    return likely(
        (matching.same_organisation(name, city, record.name, record.city and record.city.name_ru), record)
        for record in holding_words(rows(Organisation, draft), name).select_related("city")
    )


def find_people(draft):
    wanted = person_sketch(draft.values)
    people = rows(Person, draft).filter(family_name__in={wanted.family_name, wanted.family_name.replace("ё", "е")})
    return likely((matching.same_person(wanted, sketch_of_person(person)), person) for person in people)


def sketch_of_person(person):
    posts = [tenure.post for tenure in person.tenures.present().select_related("post__city")]
    places = frozenset(fold(post.city.name_ru) for post in posts if post.city)
    return matching.PersonSketch(person.family_name, person.given_name, person.patronymic, places)


def find_agreements(draft):
    home = draft.document.department.city.name_ru
    wanted = agreement_sketch(draft.values, sides_of(draft), home)
    known = rows(Agreement, draft).prefetch_related("parties__city", "parties__organisation")
    return likely((matching.same_agreement(wanted, sketch_of_agreement(each, home)), each) for each in known)


def sketch_of_agreement(agreement, home):
    parties = tuple(str(party) for party in agreement.parties.all())
    return matching.AgreementSketch(agreement.title, agreement.kind, agreement.signed, parties, home)


def holding_words(records, text):
    """Records that hold one of the two longest words of a text: whatever is alike enough does."""
    longest = sorted(matching.words(text), key=len)[-2:]
    found = records.none()
    for word in longest:
        found = found | records.matching(word)
    return found


def find_events(draft):
    wanted = event_sketch(draft.values)
    events = rows(Event, draft)
    alike = holding_words(events, wanted.title)
    if wanted.date.is_known and not wanted.edition:
        year = datetime.timedelta(days=366)
        near = Q(starts_on__lte=wanted.date.latest + year, ends_on__gte=wanted.date.earliest - year)
        alike = alike.filter(near | Q(starts_on=None))
    if wanted.edition:
        alike = alike | events.filter(edition=wanted.edition, series__isnull=False)
    found = alike.select_related("series").prefetch_related("cities")
    return likely((matching.same_event(wanted, sketch_of_event(event)), event) for event in found)


def sketch_of_event(event):
    cities = frozenset(fold(city.name_ru) for city in event.cities.all())
    series = event.series.title if event.series else ""
    ahead = event.status in TO_COME
    return matching.EventSketch(event.title, event.date, event.edition, series, cities, event.kind, ahead)


def find_commitments(draft):
    kind = CommitmentKind.PROBLEM if draft.kind == DraftKind.PROBLEM else CommitmentKind.TASK
    due, text = date_of(draft.values.get("year")), draft.values.get("text") or ""
    return likely(
        (matching.same_text(text, record.text), record)
        for record in holding_words(rows(Commitment, draft).filter(kind=kind), text)
        if not matching.apart_in_time(due, record.due)
    )


def find_outcomes(draft):
    text = draft.values.get("text") or ""
    return likely(
        (matching.same_text(text, record.text), record) for record in holding_words(rows(Outcome, draft), text)
    )


FINDERS = {
    DraftKind.PLACE: find_places,
    DraftKind.ORGANISATION: find_organisations,
    DraftKind.PERSON: find_people,
    DraftKind.AGREEMENT: find_agreements,
    DraftKind.EVENT: find_events,
    DraftKind.PROBLEM: find_commitments,
    DraftKind.PLAN: find_commitments,
    DraftKind.OUTCOME: find_outcomes,
}
