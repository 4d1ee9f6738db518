"""The committed sample folders are what ``scripts/make_samples.py`` makes, and the seed's figures stand as typed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
FOLDERS = ("samples", "tests/clean")
COMMITTED = [path.relative_to(ROOT) for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.xlsx"))]
SEED = ROOT / "samples" / "so-cong-thuong-2022.xlsx"

Row = tuple[str, str, object, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both folders, made anew."""
    root = tmp_path_factory.mktemp("made")
    script = ROOT / "scripts" / "make_samples.py"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(script), str(root)], check=True, cwd=ROOT, env=environment)
    return root


def cells(path: Path) -> Iterator[Row]:
    """Every filled cell with its sheet, address and number format."""
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (
                (sheet.title, cell.coordinate, cell.value, cell.number_format) for cell in row if cell.value is not None
            )


def test_the_folders_hold_the_files_the_script_makes(made: Path) -> None:
    new = [path.relative_to(made) for folder in FOLDERS for path in sorted((made / folder).glob("*.xlsx"))]
    assert new == COMMITTED


@pytest.mark.parametrize("path", COMMITTED, ids=str)
def test_a_committed_workbook_is_what_the_script_makes(made: Path, path: Path) -> None:
    assert list(cells(ROOT / path)) == list(cells(made / path)), "run scripts/make_samples.py and commit"


@pytest.mark.parametrize(
    ("form", "label", "measure", "typed"),
    [
        (1, "Số văn bản chỉ đạo CCHC đã ban hành (Kết luận, chỉ thị, công văn chỉ đạo, quán triệt)", "Văn bản", "09"),
        (1, "Tỷ lệ hoàn thành Kế hoạch CCHC năm (Lũy kế đến thời điểm báo cáo)", "%", None),
        (1, "Số cơ quan, đơn vị được thanh tra", "%", None),
        (1, "Hình thức khảo sát", "Trực tuyến = 0 Phát phiếu = 1 Kết hợp = 2", "2"),
        (2, "Kiểm tra, xử lý VBQPPL", None, "01"),
        (2, "Tỷ lệ xử lý VBQPPL sau rà soát", "%", "100%"),
        (3, "Thông kê TTHC", None, None),
        (3, "Tổng số hồ sơ TTHC đã giải quyết xong", "Hồ sơ", "15.999"),
        (4, "Tỷ lệ phần trăm biên chế đã tinh giản so với năm 2015", "%", "11,63"),
        (5, "Số lượng cán bộ, công chức, viên chức bị kỷ luật (Đảng, chính quyền).", None, "0"),
        (6, "Số ĐVSN tự bảo đảm từ 70% - dưới 100% chi thường xuyên", "Đơn vị", None),
        (7, "Tỷ lệ TTHC đủ điều kiện được cung cấp trực tuyến mức độ 3", "%", "4,7%"),
        (7, "Số hồ sơ TTHC đã tiếp nhận trực tuyến", "Hồ sơ", "15.301"),
    ],
)
def test_the_seed_department_typed_it_so(form: int, label: str, measure: str | None, typed: str | None) -> None:
    sheet = load_workbook(SEED)[f"Biểu mẫu {form}"]
    row = next(row for row in sheet.iter_rows(min_col=2, max_col=4, values_only=True) if row[0] == label)
    assert row == (label, measure, typed)


def test_the_seed_department_names_itself_only_in_its_headings() -> None:
    book = load_workbook(SEED)
    assert book.sheetnames == [f"Biểu mẫu {form}" for form in range(1, 8)]
    assert [row[0].value for row in book["Biểu mẫu 1"]["A1:A2"]] == ["UBND TỈNH GIA LAI", "SỞ CÔNG THƯƠNG"]
    heads = {next(cell.row for cell in sheet["A"] if cell.value == "STT") for sheet in book}
    assert len(heads) > 3, "the tables do not all start in the same row"
