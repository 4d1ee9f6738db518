"""The unit of measure beside a value against the catalogue's. Spelling, case and known variants are no difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.catalogue.wording import fold, fold_old
from cchc_xlsx.model import Code, Finding, Invalid, Kind, Point, Submission
from cchc_xlsx.rules.rows import MEASURE, MONEY_MEASURE


def differs(text: str, indicator: Indicator, edition: Edition) -> bool:
    """Whether the text names another unit than the row's. Nothing said is no difference."""
    said = fold(text)
    if not said or indicator.kind is Kind.HEADING:
        return False
    known = _ways_to_write(edition)[indicator.code]
    return said not in known and not fold_old(text) & known


@lru_cache(maxsize=8)
def _ways_to_write(edition: Edition) -> Mapping[Code, frozenset[str]]:
    """The folded ways to write each row's unit."""
    return {
        code: frozenset(map(fold, (row.measure, row.printed_measure, *edition.measure_words.get(row.measure, ()))))
        for code, row in edition.indicators.items()
    }


def converted(value: Decimal, text: str, indicator: Indicator, edition: Edition) -> Decimal | None:
    """The figure in the row's unit; None where the text is no unit that converts."""
    said = fold(text)
    factors = edition.conversions.get(indicator.measure, {})
    factor = next((factor for word, factor in factors.items() if fold(word) == said), None)
    return None if factor is None else (value * factor).normalize()


def measure_findings(submission: Submission, edition: Edition) -> Iterator[Finding]:
    """Another unit of measure: at the unit's cell, a warning, on a money row an error with the converted figure."""
    for code, noted in submission.measures.items():
        indicator, reading = edition.indicators[code], submission.readings.get(code)
        if differs(noted.text, indicator, edition):
            rule = MONEY_MEASURE if indicator.kind is Kind.MONEY else MEASURE
            mine = isinstance(reading, Invalid) and reading.why == MONEY_MEASURE.id
            likely = reading.likely if mine and isinstance(reading, Invalid) else None
            yield Finding(
                rule.id, rule.severity, indicator.form, Point(code, reading), noted.cell, likely, detail=noted.text
            )
