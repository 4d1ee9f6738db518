"""Makes ``samples/`` (a folder as an officer receives it for the year 2022) and ``tests/clean/`` (wholly clean).

    python scripts/make_samples.py [ROOT]

The same files every time: figures, dates and mistakes are data in ``scripts/samples/``.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from samples.package import save, save_document
from samples.senders import CONSOLIDATOR, OFFICES, SENDERS, Layout, Office, Sender, planted_in, typed_by

from cchc_xlsx.catalogue import Edition, Form, load_edition
from samples import layouts, report, senders

SEED_FIGURES = Path(__file__).parent / "samples" / "seed_figures.tsv"
ROSTER_HEAD = ("Mã", "Tên", "Cấp", "Tên khác", "vai_tro", "Số xã", "Mail", "Điện thoại")
ROSTER_WIDTHS = (28, 32, 9, 34, 11, 8, 26, 13)
MEETINGS = (
    ("STT", "Thành phần dự họp", "Số người", "Phòng họp", "Giờ"),
    (1, "Văn phòng UBND tỉnh", 2, "Phòng họp số 1", "07:30"),
    (2, "Sở Nội vụ", 3, "Phòng họp số 1", "07:30"),
    (3, "Sở Tài chính", 2, "Phòng họp số 1", "08:15"),
    (4, "UBND các huyện, thị xã, thành phố", 17, "Họp trực tuyến", "09:00"),
)
OFFICE_WORK = datetime(2022, 12, 12, 8)
"""When the officer last saved what does not come from a unit."""


def make(root: Path) -> None:
    """Writes both folders below ``root``, in place of what is there."""
    edition = load_edition()
    samples, clean = _empty(root / "samples"), _empty(root / "tests" / "clean")
    _write_roster(samples, OFFICES)
    _write_seed(samples, edition)
    for sender in SENDERS:
        _write_sender(samples, sender, edition)
    original, again = senders.SENT_TWICE
    shutil.copyfile(samples / _nfc(original), samples / _nfc(again))
    _write_meetings(samples)
    _write_roster(clean, [office for office in OFFICES if office.id in senders.CLEAN_FOLDER])
    for sender in SENDERS:
        if sender.id in senders.CLEAN_FOLDER:
            _write_sender(clean, sender, edition)


def _empty(folder: Path) -> Path:
    """The folder without workbooks and documents."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.xlsx"), *folder.glob("*.docx")):
        old.unlink()
    return folder


def _nfc(name: str) -> str:
    return normalize("NFC", name)


def _write_sender(folder: Path, sender: Sender, edition: Edition) -> None:
    path = folder / _nfc(sender.file)
    if sender.layout:
        book = _typed_annex(sender, sender.layout, edition)
    else:
        book = layouts.fill_template(path, edition, sender.office, typed_by(sender), sender.dated)
    for planted in planted_in(sender):
        if planted.without_form:
            book.remove(book[f"Biểu mẫu {planted.without_form}"])
    save(book, path, sender.office.name, sender.saved)


def _typed_annex(sender: Sender, layout: Layout, edition: Edition) -> Workbook:
    measures = {code: text for planted in planted_in(sender) for code, text in planted.measures.items()}
    notes = {reporter.id: reporter.note for reporter in edition.reporters}
    printed = {str(one.code): notes[one.note_of] for one in edition.indicators.values() if one.note_of}
    heading = layouts.annex_heading(sender.office)
    return layouts.write_annex(edition, layouts.Annex(layout, heading, typed_by(sender), measures, printed))


def _write_seed(folder: Path, edition: Edition) -> None:
    """The department whose report is public: every figure and note as typed, as a workbook and in its report."""
    with SEED_FIGURES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    typed = {row["code"]: row["typed"] for row in rows if row["typed"]}
    notes = {row["code"]: row["note"] for row in rows}
    office = next(office for office in OFFICES if office.id == "so-cong-thuong")
    annex = layouts.Annex(
        Layout(),
        _seed_heading(office, edition),
        dict(typed),
        notes=notes,
        footnotes={2: "VBQPPL: Văn bản quy phạm pháp luật."},
    )
    save(layouts.write_annex(edition, annex), folder / senders.SEED_FILE, office.name, datetime(2022, 12, 13, 15, 40))
    document = report.write_report(edition, report.Typed(typed, notes))
    save_document(document, folder / senders.SEED_REPORT, office.name, report.TITLE[1], datetime(2022, 12, 13, 15, 10))


def _seed_heading(office: Office, edition: Edition) -> Callable[[Form], list[str]]:
    attached = f"(Kèm theo Báo cáo công tác cải cách hành chính {senders.PERIOD_TEXT})"
    sender = ["UBND TỈNH GIA LAI", office.name.upper(), ""]
    first = [*sender, "Phụ lục 1", edition.annex, edition.annex_scope, attached, ""]

    def lines(form: Form) -> list[str]:
        above = first if form.number == 1 else sender[: form.number % 4]
        return [*above, f"Biểu mẫu {form.number}", form.title, *([""] if form.number % 3 else [attached])]

    return lines


def _write_roster(folder: Path, offices: Collection[Office]) -> None:
    rows = [
        (one.id, one.name, one.level, one.aliases, "tổng hợp" if one.id == CONSOLIDATOR else "", one.communes, one.mail)
        for one in offices
    ]
    _write_table(folder / "don_vi.xlsx", "Đơn vị", [ROSTER_HEAD, *rows], ROSTER_WIDTHS)


def _write_meetings(folder: Path) -> None:
    path = folder / _nfc(senders.NOT_A_FORM)
    _write_table(path, "Giao ban tháng 12", list(MEETINGS), (6, 40, 11, 20, 9))


def _write_table(path: Path, title: str, rows: list[tuple[object, ...]], widths: tuple[int, ...]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append([value or None for value in row])
    for column, width in enumerate(widths, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    save(book, path, "cchc-xlsx", OFFICE_WORK)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent)
