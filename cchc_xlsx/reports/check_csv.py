"""The error report as .csv: UTF-8 with a byte order mark, so that Excel shows Vietnamese; no text is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from cchc_xlsx.reports.findings_table import FindingRow

BOM = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def findings_csv(rows: Sequence[FindingRow]) -> str:
    """All rows with a head of field names; a text that a spreadsheet would calculate gets an apostrophe in front."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(FindingRow._fields)
    writer.writerows([_inert(field) for field in row] for row in rows)
    return BOM + stream.getvalue()


def _inert(field: object) -> str:
    text = "" if field is None else str(field)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
