"""Kinds of relation between indicators: one class a kind, with all its faces side by side.

A relation is a value. ``codes`` are the indicators it speaks of, ``at`` the one where a breach stands, ``words`` the
sentence for people, ``mends`` the relation solved for one of its figures; kinds that define a figure also have
``expected`` (numbers or columns) and ``excel`` (a formula). Declared in an edition's ``relations.txt``; judged in
``checks.relations``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cchc_xlsx.catalogue.spans import ANY, Figures, Mend, Span, exactly
from cchc_xlsx.model import Code, LevelId, Severity

Name = Callable[[Code], str]
"""How a sentence or a formula calls an indicator: its code, its label, its cell."""


def _rest(codes: tuple[Code, ...], code: Code, value: Figures) -> Decimal:
    """What the other codes add up to; a blank counts 0."""
    return sum((value.get(other, Decimal(0)) for other in codes if other != code), Decimal(0))


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

    def holds(self, value: Figures) -> bool:
        """Whether the condition surely holds; a figure that is missing makes none true but ``blank``."""
        known, total = all(code in value for code in self.codes), _rest(self.codes, Code(""), value)
        match self.test:
            case Test.EQUALS:
                return known and total == self.number
            case Test.ABOVE:
                return total > self.number
            case Test.BLANK:
                return not known
            case Test.FILLED:
                return known

    def mends(self, code: Code, value: Figures, *, hold: bool) -> tuple[Mend, ...]:
        """Where the figure of ``code`` makes the condition hold or, without ``hold``, fail."""
        edge = self.number - _rest(self.codes, code, value)
        match self.test, hold:
            case Test.EQUALS, True:
                return (exactly(edge),)
            case Test.EQUALS, False:
                return Span(low=edge, strict=True), Span(high=edge - 1)
            case Test.ABOVE, True:
                return (Span(low=edge, strict=True),)
            case Test.ABOVE, False:
                return (Span(high=edge),)
            case (Test.BLANK, True) | (Test.FILLED, False):
                return (None,)
            case _:
                return (Span(Decimal(0)),)


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

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:  # noqa: ARG002 - what most kinds have to say
        """Where the figure of ``code`` makes the relation hold, the others being as given. Nothing: no figure does;
        ``ANY``: it holds, or cannot be told, whatever the figure. A proposal: the judgement has the last word."""
        return (ANY,)

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

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        rate, part, whole = (value.get(one) for one in self.codes)
        if code == self.rate:
            return (ANY,) if part is None or whole is None else self._mends_rate(part, whole)
        if code == self.part:
            return (ANY,) if whole is None else self._mends_part(rate, part, whole)
        return (ANY,) if part is None else self._mends_whole(rate, part, whole)

    def _mends_rate(self, part: Decimal, whole: Decimal) -> tuple[Mend, ...]:
        if whole <= 0:
            return (None,) if part <= 0 else ()
        exact = 100 * part / whole
        if part > whole and self.over is Severity.ERROR:
            return ()
        return (Span(exact - Decimal("0.5"), exact + Decimal("0.5")),)

    def _mends_part(self, rate: Decimal | None, part: Decimal | None, whole: Decimal) -> tuple[Mend, ...]:
        limit = Span(Decimal(0), whole)
        if rate is None:
            return (limit,)
        low, high = _exact(rate)
        return self._fitting(Span(low * whole / 100, high * whole / 100), limit, over=(part or 0) > whole)

    def _mends_whole(self, rate: Decimal | None, part: Decimal, whole: Decimal | None) -> tuple[Mend, ...]:
        limit = Span(part)
        if rate is None:
            return (limit,) if part else (exactly(Decimal(0)), limit)
        low, high = _exact(rate)
        if high <= 0:
            return ()
        highest = 100 * part / low if low > 0 else None
        return self._fitting(Span(100 * part / high, highest), limit, over=whole is not None and part > whole)

    def _fitting(self, fits: Span, limit: Span, *, over: bool) -> tuple[Mend, ...]:
        """What gives the rate and leaves the part within its whole, beyond it where that may be; where the part is
        above its whole, what brings it within, whatever the rate."""
        within = fits.within(limit) or (fits if self.over is not Severity.ERROR else None)
        return (*([within] if within else []), *([limit] if over else []))


def _exact(rate: Decimal) -> tuple[Decimal, Decimal]:
    """Between which bounds a rate lies that is typed so: rounded or, with decimals, cut off."""
    exponent = rate.as_tuple().exponent
    unit = Decimal(1).scaleb(min(max(exponent, -2), 0)) if isinstance(exponent, int) else Decimal(1)
    return rate - unit / 2, rate + (unit if unit < 1 else unit / 2)


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

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        if code == self.total:
            least = _rest(self.parts, code, value)
            return (exactly(least) if self.exact else Span(least),)
        if self.total not in value:
            return (ANY,)
        share = value[self.total] - _rest(self.parts, code, value)
        return () if share < 0 else (exactly(share) if self.exact else Span(Decimal(0), share),)


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

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        if code in self.right:
            return (Span(_rest(self.left, code, value) - _rest(self.right, code, value)),)
        if not any(one in value for one in self.right):
            return (ANY,)
        most = _rest(self.right, code, value) - _rest(self.left, code, value)
        return () if most < 0 else (Span(Decimal(0), most),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal(Relation):
    """The same figure in several rows; rows left blank say nothing."""

    same: tuple[Code, ...]

    @property
    def codes(self) -> tuple[Code, ...]:
        return self.same

    def words(self, name: Name) -> str:
        return " = ".join(map(name, self.same))

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        others = {value[one] for one in self.same if one != code and one in value}
        return tuple(map(exactly, others)) if len(others) == 1 else () if others else (ANY,)


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

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        if code in self.then.codes:
            return self.then.mends(code, value, hold=True) if self.when.holds(value) else (ANY,)
        return (ANY,) if self.then.holds(value) else self.when.mends(code, value, hold=False)


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

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        mine, other = (self.one, self.other) if code in self.one.codes else (self.other, self.one)
        return mine.mends(code, value, hold=other.holds(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Relation):
    """A pair of rows of which exactly one holds its own code."""

    pair: tuple[Code, Code]

    @property
    def codes(self) -> tuple[Code, ...]:
        return self.pair

    def words(self, name: Name) -> str:
        return " | ".join(map(name, self.pair))

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        ticked = [one for one in self.pair if value.get(one)]
        return (None,) if code in ticked and len(ticked) == len(self.pair) else (ANY,)


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

    def mends(self, code: Code, value: Figures) -> tuple[Mend, ...]:
        other = value.get(self.row if code == self.heading else self.heading)
        return (ANY,) if other is None else (exactly(other),)


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
