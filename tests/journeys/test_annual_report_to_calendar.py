"""The main job: a real report in, its drafts reviewed, a calendar out; the same report again adds nothing."""

import urllib.request

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from icalendar import Calendar

from crm.accounts.roles import Role
from crm.agreements.models import Agreement
from crm.events.models import Event
from crm.intake.models import Document, Draft, DraftState
from crm.partners.models import Tenure
from crm.places.actions import load_world
from crm.places.models import City
from tests import factories
from tests.conftest import member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECORDS = [
    "partners.Partnership", "partners.Organisation", "partners.Person", "partners.Post", "partners.Tenure",
    "agreements.Agreement", "events.Event", "events.EventSeries", "events.Outcome", "plans.Commitment",
]  # fmt: skip
MOST_KEYS = 1.2  # for each draft of a report


@pytest.fixture
def user(db):
    load_world()
    home = City.objects.get(name_ru="Красноярск", country__code="RU")
    return member(factories.DepartmentFactory(city=home), Role.SPECIALIST)


def upload(page, path):
    page.goto(reverse("intake:document-create"))
    page.set_input_files("input[type=file]", path)
    page.click("main form button.btn-primary")
    page.wait_for_load_state("networkidle")


def accept_everything(page):
    """By the keyboard alone: link what is known, accept the rest. With nothing to correct, a key a draft is enough."""
    document = Document.objects.latest("pk")
    page.goto(reverse("intake:document-detail", args=[document.pk]))
    drafts = Draft.objects.filter(document=document)
    pressed = 0
    while drafts.filter(state=DraftState.NEW).exists():
        with page.expect_navigation():
            page.keyboard.press("l" if page.locator("[data-key=KeyL]").count() else "a")
        pressed += 1
        assert pressed <= MOST_KEYS * drafts.count()


def counted():
    return {name: apps.get_model(name).objects.present().count() for name in RECORDS}


def test_annual_report_to_calendar(page, sign_in, user, seeds, live_server):
    first, second = sorted(seeds.glob("001_*"))[0], sorted(seeds.glob("000_*"))[0]
    sign_in(user)

    upload(page, first)
    accept_everything(page)

    conference = Event.objects.get(edition=11, series__isnull=False)
    assert conference.date.edtf == "2024-06"
    page.goto(reverse("events:calendar") + "?date=2024-06-01")
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("Российско-Киргизская межрегиональная конференция").count() > 0
    memorandum = Agreement.objects.filter(kind="memorandum", signed_earliest="2023-10-01")
    assert any("Джалал-Абад" in f"{row.title} {row.party_words}" for row in memorandum)
    akim = Tenure.objects.get(person__family_name="Гайса")
    assert "аким" in akim.post.title
    assert akim.post.city.name_ru == "Кокшетау"

    page.goto(reverse("feeds:subscription-create"))
    page.fill("[name=name]", "Телефон")
    page.click("main form button.btn-primary")
    link = page.input_value("#link-https")
    # A feed goes back one year, so it is read as it would have been in the spring before the conference.
    with time_machine.travel("2024-05-01"), urllib.request.urlopen(link) as answer:
        calendar = Calendar.from_ical(answer.read())
    entries = {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}
    summary = next(text for text in entries if conference.title in text)
    assert "июнь 2024" in summary
    assert entries[summary]["STATUS"] == "TENTATIVE"
    dated = Event.objects.present().filter(ends_on__gte="2023-05-01", date__regex=r"^\d{4}-")
    assert len(entries) >= dated.exclude(status__in=["cancelled", "failed"]).count()

    before = counted()
    upload(page, second)
    accept_everything(page)
    assert counted() == before
    assert page.said == []
