"""Other records in a cell or on a page, as links to them."""

from django.utils.html import format_html_join

from crm.ui.lists import link


def links(records):
    return format_html_join(", ", "{}", ((link(record),) for record in records))


def link_if_present(record):
    """A link to another record, unless that one was deleted."""
    return link(record) if record and not record.deleted_at else ""
