"""From a file to its text, whatever the format, or a reason why not."""

from crm.extraction.reading.errors import ReadingError
from crm.extraction.reading.files import read, read_file

__all__ = ["ReadingError", "read", "read_file"]
