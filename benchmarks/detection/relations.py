"""The relations of the forms, worked out a second time from the guidance: exactly, in fractions, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, Protocol

from tests import guidance


class Said(Enum):
    """What a cell says where it says no number."""

    NIL = auto()
    NOT_APPLICABLE = auto()
    UNREADABLE = auto()


Fact = Decimal | Said
Facts = Mapping[str, Fact]
"""What each cell means; a blank cell has no entry."""
ZERO = Decimal(0)


def plain(value: Decimal) -> Decimal:
    """The number as Excel stores it: no trailing zeros, no exponent."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


class Alarm(NamedTuple):
    """Something to be said of the figures: the family of rules, how bad it is, the cells concerned. ``blank``: a figure
    is not there, rather than wrong."""

    family: str
    severity: str
    codes: tuple[str, ...]
    blank: bool = False


def number(facts: Facts, code: str) -> Decimal | None:
    """The figure that counts: nil is 0; what is blank, not applicable or unreadable is none."""
    fact = facts.get(code)
    return ZERO if fact is Said.NIL else fact if isinstance(fact, Decimal) else None


def rate_fits(rate: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Rounded (a tie either way) or, with decimals, cut off at the decimals typed; or nearer than 0.005."""
    exact, typed = 100 * Fraction(part) / Fraction(whole), Fraction(rate)
    exponent = rate.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    step = Fraction(1, 10**places)
    cut_off = places > 0 and 0 <= exact - typed < step
    return abs(exact - typed) < Fraction(5, 1000) or 2 * abs(exact - typed) <= step or cut_off


class Relation(Protocol):
    """One relation: what it says of the facts, and the figures that would make it hold in one of its cells."""

    @property
    def codes(self) -> tuple[str, ...]: ...

    def judge(self, facts: Facts) -> Alarm | None: ...

    def solutions(self, facts: Facts, code: str) -> Iterator[Decimal]: ...


@dataclass(frozen=True)
class Ratio:
    """``rate = 100 × part / whole`` and ``part ≤ whole``."""

    said: guidance.Ratio

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return self.said[:3]

    def judge(self, facts: Facts) -> Alarm | None:
        rate, part, whole = facts.get(self.said.rate), number(facts, self.said.part), number(facts, self.said.whole)
        if part is None or whole is None:
            return None
        over = Alarm("TL", self.said.over, self.codes) if part > whole else None
        if over and (over.severity == "error" or not whole):
            return over
        if not whole:
            nothing = rate in (None, ZERO, Said.NIL, Said.NOT_APPLICABLE, Said.UNREADABLE)
            return None if nothing else Alarm("TL", "warning", self.codes)
        if rate in (None, Said.NOT_APPLICABLE):
            return over or Alarm("TL", "warning", self.codes, blank=True)
        typed = number(facts, self.said.rate)
        return over if typed is None or rate_fits(typed, part, whole) else Alarm("TL", "error", self.codes)

    def solutions(self, facts: Facts, code: str) -> Iterator[Decimal]:
        rate, part, whole = (number(facts, one) for one in self.codes)
        if code == self.said.rate and part is not None and whole is not None:
            yield from [round(100 * part / whole, places) for places in (2, 1, 0)] if whole else [ZERO]
        elif code == self.said.part and rate is not None and whole is not None:
            yield from _around(rate * whole / 100)
        elif code == self.said.whole and rate and part is not None:
            yield from _around(100 * part / rate)


def _around(value: Decimal) -> Iterator[Decimal]:
    low = value.to_integral_value("ROUND_FLOOR")
    yield from (low, low + 1)


@dataclass(frozen=True)
class Total:
    """``total = parts``, or ``total ≥ parts`` where some are in no part."""

    said: guidance.Total

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (self.said.total, *self.said.parts)

    def judge(self, facts: Facts) -> Alarm | None:
        parts = [facts.get(part) for part in self.said.parts]
        if all(part is None for part in parts) or {Said.NOT_APPLICABLE, Said.UNREADABLE} & set(parts):
            return None
        if self.said.total not in facts:
            return Alarm("TC", "warning", self.codes, blank=True)
        total, summed = number(facts, self.said.total), self._sum(facts)
        if total is None or total == summed or (total > summed and self.said.sign == "≥"):
            return None
        return Alarm("TC", self.said.under if total > summed else "error", self.codes)

    def _sum(self, facts: Facts, *, but: str = "") -> Decimal:
        return sum((number(facts, part) or ZERO for part in self.said.parts if part != but), ZERO)

    def solutions(self, facts: Facts, code: str) -> Iterator[Decimal]:
        total = number(facts, self.said.total)
        if code == self.said.total:
            yield self._sum(facts)
        elif total is not None:
            yield total - self._sum(facts, but=code)


@dataclass(frozen=True)
class AtMost:
    """``left ≤ right``, both sums."""

    said: guidance.AtMost

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (*self.said.left, *self.said.right)

    def _limit(self, facts: Facts) -> Decimal | None:
        right = [number(facts, code) for code in self.said.right]
        return None if None in right else sum((one or ZERO for one in right), ZERO)

    def judge(self, facts: Facts) -> Alarm | None:
        limit, left = self._limit(facts), sum((number(facts, code) or ZERO for code in self.said.left), ZERO)
        broken = limit is not None and left > limit
        return Alarm("LM" if self.said.across else "KQ", self.said.severity, self.codes) if broken else None

    def solutions(self, facts: Facts, code: str) -> Iterator[Decimal]:
        limit, left = self._limit(facts), sum((number(facts, one) or ZERO for one in self.said.left), ZERO)
        if limit is not None:
            here = number(facts, code) or ZERO
            yield here - (left - limit) if code in self.said.left else here + (left - limit)


@dataclass(frozen=True)
class Equal:
    """The same figure in several forms."""

    codes: tuple[str, ...]
    severity: str

    def judge(self, facts: Facts) -> Alarm | None:
        known = {figure for code in self.codes if (figure := number(facts, code)) is not None}
        return Alarm("LM", self.severity, self.codes) if len(known) > 1 else None

    def solutions(self, facts: Facts, code: str) -> Iterator[Decimal]:
        yield from {figure for other in self.codes if other != code and (figure := number(facts, other)) is not None}


@dataclass(frozen=True)
class Online:
    """Files received online: there are some exactly when procedures came in online, and at least as many."""

    files: str
    used: tuple[str, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (self.files, *self.used)

    def judge(self, facts: Facts) -> Alarm | None:
        files, used = number(facts, self.files), [number(facts, code) for code in self.used]
        if files is None:
            return None
        procedures = sum((one or ZERO for one in used), ZERO)
        broken = files < procedures or (None not in used and (files > 0) != (procedures > 0))
        return Alarm("LM", "warning", self.codes) if broken else None

    def solutions(self, facts: Facts, code: str) -> Iterator[Decimal]:
        files = number(facts, self.files) or ZERO
        others = sum((number(facts, one) or ZERO for one in self.used if one != code), ZERO)
        yield others if code == self.files else max(files - others, ZERO)


class Clause(NamedTuple):
    code: str
    test: str

    def holds(self, facts: Facts) -> bool:
        figure = number(facts, self.code)
        match self.test:
            case "blank":
                return not figure
            case "filled":
                return facts.get(self.code) is not Said.NIL
            case "> 0":
                return figure is not None and figure > 0
            case _:
                return figure == Decimal(self.test.removeprefix("= "))


@dataclass(frozen=True)
class Condition:
    """``when → then``; a blank in ``then`` is only a row not filled in."""

    when: Clause
    then: Clause
    severity: str

    @classmethod
    def of(cls, statement: str, severity: str) -> Condition:
        """Reads ``BM1.6 = 0 → BM1.6.2 blank``."""
        when, then = (Clause(*side.split(" ", 1)) for side in statement.split(" → "))
        return cls(when, then, severity)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (self.when.code, self.then.code)

    def judge(self, facts: Facts) -> Alarm | None:
        answered = number(facts, self.then.code) is not None
        broken = answered and self.when.holds(facts) and not self.then.holds(facts)
        return Alarm("DK", self.severity, self.codes) if broken else None

    def solutions(self, _: Facts, __: str) -> Iterator[Decimal]:
        yield from (ZERO, Decimal(1))


@dataclass(frozen=True)
class Repeats:
    """A heading in which the row below is repeated."""

    heading: str
    row: str

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (self.heading, self.row)

    def judge(self, facts: Facts) -> Alarm | None:
        said, row = number(facts, self.heading), number(facts, self.row)
        return Alarm("DM", "warning", self.codes) if None not in (said, row) and said != row else None

    def solutions(self, facts: Facts, code: str) -> Iterator[Decimal]:
        other = number(facts, self.row if code == self.heading else self.heading)
        yield from [other] if other is not None else []
