"""Sheet "Tình hình nộp": units × forms, who has sent what and how it stands."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.consolidation import Column, completeness, detail_of
from cchc_xlsx.model import SEVERITIES, Checked, Severity
from cchc_xlsx.reports.check_json import status_of
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import wording
from cchc_xlsx.reports.provincial.book import Book
from cchc_xlsx.reports.provincial.unit_cells import LOOKS, Look
from cchc_xlsx.reports.sheet_styles import SEVERITY_FILLS, clean, height, set_page, set_widths
from cchc_xlsx.reports.words import reason

SHEET = "Tình hình nộp"
_HEAD_ROW = 3
_FIXED = (wording.STT, wording.UNIT_CODE, wording.UNIT, wording.LEVEL, wording.STATUS)
_AFTER = (wording.FILE, wording.DATED, wording.REASON)
_WIDTHS = (5, 27, 30, 8, 14, 36, 12, 36)
"""Of the columns before and after the forms."""
_GOOD = "#E2EFDA"


def write_submissions(book: Book, workbook: Workbook) -> None:
    """Adds the sheet: a row for each unit of the roster (without roster: each that sent)."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.write_string(0, 0, say(wording.SUBMISSIONS_TITLE, book.lang), book.styles(bold=True, font_size=14))
    sheet.write_string(1, 0, f"{book.period}. {say(wording.SUBMISSIONS_LEGEND, book.lang)}", book.styles(italic=True))
    forms = [f"BM{form.number}" for form in book.edition.forms]
    heads = [say(words, book.lang) for words in _FIXED] + forms + [say(words, book.lang) for words in _AFTER]
    for place, text in enumerate(heads):
        sheet.write_string(_HEAD_ROW, place, text, book.styles.head())
    for number, column in enumerate(book.columns, 1):
        _write_unit(book, sheet, number, column)
    set_widths(sheet, [*_WIDTHS[:5], *[8] * len(forms), *_WIDTHS[5:]])
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(len(book.columns), 1), len(heads) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 3)
    sheet.set_landscape()
    sheet.repeat_rows(_HEAD_ROW)
    set_page(sheet, footer=book.footer)


def _write_unit(book: Book, sheet: Worksheet, number: int, column: Column) -> None:
    row, text = _HEAD_ROW + number, book.styles(border=1, text_wrap=True)
    sheet.write_number(row, 0, number, text)
    fixed = (column.unit.id, column.unit.name, book.level_name(column.level))
    for place, words in enumerate(fixed, 1):
        sheet.write_string(row, place, clean(words), text)
    forms = len(book.edition.forms)
    if column.checked is None:
        style = book.styles(border=1, align="center", **LOOKS[Look.NOT_SENT].properties)
        for place in range(len(_FIXED) - 1, len(_FIXED) + forms + len(_AFTER)):
            sheet.write_blank(row, place, None, style)
        sheet.write_string(row, len(_FIXED) - 1, say(wording.NOT_SENT, book.lang), style)
        return
    sheet.write_string(row, len(_FIXED) - 1, _status(book, column.checked), _status_style(book, column.checked))
    _write_forms(book, sheet, row, column, column.checked)
    why = reason(column.checked.left_out, detail_of(column.checked), book.lang) if column.checked.left_out else ""
    after = ("\n".join(column.checked.submission.paths), column.checked.submission.identity.dated, why)
    path_width, _, why_width = _WIDTHS[-3:]
    sheet.set_row(
        row,
        height(
            [(column.unit.id, _WIDTHS[1]), (column.unit.name, _WIDTHS[2]), (after[0], path_width), (why, why_width)]
        ),
    )
    for place, words in enumerate(after, len(_FIXED) + forms):
        sheet.write_string(row, place, clean(words), text)


def _status(book: Book, checked: Checked) -> str:
    text = say(wording.STATUSES[status_of(checked.findings)], book.lang)
    return f"{text} ({say(wording.LEFT_OUT, book.lang)})" if checked.left_out else text


def _status_style(book: Book, checked: Checked) -> Format:
    return _coloured(book, min((one.severity for one in checked.open_findings), key=SEVERITIES.index, default=None))


def _coloured(book: Book, worst: Severity | None) -> Format:
    fill = SEVERITY_FILLS[worst] if worst in (Severity.ERROR, Severity.WARNING) else _GOOD
    return book.styles(border=1, align="center", text_wrap=True, bg_color=fill)


def _write_forms(book: Book, sheet: Worksheet, row: int, column: Column, checked: Checked) -> None:
    done = completeness(column.readings, column.level, book.edition)
    for place, form in enumerate(book.edition.forms, len(_FIXED)):
        found = [one.severity for one in checked.open_findings if one.form == form.number]
        worst = min(found, key=SEVERITIES.index, default=None)
        if form.number in checked.submission.forms:
            filled = done[form.number]
            sheet.write_string(row, place, f"{filled.filled}/{filled.due}", _coloured(book, worst))
        else:
            sheet.write_string(row, place, say(wording.FORM_ABSENT, book.lang), _coloured(book, Severity.ERROR))
