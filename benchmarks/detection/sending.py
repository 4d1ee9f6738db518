"""A unit's cells as the product meets them: a submission in memory by the product's reader of values, or a workbook.

Both have the same cells at the same addresses; a workbook also proves the reader of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from xlsxwriter import Workbook

from benchmarks.detection.forms import FORMS, KIND, ROWS, Unit
from benchmarks.detection.handwriting import Hand
from benchmarks.detection.relations import Fact, Facts
from cchc_xlsx.intake.grid import Content, column_letters
from cchc_xlsx.model import Blank, Cell, Code, FormTable, Identity, Kind, LevelId, Noted, PeriodId, Reading, Submission
from cchc_xlsx.model import Unit as Sender
from tests.tables import EDITION, READER, content_of

PERIOD = PeriodId("2022Y")
_LEVEL_WORDS = {"so": "sở", "huyen": "huyện"}


@dataclass(frozen=True)
class Layout:
    """Where a unit's tables begin: columns left of them, rows above them, and whether a column is left out within."""

    left: int
    top: int
    gap: bool

    @classmethod
    def drawn(cls, chance: Random) -> Layout:
        return cls(chance.randint(0, 3), chance.randint(5, 14), chance.random() < 0.3)

    @property
    def measure(self) -> int:
        return self.left + 3 + self.gap

    @property
    def value(self) -> int:
        return self.measure + 1

    def row(self, code: str) -> int:
        """The row of the sheet."""
        return self.top + 1 + _ORDER[code]


_ORDER = {code: at for form in FORMS for at, code in enumerate(c for c in ROWS if ROWS[c].form == form)}


@dataclass(frozen=True)
class Sent:
    """What one unit sends: what its cells mean, what stands in them (``tests/tables.py``'s notation), the unit column;
    ``missing`` forms are not there."""

    unit: Unit
    facts: Mapping[str, Fact]
    cells: Mapping[str, str]
    measures: Mapping[str, str]
    layout: Layout
    missing: frozenset[int] = frozenset()

    @property
    def path(self) -> str:
        return f"{self.unit.id}.xlsx"

    @property
    def sender(self) -> Sender:
        """The unit as the product knows it from a roster."""
        unit = self.unit
        return Sender(unit.id, unit.name, LevelId(unit.level), consolidates=unit.consolidates)

    @property
    def forms(self) -> list[int]:
        return [form for form in FORMS if form not in self.missing]

    def place(self, code: str) -> Cell:
        """Where the row's figure stands."""
        return self._at(code, self.layout.value)

    def measure_place(self, code: str) -> Cell:
        """Where the row's unit of measure stands."""
        return self._at(code, self.layout.measure)

    def _at(self, code: str, column: int) -> Cell:
        return Cell(self.path, f"Biểu mẫu {ROWS[code].form}", f"{column_letters(column)}{self.layout.row(code)}")

    @property
    def example(self) -> str:
        """The submission in the notation of the rules' examples."""
        level = "consolidator" if self.unit.consolidates else self.unit.level
        return " | ".join([level, *(f"{code}: {self.cells.get(code, '')}".rstrip() for code in ROWS)])


def send(chance: Random, unit: Unit, facts: Facts) -> Sent:
    """The unit types its facts in its own hand and layout."""
    hand = Hand(chance)
    measures = {code: words for code in ROWS if (words := hand.measure(code))}
    return Sent(unit, facts, hand.cells(facts), measures, Layout.drawn(chance))


def as_submission(sent: Sent) -> Submission:
    """The submission as reading the unit's workbook gives it."""
    tables = tuple(_table(sent, form) for form in sent.forms)
    readings = {code: one for table in tables for code, one in table.readings.items()}
    measures = {code: one for table in tables for code, one in table.measures.items()}
    identity = Identity(sent.sender, LevelId(sent.unit.level), PERIOD)
    return Submission((sent.path,), identity, EDITION.id, tables, readings, measures)


def _table(sent: Sent, form: int) -> FormTable:
    codes = [code for code in ROWS if ROWS[code].form == form]
    readings: dict[Code, Reading] = {}
    for code in codes:
        content = content_of(sent.cells.get(code, ""))
        if content or KIND[code] is not Kind.HEADING:
            place = sent.place(code)
            readings[Code(code)] = READER.read(content, Code(code), place) if content else Blank(place)
    measures = {
        Code(code): Noted(sent.measures[code].strip(), sent.measure_place(code))
        for code in codes
        if code in sent.measures
    }
    return FormTable(form, sent.path, f"Biểu mẫu {form}", readings, measures, column_letters(sent.layout.value))


def write(sent: Sent, folder: Path) -> Path:
    """The unit's workbook."""
    path = folder / sent.path
    with Workbook(path, {"in_memory": True}) as book:
        for form in sent.forms:
            _write_form(book, sent, form)
    return path


def _write_form(book: Workbook, sent: Sent, form: int) -> None:
    sheet, layout = book.add_worksheet(f"Biểu mẫu {form}"), sent.layout
    lines = [
        f"Đơn vị báo cáo: {sent.unit.name}", f"Cấp: {_LEVEL_WORDS[sent.unit.level]}", "Kỳ báo cáo: Năm", "Năm: 2022",
    ]  # fmt: skip
    for at, line in enumerate(lines):
        sheet.write_string(at, layout.left, line)
    heads = {
        layout.left: "STT",
        layout.left + 1: "Chỉ tiêu",
        layout.measure - 1: "Đơn vị tính",
        layout.value - 1: "Số liệu",
    }
    for column, head in heads.items():
        sheet.write_string(layout.top - 1, column, head)
    for code, row in ROWS.items():
        if row.form == form:
            at = layout.row(code) - 1
            sheet.write_string(at, layout.left, row.stt)
            sheet.write_string(at, layout.left + 1, row.label)
            sheet.write_string(at, layout.measure - 1, sent.measures.get(code, ""))
            if content := content_of(sent.cells.get(code, "")):
                _write_cell(book, sheet, at, layout.value - 1, content)


def _write_cell(book: Workbook, sheet: Any, row: int, column: int, content: Content) -> None:
    """The cell as Excel stores it."""
    match content:
        case Content(type="s", text=text):
            sheet.write_string(row, column, text)
        case Content(type="b", text=text):
            sheet.write_boolean(row, column, text == "1")
        case Content(type="e", text=text):
            sheet.write_formula(row, column, "=A1/0", None, text)
        case Content(formula=True, text=text):
            sheet.write_formula(row, column, "=1+1", None, text)
        case Content(text=text, format=shown):
            style = None if shown == "General" else book.add_format({"num_format": shown})
            sheet.write_number(row, column, float(text), style)
