"""The sheet "Lỗi": a line for each finding, filterable, with a link to where it stands in the same workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.reports.findings_table import FindingRow
from cchc_xlsx.reports.sheet_styles import SEVERITY_FILLS, Styles, clean, height, set_page, set_widths
from cchc_xlsx.reports.words import SEVERITY_WORDS, Lang, pick
from cchc_xlsx.rules import Words

SHEET = "Lỗi"
MOST_LINKS = 60_000
"""Excel holds 65,530 links a sheet."""

Link = Callable[[FindingRow], str | None]
"""Where a finding's row stands in the workbook (``internal:'Chi tiết BM7'!K41``), None where it does not."""


class _Column(NamedTuple):
    head: Words
    width: float
    text: Callable[[FindingRow, Lang], str]


_COLUMNS = (
    _Column(Words("Mức độ", "Severity"), 9.5, lambda row, lang: pick(SEVERITY_WORDS[row.severity], lang).capitalize()),
    _Column(Words("Đơn vị", "Unit"), 20, lambda row, _: row.unit),
    _Column(Words("Biểu", "Form"), 6, lambda row, _: f"BM{row.form}" if row.form else ""),
    _Column(Words("Chỉ tiêu", "Indicator"), 12, lambda row, _: row.code or ""),
    _Column(Words("Tên chỉ tiêu", "Label"), 26, lambda row, _: row.label),
    _Column(Words("Giá trị ghi", "Value"), 12, lambda row, _: row.value),
    _Column(Words("Gợi ý", "Suggestion"), 12, lambda row, _: row.expected),
    _Column(Words("Nội dung", "Message"), 56, lambda row, _: row.message),
    _Column(Words("Tệp", "File"), 22, lambda row, _: row.path),
    _Column(Words("Trang", "Sheet"), 13, lambda row, _: row.sheet),
    _Column(Words("Ô", "Cell"), 6.5, lambda row, _: row.cell),
    _Column(Words("Quy tắc", "Rule"), 8.5, lambda row, _: row.rule),
)
_LINKED = 3


def write_findings_sheet(
    workbook: Workbook, rows: Sequence[FindingRow], lang: Lang, link: Link = lambda _: None
) -> Worksheet:
    """Adds the sheet "Lỗi" with the rows in the order given; indicators link to ``link(row)`` where there is one."""
    sheet, styles = workbook.add_worksheet(SHEET), Styles(workbook)
    for number, column in enumerate(_COLUMNS):
        sheet.write_string(0, number, pick(column.head, lang), styles.head())
    for number, row in enumerate(rows, 1):
        _write_row(sheet, styles, number, row, lang)
        target = link(row) if row.code and number <= MOST_LINKS else None
        if target:
            style = styles(border=1, valign="top", font_color="#0563C1", underline=1)
            sheet.write_url(number, _LINKED, target, style, clean(row.code or ""))
    set_widths(sheet, [column.width for column in _COLUMNS])
    sheet.autofilter(0, 0, max(len(rows), 1), len(_COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    set_page(sheet, footer="cchc-xlsx")
    return sheet


def _write_row(sheet: Worksheet, styles: Styles, number: int, row: FindingRow, lang: Lang) -> None:
    texts = [clean(column.text(row, lang)) for column in _COLUMNS]
    sheet.set_row(number, height(zip(texts, [column.width for column in _COLUMNS], strict=True)))
    for place, text in enumerate(texts):
        look = {"bg_color": SEVERITY_FILLS[row.severity], "bold": True} if place == 0 else {}
        style = styles(border=1, valign="top", text_wrap=True, **look)
        sheet.write_string(number, place, text, style)
