"""A text glued together from parts in UTF-8 and in CP1251, as copying between old and new programs leaves behind."""

import re

LETTERS = 20  # so many letters of one encoding are no accident
OLD_RUN = re.compile(rb"[\xa8\xb8\xc0-\xff]{3,}")
NEW_RUN = re.compile(rb"(?:[\xd0\xd1][\x80-\xbf]){3,}")
# What a Russian text in UTF-8 holds: letters, quotes, dashes, private bullets; after a letter of CP1251 it is none.
SIGNS = re.compile(
    rb"((?<![\xc0-\xff])(?:[\xd0\xd1][\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2[\x80-\x9f][\x80-\xbf]|\xef[\x80-\xbf]{2})+)|([\x80-\xff])"
)


def in_one_encoding(data: bytes) -> bytes:
    """The same in UTF-8 where both encodings stand in one text; anything else as it is."""
    return SIGNS.sub(modern, data) if is_mixed(data) else data


def is_mixed(data: bytes) -> bool:
    if b"\0" in data or data.startswith((b"%PDF", b"{\\rtf")) or b"charset" in data[:2048] or is_utf8(data):
        return False  # a page that names its encoding is read by it
    new = sum(len(run) // 2 for run in NEW_RUN.findall(data))
    rest = NEW_RUN.sub(b" ", data)
    return min(new, sum(map(len, OLD_RUN.findall(rest)))) >= LETTERS


def is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def modern(sign) -> bytes:
    return sign[1] or sign[2].decode("cp1251", errors="replace").encode()
