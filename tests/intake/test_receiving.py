import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from crm.extraction import ReadingError
from crm.intake import receiving, sketches
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


@pytest.mark.parametrize("code", ["damaged", "encrypted", "not_russian", "wrong_kind"])
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


def test_a_year_that_contradicts_the_text_is_asked(department, specialist, specialist_client):
    text = "ОТЧЁТ о международной деятельности города Красноярска за 2022 год\n\nВ мае прошла встреча с послом.\n"
    document = taken(department, specialist, text, year=2023)
    assert (document.year, document.asked_year) == (2023, 2022)
    assert "2022" in specialist_client.get(document.get_absolute_url()).content.decode()
    specialist_client.post(reverse("intake:document-read-again", args=[document.pk]), {"stated": ""})
    document.refresh_from_db()
    assert (document.year, document.asked_year) == (2022, None)


def taken(department, user, text, **options):
    file = SimpleUploadedFile("report.txt", text.encode())
    document = receiving.receive(file, department=department, user=user, **options)
    receiving.read(document.pk)
    document.refresh_from_db()
    return document


def test_a_fact_told_twice_is_one_draft_with_both_passages(reading, receive):
    evidence = reading["outcomes"][0]["evidence"]
    reading["events"].append({**reading["events"][0], "date": None, "evidence": evidence, "venue": "Дворец"})
    document = receive()
    tenth = [draft for draft in document.drafts.filter(kind="events") if draft.values["edition"] == 10]
    assert len(tenth) == 1 and len(tenth[0].evidence) == 2
    assert tenth[0].values["date"] == "2023-10" and tenth[0].values["venue"] == "Дворец"


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        (
            "people",
            {"name_nom": "Асанов Б.К.", "surname": "Асанов"},
            {"name_nom": "Асанов Б.К.", "surname": "Асанов"},
            1,
        ),
        (
            "people",
            {"name_nom": "Асанов Б.К.", "surname": "Асанов"},
            {"name_nom": "Асанов К.Б.", "surname": "Асанов"},
            0,
        ),
        ("organisations", {"name_ru": "ансамбль «Заря»"}, {"name_ru": "Ансамбль «Заря»"}, 1),
        ("organisations", {"name_ru": "Школа № 1"}, {"name_ru": "Школа № 2"}, 0),
        ("events", {"title": "День города", "date": "2024-06"}, {"title": "День города", "date": "2024-06"}, 1),
        ("events", {"title": "День города", "date": "2024-06"}, {"title": "День города", "date": "2024-07"}, 0),
        ("events", {"title": "Дни культуры", "cities": ["Минск"]}, {"title": "Дни культуры", "cities": ["Харбин"]}, 0),
        ("events", {"title": "X форум", "edition": 10}, {"title": "XI форум", "edition": 11}, 0),
        ("events", {"title": "X форум", "edition": 10}, {"title": "X форум", "edition": 10, "date": "2024"}, 1),
        ("plans", {"text": "Подготовить приём студентов"}, {"text": "подготовить прием студентов."}, 1),
        ("plans", {"text": "Подготовить приём студентов"}, {"text": "Подготовить приём школьников"}, 0),
        ("places", {"name_ru": "Могилёв", "country_iso": "BY"}, {"name_ru": "Могилев", "country_iso": "BY"}, 1),
        ("places", {"name_ru": "Могилёв", "country_iso": "BY"}, {"name_ru": "Могилёв", "country_iso": "UA"}, 0),
    ],
)
def test_what_one_report_tells_twice(kind, one, other, same):
    assert sketches.same_fact(kind, one, other) == sketches.same_fact(kind, other, one) == bool(same)
