"""model: the nouns of the project, frozen, without I/O. Imports nothing of ours.

A *reading* is what one cell says for one indicator. A *received file* is one workbook, read. A *submission* is what one
unit reports for one period, from one file or several. A *finding* is a fact about it, without sentence or colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from cchc_xlsx.model.decisions import Acceptance, Adjusted, Adjustment, Source
from cchc_xlsx.model.earlier import Change, EarlierCheck, EarlierFile, EarlierFinding, Mended
from cchc_xlsx.model.readings import (
    SEVERITIES,
    Blank,
    Cell,
    Code,
    Invalid,
    Kind,
    LevelId,
    Nature,
    Nil,
    NotApplicable,
    Number,
    PeriodId,
    Policy,
    Reading,
    RuleId,
    Severity,
    counted,
)

__all__ = [
    "SEVERITIES",
    "Acceptance",
    "Adjusted",
    "Adjustment",
    "Blank",
    "Cell",
    "Change",
    "Checked",
    "Code",
    "Document",
    "EarlierCheck",
    "EarlierFile",
    "EarlierFinding",
    "Finding",
    "FormTable",
    "Identity",
    "Invalid",
    "Kind",
    "LeftOut",
    "LevelId",
    "Mended",
    "Nature",
    "Nil",
    "NotApplicable",
    "Noted",
    "Number",
    "Outcome",
    "PeriodId",
    "Point",
    "Policy",
    "Reading",
    "Received",
    "Repair",
    "Roster",
    "RuleId",
    "Severity",
    "Source",
    "Status",
    "Submission",
    "Unit",
    "counted",
]


class Noted(NamedTuple):
    """A piece of text and the cell it stands in, such as the unit of measure beside a value."""

    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit, as on the roster; without a roster ``id`` is the slug of the name."""

    id: str
    name: str
    level: LevelId | None
    aliases: tuple[str, ...] = ()
    consolidates: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What the file itself says: its content's hash, size in bytes, and who saved it when (docProps, ISO 8601)."""

    path: str
    sha256: str | None = None
    size: int = 0
    modified: str = ""
    saved_by: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports, for which period, written when, as far as the file or the roster says.

    ``level_inferred``: only the filled rows tell the level; ``unit_inferred``: a heading or file name tells the unit;
    ``contradiction``: what the file says of its sender at odds with itself; ``unknown_period``: a period that is named
    but is none of the edition's.
    """

    unit: Unit | None = None
    level: LevelId | None = None
    period: PeriodId | None = None
    dated: str = ""
    level_inferred: bool = False
    on_roster: bool = False
    unit_inferred: bool = False
    contradiction: str = ""
    unknown_period: str = ""


@dataclass(frozen=True, slots=True)
class FormTable:
    """One form as found in a file: its rows in the catalogue's codes, and where its columns stand.

    ``astray`` names the cell of a figure that stands in another column while the value column is empty;
    ``rivals`` are value columns without a head that tells them apart, ``twice`` the sheets of one file that hold the
    form with different figures: in both cases nothing is read. ``unsure`` are rows recognised by likeness only: the
    label as it stands and how like it is (0-1). ``top`` is the row where the table begins, with its head, ``heads``
    the texts over its figures; ``doubled`` the cells of a row that stands there twice with different figures: not read.
    """

    form: int
    path: str
    sheet: str
    readings: Mapping[Code, Reading]
    measures: Mapping[Code, Noted] = field(default_factory=dict)
    value_column: str = ""
    astray: tuple[Noted, ...] = ()
    rivals: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    unsure: Mapping[Code, tuple[Noted, float]] = field(default_factory=dict)
    top: int = 1
    heads: tuple[str, ...] = ()
    doubled: Mapping[Code, tuple[Cell, ...]] = field(default_factory=dict)

    @property
    def unread(self) -> bool:
        """The form is there, but which of its figures count cannot be told."""
        return bool(self.rivals or self.twice)


@dataclass(frozen=True, slots=True)
class Received:
    """One file, read."""

    document: Document
    identity: Identity
    tables: tuple[FormTable, ...]


class Status(StrEnum):
    """What became of a file."""

    OK = "ok"
    WARNINGS = "warnings"
    ERRORS = "errors"
    UNREADABLE = "unreadable"
    NOT_A_FORM = "not-a-form"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that gives no figures: what it is and the rule that says why; ``detail`` is a fact like a file's name."""

    document: Document
    status: Status
    why: RuleId
    detail: str = ""
    accepted: Acceptance | None = None
    change: Change | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of it: an unreadable file is an error, one that is no form a warning."""
        severity = {Status.UNREADABLE: Severity.ERROR, Status.NOT_A_FORM: Severity.WARNING}.get(self.status)
        if severity is None:
            return ()
        paths = (self.document.path,)
        return (
            Finding(self.why, severity, detail=self.detail, paths=paths, accepted=self.accepted, change=self.change),
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """One unit's forms for one period, from the files in ``paths`` (never empty). ``adjusted`` are the readings that
    stand there by the officer's decision, with what was sent."""

    paths: tuple[str, ...]
    identity: Identity
    edition: str
    tables: tuple[FormTable, ...]
    readings: Mapping[Code, Reading]
    measures: Mapping[Code, Noted]
    adjusted: Mapping[Code, Adjusted] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What the sender is known by: the unit's id, or the first file where the unit is unknown."""
        return self.identity.unit.id if self.identity.unit else self.paths[0]

    @property
    def name(self) -> str:
        """The unit's name, or the first file's where the unit is unknown."""
        return self.identity.unit.name if self.identity.unit else self.paths[0]

    @property
    def forms(self) -> tuple[int, ...]:
        """The forms found, in order, each once."""
        return tuple(sorted({table.form for table in self.tables}))


class Point(NamedTuple):
    """An indicator in a submission: its reading, if the file holds the row."""

    code: Code
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Repair:
    """A cell that probably holds the mistake, and what mends it: a figure, a limit where only that is known (``≤ 15``),
    None where no figure belongs or none can be told. ``with_last``: only together with the repair before it."""

    point: Point
    expected: Decimal | str | None
    with_last: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact about a submission or a folder. ``statement`` is the relation concerned, as the catalogue declares it;
    ``detail`` a fact in no language, such as a file's name; ``paths`` the files concerned where it is across files;
    ``line`` the line of the officer's own file it speaks of. ``likely``: what probably mends it, best first; ``alike``:
    how many of the first cannot be told apart (0: the first stands apart); ``also``: consequences of the same cause,
    none worse than the finding. ``change`` is None where no earlier check is at hand."""

    rule: RuleId
    severity: Severity
    form: int | None = None
    at: Point | None = None
    cell: Cell | None = None
    expected: Decimal | str | None = None
    related: tuple[Point, ...] = ()
    statement: str = ""
    detail: str = ""
    paths: tuple[str, ...] = ()
    likely: tuple[Repair, ...] = ()
    alike: int = 0
    also: tuple[Finding, ...] = ()
    line: int | None = None
    accepted: Acceptance | None = None
    change: Change | None = None

    @property
    def lists_rows(self) -> bool:
        """Whether it speaks of several rows of a form (all in ``related``), the first of which is its place."""
        return self.form is not None and bool(self.related) and self.at in (None, self.related[0])

    @property
    def is_open(self) -> bool:
        """Whether nobody has accepted it: only then does it count."""
        return self.accepted is None


@dataclass(frozen=True, slots=True)
class Roster:
    """The units that have to report; ``path`` is the file they come from."""

    path: str
    units: tuple[Unit, ...]

    @property
    def consolidator(self) -> Unit | None:
        """The unit that sums up, if the roster has one."""
        return next((unit for unit in self.units if unit.consolidates), None)


@dataclass(frozen=True, slots=True)
class Checked:
    """A submission with its readings judged (what breaks its kind is ``Invalid``) and its findings, worst first."""

    submission: Submission
    findings: tuple[Finding, ...]
    left_out: RuleId | None = None

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if finding.is_open)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that came of a check. ``paths`` is every file once, in order; each is in ``received`` (read) or ``left_out``,
    or in both where a file was read but another of its unit counts. ``findings`` are those across files; ``official``
    the figures of the province that the officer sets; ``mended`` what an earlier check found and this one does not
    (None: no earlier check is at hand)."""

    edition: str
    period: PeriodId | None
    roster: Roster | None
    received: tuple[Received, ...]
    checked: tuple[Checked, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]
    paths: tuple[str, ...] = ()
    no_such_path: bool = False
    official: tuple[Adjustment, ...] = ()
    mended: tuple[Mended, ...] | None = None

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding once: of submissions, of files left out, across files."""
        of_units = [finding for checked in self.checked for finding in checked.findings]
        of_files = [finding for file in self.left_out for finding in file.findings]
        return (*of_units, *of_files, *self.findings)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted: those that count."""
        return tuple(finding for finding in self.all_findings if finding.is_open)

    @property
    def exit_status(self) -> int:
        """0: at least one form was read, no error. 1: an error. 2: no such path, or no form read at all."""
        if self.no_such_path or not self.received:
            return 2
        if any(finding.severity is Severity.ERROR for finding in self.open_findings):
            return 1
        return 0 if any(table.readings for file in self.received for table in file.tables) else 2
