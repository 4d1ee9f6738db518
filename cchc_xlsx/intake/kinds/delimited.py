"""A text of values between commas, semicolons or tabs -> one sheet. Their mark is the one that makes an even table."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from cchc_xlsx.intake.grid import MAX_CELLS, MAX_COLUMN, MAX_ROW, Content, Sheet, Workbook
from cchc_xlsx.intake.kinds.encoding import decoded
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import NOT_A_WORKBOOK, TOO_LARGE

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SAID = re.compile(r"sep=([,;\t|])\r?\n")
_MARKS = ";\t,"
_SAMPLE = 2_000
_EVEN = 0.5
"""So many of the rows of a table are alike in width; lines above and below it are not."""


def read_delimited(data: bytes) -> Workbook:
    """The sheet "CSV", every value as text. Raises :class:`Refusal` for what is no text, or no table of text."""
    text = decoded(data)
    if text is None or _NO_TEXT.search(text):
        raise Refusal(NOT_A_WORKBOOK.id)
    marks = _MARKS
    if said := _SAID.match(text):  # a line for Excel, which does not show it
        text, marks = text[said.end() :], said[1]
    for quoted in (True, False):  # quotation marks around fields, else as they stand
        shapes = {mark: _shape(text, mark, quoted) for mark in marks}
        for mark in sorted(marks, key=shapes.__getitem__, reverse=True):
            even, width = shapes[mark]
            if even >= _EVEN and (sheet := _sheet(text, mark, quoted, width)):
                return Workbook([sheet])
    raise Refusal(NOT_A_WORKBOOK.id)


def _rows(text: str, mark: str, quoted: bool) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    if quoted:
        return csv.reader(lines, delimiter=mark, strict=True)
    return csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE, strict=True)


def _shape(text: str, mark: str, quoted: bool) -> tuple[float, int]:
    """The share of rows as wide as most wide ones are, and that width; nothing where the text is not so written."""
    try:
        widths = Counter(_width(row) for row in islice(_rows(text, mark, quoted), _SAMPLE))
    except csv.Error:
        return 0, 0
    del widths[0]
    wide = {width: times for width, times in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width = max(wide, key=lambda one: (wide[one], one))
    return wide[width] / widths.total(), width


def _width(row: list[str]) -> int:
    return len(row) if any(map(str.strip, row)) else 0


def _sheet(text: str, mark: str, quoted: bool, width: int) -> Sheet | None:
    """The whole text as a sheet. None where some line is not so written, or has more values than the table is wide:
    it must have been cut within one of them (``15,999``)."""
    sheet, cells = Sheet("CSV"), 0
    try:
        for number, row in enumerate(_rows(text, mark, quoted), 1):
            cells += len(row)
            if cells > MAX_CELLS or number > MAX_ROW or len(row) > MAX_COLUMN:
                raise Refusal(TOO_LARGE.id, f"{MAX_CELLS}")
            if any(map(str.strip, row[width:])):
                return None
            if filled := {column: Content("s", cell) for column, cell in enumerate(row, 1) if cell.strip()}:
                sheet.rows[number] = filled
    except csv.Error:
        return None
    return sheet
