"""An .ods package -> sheets of cells: one expat pass over content.xml. Layout: OpenDocument 1.3, part 3.

Rows and cells that repeat are written once in the file: what is blank costs nothing, what is filled is counted before
it is repeated.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import datetime, timedelta

from cchc_xlsx.intake.grid import (
    MAX_CELLS,
    MAX_COLUMN,
    MAX_ROW,
    PLAIN,
    Content,
    Face,
    Sheet,
    Workbook,
    column_letters,
    crossed_out,
)
from cchc_xlsx.intake.kinds.ods_styles import Styles
from cchc_xlsx.intake.kinds.stored import number_text
from cchc_xlsx.intake.markup import ignore, scan, texts
from cchc_xlsx.intake.package import Package
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, ENCRYPTED, NOT_A_WORKBOOK, TOO_LARGE

_NAMESPACES = {prefix: f"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0" for prefix in ("office", "table", "text")}
_ERROR = re.compile(r"#(REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!)|(Err|Lỗi):\d{3}")
_BLANKS = re.compile(r"[ \t\r\n]+")
_MAX_SPACES = 10_000_000
"""So many spaces may be written by their number; each such element stands for as many as it likes."""
_DURATION = re.compile(r"PT(\d{1,9})H(\d{1,9})M(\d{1,9}(?:[.,]\d*)?)S", re.ASCII)
_DAY_ZERO = datetime(1899, 12, 30)
_OTHER_FILE = re.compile(r"'.*'#")
"""The name of a sheet that only keeps what formulas have seen in another file."""


def read_ods(package: Package) -> Workbook:
    """All sheets of an .ods. Raises :class:`Refusal` where the package holds no readable spreadsheet."""
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise Refusal(ENCRYPTED.id)
    content, common = package.part("content.xml"), package.part("styles.xml")
    if not content:
        raise Refusal(NOT_A_WORKBOOK.id)
    styles = Styles()
    if common:
        scan(common, styles.start, ignore)
    reader = _ContentReader(styles)
    scan(content, reader.start, reader.text, reader.end)
    if not reader.is_spreadsheet:
        raise Refusal(NOT_A_WORKBOOK.id)
    meta = package.part("meta.xml")
    said = {name: text.strip() for name, text in texts(meta)}
    saved_by = said.get("creator", "") or said.get("initial-creator", "")
    return Workbook(reader.sheets, said.get("date", ""), saved_by, b'meta:name="cchc-xlsx"' in meta)


class _ContentReader:
    """The handlers of the pass. What can be no cell's text (notes, drawings, changes, copies of other files) is muted
    with all that it holds."""

    def __init__(self, styles: Styles) -> None:
        self.sheets: list[Sheet] = []
        self.is_spreadsheet = False
        self._styles, self._in_body, self._muted = styles, False, 0
        self._table = _Table(Sheet(""), styles)
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._runs: list[str] | None = None
        self._faces: list[Face] = []
        self._spaces = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._muted:
            self._muted += 1
        elif self._runs is not None:
            self._muted = not self._in_paragraph(name, attributes, self._runs)
        elif self._cell is not None:
            self._muted = not self._in_cell(name)
        elif self._in_body:
            self._muted = not self._in_sheet(name, attributes)
        else:
            self._before_body(name, attributes)

    def text(self, run: str) -> None:
        """A run of characters. White space counts as one space: it may be layout of the file."""
        if self._runs is not None and not self._muted:
            run = _BLANKS.sub(" ", run)
            self._runs.append(self._faces[-1].text(run))

    def end(self, name: str) -> None:
        """An element ends."""
        if self._muted:
            self._muted -= 1
            return
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._table.add_cell(self._cell or {}, self._paragraphs)
                self._cell = None
            case "text:p":
                self._paragraphs.append("".join(self._runs or ()))
                self._runs = None
            case "text:span":
                self._faces.pop()
            case "table:table-row":
                self._table.close_row()

    def _before_body(self, name: str, attributes: dict[str, str]) -> None:
        if name == "office:document-content":
            if any(attributes.get(f"xmlns:{prefix}") != uri for prefix, uri in _NAMESPACES.items()):
                raise Refusal(NOT_A_WORKBOOK.id, "xmlns")
        elif name == "office:body":
            self._in_body = True
        else:
            self._styles.start(name, attributes)

    def _in_sheet(self, name: str, attributes: dict[str, str]) -> bool:
        """Enters an element outside of cells; whether it may hold some."""
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._cell, self._paragraphs = attributes, []
            case "table:table-row":
                self._table.open_row(attributes)
            case "table:table-column":
                self._table.add_column(attributes)
            case "table:table" if not _OTHER_FILE.match(attributes.get("table:name", "")):
                self.sheets.append(Sheet(attributes.get("table:name", "")))
                self._table = _Table(self.sheets[-1], self._styles)
            case "office:spreadsheet":
                self.is_spreadsheet = True
            case _:
                return name in _GROUPS
        return True

    def _in_cell(self, name: str) -> bool:
        """Enters an element in a cell; whether it may hold text of the cell."""
        if name == "text:p":
            self._runs, self._faces = [], [PLAIN]
        return name in ("text:p", "text:list", "text:list-item")

    def _in_paragraph(self, name: str, attributes: dict[str, str], runs: list[str]) -> bool:
        """Enters an element in a paragraph; whether it may hold text of the cell."""
        match name:
            case "text:span":
                own, around = self._styles.face(attributes.get("text:style-name", "")), self._faces[-1]
                self._faces.append(Face(own.raised or around.raised, own.struck or around.struck))
            case "text:s":
                count = _times(attributes.get("text:c"))
                self._spaces += count
                if self._spaces > _MAX_SPACES:
                    raise Refusal(TOO_LARGE.id, f"text:s: {_MAX_SPACES}")
                runs.append(" " * count)
            case "text:tab":
                runs.append("\t")
            case "text:line-break":
                runs.append("\n")
        return name.startswith("text:") and name not in _APART


_GROUPS = {
    "table:table-row-group", "table:table-header-rows", "table:table-rows", "table:table-column-group",
    "table:table-header-columns", "table:table-columns",
}  # fmt: skip
_APART = {"text:note", "text:ruby-text", "text:p"}


class _Table:
    """One sheet as its rows come: a row is kept when it ends, as often as it repeats."""

    def __init__(self, sheet: Sheet, styles: Styles) -> None:
        self._sheet, self._styles = sheet, styles
        self._column_ends: list[int] = []
        self._column_styles: list[str] = []
        self._row, self._cells = 1, 0
        self.open_row({})

    def add_column(self, attributes: dict[str, str]) -> None:
        """Columns of one kind, right of those before."""
        before = self._column_ends[-1] if self._column_ends else 0
        self._column_ends.append(before + _times(attributes.get("table:number-columns-repeated")))
        self._column_styles.append(attributes.get("table:default-cell-style-name", ""))

    def open_row(self, attributes: dict[str, str]) -> None:
        """A row begins, with the attributes of its element."""
        self._attributes, self._column = attributes, 1
        self._filled: list[tuple[int, int, Content]] = []
        self._spans: list[tuple[int, int, int]] = []

    def add_cell(self, attributes: dict[str, str], paragraphs: list[str]) -> None:
        """The next cell, or several that are the same."""
        times = _times(attributes.get("table:number-columns-repeated"))
        if content := self._content(attributes, paragraphs):
            content = crossed_out(content) if self._styles.strikes(self._style(attributes)) else content
            self._filled.append((self._column, times, content))
        right = self._column + _times(attributes.get("table:number-columns-spanned")) - 1
        down = _times(attributes.get("table:number-rows-spanned")) - 1
        if down or right > self._column:
            self._spans.append((self._column, right, down))
        self._column += times

    def close_row(self) -> None:
        """Keeps the row. Of blank rows that repeat the first keeps its spans: nothing is read in the others."""
        times = _times(self._attributes.get("table:number-rows-repeated"))
        if self._filled:
            self._cells += times * sum(repeated for _, repeated, _ in self._filled)
            last, repeated, _ = self._filled[-1]
            if self._cells > MAX_CELLS:
                raise Refusal(TOO_LARGE.id, f"{self._sheet.name}: {MAX_CELLS}")
            if self._row + times - 1 > MAX_ROW or last + repeated - 1 > MAX_COLUMN:
                raise Refusal(DAMAGED.id, self._place(last))
        cells = {first + more: content for first, repeated, content in self._filled for more in range(repeated)}
        for row in range(self._row, self._row + (times if cells else 1)):
            if cells:
                self._sheet.rows[row] = dict(cells)
            self._sheet.merged.extend((row, left, row + down, right) for left, right, down in self._spans)
        self._row += times

    def _content(self, attributes: dict[str, str], paragraphs: list[str]) -> Content | None:
        """What a cell holds; None where it is blank."""
        kind, formula = attributes.get("office:value-type", ""), "table:formula" in attributes
        text = "\n".join(paragraphs)
        if attributes.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(text.strip())):
            return Content("e", text.strip(), formula=formula)
        match kind:
            case "percentage":
                return Content("n", self._value(attributes, "value"), "0%", formula)
            case "float" | "currency":
                value, format_ = self._value(attributes, "value"), self._format(attributes)
                return Content("b" if formula and _is_truth(value, text, format_) else "n", value, format_, formula)
            case "boolean":
                return Content("b", str(int(self._value(attributes, "boolean-value") == "true")), formula=formula)
            case "date" | "time":
                return _dated(self._value(attributes, f"{kind}-value"), formula)
            case "string" | "":
                text = attributes.get("office:string-value") or text
                never_worked_out = formula and not kind and not paragraphs
                return Content("n" if never_worked_out else "s", text, formula=formula) if text or formula else None
        raise Refusal(DAMAGED.id, f"{self._place(self._column)}: {kind}")

    def _value(self, attributes: dict[str, str], name: str) -> str:
        value = attributes.get(f"office:{name}", "").strip()
        if not value:
            raise Refusal(DAMAGED.id, f"{self._place(self._column)}: {name}")
        return value

    def _format(self, attributes: dict[str, str]) -> str:
        return self._styles.format_of(self._style(attributes))

    def _style(self, attributes: dict[str, str]) -> str:
        """The style of a cell: its own, else its row's or column's."""
        style = attributes.get("table:style-name") or self._attributes.get("table:default-cell-style-name")
        at = bisect_left(self._column_ends, self._column)
        if not style and at < len(self._column_styles):
            style = self._column_styles[at]
        return style or ""

    def _place(self, column: int) -> str:
        return f"{self._sheet.name}: {column_letters(column)}{self._row}"


def _is_truth(value: str, shown: str, format_: str) -> bool:
    """Whether a formula's number is a truth value: LibreOffice stores 1 and shows a word, as no number is shown."""
    return value in ("0", "1") and format_ == "General" and shown.isalpha()


def _dated(text: str, formula: bool) -> Content:
    """A date or time as other kinds of file hold it: days since 1899-12-30. What is beyond the calendar stays text."""
    try:
        if match := _DURATION.fullmatch(text):
            days = timedelta(
                hours=int(match[1]), minutes=int(match[2]), seconds=float(match[3].replace(",", "."))
            ) / timedelta(1)
            return Content("n", number_text(days), "[h]:mm:ss", formula)
        days = (datetime.fromisoformat(text).replace(tzinfo=None) - _DAY_ZERO) / timedelta(1)
        return Content("n", number_text(days), "dd/mm/yyyy", formula)
    except (ValueError, OverflowError):
        return Content("d", text, formula=formula)


def _times(text: str | None) -> int:
    """How often an element stands for itself."""
    if text is None:
        return 1
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Refusal(DAMAGED.id, f"ODF: {text[:20]}")
    return max(int(text), 1)
