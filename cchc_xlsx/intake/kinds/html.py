"""HTML named like a workbook (exported by a web system, or Excel's "web page") -> a sheet for each of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cchc_xlsx.intake.grid import MAX_ROW, PLAIN, Content, Face, Sheet, Workbook, crossed_out
from cchc_xlsx.intake.kinds.encoding import decoded
from cchc_xlsx.intake.kinds.flow import Flow
from cchc_xlsx.intake.kinds.spreadsheetml import format_code
from cchc_xlsx.intake.kinds.tags import Tag, tokens
from cchc_xlsx.intake.markup import whole
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import TOO_LARGE

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})")
_SAVED = re.compile(r"<o:LastSaved>([^<]{1,40})</")
_SAVED_BY = re.compile(r"<o:LastAuthor>([^<]{1,200})</")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FORMAT = re.compile(r"mso-number-format\s*:\s*(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|([^;\"']*+))")
_STRUCK = re.compile(r"text-decoration(-line)?\s*:[^;]*\bline-through|text-line-through\s*:\s*(?!none)\w")
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{4}|.)", re.DOTALL)
_STORED = re.compile(r"-?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})(E[+-]?\d{1,4})?", re.IGNORECASE)
_LONGEST_NAME = 100

_BLOCKS = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "center", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4",
           "h5", "h6", "section", "article", "header", "footer", "address", "body", "form", "fieldset"}  # fmt: skip
_GROUPS = {"thead", "tbody", "tfoot"}
_INLINE = {"sup", "s", "strike", "span", "font", "b", "i", "u", "em", "strong", "a", "small", "big", "p", "div"}
_NOT_SHOWN = {"script", "title"}


def read_html(data: bytes) -> Workbook:
    """Each table as a sheet named by its caption or "Bảng 1" …, with the lines of text above it, as a document's.

    Numbers that Excel stored beside the text shown (``x:num``) are numbers, all else is text. Raises :class:`Refusal`
    for what is too large.
    """
    declared = _CHARSET.search(data[:4096])
    text = decoded(data, declared[1].decode("ascii", "replace") if declared else "")
    text = data.decode("utf-8", "replace") if text is None else text
    reader = _Reader()
    for token in tokens(text):
        if isinstance(token, str):
            reader.text(token)
        elif token.closes:
            reader.end(token.name)
        else:
            reader.start(token)
    reader.close()
    saved, by = _SAVED.search(text), _SAVED_BY.search(text)
    return Workbook(reader.flow.sheets(), saved[1].strip() if saved else "", by[1].strip() if by else "")


@dataclass(slots=True)
class _Table:
    """A table being read: the row and the last column taken in it; ``covered``: how far down a cell of an earlier row
    reaches, by column; ``cell``: the attributes of the open one."""

    sheet: Sheet
    row: int = 0
    column: int = 0
    covered: dict[int, int] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    cell: dict[str, str] | None = None
    in_caption: bool = False


class _Reader:
    """Takes tags and texts in order; what is not closed closes where the next cell, row or table begins."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._tables: list[_Table] = []
        self._parts: list[str] = []
        self._formats: dict[str, str] = {}
        self._struck: frozenset[str] = frozenset()
        self._open: list[tuple[str, Face]] = []
        self._named = Counter[str]()
        self._deleted = 0
        self._raw = ""

    def text(self, text: str) -> None:
        """The text behind the last tag."""
        if self._raw == "style":
            self._formats |= _formats(text)
            self._struck |= _struck(text)
        elif self._raw not in _NOT_SHOWN and not self._deleted:
            self._parts.append(self._face().text(text))

    def _face(self) -> Face:
        return self._open[-1][1] if self._open else PLAIN

    def start(self, tag: Tag) -> None:
        """An element opens."""
        self._raw = tag.name
        if tag.name == "table":
            self._break()
            self._tables.append(_Table(self.flow.begin_table()))
        elif tag.name in ("td", "th"):
            self._begin_cell(tag.attributes)
        elif tag.name == "tr" or tag.name in _GROUPS:
            self._begin_row(tag.name)
        elif tag.name == "caption" and self._tables:
            self._end_cell()
            self._tables[-1].in_caption = True
            self.flow.begin_cell()
        elif tag.name == "br":
            self.flow.line(self._line())
        elif tag.name in _BLOCKS:
            self._break()
        elif tag.name == "del":
            self._deleted += 1
        if tag.name in _INLINE:
            self._begin_inline(tag)

    def _begin_inline(self, tag: Tag) -> None:
        """Text is shown as this element and those around it say; a paragraph does not stand within another."""
        if tag.name == "p":
            self._end_inline("p")
        around = self._face()
        struck = tag.name in ("s", "strike") or self._strikes(tag.attributes)
        self._named[tag.name] += 1
        self._open.append((tag.name, Face(around.raised or tag.name == "sup", around.struck or struck)))

    def _end_inline(self, name: str) -> None:
        """Closes the innermost element of the name, with those in it that were left open."""
        closes = self._named[name] > 0
        while closes:
            inner, _ = self._open.pop()
            self._named[inner] -= 1
            closes = inner != name

    def _strikes(self, attributes: dict[str, str]) -> bool:
        """Whether an element's own style or its class strikes out what it holds."""
        classes = attributes.get("class", "").split()
        return bool(_STRUCK.search(attributes.get("style", ""))) or not self._struck.isdisjoint(classes)

    def end(self, name: str) -> None:
        """An element closes."""
        self._raw = ""
        if name == "table" and self._tables:
            self._end_table()
        elif name in ("td", "th", "tr", "caption") or name in _GROUPS:
            self._end_cell()
        elif name in _BLOCKS:
            self._break()
        elif name == "del":
            self._deleted = max(self._deleted - 1, 0)
        if name in _INLINE:
            self._end_inline(name)

    def close(self) -> None:
        """The text ends."""
        while self._tables:
            self._end_table()
        self._break()

    def _line(self) -> str:
        """What was collected since the last break, white space as it is shown."""
        text = _SPACE.sub(" ", "".join(self._parts)).strip(" ")
        self._parts.clear()
        return text

    def _break(self) -> None:
        if line := self._line():
            self.flow.line(line)

    def _begin_row(self, name: str) -> None:
        self._end_cell()
        if not self._tables:
            return
        table = self._tables[-1]
        table.column = 0
        if name == "tr":
            table.row += 1
        else:
            table.covered.clear()  # a cell does not reach beyond its group of rows

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        if self._tables:
            self._break()
            self._open.clear()
            self._named.clear()
            self._deleted = 0
            self._tables[-1].cell = attributes
            self.flow.begin_cell()

    def _end_cell(self) -> None:
        """The open cell or caption of the innermost table, if there is one."""
        table = self._tables[-1] if self._tables else None
        if table is None or (table.cell is None and not table.in_caption):
            return
        self._break()
        text = self.flow.end_cell()
        if table.in_caption:
            self._name(table.sheet, text)
        elif table.cell is not None:
            self._place(table, table.cell, text)
        table.cell, table.in_caption = None, False

    def _name(self, sheet: Sheet, caption: str) -> None:
        name = " ".join(caption.split())
        if name and len(name) <= _LONGEST_NAME and all(other.name != name for other in self.flow.sheets()):
            sheet.name = name

    def _place(self, table: _Table, attributes: dict[str, str], text: str) -> None:
        """Puts the cell where the next free column is, and notes what it covers."""
        row = table.row = max(table.row, 1)
        column = table.column + 1
        while table.covered.get(column, 0) >= row:
            column += 1
        self.flow.count(column - table.column - 1)
        columns = range(column, column + max(whole(attributes.get("colspan", ""), 1), 1))
        rows = whole(attributes.get("rowspan", ""), 1) or MAX_ROW - row + 1  # 0: to the end of the table
        if rows > MAX_ROW:
            raise Refusal(TOO_LARGE.id, f"rowspan {rows}")
        content = _content(text, attributes, self._format(attributes))
        content = crossed_out(content) if content and self._strikes(attributes) else content
        self.flow.place(table.sheet, row, columns, content)
        table.column = columns.stop - 1
        if rows > 1:
            table.covered |= dict.fromkeys(columns, row + rows - 1)
        if rows > 1 or len(columns) > 1:
            table.merged.append((row, column, row + rows - 1, table.column))

    def _format(self, attributes: dict[str, str]) -> str:
        own = _format_in(attributes.get("style", ""))
        classes = attributes.get("class", "").split()
        return own or next((self._formats[name] for name in classes if name in self._formats), "General")

    def _end_table(self) -> None:
        self._end_cell()
        self._break()
        table = self._tables.pop()
        self.flow.end_table()
        ranges = [(top, left, min(bottom, table.row), right) for top, left, bottom, right in table.merged]
        table.sheet.merged = [one for one in ranges if one[:2] != one[2:]]


def _content(text: str, attributes: dict[str, str], format_: str) -> Content | None:
    """What the cell holds: what Excel or LibreOffice stored beside the text shown, else the text."""
    formula = "x:fmla" in attributes
    if error := attributes.get("x:err"):
        return Content("e", error, format_, formula)
    if stated := attributes.get("x:bool"):
        return Content("b", str(int(stated.upper() == "TRUE")), format_, formula)
    if "sdval" in attributes:
        stored, format_ = attributes["sdval"], "".join(attributes.get("sdnum", "").split(";", 2)[2:]) or format_
    else:
        stored = (attributes.get("x:num") or text).strip() if "x:num" in attributes else ""
    if _STORED.fullmatch(stored):
        return Content("n", stored, format_, formula)
    text = attributes.get("x:str") or text
    return Content("s", text, format_, formula) if text.strip() else None


def _classes(css: str) -> Iterator[tuple[str, str]]:
    """Each class of a style sheet with the declarations of a rule for it."""
    for rule in css.split("}"):
        selectors, _, declarations = rule.partition("{")
        yield from ((one.rpartition(".")[2].strip(), declarations) for one in selectors.split(",") if "." in one)


def _formats(css: str) -> dict[str, str]:
    """The number format of each class of a style sheet."""
    return {name: format_ for name, declarations in _classes(css) if (format_ := _format_in(declarations))}


def _struck(css: str) -> frozenset[str]:
    """The classes that strike out what they are given to."""
    return frozenset(name for name, declarations in _classes(css) if _STRUCK.search(declarations))


def _format_in(declarations: str) -> str:
    """The number format that a rule or a ``style`` gives, empty where it gives none."""
    match = _FORMAT.search(declarations) if "mso-number-format" in declarations else None
    if not match:
        return ""
    name = match[1] or match[2] or match[3] or ""
    return format_code(_ESCAPED.sub(lambda one: one[1] if len(one[1]) == 1 else chr(int(one[1], 16)), name.strip()))
