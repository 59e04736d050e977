"""Web pages: the article without navigation, scripts and styles."""

import re
from html.parser import HTMLParser

from crm.extraction.reading import plain

SKIPPED = {"script", "style", "nav", "footer", "aside", "template", "noscript", "svg", "title", "button", "form", "figure", "select", "head"}
BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "tr", "table", "ul", "ol", "header",
          "blockquote", "time", "dt", "dd", "figcaption"}  # fmt: skip
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)


def text_of(data: bytes) -> str:
    reader = Reader()
    reader.feed(decoded(data))
    reader.close()
    text = re.sub(r"[ \xa0]*\n[ \xa0]*", "\n", "".join(reader.letters))
    return re.sub(r"\n{2,}", "\n", text).strip() + "\n"


def decoded(data: bytes) -> str:
    told = CHARSET.search(data[:2048])
    if told and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(told[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return plain.text_of(data)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.letters: list[str] = []
        self.skipping: list[str] = []
        self.cells = 0

    def handle_starttag(self, tag, attrs):
        if tag in SKIPPED:
            self.skipping.append(tag)
        elif tag == "li":
            self.letters.append("\n• ")
        elif tag in ("td", "th"):
            self.letters.append("\t" if self.cells else "")
            self.cells += 1
        elif tag in BLOCKS or tag == "br":
            self.cells = 0 if tag == "tr" else self.cells
            self.letters.append(" " if self.cells and tag != "tr" else "\n")

    def handle_endtag(self, tag):
        if tag in SKIPPED and tag in self.skipping:
            while self.skipping.pop() != tag:
                pass
        elif tag in BLOCKS:
            self.cells = 0 if tag in ("tr", "table") else self.cells
            self.letters.append(" " if self.cells else "\n")

    def handle_data(self, data):
        if not self.skipping:
            self.letters.append(re.sub(r"[ \n\r\t]+", " ", data))
