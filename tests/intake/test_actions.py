import pytest

from crm.agreements.models import Agreement
from crm.events.models import Event, EventSeries, Outcome
from crm.intake import actions, known
from crm.intake.bulk import accept_all
from crm.intake.models import Draft, DraftState
from crm.partners.models import Organisation, Partnership, Person, Post, Tenure
from crm.plans.models import Commitment
from tests import factories

pytestmark = pytest.mark.django_db
RECORDS = (Partnership, Organisation, Person, Post, Tenure, Agreement, EventSeries, Event, Commitment, Outcome)


def counts():
    return {model.__name__: model.objects.present().count() for model in RECORDS}


def test_another_conversion_is_a_near_duplicate_and_adds_nothing(receive, document, specialist):
    accept_all(document, user=specialist, everything=True)
    before = counts()
    other = receive(b"two")
    assert other.near_duplicate_of == document
    count = accept_all(other, user=specialist)
    assert (count.made, count.left) == (0, 0)
    assert counts() == before


def test_everything_accepted_stands_in_records(document, specialist, department, city, home_city):
    count = accept_all(document, user=specialist, everything=True)
    assert (count.made, count.left) == (9, 0)
    assert Partnership.objects.get().relation == "sister"
    tenure = Tenure.objects.get()
    assert str(tenure.person) == "Асанов Б.К." and tenure.post.city == city
    agreement = Agreement.objects.get()
    assert agreement.signed.edtf == "2023-10" and agreement.status == "signed"
    assert {party.city for party in agreement.parties.all()} == {city, home_city}
    tenth, eleventh = Event.objects.order_by("edition")
    assert tenth.series == eleventh.series == EventSeries.objects.get()
    assert tenth.date.edtf == "2023-10" and eleventh.date.edtf == "2024-06"
    assert tenth.city == city and eleventh.city == home_city
    assert list(tenth.people.all()) == [tenure.person] and tenth.organisations.count() == 1
    assert tenth.figures == {"guests": 40}
    assert set(Commitment.objects.values_list("kind", flat=True)) == {"task", "problem"}
    assert Outcome.objects.get().event == tenth


def test_people_are_left_when_asked(document, specialist):
    assert accept_all(document, user=specialist).left >= 1
    assert not Person.objects.exists()


def test_a_news_item_links_to_the_coming_edition(receive, document, specialist, reading):
    accept_all(document, user=specialist, everything=True)
    for kind in ("places", "organisations", "problems", "plans", "outcomes"):
        reading[kind] = []
    reading["events"] = [{**reading["events"][1], "date": None, "title": "ХI приграничная конференция"}]
    reading["people"][0].update(name_nom="Бакыт Асанов", position="мэр")
    news = receive(b"news")
    count = accept_all(news, user=specialist)
    assert (count.made, count.linked) == (0, 2)
    assert news.drafts.get(kind="events").record.edition == 11
    told = news.drafts.get(kind="people")
    assert told.state == DraftState.NEW, "the name is told in full: a person decides"
    assert known.match(told).record == Person.objects.get()


@pytest.mark.parametrize(
    "kind", ["places", "organisations", "people", "agreements", "events", "problems", "plans", "outcomes"]
)
def test_accepting_and_taking_back(draft, specialist, kind):
    before = counts()
    one = draft(kind)
    record = actions.accept(one, user=specialist)
    assert one.state == DraftState.ACCEPTED and one.record == record
    assert counts() != before
    assert actions.undo(one, user=specialist)
    assert counts() == before
    assert Draft.objects.get(pk=one.pk).state == DraftState.NEW


def test_a_draft_is_decided_once(draft, specialist):
    one = draft("places")
    actions.accept(one, user=specialist)
    with pytest.raises(actions.AlreadyDecided):
        actions.reject(one, user=specialist)


def test_an_edited_record_survives_the_undoing(draft, specialist):
    one = draft("events")
    event = actions.accept(one, user=specialist)
    event.venue = "Дворец"
    event.save()
    assert not actions.undo(one, user=specialist)
    assert Event.objects.present().count() == 1


def test_a_linked_record_is_not_touched(draft, specialist, department, city):
    partnership = Partnership.objects.create(department=department, city=city, relation="friendly")
    one = draft("places")
    actions.link(one, partnership, user=specialist)
    actions.undo(one, user=specialist)
    partnership.refresh_from_db()
    assert partnership.deleted_at is None and partnership.relation == "friendly"


def test_the_whole_document_is_taken_back(document, specialist):
    before = counts()
    accept_all(document, user=specialist, everything=True)
    actions.undo_document(document, user=specialist)
    assert counts() == before
    assert not document.drafts.exclude(state=DraftState.NEW).exists()


def test_an_unknown_city_waits_for_a_person(receive, reading, specialist):
    reading["places"][0]["name_ru"] = "Небывалое"
    document = receive()
    with pytest.raises(actions.Incomplete):
        actions.accept(document.drafts.first(), user=specialist)
    assert not Partnership.objects.exists()


def test_a_record_goes_with_the_last_draft_that_tells_of_it(receive, document, specialist):
    before = counts()
    accept_all(document, user=specialist, everything=True)
    other = receive(b"two")
    accept_all(other, user=specialist)
    first = actions.undo_document(document, user=specialist)
    assert first.kept == first.taken_back
    second = actions.undo_document(other, user=specialist)
    assert (second.kept, counts()) == (0, before)


def test_another_conversion_follows_what_a_person_decided_on_the_first(receive, document, specialist, department):
    """Whatever the record is called by now."""
    event = factories.EventFactory(department=department, title="Совсем другое имя")
    draft = document.drafts.filter(kind="events").first()
    actions.link(draft, event, user=specialist)
    again = receive(b"two").drafts.filter(kind="events").first()
    match = known.match(again)
    assert (match.record, match.reason) == (event, "same_passage")


def test_a_loose_likeness_is_left_to_a_person(department, specialist):
    event = factories.EventFactory(department=department, title="Международный инвестиционный форум «Енисей»")
    values = {"title": "Международный форум «Енисей»", "date": event.date.edtf, "status": event.status}
    draft = factories.DraftFactory(document__department=department, values=values, confidence=1)
    assert known.match(draft).record == event
    assert accept_all(draft.document, user=specialist).left == 1
