"""The provincial workbook: what it shows, that it is safe to open and ready to print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from by_hand import TALLY, Answers, answers, province, tally
from openpyxl.utils import get_column_letter
from province import EDITION, ROSTER, Typed, a_province, error, outcome, sent, unit
from province_books import (
    FORMS,
    SCT,
    SHEETS,
    SYT,
    detail_row,
    edges,
    form_row,
    live,
    official,
    on_form,
    unit_cell,
    values,
    written,
)
from xlsxwriter import Workbook as XlsxWriter

from cchc_xlsx.consolidation import Consolidation, consolidate
from cchc_xlsx.model import Kind, Policy
from cchc_xlsx.reports.findings_sheet import write_findings_sheet
from cchc_xlsx.reports.findings_table import finding_rows
from cchc_xlsx.reports.words import Lang


@pytest.fixture(scope="module")
def book(books: dict[str, Path]) -> Any:
    return live(books["usual"])


@pytest.fixture(scope="module")
def cached(books: dict[str, Path]) -> Any:
    return values(books["usual"])


def test_sheets_are_in_order(cached: Any) -> None:
    assert cached.sheetnames == SHEETS


@pytest.mark.parametrize("name", list(edges()))
def test_cached_figures_are_those_summed_by_hand(books: dict[str, Path], name: str) -> None:
    of = edges()[name]
    units = [answers(one) for one in of.checked if one.left_out is None and one.submission.identity.unit]
    if name == "unknown level":
        units = [Answers(unit("a.xlsx", None), {"BM1.1": Fraction(2)}, frozenset())]
    assert_by_hand(values(books[name]), units)


def assert_by_hand(book: Any, units: list[Answers]) -> None:
    for code, indicator in EDITION.indicators.items():
        if indicator.kind is Kind.HEADING:
            continue
        shown, by_hand = official(book, code), province(units, code)
        if code in TALLY:
            assert tally_shown(shown, indicator.meanings) == tally(units, code), code
        elif by_hand is None:
            assert shown is None, code
        else:
            assert shown == pytest.approx(float(by_hand), rel=1e-14, abs=0), code


def tally_shown(text: str, meanings: dict[int, str]) -> dict[int, int]:
    if re.fullmatch(r"\d+ đơn vị", text):
        [code] = meanings
        counts = {code: int(text.split()[0])}
    else:
        said = {words: int(count) for count, words in (part.split(" ", 1) for part in text.split(" · "))}
        counts = {code: said[words] for code, words in meanings.items()}
    return {code: count for code, count in counts.items() if count}


def test_the_forms_show_the_official_figures(cached: Any, book: Any) -> None:
    for code, indicator in EDITION.indicators.items():
        if indicator.kind is not Kind.HEADING:
            assert on_form(cached, code)[f"D{form_row(code)}"].value == official(cached, code)
            source = f"='Chi tiết BM{indicator.form}'!F{detail_row(code)}"
            assert on_form(book, code)[f"D{form_row(code)}"].value == source


def test_two_headings_repeat_the_row_below(cached: Any) -> None:
    sheet = cached["Biểu mẫu 2"]
    for heading, row in (("BM2.2", "BM2.2.1"), ("BM2.3", "BM2.3.1")):
        assert sheet[f"D{form_row(heading)}"].value == official(cached, row) is not None
    headings = [code for code, one in EDITION.indicators.items() if one.kind is Kind.HEADING]
    filled = [code for code in headings if on_form(cached, code)[f"D{form_row(code)}"].value is not None]
    assert filled == ["BM2.2", "BM2.3"]


def test_the_forms_follow_the_official_layout(cached: Any) -> None:
    for form in FORMS:
        sheet = cached[f"Biểu mẫu {form}"]
        assert [sheet["A5"].value, sheet["B5"].value, sheet["C5"].value, sheet["E5"].value] == [
            "STT", EDITION.indicator_head, "Kết quả thống kê", "Ghi chú",
        ]  # fmt: skip
        assert [sheet["C6"].value, sheet["D6"].value] == ["Đơn vị tính", "Số liệu"]
        printed = [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows(min_row=7, max_col=3)]
        assert printed == [(row.stt, row.label, row.measure) for row in EDITION.rows(form)]


UNIT_CELLS: dict[str, tuple[str, Typed, object]] = {
    "a number": ("BM1.2.1", 28, 28),
    "a rate": ("BM3.3.1", "89.23", 89.23),
    "nil": ("BM1.1", "kps", "kps"),
    "not applicable": ("BM1.1", "kad", "kad"),
    "blank": ("BM1.1", "", None),
    "invalid, as typed": ("BM1.1", "?5/5", "[5/5]"),
    "a formula as text": ("BM1.1", "?=1+1", "[=1+1]"),
    "in a foreign row": ("BM2.1.2", 3, "[3]"),
    "in a row nobody reports": ("BM4.1.3", 3, "[3]"),
    "in a heading": ("BM2.2", 3, "[3]"),
}


@pytest.mark.parametrize("case", UNIT_CELLS)
def test_a_units_cell(tmp_path: Path, case: str) -> None:
    code, typed, shown = UNIT_CELLS[case]
    found = live(written(tmp_path, "x", outcome([sent(SCT, {code: typed})])))
    assert unit_cell(found, code, "Sở Công Thương").value == shown


def test_what_is_not_summed_is_marked(tmp_path: Path) -> None:
    found = live(written(tmp_path, "x", outcome([sent(SCT, {"BM1.1": "?5/5", "BM2.1.2": 3, "BM1.2.1": 4})])))
    red = [unit_cell(found, code, "Sở Công Thương").font.color.rgb for code in ("BM1.1", "BM2.1.2")]
    assert red == ["FFC00000", "FFC00000"]
    assert unit_cell(found, "BM1.2.1", "Sở Công Thương").font.color.theme == 1


def test_a_stand_in_is_a_formula_in_italics(books: dict[str, Path]) -> None:
    cell = unit_cell(live(books["stand-ins"]), "BM6.2.1", "Sở Công Thương")
    rows = [detail_row(code) for code in ("BM6.2.2", "BM6.2.3", "BM6.2.4.1", "BM6.2.4.2", "BM6.2.4.3", "BM6.2.5")]
    assert cell.value == f"=SUM({','.join(f'H{row}' for row in rows)})"
    assert cell.font.italic


def test_every_unit_has_a_column_and_says_if_it_has_not_sent(cached: Any) -> None:
    heads = [cached["Chi tiết BM7"].cell(5, 8 + place).value for place in range(len(ROSTER))]
    names = [one.name for one in ROSTER]
    assert heads == [*names[:-1], f"{names[-1]} (chưa gửi)"]


REMARKS: dict[str, tuple[str, dict[str, Typed], str]] = {
    "how many reported": ("BM1.1", {"BM1.1": 3}, "1/2 đơn vị báo."),
    "only those of the level": ("BM2.1.1", {"BM2.1.1": 3}, "1/2 sở báo."),
    "a rate says its parts": ("BM1.2", {"BM1.2.1": 3, "BM1.2.2": 3}, "= 100 × 2.2 / 2.1."),
    "a rate without figures": ("BM1.2", {}, "= 100 × 2.2 / 2.1. Chưa đủ số để tính."),
    "a control that holds": (
        "BM2.1", {"BM2.1": 3, "BM2.1.1": 3}, "Cộng từ các dòng con. Cộng tổng do đơn vị tự ghi: 3 (khớp).",
    ),
    "a control that does not": (
        "BM2.1", {"BM2.1": 9, "BM2.1.1": 3}, "Cộng từ các dòng con. Cộng tổng do đơn vị tự ghi: 9 (lệch 6).",
    ),
    "a stand-in": ("BM5.4", {"BM5.4.2": 3}, "0/2 đơn vị báo. 1 đơn vị để trống, lấy tổng các dòng con."),
    "a list": (
        "BM4.2.5", {"BM4.2.5": "11.63"}, "1/2 đơn vị báo. Không cộng; từ 11,63 đến 11,63, xem Chi tiết BM4.",
    ),
    "own, no figure yet": ("BM4.1.3", {}, "Chưa có số (Sở Nội vụ tự báo)."),
}  # fmt: skip


@pytest.mark.parametrize("case", REMARKS)
def test_remarks(tmp_path: Path, case: str) -> None:
    code, said, remark = REMARKS[case]
    found = live(written(tmp_path, "x", outcome([sent(SCT, said)], [SCT, SYT])))
    assert on_form(found, code)[f"E{form_row(code)}"].value == remark


def test_remarks_on_shared_lists(books: dict[str, Path]) -> None:
    sheet = live(books["contradictory"])["Biểu mẫu 7"]
    assert sheet[f"E{form_row('BM7.7.1')}"].value == "Để trống: 7.1.2 (120) lớn hơn 7.1.1 (100)."
    differs = "3/3 huyện báo. Danh mục chung huyện: 100, tính một lần. Ghi khác: UBND chupah."
    assert sheet[f"E{form_row('BM7.7.1.1')}"].value == differs


def test_figures_with_open_errors_are_marked_and_listed(tmp_path: Path) -> None:
    of = outcome([sent(SCT, {"BM7.6.1.1": 5, "BM7.6.1.2": 6}, error("BM7.6.1.2"))])
    found = live(written(tmp_path, "x", of))
    assert on_form(found, "BM7.6.1")[f"E{form_row('BM7.6.1')}"].value.endswith("Còn lỗi chưa sửa: Sở Công Thương.")
    text = "\n".join(texts(found["Tổng quan"]))
    assert "Số toàn tỉnh còn lỗi chưa sửa (4)" in text
    listed = "BM7.6.1 (Sở Công Thương); BM7.6.1.2 (Sở Công Thương); BM7.6.3 (Sở Công Thương); BM7.6.3.1"
    assert listed in text


def test_every_marked_figure_is_listed_however_many(tmp_path: Path) -> None:
    codes = [code for code, one in EDITION.indicators.items() if one.kind is not Kind.HEADING]
    of = outcome([sent(SCT, {"BM1.1": 1}, error(codes[0], *codes[1:]))])
    listed = next(text for text in texts(live(written(tmp_path, "x", of))["Tổng quan"]) if text.startswith("BM1.1; "))
    assert listed.split("; ") == codes


def texts(sheet: Any) -> Iterator[str]:
    return (str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_overview_accounts_for_units_and_files(cached: Any) -> None:
    sheet = cached["Tổng quan"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "Đơn vị phải báo")
    counts = {sheet.cell(row, column).value: sheet.cell(row + 1, column).value for column in range(1, 12, 2)}
    assert counts == {
        "Đơn vị phải báo": 9, "Đơn vị đã cộng": 8, "Đơn vị chưa gửi": 1,
        "Tệp nhận được": 10, "Tệp đã cộng": 8, "Tệp không cộng": 2,
    }  # fmt: skip
    text = "\n".join(texts(sheet))
    assert "Chưa gửi (1)\nUBND huyện Đak Đoa" in text
    assert "nop/Sở Lạ.xlsx: " in text
    assert "nop/BC 6T (2).xlsx: " in text


def test_overview_names_own_rows_without_a_figure(tmp_path: Path) -> None:
    sheet = live(written(tmp_path, "x", outcome([sent(SCT, {"BM1.1": 1})])))["Tổng quan"]
    own = "; ".join(code for code, one in EDITION.indicators.items() if one.policy is Policy.OWN)
    assert f"Chưa có số – Sở Nội vụ tự báo (8)\n{own}" in "\n".join(texts(sheet))


def test_overview_has_native_charts(books: dict[str, Path]) -> None:
    with ZipFile(books["usual"]) as package:
        assert len([name for name in package.namelist() if name.startswith("xl/charts/chart")]) == 2


def test_every_finding_stands_on_its_sheet_and_links_to_its_cell(cached: Any) -> None:
    sheet = cached["Lỗi"]
    assert sheet.max_row - 1 == len(finding_rows(a_province(), EDITION, Lang.VI)) == 4
    links = {sheet[f"D{row}"].value: sheet[f"D{row}"].hyperlink.location for row in range(2, sheet.max_row)}
    column = get_column_letter(8 + 1)
    assert links["BM7.6.2"] == f"'Chi tiết BM7'!{column}{detail_row('BM7.6.2')}"
    assert sheet[f"D{sheet.max_row}"].hyperlink is None  # a file that could not be read has no cell
    assert sheet.auto_filter.ref == f"A1:N{sheet.max_row}"


def test_findings_sheet_serves_other_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "loi.xlsx"
    with XlsxWriter(path) as workbook:
        write_findings_sheet(workbook, finding_rows(a_province(), EDITION, Lang.EN), Lang.EN)
    sheet = live(path)["Lỗi"]
    assert sheet["A1"].value == "Severity"
    assert sheet["D2"].hyperlink is None


def test_who_has_sent_what(cached: Any) -> None:
    rows = {row[2].value: [cell.value for cell in row] for row in cached["Tình hình nộp"].iter_rows(min_row=5)}
    assert list(rows) == [one.name for one in ROSTER]
    assert rows["UBND huyện Đak Đoa"][4] == "chưa gửi"
    assert rows["Sở Công Thương"][4] == "có lỗi"
    assert re.fullmatch(r"\d+/\d+", rows["Sở Công Thương"][5])


def test_a_missing_form_is_said(tmp_path: Path) -> None:
    sheet = live(written(tmp_path, "x", outcome([sent(SCT, {"BM1.1": 1})])))["Tình hình nộp"]
    assert [sheet.cell(5, column).value for column in (6, 7)] == ["1/20", "thiếu"]


def test_every_file_is_a_source(cached: Any) -> None:
    rows = [[cell.value for cell in row] for row in cached["Nguồn số liệu"].iter_rows(min_row=4)]
    of = a_province()
    paths = [one.document.path for one in of.received] + [one.document.path for one in of.left_out]
    assert [row[0] for row in rows] == paths
    assert all(row[3] for row in rows if "không cộng" in row[2] or row[2] in ("không đọc được", "bỏ qua"))
    assert rows[0][5:] == ["Nguyễn Văn A", 20480, "ab" * 32]


# safe to open, ready to print


def test_text_stays_text(cached: Any, book: Any) -> None:
    names = [cell for cell in book["Chi tiết BM1"][5] if str(cell.value).startswith("=Ban")]
    assert [cell.data_type for cell in names] == ["s"]
    assert "=Ban Quản lý Khu kinh tế" in list(texts(cached["Tình hình nộp"]))


@pytest.mark.parametrize(
    "name", ["=1+1", "+84", "-x", "@SUM(A1)", "http://x.vn", "\udcffSở", "a\x00b\ufffe", "x" * 40_000]
)
def test_any_name_can_be_written(tmp_path: Path, name: str) -> None:
    of = outcome([sent(unit("u", "so", name), {"BM1.1": f"?{name}"}, path=f"{name}.xlsx", left_out="TM005")])
    found = live(written(tmp_path, "x", of))
    cell = next(cell for cell in found["Chi tiết BM1"][5] if cell.column == 8)
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_our_report_is_known_by_a_property(cached: Any) -> None:
    assert [(one.name, one.value) for one in cached.custom_doc_props.props] == [("cchc-xlsx", "provincial")]


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_on_a4_fitted_to_width(cached: Any, name: str) -> None:
    sheet = cached[name]
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    tall = sheet.page_setup.fitToHeight
    assert tall in (None, 1) if name == "Tổng quan" else tall == 0  # 1 is what is meant where nothing is said
    assert sheet.print_title_rows or name == "Tổng quan"
    assert "&P" in sheet.oddFooter.right.text


def test_headings_stay_in_sight(cached: Any) -> None:
    frozen = {name: cached[name].freeze_panes for name in ("Biểu mẫu 1", "Chi tiết BM1", "Lỗi", "Tình hình nộp")}
    assert frozen == {"Biểu mẫu 1": "A7", "Chi tiết BM1": "D6", "Lỗi": "C2", "Tình hình nộp": "D5"}


def test_english_changes_words_not_sheets_nor_figures(tmp_path: Path, cached: Any) -> None:
    english = values(written(tmp_path, "en", a_province(), Lang.EN))
    assert english.sheetnames == SHEETS
    numbers = [code for code, one in EDITION.indicators.items() if code not in TALLY and one.kind is not Kind.HEADING]
    assert [official(english, code) for code in numbers] == [official(cached, code) for code in numbers]
    assert official(english, "BM1.6").endswith("not reported")
    assert english["Biểu mẫu 1"]["B7"].value == cached["Biểu mẫu 1"]["B7"].value
    assert english["Biểu mẫu 1"]["E9"].value.endswith("units reported.")


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "x", outcome([]))
    before = path.read_bytes()
    monkeypatch.setattr("cchc_xlsx.reports.provincial.write_sources", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written(tmp_path, "x", a_province())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_consolidation_without_units_is_written(tmp_path: Path) -> None:
    empty = outcome([])
    assert isinstance(consolidate(empty, EDITION), Consolidation)
    assert live(written(tmp_path, "x", empty)).sheetnames == SHEETS
