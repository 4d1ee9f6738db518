"""Slips of the fingers and of the decimal mark: what a figure becomes by one, and what it may have been before."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

_POWERS = [Decimal(power) for power in (10, 100, 1000)]


def tenfold(figure: Decimal) -> list[Decimal]:
    return [10 * figure] if figure else []


def tenth(figure: Decimal) -> list[Decimal]:
    return [figure / 10] if figure >= 10 and not figure % 10 else []


def swapped(figure: Decimal) -> list[Decimal]:
    """Two neighbouring digits exchanged."""
    text = f"{figure:f}"
    pairs = [at for at in range(len(text) - 1) if "." not in text[at : at + 2]]
    return _numbers((text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in pairs), figure)


def lost(figure: Decimal) -> list[Decimal]:
    """One digit left out."""
    text = f"{figure:f}"
    return _numbers((text[:at] + text[at + 1 :] for at in range(len(text)) if text[at] != "."), figure)


def doubled(figure: Decimal) -> list[Decimal]:
    """One digit typed twice."""
    text = f"{figure:f}"
    return _numbers((text[: at + 1] + text[at:] for at in range(len(text)) if text[at] != "."), figure)


def shifted(figure: Decimal) -> list[Decimal]:
    """The decimal mark one to three places off."""
    return [moved for power in _POWERS for moved in (figure * power, figure / power)] if figure else []


def _numbers(texts: Iterable[str], figure: Decimal) -> list[Decimal]:
    """The texts a person would leave standing as a number."""
    usual = [text for text in texts if text[:1].isdigit() and text[-1:].isdigit()]
    plain = [Decimal(text) for text in usual if text[0] != "0" or text[1:2] in ("", ".")]
    return [one for one in plain if one != figure]


def slips_of(figure: Decimal) -> list[Decimal]:
    """What one slip makes of the figure."""
    return [*shifted(figure), *swapped(figure), *lost(figure), *doubled(figure)]


def is_slip(typed: Decimal, meant: Decimal) -> bool:
    """Whether one slip makes the one of the other."""
    return typed in slips_of(meant)


def slips_to(typed: Decimal) -> list[Decimal]:
    """The figures of which one slip makes this one."""
    text = f"{typed:f}"
    longer = _numbers((text[:at] + digit + text[at:] for at in range(len(text) + 1) for digit in "0123456789"), typed)
    return [*shifted(typed), *swapped(typed), *longer, *(one for one in lost(typed) if typed in doubled(one))]
