"""Plain text: the encoding is told by the letters it gives."""

import re

from crm.extraction.reading.errors import ReadingError

ENCODINGS = ("cp1251", "koi8-r", "cp866")
COMMON = re.compile(r"[оеаинтсрвл]")


def text_of(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return decoded(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = max((decoded(data, encoding) for encoding in ENCODINGS), key=likeliness)
    if likeliness(best) < 0:  # letters, but no words: another script in an encoding of its own
        raise ReadingError("not_russian")
    return best


def decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding.startswith("utf"):
            raise ReadingError("damaged") from None
        return data.decode(encoding, errors="replace")


def likeliness(text: str) -> int:
    """Common small letters, less the odd signs and the capitals inside words that a wrong table gives."""
    part = text[:20_000]
    return len(COMMON.findall(part)) - 3 * len(re.findall(r"[а-яё][А-ЯЁ]|[\u2500-\u259f\ufffd]", part))
