"""What became of every file received: received = summed + left out with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_xlsx.model import Checked, LeftOut, Outcome, RuleId
from cchc_xlsx.rules import files as because

NOT_SENT_IN = frozenset(
    rule.id
    for rule in (
        because.NO_SUCH_PATH, because.LOCK_FILE, because.SYSTEM_FILE, because.IS_ROSTER, because.OWN_REPORT,
        because.FOLDER_LINK, because.RESERVED,
    )
)  # fmt: skip
"""Why a file is none that a unit sent in: nobody waits for its figures."""


@dataclass(frozen=True, slots=True)
class NotSummed:
    """A file that was received and is not summed, with the rule that says why."""

    path: str
    why: RuleId
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The files received: those summed and those not."""

    summed: tuple[str, ...]
    left_out: tuple[NotSummed, ...]

    @property
    def received(self) -> int:
        """How many files were received."""
        return len(self.summed) + len(self.left_out)


def account(outcome: Outcome) -> Accounts:
    """Accounts for every file a unit sent in, each once; lock files, the roster and our own reports are none."""
    summed = [path for one in outcome.checked if one.left_out is None for path in one.submission.paths]
    left_out = [
        NotSummed(path, one.left_out, detail_of(one))
        for one in outcome.checked
        if one.left_out
        for path in one.submission.paths
    ]
    left_out += [NotSummed(one.document.path, one.why, one.detail) for one in outcome.left_out if _was_sent(one)]
    return Accounts(tuple(summed), tuple(left_out))


def detail_of(checked: Checked) -> str:
    """The fact that says why a submission is left out: the period it is for, or else the unit that sent it."""
    if checked.left_out == because.OTHER_PERIOD.id:
        return checked.submission.identity.period or ""
    return checked.submission.name


def _was_sent(file: LeftOut) -> bool:
    return file.why not in NOT_SENT_IN
