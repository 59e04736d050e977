"""XML of documents: no document type, so no entities that grow or reach outside."""

import re
from xml.etree import ElementTree

from crm.extraction.reading.errors import ReadingError

DEEPEST = 200


def tree_of(data: bytes):
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:4096].replace(b"\0", b""), re.I):
        raise ReadingError("damaged")
    try:
        return limited(data)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError):
        raise ReadingError("damaged") from None


def limited(data: bytes):
    parser = ElementTree.XMLPullParser(events=("start", "end"))
    depth, root = 0, None
    for place in range(0, len(data), 65_536):
        parser.feed(data[place : place + 65_536])
        for event, element in parser.read_events():
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise ReadingError("damaged")
    parser.close()
    if root is None or depth:
        raise ReadingError("damaged")
    return root


def local(element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def attribute(element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)
