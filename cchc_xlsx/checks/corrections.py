"""The officer's corrections put in the place of what was sent, before anything is judged; what cannot be is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import in_vietnamese, tidy
from cchc_xlsx.checks.senders import PROVINCE, Senders
from cchc_xlsx.checks.values import judge_values, value_findings
from cchc_xlsx.model import (
    Adjusted,
    Adjustment,
    Blank,
    Code,
    Finding,
    Identity,
    Invalid,
    Kind,
    Nil,
    NotApplicable,
    Number,
    PeriodId,
    Point,
    Policy,
    Reading,
    Severity,
    Submission,
)
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import decisions as rules


@dataclass(slots=True)
class _Desk:
    """The submissions as corrected so far, with their readings as sent, judged; the province's figures set; and what is
    said of lines that are not used."""

    submissions: list[Submission]
    sent: list[Mapping[Code, Reading]]
    official: dict[Code, Adjustment] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The submissions with what counts in place of what was sent, the figures set for the province, and findings."""

    submissions: tuple[Submission, ...]
    official: tuple[Adjustment, ...] = ()
    findings: tuple[Finding, ...] = ()


def correct(
    submissions: Sequence[Submission],
    adjustments: Sequence[Adjustment],
    senders: Senders,
    edition: Edition,
    period: PeriodId | None,
    *,
    whole: bool,
) -> Corrected:
    """Applies each adjustment whose old value is what was sent. ``whole``: all that was received is here, so that a
    unit can be missing; otherwise lines about other units are for another run."""
    if not adjustments:
        return Corrected(tuple(submissions))
    desk = _Desk(list(submissions), [one.readings for one in judge_values(submissions, edition)])
    for adjustment, faults in zip(adjustments, _unfit(adjustments, edition), strict=True):
        desk.findings += faults or _apply(adjustment, desk, senders, edition, period, whole=whole)
    return Corrected(tuple(desk.submissions), tuple(desk.official.values()), tuple(desk.findings))


def correction_findings(submission: Submission, edition: Edition) -> Iterator[Finding]:
    """For the record: every reading of the submission that is not as sent."""
    rule = rules.CORRECTED
    for code, (sent, by) in submission.adjusted.items():
        at = Point(code, submission.readings[code])
        form = edition.indicators[code].form
        yield Finding(
            rule.id, rule.severity, form, at, sent.cell, related=(Point(code, sent),), detail=by.told,
        )  # fmt: skip


def agrees(stated: Reading, there: Reading | None) -> bool:
    """Whether a value that the officer states is the one that is there, in whatever notation."""
    numbers = _number(stated), _number(there)
    if None not in numbers:
        return numbers[0] == numbers[1]
    match stated, there:
        case (Blank(), Blank() | None) | (Nil(), Nil()) | (NotApplicable(), NotApplicable()):
            return True
        case (Blank(), _) | (_, None):
            return False
        case _:
            return bool(_texts(stated) & _texts(there))


def _number(reading: Reading | None) -> Decimal | None:
    """The number a cell holds, be it one that its row allows or not."""
    match reading:
        case Number(value=value) | Invalid(number=value):
            return value
        case _:
            return None


def _texts(reading: Reading | None) -> set[str]:
    """How a reading is written: as stored, and a number as it is shown."""
    if reading is None:
        return set()
    number = _number(reading)
    return {_plain(reading.raw)} | ({in_vietnamese(number)} if number is not None else set())


def _plain(text: str) -> str:
    return tidy(text).casefold()


def _unfit(adjustments: Sequence[Adjustment], edition: Edition) -> Iterator[list[Finding]]:
    """For each adjustment what makes its new value no value of its row: it is judged like any other, in the officer's
    own cell."""
    trials = [
        Submission((one.source.path,), Identity(), edition.id, (), {one.code: one.new}, {}) for one in adjustments
    ]
    for adjustment, trial in zip(adjustments, judge_values(trials, edition), strict=True):
        source = adjustment.source
        errors = [one for one in value_findings(trial, edition) if one.severity is Severity.ERROR]
        yield [replace(one, paths=(source.path,), line=source.line) for one in errors]


def _apply(
    adjustment: Adjustment,
    desk: _Desk,
    senders: Senders,
    edition: Edition,
    period: PeriodId | None,
    *,
    whole: bool,
) -> list[Finding]:
    key = senders.key(adjustment.unit)
    if key is None:
        return [refusal(rules.UNKNOWN_UNIT, adjustment)]
    if key == PROVINCE:
        return _set_official(adjustment, desk, edition)
    mine = [at for at, one in enumerate(desk.submissions) if one.key == key and _is_of(one, period)]
    if not mine and not whole:
        return []
    sent = desk.sent[mine[0]].get(adjustment.code) if len(mine) == 1 else None
    if sent is None:
        return [refusal(rules.NOTHING_SENT, adjustment)]
    submission = desk.submissions[mine[0]]
    if adjustment.code in submission.adjusted:
        return [refusal(rules.TWICE, adjustment)]
    if not agrees(adjustment.old, sent):
        return [refusal(rules.OLD_DIFFERS, adjustment, sent)]
    desk.submissions[mine[0]] = _with(submission, adjustment, sent)
    return []


def _is_of(submission: Submission, period: PeriodId | None) -> bool:
    identity = submission.identity
    return not identity.unknown_period and (period is None or identity.period in (None, period))


def _set_official(adjustment: Adjustment, desk: _Desk, edition: Edition) -> list[Finding]:
    indicator = edition.indicators[adjustment.code]
    if indicator.kind is Kind.HEADING or indicator.policy is Policy.TALLY:
        return [refusal(rules.NO_FIGURE, adjustment)]
    if adjustment.code in desk.official:
        return [refusal(rules.TWICE, adjustment)]
    desk.official[adjustment.code] = adjustment
    return []


def _with(submission: Submission, adjustment: Adjustment, sent: Reading) -> Submission:
    """The submission with the officer's figure at the sender's cell. It is in the row's own unit of measure, whatever
    stands beside it in the file."""
    code, reading = adjustment.code, replace(adjustment.new, cell=sent.cell)
    tables = tuple(
        replace(table, readings={**table.readings, code: reading}) if code in table.readings else table
        for table in submission.tables
    )
    return replace(
        submission,
        tables=tables,
        readings={**submission.readings, code: reading},
        measures={row: noted for row, noted in submission.measures.items() if row != code},
        adjusted={**submission.adjusted, code: Adjusted(sent, adjustment)},
    )


def refusal(rule: Rule, adjustment: Adjustment, there: Reading | None = None) -> Finding:
    """What is said of a line that is not used; ``there`` is the value it should have named."""
    source, code = adjustment.source, adjustment.code
    return Finding(
        rule.id,
        rule.severity,
        at=Point(code, there),
        related=(Point(code, adjustment.old),),
        detail=adjustment.unit,
        paths=(source.path,),
        line=source.line,
    )
