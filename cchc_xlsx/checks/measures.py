"""The unit of measure beside a value against the catalogue's. Spelling, case and known variants are no difference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.catalogue.wording import fold, fold_old
from cchc_xlsx.model import Finding, Invalid, Kind, Point, Submission
from cchc_xlsx.rules.rows import MEASURE, MONEY_MEASURE


def differs(text: str, indicator: Indicator, edition: Edition) -> bool:
    """Whether the text names another unit than the row's. Nothing said is no difference."""
    said = fold(text)
    if not said or indicator.kind is Kind.HEADING:
        return False
    variants = edition.measure_words.get(indicator.measure, ())
    known = {fold(word) for word in (indicator.measure, indicator.printed_measure, *variants)}
    return said not in known and not fold_old(text) & known


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
