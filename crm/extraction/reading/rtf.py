"""Rich text: its control words read in one pass, everything that is no text skipped."""

import re

from crm.extraction.reading.errors import ReadingError

TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I)
SKIPPED = {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"headerl", b"headerr", b"footerl", b"footerr",
           b"footnote", b"listtable", b"listoverridetable", b"generator", b"themedata", b"datastore", b"xmlnstbl", b"rsidtbl", b"latentstyles", b"fldinst"}  # fmt: skip
SIGNS = {b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t", b"tab": " ", b"emdash": "—", b"endash": "–",
         b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"}  # fmt: skip
CODE_PAGES = {1251: "cp1251", 1252: "cp1252", 866: "cp866", 10007: "mac_cyrillic", 65001: "utf-8"}
DEEPEST = 500


def text_of(data: bytes) -> str:
    return Reader(data).text()


class Reader:
    def __init__(self, data: bytes):
        self.data = data
        self.letters: list[str] = []
        self.pending = bytearray()
        self.stack: list[tuple[bool, int]] = []
        self.skipping, self.width, self.to_skip = False, 1, 0
        self.encoding = "cp1251"

    def text(self) -> str:
        for match in TOKEN.finditer(self.data):
            self.token(match)
        self.flush()
        if self.stack:
            raise ReadingError("damaged")
        return "".join(self.letters)

    def token(self, match) -> None:
        word, number, byte, symbol, brace, plain = match.groups()
        if brace:
            self.group(brace)
        elif byte is not None:
            self.add(bytes.fromhex(byte.decode()))
        elif plain:
            self.add(plain)
        elif symbol:
            self.symbol(symbol)
        elif word:
            self.word(word.lower(), int(number) if number else None)

    def group(self, brace: bytes) -> None:
        self.flush()
        if brace == b"{":
            if len(self.stack) > DEEPEST:
                raise ReadingError("damaged")
            self.stack.append((self.skipping, self.width))
        elif self.stack:
            self.skipping, self.width = self.stack.pop()
        else:
            raise ReadingError("damaged")

    def symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.skipping = True
        elif not self.skipping:
            self.flush()
            self.letters.append({b"~": " ", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}.get(symbol, symbol.decode("latin-1")))

    def word(self, word: bytes, number: int | None) -> None:
        self.flush()
        if word in SKIPPED:
            self.skipping = True
        elif word == b"ansicpg":
            self.encoding = CODE_PAGES.get(number, self.encoding)
        elif word == b"uc":
            self.width = max(0, number or 0)
        elif word == b"bin":
            raise ReadingError("damaged")
        elif self.skipping:
            return
        elif word == b"u" and number is not None:
            self.letters.append(chr(number % 65536))
            self.to_skip = self.width
        elif word in SIGNS:
            self.letters.append(SIGNS[word])

    def add(self, data: bytes) -> None:
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        if not self.skipping:
            self.pending += data[skipped:]

    def flush(self) -> None:
        if self.pending:
            self.letters.append(self.pending.decode(self.encoding, errors="replace"))
            self.pending.clear()
