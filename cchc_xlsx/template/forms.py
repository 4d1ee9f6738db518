"""Sheets "Biểu mẫu n": the official layout, an input cell in each row that the unit has to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.catalogue import Edition, Form, Indicator
from cchc_xlsx.model import Code, Identity, Kind
from cchc_xlsx.template.entries import validation
from cchc_xlsx.template.identity import LEVEL_CELL, LINE, level_name, line
from cchc_xlsx.template.styles import (
    CLOSED_FILL,
    CLOSED_FONT,
    HEAD_FILL,
    INPUT_FILL,
    Styles,
    finish_sheet,
    height,
    set_widths,
)

_STT, _LABEL, _MEASURE, _VALUE, _NOTE = range(5)
_WIDTHS = (7.5, 50, 13.5, 14, 18)
_HEAD, _FIRST = 3, 5  # rows from 0: the two rows of the head, the first indicator

_Look = dict[str, Any]
_BOLD, _INDENT = 0.9, 2.0  # bold text takes more room; characters that an indent takes
_MEASURE_LOOK = {"bold": False, "italic": False, "font_size": 11}  # so that printed codes break where one ends
_FORMATS = {Kind.COUNT: "#,##0", Kind.MONEY: "#,##0.0##"}


class Access(StrEnum):
    """Whether a row is for the unit to fill in: yes, no, or as the identity block's level says once it is filled in."""

    OPEN = "open"
    CLOSED = "closed"
    BY_LEVEL = "by level"


def access(indicator: Indicator, identity: Identity) -> Access:
    """Whether the row is for that unit or level to fill in."""
    if indicator.is_own:
        return Access.OPEN if identity.unit and identity.unit.consolidates else Access.CLOSED
    if indicator.reporter in (None, identity.level):
        return Access.OPEN
    return Access.CLOSED if identity.level else Access.BY_LEVEL


def value_cells(edition: Edition) -> dict[Code, str]:
    """The cell of each indicator's figure on its form's sheet: ``{"BM3.3.1a": "D20", …}``."""
    return {
        indicator.code: f"D{row}"
        for form in edition.forms
        for row, indicator in enumerate(edition.rows(form.number), _FIRST + 1)
    }


def write_form(workbook: Workbook, styles: Styles, edition: Edition, form: Form, identity: Identity) -> None:
    """Adds the sheet of one form."""
    sheet = workbook.add_worksheet(f"Biểu mẫu {form.number}")
    set_widths(sheet, _WIDTHS)
    _write_titles(sheet, styles, form, line(edition, identity))
    _write_head(sheet, styles, edition)
    rows = dict(enumerate(edition.rows(form.number), _FIRST))
    _write_rows(sheet, styles, edition, rows, identity)
    _restrict(sheet, edition, rows, identity)
    _grey_by_level(sheet, styles, edition, rows, identity)
    sheet.freeze_panes(_FIRST, 0)
    sheet.repeat_rows(_HEAD, _FIRST - 1)
    sheet.set_zoom(110)
    finish_sheet(sheet, max(rows), _NOTE)


def _write_titles(sheet: Worksheet, styles: Styles, form: Form, text: str) -> None:
    title, plain = styles(bold=True, font_size=13, align="center"), styles(italic=True, align="center")
    for row, words in enumerate((sheet.get_name(), form.title)):
        sheet.merge_range(row, _STT, row, _NOTE, words, title)
        sheet.set_row(row, 20)
    sheet.merge_range(_HEAD - 1, _STT, _HEAD - 1, _NOTE, "", plain)
    sheet.write_formula(_HEAD - 1, _STT, LINE, plain, text)
    sheet.set_row(_HEAD - 1, 24)


def _write_head(sheet: Worksheet, styles: Styles, edition: Edition) -> None:
    style = styles(bold=True, align="center", border=1, bg_color=HEAD_FILL)
    top, bottom = _HEAD, _FIRST - 1
    for column, text in ((_STT, "STT"), (_LABEL, edition.indicator_head), (_NOTE, "Ghi chú")):
        sheet.merge_range(top, column, bottom, column, text, style)
    sheet.merge_range(top, _MEASURE, top, _VALUE, "Kết quả thống kê", style)
    sheet.write(bottom, _MEASURE, "Đơn vị tính", style)
    sheet.write(bottom, _VALUE, "Số liệu", style)
    sheet.set_row(top, 22)
    sheet.set_row(bottom, 22)


def _write_rows(
    sheet: Worksheet, styles: Styles, edition: Edition, rows: Mapping[int, Indicator], identity: Identity
) -> None:
    notes = {reporter.id: reporter.note for reporter in edition.reporters}
    for row, indicator in rows.items():
        note = notes[indicator.note_of] if indicator.note_of else ""
        text, entry, remark = _looks(indicator, access(indicator, identity))
        sheet.write(row, _STT, indicator.stt, styles(**text, align="center"))
        sheet.write(row, _LABEL, indicator.label, styles(**text, indent=_depth(indicator)))
        sheet.write(row, _MEASURE, indicator.measure, styles(**(text | _MEASURE_LOOK), align="center"))
        sheet.write_blank(row, _VALUE, None, styles(**entry, num_format=_FORMATS.get(indicator.kind, "General")))
        sheet.write(row, _NOTE, note, styles(**remark))
        sheet.set_row(row, _height(indicator, note))


def _looks(indicator: Indicator, may: Access) -> tuple[_Look, _Look, _Look]:
    """The looks of a row's printed texts, of its figure and of its note."""
    depth = _depth(indicator)
    text: _Look = {"border": 1, "bold": depth == 0, "italic": depth > 1}
    if may is Access.CLOSED:
        text |= {"bg_color": CLOSED_FILL, "font_color": CLOSED_FONT}
        return text, text | {"align": "center"}, text | {"bold": False, "italic": False}
    unlocked: _Look = {"border": 1, "locked": False}
    figure = text if indicator.kind is Kind.HEADING else unlocked | {"bold": depth == 0, "bg_color": INPUT_FILL}
    return text, figure | {"align": "center"}, unlocked


def _depth(indicator: Indicator) -> int:
    """How far the label is indented; a title between rows has no parent and stands with the first rows."""
    return indicator.depth if indicator.parent else 0


def _height(indicator: Indicator, note: str) -> float:
    depth = _depth(indicator)
    label = (indicator.label, _WIDTHS[_LABEL] * (1 if depth else _BOLD) - _INDENT * depth)
    return height((label, (indicator.measure, _WIDTHS[_MEASURE] * 12 / 11), (note, _WIDTHS[_NOTE])))


def _restrict(sheet: Worksheet, edition: Edition, rows: Mapping[int, Indicator], identity: Identity) -> None:
    cells = value_cells(edition)
    for row, indicator in rows.items():
        entry = validation(edition, indicator, cells.__getitem__)
        if entry and access(indicator, identity) is not Access.CLOSED:
            sheet.data_validation(row, _VALUE, row, _VALUE, entry)


def _grey_by_level(
    sheet: Worksheet, styles: Styles, edition: Edition, rows: Mapping[int, Indicator], identity: Identity
) -> None:
    """Greys the rows of another level as soon as the identity block names one. A name, as Excel 2007 allows no
    reference to another sheet here."""
    style = styles.overlay(bg_color=CLOSED_FILL, font_color=CLOSED_FONT)
    for level in edition.levels:
        concerned = [row for row, one in rows.items() if one.reporter == level.id]
        if concerned and not identity.level:
            formula = f'=AND({LEVEL_CELL}<>"",{LEVEL_CELL}<>"{level_name(edition, level.id)}")'
            ranges = [xl_range(row, _STT, row, _NOTE) for row in concerned]
            sheet.conditional_format(
                ranges[0], {"type": "formula", "criteria": formula, "format": style, "multi_range": " ".join(ranges)}
            )
