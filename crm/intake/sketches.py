"""A finding's values as the plain descriptions that `matching` compares; no database."""

from math import log

from crm.dates import ApproximateDate, ApproximateDateError, from_edtf, parse
from crm.intake import matching
from crm.intake.models import DraftKind
from crm.russian import fold


def as_list(value) -> list:
    return [item for item in (value if isinstance(value, list) else [value]) if item]


def date_of(value) -> ApproximateDate:
    """EDTF as the extraction gives it; words are read too; what is neither is unknown."""
    text = str(value or "").strip()
    for read in (from_edtf, parse):
        try:
            return read(text)
        except ApproximateDateError:
            continue
    return ApproximateDate.unknown()


def event_sketch(values):
    return matching.EventSketch(
        title=values.get("title") or "",
        date=date_of(values.get("date")),
        edition=values.get("edition"),
        series=values.get("series") or "",
        cities=frozenset(fold(str(name)) for name in as_list(values.get("cities"))),
        kind=values.get("kind") or "",
        is_ahead=values.get("status") in ("planned", "postponed"),
    )


def person_sketch(values):
    places = {fold(place) for place in (values.get("city"),) if place}
    return matching.person_of(values.get("name_nom") or "", values.get("surname") or "", places)


def agreement_sketch(values, parties=(), home=""):
    return matching.AgreementSketch(
        title=values.get("title") or "",
        kind=values.get("kind") or "",
        date=date_of(values.get("date")),
        parties=tuple(parties),
        home=home,
        is_signing=values.get("status") in (None, "signed"),
    )


def same_place(values, other):
    return all(
        fold(str(values.get(key) or "")) == fold(str(other.get(key) or "")) for key in ("name_ru", "country_iso")
    )


def same_organisation(values, other):
    names = (values.get("name_ru") or "", values.get("city"), other.get("name_ru") or "", other.get("city"))
    return matching.same_organisation(*names).score == 1


def same_person(values, other):
    return matching.same_person(person_sketch(values), person_sketch(other)).score >= 0.9


def same_agreement(values, other):
    """The very paper: one title, one date, and the same cities where both name them."""
    one, another = (agreement_sketch(each, map(str, as_list(each.get("parties")))) for each in (values, other))
    return one.date == another.date and matching.same_agreement(one, another).score >= 0.97


def same_event(values, other):
    """Titles alike are not enough within one report: it holds a contest in March and another in May, here and there."""
    one, another = event_sketch(values), event_sketch(other)
    if one.edition and one.edition == another.edition:
        return bool(matching.same_event(one, another)) and not matching.apart_in_time(one.date, another.date)
    same_setting = one.cities == another.cities and one.date == another.date and one.is_ahead == another.is_ahead
    return same_setting and matching.same_event(one, another).score >= 0.97


def same_words(values, other):
    return matching.same_text(values.get("text") or "", other.get("text") or "").score >= 0.97


SAME = {
    DraftKind.PLACE: same_place,
    DraftKind.ORGANISATION: same_organisation,
    DraftKind.PERSON: same_person,
    DraftKind.AGREEMENT: same_agreement,
    DraftKind.EVENT: same_event,
}


def same_fact(kind, values, other) -> bool:
    """Whether one report tells the same twice."""
    return SAME.get(kind, same_words)(values, other)


def keys(kind, values) -> set:
    """Two findings may tell the same only where they share a key: so a long report need not compare all with all."""
    return KEYS.get(kind, keys_of_words)(values)


def keys_of_event(values):
    one = event_sketch(values)
    setting = (one.cities, one.date.edtf, one.is_ahead)
    return {setting, ("edition", one.edition)} if one.edition else {setting}


def keys_of_words(values):
    """Texts so alike are of almost the same length: of one step or of neighbouring ones."""
    step = int(log(len(matching.key(values.get("text") or "")) + 1) / 0.065)
    return {step, step + 1}


KEYS = {
    DraftKind.PLACE: lambda values: {fold(str(values.get("name_ru") or ""))},
    DraftKind.ORGANISATION: lambda values: {tuple(sorted(matching.words(values.get("name_ru") or "")))},
    DraftKind.PERSON: lambda values: {fold(person_sketch(values).family_name)},
    DraftKind.AGREEMENT: lambda values: {date_of(values.get("date")).edtf},
    DraftKind.EVENT: keys_of_event,
}
