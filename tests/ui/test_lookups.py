import pytest
from django.urls import reverse

from crm.events.models import Event
from tests.factories import EventFactory


def test_numbers_too_large_for_a_column_find_nothing(department):
    event = EventFactory(department=department)
    assert list(Event.objects.filter(pk__in=[event.pk, 2**64, -(2**70)])) == [event]


@pytest.mark.parametrize("field", ["cities", "countries", "people", "series"])
def test_a_made_up_number_is_no_choice(specialist_client, department, field):
    data = {"department": department.pk, "title": "Форум", "kind": "forum", "status": "planned", "format": "unknown"}
    page = specialist_client.post(reverse("events:event-create"), {**data, field: "99999999999999999999"})
    assert field in page.context["form"].errors
