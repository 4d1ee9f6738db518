"""What the product says of clean and of planted submissions, held against what is known of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.detection.culprits import Verdict, verdict
from benchmarks.detection.errors import ERRORS, Planted
from benchmarks.detection.forms import ROWS
from benchmarks.detection.law import law_for
from benchmarks.detection.sending import PERIOD, Sent, as_submission
from cchc_xlsx.checks import check_folder, check_submissions
from cchc_xlsx.model import Cell, Checked, Finding, Point, Severity
from tests.tables import EDITION

_BATCH = 400
Findings = tuple[Finding, ...]


def checked(sent: Sequence[Sent]) -> list[Findings]:
    """The product's findings on each, many checked at once as in a large folder."""
    found: list[Findings] = []
    for start in range(0, len(sent), _BATCH):
        batch = [as_submission(one) for one in sent[start : start + _BATCH]]
        found += [one.findings for one in check_submissions(batch, EDITION)]
    return found


def alarming(findings: Iterable[Finding]) -> list[Finding]:
    """The errors and warnings."""
    return [one for one in findings if one.severity is not Severity.INFO]


def points(finding: Finding) -> Iterator[Point]:
    """Every row a finding names, its consequences included."""
    yield from [finding.at] if finding.at else []
    yield from finding.related
    yield from (repair.point for repair in finding.likely)
    for consequence in finding.also:
        yield from points(consequence)


def rows(finding: Finding) -> set[str]:
    """The codes a finding names."""
    return {str(point.code) for point in points(finding)}


def concerns(finding: Finding, planted: Planted) -> bool:
    """Whether the finding speaks of the planted mistake."""
    return bool(rows(finding) & {*planted.codes}) or (planted.form is not None and finding.form == planted.form)


def points_at(finding: Finding, planted: Planted) -> bool:
    """Whether it stands at the corrupted cell, or names it as the likeliest culprit."""
    if planted.form is not None:
        return finding.form == planted.form
    named = [finding.at, *(repair.point for repair in finding.likely[:1])]
    return any(point and point.code in planted.codes for point in named)


def is_elsewhere(finding: Finding, planted: Planted) -> bool:
    """Whether the finding has nothing to do with the corrupted cells, nor with a row bound to one of them."""
    near = law_for(planted.sent.unit).near
    around = {other for code in planted.codes for other in near[code]}
    if named := rows(finding):
        return not named & around
    return finding.form not in {ROWS[code].form for code in around}


def misplaced(findings: Iterable[Finding], sent: Sent) -> Iterator[tuple[Finding, Cell | None, Cell]]:
    """The findings whose cell, or that of a row they name, is not where the unit has it."""
    for finding in findings:
        if finding.at:
            at = str(finding.at.code)
            wanted = sent.measure_place(at) if finding.rule.startswith("DV") else sent.place(at)
            if finding.cell != wanted:
                yield finding, finding.cell, wanted
        for point in points(finding):
            if point.reading and point.reading.cell != sent.place(str(point.code)):
                yield finding, point.reading.cell, sent.place(str(point.code))


@dataclass(frozen=True)
class Case:
    """A planted mistake and what the product said."""

    planted: Planted
    findings: Findings
    verdict: Verdict | None

    @property
    def alarms(self) -> list[Finding]:
        return alarming(self.findings)

    @property
    def about(self) -> list[Finding]:
        """The errors and warnings that speak of it."""
        return [one for one in self.alarms if concerns(one, self.planted)]

    @property
    def found(self) -> bool:
        return bool(self.about)

    @property
    def found_at_cell(self) -> bool:
        return any(points_at(one, self.planted) for one in self.about)

    @property
    def by_its_rule(self) -> bool:
        """Whether a rule of the family that should speak does."""
        return any(one.rule[:2] in self.planted.families for one in self.about)

    @property
    def decidable(self) -> bool:
        return self.verdict is not None and self.verdict.decidable

    @property
    def likely(self) -> list[str]:
        """The cells that the first finding about the mistake names as likely culprits, best first."""
        return [str(repair.point.code) for finding in self.about[:1] for repair in finding.likely]

    def culprit_among(self, first: int) -> bool:
        """Whether the corrupted cell is among the first so many named; where none is named it is not."""
        return bool({*self.likely[:first]} & {*self.planted.codes})

    @property
    def mends(self) -> bool | None:
        """Whether, after the first repair named, the guidance has nothing more to say; None where it is no figure."""
        sent = self.planted.sent
        for repair in self.about[0].likely[:1] if self.about else ():
            if isinstance(repair.expected, Decimal):
                return not law_for(sent.unit).alarms({**sent.facts, repair.point.code: repair.expected}, sent.missing)
        return None

    @property
    def elsewhere(self) -> list[Finding]:
        return [one for one in self.alarms if is_elsewhere(one, self.planted)]


def cases(planted: Sequence[Planted]) -> list[Case]:
    """Every planted mistake, checked."""
    findings = checked([one.sent for one in planted])
    return [Case(one, found, verdict(one)) for one, found in zip(planted, findings, strict=True)]


def by_class(found: Sequence[Case]) -> dict[str, list[Case]]:
    """The cases of each class of mistakes."""
    return {error.name: [case for case in found if case.planted.error == error.name] for error in ERRORS}


def share(flags: Iterable[bool]) -> float:
    """The share that is true; 1 of nothing."""
    counted = Counter(flags)
    return counted[True] / counted.total() if counted else 1.0


def across(folder: Sequence[Sent]) -> list[Finding]:
    """The errors and warnings across the submissions of one folder."""
    submissions = [as_submission(one) for one in folder]
    unjudged = [Checked(one, ()) for one in submissions]
    told, found = check_folder(unjudged, EDITION, None, PERIOD, frozenset(), whole=True)
    return alarming([*found, *(finding for one in told for finding in one.findings)])
