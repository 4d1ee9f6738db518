"""Stored numbers and their formats: what a number is worth, and whether its cell shows a percent or a date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Context, Decimal
from functools import lru_cache

BEYOND = Decimal(10) ** 15
"""No figure of a report comes near."""
FIFTEEN_DIGITS = Context(prec=15)


def stored_value(text: str) -> Decimal | None:
    """A stored number, rounded to 15 significant digits so that float noise is no decimals; None beyond all bounds."""
    try:
        value = FIFTEEN_DIGITS.create_decimal(text)
    except ArithmeticError:
        return None
    return plain_number(value) if value.is_finite() and abs(value) < BEYOND else None


def plain_number(value: Decimal) -> Decimal:
    """The same number without trailing zeros, never in the form 1E+3."""
    value = value.normalize(FIFTEEN_DIGITS)
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def _without_literals(format_: str) -> str:
    """The format without quoted, escaped and bracketed text, which is decoration: ``0.00"%"`` scales nothing."""
    return re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", format_)


@lru_cache(maxsize=4096)
def is_percent_format(format_: str) -> bool:
    """Whether the format shows the number times 100, in whichever of its sections."""
    return "%" in _without_literals(format_)


@lru_cache(maxsize=4096)
def is_date_format(format_: str) -> bool:
    """Whether the format shows a date or a time."""
    if re.search(r"\[(h+|m+|s+)\]", format_, re.IGNORECASE):
        return True
    bare = _without_literals(format_).partition(";")[0]
    return bare.lower() != "general" and bool(re.search(r"[ymdhs]", bare, re.IGNORECASE))


def date_text(serial: Decimal) -> str:
    """The date as a person sees it; the serial number where it is no date."""
    days = int(serial)
    return (date(1899, 12, 30) + timedelta(days)).strftime("%d/%m/%Y") if 0 < days < 200_000 else str(serial)
