"""Lists that stay fast from ten rows to a million: counts are capped, and only ids are skipped, never joined rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PAGE_SIZE = 25
COUNT_CAP = 10_000


@dataclass(frozen=True)
class Column:
    """A column of a list: how its cell looks, and by which indexed fields it sorts."""

    name: str
    label: Any
    value: Callable | None = None
    order: tuple[str, ...] = ()
    css: str = ""

    def cell(self, record):
        value = self.value(record) if self.value else getattr(record, self.name)
        return conditional_escape(value) if value not in (None, "") else "–"


@dataclass(frozen=True)
class Heading:
    """A column as the page shows it, with the address that sorts by it."""

    column: Column
    sort_url: str = ""
    aria_sort: str = ""

    def __getattr__(self, name):
        return getattr(self.column, name)

    @cached_property
    def cell_attributes(self):
        """Of every cell of the column: its label, which a phone shows beside the cell."""
        return format_html('data-label="{}" class="{}"', capfirst(self.label), self.css)


class Row:
    """A record as the list shows it; if no cell leads to the record, the first does."""

    def __init__(self, record, headings):
        self.object = record
        contents = [heading.cell(record) for heading in headings]
        if not any("<a " in content for content in contents):
            contents[0] = format_html('<a href="{}">{}</a>', record.get_absolute_url(), contents[0])
        self.cells = [(heading.cell_attributes, content) for heading, content in zip(headings, contents, strict=True)]


def reverse_order(order):
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


class Page:
    """One page of a queryset in a given order, by ids first."""

    def __init__(self, rows, *, order, number=1, size=PAGE_SIZE, related=()):
        self.rows, self.order, self.size, self.related = rows, order, size, related
        self.number = min(max(1, number), self.last_number)

    @cached_property
    def counted(self):
        return self.rows.counted(COUNT_CAP)

    @property
    def count(self):
        return self.counted[0]

    @property
    def is_capped(self):
        return not self.counted[1]

    @property
    def last_number(self):
        return max(1, -(-self.count // self.size))

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_next(self):
        return self.number < self.last_number

    @cached_property
    def objects(self):
        first = (self.number - 1) * self.size
        ids = list(self.rows.order_by(*self.order).values_list("pk", flat=True)[first : first + self.size])
        found = self.rows.model._base_manager.filter(pk__in=ids).select_related(*self.related)
        by_id = {record.pk: record for record in found}
        return [by_id[pk] for pk in ids if pk in by_id]

    @property
    def count_text(self):
        if self.is_capped:
            return _("More than %(number)s") % {"number": number_format(self.count, force_grouping=True)}
        return ngettext("%(number)s record", "%(number)s records", self.count) % {
            "number": number_format(self.count, force_grouping=True)
        }


def link(record):
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)
