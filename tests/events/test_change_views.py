import pytest
from django.urls import reverse

from crm.dates import parse
from crm.events.models import EventStatus
from tests.factories import EventFactory

JSON = {"Accept": "application/json"}


@pytest.fixture
def event(department):
    return EventFactory(department=department, title="Форум", date=parse("17.11.2090"), status=EventStatus.PLANNED)


def url(name, event, *args):
    return reverse(f"events:event-{name}", args=[event.pk, *args])


def messages_of(response):
    return list(response.context["messages"])


def undo_of(response):
    (message,) = messages_of(response)
    return message.extra_tags.removeprefix("undo:")


def test_status_moves_on_and_back(specialist_client, event):
    response = specialist_client.post(url("status", event), {"status": "confirmed"}, follow=True)
    event.refresh_from_db()
    assert event.status == EventStatus.CONFIRMED
    specialist_client.post(undo_of(response))
    event.refresh_from_db()
    assert (event.status, event.sequence) == (EventStatus.PLANNED, 2)


@pytest.mark.parametrize("status", ["held", "written_up", "nonsense", ""])
def test_status_that_cannot_be_is_refused(specialist_client, event, status):
    response = specialist_client.post(url("status", event), {"status": status}, follow=True)
    event.refresh_from_db()
    assert event.status == EventStatus.PLANNED
    assert [message.level_tag for message in messages_of(response)] == ["error"]


def test_postponed_keeps_the_old_date(specialist_client, event):
    data = {"date": "май 2091", "reason": "паводок"}
    response = specialist_client.post(url("postpone", event), data, follow=True)
    event.refresh_from_db()
    assert (event.status, event.date.edtf, event.former_date.edtf) == ("postponed", "2091-05", "2090-11-17")
    assert "паводок" in response.content.decode()
    specialist_client.post(undo_of(response))
    event.refresh_from_db()
    assert (event.status, event.date.edtf, event.former_date.is_known) == ("planned", "2090-11-17", False)


def test_cancelling_asks_for_the_reason(specialist_client, event):
    response = specialist_client.post(url("cancel", event), {"reason": ""})
    assert response.status_code == 422
    assert response.context["cancel_form"].errors
    specialist_client.post(url("cancel", event), {"reason": "карантин"})
    event.refresh_from_db()
    assert (event.status, event.reason) == ("cancelled", "карантин")


def test_moved_by_the_form(specialist_client, event):
    specialist_client.post(url("move", event), {"date": "18.11.2090"})
    event.refresh_from_db()
    assert event.date.edtf == "2090-11-18"


def test_form_says_what_is_wrong_with_a_date(specialist_client, event):
    response = specialist_client.post(url("move", event), {"date": "когда-нибудь потом"})
    assert response.status_code == 422
    assert response.context["move_form"].errors


def test_moved_by_dragging_and_undone(specialist_client, event):
    answer = specialist_client.post(url("move", event), {"date": "2090-11-20/2090-11-22"}, headers=JSON).json()
    event.refresh_from_db()
    assert event.date.edtf == "2090-11-20/2090-11-22"
    assert "Форум" in answer["text"]
    assert "text" in specialist_client.post(answer["undo_url"], headers=JSON).json()
    event.refresh_from_db()
    assert event.date.edtf == "2090-11-17"


def test_dragging_with_a_wrong_date_is_explained(specialist_client, event):
    response = specialist_client.post(url("move", event), {"date": "2090-02-31"}, headers=JSON)
    assert response.status_code == 400
    assert response.json()["error"]


def test_undo_leaves_other_changes_alone(specialist_client, event):
    version = event.history.first().history_id
    event.title, event.date = "Новый форум", parse("18.11.2090")
    event.save()
    specialist_client.post(url("undo", event, version))
    event.refresh_from_db()
    assert (event.title, event.date.edtf) == ("Новый форум", "2090-11-17")


def test_undo_knows_only_versions_of_this_event(specialist_client, event, department):
    other = EventFactory(department=department)
    version = other.history.first().history_id
    assert specialist_client.post(url("undo", event, version)).status_code == 404


def test_foreign_event_cannot_be_moved(foreigner_client, event):
    for name in ("status", "move", "postpone", "cancel"):
        assert foreigner_client.post(url(name, event), {"date": "2090-11-18"}).status_code == 404
    event.refresh_from_db()
    assert event.date.edtf == "2090-11-17"


def test_changes_are_posted(specialist_client, event):
    for name in ("status", "move", "postpone", "cancel"):
        assert specialist_client.get(url(name, event)).status_code == 405
