"""Sheets "Chi tiết BM1" …: indicators × units: every unit's answer, and the province's figure as a formula over it."""

from __future__ import annotations

import math

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.catalogue import Form, Indicator
from cchc_xlsx.consolidation import Column, Figure, is_shared
from cchc_xlsx.model import Kind, Policy
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import formulas, layout, wording
from cchc_xlsx.reports.provincial.book import Book
from cchc_xlsx.reports.provincial.layout import detail_sheet
from cchc_xlsx.reports.provincial.notes import official_remark
from cchc_xlsx.reports.provincial.official import formula, number_format, plain, shown, tally_text
from cchc_xlsx.reports.provincial.unit_cells import LOOKS, Look, UnitCell, unit_cell
from cchc_xlsx.reports.sheet_styles import GROUP_FILL, clean, height, set_page, set_widths

_UNITS_A_PAGE = 18
_WIDTHS = (10, 6, 36, 10, 13, 14, 12)
_UNIT_WIDTH = 8.5
_PROVINCE_FILL = "#FFF8E1"
_COMMENT = {"x_scale": 1.8, "y_scale": 1.2, "font_size": 9}


def write_detail(book: Book, workbook: Workbook, form: Form) -> None:
    """Adds the detail sheet of one form."""
    sheet = workbook.add_worksheet(detail_sheet(form.number))
    _write_titles(book, sheet, form)
    _write_head(book, sheet)
    for indicator in book.edition.rows(form.number):
        _write_row(book, sheet, indicator)
    _set_up(book, sheet)


def _write_titles(book: Book, sheet: Worksheet, form: Form) -> None:
    styles = book.styles
    title = say(wording.DETAIL_TITLE, book.lang, form=form.number, title=form.title)
    sheet.write_string(layout.TITLE_ROW, 0, title, styles(bold=True, font_size=14))
    sheet.write_string(layout.PERIOD_ROW, 0, book.period, styles(italic=True))
    sheet.write_string(layout.LEGEND_ROW, 0, say(wording.LEGEND, book.lang), styles(bold=True, font_size=9))
    for place, look in enumerate(Look, layout.LABEL - 1):
        if words := LOOKS[look].legend:
            style = styles(font_size=9, border=1, align="center", text_wrap=True, **LOOKS[look].properties)
            sheet.write_string(layout.LEGEND_ROW, place, say(words, book.lang), style)
    sheet.set_row(layout.LEGEND_ROW, 36)


def _write_head(book: Book, sheet: Worksheet) -> None:
    head = book.styles.head()
    names = (
        wording.CODE, wording.STT, wording.INDICATOR, wording.MEASURE, wording.HOW, wording.PROVINCE, wording.CONTROL,
    )  # fmt: skip
    for place, words in enumerate(names):
        sheet.merge_range(layout.HEAD_ROW - 1, place, layout.HEAD_ROW, place, say(words, book.lang), head)
    name_style = book.styles.head(rotation=90, font_size=9)
    absent = book.styles.head(rotation=90, font_size=9, italic=True, font_color="#7F7F7F")
    for column in book.columns:  # the level over each: a merged cell would be cut where a page ends
        place = book.layout.places[column.unit.id]
        level = book.level_name(column.level) or say(wording.NO_LEVEL, book.lang)
        sheet.write_string(layout.HEAD_ROW - 1, place, level, book.styles.head(font_size=9))
        sheet.write_string(layout.HEAD_ROW, place, _head_of(book, column), name_style if column.is_summed else absent)
    sheet.set_row(layout.HEAD_ROW, 150)


def _head_of(book: Book, column: Column) -> str:
    if column.is_summed:
        return clean(column.unit.name)
    note = wording.NOT_SENT if column.checked is None else wording.LEFT_OUT
    return f"{clean(column.unit.name)} ({say(note, book.lang)})"


def _write_row(book: Book, sheet: Worksheet, indicator: Indicator) -> None:
    row = book.layout.rows[indicator.code]
    is_title = indicator.kind is Kind.HEADING
    look = {"bold": True, "bg_color": GROUP_FILL} if is_title else {}
    text = book.styles(border=1, text_wrap=True, font_size=10, **look)
    sheet.write_string(row, layout.CODE, indicator.code, text)
    sheet.write_string(row, layout.STT, indicator.stt, text)
    label = book.styles(border=1, text_wrap=True, font_size=10, indent=min(indicator.depth, 3), **look)
    sheet.write_string(row, layout.LABEL, indicator.label, label)
    sheet.write_string(row, layout.MEASURE, indicator.measure, text)
    sheet.write_string(row, layout.POLICY, book.policy_words(indicator), text)
    sheet.write_blank(row, layout.CONTROL, None, text)
    sheet.set_row(row, _height(book, indicator))
    if is_title:
        sheet.write_blank(row, layout.PROVINCE, None, text)
    else:
        _write_province(book, sheet, indicator, book.figures[indicator.code])
    for column in book.columns:
        _write_unit(book, sheet, indicator, column)


def _height(book: Book, indicator: Indicator) -> float:
    texts = [
        (indicator.label, _WIDTHS[layout.LABEL] - 2 * min(indicator.depth, 3)),
        (indicator.measure, _WIDTHS[layout.MEASURE]),
        (book.policy_words(indicator), _WIDTHS[layout.POLICY]),
    ]
    if indicator.policy is Policy.TALLY:
        texts.append((tally_text(book.figures[indicator.code], indicator, book.lang), _WIDTHS[layout.PROVINCE] - 1))
    return height(texts, font_size=10)


def _write_province(book: Book, sheet: Worksheet, indicator: Indicator, figure: Figure) -> None:
    row = book.layout.rows[indicator.code]
    style = _province_style(book, indicator, figure)
    if indicator.policy is Policy.TOTAL:
        _write_control(book, sheet, indicator, figure)
    if figure.official:
        _write_official(book, sheet, row, figure, style)
        return
    text, value = formula(indicator, book.layout, book.lang), shown(figure, indicator, book.lang)
    if indicator.policy is Policy.SHARED and text != formulas.NOTHING:
        sheet.write_array_formula(row, layout.PROVINCE, row, layout.PROVINCE, text, style, value)
    else:
        sheet.write_formula(row, layout.PROVINCE, text, style, value)


def _write_official(book: Book, sheet: Worksheet, row: int, figure: Figure, style: Format) -> None:
    """The officer's figure in place of a formula: the rows that follow from it take it from here."""
    if figure.value is None:
        sheet.write_formula(row, layout.PROVINCE, '=""', style, "")  # a blank cell would count as 0 where it is used
    else:
        sheet.write_number(row, layout.PROVINCE, plain(figure.value), style)
    sheet.write_comment(row, layout.PROVINCE, clean(official_remark(book, figure)), _COMMENT)


def _write_control(book: Book, sheet: Worksheet, indicator: Indicator, figure: Figure) -> None:
    """The sum of the units' own totals, red where it is another; a list that counts once cannot be compared."""
    place = book.layout.rows[indicator.code], layout.CONTROL
    value = "" if figure.control is None else plain(figure.control)
    style = book.styles(border=1, align="right", num_format=number_format(indicator, figure.control))
    sheet.write_formula(*place, formulas.sum_of(book.layout.spans(indicator)), style, value)
    if not is_shared(indicator.code, book.edition):
        control, official = xl_rowcol_to_cell(*place), book.layout.official(indicator.code)
        differs = f"=AND(ISNUMBER({control}),{control}<>N({official}))"
        red = book.styles(font_color="#C00000", bold=True)
        sheet.conditional_format(*place, *place, {"type": "formula", "criteria": differs, "format": red})


def _province_style(book: Book, indicator: Indicator, figure: Figure) -> Format:
    look = Look.ADJUSTED if figure.official else Look.ERROR if figure.is_marked else None
    fill = LOOKS[look].properties["bg_color"] if look else _PROVINCE_FILL
    text = {"align": "left", "font_size": 10} if indicator.policy is Policy.TALLY else {"align": "right"}
    decimals = None if indicator.kind is Kind.PERCENT else figure.value
    return book.styles(
        border=1, bold=True, text_wrap=True, bg_color=fill, num_format=number_format(indicator, decimals), **text
    )


def _write_unit(book: Book, sheet: Worksheet, indicator: Indicator, column: Column) -> None:
    cell = unit_cell(indicator, column, book.figures.get(indicator.code), book.errors(column), book.edition, book.lang)
    row, place = book.layout.rows[indicator.code], book.layout.places[column.unit.id]
    properties = dict(LOOKS[cell.look].properties)
    style = book.styles(
        border=1, align="right", font_size=10, num_format=number_format(indicator, cell.number), **properties
    )
    _write_answer(book, sheet, (row, place), cell, column, style)
    if cell.note:
        sheet.write_comment(row, place, clean(cell.note), _COMMENT)


def _write_answer(
    book: Book, sheet: Worksheet, place: tuple[int, int], cell: UnitCell, column: Column, style: Format
) -> None:
    if cell.number is not None and cell.parts:
        parts = [book.layout.unit_cell(part, column.unit.id) for part in cell.parts]
        sheet.write_formula(*place, formulas.stand_in(parts), style, plain(cell.number))
    elif cell.number is not None:
        sheet.write_number(*place, plain(cell.number), style)
    elif cell.text:
        sheet.write_string(*place, clean(cell.text), style)
    else:
        sheet.write_blank(*place, None, style)


def _set_up(book: Book, sheet: Worksheet) -> None:
    set_widths(sheet, [*_WIDTHS, *[_UNIT_WIDTH] * len(book.columns)])
    sheet.freeze_panes(layout.FIRST_ROW, layout.MEASURE)
    sheet.set_landscape()
    sheet.repeat_rows(layout.HEAD_ROW - 1, layout.HEAD_ROW)
    sheet.repeat_columns(layout.CODE, layout.LABEL)
    set_page(sheet, footer=book.footer, pages_wide=max(1, math.ceil(len(book.columns) / _UNITS_A_PAGE)))
