"""The whole run: makes the submissions, has them checked, prints the table and says whether every bar holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.detection.clean import folder
from benchmarks.detection.errors import planted
from benchmarks.detection.files import differences
from benchmarks.detection.score import Case, Findings, across, alarming, by_class, cases, checked, misplaced, share
from benchmarks.detection.sending import Sent, send
from cchc_xlsx.model import Finding, Severity

RECALL, RECALL_OF_A_CLASS, MOST_FINDINGS = 0.98, 0.95, 3.0
FIRST, AMONG_THREE = 0.80, 0.95
ONE_FILE_IN = 50
_SHOWN = 5


@dataclass(frozen=True)
class Results:
    """All that one run found."""

    clean: list[tuple[Sent, Findings]]
    between: list[Finding]
    cases: list[Case]
    misread: list[str]

    @property
    def false_alarms(self) -> list[tuple[Sent, Finding]]:
        """Errors and warnings on clean submissions."""
        return [(sent, finding) for sent, findings in self.clean for finding in alarming(findings)]

    @property
    def wrong_places(self) -> list[str]:
        """Cells that do not stand where a finding or the reader of files says."""
        told = [*self.clean, *((case.planted.sent, case.findings) for case in self.cases)]
        return [str(wrong) for sent, findings in told for wrong in misplaced(findings, sent)] + self.misread

    @property
    def decidable(self) -> list[Case]:
        return [case for case in self.cases if case.decidable]


def run(seed: int, clean: int, mistakes: int) -> int:
    """The exit status: 0 if every bar holds."""
    console, start = Console(width=140, markup=False, highlight=False), perf_counter()
    results = _results(Random(seed), clean, mistakes)
    console.print(_by_class(results.cases))
    _print_failures(console, results)
    infos = Counter(one.rule for _, said in results.clean for one in said if one.severity is Severity.INFO)
    console.print(f"infos on clean submissions: {dict(infos.most_common())}")
    bars = _bars(results)
    for bar, holds in bars.items():
        console.print(f"{'holds' if holds else 'FAILS'}  {bar}")
    seconds = perf_counter() - start
    console.print(f"seed {seed}, {len(results.clean)} clean, {len(results.cases)} planted, {seconds:.0f} s")
    return 0 if all(bars.values()) else 1


def _results(chance: Random, clean: int, mistakes: int) -> Results:
    folders: list[list[Sent]] = []
    while sum(map(len, folders)) < clean:
        folders.append([send(chance, unit, facts) for unit, facts in folder(chance, len(folders))])
    sent = [one for units in folders for one in units]
    found = cases(planted(chance, sent, mistakes))
    told = list(zip(sent, checked(sent), strict=True))
    sample = [*told[::ONE_FILE_IN], *((case.planted.sent, case.findings) for case in found[::ONE_FILE_IN])]
    between = [finding for units in folders for finding in across(units)]
    return Results(told, between, found, list(_misread(sample)))


def _misread(sample: Sequence[tuple[Sent, Findings]]) -> Iterator[str]:
    with TemporaryDirectory() as name:
        for sent, findings in sample:
            yield from differences(sent, findings, Path(name))


def _bars(results: Results) -> dict[str, bool]:
    found, decidable = results.cases, results.decidable
    lowest = min(share(case.found for case in one) for one in by_class(found).values())
    findings = mean(len(case.alarms) for case in found)
    first, three = (share(case.culprit_among(most) for case in decidable) for most in (1, 3))
    alarms = len(results.false_alarms) + len(results.between)
    recall, wrong = share(case.found for case in found), len(results.wrong_places)
    elsewhere = sum(len(case.elsewhere) for case in found)
    return {
        f"recall over all {recall:.1%} (at least {RECALL:.0%})": recall >= RECALL,
        f"recall of the worst class {lowest:.1%} (at least {RECALL_OF_A_CLASS:.0%})": lowest >= RECALL_OF_A_CLASS,
        f"errors and warnings on clean submissions {alarms} (none)": not alarms,
        f"errors and warnings that a mistake does not explain {elsewhere} (none)": not elsewhere,
        f"wrong addresses, and workbooks read otherwise {wrong} (none)": not wrong,
        f"findings for a mistake {findings:.2f} (at most {MOST_FINDINGS:.0f})": findings <= MOST_FINDINGS,
        f"culprit first {first:.1%} of {len(decidable)} decidable (at least {FIRST:.0%})": first >= FIRST,
        f"culprit among the first three {three:.1%} (at least {AMONG_THREE:.0%})": three >= AMONG_THREE,
    }


_HEADS = (
    "planted", "sites", "found", "at its cell", "by its rules", "findings", "most", "elsewhere", "decidable", "first",
    "of three", "mends",
)  # fmt: skip


def _by_class(found: Sequence[Case]) -> Table:
    table = Table("mistake", *_HEADS, title="Mistakes planted, and what the checks said of them", padding=(0, 0))
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for name, one in by_class(found).items():
        if one:
            table.add_row(name, *_row(one))
    table.add_section()
    table.add_row("all", *_row(found))
    return table


def _row(found: Sequence[Case]) -> list[str]:
    findings, decidable = [len(case.alarms) for case in found], [case for case in found if case.decidable]
    detected = [share(getattr(case, name) for case in found) for name in ("found", "found_at_cell", "by_its_rule")]
    culprits = [[case.culprit_among(most) for case in decidable] for most in (1, 3)]
    culprits.append([case.mends for case in decidable if case.mends is not None])
    return [
        str(len(found)), str(len({(case.planted.sent.unit.level, *case.planted.site.key) for case in found})),
        *(f"{one:.1%}" for one in detected), f"{mean(findings):.2f}", str(max(findings)),
        str(sum(len(case.elsewhere) for case in found)), str(len(decidable)),
        *(f"{share(flags):.0%}" if flags else "" for flags in culprits),
    ]  # fmt: skip


def _print_failures(console: Console, results: Results) -> None:
    """The first few of each kind of failure."""
    missed = {case.planted.site.key: case for case in results.cases if not case.found}
    for case in list(missed.values())[:_SHOWN]:
        console.print(f"missed: {_told(case)}")
    for case in [case for case in results.cases if case.elsewhere][:_SHOWN]:
        console.print(f"elsewhere: {_told(case)}: {case.elsewhere[0]}")
    for sent, finding in results.false_alarms[:_SHOWN]:
        console.print(f"false alarm: {finding}\n  {sent.example}")
    for finding in results.between[:_SHOWN]:
        console.print(f"false alarm across files: {finding}")
    for wrong in results.wrong_places[:_SHOWN]:
        console.print(f"wrong address: {wrong}")
    for case in [case for case in results.decidable if not case.culprit_among(3) and case.likely][:_SHOWN]:
        console.print(f"culprit not named: {_told(case)}: {case.likely}")


def _told(case: Case) -> str:
    """The rows that matter, in the notation of the rules' examples, and what stood there."""
    planted = case.planted
    codes = dict.fromkeys([*planted.codes, *(code for alarm in planted.alarms for code in alarm.codes)])
    cells = " | ".join(f"{code}: {planted.sent.cells.get(code, '')}" for code in codes)
    truth = ", ".join(f"{code} {fact}" for code, fact in planted.truth.items())
    return f"{planted.error}: {planted.sent.unit.level} | {cells}  (true: {truth})"
