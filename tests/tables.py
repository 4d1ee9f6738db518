"""Tables of cases as people read them, and the cells, submissions and workbooks they speak of.

A cell is written as in the rules' examples: ``'…`` typed text, ``95.3%`` a percent-formatted number, ``TRUE``,
``#REF!``, ``date 2022-06-05``, ``=`` a formula without a value, nothing for a blank, anything else a stored number. A
number format may stand behind it: ``95.3 {0.00"%"}``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from cchc_xlsx.catalogue import load_edition
from cchc_xlsx.checks import check_submissions
from cchc_xlsx.intake import reader
from cchc_xlsx.intake.grid import Content
from cchc_xlsx.intake.values import ValueReader
from cchc_xlsx.model import (
    Blank,
    Cell,
    Code,
    Finding,
    FormTable,
    Identity,
    Invalid,
    LevelId,
    Noted,
    Number,
    Reading,
    Received,
    Roster,
    Submission,
    Unit,
)
from cchc_xlsx.rules import RULES
from cchc_xlsx.rules.example import read_example

EDITION = load_edition()
READER = ValueReader(EDITION)
PATH = "vi-du.xlsx"
ABSENT_ROWS = {"TN003", "TN004"}
"""An example holds some rows only; that the others are not there is said of every one."""


def table(text: str) -> list[dict[str, str]]:
    """Lines of cells between bars; the first line names the columns; a line of dashes rules one off."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:] if set("".join(line)) != {"-"}]


def content_of(cell: str) -> Content | None:
    """What a reader of the file finds in the cell."""
    if match := re.fullmatch(r"(?P<cell>.*?) \{(?P<format>.+)\}", cell):
        content = content_of(match["cell"])
        return content._replace(format=match["format"]) if content else None
    if not cell:
        return None
    if cell.startswith("'"):
        return Content("s", cell[1:])
    if cell.startswith("date "):
        serial = (date.fromisoformat(cell.removeprefix("date ")) - date(1899, 12, 30)).days
        return Content("n", str(serial), "dd/mm/yyyy")
    if cell in ("TRUE", "FALSE"):
        return Content("b", str(int(cell == "TRUE")))
    if cell.startswith("#"):
        return Content("e", cell, formula=True)
    if cell == "=":
        return Content("n", "", formula=True)
    if cell.endswith("%"):
        return Content("n", str(Decimal(cell[:-1]) / 100), "0.0%")
    return Content("n", cell)


def reading_of(code: str, cell: str) -> Reading:
    """The cell, read in the row ``code`` by the real reader."""
    row = [one.code for one in EDITION.rows(EDITION.indicators[Code(code)].form)].index(Code(code)) + 8
    place = Cell(PATH, f"Biểu mẫu {EDITION.indicators[Code(code)].form}", f"D{row}")
    return READER.read(content_of(cell), Code(code), place)


def submission_of(example: str) -> Submission:
    """``so | BM6.1.1 [Đồng]: 5000000 | BM3.3.1a: '15.999`` -> what a unit of that level sends.

    ``consolidator`` is the department that sums up, ``?`` a unit whose level nobody knows.
    """
    said = read_example(example)
    consolidates = said.level == "consolidator"
    level = None if said.level == "?" else LevelId("so" if consolidates else said.level)
    readings = {row.code: reading_of(row.code, row.cell) for row in said.rows}
    measures = {
        row.code: Noted(row.measure, readings[row.code].cell._replace(ref=f"C{readings[row.code].cell.ref[1:]}"))
        for row in said.rows
        if row.measure
    }
    tables = tuple(
        FormTable(
            form, PATH, f"Biểu mẫu {form}", {code: one for code, one in readings.items() if _form(code) == form},
            {code: one for code, one in measures.items() if _form(code) == form}, "D",
        )
        for form in sorted({_form(code) for code in readings})
    )  # fmt: skip
    unit = Unit("vi-du", "Đơn vị ví dụ", level, consolidates=consolidates)
    return Submission((PATH,), Identity(unit, level), EDITION.id, tables, readings, measures)


def _form(code: str) -> int:
    return EDITION.indicators[Code(code)].form


def check_text(example: str) -> tuple[Finding, ...]:
    """All findings about the example."""
    return check_texts([example])[0]


def check_texts(examples: Iterable[str]) -> list[tuple[Finding, ...]]:
    """The findings about each example, checked together as in a folder."""
    return [one.findings for one in check_submissions([submission_of(one) for one in examples], EDITION)]


class Batch:
    """Examples that are checked together at the first look at one of them."""

    def __init__(self, examples: Iterable[str]) -> None:
        self._examples = list(dict.fromkeys(examples))

    @cached_property
    def _found(self) -> dict[str, tuple[Finding, ...]]:
        return dict(zip(self._examples, check_texts(self._examples), strict=True))

    def __getitem__(self, example: str) -> tuple[Finding, ...]:
        return self._found[example]


def every(findings: Iterable[Finding]) -> list[Finding]:
    """The findings and, behind each, the consequences folded under it, each on its own."""
    return [one for finding in findings for one in (replace(finding, also=()), *finding.also)]


def rules_in(findings: Iterable[Finding]) -> set[str]:
    return {finding.rule for finding in every(findings)}


def brief(findings: Iterable[Finding]) -> str:
    """``TL001@BM7.6.2=89.23 TN001@BM7.6.3``, in the catalogue's order: rule, place, suggestion, and ``/warning`` where
    it is not as severe as its rule. That the example lacks rows and forms is not told, consequences are as well."""
    order = {code: at for at, code in enumerate(EDITION.codes)}
    told = [one for one in every(findings) if one.rule not in ABSENT_ROWS]
    told.sort(key=lambda one: (order[one.at.code] if one.at else -1, one.rule, str(one.related)))
    return " ".join(_brief(finding) for finding in told)


def _brief(finding: Finding) -> str:
    place = finding.at.code if finding.at else f"BM{finding.form}"
    expected = f"{finding.expected:f}" if isinstance(finding.expected, Decimal) else finding.expected or ""
    severity = "" if finding.severity is RULES[finding.rule].severity else f"/{finding.severity}"
    return f"{finding.rule}@{place}{expected and f'={expected}'}{severity}"


def about(findings: Iterable[Finding], *codes: str) -> list[Finding]:
    """The findings that stand at one of the rows, or list it as blank."""
    return [
        one
        for one in every(findings)
        if one.at
        and ({one.at.code, *(point.code for point in one.related if one.rule == "TN001")} & {Code(c) for c in codes})
    ]


def of_relation(findings: Iterable[Finding], *statements: str) -> list[Finding]:
    """The findings by one of the relations, as declared."""
    return [one for one in every(findings) if one.statement in statements]


class Printed(NamedTuple):
    """One row of the form as the ministry's annex prints it, typed from the seed report."""

    code: str
    form: int
    stt: str
    label: str
    unit: str
    note: str


def printed_form() -> list[Printed]:
    with (Path(__file__).parent / "printed_form.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Printed(code, int(form), stt, label, unit, note) for code, form, stt, label, unit, note in rows]


PRINTED = printed_form()
_FORM_ROW = re.compile(r"{label (?P<form>\d)(?::(?P<first>\d+)-(?P<last>\d+))?}")
HEAD = """
    | STT | Chỉ tiêu thống kê (Sử dụng trong kỳ báo cáo hàng quý, 6 tháng, năm) | Kết quả thống kê | < | Ghi chú |
    | ^ | ^ | Đơn vị tính | Số liệu | ^ |"""


def usual(form: int) -> str:
    """The sheet of one form as the annex lays it out."""
    return f"[Biểu mẫu {form}]{HEAD}\n| {{stt}} | {{label {form}}} | {{unit}} | {{value}} | {{note}} |\n"


def book(path: Path, text: str, answers: Mapping[str, str] | None = None, **properties: str) -> Path:
    """Writes a real .xlsx: ``[Name]`` opens a sheet, each line of cells between bars is a row of it, from column A.

    ``<`` and ``^`` belong to the cell on their left or above (merged); ``~|`` opens a hidden row. A line that holds
    ``{label 6}`` (or ``{label 6:1-5}``: its first five rows) stands for the rows of that form; ``{stt}``, ``{unit}``,
    ``{note}`` are its printed texts and ``{value}`` the answer given to the row's code. Other cells are text, or in the
    notation of this module if they are no text.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path, {"in_memory": True}) as workbook:
        workbook.set_properties(properties)
        for name, lines in _sheets(text):
            _write_sheet(workbook, name, [row for line in lines for row in _expanded(line, answers or {})])
    return path


def _sheets(text: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^\s*\[", text, flags=re.MULTILINE)[1:]:
        name, _, lines = part.partition("]")
        yield name, [line.strip() for line in lines.splitlines() if line.strip()]


def _expanded(line: str, answers: Mapping[str, str]) -> Iterator[tuple[list[str], bool]]:
    """The line's cells and whether the row is hidden; of a form's line one for each of its rows."""
    hidden, cells = line.startswith("~"), [cell.strip() for cell in line.lstrip("~").strip("|").split("|")]
    match = _FORM_ROW.search(line)
    if not match:
        yield cells, hidden
        return
    rows = [row for row in PRINTED if row.form == int(match["form"])]
    for row in rows[int(match["first"] or 1) - 1 : int(match["last"] or len(rows))]:
        texts = {
            "{stt}": row.stt, match[0]: row.label, "{unit}": row.unit, "{note}": row.note,
            "{value}": answers.get(row.code, ""),
        }  # fmt: skip
        yield [texts.get(cell, cell) for cell in cells], hidden


def _write_sheet(workbook: Workbook, name: str, rows: list[tuple[list[str], bool]]) -> None:
    sheet = workbook.add_worksheet(name)
    for number, (cells, hidden) in enumerate(rows):
        if hidden:
            sheet.set_row(number, None, None, {"hidden": True})
        for column, cell in enumerate(cells):
            _write(workbook, sheet, number, column, cell)
    for top, left, bottom, right in _merged([cells for cells, _ in rows]):
        sheet.merge_range(top, left, bottom, right, "")
        _write(workbook, sheet, top, left, rows[top][0][left])


def _write(workbook: Workbook, sheet: Any, row: int, column: int, cell: str) -> None:
    if not cell or cell in ("<", "^"):
        return
    number = re.fullmatch(r"-?\d+(\.\d+)?(e\d+)?", cell)
    if number and not cell.endswith(".") and not re.fullmatch(r"\d+(\.\d+){2,}", cell):
        sheet.write_number(row, column, float(cell))
    elif re.fullmatch(r"\d+(\.\d+)?%", cell):
        sheet.write_number(row, column, float(Decimal(cell[:-1]) / 100), workbook.add_format({"num_format": "0.0%"}))
    elif cell.startswith("date "):
        shown = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(row, column, date.fromisoformat(cell.removeprefix("date ")), shown)
    else:
        sheet.write_string(row, column, cell.removeprefix("'"))


def _merged(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    def at(row: int, column: int) -> str:
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    for top, cells in enumerate(rows):
        for left, cell in enumerate(cells):
            if cell in ("<", "^"):
                continue
            right = next(column for column in range(left, len(cells) + 1) if at(top, column + 1) != "<")
            bottom = next(row for row in range(top, len(rows)) if at(row + 1, left) != "^")
            if (bottom, right) != (top, left):
                yield top, left, bottom, right


def received(path: Path, roster: Roster | None = None) -> Received:
    """The workbook, read."""
    answer = reader(EDITION, roster)(str(path))
    assert isinstance(answer, Received), answer
    return answer


def figures(tables: Iterable[FormTable]) -> dict[str, str]:
    """What is read, by code: a number as digits, ``?text`` where invalid, else the words; blanks not told."""
    return {code: told(one) for table in tables for code, one in table.readings.items() if not isinstance(one, Blank)}


def told(reading: Reading) -> str:
    match reading:
        case Number(value=value):
            return f"{value:f}"
        case Invalid(raw=raw):
            return f"?{raw}"
        case _:
            return reading.raw


def roll(*lines: str) -> Roster:
    """``mã | tên | cấp | tên khác …`` lines -> a roster."""
    units = []
    for line in lines:
        unit_id, name, level, *aliases = [part.strip() for part in line.split("|")]
        units.append(Unit(unit_id, name, LevelId(level), tuple(aliases), name == "Sở Nội vụ"))
    return Roster("don_vi.xlsx", tuple(units))
