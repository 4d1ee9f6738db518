"""Findings -> one finding a cause: the cells that probably hold the mistake, and the consequences folded under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.checks.breaches import TO_FILL, Breach, Broken, breach_of, broken, concerned
from cchc_xlsx.checks.candidates import Change, Sheet
from cchc_xlsx.checks.folding import OF_VALUES, OVER_100, folded
from cchc_xlsx.checks.relations import Verdict
from cchc_xlsx.checks.repairs import Cause, Problem, causes, problems
from cchc_xlsx.checks.table import Table
from cchc_xlsx.model import (
    SEVERITIES,
    Code,
    Finding,
    Invalid,
    Kind,
    Point,
    Repair,
    Severity,
    Submission,
    counted,
)
from cchc_xlsx.rules import relations as rules
from cchc_xlsx.rules import rows as row_rules

_TO_CLEAR = {row_rules.FOREIGN.id, row_rules.NOT_REPORTED.id}


def with_causes(
    found: Sequence[Sequence[Finding]],
    submissions: Sequence[Submission],
    table: Table,
    verdict: Verdict,
) -> list[list[Finding]]:
    """The findings of each submission, folded; those of one without breaches are as they were."""
    edition = table.edition
    by_breach = [_by_breach(findings, edition) for findings in found]
    as_typed = broken(table, verdict)
    posed: list[Problem] = []
    for row, submission in enumerate(submissions):
        if wrong := _to_explain(by_breach[row], as_typed[row], edition):
            posed += problems(_sheet(submission, row, table), wrong)
    of_row: dict[int, list[Cause]] = {row: [] for row in range(len(submissions))}
    for problem, some in zip(posed, causes(posed, as_typed, table), strict=True):
        of_row[problem.sheet.row] += some
    return [
        _with_causes(found[row], of_row[row], by_breach[row], submission, edition)
        for row, submission in enumerate(submissions)
    ]


def _sheet(submission: Submission, row: int, table: Table) -> Sheet:
    edition, figures, changeable = table.edition, dict[Code, Decimal](), set[Code]()
    for code, reading in submission.readings.items():
        at, figure = table.positions[code], counted(reading)
        seen = not np.isnan(table.value[row, at])
        if seen and figure is not None:
            figures[code] = figure
        if seen or table.due[row, at] or edition.indicators[code].kind is Kind.HEADING:
            changeable.add(code)
    return Sheet(row, submission, edition, figures, frozenset(changeable)).as_typed()


def _to_explain(by_breach: Mapping[Breach, list[Finding]], as_typed: Broken, edition: Edition) -> list[Breach]:
    """What is broken, and the blanks beside it that may follow from it; other blanks are their own explanation."""
    found = [breach for breach in by_breach if breach in as_typed]
    blank = {breach for breach in found if breach.rule in TO_FILL}
    rows = {code for breach in found if breach not in blank for code in concerned(breach, edition)}
    return [breach for breach in found if breach not in blank or rows & set(concerned(breach, edition))]


def _by_breach(findings: Iterable[Finding], edition: Edition) -> Mapping[Breach, list[Finding]]:
    """The findings that something broken explains, by what is broken."""
    found: dict[Breach, list[Finding]] = {}
    for finding in findings:
        if breach := breach_of(finding, edition):
            found.setdefault(breach, []).append(finding)
    return found


def _with_causes(
    findings: Sequence[Finding],
    causes_: Sequence[Cause],
    by_breach: Mapping[Breach, list[Finding]],
    submission: Submission,
    edition: Edition,
) -> list[Finding]:
    told = [_told(cause, by_breach, submission) for cause in _each_breach_once(causes_)]
    taken = {id(one) for cause in causes_ for breach in cause.breaches for one in by_breach[breach]}
    rest = [_certain(one) for one in findings if id(one) not in taken]
    return folded([*told, *rest], submission, edition)


def _each_breach_once(causes_: Sequence[Cause]) -> Iterator[Cause]:
    """The causes with the breaches that no cause before them has: what takes two changes to mend is still told once."""
    told: set[Breach] = set()
    for cause in causes_:
        if breaches := cause.breaches - told:
            yield cause._replace(breaches=breaches)
        told |= cause.breaches


def _told(cause: Cause, by_breach: Mapping[Breach, list[Finding]], submission: Submission) -> Finding:
    """The finding of a cause: the worst, of those alike the one at the cell to blame; the others are consequences."""
    blamed = cause.repairs[0].cells if cause.repairs else frozenset()

    def rank(finding: Finding) -> tuple[int, bool, bool]:
        elsewhere = finding.at is None or finding.at.code not in blamed
        return SEVERITIES.index(finding.severity), finding.rule in OVER_100, elsewhere

    first, *others = sorted((one for breach in sorted(cause.breaches) for one in by_breach[breach]), key=rank)
    likely = tuple(one for change in cause.repairs for one in _repairs(change, submission))
    expected = first.expected
    if expected is None and first.rule in OF_VALUES and likely and not cause.alike:
        expected = likely[0].expected if isinstance(likely[0].expected, Decimal) else None
    return _certain(replace(first, likely=likely, alike=cause.alike, expected=expected, also=tuple(others)))


def _repairs(change: Change, submission: Submission) -> Iterator[Repair]:
    for number, edit in enumerate(change.edits):
        yield Repair(Point(edit.code, submission.readings.get(edit.code)), edit.told, number > 0)


def _certain(finding: Finding) -> Finding:
    """The finding with its own cell as the one to change, where nothing else can be meant."""
    if finding.likely or finding.at is None or finding.severity is Severity.INFO:
        return finding
    reading = finding.at.reading
    if finding.rule in _TO_CLEAR:
        return replace(finding, likely=(Repair(finding.at, None),))
    if finding.rule == rules.BLANK_TOTAL_AT_LEAST.id:
        return replace(finding, likely=(Repair(finding.at, f"≥ {finding.expected:f}"),))
    if finding.rule in TO_FILL:
        return replace(finding, likely=(Repair(finding.at, finding.expected),))
    if finding.rule in OF_VALUES:
        likely = reading.likely if isinstance(reading, Invalid) else finding.expected
        return replace(finding, likely=(Repair(finding.at, likely),))
    return finding
