"""The error report as .csv: UTF-8 with a byte order mark, so that Excel shows Vietnamese; no text is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from cchc_xlsx.reports.findings_table import FindingRow, findings_table
from cchc_xlsx.reports.words import Lang

BOM = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def findings_csv(rows: Sequence[FindingRow], lang: Lang) -> str:
    """All rows below their heads; a text that a spreadsheet would calculate gets an apostrophe in front."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    table = findings_table(rows, lang)
    writer.writerow(table.heads)
    writer.writerows([_inert(text) for text in line] for line in table.lines)
    return BOM + stream.getvalue()


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
