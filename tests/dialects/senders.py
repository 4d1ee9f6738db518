"""The two units whose reports are sent in every dialect, and the usual layout that the dialects change.

Their figures (``figures.tsv``, a column for each; ``kps`` is "không phát sinh") keep every relation of the forms: a
report of theirs deserves no finding whatever.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tables import EDITION, PRINTED, Printed, roll

from dialects.draft import (
    NIL,
    Block,
    Cell,
    Column,
    Draft,
    Key,
    Lines,
    Meaning,
    Part,
    Row,
    Sheet,
    Table,
    lines,
    says,
    typed,
)


class Sender(NamedTuple):
    """A unit of the roster, and its report's date."""

    id: str
    name: str
    level: str
    level_name: str


ROSTER = roll(
    "snv | Sở Nội vụ | so",
    "syt | Sở Y tế | so",
    "stc | Sở Tài chính | so",
    "chuse | UBND huyện Chư Sê | huyen",
    "dakdoa | UBND huyện Đak Đoa | huyen",
)
SENDERS = {
    "sở": Sender("syt", "Sở Y tế", "so", "Sở"),
    "huyện": Sender("chuse", "UBND huyện Chư Sê", "huyen", "Huyện"),
}
HEADS = {
    Part.STT: ("STT",),
    Part.LABEL: ("Chỉ tiêu thống kê (Sử dụng trong kỳ báo cáo hàng quý, 6 tháng, năm)",),
    Part.UNIT: ("Kết quả thống kê", "Đơn vị tính"),
    Part.VALUE: ("Kết quả thống kê", "Số liệu"),
    Part.NOTE: ("Ghi chú",),
}
TITLES = {form.number: form.title for form in EDITION.forms}


def figures_of(level: str) -> dict[str, Meaning]:
    """What the unit of that level reports."""
    with (Path(__file__).parent / "figures.tsv").open(encoding="utf-8", newline="") as file:
        told = {row["code"]: row[level] for row in csv.DictReader(file, delimiter="\t")}
    return {code: NIL if text == "kps" else Decimal(text) for code, text in told.items() if text}


@cache
def usual(sender: Sender) -> Draft:
    """The report in the layout of the annex, its figures as plain numbers."""
    figures = figures_of(sender.level)
    forms = (Sheet(f"Biểu mẫu {form}", _form(form, figures)) for form in TITLES)
    return Draft((Sheet("Thông tin", (identity_block(sender),)), *forms), sender.id, sender.level, "2022Y")


def identity_block(sender: Sender, period: str = "Năm", year: int = 2022) -> Lines:
    """Labels with their values beside them."""
    return lines(
        f"Đơn vị báo cáo | {sender.name}", f"Cấp | {sender.level_name}", f"Kỳ báo cáo | {period}", f"Năm | {year}",
        "Ngày lập | date 2022-12-15",
        about="identity",
    )  # fmt: skip


def sender_of(draft: Draft) -> Sender:
    """The unit that sends the draft."""
    return next(sender for sender in SENDERS.values() if sender.id == draft.unit)


def _form(form: int, figures: dict[str, Meaning]) -> tuple[Block, ...]:
    rows = tuple(_row(printed, figures.get(printed.code)) for printed in PRINTED if printed.form == form)
    title = lines(f"Biểu mẫu {form}", TITLES[form], about="title")
    return title, Table(tuple(Column(part, HEADS[part]) for part in Part), rows)


def _row(printed: Printed, meaning: Meaning) -> Row:
    texts = {Part.STT: printed.stt, Part.LABEL: printed.label, Part.UNIT: printed.unit, Part.NOTE: printed.note}
    cells: dict[Key, Cell] = {part: says(text) for part, text in texts.items() if text}
    if meaning is not None:
        cells[Part.VALUE] = says("Không phát sinh") if meaning == NIL else typed(f"{meaning:f}")
    return Row(cells, printed.code, meaning)
