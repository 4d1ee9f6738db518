"""A workbook's sheets -> the form tables in it, with a reading and a cell for each indicator found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.intake.align import SURE, Aligner, Found
from cchc_xlsx.intake.columns import AskPeriod, ColumnFinder
from cchc_xlsx.intake.grid import Content, Sheet, Workbook, column_letters
from cchc_xlsx.intake.tables import Columns, Row, Section, rows_of, sections, side_by_side
from cchc_xlsx.intake.values import ValueReader
from cchc_xlsx.model import Blank, Cell, Code, FormTable, Kind, Noted, Number, Reading

_ASTRAY = 3
"""So many figures beside an empty value column are no accident."""


@dataclass(slots=True)
class _Part:
    """Rows of one form in one section, and where the columns stand there."""

    columns: Columns
    rows: Sequence[Row]
    top: int


class FormReader:
    """Finds the forms of one edition in workbooks."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._aligner, self._values = edition, Aligner(edition), ValueReader(edition)
        self._columns = ColumnFinder(edition, self._aligner, self._values)

    def read(self, workbook: Workbook, path: str, period: AskPeriod = lambda: None) -> tuple[FormTable, ...]:
        """Every form table of the workbook; sections of one form in one sheet (a head repeated) are one table, a second
        copy of the form below is one of its own."""
        return tuple(table for sheet in workbook.sheets for table in self._tables(sheet, path, period))

    def _tables(self, sheet: Sheet, path: str, period: AskPeriod) -> Iterator[FormTable]:
        by_form: dict[int, list[_Part]] = {}
        before: int | None = None
        found = sections(sheet)
        if halves := side_by_side(sheet, found):
            for half in halves:
                yield from self._tables(half, path, period)
            return
        for section in (one for one in found if one.numbers):
            parts = self._parts(sheet, section, period, before)
            for form, part in parts:
                by_form.setdefault(form, []).append(part)
                before = form
        for form, of_form in by_form.items():
            yield from self._copies(form, of_form, sheet, path)

    def _parts(self, sheet: Sheet, section: Section, period: AskPeriod, before: int | None) -> list[tuple[int, _Part]]:
        """The forms in a section: by the columns its head names, else by what the columns hold; what is left under a
        head repeated goes on with the form before."""
        for find in (self._columns.by_head, self._columns.by_content):
            columns = find(sheet, section, period)
            rows = tuple(rows_of(sheet, section.numbers, columns)) if columns else ()
            if columns and (forms := self._aligner.split(rows, section.title)):
                return [(form, _Part(columns, of_form, section.top)) for form, of_form in forms]
            if columns and before is not None and section.title in (None, before):
                return [(before, _Part(columns, rows, section.top))]
        return []

    def _copies(self, form: int, parts: list[_Part], sheet: Sheet, path: str) -> Iterator[FormTable]:
        """The table of the parts, and one for each further copy of the form below it."""
        values = next((part.columns.values for part in parts if part.columns.values), ())
        columns = {
            row.number: part.columns if part.columns.values else part.columns._replace(values=values)
            for part in parts
            for row in part.rows
        }
        rows = tuple(row for part in parts for row in part.rows)
        copies = self._aligner.copies(form, rows)
        for copy in copies:
            if (found := self._aligner.align(form, copy)) or len(copies) == 1:
                yield _TableReader(self._edition, self._values, sheet, path, columns).table(form, found, parts[0].top)


class _TableReader:
    """Reads the cells of one table."""

    def __init__(
        self, edition: Edition, values: ValueReader, sheet: Sheet, path: str, columns: Mapping[int, Columns]
    ) -> None:
        self._edition, self._values, self._sheet, self._path = edition, values, sheet, path
        self._columns, self._spans = columns, _Spans(sheet)

    def table(self, form: int, found: Mapping[Code, Found], top: int) -> FormTable:
        """The form's readings; none where several columns may hold the figures, or only one of another time does."""
        values = {self._columns[one.row.number].values: None for one in found.values()}
        rivals = next((several for several in values if len(several) > 1), ())
        first = next(iter(values), ())
        readings: dict[Code, Reading] = {}
        doubled: dict[Code, tuple[Cell, ...]] = {}
        if first and not rivals:
            for code, one in found.items():
                if one.twins and (cells := self._different((one.row, *one.twins))):
                    doubled[code] = cells
                else:
                    self._keep(readings, code, self._filled((one.row, *one.twins)) if one.twins else one.row)
        measures = {code: noted for code, one in found.items() if (noted := self._measure(one.row))}
        return FormTable(
            form,
            self._path,
            self._sheet.name,
            readings,
            measures,
            column_letters(first[0]) if first else "",
            () if rivals else self._astray(found, readings),
            tuple(map(column_letters, rivals)),
            unsure={
                code: (self._label(one.row), one.likeness)
                for code, one in found.items()
                if one.likeness < SURE and code in readings
            },
            top=top,
            doubled=doubled,
            heads=next((self._columns[one.row.number].heads for one in found.values()), ()),
        )

    def _keep(self, readings: dict[Code, Reading], code: Code, row: Row) -> None:
        """A heading is kept only where it is filled."""
        number, column = row.number, self._columns[row.number].values[0]
        content = self._spans.cell(number, column)
        if content is None and row.rest and (content := self._spans.cell(row.rest, column)):
            number = row.rest
        reading = self._values.read(content, code, self._cell(number, column))
        if self._edition.indicators[code].kind is not Kind.HEADING or not isinstance(reading, Blank):
            readings[code] = reading

    def _different(self, rows: tuple[Row, ...]) -> tuple[Cell, ...]:
        """The cells of rows that are the same, where they say different things."""
        column = self._columns[rows[0].number].values[0]
        cells = {row.number: self._spans.cell(row.number, column) for row in rows}
        said = {cell.text.strip() for cell in cells.values() if cell}
        return tuple(self._cell(number, column) for number, cell in cells.items() if cell) if len(said) > 1 else ()

    def _filled(self, rows: tuple[Row, ...]) -> Row:
        """The first of the rows that says something."""
        column = self._columns[rows[0].number].values[0]
        return next((row for row in rows if self._spans.cell(row.number, column)), rows[0])

    def _cell(self, row: int, column: int) -> Cell:
        return Cell(self._path, self._sheet.name, f"{column_letters(column)}{row}")

    def _measure(self, row: Row) -> Noted | None:
        column = self._columns[row.number].measure
        if column and (text := self._sheet.text(row.number, column).strip()):
            return Noted(text, self._cell(row.number, column))
        return None

    def _label(self, row: Row) -> Noted:
        columns = self._columns[row.number].labels
        column = next((one for one in columns if self._sheet.text(row.number, one).strip()), columns[0])
        return Noted(row.label, self._cell(row.number, column))

    def _astray(self, found: Mapping[Code, Found], readings: Mapping[Code, Reading]) -> tuple[Noted, ...]:
        """Figures in another column while the value column is wholly blank."""
        if any(not isinstance(reading, Blank) for reading in readings.values()):
            return ()
        astray: list[Noted] = []
        for code, one in found.items():
            number, columns = one.row.number, self._columns[one.row.number]
            known = {columns.stt, columns.measure, *columns.labels, *columns.values}
            for column, content in self._sheet.rows[number].items():
                cell = self._cell(number, column)
                if column not in known and isinstance(self._values.read(content, code, cell), Number):
                    astray.append(Noted(content.text, cell))
        return tuple(astray) if len(astray) >= _ASTRAY else ()


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
