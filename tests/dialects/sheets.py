"""Habits about sheets and files: how forms are spread over them, how they are called, what else is in the file, and
where it says who sends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tables import EDITION

from dialects.draft import Block, Change, Dialect, Draft, Lines, Row, Sheet, Table, each_sheet, lines, says
from dialects.senders import TITLES, sender_of

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def _is(block: Block, about: str) -> bool:
    return isinstance(block, Lines) and block.about == about


# --- how forms are spread -------------------------------------------------------------------------


def _one_sheet(blocks: Callable[[Sheet], Iterable[Block]]) -> Change:
    """All forms below each other on one sheet."""

    def stacked(draft: Draft) -> Draft:
        together = tuple(block for sheet in draft.forms for block in (*blocks(sheet), lines("", "")))
        first = draft.forms[0]
        return replace(draft, sheets=(*draft.others, replace(first, name="Phụ lục", blocks=together)))

    return stacked


def _without_titles(sheet: Sheet) -> Iterator[Block]:
    return (block for block in sheet.blocks if not _is(block, "title"))


def _first_head_only(sheet: Sheet) -> Iterator[Block]:
    for block in sheet.blocks:
        yield block if isinstance(block, Lines) or block.form == 1 else replace(block, headed=False, numbers=())


def _one_long_table(sheet: Sheet) -> Iterator[Block]:
    return _first_head_only(replace(sheet, blocks=tuple(_without_titles(sheet))))


def _a_file_each(draft: Draft) -> Draft:
    """A workbook for each sheet with a form; the other sheets are in all of them."""
    files = {
        sheet.name: sheet.file.replace(".xlsx", f" - {number}.xlsx") for number, sheet in enumerate(draft.forms, 1)
    }
    return _spread(draft, files)


def _two_files(draft: Draft) -> Draft:
    half = len(draft.forms) // 2
    names = [sheet.name for sheet in draft.forms]
    files = {
        name: sheet.file.replace(".xlsx", f" ({1 + (at >= half)}).xlsx")
        for at, (name, sheet) in enumerate(zip(names, draft.forms, strict=True))
    }
    return _spread(draft, files)


def _spread(draft: Draft, files: dict[str, str]) -> Draft:
    others = [replace(sheet, file=file) for file in dict.fromkeys(files.values()) for sheet in draft.others]
    forms = [replace(sheet, file=files[sheet.name]) for sheet in draft.forms]
    return replace(draft, sheets=(*others, *forms))


def _named(name: Callable[[int], str]) -> Change:
    """Sheets named by their first form."""
    return each_sheet(lambda sheet: replace(sheet, name=name(sheet.form)))


def _in_reverse(draft: Draft) -> Draft:
    return replace(draft, sheets=tuple(reversed(draft.sheets)))


# --- what stands around the tables ----------------------------------------------------------------


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


def _blank_originals(draft: Draft) -> Draft:
    """The blank forms are kept behind the filled ones, hidden."""
    blank = (
        replace(sheet, name=f"Mẫu {number}", blocks=tuple(map(_emptied, sheet.blocks)), hidden=True)
        for number, sheet in enumerate(draft.forms, 1)
    )
    return replace(draft, sheets=(*draft.sheets, *blank))


def _emptied(block: Block) -> Block:
    return block if isinstance(block, Lines) else replace(block, rows=tuple(map(_blank_row, block.rows)))


def _blank_row(row: Row) -> Row:
    kept = {key: cell for key, cell in row.cells.items() if cell.text and not key.startswith("value")}
    return replace(row, cells=kept, code="", meaning=None)


# --- who sends it, for when -----------------------------------------------------------------------


def _without_block(draft: Draft) -> Draft:
    return replace(draft, sheets=draft.forms)


def identified(block: Callable[[Draft], Lines]) -> Change:
    """Who sends it is said on top of each form instead of in a sheet of its own."""
    return lambda draft: above(block)(_without_block(draft))


def _heading(draft: Draft) -> Lines:
    texts = ("UBND TỈNH GIA LAI", sender_of(draft).name.upper(), "BÁO CÁO SỐ LIỆU CCHC NĂM 2022", "")
    return lines(*texts, about="heading")


def _one_line(draft: Draft) -> Lines:
    return lines(f"Đơn vị báo cáo: {sender_of(draft).name}; Kỳ báo cáo: Năm 2022", about="heading")


def _two_lines(draft: Draft) -> Lines:
    return lines(f"Đơn vị báo cáo: {sender_of(draft).name}", "Kỳ báo cáo: Năm 2022", about="heading")


def _other_labels(draft: Draft) -> Lines:
    sender = sender_of(draft)
    texts = (f"Tên đơn vị | {sender.name}", f"Cấp báo cáo | {sender.level_name}", "Kỳ | Năm", "Năm báo cáo | 2022")
    return lines(*texts, about="heading")


def _in_file_name(draft: Draft) -> Draft:
    name = f"{sender_of(draft).name} - BC CCHC năm 2022"
    sheets = (replace(sheet, file=sheet.file.replace("bao-cao", name)) for sheet in draft.forms)
    return replace(draft, sheets=tuple(sheets))


SHEETS = (
    Dialect("all forms on one sheet", _one_sheet(lambda sheet: sheet.blocks), of="sheets"),
    Dialect("all forms on one sheet, one head on top", _one_sheet(_first_head_only), of="sheets, pages"),
    Dialect("all forms on one sheet, no titles", _one_sheet(_without_titles), of="sheets, titles"),
    Dialect("all forms one long table", _one_sheet(_one_long_table), of="sheets, titles, pages"),
    Dialect("a workbook for each form", _a_file_each, of="sheets, other sheets"),
    Dialect("two workbooks", _two_files, of="sheets, other sheets"),
    Dialect("sheets named BM1 …", _named(lambda form: f"BM{form}"), of="names"),
    Dialect("sheets named Bieu mau so 1 …", _named(lambda form: f"Bieu mau so {form}"), of="names"),
    Dialect("sheets named PL 1 …", _named(lambda form: f"PL {form}"), of="names"),
    Dialect("sheets named by another count", _named(lambda form: f"Phụ lục số {form + 2}"), of="names"),
    Dialect("sheets named Sheet1 …", _named(lambda form: f"Sheet{form}"), of="names"),
    Dialect("sheets named Trang tính 1 …", _named(lambda form: f"Trang tính {form}"), of="names"),
    Dialect("the last form first", _in_reverse),
    Dialect("no titles", each_sheet(lambda sheet: replace(sheet, blocks=tuple(_without_titles(sheet)))), of="titles"),
    Dialect("a title in one cell", _titles(_in_one_cell), of="titles"),
    Dialect("titles as Biểu số 01", _titles(_with_number), of="titles"),
    Dialect("titles without the form's number", _titles(_without_form), of="titles"),
    Dialect("titles merged over the table", _titles(lambda block, _: replace(block, wide=True))),
    Dialect("the annex's heading above", above(_annex), of="identity"),
    Dialect("empty rows and columns in front", each_sheet(lambda sheet: replace(sheet, down=4, right=2))),
    Dialect("signatures below", below(*SIGNED)),
    Dialect("footnotes below", below(*FOOTNOTES)),
    Dialect("a filter over the table", each_sheet(lambda sheet: replace(sheet, filtered=True))),
    Dialect("the forms on hidden sheets", each_sheet(lambda sheet: replace(sheet, hidden=sheet.form > 3))),
    Dialect("a covering letter", beside(LETTER, in_front=True), of="other sheets"),
    Dialect("a list of contacts", beside(CONTACTS), of="other sheets"),
    Dialect("a list of procedures", beside(PROCEDURES), of="other sheets"),
    Dialect("a list of procedures in front", beside(PROCEDURES, in_front=True), of="other sheets"),
    Dialect("instructions in front", beside(GUIDE, in_front=True), of="other sheets"),
    Dialect("figures for a chart", beside(CHART), of="other sheets"),
    Dialect("the blank forms behind", _blank_originals, of="sheets, names, other sheets"),
    Dialect("sender and year as headings", identified(_heading), of="identity"),
    Dialect("sender and period in one line", identified(_one_line), of="identity"),
    Dialect("sender and period in two lines", identified(_two_lines), of="identity"),
    Dialect("sender and period under other labels", identified(_other_labels), of="identity"),
    Dialect("sender and year in the file's name", _in_file_name, of="identity"),
)
