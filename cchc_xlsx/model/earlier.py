"""An earlier check, as its document tells it, and how a finding stands to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from cchc_xlsx.model.readings import Code, RuleId, Severity


class Change(StrEnum):
    """How a finding stands to an earlier check of the same unit."""

    NEW = "new"
    REMAINING = "remaining"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """A finding as the document of an earlier check has it. ``related`` are the rows it names besides, ``also`` the
    consequences folded into it, ``entry`` all that it says, by the keys of the contract."""

    rule: RuleId
    severity: Severity
    form: int | None
    code: Code | None
    at: tuple[str, str] | None
    message: str
    related: tuple[Code | None, ...]
    also: frozenset[tuple[RuleId, Code | None]]
    entry: Mapping[str, Any]

    @property
    def lists_rows(self) -> bool:
        """Whether it speaks of several rows of a form, the first of which is its place."""
        return self.form is not None and bool(self.related) and self.code in (None, self.related[0])


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """A file as an earlier check had it; ``was_read``: it gave figures."""

    path: str
    unit_id: str | None
    unit: str | None
    period: str | None
    was_read: bool
    findings: tuple[EarlierFinding, ...]


@dataclass(frozen=True, slots=True)
class EarlierCheck:
    """What an earlier check said: of each file, and across files."""

    files: tuple[EarlierFile, ...]
    findings: tuple[EarlierFinding, ...]


class Mended(NamedTuple):
    """A finding of an earlier check that is there no more: the file it is told with (None: it was across files)."""

    path: str | None
    unit: str
    finding: EarlierFinding
