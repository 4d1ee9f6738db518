"""What is likely: how figures get mistyped, which rows are wrong more often. Weights are data, each with its reason.

A weight is a cost: the lower, the likelier. Only differences count; the docs (decision 0006) say how they were tuned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from cchc_xlsx.model import Severity


class Weighted(Enum):
    """Members are a weight and the reason for it."""

    def __init__(self, weight: float, why: str) -> None:
        self.weight, self.why = weight, why


class Slip(Weighted):
    """How what is typed came of what was meant."""

    NOTATION = 0.1, "the cell itself shows it: a sum typed out, another unit, a sign"
    FILL_IN = 0.2, "a blank row beside a total that lacks exactly its figure"
    THOUSAND = 0.3, "a mark that groups thousands is taken for a decimal one, or the other way"
    COMMA = 0.3, "a decimal comma is lost (11,63 becomes 1163), or a fraction stands for a percent"
    TRANSPOSED = 0.5, "two neighbouring digits change places"
    TEN = 0.5, "a zero too many or too few"
    FOLLOWS = 1.0, "a rate or total that followed from the wrong figure is computed anew"
    DIGIT_LOST = 0.7, "a digit is left out, or typed twice"
    DIGIT = 1.6, "one wrong digit"
    MISCOUNT = 1.0, "one counted too many or too few"
    NOT_YET = 1.2, "a 0 often stands where nobody has filled in yet"
    DIGIT_EXTRA = 1.5, "a digit too many that is not the one beside it"
    COPIED = 1.5, "the figure is that of the row above or below: the eye slipped a line"
    SWAPPED = 1.2, "two rows have each other's figure"
    AGREES = 1.8, "it would be the figure that another row of the relation has"
    CLEARED = 1.5, "nothing belongs there"
    ANYTHING = 2.5, "nothing in the digits explains it"
    BOUND = 2.6, "only a limit is known, no figure"


class Role(Weighted):
    """How often a row of that kind is wrong, whatever the figure."""

    RATE = 0.0, "worked out by hand from its parts, so wrong more often than they"
    TOTAL = 0.3, "added up by hand, or not again after a part changed"
    COPY = 0.3, "a heading repeats its row, and has no figure of its own"
    FIGURE = 1.0, "counted, or taken from a system"
    CHOICE = 0.5, "chosen from a printed list: hard to mistype, easy to mistake"


MANY_FIT = 1.0
"""What is added where a whole range of figures would do, so that a slip which hits it explains little."""
NEAR_LIMIT = 3
"""A slip that hits such a range explains nothing where it lands so many times beyond what the range asks for."""
EACH = 3.0
"""What any change costs besides: two mistakes are much rarer than one."""
LEFT_BROKEN = {Severity.ERROR: 16.0, Severity.WARNING: 8.0, Severity.INFO: 0.0}
"""What a relation that stays broken costs: an error cannot be true, a warning rarely is."""
ALIKE = 0.5
"""Repairs whose costs differ by less cannot be told apart."""

_MOST_DECIMALS = 4
_MOST_DIGITS = 12
_TELLING = 3
"""In a shorter number one wrong digit explains nothing: too many figures are one digit off."""


@lru_cache(maxsize=4096)
def slips(typed: Decimal) -> Mapping[Decimal, Slip]:
    """Figures that a slip of the hand turns into ``typed``, each with the likeliest slip."""
    found: dict[Decimal, Slip] = {}
    for meant, slip in sorted(_slips(typed), key=lambda pair: pair[1].weight):
        if meant != typed and meant >= 0:
            found.setdefault(meant, slip)
    return MappingProxyType(found)


def _slips(typed: Decimal) -> Iterator[tuple[Decimal, Slip]]:
    for factor, slip in ((1000, Slip.THOUSAND), (100, Slip.COMMA), (10, Slip.TEN)):
        if slip is not Slip.THOUSAND or typed != typed.to_integral_value():
            yield typed * factor, slip
        yield typed / factor, slip
    exponent = typed.as_tuple().exponent
    if not isinstance(exponent, int) or not -_MOST_DECIMALS <= exponent <= 0:
        return
    yield typed + 1, Slip.MISCOUNT
    yield typed - 1, Slip.MISCOUNT
    digits = str(int(abs(typed).scaleb(-exponent)))
    if len(digits) <= _MOST_DIGITS:
        for text, slip in _digit_slips(digits):
            if text and (text[0] != "0" or exponent < 0):
                yield Decimal(text).scaleb(exponent), slip


def _digit_slips(digits: str) -> Iterator[tuple[str, Slip]]:
    for at in range(len(digits)):
        yield digits[:at] + digits[at + 1 : at + 2] + digits[at] + digits[at + 2 :], Slip.TRANSPOSED
        doubled = digits[at] in (digits[at - 1 : at], digits[at + 1 : at + 2])
        yield digits[:at] + digits[at + 1 :], Slip.DIGIT_LOST if doubled else Slip.DIGIT_EXTRA
        for other in "0123456789":
            yield digits[:at] + other + digits[at:], Slip.DIGIT_LOST
            if len(digits) >= _TELLING:
                yield digits[:at] + other + digits[at + 1 :], Slip.DIGIT
    for other in "0123456789":
        yield digits + other, Slip.DIGIT_LOST
