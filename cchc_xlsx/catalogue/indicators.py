"""The rows of the forms: ``indicators.csv`` -> indicators, in the printed order."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_xlsx.catalogue.notation import CatalogueError
from cchc_xlsx.model import Code, Kind, LevelId, Nature, Policy

NOBODY = LevelId("nobody")
"""Reporter of the rows printed "Không báo"."""
CONSOLIDATOR = LevelId("consolidator")
"""Reporter of the rows that are the consolidating unit's own."""

_COLUMNS = [
    "code",
    "stt",
    "label",
    "unit",
    "kind",
    "reporter",
    "nature",
    "policy",
    "printed_stt",
    "printed_label",
    "printed_unit",
]
_NOT_PRINTED = "-"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a form. ``reporter`` is the level that reports it, inherited from its parent; None: all levels.

    ``stt``, ``label`` and ``measure`` (unit of measure) are as we print them, ``printed_…`` as the official form does.
    """

    code: Code
    form: int
    stt: str
    label: str
    measure: str
    kind: Kind
    parent: Code | None
    note_of: LevelId | None
    reporter: LevelId | None
    nature: Nature
    policy: Policy
    shared_over: LevelId | None
    printed_stt: str
    printed_label: str
    printed_measure: str

    @property
    def meanings(self) -> dict[int, str]:
        """The codes printed in the unit column with their meaning, ``{1: "Có", 0: "Không"}``; none for other kinds."""
        if self.kind not in (Kind.CODE, Kind.OPTION):
            return {}
        return {int(number): words.strip() for words, number in re.findall(r"([^=;\d]+?)\s*=\s*(\d+)", self.measure)}

    @property
    def is_own(self) -> bool:
        """Only the consolidating unit has a figure for it."""
        return self.reporter in (NOBODY, CONSOLIDATOR)

    @property
    def depth(self) -> int:
        """How deep the row stands below its form's first rows (0, 1, 2 …)."""
        return self.code.count(".") - 1 + self.code[-1].isalpha()

    def due_to(self, level: LevelId | None) -> bool:
        """Whether a unit of that level reports the row. An unknown level reports only what all levels do."""
        return self.kind is not Kind.HEADING and self.reporter in (None, level) and not self.is_own


def read_indicators(path: Path, reporters: Collection[str]) -> dict[Code, Indicator]:
    """All rows by code. Raises :class:`CatalogueError` with file and line where a row is faulty."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if rows.fieldnames != _COLUMNS:
            raise CatalogueError(path, 1, f"the columns are not {', '.join(_COLUMNS)}")
        found: dict[Code, Indicator] = {}
        for row in rows:
            try:
                indicator = _indicator(row, found, reporters)
            except ValueError as fault:
                raise CatalogueError(path, rows.line_num, str(fault)) from fault
            found[indicator.code] = indicator
    return found


def _indicator(row: Mapping[str, str], above: Mapping[Code, Indicator], reporters: Collection[str]) -> Indicator:
    code = Code(row["code"])
    match = re.fullmatch(r"BM(\d+)\.\d+(\.\d+)*[a-z]?", code)
    if not match or code in above:
        raise ValueError(f"“{code}” is no code, or stands twice")
    if any(named not in reporters for named in [row["reporter"]] if named):
        raise ValueError(f"{code}: unknown reporter “{row['reporter']}”")
    kind, parent = Kind(row["kind"]), _parent(code, row, above)
    said = LevelId(row["reporter"]) if row["reporter"] else None
    policy, _, over = row["policy"].partition(" ")
    if (Policy(policy) is Policy.NONE) != (kind is Kind.HEADING):
        raise ValueError(f"{code}: a {kind} with the policy “{policy}”")
    if (Policy(policy) is Policy.SHARED) != (over in reporters):
        raise ValueError(f"{code}: shared over which level?")
    printed_measure = row["printed_unit"] or row["unit"]
    return Indicator(
        code=code,
        form=int(match[1]),
        stt=row["stt"],
        label=row["label"],
        measure=row["unit"],
        kind=kind,
        parent=parent,
        note_of=said,
        reporter=said or (above[parent].reporter if parent else None),
        nature=Nature(row["nature"]),
        policy=Policy(policy),
        shared_over=LevelId(over) if over else None,
        printed_stt=row["printed_stt"] or row["stt"],
        printed_label=row["printed_label"] or row["label"],
        printed_measure="" if printed_measure == _NOT_PRINTED else printed_measure,
    )


def _parent(code: Code, row: Mapping[str, str], above: Mapping[Code, Indicator]) -> Code | None:
    """The row above by code; an unnumbered heading is a title between rows and has none."""
    if code[-1].isalpha() and row["kind"] == Kind.HEADING:
        return None
    stem = Code(code[:-1] if code[-1].isalpha() else code.rpartition(".")[0])
    if "." in stem and stem not in above:
        raise ValueError(f"{code}: its parent {stem} does not stand above it")
    return stem if stem in above else None
