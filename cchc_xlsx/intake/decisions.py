"""The officer's files of decisions that lie beside what is checked: each line is used, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.intake import acceptances, adjustments
from cchc_xlsx.intake.lists import LIST_KINDS, ListError
from cchc_xlsx.model import Acceptance, Adjustment, Finding, LeftOut
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import decisions as rules
from cchc_xlsx.rules.files import RESERVED

_KINDS = {acceptances.STEM: LIST_KINDS | {".toml"}, adjustments.STEM: LIST_KINDS}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the officer decided, and what is to be said of lines and files that are not used."""

    acceptances: tuple[Acceptance, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_decisions(paths: Iterable[str], found: Iterable[object], edition: Edition) -> Decisions:
    """The decisions in the folders given, or beside the files given. ``found`` are the files below ``paths``: those of
    decisions that lie deeper are not used, and that is said."""
    reserved = [one.document.path for one in found if isinstance(one, LeftOut) and one.why == RESERVED.id]
    as_given = {Path(path).resolve(): path for path in reserved}
    beside = {Path(path).resolve(): str(path) for folder in _folders(paths) for path in _beside(folder)}
    accepted: list[Acceptance] = []
    adjusted: list[Adjustment] = []
    findings = [_finding(rules.NOT_HERE, as_given[place]) for place in as_given if place not in beside]
    for place, name in beside.items():
        path = as_given.get(place, name)
        try:
            findings += _read(path, edition, accepted, adjusted)
        except ListError as fault:
            findings.append(_finding(rules.UNREADABLE, path, str(fault)))
    return Decisions(tuple(accepted), tuple(adjusted), tuple(findings))


def holds_decisions(path: Path) -> bool:
    """Whether the file's name is one that the officer's decisions go by."""
    return path.stem.casefold() in _KINDS


def _read(path: str, edition: Edition, accepted: list[Acceptance], adjusted: list[Adjustment]) -> list[Finding]:
    """Adds the decisions of one file; gives what is wrong with its lines."""
    stem, suffix = Path(path).stem.casefold(), Path(path).suffix.lower()
    if suffix not in _KINDS[stem]:
        raise ListError(f"“{suffix}”: {' '.join(sorted(_KINDS[stem]))} ?")
    if stem == acceptances.STEM:
        some, faults = acceptances.read_acceptances(path, edition)
        accepted += some
    else:
        more, faults = adjustments.read_adjustments(path, edition)
        adjusted += more
    return faults


def _folders(paths: Iterable[str]) -> Iterable[Path]:
    return dict.fromkeys(Path(path) if Path(path).is_dir() else Path(path).parent for path in paths)


def _beside(folder: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in inside if holds_decisions(path) and path.is_file())


def _finding(rule: Rule, path: str, detail: str = "") -> Finding:
    return Finding(rule.id, rule.severity, detail=detail, paths=(path,))
