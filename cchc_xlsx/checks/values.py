"""Values: one lazy pandera validation for all submissions; a figure its kind does not allow becomes invalid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pandera.errors

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.spans import two_decimals
from cchc_xlsx.checks.measures import converted, differs
from cchc_xlsx.checks.schema import suspects, value_checks, value_schema
from cchc_xlsx.checks.table import numbers
from cchc_xlsx.model import (
    Code,
    Finding,
    Invalid,
    Kind,
    NotApplicable,
    Number,
    Point,
    Reading,
    RuleId,
    Severity,
    Submission,
    counted,
)
from cchc_xlsx.rules import RULES
from cchc_xlsx.rules import values as rules
from cchc_xlsx.rules.rows import MONEY_MEASURE

_HUNDRED = Decimal(100)


def judge_values(submissions: Sequence[Submission], edition: Edition) -> list[Submission]:
    """The submissions with every figure that breaks its kind marked invalid: why, and what it probably should be."""
    broken = _failures(numbers(submissions, edition), edition)
    return [
        replace(submission, readings=_judged(submission, broken.get(row, {}), edition))
        for row, submission in enumerate(submissions)
    ]


def _failures(frame: pd.DataFrame, edition: Edition) -> dict[int, dict[Code, RuleId]]:
    """Row -> code -> the first rule broken there."""
    found: dict[int, dict[Code, RuleId]] = {}
    try:
        value_schema(edition).validate(suspects(frame, edition), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.itertuples():
            for code in case.failure_case:
                found.setdefault(int(case.index), {}).setdefault(Code(code), RuleId(str(case.check).split()[0]))
    return found


def _judged(submission: Submission, broken: dict[Code, RuleId], edition: Edition) -> dict[Code, Reading]:
    readings = dict(submission.readings)
    for code, noted in submission.measures.items():
        if edition.indicators[code].kind is Kind.MONEY and differs(noted.text, edition.indicators[code], edition):
            broken = {**broken, code: MONEY_MEASURE.id}
    for code, why in broken.items():
        reading = readings.get(code)
        if isinstance(reading, Number):
            likely = _likely(why, code, reading, submission, edition)
            readings[code] = Invalid(reading.raw, reading.cell, why, likely, reading.value, reading.typed)
    return readings


def _likely(why: RuleId, code: Code, reading: Number, submission: Submission, edition: Edition) -> Decimal | None:
    """What a figure that breaks its kind probably should be, where that can be told."""
    value = reading.value
    if why == rules.NOT_WHOLE.id:  # 15.999 typed into an English Excel; as text it is what it says
        thousandfold = value * 1000
        is_whole = thousandfold == thousandfold.to_integral_value()
        return thousandfold.quantize(Decimal(1)) if is_whole and not reading.typed else None
    if why == rules.NEGATIVE.id:
        return -value
    if why == rules.OVER_100.id:
        return likely_rate(code, value, submission, edition)
    if why == MONEY_MEASURE.id:
        return converted(value, submission.measures[code].text, edition.indicators[code], edition)
    return None


def likely_rate(code: Code, value: Decimal, submission: Submission, edition: Edition) -> Decimal | None:
    """A rate above 100: what its parts give, else two decimals whose comma was lost (1163 -> 11,63)."""
    ratio = edition.ratios.get(code)
    figures = {part: counted(submission.readings.get(part)) for part in (ratio.part, ratio.whole)} if ratio else {}
    if ratio and all(figure is not None for figure in figures.values()) and figures[ratio.whole]:
        rate = two_decimals(Decimal(ratio.expected(figures)))
        return rate if 0 <= rate <= _HUNDRED else None
    lost_comma = value == value.to_integral_value() and 1000 <= value <= 10000
    return value / 100 if lost_comma else None


def value_findings(submission: Submission, edition: Edition) -> Iterator[Finding]:
    """A finding for each invalid reading, each remark, and "not applicable" in a row that is due."""
    due = edition.due(submission.identity.level)
    for code, reading in submission.readings.items():
        indicator = edition.indicators[code]
        match reading:
            case Invalid(why=why, likely=likely) if why != MONEY_MEASURE.id and indicator.kind is not Kind.HEADING:
                yield _finding(why, code, reading, edition, likely)
            case Number(remark=remark) if remark and indicator.kind is not Kind.HEADING:
                yield _finding(remark, code, reading, edition)
            case NotApplicable() if code in due:
                yield _finding(rules.NOT_APPLICABLE.id, code, reading, edition)


def range_findings(submissions: Sequence[Submission], edition: Edition) -> Iterator[tuple[int, Finding]]:
    """What is improbable for its kind but may be true: position of the submission and its finding."""
    frame = numbers(submissions, edition)
    for check in value_checks(edition):
        if check.rule.severity is not Severity.ERROR:
            marked = check.broken(frame)
            for row, column in zip(*marked.to_numpy().nonzero(), strict=True):
                submission, code = submissions[row], Code(str(marked.columns[column]))
                reading = submission.readings[code]
                value = counted(reading) or Decimal(0)
                likely = likely_rate(code, value, submission, edition) if check.rule is rules.OVER_100_PERHAPS else None
                yield int(row), _finding(check.rule.id, code, reading, edition, likely)


def _finding(rule: RuleId, code: Code, reading: Reading, edition: Edition, expected: Decimal | None = None) -> Finding:
    form = edition.indicators[code].form
    return Finding(rule, RULES[rule].severity, form, Point(code, reading), reading.cell, expected)
