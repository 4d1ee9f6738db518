"""What the guidance says of a submission as a whole: its cells, rows and relations.

A clean submission raises no :class:`Alarm`; a planted mistake has to raise one, else it is no mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from benchmarks.detection.forms import FORMS, KIND, MEANINGS, OPTION_PAIRS, REPEATED, ROWS, SIGNED, Unit
from benchmarks.detection.relations import (
    Alarm,
    AtMost,
    Condition,
    Equal,
    Fact,
    Facts,
    Online,
    Ratio,
    Relation,
    Repeats,
    Said,
    Total,
    number,
)
from cchc_xlsx.model import Kind
from tests import guidance


def _relations(level: str) -> Iterator[Relation]:
    yield from map(Ratio, guidance.RATIOS)
    yield from map(Total, guidance.TOTALS)
    yield from map(AtMost, [*guidance.AT_MOST, *guidance.AT_MOST_ACROSS])
    for statement, (severity, only) in guidance.CONDITIONS.items():
        if only in (None, level):
            yield Condition.of(statement, severity)
    for statement, (severity, only) in guidance.EQUALS.items():
        if only in (None, level):
            yield Equal(tuple(statement.split(" = ")), severity)
    for statement in guidance.ONLINE:
        if "≥" in statement:
            files, *used = re.findall(r"BM[\w.]+", statement)
            yield Online(files, tuple(used))
    yield from (Repeats(heading, row) for heading, row in REPEATED.items())


class Law:
    """All that holds for one unit's figures."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.relations = tuple(
            relation
            for relation in _relations(unit.level)
            if any(unit.reports(code) and KIND[code] is not Kind.HEADING for code in relation.codes)
        )
        self._idle = [
            (Condition.of(f"{when} → {when}", "").when, rows)
            for (when, level), rows in guidance.IDLE.items()
            if level in (None, unit.level)
        ]

    @cached_property
    def of_code(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations each row is in."""
        return {code: tuple(one for one in self.relations if code in one.codes) for code in ROWS}

    @cached_property
    def near(self) -> Mapping[str, frozenset[str]]:
        """The rows each row is bound to: by a relation, as its pair of options, or as it makes them idle or due."""
        groups = [{*one.codes} for one in self.relations] + [{when.code, *rows} for when, rows in self._idle]
        groups.append({*OPTION_PAIRS[self._unit.level]})
        return {code: frozenset({code}.union(*(group for group in groups if code in group))) for code in ROWS}

    def alarms(self, facts: Facts, missing: frozenset[int] = frozenset()) -> list[Alarm]:
        """All there is to say of the figures; ``missing`` forms are not spoken of row by row."""
        seen, found = self.read(facts)
        idle = self._idle_rows(seen)
        said = (one.judge(seen) for one in self.relations)
        found += [alarm for alarm in said if alarm and not (alarm.blank and alarm.codes[0] in idle)]
        found += self._options(seen, missing)
        return found + self._blanks(seen, found, idle, missing)

    def broken(self, facts: Facts) -> list[Relation]:
        """The relations that figures contradict."""
        seen, _ = self.read(facts)
        return [one for one in self.relations if (alarm := one.judge(seen)) and not alarm.blank]

    def _idle_rows(self, seen: Facts) -> set[str]:
        """The rows that are not due as another says there is nothing to report."""
        idle = {code for when, rows in self._idle if when.holds(seen) for code in rows}
        return idle | {ratio.rate for ratio in guidance.RATIOS if number(seen, ratio.whole) == 0}

    def read(self, facts: Facts) -> tuple[dict[str, Fact], list[Alarm]]:
        """The facts that relations may use, and what single cells say wrongly."""
        seen: dict[str, Fact] = {}
        found: list[Alarm] = []
        for code, fact in facts.items():
            severity = "error" if fact is Said.UNREADABLE else self._range(code, fact)
            if severity:
                families = ("LC", "GT") if KIND[code] is Kind.OPTION else ("GT",)
                found += [Alarm(family, severity, (code,)) for family in families]
            if self._unit.reports(code):
                seen[code] = Said.UNREADABLE if severity == "error" else fact
            elif isinstance(fact, Decimal) and fact and KIND[code] is not Kind.HEADING:
                found.append(Alarm("CB", "error", (code,)))
        return seen, found

    def _range(self, code: str, fact: Fact) -> str:
        """How bad it is that the row holds this figure; empty where it is one its kind allows."""
        if not isinstance(fact, Decimal):
            return ""
        match KIND[code]:
            case Kind.HEADING:
                return ""
            case Kind.CODE:
                return "" if fact in MEANINGS[code] else "error"
            case Kind.OPTION:
                return "" if fact in (0, *MEANINGS[code]) else "error"
            case Kind.COUNT if fact != fact.to_integral_value():
                return "error"
            case Kind.PERCENT if fact > 100:
                return "warning" if code in guidance.MAY_EXCEED_100 else "error"
        if fact < 0:
            return "warning" if code == SIGNED else "error"
        return ""

    def _options(self, seen: Facts, missing: frozenset[int]) -> list[Alarm]:
        pair = OPTION_PAIRS[self._unit.level]
        if ROWS[pair[0]].form in missing or Said.UNREADABLE in (seen.get(one) for one in pair):
            return []
        ticked = sum(bool(number(seen, one)) for one in pair)
        return [Alarm("LC", "error" if ticked else "warning", pair)] if ticked != 1 else []

    def _blanks(self, seen: Facts, found: Sequence[Alarm], idle: set[str], missing: frozenset[int]) -> list[Alarm]:
        excused = {alarm.codes[0] for alarm in found if alarm.blank}
        for ratio in guidance.RATIOS:
            if None in (number(seen, ratio.part), number(seen, ratio.whole)):
                excused.add(ratio.rate)
        for total in guidance.TOTALS:
            alarmed = any(alarm.codes == (total.total, *total.parts) for alarm in found)
            parts = [seen.get(part) for part in total.parts]
            clear = any(part is not None for part in parts) and not {Said.NOT_APPLICABLE, Said.UNREADABLE} & {*parts}
            if number(seen, total.total) is not None and clear and not alarmed:
                excused |= {*total.parts}
        codes = [c for c in ROWS if c not in seen and self._unit.owes(c) and c not in idle and c not in excused]
        by_form = {form: tuple(code for code in codes if ROWS[code].form == form) for form in FORMS}
        return [
            Alarm("TN", "warning", blank, blank=True)
            for form, blank in by_form.items()
            if blank and form not in missing
        ]


@lru_cache(maxsize=8)
def _law(level: str, consolidates: bool) -> Law:
    return Law(Unit("", "", level, consolidates))


def law_for(unit: Unit) -> Law:
    """The law for units like this one."""
    return _law(unit.level, unit.consolidates)
