"""Figures -> workbooks: filled in on the product's template, or in the layout of a unit that typed the annex itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cchc_xlsx.catalogue import Edition, Form, Indicator
from cchc_xlsx.model import Code, Kind, LevelId, PeriodId, Unit
from cchc_xlsx.template import value_cells, write_template
from samples.figures import Figures, Typed
from samples.senders import CONSOLIDATOR, PERIOD, PERIOD_TEXT, Layout, Office

_FONT = "Times New Roman"
_THIN = Side(style="thin")
_GRID = Border(_THIN, _THIN, _THIN, _THIN)
_WIDTHS = {"stt": 7, "label": 52, "measure": 15, "value": 12, "note": 40}
_LINE, _HIGHEST = 16.0, 409.0  # points; Excel allows no higher row
_DAY = "dd/mm/yyyy"


def fill_template(path: Path, edition: Edition, office: Office, figures: Figures, dated: date) -> Workbook:
    """The template of one unit, filled in; ``path`` is where the blank one is written for the moment."""
    level = LevelId("huyen" if office.communes else "so")
    unit = Unit(office.id, office.name, level, consolidates=office.id == CONSOLIDATOR)
    write_template(path, edition, level=level, unit=unit, period=PeriodId(PERIOD))
    book = load_workbook(path)
    _identity_cell(book["Thông tin"], "Ngày lập", dated)
    cells = value_cells(edition)
    for name, typed in figures.items():
        code = Code(name)
        form = edition.indicators[code].form
        _type(book[f"Biểu mẫu {form}"], cells[code], typed)
    return book


def _identity_cell(sheet: Worksheet, label: str, typed: Typed) -> None:
    row = next(cell.row for cell in sheet["B"] if cell.value == label)
    sheet.cell(row, 3).value = typed


def _type(sheet: Worksheet, address: str, typed: Typed) -> None:
    """As Excel takes it in: a date brings its number format along."""
    cell = sheet[address]
    cell.value = typed
    if isinstance(typed, date):
        cell.number_format = _DAY


class Columns(NamedTuple):
    """Where the columns of a table stand, from 1."""

    stt: int
    label: int
    measure: int
    value: int
    note: int

    @classmethod
    def of(cls, layout: Layout) -> Columns:
        """The columns as the layout shifts them."""
        first, gap = 1 + layout.left, int(layout.gap)
        return cls(first, first + 1, first + 2 + gap, first + 3 + gap, first + 4 + gap)


class Annex(NamedTuple):
    """An annex that a unit typed itself: figures, units of measure and notes as typed, heading lines of each form."""

    layout: Layout
    heading: Callable[[Form], list[str]]
    figures: Figures
    measures: Mapping[str, str] = {}
    notes: Mapping[str, str] = {}
    footnotes: Mapping[int, str] = {}


def annex_heading(office: Office) -> Callable[[Form], list[str]]:
    """The lines above each form; no two sheets need have as many."""

    def lines(form: Form) -> list[str]:
        title = [f"Biểu mẫu {form.number}", form.title]
        attached = f"(Kèm theo Báo cáo công tác cải cách hành chính {PERIOD_TEXT})"
        if form.number == 1:
            return ["UBND TỈNH GIA LAI", office.name.upper(), "", *title, attached, ""]
        return [office.name.upper(), *title, attached] if form.number % 2 else [*title, attached, ""]

    return lines


def write_annex(edition: Edition, annex: Annex) -> Workbook:
    """The workbook: a sheet for each form, labels, STT and units of measure as the official form prints them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for form in edition.forms:
        _write_form(book.create_sheet(f"Biểu mẫu {form.number}"), edition, form, annex)
    return book


def _write_form(sheet: Worksheet, edition: Edition, form: Form, annex: Annex) -> None:
    columns, row = Columns.of(annex.layout), 1
    for line in annex.heading(form):
        _write_line(sheet, row, columns, line)
        row += 1
    row = _write_head(sheet, row, columns, edition)
    for indicator in edition.rows(form.number):
        if indicator.code == annex.layout.repeats_head:
            row = _write_head(sheet, row, columns, edition)
        _write_row(sheet, row, columns, indicator, annex)
        row += 1
    if form.number in annex.footnotes:
        sheet.cell(row + 1, columns.stt, annex.footnotes[form.number]).font = Font(_FONT, 10, italic=True)
    _set_up(sheet, columns)


def _write_line(sheet: Worksheet, row: int, columns: Columns, line: str) -> None:
    """One heading line, across the table."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=columns.stt, end_column=columns.note)
    cell = sheet.cell(row, columns.stt, line or None)
    cell.font = Font(_FONT, 13, bold=not line.startswith("("), italic=line.startswith("("))
    cell.alignment = Alignment("center", "center")


def _write_head(sheet: Worksheet, row: int, columns: Columns, edition: Edition) -> int:
    """The head over two rows; gives the row below it."""
    texts = {columns.stt: "STT", columns.label: edition.indicator_head, columns.note: "Ghi chú"}
    for column, text in texts.items():
        sheet.cell(row, column, text)
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    sheet.cell(row, columns.measure, "Kết quả thống kê")
    sheet.merge_cells(start_row=row, end_row=row, start_column=columns.measure, end_column=columns.value)
    sheet.cell(row + 1, columns.measure, "Đơn vị tính")
    sheet.cell(row + 1, columns.value, "Số liệu")
    for column in columns:
        for cell in (sheet.cell(row, column), sheet.cell(row + 1, column)):
            cell.font, cell.border = Font(_FONT, 12, bold=True), _GRID
            cell.alignment = Alignment("center", "center", wrap_text=True)
    return row + 2


def _write_row(sheet: Worksheet, row: int, columns: Columns, indicator: Indicator, annex: Annex) -> None:
    code = indicator.code
    texts = {
        columns.stt: indicator.printed_stt,
        columns.label: indicator.printed_label,
        columns.measure: annex.measures.get(code, indicator.printed_measure),
        columns.note: annex.notes.get(code, ""),
    }
    bold = indicator.parent is None
    for column, text in texts.items():
        cell = sheet.cell(row, column, text or None)
        cell.font = Font(_FONT, 12, bold=bold and column <= columns.label, italic=indicator.depth > 1)
        across = "left" if column in (columns.label, columns.note) else "center"
        cell.alignment, cell.border = Alignment(across, "center", wrap_text=True), _GRID
    _write_figure(sheet, row, columns.value, indicator, annex)
    sheet.row_dimensions[row].height = _height(
        dict(zip(("stt", "label", "measure", "note"), texts.values(), strict=True))
    )


def _height(texts: Mapping[str, str]) -> float:
    """High enough for the texts, by their columns: a line takes some more letters than the column is wide."""
    lines = max(-(-len(text) * 10 // (11 * _WIDTHS[name])) for name, text in texts.items())
    return min(_LINE * max(lines, 1) + 3, _HIGHEST)


def _write_figure(sheet: Worksheet, row: int, column: int, indicator: Indicator, annex: Annex) -> None:
    """What was typed, and how: text stays text; a percent goes into a percent cell where the unit has such cells."""
    typed, cell = annex.figures.get(indicator.code), sheet.cell(row, column)
    cell.font, cell.border, cell.alignment = Font(_FONT, 12), _GRID, Alignment("center", "center", wrap_text=True)
    if annex.layout.percent and indicator.kind is Kind.PERCENT and isinstance(typed, (int, float)):
        typed, cell.number_format = round(typed / 100, 6), annex.layout.percent
    elif isinstance(typed, str):
        cell.number_format = "@"
    _type(sheet, cell.coordinate, typed)


def _set_up(sheet: Worksheet, columns: Columns) -> None:
    for name, column in columns._asdict().items():
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    for column in set(range(1, columns.note)) - set(columns):
        sheet.column_dimensions[get_column_letter(column)].width = 3
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
