"""The error report as a workbook of its own: the sheet "Lỗi", filterable, and what is corrected; marked as ours."""

from __future__ import annotations

from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Outcome
from cchc_xlsx.reports.adjustments_sheet import write_adjustments_sheet
from cchc_xlsx.reports.findings_sheet import write_findings_sheet
from cchc_xlsx.reports.findings_table import finding_rows
from cchc_xlsx.reports.words import Lang
from cchc_xlsx.reports.writing import report_workbook


def write_error_report(path: Path, outcome: Outcome, edition: Edition, lang: Lang) -> None:
    """Writes the report. Raises OSError where the folder or the file cannot be written."""
    with report_workbook(path, "errors") as workbook:
        write_findings_sheet(workbook, finding_rows(outcome, edition, lang), lang)
        write_adjustments_sheet(workbook, outcome, (), edition, lang)
