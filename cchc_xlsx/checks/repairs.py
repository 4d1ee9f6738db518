"""The smallest set of cells to change so that what is broken holds again (Fellegi and Holt), weighted by likelihood.

Breaches that share rows are one problem. A set of changes is grown one change a step, each mending a breach that is
left; a step of all problems of all submissions is one judgement of one wide table. What stays broken is paid for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from cchc_xlsx.checks.breaches import TO_FILL, Breach, Broken, Supposition, concerned, suppose
from cchc_xlsx.checks.candidates import Change, Sheet, changes
from cchc_xlsx.checks.plausible import ALIKE, LEFT_BROKEN
from cchc_xlsx.checks.table import Table
from cchc_xlsx.model import SEVERITIES, Code, Severity

_BEAM = 8
"""So many sets of changes of a problem are followed up; fewer the more is broken in it, down to a greedy search."""
_OPENED = 2
"""So many of the breaches left are tried to be mended in one step: one that nothing mends must not end the search."""
_MOST_STEPS = 6
_MOST_STATES = 1000
"""So many sets of changes are judged for one submission, however much is wrong in it."""
_MOST_REPAIRS = 5


class Cause(NamedTuple):
    """Breaches with one cause: the changes that mend them, best first, how many of the first weigh alike (none if the
    best stands apart)."""

    breaches: frozenset[Breach]
    repairs: tuple[Change, ...]
    alike: int


@dataclass(frozen=True, eq=False)
class Problem:
    """Breaches of one submission that share rows, and everything broken in it as typed."""

    sheet: Sheet
    breaches: frozenset[Breach]


class _State(NamedTuple):
    """A set of changes: what it leaves broken of the problem or breaks anew, what each change mended, its cost."""

    changes: tuple[Change, ...]
    left: Broken
    mended: tuple[frozenset[Breach], ...]
    cost: float

    @property
    def score(self) -> float:
        return self.cost + sum(LEFT_BROKEN[severity] for severity in self.left.values())

    @property
    def edits(self) -> dict[Code, Decimal | None]:
        return _edits(self.changes)


@dataclass(eq=False)
class _Search:
    """One problem under way."""

    problem: Problem
    best: _State
    frontier: list[_State]
    judged: dict[frozenset[tuple[Code, Decimal | None]], Broken] = field(default_factory=dict)


class _Try(NamedTuple):
    """A change made in a state to mend a breach; ``key`` is all that differs from what is typed."""

    search: _Search
    before: _State
    breach: Breach
    change: Change
    key: frozenset[tuple[Code, Decimal | None]]


def _try(search: _Search, before: _State, breach: Breach, change: Change) -> _Try:
    return _Try(search, before, breach, change, frozenset(_edits((*before.changes, change)).items()))


def problems(sheet: Sheet, breaches: Iterable[Breach]) -> Iterator[Problem]:
    """The breaches parted into those that share rows."""
    open_ = {breach: set(concerned(breach, sheet.edition)) for breach in breaches}
    while open_:
        first = next(iter(open_))
        group, rows = {first}, open_.pop(first)
        while joined := [breach for breach, codes in open_.items() if codes & rows]:
            for breach in joined:
                group.add(breach)
                rows |= open_.pop(breach)
        yield Problem(sheet, frozenset(group))


def causes(posed: Sequence[Problem], broken: Sequence[Broken], table: Table) -> list[list[Cause]]:
    """The causes of each problem; ``broken`` is what is broken in each submission of the table."""
    searches = []
    for problem in posed:
        start = _State((), {one: broken[problem.sheet.row][one] for one in problem.breaches}, (), 0.0)
        searches.append(_Search(problem, start, [start]))
    states: dict[int, int] = defaultdict(int)
    for _ in range(_MOST_STEPS):
        tries = [one for search in searches for one in _tries(search)]
        if not tries:
            break
        for one, left in zip(tries, _judged(tries, broken, table), strict=True):
            states[one.search.problem.sheet.row] += 1
            _follow(one, left)
        for search in searches:
            spent = states[search.problem.sheet.row] >= _MOST_STATES
            width = 0 if spent else max(_BEAM // len(search.problem.breaches), 1)
            search.frontier = sorted(search.frontier, key=lambda state: state.score)[:width]
    return _explained(searches, broken, table)


def _tries(search: _Search) -> list[_Try]:
    """The next step from each state of the frontier that can still become the best, each set of cells once."""
    found: dict[frozenset[tuple[Code, Decimal | None]], _Try] = {}
    for state in search.frontier:
        sheet = search.problem.sheet.with_edits(state.edits)
        opened = 0
        for breach in sorted(state.left, key=lambda breach: _urgency(breach, state.left[breach], sheet)):
            steps = [_try(search, state, breach, change) for change in changes(sheet, breach)]
            for one in steps:
                if one.key not in search.judged and state.cost + one.change.cost < search.best.score:
                    found.setdefault(one.key, one)
            opened += bool(steps)
            if opened == _OPENED:
                break
    search.frontier = []
    return list(found.values())


def _urgency(breach: Breach, severity: Severity, sheet: Sheet) -> tuple[int, int, Breach]:
    """The worst first; of those alike the one with the fewest cells to blame."""
    return SEVERITIES.index(severity), len(concerned(breach, sheet.edition)), breach


def _judged(tries: Sequence[_Try], broken: Sequence[Broken], table: Table) -> list[Broken]:
    """What each try leaves broken of its problem, or breaks anew."""
    cases = [Supposition(one.search.problem.sheet.row, dict(one.key)) for one in tries]
    left: list[Broken] = []
    for one, after in zip(tries, suppose(table, cases), strict=True):
        before, mine = broken[one.search.problem.sheet.row], one.search.problem.breaches
        left.append(
            {
                breach: severity
                for breach, severity in after.items()
                if breach in mine or (breach not in before and breach.rule not in TO_FILL)
            }
        )
        one.search.judged[one.key] = left[-1]
    return left


def _follow(one: _Try, left: Broken) -> None:
    """Puts the state reached on the frontier, if the step did what it was taken for."""
    if one.breach in left:
        return
    before, search = one.before, one.search
    mended = frozenset(before.left) - frozenset(left)
    cost = before.cost + one.change.cost
    state = _State((*before.changes, one.change), left, (*before.mended, mended), cost)
    search.frontier.append(state)
    search.best = min(search.best, state, key=lambda state: state.score)


def _explained(searches: Sequence[_Search], broken: Sequence[Broken], table: Table) -> list[list[Cause]]:
    """The causes that the best sets of changes name, each with the other changes that would do in its place."""
    blocks = [(search, *block) for search in searches for block in _blocks(search.best, search.problem)]
    tries = [list(_instead(search, change, mended)) for search, change, mended in blocks]
    fresh = {(id(one.search), one.key): one for some in tries for one in some if one.key not in one.search.judged}
    _judged(list(fresh.values()), broken, table)
    found: Mapping[int, list[Cause]] = {id(search): [] for search in searches}
    for (search, _, mended), some in zip(blocks, tries, strict=True):
        found[id(search)].append(_cause(mended, some, search.best))
    return [found[id(search)] for search in searches]


def _blocks(best: _State, problem: Problem) -> Iterator[tuple[Change, frozenset[Breach]]]:
    """The changes of a set with what each mended of what was typed. A change that only mends what another broke belongs
    to that one."""
    blocks: list[tuple[Change, frozenset[Breach]]] = []
    for change, mended in zip(best.changes, best.mended, strict=True):
        mine = mended & problem.breaches
        if mine or not blocks:
            blocks.append((change, mine))
        else:
            before, told = blocks[-1]
            blocks[-1] = (Change((*before.edits, *change.edits), before.cost + change.cost), told)
    yield from blocks


def _instead(search: _Search, change: Change, mended: frozenset[Breach]) -> Iterator[_Try]:
    """The change itself, and what else may mend one of the same breaches, beside the other changes of the best set."""
    others = tuple(one for one in search.best.changes if not (one.cells & change.cells or one.fills_in))
    rest = _State(others, {}, (), sum(one.cost for one in others))
    sheet = search.problem.sheet.with_edits(rest.edits)
    for breach in sorted(mended):
        yield _try(search, rest, breach, change)
        for other in changes(sheet, breach):
            yield _try(search, rest, breach, other)


def _cause(breaches: frozenset[Breach], tries: Iterable[_Try], best: _State) -> Cause:
    """The repairs, best first, a cell once: those that break nothing else and leave, of what the best mends, at most
    warnings."""
    scored: list[tuple[float, Change]] = []
    filled = {
        one for change, mended in zip(best.changes, best.mended, strict=True) if change.fills_in for one in mended
    }
    for one in tries:
        left = one.search.judged[one.key]
        tolerable = {*best.left, *filled, *(breach for breach in breaches if left.get(breach) is Severity.WARNING)}
        if one.breach not in left and left.keys() <= tolerable:
            cost = one.change.cost + sum(LEFT_BROKEN[severity] for severity in left.values())
            scored.append((cost, one.change))
    scored.sort(key=lambda pair: pair[0])
    first = scored[0][0] if scored else 0.0
    repairs: dict[frozenset[Code], tuple[float, Change]] = {}
    for cost, change in scored:
        repairs.setdefault(change.cells, (cost, change))
    ranked = list(repairs.values())[:_MOST_REPAIRS]
    alike = sum(cost - first < ALIKE for cost, _ in ranked)
    return Cause(breaches, tuple(change for _, change in ranked), alike if alike > 1 else 0)


def _edits(changes_: Iterable[Change]) -> dict[Code, Decimal | None]:
    return {edit.code: edit.figure for change in changes_ for edit in change.edits}
