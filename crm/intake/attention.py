"""Which fields of a draft's form a person should look at first, and what to say of each."""

from django.utils import timezone
from django.utils.translation import gettext as _

from crm.events.models import EventStatus
from crm.intake import titles
from crm.intake.models import DraftKind
from crm.intake.sketches import as_list, date_of
from crm.intake.wording import TITLE_FAULTS


def attention(draft, form) -> dict[str, str]:
    """{field: sentence}, in the order of the form."""
    said = dict(NOTED.get(draft.kind, nothing)(draft.values, form))
    for name, field in form.fields.items():
        if field.required and form.initial.get(name) in (None, "", []) and not field.widget.is_hidden:
            said.setdefault(name, _("The report does not say it: please fill it in."))
    return {name: said[name] for name in form.fields if name in said}


def point_out(draft, form) -> None:
    """The fields that need attention come first, each with its sentence."""
    said = attention(draft, form)
    form.order_fields([*said, *(name for name in form.fields if name not in said)])
    for name, sentence in said.items():
        form.fields[name].help_text = sentence
        form.fields[name].widget.attrs["data-attention"] = ""


def nothing(values, form):
    return ()


def quoted(words) -> str:
    return _("The report says “%(words)s”: please choose.") % {"words": "; ".join(map(str, words))}


def unresolved(form, name, words):
    """What the report names and no record answers to."""
    if words and not form.initial.get(name):
        yield name, quoted(words)


def titled(name, title):
    """What reads badly in a calendar or a register."""
    faults = titles.faults(title or "")
    if faults:
        yield name, " ".join(str(TITLE_FAULTS[fault]) for fault in faults)


def dated(form, name, value):
    if value and not date_of(value).is_known:
        yield name, quoted([value])
    elif not value:
        yield name, _("The report gives no date.")


def of_place(values, form):
    yield from unresolved(form, "city", as_list(values.get("name_ru")))


def of_organisation(values, form):
    if titles.has_open_quotes(values.get("name_ru") or ""):
        yield "name", TITLE_FAULTS["quotes"]
    yield from unresolved(form, "city", as_list(values.get("city")))


def of_person(values, form):
    if not form.initial.get("given_name"):
        yield "given_name", _("The report gives the family name only.")
    if not form.initial.get("post_title"):
        yield "post_title", _("The report does not say it: please fill it in.")
    yield from unresolved(form, "post_city", as_list(values.get("city")))


def of_agreement(values, form):
    if titles.has_open_quotes(values.get("title") or ""):
        yield "title", TITLE_FAULTS["quotes"]
    if not form.initial.get("sides"):
        yield "sides", _("The report does not say with whom.")
    yield from dated(form, "signed", values.get("date"))


def of_event(values, form):
    yield from titled("title", values.get("title"))
    yield from dated(form, "date", values.get("date"))
    date = date_of(values.get("date"))
    if date.is_known and date.latest < timezone.localdate() and values.get("status") == EventStatus.PLANNED:
        yield "status", _("The date has passed: was it held?")
    if len(as_list(values.get("place"))) == 1:
        yield from unresolved(form, "city", as_list(values.get("place")))
    if len(form.initial.get("cities") or []) < len(as_list(values.get("cities"))):
        yield "cities", quoted(as_list(values.get("cities")))


NOTED = {
    DraftKind.PLACE: of_place,
    DraftKind.ORGANISATION: of_organisation,
    DraftKind.PERSON: of_person,
    DraftKind.AGREEMENT: of_agreement,
    DraftKind.EVENT: of_event,
}
