"""What the officer decides, with a reason and a name: findings that may stand, figures that are corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cchc_xlsx.model.readings import Code, Reading, RuleId


class Source(NamedTuple):
    """Where the officer wrote a decision down: the file and the line in it."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Findings that may stand as they are, by somebody's decision and with a reason: those of ``unit`` (as written)
    that meet all of rule, indicator, form and ``at`` (sheet and address of a cell) that are named."""

    source: Source
    unit: str
    reason: str
    who: str
    dated: str = ""
    rule: RuleId | None = None
    code: Code | None = None
    form: int | None = None
    at: tuple[str, str] | None = None

    @property
    def told(self) -> str:
        """Why, and by whom and when: a text in no language of ours."""
        return _told(self.reason, self.who, self.dated)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A figure that somebody corrects with a reason: what was sent (``old``), and what counts. Both readings stand in
    the officer's own file; ``unit`` is as written."""

    source: Source
    unit: str
    code: Code
    old: Reading
    new: Reading
    reason: str
    who: str
    dated: str = ""

    @property
    def told(self) -> str:
        """Why, and by whom and when: a text in no language of ours."""
        return _told(self.reason, self.who, self.dated)


class Adjusted(NamedTuple):
    """A reading that is not as sent: what the sender's file says, and why another counts."""

    sent: Reading
    by: Adjustment


def _told(reason: str, who: str, dated: str) -> str:
    return f"{reason} – {', '.join(filter(None, (who, dated)))}"
