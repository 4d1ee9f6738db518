"""Kinds of relation between indicators: one class a kind, with all its faces side by side.

A relation is a value. ``codes`` are the indicators it speaks of, ``at`` the one where a breach stands, ``words`` the
sentence for people; kinds that define a figure also have ``expected`` (numbers or columns) and ``excel`` (a formula).
Declared in an edition's ``relations.txt``; judged in ``checks.relations``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cchc_xlsx.model import Code, LevelId, Severity

Name = Callable[[Code], str]
"""How a sentence or a formula calls an indicator: its code, its label, its cell."""


class Test(StrEnum):
    """What a condition asks of a figure."""

    EQUALS = "="
    ABOVE = ">"
    BLANK = "blank"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Condition:
    """``BM1.6 = 1``, ``BM4.3.1 > 0``, ``BM1.6.2 blank``; several codes stand for their sum."""

    codes: tuple[Code, ...]
    test: Test
    number: int = 0

    def words(self, name: Name) -> str:
        """The condition as it is declared, with indicators named by ``name``."""
        left = " + ".join(map(name, self.codes))
        return f"{left} {self.test}" if self.test in (Test.BLANK, Test.FILLED) else f"{left} {self.test} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What all kinds share: ``severity`` of a breach, the ``level`` it is for (None: all), the section it stands in."""

    severity: Severity = Severity.ERROR
    level: LevelId | None = None
    across: bool = False

    @property
    def codes(self) -> tuple[Code, ...]:
        """Every indicator the relation speaks of, the standing one first."""
        raise NotImplementedError

    @property
    def at(self) -> Code:
        """The indicator where a breach stands."""
        return self.codes[0]

    def words(self, name: Name) -> str:
        """The relation as a line, with indicators named by ``name``."""
        raise NotImplementedError

    @property
    def statement(self) -> str:
        """The relation in codes; names it in a finding, together with nothing else."""
        return self.words(str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Relation):
    """``rate = 100 × part / whole``, the rate on the scale 0-100; ``over`` is what a part above its whole is."""

    rate: Code
    part: Code
    whole: Code
    over: Severity = Severity.ERROR

    @property
    def codes(self) -> tuple[Code, ...]:
        return (self.rate, self.part, self.whole)

    def expected(self, value: Mapping[Code, Any]) -> Any:
        """The rate in percent from its parts, for numbers or columns. The caller rules out a whole of 0."""
        return 100 * value[self.part] / value[self.whole]

    def excel(self, at: Name) -> str:
        """The rate as a formula; empty where a part is missing or the whole is 0."""
        part, whole = at(self.part), at(self.whole)
        return f'=IF(COUNT({part},{whole})<2,"",IF({whole}=0,"",100*{part}/{whole}))'

    def excel_within(self, at: Name) -> str:
        """The rate as a formula; empty as well where the part is above the whole."""
        part, whole = at(self.part), at(self.whole)
        return f'=IF(COUNT({part},{whole})<2,"",IF(OR({whole}=0,{part}>{whole}),"",100*{part}/{whole}))'

    def words(self, name: Name) -> str:
        return f"{name(self.rate)} = 100 × {name(self.part)} / {name(self.whole)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Relation):
    """``total = part + part …``; not ``exact``: the total is at least that. ``under``: the sum below the total."""

    total: Code
    parts: tuple[Code, ...]
    exact: bool = True
    under: Severity = Severity.ERROR

    @property
    def codes(self) -> tuple[Code, ...]:
        return (self.total, *self.parts)

    def expected(self, value: Mapping[Code, Any]) -> Any:
        """The sum of the parts, for numbers or columns."""
        return sum(value[part] for part in self.parts)

    def excel(self, at: Name) -> str:
        """The total as a formula, empty where no part holds a number."""
        cells = ",".join(map(at, self.parts))
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'

    def words(self, name: Name) -> str:
        return f"{name(self.total)} {'=' if self.exact else '≥'} {' + '.join(map(name, self.parts))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost(Relation):
    """The sum of ``left`` is not above the sum of ``right``; written from the right, it stands there (``flipped``)."""

    left: tuple[Code, ...]
    right: tuple[Code, ...]
    flipped: bool = False

    @property
    def codes(self) -> tuple[Code, ...]:
        return (*self.right, *self.left) if self.flipped else (*self.left, *self.right)

    def words(self, name: Name) -> str:
        left, right = " + ".join(map(name, self.left)), " + ".join(map(name, self.right))
        return f"{right} ≥ {left}" if self.flipped else f"{left} ≤ {right}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal(Relation):
    """The same figure in several rows; rows left blank say nothing."""

    same: tuple[Code, ...]

    @property
    def codes(self) -> tuple[Code, ...]:
        return self.same

    def words(self, name: Name) -> str:
        return " = ".join(map(name, self.same))


@dataclass(frozen=True, slots=True, kw_only=True)
class Implies(Relation):
    """Where ``when`` holds, ``then`` has to; the row that should change is that of ``then``."""

    when: Condition
    then: Condition

    @property
    def codes(self) -> tuple[Code, ...]:
        return (*self.then.codes, *self.when.codes)

    def words(self, name: Name) -> str:
        return f"{self.when.words(name)} → {self.then.words(name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Relation):
    """``one`` holds exactly when ``other`` does."""

    one: Condition
    other: Condition

    @property
    def codes(self) -> tuple[Code, ...]:
        return (*self.one.codes, *self.other.codes)

    def words(self, name: Name) -> str:
        return f"{self.one.words(name)} ↔ {self.other.words(name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Relation):
    """A pair of rows of which exactly one holds its own code."""

    pair: tuple[Code, Code]

    @property
    def codes(self) -> tuple[Code, ...]:
        return self.pair

    def words(self, name: Name) -> str:
        return " | ".join(map(name, self.pair))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulative(Relation):
    """A count of the period beside a rate since the base year: together they can show that the count is since then."""

    count: Code
    rate: Code

    @property
    def codes(self) -> tuple[Code, ...]:
        return (self.count, self.rate)

    def words(self, name: Name) -> str:
        return f"{name(self.count)} ~ {name(self.rate)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats(Relation):
    """A heading in which people repeat the figure of ``row``."""

    heading: Code
    row: Code

    @property
    def codes(self) -> tuple[Code, ...]:
        return (self.heading, self.row)

    def words(self, name: Name) -> str:
        return f"{name(self.heading)} = {name(self.row)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Relation):
    """A percent that may be below 0."""

    code: Code

    @property
    def codes(self) -> tuple[Code, ...]:
        return (self.code,)

    def words(self, name: Name) -> str:
        return f"{name(self.code)} ≥ 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle(Relation):
    """Where ``when`` holds, ``rows`` are not due."""

    when: Condition
    rows: tuple[Code, ...]

    @property
    def codes(self) -> tuple[Code, ...]:
        return (*self.rows, *self.when.codes)

    def words(self, name: Name) -> str:
        return f"{self.when.words(name)} → {', '.join(map(name, self.rows))}"
