"""An .xls file (Excel 97-2003, and 5/95) -> sheets of cells, read by xlrd behind a gate."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as XlrdSheet

from cchc_xlsx.intake.compound import Compound
from cchc_xlsx.intake.grid import Content, Face, Sheet, Workbook, crossed_out
from cchc_xlsx.intake.kinds.biff import gate
from cchc_xlsx.intake.kinds.ole_properties import read_properties
from cchc_xlsx.intake.kinds.stored import as_it_counts, error_text, number_text
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, ENCRYPTED, NOT_A_WORKBOOK

_SUPERSCRIPT = 1


def read_xls(data: bytes) -> Workbook:
    """All sheets of an .xls file. Raises :class:`Refusal` where the bytes hold no readable workbook."""
    compound = Compound(data)
    if "encryptedpackage" in compound.names:
        raise Refusal(ENCRYPTED.id)
    stream = compound.stream("Workbook") or compound.stream("Book")
    if not stream:
        raise Refusal(NOT_A_WORKBOOK.id)
    gated = gate(stream)
    with _of_xlrd():
        book = xlrd.open_workbook(
            file_contents=gated.stream, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
    return Workbook([_read_sheet(book, *one) for one in enumerate(gated.formulas)], *read_properties(compound))


@contextmanager
def _of_xlrd() -> Iterator[None]:
    """xlrd raises errors of any kind over a damaged file; only calls of xlrd stand inside."""
    try:
        yield
    except Exception as fault:
        raise Refusal(DAMAGED.id, f"xlrd: {type(fault).__name__}") from fault


def _read_sheet(book: Book, number: int, formulas: Mapping[tuple[int, int], bool]) -> Sheet:
    """The filled cells and merged ranges of a sheet; xlrd counts from 0, and its ranges end behind their last cell."""
    with _of_xlrd():
        source = book.sheet_by_index(number)
        book.unload_sheet(number)
    cells = _Cells(book, source, formulas)
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        columns = (column for column, kind in enumerate(source.row_types(row)) if kind != xlrd.XL_CELL_EMPTY)
        found = ((column + 1, cells.content(row, column)) for column in columns)
        if filled := {column: content for column, content in found if content}:
            sheet.rows[row + 1] = filled
    sheet.merged += [(top + 1, left + 1, end, right) for top, end, left, right in source.merged_cells]
    return sheet


class _Cells:
    """The cells of one sheet, told from what xlrd keeps of them and of the book's styles."""

    def __init__(self, book: Book, source: XlrdSheet, formulas: Mapping[tuple[int, int], bool]) -> None:
        self._source, self._formulas = source, formulas
        self._formats = [_format(book, style.format_key) for style in book.xf_list]
        self._faces = [Face(font.escapement == _SUPERSCRIPT, bool(font.struck_out)) for font in book.font_list]
        fonts = [style.font_index for style in book.xf_list]
        self._struck = {at for at, font in enumerate(fonts) if font < len(self._faces) and self._faces[font].struck}

    def content(self, row: int, column: int) -> Content | None:
        """What the cell holds; None where it is blank."""
        content = self._held(row, column)
        return crossed_out(content) if content and self._style(row, column) in self._struck else content

    def _style(self, row: int, column: int) -> int:
        return self._source.cell_xf_index(row, column)

    def _held(self, row: int, column: int) -> Content | None:
        kind, value = self._source.cell_type(row, column), _value(self._source, row, column)
        worked_out = self._formulas.get((row, column))
        formula = worked_out is not None
        if value == "" and not formula:
            return None
        style = self._style(row, column)
        format_ = self._formats[style] if 0 <= style < len(self._formats) else "General"
        if worked_out is False:
            return Content("n", "", format_, formula)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return Content("b", str(int(value != 0)), format_, formula)
        if kind == xlrd.XL_CELL_ERROR:
            return Content("e", error_text(int(value)), format_, formula)
        if isinstance(value, str):
            runs = self._source.rich_text_runlist_map.get((row, column), [])
            return Content("s", as_it_counts(value, runs, self._faces), format_, formula)
        return Content("n", number_text(value), format_, formula)


def _value(source: XlrdSheet, row: int, column: int) -> str | float:
    """Named for its type: not every cell is a text, as the library's stubs have it."""
    return source.cell_value(row, column)


def _format(book: Book, key: int) -> str:
    """A number format; of those that differ by country xlrd knows the number but no text."""
    known = book.format_map.get(key)
    return (known and known.format_str) or "General"
