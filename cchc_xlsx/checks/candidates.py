"""Changes of single cells, or of two that changed places, that may mend what is broken. They are proposed from the
relations solved for each cell and from the slips of the hand; whether they mend is for the judgement to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.relations import Equal, Ratio, Relation, Total
from cchc_xlsx.catalogue.spans import ANY, Figures, Span
from cchc_xlsx.checks.breaches import Breach, Edits, concerned
from cchc_xlsx.checks.plausible import EACH, MANY_FIT, Role, Slip, slips
from cchc_xlsx.model import Code, Invalid, Kind, Submission, counted

_VARIANTS = 3
"""So many slips are tried for one cell: those that are likeliest."""
_NARROW = Decimal("0.05")
"""A range that narrow, as a share of its figures, is told as a figure."""
_TELLING = 10
"""A figure below that stands in many rows by chance."""
_NEAR = Decimal("0.5")
"""A rate that near follows from its parts, however it is rounded."""
_WHOLE = (Kind.COUNT, Kind.CODE, Kind.OPTION)


class Edit(NamedTuple):
    """One cell: the figure to try (None: blank) and what is told of it, a limit where no figure is known."""

    code: Code
    figure: Decimal | None
    told: Decimal | str | None


class Change(NamedTuple):
    """Cells that change together, and what that costs (see :mod:`cchc_xlsx.checks.plausible`)."""

    edits: tuple[Edit, ...]
    cost: float

    @property
    def cells(self) -> frozenset[Code]:
        """The rows changed."""
        return frozenset(edit.code for edit in self.edits)


@dataclass(frozen=True, eq=False)
class Sheet:
    """A submission as the search sees it: its row in the table, its figures, and the rows whose cell could change."""

    row: int
    submission: Submission
    edition: Edition
    as_typed: Figures
    figures: Figures
    changeable: frozenset[Code]

    def with_edits(self, edits: Edits) -> Sheet:
        """The sheet with some cells changed."""
        figures = {code: figure for code, figure in self.figures.items() if code not in edits}
        figures |= {code: figure for code, figure in edits.items() if figure is not None}
        return replace(self, figures=figures, changeable=self.changeable - set(edits))

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
        return self.figures.get(code) or (reading.number if isinstance(reading, Invalid) else counted(reading))

    def followed(self, code: Code) -> bool:
        """Whether the row is a rate or total that agrees with its parts as typed, right or wrong."""
        defined = self.edition.ratios.get(code) or self.edition.totals.get(code)
        typed = self.typed(code)
        if defined is None or typed is None or any(part not in self.as_typed for part in defined.codes[1:]):
            return False
        if isinstance(defined, Ratio) and not self.as_typed[defined.whole]:
            return False
        return abs(Decimal(defined.expected(self.as_typed)) - typed) <= (_NEAR if isinstance(defined, Ratio) else 0)

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
    relation = sheet.edition.by_statement.get(breach)
    codes = [code for code in concerned(breach, sheet.edition) if code in sheet.changeable]
    for code in codes:
        yield from _of_cell(sheet, code, relation)
    if relation:
        yield from _swaps(sheet, codes, relation)


def _of_cell(sheet: Sheet, code: Code, relation: Relation | None) -> Iterator[Change]:
    role = sheet.role(code).weight
    reading = sheet.submission.readings[code]
    if isinstance(reading, Invalid) and reading.likely is not None:
        yield Change((Edit(code, reading.likely, reading.likely),), EACH + Slip.NOTATION.weight)
    followed = sheet.followed(code)
    for mend in relation.mends(code, sheet.worth) if relation else (ANY,):
        if mend is None:
            yield Change((Edit(code, None, None),), EACH + role + Slip.CLEARED.weight)
        elif (span := _tightened(sheet, code, mend, relation)) != ANY:
            for edit, slip, many in _picks(sheet, code, span, relation):
                cost = EACH + slip.weight + (MANY_FIT if many else 0) + (0 if slip is Slip.FILL_IN else role)
                yield Change((edit,), Slip.FOLLOWS.weight if followed else cost)


def _tightened(sheet: Sheet, code: Code, span: Span, besides: Relation | None) -> Span:
    """The span narrowed to where the cell's other relations hold too, as far as that is possible."""
    level = sheet.submission.identity.level
    for relation in sheet.edition.relations_of(code):
        if relation is not besides and (relation.level in (None, level) or level is None):
            mends = [mend for mend in relation.mends(code, sheet.worth) if mend is not None]
            span = next((both for mend in mends if (both := span.within(mend))), span)
    return span


def _picks(sheet: Sheet, code: Code, span: Span, relation: Relation | None) -> Iterator[tuple[Edit, Slip, bool]]:
    """Figures in the span, each with the slip that explains it and whether many others would do as well: of a narrow
    span its middle, the other rows' figures and what slips explain; of a wide one only plain slips, and its limit."""
    whole = sheet.edition.indicators[code].kind in _WHOLE
    typed, middle = sheet.typed(code), _middle(span, whole=whole)
    others = [
        sheet.figures[one] for one in (relation.codes if relation else ()) if one != code and one in sheet.figures
    ]
    if meanings := sheet.edition.indicators[code].meanings:
        figures = [Decimal(one) for one in meanings if one != typed]
        yield from ((Edit(code, one, one), Slip.ANYTHING, False) for one in figures if span.holds(one))
        return
    figures = [] if middle is None else [middle, *others]
    if span.low != span.high and typed is not None:
        most = Slip.ANYTHING.weight if middle is not None else Slip.TEN.weight
        slipped = [one for one, slip in slips(typed).items() if span.holds(one) and slip.weight <= most]
        figures += [one for one in slipped if not whole or one == one.to_integral_value()][:_VARIANTS]
    for figure in dict.fromkeys(figure for figure in figures if span.holds(figure)):
        yield Edit(code, figure, figure), _slip(sheet, code, typed, figure, others), middle is None
    if middle is None and (limit := _limit(code, span, typed, whole=whole)):
        yield limit, Slip.NOT_YET if typed == 0 else Slip.BOUND, False


def _middle(span: Span, *, whole: bool) -> Decimal | None:
    """The figure of a narrow span."""
    if span.low is None or span.high is None:
        return None
    middle = (span.low + span.high) / 2
    if span.low != span.high and span.high - span.low > max(abs(middle) * _NARROW, Decimal(1)):
        return None
    if not whole:
        return round(middle, 2)
    near = (round(middle), middle.to_integral_value(ROUND_FLOOR), middle.to_integral_value(ROUND_CEILING))
    return next((Decimal(one) for one in near if span.holds(Decimal(one))), None)


def _limit(code: Code, span: Span, typed: Decimal | None, *, whole: bool) -> Edit | None:
    """The end of the span that is nearer to what is typed, told as a limit."""
    if span.high is not None and (typed is None or span.low is None or typed > span.high):
        figure = span.high.to_integral_value(ROUND_FLOOR) if whole else span.high
        return Edit(code, figure, f"≤ {figure:f}") if span.holds(figure) else None
    if span.low is None:
        return None
    figure = span.low.to_integral_value(ROUND_CEILING) if whole else span.low
    if span.strict:
        return Edit(code, figure + 1, f"> {figure:f}")
    return Edit(code, figure, f"≥ {figure:f}")


def _slip(sheet: Sheet, code: Code, typed: Decimal | None, figure: Decimal, others: list[Decimal]) -> Slip:
    """The likeliest way from the figure meant to what is typed."""
    if typed is None:
        return Slip.FILL_IN if code not in sheet.figures and not _is_invalid(sheet, code) else Slip.ANYTHING
    ways = [Slip.ANYTHING]
    if sheet.role(code) is Role.CHOICE:
        return Slip.ANYTHING
    if (slip := slips(typed).get(figure)) and (slip is not Slip.COMMA or _is_percent(sheet, code)):
        ways.append(slip)
    if typed == 0:
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
    """The figures of the rows above and below and of those it stands in relations with."""
    related = {one for relation in sheet.edition.relations_of(code) for one in relation.codes}
    near = {*related, *_beside(sheet, code)} - {code}
    return {sheet.figures[one] for one in near if one in sheet.figures}


def _beside(sheet: Sheet, code: Code) -> Iterator[Code]:
    """The next rows above and below that are no headings."""
    codes, at = sheet.edition.codes, sheet.edition.positions[code]
    form = sheet.edition.indicators[code].form
    for step in (-1, 1):
        there = at + step
        while 0 <= there < len(codes) and sheet.edition.indicators[codes[there]].kind is Kind.HEADING:
            there += step
        if 0 <= there < len(codes) and sheet.edition.indicators[codes[there]].form == form:
            yield codes[there]


def _swaps(sheet: Sheet, codes: list[Code], relation: Relation) -> Iterator[Change]:
    """Two rows of the relation, or one and its neighbour, that have each other's figure."""
    pinned = isinstance(relation, Total | Equal) or (isinstance(relation, Ratio) and relation.rate in sheet.figures)
    pairs = {frozenset(pair) for pair in combinations(codes, 2)}
    pairs |= {frozenset((code, other)) for code in codes for other in _beside(sheet, code)}
    for one, other in sorted(map(sorted, pairs)):
        first, second = sheet.figures.get(one), sheet.figures.get(other)
        alike = sheet.edition.indicators[one].kind is sheet.edition.indicators[other].kind
        if first and second and first != second and alike and {one, other} <= sheet.changeable:
            role = max(sheet.role(one).weight, sheet.role(other).weight)
            cost = EACH + Slip.SWAPPED.weight + role + (0 if pinned else MANY_FIT)
            yield Change((Edit(one, second, second), Edit(other, first, first)), cost)
