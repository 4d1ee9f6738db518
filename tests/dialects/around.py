"""Habits about what stands around the tables: titles, headings, signatures, footnotes, other sheets in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tables import EDITION

from dialects.draft import (
    Change,
    Dialect,
    Draft,
    Lines,
    Row,
    Sheet,
    Table,
    each_sheet,
    each_table,
    lines,
    says,
)
from dialects.senders import TITLES, sender_of

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def above(block: Callable[[Draft], Lines]) -> Change:
    """Lines on top of each sheet with a form."""

    def change(draft: Draft) -> Draft:
        return each_sheet(lambda sheet: replace(sheet, blocks=(block(draft), *sheet.blocks)))(draft)

    return change


def below(*texts: str) -> Change:
    """Lines below the tables of each sheet."""
    return each_sheet(lambda sheet: replace(sheet, blocks=(*sheet.blocks, lines(*texts, about="foot"))))


def _annex(draft: Draft) -> Lines:
    """The heading of the annex: province, unit, the report it goes with."""
    name = sender_of(draft).name
    return lines(
        "UBND TỈNH GIA LAI", name.upper(), "", "Phụ lục 1", EDITION.annex, EDITION.annex_scope,
        f"(Kèm theo Báo cáo số 123/BC ngày 14/12/2022 của {name})", "",
        about="heading",
    )  # fmt: skip


def _titles(change: Callable[[Lines, int], Lines]) -> Change:
    def sheet(old: Sheet) -> Sheet:
        form, blocks = 0, []
        for block in reversed(old.blocks):
            form = block.form if isinstance(block, Table) else form
            blocks.append(change(block, form) if isinstance(block, Lines) and block.about == "title" else block)
        return replace(old, blocks=tuple(reversed(blocks)))

    return each_sheet(sheet)


def _in_one_cell(block: Lines, form: int) -> Lines:
    return replace(block, lines=((says(f"Biểu mẫu {form}\n{TITLES[form].upper()}"),),))


def _with_number(block: Lines, form: int) -> Lines:
    return replace(block, lines=((says(f"Biểu số {form:02}: {TITLES[form]}"),), ()))


def _without_form(block: Lines, form: int) -> Lines:
    return replace(block, lines=((says(f"{ROMAN[form - 1]}. {TITLES[form].upper()}"),),))


SIGNED = (
    "", " |  |  | Gia Lai, ngày 14 tháng 12 năm 2022", "NGƯỜI LẬP BIỂU |  |  | THỦ TRƯỞNG ĐƠN VỊ",
    "(Ký, ghi rõ họ tên) |  |  | (Ký tên, đóng dấu)", "", "Điện thoại | 269 | 3824 | 12",
)  # fmt: skip
FOOTNOTES = (
    "", "Ghi chú:", "(1) Số liệu tính từ 15/12/2021 đến 14/12/2022.",
    "(2) VBQPPL: văn bản quy phạm pháp luật; TTHC: thủ tục hành chính.", "3 | Mục 2.1 tính cả văn bản liên tịch | 4",
)  # fmt: skip


# --- other sheets in the file ---------------------------------------------------------------------


def beside(sheet: Sheet, in_front: bool = False) -> Change:
    """Another sheet in the file."""

    def change(draft: Draft) -> Draft:
        other = replace(sheet, file=draft.sheets[0].file)
        return replace(draft, sheets=(other, *draft.sheets) if in_front else (*draft.sheets, other))

    return change


LETTER = Sheet("Công văn", (lines(
    "Kính gửi: Sở Nội vụ", "", "Thực hiện Công văn số 359/SNV-CCHC ngày 28/02/2022, đơn vị gửi kèm số liệu CCHC.",
    "Số liệu đã thống nhất với Sở Tài chính và UBND huyện Đak Đoa.", "Nơi nhận: Như trên; Lưu: VT.",
),))  # fmt: skip
CONTACTS = Sheet("Đầu mối", (lines(
    "DANH SÁCH ĐẦU MỐI CCHC", "STT | Đơn vị | Chức vụ | Điện thoại | Ghi chú",
    "1 | Văn phòng | Chánh Văn phòng | 3824101 | 12", "2 | Thanh tra | Chánh Thanh tra | 3824102 | 15",
    "3 | Phòng Nghiệp vụ | Trưởng phòng | 3824103 | 9",
),))  # fmt: skip
PROCEDURES = Sheet("Danh mục TTHC", (lines(
    "DANH MỤC THỦ TỤC HÀNH CHÍNH", "STT | Nội dung | Đơn vị tính | Số lượng | Ghi chú",
    "1 | Cấp giấy phép hoạt động | Hồ sơ | 120 | Mức độ 4", "2 | Cấp lại giấy phép hoạt động | Hồ sơ | 35 | Mức độ 3",
    "3 | Công bố đủ điều kiện | Hồ sơ | 48 | Mức độ 4", "Tổng số hồ sơ |  |  | 203",
),))  # fmt: skip
GUIDE = Sheet("Hướng dẫn", (lines(
    "HƯỚNG DẪN ĐIỀN BIỂU", "1 | Điền số vào cột Số liệu; không có thì ghi 0 hoặc “không phát sinh”.",
    "2 | Dòng “Cấp sở báo” chỉ các sở điền.", "3 | Đơn vị báo cáo: ghi tên đầy đủ.",
),))  # fmt: skip
CHART = Sheet("Biểu đồ", (lines(" | Quý I | 6 tháng | Năm", "Hồ sơ | 100 | 200 | 400", "Đúng hạn | 99 | 197 | 395"),))


def _title_in_table(table: Table) -> Table:
    """The title is the first row of the table, over all columns."""
    keys = tuple(column.key for column in table.columns)
    title = Row({keys[0]: says(TITLES[table.form])}, spans=(keys,))
    return replace(table, rows=(title, *table.rows))


AROUND = (
    Dialect("a title in one cell", _titles(_in_one_cell), of="titles"),
    Dialect("titles as Biểu số 01", _titles(_with_number), of="titles"),
    Dialect("titles without the form's number", _titles(_without_form), of="titles"),
    Dialect("titles merged over the table", _titles(lambda block, _: replace(block, wide=True))),
    Dialect("a title in the table", each_table(_title_in_table), of="pages"),
    Dialect("the annex's heading above", above(_annex)),
    Dialect("signatures below", below(*SIGNED)),
    Dialect("footnotes below", below(*FOOTNOTES)),
    Dialect("a covering letter", beside(LETTER, in_front=True), of="other sheets"),
    Dialect("a list of contacts", beside(CONTACTS), of="other sheets"),
    Dialect("a list of procedures", beside(PROCEDURES), of="other sheets"),
    Dialect("a list of procedures in front", beside(PROCEDURES, in_front=True), of="other sheets"),
    Dialect("instructions in front", beside(GUIDE, in_front=True), of="other sheets"),
    Dialect("figures for a chart", beside(CHART), of="other sheets"),
)
