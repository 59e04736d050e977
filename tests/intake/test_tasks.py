"""Reading in the background: a worker, none, a killed one, two at once."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from crm.intake import receiving, tasks
from crm.intake.models import Document
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection(monkeypatch, request):
    """Between two tasks a worker drops its connection, and with it the transaction in which a test would be undone."""
    if not request.node.get_closest_marker("django_db").kwargs.get("transaction"):
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def waiting(department, specialist, reading, city, monkeypatch):
    """A document that is too long to be read at once."""
    monkeypatch.setattr(receiving, "READ_AT_ONCE", 10)
    file = SimpleUploadedFile("report.txt", b"one")
    document = receiving.receive(file, department=department, user=specialist)
    tasks.read_soon(document)
    document.refresh_from_db()
    return document


def work():
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def test_a_long_text_waits_for_a_worker(waiting):
    assert waiting.state == "received" and not waiting.drafts.exists()
    work()
    waiting.refresh_from_db()
    assert waiting.state == "read" and waiting.drafts.count() == 9


def test_the_page_shows_it_and_loads_itself_anew(waiting, specialist_client):
    html = specialist_client.get(waiting.get_absolute_url()).content.decode()
    address = reverse("intake:document-reading", args=[waiting.pk])
    assert f'hx-get="{address}"' in html and '<meta http-equiv="refresh"' in html
    assert "HX-Refresh" not in specialist_client.get(address).headers
    work()
    assert specialist_client.get(address).headers["HX-Refresh"] == "true"
    assert "hx-get" not in specialist_client.get(waiting.get_absolute_url()).content.decode()


def test_the_upload_of_a_long_report_answers_at_once(waiting, specialist_client, department):
    file = SimpleUploadedFile("other.txt", b"two")
    data = {"file": file, "department": department.pk}
    response = specialist_client.post(reverse("intake:document-create"), data, follow=True)
    assert response.status_code == 200
    assert Document.objects.latest("pk").state == "received" and DBTaskResult.objects.count() == 2


def test_two_workers_make_no_draft_twice(waiting):
    assert receiving.read(waiting.pk)
    assert not receiving.read(waiting.pk)
    work()
    assert waiting.drafts.count() == 9


def begun(document, *, minutes, readings=1):
    since = timezone.now() - datetime.timedelta(minutes=minutes)
    Document.objects.filter(pk=document.pk).update(state="reading", reading_since=since, readings=readings)


def test_what_another_worker_reads_is_left_to_it_for_a_while(waiting):
    begun(waiting, minutes=1)
    work()
    assert not waiting.drafts.exists()


def test_what_a_killed_worker_left_is_taken_up_when_the_server_starts(waiting):
    DBTaskResult.objects.update(status="RUNNING")
    begun(waiting, minutes=1)
    tasks.resume()
    work()
    assert not waiting.drafts.exists(), "another server may be at it"
    tasks.resume(everything=True)
    work()
    waiting.refresh_from_db()
    assert waiting.state == "read" and waiting.drafts.count() == 9


def test_a_worker_that_comes_too_late_writes_nothing(waiting, monkeypatch):
    findings = receiving.findings

    def taken_over_meanwhile(document):
        Document.objects.filter(pk=document.pk).update(reading_since=timezone.now())
        return findings(document)

    monkeypatch.setattr(receiving, "findings", taken_over_meanwhile)
    assert not receiving.read(waiting.pk)
    assert not waiting.drafts.exists()


def test_what_ends_every_worker_is_given_up(waiting, specialist_client):
    begun(waiting, minutes=30, readings=receiving.MOST_READINGS)
    tasks.resume()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.failure) == ("failed", "interrupted")
    html = specialist_client.get(waiting.get_absolute_url()).content.decode()
    assert reverse("intake:document-read-again", args=[waiting.pk]) in html


def test_a_failed_reading_can_be_tried_again(waiting, specialist_client, monkeypatch):
    def breaks(text, city=None, year=None):
        raise RecursionError

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "extract", breaks)
        work()
    waiting.refresh_from_db()
    assert waiting.failure == "unreadable" and waiting.file.read() == b"one"
    specialist_client.post(reverse("intake:document-read-again", args=[waiting.pk]))
    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.failure) == ("read", "") and waiting.drafts.count() == 9


def test_what_a_person_decided_is_never_read_away(waiting, specialist_client, specialist):
    work()
    draft = waiting.drafts.first()
    specialist_client.post(reverse("intake:draft-reject", args=[draft.pk]))
    specialist_client.post(reverse("intake:document-read-again", args=[waiting.pk]))
    assert waiting.drafts.get(pk=draft.pk).state == "rejected"


def test_without_a_worker_the_page_offers_to_read_now(waiting, specialist_client):
    begun(waiting, minutes=5)
    html = specialist_client.get(reverse("intake:document-reading", args=[waiting.pk])).content.decode()
    assert reverse("intake:document-read-again", args=[waiting.pk]) in html


@pytest.mark.django_db(transaction=True)
def test_the_thread_of_the_one_process_reads(department, specialist, reading, city, monkeypatch, settings):
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("the test database lives in the memory of one thread")
    monkeypatch.setattr(receiving, "READ_AT_ONCE", 10)
    document = receiving.receive(SimpleUploadedFile("a.txt", b"one"), department=department, user=specialist)
    tasks.read_soon(document)
    tasks.worker(batch=True).run()
    document.refresh_from_db()
    assert document.state == "read"


def test_the_page_tells_how_much_is_read(waiting, specialist_client):
    """By the pace at which the last long text was read: here two seconds for a thousand letters."""
    Document.objects.filter(pk=factories.DocumentFactory().pk).update(pace=2)
    Document.objects.filter(pk=waiting.pk).update(text="а" * 60_000)
    address = reverse("intake:document-reading", args=[waiting.pk])
    assert "<progress" in specialist_client.get(address).content.decode()
    begun(waiting, minutes=1)
    assert 'max="100" value="50"' in specialist_client.get(address).content.decode()
    assert 'max="100" value="50"' in specialist_client.get(waiting.get_absolute_url()).content.decode()
    begun(waiting, minutes=9)
    assert 'max="100" value="99"' in specialist_client.get(address).content.decode()


def test_a_long_reading_leaves_its_pace(waiting):
    work()
    waiting.refresh_from_db()
    assert 0 < waiting.pace < 1000
