import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.intake import receiving

SENTENCES = {
    "places": "Джалал-Абад стал побратимом.",
    "organisations": "Приехал ансамбль «Заря».",
    "people": "Делегацию возглавил мэр Джалал-Абада Асанов Б.К.",
    "agreements": "Подписан меморандум с Джалал-Абадом.",
    "events": "В октябре прошла X Приграничная конференция.",
    "next": "XI Приграничная конференция намечена на июнь.",
    "problems": "Не налажен обмен школьниками.",
    "plans": "Подготовить приём студентов.",
    "outcomes": "Принято 40 гостей.",
}
TEXT = "Отчёт\n<b>за 2023 год</b>\n" + "\n".join(SENTENCES.values())
NAME = "Приграничная конференция"


def passage(sentence):
    start = TEXT.index(sentence)
    return {"start": start, "end": start + len(sentence), "text": sentence}


def item(key, **values):
    return {**values, "evidence": [passage(SENTENCES[key])], "rule": key, "confidence": 0.9}


def findings():
    """What the extraction says of the text above."""
    return {
        "text": TEXT,
        "report": {"home_city": "Красноярск", "reporting_year": 2023, "kind": "annual_report"},
        "places": [
            item("places", name_ru="Джалал-Абад", kind="city", country_iso="KG", relation="sister"),
            item("places", name_ru="Красноярск", kind="city", country_iso="RU", relation="home"),
            item("places", name_ru="Киргизия", kind="country", country_iso="KG", relation="partner"),
        ],
        "organisations": [item("organisations", name_ru="Ансамбль «Заря»", kind="ensemble", city="Джалал-Абад")],
        "people": [
            item("people", name_nom="Асанов Б.К.", surname="Асанов", position="мэр Джалал-Абада", city="Джалал-Абад")
        ],
        "agreements": [
            item(
                "agreements",
                title="Меморандум о побратимстве Красноярска и Джалал-Абада",
                kind="memorandum",
                parties=["администрация города Красноярска", "администрация города Джалал-Абада"],
                status="signed",
                date="2023-10",
            )
        ],
        "events": [
            item(
                "events",
                title=f"X {NAME}",
                kind="conference",
                date="2023-10",
                date_source="month_in_sentence",
                status="held",
                edition=10,
                series=NAME,
                cities=["Джалал-Абад"],
                countries=["KG"],
                place="Джалал-Абад",
                format="in_person",
                figures={"guests": 40},
                home_participants=None,
                partner_participants=["Асанов Б.К.", "Ансамбль «Заря»"],
            ),
            item(
                "next",
                title=f"XI {NAME}",
                kind="conference",
                date="2024-06",
                date_source="month_in_sentence",
                status="planned",
                edition=11,
                series=NAME,
                cities=[],
                countries=["KG"],
                place="Красноярск",
                format="unknown",
            ),
        ],
        "problems": [item("problems", text="Не налажен обмен школьниками", cause="нет средств", about="Джалал-Абад")],
        "plans": [
            item("plans", text="Подготовить приём студентов", plan_type="task", year="2024"),
            item("next", text=f"Провести XI {NAME}", plan_type="event", year="2024"),
        ],
        "outcomes": [item("outcomes", text="Принято 40 гостей", figures={"guests": 40}, event=f"X {NAME}")],
    }


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reading(monkeypatch):
    """The reading is replaced: these tests are about what is done with findings."""
    found = findings()
    monkeypatch.setattr(receiving, "read_file", lambda name, data: TEXT)
    monkeypatch.setattr(receiving, "extract", lambda text, city=None, year=None: found)
    return found


@pytest.fixture
def receive(department, specialist, reading):
    def receive(data=b"one", name="report.txt", **options):
        file = SimpleUploadedFile(name, data)
        document = receiving.receive(file, department=department, user=specialist, **options)
        receiving.read(document.pk)
        document.refresh_from_db()
        return document

    return receive


@pytest.fixture
def document(receive, city):
    return receive()


@pytest.fixture
def draft(document):
    def draft(kind, at=0):
        return document.drafts.filter(kind=kind)[at]

    return draft
