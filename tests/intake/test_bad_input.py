"""Whatever is uploaded gets a sentence that says what to do; what may be a report is kept."""

import io
import random
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from reportlab.pdfgen.canvas import Canvas

from crm.intake.models import Document

pytestmark = pytest.mark.django_db
REPORT = (settings.BASE_DIR / "fixtures" / "reports" / "krasnoyarsk_2023.docx").read_bytes()
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def scan():
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    return stream.getvalue()


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
        ("scan.pdf", scan(), "скан", True),
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
    file = SimpleUploadedFile(name, data)
    response = specialist_client.post(
        reverse("intake:document-create"), {"file": file, "department": department.pk}, follow=True
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert advice in html
    document = Document.objects.first()
    assert is_kept is None or bool(document) == is_kept
    if document:
        assert document.file.read() == data and (document.failure or document.state == "read")
        assert not document.drafts.exists()
    else:
        assert response.context["form"].errors["file"]
