"""How spreadsheet files store what they all hold: numbers as bits, error codes, format numbers, fonts of runs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cchc_xlsx.intake.grid import PLAIN, Face

BUILT_IN_FORMATS = {
    9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
}  # fmt: skip
"""Number formats that a file names without writing them out, where they scale or date the number."""

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def number_text(value: float) -> str:
    """The shortest text of a stored number, as .xlsx files write it: ``15999``, ``95.3``; never ``-0``."""
    return repr(value + 0.0).removesuffix(".0")


def error_text(code: int) -> str:
    """An error value as it is shown."""
    return _ERRORS.get(code, f"#{code}!")


def as_it_counts(text: str, runs: Sequence[tuple[int, int]], faces: Sequence[Face]) -> str:
    """A rich text as it counts: runs are (start in UTF-16 units, font), ``faces`` those of the fonts in order."""
    shown = [faces[font] if font < len(faces) else PLAIN for _, font in sorted(runs)]
    if all(face == PLAIN for face in shown):
        return text
    units, runs = text.encode("utf-16-le", "surrogatepass"), sorted(runs)
    starts = [0, *(2 * start for start, _ in runs), len(units)]
    pieces = [units[start:end].decode("utf-16-le", "replace") for start, end in pairwise(starts)]
    return "".join(face.text(piece) for piece, face in zip(pieces, (PLAIN, *shown), strict=True))
