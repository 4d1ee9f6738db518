"""Grid -> .xls, by xlwt; formulas with the value they came to, which xlwt does not write, as records of our own."""

from __future__ import annotations

import io
import struct
from typing import Any, NamedTuple

import xlwt

from cchc_xlsx.intake.compound import SIGNATURE
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


def compound(stream: bytes, name: str = "Workbook", **others: bytes) -> bytes:
    """A BIFF stream in the container of an .xls file, with further streams. Layout: [MS-CFB], sectors of 512 bytes."""
    table, sectors, small_table, small = list[int](), bytearray(), list[int](), bytearray()
    streams = {name: stream, **others}
    entries = []
    for number, (title, data) in enumerate(streams.items(), 1):
        in_small = len(data) < _CUTOFF
        start = _chain(data, 64, small_table, small) if in_small else _chain(data, 512, table, sectors)
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(title, 2, start, len(data), right))
    root = _entry("Root Entry", 5, _chain(small, 512, table, sectors), len(small), child=1)
    directory = _chain(b"".join([root, *entries]), 512, table, sectors)
    numbers = struct.pack(f"<{len(small_table)}I", *small_table)
    small_start = _chain(numbers, 512, table, sectors, fill=b"\xff")
    tables = -(-(len(table) + 109) // 128)
    own = list(range(len(table), len(table) + tables))
    table += [0xFFFFFFFD] * tables
    sectors += struct.pack(f"<{len(table)}I", *table).ljust(512 * tables, b"\xff")
    head = SIGNATURE + bytes(16) + struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables)
    head += struct.pack("<IIIIIII", directory, 0, _CUTOFF, small_start, -(-len(numbers) // 512), _END, 0)
    return head + struct.pack(f"<{tables}I", *own).ljust(4 * 109, b"\xff") + bytes(sectors)


_CUTOFF, _END, _NONE = 4096, 0xFFFFFFFE, 0xFFFFFFFF


def _chain(data: bytes, size: int, table: list[int], sectors: bytearray, fill: bytes = b"\0") -> int:
    """Appends the data in sectors that follow one another; the first one's number."""
    count = -(-len(data) // size)
    if not count:
        return _END
    start = len(table)
    table += [*range(start + 1, start + count), _END]
    sectors += bytes(data).ljust(count * size, fill)
    return start


def _entry(name: str, kind: int, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    units = name.encode("utf-16-le")
    head = units.ljust(64, b"\0") + struct.pack("<HBBIII", len(units) + 2, kind, 1, _NONE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


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
