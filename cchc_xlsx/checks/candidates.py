"""Changes of single cells, or of two that changed places, that may mend what is broken. They are proposed from the
relations solved for each cell and from the slips of the hand; whether they mend is for the judgement to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property, lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.relations import Equal, Ratio, Relation, Total
from cchc_xlsx.catalogue.spans import ANY, BEYOND, Figures, Span, two_decimals
from cchc_xlsx.checks.breaches import Breach, Edits, concerned
from cchc_xlsx.checks.plausible import EACH, MANY_FIT, NEAR_LIMIT, Role, Slip, slips
from cchc_xlsx.model import Code, Invalid, Kind, Nil, NotApplicable, Number, Submission, counted

_VARIANTS = 3
"""So many slips are tried for one cell: those that are likeliest."""
_NARROW = Decimal("0.05")
"""A range that narrow, as a share of its figures, is told as a figure …"""
_SOME = Decimal("1.5")
"""… and one that hardly holds another."""
_TELLING = 10
"""A figure below that stands in many rows by chance."""
_LONG = 100
"""A slip in a shorter figure hits a wide range by chance."""
_NEAR = Decimal("0.5")
"""A rate that near follows from its parts, however it is rounded."""
_FIGURES = {Kind.COUNT, Kind.MONEY, Kind.PERCENT}
_WHOLE = (Kind.COUNT, Kind.CODE, Kind.OPTION)


class Edit(NamedTuple):
    """One cell: the figure to try (None: blank) and what is told of it, a limit where no figure is known."""

    code: Code
    figure: Decimal | None
    told: Decimal | str | None


class Change(NamedTuple):
    """Cells that change together, and what that costs (see :mod:`cchc_xlsx.checks.plausible`); ``fills_in``: they are
    only filled in, as other figures ask."""

    edits: tuple[Edit, ...]
    cost: float
    fills_in: bool = False

    @property
    def cells(self) -> frozenset[Code]:
        """The rows changed."""
        return frozenset(edit.code for edit in self.edits)


@dataclass(frozen=True, eq=False)
class Sheet:
    """A submission as the search sees it: its row in the table, its figures, the rows whose cell could change, and the
    rates and totals that agree with their parts as typed, right or wrong."""

    row: int
    submission: Submission
    edition: Edition
    figures: Figures
    changeable: frozenset[Code]
    following: frozenset[Code] = frozenset()

    def with_edits(self, edits: Edits) -> Sheet:
        """The sheet with some cells changed."""
        figures = {code: figure for code, figure in self.figures.items() if code not in edits}
        figures |= {code: figure for code, figure in edits.items() if figure is not None}
        return replace(self, figures=figures, changeable=self.changeable - set(edits))

    def as_typed(self) -> Sheet:
        """The sheet with the rates and totals that follow from their parts."""
        defined: tuple[Ratio | Total, ...] = (*self.edition.ratios.values(), *self.edition.totals.values())
        return replace(self, following=frozenset(one.at for one in defined if self._follows(one)))

    def _follows(self, defined: Ratio | Total) -> bool:
        typed = self.typed(defined.at)
        if typed is None or any(part not in self.figures for part in defined.codes[1:]):
            return False
        if isinstance(defined, Ratio) and not self.figures[defined.whole]:
            return False
        return abs(Decimal(defined.expected(self.figures)) - typed) <= (_NEAR if isinstance(defined, Ratio) else 0)

    @cached_property
    def worth(self) -> Figures:
        """The figures with blank totals standing for the sum of their parts, as in the judgement of nested totals."""
        worth = dict(self.figures)
        for total in self.edition.nested_totals:
            parts = [worth[part] for part in total.parts if part in worth]
            if parts and total.total not in worth:
                worth[total.total] = sum(parts, Decimal(0))
        return worth

    def typed(self, code: Code) -> Decimal | None:
        """The figure in the cell, be it one that its kind does not allow."""
        reading = self.submission.readings.get(code)
        typed = self.figures.get(code) or (reading.number if isinstance(reading, Invalid) else counted(reading))
        return typed if typed is None or abs(typed) < BEYOND else None

    def is_open(self, code: Code) -> bool:
        """Whether the cell holds a 0, which may stand for "not yet"; "không phát sinh" does not."""
        reading = self.submission.readings.get(code)
        return isinstance(reading, Number) and not reading.value

    def role(self, code: Code) -> Role:
        """What kind of row it is."""
        if code in self.edition.ratios:
            return Role.RATE
        if code in self.edition.totals:
            return Role.TOTAL
        kind = self.edition.indicators[code].kind
        return {Kind.HEADING: Role.COPY, Kind.CODE: Role.CHOICE, Kind.OPTION: Role.CHOICE}.get(kind, Role.FIGURE)


def changes(sheet: Sheet, breach: Breach) -> Iterator[Change]:
    """What may mend the breach, the figures being as the sheet has them."""
    relation = sheet.edition.by_statement.get(breach.of)
    for code in concerned(breach, sheet.edition):
        if code in sheet.changeable:
            yield from _of_cell(sheet, code, relation)
    if relation:
        yield from _swaps(sheet, relation)


def _with_what_follows(sheet: Sheet, change: Change) -> Iterator[Change]:
    """The change, and the same with the rates and totals computed anew that followed from the figures as typed."""
    yield change
    figures = {**sheet.figures, **{edit.code: edit.figure for edit in change.edits if edit.figure is not None}}
    exact = not any(isinstance(edit.told, str) for edit in change.edits)
    edits = []
    for defined in sheet.edition.defined_by(*change.cells):
        known = all(part in figures for part in defined.codes[1:])
        if defined.at in sheet.following & sheet.changeable - change.cells and known:
            if isinstance(defined, Ratio) and figures[defined.whole] <= 0:
                continue
            figure = Decimal(defined.expected(figures))
            figure = two_decimals(figure) if isinstance(defined, Ratio) else figure
            edits.append(Edit(defined.at, figure, figure if exact else None))
    if edits:
        yield Change((*change.edits, *edits), change.cost + len(edits) * Slip.FOLLOWS.weight)


def _of_cell(sheet: Sheet, code: Code, relation: Relation | None) -> Iterator[Change]:
    role = sheet.role(code).weight
    reading = sheet.submission.readings[code]
    likely = reading.likely if isinstance(reading, Invalid) else None
    if relation is None and code in sheet.figures and sheet.figures[code] < 0:
        likely = -sheet.figures[code]
    if likely is not None:
        yield Change((Edit(code, likely, likely),), EACH + Slip.NOTATION.weight)
    for mend in relation.mends(code, sheet.worth) if relation else (ANY,):
        if mend is None:
            yield Change((Edit(code, None, None),), EACH + role + Slip.CLEARED.weight)
        elif (span := _tightened(sheet, code, mend, relation)) != ANY and span.is_possible:
            for edit, slip, many in _picks(sheet, code, span, relation):
                if relation is None and not isinstance(edit.told, Decimal):
                    edit = edit._replace(told=None)  # a limit says nothing of a cell that nobody can read
                cost = EACH + slip.weight + (MANY_FIT if many else 0) + (0 if slip is Slip.FILL_IN else role)
                yield from _with_what_follows(sheet, Change((edit,), cost, slip is Slip.FILL_IN))


def _tightened(sheet: Sheet, code: Code, span: Span, besides: Relation | None) -> Span:
    """The span narrowed to where the cell's other relations hold too, as far as that is possible."""
    level = sheet.submission.identity.level
    for relation in sheet.edition.relations_of(code):
        is_due = relation.level in (None, level) or level is None
        if relation is not besides and is_due and _tells(sheet, code, relation):
            mends = [mend for mend in relation.mends(code, sheet.worth) if mend is not None]
            span = next((both for mend in mends if (both := span.within(mend))), span)
    return span


def _tells(sheet: Sheet, code: Code, relation: Relation) -> bool:
    """Whether the relation's other rows say anything of the cell: some hold figures, and none is there but unread."""
    others = [one for one in relation.codes if one != code]
    unread = (sheet.submission.readings.get(one) for one in others if one not in sheet.worth)
    return any(one in sheet.worth for one in others) and not any(
        isinstance(it, Invalid | NotApplicable) for it in unread
    )


def _picks(sheet: Sheet, code: Code, span: Span, relation: Relation | None) -> Iterator[tuple[Edit, Slip, bool]]:
    """Figures in the span, each with the slip that explains it and whether many others would do as well: of a narrow
    span its middle, the other rows' figures and what slips explain; of a wide one only plain slips, and its limit."""
    indicator, typed = sheet.edition.indicators[code], sheet.typed(code)
    if indicator.meanings:
        yield from _choices(sheet, code, span)
        return
    whole = indicator.kind in _WHOLE
    middle = _middle(span, whole=whole)
    others = [
        sheet.figures[one] for one in (relation.codes if relation else ()) if one != code and one in sheet.figures
    ]
    figures = [] if middle is None else [middle, *others]
    if span.low != span.high and typed is not None:
        slipped = (one for one in _slipped(span, typed, wide=middle is None) if not whole or not one % 1)
        figures += islice(slipped, _VARIANTS)
    for figure in dict.fromkeys(figure for figure in figures if span.holds(figure)):
        yield Edit(code, figure, figure), _slip(sheet, code, typed, figure, others), middle is None
    if middle is None and (limit := _limit(code, span, typed, whole=whole)):
        slip = Slip.ANYTHING if limit.figure is None else _slip(sheet, code, typed, limit.figure, others)
        plain = slip.weight + MANY_FIT < Slip.BOUND.weight
        yield limit, slip if plain else Slip.BOUND, plain


def _slipped(span: Span, typed: Decimal, *, wide: bool) -> Iterator[Decimal]:
    """What slips make of the span's figures; in a wide span only plain slips that land near its end."""
    end = span.high if span.high is not None and typed > span.high else span.low or Decimal(0)
    for figure, slip in slips(typed).items():
        near = end <= NEAR_LIMIT * figure and figure <= NEAR_LIMIT * end and max(figure, typed) >= _LONG
        if span.holds(figure) and (not wide or (near and slip.weight <= Slip.TEN.weight)):
            yield figure


def _choices(sheet: Sheet, code: Code, span: Span) -> Iterator[tuple[Edit, Slip, bool]]:
    """The printed codes that fit; of several none is told."""
    said = sheet.submission.readings[code]
    fits = [Decimal(one) for one in sheet.edition.indicators[code].meanings if span.holds(Decimal(one))]
    fits = [one for one in fits if not (isinstance(said, Number) and said.value == one)]
    if fits:
        yield Edit(code, fits[0], fits[0] if len(fits) == 1 else None), Slip.ANYTHING, False


def _middle(span: Span, *, whole: bool) -> Decimal | None:
    """The figure of a narrow span."""
    if span.low is None or span.high is None:
        return None
    if span.low == span.high:
        return span.low if not whole or not span.low % 1 else None
    middle = (span.low + span.high) / 2
    if (whole and span.low <= 0) or span.high - span.low > max(abs(middle) * _NARROW, _SOME):
        return None
    if not whole:
        return two_decimals(middle)
    near = (round(middle), middle.to_integral_value(ROUND_FLOOR), middle.to_integral_value(ROUND_CEILING))
    return next((Decimal(one) for one in near if span.holds(Decimal(one))), None)


def _limit(code: Code, span: Span, typed: Decimal | None, *, whole: bool) -> Edit | None:
    """The range, told as such, or the end of it that is nearer to what is typed, told as a limit."""
    step = Decimal(1) if whole else Decimal("0.01")
    low = None if span.low is None else span.low.quantize(step, ROUND_CEILING)
    high = None if span.high is None else span.high.quantize(step, ROUND_FLOOR)
    if low and high is not None and not span.strict:
        return Edit(code, ((low + high) / 2).quantize(step), f"{low:f}–{high:f}") if low <= high else None
    if high is not None and (typed is None or low is None or typed > high):
        return Edit(code, high, f"≤ {high:f}") if span.holds(high) else None
    if low is None:
        return None
    return Edit(code, low + 1, f"> {low:f}") if span.strict else Edit(code, low, f"≥ {low:f}")


def _slip(sheet: Sheet, code: Code, typed: Decimal | None, figure: Decimal, others: list[Decimal]) -> Slip:
    """The likeliest way from the figure meant to what is typed."""
    if isinstance(sheet.submission.readings.get(code), Nil):
        return Slip.ANYTHING
    if typed is None:
        return Slip.FILL_IN if code not in sheet.figures and not _is_invalid(sheet, code) else Slip.ANYTHING
    ways = [Slip.ANYTHING]
    unfit = {Slip.MISCOUNT} if _is_percent(sheet, code) else {Slip.COMMA}
    if (slip := slips(typed).get(figure)) and slip not in unfit:
        ways.append(slip)
    if sheet.is_open(code):
        ways.append(Slip.NOT_YET)
    if typed >= _TELLING and not _is_percent(sheet, code) and typed in _nearby(sheet, code):
        ways.append(Slip.COPIED)
    if figure in others:
        ways.append(Slip.AGREES)
    return min(ways, key=lambda slip: slip.weight)


def _is_invalid(sheet: Sheet, code: Code) -> bool:
    return isinstance(sheet.submission.readings.get(code), Invalid)


def _is_percent(sheet: Sheet, code: Code) -> bool:
    return sheet.edition.indicators[code].kind is Kind.PERCENT


def _nearby(sheet: Sheet, code: Code) -> set[Decimal]:
    """The figures of the rows above and below."""
    return {sheet.figures[one] for one in sheet.edition.beside(code) if one in sheet.figures}


def _swaps(sheet: Sheet, relation: Relation) -> Iterator[Change]:
    """Two rows of the relation, or one and its neighbour, that have each other's figure."""
    rate = relation.rate if isinstance(relation, Ratio) else None
    pinned = isinstance(relation, Total | Equal) or (rate in sheet.figures and rate not in sheet.following)
    for one, other in _pairs(sheet.edition, relation):
        first, second = sheet.typed(one), sheet.typed(other)
        if not pinned and not {one, other} <= set(relation.codes):
            continue
        if first and second and first != second and {one, other} <= sheet.changeable - sheet.following:
            role = max(sheet.role(one).weight, sheet.role(other).weight)
            cost = EACH + Slip.SWAPPED.weight + role + (0 if pinned else MANY_FIT)
            yield from _with_what_follows(sheet, Change((Edit(one, second, second), Edit(other, first, first)), cost))


@lru_cache(maxsize=1024)
def _pairs(edition: Edition, relation: Relation) -> tuple[tuple[Code, Code], ...]:
    """Rows of figures that may have been exchanged: two of the relation, or one of it and its neighbour."""
    pairs = {frozenset(pair) for pair in combinations(relation.codes, 2)}
    pairs |= {frozenset((code, other)) for code in relation.codes for other in edition.beside(code)}
    kinds = {code: edition.indicators[code].kind for pair in pairs for code in pair}
    found = sorted((one, other) for one, other in map(sorted, pairs) if {kinds[one], kinds[other]} <= _FIGURES)
    return tuple(pair for pair in found if kinds[pair[0]] is kinds[pair[1]] or {*pair} <= {*relation.codes})
