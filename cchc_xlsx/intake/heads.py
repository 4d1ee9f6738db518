"""The head of a table: which rows it takes, what each column holds, and which time a column of figures is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.grid import Sheet

HEAD_ROWS = 3
"""A head may be printed over so many rows."""
_LONGEST = 100


class Role(Enum):
    """What a column holds."""

    STT = auto()
    LABEL = auto()
    MEASURE = auto()
    VALUE = auto()
    RESULT = auto()
    NOTE = auto()


class When(Enum):
    """The time that a column of figures is of, as its head says."""

    NOW = auto()
    UNSAID = auto()
    RUNNING = auto()
    OTHER = auto()


_PERIOD = r"(?:(?:quy (?:iv|i{1,3}|[1-4])|[369] thang(?: (?:dau|cuoi))?|ca) ?)?(?:nam ?)?(?:20\d\d)?"
_ROLES = {
    Role.STT: re.compile(r"stt|tt|so tt|so thu tu|thu tu"),
    Role.LABEL: re.compile(r"(ten )?(cac )?(chi tieu|tieu chi|chi so|noi dung|dien giai)( .*)?"),
    Role.MEASURE: re.compile(r"don vi tinh|dvt|don vi|don vi do"),
    Role.NOTE: re.compile(r"(ghi chu|chu thich|thuyet minh|giai trinh)( .*)?"),
    Role.VALUE: re.compile(
        r"so lieu( .*)?|gia tri( .*)?|so luong( .*)?|(ket qua )?(da )?thuc hien( .*)?|so bao cao|"
        r"ky (nay|truoc|bao cao)( .*)?|cung ky( .*)?|(nam|thang|quy) truoc( .*)?|ke hoach( .*)?|so sanh( .*)?|"
        rf"(ty le )?(tang|giam)( .*)?|luy ke( .*)?|uoc( .*)?|(?=.){_PERIOD}"
    ),
    Role.RESULT: re.compile(r"ket qua( .*)?"),
}
_FIRST = {Role.STT, Role.LABEL}
_SURE = re.compile(r"\b(so lieu|gia tri|so bao cao|ky nay|trong ky|quy|thang|nam|20\d\d)\b")
_OTHER_TIME = re.compile(r"\b(truoc|cung ky|ke hoach|so sanh|so voi|uoc|tang|giam|chenh lech)\b")
_RUNNING = re.compile(r"\bluy ke\b")
_NOW = re.compile(r"\b(ky nay|ky bao cao|trong ky|hien tai)\b")


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role | None:
    """The role a column head names."""
    words = fold(text) if len(text) <= _LONGEST else ""
    return next((role for role, pattern in _ROLES.items() if words and pattern.fullmatch(words)), None)


@lru_cache(maxsize=4096)
def when(words: str) -> When:
    """The time that folded words of a head name."""
    if _OTHER_TIME.search(words):
        return When.OTHER
    if _NOW.search(words):
        return When.NOW
    return When.RUNNING if _RUNNING.search(words) else When.UNSAID


class ValueHead(NamedTuple):
    """A head that may stand over the figures: its columns from left to right, and all folded words over them."""

    column: int
    right: int
    words: str

    @property
    def is_sure(self) -> bool:
        """Whether it says figures, or a time: "kết quả" and "thực hiện" may stand beside another column of figures."""
        return bool(_SURE.search(self.words))


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A table head: the columns whose role it tells, those that may hold the figures, the rows it takes, and the column
    where another table begins beside it."""

    columns: dict[Role, int]
    values: tuple[ValueHead, ...]
    top: int
    bottom: int
    beside: int | None = None

    @property
    def first(self) -> int:
        """The column where the table begins."""
        return min(self.columns.values())

    @property
    def last(self) -> int:
        """The last column that the head names."""
        return max([*self.columns.values(), *(value.right for value in self.values)])


class _Named(NamedTuple):
    """A cell of a head that names a role."""

    role: Role
    row: int
    column: int
    right: int
    words: str


def head_at(sheet: Sheet, numbers: list[int]) -> Head | None:
    """The head that begins in the first of these rows: it names the labels' column, or the rows' numbers, and one more.

    Rows below it belong to it as long as they name further columns; what stands below "STT" or "Chỉ tiêu" is a row of
    the table.
    """
    if not numbers:
        return None
    top = sheet.rows[numbers[0]]
    roles = {role for cell in top.values() if cell.type == "s" and (role := role_of(cell.text))}
    if len(roles) < 2 or not roles & _FIRST:
        return None
    named = list(_named_in(sheet, numbers[0]))
    first = {cell.column for cell in named if cell.role in _FIRST}
    bottom, beside = numbers[0], None
    for number in numbers[1:HEAD_ROWS]:
        below = list(_named_in(sheet, number))
        if another := [cell.column for cell in below if cell.role in _FIRST and cell.column not in first]:
            beside = min(another)
            below = [cell for cell in below if cell.column < beside]
        if number > bottom + 1 or not below or first & sheet.rows[number].keys():
            break
        named, bottom = named + below, number
    return _head(named, numbers[0], _merged_bottom(sheet, numbers[0], bottom), beside)


def _named_in(sheet: Sheet, number: int) -> Iterator[_Named]:
    for column, cell in sorted(sheet.rows[number].items()):
        if role := role_of(cell.text):
            spans = (right for top, left, _, right in sheet.merged if (top, left) == (number, column))
            yield _Named(role, number, column, next(spans, column), fold(cell.text))


def _merged_bottom(sheet: Sheet, top: int, bottom: int) -> int:
    """The last row of the head, counting cells merged downwards from its first row."""
    return max([bottom, *(end for start, _, end, _ in sheet.merged if start == top and end - start < HEAD_ROWS)])


def _head(named: list[_Named], top: int, bottom: int, beside: int | None) -> Head:
    """A cell over others ("Kết quả thống kê" over unit and value, "Số liệu" over the periods) is no column itself; its
    words count for the columns below."""
    parents = {
        cell
        for cell in named
        if cell.role in (Role.RESULT, Role.VALUE) and any(_is_over(cell, other) for other in named)
    }
    columns: dict[Role, int] = {}
    for cell in named:
        if cell not in parents:
            columns.setdefault(cell.role, cell.column)
    values = {
        cell.column: ValueHead(
            cell.column,
            cell.right,
            " ".join([*(parent.words for parent in parents if _is_over(parent, cell)), cell.words]),
        )
        for cell in named
        if cell.role in (Role.VALUE, Role.RESULT) and cell not in parents
    }
    starts = sorted(cell.column for cell in named if cell.row == top and cell.role in _FIRST)
    labels = sorted(cell.column for cell in named if cell.row == top and cell.role is Role.LABEL)
    beside = beside or next((start for start in starts if labels[1:] and labels[0] < start <= labels[1]), None)
    return Head(columns, tuple(values[column] for column in sorted(values)), top, bottom, beside)


def _is_over(cell: _Named, other: _Named) -> bool:
    """Where nothing is merged, a head reaches as far right as heads stand below it."""
    reach = cell.right if cell.right > cell.column else max(cell.column + 1, other.column)
    return other.row > cell.row and cell.column <= other.column <= reach
