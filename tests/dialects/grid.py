"""A draft laid out in cells: where each figure stands, and the real .xlsx that has it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from cchc_xlsx.intake.grid import Content
from dialects.draft import Cell, Column, Draft, How, Lines, Row, Sheet, Table, says


class Place(NamedTuple):
    """Where a figure stands: file name, sheet, address."""

    file: str
    sheet: str
    ref: str


@dataclass
class Grid:
    """The cells of a sheet by row and column, from 0; its merged ranges; the indicators' value cells."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    values: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    heads: list[tuple[int, int, int]] = field(default_factory=list)


def places(draft: Draft) -> dict[str, Place]:
    """Where the value of each indicator stands."""
    return {
        code: Place(sheet.file, sheet.name, xl_rowcol_to_cell(*at))
        for sheet in draft.sheets
        for code, at in lay_out(sheet).values.items()
    }


def lay_out(sheet: Sheet) -> Grid:
    """The sheet's blocks one below the other."""
    grid, top = Grid(), sheet.down
    for block in sheet.blocks:
        if isinstance(block, Table):
            top = _lay_table(grid, block, top, sheet.right)
        else:
            top = _lay_lines(grid, block, top, sheet.right, sheet.width)
    return grid


def _lay_lines(grid: Grid, block: Lines, top: int, left: int, width: int) -> int:
    for row, line in enumerate(block.lines, top):
        for column, cell in enumerate(line, left):
            grid.cells[row, column] = cell
        if block.wide and line and width > 1:
            grid.merged.append((row, left, row, left + width - 1))
    return top + len(block.lines)


def _lay_table(grid: Grid, table: Table, top: int, left: int) -> int:
    if table.depth:
        _lay_head(grid, table, top, left)
        grid.heads.append((top, left, left + len(table.columns) - 1))
        top += table.depth
    for column, words in enumerate(table.numbers[: len(table.columns)], left):
        grid.cells[top, column] = says(words)
    top += bool(table.numbers)
    for number, row in enumerate(table.rows, top):
        _lay_row(grid, table, row, number, left)
    _join_downwards(grid, table, top, left)
    return top + len(table.rows)


def _lay_head(grid: Grid, table: Table, top: int, left: int) -> None:
    """Words over columns side by side are one merged cell; the last words of a column reach down to the rows."""
    for depth in range(table.depth):
        for at, columns in _runs(table.columns, depth):
            if len(columns[0].head) <= depth:
                continue
            column, end = left + at, left + at + len(columns) - 1
            words = columns[0].head[depth]
            grid.cells[top + depth, column] = says(words)
            last = depth == len(columns[0].head) - 1
            bottom = top + table.depth - 1 if last else top + depth
            if table.merged and (end > column or bottom > top + depth):
                grid.merged.append((top + depth, column, bottom, end))


def _runs(columns: Sequence[Column], depth: int) -> Iterator[tuple[int, list[Column]]]:
    """Neighbours under the same words of that row, with the position of the first."""
    start = 0
    for at, column in enumerate(columns):
        if at and not _is_under_same(columns[at - 1], column, depth):
            yield start, list(columns[start:at])
            start = at
    yield start, list(columns[start:])


def _is_under_same(left: Column, right: Column, depth: int) -> bool:
    """Whether the words are printed once over both: those above their own, or all where the right one shares them."""
    own = depth >= min(len(left.head), len(right.head)) - 1
    return right.head == left.head and right.shares if own else left.head[: depth + 1] == right.head[: depth + 1]


def _lay_row(grid: Grid, table: Table, row: Row, number: int, left: int) -> None:
    grid.rows[number] = row
    for at, column in enumerate(table.columns, left):
        if row[column.key] != Cell():
            grid.cells[number, at] = row[column.key]
    if row.code and table.at("value") >= 0:
        grid.values[row.code] = number, left + table.at("value")
    keys = [column.key for column in table.columns]
    for span in row.spans:
        at, beside = table.at(span[0]), [key for key in span[1:] if row[key].content]
        if at >= 0 and tuple(keys[at : at + len(span)]) == span and not beside:
            for covered in range(left + at + 1, left + at + len(span)):
                grid.cells.pop((number, covered), None)
            grid.merged.append((number, left + at, number, left + at + len(span) - 1))


def _join_downwards(grid: Grid, table: Table, top: int, left: int) -> None:
    """Merges runs of cells that are joined to the same."""
    for at in range(left, left + len(table.columns)):
        column = [grid.cells.get((row, at), Cell()).joined for row in range(top, top + len(table.rows))]
        start = top
        for joined, run in groupby(column):
            end = start + len(list(run)) - 1
            if joined and end > start and not _is_merged(grid, start, end, at):
                grid.merged.append((start, at, end, at))
            start = end + 1


def _is_merged(grid: Grid, top: int, bottom: int, column: int) -> bool:
    return any(first <= bottom and last >= top and left <= column <= right for first, left, last, right in grid.merged)


def save(draft: Draft, folder: Path) -> list[Path]:
    """Writes the draft's workbooks. Gives their paths in the order of the sheets."""
    files = list(dict.fromkeys(sheet.file for sheet in draft.sheets))
    for file in files:
        with Workbook(folder / file, {"in_memory": True}) as workbook:
            writer = _Writer(workbook)
            for sheet in draft.sheets:
                if sheet.file == file:
                    writer.add(sheet)
    return [folder / file for file in files]


class _Writer:
    """Writes the sheets of one workbook; equal formats are one."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[object, ...], Any] = {}

    def add(self, sheet: Sheet) -> None:
        """Adds a sheet with all that stands in it."""
        out, grid = self._workbook.add_worksheet(sheet.name), lay_out(sheet)
        covered = set()
        for top, left, bottom, right in grid.merged:
            out.merge_range(top, left, bottom, right, "")
            covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            covered.discard((top, left))
        for at, cell in sorted(grid.cells.items()):
            if at not in covered:
                self._write(out, *at, cell)
        for number, row in grid.rows.items():
            if row.hidden or row.outline:
                out.set_row(number, None, None, {"hidden": row.hidden, "level": row.outline})
        self._dress(out, sheet, grid)

    def _dress(self, out: Any, sheet: Sheet, grid: Grid) -> None:
        if sheet.hidden:
            out.hide()
        if sheet.filtered and grid.heads:
            top, left, right = grid.heads[0]
            out.autofilter(top, left, max(row for row, _ in grid.cells), right)
        for table in sheet.tables[:1]:
            for at, column in enumerate(table.columns, sheet.right):
                if column.hidden:
                    out.set_column(at, at, None, None, {"hidden": True})

    def _write(self, out: Any, row: int, column: int, cell: Cell) -> None:
        shown, content = self._format(cell), cell.content
        if cell.comment:
            out.write_comment(row, column, cell.comment)
        match content:
            case None:
                out.write_blank(row, column, None, shown)
            case Content("n", text, formula=True):
                out.write_formula(row, column, "=A1", shown, float(text) if text else "")
            case Content("n", text):
                out.write_number(row, column, float(text), shown)
            case Content("b", text):
                out.write_boolean(row, column, text == "1", shown)
            case Content(_, text, formula=True):
                out.write_formula(row, column, "=A1", shown, text)
            case Content(_, text) if cell.how is How.IN_PARTS and len(text) > 1:
                red = self._workbook.add_format({"font_color": "red"})
                out.write_rich_string(row, column, text[0], red, text[1:], *filter(None, [shown]))
            case Content(_, text):
                out.write_string(row, column, text, shown)

    def _format(self, cell: Cell) -> Any:
        number = cell.content.format if cell.content else "General"
        key = (number, cell.how is How.QUOTED, cell.indent, cell.boxed)
        if key == ("General", False, 0, False):
            return None
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(
                {"num_format": number, "quote_prefix": key[1], "indent": cell.indent, "border": int(cell.boxed)}
            )
        return self._formats[key]
