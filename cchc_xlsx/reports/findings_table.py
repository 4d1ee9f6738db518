"""An outcome -> one flat row a finding, in words: the base of the terminal, CSV and workbook reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Blank, Change, Code, Finding, Mended, Outcome, RuleId, Severity, Submission
from cchc_xlsx.reports.telling import ACCEPTED, CHANGES, told
from cchc_xlsx.reports.words import SEVERITY_WORDS, Lang, consequences, figure, likely_cells, number, pick, shown
from cchc_xlsx.rules import Words


class FindingRow(NamedTuple):
    """One finding as people read it. ``unit`` is empty where the finding is of a folder; texts may be empty."""

    severity: Severity
    unit: str
    path: str
    form: int | None
    sheet: str
    cell: str
    code: Code | None
    label: str
    rule: RuleId
    value: str
    expected: str
    message: str
    likely: str = ""
    also: str = ""
    accepted: str = ""
    change: Change | None = None

    @property
    def is_open(self) -> bool:
        """Whether it counts: nobody has accepted it, and it is not mended."""
        return not self.accepted and self.change is not Change.MENDED


class _Column(NamedTuple):
    """A column of every flat report: its head, what it says of a finding, its width in characters; ``optional``: only
    where some finding has something to say there."""

    head: Words
    text: Callable[[FindingRow, Lang], str]
    width: float
    optional: bool = False


_COLUMNS = (
    _Column(Words("Mức độ", "Severity"), lambda row, lang: standing(row, lang).capitalize(), 9.5),
    _Column(Words("Đơn vị", "Unit"), lambda row, _: row.unit, 15),
    _Column(Words("Biểu", "Form"), lambda row, _: f"BM{row.form}" if row.form else "", 6),
    _Column(Words("Chỉ tiêu", "Indicator"), lambda row, _: row.code or "", 11),
    _Column(Words("Tên chỉ tiêu", "Label"), lambda row, _: row.label, 20),
    _Column(Words("Giá trị ghi", "Value"), lambda row, _: row.value, 11),
    _Column(Words("Gợi ý", "Suggestion"), lambda row, _: row.expected, 9.5),
    _Column(Words("Nội dung", "Message"), lambda row, _: row.message, 48),
    _Column(Words("Có lẽ sai ở", "Probably wrong"), lambda row, _: row.likely, 24),
    _Column(Words("Kéo theo", "Consequences"), lambda row, _: row.also, 19),
    _Column(Words("Chấp nhận", "Accepted"), lambda row, _: row.accepted, 20, optional=True),
    _Column(Words("Thay đổi", "Change"), lambda row, lang: _change(row, lang), 9, optional=True),
    _Column(Words("Tệp", "File"), lambda row, _: row.path, 16),
    _Column(Words("Trang", "Sheet"), lambda row, _: row.sheet, 10.5),
    _Column(Words("Ô", "Cell"), lambda row, _: row.cell, 6),
    _Column(Words("Quy tắc", "Rule"), lambda row, _: row.rule, 8),
)
CODE_COLUMN = 3


class FindingsTable(NamedTuple):
    """The flat report: its heads, a line of texts for each row, and the columns' widths in characters."""

    heads: list[str]
    lines: list[list[str]]
    widths: list[float]


def findings_table(rows: Sequence[FindingRow], lang: Lang) -> FindingsTable:
    """The rows as every flat report shows them."""
    columns = [one for one in _COLUMNS if not one.optional or any(one.text(row, lang) for row in rows)]
    return FindingsTable(
        [pick(column.head, lang) for column in columns],
        [[column.text(row, lang) for column in columns] for row in rows],
        [column.width for column in columns],
    )


def standing(row: FindingRow, lang: Lang) -> str:
    """How bad a finding is, and why it does not count where it does not: ``lỗi``, ``lỗi (chấp nhận)``."""
    severity = pick(SEVERITY_WORDS[row.severity], lang)
    if row.accepted:
        return f"{severity} ({pick(ACCEPTED, lang)})"
    return f"{severity} ({_change(row, lang)})" if row.change is Change.MENDED else severity


def _change(row: FindingRow, lang: Lang) -> str:
    return pick(CHANGES[row.change], lang) if row.change else ""


def finding_rows(outcome: Outcome, edition: Edition, lang: Lang) -> list[FindingRow]:
    """Every finding once: unit by unit in the order received, then files left out, then what is across files."""
    return list(_rows(outcome, edition, lang))


def _rows(outcome: Outcome, edition: Edition, lang: Lang) -> Iterator[FindingRow]:
    mended: dict[str | None, list[Mended]] = {}
    for gone in outcome.mended or ():
        mended.setdefault(gone.path, []).append(gone)
    for checked in outcome.checked:
        submission = checked.submission
        for finding in checked.findings:
            path = path_of(finding, submission.paths)
            yield _row(finding, submission.name, path, edition, lang, submission)
        yield from (_gone(one, edition, lang) for path in submission.paths for one in mended.get(path, ()))
    for file in outcome.left_out:
        for finding in file.findings:
            yield _row(finding, "", file.document.path, edition, lang)
        yield from (_gone(one, edition, lang) for one in mended.get(file.document.path, ()))
    for finding in outcome.findings:
        unit = "" if finding.paths else finding.detail
        yield _row(finding, unit, path_of(finding, ("",)), edition, lang)
    yield from (_gone(one, edition, lang) for one in mended.get(None, ()))


def path_of(finding: Finding, paths: tuple[str, ...]) -> str:
    """The file a finding is about: its cell's, else the one it names, else the first of its submission."""
    return finding.cell.path if finding.cell else next(iter(finding.paths), paths[0])


def _row(
    finding: Finding, unit: str, path: str, edition: Edition, lang: Lang, submission: Submission | None = None
) -> FindingRow:
    code = finding.at.code if finding.at else None
    reading = finding.at.reading if finding.at else None
    return FindingRow(
        severity=finding.severity,
        unit=unit,
        path=path,
        form=finding.form,
        sheet=finding.cell.sheet if finding.cell else "",
        cell=finding.cell.ref if finding.cell else "",
        code=code,
        label=edition.indicators[code].label if code else "",
        rule=finding.rule,
        value="" if isinstance(reading, Blank | None) else shown(reading, lang),
        expected="" if finding.expected is None else figure(finding.expected, lang),
        message=told(finding, submission, edition, lang),
        likely=likely_cells(finding, edition, lang),
        also=consequences(finding, lang),
        accepted=finding.accepted.told if finding.accepted else "",
        change=finding.change,
    )


def _gone(mended: Mended, edition: Edition, lang: Lang) -> FindingRow:
    """The row of a finding that is there no more, as the earlier check told it."""
    finding = mended.finding
    indicator = edition.indicators.get(finding.code) if finding.code else None
    sheet, cell = finding.at or ("", "")
    value, expected = (_figure(finding.entry.get(name), lang) for name in ("value", "expected"))
    return FindingRow(
        finding.severity, mended.unit, mended.path or "", finding.form, sheet, cell, finding.code,
        indicator.label if indicator else "", finding.rule, value, expected, finding.message, change=Change.MENDED,
    )  # fmt: skip


def _figure(value: object, lang: Lang) -> str:
    """A figure of an earlier document, in the reader's notation."""
    if isinstance(value, int | float):
        return number(Decimal(str(value)), lang)
    return value if isinstance(value, str) else ""
