"""The admin neither shows nor accepts records of departments of others."""

import pytest
from django.urls import reverse

from crm.events.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff_client(administrator, administrator_client):
    administrator.is_staff = True
    administrator.save()
    return administrator_client


@pytest.mark.parametrize("field", ["series", "parent", "people", "organisations", "agreements"])
def test_a_foreign_record_is_no_choice(staff_client, department, foreign_department, field):
    made = {
        "series": factories.EventSeriesFactory, "parent": factories.EventFactory, "people": factories.PersonFactory,
        "organisations": factories.OrganisationFactory, "agreements": factories.AgreementFactory,
    }[field]  # fmt: skip
    event = factories.EventFactory(department=department)
    address = reverse("admin:events_event_change", args=[event.pk])
    base = {"department": department.pk, "title": "Изменено", "kind": "forum", "status": "held", "format": "unknown"}
    base |= {"figures": "{}", "date": "2024"}
    own = staff_client.post(address, {**base, field: made(department=department).pk})
    assert own.status_code == 302, own.context["adminform"].errors
    foreign = staff_client.post(address, {**base, "title": "Чужое", field: made(department=foreign_department).pk})
    assert field in foreign.context["adminform"].errors
    assert Event.objects.get(pk=event.pk).title == "Изменено"
