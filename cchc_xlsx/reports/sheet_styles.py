"""What all sheets of our own workbooks share: cell formats, colours, text that is safe to write, page set-up."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.model import Severity

HEAD_FILL, GROUP_FILL = "#DDE7F0", "#EEF3F8"
SEVERITY_FILLS = {Severity.ERROR: "#F8CBAD", Severity.WARNING: "#FFE699", Severity.INFO: "#DEEBF7"}
SEVERITY_COLOURS = {Severity.ERROR: "#C00000", Severity.WARNING: "#ED9B00", Severity.INFO: "#5B9BD5"}

WORKBOOK_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Text that looks like a formula, a link or a number stays text."""

_BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_A4 = 9
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LONGEST = 4000
_HIGHEST = 400.0


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

    def head(self, **properties: Any) -> Format:
        """The format of a table's head."""
        return self(bold=True, border=1, align="center", text_wrap=True, bg_color=HEAD_FILL, **properties)


def clean(text: str) -> str:
    """The text as a cell can hold it: undecodable bytes and characters XML has no place for replaced, not too long."""
    return _UNWRITABLE.sub("\ufffd", text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def height(texts: Iterable[tuple[str, float]], font_size: float = 11) -> float:
    """The height of a row, in points, that shows all of its texts in columns of these widths.

    LibreOffice does not fit rows when it opens a file, and neither program fits merged cells.
    """
    characters = {text: max(1, int(width * 13 / font_size)) for text, width in texts}
    lines = max((_lines(text, characters[text]) for text in characters), default=1)
    return min(_HIGHEST, lines * font_size * 1.32 + 4)


def _lines(text: str, width: int) -> int:
    return sum(max(1, len(textwrap.wrap(paragraph, width))) for paragraph in text.split("\n"))


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Sets the column widths, in characters, from column A on."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def set_page(sheet: Worksheet, *, footer: str, pages_wide: int = 1, pages_tall: int = 0) -> None:
    """A4, so many pages wide (and tall; 0: as many as it takes), with a footer: sheet name left, page numbers right."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages_wide, pages_tall)
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f'&L&"Times New Roman,Italic"&9{footer} – &A&R&"Times New Roman,Regular"&9&P/&N')
    sheet.hide_gridlines(2)
