"""Relations over the wide table. A relation holds, is broken, or cannot be told as a figure is missing.

Each kind has one function; a judgement is a rule, the submissions it is about, and where it stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from cchc_xlsx.catalogue import relations as kinds
from cchc_xlsx.catalogue.relations import Relation, Test
from cchc_xlsx.catalogue.spans import Figures, two_decimals
from cchc_xlsx.checks.table import Column, Mask, State, Table, all_of, any_of
from cchc_xlsx.model import Code, Severity
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import relations as rules
from cchc_xlsx.rules import rows as row_rules


@dataclass(frozen=True)
class Judgement:
    """``where``: the submissions concerned. It stands at ``at``, or at the code ``places`` gives for each submission.
    ``expected`` works out the figure from those of the submission; ``missing``: the related cells are those without.
    """

    rule: Rule
    severity: Severity
    relation: Relation
    where: Mask
    at: Code
    places: npt.NDArray[np.object_] | None = None
    expected: Callable[[Figures], Decimal | None] | None = None
    missing: bool = False

    def place(self, row: int) -> Code:
        """Where it stands in one submission."""
        return self.at if self.places is None else Code(str(self.places[row]))


@dataclass
class Verdict:
    """What all relations say: judgements, and the blank cells that are answered for (not "chưa nhập" besides)."""

    judgements: list[Judgement]
    excused: Mask
    idle: Mask


@dataclass
class _Bench:
    """The table with what is idle in it, and the blanks excused so far."""

    table: Table
    idle: Mask
    excused: Mask = field(init=False)

    def __post_init__(self) -> None:
        self.excused = np.zeros(self.table.value.shape, dtype=bool)

    def live(self, code: Code) -> Mask:
        """Whether the row is one the unit reports now."""
        return self.table.is_due(code) & ~self.idle[:, self.table.positions[code]]

    def excuse(self, code: Code, where: Mask) -> None:
        self.excused[:, self.table.positions[code]] |= where

    def settled(self, code: Code) -> Mask:
        """Whether the figure is known, or blank because nothing is due there."""
        idle = self.idle[:, self.table.positions[code]] | ~self.table.is_due(code)
        return self.table.known(code) | (idle & self.table.blank(code))


def judge(table: Table) -> Verdict:
    """Every relation of the edition over every submission, each for its own level only."""
    bench = _Bench(table, table.idle())
    found: list[Judgement] = []
    for relation in table.edition.relations:
        mine = table.of_level(relation.level)
        found += [replace(one, where=one.where & mine) for one in _judgements(bench, relation)]
    return Verdict([one for one in found if one.where.any()], bench.excused, bench.idle)


def _judgements(bench: _Bench, relation: Relation) -> Iterator[Judgement]:
    match relation:
        case kinds.Ratio():
            return _ratio(bench, relation)
        case kinds.Total():
            return _total(bench, relation)
        case kinds.AtMost():
            return _at_most(bench, relation)
        case kinds.Equal():
            return _equal(bench, relation)
        case kinds.Implies():
            return _implies(bench, relation)
        case kinds.Together():
            return _together(bench, relation)
        case kinds.Option():
            return _option(bench, relation)
        case kinds.Cumulative():
            return _cumulative(bench, relation)
        case kinds.Repeats():
            return _repeats(bench, relation)
        case _:
            return iter(())  # Idle and Signed shape what is due and valid; they are broken by nothing


def rate_fits(rate: Column, part: Column, whole: Column, decimals: npt.NDArray[np.int8]) -> Mask:
    """Whether the rate is the exact one rounded (a tie either way) or, with decimals, cut off at the decimals typed; or
    nearer than 0.005. More than two decimals are covered by the last."""
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.abs(100 * part / whole - rate) < 0.005 - 1e-12
        scale = np.power(10.0, np.minimum(decimals, 2))
        rest = 100 * part * scale - np.round(rate * scale) * whole
        rounded = (2 * np.abs(rest) <= whole * (1 + 1e-12)) & (decimals <= 2)
        cut_off = (decimals >= 1) & (decimals <= 2) & (rest >= 0) & (rest < whole)
    return near | rounded | cut_off


def _ratio(bench: _Bench, ratio: kinds.Ratio) -> Iterator[Judgement]:
    table, due = bench.table, bench.table.is_due(ratio.rate)
    rate, part, whole = (table.number(code) for code in ratio.codes)
    both = table.known(ratio.part) & table.known(ratio.whole)
    over = both & (part > whole)
    nothing = (whole == 0) & ~over
    typed = table.states(ratio.rate, State.VALUE, State.NIL)
    filled = table.states(ratio.rate, State.VALUE)
    blank = table.states(ratio.rate, State.BLANK, State.NOT_APPLICABLE)  # a row that is not there is told as such
    computable = both & (whole > 0) & ~(over if ratio.over is Severity.ERROR else np.zeros_like(over))
    hundredfold = rate_fits(100 * rate, part, whole, np.maximum(table.decimals[:, table.positions[ratio.rate]] - 2, 0))
    wrong = typed & computable & ~rate_fits(rate, part, whole, table.decimals[:, table.positions[ratio.rate]])
    fraction = wrong & filled & (rate > 0) & (rate <= 1) & hundredfold
    untold = bench.live(ratio.rate) & ~both & ~(whole == 0) & ~table.states(ratio.rate, State.INVALID, State.MISSING)
    bench.excuse(ratio.rate, (blank & computable) | untold)

    def exact(figures: Figures) -> Decimal:
        return two_decimals(Decimal(ratio.expected(figures)))

    for rule, severity, where, expected in (
        (rules.PART_OVER_WHOLE, ratio.over, due & over, None),
        (rules.RATE_OF_NOTHING, Severity.WARNING, due & filled & nothing & (rate != 0), None),
        (rules.ZERO_OF_NOTHING, Severity.INFO, due & filled & nothing & (rate == 0), None),
        (rules.FRACTION, Severity.ERROR, due & fraction, exact),
        (rules.WRONG_RATE, Severity.ERROR, due & wrong & ~fraction, exact),
        (rules.BLANK_RATE, Severity.WARNING, due & blank & computable, exact),
    ):
        yield Judgement(rule, severity, ratio, where, ratio.rate, expected=expected)
    yield _untold(ratio, untold)


def _total(bench: _Bench, total: kinds.Total) -> Iterator[Judgement]:
    table, due = bench.table, bench.table.is_due(total.total)
    stated, parts, some, unclear = table.number(total.total), *_parts(table, total)
    known, blank = table.known(total.total), table.states(total.total, State.BLANK)
    with_foreign = (stated == table.sum_as_typed(total.parts)) if total.exact else np.zeros_like(known)
    told = known & some & ~unclear & ~with_foreign
    above, below = told & (parts > stated + 1e-9), told & (parts < stated - 1e-9) & total.exact
    open_ = bench.live(total.total) & blank & some & ~unclear
    for part in total.parts:
        bench.excuse(part, known & some & ~unclear & ~above & ~below)
    bench.excuse(total.total, open_)

    def exact(figures: Figures) -> Decimal:
        return Decimal(total.expected(figures))

    blank_rule = rules.BLANK_TOTAL if total.exact else rules.BLANK_TOTAL_AT_LEAST
    yield Judgement(rules.WRONG_TOTAL, Severity.ERROR, total, due & above, total.total, expected=exact)
    yield Judgement(rules.WRONG_TOTAL, total.under, total, due & below, total.total, expected=exact)
    yield Judgement(blank_rule, Severity.WARNING, total, open_, total.total, expected=exact)
    live_part = any_of([bench.live(part) for part in total.parts])
    untold = known & (unclear | (~some & (stated > 0))) | (blank & some & unclear)
    yield _untold(total, bench.live(total.total) & live_part & untold)


def _parts(table: Table, total: kinds.Total) -> tuple[Column, Mask, Mask]:
    """The sum of a total's parts, whether some part has a figure, and whether one is unclear. A part that is itself a
    total left blank stands for the sum of its own parts."""
    summed, some = np.zeros(len(table.level)), np.zeros(len(table.level), dtype=bool)
    unclear = some.copy()
    for part in total.parts:
        known, number = table.known(part), table.number(part)
        unclear |= table.states(part, State.INVALID, State.NOT_APPLICABLE) | table.is_lost(part)
        if (nested := table.edition.totals.get(part)) and nested.exact:
            inner, inner_some, inner_unclear = _parts(table, nested)
            open_ = table.blank(part) & inner_some
            known, number = known | open_, np.where(open_, inner, number)
            unclear |= open_ & inner_unclear
        summed += np.where(known, np.nan_to_num(number), 0.0)
        some |= known
    return summed, some, unclear


def _at_most(bench: _Bench, relation: kinds.AtMost) -> Iterator[Judgement]:
    table = bench.table
    left, right = table.sum(relation.left), table.sum(relation.right)
    limit_known = all_of([bench.settled(code) for code in relation.right])
    limit_known &= any_of([table.known(code) for code in relation.right])
    unclear = any_of([table.states(code, State.INVALID) for code in relation.left])
    due = table.is_due(relation.at)
    broken = due & limit_known & (left > right + 1e-9)
    rule = rules.TOO_MUCH_ACROSS if relation.across else rules.TOO_MUCH
    places = None
    if not relation.across and len(relation.left) > 1:
        order = np.stack([np.nan_to_num(table.number(code), nan=-1.0) for code in relation.left])
        places = np.array(relation.left, dtype=object)[order.argmax(axis=0)]

    def limit(figures: Figures) -> Decimal | None:
        several = len(relation.left) > 1 or relation.flipped
        return None if several else sum((figures[code] for code in relation.right), Decimal(0))

    yield Judgement(rule, relation.severity, relation, broken, relation.at, places, limit)
    yield _untold(relation, due & ~broken & ((left > 0) & ~limit_known | (unclear & limit_known)))


def _equal(bench: _Bench, relation: kinds.Equal) -> Iterator[Judgement]:
    table = bench.table
    columns = np.stack([table.number(code) for code in relation.same])
    known = ~np.isnan(columns)
    with np.errstate(invalid="ignore"):
        highest = np.where(known, columns, -np.inf).max(axis=0)
        lowest = np.where(known, columns, np.inf).min(axis=0)
    several = known.sum(axis=0) > 1
    first = np.array(relation.same, dtype=object)[known.argmax(axis=0)]
    due = table.is_due(relation.at)
    yield Judgement(rules.UNEQUAL, relation.severity, relation, due & several & (highest != lowest), relation.at, first)
    open_ = any_of([bench.live(code) & ~table.known(code) for code in relation.same])
    yield _untold(relation, due & open_ & known.any(axis=0))


def _implies(bench: _Bench, relation: kinds.Implies) -> Iterator[Judgement]:
    table, code = bench.table, relation.then.codes[0]
    due, number = table.is_due(code), table.number(code)
    when = table.holds(relation.when) & due
    filled, nil = table.states(code, State.VALUE), table.states(code, State.NIL)
    severity = relation.severity
    match relation.then.test:
        case Test.EQUALS:
            wrong = when & filled & (number != relation.then.number)
            right = Decimal(relation.then.number)
            yield Judgement(rules.NOT_ZERO, severity, relation, wrong, code, expected=lambda _: right)
        case Test.BLANK:
            yield Judgement(rules.NOT_BLANK, severity, relation, when & filled & (number != 0), code)
            yield Judgement(rules.NOT_BLANK, Severity.INFO, relation, when & filled & (number == 0), code)
        case Test.ABOVE:
            broken = when & (filled | nil) & ~(number > relation.then.number)
            yield Judgement(rules.NOT_ABOVE_ZERO, severity, relation, broken, code)
        case Test.FILLED:
            yield Judgement(rules.NOT_FILLED, severity, relation, when & nil, code)
    unknown = any_of([~bench.settled(one) for one in relation.when.codes])
    yield _untold(relation, due & unknown & filled & (number > 0))


def _together(bench: _Bench, relation: kinds.Together) -> Iterator[Judgement]:
    table, code = bench.table, relation.one.codes[0]
    due = table.is_due(code)
    one, other = table.holds(relation.one), table.holds(relation.other)
    one_told = one | table.known(code)
    other_told = other | all_of([table.known(part) for part in relation.other.codes])
    yield Judgement(rules.NOT_TOGETHER, relation.severity, relation, due & one_told & other_told & (one != other), code)
    yield _untold(relation, due & (one | other) & ~(one_told & other_told))


def _option(bench: _Bench, relation: kinds.Option) -> Iterator[Judgement]:
    table, (one, other) = bench.table, relation.pair
    due = table.is_due(one)
    ticked = {code: table.states(code, State.VALUE) & (table.number(code) != 0) for code in relation.pair}
    zero = {code: table.states(code, State.VALUE) & (table.number(code) == 0) for code in relation.pair}
    unclear = table.states(one, State.INVALID) | table.states(other, State.INVALID)
    absent = table.states(one, State.MISSING) & table.states(other, State.MISSING)
    both, neither = ticked[one] & ticked[other], ~ticked[one] & ~ticked[other]
    yield Judgement(row_rules.BOTH_OPTIONS, Severity.ERROR, relation, due & both, one)
    yield Judgement(row_rules.NO_OPTION, Severity.WARNING, relation, due & neither & ~unclear & ~absent, one)
    for code, pair in ((one, other), (other, one)):
        where = due & zero[code] & (ticked[pair] | table.states(pair, State.INVALID))
        yield Judgement(row_rules.OTHER_OPTION_ZERO, Severity.INFO, relation, where, code)


def _cumulative(bench: _Bench, relation: kinds.Cumulative) -> Iterator[Judgement]:
    table = bench.table
    count, rate = table.number(relation.count), table.number(relation.rate)
    half = 0.5 * np.power(10.0, -table.decimals[:, table.positions[relation.rate]].astype(float))
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = 100 * count / (rate + half), 100 * count / (rate - half)
        whole = np.floor(high)
        suspect = (count > 0) & (rate > half) & (high - low < 0.1) & (whole >= low)

    def base(figures: Figures) -> Decimal:
        return round(100 * figures[relation.count] / figures[relation.rate], 0)

    where = table.is_due(relation.count) & suspect
    yield Judgement(rules.LOOKS_CUMULATIVE, Severity.INFO, relation, where, relation.count, expected=base)


def _repeats(bench: _Bench, relation: kinds.Repeats) -> Iterator[Judgement]:
    heading, row = bench.table.number(relation.heading), bench.table.number(relation.row)
    with np.errstate(invalid="ignore"):
        differs = ~np.isnan(heading) & ~np.isnan(row) & (heading != row)
    yield Judgement(row_rules.HEADING_DIFFERS, relation.severity, relation, differs, relation.heading)


def _untold(relation: Relation, where: Mask) -> Judgement:
    return Judgement(rules.NOT_CHECKABLE, Severity.INFO, relation, where, relation.at, missing=True)
