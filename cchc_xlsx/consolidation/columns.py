"""Who stands in the province's columns, and which of them a row counts."""

from __future__ import annotations

from dataclasses import replace

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.consolidation.figures import Column
from cchc_xlsx.model import Checked, LevelId, Outcome, Policy, Unit


def columns_of(outcome: Outcome, edition: Edition) -> tuple[Column, ...]:
    """A column for each unit of the roster (without roster: each that sent), in the order of the edition's levels.

    A submission that is summed always has a column; one that is left out has one where its unit has a place and
    nothing else of the unit is summed.
    """
    roster = {unit.id: Column(unit, unit.level) for unit in (outcome.roster.units if outcome.roster else ())}
    found = dict(roster)
    for checked in sorted(outcome.checked, key=lambda one: one.left_out is not None):
        column = _column(checked, roster)
        place = found.get(column.unit.id)
        if place is None and outcome.roster and not column.is_summed:
            continue
        if place is None or place.checked is None:
            found[column.unit.id] = column
        elif column.is_summed:
            path = checked.submission.paths[0]
            found[path] = replace(column, unit=replace(column.unit, id=path))
    ranks = {level.id: rank for rank, level in enumerate(edition.levels)}
    return tuple(sorted(found.values(), key=lambda column: ranks.get(column.level or LevelId(""), len(ranks))))


def _column(checked: Checked, roster: dict[str, Column]) -> Column:
    identity, path = checked.submission.identity, checked.submission.paths[0]
    unit = identity.unit or Unit(id=path, name=path, level=identity.level)
    if unit.id in roster:
        unit = roster[unit.id].unit
    return Column(unit, unit.level or identity.level, checked)


def takes_part(indicator: Indicator, column: Column) -> bool:
    """Whether the column's unit is one of those whose figure the row counts.

    An own row counts the consolidating unit alone. A shared list counts no unit of unknown level: it could be one of
    those that share the list, and would then count twice.
    """
    if indicator.is_own:
        return column.unit.consolidates
    if indicator.policy is Policy.SHARED and column.level is None:
        return False
    return indicator.due_to(column.level)
