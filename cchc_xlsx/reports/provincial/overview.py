"""Sheet "Tổng quan": the province on one printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc_xlsx.consolidation import Figure, account, is_shared
from cchc_xlsx.model import SEVERITIES, Policy, Severity
from cchc_xlsx.reports import adjustments_sheet, findings_sheet
from cchc_xlsx.reports.phrases import SEVERITY_HEADS, say
from cchc_xlsx.reports.provincial import layout, sources, wording
from cchc_xlsx.reports.provincial.book import Book
from cchc_xlsx.reports.provincial.notes import names_of
from cchc_xlsx.reports.provincial.official import plain
from cchc_xlsx.reports.provincial.tables import FormLine, form_lines, frequent_rules
from cchc_xlsx.reports.sheet_styles import GROUP_FILL, SEVERITY_COLOURS, SEVERITY_FILLS, clean, height, set_page
from cchc_xlsx.reports.words import reason
from cchc_xlsx.rules import RULES, Words

SHEET = "Tổng quan"
_COLUMNS, _WIDTH = 12, 9.0
_LAST = _COLUMNS - 1
_MOST_FILES, _MOST_RULES, _NAMED = 5, 5, 6
_CHART_ROWS = 12


class _Page:
    """The sheet and the row to write next."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet, self.row = book, sheet, 0

    def say(self, words: Words, **facts: object) -> str:
        return say(words, self.book.lang, **facts)

    def across(self, first: int, last: int, text: str, style: Format) -> None:
        """Writes text into the columns from first to last of the current row."""
        if first == last:
            self.sheet.write_string(self.row, first, text, style)
        else:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
            self.sheet.write_string(self.row, first, text, style)

    def heading(self, text: str) -> None:
        self.across(0, _LAST, text, self.book.styles(bold=True, font_size=12, bg_color=GROUP_FILL, bottom=1))
        self.row += 1

    def paragraph(self, text: str) -> None:
        """Text over the full width; merged cells do not fit their height by themselves."""
        self.across(0, _LAST, clean(text), self.book.styles(text_wrap=True, valign="top", font_size=10))
        self.sheet.set_row(self.row, height([(text, _COLUMNS * _WIDTH)], font_size=10))
        self.row += 1


def write_overview(book: Book, workbook: Workbook) -> None:
    """Adds the sheet; it prints on one A4 page."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_column(0, _LAST, _WIDTH)
    page = _Page(book, sheet)
    _write_title(page)
    _write_numbers(page)
    _write_waiting(page)
    lines = form_lines(book.outcome, book.consolidation, book.edition)
    first = _write_forms(page, lines)
    _insert_charts(page, workbook, first, len(lines))
    _write_controls(page)
    _write_marked(page)
    _write_own(page)
    _write_decided(page)
    _write_rules(page)
    sheet.set_portrait()
    sheet.print_area(0, 0, page.row, _LAST)
    set_page(sheet, footer=book.footer, pages_tall=1)


def _write_title(page: _Page) -> None:
    book = page.book
    title = page.say(wording.REPORT_TITLE, province=book.edition.province.upper())
    page.across(0, _LAST, title, book.styles(bold=True, font_size=15, align="center"))
    page.sheet.set_row(0, 24)
    page.row += 1
    page.across(0, _LAST, book.period, book.styles(italic=True, font_size=12, align="center"))
    page.row += 2


def _write_numbers(page: _Page) -> None:
    book, files = page.book, account(page.book.outcome)
    tiles = (
        (wording.DUE_UNITS, len(book.columns) if book.outcome.roster else None),
        (wording.SUMMED_UNITS, len(book.consolidation.summed)),
        (wording.WAITING_UNITS, len(book.consolidation.waiting) if book.outcome.roster else None),
        (wording.FILES_RECEIVED, files.received),
        (wording.FILES_SUMMED, len(files.summed)),
        (wording.FILES_LEFT_OUT, len(files.left_out)),
    )
    label = book.styles(border=1, align="center", font_size=10, bg_color=GROUP_FILL)
    big = book.styles(border=1, align="center", font_size=18, bold=True)
    for place, (words, count) in enumerate(tiles):
        page.across(2 * place, 2 * place + 1, page.say(words), label)
        page.sheet.merge_range(page.row + 1, 2 * place, page.row + 1, 2 * place + 1, "", big)
        page.sheet.write(page.row + 1, 2 * place, "–" if count is None else count, big)
    page.sheet.set_row(page.row + 1, 28)
    page.row += 3


def _write_waiting(page: _Page) -> None:
    book = page.book
    if waiting := book.consolidation.waiting:
        page.heading(page.say(wording.WAITING_FOR, count=len(waiting)))
        page.paragraph("; ".join(column.unit.name for column in waiting))
    left_out = account(book.outcome).left_out
    if left_out:
        page.heading(page.say(wording.LEFT_OUT_FILES, count=len(left_out)))
        for file in left_out[:_MOST_FILES]:
            page.paragraph(f"{file.path}: {reason(file.why, file.detail, book.lang)}")
        if len(left_out) > _MOST_FILES:
            page.paragraph(page.say(wording.MORE_FILES, count=len(left_out) - _MOST_FILES, sheet=sources.SHEET))
    page.row += 1


def _write_forms(page: _Page, lines: Sequence[FormLine]) -> int:
    """The table by form; gives the row of its first form."""
    book = page.book
    page.heading(page.say(wording.BY_FORM))
    head, heads = book.styles.head(), [page.say(words) for words in (wording.FILLED, wording.DUE, wording.SHARE)]
    page.across(0, 5, page.say(wording.FORM), head)
    for place, text in enumerate([*heads, *(page.say(SEVERITY_HEADS[one]) for one in SEVERITIES)], 6):
        page.sheet.write_string(page.row, place, text, head)
    page.row += 1
    first = page.row
    for line in lines:
        page.across(0, 0, f"BM{line.form.number}", book.styles(border=1))
        page.across(1, 5, line.form.title, book.styles(border=1, shrink=True))
        _write_counts(page, line, bold=False)
        page.row += 1
    page.across(0, 5, page.say(wording.ALL_FORMS), book.styles(border=1, bold=True))
    _write_counts(page, FormLine.total(lines), bold=True)
    page.row += 2
    return first


def _write_counts(page: _Page, line: FormLine, *, bold: bool) -> None:
    styles = page.book.styles
    plain_style = styles(border=1, num_format="#,##0", bold=bold)
    page.sheet.write_number(page.row, 6, line.filled, plain_style)
    page.sheet.write_number(page.row, 7, line.due, plain_style)
    share = 100 * line.filled / line.due if line.due else 0
    page.sheet.write_number(page.row, 8, round(share, 1), styles(border=1, num_format="0.0", bold=bold))
    for place, severity in enumerate(SEVERITIES, 9):
        count = line.findings[severity]
        fill = {"bg_color": SEVERITY_FILLS[severity]} if count and severity is not Severity.INFO else {}
        page.sheet.write_number(page.row, place, count, styles(border=1, num_format="#,##0", bold=bold, **fill))


def _insert_charts(page: _Page, workbook: Workbook, first: int, count: int) -> None:
    last, names = first + count - 1, [SHEET, first, 0, first + count - 1, 0]
    found = workbook.add_chart({"type": "column", "subtype": "stacked"})
    for place, severity in enumerate(SEVERITIES, 9):
        found.add_series({
            "name": page.say(SEVERITY_HEADS[severity]), "categories": names, "gap": 60,
            "values": [SHEET, first, place, last, place], "fill": {"color": SEVERITY_COLOURS[severity]},
        })  # fmt: skip
    found.set_legend({"position": "bottom"})
    filled = workbook.add_chart({"type": "column"})
    filled.add_series({
        "categories": names, "values": [SHEET, first, 8, last, 8], "gap": 60, "fill": {"color": "#70AD47"},
        "data_labels": {"value": True, "num_format": "0"},
    })  # fmt: skip
    filled.set_y_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    filled.set_legend({"none": True})
    for chart, words, place in ((found, wording.FINDINGS_CHART, 0), (filled, wording.FILLED_CHART, 6)):
        chart.set_title({"name": page.say(words), "name_font": {"size": 11}})
        chart.set_size({"width": 400, "height": 20 * _CHART_ROWS - 6})
        page.sheet.insert_chart(page.row, place, chart, {"x_offset": 2, "y_offset": 2, "object_position": 1})
    page.row += _CHART_ROWS


def _write_controls(page: _Page) -> None:
    book = page.book
    page.heading(page.say(wording.CONTROLS))
    head = book.styles.head()
    page.across(0, 0, page.say(wording.CODE), head)
    page.across(1, 5, page.say(wording.INDICATOR), head)
    for place, words in ((6, wording.PROVINCE), (8, wording.CONTROL_SHORT), (10, wording.DIFFERENCE)):
        page.across(place, place + 1, page.say(words), head)
    page.row += 1
    for figure in book.consolidation.of_policy(Policy.TOTAL):
        _write_control(page, figure)
    page.row += 1


def _write_control(page: _Page, figure: Figure) -> None:
    book, code = page.book, figure.code
    page.across(0, 0, code, book.styles(border=1, font_size=9))
    label = book.edition.indicators[code].label
    page.across(1, 5, label, book.styles(border=1, shrink=True, font_size=10))
    number, difference = {"border": 1, "num_format": "#,##0"}, None
    if figure.value is not None and figure.control is not None:
        difference = figure.control - figure.value
    cells = [book.layout.from_afar(code), book.layout.from_afar(code, layout.CONTROL)]
    values = [figure.value, figure.control]
    for place, cell, value in zip((6, 8), cells, values, strict=True):
        page.sheet.merge_range(page.row, place, page.row, place + 1, "", book.styles(**number))
        shown = "" if value is None else plain(value)
        page.sheet.write_formula(page.row, place, f"={cell}", book.styles(**number), shown)
    is_off = bool(difference) and not is_shared(code, book.edition)
    style = book.styles(**number, **({"bg_color": SEVERITY_FILLS[Severity.WARNING]} if is_off else {}))
    page.sheet.merge_range(page.row, 10, page.row, 11, "", style)
    if is_shared(code, book.edition):
        page.sheet.write_string(page.row, 10, page.say(wording.SHARED_MARK), style)
    else:
        text = f'=IF(COUNT({cells[0]},{cells[1]})<2,"",{cells[1]}-{cells[0]})'
        page.sheet.write_formula(page.row, 10, text, style, "" if difference is None else plain(difference))
    page.row += 1


def _write_marked(page: _Page) -> None:
    marked = page.book.consolidation.marked
    page.heading(page.say(wording.MARKED_TOTALS, count=len(marked)))
    page.paragraph("; ".join(_marked(page.book, marked)) or page.say(wording.NONE))


def _marked(book: Book, marked: Sequence[Figure]) -> Iterator[str]:
    """All of them; with names while they are few."""
    for figure in marked:
        yield f"{figure.code} ({names_of(book, figure.open_errors, 2)})" if len(marked) <= _NAMED else figure.code


def _write_own(page: _Page) -> None:
    book = page.book
    codes = [
        figure.code for figure in book.consolidation.of_policy(Policy.OWN) if not (figure.reported or figure.official)
    ]
    page.heading(page.say(wording.NO_FIGURE, unit=book.consolidator, count=len(codes)))
    page.paragraph("; ".join(codes) or page.say(wording.NONE))


def _write_decided(page: _Page) -> None:
    """How much of what the workbook says is by the officer's decision; nothing where there is none."""
    book = page.book
    counts = {
        "adjusted": sum(len(column.checked.submission.adjusted) for column in book.columns if column.checked),
        "official": len(book.consolidation.set_by_officer),
        "accepted": len(book.outcome.all_findings) - len(book.outcome.open_findings),
    }
    if any(counts.values()):
        page.heading(page.say(wording.DECIDED))
        page.paragraph(
            page.say(wording.DECIDED_COUNTS, sheet=adjustments_sheet.SHEET, findings=findings_sheet.SHEET, **counts)
        )


def _write_rules(page: _Page) -> None:
    book = page.book
    page.heading(page.say(wording.FREQUENT))
    for rule, count in frequent_rules(book.outcome, _MOST_RULES):
        page.sheet.write_number(page.row, 0, count, book.styles(align="right", num_format='0" ×"'))
        title = page.say(RULES[rule].title) if rule in RULES else ""
        page.across(1, _LAST, f"{title} ({rule})", book.styles(font_size=10))
        page.row += 1
