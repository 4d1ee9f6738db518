"""The notation of a rule's examples: ``so | BM6.1.1 [Đồng]: 5000000 | BM3.3.1a: '15.999``.

The first field is the unit's level (``consolidator``: the unit that sums up). Then rows: code, the unit of measure as
the sender printed it (if it matters), and the cell: ``'…`` typed as text, ``95.3%`` a percent-formatted number, ``date …``,
``TRUE``, ``#REF!``, ``=`` a formula without a value, nothing for a blank cell; anything else is a stored number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cchc_xlsx.model import Code


class ExampleRow(NamedTuple):
    """One row of an example; ``measure`` is None where the example says nothing of the unit column."""

    code: Code
    measure: str | None
    cell: str


class Example(NamedTuple):
    """A level and the rows a unit of that level fills in."""

    level: str
    rows: tuple[ExampleRow, ...]


_ROW = re.compile(r"(?P<code>BM[\w.]+)\s*(\[(?P<measure>[^]]*)])?\s*:(?P<cell>.*)")


def read_example(text: str) -> Example:
    """The example as rows. Raises ValueError where it does not follow the notation."""
    level, *fields = [field.strip() for field in text.split(" | ")]
    matches = [_ROW.fullmatch(field) for field in fields]
    if not level or None in matches:
        raise ValueError(f"no example: {text}")
    rows = [match for match in matches if match]
    return Example(level, tuple(ExampleRow(Code(m["code"]), m["measure"], m["cell"].strip()) for m in rows))
