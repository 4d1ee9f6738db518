"""The roster ``don_vi.xlsx`` / ``.csv``: which units report. A faulty roster stops the run, naming its line."""

from __future__ import annotations

from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold, slug
from cchc_xlsx.intake.lists import Line, ListError, read_list
from cchc_xlsx.model import LevelId, Roster, Unit

ROSTER_STEM = "don_vi"
_COLUMNS = {
    "id": ("mã", "mã đơn vị"),
    "name": ("tên", "tên đơn vị", "đơn vị"),
    "level": ("cấp",),
    "aliases": ("tên khác",),
    "role": ("vai trò",),
    "old": ("mã cũ",),
}


class RosterError(Exception):
    """The roster cannot be used; the text says why, with the line, in no sentence of ours."""


def find_roster(folder: Path) -> Path | None:
    """``don_vi.xlsx`` or ``don_vi.csv`` in the folder."""
    found = [folder / f"{ROSTER_STEM}{suffix}" for suffix in (".xlsx", ".csv")]
    return next((path for path in found if path.is_file()), None)


def read_roster(path: Path, edition: Edition) -> Roster:
    """The units of the roster. Raises :class:`RosterError` with the line where a unit is faulty."""
    try:
        lines = read_list(path, _COLUMNS, ("name", "level"))
    except ListError as fault:
        raise RosterError(str(fault)) from fault
    units: list[Unit] = []
    owners: dict[str, Unit] = {}
    for line in lines:
        unit = _unit(line, edition, f"{path.name}:{line.number}")
        for name in _names(unit):
            if name in owners:
                raise RosterError(f"{path.name}:{line.number}: “{unit.name}” = “{owners[name].name}” ({name})")
        owners |= dict.fromkeys(_names(unit), unit)
        units.append(unit)
    return Roster(str(path), _with_consolidator(tuple(units), edition))


def _names(unit: Unit) -> set[str]:
    """Everything a file can name the unit by."""
    return {fold(text) for text in (unit.id, unit.name, *unit.aliases)}


def _unit(line: Line, edition: Edition, place: str) -> Unit:
    name, said = line.text("name"), fold(line.text("level"))
    level = next(
        (one.id for one in edition.levels if said in {fold(one.id), *map(fold, (one.level, *one.words))}), None
    )
    if not name:
        raise RosterError(f"{place}: tên ?")
    if level is None:
        raise RosterError(f"{place}: cấp “{line.text('level')}” ?")
    aliases = [part.strip() for field in ("aliases", "old") for part in line.text(field).split(";")]
    consolidates = fold(line.text("role")) == "tong hop"
    return Unit(line.text("id") or slug(name), name, LevelId(level), tuple(filter(None, aliases)), consolidates)


def _with_consolidator(units: tuple[Unit, ...], edition: Edition) -> tuple[Unit, ...]:
    """Where nobody is marked, the unit of the edition's consolidator's name sums up."""
    if any(unit.consolidates for unit in units):
        return units
    name = fold(edition.consolidator)
    return tuple(
        Unit(unit.id, unit.name, unit.level, unit.aliases, consolidates=fold(unit.name) == name) for unit in units
    )
