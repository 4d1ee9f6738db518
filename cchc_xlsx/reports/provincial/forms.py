"""Sheets "Biểu mẫu 1" …: the official layout, its figures pointing at the detail sheets, ready to print."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.catalogue import Form, Indicator
from cchc_xlsx.catalogue.relations import Repeats
from cchc_xlsx.model import Code, Kind, Policy
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import wording
from cchc_xlsx.reports.provincial.book import Book
from cchc_xlsx.reports.provincial.layout import form_sheet
from cchc_xlsx.reports.provincial.notes import remark
from cchc_xlsx.reports.provincial.official import number_format, shown, tally_text
from cchc_xlsx.reports.provincial.unit_cells import LOOKS, Look
from cchc_xlsx.reports.sheet_styles import height, set_page, set_widths

_WIDTHS = (7, 46, 15, 16, 42)
_HEAD_ROW, _FIRST_ROW = 4, 6


def write_form(book: Book, workbook: Workbook, form: Form) -> None:
    """Adds the sheet of one form."""
    sheet = workbook.add_worksheet(form_sheet(form.number))
    _write_titles(book, sheet, form)
    _write_head(book, sheet)
    rows = book.edition.rows(form.number)
    for row, indicator in enumerate(rows, _FIRST_ROW):
        _write_row(book, sheet, row, indicator)
    set_widths(sheet, _WIDTHS)
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.set_portrait()
    sheet.repeat_rows(_HEAD_ROW, _FIRST_ROW - 1)
    sheet.print_area(0, 0, _FIRST_ROW + len(rows) - 1, len(_WIDTHS) - 1)
    set_page(sheet, footer=book.footer)


def _write_titles(book: Book, sheet: Worksheet, form: Form) -> None:
    title = book.styles(bold=True, font_size=13, align="center")
    plain = book.styles(italic=True, font_size=12, align="center")
    last = len(_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, say(wording.FORM_TITLE, book.lang, form=form.number), title)
    sheet.merge_range(1, 0, 1, last, form.title, title)
    sheet.merge_range(2, 0, 2, last, f"{book.edition.province}. {book.period}", plain)


def _write_head(book: Book, sheet: Worksheet) -> None:
    head, below = book.styles.head(), _HEAD_ROW + 1
    for place, text in ((0, say(wording.STT, book.lang)), (1, book.edition.indicator_head)):
        sheet.merge_range(_HEAD_ROW, place, below, place, text, head)
    sheet.merge_range(_HEAD_ROW, 2, _HEAD_ROW, 3, say(wording.RESULT, book.lang), head)
    sheet.write_string(below, 2, say(wording.MEASURE_LONG, book.lang), head)
    sheet.write_string(below, 3, say(wording.VALUE, book.lang), head)
    sheet.merge_range(_HEAD_ROW, 4, below, 4, say(wording.REMARK, book.lang), head)


def _write_row(book: Book, sheet: Worksheet, row: int, indicator: Indicator) -> None:
    bold = indicator.kind is Kind.HEADING or indicator.depth == 0
    text = book.styles(border=1, text_wrap=True, bold=bold)
    sheet.write_string(row, 0, indicator.stt, text)
    sheet.write_string(row, 1, indicator.label, text)
    sheet.write_string(row, 2, indicator.measure, book.styles(border=1, text_wrap=True, align="center"))
    depends = indicator.meanings and not indicator.is_own
    note = "" if indicator.kind is Kind.HEADING else remark(book, indicator)
    sheet.write_string(row, 4, note, book.styles(border=1, text_wrap=True, font_size=9))
    heights = [(indicator.label, _WIDTHS[1] * 0.92), (indicator.measure, _WIDTHS[2]), (note, _WIDTHS[4] * 11 / 9)]
    if depends:
        heights.append((tally_text(book.figures[indicator.code], indicator, book.lang), _WIDTHS[3] * 11 / 9))
    sheet.set_row(row, height(heights))
    source = _repeated(book, indicator.code) if indicator.kind is Kind.HEADING else indicator.code
    if source is None:
        sheet.write_blank(row, 3, None, text)
    else:
        _write_figure(book, sheet, row, source)


def _repeated(book: Book, heading: Code) -> Code | None:
    """The row whose figure the official form repeats in a heading."""
    return next((one.row for one in book.edition.of_kind(Repeats) if one.heading == heading), None)


def _write_figure(book: Book, sheet: Worksheet, row: int, code: Code) -> None:
    indicator, figure = book.edition.indicators[code], book.figures[code]
    decimals = None if indicator.kind is Kind.PERCENT else figure.value
    look = LOOKS[Look.ADJUSTED].properties if figure.official else {}
    look = LOOKS[Look.ERROR].properties if figure.is_marked else look
    size = {"font_size": 9} if indicator.policy is Policy.TALLY else {"bold": indicator.depth == 0}
    style = book.styles(
        border=1, align="center", text_wrap=True, num_format=number_format(indicator, decimals), **size, **look
    )
    sheet.write_formula(row, 3, f"={book.layout.from_afar(code)}", style, shown(figure, indicator, book.lang))
