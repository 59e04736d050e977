"""Word: paragraphs a line each, list items with a bullet, table rows with tabs."""

from crm.extraction.reading.archive import part
from crm.extraction.reading.xml import attribute, local, tree_of

SKIPPED = {"del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback", "pict"}


def text_of(data: bytes) -> str:
    root = tree_of(part(data, "word/document.xml"))
    body = next((child for child in root if local(child) == "body"), root)
    return "\n".join(lines(body)) + "\n"


def lines(parent):
    for child in parent:
        kind = local(child)
        if kind == "p":
            yield paragraph(child)
        elif kind == "tbl":
            yield from rows(child)
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from lines(child)


def rows(table):
    for row in (child for child in table.iter() if local(child) == "tr"):
        cells = [" ".join(filter(None, (line.strip() for line in lines(cell)))) for cell in row if local(cell) == "tc"]
        if any(cells):
            yield "\t".join(cells)


def paragraph(element) -> str:
    text = "".join(runs(element))
    is_item = any(local(child) == "numPr" for child in element.iter())
    is_heading = any(local(child) == "pStyle" and "eading" in (attribute(child, "val") or "") for child in element.iter())
    return f"• {text}" if is_item and not is_heading and text.strip() else text


def runs(element):
    for child in element:
        kind = local(child)
        if kind in SKIPPED:
            continue
        if kind == "t":
            yield child.text or ""
        elif kind == "tab":
            yield " "
        elif kind in ("br", "cr"):
            yield "\n"
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind != "pPr":
            yield from runs(child)
