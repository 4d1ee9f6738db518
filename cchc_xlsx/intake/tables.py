"""A sheet's cells -> bands of rows under a table head, with the columns' roles. No coordinates are fixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.workbook import Sheet

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
    Role.VALUE: re.compile(r"so lieu( .*)?"),
    Role.RESULT: re.compile(r"ket qua( .*)?"),
    Role.NOTE: re.compile(r"ghi chu( .*)?"),
}
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
    words = fold(text)
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


def _head_at(sheet: Sheet, numbers: list[int]) -> _Head | None:
    """The head that begins in the first of these rows: a label column beside a measure or a value column."""
    if not numbers:
        return None
    top = {column: role for column, cell in sheet.rows[numbers[0]].items() if (role := role_of(cell.text))}
    if Role.LABEL not in top.values():
        return None
    found: list[tuple[Role, int]] = [(role, column) for column, role in sorted(top.items())]
    bottom = numbers[0]
    for number in numbers[1:]:
        below = [(role, column) for column, cell in sheet.rows[number].items() if (role := role_of(cell.text))]
        if number > bottom + 1 or not below or Role.LABEL in [role for role, _ in below]:
            break
        found, bottom = found + sorted(below, key=lambda pair: pair[1]), number
    return _with_columns(found, _merged_bottom(sheet, numbers[0], bottom))


def _merged_bottom(sheet: Sheet, top: int, bottom: int) -> int:
    """The last row of the head, counting cells merged downwards from its first row."""
    return max([bottom, *(end for start, _, end, _ in sheet.merged if start == top and end - start < _HEAD_ROWS)])


def _with_columns(found: list[tuple[Role, int]], bottom: int) -> _Head | None:
    columns: dict[Role, int] = {}
    for role, column in found:
        columns.setdefault(role, column)
    values = [column for role, column in found if role is Role.VALUE]
    if not values:
        values = [column for role, column in found if role is Role.RESULT and column != columns.get(Role.MEASURE)]
    if not values:
        return None
    columns[Role.VALUE] = values[0]
    return _Head(columns, tuple(values[1:]), bottom)
