"""Findings that the officer accepts with a reason: marked, never hidden. Acceptances that meet nothing are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.checks.check import in_order
from cchc_xlsx.checks.senders import PROVINCE, Senders
from cchc_xlsx.model import SEVERITIES, Acceptance, Cell, Checked, Code, Finding, LeftOut, Outcome, Point
from cchc_xlsx.rules import RULES, Rule
from cchc_xlsx.rules import decisions as rules


class _Spot(NamedTuple):
    """Where a finding, or one of the rows it lists, stands."""

    code: Code | None
    cell: Cell | None


def accept(
    outcome: Outcome, acceptances: Sequence[Acceptance], senders: Senders, edition: Edition, *, whole: bool
) -> Outcome:
    """The outcome with its findings marked as accepted. ``whole``: all that was received is here, so that what is
    across files can be told not to be there."""
    if not acceptances:
        return outcome
    mine: dict[str | None, list[Acceptance]] = defaultdict(list)
    for one in acceptances:
        mine[senders.key(one.unit)].append(one)
    met = set(_met(outcome, mine, senders))
    here = {one.submission.key for one in outcome.checked} | ({PROVINCE} if whole else set())
    idle = [one for one in acceptances if one not in met and senders.key(one.unit) in here]
    return replace(
        outcome,
        checked=tuple(_checked(one, mine[one.submission.key], edition) for one in outcome.checked),
        left_out=tuple(_left_out(file, mine[file.document.path]) for file in outcome.left_out),
        findings=(
            *(each for one in outcome.findings for each in _marked(one, _of_all(one, mine, senders))),
            *(_said(rules.UNKNOWN_UNIT, one, one.unit) for one in mine[None]),
            *(_said(rules.NOT_NEEDED, one, _named(one)) for one in idle),
        ),
    )


def _met(outcome: Outcome, mine: Mapping[str | None, list[Acceptance]], senders: Senders) -> Iterator[Acceptance]:
    """The acceptances that speak of a finding."""
    for checked in outcome.checked:
        for finding in checked.findings:
            yield from _meeting(finding, mine[checked.submission.key])
    for file in outcome.left_out:
        for finding in file.findings:
            yield from _meeting(finding, mine[file.document.path])
    for finding in outcome.findings:
        yield from _meeting(finding, _of_all(finding, mine, senders))


def _meeting(finding: Finding, acceptances: Iterable[Acceptance]) -> Iterator[Acceptance]:
    findings = (finding, *finding.also)
    return (one for one in acceptances if any(_meets(one, each, spot) for each in findings for spot in _spots(each)))


def _of_all(finding: Finding, mine: Mapping[str | None, list[Acceptance]], senders: Senders) -> list[Acceptance]:
    """The acceptances for a finding across files: the province's, and those of the one unit it names."""
    unit = senders.key(finding.detail)
    return [*mine[PROVINCE], *(mine[unit] if unit else ())]


def _checked(checked: Checked, acceptances: Sequence[Acceptance], edition: Edition) -> Checked:
    marked = [each for finding in checked.findings for each in _marked(finding, acceptances)]
    return replace(checked, findings=in_order(marked, edition))


def _left_out(file: LeftOut, acceptances: Sequence[Acceptance]) -> LeftOut:
    marked = (each for finding in file.findings for each in _marked(finding, acceptances))
    return replace(file, accepted=next((each.accepted for each in marked), None))


def _marked(finding: Finding, acceptances: Sequence[Acceptance]) -> Iterator[Finding]:
    """The finding, marked where it is accepted; of the rows it lists, and of what is folded into it, those accepted
    stand by themselves, and so do consequences of an accepted one: nobody has said that these may stand."""
    by_whom = [_of_one_line(acceptances, finding, spot) for spot in _spots(finding)]
    if not any(by_whom):
        yield from _with_also(finding, acceptances)
        return
    for one in dict.fromkeys(by_whom):
        if len(set(by_whom)) == 1:
            yield replace(finding, accepted=one, also=())
            yield from (each for part in finding.also for each in _marked(part, acceptances))
        else:
            rows = [point for point, by in zip(finding.related, by_whom, strict=True) if by == one]
            yield replace(_listing(finding, rows), accepted=one, also=() if one else finding.also)


def _of_one_line(acceptances: Sequence[Acceptance], finding: Finding, spot: _Spot) -> Acceptance | None:
    """The acceptance that counts, as the first of its line: a line may name several rows."""
    by = next((one for one in acceptances if _meets(one, finding, spot)), None)
    return next(one for one in acceptances if one.source == by.source) if by else None


def _with_also(finding: Finding, acceptances: Sequence[Acceptance]) -> Iterator[Finding]:
    """A finding that is not accepted, without the consequences that are: they do not count for its severity."""
    taken = {
        at: by
        for at, one in enumerate(finding.also)
        if (by := next((by for by in acceptances if all(_meets(by, one, spot) for spot in _spots(one))), None))
    }
    if not taken:
        yield finding
        return
    rest = tuple(one for at, one in enumerate(finding.also) if at not in taken)
    worst = min((RULES[finding.rule].severity, *(one.severity for one in rest)), key=SEVERITIES.index)
    yield replace(finding, also=rest, severity=max(finding.severity, worst, key=SEVERITIES.index))
    yield from (replace(finding.also[at], accepted=by) for at, by in taken.items())


def _listing(finding: Finding, rows: Sequence[Point]) -> Finding:
    """The same finding about some of the rows it lists."""
    first = rows[0].reading
    return replace(finding, at=rows[0] if first else None, cell=first.cell if first else None, related=tuple(rows))


def _spots(finding: Finding) -> list[_Spot]:
    if finding.lists_rows:
        return [_Spot(point.code, point.reading.cell if point.reading else None) for point in finding.related]
    return [_Spot(finding.at.code if finding.at else None, finding.cell)]


def _meets(acceptance: Acceptance, finding: Finding, spot: _Spot) -> bool:
    """Whether the acceptance names nothing that is otherwise."""
    sheet, ref = acceptance.at or ("", "")
    there = spot.cell and (fold(spot.cell.sheet), spot.cell.ref) == (fold(sheet), ref)
    return (
        acceptance.rule in (None, finding.rule)
        and acceptance.form in (None, finding.form)
        and acceptance.code in (None, spot.code)
        and bool(there or acceptance.at is None)
    )


def _said(rule: Rule, acceptance: Acceptance, detail: str) -> Finding:
    source = acceptance.source
    return Finding(rule.id, rule.severity, detail=detail, paths=(source.path,), line=source.line)


def _named(acceptance: Acceptance) -> str:
    """What an acceptance names, in no language: ``Sở Y tế: TL001 BM7.6.2``."""
    form = f"BM{acceptance.form}" if acceptance.form else ""
    place = "!".join(acceptance.at) if acceptance.at else ""
    return f"{acceptance.unit}: {' '.join(filter(None, (acceptance.rule, acceptance.code, form, place)))}"
