import io
import zipfile

import pytest

from crm.extraction.reading import ReadingError, read_file

TEXT = "Отчёт о международных связях города Твери за 2023 год.\nПрошла выставка."


def zipped(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped({"word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'})


def odt(body):
    names = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b"'
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16"])
def test_text_in_any_encoding(encoding):
    assert read_file("отчёт.txt", TEXT.encode(encoding)) == TEXT


def test_word_with_a_table():
    row = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in ("3 мая", "Форум"))
    text = read_file("a.docx", docx(f"<w:p><w:r><w:t>Отчёт города</w:t></w:r></w:p><w:tbl><w:tr>{row}</w:tr></w:tbl>"))
    assert text == "Отчёт города\n3 мая\tФорум\n"


def test_open_document_with_a_list():
    text = read_file("a.odt", odt("<text:h>Отчёт</text:h><text:list><text:list-item><text:p>Форум прошёл</text:p></text:list-item></text:list>"))
    assert text == "Отчёт\n• Форум прошёл\n"


def test_rich_text():
    letters = "".join(f"\\u{ord(letter)}?" for letter in "Отчёт города")
    assert read_file("a.rtf", f"{{\\rtf1\\ansicpg1251\\uc1 {{\\fonttbl Arial;}}{letters}\\par}}".encode()) == "Отчёт города\n"


def test_web_page_without_its_frame():
    page = "<!DOCTYPE html><html><head><title>сайт</title></head><body><nav>меню</nav><p>Прошла&nbsp;встреча</p><script>x</script></body></html>"
    assert read_file("a.html", page.encode()).strip() == "Прошла\xa0встреча"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b" \n", "empty"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", zipped({"xl/workbook.xml": "<a/>"}), "wrong_kind"),
        ("a.docx", docx("<w:p><w:r>"), "damaged"),
        ("a.docx", zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "damaged"),
        ("a.docx", zipped({"word/document.xml": " " * 70_000_000}), "zip_bomb"),
        ("a.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("a.rtf", b"{\\rtf1 not closed", "damaged"),
        ("a.bin", b"\x00\x01\x02\x03", "unknown_format"),
        ("a.txt", b"This is a report in another language.", "not_russian"),
    ],
)
def test_what_gives_no_text_says_why(name, data, code):
    with pytest.raises(ReadingError) as error:
        read_file(name, data)
    assert error.value.code == code
