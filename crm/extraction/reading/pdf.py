"""PDF with a text layer. A scan has none and says so."""

from threading import Lock

from crm.extraction.reading.errors import ReadingError

MOST_PAGES = 500
MOST_LETTERS = 2_000_000
PASSWORD, NOT_A_PDF = 4, 3  # error codes of PDFium
_lock = Lock()  # PDFium is not safe for threads


def text_of(data: bytes) -> str:
    with _lock:
        pages = list(pages_of(data))
    text = "\n".join(pages)
    if not text.strip():
        raise ReadingError("no_text")
    return text


def pages_of(data: bytes):
    document = opened(data)
    size = 0
    try:
        if len(document) > MOST_PAGES:
            raise ReadingError("too_large")
        for number in range(len(document)):
            text = page_text(document, number)
            size += len(text)
            if size > MOST_LETTERS:
                raise ReadingError("too_large")
            yield text
    finally:
        document.close()


def opened(data: bytes):
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() or getattr(error, "err_code", None) == PASSWORD else "damaged"
        raise ReadingError(code) from None


def page_text(document, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
        textpage = page.get_textpage()
        text = textpage.get_text_bounded()
        textpage.close()
        page.close()
    except pypdfium2.PdfiumError:
        raise ReadingError("damaged") from None
    return text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x02", "-").replace("\0", "")
