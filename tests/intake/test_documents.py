"""Across real documents: another conversion adds nothing, a news item finds what the report brought."""

import pytest
from django.core.files import File

from crm.agreements.models import Agreement
from crm.events.models import Event
from crm.intake import known, receiving, updates
from crm.intake.bulk import accept_all
from crm.intake.models import DraftKind
from crm.partners.models import Partnership, Person
from crm.places.actions import load_world
from tests.intake.test_actions import counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_seed(seeds, department, specialist):
    load_world()

    def read_seed(number):
        path = next(seeds.glob(f"{number}_*"))
        with path.open("rb") as stream:
            document = receiving.receive(File(stream, name=path.name), department=department, user=specialist)
        receiving.read(document.pk)
        document.refresh_from_db()
        return document

    return read_seed


def matches(document, kind):
    drafts = list(document.drafts.filter(kind=kind))
    for draft in drafts:
        draft.document = document
    return [(draft, known.match(draft)) for draft in drafts]


@pytest.fixture
def report(read_seed, specialist):
    document = read_seed("001")
    accept_all(document, user=specialist, everything=True)
    return document


def test_the_other_conversion_of_a_report_adds_no_record(report, read_seed, specialist):
    before = counts()
    other = read_seed("000")
    assert other.near_duplicate_of == report
    found = [(draft, match) for kind in DraftKind for draft, match in matches(other, kind)]
    assert [str(draft) for draft, match in found if match.record is None] == []
    count = accept_all(other, user=specialist)
    assert count.made == 0 and counts() == before
    assert count.linked >= 0.9 * len(found), "the rest differs and waits for a person"


def test_a_news_item_finds_what_the_report_brought(report, read_seed, specialist):
    news = read_seed("004")
    assert news.near_duplicate_of is None
    events = {match.record for _draft, match in matches(news, "events") if match.record}
    assert Event.objects.get(edition=11) in events
    mayor = next(draft for draft in news.drafts.filter(kind="people") if draft.values["surname"] == "Логинов")
    mayor.document = news
    person = Person.objects.get(family_name="Логинов")
    assert known.match(mayor).record == person
    assert "Владислав А." in {change.new for change in updates.changes(mayor, person)}
    papers = {match.record for _draft, match in matches(news, "agreements")}
    assert papers == {Agreement.objects.get(kind="memorandum", signed_earliest="2023-10-01")}
    ties = {match.record for _draft, match in matches(news, "places") if match.record}
    assert Partnership.objects.get(city__name_ru="Джалал-Абад") in ties


def test_editions_are_of_one_series(report):
    tenth, eleventh = (Event.objects.get(edition=number) for number in (10, 11))
    assert tenth.series == eleventh.series and tenth.series is not None
