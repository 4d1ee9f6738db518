"""Habits about sheets and files: how forms are spread over them, how they are called and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from unicodedata import normalize

from dialects.draft import LABELS, Block, Change, Dialect, Draft, Lines, Part, Row, Sheet, each_sheet, is_about, lines


def _one_sheet(blocks: Callable[[Sheet], Iterable[Block]]) -> Change:
    """All forms below each other on one sheet."""

    def stacked(draft: Draft) -> Draft:
        together = tuple(block for sheet in draft.forms for block in (*blocks(sheet), lines("", "")))
        first = draft.forms[0]
        return replace(draft, sheets=(*draft.others, replace(first, name="Phụ lục", blocks=together)))

    return stacked


def _without_titles(sheet: Sheet) -> Iterator[Block]:
    return (block for block in sheet.blocks if not is_about(block, "title"))


def _first_head_only(sheet: Sheet) -> Iterator[Block]:
    for block in sheet.blocks:
        yield block if isinstance(block, Lines) or block.form == 1 else replace(block, headed=False, numbers=())


def _one_long_table(sheet: Sheet) -> Iterator[Block]:
    return _first_head_only(replace(sheet, blocks=tuple(_without_titles(sheet))))


def _two_to_a_sheet(draft: Draft) -> Draft:
    """Forms 1 and 2 on one sheet, 3 and 4 on the next …"""
    forms = draft.forms
    pairs = (forms[at : at + 2] for at in range(0, len(forms), 2))
    joined = (replace(pair[0], blocks=tuple(block for sheet in pair for block in sheet.blocks)) for pair in pairs)
    return replace(draft, sheets=(*draft.others, *joined))


def _long_one_over_two_sheets(draft: Draft) -> Draft:
    """The longest table goes on on a sheet of its own, under its head."""
    longest = max(draft.forms, key=lambda sheet: max(len(table.rows) for table in sheet.tables))
    table = longest.tables[-1]
    middle = len(table.rows) // 2
    first = replace(table, rows=table.rows[:middle])
    blocks = tuple(first if block is table else block for block in longest.blocks)
    second = replace(longest, name=f"{longest.name} (tiếp)", blocks=(replace(table, rows=table.rows[middle:]),))
    at = draft.sheets.index(longest)
    return replace(draft, sheets=(*draft.sheets[:at], replace(longest, blocks=blocks), second, *draft.sheets[at + 1 :]))


def _in_files(file: Callable[[int], str]) -> Change:
    """The sheets with forms in files by their position; the other sheets are in all of them."""

    def change(draft: Draft) -> Draft:
        stem, dot, suffix = draft.sheets[0].file.rpartition(".")
        files = [f"{stem} - {file(at)}{dot}{suffix}" for at in range(len(draft.forms))]
        others = [replace(sheet, file=one) for one in dict.fromkeys(files) for sheet in draft.others]
        return replace(
            draft, sheets=(*others, *(replace(sheet, file=one) for sheet, one in zip(draft.forms, files, strict=True)))
        )

    return change


def _files(rename: Callable[[str], str]) -> Change:
    """The files have other names."""
    return lambda draft: replace(draft, sheets=tuple(replace(one, file=rename(one.file)) for one in draft.sheets))


def _decomposed(name: str) -> str:
    """As some phones and Macs name files."""
    return normalize("NFD", name.replace("bao-cao", "Biểu mẫu số liệu"))


def _named(name: Callable[[int], str]) -> Change:
    """Sheets named by their first form."""
    return each_sheet(lambda sheet: replace(sheet, name=name(sheet.form)))


def _in_reverse(draft: Draft) -> Draft:
    return replace(draft, sheets=tuple(reversed(draft.sheets)))


def _blank_originals(draft: Draft) -> Draft:
    """The blank forms are kept behind the filled ones, hidden."""
    blank = (
        replace(sheet, name=f"Mẫu {number}", blocks=tuple(map(_emptied, sheet.blocks)), hidden=True)
        for number, sheet in enumerate(draft.forms, 1)
    )
    return replace(draft, sheets=(*draft.sheets, *blank))


def _emptied(block: Block) -> Block:
    return block if isinstance(block, Lines) else replace(block, rows=tuple(map(_blank_row, block.rows)))


def _blank_row(row: Row) -> Row:
    kept = {key: cell for key, cell in row.cells.items() if key in (Part.STT, *LABELS, Part.UNIT, Part.NOTE)}
    return Row(kept, spans=row.spans)


SHEETS = (
    Dialect("all forms on one sheet", _one_sheet(lambda sheet: sheet.blocks), of="sheets"),
    Dialect("all forms on one sheet, one head on top", _one_sheet(_first_head_only), of="sheets, pages"),
    Dialect("all forms on one sheet, no titles", _one_sheet(_without_titles), of="sheets, titles"),
    Dialect("all forms one long table", _one_sheet(_one_long_table), of="sheets, titles, pages"),
    Dialect("two forms to a sheet", _two_to_a_sheet, of="sheets"),
    Dialect("the longest form over two sheets", _long_one_over_two_sheets, of="sheets, names, pages"),
    Dialect("a workbook for each form", _in_files(lambda at: f"biểu {at + 1}"), of="sheets, other sheets"),
    Dialect("two workbooks", _in_files(lambda at: f"phần {1 + (at > 2)}"), of="sheets, other sheets"),
    Dialect("the file's name in capitals", _files(str.upper), of="file name"),
    Dialect("the file's name in parts of letters", _files(_decomposed), of="file name"),
    Dialect("sheets named BM1 …", _named(lambda form: f"BM{form}"), of="names"),
    Dialect("sheets named Bieu mau so 1 …", _named(lambda form: f"Bieu mau so {form}"), of="names"),
    Dialect("sheets named PL 1 …", _named(lambda form: f"PL {form}"), of="names"),
    Dialect("sheets named by another count", _named(lambda form: f"Phụ lục số {form + 2}"), of="names"),
    Dialect("sheets named Sheet1 …", _named(lambda form: f"Sheet{form}"), of="names"),
    Dialect("sheets named Trang tính 1 …", _named(lambda form: f"Trang tính {form}"), of="names"),
    Dialect("the last form first", _in_reverse),
    Dialect("no titles", each_sheet(lambda sheet: replace(sheet, blocks=tuple(_without_titles(sheet)))), of="titles"),
    Dialect("empty rows and columns in front", each_sheet(lambda sheet: replace(sheet, down=4, right=2))),
    Dialect("a filter over the table", each_sheet(lambda sheet: replace(sheet, filtered=True))),
    Dialect("some forms on hidden sheets", each_sheet(lambda sheet: replace(sheet, hidden=sheet.form > 3))),
    Dialect("the blank forms behind", _blank_originals, of="sheets, names, other sheets"),
)
