"""A workbook's sheets -> the form tables in it, with a reading and a cell for each indicator found."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.intake.align import Aligner
from cchc_xlsx.intake.grid import Content, Sheet, Workbook, column_letters
from cchc_xlsx.intake.tables import Band, Role, Row, bands
from cchc_xlsx.intake.values import ValueReader
from cchc_xlsx.model import Blank, Cell, Code, FormTable, Kind, Noted, Number, Reading

_ASTRAY = 3
"""So many figures beside an empty value column are no accident."""


class FormReader:
    """Finds the forms of one edition in workbooks."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._aligner, self._values = edition, Aligner(edition), ValueReader(edition)

    def read(self, workbook: Workbook, path: str) -> tuple[FormTable, ...]:
        """Every form table of the workbook; bands of one form in one sheet (a head repeated) are one table."""
        return tuple(table for sheet in workbook.sheets for table in self._tables(sheet, path))

    def _tables(self, sheet: Sheet, path: str) -> Iterator[FormTable]:
        by_form: dict[int, list[Band]] = {}
        for band in bands(sheet):
            form = self._aligner.form_of(band.rows, band.title)
            if form is not None:
                by_form.setdefault(form, []).append(band)
        for form, parts in by_form.items():
            yield self._table(form, parts, sheet, path)

    def _table(self, form: int, parts: list[Band], sheet: Sheet, path: str) -> FormTable:
        rows = [row for part in parts for row in part.rows]
        columns = {row.number: part.columns for part in parts for row in part.rows}
        found = self._aligner.align(form, rows)
        spans = _Spans(sheet)
        head = parts[0]
        rivals = tuple(column_letters(column) for column in (head.columns[Role.VALUE], *head.rivals) if head.rivals)
        readings: dict[Code, Reading] = {}
        measures: dict[Code, Noted] = {}
        for code, row in found.items():
            value, measure = columns[row.number][Role.VALUE], columns[row.number].get(Role.MEASURE)
            if not rivals:
                self._keep(readings, code, spans.cell(row.number, value), Cell(path, sheet.name, _ref(row, value)))
            if measure and (text := sheet.text(row.number, measure).strip()):
                measures[code] = Noted(text, Cell(path, sheet.name, _ref(row, measure)))
        astray = () if rivals else self._astray(found, columns, sheet, path, readings)
        letter = column_letters(head.columns[Role.VALUE])
        return FormTable(form, path, sheet.name, readings, measures, letter, astray, rivals)

    def _keep(self, readings: dict[Code, Reading], code: Code, content: Content | None, cell: Cell) -> None:
        """A heading is kept only where it is filled."""
        reading = self._values.read(content, code, cell)
        if self._edition.indicators[code].kind is not Kind.HEADING or not isinstance(reading, Blank):
            readings[code] = reading

    def _astray(
        self,
        found: dict[Code, Row],
        columns: dict[int, dict[Role, int]],
        sheet: Sheet,
        path: str,
        readings: dict[Code, Reading],
    ) -> tuple[Noted, ...]:
        """Figures in another column while the value column is wholly blank."""
        if any(not isinstance(reading, Blank) for reading in readings.values()):
            return ()
        astray: list[Noted] = []
        for code, row in found.items():
            known = {columns[row.number].get(role) for role in (Role.STT, Role.LABEL, Role.MEASURE, Role.VALUE)}
            for column, content in sheet.rows[row.number].items():
                cell = Cell(path, sheet.name, _ref(row, column))
                if column not in known and isinstance(self._values.read(content, code, cell), Number):
                    astray.append(Noted(content.text, cell))
        return tuple(astray) if len(astray) >= _ASTRAY else ()


def _ref(row: Row, column: int) -> str:
    return f"{column_letters(column)}{row.number}"


class _Spans:
    """Cells of a sheet, a merged one answering for all columns it spans in its first row."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._origin = {
            (top, column): left
            for top, left, _, right in sheet.merged
            if right - left < 64
            for column in range(left + 1, right + 1)
        }

    def cell(self, row: int, column: int) -> Content | None:
        """What the cell holds; None where it is empty."""
        return self._sheet.rows.get(row, {}).get(self._origin.get((row, column), column))
