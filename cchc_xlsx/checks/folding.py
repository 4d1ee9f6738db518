"""What follows from another finding without any search: folded under it, so that one cause is one finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import (
    Blank,
    Code,
    Finding,
    Invalid,
    LevelId,
    Number,
    Point,
    Repair,
    RuleId,
    Severity,
    Submission,
    counted,
)
from cchc_xlsx.rules import relations as rules
from cchc_xlsx.rules import rows as row_rules
from cchc_xlsx.rules import values as value_rules

OF_VALUES = {rule.id for rule in value_rules.VALUE_RULES} | {row_rules.OPTION_CODE.id, row_rules.MONEY_MEASURE.id}
"""Rules on what one cell says."""
OVER_100 = {value_rules.OVER_100.id, value_rules.OVER_100_PERHAPS.id}

_OF_FORMULAS = {value_rules.CACHED_ERROR.id, value_rules.NO_CACHED.id}
_FORMULAS = 3
"""So many cells of a form where a formula gives no figure have one cause."""
_FOREIGN_ROWS = 5
"""From so many filled rows of another level on, the level itself may be wrong …"""
_FOREIGN_FOR_ONE = 4
"""… if there are so many of them for each filled row of the unit's own level."""


def folded(findings: Sequence[Finding], submission: Submission, edition: Edition) -> list[Finding]:
    """The findings of a submission with the consequences of each folded under it."""
    moved = [_one_row_off(one, findings, edition) for one in findings]
    found = _formulas(_filled_in(_not_checkable(_rates_beyond(moved, submission, edition))), edition)
    level = submission.identity.level
    return _of_other_level(found, submission, level, edition) if level else found


def _rates_beyond(findings: Sequence[Finding], submission: Submission, edition: Edition) -> list[Finding]:
    """A rate above 100 follows from a part above its whole, if it is what these give: one mistake."""

    def follows(code: Code) -> bool:
        ratio, reading = edition.ratios.get(code), submission.readings.get(code)
        if ratio is None:
            return False
        figures = {one: counted(submission.readings.get(one)) for one in (ratio.part, ratio.whole)}
        rate = reading.number if isinstance(reading, Invalid) else counted(reading)
        if rate is None or None in figures.values() or not figures[ratio.whole]:
            return False
        return abs(rate - Decimal(ratio.expected(figures))) < 1  # whole numbers may be cut off

    over = {
        part.at.code: one for one in findings for part in _all(one) if part.at and part.rule == rules.PART_OVER_WHOLE.id
    }
    return _fold(
        findings,
        lambda one: over.get(one.at.code) if one.at and one.rule in OVER_100 and follows(one.at.code) else None,
    )


def _not_checkable(findings: Sequence[Finding]) -> list[Finding]:
    """What cannot be checked because of cells that hold something unreadable is said with the first of these."""
    wrong = [(part, one) for one in findings for part in _all(one) if part.severity is not Severity.INFO]
    unread = {part.at.code: one for part, one in wrong if part.at and part.rule in OF_VALUES}

    def cause(finding: Finding) -> Finding | None:
        missing = [point.code for point in finding.related] or ([finding.at.code] if finding.at else [])
        known = finding.rule == rules.NOT_CHECKABLE.id and missing and all(code in unread for code in missing)
        return unread[missing[0]] if known else None

    return _fold(findings, cause)


def _formulas(findings: Sequence[Finding], edition: Edition) -> list[Finding]:
    """Several cells of a form with the same formula error, or without a stored result, are one finding at the first."""
    alike: dict[tuple[RuleId, int | None, str, str], list[Finding]] = defaultdict(list)
    for one in sorted(findings, key=lambda one: edition.positions[one.at.code] if one.at else -1):
        if one.rule in _OF_FORMULAS and one.at and isinstance(one.at.reading, Invalid):
            alike[one.rule, one.form, one.at.reading.cell.path, one.at.reading.raw].append(one)
    many = [some for some in alike.values() if len(some) >= _FORMULAS]
    listed = {id(one) for some in many for one in some}
    return [*map(_listing, many), *(one for one in findings if id(one) not in listed)]


def _listing(findings: Sequence[Finding]) -> Finding:
    """The first finding with the rows of all, and all that follows from them."""
    rows = tuple(one.at for one in findings if one.at)
    return replace(
        findings[0], related=rows, expected=None, likely=(), also=tuple(part for one in findings for part in one.also)
    )


def _one_row_off(finding: Finding, findings: Sequence[Finding], edition: Edition) -> Finding:
    """A figure in another level's row beside a row of its kind that is due and blank was probably meant for that."""
    if finding.rule != row_rules.FOREIGN.id or finding.at is None or not isinstance(finding.at.reading, Number):
        return finding
    kind, near = edition.indicators[finding.at.code].kind, edition.beside(finding.at.code)
    blank = [point for one in findings if one.rule == row_rules.BLANKS.id for point in one.related]
    meant = [point for point in blank if point.code in near and edition.indicators[point.code].kind is kind]
    if len(meant) != 1:
        return finding
    instead = Repair(meant[0], finding.at.reading.value, with_last=True)
    return replace(finding, likely=(Repair(finding.at, None), instead))


def _filled_in(findings: Sequence[Finding]) -> list[Finding]:
    """A blank row that a total lacks is said with the total, a blank rate that its parts rule out with these; the
    form's other blanks stay one finding. So is a blank row whose figure stands beside it."""
    blanks = {point.code: one for one in findings if one.rule == row_rules.BLANKS.id for point in one.related}
    taken: set[Code] = set()
    told = []
    for finding in findings:
        best = [repair.point for repair in _first(finding)]
        best += [finding.at] if finding.at and finding.rule == rules.PART_OVER_WHOLE.id else []
        lacking = [point for point in best if isinstance(point.reading, Blank) and point.code in blanks]
        lacking = [point for point in lacking if point.code not in taken]
        taken |= {point.code for point in lacking}
        also = [_only(blanks[point.code], [point]) for point in lacking]
        told.append(replace(finding, also=(*finding.also, *also)) if also else finding)
    return without_blanks(told, taken)


def _first(finding: Finding) -> Iterator[Repair]:
    """The repairs of the best change, of those that weigh alike all."""
    changes = 0
    for repair in finding.likely:
        changes += not repair.with_last
        if changes <= max(finding.alike, 1):
            yield repair


def without_blanks(findings: Sequence[Finding], told: set[Code]) -> list[Finding]:
    """The findings, blank rows that are told elsewhere not told again."""
    kept = []
    for finding in findings:
        rest = [point for point in finding.related if point.code not in told]
        if finding.rule != row_rules.BLANKS.id or len(rest) == len(finding.related):
            kept.append(finding)
        elif rest:
            kept.append(_only(finding, rest))
    return kept


def _only(blanks: Finding, points: Sequence[Point]) -> Finding:
    """The finding of blank rows for some of them."""
    cell = points[0].reading.cell if points[0].reading else None
    return replace(blanks, at=points[0], cell=cell, related=tuple(points))


def _of_other_level(
    findings: Sequence[Finding], submission: Submission, level: LevelId, edition: Edition
) -> list[Finding]:
    """Where nearly all filled rows that are one level's are another level's, the unit's level is wrong: one finding,
    with each row in it, and the rows of its supposed level that are blank."""
    own = {code for code, row in edition.indicators.items() if row.reporter == level}
    foreign = [one for one in findings if one.rule == row_rules.FOREIGN.id and one.at]
    filled = [code for code in own if isinstance(one := submission.readings.get(code), Number) and one.value]
    if len(foreign) < max(_FOREIGN_ROWS, _FOREIGN_FOR_ONE * len(filled)):
        return list(findings)
    blank = [one for one in findings if one.rule == row_rules.BLANKS.id]
    not_due = [_only(one, points) for one in blank if (points := [point for point in one.related if point.code in own])]
    cause = replace(
        foreign[0],
        rule=row_rules.LEVEL_WRONG.id,
        related=tuple(one.at for one in foreign if one.at),
        likely=(),
        also=(*(part for one in foreign for part in _all(one)), *not_due),
    )
    rest = [one for one in findings if all(one is not row for row in foreign)]
    return [cause, *without_blanks(rest, own)]


def _all(finding: Finding) -> tuple[Finding, ...]:
    """The finding and its consequences, each on its own."""
    return (replace(finding, also=()), *finding.also) if finding.also else (finding,)


def _fold(findings: Sequence[Finding], cause: Callable[[Finding], Finding | None]) -> list[Finding]:
    """The findings without those that have a cause among them, each cause with its consequences."""
    under: dict[int, list[Finding]] = {}
    kept = []
    for finding in findings:
        found = cause(finding)
        if found is None or found is finding:
            kept.append(finding)
        else:
            under.setdefault(id(found), []).extend(_all(finding))
    return [replace(one, also=(*one.also, *under[id(one)])) if id(one) in under else one for one in kept]
