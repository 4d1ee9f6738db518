"""The blank workbook: laid out as the catalogue has it, open only where the unit writes, its words in Vietnamese."""

from __future__ import annotations

import csv
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cchc_xlsx.catalogue import Indicator, load_edition
from cchc_xlsx.model import Code, Kind, LevelId, PeriodId, Unit
from cchc_xlsx.template import value_cells, write_template
from cchc_xlsx.template.entries import validation
from cchc_xlsx.template.styles import CLOSED_FILL

EDITION = load_edition()
CELLS = value_cells(EDITION)
BUNDLED = Path(__file__).parent.parent / "templates" / "Bieu_mau.xlsx"
SO, HUYEN = LevelId("so"), LevelId("huyen")
SO_CONG_THUONG = Unit("SCT", "Sở Công Thương", SO)
SO_NOI_VU = Unit("SNV", "Sở Nội vụ", SO, consolidates=True)
SHEETS = ["Thông tin", "Hướng dẫn", *(f"Biểu mẫu {form.number}" for form in EDITION.forms)]

Template = Callable[..., Workbook]


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """Writes a template and reads it back; what XlsxWriter drops with a warning is an error."""

    def make(**whom: Any) -> Workbook:
        path = tmp_path / "Biểu mẫu trống.xlsx"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            write_template(path, EDITION, **whom)
        return load_workbook(path)

    return make


@pytest.fixture
def blank(template: Template) -> Workbook:
    return template()


def rows_of(book: Workbook) -> Iterator[tuple[Indicator, Worksheet, int]]:
    for indicator in EDITION.indicators.values():
        yield indicator, book[f"Biểu mẫu {indicator.form}"], int(CELLS[indicator.code][1:])


def validations(sheet: Worksheet) -> dict[str, DataValidation]:
    return {str(cell): one for one in sheet.data_validations.dataValidation for cell in one.sqref.ranges}


def unlocked(sheet: Worksheet) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


def open_rows(book: Workbook) -> set[Code]:
    return {one.code for one, sheet, row in rows_of(book) if f"D{row}" in unlocked(sheet)}


def grey_rows(book: Workbook) -> set[Code]:
    return {one.code for one, sheet, row in rows_of(book) if sheet[f"B{row}"].fill.fgColor.rgb[2:] == CLOSED_FILL[1:]}


def test_sheets_stand_in_order_and_the_identity_block_opens_first(blank: Workbook) -> None:
    assert blank.sheetnames == SHEETS
    assert blank.active is blank["Thông tin"]


@pytest.mark.parametrize("form", EDITION.forms, ids=lambda form: f"BM{form.number}")
def test_a_form_is_laid_out_as_the_catalogue_has_it(blank: Workbook, form: Any) -> None:
    sheet = blank[f"Biểu mẫu {form.number}"]
    notes = {reporter.id: reporter.note or None for reporter in EDITION.reporters}
    found = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=6, max_col=5)]
    assert [sheet["A1"].value, sheet["A2"].value] == [f"Biểu mẫu {form.number}", form.title]
    assert [sheet[cell].value for cell in ("A4", "B4", "C4", "C5", "D5", "E4")] == [
        "STT", EDITION.indicator_head, "Kết quả thống kê", "Đơn vị tính", "Số liệu", "Ghi chú",
    ]  # fmt: skip
    assert {"A4:A5", "B4:B5", "C4:D4", "E4:E5"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert found == [
        (one.stt or None, one.label, one.measure or None, None, notes[one.note_of] if one.note_of else None)
        for one in EDITION.rows(form.number)
    ]


def test_only_input_cells_are_unlocked_on_protected_sheets(blank: Workbook) -> None:
    for sheet in blank:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    assert unlocked(blank["Thông tin"]) == {f"C{row}" for row in range(6, 12)}
    assert not unlocked(blank["Hướng dẫn"])
    for number in range(1, 8):
        rows = {int(CELLS[one.code][1:]): one for one in EDITION.rows(number) if not one.is_own}
        figures = {f"D{row}" for row, one in rows.items() if one.kind is not Kind.HEADING}
        assert unlocked(blank[f"Biểu mẫu {number}"]) == figures | {f"E{row}" for row in rows}


def test_every_figure_that_may_be_typed_is_validated(blank: Workbook) -> None:
    for indicator, sheet, row in rows_of(blank):
        expected = indicator.kind is not Kind.HEADING and not indicator.is_own
        assert (f"D{row}" in validations(sheet)) == expected, indicator.code


def test_validations_speak_vietnamese_within_the_limits_of_excel(blank: Workbook) -> None:
    for indicator, sheet, row in rows_of(blank):
        if found := validations(sheet).get(f"D{row}"):
            titles, messages = (found.promptTitle, found.errorTitle), (found.prompt, found.error)
            assert all(0 < len(title or "") <= 32 for title in titles), indicator.code
            assert all(0 < len(message or "") <= 255 for message in messages), indicator.code
            assert found.showErrorMessage, indicator.code


@pytest.mark.parametrize(
    ("code", "kind", "source", "title", "prompt"),
    [
        ("BM1.1", "custom", None, "Số nguyên", "Đơn vị tính: Văn bản."),
        ("BM2.1", "custom", None, "Số nguyên", "Phải khớp: D6 = D7 + D8 + D9."),
        ("BM2.2.2", "custom", None, "Tỷ lệ %", "Phải khớp: D12 = 100 × D14 / D13."),
        ("BM6.1.1", "custom", None, "Số tiền", "Ghi theo triệu đồng"),
        ("BM1.6.2", "list", '"0,1,2,không áp dụng"', "Chọn mã", "0 = Trực tuyến; 1 = Phát phiếu; 2 = Kết hợp"),
        ("BM7.5.1.1", "list", '"1,2,không áp dụng"', "Chọn mã", "1 = Đã kết nối; 2 = Chưa kết nối"),
        ("BM4.1.1b", "list", '"2"', "Chọn một trong hai dòng", "để trống và ghi ở dòng “Đã hoàn thành”"),
    ],
)
def test_validation_of_a_kind(blank: Workbook, code: str, kind: str, source: str, title: str, prompt: str) -> None:
    sheet = blank[f"Biểu mẫu {EDITION.indicators[Code(code)].form}"]
    found = validations(sheet)[CELLS[Code(code)]]
    assert (found.type, found.promptTitle) == (kind, title)
    assert prompt in (found.prompt or "")
    assert source is None or found.formula1 == source


ACCEPTED = """          | 15999 | 0 | -1 | 15.5 | 100.5 | Không phát sinh | không áp dụng | 9 văn bản
    BM1.1     count       | yes | yes | no  | no  | no  | yes | yes | no
    BM6.1.1   money       | yes | yes | no  | yes | yes | yes | yes | no
    BM2.2.2   percent     | no  | yes | no  | yes | no  | yes | yes | no
    BM1.2     may exceed  | yes | yes | no  | yes | yes | yes | yes | no
    BM4.1.5.4 signed      | no  | yes | yes | yes | no  | yes | yes | no"""


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_may_be_typed(tmp_path: Path) -> None:
    head, *lines = [[part.strip() for part in line.split("|")] for line in ACCEPTED.splitlines()]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row, typed in enumerate(head[1:], 1):
        sheet.cell(row, 1, float(typed) if typed.lstrip("-").replace(".", "").isdigit() else typed)
        for column, line in enumerate(lines, 2):
            code = Code(line[0].split()[0])
            found = validation(EDITION, EDITION.indicators[code], dict.fromkeys(CELLS, f"A{row}").__getitem__)
            assert found is not None
            sheet.cell(row, column, found["value"])
    book.save(tmp_path / "typed.xlsx")
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "csv",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "typed.xlsx"], check=True, capture_output=True, timeout=120
    )
    with (tmp_path / "typed.csv").open(encoding="utf-8", errors="replace", newline="") as answers:
        found_rows = [["yes" if answer == "TRUE" else "no" for answer in row[1:]] for row in csv.reader(answers)]
    assert found_rows == [list(column) for column in zip(*(line[1:] for line in lines), strict=True)]


def test_rows_that_are_nobodys_below_are_grey_and_locked(blank: Workbook) -> None:
    assert grey_rows(blank) == {one.code for one in EDITION.indicators.values() if one.is_own}
    assert open_rows(blank) == EDITION.due(SO) | EDITION.due(HUYEN)


@pytest.mark.parametrize("level", [SO, HUYEN])
def test_rows_of_another_level_are_grey_and_locked(template: Template, level: LevelId) -> None:
    book = template(level=level)
    foreign = {one.code for one in EDITION.indicators.values() if one.is_own or one.reporter not in (None, level)}
    assert grey_rows(book) == foreign
    assert open_rows(book) == EDITION.due(level)
    assert not any(sheet.conditional_formatting for sheet in book)
    assert not any(f"E{row}" in unlocked(sheet) for one, sheet, row in rows_of(book) if one.code in foreign)


def test_the_consolidator_has_its_own_rows_open(template: Template) -> None:
    book = template(unit=SO_NOI_VU)
    own = {one.code for one in EDITION.indicators.values() if one.is_own and one.kind is not Kind.HEADING}
    assert open_rows(book) == EDITION.due(SO) | own
    assert not grey_rows(book) & own


def test_without_a_level_the_identity_block_greys_the_other_rows(blank: Workbook) -> None:
    greyed: dict[str, set[str]] = {}
    for sheet in blank:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                greyed.setdefault(rule.formula[0], set()).update(f"{sheet.title}!{cell}" for cell in area.sqref.ranges)
    for level, name in ((SO, "Sở"), (HUYEN, "Huyện")):
        rows = [one for one in EDITION.indicators.values() if one.reporter == level]
        ranges = {f"Biểu mẫu {one.form}!A{CELLS[one.code][1:]}:E{CELLS[one.code][1:]}" for one in rows}
        assert greyed.pop(f'AND(CAP<>"",CAP<>"{name}")') == ranges
    assert not greyed


def test_identity_block_of_a_unit(template: Template) -> None:
    sheet = template(unit=SO_CONG_THUONG, period=PeriodId("2022H1"))["Thông tin"]
    assert [[sheet[f"{column}{row}"].value for column in "BC"] for row in range(6, 12)] == [
        ["Đơn vị báo cáo", "Sở Công Thương"],
        ["Mã đơn vị", "SCT"],
        ["Cấp", "Sở"],
        ["Kỳ báo cáo", "6 tháng"],
        ["Năm", 2022],
        ["Ngày lập", None],
    ]


def test_identity_block_is_named_and_validated(blank: Workbook) -> None:
    assert {name: one.attr_text for name, one in blank.defined_names.items()} == {
        name: f"'Thông tin'!$C${row}"
        for row, name in enumerate(("DON_VI", "MA_DON_VI", "CAP", "KY", "NAM", "NGAY_LAP"), 6)
    }
    found = validations(blank["Thông tin"])
    assert {cell: (one.type, one.formula1) for cell, one in found.items() if one.type == "list"} == {
        "C8": ("list", '"Sở,Huyện"'),
        "C9": ("list", '"Quý I,6 tháng,Quý III,Năm"'),
    }
    assert (found["C10"].type, found["C10"].formula1, found["C10"].formula2) == ("whole", "2015", "2100")
    assert found["C11"].type == "date"
    assert blank["Thông tin"]["C11"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("whom", "text"),
    [
        ({}, None),
        ({"unit": SO_CONG_THUONG}, "Đơn vị báo cáo: Sở Công Thương"),
        ({"period": "2022Q1"}, "Kỳ báo cáo: Quý I năm 2022"),
        ({"unit": SO_CONG_THUONG, "period": "2022Y"}, "Đơn vị báo cáo: Sở Công Thương; Kỳ báo cáo: Năm 2022"),
    ],
)
def test_forms_name_unit_and_period(template: Template, tmp_path: Path, whom: dict[str, Any], text: str | None) -> None:
    book = template(**whom)
    cached = load_workbook(tmp_path / "Biểu mẫu trống.xlsx", data_only=True)
    for number in range(1, 8):
        assert "DON_VI" in book[f"Biểu mẫu {number}"]["A3"].value
        assert cached[f"Biểu mẫu {number}"]["A3"].value == text


def test_a_name_that_looks_like_a_formula_stays_text(template: Template) -> None:
    cell = template(unit=Unit("@1", "=1+1", SO))["Thông tin"]["C6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_percents_are_never_scaled(blank: Workbook) -> None:
    formats = {one.kind: sheet[f"D{row}"].number_format for one, sheet, row in rows_of(blank) if not one.is_own}
    assert formats[Kind.COUNT] == "#,##0"
    assert formats[Kind.PERCENT] == "General"


def test_print_set_up(blank: Workbook) -> None:
    for sheet in blank:
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == (9, "portrait", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        assert "&P/&N" in str(sheet.HeaderFooter.oddFooter)
    for form in EDITION.forms:
        sheet, last = blank[f"Biểu mẫu {form.number}"], 5 + len(EDITION.rows(form.number))
        assert sheet.print_title_rows == "$4:$5"
        assert sheet.print_area == f"'{sheet.title}'!$A$1:$E${last}"
        assert sheet.freeze_panes == "A6"
        assert all(sheet.row_dimensions[row].height for row in range(1, last + 1))


def test_the_guide_names_the_periods_and_who_reports(blank: Workbook) -> None:
    text = "\n".join(str(cell.value) for row in blank["Hướng dẫn"].iter_rows() for cell in row if cell.value)
    assert "6 tháng: từ 15/12 năm trước đến 14/6" in text
    assert "Quý III: từ 15/6 đến 14/9" in text
    assert "“Cấp huyện báo”: chỉ đơn vị cấp huyện ghi" in text
    assert "Sở Nội vụ" in text


def test_a_level_or_period_the_edition_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="xã"):
        write_template(tmp_path / "x.xlsx", EDITION, level=LevelId("xã"))
    with pytest.raises(ValueError, match="2022Q4"):
        write_template(tmp_path / "x.xlsx", EDITION, period=PeriodId("2022Q4"))
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cũ.xlsx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError("open in Excel")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_template(path, EDITION)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("cũ.xlsx", b"old")]


def test_output_is_reproducible_and_carries_no_mark_of_ours(tmp_path: Path) -> None:
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_template(one, EDITION)
    write_template(other, EDITION)
    assert one.read_bytes() == other.read_bytes()
    assert "docProps/custom.xml" not in ZipFile(one).namelist()


def test_the_bundled_template_is_what_we_write(blank: Workbook) -> None:
    bundled = load_workbook(BUNDLED)
    assert bundled.sheetnames == blank.sheetnames
    for sheet in blank:
        assert facts(bundled[sheet.title]) == facts(sheet)


def facts(sheet: Worksheet) -> dict[str, Any]:
    return {
        "cells": {
            cell.coordinate: (cell.value, cell.number_format, cell.protection.locked, cell.fill.fgColor.rgb)
            for row in sheet.iter_rows()
            for cell in row
        },
        "validations": {cell: dict(one) for cell, one in validations(sheet).items()},
        "formulas": {cell: (one.formula1, one.formula2) for cell, one in validations(sheet).items()},
        "conditions": {str(area.sqref): [rule.formula for rule in area.rules] for area in sheet.conditional_formatting},
        "merged": {str(merged) for merged in sheet.merged_cells.ranges},
        "heights": {row: one.height for row, one in sheet.row_dimensions.items()},
        "widths": {column: one.width for column, one in sheet.column_dimensions.items()},
    }
