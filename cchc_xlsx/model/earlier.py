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
    """A finding as the document of an earlier check has it. ``related`` and ``also`` are the rows it names besides and
    the consequences folded into it, each as rule and place; ``entry`` is all it says, by the keys of the contract."""

    rule: RuleId
    severity: Severity
    form: int | None
    code: Code | None
    at: tuple[str, str] | None
    message: str
    related: frozenset[Code]
    also: tuple[tuple[RuleId, Code | None], ...]
    entry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """A file as an earlier check had it."""

    path: str
    unit_id: str | None
    period: str | None
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
