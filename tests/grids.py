"""Sheets told in a line, for tests of the readers: ``A1 STT · B1 Kết quả · B1:C1``, cells first, then merged ranges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cchc_xlsx.intake.grid import Content, Sheet, Workbook, column_letters
from cchc_xlsx.intake.refusal import Refusal

Case = tuple[str, str, str]
"""What the case is about, the source, what is told of it."""


def ids(cases: list[Case]) -> list[Any]:
    """The cases as parameters."""
    return [pytest.param(*case, id=name) for name, *case in cases]


def told(sheet: Sheet) -> str:
    """The filled cells in order, then the merged ranges."""
    cells = [
        f"{column_letters(column)}{row} {_told(content)}"
        for row, columns in sorted(sheet.rows.items())
        for column, content in sorted(columns.items())
    ]
    corners = [
        f"{column_letters(left)}{top}:{column_letters(right)}{bottom}" for top, left, bottom, right in sheet.merged
    ]
    return " · ".join(cells + corners)


def _told(content: Content) -> str:
    """Text as it is, ``\\n`` and ``\\t`` written out; anything else with its type; a format in braces, if any."""
    text = content.text.replace("\n", "\\n").replace("\t", "\\t")
    text = f"={text}" if content.formula else text
    text = text if content.format == "General" else f"{text} {{{content.format}}}"
    return text if content.type == "s" else f"{content.type}:{text}"


def refused(read: Callable[[], Workbook]) -> str:
    """The rule that says why nothing is read."""
    with pytest.raises(Refusal) as caught:
        read()
    return caught.value.why


def read_or_refused(read: Callable[[], Workbook]) -> None:
    """Whatever comes, it is a workbook of sheets within the grid or a refusal, never another exception."""
    try:
        workbook = read()
    except Refusal:
        return
    for sheet in workbook.sheets:
        told(sheet)
