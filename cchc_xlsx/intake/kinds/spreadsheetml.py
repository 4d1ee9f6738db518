"""Excel's XML spreadsheet of 2003 -> sheets of cells, in one expat pass."""

from __future__ import annotations

from cchc_xlsx.intake.grid import MAX_CELLS, MAX_COLUMN, MAX_ROW, Content, Face, Sheet, Workbook, crossed_out
from cchc_xlsx.intake.markup import attribute, is_on, local, scan, whole
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, NOT_A_WORKBOOK, TOO_LARGE

_NAMED = {
    "General Number": "General", "General Date": "dd/mm/yyyy h:mm", "Long Date": "dd/mm/yyyy",
    "Medium Date": "dd-mmm-yy", "Short Date": "dd/mm/yyyy", "Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm", "Currency": "#,##0.00", "Euro Currency": "#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00",
    "Percent": "0.00%", "Scientific": "0.00E+00", "Yes/No": "General", "True/False": "General", "On/Off": "General",
}  # fmt: skip
_TYPES = {"Number": "n", "String": "s", "Boolean": "b", "Error": "e", "DateTime": "d"}
_LONGEST_PROPERTY = 200
_MIDNIGHT = "T00:00:00.000"


def format_code(name: str) -> str:
    """The number format that Excel's texts of the time call by a name such as ``Percent``."""
    return _NAMED.get(name, name) or "General"


def read_spreadsheetml(data: bytes) -> Workbook:
    """All sheets of an XML spreadsheet. Raises :class:`Refusal` where it is none, is damaged or too large."""
    reader = _Reader()
    scan(data, reader.start, reader.text, reader.end)
    if reader.root != "Workbook":
        raise Refusal(NOT_A_WORKBOOK.id)
    said = {name: text.strip() for name, text in reader.properties.items()}
    return Workbook(reader.sheets, said.get("LastSaved", ""), said.get("LastAuthor", "") or said.get("Author", ""))


class _Reader:
    """The handlers of the pass: the place it is at, and the styles known by then (they stand before the sheets)."""

    def __init__(self) -> None:
        self.root = ""
        self.sheets: list[Sheet] = []
        self.properties: dict[str, str] = {}
        self._formats: dict[str, str] = {}
        self._struck: dict[str, bool] = {}
        self._style = ""
        self._row = self._column = self._cells = self._raised = self._strokes = 0
        self._below = self._beside = 1
        self._table_style = self._row_style = ""
        self._columns: dict[int, str] = {}
        self._next_column = 1
        self._cell: dict[str, str] | None = None
        self._type = ""
        self._parts: list[str] = []
        self._taken: str | None = None
        self._depth_of_comment = 0
        self._property = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = local(name)
        self.root = self.root or name
        if self._depth_of_comment or name == "Comment":
            self._depth_of_comment += 1
            return
        match name:
            case "Style":
                self._style = attribute(attributes, "ID")
                self._formats[self._style] = self._formats.get(attribute(attributes, "Parent"), "General")
                self._struck[self._style] = self._struck.get(attribute(attributes, "Parent"), False)
            case "Font" if not self.sheets and (line := attribute(attributes, "StrikeThrough")):
                self._struck[self._style] = is_on(line)
            case "NumberFormat":
                self._formats[self._style] = format_code(attribute(attributes, "Format"))
            case "Worksheet":
                self.sheets.append(Sheet(attribute(attributes, "Name") or f"Sheet{len(self.sheets) + 1}"))
                self._columns, self._next_column, self._below, self._table_style = {}, 1, 1, ""
            case "Table":
                self._table_style = attribute(attributes, "StyleID")
            case "Column":
                self._begin_column(attributes)
            case "Row":
                self._begin_row(attributes)
            case "Cell":
                self._begin_cell(attributes)
            case "Data" if self._cell is not None:
                self._type, self._parts, self._taken = attribute(attributes, "Type") or "String", [], None
            case "Sup":
                self._raised += 1
            case "S":
                self._strokes += 1
            case "LastSaved" | "LastAuthor" | "Author":
                self._property = name

    def text(self, run: str) -> None:
        """Characters; those of a cell count within its data only."""
        if self._property:
            self.properties[self._property] = (self.properties.get(self._property, "") + run)[:_LONGEST_PROPERTY]
        elif self._type:
            self._parts.append(Face(bool(self._raised), bool(self._strokes)).text(run))

    def end(self, name: str) -> None:
        """An element closes."""
        if self._depth_of_comment:
            self._depth_of_comment -= 1
            return
        name = local(name)
        if name == "Data" and self._type:
            self._taken = "".join(self._parts)
        elif name == "Cell" and self._cell is not None:
            self._end_cell(self._cell)
        elif name == "Sup":
            self._raised -= 1
        elif name == "S":
            self._strokes -= 1
        elif name == self._property:
            self._property = ""

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise Refusal(TOO_LARGE.id, f"{MAX_CELLS}")

    def _begin_column(self, attributes: dict[str, str]) -> None:
        """The style of one or several columns, for cells without a style of their own."""
        first = whole(attribute(attributes, "Index")) or self._next_column
        self._next_column = first + whole(attribute(attributes, "Span")) + 1
        if style := attribute(attributes, "StyleID"):
            self._count(self._next_column - first)
            self._columns |= dict.fromkeys(range(first, self._next_column), style)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = whole(attribute(attributes, "Index")) or self._below
        self._below = self._row + whole(attribute(attributes, "Span")) + 1
        self._beside, self._row_style = 1, attribute(attributes, "StyleID")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column = whole(attribute(attributes, "Index")) or self._beside
        self._beside = self._column + whole(attribute(attributes, "MergeAcross")) + 1
        self._cell, self._type, self._parts, self._taken = attributes, "", [], None
        self._count(1)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        bottom = self._row + whole(attribute(attributes, "MergeDown"))
        if not self.sheets:
            raise Refusal(DAMAGED.id, "Cell")
        if self._beside > MAX_COLUMN + 1 or bottom > MAX_ROW:
            raise Refusal(TOO_LARGE.id, f"{self._row} × {self._column}")
        sheet, row, column = self.sheets[-1], max(self._row, 1), self._column
        if (bottom, self._beside) != (self._row, column + 1):
            sheet.merged.append((row, column, bottom, self._beside - 1))
        formula = bool(attribute(attributes, "Formula"))
        if self._taken or formula:
            sheet.rows.setdefault(row, {})[column] = self._content(self._taken or "", attributes, formula)
        self._cell, self._type = None, ""

    def _content(self, text: str, attributes: dict[str, str], formula: bool) -> Content:
        style = attribute(attributes, "StyleID") or self._row_style
        style = style or self._columns.get(self._column, "") or self._table_style
        kind = _TYPES.get(self._type, "n" if not self._type else "s")
        text = text if kind == "s" else text.strip().removesuffix(_MIDNIGHT)
        content = Content(kind, text, self._formats.get(style or "Default", "General"), formula)
        return crossed_out(content) if self._struck.get(style or "Default") else content
