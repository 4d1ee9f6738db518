"""A check held against an earlier one: what is new, what remains, what is mended, unit by unit."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from officer import SAMPLES, a_form, document, officer
from openpyxl import load_workbook
from tables import book, table, usual

RATE = {"BM7.6.2": "100", "BM7.6.2.1": "130", "BM7.6.2.2": "116", "BM3.1.4": "130", "BM3.1.4a": "130"}
MENDED = {"BM7.6.2": "'89,2"}
SPOILT = {"BM5.2.1": "hai người"}
FORM = "Sở Y tế.xlsx"


def checked(path: Path, *options: object) -> dict[str, Any]:
    return document(officer("check", path, "--format", "json", "--jobs", "0", *options).stdout)


def earlier(folder: Path, *options: object) -> Path:
    """The document of a check, as the officer keeps it."""
    kept = folder.parent / f"{folder.name}.json"
    officer("check", folder, "--format", "json", "--jobs", "0", "-o", kept, *options)
    return kept


def since(folder: Path, kept: Path, *options: object) -> dict[str, Any]:
    return checked(folder, "--since", kept, *options)


def of(run: dict[str, Any], change: str, name: str = "") -> list[str]:
    """``TL001 BM7.6.2`` …: the findings of a file (of all files) with that change."""
    files = [one for one in run["files"] if name in one["path"]]
    found = [finding for one in files for finding in one["findings"] if finding["change"] == change]
    return [f"{one['rule']} {one['indicator'] or one['form'] or ''}".strip() for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "kỳ này (nhận về)"
    a_form(place / FORM, answers=RATE)
    return place


def test_what_is_mended_new_and_remains(folder: Path) -> None:
    kept = earlier(folder)
    before = Counter(one["rule"] for one in json.loads(kept.read_text("utf-8"))["files"][0]["findings"])
    a_form(folder / FORM, answers=RATE | MENDED | SPOILT)
    run = since(folder, kept)
    [entry] = run["files"]
    assert of(run, "mended") == ["TL001 BM7.6.2", "TN002 5"]
    assert of(run, "new") == ["GT001 BM5.2.1", "TN001 BM5.1.1"]
    assert Counter(one["rule"] for one in entry["findings"] if one["change"] == "remaining") == before - Counter(
        {"TL001": 1, "TN002": 1}
    )
    assert all(set(one) == set(entry["findings"][0]) for one in entry["findings"])
    assert run["summary"]["by_severity"]["error"] == 1
    assert [one["expected"] for one in entry["findings"] if one["change"] == "mended"] == [89.23, None]


def test_without_an_earlier_check_nothing_is_said_to_change(folder: Path) -> None:
    assert {one["change"] for one in checked(folder)["files"][0]["findings"]} == {None}


def test_a_mended_error_counts_for_nothing(folder: Path) -> None:
    kept = earlier(folder)
    a_form(folder / FORM, answers=RATE | MENDED)
    run = officer("check", folder, "--since", kept, "--format", "json")
    assert run.exit_code == 0
    assert document(run.stdout)["files"][0]["status"] == "warnings"


def test_a_check_held_against_itself_has_changed_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "lần 1.json"
    officer("check", SAMPLES, "--format", "json", "-o", kept)
    run = since(SAMPLES, kept)
    changes = Counter(one["change"] for entry in run["files"] for one in entry["findings"])
    across = {one["change"] for one in run["findings"]}
    assert set(changes) == across == {"remaining"}
    assert changes["remaining"] > 30


def test_people_read_it_unit_by_unit(folder: Path) -> None:
    kept = earlier(folder)
    a_form(folder / FORM, answers=RATE | MENDED | SPOILT)
    run = since(folder, kept)
    remaining = len(of(run, "remaining"))
    lines = " ".join(officer("check", folder, "--since", kept).stdout.split())
    assert f"mới 2 · còn {remaining} · đã sửa 2 " in lines
    assert f"So với lần trước: mới 2 · còn {remaining} · đã sửa 2." in lines
    assert "✗ lỗi mới GT001" in lines
    assert "✓ lỗi (đã sửa) TL001" in lines
    in_english = " ".join(officer("check", folder, "--since", kept, "--lang", "en").stdout.split())
    assert f"new 2 · remaining {remaining} · mended 2" in in_english


def test_flat_reports_have_a_column_for_it(folder: Path) -> None:
    kept = earlier(folder)
    a_form(folder / FORM, answers=RATE | MENDED)
    text = officer("check", folder, "--since", kept, "--format", "csv").stdout.lstrip("\ufeff")
    rows = {row["Quy tắc"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["TL001"]["Thay đổi"], rows["TL001"]["Mức độ"]) == ("đã sửa", "Lỗi (đã sửa)")
    assert (rows["TL001"]["Giá trị ghi"], rows["TL001"]["Gợi ý"]) == ("100", "89,23")
    assert rows["TN002"]["Thay đổi"] == "còn"
    officer("check", folder, "--since", kept, "--format", "xlsx", "-o", folder.parent / "x.xlsx")
    sheet = load_workbook(folder.parent / "x.xlsx")["Lỗi"]
    assert "đã sửa" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_finding_whose_row_has_moved_remains(folder: Path) -> None:
    kept = earlier(folder)
    top = "[Thông tin]\n| Đơn vị báo cáo | Sở Y tế |\n| Cấp | Sở |\n| Kỳ báo cáo | Năm 2022 |\n"
    moved = usual(7).replace("[Biểu mẫu 7]", "[BM7 (sửa)]\n| Phụ lục |\n| |\n| Biểu mẫu 7 |")
    book(folder / FORM, top + "".join(map(usual, range(1, 7))) + moved, {"BM1.1": "9"} | RATE)
    run = since(folder, kept)
    [told] = [one for one in run["files"][0]["findings"] if one["rule"] == "TL001"]
    assert (told["change"], told["cell"]) == ("remaining", "D34")
    assert of(run, "mended") == of(run, "new") == []


def blanks(run: dict[str, Any], form: int) -> dict[str, Any]:
    [found] = [one for one in run["files"][0]["findings"] if (one["rule"], one["form"]) == ("TN001", form)]
    return dict(found)


def test_blanks_of_a_form_remain_while_some_are_left(folder: Path) -> None:
    kept = earlier(folder)
    before = blanks(json.loads(kept.read_text("utf-8")), 7)
    a_form(folder / FORM, answers=RATE | {before["indicator"]: "0"})
    now = blanks(since(folder, kept), 7)
    assert now["change"] == "remaining"
    assert (now["indicator"], len(now["related"])) == (before["related"][1]["indicator"], len(before["related"]) - 1)


def test_blanks_of_which_some_are_accepted_meanwhile_remain(folder: Path) -> None:
    kept = earlier(folder)
    line = "| Sở Y tế | TN001 | BM7.6.1.1 | chưa có số | Chuyên viên tổng hợp |"
    book(folder / "chap_nhan.xlsx", f"[x]\n| Đơn vị | Quy tắc | Chỉ tiêu | Lý do | Người |\n{line}")
    run = since(folder, kept)
    assert of(run, "new") == of(run, "mended") == []
    again = earlier(folder)
    (folder / "chap_nhan.xlsx").unlink()
    run = since(folder, again)
    assert of(run, "new") == of(run, "mended") == []


def test_formulas_remain_whether_they_are_told_one_by_one_or_together(folder: Path) -> None:
    rows = ("BM1.1", "BM1.2.1", "BM1.2.2", "BM1.5.1")
    kept = {}
    for number in (2, 4):
        a_form(folder / FORM, answers={"BM1.7": "1"} | dict.fromkeys(rows[:number], "#REF!"))
        kept[number] = earlier(folder).read_text("utf-8")
    for before, now in ((2, 4), (4, 2)):
        a_form(folder / FORM, answers={"BM1.7": "1"} | dict.fromkeys(rows[:now], "#REF!"))
        path = folder.parent / "lần trước.json"
        path.write_text(kept[before], "utf-8")
        run = since(folder, path)
        for change in ("new", "mended"):
            assert not [one for one in of(run, change) if one.startswith("GT006")]


def test_a_unit_is_known_under_another_name_of_its_file(folder: Path) -> None:
    kept = earlier(folder)
    (folder / FORM).unlink()
    a_form(folder / "Bản sửa lần 2.xlsx", answers=RATE | MENDED)
    run = since(folder, kept)
    assert of(run, "mended", "Bản sửa lần 2") == ["TL001 BM7.6.2"]


def test_a_unit_is_known_by_its_name_where_a_roster_gives_it_another_id(folder: Path) -> None:
    kept = earlier(folder)
    roster = folder.parent / "don_vi.csv"
    roster.write_text("mã;tên;cấp\nH01;Sở Y tế;sở\n", encoding="utf-8")
    run = since(folder, kept, "--units", roster)
    assert of(run, "new") == []
    assert "TL001 BM7.6.2" in of(run, "remaining")


def test_a_file_of_an_unknown_unit_is_known_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "nhận" / "BC CCHC 6T (2).xlsx"
    for answers, change in (({"BM6.1.1": "năm"}, "new"), ({"BM6.1.1": "5"}, "mended")):
        book(path, usual(6), answers)
        if change == "new":
            kept = earlier(path.parent)
    run = since(path.parent, kept)
    assert "GT001 BM6.1.1" in of(run, "mended")
    assert of(run, "new") == []


def test_what_is_not_checked_this_time_is_not_mended(folder: Path) -> None:
    a_form(folder / "Sở Tư pháp.xlsx", "Sở Tư pháp", RATE)
    (folder / "don_vi.csv").write_text("mã;tên;cấp\nsyt;Sở Y tế;sở\nstp;Sở Tư pháp;sở\nx;Sở X;sở\n", encoding="utf-8")
    kept = earlier(folder)
    run = since(folder / FORM, kept)
    assert [one["path"].rpartition("/")[2] for one in run["files"]] == [FORM]
    assert of(run, "mended") == []
    assert not run["findings"]


def test_a_file_that_is_no_longer_readable_has_mended_nothing(folder: Path) -> None:
    kept = earlier(folder)
    (folder / FORM).write_bytes(b"PK")
    run = since(folder, kept)
    assert of(run, "mended") == []
    assert of(run, "new") == ["TT104"]


def test_a_file_that_has_become_readable_is_mended(folder: Path) -> None:
    (folder / "Sở Tư pháp.xlsx").write_bytes(b"PK")
    kept = earlier(folder)
    a_form(folder / "Sở Tư pháp.xlsx", "Sở Tư pháp")
    run = since(folder, kept)
    assert of(run, "mended") == ["TT104"]
    assert "TN002 2" in of(run, "new", "Sở Tư pháp")


def test_reports_for_another_period_are_not_held_against_each_other(folder: Path) -> None:
    kept = earlier(folder)
    text = "[Thông tin]\n| Đơn vị báo cáo | Sở Y tế |\n| Cấp | Sở |\n| Kỳ báo cáo | 6 tháng |\n| Năm | 2022 |\n"
    book(folder / FORM, text + "".join(map(usual, range(1, 8))), {"BM1.1": "9"} | RATE | MENDED)
    run = since(folder, kept)
    assert run["files"][0]["period"] == "2022H1"
    assert of(run, "mended") == of(run, "remaining") == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_unit_that_has_sent_meanwhile_is_mended_in_any_language(folder: Path, lang: str) -> None:
    (folder / "don_vi.csv").write_text("mã;tên;cấp\nsyt;Sở Y tế;sở\nstp;Sở Tư pháp;sở\nx;Sở X;sở\n", encoding="utf-8")
    kept = earlier(folder, "--lang", lang)
    a_form(folder / "Sở Tư pháp.xlsx", "Sở Tư pháp")
    run = since(folder, kept)
    told = {(one["rule"], one["change"]) for one in run["findings"]}
    assert told == {("TM001", "remaining"), ("TM001", "mended"), ("TM009", "remaining")}
    [gone] = [one for one in run["findings"] if one["change"] == "mended"]
    assert "Sở Tư pháp" in gone["message"]


def test_a_document_of_a_check_that_was_compared_itself_can_be_used(folder: Path) -> None:
    first = earlier(folder)
    a_form(folder / FORM, answers=RATE | MENDED)
    second = folder.parent / "lần 2.json"
    officer("check", folder, "--since", first, "--format", "json", "-o", second)
    run = since(folder, second)
    assert of(run, "mended") == of(run, "new") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_document_may_come_from_any_console(folder: Path, encoding: str) -> None:
    """PowerShell's ">" writes UTF-16."""
    kept = earlier(folder)
    kept.write_text(kept.read_text("utf-8"), encoding=encoding)
    assert of(since(folder, kept), "new") == []


FAULTY = table("""
    | case                 | text                                                                        |
    | no JSON              | Đơn vị;Lỗi                                                                  |
    | cut short            | {"schema": "cchc-xlsx/check@1", "files": [                                  |
    | empty                |                                                                             |
    | another document     | {"schema": "cchc-xlsx/consolidate@1", "units": []}                          |
    | no document of ours  | {"name": "x"}                                                               |
    | a list               | [1, 2]                                                                      |
    | no files             | {"schema": "cchc-xlsx/check@1", "findings": []}                             |
    | files that are none  | {"schema": "cchc-xlsx/check@1", "files": [1], "findings": []}               |
    | an unknown status    | {"schema": "cchc-xlsx/check@1", "files": [{"status": "x"}], "findings": []} |
    | a finding of nothing | {"schema": "cchc-xlsx/check@1", "files": [], "findings": [{"rule": 1}]}     |
""")


@pytest.mark.parametrize("row", FAULTY, ids=lambda row: row["case"])
def test_a_document_that_is_none_is_2_with_a_message(folder: Path, row: dict[str, str]) -> None:
    kept = folder.parent / "lần trước.json"
    kept.write_text(row["text"], encoding="utf-8")
    run = officer("check", folder, "--since", kept, "--format", "json")
    assert run.exit_code == 2
    [told] = document(run.stdout)["findings"]
    assert (told["rule"], told["severity"]) == ("QD021", "error")
    assert "lần trước.json" in told["message"]
    assert "lần trước.json" in officer("check", folder, "--since", kept).stdout


def test_deeply_nested_nonsense_is_2(folder: Path) -> None:
    kept = folder.parent / "sâu.json"
    kept.write_text("[" * 200_000, encoding="utf-8")
    assert officer("check", folder, "--since", kept).exit_code == 2


@pytest.mark.parametrize("name", ["không có.json", "."])
def test_a_document_that_is_not_there_is_2(folder: Path, name: str) -> None:
    run = officer("check", folder, "--since", folder.parent / name)
    assert run.exit_code == 2
    assert "Không so được" in run.stdout
