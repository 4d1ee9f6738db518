"""The families of rules: the two letters of an id, what they speak of, and where their findings stand."""

from __future__ import annotations

from typing import NamedTuple

from cchc_xlsx.model import RuleId
from cchc_xlsx.rules.rule import Words


class Family(NamedTuple):
    """``where`` is the place a finding of the family names, as a sentence."""

    id: str
    title: Words
    where: Words


_ROW = Words("Ô của chính chỉ tiêu đó.", "The cell of the indicator itself.")
_FORM = Words("Biểu mẫu; ô đầu tiên trong số các dòng được nêu.", "The form, and the first cell of the rows it lists.")

FAMILIES: dict[str, Family] = {
    family.id: family
    for family in (
        Family("GT", Words("Giá trị của một ô", "What one cell says"), _ROW),
        Family("TL", Words("Tỷ lệ", "Rates"), Words("Ô của tỷ lệ.", "The cell of the rate.")),
        Family("TC", Words("Tổng và các thành phần", "Totals and their parts"),
               Words("Ô của tổng.", "The cell of the total.")),
        Family("KQ", Words("Không vượt quá", "At most"),
               Words("Ô của số lớn hơn mức cho phép; có nhiều ô thì ô có số lớn nhất.",
                     "The cell that is above what it may be; of several the largest.")),
        Family("DK", Words("Điều kiện", "Conditions"),
               Words("Ô của dòng cần sửa theo điều kiện.", "The cell of the row that should change.")),
        Family("LM", Words("Giữa các biểu mẫu", "Across forms"),
               Words("Ô của chỉ tiêu nêu trước trong quan hệ.", "The cell of the indicator that the relation names first.")),
        Family("LK", Words("Có vẻ là số lũy kế", "Looks cumulative"), _ROW),
        Family("KT", Words("Chưa kiểm tra được", "Cannot be checked"),
               Words("Ô của chỉ tiêu chưa kiểm tra được.", "The cell of the indicator that cannot be checked.")),
        Family("CB", Words("Dòng của cấp nào", "Whose row it is"), _ROW),
        Family("TN", Words("Chưa nhập, thiếu dòng, thiếu biểu", "What is not filled in or not there"), _FORM),
        Family("LC", Words("Cặp phương án", "Pairs of options"), _ROW),
        Family("DV", Words("Đơn vị tính", "Units of measure"),
               Words("Ô đơn vị tính bên cạnh giá trị.", "The cell with the unit of measure beside the value.")),
        Family("DM", Words("Dòng tiêu đề", "Headings"), _ROW),
        Family("TT", Words("Tệp nhận được", "Files received"), Words("Cả tệp.", "The file as a whole.")),
        Family("TM", Words("Đơn vị gửi và thư mục", "Senders and the folder"),
               Words("Báo cáo của một đơn vị, hoặc cả thư mục.", "A unit's report, or the folder as a whole.")),
        Family("QD", Words("Quyết định của người tổng hợp", "The officer's decisions"),
               Words("Dòng trong tệp chap_nhan hoặc dieu_chinh, hoặc ô được điều chỉnh.",
                     "The line in chap_nhan or dieu_chinh, or the cell that is corrected.")),
    )
}  # fmt: skip


def family_of(rule: RuleId) -> Family:
    """The family of a rule: the letters of its id."""
    return FAMILIES[rule.rstrip("0123456789")]
