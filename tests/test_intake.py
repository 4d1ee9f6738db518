"""Files as they come: layouts, senders, periods, rosters, files sent twice. Layouts are written as real files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tables import EDITION, HEAD, PRINTED, book, figures, received, roll, table, usual

from cchc_xlsx.intake import RosterError, find_roster, read_roster
from cchc_xlsx.model import Blank, Outcome, Received, Roster
from cchc_xlsx.pipeline import check
from cchc_xlsx.reports.words import Lang, sentence

ANSWERS = {
    "BM6.1": "'90,5", "BM6.1.1": "1000", "BM6.1.2": "905", "BM6.2.1": "'07", "BM6.2.2": "0", "BM6.2.3": "1",
    "BM6.2.4": "'không phát sinh", "BM6.2.5": "6", "BM6.2.6": "",
}  # fmt: skip
READ = {
    "BM6.1": "90.5", "BM6.1.1": "1000", "BM6.1.2": "905", "BM6.2.1": "7", "BM6.2.2": "0", "BM6.2.3": "1",
    "BM6.2.4": "không phát sinh", "BM6.2.5": "6",
}  # fmt: skip
LABEL = "Chỉ tiêu thống kê"
HEADINGS = {code for code, row in EDITION.indicators.items() if row.kind == "heading"}


# Layout, value column, row of the first indicator (BM6.1).
LAYOUTS: dict[str, tuple[str, str, int]] = {
    "as printed": (usual(6), "D", 3),
    "title lines above": (
        f"[Biểu mẫu 6]\n| UBND TỈNH GIA LAI |\n| SỞ Y TẾ |\n| Biểu mẫu 6 |\n| Cải cách tài chính công |{HEAD}\n"
        "| {stt} | {label 6} | {unit} | {value} | {note} |",
        "D",
        7,
    ),
    "far from the corner": (
        "[Biểu mẫu 6]\n| . |\n| . |\n| . |\n|  |  |  | STT | Chỉ tiêu | Đơn vị tính | Số liệu |\n"
        "|  |  |  | {stt} | {label 6} | {unit} | {value} |",
        "G",
        5,
    ),
    "a head of one row": (
        "[BM6]\n| STT | Chỉ tiêu | ĐVT | Số liệu |\n| {stt} | {label 6} | {unit} | {value} |",
        "D",
        2,
    ),
    "a head of two rows, not merged": (
        f"[Biểu mẫu 6]\n| STT | {LABEL} | Kết quả thống kê |  | Ghi chú |\n|  |  | Đơn vị tính | Số liệu |  |\n"
        "| {stt} | {label 6} | {unit} | {value} | {note} |",
        "D",
        3,
    ),
    "a column of row numbers in the head": (
        "[Biểu mẫu 6]\n| STT | Chỉ tiêu | ĐVT | Số liệu |\n| (1) | (2) | (3) | (4) |\n"
        "| {stt} | {label 6} | {unit} | {value} |",
        "D",
        3,
    ),
    "extra columns": (
        "[Biểu mẫu 6]\n| Mã | STT | Chỉ tiêu | Giải thích | Đơn vị tính | Số liệu | Người lập | Ghi chú |\n"
        "| x | {stt} | {label 6} | xem phụ lục | {unit} | {value} | An | {note} |",
        "F",
        2,
    ),
    "no STT column": ("[Biểu mẫu 6]\n| Chỉ tiêu | Đơn vị tính | Số liệu |\n| {label 6} | {unit} | {value} |", "C", 2),
    "no unit column": ("[Biểu mẫu 6]\n| STT | Chỉ tiêu | Số liệu |\n| {stt} | {label 6} | {value} |", "C", 2),
    "value before unit": (
        "[Biểu mẫu 6]\n| STT | Chỉ tiêu | Số liệu | Đơn vị tính |\n| {stt} | {label 6} | {value} | {unit} |",
        "C",
        2,
    ),
    "heads without diacritics": (
        "[Bieu mau 6]\n| TT | CHI TIEU | DVT | SO LIEU |\n| {stt} | {label 6} | {unit} | {value} |",
        "D",
        2,
    ),
    "the head repeated at a page break": (
        f"[Biểu mẫu 6]{HEAD}\n| {{stt}} | {{label 6:1-3}} | {{unit}} | {{value}} | {{note}} |{HEAD}\n"
        "| {stt} | {label 6:4-13} | {unit} | {value} | {note} |",
        "D",
        3,
    ),
    "hidden rows": (
        f"[Biểu mẫu 6]{HEAD}\n~| {{stt}} | {{label 6}} | {{unit}} | {{value}} | {{note}} |",
        "D",
        3,
    ),
    "a renamed sheet": (usual(6).replace("[Biểu mẫu 6]", "[Sheet1]"), "D", 3),
    "a sheet named like another form": (usual(6).replace("[Biểu mẫu 6]", "[Biểu mẫu 2]"), "D", 3),
    "a merged value cell": (
        "[Biểu mẫu 6]\n| STT | Chỉ tiêu | Đơn vị tính | Số liệu | < |\n| {stt} | {label 6} | {unit} | {value} | < |",
        "D",
        2,
    ),
    "a value merged into the head's column": (
        "[Biểu mẫu 6]\n| STT | Chỉ tiêu | Đơn vị tính |  | Số liệu |\n| {stt} | {label 6} | {unit} | {value} | < |",
        "E",
        2,
    ),
    "blank lines between": (
        f"[Biểu mẫu 6]{HEAD}\n| {{stt}} | {{label 6:1-4}} | {{unit}} | {{value}} | {{note}} |\n|  |\n|  |\n"
        "| {stt} | {label 6:5-13} | {unit} | {value} | {note} |",
        "D",
        3,
    ),
    "a signature below": (usual(6) + "|  |\n| NGƯỜI LẬP BIỂU |  |  | GIÁM ĐỐC |\n| Nguyễn Văn A |  |  | 12 |", "D", 3),
    "a column of the period before": (
        "[Biểu mẫu 6]\n| STT | Chỉ tiêu | Đơn vị tính | Số liệu kỳ trước | Số liệu kỳ này |\n"
        "| {stt} | {label 6} | {unit} | 77 | {value} |",
        "E",
        2,
    ),
    "after another sheet": ("[Bìa]\n| Kính gửi Sở Nội vụ |\n" + usual(6), "D", 3),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_whatever_it_looks_like(tmp_path: Path, name: str) -> None:
    text, column, row = LAYOUTS[name]
    [form] = received(book(tmp_path / "x.xlsx", text, ANSWERS)).tables
    assert form.form == 6
    assert figures([form]) == READ
    assert form.readings["BM6.1"].cell.ref == f"{column}{row}"  # type: ignore[index]
    assert form.value_column == column


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "no unit column"])
def test_a_layout_keeps_the_units_of_measure(tmp_path: Path, name: str) -> None:
    [form] = received(book(tmp_path / "x.xlsx", LAYOUTS[name][0], ANSWERS)).tables
    printed = {row.code: row.unit for row in PRINTED if row.form == 6 and row.unit}
    assert {code: noted.text for code, noted in form.measures.items()} == printed


def test_every_row_found_has_a_reading_and_blanks_are_blanks(tmp_path: Path) -> None:
    [form] = received(book(tmp_path / "x.xlsx", usual(6), ANSWERS)).tables
    rows = {row.code for row in PRINTED if row.form == 6} - {"BM6.2"}
    assert set(form.readings) == rows
    assert {code for code, one in form.readings.items() if isinstance(one, Blank)} == rows - set(READ)


@pytest.mark.parametrize("form", range(1, 8))
def test_each_form_is_recognised_by_its_labels(tmp_path: Path, form: int) -> None:
    text = usual(form).replace(f"[Biểu mẫu {form}]", "[Trang tính]")
    [found] = received(book(tmp_path / "x.xlsx", text)).tables
    assert found.form == form
    assert set(found.readings) == {row.code for row in PRINTED if row.form == form and row.code not in HEADINGS}


ONE_OF_EACH_UNIT = {row.unit: row for row in reversed(PRINTED) if row.unit and row.code != f"BM{row.form}.1"}


@pytest.mark.parametrize("code", [row.code for row in ONE_OF_EACH_UNIT.values()])
def test_a_head_may_be_repeated_above_any_row(tmp_path: Path, code: str) -> None:
    rows = [row.code for row in PRINTED if row.form == int(code[2])]
    at = rows.index(code)
    line = "| {stt} | {label %s:%d-%d} | {unit} | {value} | {note} |"
    text = f"[Biểu mẫu {code[2]}]{HEAD}\n" + line % (code[2], 1, at) + HEAD + "\n"
    text += line % (code[2], at + 1, len(rows))
    [form] = received(book(tmp_path / "x.xlsx", text, {rows[at - 1]: "1", code: "1"})).tables
    assert form.rivals == ()
    assert form.readings.keys() >= set(rows) - HEADINGS
    assert figures([form])[code] == "1"


def test_sheets_may_stand_in_any_order(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", "".join(usual(form) for form in (7, 2, 6, 1)), ANSWERS)
    assert [one.form for one in received(path).tables] == [1, 2, 6, 7]


def test_all_forms_may_stand_in_one_sheet(tmp_path: Path) -> None:
    lines = [
        f"| Biểu mẫu {form} |{HEAD}\n| {{stt}} | {{label {form}}} | {{unit}} | {{value}} | {{note}} |\n|  |"
        for form in range(1, 8)
    ]
    path = book(tmp_path / "x.xlsx", "[Phụ lục]\n" + "\n".join(lines), ANSWERS | {"BM1.1": "9", "BM7.8.5.2": "64"})
    tables = received(path).tables
    assert [one.form for one in tables] == list(range(1, 8))
    assert figures(tables) == READ | {"BM1.1": "9", "BM7.8.5.2": "64"}


def test_rows_deleted_or_added_do_not_shift_the_others(tmp_path: Path) -> None:
    text = (
        f"[Biểu mẫu 6]{HEAD}\n| {{stt}} | {{label 6:1-3}} | {{unit}} | {{value}} |  |\n"
        "| 1.3. | Trong đó: vốn ngân sách trung ương | Triệu đồng | 400 |  |\n"
        "| {stt} | {label 6:4-6} | {unit} | {value} |  |\n| {stt} | {label 6:8-13} | {unit} | {value} |  |"
    )
    [form] = received(book(tmp_path / "x.xlsx", text, ANSWERS)).tables
    assert figures([form]) == {code: text for code, text in READ.items() if code != "BM6.2.3"}
    assert "BM6.2.3" not in form.readings


def test_labels_with_slips_are_recognised(tmp_path: Path) -> None:
    text = f"""[Biểu mẫu 6]{HEAD}
        | 1 | Tỉ lệ thực hiện kế hoạch giải ngân vốn đầu tư công | % | 90 |
        | 1.1 | Kế hoạch giao | Triệu đồng | 1000 |
        | 1.2 | Đã thực hiên | Triệu đồng | 905 |
        | 2 | Thực hiện tự chủ tài chính của đơn vị sự nghiệp (lũy kế đến thời điểm báo cáo) |  |  |
        | 2.1 | Tổng số ĐVSNCL | Đơn vị | 7 |
        | 2.2 | Số ĐVSN tự bảo đảm chi thường xuyên và chi đầu tư | Đơn vị | 2 |
        | 2.3 | Số ĐVSN tự bảo đảm chi thường xuyên | Đơn vị | 1 |"""
    got = figures(received(book(tmp_path / "x.xlsx", text)).tables)
    sure = {"BM6.1": "90", "BM6.1.2": "905", "BM6.2.2": "2", "BM6.2.3": "1"}
    assert {code: got.get(code) for code in sure} == sure
    assert got.get("BM6.1.1") in (None, "1000")
    assert got.get("BM6.2.1") in (None, "7")


def test_a_row_recognised_by_likeness_only_is_told(tmp_path: Path) -> None:
    text = (
        usual(6).replace("{label 6}", "{label 6:1-11}")
        + "| 2.5. | Số ĐVN do Nà nưc bo đm ci thưng xyn | Đơn vị | 6 | |"
    )
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    [finding] = findings_of(outcome, "TN008")
    assert [point.code for point in finding.related] == ["BM6.2.5"]
    assert (finding.severity, finding.cell.ref) == ("info", "B14")
    said = sentence(finding, EDITION, Lang.VI)
    assert "BM6.2.5 ← “Số ĐVN do Nà nưc bo đm ci thưng xyn” (" in said


def test_figures_in_another_column_are_not_read_and_the_column_is_named(tmp_path: Path) -> None:
    text = f"[Biểu mẫu 6]{HEAD}\n| {{stt}} | {{label 6}} | {{unit}} |  | {{value}} |"
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    [finding] = findings_of(outcome, "TN005")
    assert (finding.form, finding.severity, finding.detail) == (6, "warning", "E")
    assert "cột E" in sentence(finding, EDITION, Lang.VI)
    assert not [one for one in outcome.checked[0].findings if one.form == 6 and one is not finding]


@pytest.mark.parametrize("heads", [("Số liệu", "Số liệu"), ("Số liệu 1", "Số liệu 2")])
def test_two_value_columns_without_a_telling_head_are_not_read(tmp_path: Path, heads: tuple[str, str]) -> None:
    text = (
        f"[Biểu mẫu 6]\n| STT | Chỉ tiêu | Đơn vị tính | {heads[0]} | {heads[1]} |\n"
        "| {stt} | {label 6} | {unit} | 77 | {value} |"
    )
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    [finding] = findings_of(outcome, "TN006")
    assert (finding.form, finding.severity, finding.detail) == (6, "warning", "D, E")
    assert "cột D, E" in sentence(finding, EDITION, Lang.VI)
    assert not outcome.checked[0].submission.readings


def test_a_form_twice_with_different_figures_is_not_read(tmp_path: Path) -> None:
    text = usual(6) + usual(6).replace("[Biểu mẫu 6]", "[Biểu mẫu 6 (2)]").replace("{value}", "5")
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    [finding] = findings_of(outcome, "TN007")
    assert finding.detail == "Biểu mẫu 6, Biểu mẫu 6 (2)"
    assert not outcome.checked[0].submission.readings


@pytest.mark.parametrize("value", ["5", "{value}"], ids=["other figures", "the same"])
def test_a_second_copy_below_the_first_is_seen(tmp_path: Path, value: str) -> None:
    text = usual(6) + "|  |" + usual(6).partition("]")[2].replace("{value}", value)
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    said = [finding.detail for finding in findings_of(outcome, "TN007")]
    assert said == (["Biểu mẫu 6!D3:D15, Biểu mẫu 6!D19:D31"] if value == "5" else [])
    assert bool(outcome.checked[0].submission.readings) == (value != "5")


TWICE = """
    | first | second | read | said |
    | 1000  | 1001   |      | yes  |
    | 1000  | 1000   | 1000 |      |
    | 1000  |        | 1000 |      |
    |       | 1000   | 1000 |      |
"""


@pytest.mark.parametrize("row", table(TWICE), ids=str)
def test_a_row_that_stands_twice(tmp_path: Path, row: dict[str, str]) -> None:
    text = (
        usual(6).replace("{label 6}", "{label 6:1-2}").replace("{value}", row["first"])
        + f"| 1.1. | Kế hoạch được giao | Triệu đồng | {row['second']} | |\n"
        + "| {stt} | {label 6:3-13} | {unit} | {value} | {note} |"
    )
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    assert figures(outcome.received[0].tables).get("BM6.1.1", "") == row["read"]
    said = findings_of(outcome, "TN010")
    assert [(one.at.code, one.detail) for one in said] == ([("BM6.1.1", "D4, D5")] if row["said"] else [])
    assert all("BM6.1.1" not in {point.code for point in one.related} for one in findings_of(outcome, "TN003"))


@pytest.mark.parametrize("copy", ["{value}", ""], ids=["the same", "blank"])
def test_a_form_twice_that_says_nothing_else_is_read_once(tmp_path: Path, copy: str) -> None:
    text = usual(6) + usual(6).replace("[Biểu mẫu 6]", "[Biểu mẫu 6 (2)]").replace("{value}", copy)
    path = book(tmp_path / "x.xlsx", text, ANSWERS)
    assert figures(received(path).tables) == READ
    assert not findings_of(checked(path), "TN007")


def checked(*paths: Path, roster: Roster | None = None, period: str | None = None) -> Outcome:
    return check([str(path) for path in paths], EDITION, roster, period=period, jobs=0)  # type: ignore[arg-type]


def findings_of(outcome: Outcome, rule: str) -> list[Any]:
    return [one for one in outcome.all_findings if one.rule == rule]


# --- who sent it ----------------------------------------------------------------------------------

UNITS = roll(
    "snv | Sở Nội vụ | so",
    "sct | Sở Công Thương | so | SCT | Sở CT",
    "sgd | Sở Giáo dục và Đào tạo | so | SGDĐT | Sở GDĐT",
    "syt | Sở Y tế | so",
    "xaya | Ban Dân tộc | so",
    "pleiku | UBND thành phố Pleiku | huyen | TP Pleiku",
    "chuse | UBND huyện Chư Sê | huyen",
    "chuprong | UBND huyện Chư Prông | huyen",
    "chu | UBND huyện Chư | huyen",
)
IDENTITY = table("""
    | case                             | sheet text                        | file                    | unit        |
    | the block's id                   | Mã đơn vị; sct                    | x                       | sct         |
    | the block's name                 | Đơn vị báo cáo; Sở Công Thương    | x                       | sct         |
    | the block's alias                | Tên đơn vị; SGDĐT                 | x                       | sgd         |
    | without diacritics               | Đơn vị; So Cong Thuong            | x                       | sct         |
    | behind a colon                   | Đơn vị báo cáo: Sở Y tế           | x                       | syt         |
    | a heading                        | SỞ CÔNG THƯƠNG                    | x                       | sct         |
    | a heading under the province     | UBND TỈNH GIA LAI; SỞ CÔNG THƯƠNG | x                       | sct         |
    | a heading of two lines           | UBND TỈNH GIA LAI/SỞ Y TẾ         | x                       | syt         |
    | the file's name                  |                                   | Sở Y tế - BC CCHC       | syt         |
    | the file's name, folded          |                                   | bc_so-y-te_2022         | syt         |
    | an alias in the file's name      |                                   | SGDĐT biểu mẫu          | sgd         |
    | the id in the file's name        |                                   | BC CCHC pleiku          | pleiku      |
    | the longer name                  |                                   | UBND huyện Chư Sê       | chuse       |
    | the heading goes before the name | SỞ CÔNG THƯƠNG                    | BC CCHC                 | sct         |
    | the block goes before the name   | Đơn vị; Sở Y tế                   | Sở Công Thương          | syt         |
    | two names in the file's name     |                                   | Sở Y tế, Sở Công Thương | -           |
    | two headings                     | SỞ CÔNG THƯƠNG; SỞ Y TẾ           | x                       | -           |
    | nothing                          |                                   | BC CCHC 6T (2)          | -           |
    | part of a word                   |                                   | BC Sở Y tếch            | -           |
    | a unit nobody knows              | Đơn vị; Sở Du lịch                | x                       | ?so-du-lich |
""")  # fmt: skip


def _with_top(top: str) -> str:
    """The form under lines of text; ``;`` sets cells of one line apart if the first is a label, else lines."""
    parts = [part.strip().replace("/", "\n") for part in top.split(";")] if top else []
    label = bool(parts) and parts[0] in ("Mã đơn vị", "Đơn vị báo cáo", "Tên đơn vị", "Đơn vị")
    lines = [f"| {' | '.join(parts)} |"] if label else [f"| {part} |" for part in parts]
    return "[Biểu mẫu 6]\n" + "\n".join(lines) + HEAD + "\n| {stt} | {label 6} | {unit} | {value} | {note} |"


@pytest.mark.parametrize("row", IDENTITY, ids=lambda row: row["case"])
def test_who_sent_a_file(tmp_path: Path, row: dict[str, str]) -> None:
    path = tmp_path / f"{row['file']}.xlsx"
    text = _with_top(row["sheet text"])
    if "\n" in row["sheet text"].replace("/", "\n"):
        _two_lines(path, row["sheet text"].split("/"))
    else:
        book(path, text, ANSWERS)
    identity = received(path, UNITS).identity
    unit = identity.unit.id if identity.unit else "-"
    assert (unit if identity.on_roster or unit == "-" else f"?{unit}") == row["unit"]


def _two_lines(path: Path, lines: list[str]) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["\n".join(lines)])
    sheet.append(["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"])
    for row in PRINTED:
        if row.form == 6:
            sheet.append([row.stt, row.label, row.unit])
    workbook.save(path)


def test_the_rosters_level_goes_with_the_unit(tmp_path: Path) -> None:
    text = _with_top("Đơn vị; Sở Y tế")
    assert received(book(tmp_path / "x.xlsx", text), UNITS).identity.level == "so"
    text = _with_top("Đơn vị; TP Pleiku")
    assert received(book(tmp_path / "y.xlsx", text), UNITS).identity.level == "huyen"


def test_without_a_roster_the_id_is_the_slug_of_the_name(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", _with_top("Đơn vị; Sở Kế hoạch và Đầu tư"), ANSWERS)
    identity = received(path).identity
    assert identity.unit
    assert (identity.unit.id, identity.unit.name) == ("so-ke-hoach-va-dau-tu", "Sở Kế hoạch và Đầu tư")


LEVELS = table("""
    | said      | level |
    | Sở        | so    |
    | sở        | so    |
    | so        | so    |
    | Cấp sở    | so    |
    | Huyện     | huyen |
    | huyen     | huyen |
    | Cấp huyện | huyen |
    | thị xã    | huyen |
    | xã        |       |
""")


@pytest.mark.parametrize("row", LEVELS, ids=lambda row: row["said"])
def test_the_level_the_block_names(tmp_path: Path, row: dict[str, str]) -> None:
    text = "[Thông tin]\n| Đơn vị | Cơ quan A |\n| Cấp | " + row["said"] + " |\n" + usual(6)
    identity = received(book(tmp_path / "x.xlsx", text, ANSWERS)).identity
    assert (identity.level or "", identity.level_inferred) == (row["level"], False)


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"BM3.1.2": "2", "BM3.1.4a": "130"}, "so"),
        ({"BM3.1.4b": "120", "BM3.1.4c": "90", "BM3.3.2": "'99,5"}, "huyen"),
        ({"BM3.1.2": "2", "BM3.1.4b": "120"}, None),
        ({"BM3.1.1": "2"}, None),
        ({"BM3.1.2": "0", "BM3.1.4b": "120"}, "huyen"),
        ({}, None),
    ],
    ids=str,
)
def test_the_level_is_inferred_from_the_rows_filled_and_said(
    tmp_path: Path, answers: dict[str, str], level: str | None
) -> None:
    path = book(tmp_path / "x.xlsx", usual(3), answers)
    identity = received(path).identity
    assert (identity.level, identity.level_inferred) == (level, level is not None)
    said = findings_of(checked(path), "TM007")
    assert [one.severity for one in said] == (["info"] if level else [])


def test_an_unknown_unit_is_checked_and_not_summed_while_there_is_a_roster(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", usual(6), ANSWERS | {"BM6.2.1": "'nt"})
    outcome = checked(path, roster=UNITS)
    [one] = outcome.checked
    assert one.left_out == "TM006"
    assert [finding.severity for finding in findings_of(outcome, "TM006")] == ["warning"]
    assert findings_of(outcome, "GT001")
    assert checked(path).checked[0].left_out is None


def test_a_unit_off_the_roster_is_checked_and_left_out_with_a_warning(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", _with_top("Đơn vị; Sở Du lịch"), ANSWERS)
    outcome = checked(path, roster=UNITS)
    assert outcome.checked[0].left_out == "TM005"
    assert [one.severity for one in findings_of(outcome, "TM005")] == ["warning"]


def test_a_file_that_contradicts_itself_on_its_sender_is_told(tmp_path: Path) -> None:
    text = "[Thông tin]\n| Mã đơn vị | sct |\n| Đơn vị | Sở Y tế |\n" + usual(6)
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS), roster=UNITS)
    assert findings_of(outcome, "TM013")
    assert outcome.checked[0].submission.identity.unit is None


def test_a_report_taken_for_the_consolidators_is_told(tmp_path: Path) -> None:
    path = book(tmp_path / "Sở Nội vụ.xlsx", usual(6), ANSWERS)
    assert [one.severity for one in findings_of(checked(path, roster=UNITS), "TM015")] == ["info"]


# --- for which period -----------------------------------------------------------------------------

PERIODS = table("""
    | case                  | block                          | heading                           | file       | period |
    | the block             | Kỳ báo cáo; 6 tháng; Năm; 2022 |                                   | x          | 2022H1 |
    | the block's code      | Kỳ báo cáo; 2022Q3             |                                   | x          | 2022Q3 |
    | the block, one cell   | Kỳ báo cáo; Quý I năm 2022     |                                   | x          | 2022Q1 |
    | the year's report     | Kỳ báo cáo; Năm; Năm; 2022     |                                   | x          | 2022Y  |
    | quarter three         | Kỳ báo cáo; Quý III; Năm; 2022 |                                   | x          | 2022Q3 |
    | the block goes first  | Kỳ báo cáo; Quý I; Năm; 2022   | Báo cáo CCHC 6 tháng năm 2022     | x          | 2022Q1 |
    | a heading             |                                | BÁO CÁO CCHC 6 THÁNG NĂM 2022     | x          | 2022H1 |
    | a heading of the year |                                | Số liệu báo cáo CCHC năm 2022     | x          | 2022Y  |
    | the file's name       |                                |                                   | BC 6T 2022 | 2022H1 |
    | the file's code       |                                |                                   | BC_2022Q1  | 2022Q1 |
    | a date is no period   |                                | Gia Lai, ngày 20 tháng 9 năm 2022 | x          |        |
    | nothing               |                                |                                   | BC CCHC    |        |
""")  # fmt: skip


@pytest.mark.parametrize("row", PERIODS, ids=lambda row: row["case"])
def test_for_which_period_a_file_is(tmp_path: Path, row: dict[str, str]) -> None:
    pairs = [part.strip() for part in row["block"].split(";")] if row["block"] else []
    lines = [f"| {label} | {value} |" for label, value in zip(pairs[::2], pairs[1::2], strict=True)]
    lines += [f"| {row['heading']} |"] if row["heading"] else []
    text = "[Biểu mẫu 6]\n" + "\n".join(lines) + HEAD + "\n| {stt} | {label 6} | {unit} | {value} | {note} |"
    identity = received(book(tmp_path / f"{row['file']}.xlsx", text, ANSWERS)).identity
    assert (identity.period or "") == row["period"]


def test_a_period_that_does_not_exist_is_said_and_not_summed(tmp_path: Path) -> None:
    outcome = checked(sent(tmp_path / "x.xlsx", "Sở Y tế", period="Quý IV năm 2022"), roster=UNITS)
    assert findings_of(outcome, "TM014")
    assert outcome.checked[0].left_out == "TM014"


@pytest.mark.parametrize(
    ("most", "most_id", "other", "other_id"),
    [
        ("6 tháng năm 2022", "2022H1", "Quý I năm 2022", "2022Q1"),
        ("Quý I năm 2022", "2022Q1", "6 tháng năm 2022", "2022H1"),
        ("Năm 2021", "2021Y", "Năm 2022", "2022Y"),
    ],
)
def test_a_file_of_another_period_than_most_is_left_out_with_a_warning(
    tmp_path: Path, most: str, most_id: str, other: str, other_id: str
) -> None:
    paths = [
        sent(tmp_path / "a.xlsx", "Sở Y tế", period=most),
        sent(tmp_path / "b.xlsx", "Sở Công Thương", period=most),
        sent(tmp_path / "c.xlsx", "Ban Dân tộc", period=other),
    ]
    outcome = checked(*paths)
    assert outcome.period == most_id
    assert [one.left_out for one in outcome.checked] == [None, None, "TM004"]
    assert [one.severity for one in findings_of(outcome, "TM004")] == ["warning"]
    told = checked(*paths, period=other_id)
    assert [one.left_out for one in told.checked] == ["TM004", "TM004", None]


def test_a_file_without_a_period_is_taken_for_the_folders(tmp_path: Path) -> None:
    paths = [sent(tmp_path / "a.xlsx", "Sở Y tế"), sent(tmp_path / "b.xlsx", "Sở Công Thương", period="Năm 2022")]
    outcome = checked(*paths)
    assert [one.left_out for one in outcome.checked] == [None, None]
    assert [one.severity for one in findings_of(outcome, "TM008")] == ["info"]


# --- files sent twice, files that belong together -------------------------------------------------


def sent(
    path: Path,
    unit: str = "Sở Y tế",
    dated: str = "",
    forms: tuple[int, ...] = (6,),
    answers: dict[str, str] = ANSWERS,
    period: str = "",
    **properties: Any,
) -> Path:
    """A workbook with an identity block."""
    block = f"[Thông tin]\n| Đơn vị báo cáo | {unit} |\n"
    block += f"| Kỳ báo cáo | {period} |\n" if period else ""
    block += f"| Ngày lập | {dated} |\n" if dated else ""
    return book(path, block + "".join(map(usual, forms)), answers, **properties)


OTHER = ANSWERS | {"BM6.1.2": "906", "BM6.2.6": "1"}


def statuses(outcome: Outcome) -> dict[str, str]:
    return {Path(one.document.path).name: one.why for one in outcome.left_out}


def summed(outcome: Outcome) -> list[str]:
    return [Path(path).name for one in outcome.checked if not one.left_out for path in one.submission.paths]


def test_the_same_sent_twice_counts_once(tmp_path: Path) -> None:
    first = sent(tmp_path / "a.xlsx")
    shutil.copy(first, tmp_path / "b (2).xlsx")
    outcome = checked(tmp_path)
    assert summed(outcome) == ["a.xlsx"]
    assert statuses(outcome) == {"b (2).xlsx": "TT207"}
    assert not findings_of(outcome, "TM002")
    assert not findings_of(outcome, "TM003")


DATES = table("""
    | case                       | first           | second          | newest |
    | dates                      | date 2022-12-14 | date 2022-12-15 | b      |
    | dates, the first newer     | date 2023-01-02 | date 2022-12-31 | a      |
    | dates typed as text        | '14/12/2022     | '15/12/2022     | b      |
    | dates typed, another month | '15/11/2022     | '09/12/2022     | b      |
    | dates typed, another year  | '31/12/2022     | '02/01/2023     | b      |
    | a date and a date typed    | date 2022-12-16 | '15/12/2022     | a      |
""")


@pytest.mark.parametrize("row", DATES, ids=lambda row: row["case"])
def test_of_different_files_the_newest_counts_and_the_differences_are_listed(
    tmp_path: Path, row: dict[str, str]
) -> None:
    sent(tmp_path / "a.xlsx", dated=row["first"])
    sent(tmp_path / "b.xlsx", dated=row["second"], answers=OTHER)
    outcome = checked(tmp_path)
    older = {"a": "b.xlsx", "b": "a.xlsx"}[row["newest"]]
    assert statuses(outcome) == {older: "TT208"}
    assert summed(outcome) == [f"{row['newest']}.xlsx"]
    [finding] = findings_of(outcome, "TM003")
    assert {point.code for point in finding.related} == {"BM6.1.2", "BM6.2.6"}
    assert {Path(path).name for path in finding.paths} == {"a.xlsx", "b.xlsx"}


def test_without_dates_the_file_saved_last_counts(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", created=_at(16))
    sent(tmp_path / "b.xlsx", answers=OTHER, created=_at(15))
    outcome = checked(tmp_path)
    assert summed(outcome) == ["a.xlsx"]
    assert statuses(outcome) == {"b.xlsx": "TT208"}


def _at(day: int) -> Any:
    from datetime import datetime

    return datetime(2022, 12, day, 8)


def test_the_date_in_the_block_goes_before_the_time_of_saving(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", dated="date 2022-12-15", created=_at(10))
    sent(tmp_path / "b.xlsx", dated="date 2022-12-14", answers=OTHER, created=_at(20))
    assert summed(checked(tmp_path)) == ["a.xlsx"]


def test_what_nothing_decides_is_an_error_and_none_is_summed(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", created=_at(15))
    sent(tmp_path / "b.xlsx", answers=OTHER, created=_at(15))
    outcome = checked(tmp_path)
    [finding] = findings_of(outcome, "TM002")
    assert finding.severity == "error"
    assert {point.code for point in finding.related} == {"BM6.1.2", "BM6.2.6"}
    assert summed(outcome) == []
    assert outcome.exit_status == 1


def test_files_of_one_unit_with_different_forms_are_one_submission(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", forms=(1, 2, 3))
    sent(tmp_path / "b.xlsx", forms=(4, 5))
    sent(tmp_path / "c.xlsx", forms=(6, 7))
    [one] = checked(tmp_path).checked
    assert one.submission.forms == (1, 2, 3, 4, 5, 6, 7)
    assert [Path(path).name for path in one.submission.paths] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert not [finding for finding in one.findings if finding.rule == "TN004"]


def test_a_workbook_for_each_form_is_one_submission(tmp_path: Path) -> None:
    for form in range(1, 8):
        sent(tmp_path / f"bm{form}.xlsx", forms=(form,), answers=ANSWERS | {"BM3.1.4a": "130", "BM7.6.2.1": "131"})
    [one] = checked(tmp_path).checked
    assert one.submission.forms == tuple(range(1, 8))
    across = [finding for finding in one.findings if finding.rule == "LM003" and finding.at]
    assert [finding.at.code for finding in across if finding.at] == ["BM7.6.1.1"]
    assert across[0].cell
    assert Path(across[0].cell.path).name == "bm7.xlsx"


def test_files_of_two_units_are_two_submissions(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", "Sở Y tế", forms=(1, 2))
    sent(tmp_path / "b.xlsx", "Sở Công Thương", forms=(3,))
    assert [one.submission.name for one in checked(tmp_path).checked] == ["Sở Y tế", "Sở Công Thương"]


def test_files_for_two_periods_are_two_submissions(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", period="Quý I năm 2022")
    sent(tmp_path / "b.xlsx", answers=OTHER, period="6 tháng năm 2022")
    outcome = checked(tmp_path)
    assert len(outcome.checked) == 2
    assert not outcome.left_out


# --- what a folder lacks --------------------------------------------------------------------------


def test_units_of_the_roster_that_have_not_sent_are_named(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", "Sở Y tế")
    outcome = checked(tmp_path, roster=UNITS)
    missing = findings_of(outcome, "TM001")
    assert {one.detail for one in missing} == {unit.name for unit in UNITS.units} - {"Sở Y tế"}
    assert {one.severity for one in missing} == {"warning"}
    assert not findings_of(checked(tmp_path / "a.xlsx", roster=UNITS), "TM001"), "one file is no folder"


def test_a_roster_without_a_consolidator_is_said(tmp_path: Path) -> None:
    sent(tmp_path / "a.xlsx", "Sở Y tế")
    alone = checked(tmp_path, roster=roll("syt | Sở Y tế | so"))
    assert [one.severity for one in findings_of(alone, "TM009")] == ["info"]
    assert not findings_of(checked(tmp_path, roster=UNITS), "TM009")


def test_a_shared_list_that_differs_is_told_with_who_differs(tmp_path: Path) -> None:
    for name, count in (("TP Pleiku", 120), ("UBND huyện Chư Sê", 120), ("UBND huyện Chư Prông", 99)):
        sent(tmp_path / f"{name}.xlsx", name, forms=(3,), answers={"BM3.1.4b": str(count), "BM3.1.4c": "90"})
    [finding] = findings_of(checked(tmp_path, roster=UNITS), "TM010")
    assert (finding.at.code, finding.expected, finding.severity) == ("BM3.1.4b", 120, "warning")
    assert [Path(path).name for path in finding.paths] == ["UBND huyện Chư Prông.xlsx"]


# --- the roster -----------------------------------------------------------------------------------

ROSTER = """mã;tên;cấp;tên khác;vai_tro
snv;Sở Nội vụ;sở;;
sct;Sở Công Thương;so;SCT, Sở CT;
pleiku;UBND thành phố Pleiku;huyện;TP Pleiku;
chuse;UBND huyện Chư Sê;huyen;;
"""


def roster_of(path: Path, text: str = ROSTER, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def units_of(path: Path) -> list[tuple[str, str, str | None]]:
    return [(unit.id, unit.name, unit.level) for unit in read_roster(path, EDITION).units]


EXPECTED = [
    ("snv", "Sở Nội vụ", "so"),
    ("sct", "Sở Công Thương", "so"),
    ("pleiku", "UBND thành phố Pleiku", "huyen"),
    ("chuse", "UBND huyện Chư Sê", "huyen"),
]


def in_cp1258(text: str) -> bytes:
    """As Windows writes it: base letter, then the tone as a combining mark."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in parts if mark in tones)
        out += unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tone
    return out.encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "cp1258"])
@pytest.mark.parametrize("separator", [";", ","])
def test_a_roster_in_any_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    text = ROSTER.replace("SCT, Sở CT", "SCT").replace(";", separator)
    data = {
        "cp1258": lambda: in_cp1258(text),
        "utf-16-le-bom": lambda: b"\xff\xfe" + text.encode("utf-16-le"),
    }.get(encoding, lambda: text.encode(encoding))()
    path = tmp_path / "don_vi.csv"
    path.write_bytes(data)
    assert units_of(path) == EXPECTED


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_roster_with_any_line_ends(tmp_path: Path, newline: str) -> None:
    assert units_of(roster_of(tmp_path / "don_vi.csv", ROSTER.replace("\n", newline))) == EXPECTED


def roster_book(path: Path, rows: list[list[Any]]) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(path)
    return path


def test_a_roster_workbook(tmp_path: Path) -> None:
    rows: list[list[Any]] = [line.split(";") for line in ROSTER.splitlines()]
    assert units_of(roster_book(tmp_path / "don_vi.xlsx", rows)) == EXPECTED
    titled = [["DANH SÁCH ĐƠN VỊ"], [], *rows]
    assert units_of(roster_book(tmp_path / "don_vi.xlsx", titled)) == EXPECTED


def test_a_roster_whose_ids_are_numbers(tmp_path: Path) -> None:
    path = roster_book(tmp_path / "don_vi.xlsx", [["Mã", "Tên", "Cấp"], [101, "Sở Y tế", "Sở"], ["x", "Sở A", "so"]])
    assert units_of(path) == [("101", "Sở Y tế", "so"), ("x", "Sở A", "so")]


def test_several_aliases_stand_between_semicolons(tmp_path: Path) -> None:
    text = 'mã,tên,cấp,tên khác\nsct,Sở Công Thương,sở,"SCT; Sở CT ;"\n'
    [unit] = read_roster(roster_of(tmp_path / "don_vi.csv", text), EDITION).units
    assert unit.aliases == ("SCT", "Sở CT")


def test_the_consolidator_is_the_one_marked_else_the_department_of_home_affairs(tmp_path: Path) -> None:
    roster = read_roster(roster_of(tmp_path / "don_vi.csv"), EDITION)
    assert roster.consolidator
    assert roster.consolidator.id == "snv"
    marked = ROSTER.replace("sct;Sở Công Thương;so;SCT, Sở CT;", "sct;Sở Công Thương;so;;tổng hợp")
    roster = read_roster(roster_of(tmp_path / "don_vi.csv", marked), EDITION)
    assert [unit.id for unit in roster.units if unit.consolidates] == ["sct"]


FAULTY = table("""
    | case                 | roster                                            | says         |
    | an id twice          | mã;tên;cấp / a;Sở A;sở / b;Sở B;sở / a;Sở C;sở    | don_vi.csv:4 |
    | no level             | mã;tên;cấp / a;Sở A;sở / b;Sở B;                  | don_vi.csv:3 |
    | an unknown level     | mã;tên;cấp / a;Sở A;xã                            | don_vi.csv:2 |
    | no name              | mã;tên;cấp / a;;sở                                | don_vi.csv:2 |
    | no column of levels  | mã;tên / a;Sở A                                   | cấp          |
    | empty                |                                                   | don_vi.csv   |
    | an id twice, in case | mã;tên;cấp / a;Sở A;sở / A;Sở B;sở                | don_vi.csv:3 |
    | a name twice         | mã;tên;cấp / a;Sở A;sở / b;Sở A;sở                | don_vi.csv:3 |
    | an alias of another  | mã;tên;cấp;tên khác / a;Sở A;sở; / b;Sở B;sở;Sở A | don_vi.csv:3 |
""")


@pytest.mark.parametrize(
    "row",
    FAULTY,
    ids=lambda row: row["case"],
)
def test_a_faulty_roster_is_refused_with_its_line(tmp_path: Path, row: dict[str, str]) -> None:
    path = roster_of(tmp_path / "don_vi.csv", row["roster"].replace(" / ", "\n"))
    with pytest.raises(RosterError) as caught:
        read_roster(path, EDITION)
    assert row["says"] in str(caught.value)


def test_a_faulty_roster_workbook_names_the_sheets_line(tmp_path: Path) -> None:
    rows = [["Danh sách"], [], ["Mã", "Tên", "Cấp"], ["a", "Sở A", "sở"], ["a", "Sở B", "sở"]]
    with pytest.raises(RosterError, match=r"don_vi\.xlsx:5"):
        read_roster(roster_book(tmp_path / "don_vi.xlsx", rows), EDITION)


def test_a_roster_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "don_vi.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(RosterError, match=r"don_vi\.xlsx"):
        read_roster(tmp_path / "don_vi.xlsx", EDITION)


def test_the_roster_is_found_in_the_folder(tmp_path: Path) -> None:
    assert find_roster(tmp_path) is None
    roster_of(tmp_path / "don_vi.csv")
    assert find_roster(tmp_path) == tmp_path / "don_vi.csv"


def test_a_received_file_says_when_it_was_saved_and_by_whom(tmp_path: Path) -> None:
    path = sent(tmp_path / "a.xlsx", author="Nguyễn Văn A", created=_at(15))
    answer = received(path)
    assert isinstance(answer, Received)
    assert answer.document.saved_by == "Nguyễn Văn A"
    assert answer.document.modified.startswith("2022-12-15T08:00")
    assert answer.document.size == path.stat().st_size


# --- tables beside tables, lists beside forms ------------------------------------------------------


def side_by_side(*tables: str) -> str:
    """The sheets' lines beside each other, a column free between them."""
    parts = [[line for line in text.strip().splitlines() if line.strip()] for text in tables]
    height = max(map(len, parts))
    width = [max(line.count("|") - 1 for line in part) for part in parts]
    lines = []
    for at in range(height):
        cells = [part[at].strip().strip("|").split("|") if at < len(part) else [] for part in parts]
        padded = [" | ".join([*row, *[""] * (wide - len(row))]) for row, wide in zip(cells, width, strict=True)]
        lines.append("| " + " |  | ".join(padded) + " |")
    return "\n".join(lines)


ROWS_6 = "\n".join(
    f"| {row.stt} | {row.label} | {row.unit} | {ANSWERS.get(row.code, '')} |" for row in PRINTED if row.form == 6
)
ROWS_2 = "\n".join(f"| {row.stt} | {row.label} | {row.unit} | 0 |" for row in PRINTED if row.form == 2 and row.unit)
HEAD_OF_ONE = "| STT | Chỉ tiêu | Đơn vị tính | Số liệu |\n"


def test_forms_beside_each_other_are_both_read(tmp_path: Path) -> None:
    text = "[Phụ lục]\n" + side_by_side(HEAD_OF_ONE + ROWS_6, "| Biểu mẫu 2 |\n" + HEAD_OF_ONE + ROWS_2)
    tables = received(book(tmp_path / "x.xlsx", text)).tables
    assert [(one.form, one.value_column) for one in tables] == [(2, "I"), (6, "D")]
    assert figures([tables[1]]) == READ
    assert set(figures([tables[0]]).values()) == {"0"}


def test_one_form_of_two_units_beside_each_other_is_read_of_neither(tmp_path: Path) -> None:
    other = ROWS_6.replace("| 1000 |", "| 2000 |")
    text = "[Phụ lục]\n" + side_by_side("| SỞ Y TẾ |\n" + HEAD_OF_ONE + ROWS_6, "| . |\n| . |\n" + HEAD_OF_ONE + other)
    outcome = checked(book(tmp_path / "x.xlsx", text))
    assert [finding.detail for finding in findings_of(outcome, "TN007")] == ["Phụ lục!D3:D15, Phụ lục!I4:I16"]
    assert not outcome.checked[0].submission.readings


LISTS = {
    "a list of offices": "[Danh bạ]\n| Đơn vị | Chức vụ | Điện thoại |\n| Sở Tư pháp | Giám đốc | 0269 |\n",
    "a list with a column of units": "[Thủ tục]\n| STT | Nội dung | Đơn vị | Số lượng |\n| 1 | Hồ sơ | Bộ | 23 |\n",
    "a copy of a form": usual(6).replace("[Biểu mẫu 6]", "[Biểu mẫu 6 (2)]"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_beside_the_forms_names_no_sender(tmp_path: Path, name: str) -> None:
    text = "[Biểu mẫu 6]\n| SỞ Y TẾ |" + usual(6).partition("]")[2] + LISTS[name]
    identity = received(book(tmp_path / "x.xlsx", text, ANSWERS), UNITS).identity
    assert identity.unit
    assert identity.unit.id == "syt"


HEADS = table("""
    | heads                                  | read | rule  | said |
    | Quý I; Quý II; Quý III; Quý IV         |      | TN005 | D, E, F, G |
    | Quý IV                                 |      | TN005 | D    |
    | 9 tháng                                |      | TN005 | D    |
    | Năm 2022; Quý IV                       | D    |       |      |
    | Sở tự đánh giá; Kết quả thẩm định      |      | TN006 | D, E |
    | Số liệu Sở Y tế; Số liệu Sở Công Thương |     | TN006 | D, E |
    | Số liệu; Số liệu kỳ trước              | D    |       |      |
""")


@pytest.mark.parametrize("row", HEADS, ids=lambda row: row["heads"])
def test_which_column_is_read(tmp_path: Path, row: dict[str, str]) -> None:
    heads = row["heads"].split("; ")
    text = (
        "[Thông tin]\n| Đơn vị báo cáo | Sở Y tế |\n| Kỳ báo cáo | Năm 2022 |\n"
        f"[Biểu mẫu 6]\n| STT | Chỉ tiêu | Đơn vị tính | {' | '.join(heads)} |\n"
        f"| {{stt}} | {{label 6}} | {{unit}} | {' | '.join(['{value}'] * len(heads))} |"
    )
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    [form] = outcome.received[0].tables
    assert (form.value_column if form.readings and figures([form]) else "") == row["read"]
    assert [(one.rule, one.detail) for one in findings_of(outcome, "TN005") + findings_of(outcome, "TN006")] == (
        [(row["rule"], row["said"])] if row["rule"] else []
    )


@pytest.mark.parametrize("where", ["sheet", "head"])
def test_figures_under_another_units_name_are_nobodys(tmp_path: Path, where: str) -> None:
    text = "[Thông tin]\n| Đơn vị báo cáo | Sở Y tế |\n" + usual(6)
    name, head = ("[Sở Công Thương]", "Số liệu") if where == "sheet" else ("[Biểu mẫu 6]", "Số liệu Sở Công Thương")
    text = text.replace("[Biểu mẫu 6]", name).replace("| Số liệu |", f"| {head} |")
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS), roster=UNITS)
    assert [one.detail for one in findings_of(outcome, "TM013")] == ["Sở Y tế / Sở Công Thương"]
    assert outcome.checked[0].submission.identity.unit is None


def test_two_blocks_of_different_periods_are_told(tmp_path: Path) -> None:
    text = "[Cũ]\n| Đơn vị báo cáo | Sở Y tế |\n| Kỳ báo cáo | Năm 2021 |\n" + usual(6)
    text = text.replace("[Biểu mẫu 6]", "[Mới]\n| Đơn vị báo cáo | Sở Y tế |\n| Kỳ báo cáo | Năm 2022 |\n[Biểu mẫu 6]")
    outcome = checked(book(tmp_path / "x.xlsx", text, ANSWERS))
    assert [one.detail for one in findings_of(outcome, "TM014")] == ["2021Y / 2022Y"]


@pytest.mark.parametrize(
    ("block", "heading", "period"),
    [("Năm 2021", "Báo cáo năm 2022", "2021Y / 2022Y"), ("6 tháng năm 2022", "BÁO CÁO NĂM 2022", "2022H1")],
)
def test_headings_of_another_year_than_the_block_are_told(
    tmp_path: Path, block: str, heading: str, period: str
) -> None:
    top = f"[Thông tin]\n| Đơn vị báo cáo | Sở Y tế |\n| Kỳ báo cáo | {block} |\n[Biểu mẫu 6]\n| {heading} |"
    identity = received(book(tmp_path / "x.xlsx", top + usual(6).partition("]")[2], ANSWERS)).identity
    assert (identity.period or identity.unknown_period) == period


def test_a_label_goes_on_in_the_next_row_with_its_figure(tmp_path: Path) -> None:
    text = (
        usual(6).replace("{label 6}", "{label 6:1-9}")
        + "| 2.4.2. | Số ĐVSN tự bảo đảm từ 30% - dưới | Đơn vị |  |\n|  | 70% chi thường xuyên |  | 4 |\n"
        + "| {stt} | {label 6:11-13} | {unit} | {value} | {note} |"
    )
    [form] = received(book(tmp_path / "x.xlsx", text, ANSWERS)).tables
    assert figures([form]) == READ | {"BM6.2.4.2": "4"}
    assert form.readings["BM6.2.4.2"].cell.ref == "D13"  # type: ignore[index]


def test_a_file_of_which_nothing_is_read_is_no_pass(tmp_path: Path) -> None:
    text = usual(6).replace("| Số liệu |", "| Số liệu kỳ trước |")
    assert checked(book(tmp_path / "x.xlsx", "".join(usual(form) for form in range(1, 8)))).exit_status == 0
    outcome = checked(book(tmp_path / "y.xlsx", text.replace("6", "6"), ANSWERS))
    assert outcome.received
    assert outcome.exit_status in (1, 2)
