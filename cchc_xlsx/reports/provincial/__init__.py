"""The provincial workbook: outcome + consolidation -> one .xlsx, live formulas with their cached values."""

from __future__ import annotations

from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.consolidation import Consolidation
from cchc_xlsx.model import Outcome
from cchc_xlsx.reports.adjustments_sheet import write_adjustments_sheet
from cchc_xlsx.reports.findings_sheet import write_findings_sheet
from cchc_xlsx.reports.findings_table import FindingRow, finding_rows
from cchc_xlsx.reports.provincial.book import Book
from cchc_xlsx.reports.provincial.detail import write_detail
from cchc_xlsx.reports.provincial.forms import write_form
from cchc_xlsx.reports.provincial.layout import detail_sheet
from cchc_xlsx.reports.provincial.overview import write_overview
from cchc_xlsx.reports.provincial.sources import write_sources
from cchc_xlsx.reports.provincial.submissions import write_submissions
from cchc_xlsx.reports.sheet_styles import Styles
from cchc_xlsx.reports.words import Lang
from cchc_xlsx.reports.writing import report_workbook


def write_provincial(path: Path, outcome: Outcome, consolidation: Consolidation, edition: Edition, lang: Lang) -> None:
    """Writes the workbook. Raises OSError where it cannot be written."""
    with report_workbook(path, "provincial") as workbook:
        book = Book(outcome, consolidation, edition, lang, Styles(workbook))
        write_overview(book, workbook)
        for form in edition.forms:
            write_form(book, workbook, form)
        for form in edition.forms:
            write_detail(book, workbook, form)
        write_findings_sheet(workbook, finding_rows(outcome, edition, lang), lang, lambda row: _link(book, row))
        write_adjustments_sheet(workbook, outcome, consolidation.set_by_officer, edition, lang)
        write_submissions(book, workbook)
        write_sources(book, workbook)


def _link(book: Book, row: FindingRow) -> str | None:
    """The detail cell of a finding; None where its unit has no column."""
    unit = book.layout.units_of_paths.get(row.path)
    if unit is None or row.code is None:
        return None
    sheet = detail_sheet(book.edition.indicators[row.code].form)
    return f"internal:'{sheet}'!{book.layout.unit_cell(row.code, unit)}"
