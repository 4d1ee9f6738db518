"""The wide table: a row a submission, a column an indicator. Figures as floats, states and decimals typed beside them.

Built once for any number of submissions; everything that compares figures works on its columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import assert_never

import numpy as np
import numpy.typing as npt
import pandas as pd

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.relations import Condition, Idle, Test
from cchc_xlsx.model import (
    Blank,
    Code,
    FormTable,
    Invalid,
    LevelId,
    Nil,
    NotApplicable,
    Number,
    Reading,
    Submission,
)

Column = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


class State(IntEnum):
    """What a cell of the table says; ``MISSING``: the file does not hold the row."""

    MISSING = 0
    BLANK = 1
    NIL = 2
    VALUE = 3
    NOT_APPLICABLE = 4
    INVALID = 5


@dataclass(frozen=True)
class Table:
    """``value`` is NaN where no figure counts (nil is 0); shape of every array: submissions × indicators.

    ``due`` are the rows of the unit's level. Filled rows of another level or of nobody below are blank to relations;
    ``as_typed`` keeps their figures.
    """

    edition: Edition
    level: npt.NDArray[np.object_]
    value: Column
    as_typed: Column
    state: npt.NDArray[np.int8]
    decimals: npt.NDArray[np.int8]
    due: Mask

    @property
    def positions(self) -> Mapping[Code, int]:
        """Each code's column."""
        return self.edition.positions

    def number(self, code: Code) -> Column:
        """The column's figures, nil as 0, NaN where there is none."""
        return self.value[:, self.positions[code]]

    def sum(self, codes: Sequence[Code]) -> Column:
        """The sum of columns, whatever has no figure counting 0."""
        total: Column = np.nansum(self.value[:, [self.positions[code] for code in codes]], axis=1)
        return total

    def sum_as_typed(self, codes: Sequence[Code]) -> Column:
        """The same with the figures in foreign rows."""
        total: Column = np.nansum(self.as_typed[:, [self.positions[code] for code in codes]], axis=1)
        return total

    def known(self, code: Code) -> Mask:
        """Whether a figure or nil is there."""
        return ~np.isnan(self.number(code))

    def states(self, code: Code, *wanted: State) -> Mask:
        """Whether the cell is in one of these states."""
        return np.isin(self.state[:, self.positions[code]], wanted)

    def blank(self, code: Code) -> Mask:
        """Whether nothing is there, be it an empty cell or a row the file does not hold."""
        return self.states(code, State.BLANK, State.MISSING)

    def of_level(self, level: LevelId | None) -> Mask:
        """The submissions a relation is for; one of unknown level is held to every relation whose rows it fills in."""
        if level is None:
            return np.ones(len(self.level), dtype=bool)
        mine: Mask = (self.level == level) | (self.level == None)  # noqa: E711 - element by element
        return mine

    def is_due(self, code: Code) -> Mask:
        """Whether the unit's level reports the row."""
        return self.due[:, self.positions[code]]

    def is_lost(self, code: Code) -> Mask:
        """Whether the row has to be reported but is not in the file: its figure may stand under another label."""
        return self.is_due(code) & self.states(code, State.MISSING)

    def holds(self, condition: Condition) -> Mask:
        """Where the condition surely holds; a figure that is missing makes no condition true but ``blank``."""
        known = all_of([self.known(code) for code in condition.codes])
        total = self.sum(condition.codes)
        match condition.test:
            case Test.EQUALS:
                equal: Mask = known & (total == condition.number)
                return equal
            case Test.ABOVE:
                above: Mask = total > condition.number
                return above
            case Test.BLANK:
                return ~known
            case Test.FILLED:
                return self.states(condition.codes[0], State.VALUE)
            case _:
                assert_never(condition.test)

    def idle(self) -> Mask:
        """The rows that another row makes not due: as declared, rates of nothing, option pairs (judged as pairs)."""
        idle = np.zeros(self.value.shape, dtype=bool)
        for rule in self.edition.of_kind(Idle):
            at = [self.positions[code] for code in rule.rows]
            idle[:, at] |= (self.holds(rule.when) & self.of_level(rule.level))[:, None]
        for rate, ratio in self.edition.ratios.items():
            idle[:, self.positions[rate]] |= self.number(ratio.whole) == 0
        for code in self.edition.options:
            idle[:, self.positions[code]] = True
        return idle


def all_of(masks: Sequence[Mask]) -> Mask:
    """Where every mask is true."""
    together: Mask = np.logical_and.reduce(masks)
    return together


def any_of(masks: Sequence[Mask]) -> Mask:
    """Where some mask is true."""
    together: Mask = np.logical_or.reduce(masks)
    return together


def numbers(submissions: Sequence[Submission], edition: Edition) -> pd.DataFrame:
    """The figures as a frame (columns: codes; NaN where there is no figure), typed before any schema sees them."""
    values, positions = np.full((len(submissions), len(edition.codes)), np.nan), edition.positions
    for row, submission in enumerate(submissions):
        for code, reading in submission.readings.items():
            if isinstance(reading, Number):
                values[row, positions[code]] = float(reading.value)
    return pd.DataFrame(values, columns=pd.Index(edition.codes))


def table_of(submissions: Sequence[Submission], edition: Edition) -> Table:
    """The table of judged submissions."""
    shape, positions = (len(submissions), len(edition.codes)), edition.positions
    value, state = np.full(shape, np.nan), np.zeros(shape, dtype=np.int8)
    decimals = np.zeros(shape, dtype=np.int8)
    for row, submission in enumerate(submissions):
        for code, reading in submission.readings.items():
            at = positions[code]
            state[row, at], value[row, at], decimals[row, at] = _cell(reading)
    level = np.array([submission.identity.level for submission in submissions], dtype=object)
    own = [consolidates(submission) for submission in submissions]
    return _masked(edition, level, np.array(own, dtype=bool), value, state, decimals)


def table_of_frame(frame: pd.DataFrame, edition: Edition) -> Table:
    """The table of a plain frame of numbers; its decimals are those the numbers show, its level a column ``level``."""
    value = frame.reindex(columns=list(edition.codes)).apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    state = np.where(np.isnan(value), np.int8(State.BLANK), np.int8(State.VALUE)).astype(np.int8)
    decimals = np.select([value == np.round(value, places) for places in (0, 1, 2)], [0, 1, 2], 3).astype(np.int8)
    level = (frame["level"] if "level" in frame else pd.Series([None] * len(frame), dtype=object)).to_numpy(
        dtype=object
    )
    own = np.ones(len(frame), dtype=bool)
    return _masked(edition, level, own, value, state, decimals)


def _masked(
    edition: Edition,
    level: npt.NDArray[np.object_],
    own: Mask,
    value: Column,
    state: npt.NDArray[np.int8],
    decimals: npt.NDArray[np.int8],
) -> Table:
    due = np.zeros(value.shape, dtype=bool)
    is_own = np.array([indicator.is_own for indicator in edition.indicators.values()])
    filled = np.isin(state, (State.VALUE, State.NIL)) & ~is_own
    foreign = np.zeros(value.shape, dtype=bool)
    for name in {*level}:
        rows = level == name
        reports = [indicator.due_to(name) for indicator in edition.indicators.values()]
        others = [
            indicator.is_own or (name is not None and indicator.reporter not in (None, name))
            for indicator in edition.indicators.values()
        ]
        due[rows] = reports if name else filled[rows] | reports
        foreign[rows] = others
    foreign &= ~(own[:, None] & is_own[None, :])
    seen = np.where(foreign, np.nan, value)
    states = np.where(foreign & (state != State.MISSING), np.int8(State.BLANK), state).astype(np.int8)
    return Table(edition, level, seen, value, states, decimals, due)


_MOST_DECIMALS = 15


def decimals_of(figure: Decimal) -> int:
    """How many decimals are typed."""
    exponent = figure.as_tuple().exponent
    return min(-exponent if isinstance(exponent, int) and exponent < 0 else 0, _MOST_DECIMALS)


def _cell(reading: Reading) -> tuple[State, float, int]:
    match reading:
        case Number(value=value):
            return State.VALUE, float(value), decimals_of(value)
        case Nil():
            return State.NIL, 0.0, 0
        case Blank():
            return State.BLANK, np.nan, 0
        case NotApplicable():
            return State.NOT_APPLICABLE, np.nan, 0
        case Invalid():
            return State.INVALID, np.nan, 0
        case _:
            assert_never(reading)


def consolidates(submission: Submission) -> bool:
    """Whether the unit is the one that sums up, whose own rows these are."""
    unit = submission.identity.unit
    return unit is not None and unit.consolidates


def is_blank(table: FormTable) -> bool:
    """A form that is there but holds nothing."""
    rows = table.readings.values()
    return not table.unread and bool(rows) and all(isinstance(reading, Blank) for reading in rows)
