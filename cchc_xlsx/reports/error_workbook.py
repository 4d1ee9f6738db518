"""The error report as a workbook of its own: one sheet "Lỗi", filterable, marked as ours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc_xlsx.reports.findings_sheet import write_findings_sheet
from cchc_xlsx.reports.findings_table import FindingRow
from cchc_xlsx.reports.words import Lang
from cchc_xlsx.reports.writing import report_workbook


def write_error_report(path: Path, rows: Sequence[FindingRow], lang: Lang) -> None:
    """Writes the report. Raises OSError where the folder or the file cannot be written."""
    with report_workbook(path, "errors") as workbook:
        write_findings_sheet(workbook, rows, lang)
