"""Grid -> .xlsx, by XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from cchc_xlsx.intake.grid import Content, Workbook
from kinds import is_rich, literal, runs


def write(workbook: Workbook, hidden: frozenset[str] = frozenset()) -> bytes:
    """The bytes of a file with these sheets."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_numbers": False}) as book:
        superscript = book.add_format({"font_script": 1})
        formats: dict[str, Any] = {}
        for sheet in workbook.sheets:
            target = book.add_worksheet(sheet.name)
            if sheet.name in hidden:
                target.hide()
            for top, left, bottom, right in sheet.merged:
                target.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
            for row, cells in sheet.rows.items():
                for column, content in cells.items():
                    code = content.format
                    shown = formats.setdefault(code, book.add_format({"num_format": code}))
                    _writer(target, content, superscript)(row - 1, column - 1, shown)
    return stream.getvalue()


def _writer(sheet: Any, content: Content, superscript: Any) -> Callable[[int, int, Any], Any]:
    text = content.text
    if content.formula:
        number = content.type == "n" and text != ""
        value: object = (int(text) if text.isdecimal() else float(text)) if number else text
        value = text == "1" if content.type == "b" else value
        return lambda row, column, shown: sheet.write_formula(row, column, f"={literal(content)}", shown, value)
    if content.type == "n":
        return lambda row, column, shown: sheet.write_number(row, column, float(text), shown)
    if content.type == "b":
        return lambda row, column, shown: sheet.write_boolean(row, column, text == "1", shown)
    if is_rich(text):
        parts = [part for piece, raised in runs(text) for part in ((superscript, piece) if raised else (piece,))]
        return lambda row, column, shown: sheet.write_rich_string(row, column, *parts, shown)
    return lambda row, column, shown: sheet.write_string(row, column, text, shown)
