"""Lists that the officer keeps (roster, chap_nhan, dieu_chinh): .xlsx or .csv -> the lines below a head, by column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from cchc_xlsx.catalogue.wording import fold, tidy
from cchc_xlsx.intake.formats import is_date_format, stored_value
from cchc_xlsx.intake.grid import Content, Sheet, column_letters
from cchc_xlsx.intake.kinds.encoding import decoded
from cchc_xlsx.intake.kinds.xlsx import read_xlsx
from cchc_xlsx.intake.package import Package
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.model import Cell

LIST_KINDS = {".xlsx", ".xlsm", ".csv"}
Columns = Mapping[str, tuple[str, ...]]
"""A column's name -> the heads that people give it, the usual one first."""
_TOP_ROWS = 20
_BESIDES = {"stt", "tt", "ghi chu", "note", "ten chi tieu"}
"""Heads of columns that may stand beside those that count."""


class ListError(Exception):
    """The list cannot be used; the text says why, in no sentence of ours."""


class Line(NamedTuple):
    """One line below the head: its number in the file, what stands in the columns, by their names, and what stands
    under heads that nobody knows, as ``head: text``."""

    number: int
    contents: Mapping[str, Content]
    cells: Mapping[str, Cell]
    unknown: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """What a column says; empty where it says nothing."""
        return shown_text(self.contents[name]) if name in self.contents else ""


def read_list(path: Path, columns: Columns, needed: Collection[str]) -> list[Line]:
    """The filled lines below the first head that names all columns ``needed``.

    Of two columns of one name the first that is filled counts. Raises :class:`ListError`.
    """
    names = names_of(columns)
    for sheet in _sheets(path):
        for number in sorted(sheet.rows)[:_TOP_ROWS]:
            head = {at: names[word] for at, cell in sheet.rows[number].items() if (word := _word(cell)) in names}
            if set(needed) <= set(head.values()):
                heads = {at: tidy(cell.text) for at, cell in sheet.rows[number].items()}
                return list(_lines(path, sheet, number, head, heads))
    raise ListError(f"{path.name}: {' | '.join(columns[name][0] for name in needed)} ?")


def names_of(columns: Columns) -> dict[str, str]:
    """Folded head -> the column's name."""
    return {fold(head): name for name, heads in columns.items() for head in heads}


def shown_text(content: Content) -> str:
    """A cell's text without stray spaces; a date as ISO 8601."""
    value = stored_value(content.text) if content.type in ("n", "") else None
    if value is not None and is_date_format(content.format) and 0 < value < 200_000:
        return (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()
    return tidy(content.text)


def _word(head: Content) -> str:
    """A head as it is compared, without what explains it in brackets."""
    return fold(re.sub(r"\(.*?\)", "", head.text))


def unknown_in(said: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What of heads and texts says something under a head that is not understood; notes and numbers of lines may."""
    return tuple(f"{head or '?'}: {text}" for head, text in said if text and fold(head) not in _BESIDES)


def _lines(
    path: Path, sheet: Sheet, head_row: int, head: Mapping[int, str], heads: Mapping[int, str]
) -> Iterator[Line]:
    for number in sorted(row for row in sheet.rows if row > head_row):
        row = sheet.rows[number]
        filled = {column for column in head if column in row and tidy(row[column].text)}
        # of the columns of one name the last stands: the first that is filled
        columns = {head[column]: column for column in sorted(head, key=lambda one: (one in filled, -one))}
        cells = {name: Cell(str(path), sheet.name, f"{column_letters(at)}{number}") for name, at in columns.items()}
        if filled:
            others = ((heads.get(at, ""), tidy(cell.text)) for at, cell in row.items() if at not in head)
            found = {name: row[at] for name, at in columns.items() if at in filled}
            yield Line(number, found, cells, unknown_in(others))


def _sheets(path: Path) -> list[Sheet]:
    try:
        data = path.read_bytes()
        return [_csv_sheet(path.stem, data)] if path.suffix.lower() == ".csv" else read_xlsx(Package(data)).sheets
    except Refusal as fault:
        raise ListError(f"{path.name}: {fault.why} {fault.detail}".strip()) from fault
    except (OSError, ValueError, csv.Error) as fault:
        raise ListError(f"{path.name}: {getattr(fault, 'strerror', None) or fault}") from fault


def _csv_sheet(name: str, data: bytes) -> Sheet:
    text = decoded(data)
    if text is None:
        raise ValueError("encoding ?")
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    return Sheet(
        name,
        {
            number: {column: Content("s", cell) for column, cell in enumerate(row, 1) if cell}
            for number, row in enumerate(rows, 1)
            if any(row)
        },
    )
