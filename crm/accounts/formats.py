"""Files of spreadsheets, .xlsx and .csv: what is text stays text and computes nothing where it is opened."""

import re
from io import BytesIO

import tablib
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

WIDTH = 24
LONGEST = 32_767  # characters that a cell of Excel holds
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
FORMULA = re.compile(r"['\s]*[=+\-@]")


def bare(value):
    """Text as a cell keeps it: without control characters, other line ends and blanks around it."""
    text = CONTROL.sub("", str("" if value is None else value))
    return "\n".join(text.splitlines()).strip()[:LONGEST]


def protected(value):
    """Programs take what begins so for a formula; an apostrophe says that it is text."""
    text = bare(value)
    return f"'{text}" if FORMULA.match(text) else text


def unprotected(value):
    return value[1:] if value.startswith("'") and FORMULA.match(value) else value


class XLSX(base_formats.XLSX):
    def export_data(self, dataset, **kwargs):
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.freeze_panes = "A2"
        for number in range(1, dataset.width + 1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        sheet.append([text_cell(sheet, heading, bold=True) for heading in dataset.headers])
        for row in dataset:
            sheet.append([text_cell(sheet, value) if isinstance(value, str) else value for value in row])
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


def text_cell(sheet, value, *, bold=False):
    cell = WriteOnlyCell(sheet, bare(value))
    cell.data_type = "s"  # else “=1+1” is a formula
    if bold:
        cell.font = Font(bold=True)
    return cell


class CSV(base_formats.CSV):
    """With the mark by which Excel knows UTF-8. Semicolons are read too: Excel writes them in Russia."""

    def export_data(self, dataset, **kwargs):
        rows = [[protected(value) for value in row] for row in dataset]
        return "\ufeff" + tablib.Dataset(*rows, headers=dataset.headers).export("csv")

    def create_dataset(self, in_stream, **kwargs):
        text = in_stream.decode(self.encoding or "utf-8-sig") if isinstance(in_stream, bytes) else in_stream
        first, _line_end, _rest = text.partition("\n")
        delimiter = ";" if first.count(";") > first.count(",") else ","
        dataset = super().create_dataset(text.removeprefix("\ufeff"), delimiter=delimiter)
        rows = [[unprotected(value) for value in row] for row in dataset]
        return tablib.Dataset(*rows, headers=dataset.headers)


FORMATS = {"xlsx": XLSX, "csv": CSV}
