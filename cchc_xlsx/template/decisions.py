"""The officer's blank lists ``chap_nhan.xlsx`` and ``dieu_chinh.xlsx``: heads, what to write where, codes to choose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Roster
from cchc_xlsx.rules import RULES
from cchc_xlsx.template.saving import saved
from cchc_xlsx.template.styles import HEAD_FILL, INPUT_FILL, Styles, height, set_widths

LOOKUP = "Tra cứu"
_HEAD_ROW, _ROWS, _ROWS_A_PAGE = 4, 200, 28
_LOOKUP_WIDTHS = (12, 62, 4, 13, 70, 4, 40)
_UNIT, _RULE, _CODE = 6, 0, 3
"""Columns of the look-up sheet."""
_A4 = 9


class _Column(NamedTuple):
    """``choice`` is the column of the look-up sheet that holds what may be written, None where anything may."""

    head: str
    width: float
    choice: int | None = None
    number_format: str = "@"


class OfficersList(NamedTuple):
    """One of the officer's lists: the file it has to be, its sheet, what it says on top, and its columns."""

    stem: str
    sheet: str
    title: str
    guide: str
    example: str
    columns: tuple[_Column, ...]


_DATE = "dd/mm/yyyy"
ACCEPTANCES = OfficersList(
    "chap_nhan",
    "Chấp nhận",
    "Phát hiện được chấp nhận, có lý do",
    "Mỗi dòng chấp nhận phát hiện của một đơn vị. Ghi quy tắc, hoặc chỉ tiêu (BM7.6.2) hay ô (Biểu mẫu 7!D41), hoặc cả "
    "hai; phát hiện chung của cả thư mục thì ghi đơn vị “tỉnh”. Phải có lý do và người chấp nhận. Đặt tệp này, giữ tên "
    "chap_nhan.xlsx, ngay trong thư mục báo cáo rồi kiểm tra lại: phát hiện vẫn hiện kèm lý do, nhưng không tính là "
    "lỗi.",
    "Ví dụ: Sở Y tế | TN001 | BM3.2.1 | Sở có công văn giải trình, chưa có số | Chuyên viên tổng hợp | 20/12/2022",
    (
        _Column("Đơn vị", 30, _UNIT), _Column("Quy tắc", 11, _RULE), _Column("Chỉ tiêu hoặc ô", 24, _CODE),
        _Column("Lý do", 58), _Column("Người chấp nhận", 24), _Column("Ngày", 13, number_format=_DATE),
    ),
)  # fmt: skip
ADJUSTMENTS = OfficersList(
    "dieu_chinh",
    "Điều chỉnh",
    "Số liệu điều chỉnh, có lý do",
    "Mỗi dòng thay một số. Giá trị cũ phải đúng như tệp đơn vị gửi (ô trống thì để trống); giá trị mới muốn xóa ô thì "
    "ghi “để trống”. Số của toàn tỉnh (dòng liệt kê, dòng tự báo, hoặc số cần ghi thay) thì ghi đơn vị “tỉnh”. Phải có "
    "lý do và người cho biết. Đặt tệp này, giữ tên dieu_chinh.xlsx, ngay trong thư mục báo cáo: số mới được kiểm tra "
    "như mọi số khác và luôn hiện cạnh số đã gửi.",
    "Ví dụ: Sở Y tế | BM7.6.2 | 100 | 89,2 | Đơn vị đính chính qua điện thoại | Chuyên viên tổng hợp | 20/12/2022",
    (
        _Column("Đơn vị", 30, _UNIT), _Column("Chỉ tiêu", 13, _CODE), _Column("Giá trị cũ", 16),
        _Column("Giá trị mới", 16), _Column("Lý do", 52), _Column("Người cho biết", 24),
        _Column("Ngày", 13, number_format=_DATE),
    ),
)  # fmt: skip
LISTS = (ACCEPTANCES, ADJUSTMENTS)


def lists_for(output: Path) -> dict[Path, OfficersList]:
    """What to write where: both lists into a folder, or the one that a file's name says (else the corrections)."""
    if output.suffix.lower() != ".xlsx":
        return {output / f"{one.stem}.xlsx": one for one in LISTS}
    return {output: ACCEPTANCES if output.stem.casefold() == ACCEPTANCES.stem else ADJUSTMENTS}


def write_list(path: Path, listed: OfficersList, edition: Edition, roster: Roster | None) -> None:
    """Writes the blank list; units are offered where there is a roster. Raises OSError where it cannot be written."""
    units = [unit.name for unit in roster.units] if roster else []
    with saved(path) as workbook:
        styles = Styles(workbook)
        sheet = workbook.add_worksheet(listed.sheet)
        counts = {_UNIT: len(units) + 1, _RULE: len(RULES), _CODE: len(edition.codes)}
        _write_top(sheet, styles, listed)
        for place, column in enumerate(listed.columns):
            _write_column(sheet, styles, place, column, counts)
        _set_up(sheet, listed)
        _write_lookup(workbook, styles, edition, units)


def _write_top(sheet: Worksheet, styles: Styles, listed: OfficersList) -> None:
    last, width = len(listed.columns) - 1, sum(column.width for column in listed.columns)
    texts = (
        (listed.title, styles(bold=True, font_size=15)),
        (listed.guide, styles(valign="top")),
        (listed.example, styles(italic=True, font_color="#595959")),
    )
    for row, (text, style) in enumerate(texts):
        sheet.merge_range(row, 0, row, last, "", style)
        sheet.write_string(row, 0, text, style)
        sheet.set_row(row, height([(text, width)]) if row else 28)


def _write_column(sheet: Worksheet, styles: Styles, place: int, column: _Column, counts: dict[int, int]) -> None:
    sheet.write_string(_HEAD_ROW, place, column.head, styles(bold=True, border=1, align="center", bg_color=HEAD_FILL))
    style = styles(border=1, bg_color=INPUT_FILL, num_format=column.number_format, valign="top")
    for row in range(_HEAD_ROW + 1, _HEAD_ROW + 1 + _ROWS):
        sheet.write_blank(row, place, None, style)
    if column.choice is None:
        return
    letter = chr(ord("A") + column.choice)
    sheet.data_validation(
        _HEAD_ROW + 1, place, _HEAD_ROW + _ROWS, place,
        {
            "validate": "list",
            "source": f"='{LOOKUP}'!${letter}$2:${letter}${counts[column.choice] + 1}",
            "error_type": "information",
            "error_title": "Không có trong danh sách",
            "error_message": f"{column.head}: xem trang “{LOOKUP}”. Vẫn giữ thì bấm OK.",
        },
    )  # fmt: skip


def _set_up(sheet: Worksheet, listed: OfficersList) -> None:
    last = len(listed.columns) - 1
    set_widths(sheet, [column.width for column in listed.columns])
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + last)}{_HEAD_ROW + 1 + _ROWS}"})
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.print_area(0, 0, _HEAD_ROW + _ROWS_A_PAGE, last)
    sheet.hide_gridlines(2)


def _write_lookup(workbook: Workbook, styles: Styles, edition: Edition, units: Sequence[str]) -> None:
    """What may be written: rules with their titles, indicators with their labels, units."""
    sheet = workbook.add_worksheet(LOOKUP)
    columns: dict[int, tuple[str, Sequence[str]]] = {
        _RULE: ("Quy tắc", [rule.id for rule in RULES.values()]),
        _RULE + 1: ("Nghĩa là", [rule.title.vi for rule in RULES.values()]),
        _CODE: ("Chỉ tiêu", edition.codes),
        _CODE + 1: ("Tên chỉ tiêu", [one.label for one in edition.indicators.values()]),
        _UNIT: ("Đơn vị", [*units, "tỉnh"]),
    }
    head, plain = styles(bold=True, border=1, bg_color=HEAD_FILL), styles(text_wrap=False)
    for place, (title, texts) in columns.items():
        sheet.write_string(0, place, title, head)
        for row, text in enumerate(texts, 1):
            sheet.write_string(row, place, text, plain)
    set_widths(sheet, _LOOKUP_WIDTHS)
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color("#7F7F7F")
