"""Findings that the officer accepts with a reason: shown, never hidden, not counted; every line is answered."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from officer import a_form, document, entries, officer
from openpyxl import load_workbook
from province import EDITION, error, outcome, sent, unit, warning
from tables import book, table

from cchc_xlsx.checks import Senders, accept
from cchc_xlsx.consolidation import consolidate
from cchc_xlsx.model import Acceptance, Code, Outcome, RuleId, Severity, Source

WRONG_RATE = {"BM7.6.2": "100", "BM7.6.2.1": "130", "BM7.6.2.2": "116", "BM3.1.4": "130", "BM3.1.4a": "130"}
REASON, WHO = "Có công văn giải trình", "Chuyên viên tổng hợp"
HEAD = "[Chấp nhận]\n| Đơn vị | Quy tắc | Chỉ tiêu hoặc ô | Lý do | Người chấp nhận | Ngày |\n"


def accepting(folder: Path, *lines: str) -> Path:
    """A folder with the department's form and the officer's ``chap_nhan.xlsx`` with these lines."""
    a_form(folder / "Sở Y tế (gửi lần 1).xlsx", answers=WRONG_RATE)
    book(folder / "chap_nhan.xlsx", HEAD + "\n".join(lines))
    return folder


def found(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The findings of the department's file, and those across files."""
    run = document(officer("check", folder, "--format", "json", "--jobs", "0").stdout)
    [entry] = [one for one in run["files"] if one["unit"] == "Sở Y tế"]
    return entry["findings"], run["findings"]


def accepted_in(folder: Path) -> set[tuple[str, str | None]]:
    return {(one["rule"], one["indicator"]) for one in found(folder)[0] if one["accepted"]}


def test_an_accepted_error_is_shown_with_its_reason_and_does_not_count(tmp_path: Path) -> None:
    folder = accepting(tmp_path, f"| Sở Y tế | TL001 | BM7.6.2 | {REASON} | {WHO} | 20/12/2022 |")
    run = officer("check", folder, "--format", "json", "--jobs", "0")
    [entry] = [one for one in document(run.stdout)["files"] if one["unit"] == "Sở Y tế"]
    [finding] = [one for one in entry["findings"] if one["rule"] == "TL001"]
    assert run.exit_code == 0
    assert finding["accepted"] == {"reason": REASON, "who": WHO}
    assert (finding["severity"], finding["expected"]) == ("error", 89.23)
    assert entry["status"] == "warnings"
    assert document(run.stdout)["summary"]["by_severity"]["error"] == 0
    assert all(one["accepted"] is None for one in entry["findings"] if one["rule"] != "TL001")


def test_the_reason_stands_in_every_report(tmp_path: Path) -> None:
    folder = accepting(tmp_path / "kỳ này", f"| Sở Y tế | TL001 | BM7.6.2 | {REASON} | {WHO} | 20/12/2022 |")
    said = f"{REASON} – {WHO}, 20/12/2022"
    lines = " ".join(officer("check", folder).stdout.split())
    assert "✓ lỗi (chấp nhận) TL001" in lines
    assert f"Chấp nhận: {said}." in lines
    assert "Chấp nhận có lý do: 1." in lines
    rows = list(csv.DictReader(io.StringIO(officer("check", folder, "--format", "csv").stdout.lstrip("\ufeff"))))
    [row] = [row for row in rows if row["Quy tắc"] == "TL001"]
    assert (row["Mức độ"], row["Chấp nhận"]) == ("Lỗi (chấp nhận)", said)
    for command in (["check", folder, "--format", "xlsx"], ["consolidate", folder]):
        assert officer(*command, "-o", tmp_path / "x.xlsx").exit_code == 0
        sheet = load_workbook(tmp_path / "x.xlsx")["Lỗi"]
        assert said in {cell.value for row in sheet.iter_rows() for cell in row}


def test_without_acceptances_no_report_has_a_column_for_them(tmp_path: Path) -> None:
    a_form(tmp_path / "Sở Y tế.xlsx", answers=WRONG_RATE)
    assert "Chấp nhận" not in officer("check", tmp_path, "--format", "csv").stdout.splitlines()[0]
    assert "Chấp nhận" not in officer("check", tmp_path).stdout


NAMED = table("""
    | case                     | rule  | place              | accepts                        |
    | rule and indicator       | TL001 | BM7.6.2            | TL001 BM7.6.2                  |
    | in any case              | tl001 | bm7.6.2.           | TL001 BM7.6.2                  |
    | the rule alone           | TL001 |                    | TL001 BM7.6.2                  |
    | the indicator alone      |       | BM7.6.2            | TL001 BM7.6.2                  |
    | the cell alone           |       | Biểu mẫu 7!D31     | TL001 BM7.6.2                  |
    | the cell as Excel has it | TL001 | 'Biểu mẫu 7'!$D$31 | TL001 BM7.6.2                  |
    | the form with a rule     | TN002 | BM2                | TN002 BM2                      |
    | the form in words        | TN002 | Biểu mẫu 2         | TN002 BM2                      |
    | two indicators           |       | BM7.6.2; BM7.6.1.1 | TL001 BM7.6.2, TN001 BM7.6.1.1 |
    | another rule             | TL002 | BM7.6.2            |                                |
    | another indicator        | TL001 | BM7.6.1            |                                |
    | another cell             |       | Biểu mẫu 7!D32     |                                |
    | another form             | TL001 | BM6                |                                |
""")


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row["case"])
def test_an_acceptance_meets_what_it_names_and_nothing_else(tmp_path: Path, row: dict[str, str]) -> None:
    folder = accepting(tmp_path, f"| Sở Y tế | {row['rule']} | {row['place']} | {REASON} | {WHO} |")
    findings, across = found(folder)
    accepted = [f"{one['rule']} {one['indicator'] or 'BM' + str(one['form'])}" for one in findings if one["accepted"]]
    assert ", ".join(accepted) == row["accepts"]
    idle = [one for one in across if one["rule"] == "QD008"]
    assert len(idle) == (0 if row["accepts"] else 1)
    assert all("dòng 2" in one["message"] and one["severity"] == "info" for one in idle)


def test_of_the_blanks_of_a_form_some_can_be_accepted(tmp_path: Path) -> None:
    before = {one["form"]: one for one in found(accepting(tmp_path))[0] if one["rule"] == "TN001"}[7]
    rows = [point["indicator"] for point in before["related"]]
    folder = accepting(tmp_path, f"| Sở Y tế | TN001 | {rows[0]}; {rows[2]} | {REASON} | {WHO} |")
    accepted, rest = sorted(
        (one for one in found(folder)[0] if (one["rule"], one["form"]) == ("TN001", 7)),
        key=lambda one: not one["accepted"],
    )
    assert [point["indicator"] for point in accepted["related"]] == [rows[0], rows[2]]
    assert rest["accepted"] is None
    assert [point["indicator"] for point in rest["related"]] == [rows[1], *rows[3:]]
    assert rest["indicator"] == rows[1]
    assert str(len(rows) - 2) in rest["message"]


def test_a_unit_is_named_by_id_name_or_other_name_and_a_file_of_nobody_by_its_name(tmp_path: Path) -> None:
    roster = "mã;tên;cấp;tên khác\nsyt;Sở Y tế;sở;SYT\nsnv;Sở Nội vụ;sở;\n"
    for name in ("syt", "SỞ Y TẾ", "SYT"):
        folder = accepting(tmp_path / name, f"| {name} | TL001 | BM7.6.2 | {REASON} | {WHO} |")
        (folder / "don_vi.csv").write_text(roster, encoding="utf-8")
        assert accepted_in(folder) == {("TL001", "BM7.6.2")}
    folder = accepting(tmp_path / "họp", f"| Lịch họp.xlsx | TT301 | | Không phải báo cáo | {WHO} |")
    book(folder / "Lịch họp.xlsx", "[Họp]\n| STT | Nội dung | Giờ |\n| 1 | Giao ban | 8 |")
    entry = entries(folder)["Lịch họp.xlsx"]
    assert entry["status"] == "not-a-form"
    assert [one["accepted"] for one in entry["findings"]] == [{"reason": "Không phải báo cáo", "who": WHO}]


def test_findings_across_files_are_accepted_for_their_unit_or_for_the_province(tmp_path: Path) -> None:
    lines = (
        f"| Sở Tư pháp | TM001 | | Được lùi hạn nộp | {WHO} |",
        f"| tỉnh | TM009 | | Kỳ này không cần | {WHO} |",
        f"| tỉnh | TM010 | | không có phát hiện này | {WHO} |",
    )
    folder = accepting(tmp_path, *lines)
    (folder / "don_vi.csv").write_text(
        "mã;tên;cấp\nsyt;Sở Y tế;sở\nstp;Sở Tư pháp;sở\nskh;Sở KH;sở\n", encoding="utf-8"
    )
    across = found(folder)[1]
    accepted = {(one["rule"], one["accepted"]["reason"]) for one in across if one["accepted"]}
    assert accepted == {("TM001", "Được lùi hạn nộp"), ("TM009", "Kỳ này không cần")}
    assert [one["message"][:6] for one in across if one["rule"] == "TM001" and not one["accepted"]] == ["Sở KH "]
    [idle] = [one for one in across if one["rule"] == "QD008"]
    assert "TM010" in idle["message"]


FAULTY = table("""
    | case                     | line                                         | rule  |
    | an unknown unit          | Sở Lạ ; TL001 ; BM7.6.2 ; có lý do ; người   | QD003 |
    | no unit                  | ; TL001 ; BM7.6.2 ; có lý do ; người         | QD003 |
    | an unknown rule          | Sở Y tế ; TL0O1 ; BM7.6.2 ; có lý do ; người | QD004 |
    | an unknown indicator     | Sở Y tế ; TL001 ; BM7.6.9 ; có lý do ; người | QD005 |
    | an indicator cut short   | Sở Y tế ; TL001 ; 7.6.2 ; có lý do ; người   | QD005 |
    | a cell without its sheet | Sở Y tế ;  ; D31 ; có lý do ; người          | QD005 |
    | nothing named            | Sở Y tế ;  ;  ; có lý do ; người             | QD006 |
    | a whole form             | Sở Y tế ;  ; BM7 ; có lý do ; người          | QD006 |
    | no reason                | Sở Y tế ; TL001 ; BM7.6.2 ;  ; người         | QD007 |
    | nobody who decided       | Sở Y tế ; TL001 ; BM7.6.2 ; có lý do ;       | QD007 |
""")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The findings of a folder whose ``chap_nhan.xlsx`` has all these lines."""
    lines = (f"| {row['line'].replace(';', '|')} |" for row in FAULTY)
    return found(accepting(tmp_path_factory.mktemp("kỳ này"), *lines))


@pytest.mark.parametrize("row", FAULTY, ids=lambda row: row["case"])
def test_a_faulty_line_is_told_with_its_line(faulty: tuple[Any, list[dict[str, Any]]], row: dict[str, str]) -> None:
    line = f"chap_nhan.xlsx, dòng {FAULTY.index(row) + 2}:"
    [told] = [one for one in faulty[1] if line in one["message"]]
    assert (told["rule"], told["severity"]) == (row["rule"], "warning")
    assert [Path(path).name for path in told["files"]] == ["chap_nhan.xlsx"]


def test_a_faulty_line_accepts_nothing(faulty: tuple[list[dict[str, Any]], Any]) -> None:
    assert "TL001" in {one["rule"] for one in faulty[0]}
    assert not [one for one in faulty[0] if one["accepted"]]


def test_a_reason_is_needed_in_english_as_well(tmp_path: Path) -> None:
    folder = accepting(tmp_path, "| Sở Y tế | TL001 | BM7.6.2 | | x |")
    assert "chap_nhan.xlsx, line 2: counts only with a reason" in officer("check", folder, "--lang", "en").stdout


KINDS = table("""
    | name           | text                                                                                    |
    | chap_nhan.csv  | đơn vị;quy tắc;chỉ tiêu;lý do;người chấp nhận/Sở Y tế;TL001;BM7.6.2;vì;ai đó            |
    | chap_nhan.csv  | mã,tên đơn vị,quy tắc,lý do,người/,Sở Y tế,TL001,vì,ai đó                               |
    | CHAP_NHAN.CSV  | Đơn vị,Quy tắc,Trang,Ô,Lý do,Ai/Sở Y tế,TL001,Biểu mẫu 7,D31,vì,ai đó                   |
    | chap_nhan.toml | [[chap_nhan]]/don_vi="Sở Y tế"/quy_tac="TL001"/chi_tieu="BM7.6.2"/ly_do="vì"/ai="ai đó" |
""")


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row["text"][:20])
def test_other_kinds_of_file_say_the_same(tmp_path: Path, row: dict[str, str]) -> None:
    a_form(tmp_path / "Sở Y tế.xlsx", answers=WRONG_RATE)
    (tmp_path / row["name"]).write_text(row["text"].replace("/", "\n"), encoding="utf-8")
    assert accepted_in(tmp_path) == {("TL001", "BM7.6.2")}


def test_a_toml_line_is_where_its_table_begins(tmp_path: Path) -> None:
    a_form(tmp_path / "Sở Y tế.xlsx", answers=WRONG_RATE)
    text = '# của kỳ này\n\n[[chap_nhan]]\ndon_vi = "Sở Y tế"\nquy_tac = "TL001"\nly_do = "vì"\n'
    (tmp_path / "chap_nhan.toml").write_text(text, encoding="utf-8")
    assert "chap_nhan.toml, dòng 3" in officer("check", tmp_path).stdout


UNREADABLE = table("""
    | name           | text                |
    | chap_nhan.xlsx | không phải sổ tính  |
    | chap_nhan.csv  | tên cột lạ;cột khác |
    | chap_nhan.toml | [[chap_nhan         |
    | chap_nhan.toml | khac = 1            |
    | chap_nhan.docx | chưa đọc dạng này   |
    | dieu_chinh.csv | đơn vị;lý do        |
""")


@pytest.mark.parametrize("row", UNREADABLE, ids=lambda row: f"{row['name']} {row['text']}")
def test_a_file_of_decisions_that_cannot_be_read_is_an_error(tmp_path: Path, row: dict[str, str]) -> None:
    a_form(tmp_path / "Sở Y tế.xlsx")
    (tmp_path / row["name"]).write_text(row["text"], encoding="utf-8")
    run = officer("check", tmp_path, "--format", "json")
    [told] = [one for one in document(run.stdout)["findings"] if one["rule"].startswith("QD")]
    assert (told["rule"], told["severity"]) == ("QD002", "error")
    assert row["name"] in told["message"]
    assert run.exit_code == 1


def test_decisions_lie_in_the_folder_or_beside_the_file_and_nowhere_else(tmp_path: Path) -> None:
    line = f"| Sở Y tế | TL001 | BM7.6.2 | {REASON} | {WHO} |"
    folder = accepting(tmp_path / "kỳ này", line)
    [entry] = entries(folder / "Sở Y tế (gửi lần 1).xlsx").values()
    assert [one["rule"] for one in entry["findings"] if one["accepted"]] == ["TL001"]
    (folder / "chap_nhan.xlsx").rename(tmp_path / "chap_nhan.xlsx")
    assert accepted_in(folder) == set()
    (folder / "cũ").mkdir()
    (tmp_path / "chap_nhan.xlsx").rename(folder / "cũ" / "chap_nhan.xlsx")
    findings, across = found(folder)
    assert not [one for one in findings if one["accepted"]]
    [told] = [one for one in across if one["rule"].startswith("QD")]
    assert (told["rule"], told["severity"]) == ("QD001", "warning")
    assert [Path(path).name for path in told["files"]] == ["chap_nhan.xlsx"]


def test_what_is_said_of_units_that_are_not_checked_waits_for_another_run(tmp_path: Path) -> None:
    folder = accepting(
        tmp_path, f"| Sở Tư pháp | TL001 | | {REASON} | {WHO} |", f"| tỉnh | TM010 | | {REASON} | {WHO} |"
    )
    (folder / "don_vi.csv").write_text("mã;tên;cấp\nsyt;Sở Y tế;sở\nstp;Sở Tư pháp;sở\n", encoding="utf-8")
    run = document(officer("check", folder / "Sở Y tế (gửi lần 1).xlsx", "--format", "json").stdout)
    assert not [one for one in run["findings"] if one["rule"].startswith("QD")]


def test_a_unit_whose_errors_are_accepted_is_summed_by_strict_too(tmp_path: Path) -> None:
    folder, target = tmp_path / "kỳ này", tmp_path / "Tong_hop.xlsx"
    accepting(folder)
    strictly = ["consolidate", folder, "-o", target, "--strict", "--format", "json"]
    assert document(officer(*strictly).stdout, "consolidate")["units"] == []
    accepting(folder, f"| Sở Y tế | TL001 | | {REASON} | {WHO} |")
    assert [one["status"] for one in document(officer(*strictly).stdout, "consolidate")["units"]] == ["warnings"]


# --- findings built by hand ---------------------------------------------------------------------------------


SYT = unit("syt", "so", "Sở Y tế")


def decided(of: Outcome, **named: Any) -> Outcome:
    """The outcome with one acceptance for the department."""
    acceptance = Acceptance(Source("chap_nhan.xlsx", 2), "syt", REASON, WHO, **named)
    senders = Senders(None, [one.submission for one in of.checked], of.left_out, EDITION)
    return accept(of, [acceptance], senders, EDITION, whole=True)


def test_a_figure_is_not_marked_for_an_error_that_is_accepted() -> None:
    of = outcome([sent(SYT, {"BM1.1": 5}, error("BM1.1", by=SYT))])
    assert consolidate(of, EDITION).figures[Code("BM1.1")].is_marked
    assert not consolidate(decided(of, code=Code("BM1.1")), EDITION).figures[Code("BM1.1")].is_marked


def test_a_consequence_that_is_accepted_stands_by_itself_and_no_longer_counts_for_its_cause() -> None:
    consequence = error("BM7.6.2", by=SYT, rule="TL001")
    cause = replace(warning("BM3.2.1", by=SYT), severity=Severity.ERROR, also=(consequence,))
    [checked] = decided(outcome([sent(SYT, {"BM1.1": 5}, cause)]), rule=RuleId("TL001")).checked
    rest, accepted = sorted(checked.findings, key=lambda one: not one.is_open)
    assert (rest.rule, rest.severity, rest.also) == ("TN001", Severity.WARNING, ())
    assert (accepted.rule, accepted.severity) == ("TL001", Severity.ERROR)
    assert accepted.accepted


def test_consequences_of_an_accepted_cause_still_count() -> None:
    cause = replace(error("BM7.6.2", by=SYT, rule="TL001"), also=(warning("BM7.6.1.1", by=SYT),))
    [checked] = decided(outcome([sent(SYT, {"BM1.1": 5}, cause)]), code=Code("BM7.6.2")).checked
    accepted, consequence = sorted(checked.findings, key=lambda one: one.is_open)
    assert accepted.accepted
    assert accepted.at
    assert (accepted.at.code, accepted.also) == ("BM7.6.2", ())
    assert consequence.is_open
    assert consequence.at
    assert consequence.at.code == "BM7.6.1.1"


# --- what is not understood is not passed over -----------------------------------------------------

NOT_UNDERSTOOD = {
    "a head nobody knows": "Đơn vị;Quy tắc;Chỉ tiêu nào;Lý do;Người chấp nhận\nSở Y tế;TL001;BM7.6.1;r;w\n",
    "a sheet without a cell": "Đơn vị;Quy tắc;Trang;Ô;Lý do;Người chấp nhận\nSở Y tế;TL001;Biểu mẫu 6;;r;w\n",
    "more values than heads": "Đơn vị,Quy tắc,Lý do,Người chấp nhận\nSở Y tế,TL001,sai 4,7,w\n",
}


@pytest.mark.parametrize("case", NOT_UNDERSTOOD)
def test_a_line_that_says_more_than_is_understood_accepts_nothing(tmp_path: Path, case: str) -> None:
    folder = accepting(tmp_path)
    (folder / "chap_nhan.csv").write_text(NOT_UNDERSTOOD[case], encoding="utf-8")
    for other in folder.glob("chap_nhan.xlsx"):
        other.unlink()
    findings, across = found(folder)
    assert not [one for one in findings if one["accepted"]]
    [told] = [one for one in across if one["rule"] in ("QD018", "QD005")]
    assert "dòng 2" in told["message"]
    assert told["severity"] == "warning"


def test_notes_and_numbers_of_lines_may_stand_beside(tmp_path: Path) -> None:
    folder = accepting(tmp_path)
    text = "STT;Đơn vị;Quy tắc;Lý do;Người chấp nhận;Ghi chú\n1;Sở Y tế;TL001;r;w;đã gọi\n"
    (folder / "chap_nhan.csv").write_text(text, encoding="utf-8")
    for other in folder.glob("chap_nhan.xlsx"):
        other.unlink()
    assert [one["rule"] for one in found(folder)[0] if one["accepted"]] == ["TL001"]
