"""Workbooks in which something cannot be known: what must be said, and not guessed.

A trap takes the indicator from a row, or the meaning from a figure, where nobody could be sure: whatever is read there
is a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from itertools import cycle

from dialects.columns import added, times
from dialects.draft import (
    Cell,
    Change,
    Draft,
    Key,
    Part,
    Row,
    Sheet,
    Table,
    chain,
    each_row,
    each_table,
    lines,
    says,
    typed,
)
from dialects.heads import renamed
from dialects.rows import numbered


def only(form: int, change: Change) -> Change:
    """The change, in one form."""

    def in_form(draft: Draft) -> Draft:
        pairs = zip(draft.sheets, change(draft).sheets, strict=True)
        return replace(draft, sheets=tuple(new if old.form == form else old for old, new in pairs))

    return in_form


# --- rows -----------------------------------------------------------------------------------------


def nobodys(row: Row) -> Row:
    """The row, of which nobody knows what it is."""
    return replace(row, code="", meaning=None)


def relabelled(labels: Mapping[str, str]) -> Change:
    """Other labels in these rows: they are the indicators' no longer."""
    return each_row(
        lambda row: nobodys(row.having(**{Part.LABEL: says(labels[row.code])})) if row.code in labels else row
    )


NEXT_YEAR = (
    "Số hội nghị, tọa đàm chuyên đề đã tổ chức",
    "Tỷ lệ công chức được tập huấn kỹ năng số",
    "Số sáng kiến được công nhận trong kỳ",
    "Số lượt truy cập Trang thông tin điện tử",
    "Điểm hài lòng trung bình của người dân",
    "Số tin, bài tuyên truyền đã đăng",
    "Tỷ lệ hồ sơ công việc lập trên môi trường mạng",
    "Số thôn, làng có tổ công nghệ số cộng đồng",
    "Số chữ ký số cá nhân đã cấp",
    "Số điểm phát sóng không dây công cộng",
    "Tỷ lệ chi cho chuyển đổi số trên tổng chi",
    "Số phiên họp không giấy tờ",
    "Số bộ dữ liệu mở đã công bố",
    "Tỷ lệ hộ gia đình có địa chỉ số",
    "Số vụ việc hòa giải thành ở cơ sở",
    "Số camera giám sát đã lắp đặt",
)
"""Rows of another year's forms."""


def reworded(codes: Collection[str]) -> Change:
    """Rows of another year's forms stand in place of these."""
    return relabelled(dict(zip(sorted(codes), cycle(NEXT_YEAR), strict=False)))


def renumbered(codes: Collection[str]) -> Change:
    """These rows have other numbers, and mean what they did."""
    other = numbered(lambda stt: stt.rstrip(".") + ".9.")

    def change(draft: Draft) -> Draft:
        new = {row.code: row for row in other(draft)}
        return each_row(lambda row: new[row.code] if row.code in codes else row)(draft)

    return change


def deleted(which: Callable[[Table], Collection[str]]) -> Change:
    """These rows are not there."""
    return each_table(
        lambda table: replace(table, rows=tuple(row for row in table.rows if row.code not in which(table)))
    )


def second_half(table: Table) -> set[str]:
    return {row.code for row in table.rows[len(table.rows) // 2 :]}


def moved_down(part: Part) -> Change:
    """The cells of a column stand a row lower than they should."""

    def change(table: Table) -> Table:
        cells = (Cell(), *(row[part] for row in table.rows))
        pairs = zip(table.rows, cells, strict=False)
        return replace(table, rows=tuple(nobodys(row.having(**{part: cell})) for row, cell in pairs))

    return each_table(change)


def labels_swapped(one: str, other: str) -> Change:
    """Each of two rows has the other's label and its own number and figure: nobody knows which is meant."""

    def change(draft: Draft) -> Draft:
        labels = {row.code: row[Part.LABEL].text for row in draft}
        return relabelled({one: labels[other], other: labels[one]})(draft)

    return change


def rows_swapped(one: str, other: str) -> Change:
    """Two rows change places, whole."""

    def change(table: Table) -> Table:
        rows = {row.code: row for row in table.rows}
        places = {one: rows.get(other), other: rows.get(one)}
        return replace(table, rows=tuple(places.get(row.code) or row for row in table.rows))

    return each_table(change)


def retyped(code: str, notation: str) -> Change:
    """Something else stands in the value cell of a row."""
    return each_row(lambda row: row.having(**{Part.VALUE: typed(notation)}) if row.code == code else row)


def unfilled(row: Row) -> Row:
    """The row without its figure."""
    return replace(row.having(**{Part.VALUE: Cell()}), meaning=None)


# --- columns --------------------------------------------------------------------------------------


def moved_to(key: Key) -> Change:
    """The figures stand in another column, and nothing in theirs."""
    return each_row(lambda row: unfilled(row.having(**{key: row[Part.VALUE]})) if row.meaning is not None else row)


def moved_under(words: str) -> Change:
    """The figures stand in a column of this name before theirs."""
    return chain(added("other", words, lambda _: Cell(), Part.VALUE, before=True), moved_to("other"))


NOTHING_MEANT = each_row(lambda row: replace(row, meaning=None))
"""What stands in the value column is not known to be anybody's figure."""


def value_head(words: str) -> Change:
    """The only column of figures has a head that makes it another period's."""
    return chain(renamed(Part.VALUE, words), NOTHING_MEANT)


def two_columns(first: str, second: str) -> Change:
    """Two columns of plausible figures under these heads."""
    return chain(added("other", second, times("0.9"), Part.VALUE), value_head(first))


TWO_COLUMNS_WITHOUT_HEAD = chain(
    two_columns("", ""), each_table(lambda table: replace(table, headed=False, numbers=()))
)


# --- workbooks ------------------------------------------------------------------------------------


def again(form: int, name: str, change: Change, hidden: bool = False) -> Change:
    """A form stands in the file once more, with other figures: nobody knows which of the two counts."""

    def twice(draft: Draft) -> Draft:
        copy = chain(change, each_row(nobodys))(draft)
        sheet = next(new for old, new in zip(draft.sheets, copy.sheets, strict=True) if old.form == form)
        kept = only(form, NOTHING_MEANT)(draft)
        return replace(kept, sheets=(*kept.sheets, replace(sheet, name=name, hidden=hidden)))

    return twice


A_TENTH_MORE = each_row(lambda row: row.having(**{Part.VALUE: times("1.1")(row)}))


def listed(name: str, *texts: str) -> Sheet:
    """A sheet of another subject."""
    return Sheet(name, (lines(*texts),))


PAYROLL = listed(
    "Bảng lương",
    "SỞ Y TẾ", "BẢNG THANH TOÁN TIỀN LƯƠNG THÁNG 12 NĂM 2022", "",
    "STT | Chức vụ | Hệ số | Số tiền | Ghi chú",
    *(f"{n} | Chuyên viên | {2 + n / 3:.2f} | {n * 1150000} | " for n in range(1, 25)),
    "Tổng cộng |  |  | 345000000",
)  # fmt: skip
SCORES = listed(
    "Tự chấm điểm",
    "BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022", "",
    "STT | Tiêu chí | Điểm chuẩn | Kết quả | Ghi chú",
    "1 | Công tác chỉ đạo, điều hành CCHC | 9.5 | 9 | ", "1.1 | Ban hành kế hoạch CCHC năm đúng thời hạn | 1 | 1 | ",
    "1.2 | Thực hiện chế độ báo cáo CCHC | 1 | 1 | ", "1.3 | Mức độ hoàn thành kế hoạch CCHC | 1.5 | 1.5 | ",
    "2 | Xây dựng và tổ chức thực hiện văn bản | 8 | 7.5 | ", "2.1 | Theo dõi thi hành pháp luật | 2 | 2 | ",
    "2.2 | Xử lý văn bản trái pháp luật | 1 | 1 | ", "3 | Cải cách thủ tục hành chính | 12 | 11 | ",
    "3.1 | Công khai thủ tục hành chính | 3 | 3 | ", "3.2 | Tiếp nhận phản ánh, kiến nghị | 2 | 2 | ",
)  # fmt: skip
DISBURSED = listed(
    "Giải ngân",
    "TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ CÔNG NĂM 2022", "",
    "STT | Nội dung | Kế hoạch được giao | Thực hiện | Tỷ lệ %",
    "1 | Trụ sở làm việc | 12000 | 11000 | 91.7", "2 | Trạm y tế xã | 8500 | 8500 | 100",
    "3 | Mua sắm thiết bị | 4200 | 3900 | 92.9", "Tổng cộng |  | 24700 | 23400 | 94.7",
)  # fmt: skip
PROCEDURES = listed(
    "Danh mục",
    "DANH MỤC THỦ TỤC HÀNH CHÍNH", "STT | Nội dung | Đơn vị tính | Số lượng",
    *(f"{n} | Cấp giấy chứng nhận đủ điều kiện loại {n} | Hồ sơ | {n * 7}" for n in range(1, 30)),
)  # fmt: skip
