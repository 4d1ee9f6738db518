"""Findings -> one finding a cause: the cells that probably hold the mistake, and the consequences folded under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.checks.breaches import Breach, broken
from cchc_xlsx.checks.candidates import Change, Sheet
from cchc_xlsx.checks.relations import Verdict
from cchc_xlsx.checks.repairs import Cause, Problem, causes, problems
from cchc_xlsx.checks.table import Table
from cchc_xlsx.model import (
    SEVERITIES,
    Blank,
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
from cchc_xlsx.rules import values as value_rules

_TO_FILL = {rules.BLANK_RATE.id, rules.BLANK_TOTAL.id, rules.BLANK_TOTAL_AT_LEAST.id}
"""Nothing is wrong there but that the cell is blank."""
_TO_CLEAR = {row_rules.FOREIGN.id, row_rules.NOT_REPORTED.id}
_OF_VALUES = {rule.id for rule in value_rules.VALUE_RULES} | {row_rules.OPTION_CODE.id, row_rules.MONEY_MEASURE.id}
_OVER_100 = {value_rules.OVER_100.id, value_rules.OVER_100_PERHAPS.id}


def with_causes(
    found: Sequence[Sequence[Finding]],
    submissions: Sequence[Submission],
    table: Table,
    verdict: Verdict,
) -> list[list[Finding]]:
    """The findings of each submission, folded; those of one without breaches are as they were."""
    edition = table.edition
    by_breach = [_by_breach(findings, edition) for findings in found]
    if not any(by_breach):
        return [[_certain(one) for one in findings] for findings in found]
    as_typed = broken(table, verdict)
    posed: list[Problem] = []
    for row, submission in enumerate(submissions):
        wrong = [breach for breach in by_breach[row] if breach in as_typed[row]]
        if wrong:
            posed += problems(_sheet(submission, row, table), wrong)
    of_row: dict[int, list[Cause]] = {row: [] for row in range(len(submissions))}
    for problem, some in zip(posed, causes(posed, as_typed, table), strict=True):
        of_row[problem.sheet.row] += some
    return [_folded(found[row], of_row[row], by_breach[row], one) for row, one in enumerate(submissions)]


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


def _by_breach(findings: Iterable[Finding], edition: Edition) -> Mapping[Breach, list[Finding]]:
    """The findings that something broken explains, by what is broken."""
    found: dict[Breach, list[Finding]] = {}
    for finding in findings:
        if finding.severity is not Severity.INFO and finding.rule not in _TO_FILL and finding.at:
            if finding.statement in edition.by_statement:
                found.setdefault(finding.statement, []).append(finding)
            elif finding.rule in _OF_VALUES:
                found.setdefault(finding.at.code, []).append(finding)
    return found


def _folded(
    findings: Sequence[Finding],
    causes_: Sequence[Cause],
    by_breach: Mapping[Breach, list[Finding]],
    submission: Submission,
) -> list[Finding]:
    told = [_told(cause, by_breach, submission) for cause in causes_]
    taken = {id(one) for cause in causes_ for breach in cause.breaches for one in by_breach[breach]}
    rest = [_certain(one) for one in findings if id(one) not in taken]
    folded = [*told, *rest]
    for fold in (_rates_beyond, _not_checkable, _filled_in):
        folded = fold(folded)
    return folded


def _told(cause: Cause, by_breach: Mapping[Breach, list[Finding]], submission: Submission) -> Finding:
    """The finding of a cause: the worst, of those alike the one at the cell to blame; the others are consequences."""
    blamed = cause.repairs[0].cells if cause.repairs else frozenset()

    def rank(finding: Finding) -> tuple[int, bool, bool]:
        elsewhere = finding.at is None or finding.at.code not in blamed
        return SEVERITIES.index(finding.severity), finding.rule in _OVER_100, elsewhere

    first, *others = sorted((one for breach in sorted(cause.breaches) for one in by_breach[breach]), key=rank)
    likely = tuple(one for change in cause.repairs for one in _repairs(change, submission))
    expected = first.expected
    if expected is None and first.rule in _OF_VALUES and likely and not cause.alike:
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
    if finding.rule in _TO_FILL:
        return replace(finding, likely=(Repair(finding.at, finding.expected),))
    if finding.rule in _OF_VALUES:
        likely = reading.likely if isinstance(reading, Invalid) else finding.expected
        return replace(finding, likely=(Repair(finding.at, likely),))
    return finding


def _rates_beyond(findings: list[Finding]) -> list[Finding]:
    """A rate above 100 follows from a part above its whole: one mistake."""
    over = {part.at.code: one for one in findings for part in _all(one) if _is_part_over_whole(part) and part.at}
    return _fold(findings, lambda one: over.get(one.at.code) if one.at and one.rule in _OVER_100 else None)


def _is_part_over_whole(finding: Finding) -> bool:
    return finding.rule == rules.PART_OVER_WHOLE.id


def _not_checkable(findings: list[Finding]) -> list[Finding]:
    """What cannot be checked because of cells that hold something unreadable is said with the first of these."""
    invalid = {one.at.code: one for one in findings if one.at and one.rule in _OF_VALUES}

    def cause(finding: Finding) -> Finding | None:
        missing = [point.code for point in finding.related]
        known = finding.rule == rules.NOT_CHECKABLE.id and missing and all(code in invalid for code in missing)
        return invalid[missing[0]] if known else None

    return _fold(findings, cause)


def _filled_in(findings: list[Finding]) -> list[Finding]:
    """A blank row that a total lacks is said with the total; the form's other blanks stay one finding."""
    blanks = {point.code: one for one in findings if one.rule == row_rules.BLANKS.id for point in one.related}
    taken: dict[Code, Finding] = {}
    told = []
    for finding in findings:
        best = finding.likely[: max(finding.alike, 1)]
        lacking = [one.point for one in best if isinstance(one.point.reading, Blank) and one.point.code in blanks]
        lacking = [
            point for point in lacking if point.code not in taken and finding.at and point.code != finding.at.code
        ]
        taken |= dict.fromkeys((point.code for point in lacking), finding)
        also = [_only(blanks[point.code], [point]) for point in lacking]
        told.append(replace(finding, also=(*finding.also, *also)))
    kept = []
    for finding in told:
        if finding.rule == row_rules.BLANKS.id:
            rest = [point for point in finding.related if point.code not in taken]
            kept += [_only(finding, rest)] if rest else []
        else:
            kept.append(finding)
    return kept


def _only(blanks: Finding, points: Sequence[Point]) -> Finding:
    """The finding for some of its rows."""
    cell = points[0].reading.cell if points[0].reading else None
    return replace(blanks, at=points[0], cell=cell, related=tuple(points))


def _all(finding: Finding) -> tuple[Finding, ...]:
    return (finding, *finding.also)


def _fold(findings: Sequence[Finding], cause: Callable[[Finding], Finding | None]) -> list[Finding]:
    """The findings without those that have a cause among them, each cause with its consequences."""
    under: dict[int, list[Finding]] = {}
    kept = []
    for finding in findings:
        found = cause(finding)
        if found is None or found is finding:
            kept.append(finding)
        else:
            under.setdefault(id(found), []).extend((replace(finding, also=()), *finding.also))
    return [replace(one, also=(*one.also, *under[id(one)])) if id(one) in under else one for one in kept]
