"""An .xlsb package -> sheets of cells: one walk over the records of each binary part. Layout: [MS-XLSB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.intake.grid import MAX_CELLS, MAX_COLUMN, MAX_ROW, Content, Face, Sheet, Workbook, crossed_out
from cchc_xlsx.intake.kinds.office import properties, relationships
from cchc_xlsx.intake.kinds.stored import BUILT_IN_FORMATS, as_it_counts, error_text, number_text
from cchc_xlsx.intake.package import Package
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, NOT_A_WORKBOOK, TOO_LARGE

_ROW, _STRING, _FONT, _FORMAT, _XF, _SHEET = 0, 19, 43, 44, 47, 156
_MERGED, _CELL_XFS, _CELL_XFS_END = 176, 617, 618
_END_OF_SHEET, _END_OF_BOOK, _END_OF_STRINGS, _END_OF_STYLES = 130, 132, 160, 279
_FORMULAS, _SHORT = range(8, 12), (*range(12, 19), 61)
_CELLS = frozenset((*range(1, 19), 61, 62))
_SUPERSCRIPT, _STRUCK = 1, 0x08


class _Styles(NamedTuple):
    """The number format and the font of each cell style, and how the fonts show their text."""

    formats: tuple[str, ...]
    fonts: tuple[int, ...]
    faces: tuple[Face, ...]

    def is_struck(self, style: int) -> bool:
        """Whether the whole font of that cell style is struck through."""
        font = self.fonts[style] if style < len(self.fonts) else len(self.faces)
        return font < len(self.faces) and self.faces[font].struck


def read_xlsb(package: Package) -> Workbook:
    """All sheets of an .xlsb. Raises :class:`Refusal` where the package holds no readable workbook."""
    main = package.part("xl/workbook.bin")
    if not main:
        raise Refusal(NOT_A_WORKBOOK.id)
    targets = relationships(package, "xl/workbook.bin")
    try:
        styles = _styles(package.part(targets.by_type("styles", "xl/styles.bin")))
        strings = _strings(package.part(targets.by_type("sharedStrings", "xl/sharedStrings.bin")), styles.faces)
        sheets = [
            _SheetReader(Sheet(name), strings, styles).read(package.part(targets.by_id[rid]))
            for name, rid in _sheet_names(main)
            if targets.is_worksheet(rid)
        ]
    except (struct.error, IndexError) as fault:
        raise Refusal(DAMAGED.id, "BIFF12") from fault
    return Workbook(sheets, *properties(package))


def _records(part: bytes, last: int) -> Iterator[tuple[int, bytes]]:
    """Each record's number and body, up to the ``last`` without which the part is cut off. Number and length are
    written in groups of seven bits, the low ones first."""
    at, number = 0, last
    while at < len(part):
        number, at = _grouped(part, at, 2)
        size, at = _grouped(part, at, 4)
        if at + size > len(part):
            raise Refusal(DAMAGED.id, "BIFF12: length")
        yield number, part[at : at + size]
        at += size
    if number != last:
        raise Refusal(DAMAGED.id, "BIFF12: end")


def _grouped(part: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for group in range(most):
        byte = part[at + group]
        value |= (byte & 0x7F) << (7 * group)
        if byte < 0x80:
            return value, at + group + 1
    return value, at + most


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text behind its length in UTF-16 units, and where it ends; a text that is not there has the length -1."""
    (units,) = struct.unpack_from("<I", body, at)
    if units == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * units
    if end > len(body):
        raise Refusal(DAMAGED.id, "BIFF12: text")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _rich_text(body: bytes, at: int, faces: tuple[Face, ...]) -> str:
    """A text with its runs; a phonetic guide behind them is not read."""
    text, end = _text(body, at + 1)
    if not body[at] & 1:
        return text
    (count,) = struct.unpack_from("<I", body, end)
    runs = body[end + 4 : end + 4 + 4 * count]
    return as_it_counts(text, list(struct.iter_unpack("<HH", runs)), faces)


def _sheet_names(part: bytes) -> Iterator[tuple[str, str]]:
    for number, body in _records(part, _END_OF_BOOK):
        if number == _SHEET:
            rid, end = _text(body, 8)
            yield _text(body, end)[0], rid


@lru_cache(maxsize=64)
def _strings(part: bytes, faces: tuple[Face, ...]) -> tuple[str, ...]:
    """The shared strings in order; cached by content, as files made from one template share theirs."""
    return tuple(_rich_text(body, 0, faces) for number, body in _records(part, _END_OF_STRINGS) if number == _STRING)


@lru_cache(maxsize=64)
def _styles(part: bytes) -> _Styles:
    codes: dict[int, str] = dict(BUILT_IN_FORMATS)
    formats: list[str] = []
    fonts: list[int] = []
    faces: list[Face] = []
    of_cells = False
    for number, body in _records(part, _END_OF_STYLES):
        if number == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif number == _FONT:
            flags, _, script = struct.unpack_from("<HHH", body, 2)
            faces.append(Face(script == _SUPERSCRIPT, bool(flags & _STRUCK)))
        elif number in (_CELL_XFS, _CELL_XFS_END):
            of_cells = number == _CELL_XFS
        elif number == _XF and of_cells:
            format_, font = struct.unpack_from("<HH", body, 2)
            formats.append(codes.get(format_, "General"))
            fonts.append(font)
    return _Styles(tuple(formats), tuple(fonts), tuple(faces))


class _SheetReader:
    """One sheet's walk. A cell's record says what it holds; short ones stand right of the cell before."""

    def __init__(self, sheet: Sheet, strings: tuple[str, ...], styles: _Styles) -> None:
        self._sheet, self._strings, self._styles = sheet, strings, styles
        self._row = self._column = self._cells = 0

    def read(self, part: bytes) -> Sheet:
        """The sheet with its cells and merged ranges."""
        if not part:
            raise Refusal(DAMAGED.id, self._sheet.name)
        for number, body in _records(part, _END_OF_SHEET):
            if number == _ROW:
                self._row, self._column = struct.unpack_from("<I", body)[0] + 1, 0
            elif number in _CELLS:
                self._take(number, body)
            elif number == _MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", body)
                self._sheet.merged.append((top + 1, left + 1, bottom + 1, right + 1))
        return self._sheet

    def _take(self, number: int, body: bytes) -> None:
        short = number in _SHORT
        self._column = self._column + 1 if short else struct.unpack_from("<I", body)[0] + 1
        at = 0 if short else 4
        if not (0 < self._row <= MAX_ROW and self._column <= MAX_COLUMN):
            raise Refusal(DAMAGED.id, f"{self._sheet.name}: {self._row}, {self._column}")
        kind, text = self._value(number, body, at + 4)
        formula = number in _FORMULAS
        if not text and not formula:
            return
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Refusal(TOO_LARGE.id, f"{self._sheet.name}: {MAX_CELLS}")
        style = struct.unpack_from("<I", body, at)[0] & 0xFFFFFF
        format_ = self._styles.formats[style] if style or self._styles.formats else "General"
        content = Content(kind, text, format_, formula)
        content = crossed_out(content) if self._styles.is_struck(style) else content
        self._sheet.rows.setdefault(self._row, {})[self._column] = content

    def _value(self, number: int, body: bytes, at: int) -> tuple[str, str]:
        """The type and text of what a cell's record holds: the long, the short and the formula’s are alike."""
        match number:
            case 2 | 13:
                return "n", _packed(body, at)
            case 3 | 14 | 11:
                return "e", error_text(body[at])
            case 4 | 15 | 10:
                return "b", str(int(body[at] != 0))
            case 5 | 16 | 9:
                return "n", number_text(struct.unpack_from("<d", body, at)[0])
            case 6 | 17 | 8:
                return "s", _text(body, at)[0]
            case 7 | 18:
                return "s", self._strings[struct.unpack_from("<I", body, at)[0]]
            case 62 | 61:
                return "s", _rich_text(body, at, self._styles.faces)
        return "", ""


def _packed(body: bytes, at: int) -> str:
    """A number in 30 bits: whole or the upper half of a real, as it stands or a hundred times too large."""
    (bits,) = struct.unpack_from("<i", body, at)
    value = float(bits >> 2) if bits & 2 else struct.unpack("<d", struct.pack("<xxxxi", bits & ~3))[0]
    return number_text(value / 100 if bits & 1 else value)
