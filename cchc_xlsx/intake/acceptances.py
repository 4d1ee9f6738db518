"""``chap_nhan.xlsx`` / ``.csv`` / ``.toml``: which findings may stand as they are, why, and who says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.decided import COLUMNS, Refused, decided, finding_of
from cchc_xlsx.intake.grid import Content
from cchc_xlsx.intake.lists import Columns, Line, ListError, names_of, read_list, unknown_in
from cchc_xlsx.model import Acceptance, Code, Finding, RuleId, Source
from cchc_xlsx.rules import RULES
from cchc_xlsx.rules import decisions as rules

STEM = "chap_nhan"
_COLUMNS: Columns = {
    **COLUMNS,
    "rule": ("quy tắc", "mã quy tắc", "rule"),
    "place": ("chỉ tiêu hoặc ô", "chỉ tiêu", "ô hoặc chỉ tiêu", "chỉ tiêu/ô", "ô/chỉ tiêu", "mã chỉ tiêu", "indicator"),
    "cell": ("ô", "cell"),
    "sheet": ("trang", "sheet"),
}
_FORM = re.compile(r"(?:bm|bieu mau|bieu|form) ?(\d+)")
_CELL = re.compile(r"'?(?P<sheet>[^!]+?)'?!\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d*)")


class _Place(NamedTuple):
    code: Code | None = None
    form: int | None = None
    at: tuple[str, str] | None = None


def read_acceptances(path: str, edition: Edition) -> tuple[list[Acceptance], list[Finding]]:
    """The acceptances of the file, and what is wrong with its lines. Raises :class:`ListError`."""
    file = Path(path)
    lines = _toml_lines(file) if file.suffix.lower() == ".toml" else read_list(file, _COLUMNS, ("unit", "reason"))
    found: list[Acceptance] = []
    faults: list[Finding] = []
    for line in lines:
        try:
            found += _acceptances(line, path, edition)
        except Refused as refused:
            faults.append(finding_of(refused, path, line.number))
    return found, faults


def _acceptances(line: Line, path: str, edition: Edition) -> Iterator[Acceptance]:
    """One for each place that the line names."""
    said, rule = decided(line), RuleId(line.text("rule").upper())
    if rule and rule not in RULES:
        raise Refused(rules.UNKNOWN_RULE, line.text("rule"))
    if line.text("sheet") and not (line.text("cell") or line.text("place")):
        raise Refused(rules.UNKNOWN_PLACE, line.text("sheet"))
    places = [_place(text, edition) for text in _texts(line)]
    if not (rule or places) or (not rule and any(place.form for place in places)):
        raise Refused(rules.NOTHING_NAMED)
    if not (said.reason and said.who):
        raise Refused(rules.UNREASONED)
    for place in places or [_Place()]:
        source = Source(path, line.number)
        yield Acceptance(source, said.unit, said.reason, said.who, said.dated, rule or None, *place)


def _texts(line: Line) -> Iterator[str]:
    """The places a line names: several indicators behind one another, or sheet and cell in columns of their own."""
    beside = "!".join(filter(None, (line.text("sheet"), line.text("cell"))))
    for text in (line.text("place") or (beside if line.text("cell") else "")).split(";"):
        if text.strip():
            yield text.strip()


def _place(text: str, edition: Edition) -> _Place:
    """An indicator (``BM7.6.2``), a form (``BM7``) or a cell (``Biểu mẫu 7!D41``)."""
    code = edition.find_code(text)
    if code:
        return _Place(code=code)
    if (match := _FORM.fullmatch(fold(text))) and int(match[1]) in {form.number for form in edition.forms}:
        return _Place(form=int(match[1]))
    if match := _CELL.fullmatch(text):
        return _Place(at=(match["sheet"], match["column"].upper() + match["row"]))
    raise Refused(rules.UNKNOWN_PLACE, text)


def _toml_lines(path: Path) -> list[Line]:
    """The tables of the array ``[[chap_nhan]]``, each with the line it begins in."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        tables = tomllib.loads(text).get(STEM, [])
    except (OSError, ValueError) as fault:
        raise ListError(f"{path.name}: {getattr(fault, 'strerror', None) or fault}") from fault
    begins = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[")]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables) or not tables:
        raise ListError(f"{path.name}: [[{STEM}]] ?")
    if len(begins) != len(tables):
        begins = list(range(1, len(tables) + 1))
    names = names_of(_COLUMNS)
    return [
        Line(
            number,
            {names[fold(key)]: Content("s", str(value)) for key, value in table.items() if fold(key) in names},
            {},
            unknown_in((key, str(value)) for key, value in table.items() if fold(key) not in names),
        )
        for number, table in zip(begins, tables, strict=True)
    ]
