"""Habits about rows: numbering, indenting, merging, hiding, deleting, and rows of the department's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tables import EDITION

from cchc_xlsx.model import Code, Kind, LevelId
from dialects.around import ROMAN
from dialects.columns import without
from dialects.draft import (
    LABELS,
    Cell,
    Change,
    Dialect,
    Draft,
    Part,
    Row,
    Table,
    chain,
    each_row,
    each_rows,
    each_table,
    says,
    typed,
)

HEADINGS = {str(code) for code, row in EDITION.indicators.items() if row.kind is Kind.HEADING}


# --- numbering ------------------------------------------------------------------------------------


def numbered(change: Callable[[str], str | Cell]) -> Change:
    """Another way to write the numbers there are."""

    def row(old: Row) -> Row:
        stt = old[Part.STT].text
        new = change(stt) if stt else ""
        return old.having(**{Part.STT: says(new) if isinstance(new, str) else new}) if new else old

    return each_row(row)


def _bare(stt: str) -> str:
    return stt.rstrip(".")


def _as_number(stt: str) -> Cell:
    """``1.`` and ``1.2.`` are numbers to Excel, ``1.2.3.`` is text."""
    bare = _bare(stt)
    return typed(bare) if bare.count(".") < 2 else says(bare)


def _as_date(stt: str) -> Cell:
    """``6.1`` is the sixth of January to Excel."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", _bare(stt))
    if not match:
        return _as_number(stt)
    day = date(2022, int(match[2]), int(match[1]))
    return typed(f"date {day.isoformat()} {{d-mmm}}")


def _roman(stt: str) -> str:
    """``2.`` is II, ``2.1.`` stays."""
    bare = _bare(stt)
    return ROMAN[int(bare) - 1] if bare.isdecimal() else stt


def _roman_then_from_one(stt: str) -> str:
    """``2.`` is II, ``2.1.`` is 1, ``2.1.3.`` is 1.3."""
    top, _, below = _bare(stt).partition(".")
    return below or ROMAN[int(top) - 1]


def _counted(table: Table) -> Table:
    """Numbers from 1 to the last row."""
    rows = (row.having(**{Part.STT: typed(str(number))}) for number, row in enumerate(table.rows, 1))
    return replace(table, rows=tuple(rows))


def _in_label(row: Row) -> Row:
    """ "1.2. Tỷ lệ …" in one cell."""
    key = next((key for key in LABELS if row[key].text), Part.LABEL)
    return row.having(**{key: row[key].saying(f"{row[Part.STT].text} {row[key].text}".strip())})


def _merged_with_label(row: Row) -> Row:
    """A heading's number and label stand in one cell over both columns."""
    if row.code not in HEADINGS or not row[Part.LABEL].text:
        return row
    both = says(f"{row[Part.STT].text} {row[Part.LABEL].text}".strip())
    return replace(row.having(**{Part.STT: both, Part.LABEL: Cell()}), spans=(*row.spans, (Part.STT, Part.LABEL)))


def _with_letters(table: Table) -> Table:
    """a), b), c) before rows that have no number."""
    rows, count = [], 0
    for row in table.rows:
        count = 0 if row[Part.STT].text else count + 1
        rows.append(row.having(**{Part.STT: says(f"{'abcdefgh'[count - 1]})")}) if count and row.code else row)
    return replace(table, rows=tuple(rows))


# --- looks ----------------------------------------------------------------------------------------


def _spaced(row: Row) -> Row:
    return row.having(
        **{key: row[key].saying("   " * (row.depth - 1) + row[key].text) for key in LABELS if row[key].text}
    )


def _excel_indent(row: Row) -> Row:
    return row.having(**{key: row[key]._replace(indent=row.depth - 1) for key in LABELS if row[key].text})


def _boxed(table: Table) -> Table:
    """Every cell has a border, empty or not."""
    keys = [column.key for column in table.columns]
    return replace(
        table, rows=tuple(row.having(**{k: row[k]._replace(boxed=True) for k in keys}) for row in table.rows)
    )


def _joined(part: Part) -> Change:
    """Equal units below each other, or an STT and the unnumbered rows below it, are one merged cell."""

    def change(table: Table) -> Table:
        rows, last, group = [], "", ""
        for row in table.rows:
            text = row[part].text
            same = text == last if part is Part.UNIT else not text
            if row.code and not (same and group):
                last, group = text, row.code
            joined = row[part]._replace(joined=f"{part} {group}")
            rows.append(row.having(**{part: joined}) if row.code and (text or part is Part.STT) else row)
        return replace(table, rows=tuple(rows))

    return each_table(change)


def _unit_once(table: Table) -> Table:
    """A unit is written once for the rows below it that have the same."""
    rows, last = [], ""
    for row in table.rows:
        text = row[Part.UNIT].text
        rows.append(row.having(**{Part.UNIT: Cell()}) if text and text == last else row)
        last = text
    return replace(table, rows=tuple(rows))


def _unit_in_label(row: Row) -> Row:
    unit = row[Part.UNIT].text
    key = next((key for key in LABELS if row[key].text), Part.LABEL)
    return row.having(**{key: row[key].saying(f"{row[key].text} ({unit})")}) if unit and "=" not in unit else row


# --- rows that are there or not -------------------------------------------------------------------


def _is_due_or_above(draft: Draft) -> Callable[[Row], bool]:
    """Rows the unit has to report, and the headings over them."""
    keep, due = _not_another_levels(draft), EDITION.due(LevelId(draft.level))
    return lambda row: row.code in due or (row.code in HEADINGS and keep(row))


def kept(which: Callable[[Draft], Callable[[Row], bool]]) -> Change:
    """Only these rows of the form are left."""

    def change(draft: Draft) -> Draft:
        keep = which(draft)
        return each_rows(lambda row: (row,) if keep(row) else ())(draft)

    return change


def _not_another_levels(draft: Draft) -> Callable[[Row], bool]:
    other = {"so": "huyen", "huyen": "so"}[draft.level]
    return lambda row: EDITION.indicators[Code(row.code)].reporter != other


def _blank_after(table: Table) -> Table:
    """An empty row above every numbered section."""
    rows = (new for row in table.rows for new in ((Row({}), row) if row.code and row.depth == 1 else (row,)))
    return replace(table, rows=tuple(rows))


def _details(row: Row) -> Iterator[Row]:
    """ "Trong đó:" and the offices with their own figures, below a figure of at least 3."""
    yield row
    counted = EDITION.indicators[Code(row.code)].kind is Kind.COUNT and isinstance(row.meaning, Decimal)
    if counted and row.depth == 2 and 3 <= Decimal(row.meaning or 0) <= 200:
        unit = row[Part.UNIT]
        yield Row({Part.LABEL: says("Trong đó:")})
        yield Row({Part.LABEL: says("- Phòng Nghiệp vụ"), Part.UNIT: unit, Part.VALUE: typed("2")})
        yield Row({Part.LABEL: says("- Văn phòng: 1"), Part.UNIT: unit, Part.VALUE: typed("1")})


def _last(*rows: Row) -> Change:
    """Rows at the end of each table."""
    return each_table(lambda table: replace(table, rows=(*table.rows, *rows)))


TOTAL = Row({Part.LABEL: says("Tổng cộng"), Part.VALUE: typed("1234")})
TOTAL_IN_FRONT = Row({Part.STT: says("TỔNG CỘNG"), Part.VALUE: typed("87")}, spans=((Part.STT, Part.LABEL, Part.UNIT),))


def _notes(row: Row) -> Row:
    """Numbers, years and sources in the note column."""
    notes = (typed("2021"), says("theo QĐ 12"), typed("15"), says("Số liệu đến 14/12/2022"), Cell())
    note = notes[sum(map(ord, row.code)) % len(notes)]
    return row if row[Part.NOTE].text else row.having(**{Part.NOTE: note})


def _commented(row: Row) -> Row:
    comments = {Part.VALUE: "Số liệu lấy từ báo cáo 12", Part.LABEL: "Xem hướng dẫn: 15/12"}
    return row.having(**{key: row[key]._replace(comment=text) for key, text in comments.items()})


ROWS = (
    Dialect("numbers without a dot", numbered(_bare), of="stt"),
    Dialect("numbers with a bracket", numbered(lambda stt: f"{_bare(stt)})"), of="stt"),
    Dialect("numbers that are numbers", numbered(_as_number), of="stt"),
    Dialect("numbers that became dates", numbered(_as_date), of="stt"),
    Dialect("Roman numbers for the sections", numbered(_roman), of="stt"),
    Dialect("Roman numbers, then from one", numbered(_roman_then_from_one), of="stt"),
    Dialect("rows counted through", each_table(_counted), of="stt"),
    Dialect("letters for rows without a number", each_table(_with_letters), of="stt"),
    Dialect("the number in the label's cell", chain(each_row(_in_label), without(Part.STT)), of="stt, stt head"),
    Dialect("no numbers", without(Part.STT), of="stt, stt head"),
    Dialect("headings over number and label", each_row(_merged_with_label), of="stt, label columns"),
    Dialect("labels indented by spaces", each_row(_spaced)),
    Dialect("labels indented by Excel", each_row(_excel_indent)),
    Dialect("every cell has a border", each_table(_boxed)),
    Dialect("a number over the rows below it", _joined(Part.STT), of="stt"),
    Dialect("one cell for equal units", _joined(Part.UNIT), of="unit"),
    Dialect("a unit only where it changes", each_table(_unit_once), of="unit"),
    Dialect("the unit behind the label", chain(each_row(_unit_in_label), without(Part.UNIT)), of="unit, unit head"),
    Dialect("hidden rows", each_row(lambda row: replace(row, hidden=row.meaning is None))),
    Dialect("all rows hidden", each_row(lambda row: replace(row, hidden=True))),
    Dialect("rows folded away", each_row(lambda row: replace(row, hidden=row.depth > 2, outline=row.depth - 1))),
    Dialect("rows that are not due deleted", kept(_is_due_or_above), of="rows"),
    Dialect("the other level's rows deleted", kept(_not_another_levels), of="rows"),
    Dialect("headings deleted", kept(lambda _: lambda row: row.code not in HEADINGS), of="rows, stt"),
    Dialect("an empty row above each section", each_table(_blank_after)),
    Dialect("an empty row behind each row", each_rows(lambda row: (row, Row({})))),
    Dialect("details below a figure", each_rows(_details)),
    Dialect("a total at the end", _last(TOTAL), of="end"),
    Dialect("a total at the end, over the columns", _last(TOTAL_IN_FRONT), of="end"),
    Dialect("numbers and sources in the notes", each_row(_notes), of="figures"),
    Dialect("comments on the cells", each_row(_commented)),
)
