"""Writers of the kinds of workbook that the readers read: each takes the grid that a reader shall give back.

Raised digits (¹) are written as digits in superscript. A formula is written as one whose result is the cell's value.
"""

from __future__ import annotations

import re
from itertools import groupby

from cchc_xlsx.intake.grid import Content
from cchc_xlsx.intake.values import is_date_format, is_percent_format

ERRORS = {
    "#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A,
}  # fmt: skip
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))


def runs(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it stands in superscript."""
    pieces = ((raised, "".join(chars)) for raised, chars in groupby(text, _RAISED.__contains__))
    return [("".join(_RAISED.get(char, char) for char in piece), raised) for raised, piece in pieces]


def is_rich(text: str) -> bool:
    return any(raised for _, raised in runs(text))


def shows(format_: str) -> str:
    """What a number format does: ``%``, ``date`` or nothing."""
    return "%" if is_percent_format(format_) else "date" if is_date_format(format_) else ""


def literal(content: Content) -> str:
    """The content as a formula writes it."""
    match content.type:
        case "s":
            return '"{}"'.format(content.text.replace('"', '""'))
        case "b":
            return "TRUE()" if content.text == "1" else "FALSE()"
        case _:
            return content.text or "1+1"


def is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text))
