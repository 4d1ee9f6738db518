"""A document's lines of text and tables, in the order they come -> sheets, one a table, with the lines above each."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_xlsx.intake.grid import MAX_CELLS, MAX_COLUMN, MAX_ROW, Content, Sheet
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import TOO_LARGE

MAX_TABLES = 2_000


@dataclass(slots=True)
class _Passage:
    """Lines that follow each other, of the document or of one cell; the first ``told`` stand above a table already."""

    lines: list[str] = field(default_factory=list)
    told: int = 0


class Flow:
    """Takes lines, tables and cells as they open and close; a table within a cell is a sheet of its own."""

    def __init__(self) -> None:
        self._sheets: list[Sheet] = []
        self._open: list[Sheet] = []
        self._passages = [_Passage()]
        self._cells = 0

    def line(self, text: str) -> None:
        """One paragraph, of the innermost open cell or of the document."""
        self._passages[-1].lines.append(text)

    def begin_table(self) -> Sheet:
        """The next table's sheet. One that opens within a table still empty stands below the same lines."""
        passage = self._passages[-1]
        above = _filled(passage.lines[passage.told :])
        if not passage.lines and self._open and not self._open[-1].rows:
            above = self._open[-1].above
        passage.told = len(passage.lines)
        sheet = Sheet(f"Bảng {len(self._sheets) + 1}", above=above)
        self._sheets.append(sheet)
        self._open.append(sheet)
        if len(self._sheets) > MAX_TABLES:
            raise Refusal(TOO_LARGE.id, f"{MAX_TABLES} ×")
        return sheet

    def end_table(self) -> None:
        """The innermost open table closes."""
        self._open.pop()

    def begin_cell(self) -> None:
        """Lines belong to this cell until it closes."""
        self._passages.append(_Passage())

    def end_cell(self) -> str:
        """The text of the cell that closes: its lines, without blank ones at both ends."""
        return "\n".join(self._passages.pop().lines).strip()

    def place(self, sheet: Sheet, row: int, columns: range, content: Content | None) -> None:
        """Puts a cell into its first column; every column it takes counts. Refused beyond the limits."""
        if columns.stop > MAX_COLUMN + 1 or row > MAX_ROW:
            raise Refusal(TOO_LARGE.id, f"{sheet.name}: {row} × {columns.stop - 1}")
        self.count(len(columns))
        if content:
            sheet.rows.setdefault(row, {})[columns.start] = content

    def count(self, cells: int) -> None:
        """So many more cells of the grid are taken. Refused beyond the limit."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise Refusal(TOO_LARGE.id, f"{MAX_CELLS}")

    def sheets(self) -> list[Sheet]:
        """All tables; of a document without any its lines alone, and nothing of one without text."""
        lines = _filled(self._passages[0].lines)
        return self._sheets or ([Sheet("Văn bản", above=lines)] if lines else [])


def _filled(lines: list[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, lines)))
