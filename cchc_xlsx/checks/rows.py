"""Rows and forms: another level's rows, headings, what is not filled in, not found, or astray."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.checks.table import consolidates, is_blank
from cchc_xlsx.model import Blank, Code, Finding, FormTable, Kind, Number, Point, Reading, Submission
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import rows as rules


def level_findings(submission: Submission, edition: Edition) -> Iterator[Finding]:
    """Figures in rows that are another level's or, from anybody but the consolidator, nobody's below."""
    level, own = submission.identity.level, consolidates(submission)
    for code, reading in submission.readings.items():
        indicator = edition.indicators[code]
        if not isinstance(reading, Number) or indicator.kind is Kind.HEADING:
            continue
        if indicator.is_own:
            rule = None if own else rules.NOT_REPORTED
        else:
            rule = rules.FOREIGN if level and indicator.reporter not in (None, level) else None
        if rule:
            rule = rule if reading.value else rules.FOREIGN_ZERO
            yield Finding(rule.id, rule.severity, indicator.form, Point(code, reading), reading.cell)


def heading_findings(submission: Submission, edition: Edition, differing: Iterable[Code]) -> Iterator[Finding]:
    """Something in a heading, unless it is already said that it differs from its row."""
    for code, reading in submission.readings.items():
        indicator = edition.indicators[code]
        if indicator.kind is Kind.HEADING and code not in differing and not isinstance(reading, Blank):
            rule = rules.HEADING_VALUE
            yield Finding(rule.id, rule.severity, indicator.form, Point(code, reading), reading.cell)


def form_findings(
    submission: Submission, edition: Edition, is_idle: Callable[[Code], bool], is_excused: Callable[[Code], bool]
) -> Iterator[Finding]:
    """A finding a form: missing, unread, blank, filled in another column; or its blank rows and its absent rows."""
    tables = {table.form: table for table in submission.tables}
    due = edition.due(submission.identity.level)
    for form in edition.forms:
        table = tables.get(form.number)
        if table is None:
            yield _form(rules.FORM_MISSING, form.number, form.title)
        elif problem := _whole_form(table):
            yield problem
        else:
            wanted = [row.code for row in edition.rows(form.number) if row.code in due]
            yield from _open_rows(submission, table, wanted, is_idle, is_excused, edition)
            yield from _alike(submission, table)
            yield from _doubled(table)


def _whole_form(table: FormTable) -> Finding | None:
    """What makes the rows of a form pointless to speak of one by one."""
    if table.twice:
        return _form(rules.FORM_TWICE, table.form, ", ".join(table.twice), table.path)
    if table.rivals:
        return _form(rules.TWO_COLUMNS, table.form, ", ".join(table.rivals), table.path)
    if table.astray:
        columns = dict.fromkeys(noted.cell.ref.rstrip("0123456789") for noted in table.astray)
        return _form(rules.OTHER_COLUMN, table.form, ", ".join(columns), table.path)
    return _form(rules.FORM_BLANK, table.form, path=table.path) if is_blank(table) else None


def _open_rows(
    submission: Submission,
    table: FormTable,
    wanted: list[Code],
    is_idle: Callable[[Code], bool],
    is_excused: Callable[[Code], bool],
    edition: Edition,
) -> Iterator[Finding]:
    readings = submission.readings
    blank = [c for c in wanted if isinstance(readings.get(c), Blank) and not is_idle(c) and not is_excused(c)]
    found = readings.keys() | table.doubled.keys()
    absent = [c for c in wanted if c not in found and (not is_idle(c) or _absent_pair(c, readings, edition))]
    for rule, codes in ((rules.BLANKS, blank), (rules.ROWS_MISSING, absent)):
        if codes:
            points = tuple(Point(code, readings.get(code)) for code in codes)
            first = points[0].reading
            yield Finding(
                rule.id,
                rule.severity,
                table.form,
                points[0] if first else None,
                first.cell if first else None,
                related=points,
                detail="" if first else table.sheet,
                paths=(table.path,),
            )


def _alike(submission: Submission, table: FormTable) -> Iterator[Finding]:
    """Rows that were recognised by a label that is only like the form's."""
    if table.unsure:
        points = tuple(Point(code, submission.readings.get(code)) for code in table.unsure)
        labels = "; ".join(
            f"{code} ← “{noted.text}” ({likeness:.0%})" for code, (noted, likeness) in table.unsure.items()
        )
        cell = next(noted.cell for noted, _ in table.unsure.values())
        rule = rules.ALIKE
        yield Finding(rule.id, rule.severity, table.form, points[0], cell, related=points, detail=labels)


def _doubled(table: FormTable) -> Iterator[Finding]:
    """Rows that stand there more than once with different figures: none of them is read."""
    rule = rules.ROW_TWICE
    for code, cells in table.doubled.items():
        refs = ", ".join(cell.ref for cell in cells)
        yield Finding(rule.id, rule.severity, table.form, Point(code, None), cells[0], detail=refs)


def _absent_pair(code: Code, readings: Mapping[Code, Reading], edition: Edition) -> bool:
    """An option pair is idle row by row, but missing where neither row is there."""
    other = edition.options.get(code)
    return other is not None and other not in readings


def _form(rule: Rule, form: int, detail: str = "", path: str = "") -> Finding:
    """A finding on a form as a whole, in the file that holds it."""
    return Finding(rule.id, rule.severity, form, detail=detail, paths=(path,) if path else ())


def forms_as_a_whole(submission: Submission) -> set[int]:
    """Forms whose rows are not spoken of one by one: blank, astray, unread."""
    return {table.form for table in submission.tables if _whole_form(table)}
