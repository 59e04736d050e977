"""The calendar as a person uses it: look, drag, take it back, change the view, keep the address."""

import datetime

import pytest
from django.utils import timezone

from crm.dates import ApproximateDate
from tests.factories import EventFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def middle():
    return timezone.localdate().replace(day=10)


def test_dragged_to_another_week_and_back(page, sign_in, specialist, department, middle):
    event = EventFactory(department=department, title="Форум побратимов", date=ApproximateDate.day(middle))
    sign_in(specialist)
    page.goto("/events/calendar/")
    bar = page.locator("#calendar a", has_text="Форум побратимов").first
    bar.hover()  # waits until it stands still
    row = page.locator(f"#calendar [data-date='{middle + datetime.timedelta(days=7)}']").first.bounding_box()

    page.mouse.down()
    page.mouse.move(row["x"] + 20, row["y"] + 20, steps=12)
    page.mouse.move(row["x"] + 24, row["y"] + 40, steps=4)
    page.mouse.up()

    page.locator("#calendar-toasts button").first.wait_for()
    event.refresh_from_db()
    assert event.date.earliest == middle + datetime.timedelta(days=7)

    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("#calendar-toasts button").first.click()
    event.refresh_from_db()
    assert event.date.earliest == middle
    assert page.said == []


def test_every_view_opens_and_stays_in_the_address(page, sign_in, reader, department, middle):
    EventFactory(department=department, title="Форум", date=ApproximateDate.month(middle.year, middle.month))
    EventFactory(department=department, title="Юбилей", date=ApproximateDate.year(middle.year))
    sign_in(reader)

    for view in ("month", "list", "year"):
        page.goto(f"/events/calendar/?view={view}")
        page.locator("#calendar .entry-approximate").first.wait_for()
        assert page.locator("#calendar-unsettled a", has_text="Юбилей").count() == 1
        assert f"view={view}" in page.url
    page.goto("/events/calendar/?view=week")
    page.locator("#calendar [data-date]").first.wait_for()
    assert page.said == []


def test_a_click_opens_the_event(page, sign_in, reader, department, middle):
    event = EventFactory(department=department, title="Форум", date=ApproximateDate.day(middle))
    sign_in(reader)
    page.goto("/events/calendar/")
    page.locator("#calendar a", has_text="Форум").first.click()
    page.wait_for_url(f"**{event.get_absolute_url()}")
