"""Whether the relations tell which cell holds a planted mistake.

A *repair* is one figure in one cell after which the guidance has nothing more to say of the submission. The mistake is
*decidable* where no other cell has a repair, or each of those is less plausible, by the weights below, than putting
back what stood in the corrupted cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from benchmarks.detection.errors import Planted
from benchmarks.detection.forms import KIND
from benchmarks.detection.law import Law, law_for
from benchmarks.detection.relations import Fact, Facts, Ratio, Relation, Said, Total, number
from benchmarks.detection.slips import is_slip, slips_to
from cchc_xlsx.model import Kind

DERIVED = 1
"""A rate or a total is worked out, so wrong more often than what it is worked out from."""
SLIP = 2
"""What stands there is one slip of the fingers, or of the decimal mark, away from the repaired figure."""
REPEATED = 1
"""The repaired figure stands in another cell of the same relations."""


class Verdict(NamedTuple):
    """How many other cells could be to blame, and whether the corrupted one is the most plausible."""

    rivals: int
    decidable: bool


def verdict(planted: Planted) -> Verdict | None:
    """None where no single figure is wrong: none contradicts it, it is no figure, or several cells are changed."""
    facts, law = planted.sent.facts, law_for(planted.sent.unit)
    broken = law.broken(facts)
    if len(planted.codes) != 1 or planted.form or planted.in_measure:
        return None
    [code] = planted.codes
    if number(facts, code) is None or not any(code in relation.codes for relation in broken):
        return None
    others = {one for relation in broken for one in relation.codes} - {code}
    best = {one: score for one in others if (score := _best(one, facts, law, broken)) is not None}
    truth = _score(code, facts, planted.truth[code], broken)
    return Verdict(len(best), all(score < truth for score in best.values()))


def _best(code: str, facts: Facts, law: Law, broken: list[Relation]) -> int | None:
    """The most plausible repair of one cell; None where it has none."""
    seen, _ = law.read(facts)
    typed = number(facts, code)
    candidates = [figure for one in broken if code in one.codes for figure in one.solutions(seen, code)]
    candidates += slips_to(typed) if typed is not None else []
    figures = {figure for figure in candidates if figure != typed and figure >= 0 and _possible(code, figure)}
    mending = [figure for figure in figures if _mends(code, figure, facts, law, broken)]
    return max((_score(code, facts, figure, broken) for figure in mending), default=None)


def _possible(code: str, figure: Decimal) -> bool:
    return KIND[code] in (Kind.PERCENT, Kind.MONEY) or figure == figure.to_integral_value()


def _mends(code: str, figure: Decimal, facts: Facts, law: Law, broken: Iterable[Relation]) -> bool:
    changed: dict[str, Fact] = {**facts, code: figure}
    seen, _ = law.read(changed)
    touched = {*broken, *law.of_code[code]}
    return not any(one.judge(seen) for one in touched) and not law.alarms(changed)


def _score(code: str, facts: Facts, repaired: Fact | None, broken: Iterable[Relation]) -> int:
    relations = [one for one in broken if code in one.codes]
    derived = any(isinstance(one, Ratio | Total) and one.codes[0] == code for one in relations)
    typed, figure = number(facts, code), Decimal(0) if repaired is Said.NIL else repaired
    slipped = isinstance(figure, Decimal) and typed is not None and is_slip(typed, figure)
    beside = {number(facts, other) for one in relations for other in one.codes if other != code}
    repeated = bool(figure) and figure in beside
    return DERIVED * derived + SLIP * slipped + REPEATED * repeated
