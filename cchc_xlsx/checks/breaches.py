"""What is broken in each submission, as typed and as it would be if some of its cells said something else.

One judgement serves both: what if is asked by adding rows to the wide table, so no relation is judged in a second way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.checks.relations import Verdict, judge
from cchc_xlsx.checks.schema import value_checks
from cchc_xlsx.checks.table import Mask, State, Table, decimals_of
from cchc_xlsx.model import Code, Severity

Breach = str
"""What is broken: a relation, by its statement, or a row whose figure is none of its kind, by its code."""
Broken = Mapping[Breach, Severity]
Edits = Mapping[Code, Decimal | None]
"""What cells would say instead; None: nothing."""

_AT_ONCE = 2000
"""So many suppositions are judged together: a few megabytes."""


class Supposition(NamedTuple):
    """A submission, by its row in the table, with some cells changed."""

    row: int
    edits: Edits


def concerned(breach: Breach, edition: Edition) -> tuple[Code, ...]:
    """The rows a breach speaks of."""
    relation = edition.by_statement.get(breach)
    return relation.codes if relation else (Code(breach),)


def broken(table: Table, verdict: Verdict) -> list[Broken]:
    """What is broken in each submission, informations left out."""
    found: list[dict[Breach, Severity]] = [{} for _ in table.level]
    for breach, severity, where in (*_relations(verdict), *_values(table)):
        for row in np.flatnonzero(where):
            worse = found[row].get(breach) is not Severity.ERROR
            if worse:
                found[row][breach] = severity
    return list(found)


def _relations(verdict: Verdict) -> Iterator[tuple[Breach, Severity, Mask]]:
    for judgement in verdict.judgements:
        if judgement.severity is not Severity.INFO:
            yield judgement.relation.statement, judgement.severity, judgement.where


def _values(table: Table) -> Iterator[tuple[Breach, Severity, Mask]]:
    invalid = table.state == State.INVALID
    for at in np.flatnonzero(invalid.any(axis=0)):
        yield table.edition.codes[at], Severity.ERROR, invalid[:, at]
    for check in value_checks(table.edition):
        marked = check.marked(table.value[:, [table.positions[code] for code in check.codes]])
        for at in np.flatnonzero(marked.any(axis=0)):
            yield check.codes[at], check.rule.severity, marked[:, at]


def suppose(table: Table, cases: Sequence[Supposition]) -> list[Broken]:
    """What would be broken in each case."""
    found: list[Broken] = []
    for start in range(0, len(cases), _AT_ONCE):
        supposed = _supposed(table, cases[start : start + _AT_ONCE])
        found += broken(supposed, judge(supposed))
    return found


def _supposed(table: Table, cases: Iterable[Supposition]) -> Table:
    """A table of the cases: each its submission's row with the edits made."""
    cases = list(cases)
    rows = np.array([case.row for case in cases], dtype=np.intp)
    value, as_typed = table.value[rows], table.as_typed[rows]
    state, decimals = table.state[rows], table.decimals[rows]
    for row, case in enumerate(cases):
        for code, figure in case.edits.items():
            at = table.positions[code]
            value[row, at] = as_typed[row, at] = np.nan if figure is None else float(figure)
            state[row, at] = State.BLANK if figure is None else State.VALUE
            decimals[row, at] = 0 if figure is None else decimals_of(figure)
    return replace(
        table, level=table.level[rows], value=value, as_typed=as_typed, state=state, decimals=decimals,
        due=table.due[rows],
    )  # fmt: skip
