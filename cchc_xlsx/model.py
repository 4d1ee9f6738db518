"""model.py: the nouns of the project, frozen, without I/O. Imports nothing of ours.

A *reading* is what one cell says for one indicator. A *received file* is one workbook, read. A *submission* is what one
unit reports for one period, from one file or several. A *finding* is a fact about it, without sentence or colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, NewType, assert_never

Code = NewType("Code", str)
"""An indicator's code, always whole: ``BM7.6.2.1``."""
RuleId = NewType("RuleId", str)
LevelId = NewType("LevelId", str)
PeriodId = NewType("PeriodId", str)
"""Year and window of a period: ``2022H1``."""


class Severity(StrEnum):
    """How bad a finding is: cannot be true, improbable or incomplete, for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = tuple(Severity)
"""Worst first: the order in which findings are shown."""


class Kind(StrEnum):
    """What an indicator's cell holds."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    CODE = "code"
    OPTION = "option"
    HEADING = "heading"


class Nature(StrEnum):
    """How an indicator relates to time; ``SINCE_2015`` is cumulative from the base year 2015."""

    FLOW = "flow"
    PLAN = "plan"
    CUMULATIVE = "cumulative"
    SINCE_2015 = "since-2015"
    STOCK = "stock"
    NONE = "none"


class Policy(StrEnum):
    """How an indicator sums up for the province."""

    SUM = "sum"
    TOTAL = "total"
    RATIO = "ratio"
    TALLY = "tally"
    SHARED = "shared"
    LIST = "list"
    OWN = "own"
    NONE = "none"


class Cell(NamedTuple):
    """Where a value stands: the file as named on the command line, its sheet, and the address in that sheet."""

    path: str
    sheet: str
    ref: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure that is certain. Percents are on the scale 0-100; ``remark`` names a rule for the record; ``typed``: the
    cell holds text, shown as it is written."""

    value: Decimal
    raw: str
    cell: Cell
    remark: RuleId | None = None
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty cell in a row that the file holds."""

    cell: Cell
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Nil:
    """ "không phát sinh": nothing happened. Counts as 0 in a sum and leaves its rate undefined."""

    raw: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """ "không áp dụng", "không thuộc thẩm quyền": the row does not concern the unit."""

    raw: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Invalid:
    """A cell that cannot be read for certain: ``why`` is the rule it breaks, ``likely`` what it probably should say,
    ``number`` the figure it holds where that is one, but not one its kind allows."""

    raw: str
    cell: Cell
    why: RuleId
    likely: Decimal | None = None
    number: Decimal | None = None
    typed: bool = True


Reading = Number | Blank | Nil | NotApplicable | Invalid


def counted(reading: Reading | None) -> Decimal | None:
    """The figure a sum may use: nil counts 0; what is blank, missing or not read for certain counts nothing."""
    match reading:
        case Number(value=value):
            return value
        case Nil():
            return Decimal(0)
        case Blank() | NotApplicable() | Invalid() | None:
            return None
        case _:
            assert_never(reading)


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
    label as it stands and how like it is (0-1). ``top`` is the row where the table begins, with its head.
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

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of it: an unreadable file is an error, one that is no form a warning."""
        severity = {Status.UNREADABLE: Severity.ERROR, Status.NOT_A_FORM: Severity.WARNING}.get(self.status)
        paths = (self.document.path,)
        return (Finding(self.why, severity, detail=self.detail, paths=paths),) if severity else ()


@dataclass(frozen=True, slots=True)
class Submission:
    """One unit's forms for one period, from the files in ``paths`` (never empty)."""

    paths: tuple[str, ...]
    identity: Identity
    edition: str
    tables: tuple[FormTable, ...]
    readings: Mapping[Code, Reading]
    measures: Mapping[Code, Noted]

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
    ``detail`` a fact in no language, such as a file's name; ``paths`` the files concerned where it is across files.
    ``likely``: what probably mends it, best first; ``alike``: how many of the first cannot be told apart (0: the first
    stands apart); ``also``: consequences of the same cause, none worse than the finding."""

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that came of a check. ``paths`` is every file once, in order; each is in ``received`` (read) or ``left_out``,
    or in both where a file was read but another of its unit counts. ``findings`` are those across files."""

    edition: str
    period: PeriodId | None
    roster: Roster | None
    received: tuple[Received, ...]
    checked: tuple[Checked, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]
    paths: tuple[str, ...] = ()
    no_such_path: bool = False

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding once: of submissions, of files left out, across files."""
        of_units = [finding for checked in self.checked for finding in checked.findings]
        of_files = [finding for file in self.left_out for finding in file.findings]
        return (*of_units, *of_files, *self.findings)

    @property
    def exit_status(self) -> int:
        """0: at least one form was read, no error. 1: an error. 2: no such path, or no form read at all."""
        if self.no_such_path or not self.received:
            return 2
        return int(any(finding.severity is Severity.ERROR for finding in self.all_findings))
