"""A Word document (.docx, .docm) -> a sheet a table: columns are those of the table's grid, rows its own, heads too.

One expat pass over the document. A cell that only continues the one above it is blank, as it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from cchc_xlsx.intake.kinds.docx_styles import Lists, read_numbering, read_styles
from cchc_xlsx.intake.kinds.docx_text import Paragraphs
from cchc_xlsx.intake.kinds.flow import Flow
from cchc_xlsx.intake.kinds.office import properties, relationships
from cchc_xlsx.intake.markup import attribute, local, scan, whole
from cchc_xlsx.intake.package import Package
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import NOT_A_WORKBOOK


def read_docx(package: Package) -> Workbook:
    """The tables of a document as sheets "Bảng 1" …, nested ones too, each with the lines of text above it.

    A document without a table gives one sheet that holds only lines; one without any text gives none. Raises
    :class:`Refusal` where the package holds no readable document.
    """
    main = relationships(package).by_type("officeDocument", "word/document.xml")
    data = package.part(main)
    if not data:
        raise Refusal(NOT_A_WORKBOOK.id)
    targets = relationships(package, main)
    styles = read_styles(package.part(targets.by_type("styles", "word/styles.xml")))
    numbering = read_numbering(package.part(targets.by_type("numbering", "word/numbering.xml")))
    flow = Flow()
    paragraphs = Paragraphs(styles, Lists(numbering), flow.line)
    reader = _Reader(flow, paragraphs)
    scan(data, reader.start, reader.text, reader.end)
    paragraphs.end_of_passage()
    if reader.root != "document":
        raise Refusal(NOT_A_WORKBOOK.id)
    return Workbook(flow.sheets(), *properties(package))


@dataclass(slots=True)
class _Span:
    """A merged cell, growing while it is read."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class _Table:
    """A table being read: the row and the last grid column taken in it; ``down`` are the cells that may go on in the
    next row, by their first column."""

    sheet: Sheet
    row: int = 0
    column: int = 0
    deleted: bool = False
    spans: list[_Span] = field(default_factory=list)
    down: dict[int, _Span] = field(default_factory=dict)


@dataclass(slots=True)
class _Cell:
    """A cell being read: how many grid columns it takes, and how it is merged (``restart``, ``continue`` or not)."""

    columns: int = 1
    down: str = ""
    across: str = ""
    deleted: bool = False


_DELETED = ("del", "moveFrom")
_PASSED_OVER = ("instrText", "delText", "delInstrText", "rt")
"""Further elements whose content is not printed: a field's instructions, phonetic guides."""


_Opens = Callable[[dict[str, str]], None]


class _Reader:
    """The handlers of the pass: tables here, what is inside paragraphs in ``Paragraphs``."""

    def __init__(self, flow: Flow, paragraphs: Paragraphs) -> None:
        self._flow, self._paragraphs = flow, paragraphs
        self.root = ""
        self._passed_over = 0
        self._tables: list[_Table] = []
        self._cells: list[_Cell] = []
        self._in_row_properties = False
        self._chosen: list[bool] = []  # whether a version of each open alternative was read
        self._starts: Mapping[str, _Opens] = {
            **paragraphs.starts,
            **dict.fromkeys(_PASSED_OVER, self._pass_over),
            **dict.fromkeys(_DELETED, self._delete),
            "tbl": self._begin_table, "tr": self._begin_row, "tc": self._begin_cell,
            "trPr": self._row_properties, "gridBefore": self._before, "gridSpan": self._columns,
            "vMerge": self._down, "hMerge": self._across, "cellDel": self._cell_deleted,
            "AlternateContent": lambda _: self._chosen.append(False), "Choice": self._choose, "Fallback": self._choose,
        }  # fmt: skip
        self._ends: Mapping[str, Callable[[], None]] = {
            **paragraphs.ends, "tbl": self._end_table, "tc": self._end_cell, "trPr": self._end_row_properties,
            "AlternateContent": self._end_alternatives,
        }  # fmt: skip
        self._by_name: dict[str, tuple[_Opens | None, Callable[[], None] | None]] = {}
        self.text = paragraphs.text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if self._passed_over:
            self._passed_over += 1
        elif handler := (self._by_name.get(name) or self._known(name))[0]:
            handler(attributes)

    def end(self, name: str) -> None:
        """An element closes."""
        if self._passed_over:
            self._passed_over -= 1
        elif handler := (self._by_name.get(name) or self._known(name))[1]:
            handler()

    def _known(self, name: str) -> tuple[_Opens | None, Callable[[], None] | None]:
        """The handlers of a name with its prefix, looked up once; what a look was before a change is passed over."""
        plain = local(name)
        self.root = self.root or plain
        start = self._pass_over if plain.endswith("Change") else self._starts.get(plain)
        self._by_name[name] = start, self._ends.get(plain)
        return self._by_name[name]

    def _pass_over(self, _: dict[str, str]) -> None:
        self._passed_over = 1

    def _choose(self, attributes: dict[str, str]) -> None:
        """Of the versions of one content, for newer and older programs, only the first is read."""
        if self._chosen and self._chosen[-1]:
            self._pass_over(attributes)
        elif self._chosen:
            self._chosen[-1] = True

    def _end_alternatives(self) -> None:
        self._chosen.pop()

    def _delete(self, attributes: dict[str, str]) -> None:
        """Deleted or moved text; among properties it is said of the whole row, or of the end of the paragraph."""
        self._pass_over(attributes)
        if self._in_row_properties and self._tables:
            self._tables[-1].deleted = True
        else:
            self._paragraphs.mark_deleted()

    def _begin_table(self, _: dict[str, str]) -> None:
        self._paragraphs.end_of_passage()
        self._tables.append(_Table(self._flow.begin_table()))

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._flow.end_table()
        table.sheet.merged = [
            (span.top, span.left, span.bottom, span.right)
            for span in table.spans
            if (span.top, span.left) != (span.bottom, span.right)
        ]

    def _begin_row(self, _: dict[str, str]) -> None:
        if self._tables:
            table = self._tables[-1]
            table.row, table.column, table.deleted = table.row + 1, 0, False

    def _row_properties(self, _: dict[str, str]) -> None:
        self._in_row_properties = True

    def _end_row_properties(self) -> None:
        self._in_row_properties = False

    def _before(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].column += whole(attribute(attributes, "val"))

    def _begin_cell(self, _: dict[str, str]) -> None:
        self._cells.append(_Cell())
        self._flow.begin_cell()

    def _columns(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].columns = max(whole(attribute(attributes, "val"), 1), 1)

    def _down(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].down = attribute(attributes, "val") or "continue"

    def _across(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].across = attribute(attributes, "val") or "continue"

    def _cell_deleted(self, _: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].deleted = True

    def _end_cell(self) -> None:
        cell = self._cells.pop()
        self._paragraphs.end_of_passage()
        text = self._flow.end_cell()
        if not self._tables:
            return
        table = self._tables[-1]
        columns = range(table.column + 1, table.column + 1 + cell.columns)
        table.column += cell.columns
        blank = _continues(cell, table, columns) or table.deleted or cell.deleted or not text
        self._flow.place(table.sheet, max(table.row, 1), columns, None if blank else Content("s", text))


def _continues(cell: _Cell, table: _Table, columns: range) -> bool:
    """Whether the cell only goes on with the one above or before it, which grows; if not it may grow itself."""
    first, last = columns.start, columns.stop - 1
    beside = table.spans[-1] if table.spans else None
    if cell.across == "continue" and beside and (beside.bottom, beside.right) == (table.row, first - 1):
        beside.right = last
        return True
    above = table.down.get(first)
    if cell.down == "continue" and above and (above.bottom, above.right) == (table.row - 1, last):
        above.bottom = table.row
        return True
    span = _Span(table.row, first, table.row, last)
    table.down.pop(first, None)
    if cell.down == "restart":
        table.down[first] = span
    if cell.down == "restart" or cell.across == "restart" or cell.columns > 1:
        table.spans.append(span)
    return False
