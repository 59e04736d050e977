"""Whatever is uploaded gets a sentence that says what to do; what may be a report is kept; nothing is half written."""

import io
import random
import zipfile

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from crm.intake.encodings import in_one_encoding
from crm.intake.models import Document, Draft

pytestmark = pytest.mark.django_db
REPORT = (settings.BASE_DIR / "fixtures" / "reports" / "krasnoyarsk_2023.docx").read_bytes()
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
TEXT = (
    "Отчёт о международных связях города Красноярска за 2023 год\n"
    "В мае 2023 года состоялся визит делегации города Харбина в Красноярск.\n"
    "В октябре прошёл Международный фестиваль «Берёзы», в нём участвовал Пётр Ёлкин.\n"
)


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def saved(what):
    stream = io.BytesIO()
    what.save(stream)
    return stream.getvalue()


def pdf(**options):
    """A page with a picture and no text."""
    stream = io.BytesIO()
    canvas = Canvas(stream, **options)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    return stream.getvalue()


def odt(text, **parts):
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    parts = {"content.xml": f"<d><text>{body}</text></d>".encode(), **parts}
    return zipped(mimetype=b"application/vnd.oasis.opendocument.text", **parts)


def rtf(text):
    return b"{\\rtf1\\ansi\\ansicpg1251 " + text.encode("cp1251").replace(b"\n", b"\\par ") + b"}"


OLD_WORD = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
LOCKED = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
BOMB = zipped(**{"word__document.xml": b"<a>" + b" " * 80_000_000})
SHEET = zipped(**{"xl__workbook.xml": b"<workbook/>"})
NOISE = random.Random(1).randbytes(5000)
ENGLISH = "The delegation of the city visited its sister city in May and signed a memorandum of understanding. " * 9
CHINESE = "哈尔滨市代表团于五月访问了友好城市克拉斯诺亚尔斯克，并签署了合作备忘录。" * 20
TALE = "Жил-был старик со старухой у самого синего моря. Они жили в ветхой землянке ровно тридцать лет и три года. " * 9


@pytest.mark.parametrize(
    ("name", "data", "advice", "is_kept"),
    [
        ("empty.txt", b"", "Файл пуст", False),
        ("report.exe", b"MZ" + bytes(99), "Сохраните отчёт", False),
        ("old.doc", OLD_WORD, "сохраните как .docx", False),
        ("renamed.docx", OLD_WORD, "сохраните как .docx", True),
        ("locked.docx", LOCKED, "без пароля", True),
        ("cut.docx", REPORT[: len(REPORT) // 2], "заново", True),
        ("bomb.docx", BOMB, "Сохраните отчёт заново", False),
        ("sheet.docx", SHEET, "таблица", True),
        ("table.docx", saved(Workbook()), "таблица", True),
        ("table.xlsx", saved(Workbook()), "«Администрирование»", False),
        ("blank.txt", b"\xef\xbb\xbf \r\n", "Файл пуст", False),
        ("blank.docx", saved(Word()), "нет текста", True),
        ("blank.odt", odt(""), "нет текста", True),
        ("blank.rtf", rtf(""), "нет текста", True),
        ("scan.pdf", pdf(), "скан", True),
        ("locked.pdf", pdf(encrypt=StandardEncryption("секрет", strength=128)), "без пароля", True),
        ("locked.odt", odt(TEXT, **{"META-INF__manifest.xml": b"<m><encryption-data/></m>"}), "без пароля", True),
        ("cut.odt", odt(TEXT)[:200], "заново", True),
        ("broken.odt", odt("", **{"content.xml": b"<d><text><p>"}), "заново", True),
        ("cut.rtf", rtf(TEXT)[:-30], "заново", True),
        ("cut.pdf", b"%PDF-1.7\n" + NOISE, "заново", True),
        ("noise.docx", NOISE, "", None),
        ("noise.txt", NOISE, "", None),
        ("english.txt", ENGLISH.encode(), "не на русском", True),
        ("chinese.txt", CHINESE.encode("gb18030"), "не на русском", True),
        ("chinese.txt", CHINESE.encode(), "не на русском", True),
        ("tale.txt", TALE.encode(), "возможно, это не отчёт", True),
    ],
)
def test_every_bad_file_is_answered(specialist_client, department, name, data, advice, is_kept):
    response = upload(specialist_client, department, name, data)
    html = response.content.decode()
    assert advice in html
    document = Document.objects.first()
    assert is_kept is None or bool(document) == is_kept
    if document:
        assert document.file.read() == data and (document.failure or document.state == "read")
        assert not document.drafts.exists()
    else:
        assert response.context["form"].errors["file"] and not kept_files()


def upload(client, department, name, data, **fields):
    file = SimpleUploadedFile(name, data) if isinstance(data, bytes) else data
    address = reverse("intake:document-create")
    response = client.post(address, {"file": file, "department": department.pk, **fields}, follow=True)
    assert response.status_code == 200
    return response


def kept_files():
    return default_storage.exists("documents") and default_storage.listdir("documents")[0]


def test_a_file_far_too_large_is_turned_away_at_once(specialist_client, department, tmp_path):
    path = tmp_path / "huge.txt"
    path.touch()
    with path.open("r+b") as stream:
        stream.truncate(100 * 1024 * 1024)
        response = upload(specialist_client, department, path.name, stream)
    assert "больше 20" in response.content.decode()
    assert not Document.objects.exists() and not kept_files()


@pytest.mark.parametrize("first", ["utf-8", "cp1251"])
def test_a_text_in_two_encodings_is_read_whole(specialist_client, department, first):
    second = "cp1251" if first == "utf-8" else "utf-8"
    data = TEXT.encode(first) + TEXT.replace("мае", "июне").encode(second)
    upload(specialist_client, department, "mixed.txt", data)
    document = Document.objects.get()
    assert document.text == TEXT + TEXT.replace("мае", "июне")
    assert document.file.read() == data and document.drafts.filter(kind="events").exists()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("cp1251"),
        TEXT.encode("koi8-r", "replace"),
        TEXT.encode("cp866", "replace"),
        b"<meta charset=windows-1251>" + TEXT.encode() + TEXT.encode("cp1251"),
        REPORT,
        pdf(),
        b"",
    ],
)
def test_what_is_in_one_encoding_or_none_is_left_alone(data):
    assert in_one_encoding(data) == data


@pytest.mark.parametrize("data", [rtf(TEXT), odt(TEXT)])
def test_another_format_under_the_name_of_word_is_read_by_what_it_is(specialist_client, department, data):
    upload(specialist_client, department, "report.docx", data)
    document = Document.objects.get()
    assert document.state == "read" and "«Берёзы»" in document.text and document.drafts.exists()


def test_a_year_that_contradicts_the_text_is_asked_about(specialist_client, department):
    html = upload(specialist_client, department, "report.txt", TEXT.encode(), year="2019").content.decode()
    assert "2019" in html and "Прочитать снова за 2023" in html
    document = Document.objects.get()
    specialist_client.post(reverse("intake:document-read-again", args=[document.pk]), {"stated": ""})
    document.refresh_from_db()
    assert document.year == 2023 and document.asked_year is None
    assert document.drafts.filter(kind="events", values__date="2023-05").exists()


TWO_YEARS = TEXT.replace("\n", "\nЧто удалось сделать в 2022 году?\n", 1).replace("В мае 2023 года", "В мае")


@pytest.mark.parametrize("chosen", [2022, 2023])
def test_a_report_that_contradicts_itself_about_its_year_is_asked_about_once(specialist_client, department, chosen):
    html = upload(specialist_client, department, "report.txt", TWO_YEARS.encode()).content.decode()
    document = Document.objects.get()
    assert (document.year, document.asked_year) == (2023, 2022)
    assert "отчёт за 2023 год, но в тексте назван 2022" in html
    document.year = document.stated_year = chosen
    document.save()
    specialist_client.post(reverse("intake:document-read-again", args=[document.pk]), {"stated": ""})
    document.refresh_from_db()
    assert (document.year, document.asked_year) == (chosen, None)


def test_the_same_bad_file_is_not_offered_to_be_read_again(specialist_client, department):
    html = upload(specialist_client, department, "scan.pdf", pdf()).content.decode()
    document = Document.objects.get()
    assert reverse("intake:document-read-again", args=[document.pk]) not in html
    assert reverse("intake:document-create") in html


def test_what_fails_in_the_middle_leaves_no_file_and_no_row(specialist_client, department, monkeypatch):
    def breaks(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(Document, "save", breaks)
    with pytest.raises(OSError, match="full"):
        upload(specialist_client, department, "report.txt", TEXT.encode())
    folder = settings.MEDIA_ROOT / "documents"
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert not Document.objects.exists() and not Draft.objects.exists()
