"""The sheet "Lỗi": a line for each finding, filterable, with a link to where it stands in the same workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.reports.findings_table import CODE_COLUMN, FindingRow, findings_table
from cchc_xlsx.reports.sheet_styles import SEVERITY_FILLS, Styles, clean, height, set_page, set_widths
from cchc_xlsx.reports.words import Lang

SHEET = "Lỗi"
MOST_LINKS = 60_000
"""Excel holds 65,530 links a sheet."""

Link = Callable[[FindingRow], str | None]
"""Where a finding's row stands in the workbook (``internal:'Chi tiết BM7'!K41``), None where it does not."""

_NO_LONGER = {"font_color": "#7F7F7F"}
"""How a finding looks that does not count: accepted, or mended."""


def write_findings_sheet(
    workbook: Workbook, rows: Sequence[FindingRow], lang: Lang, link: Link = lambda _: None
) -> Worksheet:
    """Adds the sheet "Lỗi" with the rows in the order given; indicators link to ``link(row)`` where there is one."""
    sheet, styles, table = workbook.add_worksheet(SHEET), Styles(workbook), findings_table(rows, lang)
    for number, head in enumerate(table.heads):
        sheet.write_string(0, number, head, styles.head())
    for number, (row, line) in enumerate(zip(rows, table.lines, strict=True), 1):
        _write_row(sheet, styles, number, row, line, table.widths)
        target = link(row) if row.code and number <= MOST_LINKS else None
        if target:
            style = styles(border=1, valign="top", font_color="#0563C1", underline=1)
            sheet.write_url(number, CODE_COLUMN, target, style, clean(row.code or ""))
    set_widths(sheet, table.widths)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.widths) - 1)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    set_page(sheet, footer="cchc-xlsx")
    return sheet


def _write_row(
    sheet: Worksheet, styles: Styles, number: int, row: FindingRow, line: Sequence[str], widths: Sequence[float]
) -> None:
    texts = [clean(text) for text in line]
    sheet.set_row(number, height(zip(texts, widths, strict=True)))
    severity = {"bg_color": SEVERITY_FILLS[row.severity], "bold": True} if row.is_open else _NO_LONGER
    for place, text in enumerate(texts):
        look = severity if place == 0 else {} if row.is_open else _NO_LONGER
        style = styles(border=1, valign="top", text_wrap=True, **look)
        sheet.write_string(number, place, text, style)
