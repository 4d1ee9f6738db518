"""The main flow: paths -> Outcome. Every file gets one answer. Prints and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.consolidation import Consolidation, consolidate
from cchc_xlsx.intake import Candidate, find_files, gather, read_decisions, read_files
from cchc_xlsx.model import Checked, EarlierCheck, Finding, LeftOut, Outcome, PeriodId, Received, Roster, Severity
from cchc_xlsx.reports.telling import sayings
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules.files import HAS_ERRORS, NO_SUCH_PATH

Progress = Callable[[int], Callable[[], object]]
"""Told how many files there are, it gives the function to call after each."""


def check(
    paths: Sequence[str],
    edition: Edition,
    roster: Roster | None = None,
    *,
    period: PeriodId | None = None,
    earlier: EarlierCheck | None = None,
    jobs: int | None = None,
    progress: Progress = lambda _: lambda: None,
) -> Outcome:
    """Reads and checks files and folders, with what the officer decided about them. With a roster, folders are taken
    for all that was received. Each finding is held against the ``earlier`` check."""
    found = list(find_files(paths, Path(roster.path) if roster else None))
    candidates = [one for one in found if isinstance(one, Candidate)]
    answers = read_files(candidates, edition, roster, jobs, progress(len(candidates)))
    received = tuple(answer for answer in answers if isinstance(answer, Received))
    refused = [one for one in (*found, *answers) if isinstance(one, LeftOut)]
    decisions, whole = read_decisions(paths, refused, edition), any(Path(path).is_dir() for path in paths)

    from cchc_xlsx import checks  # after the workers: pandas is heavy

    period = period or checks.common_period(received)
    gathered = gather(received, edition, period)
    senders = checks.Senders(roster, gathered.submissions, refused, edition)
    corrected = checks.correct(gathered.submissions, decisions.adjustments, senders, edition, period, whole=whole)
    checked, across = checks.check_folder(
        checks.check_submissions(corrected.submissions, edition),
        edition,
        roster,
        period,
        gathered.undecided,
        whole=whole,
    )
    outcome = Outcome(
        edition=edition.id,
        period=period,
        roster=roster,
        received=received,
        checked=tuple(checked),
        left_out=(*refused, *gathered.left_out),
        findings=(*gathered.findings, *across, *decisions.findings, *corrected.findings),
        paths=tuple(one.path if isinstance(one, Candidate) else one.document.path for one in found),
        no_such_path=any(one.why == NO_SUCH_PATH.id for one in refused),
        official=corrected.official,
    )
    outcome = checks.accept(outcome, decisions.acceptances, senders, edition, whole=whole)
    outcome = replace(outcome, findings=checks.across_in_order(outcome.findings))
    return checks.compare(outcome, earlier, sayings(edition), whole=whole) if earlier else outcome


def refused(edition: Edition, rule: Rule, problem: str) -> Outcome:
    """The outcome where a file that the run rests on cannot be used (the roster: nobody could tell who is missing; the
    earlier check): nothing is read."""
    finding = Finding(rule.id, rule.severity, detail=problem)
    return Outcome(edition.id, None, None, (), (), (), (finding,))


def consolidated(outcome: Outcome, edition: Edition) -> tuple[Outcome, Consolidation]:
    """The province's figures, and the outcome with what is to be said of those that the officer sets."""
    from cchc_xlsx.checks import across_in_order

    consolidation = consolidate(outcome, edition)
    findings = across_in_order([*outcome.findings, *consolidation.findings])
    return replace(outcome, findings=findings), consolidation


def without_errors(outcome: Outcome) -> Outcome:
    """The outcome with every unit that has an error left out of the sums (``--strict``)."""
    return replace(outcome, checked=tuple(map(_strictly, outcome.checked)))


def _strictly(checked: Checked) -> Checked:
    wrong = any(finding.severity is Severity.ERROR for finding in checked.open_findings)
    return replace(checked, left_out=HAS_ERRORS.id) if wrong and checked.left_out is None else checked
