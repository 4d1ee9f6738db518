"""The sheet "Lỗi": a line for each finding, filterable, with a link to where it stands in the same workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.reports.findings_table import FindingRow, cells, heads
from cchc_xlsx.reports.sheet_styles import SEVERITY_FILLS, Styles, clean, height, set_page, set_widths
from cchc_xlsx.reports.words import Lang

SHEET = "Lỗi"
MOST_LINKS = 60_000
"""Excel holds 65,530 links a sheet."""

Link = Callable[[FindingRow], str | None]
"""Where a finding's row stands in the workbook (``internal:'Chi tiết BM7'!K41``), None where it does not."""


_WIDTHS = (9.5, 20, 6, 12, 26, 12, 12, 56, 30, 28, 22, 13, 6.5, 8.5)
_LINKED = 3


def write_findings_sheet(
    workbook: Workbook, rows: Sequence[FindingRow], lang: Lang, link: Link = lambda _: None
) -> Worksheet:
    """Adds the sheet "Lỗi" with the rows in the order given; indicators link to ``link(row)`` where there is one."""
    sheet, styles = workbook.add_worksheet(SHEET), Styles(workbook)
    for number, head in enumerate(heads(lang)):
        sheet.write_string(0, number, head, styles.head())
    for number, row in enumerate(rows, 1):
        _write_row(sheet, styles, number, row, lang)
        target = link(row) if row.code and number <= MOST_LINKS else None
        if target:
            style = styles(border=1, valign="top", font_color="#0563C1", underline=1)
            sheet.write_url(number, _LINKED, target, style, clean(row.code or ""))
    set_widths(sheet, _WIDTHS)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_WIDTHS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    set_page(sheet, footer="cchc-xlsx")
    return sheet


def _write_row(sheet: Worksheet, styles: Styles, number: int, row: FindingRow, lang: Lang) -> None:
    texts = [clean(text) for text in cells(row, lang)]
    sheet.set_row(number, height(zip(texts, _WIDTHS, strict=True)))
    for place, text in enumerate(texts):
        look = {"bg_color": SEVERITY_FILLS[row.severity], "bold": True} if place == 0 else {}
        style = styles(border=1, valign="top", text_wrap=True, **look)
        sheet.write_string(number, place, text, style)
