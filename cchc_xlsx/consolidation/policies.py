"""One function a policy: the row as its units report it -> the province's figure. Never sums a rate or a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.consolidation.figures import Column, Figure
from cchc_xlsx.model import Blank, Code, Kind, Nil, NotApplicable, Number, Policy, Reading, counted


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with the units that take part in it, and the figures of the rows it is made of."""

    indicator: Indicator
    edition: Edition
    units: tuple[Column, ...]
    figures: Mapping[Code, Figure]

    @property
    def summed(self) -> tuple[Column, ...]:
        """The units whose figures count."""
        return tuple(column for column in self.units if column.is_summed)

    def reading(self, column: Column) -> Reading | None:
        """What a unit says in this row."""
        return column.readings.get(self.indicator.code)

    def figure(self) -> Figure:
        """The figure before any policy: who reported."""
        readings = [self.reading(column) for column in self.summed]
        nils = sum(isinstance(reading, Nil) for reading in readings)
        return Figure(
            code=self.indicator.code,
            how=self.indicator.policy,
            reported=sum(isinstance(reading, Number) for reading in readings) + nils,
            of=len(self.units),
            nils=nils,
            exempt=sum(isinstance(reading, NotApplicable) for reading in readings),
        )


def worth(reading: Reading | None, kind: Kind) -> Decimal | None:
    """The figure a row may use: nil is 0 of something counted, but it is no rate and no code."""
    if isinstance(reading, Nil) and kind not in (Kind.COUNT, Kind.MONEY):
        return None
    return counted(reading)


def add(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the values there are; None where there is none."""
    there = [value for value in values if value is not None]
    return sum(there, Decimal(0)) if there else None


def sum_up(row: Row) -> Figure:
    """The sum over the units; where one left a total blank, the sum of its parts stands in."""
    own = {column.unit.id: counted(row.reading(column)) for column in row.summed}
    parts = {column.unit.id: parts_sum(row.indicator.code, column, row.edition) for column in row.summed}
    stand_ins = {unit: value for unit, value in parts.items() if value is not None}
    return replace(row.figure(), value=add([*own.values(), *stand_ins.values()]), stand_ins=stand_ins)


def parts_sum(code: Code, column: Column, edition: Edition) -> Decimal | None:
    """What stands in for a total that the unit left blank: the sum of its parts, None where nothing stands in."""
    values = [counted(column.readings.get(part)) for part in standing_parts(code, column, edition)]
    return add(values)


def standing_parts(code: Code, column: Column, edition: Edition) -> tuple[Code, ...]:
    """The parts of a total that the unit left blank; a part that is itself a blank total stands for its own parts.

    Empty where the unit filled the total in, and rows the unit is not to report are no parts.
    """
    total, reading = edition.totals.get(code), column.readings.get(code)
    if total is None or not (reading is None or isinstance(reading, Blank)):
        return ()
    found: list[Code] = []
    for part in total.parts:
        indicator = edition.indicators[part]
        if indicator.due_to(column.level) or (indicator.is_own and column.unit.consolidates):
            found += standing_parts(part, column, edition) or [part]
    return tuple(found)


def total_up(row: Row) -> Figure:
    """The total of the province's parts, with the sum of the units' own totals as control."""
    value = add(row.figures[part].value for part in row.edition.totals[row.indicator.code].parts)
    return replace(row.figure(), value=value, control=add(counted(row.reading(column)) for column in row.summed))


def rate(row: Row) -> Figure:
    """The rate from the province's part and whole: none of nothing, and none where a shared list contradicts itself."""
    ratio = row.edition.ratios[row.indicator.code]
    part, whole = row.figures[ratio.part].value, row.figures[ratio.whole].value
    if part is None or not whole:
        return row.figure()
    if part > whole and any(is_shared(code, row.edition) for code in (ratio.part, ratio.whole)):
        return replace(row.figure(), contradictory=True)
    return replace(row.figure(), value=ratio.expected({ratio.part: part, ratio.whole: whole}))


def is_shared(code: Code, edition: Edition) -> bool:
    """Whether a figure counts a list that all units of a level share, itself or in its parts."""
    if edition.indicators[code].policy is Policy.SHARED:
        return True
    return code in edition.totals and any(is_shared(part, edition) for part in edition.totals[code].parts)


def tally(row: Row) -> Figure:
    """How many units say each of the codes printed."""
    meanings = row.indicator.meanings
    values = [reading.value for column in row.summed if isinstance(reading := row.reading(column), Number)]
    counts = Counter(int(value) for value in values if value in meanings)
    return replace(row.figure(), counts=dict(sorted(counts.items())))


def share(row: Row) -> Figure:
    """The one list that a level shares, counted once, and the sum over the units of other levels."""
    over = row.indicator.shared_over
    values = {column.unit.id: counted(row.reading(column)) for column in row.summed if column.level == over}
    common = most_frequent(value for value in values.values() if value is not None)
    others = [counted(row.reading(column)) for column in row.summed if column.level != over]
    differ = tuple(unit for unit, value in values.items() if value not in (None, common))
    return replace(row.figure(), value=add([common, *others]), common=common, differ=differ)


def most_frequent(values: Iterable[Decimal]) -> Decimal | None:
    """The most frequent value, of equally frequent ones the larger; None of no values."""
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], value), default=None)


def span(row: Row) -> Figure:
    """A list of the units' figures: no figure of the province, only the lowest and the highest."""
    found = [worth(row.reading(column), row.indicator.kind) for column in row.summed]
    values = [value for value in found if value is not None]
    return replace(row.figure(), lowest=min(values, default=None), highest=max(values, default=None))


def take_own(row: Row) -> Figure:
    """The consolidating unit's figure."""
    values = [worth(row.reading(column), row.indicator.kind) for column in row.summed]
    return replace(row.figure(), value=next((value for value in values if value is not None), None))


POLICIES: Mapping[Policy, Callable[[Row], Figure]] = {
    Policy.SUM: sum_up,
    Policy.TOTAL: total_up,
    Policy.RATIO: rate,
    Policy.TALLY: tally,
    Policy.SHARED: share,
    Policy.LIST: span,
    Policy.OWN: take_own,
}
