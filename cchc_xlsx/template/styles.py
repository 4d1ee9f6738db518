"""What all sheets of the template share: cell formats, row heights, page set-up, protection."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

INPUT_FILL, HEAD_FILL, CLOSED_FILL, CLOSED_FONT = "#FFFDE7", "#E8EEF4", "#D9D9D9", "#7F7F7F"

_BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter", "text_wrap": True}
_LINE, _PADDING, _PER_WIDTH = 16.0, 5.0, 1.08  # Times New Roman 12: points a line, characters a unit of width
_A4 = 9
_MAY_BE_DONE = {"format_rows": True, "format_columns": True}


class Styles:
    """Cell formats by their properties, each made once: ``styles(bold=True, border=1)``."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(_BASE | properties)
        return self._made[key]

    def overlay(self, **properties: Any) -> Format:
        """A format for a conditional format, which says only what changes."""
        return self._workbook.add_format(properties)


def height(texts: Iterable[tuple[str, float]]) -> float:
    """The height of a row, in points, from its texts and the width of their columns.

    Neither Excel nor LibreOffice fits rows on a protected sheet, and merged cells not at all.
    """
    return _LINE * max(_lines(text, width) for text, width in texts) + _PADDING


def _lines(text: str, width: float) -> int:
    return sum(len(textwrap.wrap(paragraph, int(width * _PER_WIDTH))) or 1 for paragraph in text.split("\n"))


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Sets the column widths from column A on."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def finish_sheet(sheet: Worksheet, last_row: int, last_column: int) -> None:
    """A4 portrait, one page wide, page numbers; protected without a password."""
    sheet.set_paper(_A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.7, right=0.5, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer('&L&"Times New Roman,Italic"&10&A&R&"Times New Roman,Regular"&10Trang &P/&N')
    sheet.print_area(0, 0, last_row, last_column)
    sheet.hide_gridlines(2)
    sheet.protect("", _MAY_BE_DONE)
