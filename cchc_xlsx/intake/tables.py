"""A sheet's cells -> sections of rows under a table head or a form's title. No coordinates are fixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.formats import is_date_format, stored_value
from cchc_xlsx.intake.grid import MAX_COLUMN, Sheet
from cchc_xlsx.intake.heads import HEAD_ROWS, Head, Role, head_at

_FORM_TITLE = re.compile(
    r"(?:phu luc \d+ )?(?:bieu mau|bieu|mau bieu|mau so|bm|phu luc|pl)(?: so)? ?0?(\d{1,2})(?: .*)?"
)
_NUMBERING = re.compile(r"\s*((?:\d{1,2}(?:[.,]\d{1,2}){0,4}|[IVX]{1,4})[.)]*)[ \xa0)\-–.]\s*(?=[^\W\d])")


class Row(NamedTuple):
    """One row of a table: its number in the sheet, STT and label as they stand, and the row that goes on with it."""

    number: int
    stt: str
    label: str
    rest: int = 0


class Columns(NamedTuple):
    """Where the columns of a table stand: those the labels may begin in, and one each for the other roles.

    ``values`` may hold this period's figures: one column where that can be told, several where it cannot. ``others``
    are of another time: never read. ``heads`` are the texts over ``values``.
    """

    labels: tuple[int, ...]
    stt: int | None = None
    measure: int | None = None
    values: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of a sheet under one head, or under a form's title without one; ``title`` is the form number above."""

    head: Head | None
    title: int | None
    numbers: tuple[int, ...]

    @property
    def top(self) -> int:
        """Where the section begins: its head where that stands right above, else its first row."""
        return min(self.head.top, self.numbers[0]) if self.head else self.numbers[0]


@lru_cache(maxsize=4096)
def form_title(text: str) -> int | None:
    """The form number a title or sheet name gives: ``Biểu mẫu 3`` -> 3."""
    match = _FORM_TITLE.fullmatch(fold(text)) if len(text) < 200 else None
    return int(match[1]) if match else None


def sections(sheet: Sheet) -> list[Section]:
    """All sections of the sheet from top to bottom, some without a row. A head repeated at a page break opens a section
    of its own."""
    found: list[Section] = []
    head: Head | None = None
    title = next(filter(None, map(form_title, reversed(sheet.above[-HEAD_ROWS:]))), form_title(sheet.name))
    numbers = sorted(sheet.rows)
    start = position = 0
    while position < len(numbers):
        opened = head_at(sheet, numbers[position : position + HEAD_ROWS])
        named = None if opened else _title_in(sheet, numbers[position])
        if opened or named:
            found.append(Section(head, title, tuple(numbers[start:position])))
            head, title = opened or head, named or title
            start = position if named else position + 1
        position += 1
        while opened and position < len(numbers) and numbers[position] <= opened.bottom:
            position += 1
            start = position
    found.append(Section(head, title, tuple(numbers[start:])))
    return found


def side_by_side(sheet: Sheet, found: list[Section]) -> tuple[Sheet, Sheet] | None:
    """The sheet in two where a table stands right of another, None where none does."""
    heads = list(dict.fromkeys(section.head for section in found if section.head))
    cuts = [head.beside for head in heads if head.beside]
    cuts += [head.first for head in heads if any(head.first > other.last for other in heads)]
    return (_between(sheet, 0, min(cuts)), _between(sheet, min(cuts), MAX_COLUMN + 1)) if cuts else None


def _between(sheet: Sheet, first: int, end: int) -> Sheet:
    """The columns of a sheet from ``first`` up to ``end``."""
    rows = {
        number: kept
        for number, row in sheet.rows.items()
        if (kept := {column: cell for column, cell in row.items() if first <= column < end})
    }
    return replace(sheet, rows=rows, merged=[span for span in sheet.merged if first <= span[1] < end])


def first_head(sheet: Sheet) -> int | None:
    """The row of the first table head; what stands above it names the unit and the period."""
    numbers = sorted(sheet.rows)
    return next((row for at, row in enumerate(numbers) if head_at(sheet, numbers[at : at + HEAD_ROWS])), None)


def _title_in(sheet: Sheet, number: int) -> int | None:
    """A form title that stands alone in its row."""
    cells = list(sheet.rows[number].values())
    return form_title(cells[0].text) if len(cells) == 1 else None


def columns_of(head: Head, others: tuple[int, ...]) -> Columns | None:
    """The columns a head tells; None where it does not name the labels'. Labels may be set in by columns: they begin
    anywhere up to the next column that has a head."""
    first = head.columns.get(Role.LABEL)
    if first is None:
        return None
    taken = {*head.columns.values(), *(value.column for value in head.values)}
    end = min((column for column in taken if column > first), default=first + 1)
    labels = tuple(range(first, end))
    return Columns(labels, head.columns.get(Role.STT), head.columns.get(Role.MEASURE), others=others)


def rows_of(sheet: Sheet, numbers: tuple[int, ...], columns: Columns) -> Iterator[Row]:
    """The rows that say something in the columns of numbers and labels."""
    for number in numbers:
        first = _stt(sheet, number, columns.stt)
        label = next(filter(None, (sheet.text(number, column).strip() for column in columns.labels)), "")
        if not label and len(first) > 12:  # STT and label in one merged cell
            first, label = "", first
        if not first:
            first, label = split_numbering(label)
        if first or label:
            yield Row(number, first, label)


def _stt(sheet: Sheet, number: int, column: int | None) -> str:
    """A row's number; nothing where Excel made a date of it ("1.2")."""
    cell = sheet.rows[number].get(column or 0)
    if cell is None or (cell.type in ("n", "d") and (cell.type == "d" or is_date_format(cell.format))):
        return ""
    value = stored_value(cell.text) if cell.type == "n" else None
    return cell.text.strip() if value is None else str(value)


def split_numbering(label: str) -> tuple[str, str]:
    """``"1.2. Tỷ lệ"`` -> ``("1.2.", "Tỷ lệ")``; a bullet is no number."""
    match = _NUMBERING.match(label)
    return (match[1], label[match.end() :]) if match else ("", label.lstrip("-–+•* \t"))
