"""Habits about where a workbook says who sends it, and for when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialects.around import above
from dialects.draft import Change, Dialect, Draft, Lines, is_about, lines
from dialects.senders import sender_of


def _without_block(draft: Draft) -> Draft:
    sheets = (sheet for sheet in draft.sheets if not any(is_about(block, "identity") for block in sheet.blocks))
    return replace(draft, sheets=tuple(sheets))


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
    sheets = (replace(sheet, file=sheet.file.replace("bao-cao", name)) for sheet in _without_block(draft).sheets)
    return replace(draft, sheets=tuple(sheets))


IDENTITIES = (
    Dialect("sender and year as headings", identified(_heading), of="identity"),
    Dialect("sender and period in one line", identified(_one_line), of="identity"),
    Dialect("sender and period in two lines", identified(_two_lines), of="identity"),
    Dialect("sender and period under other labels", identified(_other_labels), of="identity"),
    Dialect("sender and year in the file's name", _in_file_name, of="identity, file name"),
)
