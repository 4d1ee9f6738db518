"""Sheet "Thông tin": who reports, for which period. Its cells have names, by which the form sheets refer to them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Identity, LevelId
from cchc_xlsx.template.styles import INPUT_FILL, Styles, finish_sheet, set_widths

SHEET = "Thông tin"
LEVEL_CELL = "CAP"
LINE = (
    '=IF(DON_VI="","","Đơn vị báo cáo: "&DON_VI)&IF(OR(DON_VI="",KY=""),"","; ")'
    '&IF(KY="","","Kỳ báo cáo: "&KY&IF(NAM="","",IF(KY="Năm"," "," năm ")&NAM))'
)
"""The line on top of every form, from the named cells. :func:`line` gives the text it shows."""

_TOP, _LABEL, _VALUE = 6, 1, 2
_WIDTHS = (3, 22, 48, 42)
_YEARS = (2015, 2100)


class _Field(NamedTuple):
    label: str
    name: str
    value: str | int
    hint: str
    number_format: str
    validation: dict[str, Any]


def level_name(edition: Edition, level: LevelId | None) -> str:
    """A level as the drop-down has it: ``Sở``."""
    found = edition.level(level)
    return found.level.capitalize() if found else ""


def line(edition: Edition, identity: Identity) -> str:
    """What :data:`LINE` shows for an identity."""
    unit = f"Đơn vị báo cáo: {identity.unit.name}" if identity.unit else ""
    period = edition.period(identity.period)
    between = " " if period and period.name == "Năm" else " năm "
    when = f"Kỳ báo cáo: {period.name}{between}{(identity.period or '')[:4]}" if period else ""
    return "; ".join(filter(None, (unit, when)))


def write_identity(workbook: Workbook, styles: Styles, edition: Edition, identity: Identity) -> None:
    """Adds the sheet and the names of its cells."""
    sheet = workbook.add_worksheet(SHEET)
    set_widths(sheet, _WIDTHS)
    titles = ((edition.annex, True, 15), (edition.annex_scope, True, 13), (edition.name, False, 12))
    for row, (text, bold, size) in enumerate(titles, 1):
        sheet.merge_range(row, _LABEL, row, _VALUE + 1, "", styles())
        sheet.write(row, _LABEL, text, styles(bold=bold, italic=not bold, font_size=size, align="center"))
        sheet.set_row(row, 40 if size > 13 else 24)
    fields = _fields(edition, identity)
    for row, field in enumerate(fields, _TOP - 1):
        _write_field(sheet, styles, row, field)
        workbook.define_name(field.name, f"='{SHEET}'!$C${row + 1}")
    finish_sheet(sheet, _TOP + len(fields), _VALUE + 1)
    sheet.set_tab_color("#1F4E79")
    sheet.set_zoom(110)
    sheet.set_selection(_TOP - 1, _VALUE, _TOP - 1, _VALUE)
    sheet.activate()


def _write_field(sheet: Worksheet, styles: Styles, row: int, field: _Field) -> None:
    sheet.set_row(row, 26)
    sheet.write(row, _LABEL, field.label, styles(bold=True, border=1, indent=1))
    entry = styles(border=1, locked=False, bg_color=INPUT_FILL, num_format=field.number_format, align="left", indent=1)
    sheet.write(row, _VALUE, field.value, entry)
    sheet.write(row, _VALUE + 1, field.hint, styles(italic=True, font_size=11, font_color="#595959", indent=1))
    if field.validation:
        sheet.data_validation(row, _VALUE, row, _VALUE, field.validation)


def _fields(edition: Edition, identity: Identity) -> tuple[_Field, ...]:
    unit, period = identity.unit, edition.period(identity.period)
    year = int(identity.period[:4]) if identity.period else ""
    return (
        _Field("Đơn vị báo cáo", "DON_VI", unit.name if unit else "", "Tên đầy đủ của đơn vị", "@", {}),
        _Field("Mã đơn vị", "MA_DON_VI", unit.id if unit else "", f"Mã do {edition.consolidator} cấp, nếu có", "@", {}),
        _Field("Cấp", LEVEL_CELL, level_name(edition, identity.level), "Chọn trong danh sách", "@",
               _choice("Cấp", [level_name(edition, level.id) for level in edition.levels])),
        _Field("Kỳ báo cáo", "KY", period.name if period else "", "Chọn trong danh sách", "@",
               _choice("Kỳ báo cáo", [one.name for one in edition.periods])),
        _Field("Năm", "NAM", year, "Bốn chữ số, ví dụ 2022", "0", _year()),
        _Field("Ngày lập", "NGAY_LAP", "", "Ngày/tháng/năm; gửi lại bản sửa thì ghi ngày mới", "dd/mm/yyyy", _day()),
    )  # fmt: skip


def _choice(label: str, names: list[str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": names,
        "error_title": "Chưa đúng danh sách",
        "error_message": f"{label}: chọn một trong {', '.join(f'“{name}”' for name in names)}.",
    }


def _year() -> dict[str, Any]:
    first, last = _YEARS
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": first,
        "maximum": last,
        "error_title": "Chưa đúng năm",
        "error_message": f"Năm là số có bốn chữ số, từ {first} đến {last}.",
    }


def _day() -> dict[str, Any]:
    first, last = _YEARS
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(first, 1, 1),
        "maximum": date(last, 12, 31),
        "error_title": "Chưa đúng ngày",
        "error_message": "Ghi ngày/tháng/năm, ví dụ 20/12/2022. Máy đặt kiểu Anh – Mỹ thì gõ tháng trước: 12/20/2022.",
    }
