"""All checks of single submissions, run over any number of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.relations import AtMost, Relation, Repeats, Together
from cchc_xlsx.checks.measures import measure_findings
from cchc_xlsx.checks.relations import Judgement, Verdict, judge
from cchc_xlsx.checks.rows import form_findings, forms_as_a_whole, heading_findings, level_findings
from cchc_xlsx.checks.table import Table, table_of
from cchc_xlsx.checks.values import judge_values, range_findings, value_findings
from cchc_xlsx.model import (
    SEVERITIES,
    Blank,
    Checked,
    Code,
    Finding,
    Number,
    Point,
    Reading,
    Severity,
    Submission,
    counted,
)
from cchc_xlsx.rules import relations as rules


def check_submissions(submissions: Sequence[Submission], edition: Edition) -> list[Checked]:
    """Each submission, its values judged, with its findings as they are shown: worst first, then form and row."""
    if not submissions:
        return []
    judged, table, verdict, found = _as_typed(submissions, edition)
    told = _with_causes(found, submissions, judged, table, verdict)
    return [Checked(one, in_order(findings, edition)) for one, findings in zip(judged, told, strict=True)]


def _as_typed(
    submissions: Sequence[Submission], edition: Edition
) -> tuple[list[Submission], Table, Verdict, list[list[Finding]]]:
    """The submissions with their values judged, the wide table and its verdict, and all that is wrong, cause or not."""
    judged = judge_values(submissions, edition)
    table = table_of(judged, edition)
    verdict = judge(table)
    found = [list(_single(submission, row, verdict, edition)) for row, submission in enumerate(judged)]
    for row, finding in range_findings(judged, edition):
        found[row].append(finding)
    return judged, table, verdict, found


def _with_causes(
    found: list[list[Finding]],
    submissions: Sequence[Submission],
    judged: Sequence[Submission],
    table: Table,
    verdict: Verdict,
) -> Sequence[Sequence[Finding]]:
    """The findings with one for each cause. Where nothing is broken there is no cause to look for."""
    if all(finding.severity is Severity.INFO for findings in found for finding in findings):
        return found
    from cchc_xlsx.checks.causes import with_causes
    from cchc_xlsx.checks.shifts import with_shifts

    edition = table.edition
    whole = with_shifts(found, submissions, edition, lambda others: _as_typed(others, edition)[-1])
    return with_causes(whole, judged, table, verdict)


def in_order(findings: Sequence[Finding], edition: Edition) -> tuple[Finding, ...]:
    """Errors, warnings, info; within each by form and row."""

    def place(finding: Finding) -> tuple[int, int, int]:
        row = edition.positions[finding.at.code] if finding.at else -1
        return SEVERITIES.index(finding.severity), finding.form or 0, row

    return tuple(sorted(findings, key=place))


def _single(submission: Submission, row: int, verdict: Verdict, edition: Edition) -> Iterator[Finding]:
    positions = edition.positions
    relations = _relation_findings(submission, row, verdict, edition)
    differing = [finding.at.code for finding in relations if finding.at and _is(finding, edition, Repeats)]
    yield from value_findings(submission, edition)
    yield from measure_findings(submission, edition)
    yield from level_findings(submission, edition)
    yield from heading_findings(submission, edition, differing)
    yield from relations
    yield from form_findings(
        submission,
        edition,
        is_idle=lambda code: bool(verdict.idle[row, positions[code]]),
        is_excused=lambda code: bool(verdict.excused[row, positions[code]]),
    )


def _is(finding: Finding, edition: Edition, kind: type[Relation]) -> bool:
    return isinstance(edition.by_statement.get(finding.statement), kind)


def _relation_findings(submission: Submission, row: int, verdict: Verdict, edition: Edition) -> list[Finding]:
    """The judgements about one submission as findings. What stands in a form that is blank or absent as a whole is
    said of the form; an "at least" whose "both or neither" is broken says the same, as do two relations between the
    same rows that the same figure is missing for."""
    silent = forms_as_a_whole(submission) | ({form.number for form in edition.forms} - set(submission.forms))
    mine = [judgement for judgement in verdict.judgements if judgement.where[row]]
    together = {frozenset(one.relation.codes) for one in mine if isinstance(one.relation, Together) and not one.missing}
    found: list[Finding] = []
    untold: set[frozenset[Code]] = set()
    for judgement in mine:
        codes = frozenset(judgement.relation.codes)
        same = codes in untold if judgement.missing else isinstance(judgement.relation, AtMost) and codes in together
        finding = _finding(judgement, submission, row, edition)
        if not same and finding.form not in silent:
            found.append(finding)
        if judgement.missing:
            untold.add(codes)
    return found


def _finding(judgement: Judgement, submission: Submission, row: int, edition: Edition) -> Finding:
    relation, readings = judgement.relation, submission.readings
    code = judgement.place(row)
    rule, reading = judgement.rule, readings.get(code)
    if rule is rules.FRACTION and isinstance(reading, Number) and _is_percent(reading):
        rule = rules.WRONG_RATE
    others = [other for other in dict.fromkeys(relation.codes) if other != code]
    if judgement.missing:
        others = [
            other
            for other in others
            if counted(readings.get(other)) is None and not _foreign(other, submission, edition)
        ]
    figures = {one: _worth(one, readings, edition) for one in relation.codes}
    return Finding(
        rule.id,
        judgement.severity,
        edition.indicators[code].form,
        Point(code, reading),
        reading.cell if reading else None,
        judgement.expected(figures) if judgement.expected else None,
        tuple(Point(other, readings.get(other)) for other in others),
        relation.statement,
    )


def _worth(code: Code, readings: Mapping[Code, Reading], edition: Edition) -> Decimal:
    """The figure of a row in a sum; a total left blank stands for its parts, any other blank for 0."""
    reading, total = readings.get(code), edition.totals.get(code)
    if total and total.exact and isinstance(reading, Blank | None):
        return sum((_worth(part, readings, edition) for part in total.parts), Decimal(0))
    return counted(reading) or Decimal(0)


def _foreign(code: Code, submission: Submission, edition: Edition) -> bool:
    level = submission.identity.level
    return not edition.indicators[code].due_to(level)


def _is_percent(reading: Number) -> bool:
    """Whether the figure was typed or shown as a percent, so that it is no fraction."""
    return "%" in reading.raw if reading.typed else Decimal(reading.raw) != reading.value
