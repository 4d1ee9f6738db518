"""Ranges of figures: what a relation, solved for one of its rows, leaves room for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from cchc_xlsx.model import Code

Figures = Mapping[Code, Decimal]
"""The figures of a submission; a row without one is left out."""


BEYOND = Decimal(10) ** 15
"""No unit's figure is that large."""


class Span(NamedTuple):
    """Figures from ``low`` to ``high`` (None: no bound on that side); ``strict``: above ``low``."""

    low: Decimal | None = None
    high: Decimal | None = None
    strict: bool = False

    def within(self, other: Span) -> Span | None:
        """What both spans hold; None where that is nothing."""
        lows = [(span.low, span.strict) for span in (self, other) if span.low is not None]
        low, strict = max(lows, default=(None, False))
        high = min((span.high for span in (self, other) if span.high is not None), default=None)
        empty = low is not None and high is not None and (low > high or (strict and low == high))
        return None if empty else Span(low, high, strict)

    @property
    def is_possible(self) -> bool:
        """Whether its ends are figures that a unit could have."""
        return all(end is None or abs(end) < BEYOND for end in (self.low, self.high))

    def holds(self, figure: Decimal) -> bool:
        """Whether the figure lies in the span."""
        above = self.low is None or (figure > self.low if self.strict else figure >= self.low)
        return above and (self.high is None or figure <= self.high)


ANY = Span()
Mend = Span | None
"""Figures at which a relation holds; None: the row has to be left blank."""


def exactly(figure: Decimal) -> Span:
    """The span of one figure."""
    return Span(figure, figure)


def two_decimals(figure: Decimal) -> Decimal:
    """The figure as rates are told; one beyond all bounds as it is."""
    return round(figure, 2) if abs(figure) < BEYOND else figure
