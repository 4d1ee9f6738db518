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
from cchc_xlsx.checks.folding import OF_VALUES
from cchc_xlsx.checks.relations import Verdict, judge
from cchc_xlsx.checks.schema import value_checks
from cchc_xlsx.checks.table import Mask, State, Table, decimals_of
from cchc_xlsx.model import Code, Finding, Invalid, RuleId, Severity
from cchc_xlsx.rules import relations as rules


class Breach(NamedTuple):
    """A rule broken by a relation (``of`` is its statement) or by what one cell says (``of`` is its code)."""

    of: str
    rule: RuleId


TO_FILL = {rules.BLANK_RATE.id, rules.BLANK_TOTAL.id, rules.BLANK_TOTAL_AT_LEAST.id}
"""Nothing is wrong there but that the cell is blank."""
_SAME = {rules.FRACTION.id: rules.WRONG_RATE.id}
"""Two ways to tell one breach."""
_UNREADABLE = RuleId("")

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
    relation = edition.by_statement.get(breach.of)
    return relation.codes if relation else (Code(breach.of),)


def breach_of(finding: Finding, edition: Edition) -> Breach | None:
    """What a finding says is broken; None where it is something else: a level, a blank, a note."""
    if finding.at is None or finding.severity is Severity.INFO:
        return None
    if finding.statement in edition.by_statement:
        return Breach(finding.statement, _SAME.get(finding.rule, finding.rule))
    if finding.rule not in OF_VALUES:
        return None
    return Breach(finding.at.code, _UNREADABLE if isinstance(finding.at.reading, Invalid) else finding.rule)


def broken(table: Table, verdict: Verdict) -> list[Broken]:
    """What is broken in each submission, informations left out."""
    found: list[dict[Breach, Severity]] = [{} for _ in table.level]
    for breach, severity, where in (*_relations(verdict), *_values(table)):
        for row in np.flatnonzero(where):
            found[row].setdefault(breach, severity)
    return list(found)


def _relations(verdict: Verdict) -> Iterator[tuple[Breach, Severity, Mask]]:
    for judgement in verdict.judgements:
        if judgement.severity is not Severity.INFO:
            rule = _SAME.get(judgement.rule.id, judgement.rule.id)
            yield Breach(judgement.relation.statement, rule), judgement.severity, judgement.where


def _values(table: Table) -> Iterator[tuple[Breach, Severity, Mask]]:
    invalid = table.state == State.INVALID
    for at in np.flatnonzero(invalid.any(axis=0)):
        yield Breach(table.edition.codes[at], _UNREADABLE), Severity.ERROR, invalid[:, at]
    for check in value_checks(table.edition):
        marked = check.marked(table.value[:, [table.positions[code] for code in check.codes]])
        for at in np.flatnonzero(marked.any(axis=0)):
            yield Breach(check.codes[at], check.rule.id), check.rule.severity, marked[:, at]


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
