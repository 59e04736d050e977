"""Zip containers: what they hold, without ever unpacking more than a report can be."""

import io
import zipfile
import zlib

from crm.extraction.reading.errors import ReadingError

MOST_UNPACKED = 60_000_000
MOST_ENTRIES = 5_000
MOST_TIMES = 200
CHUNK = 1_000_000


def opened(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ReadingError("damaged") from None
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_UNPACKED or size > 1_000_000 and size > MOST_TIMES * len(data):
        raise ReadingError("zip_bomb")
    return archive


def kind_of(data: bytes) -> str | None:
    names = set(opened(data).namelist())
    if "word/document.xml" in names:
        return "docx"
    if "EncryptedPackage" in names:
        raise ReadingError("encrypted")
    if "content.xml" in names and part(data, "mimetype", optional=True).strip() in (b"", b"application/vnd.oasis.opendocument.text"):
        return "odt"
    return None


def part(data: bytes, name: str, optional: bool = False) -> bytes:
    """One entry, read in pieces: the sizes in the directory may lie."""
    archive = opened(data)
    try:
        entry = archive.getinfo(name)
    except KeyError:
        if optional:
            return b""
        raise ReadingError("damaged") from None
    if entry.flag_bits & 1:
        raise ReadingError("encrypted")
    try:
        return read_some(archive, entry)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, zlib.error):
        raise ReadingError("damaged") from None


def read_some(archive: zipfile.ZipFile, entry) -> bytes:
    pieces, size = [], 0
    with archive.open(entry) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > MOST_UNPACKED:
                raise ReadingError("zip_bomb")
            pieces.append(piece)
    return b"".join(pieces)
