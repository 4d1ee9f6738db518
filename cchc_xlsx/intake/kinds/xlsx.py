"""An .xlsx or .xlsm package -> sheets of cells. One expat pass a part; a cell keeps all that is stored of it.

The reader judges nothing and loses nothing: cached errors, number formats and formulas without a value stay visible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.intake.grid import (
    MAX_CELLS,
    MAX_COLUMN,
    MAX_ROW,
    PLAIN,
    Content,
    Sheet,
    Workbook,
    column_letters,
    column_number,
    crossed_out,
)
from cchc_xlsx.intake.kinds.office import properties, relationships
from cchc_xlsx.intake.kinds.stored import BUILT_IN_FORMATS
from cchc_xlsx.intake.kinds.xlsx_plain import Stored, plain_cells
from cchc_xlsx.intake.markup import ignore, is_on, local, scan, texts_with_values
from cchc_xlsx.intake.package import Package
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, NOT_A_WORKBOOK, TOO_LARGE


def read_xlsx(package: Package) -> Workbook:
    """All sheets of an .xlsx or .xlsm. Raises :class:`Refusal` where the package holds no readable workbook."""
    name, main = _main_part(package)
    if not (names := _sheet_names(main) if main else []):
        raise Refusal(NOT_A_WORKBOOK.id)
    targets = relationships(package, name)
    strings = _strings(package.part(targets.by_type("sharedStrings", "xl/sharedStrings.xml")))
    styles = _styles(package.part(targets.by_type("styles", "xl/styles.xml")))
    sheets = [
        _read_sheet(name, package.part(targets.by_id[rid]), strings, styles)
        for name, rid in names
        if targets.is_worksheet(rid)
    ]
    return Workbook(sheets, *properties(package))


def _main_part(package: Package) -> tuple[str, bytes]:
    """The name and the bytes of the part that lists the sheets; programs other than Excel may call it otherwise."""
    name = "xl/workbook.xml"
    if not package.has(name):
        name = relationships(package).by_type("officeDocument", "")
    return name, package.part(name) if name.endswith(".xml") else b""


def _sheet_names(data: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            rid = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
            found.append((attributes.get("name", ""), rid))

    scan(data, start, ignore)
    return found


class _Run:
    """What the text of a rich run is worth: a phonetic guide nothing, a superscript a footnote mark and no digit."""

    def __init__(self) -> None:
        self._phonetic, self._face = False, PLAIN

    def enter(self, name: str, value: str = "") -> None:
        """An element begins, with its ``val``."""
        if name in ("si", "r", "is", "rPh"):
            self._phonetic, self._face = name == "rPh", PLAIN
        elif name == "vertAlign":
            self._face = self._face._replace(raised=value == "superscript")
        elif name == "strike":
            self._face = self._face._replace(struck=is_on(value))

    def text(self, text: str) -> str:
        """The run's text as it counts."""
        return "" if self._phonetic else self._face.text(text)


@lru_cache(maxsize=64)
def _strings(data: bytes) -> tuple[str, ...]:
    """The shared strings in order; cached by content, as files made from one template share theirs."""
    strings: list[str] = []
    run = _Run()
    for name, value, text in texts_with_values(data):
        if name == "si":
            strings.append("")
        run.enter(name, value)
        if name == "t" and strings:
            strings[-1] += run.text(text)
    return tuple(strings)


class _Style(NamedTuple):
    """What a cell style says of its cells: their number format, and whether their font is struck through."""

    format: str = "General"
    struck: bool = False


_UNSTYLED = _Style()


@lru_cache(maxsize=64)
def _styles(data: bytes) -> Mapping[str, _Style]:
    """The cell styles by their index as cells write it."""
    codes: dict[str, str] = {str(number): code for number, code in BUILT_IN_FORMATS.items()}
    struck_fonts: list[bool] = []
    found: list[_Style] = []
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        name = local(name)
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "General")
        elif name == "font" and inside == "fonts":
            struck_fonts.append(False)
        elif name == "strike" and inside == "fonts" and struck_fonts:
            struck_fonts[-1] = is_on(attributes.get("val", ""))
        elif name == "xf" and inside == "cellXfs":
            font = _number(attributes.get("fontId"))
            format_ = codes.get(attributes.get("numFmtId", "0"), "General")
            found.append(_Style(format_, font < len(struck_fonts) and struck_fonts[font]))
        elif name in ("fonts", "fills", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = name

    if data:
        scan(data, start, ignore)
    return {str(index): style for index, style in enumerate(found)}


_REF = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@lru_cache(maxsize=2**14)
def _address(ref: str) -> tuple[int, int] | None:
    """Row and column of ``B7``; None where no sheet has such a cell."""
    match = _REF.fullmatch(ref)
    row, column = (int(match[2]), column_number(match[1])) if match else (0, 0)
    return (row, column) if 0 < row <= MAX_ROW and column <= MAX_COLUMN else None


class _Cells:
    """Takes the cells of a sheet as its XML has them."""

    def __init__(self, sheet: Sheet, strings: tuple[str, ...], styles: Mapping[str, _Style]) -> None:
        self.sheet, self._strings, self._styles, self._kept = sheet, strings, styles, 0

    def keep(self, cells: Sequence[Stored]) -> None:
        """Puts cells into the sheet, those that hold nothing left out. Raises :class:`Refusal` for what cannot be."""
        self._kept += len(cells)
        if self._kept > MAX_CELLS:
            raise Refusal(TOO_LARGE.id, f"{self.sheet.name}: {MAX_CELLS}")
        for ref, index, kind, formula, value, inline in cells:
            if not (value or inline or formula):
                continue
            place = _address(ref)
            if place is None:
                raise Refusal(DAMAGED.id, f"{self.sheet.name}: {ref or '?'}")
            style = self._styles.get(index or "0") or self._style(index)
            # of a value and an inline string in one cell, one is left over from before: the type says which counts
            text = (inline or value) if kind == "inlineStr" else (value or inline)
            if kind == "s":
                text = self._shared(text)
            elif kind not in ("str", "inlineStr"):
                text = text.strip()
            type_ = "s" if kind in ("s", "str", "inlineStr") else kind or "n"
            content = Content(type_, text, style.format, bool(formula))
            self.sheet.rows.setdefault(place[0], {})[place[1]] = crossed_out(content) if style.struck else content

    def merge(self, name: str, attributes: dict[str, str]) -> None:
        """Takes a range of merged cells, where the element is one."""
        if name == "mergeCell":
            self.sheet.merged.extend(_range(attributes.get("ref", "")))

    def _style(self, index: str) -> _Style:
        return self._styles.get(str(_number(index)), _UNSTYLED)

    def _shared(self, text: str) -> str:
        index = _number(text)
        if index >= len(self._strings):
            raise Refusal(DAMAGED.id, f"{self.sheet.name}: sharedStrings")
        return self._strings[index]


class _SheetReader:
    """The handlers of one sheet's pass. A cell is worked out when the next one begins, and only if it holds anything:
    most cells of a form are blank and styled."""

    def __init__(self, cells: _Cells) -> None:
        self.kept = cells
        self.row = 0
        self.ref, self.beyond = "", 0
        self.cell: dict[str, str] = {}
        self.formula = self.over = False
        self.runs: list[str] = []
        self.values: list[str] = []
        self.texts: list[str] = []
        self.inside, self.run = "", _Run()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: what came before it is taken, then the cell or row it opens is noted."""
        if self.runs:
            self._take_text()
        if ":" in name:
            name = local(name)
        self.inside = name
        if name == "c":
            if self.values or self.texts or self.formula:
                self.close()
            self._note(attributes)
            self.over = False
        elif name == "f":
            self.formula = not self.over
        elif name == "row":
            self.close()
            self.row = _number(attributes.get("r")) or self.row + 1
            self.ref, self.beyond = "", 0
        elif name == "mergeCell":
            self.kept.merge(name, attributes)
        elif name == "extLst":  # the formulas of its drop-down lists are called "f" as those of cells are
            self.close()
            self.over = True
        elif name not in ("v", "t"):
            self.run.enter(name, attributes.get("val", ""))

    def _note(self, attributes: dict[str, str]) -> None:
        """A cell without an address stands right of the one before it."""
        self.cell = attributes
        if ref := attributes.get("r"):
            self.ref, self.beyond = ref, 0
        else:
            self.beyond += 1

    def _take_text(self) -> None:
        if self.inside == "v":
            self.values.append("".join(self.runs))
        elif self.inside == "t":
            self.texts.append(self.run.text("".join(self.runs)))
        self.runs.clear()

    def _place(self) -> str:
        """The cell's address."""
        if not self.beyond:
            return self.ref
        row, column = (_address(self.ref) or (0, 0)) if self.ref else (self.row, 0)
        return f"{column_letters(column + self.beyond)}{row}"

    def close(self) -> None:
        """Keeps the cell before if it holds anything."""
        if self.runs:
            self._take_text()
        if self.values or self.texts or self.formula:
            if len(self.values) > 1:
                raise Refusal(DAMAGED.id, f"{self.kept.sheet.name}: {self.ref or '?'}")
            formula, value, inline = "f" * self.formula, "".join(self.values), "".join(self.texts)
            cell = self.cell.get("s", ""), self.cell.get("t", ""), formula, value, inline
            self.kept.keep([(self._place(), *cell)])
            self.values, self.texts, self.formula = [], [], False


def _number(text: str | None) -> int:
    """A whole number from an attribute; 0 where it is none."""
    return int(text) if text and text.strip().isdecimal() else 0


def _range(ref: str) -> list[tuple[int, int, int, int]]:
    corners = [_REF.fullmatch(corner) for corner in ref.split(":")]
    if len(corners) != 2 or not corners[0] or not corners[1]:
        return []
    (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
    return [(int(top), column_number(left), int(bottom), column_number(right))]


def _read_sheet(name: str, data: bytes, strings: tuple[str, ...], styles: Mapping[str, _Style]) -> Sheet:
    if not data:
        raise Refusal(DAMAGED.id, name)
    kept = _Cells(Sheet(name), strings, styles)
    if plain := plain_cells(data):
        cells, rest = plain
        kept.keep(cells)
        scan(rest, kept.merge, ignore)
        return kept.sheet
    reader = _SheetReader(kept)
    take: Callable[[str], None] = reader.runs.append
    scan(data, reader.start, take)
    reader.close()
    return kept.sheet
