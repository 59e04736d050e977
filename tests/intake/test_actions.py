import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.agreements.models import Agreement
from crm.events.models import Event, EventSeries, Outcome
from crm.extraction import ReadingError
from crm.intake import actions
from crm.intake.models import Document, Draft, DraftState
from crm.partners.models import Organisation, Partnership, Person, Post, Tenure
from crm.plans.models import Commitment

pytestmark = pytest.mark.django_db
RECORDS = (Partnership, Organisation, Person, Post, Tenure, Agreement, EventSeries, Event, Commitment, Outcome)


def counts():
    return {model.__name__: model.objects.present().count() for model in RECORDS}


def test_receiving_keeps_the_file_and_makes_drafts_once(document, home_city):
    assert document.state == "read" and document.year == 2023 and document.home_city == home_city
    assert document.file.read() == b"one"
    kinds = list(document.drafts.values_list("kind", flat=True))
    assert kinds == [
        "places",
        "organisations",
        "people",
        "agreements",
        "events",
        "events",
        "plans",
        "problems",
        "outcomes",
    ]
    assert document.drafts.first().passages == ["Джалал-Абад стал побратимом."]


def test_the_same_bytes_are_received_once(receive, document):
    with pytest.raises(actions.AlreadyReceived) as earlier:
        receive()
    assert earlier.value.document == document
    assert Document.objects.count() == 1


def test_another_conversion_is_a_near_duplicate_and_adds_nothing(receive, document, specialist):
    actions.accept_all(document, user=specialist)
    before = counts()
    other = receive(b"two")
    assert other.near_duplicate_of == document
    count = actions.accept_all(other, user=specialist)
    assert (count.made, count.left) == (0, 0)
    assert counts() == before


@pytest.mark.parametrize("code", ["empty", "too_large", "unknown_format", "zip_bomb"])
def test_what_is_no_report_is_not_kept(receive, monkeypatch, code):
    monkeypatch.setattr(actions, "read_file", failing(code))
    with pytest.raises(ReadingError):
        receive()
    assert not Document.objects.exists()


@pytest.mark.parametrize("code", ["damaged", "no_text", "encrypted", "not_russian", "wrong_kind"])
def test_a_failed_reading_keeps_the_file_and_the_reason(receive, monkeypatch, code):
    monkeypatch.setattr(actions, "read_file", failing(code))
    document = receive()
    assert (document.state, document.failure) == ("failed", code)
    assert document.file.read() == b"one"
    assert not document.drafts.exists()


def failing(code):
    def read(name, data):
        raise ReadingError(code)

    return read


def test_an_empty_or_huge_file_is_refused_before_it_is_read(receive, settings):
    with pytest.raises(ReadingError, match="empty"):
        receive(b" \n")
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(ReadingError, match="too_large"):
        receive(b"x" * 11)


def test_everything_accepted_stands_in_records(document, specialist, department, city, home_city):
    count = actions.accept_all(document, user=specialist)
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
    assert actions.accept_all(document, user=specialist, people=False).left == 1
    assert not Person.objects.exists()


def test_a_news_item_links_to_the_coming_edition(receive, document, specialist, reading):
    actions.accept_all(document, user=specialist)
    for kind in ("places", "organisations", "problems", "plans", "outcomes"):
        reading[kind] = []
    reading["events"] = [{**reading["events"][1], "date": None, "title": "ХI приграничная конференция"}]
    reading["people"][0].update(name_nom="Бакыт Асанов", position="мэр")
    news = receive(b"news")
    assert actions.accept_all(news, user=specialist).linked == 3
    assert news.drafts.get(kind="events").record.edition == 11
    assert news.drafts.get(kind="people").record == Person.objects.get()


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
    actions.accept_all(document, user=specialist)
    actions.undo_document(document, user=specialist)
    assert counts() == before
    assert not document.drafts.exclude(state=DraftState.NEW).exists()


def test_an_unknown_city_waits_for_a_person(receive, reading, specialist):
    reading["places"][0]["name_ru"] = "Небывалое"
    document = receive()
    with pytest.raises(actions.Incomplete):
        actions.accept(document.drafts.first(), user=specialist)
    assert not Partnership.objects.exists()


def test_reports_of_another_department_are_no_duplicates(receive, document, foreign_department, foreigner):
    other = actions.receive(SimpleUploadedFile("a.txt", b"one"), department=foreign_department, user=foreigner)
    assert other.near_duplicate_of is None


def test_a_reader_that_breaks_leaves_the_file_and_says_so(receive, monkeypatch):
    def breaks(name, data):
        raise RecursionError

    monkeypatch.setattr(actions, "read_file", breaks)
    assert receive().failure == "unreadable"
