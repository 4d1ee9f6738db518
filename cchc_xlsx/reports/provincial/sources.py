"""Sheet "Nguồn số liệu": every file, what it is, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlsxwriter import Workbook

from cchc_xlsx.consolidation import detail_of
from cchc_xlsx.model import Document
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import wording
from cchc_xlsx.reports.provincial.book import Book
from cchc_xlsx.reports.sheet_styles import clean, height, set_page, set_widths
from cchc_xlsx.reports.standing import file_status
from cchc_xlsx.reports.words import reason

SHEET = "Nguồn số liệu"
_HEAD_ROW = 2
_HEADS = (
    wording.FILE, wording.UNIT, wording.STATUS, wording.REASON, wording.MODIFIED, wording.SAVED_BY, wording.SIZE,
    wording.SHA256,
)  # fmt: skip
_WIDTHS = (36, 24, 15, 38, 21, 15, 10, 36)
_SIZE = _HEADS.index(wording.SIZE)


class Source(NamedTuple):
    """One file in words."""

    document: Document
    unit: str
    status: str
    reason: str


def write_sources(book: Book, workbook: Workbook) -> None:
    """Adds the sheet: a row for each file, those that give figures first."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.write_string(0, 0, say(wording.SOURCES_TITLE, book.lang), book.styles(bold=True, font_size=14))
    for place, words in enumerate(_HEADS):
        sheet.write_string(_HEAD_ROW, place, say(words, book.lang), book.styles.head())
    sources, text = list(_sources(book)), book.styles(border=1, text_wrap=True, valign="top")
    for row, source in enumerate(sources, _HEAD_ROW + 1):
        document = source.document
        cells = (
            document.path, source.unit, source.status, source.reason, document.modified, document.saved_by, "",
            document.sha256 or "",
        )  # fmt: skip
        sheet.set_row(row, height(zip(cells, _WIDTHS, strict=True)))
        for place, content in enumerate(cells):
            sheet.write_string(row, place, clean(content), text)
        sheet.write_number(row, _SIZE, document.size, book.styles(border=1, num_format="#,##0", valign="top"))
    set_widths(sheet, _WIDTHS)
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(len(sources), 1), len(_HEADS) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(_HEAD_ROW)
    set_page(sheet, footer=book.footer)


def _sources(book: Book) -> Iterator[Source]:
    documents = {received.document.path: received.document for received in book.outcome.received}
    for checked in book.outcome.checked:
        why = reason(checked.left_out, detail_of(checked), book.lang) if checked.left_out else ""
        for path in checked.submission.paths:
            status = say(wording.STATUSES[file_status(checked, path)], book.lang)
            became = say(wording.LEFT_OUT if checked.left_out else wording.SUMMED, book.lang)
            document = documents.pop(path, Document(path))
            yield Source(document, checked.submission.name, f"{status}, {became}", why)
    for file in book.outcome.left_out:
        documents.pop(file.document.path, None)
        status = say(wording.STATUSES[file.status], book.lang)
        yield Source(file.document, "", status, reason(file.why, file.detail, book.lang))
    for document in documents.values():
        yield Source(document, "", say(wording.LEFT_OUT, book.lang), "")
