"""Checks across files: who has not sent, whose report is for another period or of an unknown unit, shared lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.checks.check import in_order
from cchc_xlsx.checks.corrections import correction_findings
from cchc_xlsx.model import (
    SEVERITIES,
    Checked,
    Finding,
    LevelId,
    PeriodId,
    Point,
    Policy,
    Received,
    Roster,
    Submission,
    counted,
)
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import files as rules

_MANY = 5
"""So many units are named in one finding."""


def common_period(received: Iterable[Received]) -> PeriodId | None:
    """The period most files name; of equally many the latest. None where no file names one."""
    named = Counter(file.identity.period for file in received if file.identity.period)
    return max(named, key=lambda period: (named[period], period), default=None)


def check_folder(
    checked: Sequence[Checked],
    edition: Edition,
    roster: Roster | None,
    period: PeriodId | None,
    undecided: frozenset[str],
    *,
    whole: bool,
) -> tuple[list[Checked], list[Finding]]:
    """Each submission with what is said of its sender and why it is not summed, and the findings across files.
    ``whole``: all that was received is here, so that units can be missing."""
    told = [_with_sender(one, edition, roster, period, undecided) for one in checked]
    summed = [one.submission for one in told if one.left_out is None]
    found = [*_shared_lists(summed, edition)]
    if roster and whole:
        found += _not_sent([one.submission for one in told], roster)
    if roster and whole and roster.consolidator is None:
        found.append(Finding(rules.NO_CONSOLIDATOR.id, rules.NO_CONSOLIDATOR.severity))
    return told, found


def across_in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings across files: errors, warnings, info; those about lines of the officer's files last, line by line."""

    def place(finding: Finding) -> tuple[int, tuple[str, ...], int]:
        return SEVERITIES.index(finding.severity), finding.paths if finding.line else (), finding.line or 0

    return tuple(sorted(findings, key=place))


_NOT_SUMMED = {rules.OTHER_PERIOD.id, rules.NOT_ON_ROSTER.id, rules.UNKNOWN_PERIOD.id}


def _with_sender(
    checked: Checked, edition: Edition, roster: Roster | None, period: PeriodId | None, undecided: frozenset[str]
) -> Checked:
    submission = checked.submission
    said = [*_sender(submission, edition, roster, period), *correction_findings(submission, edition)]
    why = next((finding.rule for finding in said if finding.rule in _NOT_SUMMED), None)
    if roster and submission.identity.unit is None:
        why = rules.UNIT_UNKNOWN.id
    if submission.paths[0] in undecided:
        why = rules.CONFLICT.id
    return replace(checked, findings=in_order([*checked.findings, *said], edition), left_out=why)


def _sender(
    submission: Submission, edition: Edition, roster: Roster | None, period: PeriodId | None
) -> Iterator[Finding]:
    identity = submission.identity
    if identity.contradiction:
        yield _about(rules.CONTRADICTS, submission, identity.contradiction)
    elif identity.unit is None:
        rule = rules.UNIT_UNKNOWN
        yield replace(_about(rule, submission), severity=rule.severity if roster else rules.LEVEL_INFERRED.severity)
    if identity.unit and roster and not identity.on_roster:
        yield _about(rules.NOT_ON_ROSTER, submission, identity.unit.name)
    if identity.unit and identity.unit_inferred and identity.unit.consolidates:
        yield _about(rules.CONSOLIDATOR_INFERRED, submission, identity.unit.name)
    if identity.level_inferred and (level := edition.level(identity.level)):
        yield _about(rules.LEVEL_INFERRED, submission, level.level)
    if identity.unknown_period:
        yield _about(rules.UNKNOWN_PERIOD, submission, identity.unknown_period)
    elif identity.period is None:
        yield _about(rules.PERIOD_UNKNOWN, submission)
    elif period and identity.period != period:
        yield _about(rules.OTHER_PERIOD, submission, identity.period)


def _about(rule: Rule, submission: Submission, detail: str = "") -> Finding:
    return Finding(rule.id, rule.severity, detail=detail, paths=submission.paths[:1])


def _not_sent(submissions: Iterable[Submission], roster: Roster) -> Iterator[Finding]:
    sent = {one.identity.unit.id for one in submissions if one.identity.unit}
    for unit in roster.units:
        if unit.id not in sent:
            yield Finding(rules.NOT_SENT.id, rules.NOT_SENT.severity, detail=unit.name)


def _shared_lists(submissions: Sequence[Submission], edition: Edition) -> Iterator[Finding]:
    """One finding a row whose one list, shared by a level, its units give differently."""
    for indicator in edition.indicators.values():
        if indicator.policy is Policy.SHARED and indicator.shared_over:
            given = list(_given(submissions, indicator, indicator.shared_over))
            counts = Counter(figure for _, figure in given)
            if len(counts) > 1:
                agreed = max(counts, key=lambda figure: (counts[figure], figure))
                yield _differs(indicator, agreed, [one for one, figure in given if figure != agreed])


def _given(
    submissions: Iterable[Submission], indicator: Indicator, level: LevelId
) -> Iterator[tuple[Submission, Decimal]]:
    for submission in submissions:
        figure = counted(submission.readings.get(indicator.code))
        if submission.identity.level == level and figure is not None:
            yield submission, figure


def _differs(indicator: Indicator, agreed: Decimal, others: Sequence[Submission]) -> Finding:
    reading = others[0].readings[indicator.code]
    return Finding(
        rules.SHARED_DIFFERS.id,
        rules.SHARED_DIFFERS.severity,
        indicator.form,
        Point(indicator.code, reading),
        reading.cell,
        expected=agreed,
        related=tuple(Point(indicator.code, other.readings[indicator.code]) for other in others),
        detail=_names(others),
        paths=tuple(other.readings[indicator.code].cell.path for other in others),
    )


def _names(submissions: Sequence[Submission]) -> str:
    """The units' names; of many the first few and how many more."""
    names = [submission.name for submission in submissions]
    more = f" … (+{len(names) - _MANY})" if len(names) > _MANY else ""
    return "; ".join(names[:_MANY]) + more
