"""The sheet "Điều chỉnh": every figure that is not as sent or not as computed, why, by whom; and the lines not used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.consolidation import Figure
from cchc_xlsx.intake.adjustments import STEM
from cchc_xlsx.model import Adjustment, Finding, Outcome
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.sheet_styles import GROUP_FILL, Styles, clean, height, set_page, set_widths
from cchc_xlsx.reports.words import Lang, number, sentence, shown
from cchc_xlsx.rules import Words
from cchc_xlsx.rules.decisions import OFFICIAL

SHEET = "Điều chỉnh"
_TITLE = Words("Số liệu điều chỉnh, có lý do", "Figures corrected, with a reason")
_HEADS = (
    Words("Đơn vị", "Unit"), Words("Chỉ tiêu", "Indicator"), Words("Tên chỉ tiêu", "Label"),
    Words("Số đã gửi", "As sent"), Words("Số được dùng", "Used"), Words("Lý do", "Reason"),
    Words("Người quyết định", "Decided by"), Words("Ngày", "Date"), Words("Ghi ở", "Written in"),
)  # fmt: skip
_WIDTHS = (24, 12, 40, 14, 14, 44, 20, 11, 22)
_PROVINCE = Words("Toàn tỉnh", "The province")
_UNUSED = Words("Dòng không được dùng", "Lines that are not used")
_HEAD_ROW = 2


class _Row(NamedTuple):
    unit: str
    sent: str
    used: str
    by: Adjustment


def write_adjustments_sheet(
    workbook: Workbook, outcome: Outcome, official: Iterable[Figure], edition: Edition, lang: Lang
) -> None:
    """Adds the sheet; none where nothing is corrected, and nothing was meant to be. ``official`` are the province's
    figures that the officer sets."""
    lines = [_cells(row, edition) for row in _rows(outcome, official, lang)]
    unused = [sentence(finding, edition, lang) for finding in _unused(outcome)]
    if not (lines or unused):
        return
    sheet, styles = workbook.add_worksheet(SHEET), Styles(workbook)
    sheet.write_string(0, 0, say(_TITLE, lang), styles(bold=True, font_size=14))
    for place, words in enumerate(_HEADS):
        sheet.write_string(_HEAD_ROW, place, say(words, lang), styles.head())
    for at, line in enumerate(lines, _HEAD_ROW + 1):
        sheet.set_row(at, height(zip(line, _WIDTHS, strict=True)))
        for place, text in enumerate(line):
            sheet.write_string(at, place, clean(text), styles(border=1, text_wrap=True, valign="top"))
    if unused:
        _write_unused(sheet, styles, _HEAD_ROW + 2 + len(lines), [say(_UNUSED, lang), *unused])
    set_widths(sheet, _WIDTHS)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(_HEAD_ROW)
    set_page(sheet, footer="cchc-xlsx")


def _write_unused(sheet: Worksheet, styles: Styles, first: int, texts: Iterable[str]) -> None:
    """A heading and a line for each sentence, over the full width."""
    for at, text in enumerate(texts, first):
        heading = {"bold": True, "bg_color": GROUP_FILL} if at == first else {}
        style = styles(text_wrap=True, valign="top", **heading)
        sheet.merge_range(at, 0, at, len(_HEADS) - 1, "", style)
        sheet.write_string(at, 0, clean(text), style)
        sheet.set_row(at, height([(text, sum(_WIDTHS))]))


def _rows(outcome: Outcome, official: Iterable[Figure], lang: Lang) -> Iterator[_Row]:
    for checked in outcome.checked:
        submission = checked.submission
        for code, (sent, by) in submission.adjusted.items():
            yield _Row(submission.name, shown(sent, lang), shown(submission.readings[code], lang), by)
    for figure in official:
        if figure.official:
            by, computed = figure.official
            yield _Row(say(_PROVINCE, lang), _figure(computed, lang), _figure(figure.value, lang), by)


def _figure(value: Decimal | None, lang: Lang) -> str:
    return "" if value is None else number(round(value, 2), lang)


def _unused(outcome: Outcome) -> Iterator[Finding]:
    """What is said of lines of dieu_chinh that are not used."""
    for finding in outcome.findings:
        is_ours = any(PurePath(path).stem.casefold() == STEM for path in finding.paths)
        if is_ours and finding.rule != OFFICIAL.id:
            yield finding


def _cells(row: _Row, edition: Edition) -> Sequence[str]:
    by, code = row.by, row.by.code
    where = f"{PurePath(by.source.path).name}:{by.source.line}"
    return (row.unit, code, edition.indicators[code].label, row.sent, row.used, by.reason, by.who, by.dated, where)
