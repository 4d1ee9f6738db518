"""The main flow: paths -> Outcome. Every file gets one answer. Prints and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.intake import Candidate, find_files, gather, read_files
from cchc_xlsx.model import Checked, Finding, LeftOut, Outcome, PeriodId, Received, Roster, Severity
from cchc_xlsx.rules.files import BAD_ROSTER, HAS_ERRORS, NO_SUCH_PATH

Progress = Callable[[int], Callable[[], object]]
"""Told how many files there are, it gives the function to call after each."""


def check(
    paths: Sequence[str],
    edition: Edition,
    roster: Roster | None = None,
    *,
    period: PeriodId | None = None,
    jobs: int | None = None,
    progress: Progress = lambda _: lambda: None,
) -> Outcome:
    """Reads and checks files and folders. With a roster, folders are taken for all that was received."""
    found = list(find_files(paths, Path(roster.path) if roster else None))
    candidates = [one.path for one in found if isinstance(one, Candidate)]
    answers = read_files(candidates, edition, roster, jobs, progress(len(candidates)))
    received = tuple(answer for answer in answers if isinstance(answer, Received))
    refused = [one for one in (*found, *answers) if isinstance(one, LeftOut)]

    from cchc_xlsx.checks import check_folder, check_submissions, common_period  # after the workers: pandas is heavy

    period = period or common_period(received)
    gathered = gather(received, edition, period)
    checked, across = check_folder(
        check_submissions(gathered.submissions, edition),
        edition,
        roster,
        period,
        gathered.undecided,
        whole=any(Path(path).is_dir() for path in paths),
    )
    return Outcome(
        edition=edition.id,
        period=period,
        roster=roster,
        received=received,
        checked=tuple(checked),
        left_out=(*refused, *gathered.left_out),
        findings=(*gathered.findings, *across),
        paths=tuple(one.path if isinstance(one, Candidate) else one.document.path for one in found),
        no_such_path=any(one.why == NO_SUCH_PATH.id for one in refused),
    )


def refused(edition: Edition, problem: str) -> Outcome:
    """The outcome where the roster cannot be used: nothing is read, as nobody could tell who is missing."""
    finding = Finding(BAD_ROSTER.id, BAD_ROSTER.severity, detail=problem)
    return Outcome(edition.id, None, None, (), (), (), (finding,))


def without_errors(outcome: Outcome) -> Outcome:
    """The outcome with every unit that has an error left out of the sums (``--strict``)."""
    return replace(outcome, checked=tuple(map(_strictly, outcome.checked)))


def _strictly(checked: Checked) -> Checked:
    wrong = any(finding.severity is Severity.ERROR for finding in checked.open_findings)
    return replace(checked, left_out=HAS_ERRORS.id) if wrong and checked.left_out is None else checked
