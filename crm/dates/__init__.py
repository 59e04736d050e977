"""Approximate dates. Pure Python: no Django, no settings, no clock."""

from crm.dates.periods import ApproximateDateError, Precision
from crm.dates.value import ApproximateDate, from_edtf, parse

__all__ = ["ApproximateDate", "ApproximateDateError", "Precision", "from_edtf", "parse"]
