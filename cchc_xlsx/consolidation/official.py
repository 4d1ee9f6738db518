"""A figure of the province that the officer sets, where it is not one to compute, or another is known to be right."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.consolidation.figures import Figure, Official
from cchc_xlsx.model import Adjustment, Blank, Finding, Number, Point, Reading, counted
from cchc_xlsx.rules.decisions import OFFICIAL, OLD_DIFFERS

_CLOSE = Decimal("0.005")
"""A rate is shown with two decimals: the officer names it so."""


def decided(figure: Figure, by: Adjustment) -> Figure:
    """The figure as the officer sets it, if the old value is the one computed. What lies in the units' figures lies no
    longer in it."""
    if not _agrees(by.old, figure.value):
        return figure
    return replace(figure, value=counted(by.new), open_errors=(), official=Official(by, figure.value))


def _agrees(old: Reading, computed: Decimal | None) -> bool:
    stated = counted(old)
    if stated is None or computed is None:
        return isinstance(old, Blank) and computed is None
    return abs(stated - computed) < _CLOSE


def finding_of(figure: Figure, by: Adjustment, edition: Edition) -> Finding:
    """For the record what is set; a warning where it is not, as another figure was meant."""
    rule, place = (OFFICIAL, by.new.cell) if figure.official else (OLD_DIFFERS, by.old.cell)
    computed = figure.official.computed if figure.official else figure.value
    there: Reading = Blank(place) if computed is None else Number(round(computed, 2), f"{computed:f}", place)
    form = edition.indicators[figure.code].form
    at, other = (by.new, there) if figure.official else (there, by.old)
    return Finding(
        rule.id,
        rule.severity,
        form,
        Point(figure.code, at),
        related=(Point(figure.code, other),),
        detail=by.told if figure.official else by.unit,
        paths=(by.source.path,),
        line=by.source.line,
    )
