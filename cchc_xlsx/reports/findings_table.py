"""An outcome -> one flat row a finding, in words: the base of the terminal, CSV and workbook reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Blank, Code, Finding, LevelId, Outcome, RuleId, Severity
from cchc_xlsx.reports.words import SEVERITY_WORDS, Lang, consequences, figure, likely_cells, pick, sentence, shown
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
    likely: str
    also: str


class _Column(NamedTuple):
    """A column of every flat report: its head, and what it says of a finding."""

    head: Words
    text: Callable[[FindingRow, Lang], str]


_COLUMNS = (
    _Column(Words("Mức độ", "Severity"), lambda row, lang: pick(SEVERITY_WORDS[row.severity], lang).capitalize()),
    _Column(Words("Đơn vị", "Unit"), lambda row, _: row.unit),
    _Column(Words("Biểu", "Form"), lambda row, _: f"BM{row.form}" if row.form else ""),
    _Column(Words("Chỉ tiêu", "Indicator"), lambda row, _: row.code or ""),
    _Column(Words("Tên chỉ tiêu", "Label"), lambda row, _: row.label),
    _Column(Words("Giá trị ghi", "Value"), lambda row, _: row.value),
    _Column(Words("Gợi ý", "Suggestion"), lambda row, _: row.expected),
    _Column(Words("Nội dung", "Message"), lambda row, _: row.message),
    _Column(Words("Có lẽ sai ở", "Probably wrong"), lambda row, _: row.likely),
    _Column(Words("Kéo theo", "Consequences"), lambda row, _: row.also),
    _Column(Words("Tệp", "File"), lambda row, _: row.path),
    _Column(Words("Trang", "Sheet"), lambda row, _: row.sheet),
    _Column(Words("Ô", "Cell"), lambda row, _: row.cell),
    _Column(Words("Quy tắc", "Rule"), lambda row, _: row.rule),
)


def heads(lang: Lang) -> list[str]:
    """The heads of the flat reports."""
    return [pick(column.head, lang) for column in _COLUMNS]


def cells(row: FindingRow, lang: Lang) -> list[str]:
    """One finding's cells below them."""
    return [column.text(row, lang) for column in _COLUMNS]


def finding_rows(outcome: Outcome, edition: Edition, lang: Lang) -> list[FindingRow]:
    """Every finding once: unit by unit in the order received, then files left out, then what is across files."""
    return list(_rows(outcome, edition, lang))


def _rows(outcome: Outcome, edition: Edition, lang: Lang) -> Iterator[FindingRow]:
    for checked in outcome.checked:
        submission = checked.submission
        for finding in checked.findings:
            path = path_of(finding, submission.paths)
            yield _row(finding, submission.name, path, edition, lang, submission.identity.level)
    for file in outcome.left_out:
        for finding in file.findings:
            yield _row(finding, "", file.document.path, edition, lang, None)
    for finding in outcome.findings:
        unit = "" if finding.paths else finding.detail
        yield _row(finding, unit, path_of(finding, ("",)), edition, lang, None)


def path_of(finding: Finding, paths: tuple[str, ...]) -> str:
    """The file a finding is about: its cell's, else the one it names, else the first of its submission."""
    return finding.cell.path if finding.cell else next(iter(finding.paths), paths[0])


def _row(finding: Finding, unit: str, path: str, edition: Edition, lang: Lang, level: LevelId | None) -> FindingRow:
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
        message=sentence(finding, edition, lang, level),
        likely=likely_cells(finding, edition, lang),
        also=consequences(finding, lang),
    )
