"""Grid -> .xls, by xlwt; formulas with the value they came to, which xlwt does not write, as records of our own."""

from __future__ import annotations

import io
import struct
from typing import Any, NamedTuple

import xlwt
from xlwt.CompoundDoc import XlsDoc

from cchc_xlsx.intake.grid import Content, Workbook
from kinds import ERRORS, is_rich, runs

_NEVER_WORKED_OUT = 0x0002


def write(workbook: Workbook, hidden: frozenset[str] = frozenset()) -> bytes:
    """The bytes of a file with these sheets."""
    book = xlwt.Workbook(encoding="utf-8")
    raised = xlwt.Font()
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    styles: dict[str, Any] = {}
    for sheet in workbook.sheets:
        target = book.add_sheet(sheet.name)
        target.visibility = int(sheet.name in hidden)
        for row, cells in sheet.rows.items():
            for column, content in cells.items():
                style = styles.setdefault(content.format, xlwt.easyxf(num_format_str=content.format))
                _write(book, target, row - 1, column - 1, content, style, raised)
        for top, left, bottom, right in sheet.merged:
            target.merge(top - 1, bottom - 1, left - 1, right - 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def compound(stream: bytes) -> bytes:
    """A BIFF stream in the container of an .xls file."""
    target = io.BytesIO()
    XlsDoc().save(target, stream)
    return target.getvalue()


def record(code: int, body: bytes) -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", code, len(body)) + body


def _write(book: Any, sheet: Any, row: int, column: int, content: Content, style: Any, raised: Any) -> None:
    text = content.text
    if content.formula:
        cell = _Formula(row, column, book.add_style(style), content)
        sheet.row(row).insert_cell(column, cell)
    elif content.type == "n":
        sheet.write(row, column, float(text), style)
    elif content.type == "b":
        sheet.write(row, column, text == "1", style)
    elif is_rich(text):
        parts = [(piece, raised) if above else piece for piece, above in runs(text)]
        sheet.write_rich_text(row, column, parts, style)
    else:
        sheet.write(row, column, text, style)


class _Formula(NamedTuple):
    """A cell as xlwt asks for it."""

    row: int
    column: int
    style: int
    content: Content

    def get_biff_data(self) -> bytes:
        text = self.content.text
        match self.content.type:
            case "n":
                value, token = struct.pack("<d", float(text or 0)), b"\x1f" + struct.pack("<d", float(text or 0))
            case "b":
                value, token = _special(1, int(text)), b"\x1d" + bytes([int(text)])
            case "e":
                value, token = _special(2, ERRORS[text]), b"\x1c" + bytes([ERRORS[text]])
            case _:
                value = _special(0 if text else 3, 0)
                token = b"\x17" + struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")
        flags = 0 if text or self.content.type == "s" else _NEVER_WORKED_OUT
        head = struct.pack("<HHH", self.row, self.column, self.style)
        cell = record(0x0006, head + value + struct.pack("<HIH", flags, 0, len(token)) + token)
        if self.content.type != "s" or not text:
            return cell
        return cell + record(0x0207, struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _special(kind: int, value: int) -> bytes:
    """A result that is no number."""
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])
