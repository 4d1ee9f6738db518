"""``dieu_chinh.xlsx`` / ``.csv``: figures that are corrected with a reason. New values are read like any cell."""

from __future__ import annotations

from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.decided import COLUMNS, Refused, decided, finding_of
from cchc_xlsx.intake.lists import Columns, Line, read_list
from cchc_xlsx.intake.values import ValueReader
from cchc_xlsx.model import Adjustment, Blank, Code, Finding, Reading, Source
from cchc_xlsx.rules import decisions as rules

STEM = "dieu_chinh"
_COLUMNS: Columns = {
    **COLUMNS,
    "code": ("chỉ tiêu", "mã chỉ tiêu", "indicator"),
    "old": ("giá trị cũ", "số cũ", "giá trị ghi", "old value"),
    "new": ("giá trị mới", "số mới", "giá trị đúng", "new value"),
}
_CLEARED = {"de trong", "trong", "o trong", "xoa", "blank"}
"""How the officer says that a cell is, or is to be, blank."""


def read_adjustments(path: str, edition: Edition) -> tuple[list[Adjustment], list[Finding]]:
    """The corrections of the file, and what is wrong with its lines. Raises ListError."""
    reader = ValueReader(edition)
    found: list[Adjustment] = []
    faults: list[Finding] = []
    for line in read_list(Path(path), _COLUMNS, ("unit", "code", "old", "new")):
        try:
            found.append(_adjustment(line, path, edition, reader))
        except Refused as refused:
            faults.append(finding_of(refused, path, line.number))
    return found, faults


def _adjustment(line: Line, path: str, edition: Edition, reader: ValueReader) -> Adjustment:
    said, code = decided(line), edition.find_code(line.text("code"))
    if code is None:
        raise Refused(rules.UNKNOWN_PLACE, line.text("code"))
    if not (said.reason and said.who):
        raise Refused(rules.UNREASONED)
    if not line.text("new"):
        raise Refused(rules.NO_NEW_VALUE, said.unit, code)
    old, new = (_reading(line, name, code, path, reader) for name in ("old", "new"))
    source = Source(path, line.number)
    return Adjustment(source, said.unit, code, old, new, said.reason, said.who, said.dated)


def _reading(line: Line, name: str, code: Code, path: str, reader: ValueReader) -> Reading:
    cell = line.cells[name]._replace(path=path)
    if fold(line.text(name)) in _CLEARED:
        return Blank(cell, line.text(name))
    return reader.read(line.contents.get(name), code, cell)
