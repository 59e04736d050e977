"""OpenDocument text: paragraphs, list items, table rows."""

from crm.extraction.reading.archive import part
from crm.extraction.reading.errors import ReadingError
from crm.extraction.reading.xml import attribute, local, tree_of

SKIPPED = {"note", "annotation", "tracked-changes", "forms", "sequence-decls", "frame"}


def text_of(data: bytes) -> str:
    if b"encryption-data" in part(data, "META-INF/manifest.xml", optional=True):
        raise ReadingError("encrypted")
    root = tree_of(part(data, "content.xml"))
    body = next((element for element in root.iter() if local(element) == "text"), None)
    if body is None:
        raise ReadingError("wrong_kind")
    return "\n".join(lines(body, item=False)) + "\n"


def lines(parent, item: bool):
    for child in parent:
        kind = local(child)
        if kind in ("p", "h"):
            text = "".join(letters(child))
            yield f"• {text}" if item and kind == "p" and text.strip() else text
        elif kind == "list-item":
            yield from lines(child, item=True)
        elif kind == "table-row":
            cells = [" ".join(filter(None, (line.strip() for line in lines(cell, item=False)))) for cell in child]
            yield "\t".join(cells)
        elif kind not in SKIPPED:
            yield from lines(child, item)


def letters(element):
    yield element.text or ""
    for child in element:
        kind = local(child)
        if kind == "s":
            count = attribute(child, "c") or "1"
            yield " " * min(int(count) if count.isdigit() else 1, 100)
        elif kind == "tab":
            yield " "
        elif kind == "line-break":
            yield "\n"
        elif kind not in SKIPPED:
            yield from letters(child)
        yield child.tail or ""
