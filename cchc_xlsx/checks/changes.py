"""A check held against an earlier one: what is new, what remains, what is mended, unit by unit.

A finding is known again by its unit, its rule and where it stands: the indicator, so that rows may move; the form where
it lists rows of one; else what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.model import (
    Change,
    Checked,
    EarlierCheck,
    EarlierFile,
    EarlierFinding,
    Finding,
    LeftOut,
    Mended,
    Outcome,
)

Sayings = Callable[[Finding], Sequence[str]]
"""A finding in each language."""


class _Now(NamedTuple):
    """A sender or a file as it is now: ``unit`` has the id and the name of a unit that is known."""

    unit: tuple[str, str] | None
    period: str | None
    paths: tuple[str, ...]
    was_read: bool


class _Told(NamedTuple):
    """An earlier finding and the file it was told with."""

    path: str
    finding: EarlierFinding


def compare(outcome: Outcome, earlier: EarlierCheck, say: Sayings, *, whole: bool) -> Outcome:
    """The outcome with each finding marked as new or remaining, and what is mended. ``whole``: all that was received is
    here, so that what is across files can be told to be mended."""
    senders, files = outcome.checked, outcome.left_out
    told = _assigned(earlier.files, [*map(_sender, senders), *map(_file, files)])
    of_senders, of_files = told[: len(senders)], told[len(senders) :]
    mended: list[Mended] = []
    checked: list[Checked] = []
    for sender, before in zip(senders, of_senders, strict=True):
        changes, gone = _changes(sender.findings, before)
        checked.append(replace(sender, findings=_marked(sender.findings, changes)))
        paths, name = sender.submission.paths, sender.submission.name
        mended += [Mended(one.path if one.path in paths else paths[0], name, one.finding) for one in gone]
    left_out: list[LeftOut] = []
    for file, before in zip(files, of_files, strict=True):
        changes, gone = _changes(file.findings, before)
        left_out.append(replace(file, change=next(iter(changes), None)))
        mended += [Mended(file.document.path, "", one.finding) for one in gone]
    changes, lost = _changes_across(outcome.findings, earlier.findings, say)
    mended += [Mended(None, "", one) for one in lost if whole]
    across = _marked(outcome.findings, changes)
    return replace(
        outcome, checked=tuple(checked), left_out=tuple(left_out), findings=across, mended=tuple(mended)
    )  # fmt: skip


def _marked(findings: Sequence[Finding], changes: Sequence[Change]) -> tuple[Finding, ...]:
    return tuple(replace(one, change=change) for one, change in zip(findings, changes, strict=True))


def _sender(checked: Checked) -> _Now:
    identity = checked.submission.identity
    unit = (identity.unit.id, fold(identity.unit.name)) if identity.unit else None
    return _Now(unit, identity.period, checked.submission.paths, was_read=True)


def _file(file: LeftOut) -> _Now:
    return _Now(None, None, (file.document.path,), was_read=False)


def _assigned(files: Iterable[EarlierFile], places: Sequence[_Now]) -> list[list[_Told]]:
    """For each sender or file of now what was told of it: by its unit, of an unknown unit by its path. What an earlier
    run read cannot be compared with a file that is not read now."""
    told: list[list[_Told]] = [[] for _ in places]
    for file in files:
        at = next(_likely(file, places), None)
        if at is not None and (places[at].was_read or not file.was_read):
            told[at] += [_Told(file.path, finding) for finding in file.findings]
    return told


def _likely(file: EarlierFile, places: Sequence[_Now]) -> Iterator[int]:
    """Which sender or file an earlier file is now, best first."""
    unit = (file.unit_id, fold(file.unit or ""))
    mine = [at for at, now in enumerate(places) if now.unit and (now.unit[0] == unit[0] or now.unit[1] == unit[1])]
    yield from (at for at in mine if places[at].period == file.period)
    yield from (at for at in mine if None in (places[at].period, file.period))
    if not mine:
        unknown = (at for at, now in enumerate(places) if not (now.unit and file.unit_id))
        yield from (at for at in unknown if file.path in places[at].paths)


def _changes(now: Sequence[Finding], before: Sequence[_Told]) -> tuple[list[Change], list[_Told]]:
    """The change of each finding, and the earlier ones that are gone. What was or is folded into another is there,
    and so is a list of rows of which some were or are accepted apart."""
    pairs = _pairs([_keys(one) for one in now], [_keys_before(one.finding) for one in before])
    folded_before = {place for one in before for place in (*one.finding.also, *_listed_before(one.finding))}
    folded_now = {place for one in now for place in (*map(_place, one.also), *_listed(one))}
    singly_before, singly_now = {(one.finding.rule, one.finding.code) for one in before}, {_place(one) for one in now}
    listed_before = {_keys_before(one.finding)[-1] for one in before if one.finding.lists_rows}
    listed_now = {_keys(one)[-1] for one in now if one.lists_rows}
    known = set(pairs.values())
    there = {
        at
        for at, one in enumerate(now)
        if at in pairs
        or _place(one) in folded_before
        or singly_before & {*_listed(one)}
        or _keys(one)[-1] in listed_before
    }
    gone = [
        one
        for at, one in enumerate(before)
        if at not in known
        and (one.finding.rule, one.finding.code) not in folded_now
        and not singly_now & {*_listed_before(one.finding)}
        and _keys_before(one.finding)[-1] not in listed_now
    ]
    return [Change.REMAINING if at in there else Change.NEW for at in range(len(now))], gone


def _changes_across(
    now: Sequence[Finding], before: Sequence[EarlierFinding], say: Sayings
) -> tuple[list[Change], list[EarlierFinding]]:
    """The same for findings across files: without an indicator they are known by what they say, in any language."""
    keys = [[(one.rule, one.at.code)] if one.at else [(one.rule, text) for text in say(one)] for one in now]
    width = max(map(len, keys), default=1)
    pairs = _pairs(keys, [[(one.rule, one.code or one.message)] * width for one in before])
    known = set(pairs.values())
    changes = [Change.REMAINING if at in pairs else Change.NEW for at in range(len(now))]
    return changes, [one for at, one in enumerate(before) if at not in known]


def _pairs(now: Sequence[Sequence[Hashable]], before: Sequence[Sequence[Hashable]]) -> dict[int, int]:
    """Which of the findings now is which of before: by the first key of both, of the rest by the second, and so on."""
    pairs: dict[int, int] = {}
    for level in range(max(map(len, now), default=0)):
        taken = set(pairs.values())
        free: dict[Hashable, list[int]] = {}
        for at, keys in enumerate(before):
            if at not in taken:
                free.setdefault(keys[level], []).append(at)
        for at, keys in enumerate(now):
            if at not in pairs and level < len(keys) and free.get(keys[level]):
                pairs[at] = free[keys[level]].pop(0)
    return pairs


def _place(finding: Finding) -> tuple[str, str | None]:
    return finding.rule, finding.at.code if finding.at else None


def _listed(finding: Finding) -> Iterator[tuple[str, str | None]]:
    """The places of the rows it lists."""
    return ((finding.rule, point.code) for point in (finding.related if finding.lists_rows else ()))


def _listed_before(finding: EarlierFinding) -> Iterator[tuple[str, str | None]]:
    return ((finding.rule, code) for code in (finding.related if finding.lists_rows else ()))


def _keys(finding: Finding) -> list[Hashable]:
    code = finding.at.code if finding.at else None
    related = frozenset(point.code for point in finding.related)
    cell = (finding.cell.sheet, finding.cell.ref) if finding.cell else None
    loose = (finding.form if finding.lists_rows else None) or code or finding.form or cell
    return [(finding.rule, loose, related), (finding.rule, loose)]


def _keys_before(finding: EarlierFinding) -> list[Hashable]:
    loose = (finding.form if finding.lists_rows else None) or finding.code or finding.form or finding.at
    return [(finding.rule, loose, frozenset(finding.related)), (finding.rule, loose)]
