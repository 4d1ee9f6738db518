"""The vocabulary of rows and cells: codes, kinds, and what one cell says for one indicator (a *reading*)."""

from __future__ import annotations

from dataclasses import dataclass
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
