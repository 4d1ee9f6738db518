"""A check on the terminal: who sent what, then each unit's findings, worst first. Rich wraps at any width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Change, Checked, LeftOut, Outcome, Severity, Status
from cchc_xlsx.reports.findings_table import FindingRow, finding_rows, standing
from cchc_xlsx.reports.telling import ACCEPTED, CHANGES, told_changes
from cchc_xlsx.reports.words import SEVERITY_WORDS, Lang, pick, reason
from cchc_xlsx.rules import Words

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_GAP = 2
_STATUS = {
    Status.UNREADABLE: Words("không đọc được", "unreadable"),
    Status.NOT_A_FORM: Words("không phải biểu mẫu", "not a form"),
    Status.SKIPPED: Words("bỏ qua", "skipped"),
}


def render_check(outcome: Outcome, edition: Edition, lang: Lang, *, of_units: bool = True) -> RenderableType:
    """The whole report: a line a unit, the files left out, the findings by unit (``of_units``), those across files, the
    sum."""
    rows = finding_rows(outcome, edition, lang)
    sections = _sections(rows, lang) if of_units else ()
    return Group(*_overview(outcome, edition, lang), *sections, *_across(rows, outcome, lang), *_end(outcome, lang))


def _overview(outcome: Outcome, edition: Edition, lang: Lang) -> Iterator[RenderableType]:
    if outcome.checked:
        yield _board(outcome, edition, lang)
    if outcome.left_out:
        yield Text()
        yield _left_out(outcome.left_out, lang)


def _board(outcome: Outcome, edition: Edition, lang: Lang) -> Table:
    """Units × forms: what came, and how many findings of each severity."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column(pick(Words("Đơn vị", "Unit"), lang), overflow="fold")
    table.add_column(pick(Words("Kỳ", "Period"), lang))
    table.add_column(pick(Words("Biểu", "Forms"), lang))
    for severity in Severity:
        table.add_column(pick(SEVERITY_WORDS[severity], lang).capitalize(), justify="right")
    accepted = any(len(checked.open_findings) < len(checked.findings) for checked in outcome.checked)
    if accepted:
        table.add_column(pick(ACCEPTED, lang).capitalize(), justify="right")
    if outcome.mended is not None:
        table.add_column(pick(Words("So với lần trước", "Since"), lang))
    for checked in outcome.checked:
        cells = [*_board_row(checked, edition, lang)]
        if accepted:
            count = len(checked.findings) - len(checked.open_findings)
            cells.append(Text(str(count or "·"), style="" if count else "dim"))
        if outcome.mended is not None:
            mended = sum(one.path in checked.submission.paths for one in outcome.mended)
            cells.append(Text(told_changes(checked.open_findings, mended, lang)))
        table.add_row(*cells)
    return table


def _board_row(checked: Checked, edition: Edition, lang: Lang) -> Iterator[Text]:
    submission, counts = checked.submission, Counter(finding.severity for finding in checked.open_findings)
    worst = next((severity for severity in (Severity.ERROR, Severity.WARNING) if counts[severity]), None)
    note = pick(Words(" (không cộng)", " (not summed)"), lang) if checked.left_out else ""
    yield Text(submission.name + note, style=_COLOURS[worst] if worst else "green")
    yield Text(submission.identity.period or "?")
    present = set(submission.forms)
    yield Text("".join(str(form.number) if form.number in present else "–" for form in edition.forms))
    for severity in Severity:
        yield Text(str(counts[severity] or "·"), style=_COLOURS[severity] if counts[severity] else "dim")


def _left_out(files: Sequence[LeftOut], lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1), show_header=False)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=3)
    for file in files:
        colour = {Status.UNREADABLE: "red", Status.NOT_A_FORM: "yellow"}.get(file.status, "dim")
        status = Text(pick(_STATUS[file.status], lang), style=colour)
        why = reason(file.why, file.detail, lang)
        if file.accepted:
            why = f"{why} {pick(ACCEPTED, lang).capitalize()}: {file.accepted.told}."
        table.add_row(Text(file.document.path), status, Text(why, style="dim"))
    return table


def _sections(rows: Sequence[FindingRow], lang: Lang) -> Iterator[RenderableType]:
    of_units = [row for row in rows if row.unit and row.path]
    for unit, mine in groupby(of_units, key=attrgetter("unit")):
        listed = list(mine)
        paths = list(dict.fromkeys(row.path for row in listed))
        yield Text()
        yield Text.assemble((unit, "bold"), ("  " + ", ".join(paths) if paths != [unit] else "", "dim"))
        yield _Findings(listed, lang)


def _across(rows: Sequence[FindingRow], outcome: Outcome, lang: Lang) -> Iterator[RenderableType]:
    """What is across files; why a file was left out stands beside the file."""
    told = {file.why for file in outcome.left_out}
    rest = [row for row in rows if not (row.unit and row.path) and row.rule not in told]
    if rest:
        yield Text()
        yield Text(pick(Words("Chung", "Across files"), lang), style="bold")
        yield _Findings(rest, lang)


@dataclass(frozen=True)
class _Findings:
    """Findings below one another: how bad, the rule, the message. Laid out here, as a table of rich's takes as long to
    print as all checks to run."""

    rows: Sequence[FindingRow]
    lang: Lang

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        marks = [_mark(row, self.lang) for row in self.rows]
        first = max(cell_len(mark.plain) for mark in marks) + _GAP
        second = max(cell_len(row.rule) for row in self.rows) + _GAP
        room = max(options.max_width - _GAP - first - second, 1)
        rest = Text(" " * (_GAP + first + second))
        for row, mark in zip(self.rows, marks, strict=True):
            mark.pad_right(first - cell_len(mark.plain))
            before = Text.assemble(" " * _GAP, mark, (row.rule.ljust(second), "dim"))
            for line in _message(row, self.lang).wrap(console, room, overflow="fold"):
                yield from before.render(console)
                yield from line.render(console, end="\n")
                before = rest


def _mark(row: FindingRow, lang: Lang) -> Text:
    """How bad it is; what does not count has a tick."""
    if not row.is_open:
        return Text(f"✓ {standing(row, lang)}", style="dim")
    new = f" {pick(CHANGES[Change.NEW], lang)}" if row.change is Change.NEW else ""
    return Text(f"{_MARKS[row.severity]} {pick(SEVERITY_WORDS[row.severity], lang)}{new}", style=_COLOURS[row.severity])


def _message(row: FindingRow, lang: Lang) -> Text:
    if row.accepted:
        return Text(f"{row.message} {pick(ACCEPTED, lang).capitalize()}: {row.accepted}.", style="dim")
    message = Text(row.message, style="" if row.is_open else "dim")
    if row.also:
        message.append("\n" + pick(Words("Kéo theo: ", "With it: "), lang) + row.also + ".", style="dim")
    return message


def _end(outcome: Outcome, lang: Lang) -> Iterator[Text]:
    counts = Counter(finding.severity for finding in outcome.open_findings)
    files, units = len(outcome.paths), len(outcome.checked)
    words = Words(
        f"{files} tệp, {units} báo cáo: {counts[Severity.ERROR]} lỗi, {counts[Severity.WARNING]} cảnh báo, "
        f"{counts[Severity.INFO]} ghi nhận.",
        f"{files} files, {units} submissions: {counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings, "
        f"{counts[Severity.INFO]} notes.",
    )
    colour = "red" if counts[Severity.ERROR] else "yellow" if counts[Severity.WARNING] else "green"
    yield Text()
    yield Text(pick(words, lang), style=f"bold {colour}")
    if accepted := len(outcome.all_findings) - len(outcome.open_findings):
        told = Words(f"Chấp nhận có lý do: {accepted}.", f"Accepted with a reason: {accepted}.")
        yield Text(pick(told, lang))
    if outcome.mended is not None:
        since = told_changes(outcome.open_findings, len(outcome.mended), lang)
        yield Text(f"{pick(Words('So với lần trước', 'Since the earlier check'), lang)}: {since}.")
    if not outcome.received:
        nothing = Words("Không đọc được biểu mẫu nào.", "No form could be read.")
        yield Text(pick(nothing, lang), style="bold red")
