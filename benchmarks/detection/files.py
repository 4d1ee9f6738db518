"""The same submissions as real workbooks: the reader of files has to find the same cells at the same addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.detection.sending import PERIOD, Sent, as_submission, write
from cchc_xlsx.checks import check_submissions
from cchc_xlsx.intake import gather
from cchc_xlsx.model import Cell, Finding, Number, Reading, Roster
from tests.tables import EDITION, received


def differences(sent: Sent, findings: Iterable[Finding], folder: Path) -> Iterator[str]:
    """What the product reads or finds in the unit's workbook otherwise than in memory."""
    file = received(write(sent, folder), Roster("don_vi.xlsx", (sent.sender,)))
    [submission] = gather([file], EDITION, PERIOD).submissions
    if submission.identity.level != sent.unit.level:
        yield f"{sent.path}: level {submission.identity.level}"
    expected = as_submission(sent).readings
    for code in {**expected, **submission.readings}:
        here, there = _told(expected.get(code)), _told(submission.readings.get(code))
        if here != there:
            yield f"{sent.path} {code}: {there} instead of {here}"
    [checked] = check_submissions([submission], EDITION)
    for fact in {*map(_fact, findings)} ^ {*map(_fact, checked.findings)}:
        yield f"{sent.path}: only one of workbook and memory gives {fact}"


def _told(reading: Reading | None) -> tuple[object, ...]:
    """The kind of reading, its figure and its address."""
    if reading is None:
        return ()
    return (type(reading).__name__, reading.value if isinstance(reading, Number) else "", *reading.cell[1:])


def _fact(finding: Finding) -> tuple[object, ...]:
    cell: Cell | tuple[()] = finding.cell or ()
    return (finding.rule, finding.severity, finding.form, finding.at.code if finding.at else "", *cell[1:])
