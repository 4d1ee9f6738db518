"""The roster ``don_vi.xlsx`` / ``.csv``: which units report. A faulty roster stops the run, naming its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold, slug, tidy
from cchc_xlsx.intake.kinds.encoding import decoded
from cchc_xlsx.intake.kinds.xlsx import read_xlsx
from cchc_xlsx.intake.package import Package
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.model import LevelId, Roster, Unit

ROSTER_STEM = "don_vi"
_COLUMNS = {
    "ma": "id", "ma don vi": "id", "ten": "name", "ten don vi": "name", "don vi": "name", "cap": "level",
    "ten khac": "aliases", "vai tro": "role", "ma cu": "old",
}  # fmt: skip


class RosterError(Exception):
    """The roster cannot be used; the text says why, with the line, in no sentence of ours."""


def find_roster(folder: Path) -> Path | None:
    """``don_vi.xlsx`` or ``don_vi.csv`` in the folder."""
    found = [folder / f"{ROSTER_STEM}{suffix}" for suffix in (".xlsx", ".csv")]
    return next((path for path in found if path.is_file()), None)


def read_roster(path: Path, edition: Edition) -> Roster:
    """The units of the roster. Raises :class:`RosterError` with the line where a unit is faulty."""
    try:
        rows = list(_csv_rows(path) if path.suffix.lower() == ".csv" else _xlsx_rows(path))
    except Refusal as fault:
        raise RosterError(f"{path.name}: {fault.why} {fault.detail}".strip()) from fault
    except (OSError, ValueError, csv.Error) as fault:
        raise RosterError(f"{path.name}: {getattr(fault, 'strerror', None) or fault}") from fault
    at, columns = _head(rows, path)
    units: list[Unit] = []
    owners: dict[str, Unit] = {}
    for line, row in enumerate(rows[at + 1 :], at + 2):
        fields = {name: tidy(row[column]) if column < len(row) else "" for column, name in columns.items()}
        if not any(fields.values()):
            continue
        unit = _unit(fields, edition, f"{path.name}:{line}")
        for name in _names(unit):
            if name in owners:
                raise RosterError(f"{path.name}:{line}: “{unit.name}” = “{owners[name].name}” ({name})")
        owners |= dict.fromkeys(_names(unit), unit)
        units.append(unit)
    return Roster(str(path), _with_consolidator(tuple(units), edition))


def _names(unit: Unit) -> set[str]:
    """Everything a file can name the unit by."""
    return {fold(text) for text in (unit.id, unit.name, *unit.aliases)}


def _head(rows: list[list[str]], path: Path) -> tuple[int, dict[int, str]]:
    for at, row in enumerate(rows[:20]):
        columns = {column: _COLUMNS[fold(text)] for column, text in enumerate(row) if fold(text) in _COLUMNS}
        if {"name", "level"} <= set(columns.values()):
            return at, columns
    raise RosterError(f"{path.name}: mã | tên | cấp ?")


def _unit(fields: dict[str, str], edition: Edition, line: str) -> Unit:
    name, said = fields.get("name", ""), fold(fields.get("level", ""))
    level = next(
        (one.id for one in edition.levels if said in {fold(one.id), *map(fold, (one.level, *one.words))}), None
    )
    if not name:
        raise RosterError(f"{line}: tên ?")
    if level is None:
        raise RosterError(f"{line}: cấp “{fields.get('level', '')}” ?")
    aliases = [part.strip() for field in ("aliases", "old") for part in fields.get(field, "").split(";")]
    consolidates = fold(fields.get("role", "")) == "tong hop"
    return Unit(fields.get("id") or slug(name), name, LevelId(level), tuple(filter(None, aliases)), consolidates)


def _with_consolidator(units: tuple[Unit, ...], edition: Edition) -> tuple[Unit, ...]:
    """Where nobody is marked, the unit of the edition's consolidator's name sums up."""
    if any(unit.consolidates for unit in units):
        return units
    name = fold(edition.consolidator)
    return tuple(
        Unit(unit.id, unit.name, unit.level, unit.aliases, consolidates=fold(unit.name) == name) for unit in units
    )


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet, blank ones too, so that line numbers are the sheet's."""
    sheets = read_xlsx(Package(path.read_bytes())).sheets
    rows = sheets[0].rows if sheets else {}
    for number in range(1, max(rows, default=0) + 1):
        cells = rows.get(number, {})
        yield [cells[column].text if column in cells else "" for column in range(1, max(cells, default=0) + 1)]


def _csv_rows(path: Path) -> Iterable[list[str]]:
    text = decoded(path.read_bytes())
    if text is None:
        raise ValueError("encoding ?")
    first = text.partition("\n")[0]
    return csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
