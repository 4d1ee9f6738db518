"""A workbook before it is written: sheets of lines of text and of tables whose columns and rows keep their names.

A dialect changes how a draft looks. As a row keeps its indicator and what its figure means, and a column what it holds,
it stays known after any chain of dialects what has to be read, and from which cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from tables import content_of

from cchc_xlsx.intake.grid import Content


class How(Enum):
    """How a text is put into its cell."""

    PLAIN = auto()
    QUOTED = auto()
    IN_PARTS = auto()


class Cell(NamedTuple):
    """One cell: what it holds, and how that is put down.

    ``remark`` is the rule for the record that this way to type a figure deserves; cells below each other that are
    ``joined`` to the same are merged; ``boxed`` is a cell with a border, empty or not.
    """

    content: Content | None = None
    how: How = How.PLAIN
    indent: int = 0
    boxed: bool = False
    joined: str = ""
    comment: str = ""
    remark: str = ""

    @property
    def text(self) -> str:
        """The cell's text; empty where it holds none."""
        return self.content.text if self.content and self.content.type == "s" else ""

    def saying(self, text: str) -> Cell:
        """The same cell with another text."""
        return self._replace(content=Content("s", text) if text else None)


def typed(notation: str) -> Cell:
    """A cell in the notation of the test tables: ``12``, ``'15.999``, ``95.3%``, ``date 2022-12-14``."""
    return Cell(content_of(notation))


def says(text: str) -> Cell:
    """A cell of text."""
    return Cell().saying(text)


class Part(StrEnum):
    """The columns that the printed form has; a department adds its own by any other name."""

    STT = "stt"
    LABEL = "label"
    UNIT = "unit"
    VALUE = "value"
    NOTE = "note"


Key = str
LABELS = (Part.LABEL, "label2", "label3")
"""The columns a label may stand in."""
NIL, NOT_APPLICABLE = "nil", "n/a"
Meaning = Decimal | str | None
"""What a row reports: a figure, :data:`NIL`, :data:`NOT_APPLICABLE`, or nothing."""


@dataclass(frozen=True)
class Column:
    """A column of a table; ``head`` its words from the top row of the head down, none where nothing is printed. One
    that ``shares`` has the same head as the column on its left, printed once over both."""

    key: Key
    head: tuple[str, ...] = ()
    hidden: bool = False
    shares: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table. ``code`` is its indicator, empty for a row of the department's own; ``remark`` the rule for the
    record that a figure in it deserves; ``spans`` are columns whose cells are one merged cell, where they stand side by
    side in that order and only the first is filled."""

    cells: Mapping[Key, Cell]
    code: str = ""
    meaning: Meaning = None
    remark: str = ""
    spans: tuple[tuple[Key, ...], ...] = ()
    hidden: bool = False
    outline: int = 0

    def __getitem__(self, key: Key) -> Cell:
        return self.cells.get(key, Cell())

    def having(self, **cells: Cell) -> Row:
        """The same row with other cells."""
        return replace(self, cells={**self.cells, **cells})

    @property
    def form(self) -> int:
        """The form of the row's indicator."""
        return int(self.code[2]) if self.code else 0

    @property
    def depth(self) -> int:
        """1 for a row numbered 1., 2 for 1.1. and for a row without number below 1."""
        return self.code.count(".") + self.code[-1:].isalpha()


@dataclass(frozen=True)
class Table:
    """A form's table. ``numbers`` are printed below the head, one a column, where there are any; a head that is not
    ``merged`` leaves the cells below and beside its words empty."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headed: bool = True
    merged: bool = True
    numbers: tuple[str, ...] = ()

    @property
    def form(self) -> int:
        """The form whose rows these are."""
        return next((row.form for row in self.rows if row.code), 0)

    @property
    def depth(self) -> int:
        """How many rows the head has."""
        return max((len(column.head) for column in self.columns), default=0) if self.headed else 0

    def at(self, key: Key) -> int:
        """The position of a column; -1 where the table has none of that name."""
        return next((at for at, column in enumerate(self.columns) if column.key == key), -1)


@dataclass(frozen=True)
class Lines:
    """Lines of text outside of tables. ``about`` says what: ``identity``, ``title``, ``heading``, ``foot``, ``other``;
    ``wide``: each line is one cell merged over the width of the table."""

    lines: tuple[tuple[Cell, ...], ...]
    about: str = "other"
    wide: bool = False


Block = Table | Lines


def is_about(block: Block, about: str) -> bool:
    """Whether the block is lines about that."""
    return isinstance(block, Lines) and block.about == about


def lines(*texts: str, about: str = "other", wide: bool = False) -> Lines:
    """Lines of one cell each; an empty one is an empty line. ``|`` sets cells apart, in the tables' notation."""
    cells = (() if not text else tuple(_cell(part.strip()) for part in text.split("|")) for text in texts)
    return Lines(tuple(cells), about, wide)


def _cell(text: str) -> Cell:
    number = text.replace(".", "", 1).isdecimal() and not text.startswith("0")
    return typed(text if number or text.startswith("date ") else f"'{text}") if text else Cell()


@dataclass(frozen=True)
class Sheet:
    """A sheet of the file ``file``, its blocks from the top, ``down`` and ``right`` of the corner."""

    name: str
    blocks: tuple[Block, ...]
    file: str = "bao-cao.xlsx"
    down: int = 0
    right: int = 0
    hidden: bool = False
    filtered: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table) and block.form)

    @property
    def form(self) -> int:
        """The first form on the sheet; 0 where there is none."""
        return next((table.form for table in self.tables), 0)

    @property
    def width(self) -> int:
        return max((len(table.columns) for table in self.tables), default=0)


@dataclass(frozen=True)
class Draft:
    """The workbook, or workbooks, that a unit sends for a period."""

    sheets: tuple[Sheet, ...]
    unit: str
    level: str
    period: str
    remarks: tuple[str, ...] = field(default=())

    def __iter__(self) -> Iterator[Row]:
        """The rows of all tables."""
        return (row for sheet in self.sheets for table in sheet.tables for row in table.rows)

    @property
    def forms(self) -> tuple[Sheet, ...]:
        """The sheets that hold forms."""
        return tuple(sheet for sheet in self.sheets if sheet.tables)

    @property
    def others(self) -> tuple[Sheet, ...]:
        """The sheets that hold none."""
        return tuple(sheet for sheet in self.sheets if not sheet.tables)


Change = Callable[[Draft], Draft]


class Dialect(NamedTuple):
    """One habit of departments. Two habits about the same thing (``of``: words apart by commas) cannot be had at once,
    or together leave a reader in doubt."""

    about: str
    change: Change
    of: str = ""

    def goes_with(self, other: Dialect) -> bool:
        """Whether a workbook may show both."""
        return not (_words(self.of) & _words(other.of))


def _words(text: str) -> set[str]:
    return {word.strip() for word in text.split(",") if word.strip()}


def each_sheet(change: Callable[[Sheet], Sheet]) -> Change:
    """Changes every sheet that holds a form."""
    return lambda draft: replace(draft, sheets=tuple(change(one) if one.tables else one for one in draft.sheets))


def each_block(change: Callable[[Block], Iterable[Block]]) -> Change:
    """Puts any number of blocks in place of each one on the sheets with forms."""
    return each_sheet(lambda sheet: replace(sheet, blocks=tuple(new for old in sheet.blocks for new in change(old))))


def each_table(change: Callable[[Table], Table]) -> Change:
    """Changes every form's table."""
    return each_block(lambda block: (change(block) if isinstance(block, Table) and block.form else block,))


def each_row(change: Callable[[Row], Row]) -> Change:
    """Changes every row of an indicator."""
    return each_rows(lambda row: (change(row),))


def each_rows(change: Callable[[Row], Iterable[Row]]) -> Change:
    """Puts any number of rows in place of each row of an indicator."""

    def rows(table: Table) -> Iterator[Row]:
        for row in table.rows:
            yield from change(row) if row.code else (row,)

    return each_table(lambda table: replace(table, rows=tuple(rows(table))))


def each_text(change: Callable[[str], str], *keys: Key) -> Change:
    """Changes the texts in these columns of every indicator's row."""
    return each_row(
        lambda row: row.having(**{key: row[key].saying(change(row[key].text)) for key in keys if row[key].text})
    )


def chain(*changes: Change) -> Change:
    """One change after the other."""

    def all_of_them(draft: Draft) -> Draft:
        for change in changes:
            draft = change(draft)
        return draft

    return all_of_them
