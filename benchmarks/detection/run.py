"""The whole run: makes the submissions, has them checked, prints the table and says whether every bar holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from statistics import mean
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.detection.clean import folder
from benchmarks.detection.errors import planted
from benchmarks.detection.score import Case, Findings, across, alarming, by_class, cases, checked, misplaced, share
from benchmarks.detection.sending import Sent, send
from cchc_xlsx.model import Severity

RECALL, RECALL_OF_A_CLASS, MOST_FINDINGS = 0.98, 0.95, 3.0
_SHOWN = 5


def run(seed: int, clean: int, mistakes: int) -> int:
    """The exit status: 0 if every bar holds."""
    chance, console, start = Random(seed), Console(width=120), perf_counter()
    folders: list[list[Sent]] = []
    while sum(map(len, folders)) < clean:
        folders.append([send(chance, unit, facts) for unit, facts in folder(chance, len(folders))])
    sent = [one for one_folder in folders for one in one_folder]
    findings = checked(sent)
    found = cases(planted(chance, sent, mistakes))
    false_alarms = [(one, finding) for one, said in zip(sent, findings, strict=True) for finding in alarming(said)]
    between = [finding for one_folder in folders for finding in across(one_folder)]
    wrong_places = sum(any(misplaced(said, one)) for one, said in zip(sent, findings, strict=True))
    wrong_places += sum(any(misplaced(case.findings, case.planted.sent)) for case in found)
    console.print(_by_class(found))
    _print_clean(console, sent, findings, len(false_alarms) + len(between))
    _print_failures(console, found, false_alarms)
    bars = {
        f"recall ≥ {RECALL:.0%}": share(case.found for case in found) >= RECALL,
        f"recall of each class ≥ {RECALL_OF_A_CLASS:.0%}": all(
            share(case.found for case in one) >= RECALL_OF_A_CLASS for one in by_class(found).values()
        ),
        "no error or warning on clean submissions": not false_alarms and not between,
        "every address exact": not wrong_places,
        f"at most {MOST_FINDINGS:.0f} findings a mistake on average": mean(len(case.alarms) for case in found)
        <= MOST_FINDINGS,
    }
    for bar, holds in bars.items():
        console.print(f"{'holds' if holds else 'FAILS':6} {bar}")
    console.print(f"seed {seed}, {len(sent)} clean, {len(found)} planted, {perf_counter() - start:.0f} s")
    return 0 if all(bars.values()) else 1


def _by_class(found: Sequence[Case]) -> Table:
    heads = ("mistake", "planted", "sites", "found", "at its cell", "by its rules", "findings", "most", "elsewhere")
    table = Table(*heads, title="Mistakes planted, and what the checks said of them")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, one in by_class(found).items():
        table.add_row(name, *_row(one))
    table.add_section()
    table.add_row("all", *_row(found))
    return table


def _row(found: Sequence[Case]) -> list[str]:
    if not found:
        return ["0"]
    findings = [len(case.alarms) for case in found]
    shares = [share(flags) for flags in zip(*((c.found, c.found_at_cell, c.by_its_rule) for c in found), strict=True)]
    return [
        str(len(found)), str(len({(case.planted.sent.unit.level, *case.planted.site.key) for case in found})),
        *(f"{one:.1%}" for one in shares), f"{mean(findings):.2f}", str(max(findings)),
        str(sum(len(case.elsewhere) for case in found)),
    ]  # fmt: skip


def _print_clean(console: Console, sent: Sequence[Sent], findings: Sequence[Findings], alarms: int) -> None:
    infos = Counter(one.rule for said in findings for one in said if one.severity is Severity.INFO)
    console.print(f"clean submissions: {len(sent)}, errors and warnings: {alarms}, infos: {dict(infos.most_common())}")


def _print_failures(console: Console, found: Sequence[Case], false_alarms: Sequence[tuple[Sent, object]]) -> None:
    """The first few of each kind of failure, in the notation of the rules' examples where that is short enough."""
    for case in [case for case in found if not case.found][:_SHOWN]:
        console.print(f"missed: {case.planted}", highlight=False)
    for case in [case for case in found if case.elsewhere][:_SHOWN]:
        console.print(f"elsewhere: {case.planted.error} {case.planted.codes}: {case.elsewhere[0]}", highlight=False)
    for sent, finding in false_alarms[:_SHOWN]:
        console.print(f"false alarm: {finding}\n  {sent.example}", highlight=False)
