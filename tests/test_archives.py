"""Archives as they come by mail: a .zip is read in place, each file in it has its entry; others get advice."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tables import EDITION, book, usual
from typer.testing import CliRunner

from cchc_xlsx.cli import app
from cchc_xlsx.pipeline import check

FORM = "[Thông tin]\n| Đơn vị báo cáo | {} |\n| Cấp | Sở |\n| Kỳ báo cáo | Năm 2022 |\n"


def a_form(path: Path, unit: str) -> bytes:
    text = FORM.format(unit) + "".join(map(usual, range(1, 8)))
    return book(path, text, {"BM1.1": "9"}).read_bytes()


def checked(path: Path, *options: str) -> dict[str, dict[str, Any]]:
    """The entries of a JSON check, by path below the folder."""
    run = CliRunner().invoke(app, ["check", str(path), "--format", "json", *options])
    return {one["path"].removeprefix(f"{path}/"): one for one in json.loads(run.stdout)["files"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "nhận về"
    folder.mkdir()
    form = a_form(tmp_path / "x.xlsx", "Sở Y tế")
    with zipfile.ZipFile(folder / "Gửi Sở Nội vụ.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Báo cáo/Sở Y tế.xlsx", form)
        archive.writestr("Báo cáo/~$Sở Y tế.xlsx", b"\x05admin")
        archive.writestr("Báo cáo/công văn.pdf", b"%PDF-1.7")
        archive.writestr("Báo cáo/hỏng.xlsx", form[: len(form) // 2])
        archive.writestr("Báo cáo/nữa.zip", b"PK")
        archive.mkdir("Báo cáo/ảnh")
    return folder


def test_every_file_of_an_archive_has_its_entry(folder: Path) -> None:
    found = checked(folder, "--jobs", "0")
    inside = "Gửi Sở Nội vụ.zip/Báo cáo/"
    assert {path: entry["status"] for path, entry in found.items()} == {
        "Gửi Sở Nội vụ.zip": "skipped",
        f"{inside}Sở Y tế.xlsx": "warnings",
        f"{inside}~$Sở Y tế.xlsx": "skipped",
        f"{inside}công văn.pdf": "skipped",
        f"{inside}hỏng.xlsx": "unreadable",
        f"{inside}nữa.zip": "skipped",
    }
    assert "5 tệp" in found["Gửi Sở Nội vụ.zip"]["reason"]
    assert "giải nén" in found[f"{inside}nữa.zip"]["reason"]


def test_why_an_archive_and_what_lies_in_it_is_left_out(folder: Path) -> None:
    why = {Path(one.document.path).name: one.why for one in check([str(folder)], EDITION, jobs=0).left_out}
    assert why == {
        "Gửi Sở Nội vụ.zip": "TT210", "~$Sở Y tế.xlsx": "TT202", "công văn.pdf": "TT212", "hỏng.xlsx": "TT104",
        "nữa.zip": "TT211",
    }  # fmt: skip


@pytest.mark.parametrize("jobs", ["0", "1"])
def test_a_workbook_in_an_archive_is_read_like_one_beside_it(folder: Path, tmp_path: Path, jobs: str) -> None:
    inside = checked(folder, "--values", "--jobs", jobs)["Gửi Sở Nội vụ.zip/Báo cáo/Sở Y tế.xlsx"]
    beside = checked(tmp_path / "x.xlsx", "--values", "--jobs", jobs)
    [alone] = beside.values()
    assert inside["unit"] == "Sở Y tế"
    assert {key: inside[key] for key in inside.keys() - {"path"}} == {
        key: alone[key] for key in alone.keys() - {"path"}
    }


def test_a_name_packed_as_bytes_is_read_as_utf_8(tmp_path: Path) -> None:
    form = a_form(tmp_path / "x.xlsx", "Sở Y tế")
    name = "Sở Y tế.xlsx".encode()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("S" * len(name), form)
    data = (tmp_path / "a.zip").read_bytes().replace(b"S" * len(name), name)
    (tmp_path / "a.zip").write_bytes(data)
    assert "Sở Y tế.xlsx" in checked(tmp_path / "a.zip", "--jobs", "0")


def test_a_name_packed_in_windows_vietnamese_code_page_is_read(tmp_path: Path) -> None:
    packed = "Huyê\u0323n Đư\u0301c Cơ.xlsx".encode("cp1258")
    _with(tmp_path / "a.zip", ["S" * len(packed)])
    data = (tmp_path / "a.zip").read_bytes().replace(b"S" * len(packed), packed)
    (tmp_path / "a.zip").write_bytes(data)
    assert "Huyện Đức Cơ.xlsx" in checked(tmp_path / "a.zip", "--jobs", "0")


@pytest.mark.parametrize(
    ("data", "rule", "said"),
    [
        (b"Rar!\x1a\x07\x01\x00", "TT211", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "TT211", "7z"),
        (b"%PDF-1.7", "TT103", "PDF"),
        (b"", "TT104", "zip"),
    ],
    ids=["RAR", "7z", "PDF", "nothing"],
)
def test_what_is_called_zip_is_told_by_its_first_bytes(tmp_path: Path, data: bytes, rule: str, said: str) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    [one] = check([str(tmp_path)], EDITION, jobs=0).left_out
    assert (one.why, one.detail) == (rule, said)


def test_a_workbook_called_zip_is_read(tmp_path: Path) -> None:
    a_form(tmp_path / "x.xlsx", "Sở Y tế")
    [entry] = checked((tmp_path / "x.xlsx").rename(tmp_path / "Sở Y tế.zip"), "--jobs", "0").values()
    assert entry["status"] == "warnings"


ENCRYPTED = 0x1
BROKEN = {
    "no archive": lambda path: path.write_bytes(b"PK\x03\x04 and then nothing"),
    "a name twice": lambda path: _with(path, ["a.xlsx", "a.xlsx"]),
    "too many files": lambda path: _with(path, [f"{number}.xlsx" for number in range(2001)]),
}


def _with(path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_archive_is_one_entry(tmp_path: Path, case: str) -> None:
    BROKEN[case](tmp_path / "a.zip")
    [entry] = checked(tmp_path / "a.zip", "--jobs", "0").values()
    assert (entry["status"], [one["severity"] for one in entry["findings"]]) == ("unreadable", ["error"])


def test_a_file_that_needs_a_password_is_told(tmp_path: Path) -> None:
    _with(tmp_path / "a.zip", ["Sở Y tế.xlsx"])
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= ENCRYPTED
    (tmp_path / "a.zip").write_bytes(data)
    found = checked(tmp_path / "a.zip", "--jobs", "0")
    entry = found["Sở Y tế.xlsx"]
    assert (entry["status"], entry["findings"][0]["rule"]) == ("unreadable", "TT105")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("gửi.rar", "giải nén"), ("gửi.7z", "giải nén"), ("quét.jpg", "Excel hoặc Word"),
        ("quét.PDF", "Excel hoặc Word"),
        ("báo cáo.doc", ".docx"), ("báo cáo.rtf", ".docx"), ("thuyết trình.pptx", ".xlsx"),
        ("số liệu.csv", "công cụ không đọc loại này"), ("biểu.fods", ".xlsx"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_with_advice(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    [entry] = checked(tmp_path / name, "--jobs", "0").values()
    assert (entry["status"], entry["findings"]) == ("skipped", [])
    assert advice in entry["reason"]
