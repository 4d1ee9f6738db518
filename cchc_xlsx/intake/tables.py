"""A sheet's cells -> bands of rows under a table head, with the columns' roles. No coordinates are fixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.grid import Sheet

_HEAD_ROWS = 3
"""A head may be printed over so many rows."""


class Role(Enum):
    """What a column holds."""

    STT = auto()
    LABEL = auto()
    MEASURE = auto()
    VALUE = auto()
    RESULT = auto()
    NOTE = auto()


_HEADS = {
    Role.STT: re.compile(r"stt|tt|so tt|so thu tu"),
    Role.LABEL: re.compile(r"(ten )?chi tieu( .*)?|noi dung( .*)?"),
    Role.MEASURE: re.compile(r"don vi tinh|dvt|don vi"),
    Role.VALUE: re.compile(r"so lieu( .*)?|gia tri( .*)?|so luong|(ket qua )?thuc hien( .*)?"),
    Role.RESULT: re.compile(r"ket qua( .*)?"),
    Role.NOTE: re.compile(r"ghi chu( .*)?"),
}
_OTHER_TIME = re.compile(r"\b(truoc|cung ky|ke hoach|so sanh|luy ke|uoc|tang|giam)\b")
_THIS_TIME = re.compile(r"\b(ky nay|ky bao cao|trong ky|hien tai)\b")
_LONGEST_HEAD = 100
_FORM_TITLE = re.compile(r"(?:phu luc \d+ )?(?:bieu mau|bieu|mau bieu|bm)(?: so)? ?0?(\d{1,2})(?: .*)?")


class Row(NamedTuple):
    """One row of a table: its number in the sheet, STT and label as they stand."""

    number: int
    stt: str
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one head (or form title). ``columns`` holds each role's column; ``rivals`` further value columns;
    ``title`` the form number printed above, if any."""

    columns: dict[Role, int]
    rivals: tuple[int, ...]
    rows: tuple[Row, ...]
    title: int | None


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role | None:
    """The role a column head names."""
    words = fold(text) if len(text) <= _LONGEST_HEAD else ""
    return next((role for role, pattern in _HEADS.items() if words and pattern.fullmatch(words)), None)


@lru_cache(maxsize=4096)
def form_title(text: str) -> int | None:
    """The form number a title or sheet name gives: ``Biểu mẫu 3`` -> 3."""
    match = _FORM_TITLE.fullmatch(fold(text)) if len(text) < 200 else None
    return int(match[1]) if match else None


def bands(sheet: Sheet) -> list[Band]:
    """All bands of the sheet, from top to bottom. A head repeated at a page break opens a band of its own."""
    found: list[Band] = []
    head: _Head | None = None
    title, start = form_title(sheet.name), 0
    numbers = sorted(sheet.rows)
    position = 0
    while position < len(numbers):
        number = numbers[position]
        opened = _head_at(sheet, numbers[position : position + _HEAD_ROWS])
        named = None if opened else _title_in(sheet, number)
        if opened or named:
            if head:
                found.append(head.band(sheet, start, number, title))
            head, title = opened or head, named or title
            start = opened.bottom + 1 if opened else number + 1
        position += 1
        while opened and position < len(numbers) and numbers[position] <= opened.bottom:
            position += 1
    if head and numbers:
        found.append(head.band(sheet, start, numbers[-1] + 1, title))
    return [band for band in found if band.rows]


def first_head(sheet: Sheet) -> int | None:
    """The row of the first table head; what stands above it names the unit and the period."""
    numbers = sorted(sheet.rows)
    return next((row for at, row in enumerate(numbers) if _head_at(sheet, numbers[at : at + _HEAD_ROWS])), None)


def _title_in(sheet: Sheet, number: int) -> int | None:
    """A form title that stands alone in its row."""
    cells = list(sheet.rows[number].values())
    return form_title(cells[0].text) if len(cells) == 1 else None


@dataclass(frozen=True, slots=True)
class _Head:
    """A table head: the roles of its columns and the last row it takes."""

    columns: dict[Role, int]
    rivals: tuple[int, ...]
    bottom: int

    def band(self, sheet: Sheet, start: int, end: int, title: int | None) -> Band:
        """The rows from ``start`` up to ``end`` under this head."""
        rows = [row for row in self._rows(sheet, start, end) if row.stt or row.label]
        return Band(self.columns, self.rivals, tuple(rows), title)

    def _rows(self, sheet: Sheet, start: int, end: int) -> Iterator[Row]:
        stt, label = self.columns.get(Role.STT), self.columns[Role.LABEL]
        for number in sorted(row for row in sheet.rows if start <= row < end):
            first = sheet.text(number, stt).strip() if stt else ""
            second = sheet.text(number, label).strip()
            if not second and len(first) > 12:
                first, second = "", first
            yield Row(number, first, second)


class _Found(NamedTuple):
    """A cell of a head: its role, where it stands, and its folded words."""

    role: Role
    row: int
    column: int
    words: str


def _head_at(sheet: Sheet, numbers: list[int]) -> _Head | None:
    """The head that begins in the first of these rows: a label column beside a value column. Rows below it belong to it
    as long as they name further columns; what stands below "STT" or "Chỉ tiêu" is a row of the table."""
    if not numbers:
        return None
    found = list(_roles_in(sheet, numbers[0]))
    if Role.LABEL not in {cell.role for cell in found}:
        return None
    label_columns = {cell.column for cell in found if cell.role in (Role.STT, Role.LABEL)}
    bottom = numbers[0]
    for number in numbers[1:]:
        below = list(_roles_in(sheet, number))
        if number > bottom + 1 or not below or label_columns & sheet.rows[number].keys():
            break
        found, bottom = found + below, number
    return _with_columns(found, _merged_bottom(sheet, numbers[0], bottom))


def _roles_in(sheet: Sheet, number: int) -> Iterator[_Found]:
    for column, cell in sorted(sheet.rows[number].items()):
        if role := role_of(cell.text):
            yield _Found(role, number, column, fold(cell.text))


def _merged_bottom(sheet: Sheet, top: int, bottom: int) -> int:
    """The last row of the head, counting cells merged downwards from its first row."""
    return max([bottom, *(end for start, _, end, _ in sheet.merged if start == top and end - start < _HEAD_ROWS)])


def _with_columns(found: list[_Found], bottom: int) -> _Head | None:
    columns: dict[Role, int] = {}
    for cell in found:
        columns.setdefault(cell.role, cell.column)
    values = _value_columns(found)
    if not values:
        return None
    columns[Role.VALUE] = values[0]
    return _Head(columns, values[1:], bottom)


def _value_columns(found: list[_Found]) -> tuple[int, ...]:
    """The columns that can hold this period's figures: one where the heads tell, several where they do not.

    A head over others ("Kết quả thống kê" over unit and value) is no column, nor is one of another time (kỳ trước, kế
    hoạch); one of this time (kỳ này) goes before the rest.
    """
    parents = {
        cell
        for cell in found
        if cell.role is Role.RESULT and any(other.row > cell.row and other.column >= cell.column for other in found)
    }
    values = [cell for cell in found if cell.role in (Role.VALUE, Role.RESULT) and cell not in parents]
    values = [cell for cell in values if not _OTHER_TIME.search(cell.words)]
    now = [cell for cell in values if _THIS_TIME.search(cell.words)]
    return tuple(dict.fromkeys(cell.column for cell in now or values))
