"""Habits about columns: moved, dropped, merged, of the department's own, and periods side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from dialects.draft import (
    LABELS,
    Cell,
    Change,
    Column,
    Dialect,
    Draft,
    Key,
    Lines,
    Part,
    Row,
    Sheet,
    Table,
    chain,
    each_row,
    each_table,
    says,
    typed,
)
from dialects.heads import renamed
from dialects.senders import HEADS, identity_block, sender_of


def _columns(change: Callable[[tuple[Column, ...]], Iterable[Column]]) -> Change:
    return each_table(lambda table: replace(table, columns=_heads_apart(tuple(change(table.columns)))))


def _heads_apart(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Words over several columns are not printed once these no longer stand side by side."""
    over = [at for at, column in enumerate(columns) if column.head[1:] and column.head[:1] == HEADS[Part.VALUE][:1]]
    if not over or over[-1] - over[0] == len(over) - 1:
        return columns
    return tuple(replace(one, head=one.head[1:]) if at in over else one for at, one in enumerate(columns))


def first(*keys: Key) -> Change:
    """These columns stand before all others."""

    def change(columns: tuple[Column, ...]) -> list[Column]:
        named = [column for key in keys for column in columns if column.key == key]
        return [*named, *(column for column in columns if column.key not in keys)]

    return _columns(change)


def swapped(one: Key, other: Key) -> Change:
    """Two columns change places."""

    def change(columns: tuple[Column, ...]) -> list[Column]:
        by_key = {column.key: column for column in columns}
        if not {one, other} <= by_key.keys():
            return [*columns]
        places = {one: by_key[other], other: by_key[one]}
        return [places.get(column.key, column) for column in columns]

    return _columns(change)


def without(*keys: Key) -> Change:
    """The columns are not there."""
    return _columns(lambda columns: (column for column in columns if column.key not in keys))


def hidden(*keys: Key) -> Change:
    """The columns are hidden."""
    return _columns(lambda columns: (replace(one, hidden=True) if one.key in keys else one for one in columns))


def added(key: Key, words: str, cell: Callable[[Row], Cell], beside: Part, before: bool = False) -> Change:
    """A column of the department's own beside another, under the same words as that one where such stand above it."""

    def change(table: Table) -> Table:
        at = table.at(beside)
        if at < 0:
            return table
        column = Column(key, (*table.columns[at].head[:-1], words))
        at += 0 if before else 1 + sum(one.shares for one in table.columns[at + 1 : at + 3])
        rows = (row.having(**{key: cell(row)}) if row.code else row for row in table.rows)
        return replace(table, columns=(*table.columns[:at], column, *table.columns[at:]), rows=tuple(rows))

    return each_table(change)


def times(factor: str) -> Callable[[Row], Cell]:
    """So many times the row's own figure: what another period may have had."""

    def cell(row: Row) -> Cell:
        if not isinstance(row.meaning, Decimal):
            return Cell()
        digits = Decimal(1) if row.meaning == row.meaning.to_integral_value() else Decimal("0.01")
        return typed(f"{(row.meaning * Decimal(factor)).quantize(digits):f}")

    return cell


def _saying(text: str) -> Callable[[Row], Cell]:
    return lambda _: says(text)


def _numbers(row: Row) -> Cell:
    return typed(str(sum(map(ord, row.code)) % 90 + 10))


def _change_on_before(row: Row) -> Cell:
    return typed("'+4,2%" if row.depth % 2 else "'-1,5%") if isinstance(row.meaning, Decimal) else Cell()


BEFORE = added("before", "Kỳ trước", times("0.9"), Part.VALUE, before=True)


def _apart(columns: tuple[Column, ...]) -> Iterable[Column]:
    """An empty column between any two."""
    return (new for at, column in enumerate(columns) for new in ((Column(f"gap {at}"), column) if at else (column,)))


# --- periods side by side -------------------------------------------------------------------------


def _reported_as(period: str, name: str) -> Change:
    """The identity block names another period of 2022."""

    def change(draft: Draft) -> Draft:
        block = identity_block(sender_of(draft), name)
        sheets = (_with_identity(sheet, block) for sheet in draft.sheets)
        return replace(draft, sheets=tuple(sheets), period=f"2022{period}")

    return change


def _with_identity(sheet: Sheet, block: Lines) -> Sheet:
    about = [one.about if isinstance(one, Lines) else "" for one in sheet.blocks]
    blocks = (block if about[at] == "identity" else one for at, one in enumerate(sheet.blocks))
    return replace(sheet, blocks=tuple(blocks))


def _blank(_: Row) -> Cell:
    return Cell()


ALL_PERIODS = chain(
    added("q1", "Quý I", times("0.2"), Part.VALUE, before=True),
    added("h1", "6 tháng", times("0.5"), Part.VALUE, before=True),
    added("q3", "Quý III", times("0.25"), Part.VALUE, before=True),
    renamed(Part.VALUE, "Năm"),
)
HALF_A_YEAR = chain(
    _reported_as("H1", "6 tháng"),
    added("q1", "Quý I", times("0.5"), Part.VALUE, before=True),
    added("y", "Năm", _blank, Part.VALUE),
    added("q3", "Quý III", _blank, Part.VALUE),
    renamed(Part.VALUE, "6 tháng"),
)
TWO_YEARS = chain(added("2021", "Năm 2021", times("0.8"), Part.VALUE, before=True), renamed(Part.VALUE, "Năm 2022"))
THIS_YEAR_FIRST = chain(added("2021", "Năm 2021", times("0.8"), Part.VALUE), renamed(Part.VALUE, "Năm 2022"))
THREE_QUARTERS = chain(
    _reported_as("Q3", "Quý III"),
    added("q1", "Quý I/2022", times("1.1"), Part.VALUE, before=True),
    added("q2", "Quý II/2022", times("0.7"), Part.VALUE, before=True),
    renamed(Part.VALUE, "Quý III/2022"),
)


# --- merged and split columns ---------------------------------------------------------------------


def spanning(part: Part, other: Key) -> Change:
    """Each cell of the column is merged with an empty one on its right; so is the head."""

    def change(table: Table) -> Table:
        at = table.at(part)
        if at < 0:
            return table
        columns = (
            *table.columns[: at + 1],
            replace(table.columns[at], key=other, shares=True),
            *table.columns[at + 1 :],
        )
        rows = (replace(row, spans=(*row.spans, (part, other))) if row.code else row for row in table.rows)
        return replace(table, columns=columns, rows=tuple(rows))

    return each_table(change)


def _indented(levels: int) -> Change:
    """The labels of rows further down stand further right, in columns under one head."""

    def moved(row: Row) -> Row:
        key = LABELS[min(row.depth, levels) - 1]
        return row.having(**{Part.LABEL: Cell(), key: row[Part.LABEL]}) if row.depth > 1 else row

    def change(table: Table) -> Table:
        at = table.at(Part.LABEL)
        further = (replace(table.columns[at], key=key, shares=True) for key in LABELS[1:levels])
        columns = (*table.columns[: at + 1], *further, *table.columns[at + 1 :])
        return replace(table, columns=columns, rows=tuple(moved(row) if row.code else row for row in table.rows))

    return each_table(change)


def _note_room(row: Row) -> Row:
    empty = not row[Part.NOTE].content
    return replace(row, spans=(*row.spans, (Part.VALUE, Part.NOTE))) if empty else row


COLUMNS = (
    Dialect("the note first", first(Part.NOTE)),
    Dialect("the figures before their unit", swapped(Part.UNIT, Part.VALUE), of="order, label columns, value columns"),
    Dialect("the figures before the labels", swapped(Part.LABEL, Part.VALUE), of="order, label columns, value columns"),
    Dialect("the number behind the label", swapped(Part.STT, Part.LABEL), of="order, label columns, value columns"),
    Dialect("no notes", without(Part.NOTE), of="note head"),
    Dialect("no units", without(Part.UNIT), of="unit, unit head"),
    Dialect("no notes, no units", without(Part.NOTE, Part.UNIT), of="unit, unit head, note head"),
    Dialect("the unit is hidden", hidden(Part.UNIT)),
    Dialect("the period before", BEFORE, of="figures"),
    Dialect("the period before, behind", added("before", "Kỳ trước", times("1.1"), Part.VALUE), of="figures"),
    Dialect(
        "the same period last year",
        added("last", "Cùng kỳ năm trước", times("0.8"), Part.VALUE, before=True),
        of="figures",
    ),
    Dialect("the plan", added("plan", "Kế hoạch", times("1.2"), Part.VALUE, before=True), of="figures"),
    Dialect("since the year began", added("sum", "Lũy kế", times("3"), Part.VALUE), of="figures"),
    Dialect("compared", added("ratio", "So sánh (%)", _change_on_before, Part.VALUE), of="figures"),
    Dialect(
        "before, now, compared, more or less",
        chain(BEFORE, added("ratio", "So sánh", times("0.1"), Part.VALUE),
              added("more", "Tăng/giảm (%)", _change_on_before, Part.VALUE)),
        of="figures",
    ),
    Dialect("periods side by side", ALL_PERIODS, of="figures, value head"),
    Dialect("periods side by side, half a year reported", HALF_A_YEAR, of="figures, value head, identity"),
    Dialect("quarters side by side, the third reported", THREE_QUARTERS, of="figures, value head, identity"),
    Dialect("two years side by side", TWO_YEARS, of="figures, value head"),
    Dialect("two years side by side, this one first", THIS_YEAR_FIRST, of="figures, value head"),
    Dialect("empty columns between", _columns(_apart), of="label columns, value columns"),
    Dialect("a column of codes", added("own", "Mã số", _numbers, Part.STT, before=True), of="figures"),
    Dialect("a column of who does it", added("who", "Đơn vị thực hiện", _saying("Văn phòng"), Part.LABEL)),
    Dialect("a column of sources", added("source", "Nguồn số liệu", _saying("Báo cáo số 12/BC-VP"), Part.VALUE)),
    Dialect("a column of explanations without a head", added("why", "", _saying("số liệu đến 14/12"), Part.VALUE)),
    Dialect("labels over two columns", spanning(Part.LABEL, "beside"), of="label columns"),
    Dialect("figures over two columns", spanning(Part.VALUE, "beside value"), of="value columns"),
    Dialect("figures reach over an empty note", each_row(_note_room), of="value columns"),
    Dialect("labels in two columns by their depth", _indented(2), of="label columns"),
    Dialect("labels in three columns by their depth", _indented(3), of="label columns"),
)  # fmt: skip
