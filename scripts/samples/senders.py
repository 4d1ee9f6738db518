"""Who sends what, as data: the roster, one :class:`Sender` a workbook, and every mistake that is planted in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from samples.figures import Figures, Size, figures_of

PERIOD, PERIOD_TEXT = "2022Y", "năm 2022"
CONSOLIDATOR = "so-noi-vu"
SEED_FILE, SEED_REPORT = "so-cong-thuong-2022.xlsx", "so-cong-thuong-2022.docx"
NOT_A_FORM = "Danh sach hop giao ban.xlsx"


class Office(NamedTuple):
    """One line of the roster."""

    id: str
    name: str
    level: str
    aliases: str
    communes: int | None = None
    mail: str = ""


OFFICES = (
    Office(CONSOLIDATOR, "Sở Nội vụ", "sở", "SNV; Sở NV", mail="snv@example.invalid"),
    Office("so-cong-thuong", "Sở Công Thương", "sở", "SCT; Sở CT", mail="sct@example.invalid"),
    Office("so-tai-chinh", "Sở Tài chính", "sở", "STC; Sở TC", mail="stc@example.invalid"),
    Office("so-y-te", "Sở Y tế", "sở", "SYT; Sở YT", mail="syt@example.invalid"),
    Office("so-tu-phap", "Sở Tư pháp", "sở", "STP; Sở TP"),
    Office("so-xay-dung", "Sở Xây dựng", "sở", "SXD; Sở XD"),
    Office("so-giao-duc-va-dao-tao", "Sở Giáo dục và Đào tạo", "sở", "SGDĐT; Sở GDĐT; Sở GD&ĐT"),
    Office("so-tai-nguyen-va-moi-truong", "Sở Tài nguyên và Môi trường", "sở", "STNMT; Sở TNMT; Sở TN&MT"),
    Office("ubnd-thanh-pho-pleiku", "UBND thành phố Pleiku", "huyện", "TP Pleiku; thành phố Pleiku", 22),
    Office("ubnd-thi-xa-an-khe", "UBND thị xã An Khê", "huyện", "TX An Khê; thị xã An Khê", 11),
    Office("ubnd-huyen-chu-se", "UBND huyện Chư Sê", "huyện", "huyện Chư Sê", 15, "chuse@example.invalid"),
    Office("ubnd-huyen-dak-doa", "UBND huyện Đak Đoa", "huyện", "huyện Đak Đoa; Đak Đoa", 17, "dakdoa@example.invalid"),
    Office("ubnd-huyen-kbang", "UBND huyện Kbang", "huyện", "huyện Kbang", 14),
)
"""The whole roster of ``samples/``. UBND huyện Kbang does not send."""


class Layout(NamedTuple):
    """A workbook that a unit laid out itself, without the template. ``left``: empty columns before the table;
    ``gap``: an empty column behind the labels; ``percent``: the number format of its percent cells, if they have one;
    ``repeats_head``: the row before which the head of the table is printed again, as at the top of a new page."""

    left: int = 0
    gap: bool = False
    percent: str = ""
    repeats_head: str = ""


@dataclass(frozen=True)
class Sender:
    """One workbook: who sends it under what name; no ``layout``: made from the template."""

    id: str
    file: str
    size: Size
    dated: date
    layout: Layout | None = None
    instead: Figures = field(default_factory=dict)
    """Figures typed otherwise than the generator has them, all of them right."""

    @property
    def office(self) -> Office:
        """The sender's line of the roster."""
        return next(office for office in OFFICES if office.id == self.id)

    @property
    def saved(self) -> datetime:
        """When the file was last saved."""
        return datetime(self.dated.year, self.dated.month, self.dated.day, 9, 30)


class Planted(NamedTuple):
    """One mistake in the workbook of ``sender``: ``rule`` is what has to be found at the indicator ``at`` (None: at no
    row), ``cells`` what is typed (None: left blank), ``measures`` units of measure written instead of the form's."""

    sender: str
    rule: str
    at: str | None
    what: str
    cells: Figures = {}
    measures: Mapping[str, str] = {}
    without_form: int | None = None


SENDERS = (
    Sender(CONSOLIDATOR, "Sở Nội vụ - Báo cáo CCHC năm 2022.xlsx",
           Size(procedures=96, files=1_874, staff=64, plan=1_200, units=1, unit_staff=18), date(2022, 12, 15)),
    Sender("so-tai-chinh", "BC CCHC 2022 - Sở Tài chính.xlsx",
           Size(procedures=78, files=946, staff=71, plan=0), date(2022, 12, 14)),
    Sender("so-y-te", "Biểu mẫu CCHC năm 2022 (Sở Y tế).xlsx",
           Size(procedures=142, files=12_874, staff=58, plan=184_500, units=23, unit_staff=3_846, bodies=3),
           date(2022, 12, 16), Layout(left=1, percent="0.0%"),
           {"BM1.1": "08", "BM1.6": "Có", "BM1.7": "Có", "BM3.3.1a": "12.874", "BM3.1.4a": "142 thủ tục",
            "BM4.1.1a": "x", "BM5.1.3": "không", "BM5.2.3": "Không phát sinh", "BM7.5.1.1": "Đã kết nối",
            "BM7.5.2.1": "97,4%", "BM6.1.1": "184.500"}),
    Sender("so-tu-phap", "STP_bao cao CCHC nam 2022.xlsx",
           Size(procedures=118, files=18_350, staff=39, plan=2_850, units=4, unit_staff=46), date(2022, 12, 15)),
    Sender("so-xay-dung", "Sở Xây dựng - phụ lục số liệu CCHC.xlsx",
           Size(procedures=64, files=4_312, staff=47, plan=5_250, units=2, unit_staff=52), date(2022, 12, 16),
           Layout(gap=True, repeats_head="BM7.6")),
    Sender("so-giao-duc-va-dao-tao", "SGDĐT biểu mẫu CCHC năm 2022 (bản chính thức).xlsx",
           Size(procedures=81, files=3_127, staff=55, plan=96_300, units=44, unit_staff=2_914), date(2022, 12, 14)),
    Sender("so-tai-nguyen-va-moi-truong", "Bieu mau CCHC_So TNMT_2022.xlsx",
           Size(procedures=109, files=9_468, staff=62, plan=14_700, units=5, unit_staff=187), date(2022, 12, 17)),
    Sender("ubnd-thanh-pho-pleiku", "TP Pleiku - phu luc CCHC nam 2022.xlsx",
           Size(communes=22, bodies=13, files=41_206, staff=104, plan=612_400, units=74, unit_staff=3_305),
           date(2022, 12, 16)),
    Sender("ubnd-thi-xa-an-khe", "UBND thị xã An Khê_số liệu CCHC năm 2022.xlsx",
           Size(communes=11, bodies=12, files=11_730, staff=88, plan=143_900, units=35, unit_staff=1_021),
           date(2022, 12, 15)),
    Sender("ubnd-huyen-chu-se", "UBND huyện Chư Sê - BC CCHC năm 2022.xlsx",
           Size(communes=15, bodies=13, files=14_952, staff=92, plan=167_250, units=59, unit_staff=1_688),
           date(2022, 12, 14)),
    Sender("ubnd-huyen-dak-doa", "Dak Doa_Bieu mau CCHC 2022.xlsx",
           Size(communes=17, bodies=13, files=10_381, staff=90, plan=151_080, units=62, unit_staff=1_742),
           date(2022, 12, 16), instead={"BM5.2.5": "không phát sinh", "BM5.1.3": "Không phát sinh"}),
)  # fmt: skip

SENT_TWICE = ("BC CCHC 2022 - Sở Tài chính.xlsx", "BC CCHC nam 2022 (2).xlsx")
"""A file, and the name under which the very same came a second time."""

PLANTED = (
    Planted("so-tu-phap", "TC001", "BM2.1", "the total is two above its parts", {"BM2.1.1": 6, "BM2.1": 8}),
    Planted("so-tu-phap", "GT009", "BM1.6.2", "code 3, printed are 0, 1, 2", {"BM1.6.2": 3}),
    Planted("so-xay-dung", "GT004", "BM3.3.1a", "4.312 became a decimal in an English Excel", {"BM3.3.1a": 4.312}),
    Planted("so-xay-dung", "GT004", "BM3.3.1b", "4.298 likewise; the rate cannot be checked",
            {"BM3.3.1b": 4.298, "BM3.3.1": 99.68}),
    Planted("so-xay-dung", "DV002", "BM6.1.1", "money in đồng, its unit rewritten",
            {"BM6.1.1": 5_250_000_000}, {"BM6.1.1": "Đồng"}),
    Planted("so-xay-dung", "DV002", "BM6.1.2", "likewise; the rate holds",
            {"BM6.1.2": 4_987_500_000, "BM6.1": 95}, {"BM6.1.2": "Đồng"}),
    Planted("so-giao-duc-va-dao-tao", "TL006", "BM7.6.4", "a fraction without a percent format",
            {"BM7.6.4": 0.953, "BM7.6.4.1": 3_200, "BM7.6.4.2": 3_050}),
    Planted("so-giao-duc-va-dao-tao", "KQ001", "BM5.1.2", "more units approved than there are", {"BM5.1.2": 45}),
    Planted("so-tai-nguyen-va-moi-truong", "GT002", "BM1.1", "12/5 became a date", {"BM1.1": date(2022, 5, 12)}),
    Planted("so-tai-nguyen-va-moi-truong", "TN004", None, "the sheet of form 6 is gone", without_form=6),
    Planted("ubnd-thanh-pho-pleiku", "LM001", "BM7.2a", "22 communes, 23 in BM7.5.1.3a",
            {"BM7.5.1.3a": 23, "BM7.5.1.3b": 22}),
    Planted("ubnd-thanh-pho-pleiku", "TM010", "BM3.1.4c", "146 procedures of communes, the other districts 148",
            {"BM3.1.4c": 146, "BM3.1.4": 429}),
    Planted("ubnd-thanh-pho-pleiku", "CB001", "BM1.3.1", "a figure in the row of the departments", {"BM1.3.1": 4}),
    Planted("ubnd-thi-xa-an-khe", "LC001", "BM4.1.2a", "both options ticked", {"BM4.1.2a": 1, "BM4.1.2b": 2}),
    Planted("ubnd-thi-xa-an-khe", "TN001", "BM5.2.3", "form 5 partly blank",
            {"BM5.2.3": None, "BM5.2.4": None, "BM5.2.5": None, "BM5.3": None}),
    Planted("ubnd-thi-xa-an-khe", "TN001", "BM7.5.2.2", "form 7 partly blank",
            {"BM7.5.2.2": None, "BM7.5.2.3": None, "BM7.5.3.3b": None}),
)  # fmt: skip
"""Every mistake in ``samples/`` but those of the seed's department, which are its own."""

CLEAN_FOLDER = (CONSOLIDATOR, "so-y-te", "ubnd-huyen-chu-se", "ubnd-huyen-dak-doa")
"""The units of ``tests/clean``, all sent and all clean."""


def planted_in(sender: Sender) -> tuple[Planted, ...]:
    """The mistakes in one workbook."""
    return tuple(planted for planted in PLANTED if planted.sender == sender.id)


def typed_by(sender: Sender) -> Figures:
    """What the sender types: consistent figures, some typed otherwise, and the mistakes."""
    figures = figures_of(sender.id, sender.size, own_rows=sender.id == CONSOLIDATOR) | sender.instead
    for planted in planted_in(sender):
        figures |= planted.cells
    return figures
