"""The committed sample folders are what ``scripts/make_samples.py`` makes, and the seed's figures stand as typed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from cchc_xlsx.intake.kinds.docx import read_docx
from cchc_xlsx.intake.package import Package

ROOT = Path(__file__).parent.parent
FOLDERS = ("samples", "tests/clean")
SEED = ROOT / "samples" / "so-cong-thuong-2022.xlsx"
REPORT = SEED.with_suffix(".docx")

Row = tuple[str, str, object, str]


def files(root: Path) -> list[Path]:
    """The workbooks and documents of both folders."""
    below = [path for folder in FOLDERS for path in sorted((root / folder).iterdir())]
    return [path.relative_to(root) for path in below if path.suffix in (".xlsx", ".docx")]


COMMITTED = files(ROOT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both folders, made anew."""
    root = tmp_path_factory.mktemp("made")
    script = ROOT / "scripts" / "make_samples.py"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(script), str(root)], check=True, cwd=ROOT, env=environment)
    return root


def cells(path: Path) -> Iterator[Row]:
    """Every filled cell with its sheet, address and number format; of a document its lines as well."""
    if path.suffix == ".docx":
        yield from lines_and_cells(path)
        return
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (
                (sheet.title, cell.coordinate, cell.value, cell.number_format) for cell in row if cell.value is not None
            )


def lines_and_cells(path: Path) -> Iterator[Row]:
    document = Document(str(path))
    yield from (("", str(at), line.text, line.style.name) for at, line in enumerate(document.paragraphs))
    for number, table in enumerate(document.tables, 1):
        yield from ((f"Bảng {number}", str(at), cell.text, "") for at, cell in enumerate(table._cells))


def test_the_folders_hold_the_files_the_script_makes(made: Path) -> None:
    assert files(made) == COMMITTED
    assert REPORT.relative_to(ROOT) in COMMITTED


@pytest.mark.parametrize("path", COMMITTED, ids=str)
def test_a_committed_file_is_what_the_script_makes(made: Path, path: Path) -> None:
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


def test_the_report_holds_the_rows_of_the_workbook() -> None:
    sheets = read_docx(Package(REPORT.read_bytes())).sheets[2:]
    assert [f"Biểu mẫu {form}" for form in range(1, 8)] == [sheet.above[-2] for sheet in sheets]
    book = load_workbook(SEED)
    repeated = 0
    for sheet, of_book in zip(sheets, book, strict=True):
        written = [tuple(sheet.text(row, column) for column in range(1, 6)) for row in sorted(sheet.rows)]
        heads = [at for at, row in enumerate(written) if row[0] == "STT"]
        in_book = [tuple(cell or "" for cell in row) for row in of_book.iter_rows(max_col=5, values_only=True)]
        first = next(at for at, row in enumerate(in_book) if row[0] == "STT")
        assert written[:2] == in_book[first : first + 2]
        rows = [row for at, row in enumerate(written) if not {at, at - 1} & set(heads)]
        assert rows == in_book[first + 2 : first + 2 + len(rows)]
        assert not any(row[1] for row in in_book[first + 2 + len(rows) :]), "all its rows but the footnote"
        repeated += len(heads) - 1
    assert repeated == 9, "heads typed again at the top of a page"


def test_the_report_says_whose_it_is_and_of_which_year() -> None:
    workbook = read_docx(Package(REPORT.read_bytes()))
    letterhead, signatures, first = workbook.sheets[:3]
    assert letterhead.text(1, 1).splitlines()[:2] == ["UBND TỈNH GIA LAI", "SỞ CÔNG THƯƠNG"]
    assert signatures.above[:2] == ("BÁO CÁO", "Tình hình, kết quả công tác cải cách hành chính năm 2022")
    assert first.above[0] == "Phụ lục 1"
    assert (workbook.saved_by, workbook.modified) == ("Sở Công Thương", "2022-12-13T15:10:00Z")
