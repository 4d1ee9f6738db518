"""The pandera schema of an edition, built from the catalogue: what a figure of each kind may be, and the relations.

One check a rule over the whole frame, which marks single cells: a Check a column costs ten times as much, and a check
that marks rows would report every column of the row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import pandas as pd
import pandera.pandas as pa

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.checks.relations import Verdict, judge
from cchc_xlsx.checks.table import Mask, table_of_frame
from cchc_xlsx.model import Code, Kind, Severity
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import values as rules
from cchc_xlsx.rules.relations import RELATION_RULES
from cchc_xlsx.rules.rows import BOTH_OPTIONS, OPTION_CODE

Values = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True)
class ValueCheck:
    """What the figures of some rows have to be. ``holds`` takes submissions × rows and never sees NaN as a breach."""

    rule: Rule
    codes: tuple[Code, ...]
    holds: Callable[[Values], Mask]

    def broken(self, frame: pd.DataFrame) -> pd.DataFrame:
        """True at each cell that breaks the rule; a column the frame has not breaks none."""
        figures = as_numbers(frame.reindex(columns=list(self.codes)))
        return pd.DataFrame(self.marked(figures), index=frame.index, columns=list(self.codes))

    def marked(self, values: Values) -> Mask:
        """The same over the bare figures."""
        breaches: Mask = ~(np.isnan(values) | self.holds(values))
        return breaches


def as_numbers(frame: pd.DataFrame) -> Values:
    """The cells as floats; NaN where a cell is empty or holds text."""
    try:
        return frame.to_numpy(dtype=float)
    except (TypeError, ValueError):
        typed: Values = frame.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
        return typed


@lru_cache(maxsize=8)
def value_checks(edition: Edition) -> tuple[ValueCheck, ...]:
    """What each kind of row allows."""
    rows = edition.indicators.values()

    def of(*kinds: Kind) -> tuple[Code, ...]:
        return tuple(row.code for row in rows if row.kind in kinds)

    signed, may_exceed = edition.signed, edition.may_exceed
    positive = tuple(code for code in of(Kind.COUNT, Kind.MONEY, Kind.PERCENT) if code not in signed)
    bounded = tuple(code for code in of(Kind.PERCENT) if code not in may_exceed)
    return (
        ValueCheck(rules.NEGATIVE, positive + of(Kind.CODE, Kind.OPTION), lambda values: values >= 0),
        ValueCheck(rules.NOT_WHOLE, of(Kind.COUNT), lambda values: values == np.round(values)),
        ValueCheck(rules.OVER_100, bounded, lambda values: values <= 100),
        ValueCheck(rules.OVER_100_PERHAPS, tuple(sorted(may_exceed)), lambda values: values <= 100),
        ValueCheck(rules.BELOW_0, tuple(sorted(signed)), lambda values: values >= 0),
        ValueCheck(rules.UNKNOWN_CODE, of(Kind.CODE), _printed(edition, of(Kind.CODE), frozenset())),
        ValueCheck(OPTION_CODE, of(Kind.OPTION), _printed(edition, of(Kind.OPTION), frozenset({0}))),
    )


def _printed(edition: Edition, codes: tuple[Code, ...], besides: frozenset[int]) -> Callable[[Values], Mask]:
    allowed = [sorted({*edition.indicators[code].meanings, *besides}) for code in codes]
    highest = max(map(len, allowed), default=0)
    padded = np.array([row + row[:1] * (highest - len(row)) for row in allowed], dtype=float)

    def holds(values: Values) -> Mask:
        allowed_here: Mask = (values[:, :, None] == padded[None, :, :]).any(axis=2)
        return allowed_here

    return holds


def value_schema(edition: Edition) -> pa.DataFrameSchema:
    """What one cell can say wrongly: kinds, ranges, codes, for a frame that holds floats already (no columns to coerce:
    two hundred of them cost pandera more than the checks). A failure case is ``{code: figure}`` of one row."""
    return pa.DataFrameSchema(checks=_error_checks(edition), name=edition.id)


def suspects(frame: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """The rows and columns of a frame of all codes that hold whatever the schema of values may fail, all else left out:
    its work after each check goes by columns, whether anything is wrong there or not."""
    values, marked = as_numbers(frame), np.zeros(frame.shape, dtype=bool)
    for check in value_checks(edition):
        at = [edition.positions[code] for code in check.codes]
        marked[:, at] |= check.marked(values[:, at])
    rows, columns = (np.flatnonzero(marked.any(axis=axis)) for axis in (1, 0))
    return frame.iloc[rows, columns]


def schema(edition: Edition) -> pa.DataFrameSchema:
    """The whole schema: columns are the indicators' codes, floats, NaN for what is missing, coerced; a column ``level``
    (``so``, ``huyen``) is used if it is there. Failure cases name rule, row and column; only errors fail. A cell that
    holds text is a failure of its own and hides no other."""
    judged = _LastJudged(edition)
    relation_checks = [
        _pandera_check(rule, partial(judged.broken, rule))
        for rule in (*RELATION_RULES, BOTH_OPTIONS)
        if rule.severity is not Severity.INFO
    ]
    columns = {code: pa.Column(float, nullable=True, required=False) for code in edition.codes}
    text_check = _pandera_check(rules.TEXT, partial(_texts, edition))
    checks = [text_check, *_error_checks(edition), *relation_checks]
    return pa.DataFrameSchema(columns, parsers=pa.Parser(partial(_typed, edition)), checks=checks, name=edition.id)


def _typed(edition: Edition, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every indicator's column as floats, but those that hold text, which stay as they are."""
    found = frame.copy()
    for column in found.columns.intersection(list(edition.codes)):
        try:
            found[column] = pd.to_numeric(found[column]).astype(float)
        except (TypeError, ValueError):
            continue
    return found


def _texts(edition: Edition, frame: pd.DataFrame) -> pd.DataFrame:
    """True at each cell that holds something which is no number."""
    cells = frame[frame.columns.intersection(list(edition.codes))]
    return pd.DataFrame(
        np.isnan(as_numbers(cells)) & cells.notna().to_numpy(), index=frame.index, columns=cells.columns
    )


class _LastJudged:
    """The relations' verdict on a frame, worked out once for the checks of all rules."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._frame: pd.DataFrame | None = None
        self._verdict: Verdict | None = None

    def broken(self, rule: Rule, frame: pd.DataFrame) -> pd.DataFrame:
        """True where a breach of the rule stands that is an error."""
        if self._verdict is None or self._frame is not frame:
            self._frame, self._verdict = frame, judge(table_of_frame(frame, self._edition))
        positions = self._edition.positions
        marked = np.zeros((len(frame), len(positions)), dtype=bool)
        for judgement in self._verdict.judgements:
            if judgement.rule is rule and judgement.severity is Severity.ERROR:
                for row in np.flatnonzero(judgement.where):
                    marked[row, positions[judgement.place(int(row))]] = True
        return pd.DataFrame(marked, index=frame.index, columns=pd.Index(self._edition.codes))


def _error_checks(edition: Edition) -> list[pa.Check]:
    errors = [check for check in value_checks(edition) if check.rule.severity is Severity.ERROR]
    return [_pandera_check(check.rule, check.broken) for check in errors]


def _pandera_check(rule: Rule, broken: Callable[[pd.DataFrame], pd.DataFrame]) -> pa.Check:
    def holds(frame: pd.DataFrame) -> pd.DataFrame:
        marked = broken(frame)
        return ~marked.reindex(columns=frame.columns, fill_value=False).astype(bool)

    return pa.Check(holds, name=rule.id, error=f"{rule.id} {rule.title.en}")
