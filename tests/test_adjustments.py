"""Figures that the officer corrects with a reason: checked like any, shown beside what was sent, or refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from officer import SAMPLES, a_form, document, entries, officer
from openpyxl import load_workbook
from province import outcome, read, sent, unit
from province_books import detail_row, form_row, live, official, on_form, unit_cell, values
from tables import EDITION, book, reading_of, table

from cchc_xlsx.checks.corrections import agrees
from cchc_xlsx.consolidation import consolidate
from cchc_xlsx.model import Adjustment, Code, Source
from cchc_xlsx.pipeline import check, consolidated
from cchc_xlsx.reports.provincial import write_provincial
from cchc_xlsx.reports.words import Lang, sentence

RATE = {"BM7.6.2": "100", "BM7.6.2.1": "130", "BM7.6.2.2": "116", "BM3.1.4": "130", "BM3.1.4a": "130"}
REASON, WHO = "Đơn vị đính chính qua điện thoại", "Chuyên viên tổng hợp"
HEAD = "[Điều chỉnh]\n| Đơn vị | Chỉ tiêu | Giá trị cũ | Giá trị mới | Lý do | Người cho biết | Ngày |\n"


def adjusting(folder: Path, *lines: str, answers: dict[str, str] | None = None) -> Path:
    """A folder with the department's form and the officer's ``dieu_chinh.xlsx``; a line names no reason of its own."""
    a_form(folder / "Sở Y tế (bản 1).xlsx", answers=RATE | (answers or {}))
    rows = [line if line.count("|") > 5 else f"{line.rstrip('| ')} | {REASON} | {WHO} |" for line in lines]
    book(folder / "dieu_chinh.xlsx", HEAD + "\n".join(rows))
    return folder


def run_of(folder: Path, *options: str) -> dict[str, Any]:
    return document(officer("check", folder, "--format", "json", "--jobs", "0", *options).stdout)


def of_department(folder: Path) -> dict[str, Any]:
    [entry] = [one for one in run_of(folder, "--values")["files"] if one["unit"] == "Sở Y tế"]
    return entry


def test_a_correction_counts_and_stands_beside_what_was_sent(tmp_path: Path) -> None:
    entry = of_department(adjusting(tmp_path, "| Sở Y tế | BM7.6.2 | 100 | '89,2 |"))
    assert entry["values"]["BM7.6.2"] == {
        "value": 89.2,
        "state": "value",
        "raw": "100",
        "sheet": "Biểu mẫu 7",
        "cell": "D31",
        "corrected": {
            "sent": {"value": 100, "state": "value"},
            "raw": "89,2",
            "reason": REASON,
            "who": WHO,
            "date": None,
        },
    }
    assert [code for code, value in entry["values"].items() if "corrected" in value] == ["BM7.6.2"]
    assert "TL001" not in {one["rule"] for one in entry["findings"]}
    [told] = [one for one in entry["findings"] if one["rule"] == "QD011"]
    assert (told["severity"], told["indicator"], told["cell"], told["value"]) == ("info", "BM7.6.2", "D31", 89.2)
    assert [one["value"] for one in told["related"]] == [100]
    assert f"đơn vị ghi 100, nay là 89,2 theo điều chỉnh ({REASON} – {WHO})" in told["message"]


def test_a_corrected_figure_is_judged_like_any_other(tmp_path: Path) -> None:
    entry = of_department(adjusting(tmp_path, "| Sở Y tế | BM7.6.2 | 100 | 95 |"))
    [told] = [one for one in entry["findings"] if one["rule"] == "TL001"]
    assert (told["value"], told["expected"]) == (95, 89.23)
    assert told["message"].endswith("Số đã điều chỉnh: BM7.6.2 (đơn vị ghi 100).")


def test_the_part_may_be_what_is_corrected(tmp_path: Path) -> None:
    entry = of_department(adjusting(tmp_path, "| Sở Y tế | BM7.6.2.2 | 116 | 117 |"))
    [told] = [one for one in entry["findings"] if one["rule"] == "TL001"]
    assert told["expected"] == 90
    assert "BM7.6.2.2 (đơn vị ghi 116)" in told["message"]


def test_a_value_that_its_row_cannot_hold_is_an_error_in_the_officers_own_cell(tmp_path: Path) -> None:
    run = run_of(adjusting(tmp_path, "| Sở Y tế | BM7.6.2.1 | 130 | 12.5 |", "| Sở Y tế | BM7.6.2 | 100 | khoảng 90 |"))
    errors = [(one["rule"], one["sheet"], one["cell"]) for one in run["findings"] if one["severity"] == "error"]
    assert errors == [("GT004", "Điều chỉnh", "D2"), ("GT016", "Điều chỉnh", "D3")]
    [entry] = [one for one in run["files"] if one["unit"] == "Sở Y tế"]
    assert "QD011" not in {one["rule"] for one in entry["findings"]}
    assert [one["expected"] for one in entry["findings"] if one["rule"] == "TL001"] == [89.23]


def test_a_corrected_figure_is_in_the_rows_own_unit_whatever_stands_beside_it(tmp_path: Path) -> None:
    """The unit column of the sample says "Đồng" where the form asks for millions."""
    name = "Sở Xây dựng - phụ lục số liệu CCHC.xlsx"
    for source in (name, "don_vi.xlsx"):
        (tmp_path / source).write_bytes((SAMPLES / source).read_bytes())
    lines = ("BM6.1.1 | '5.250.000.000 | '5.250", "BM6.1.2 | '4.987.500.000 | '4.987,5")
    rows = "\n".join(f"| Sở Xây dựng | {line} | {REASON} | {WHO} |" for line in lines)
    assert "DV002" in {one["rule"] for one in entries(tmp_path)[name]["findings"]}
    book(tmp_path / "dieu_chinh.xlsx", HEAD + rows)
    assert {one["rule"] for one in entries(tmp_path)[name]["findings"] if one["form"] == 6} == {"QD011"}
    run = officer("consolidate", tmp_path, "-o", tmp_path / "x.xlsx", "--format", "json")
    totals = document(run.stdout, "consolidate")["totals"]
    assert [totals[code]["value"] for code in ("BM6.1", "BM6.1.1", "BM6.1.2")] == [95, 5250, 4987.5]


CLEARED = table("""
    | case                 | sent | old   | new             | state | value |
    | cleared              | 4    | 4     | để trống        | blank |       |
    | filled in            |      |       | 4               | value | 4     |
    | a blank said to be   |      | trống | 4               | value | 4     |
    | nothing happened     | 4    | 4     | không phát sinh | nil   | 0     |
    | as text              | '04  | 4     | '1.234          | value | 1234  |
    | an unreadable figure | hai  | hai   | 2               | value | 2     |
""")


@pytest.mark.parametrize("row", CLEARED, ids=lambda row: row["case"])
def test_what_a_cell_may_be_corrected_from_and_to(tmp_path: Path, row: dict[str, str]) -> None:
    line = f"| Sở Y tế | BM5.2.1 | {row['old']} | {row['new']} |"
    entry = of_department(adjusting(tmp_path, line, answers={"BM5.2.1": row["sent"]}))
    value = entry["values"]["BM5.2.1"]
    assert "corrected" in value
    assert (value["state"], value["value"]) == (row["state"], int(row["value"]) if row["value"] else None)
    assert value["raw"] == row["sent"].removeprefix("'")


def test_what_was_sent_is_told_as_it_was_judged(tmp_path: Path) -> None:
    line = "| Sở Y tế | BM3.3.1a | 4.312 | 4312 |"
    entry = of_department(adjusting(tmp_path, line, answers={"BM3.3.1a": "4.312"}))
    value = entry["values"]["BM3.3.1a"]
    assert (value["value"], value["raw"]) == (4312, "4.312")
    assert value["corrected"]["sent"] == {"value": None, "state": "invalid"}
    assert "GT004" not in {one["rule"] for one in entry["findings"]}


def test_a_form_that_was_blank_is_so_no_longer(tmp_path: Path) -> None:
    entry = of_department(adjusting(tmp_path, "| Sở Y tế | BM6.1.1 |  | 500 |"))
    assert ("TN002", 6) not in {(one["rule"], one["form"]) for one in entry["findings"]}


AGREES = table("""
    | code    | stated    | there      | is  |
    | BM5.2.1 | 15999     | '15.999    | yes |
    | BM5.2.1 | '15.999   | 15999      | yes |
    | BM5.2.1 | '15,999   | 15.999     | yes |
    | BM5.2.1 | 15.999    | 15.999     | yes |
    | BM5.2.1 | 15.999    | '15,999    | yes |
    | BM5.2.1 | 16        | 15.999     |     |
    | BM5.2.1 | 15999     | 15.999     |     |
    | BM7.6.2 | 95.3      | 95.3%      | yes |
    | BM7.6.2 | '95,3     | 95.3%      | yes |
    | BM7.6.2 | '100%     | 100        | yes |
    | BM1.6   | 1         | 'Có        | yes |
    | BM5.2.1 |           |            | yes |
    | BM5.2.1 |           | 0          |     |
    | BM5.2.1 | 0         |            |     |
    | BM5.2.1 | 0         | 'không     |     |
    | BM5.2.1 | 'KPS      | 'không     | yes |
    | BM5.2.1 | '5 hoặc 6 | '5 hoặc  6 | yes |
    | BM5.2.1 | '5        | '5 hoặc 6  |     |
""")


@pytest.mark.parametrize("row", AGREES, ids=lambda row: f"{row['stated']} is {row['there']}")
def test_an_old_value_in_another_notation_is_still_the_one_sent(row: dict[str, str]) -> None:
    assert agrees(reading_of(row["code"], row["stated"]), reading_of(row["code"], row["there"])) is bool(row["is"])


def test_a_row_that_is_not_there_agrees_with_nothing_but_a_blank() -> None:
    assert agrees(reading_of("BM5.2.1", ""), None)
    assert not agrees(reading_of("BM5.2.1", "0"), None)


REFUSED = table("""
    | case                       | line                                            | rule  | says           |
    | not what was sent          | Sở Y tế ; BM7.6.2 ; 99 ; 89 ; lý do ; người     | QD012 | hiện có là 100 |
    | sent, but said to be blank | Sở Y tế ; BM7.6.2 ;  ; 89 ; lý do ; người       | QD012 | ghi trống      |
    | blank, but said to be sent | Sở Y tế ; BM5.2.1 ; 3 ; 4 ; lý do ; người       | QD012 | là trống       |
    | an unknown unit            | Sở Lạ ; BM7.6.2 ; 100 ; 89 ; lý do ; người      | QD003 | “Sở Lạ”        |
    | an unknown indicator       | Sở Y tế ; BM7.6.9 ; 100 ; 89 ; lý do ; người    | QD005 | “BM7.6.9”      |
    | no indicator               | Sở Y tế ;  ; 100 ; 89 ; lý do ; người           | QD005 | “”             |
    | no reason                  | Sở Y tế ; BM7.6.2 ; 100 ; 89 ;  ; người         | QD007 | lý do          |
    | nobody who says so         | Sở Y tế ; BM7.6.2 ; 100 ; 89 ; lý do ;          | QD007 | người          |
    | no new value               | Sở Y tế ; BM7.6.2 ; 100 ;  ; lý do ; người      | QD013 | “để trống”     |
    | a unit that has not sent   | Sở Tư pháp ; BM7.6.2 ; 100 ; 89 ; lý do ; người | QD014 | Sở Tư pháp     |
    | a heading of the province  | tỉnh ; BM2.2 ;  ; 5 ; lý do ; người             | QD017 | BM2.2          |
    | a count of units by code   | tỉnh ; BM1.6 ;  ; 1 ; lý do ; người             | QD017 | BM1.6          |
""")


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The check of a folder whose ``dieu_chinh.xlsx`` has all these lines."""
    lines = (f"| {row['line'].replace(';', '|')} |" for row in REFUSED)
    folder = adjusting(tmp_path_factory.mktemp("kỳ này"), *lines)
    (folder / "don_vi.csv").write_text("mã;tên;cấp\nsyt;Sở Y tế;sở\nstp;Sở Tư pháp;sở\n", encoding="utf-8")
    return run_of(folder, "--values")


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["case"])
def test_a_line_in_doubt_is_refused_with_its_line(refused: dict[str, Any], row: dict[str, str]) -> None:
    line = f"dieu_chinh.xlsx, dòng {REFUSED.index(row) + 2}:"
    [told] = [one for one in refused["findings"] if line in one["message"]]
    assert (told["rule"], told["severity"]) == (row["rule"], "warning")
    assert row["says"] in told["message"]


def test_a_line_in_doubt_changes_nothing(refused: dict[str, Any]) -> None:
    values = [value for file in refused["files"] for value in file.get("values", {}).values()]
    assert values
    assert not [value for value in values if "corrected" in value]
    assert len([one for one in refused["findings"] if one["rule"].startswith("QD")]) == len(REFUSED)


def test_of_two_lines_for_one_cell_the_first_counts(tmp_path: Path) -> None:
    run = run_of(adjusting(tmp_path, *[f"| Sở Y tế | BM7.6.2 | 100 | {new} |" for new in ("'89,2", "95")]), "--values")
    [told] = [one for one in run["findings"] if one["rule"].startswith("QD")]
    assert (told["rule"], "dòng 3" in told["message"]) == ("QD015", True)
    [entry] = [one for one in run["files"] if one["unit"] == "Sở Y tế"]
    assert entry["values"]["BM7.6.2"]["value"] == 89.2


def test_a_row_that_the_file_does_not_hold_cannot_be_corrected(tmp_path: Path) -> None:
    name = "Bieu mau CCHC_So TNMT_2022.xlsx"  # without form 6
    (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    unit_name = "Sở Tài nguyên và Môi trường"
    book(tmp_path / "dieu_chinh.xlsx", f"{HEAD}| {unit_name} | BM6.1.1 |  | 5 | {REASON} | {WHO} |")
    [told] = [one for one in run_of(tmp_path)["findings"] if one["rule"].startswith("QD")]
    assert told["rule"] == "QD014"


def test_lines_about_units_that_are_not_checked_wait_for_another_run(tmp_path: Path) -> None:
    folder = adjusting(tmp_path, "| Sở Tư pháp | BM7.6.2 | 100 | 89 |")
    (folder / "don_vi.csv").write_text("mã;tên;cấp\nsyt;Sở Y tế;sở\nstp;Sở Tư pháp;sở\n", encoding="utf-8")
    assert not run_of(folder / "Sở Y tế (bản 1).xlsx")["findings"]


def test_every_report_lists_what_is_corrected(tmp_path: Path) -> None:
    folder = adjusting(tmp_path / "kỳ này", "| Sở Y tế | BM7.6.2 | 100 | '89,2 |", "| Sở Lạ | BM7.6.2 | 100 | 1 |")
    assert "đơn vị ghi 100, nay là 89,2" in " ".join(officer("check", folder).stdout.split())
    assert "đơn vị ghi 100, nay là 89,2" in officer("check", folder, "--format", "csv").stdout
    for command in (["check", folder, "--format", "xlsx"], ["consolidate", folder]):
        officer(*command, "-o", tmp_path / "x.xlsx")
        sheet = load_workbook(tmp_path / "x.xlsx")["Điều chỉnh"]
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        label = EDITION.indicators[Code("BM7.6.2")].label
        assert ["Sở Y tế", "BM7.6.2", label, "100", "89,2", REASON, WHO] in [line[:7] for line in lines]
        assert any("Sở Lạ" in str(line[0]) for line in lines)


def test_without_corrections_there_is_no_sheet_for_them(tmp_path: Path) -> None:
    a_form(tmp_path / "Sở Y tế.xlsx")
    officer("consolidate", tmp_path, "-o", tmp_path / "x.xlsx")
    assert "Điều chỉnh" not in load_workbook(tmp_path / "x.xlsx").sheetnames


def test_the_detail_cell_has_a_note_with_what_was_sent(tmp_path: Path) -> None:
    folder = adjusting(tmp_path / "kỳ này", "| Sở Y tế | BM7.6.2.2 | 116 | 130 |")
    officer("consolidate", folder, "-o", tmp_path / "x.xlsx")
    cell = unit_cell(load_workbook(tmp_path / "x.xlsx"), "BM7.6.2.2", "Sở Y tế")
    assert cell.value == 130
    assert f"Đơn vị ghi: 116. Điều chỉnh: {REASON} – {WHO}." in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFDDEBF7"


# --- the province's own figures -----------------------------------------------------------------------------

SCT, SYT = unit("sct", "so", "Sở Công Thương"), unit("syt", "so", "Sở Y tế")
SET = table("""
    | case                   | code      | old    | new      | value | computed    |
    | a list                 | BM4.2.5   |        | '11,5    | 11.5  |             |
    | an own row             | BM1.4.1   |        | 3        | 3     |             |
    | a sum, overridden      | BM1.1     | 9      | 12       | 12    | 9           |
    | a sum, left blank      | BM5.2.1   | 4      | để trống |       | 4           |
    | nothing happened       | BM5.2.2   | 5      | không    | 0     | 5           |
    | a rate, as it is shown | BM7.6.2   | '89,23 | 90       | 90    | 89.23076923 |
    | a part of another rate | BM7.6.4.1 | 100    | 200      | 200   | 100         |
""")


class Province(NamedTuple):
    """What came of a folder in which the officer sets the province's figures."""

    totals: dict[str, Any]
    workbook: Path
    rules: list[str]
    said: str


def province(folder: Path, lines: list[str]) -> Province:
    answers = {"BM5.2.1": "4", "BM5.2.2": "5", "BM7.6.4": "50", "BM7.6.4.1": "100", "BM7.6.4.2": "50"}
    adjusting(folder, *lines, answers=answers)
    run = officer("consolidate", folder, "-o", folder / "x.xlsx", "--format", "json")
    outcome, _ = consolidated(check([str(folder)], EDITION, jobs=0), EDITION)
    said = "\n".join(sentence(one, EDITION, Lang.VI) for one in outcome.findings)
    rules = [one.rule for one in outcome.findings if one.line]
    return Province(document(run.stdout, "consolidate")["totals"], folder / "x.xlsx", rules, said)


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Province:
    lines = [f"| tỉnh | {row['code']} | {row['old']} | {row['new']} |" for row in SET]
    return province(tmp_path_factory.mktemp("kỳ này"), lines)


@pytest.mark.parametrize("row", SET, ids=lambda row: row["case"])
def test_the_officer_sets_a_figure_of_the_province(setting: Province, row: dict[str, str]) -> None:
    figure, code = setting.totals[row["code"]], row["code"]
    computed = float(row["computed"]) if row["computed"] else None
    assert figure["value"] == (float(row["value"]) if row["value"] else None)
    assert figure["adjusted"] == {"computed": computed, "reason": REASON, "who": WHO, "date": None}
    cached = official(values(setting.workbook), code)
    assert (None if cached == "" else cached) == figure["value"]
    typed = '=""' if figure["value"] is None else figure["value"]
    assert official(live(setting.workbook), code) == typed, "a number, or a text that counts nowhere"
    remark = on_form(values(setting.workbook), code).cell(form_row(code), 5).value
    assert remark.startswith(f"Số do người tổng hợp ghi: {REASON} – {WHO}.")
    assert f"{code} “" in setting.said


def test_what_is_set_is_told_and_no_other_figure_is_set(setting: Province) -> None:
    assert set(setting.rules) == {"QD016"}
    assert len(setting.rules) == len(SET)
    assert {code for code, one in setting.totals.items() if "adjusted" in one} == {row["code"] for row in SET}


def test_what_follows_from_a_figure_that_is_set_follows_from_it(setting: Province) -> None:
    assert setting.totals["BM7.6.4"]["value"] == 25
    assert official(values(setting.workbook), "BM7.6.4") == 25
    assert str(official(live(setting.workbook), "BM7.6.4")).startswith("=")


NOT_SET = table("""
    | case                    | line                 |
    | not what is computed    | BM1.1 ; 8 ; 12       |
    | no old value is given   | BM5.2.1 ;  ; 12      |
    | an old value of nothing | BM4.2.5 ; 3 ; 12     |
    | a share, far off        | BM7.6.2 ; '89,2 ; 90 |
""")


def test_a_figure_is_not_set_where_another_was_meant(tmp_path: Path) -> None:
    found = province(tmp_path, [f"| tỉnh | {row['line'].replace(';', '|')} |" for row in NOT_SET])
    assert not [one for one in found.totals.values() if "adjusted" in one]
    assert found.rules == ["QD012"] * len(NOT_SET)
    assert "nhưng số hiện có là 89,23, nên không điều chỉnh" in found.said
    assert "giá trị cũ ghi trống nhưng số hiện có là 4," in found.said
    for line in range(2, 2 + len(NOT_SET)):
        assert f"dieu_chinh.xlsx, dòng {line}: BM" in found.said


def test_a_figure_that_is_set_has_no_open_error_in_it(tmp_path: Path) -> None:
    of = outcome([sent(SCT, {"BM1.1": 5}), sent(SYT, {"BM1.1": "?hai"})])
    by = Adjustment(
        Source("dieu_chinh.xlsx", 2), "tỉnh", Code("BM1.1"), read("BM1.1", 5), read("BM1.1", 7), REASON, WHO
    )
    consolidation = consolidate(replace(of, official=(by,)), EDITION)
    assert consolidation.figures[Code("BM1.1")].value == 7
    write_provincial(tmp_path / "x.xlsx", of, consolidation, EDITION, Lang.EN)
    cell = load_workbook(tmp_path / "x.xlsx")["Chi tiết BM1"][f"F{detail_row('BM1.1')}"]
    assert cell.comment.text.startswith("Set by the officer: ")
    assert cell.comment.text.endswith("From the units: 5.")


# --- the blank lists ----------------------------------------------------------------------------------------


def filled(path: Path, *lines: list[str]) -> None:
    """An officer fills the blank list in."""
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    [head] = [row[0].row for row in sheet.iter_rows() if row[0].value == "Đơn vị"]
    for number, line in enumerate(lines, head + 1):
        for column, text in enumerate(line, 1):
            sheet.cell(number, column).value = text
    workbook.save(path)


def test_the_blank_lists_are_accepted_empty_and_filled_in(tmp_path: Path) -> None:
    a_form(tmp_path / "Sở Y tế.xlsx", answers=RATE)
    assert officer("template", "--adjustments", "-o", tmp_path).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Sở Y tế.xlsx", "chap_nhan.xlsx", "dieu_chinh.xlsx"]
    assert not run_of(tmp_path)["findings"]
    filled(tmp_path / "chap_nhan.xlsx", ["Sở Y tế", "TN002", "BM2", "Chưa đến kỳ", WHO, "20/12/2022"])
    filled(tmp_path / "dieu_chinh.xlsx", ["Sở Y tế", "BM7.6.2", "100", "89,2", REASON, WHO, "20/12/2022"])
    run = run_of(tmp_path, "--values")
    assert not run["findings"]
    [entry] = [one for one in run["files"] if one["unit"] == "Sở Y tế"]
    assert [one["form"] for one in entry["findings"] if one["accepted"]] == [2]
    assert entry["values"]["BM7.6.2"]["corrected"]["date"] == "20/12/2022"


def test_a_blank_list_never_takes_the_place_of_one_that_is_there(tmp_path: Path) -> None:
    officer("template", "--adjustments", "-o", tmp_path)
    filled(tmp_path / "dieu_chinh.xlsx", ["Sở Y tế", "BM7.6.2", "100", "89,2", REASON, WHO, ""])
    before = (tmp_path / "dieu_chinh.xlsx").read_bytes()
    (tmp_path / "chap_nhan.xlsx").unlink()
    run = officer("template", "--adjustments", "-o", tmp_path)
    assert run.exit_code == 2
    assert "dieu_chinh.xlsx" in run.stderr
    assert (tmp_path / "dieu_chinh.xlsx").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["dieu_chinh.xlsx"]


@pytest.mark.parametrize("name", ["dieu_chinh.csv", "chap_nhan.csv", "DIEU_CHINH.csv"])
def test_no_report_is_written_over_the_officers_decisions(tmp_path: Path, name: str) -> None:
    a_form(tmp_path / "Sở Y tế.xlsx")
    (tmp_path / name).write_text("đơn vị;chỉ tiêu;giá trị cũ;giá trị mới;lý do\n", encoding="utf-8")
    run = officer("check", tmp_path / "Sở Y tế.xlsx", "--format", "csv", "-o", tmp_path / name)
    assert run.exit_code == 2
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("đơn vị")


@pytest.mark.parametrize(
    ("name", "sheet"), [("chap_nhan", "Chấp nhận"), ("dieu_chinh", "Điều chỉnh"), ("x", "Điều chỉnh")]
)
def test_one_list_can_be_named(tmp_path: Path, name: str, sheet: str) -> None:
    officer("template", "--adjustments", "-o", tmp_path / "mới" / f"{name}.xlsx", "--units", SAMPLES / "don_vi.xlsx")
    [path] = (tmp_path / "mới").iterdir()
    workbook = load_workbook(path)
    assert workbook.sheetnames == [sheet, "Tra cứu"]
    units = [cell.value for cell in workbook["Tra cứu"]["G"] if cell.value]
    assert units[:2] == ["Đơn vị", "Sở Nội vụ"]
    assert units[-1] == "tỉnh"
    choices = {str(one.sqref): one.formula1 for one in workbook.worksheets[0].data_validations.dataValidation}
    assert f"'Tra cứu'!$G$2:$G${len(units)}" in choices["A6:A205"]
