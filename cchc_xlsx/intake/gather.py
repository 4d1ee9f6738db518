"""Files of one unit and period -> one submission. Disjoint forms belong together; overlapping ones are duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.intake.find import left_out
from cchc_xlsx.model import (
    Blank,
    Code,
    Finding,
    Identity,
    LeftOut,
    Number,
    PeriodId,
    Point,
    Reading,
    Received,
    Submission,
)
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import files as rules

_DOCUMENTS = (".docx", ".docm")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Submissions in the order their first files came, the files they do not use, and what is to be said of both.
    ``undecided`` are the first paths of submissions whose files contradict each other: not to be summed."""

    submissions: tuple[Submission, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]
    undecided: frozenset[str]


def gather(received: Sequence[Received], edition: Edition, period: PeriodId | None) -> Gathered:
    """Groups files by unit and period (a file of an unknown unit stands alone, one that names no period is taken for
    ``period``), then settles duplicates."""
    groups: dict[tuple[str, str], list[Received]] = {}
    for file in received:
        unit = file.identity.unit.id if file.identity.unit else f"? {file.document.path}"
        when = file.identity.period or file.identity.unknown_period or period or ""
        groups.setdefault((unit, when), []).append(file)
    submissions: list[Submission] = []
    out: list[LeftOut] = []
    findings: list[Finding] = []
    undecided: set[str] = set()
    for files in groups.values():
        kept, dropped, finding = _settle(files)
        out += dropped
        findings += finding
        if any(one.rule == rules.CONFLICT.id for one in finding):
            submissions += [_submission([file], edition) for file in kept]
            undecided |= {file.document.path for file in kept}
        else:
            submissions.append(_submission(kept, edition))
    return Gathered(tuple(submissions), tuple(out), tuple(findings), frozenset(undecided))


def _submission(files: Sequence[Received], edition: Edition) -> Submission:
    tables = tuple(table for file in files for table in file.tables)
    readings = {code: reading for table in tables for code, reading in table.readings.items()}
    measures = {code: noted for table in tables for code, noted in table.measures.items()}
    paths = tuple(file.document.path for file in files)
    return Submission(paths, _identity_of(files), edition.id, tables, readings, measures)


def _identity_of(files: Sequence[Received]) -> Identity:
    """The first file's identity, with a level if any file tells one."""
    first = files[0].identity
    level = next((file.identity.level for file in files if file.identity.level), None)
    return first if first.level else replace(first, level=level)


def _settle(files: list[Received]) -> tuple[list[Received], list[LeftOut], list[Finding]]:
    """Which files of one unit count: equal ones once (rather the workbook than the Word report of the same figures), of
    different ones the newest that can be told."""
    kept: list[Received] = []
    dropped: list[LeftOut] = []
    for file in sorted(files, key=lambda file: file.document.path.lower().endswith(_DOCUMENTS)):
        same = next((other for other in kept if _forms(other) == _forms(file) and not _differences(other, file)), None)
        if same:
            dropped.append(left_out(file.document.path, rules.SAME_AGAIN, same.document.path, file.document))
        else:
            kept.append(file)
    rivals = [file for file in kept if any(_forms(file) & _forms(other) for other in kept if other is not file)]
    if not rivals:
        return kept, dropped, []
    newest = _newest(rivals)
    different = _differences(*sorted(rivals, key=lambda file: file is newest)[-2:])
    finding = _finding(rules.REPLACED if newest else rules.CONFLICT, rivals, different)
    if newest is None:
        return kept, dropped, [finding]
    for file in rivals:
        if file is not newest:
            dropped.append(left_out(file.document.path, rules.SUPERSEDED, newest.document.path, file.document))
    return [file for file in kept if file is newest or file not in rivals], dropped, [finding]


def _finding(rule: Rule, files: Sequence[Received], different: Iterable[Point]) -> Finding:
    unit = files[0].identity.unit
    paths = tuple(file.document.path for file in files)
    return Finding(rule.id, rule.severity, related=tuple(different), detail=unit.name if unit else "", paths=paths)


def _forms(file: Received) -> set[int]:
    return {table.form for table in file.tables}


def _differences(one: Received, other: Received) -> list[Point]:
    """The indicators that two files give differently, as the second has them."""
    first, second = _readings(one), _readings(other)
    return [
        Point(code, second.get(code) or first.get(code))
        for code in dict.fromkeys([*first, *second])
        if _figure(first.get(code)) != _figure(second.get(code))
    ]


def _readings(file: Received) -> dict[Code, Reading]:
    return {code: reading for table in file.tables for code, reading in table.readings.items()}


def _figure(reading: Reading | None) -> object:
    match reading:
        case Number(value=value):
            return value
        case None | Blank():
            return None
        case _:
            return reading.raw.strip()


def _newest(files: Sequence[Received]) -> Received | None:
    """The newest by the identity block's date, else by when it was saved; None where that does not decide."""
    for dates in ([file.identity.dated for file in files], [file.document.modified for file in files]):
        if all(dates) and dates.count(max(dates)) == 1:
            return files[dates.index(max(dates))]
    return None
