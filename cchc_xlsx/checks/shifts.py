"""Blocks of figures typed one row too low or too high: many findings with one cause.

A shift is only supposed where a due row is blank at one end of the block and some figure stands where none of its kind
may. The submission is then checked as it would be with the block put back; if most of the form's findings go, they are
the consequences of one finding. What is summed stays as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.checks.folding import OF_VALUES, without_blanks
from cchc_xlsx.model import (
    SEVERITIES,
    Blank,
    Code,
    Finding,
    Point,
    Reading,
    Repair,
    Severity,
    Submission,
    counted,
)
from cchc_xlsx.rules import rows as rules

Check = Callable[[Sequence[Submission]], Sequence[Sequence[Finding]]]

_MISFITS = OF_VALUES | {rules.HEADING_VALUE.id, rules.FOREIGN.id, rules.FOREIGN_ZERO.id}
"""What a figure in the wrong row shows as."""
_GAIN = 3
"""So many problems fewer make a shift worth telling …"""
_SHARE = 2
"""… and so many times fewer."""
_MOST_STARTS = 3
_MOST_ENDS = 20
_NEAR_END = (-1, 0, 1)
"""A block ends beside a row that a problem speaks of, or with the form."""


class _Shift(NamedTuple):
    """The rows of a block in order, and whether its figures stand one row too low (else too high)."""

    row: int
    form: int
    block: tuple[Code, ...]
    too_low: bool

    def put_back(self, readings: dict[Code, Reading]) -> dict[Code, Reading]:
        """The readings as they were meant; the row at the other end of the block, whose figure is lost, is blank."""
        block = self.block if self.too_low else self.block[::-1]
        moved = {code: readings[source] for code, source in pairwise(block)}
        return {**readings, **moved, block[-1]: Blank(readings[block[-1]].cell)}


def with_shifts(
    found: Sequence[Sequence[Finding]], submissions: Sequence[Submission], edition: Edition, check: Check
) -> list[Sequence[Finding]]:
    """The findings of each submission, those that a shift explains under one; ``check`` is asked of other readings."""
    shifts = [one for row, findings in enumerate(found) for one in _supposed(row, submissions[row], findings, edition)]
    told = list(found)
    meant = [replace(submissions[one.row], readings=one.put_back({**submissions[one.row].readings})) for one in shifts]
    best: dict[tuple[int, int], tuple[int, _Shift, Sequence[Finding]]] = {}
    for shift, left in zip(shifts, check(meant) if meant else [], strict=True):
        before, after = _problems(found[shift.row], shift.form), _problems(left, shift.form)
        key = shift.row, shift.form
        better = key not in best or (after, len(shift.block)) < (best[key][0], len(best[key][1].block))
        if before - after >= _GAIN and after * _SHARE <= before and better:
            best[key] = after, shift, left
    for _, shift, left in best.values():
        told[shift.row] = _told(shift, told[shift.row], left, submissions[shift.row])
    return told


def _supposed(row: int, submission: Submission, findings: Sequence[Finding], edition: Edition) -> Iterator[_Shift]:
    for form in submission.forms:
        mine = [one for one in findings if one.form == form and one.at]
        if _problems(mine, form) <= _GAIN or not any(one.rule in _MISFITS for one in mine):
            continue
        rows = [one.code for one in edition.rows(form) if one.code in submission.readings]
        blank = {point.code for one in mine if one.rule == rules.BLANKS.id for point in one.related}
        concerned = {point.code for one in mine for point in (one.at, *one.related) if point} - blank
        for too_low, order in ((True, rows), (False, rows[::-1])):
            yield from (
                _Shift(row, form, block, too_low) for block in _blocks(order, blank, concerned, too_low=too_low)
            )


def _blocks(
    order: Sequence[Code], blank: set[Code], concerned: set[Code], *, too_low: bool
) -> Iterator[tuple[Code, ...]]:
    """Runs of rows that begin with a blank row, in the order of the form."""
    spoken = [at for at, code in enumerate(order) if code in concerned]
    ends = {at + step for at in spoken for step in _NEAR_END if at + step < len(order)} | {len(order) - 1}
    starts = [at for at, code in enumerate(order) if code in blank and any(at < other for other in spoken)]
    for start in starts[:_MOST_STARTS]:
        for end in sorted(end for end in ends if end - start > 1)[:_MOST_ENDS]:
            block = tuple(order[start : end + 1])
            yield block if too_low else block[::-1]


def _problems(findings: Sequence[Finding], form: int) -> int:
    """How much is wrong in a form, and how many figures stand where none belongs."""
    mine = [one for one in findings if one.form == form]
    return sum(one.severity is not Severity.INFO or one.rule in _MISFITS for one in mine)


def _told(shift: _Shift, findings: Sequence[Finding], left: Sequence[Finding], submission: Submission) -> list[Finding]:
    """The findings with the shift told; those that would be there without it as well stay on their own."""
    remaining = {(one.rule, one.statement, one.at.code if one.at else None) for one in left}
    blank = {point.code for one in left if one.rule == rules.BLANKS.id for point in one.related}
    gone = [
        one
        for one in findings
        if one.form == shift.form and (one.rule, one.statement, one.at.code if one.at else None) not in remaining
    ]
    meant = shift.put_back({**submission.readings})
    moved = [code for code in shift.block if counted(meant[code]) != counted(submission.readings[code])]
    likely = tuple(
        Repair(Point(code, submission.readings[code]), counted(meant[code]), number > 0)
        for number, code in enumerate(moved)
    )
    first = likely[0].point
    cause = Finding(
        rules.SHIFTED.id,
        min((one.severity for one in gone), key=SEVERITIES.index),
        shift.form,
        first,
        first.reading.cell if first.reading else None,
        related=tuple(repair.point for repair in likely),
        detail=f"{shift.block[0]}–{shift.block[-1]}",
        likely=likely,
        also=tuple(gone),
    )
    filled = {code for code in shift.block if code not in blank}
    return [cause, *without_blanks([one for one in findings if all(one is not other for other in gone)], filled)]
