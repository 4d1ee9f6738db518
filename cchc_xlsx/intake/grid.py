"""What any kind of file is read into: sheets of filled cells, each with its address, type, stored text and format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.catalogue.encodings import Decoder, decoder_for

MAX_CELLS = 500_000
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


class Content(NamedTuple):
    """What one cell holds. ``type`` as in the file (``n`` number, ``s`` text, ``b``, ``e`` error, ``d`` date);
    ``text`` is the stored text, ``format`` its number format; ``stored`` the text in an old font's encoding of which
    ``text`` is the Unicode."""

    type: str
    text: str
    format: str = "General"
    formula: bool = False
    stored: str = ""


@dataclass(slots=True)
class Sheet:
    """One sheet: its filled cells by row, then column (1-based), and its merged ranges (top, left, bottom, right).
    ``above`` are the lines of text that stand before it where the file is a document with tables."""

    name: str
    rows: dict[int, dict[int, Content]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    above: tuple[str, ...] = ()

    def text(self, row: int, column: int) -> str:
        """The stored text of a cell, empty where there is none."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text if cell else ""


@dataclass(slots=True)
class Workbook:
    """A workbook's sheets in order, and what its properties say."""

    sheets: list[Sheet]
    modified: str = ""
    saved_by: str = ""
    ours: bool = False


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STROKE = "\u0336"
"""Stands behind each character that is struck through. Labels fold as if it were not there; figures do not parse."""
_WITHOUT_STROKE = re.compile(rf"[^\s{STROKE}](?!{STROKE})")


def raised(text: str) -> str:
    """Text in superscript: its digits are a footnote's mark and no digits of a figure."""
    return text.translate(_RAISED)


def struck(text: str) -> str:
    """Text that is struck through: what somebody crossed out is no part of a figure."""
    return _WITHOUT_STROKE.sub(rf"\g<0>{STROKE}", text)


def crossed_out(content: Content) -> Content:
    """What a cell holds whose whole font is struck through: a number so is no number any more."""
    if content.type not in ("n", "s", "d") or not content.text:
        return content
    return content._replace(type="s", text=struck(content.text))


class Face(NamedTuple):
    """How a font shows its text, as far as it matters."""

    raised: bool = False
    struck: bool = False

    def text(self, text: str) -> str:
        """The text as it counts."""
        if not text or self == PLAIN:
            return text
        text = raised(text) if self.raised else text
        return struck(text) if self.struck else text


PLAIN = Face()


@lru_cache(maxsize=4096)
def column_letters(column: int) -> str:
    """1 -> ``A``, 28 -> ``AB``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """``AB`` -> 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def in_unicode(workbook: Workbook) -> Workbook:
    """The workbook with texts typed for old office fonts (TCVN3, VNI) in Unicode; itself where there are none."""
    texts = [
        cell.text
        for sheet in workbook.sheets
        for row in sheet.rows.values()
        for cell in row.values()
        if cell.type == "s"
    ]
    decode = decoder_for([*texts, *(line for sheet in workbook.sheets for line in sheet.above)])
    if decode is None:
        return workbook
    sheets = [
        replace(
            sheet,
            rows={
                number: {column: _decoded(cell, decode) for column, cell in row.items()}
                for number, row in sheet.rows.items()
            },
            above=tuple(map(decode, sheet.above)),
        )
        for sheet in workbook.sheets
    ]
    return replace(workbook, sheets=sheets)


def _decoded(cell: Content, decode: Decoder) -> Content:
    text = decode(cell.text) if cell.type == "s" else cell.text
    return cell if text == cell.text else cell._replace(text=text, stored=cell.text)
