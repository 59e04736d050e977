"""From a report's text to findings with evidence. No Django, no database, no network."""

from crm.extraction.engine import extract
from crm.extraction.reading import ReadingError, read_file

__all__ = ["ReadingError", "extract", "read_file"]
