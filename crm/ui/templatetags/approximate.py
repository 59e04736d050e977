from datetime import date

from django import template

from crm.dates import ApproximateDate
from crm.ui.approximate import shown

register = template.Library()


@register.filter
def approximate_date(value):
    """{{ event.date|approximate_date }}: «5–9 июня 2026», "October 2023", in the reader's language."""
    if isinstance(value, date):
        value = ApproximateDate.day(value)
    return shown(value)
