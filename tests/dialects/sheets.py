"""Habits about sheets and files: how forms are spread over them, what they are called, what stands around."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dialects.draft import Block, Change, Dialect, Draft, Lines, Sheet, Table, each_block, each_sheet, lines


def _one_sheet(blocks: Callable[[Sheet], Iterable[Block]]) -> Change:
    """All forms below each other on one sheet."""

    def stacked(draft: Draft) -> Draft:
        together = tuple(block for sheet in draft.forms for block in (*blocks(sheet), lines("", "")))
        first = draft.forms[0]
        return replace(draft, sheets=(*draft.others, replace(first, name="Phụ lục", blocks=together)))

    return stacked


def _without_titles(sheet: Sheet) -> Iterator[Block]:
    return (block for block in sheet.blocks if not _is(block, "title"))


def _is(block: Block, about: str) -> bool:
    return isinstance(block, Lines) and block.about == about


def _first_head_only(sheet: Sheet) -> Iterator[Block]:
    for block in sheet.blocks:
        yield replace(block, headed=block.form == 1) if isinstance(block, Table) else block


def _one_long_table(sheet: Sheet) -> Iterator[Block]:
    return (block for block in _first_head_only(replace(sheet, blocks=tuple(_without_titles(sheet)))))


def _named(name: Callable[[int], str]) -> Change:
    """Sheets named by their first form."""
    return each_sheet(lambda sheet: replace(sheet, name=name(sheet.form)))


def _in_reverse(draft: Draft) -> Draft:
    return replace(draft, sheets=tuple(reversed(draft.sheets)))


SHEETS = (
    Dialect("all forms on one sheet", _one_sheet(lambda sheet: sheet.blocks), of="sheets"),
    Dialect("all forms on one sheet, one head on top", _one_sheet(_first_head_only), of="sheets"),
    Dialect("all forms on one sheet, no titles", _one_sheet(_without_titles), of="sheets"),
    Dialect("all forms one long table", _one_sheet(_one_long_table), of="sheets"),
    Dialect("sheets named BM1 …", _named(lambda form: f"BM{form}"), of="names"),
    Dialect("sheets named Bieu mau so 1 …", _named(lambda form: f"Bieu mau so {form}"), of="names"),
    Dialect("sheets named PL 1 …", _named(lambda form: f"PL {form}"), of="names"),
    Dialect("sheets named by another count", _named(lambda form: f"Phụ lục số {form + 2}"), of="names"),
    Dialect("sheets named Sheet1 …", _named(lambda form: f"Sheet{form}"), of="names"),
    Dialect("sheets named Trang tính 1 …", _named(lambda form: f"Trang tính {form}"), of="names"),
    Dialect("the last form first", _in_reverse),
)
