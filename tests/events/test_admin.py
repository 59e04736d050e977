import pytest
from django.urls import reverse

from crm.events.models import DelegationMember
from tests.factories import (
    DelegationFactory,
    EventFactory,
    EventSeriesFactory,
    MeetingNoteFactory,
    OutcomeFactory,
)

FACTORIES = {
    "event": EventFactory,
    "eventseries": EventSeriesFactory,
    "delegation": DelegationFactory,
    "meetingnote": MeetingNoteFactory,
    "outcome": OutcomeFactory,
}


@pytest.mark.parametrize("model", FACTORIES)
def test_lists_search_show_and_keep_history(administrator_client, department, foreign_department, model):
    ours, theirs = FACTORIES[model](department=department), FACTORIES[model](department=foreign_department)
    page = administrator_client.get(reverse(f"admin:events_{model}_changelist")).content.decode()
    assert str(ours) in page
    assert str(theirs) not in page
    found = administrator_client.get(reverse(f"admin:events_{model}_changelist"), {"q": str(ours).lower()})
    assert str(ours) in found.content.decode()
    for name in ("change", "history"):
        assert administrator_client.get(reverse(f"admin:events_{model}_{name}", args=[ours.pk])).status_code == 200
    refused = administrator_client.get(reverse(f"admin:events_{model}_change", args=[theirs.pk]))
    assert refused.status_code == 302
    assert administrator_client.get(reverse(f"admin:events_{model}_add")).status_code == 200


@pytest.mark.parametrize("model", ["delegationmember", "programmeitem", "restrictedread"])
def test_parts_are_listed(administrator_client, model):
    assert administrator_client.get(reverse(f"admin:events_{model}_changelist")).status_code == 200


def test_subscriptions_are_listed_without_their_secret(administrator_client):
    assert administrator_client.get(reverse("admin:feeds_feedsubscription_changelist")).status_code == 200


def test_passports_are_not_in_the_admin(administrator_client, department):
    delegation = DelegationFactory(department=department)
    member = DelegationMember.objects.create(delegation=delegation, name="Гость", passport="AN 1234567")
    for url in (
        reverse("admin:events_delegation_change", args=[delegation.pk]),
        reverse("admin:events_delegationmember_change", args=[member.pk]),
    ):
        assert "AN 1234567" not in administrator_client.get(url).content.decode()


def test_deleted_records_are_rescued(administrator_client, department):
    event = EventFactory(department=department)
    event.mark_deleted()
    url = reverse("admin:events_event_changelist")
    administrator_client.post(url, {"action": "restore_records", "_selected_action": [event.pk]})
    event.refresh_from_db()
    assert event.deleted_at is None
