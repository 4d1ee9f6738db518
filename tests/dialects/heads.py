"""Habits about table heads: their rows, their words, their numbers, and heads that are not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dialects.draft import Block, Change, Column, Dialect, Part, Table, each_block, each_table, lines

# What departments print over the columns; each but "Con số" says it to any clerk.
WORDS = {
    Part.STT: ("TT", "Số TT", "Số thứ tự", "S\nTT"),
    Part.LABEL: ("Tiêu chí", "Nội dung chỉ tiêu", "Tên chỉ tiêu", "Nội dung", "Nội dung báo cáo"),
    Part.UNIT: ("ĐVT", "Đơn vị", "Đơn vị\ntính", "ĐV tính"),
    Part.VALUE: (
        "Kết quả", "Kết quả thực hiện", "Số liệu báo cáo", "Giá trị", "Thực hiện", "Số lượng", "Năm 2022", "Kỳ này",
        "Số\nliệu", "Số liệu năm 2022", "SỐ LIỆU (*)", "Thực hiện trong kỳ", "Con số", "",
    ),
    Part.NOTE: ("Diễn giải", "Giải thích", "Thuyết minh", "Ghi chú/Lý do"),
}  # fmt: skip


def renamed(part: Part, words: str) -> Change:
    """The last words over a column are these; so they are over columns under the same head."""

    def change(table: Table) -> Table:
        old = next((column.head for column in table.columns if column.key == part), ())
        new = (*old[:-1], words)
        columns = (replace(one, head=new) if old and one.head == old else one for one in table.columns)
        return replace(table, columns=tuple(columns))

    return each_table(change)


def _each_column(change: Callable[[Column], Column]) -> Change:
    return each_table(lambda table: replace(table, columns=tuple(map(change, table.columns))))


def _last_words(column: Column) -> Column:
    return replace(column, head=column.head[-1:])


def _with_a_row_between(column: Column) -> Column:
    """ "Kết quả thống kê" over "Kỳ báo cáo năm 2022" over "Số liệu"."""
    return (
        replace(column, head=(*column.head[:1], "Kỳ báo cáo năm 2022", *column.head[1:])) if column.head[1:] else column
    )


def _numbered(number: Callable[[int], str]) -> Change:
    """A row of column numbers below each head."""

    def change(table: Table) -> Table:
        return replace(table, numbers=tuple(map(number, range(len(table.columns))))) if table.headed else table

    return each_table(change)


def _letters_then_numbers(at: int) -> str:
    return "AB"[at : at + 1] or str(at - 1)


def _repeated(*between: str) -> Change:
    """The head is printed again in the middle of the table, as at the top of a new page."""

    def change(block: Block) -> Iterator[Block]:
        if not isinstance(block, Table) or len(block.rows) < 8:
            yield block
            return
        middle = len(block.rows) // 2
        yield replace(block, rows=block.rows[:middle])
        if between:
            yield lines(*(text.format(block.form) for text in between), about="title")
        yield replace(block, rows=block.rows[middle:], headed=block.headed)

    return each_block(change)


def _every(count: int) -> Change:
    """The head is printed again every so many rows."""

    def change(block: Block) -> Iterator[Block]:
        if not isinstance(block, Table):
            yield block
            return
        for start in range(0, len(block.rows), count):
            yield replace(block, rows=block.rows[start : start + count])

    return each_block(change)


def _without_head(table: Table) -> Table:
    return replace(table, headed=False, numbers=())


def _top_row_only(column: Column) -> Column:
    """ "Kết quả thống kê" alone over unit and value, with nothing below."""
    return replace(column, head=column.head[:1], shares=column.shares or column.key == Part.VALUE)


def _about_head(part: Part, words: str) -> str:
    """A column of figures whose head says nothing is told by being the only one."""
    return f"{part} head, figures" if words in ("", "Con số") else f"{part} head"


HEADS = (
    Dialect("a head of one row", _each_column(_last_words), of="head rows"),
    Dialect("a head of three rows", _each_column(_with_a_row_between), of="head rows"),
    Dialect("a head that is not merged", each_table(lambda table: replace(table, merged=False))),
    Dialect(
        "one word over unit and value",
        _each_column(_top_row_only),
        of="head rows, unit head, value head, figures, order",
    ),
    Dialect("column numbers (1) (2) (3)", _numbered(lambda at: f"({at + 1})"), of="numbers"),
    Dialect("column numbers 1 2 3", _numbered(lambda at: str(at + 1)), of="numbers"),
    Dialect("column numbers A B 1 2 3", _numbered(_letters_then_numbers), of="numbers"),
    Dialect("the head again in the middle", _repeated(), of="pages"),
    Dialect("the head again below a blank line", _repeated(""), of="pages"),
    Dialect("the head again below the title", _repeated("", "Biểu mẫu {} (tiếp theo)"), of="pages"),
    Dialect("the head again every ten rows", _every(10), of="pages"),
    Dialect("no head at all", each_table(_without_head), of="head rows, figures, order"),
    *(
        Dialect(f"{part} column: {words!r}", renamed(part, words), _about_head(part, words))
        for part, choices in WORDS.items()
        for words in choices
    ),
)
