"""Which reader a file needs, by what it begins with rather than by its name."""

from importlib import import_module

from crm.extraction.reading.errors import ReadingError

MOST_BYTES = 30_000_000
MOST_LETTERS = 2_000_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENDINGS = ("txt", "docx", "pdf", "odt", "rtf", "html", "htm", "md", "text")


def read(name: str, data: bytes) -> str:
    if not data.strip():
        raise ReadingError("empty")
    if len(data) > MOST_BYTES:
        raise ReadingError("too_large")
    text = import_module(f"crm.extraction.reading.{format_of(name, data)}").text_of(data)
    return checked(text)


read_file = read


def format_of(name: str, data: bytes) -> str:
    ending = name.lower().rsplit(".", 1)[-1]
    head = data[:1024].lstrip()
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(b"PK"):
        return zipped(ending, data)
    if data.startswith(OLE):
        raise ReadingError(ole(data))
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head[:15].lower().startswith((b"<!doctype html", b"<html")) or ending in ("html", "htm"):
        return "html"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadingError("unknown_format")
    if ending in ("docx", "pdf", "odt", "rtf"):
        raise ReadingError("damaged")
    return "plain"


def ole(data: bytes) -> str:
    """What Office wrote before .docx, and what it writes when a .docx gets a password; names stand in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    return "old_word" if "WordDocument".encode("utf-16-le") in data else "unknown_format"


def zipped(ending: str, data: bytes) -> str:
    from crm.extraction.reading.archive import kind_of

    kind = kind_of(data)
    if kind is None:
        raise ReadingError("wrong_kind" if ending in ENDINGS else "unknown_format")
    return kind


def checked(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise ReadingError("too_large")
    if not text.strip():
        raise ReadingError("no_text")
    letters = [letter for letter in text[:50_000] if letter.isalpha()]
    russian = sum("а" <= letter.lower() <= "я" or letter in "ёЁ\u0450" for letter in letters)
    if not letters or russian < len(letters) * 0.3:
        raise ReadingError("not_russian" if len(letters) > 20 else "no_text")
    return text
