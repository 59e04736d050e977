import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.extraction import ReadingError
from crm.intake import receiving
from crm.intake.models import Document

pytestmark = pytest.mark.django_db


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
    with pytest.raises(receiving.AlreadyReceived) as earlier:
        receive()
    assert earlier.value.document == document
    assert Document.objects.count() == 1


@pytest.mark.parametrize("code", ["empty", "too_large", "unknown_format", "zip_bomb"])
def test_what_is_no_report_is_not_kept(receive, monkeypatch, code):
    monkeypatch.setattr(receiving, "read_file", failing(code))
    with pytest.raises(ReadingError):
        receive()
    assert not Document.objects.exists()


@pytest.mark.parametrize("code", ["damaged", "no_text", "encrypted", "not_russian", "wrong_kind"])
def test_a_failed_reading_keeps_the_file_and_the_reason(receive, monkeypatch, code):
    monkeypatch.setattr(receiving, "read_file", failing(code))
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


def test_reports_of_another_department_are_no_duplicates(receive, document, foreign_department, foreigner):
    other = receiving.receive(SimpleUploadedFile("a.txt", b"one"), department=foreign_department, user=foreigner)
    assert other.near_duplicate_of is None


def test_a_reader_that_breaks_leaves_the_file_and_says_so(receive, monkeypatch):
    def breaks(name, data):
        raise RecursionError

    monkeypatch.setattr(receiving, "read_file", breaks)
    assert receive().failure == "unreadable"
