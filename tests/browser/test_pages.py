"""Every page a specialist opens: no accessibility fault in light and dark, nothing said in the console."""

import pathlib

import pytest
from django.urls import reverse

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = pathlib.Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RECORDS = [
    factories.PartnershipFactory, factories.OrganisationFactory, factories.PersonFactory, factories.PostFactory,
    factories.AgreementFactory, factories.EventFactory, factories.EventSeriesFactory, factories.DelegationFactory,
    factories.MeetingNoteFactory, factories.CommitmentFactory, factories.PreparationPlanFactory,
    factories.DocumentFactory,
]  # fmt: skip


def addresses(department):
    yield from (
        "desk:home",
        "desk:search",
        "desk:help",
        "events:calendar",
        "feeds:subscription-list",
        "feeds:subscription-create",
    )
    for make in RECORDS:
        record = make(department=department)
        options = record._meta
        stem = getattr(record, "url_stem", options.model_name)
        yield f"{options.app_label}:{stem}-list"
        yield f"{options.app_label}:{stem}-create"
        yield record.get_absolute_url()


def faults(page):
    """[(rule, where)] of axe-core; evaluated, for a script tag of the page would be against its CSP."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [(fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in result["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_quiet(page, sign_in, department, specialist, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in(specialist)
    found = {}

    for name in list(addresses(department)):
        address = name if name.startswith("/") else reverse(name)
        response = page.goto(address)
        page.wait_for_load_state("networkidle")
        problems = [*faults(page), *page.said]
        page.said.clear()
        if problems or response.status != 200:
            found[address] = (response.status, problems)

    assert found == {}


def test_nothing_is_wider_than_a_phone(page, sign_in, department, specialist):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(specialist)
    wide = {}

    for name in list(addresses(department)):
        address = name if name.startswith("/") else reverse(name)
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[address] = width

    assert wide == {}
