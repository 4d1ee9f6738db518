"""How much of what a unit has to fill in is filled in, form by form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.relations import Condition, Idle, Ratio, Test
from cchc_xlsx.model import Blank, Code, LevelId, Reading, counted


class Filled(NamedTuple):
    """How many of the rows due hold an answer."""

    filled: int
    due: int


def completeness(readings: Mapping[Code, Reading], level: LevelId | None, edition: Edition) -> dict[int, Filled]:
    """Form -> rows answered of rows due for one unit. An option pair is one row; an idle row left blank is not due."""
    filled, due = Counter[int](), Counter[int]()
    idle = frozenset(_idle(readings, level, edition))
    for code in _asked(level, edition):
        is_filled = any(_is_answered(readings.get(one)) for one in (code, edition.options.get(code)) if one)
        if is_filled or code not in idle:
            form = edition.indicators[code].form
            due[form] += 1
            filled[form] += is_filled
    return {form.number: Filled(filled[form.number], due[form.number]) for form in edition.forms}


def _asked(level: LevelId | None, edition: Edition) -> Iterable[Code]:
    """The rows due, of an option pair the first alone."""
    due, seen = edition.due(level), set[Code]()
    for code in edition.codes:
        if code in due and code not in seen:
            seen.update({code, edition.options.get(code, code)})
            yield code


def _is_answered(reading: Reading | None) -> bool:
    return reading is not None and not isinstance(reading, Blank)


def _idle(readings: Mapping[Code, Reading], level: LevelId | None, edition: Edition) -> Iterable[Code]:
    for relation in edition.of_kind(Idle):
        if relation.level in (None, level) and _holds(relation.when, readings):
            yield from relation.rows
    for ratio in edition.of_kind(Ratio):
        if counted(readings.get(ratio.whole)) == 0:
            yield ratio.rate


def _holds(condition: Condition, readings: Mapping[Code, Reading]) -> bool:
    """Whether the figures are there and the condition is met."""
    values = [counted(readings.get(code)) for code in condition.codes]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return False
    total = sum(known, Decimal(0))
    return total == condition.number if condition.test is Test.EQUALS else total > condition.number
