"""The commands as an officer runs them: statuses, every file accounted for, JSON by its schema, no input written."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from officer import CLEAN, ROOT, SAMPLES, a_form, document, entries, officer
from openpyxl import Workbook, load_workbook
from tables import EDITION, PRINTED, book, table, usual

from cchc_xlsx.intake import Candidate, read_files
from cchc_xlsx.intake import read as reading
from cchc_xlsx.model import LeftOut
from cchc_xlsx.pipeline import check as check_paths
from cchc_xlsx.rules import FAMILIES, RULES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def command(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a process of its own."""
    line = [sys.executable, "-m", "cchc_xlsx", *map(str, arguments)]
    run = subprocess.run(line, capture_output=True, cwd=cwd, check=False, env=os.environ | {"LC_ALL": "C"})
    assert run.returncode in (0, 1, 2)
    assert b"Traceback" not in run.stderr
    return run


# --- files of every sort ----------------------------------------------------------------------


def with_part(source: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a workbook with one part of its package changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == name else data)
    return target


def empty_book(path: Path) -> Path:
    Workbook().save(path)
    return path


def many_entries(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for number in range(3000):
            package.writestr(f"xl/media/image{number}.png", b"")
    return path


def bomb(path: Path) -> Path:
    """Some kilobytes that would inflate to more than half a gigabyte."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(600):
            part.write(bytes(1 << 20))
    return path


def doctype(data: bytes) -> bytes:
    return re.sub(rb"(<worksheet)", rb'<!DOCTYPE x [<!ENTITY a "aaaa">]>\1', data, count=1)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files of every sort."""
    folder = tmp_path_factory.mktemp("nhận về") / "Kỳ báo cáo (năm 2022)"
    folder.mkdir()
    good = a_form(folder / "Sở Y tế.xlsx")
    write(folder / "chữ.xlsx", "Kính gửi Sở Nội vụ".encode())
    write(folder / "cắt ngang.xlsx", good.read_bytes()[: good.stat().st_size // 2])
    write(folder / "mật khẩu.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    write(folder / "xls cũ.xlsx", OLE + "Workbook".encode("utf-16-le") + bytes(512))
    write(folder / "cũ.xls", OLE)
    write(folder / "rỗng.xlsx", b"")
    write(folder / "zip.xlsx", many_entries(folder.parent / "x.zip").read_bytes())
    write(folder / "bom.xlsx", bomb(folder.parent / "y.zip").read_bytes())
    with_part(good, folder / "doctype.xlsx", "xl/worksheets/sheet2.xml", doctype)
    with_part(good, folder / "không có sổ.xlsx", "xl/workbook.xml", lambda _: b"")
    with_part(good, folder / "xml hỏng.xlsx", "xl/worksheets/sheet2.xml", lambda data: data[:-40])
    empty_book(folder / "không ô nào.xlsx")
    book(folder / "họp.xlsx", "[Họp]\n| STT | Thành phần | Số người |\n| 1 | Văn phòng | 2 |")
    book(folder / "chap_nhan.xlsx", "[Ghi chú]\n| Quy tắc |")
    write(folder / "~$Sở Y tế.xlsx", b"\x05admin")
    write(folder / ".~lock.Sở Y tế.xlsx#", b",admin,,")
    write(folder / "Thumbs.db", b"x")
    write(folder / "desktop.ini", b"x")
    write(folder / ".DS_Store", b"x")
    write(folder / "công văn.pdf", b"%PDF-1.7")
    write(folder / "công văn.docx", b"PK")
    write(folder / "công văn.doc", OLE)
    write(folder / "gửi.rar", b"Rar!")
    write(folder / "ảnh.xlsx", b"\x89PNG\r\n")
    write(folder / "không đuôi", b"x")
    write(folder / "don_vi.csv", "mã;tên;cấp\nsnv;Sở Nội vụ;sở\nsyt;Sở Y tế;sở\n".encode())
    (folder / "thư mục con").mkdir()
    a_form(folder / "thư mục con" / "Sở Nội vụ.XLSX", "Sở Nội vụ")
    os.mkfifo(folder / "ống.xlsx")
    (folder / "liên kết hỏng.xlsx").symlink_to(folder / "không có.xlsx")
    (folder / "liên kết vòng.xlsx").symlink_to(folder / "liên kết vòng.xlsx")
    (folder / "liên kết thư mục").symlink_to(folder.parent)
    officer("check", good, "--format", "xlsx", "-o", folder / "báo cáo lỗi.xlsx")
    return folder


EVERY_SORT = table("""
    | file                 | status     | rule  |
    | Sở Y tế.xlsx         | warnings   |       |
    | Sở Nội vụ.XLSX       | warnings   |       |
    | chữ.xlsx             | unreadable | TT103 |
    | cắt ngang.xlsx       | unreadable | TT104 |
    | mật khẩu.xlsx        | unreadable | TT105 |
    | xls cũ.xlsx          | unreadable | TT104 |
    | cũ.xls               | unreadable | TT104 |
    | ảnh.xlsx             | unreadable | TT103 |
    | rỗng.xlsx            | unreadable | TT108 |
    | zip.xlsx             | unreadable | TT107 |
    | bom.xlsx             | unreadable | TT107 |
    | doctype.xlsx         | unreadable | TT104 |
    | không có sổ.xlsx     | unreadable | TT103 |
    | xml hỏng.xlsx        | unreadable | TT104 |
    | không ô nào.xlsx     | unreadable | TT108 |
    | họp.xlsx             | not-a-form | TT301 |
    | chap_nhan.xlsx       | skipped    | TT209 |
    | ~$Sở Y tế.xlsx       | skipped    | TT202 |
    | .~lock.Sở Y tế.xlsx# | skipped    | TT202 |
    | Thumbs.db            | skipped    | TT203 |
    | desktop.ini          | skipped    | TT203 |
    | .DS_Store            | skipped    | TT203 |
    | công văn.pdf         | skipped    | TT212 |
    | công văn.docx        | unreadable | TT104 |
    | công văn.doc         | skipped    | TT213 |
    | gửi.rar              | skipped    | TT211 |
    | không đuôi           | skipped    | TT201 |
    | don_vi.csv           | skipped    | TT204 |
    | báo cáo lỗi.xlsx     | skipped    | TT205 |
    | ống.xlsx             | unreadable | TT102 |
    | liên kết hỏng.xlsx   | unreadable | TT102 |
    | liên kết vòng.xlsx   | unreadable | TT102 |
    | liên kết thư mục     | skipped    | TT206 |
""")


@pytest.fixture(scope="module")
def mixed_entries(mixed: Path) -> dict[str, dict[str, Any]]:
    return entries(mixed)


@pytest.mark.parametrize("row", EVERY_SORT, ids=lambda row: row["file"])
def test_what_becomes_of_a_file(mixed_entries: dict[str, dict[str, Any]], row: dict[str, str]) -> None:
    entry = mixed_entries[row["file"]]
    assert entry["status"] == row["status"]
    severities = {"unreadable": ["error"], "not-a-form": ["warning"], "skipped": []}
    if row["rule"]:
        assert entry["reason"]
        assert [one["severity"] for one in entry["findings"]] == severities[row["status"]]
        assert {one["rule"] for one in entry["findings"]} <= {row["rule"]}
    else:
        assert entry["reason"] is None


def test_a_pipe_is_told_from_a_link(mixed_entries: dict[str, dict[str, Any]]) -> None:
    assert "FIFO" in mixed_entries["ống.xlsx"]["reason"]
    assert "FIFO" not in mixed_entries["liên kết hỏng.xlsx"]["reason"]


def test_why_a_file_is_left_out_is_a_rule(mixed: Path) -> None:
    outcome = check_paths([str(mixed)], EDITION, jobs=0)
    why = {Path(one.document.path).name: one.why for one in outcome.left_out}
    assert why == {row["file"]: row["rule"] for row in EVERY_SORT if row["rule"] not in ("", "TT204")} | {
        "don_vi.csv": "TT204"
    }


def below(folder: Path) -> list[str]:
    """Every file below the folder; a link to a folder is one."""
    found = []
    for root, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        found += [str(Path(root) / name) for name in (*names, *links)]
    return sorted(found)


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_every_file_has_exactly_one_entry(mixed: Path, jobs: str) -> None:
    found = document(officer("check", mixed, "--format", "json", "--jobs", jobs).stdout)
    assert sorted(entry["path"] for entry in found["files"]) == below(mixed)
    statuses = Counter(entry["status"] for entry in found["files"])
    summary = found["summary"]
    assert summary["files"] == len(found["files"])
    assert {
        name: count for name, count in summary.items() if name not in ("files", "by_severity") and count
    } == statuses


def test_an_unreadable_file_beside_a_form_is_an_error(mixed: Path) -> None:
    assert officer("check", mixed, "--jobs", "0").exit_code == 1


def test_a_file_names_its_own_hash(mixed: Path, mixed_entries: dict[str, dict[str, Any]]) -> None:
    for name in ("Sở Y tế.xlsx", "chữ.xlsx", "họp.xlsx"):
        assert mixed_entries[name]["sha256"] == hashlib.sha256((mixed / name).read_bytes()).hexdigest()


def test_a_reader_that_fails_costs_one_file(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, path = reading.read_workbook, Candidate(str(mixed / "Sở Y tế.xlsx"))
    other = Candidate(str(mixed / "thư mục con" / "Sở Nội vụ.XLSX"))

    def failing(data: bytes) -> Any:
        if not failed:
            failed.append(True)
            raise RecursionError
        return real(data)

    failed: list[bool] = []
    monkeypatch.setattr(reading, "read_workbook", failing)
    first, second = read_files([path, other], EDITION, None, 0, lambda: None)
    assert isinstance(first, LeftOut)
    assert (first.why, first.detail) == ("TT110", "RecursionError")
    assert not isinstance(second, LeftOut)


def test_a_worker_that_dies_costs_one_file(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.read_workbook

    def dying(data: bytes) -> Any:
        return os._exit(9) if len(data) == dies else real(data)

    dies = (mixed / "họp.xlsx").stat().st_size
    files = [Candidate(str(mixed / "Sở Y tế.xlsx")), Candidate(str(mixed / "họp.xlsx"))]
    monkeypatch.setattr(reading, "read_workbook", dying)
    first, second = read_files(files, EDITION, None, 2, lambda: None)
    assert not isinstance(first, LeftOut)
    assert isinstance(second, LeftOut)
    assert (second.status, second.why) == ("unreadable", "TT110")


def test_a_file_that_cannot_be_opened_is_told(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reading, "open", refused, raising=False)
    entry = entries(mixed / "Sở Y tế.xlsx")["Sở Y tế.xlsx"]
    assert entry["status"] == "unreadable"
    assert [one["rule"] for one in entry["findings"]] == ["TT109"]


def test_a_device_is_an_entry() -> None:
    found = document(officer("check", os.devnull, "--format", "json").stdout)
    assert [(one["path"], one["status"]) for one in found["files"]] == [(os.devnull, "unreadable")]


# --- nothing of a sender's is ever written -----------------------------------------------------


def hashes(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path: (hashlib.sha256(Path(path).read_bytes()).hexdigest(), Path(path).stat().st_mtime_ns)
        for path in below(folder)
        if Path(path).is_file()
    }


def test_no_command_changes_what_it_reads(mixed: Path, tmp_path: Path) -> None:
    before, names = hashes(mixed), below(mixed)
    for fmt in ("table", "json", "csv", "xlsx"):
        officer("check", mixed, "--format", fmt, "-o", tmp_path / f"out.{fmt}", "--jobs", "0")
    officer("consolidate", mixed, "-o", tmp_path / "Tong_hop.xlsx", "--jobs", "0")
    assert hashes(mixed) == before
    assert below(mixed) == names


@pytest.mark.parametrize("name", ["Sở Y tế.xlsx", "don_vi.csv", "chữ.xlsx", "công văn.pdf", "mật khẩu.xlsx"])
@pytest.mark.parametrize("fmt", ["xlsx", "csv", "json", "table"])
def test_no_report_is_written_over_a_file_that_is_not_ours(mixed: Path, name: str, fmt: str) -> None:
    before = (mixed / name).read_bytes()
    run = officer("check", mixed / "Sở Y tế.xlsx", "--format", fmt, "-o", mixed / name)
    assert (mixed / name).read_bytes() == before
    assert run.exit_code == 2


def test_the_provincial_workbook_is_not_written_over_a_senders_file(mixed: Path) -> None:
    target = mixed / "Sở Y tế.xlsx"
    before = target.read_bytes()
    assert officer("consolidate", mixed, "-o", target).exit_code == 2
    assert target.read_bytes() == before


def test_no_template_is_written_over_a_form_that_is_filled_in(tmp_path: Path) -> None:
    path = a_form(tmp_path / "x.xlsx")
    before = path.read_bytes()
    assert officer("template", "-o", path).exit_code == 2
    assert path.read_bytes() == before


# --- exit statuses -------------------------------------------------------------------------------


def test_a_clean_folder_is_0() -> None:
    run = officer("check", CLEAN)
    assert run.exit_code == 0
    assert "0 lỗi, 0 cảnh báo" in run.stdout


def test_an_error_is_1() -> None:
    assert officer("check", SAMPLES).exit_code == 1


def test_warnings_are_0(tmp_path: Path) -> None:
    a_form(tmp_path / "x.xlsx")
    book(tmp_path / "họp.xlsx", "[Họp]\n| STT | Thành phần |")
    run = officer("check", tmp_path, "--format", "json")
    assert run.exit_code == 0
    assert document(run.stdout)["summary"]["not-a-form"] == 1


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda folder: folder / "không có", id="no such path"),
        pytest.param(lambda folder: folder, id="an empty folder"),
        pytest.param(lambda folder: write(folder / "x.pdf", b"%PDF"), id="no workbook"),
        pytest.param(lambda folder: write(folder / "x.xlsx", b"text"), id="no readable workbook"),
        pytest.param(lambda folder: book(folder / "x.xlsx", "[Họp]\n| STT |"), id="no form"),
    ],
)
def test_no_form_read_is_2_and_still_one_document(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    run = officer("check", path, "--format", "json")
    assert run.exit_code == 2
    assert len(document(run.stdout)["files"]) == (0 if path == tmp_path else 1)
    assert officer("check", path).exit_code == 2


def test_a_missing_path_beside_a_form_is_2_and_an_entry(tmp_path: Path) -> None:
    run = officer("check", a_form(tmp_path / "x.xlsx"), tmp_path / "y.xlsx", "--format", "json")
    assert run.exit_code == 2
    missing = document(run.stdout)["files"][1]
    assert (missing["path"], missing["status"]) == (str(tmp_path / "y.xlsx"), "unreadable")
    assert [one["rule"] for one in missing["findings"]] == ["TT101"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "x", "--format", "yaml"],
        ["check", "x", "--format", "xlsx"],
        ["check", "x", "--period", "2022Q9"],
        ["check", "x", "--period", "năm"],
        ["check", "x", "--edition", "gia-lai-1999"],
        ["check", "x", "--jobs", "-1"],
        ["check", "x", "--lang", "fr"],
        ["check", "x", "--nope"],
        ["consolidate", "x"],
        ["explain"],
        ["explain", "TL999"],
        ["explain", "BM9.9"],
        ["template", "--level", "xa", "-o", "x.xlsx"],
        ["template", "--all", "-o", "x"],
        ["nope"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_2_with_a_word_on_stderr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run = officer(*arguments)
    assert run.exit_code == 2
    assert run.stdout == ""
    assert run.stderr.strip()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    run = officer("check", CLEAN, "--format", "csv", "-o", tmp_path / "không có" / "x.csv")
    assert run.exit_code == 1
    assert "không ghi được" in run.stderr


def test_a_faulty_roster_is_2_with_its_line(tmp_path: Path) -> None:
    a_form(tmp_path / "x.xlsx")
    write(tmp_path / "don_vi.csv", "mã;tên;cấp\na;Sở A;sở\na;Sở B;sở\n".encode())
    run = officer("check", tmp_path, "--format", "json")
    assert run.exit_code == 2
    [finding] = document(run.stdout)["findings"]
    assert finding["rule"] == "TM011"
    assert "don_vi.csv:3" in finding["message"]
    assert "don_vi.csv:3" in officer("check", tmp_path).output


@pytest.mark.parametrize("where", ["check", "consolidate"])
def test_a_fault_of_ours_is_1_with_a_message_and_no_traceback(tmp_path: Path, where: str) -> None:
    """Whatever breaks inside, the officer reads one line."""
    code = (
        "import sys; from cchc_xlsx import cli, pipeline\n"
        "def check(*_, **__): raise RuntimeError('hỏng')\n"
        f"pipeline.check = check; sys.argv = ['x', '{where}', {str(CLEAN)!r}, '-o', {str(tmp_path / 'x.xlsx')!r}]\n"
        "cli.main()"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert "hỏng" in run.stderr.decode()


# --- the JSON contract ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples_json() -> str:
    return str(officer("check", SAMPLES, "--format", "json", "--values", "--jobs", "0").stdout)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("folder", [SAMPLES, CLEAN], ids=["samples", "clean"])
def test_json_keeps_its_contract(folder: Path, lang: str) -> None:
    found = document(officer("check", folder, "--format", "json", "--lang", lang, "--jobs", "0").stdout)
    assert found["files"]
    assert "values" not in found["files"][0]


def test_every_key_stands_in_every_entry(samples_json: str, mixed: Path) -> None:
    files = document(samples_json)["files"] + list(entries(mixed).values())
    keys = {frozenset(entry) - {"values"} for entry in files}
    assert len(keys) == 1
    findings = [one for entry in files for one in entry["findings"]]
    assert len({frozenset(one) - {"accepted", "change"} for one in findings}) == 1


def test_values_are_those_of_the_rows_found(samples_json: str) -> None:
    entry = next(one for one in document(samples_json)["files"] if one["path"].endswith("so-cong-thuong-2022.xlsx"))
    values = entry["values"]
    headings = {code for code, row in EDITION.indicators.items() if row.kind == "heading"}
    assert set(values) == ({row.code for row in PRINTED} - headings) | {"BM2.2", "BM2.3"}
    assert values["BM3.3.1a"] == {
        "value": 15999, "state": "value", "raw": "15.999", "sheet": "Biểu mẫu 3", "cell": values["BM3.3.1a"]["cell"],
    }  # fmt: skip
    assert values["BM1.2"]["state"] == "blank"
    assert values["BM1.2"]["value"] is None
    assert list(values) == [code for code in EDITION.codes if code in values]


STATES = table("""
    | typed            | state          | value | raw             |
    | 'không phát sinh | nil            | 0     | không phát sinh |
    | 'không áp dụng   | not-applicable |       | không áp dụng   |
    | 'khoảng 20       | invalid        |       | khoảng 20       |
    |                  | blank          |       |                 |
    | '15.999          | value          | 15999 | 15.999          |
    | 7                | value          | 7     | 7               |
""")


@pytest.mark.parametrize("row", STATES, ids=lambda row: row["state"])
def test_the_state_of_a_value(tmp_path: Path, row: dict[str, str]) -> None:
    entry = entries(a_form(tmp_path / "x.xlsx", answers={"BM5.2.1": row["typed"]}), "--values")["x.xlsx"]
    value = entry["values"]["BM5.2.1"]
    expected = float(row["value"]) if row["value"] else None
    assert (value["state"], value["value"], value["raw"]) == (row["state"], expected, row["raw"])


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12345678901.125", 12345678900), ("1.23456789012", 1.23456789), ("123456789012", 123456789012)],
)
def test_values_have_ten_significant_digits(tmp_path: Path, typed: str, value: float) -> None:
    entry = entries(a_form(tmp_path / "x.xlsx", answers={"BM6.1.1": typed}), "--values")["x.xlsx"]
    assert entry["values"]["BM6.1.1"]["value"] == value
    assert entry["values"]["BM6.1.1"]["raw"] == typed


def test_an_unknown_unit_is_null(tmp_path: Path) -> None:
    entry = entries(book(tmp_path / "BC CCHC 6T (2).xlsx", usual(6), {"BM6.1.1": "5"}))["BC CCHC 6T (2).xlsx"]
    assert (entry["unit"], entry["unit_id"]) == (None, None)
    assert entry["status"] == "errors", "forms are missing"


def test_a_workbook_with_macros_is_read(tmp_path: Path) -> None:
    shutil.copy(a_form(tmp_path / "x.xlsx"), tmp_path / "X.XLSM")
    assert {name: entry["status"] for name, entry in entries(tmp_path).items()} == {
        "X.XLSM": "warnings",
        "x.xlsx": "skipped",
    }


def test_in_a_submission_of_several_files_each_cell_names_its_file(tmp_path: Path) -> None:
    top = "[Thông tin]\n| Đơn vị | Sở Y tế |\n| Cấp | Sở |\n"
    for form in range(1, 8):
        answers = {"BM3.1.4a": "130", "BM7.6.1.1": "6", "BM7.6.2.1": "130"}
        book(tmp_path / f"bm{form}.xlsx", top + usual(form), answers)
    [finding] = [one for one in entries(tmp_path)["bm7.xlsx"]["findings"] if one["rule"] == "LM003"]
    files = {point["indicator"]: Path(point["path"]).name for point in finding["related"]}
    assert files == {"BM7.6.2.1": "bm7.xlsx", "BM3.1.4a": "bm3.xlsx"}


def test_a_finding_about_a_form_stands_with_the_file_that_holds_it(tmp_path: Path) -> None:
    top = "[Thông tin]\n| Đơn vị | Sở Y tế |\n| Cấp | Sở |\n"
    for form in range(1, 8):
        book(tmp_path / f"bm{form}.xlsx", top + usual(form), {"BM1.1": "9"})
    found = entries(tmp_path)
    blank = {
        name: [one["form"] for one in entry["findings"] if one["rule"] == "TN002"] for name, entry in found.items()
    }
    assert blank == {"bm1.xlsx": [], **{f"bm{form}.xlsx": [form] for form in range(2, 8)}}


def test_a_finding_across_files_names_them_and_leaves_their_status_alone(tmp_path: Path) -> None:
    a_form(tmp_path / "a.xlsx")
    a_form(tmp_path / "b.xlsx", answers={"BM1.1": "10"})
    for name in ("a.xlsx", "b.xlsx"):
        workbook = load_workbook(tmp_path / name)
        workbook.properties.modified = None
        workbook.save(tmp_path / name)
        with_part(tmp_path / name, tmp_path / f"{name}.zip", "docProps/core.xml", lambda _: b"")
        (tmp_path / f"{name}.zip").replace(tmp_path / name)
    run = officer("check", tmp_path, "--format", "json")
    found = document(run.stdout)
    [conflict] = found["findings"]
    assert (conflict["rule"], conflict["severity"]) == ("TM002", "error")
    assert [Path(path).name for path in conflict["files"]] == ["a.xlsx", "b.xlsx"]
    assert [entry["status"] for entry in found["files"]] == ["warnings", "warnings"]
    assert run.exit_code == 1


def test_findings_are_counted_once_and_stand_worst_first(samples_json: str) -> None:
    found = document(samples_json)
    told = [one["severity"] for entry in found["files"] for one in entry["findings"]]
    told += [one["severity"] for one in found["findings"]]
    assert found["summary"]["by_severity"] == {name: told.count(name) for name in ("error", "warning", "info")}
    for entry in found["files"]:
        severities = [one["severity"] for one in entry["findings"]]
        assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_a_status_follows_from_the_findings(samples_json: str) -> None:
    for entry in document(samples_json)["files"]:
        severities = {one["severity"] for one in entry["findings"]}
        if entry["status"] in ("ok", "warnings", "errors"):
            worst = "errors" if "error" in severities else "warnings" if "warning" in severities else "ok"
            assert entry["status"] == worst


def test_paths_stand_as_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for given in ("samples", "./samples", "samples/", str(SAMPLES)):
        files = document(officer("check", given, "--format", "json", "--jobs", "0").stdout)["files"]
        assert all(entry["path"].startswith(f"{given.rstrip('/')}/") for entry in files)


def test_a_file_named_twice_is_one_entry(tmp_path: Path) -> None:
    path = a_form(tmp_path / "x.xlsx")
    assert len(document(officer("check", path, path, tmp_path, "--format", "json").stdout)["files"]) == 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_names_work_composed_and_decomposed(tmp_path: Path, form: Any) -> None:
    folder = tmp_path / unicodedata.normalize(form, "Báo cáo quý (nhận về)")
    name = unicodedata.normalize(form, "Sở Y tế.xlsx")
    book(folder / name, usual(6), {"BM6.1.1": "5"})
    roster = write(tmp_path / "đơn vị.csv", "mã;tên;cấp\nsyt;Sở Y tế;sở\n".encode())
    found = document(officer("check", folder, "--units", roster, "--format", "json").stdout)
    assert [(one["path"], one["unit_id"]) for one in found["files"]] == [(str(folder / name), "syt")]


@pytest.mark.parametrize("fmt", ["json", "table", "csv"])
def test_a_name_that_is_no_text_breaks_nothing(tmp_path: Path, fmt: str) -> None:
    a_form(tmp_path / "x.xlsx")
    (tmp_path / os.fsdecode(b"cong v\xecn.pdf")).write_bytes(b"%PDF")
    run = command("check", tmp_path, "--format", fmt)
    assert run.returncode == 0
    text = run.stdout.decode("utf-8")
    if fmt == "json":
        assert len(document(text)["files"]) == 2


def test_a_command_of_its_own_prints_utf_8_and_nothing_else() -> None:
    """Even where the locale knows no Vietnamese; progress and logs never mix with the data."""
    run = command("check", CLEAN, "--format", "json")
    assert run.returncode == 0
    assert document(run.stdout.decode("utf-8"))["summary"]["ok"] == 4
    assert run.stderr == b""


def test_jobs_make_no_difference(samples_json: str) -> None:
    for jobs in ("2", "1"):
        run = officer("check", SAMPLES, "--format", "json", "--values", "--jobs", jobs)
        assert json.loads(run.stdout) == json.loads(samples_json)


# --- options -------------------------------------------------------------------------------------------


def test_period_says_which_reports_count(samples_json: str) -> None:
    assert {entry["period"] for entry in document(samples_json)["files"]} == {"2022Y", None}
    found = document(officer("check", CLEAN, "--period", "2022h1", "--format", "json").stdout)
    rules = [[one["rule"] for one in entry["findings"]] for entry in found["files"] if entry["status"] != "skipped"]
    assert all("TM004" in mine for mine in rules)


def test_units_names_the_roster(tmp_path: Path) -> None:
    folder = tmp_path / "nhan"
    a_form(folder / "Sở Y tế.xlsx")
    roster = write(tmp_path / "danh sách.csv", "mã;tên;cấp\nsnv;Sở Nội vụ;sở\nyte;Sở Y tế;sở\n".encode())
    found = document(officer("check", folder, "--units", roster, "--format", "json").stdout)
    assert [entry["unit_id"] for entry in found["files"]] == ["yte"]
    assert [one["rule"] for one in found["findings"]] == ["TM001"]
    assert "Sở Nội vụ" in found["findings"][0]["message"]


def test_units_that_are_not_there_are_2(tmp_path: Path) -> None:
    a_form(tmp_path / "x.xlsx")
    assert officer("check", tmp_path, "--units", tmp_path / "không có.xlsx").exit_code == 2


def test_the_roster_of_the_folder_is_used() -> None:
    found = document(officer("check", CLEAN, "--format", "json").stdout)
    assert {entry["unit_id"] for entry in found["files"]} >= {"so-y-te", "so-noi-vu"}


def test_english() -> None:
    vietnamese = officer("check", SAMPLES, "--jobs", "0").stdout
    english = officer("check", SAMPLES, "--lang", "en", "--jobs", "0").stdout
    assert "Please" in english
    assert "Đề nghị" not in english
    assert "Đề nghị" in vietnamese
    assert "Please" not in vietnamese


def test_json_messages_are_in_the_language_asked_for() -> None:
    found = document(officer("check", SAMPLES, "--format", "json", "--lang", "en", "--jobs", "0").stdout)
    messages = [one["message"] for entry in found["files"] for one in entry["findings"]]
    assert not [text for text in messages if "Đề nghị" in text]
    reasons = [entry["reason"] for entry in found["files"] if entry["reason"]]
    assert reasons
    assert all(reason.isascii() or "“" in reason or "/" in reason for reason in reasons)


# --- reports on paper ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def inert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sender whose texts a spreadsheet would calculate."""
    folder = tmp_path_factory.mktemp("inert")
    a_form(
        folder / "=x.xlsx", "=CMD()", {"BM5.2.1": "'=1+1", "BM5.2.2": "'@SUM(A1)", "BM5.2.3": "'+84 90", "BM1.1": "-5"}
    )
    return folder


def test_csv_has_a_mark_and_no_formula(inert: Path) -> None:
    run = command("check", inert, "--format", "csv")
    text = run.stdout.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert len({len(row) for row in rows}) == 1
    assert not [field for row in rows for field in row if field.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any("'=1+1" in row for row in rows)


def test_csv_has_a_line_for_each_finding(samples_json: str) -> None:
    rows = list(csv.reader(io.StringIO(officer("check", SAMPLES, "--format", "csv", "--jobs", "0").stdout[1:])))
    assert len(rows) - 1 == sum(document(samples_json)["summary"]["by_severity"].values())


def test_the_error_report_opens_and_holds_every_finding(samples_json: str, tmp_path: Path) -> None:
    path = tmp_path / "Lỗi.xlsx"
    assert officer("check", SAMPLES, "--format", "xlsx", "-o", path, "--jobs", "0").exit_code == 1
    sheet = load_workbook(path)["Lỗi"]
    assert sheet.max_row - 1 == sum(document(samples_json)["summary"]["by_severity"].values())
    assert sheet.auto_filter.ref
    assert sheet.freeze_panes


def test_the_error_report_holds_no_formula(inert: Path, tmp_path: Path) -> None:
    path = tmp_path / "Lỗi.xlsx"
    officer("check", inert, "--format", "xlsx", "-o", path)
    sheet = load_workbook(path)["Lỗi"]
    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(cell.value.startswith("=") for cell in texts)
    assert {cell.data_type for cell in texts} == {"s"}


@pytest.mark.parametrize("fmt", ["json", "csv", "table"])
def test_a_report_goes_to_the_file_named(tmp_path: Path, fmt: str) -> None:
    printed = officer("check", CLEAN, "--format", fmt).stdout
    run = officer("check", CLEAN, "--format", fmt, "-o", tmp_path / "x.txt")
    assert run.stdout == ""
    assert (tmp_path / "x.txt").read_bytes().decode("utf-8").splitlines() == printed.splitlines()
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_no_colour_where_it_is_no_terminal() -> None:
    assert "\x1b" not in officer("check", SAMPLES, "--jobs", "0").stdout


@pytest.mark.xfail(strict=True, reason="--format html is not there yet")
def test_html() -> None:
    assert "<html" in officer("check", CLEAN, "--format", "html").stdout


@pytest.mark.xfail(strict=True, reason="--annotate is not there yet")
def test_marked_copies(tmp_path: Path) -> None:
    officer("check", SAMPLES / "so-cong-thuong-2022.xlsx", "--annotate", tmp_path)
    assert load_workbook(tmp_path / "so-cong-thuong-2022.xlsx").sheetnames[0] == "Lỗi"


# --- explain -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_explained(name: str, lang: str) -> None:
    run = officer("explain", name, "--lang", lang)
    rule = RULES[name]  # type: ignore[index]
    assert run.exit_code == 0
    assert run.stdout.startswith(name)
    assert getattr(rule.title, lang) in run.stdout
    assert getattr(rule.why, lang) in run.stdout
    assert not re.search(r"[{}]", run.stdout)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_indicator_is_explained(lang: str) -> None:
    for row in PRINTED:
        run = officer("explain", row.code, "--lang", lang)
        assert run.exit_code == 0
        assert run.stdout.startswith(f"{row.code} · ")
        assert not re.search(r"[{}]", run.stdout)
        assert row.label.split()[-1] in run.stdout


@pytest.mark.parametrize("name", ["tl001", "TL001", "bm7.6.2", "BM3.1.4A"])
def test_names_are_found_in_any_case(name: str) -> None:
    assert officer("explain", name).exit_code == 0


def test_a_rate_names_its_relation() -> None:
    assert "BM7.6.2 = 100 × BM7.6.2.2 / BM7.6.2.1" in officer("explain", "BM7.6.2").stdout


def test_all_lists_every_family_every_rule_and_every_indicator() -> None:
    lines = officer("explain", "--all").stdout.splitlines()
    first = {line.split()[0] for line in lines if line.strip()}
    assert {*FAMILIES, *RULES, *EDITION.codes} == first - {f"BM{form.number}" for form in EDITION.forms}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_is_explained_by_its_rules(name: str, lang: str) -> None:
    head, *lines = officer("explain", name.lower(), "--lang", lang).stdout.splitlines()
    assert head == f"{name} · {getattr(FAMILIES[name].title, lang)}"
    assert [line.split()[0] for line in lines] == [rule for rule in RULES if rule.startswith(name)]


READS = table("""
    | rule  | says                                                                                     |
    | TL001 | Ở đâu: Ô của tỷ lệ.                                                                      |
    | GT004 | Ví dụ sai: (sở) BM3.3.1a ghi 15,999                                                      |
    | GT004 | Ví dụ đúng: (sở) BM3.3.1a ghi chữ “15.999”                                               |
    | GT002 | Ví dụ sai: (sở) BM5.2.1 ghi 05/06/2022                                                   |
    | GT007 | Ví dụ sai: (sở) BM4.2.1 ghi công thức chưa có kết quả                                    |
    | GT006 | Ví dụ sai: (sở) BM4.2.1 ghi #REF!                                                        |
    | TL006 | Ví dụ đúng: (sở) BM7.6.4 ghi 95,3%; BM7.6.4.1 ghi 1.000; BM7.6.4.2 ghi 953               |
    | CB003 | Ví dụ đúng: (Sở Nội vụ) BM4.1.3 ghi 2                                                    |
    | DV002 | Ví dụ sai: (sở) BM6.1.1 (đơn vị tính: Đồng) ghi 5.000.000.000                            |
    | TN001 | Ví dụ sai: (sở) BM3.2.3 để trống; BM3.2.1 ghi 0                                          |
    | QD012 | Cách sửa: Ghi giá trị cũ đúng như đơn vị gửi, hoặc xóa dòng.                             |
""")


@pytest.mark.parametrize("row", READS, ids=lambda row: f"{row['rule']} {row['says'][:10]}")
def test_a_rule_reads_well(row: dict[str, str]) -> None:
    assert row["says"] in officer("explain", row["rule"]).stdout.splitlines()


# --- template --------------------------------------------------------------------------------------------------


def test_a_template_is_read_back_as_a_blank_form(tmp_path: Path) -> None:
    path = tmp_path / "Bieu_mau.xlsx"
    assert officer("template", "-o", path, "--level", "so", "--unit", "Sở Y tế", "--period", "2022H1").exit_code == 0
    entry = entries(path)["Bieu_mau.xlsx"]
    assert (entry["unit"], entry["level"], entry["period"]) == ("Sở Y tế", "so", "2022H1")
    assert entry["forms"] == [1, 2, 3, 4, 5, 6, 7]
    assert Counter(one["rule"] for one in entry["findings"] if one["severity"] != "info") == {"TN002": 7}


def test_a_template_filled_in_is_a_report(tmp_path: Path) -> None:
    """Each answer stands where the reader looks for it, and the file is no report of ours."""
    path = tmp_path / "Bieu_mau.xlsx"
    officer("template", "-o", path, "--level", "so", "--unit", "Sở Y tế", "--period", "2022Y")
    cells = {code: one["cell"] for code, one in entries(path, "--values")["Bieu_mau.xlsx"]["values"].items()}
    workbook = load_workbook(path)
    for code, value in {"BM7.6.2": 100, "BM7.6.2.1": 130, "BM7.6.2.2": 116}.items():
        workbook["Biểu mẫu 7"][cells[code]] = value
    workbook.save(tmp_path / "Sở Y tế.xlsx")
    findings = entries(tmp_path / "Sở Y tế.xlsx")["Sở Y tế.xlsx"]["findings"]
    errors = [one for one in findings if one["severity"] == "error"]
    assert [(one["indicator"], one["cell"], one["expected"]) for one in errors] == [
        ("BM7.6.2", cells["BM7.6.2"], 89.23)
    ]


def test_a_template_for_every_unit_of_the_roster(tmp_path: Path) -> None:
    folder = tmp_path / "mẫu"
    run = officer("template", "--all", "--units", CLEAN / "don_vi.xlsx", "--period", "2022Y", "-o", folder)
    assert run.exit_code == 0
    found = document(officer("check", folder, "--units", CLEAN / "don_vi.xlsx", "--format", "json").stdout)
    assert Counter(entry["unit_id"] for entry in found["files"]).most_common(1)[0][1] == 1
    assert not [one for one in found["findings"] if one["rule"] == "TM001"]


# --- consolidate -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, in a folder of their own."""
    return Path(shutil.copytree(SAMPLES, tmp_path_factory.mktemp("received") / "nhận"))


@pytest.fixture(scope="module")
def consolidated(received: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    output = tmp_path_factory.mktemp("out") / "Tong_hop.xlsx"
    return officer("consolidate", received, "-o", output, "--format", "json", "--jobs", "0"), output


def test_consolidate_writes_its_workbook_also_with_errors(consolidated: tuple[Any, Path]) -> None:
    run, output = consolidated
    assert run.exit_code == 1
    assert load_workbook(output).sheetnames[0] == "Tổng quan"


def test_its_summary_keeps_the_contract_and_accounts_for_every_file(
    consolidated: tuple[Any, Path], received: Path
) -> None:
    found = document(consolidated[0].stdout, "consolidate")
    summed, out = [one["path"] for one in found["units"]], [one["path"] for one in found["left_out"]]
    reports = [path for path in below(received) if Path(path).name != "don_vi.xlsx"]
    assert sorted(summed + out) == reports
    assert set(found["totals"]) == {code for code, row in EDITION.indicators.items() if row.kind != "heading"}


def test_totals_of_a_clean_folder_add_up(tmp_path: Path) -> None:
    run = officer("consolidate", CLEAN, "-o", tmp_path / "x.xlsx", "--format", "json")
    assert run.exit_code == 0
    totals = document(run.stdout, "consolidate")["totals"]
    values = [one["values"] for one in entries(CLEAN, "--values").values() if one.get("values")]
    for code in ("BM1.1", "BM3.3.1a", "BM4.2.1", "BM6.1.1"):
        assert totals[code]["how"] == "sum"
        assert totals[code]["value"] == pytest.approx(sum(unit[code]["value"] or 0 for unit in values))
    rate = 100 * totals["BM3.3.1b"]["value"] / totals["BM3.3.1a"]["value"]
    assert totals["BM3.3.1"]["value"] == pytest.approx(rate)


def test_our_own_workbook_is_no_report_next_time(tmp_path: Path) -> None:
    shutil.copytree(CLEAN, tmp_path / "nhận")
    output = tmp_path / "nhận" / "Tong_hop.xlsx"
    assert officer("consolidate", tmp_path / "nhận", "-o", output).exit_code == 0
    assert entries(tmp_path / "nhận")["Tong_hop.xlsx"]["status"] == "skipped"
    again = officer("consolidate", tmp_path / "nhận", "-o", output, "--format", "json")
    assert again.exit_code == 0
    assert str(output) not in [one["path"] for one in document(again.stdout, "consolidate")["left_out"]]


def test_strict_leaves_out_units_with_errors(received: Path, tmp_path: Path) -> None:
    run = officer("consolidate", received, "-o", tmp_path / "x.xlsx", "--format", "json", "--strict", "--jobs", "0")
    found = document(run.stdout, "consolidate")
    assert run.exit_code == 1
    assert found["units"]
    assert not [one for one in found["units"] if one["status"] == "errors"]
    reasons = {Path(one["path"]).name: one["reason"] for one in found["left_out"]}
    assert reasons["so-cong-thuong-2022.xlsx"] == RULES["TM012"].message.vi  # type: ignore[index]


def test_consolidate_without_a_form_is_2_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "trống"
    folder.mkdir()
    run = officer("consolidate", folder, "-o", tmp_path / "x.xlsx", "--format", "json")
    assert run.exit_code == 2
    document(run.stdout, "consolidate")
    assert not (tmp_path / "x.xlsx").exists()


def test_consolidate_tells_people_where_the_workbook_is(received: Path, tmp_path: Path) -> None:
    run = officer("consolidate", received, "-o", tmp_path / "Tong hop.xlsx", "--jobs", "0")
    assert "Tong hop.xlsx" in run.stderr
    assert "Sở Công Thương" in run.stdout


def test_every_rule_about_files_is_shown_by_a_test_of_files() -> None:
    """Keeps the list in test_rules.py honest: each such rule is named in a test of files or folders."""
    names = ("test_intake.py", "test_archives.py", "test_acceptances.py", "test_adjustments.py", "test_since.py")
    sources = "".join(_texts([Path(__file__), *map(Path(__file__).with_name, names)]))
    of_rows = ("TN005", "TN006", "TN007", "TN008", "TN010")
    of_files = {rule for rule in RULES if rule.startswith(("TT", "TM", "QD")) or rule in of_rows}
    assert not {rule for rule in of_files if f'"{rule}"' not in sources and f"| {rule} |" not in sources}


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield path.read_text(encoding="utf-8")
