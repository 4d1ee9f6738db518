"""Findings -> sentences. The words are the rules'; here they get their facts, in the reader's language and notation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from cchc_xlsx.catalogue import CONSOLIDATOR, Edition, Indicator
from cchc_xlsx.catalogue.wording import in_english, in_vietnamese
from cchc_xlsx.model import (
    Blank,
    Cell,
    Code,
    Finding,
    Invalid,
    Kind,
    LevelId,
    Nil,
    NotApplicable,
    Number,
    Point,
    Reading,
    Repair,
    RuleId,
    Severity,
)
from cchc_xlsx.rules import RULES, Words

MANY = 12
"""So many rows are named one by one; the rest are counted."""
_REPAIRS = 3
"""So many ways to mend are named in a sentence."""


class Lang(StrEnum):
    """A language of the reports."""

    VI = "vi"
    EN = "en"


SEVERITY_WORDS = {
    Severity.ERROR: Words("lỗi", "error"),
    Severity.WARNING: Words("cảnh báo", "warning"),
    Severity.INFO: Words("ghi nhận", "info"),
}


def pick(words: Words, lang: Lang) -> str:
    """The words in one language."""
    return words.vi if lang is Lang.VI else words.en


def number(value: Decimal, lang: Lang) -> str:
    """``15999`` -> ``15.999``, ``89.23`` -> ``89,23``; in English ``15,999``, ``89.23``."""
    return in_vietnamese(value) if lang is Lang.VI else in_english(value)


def figure(expected: Decimal | str, lang: Lang) -> str:
    """A figure, or the figures in a limit such as ``≥ 15999``, in the reader's notation."""
    if isinstance(expected, Decimal):
        return number(expected, lang)
    return re.sub(r"\d+(\.\d+)?", lambda match: number(Decimal(match[0]), lang), expected)


def shown(reading: Reading | None, lang: Lang) -> str:
    """What the cell says, as its reader sees it: text as typed, a stored number in the reader's notation."""
    match reading:
        case Number(typed=True, raw=raw) | Nil(raw=raw) | NotApplicable(raw=raw):
            return raw.strip()
        case Number(value=value):
            return number(value, lang)
        case Invalid(number=value, typed=False) if value is not None:
            return number(value, lang)
        case Invalid(raw=""):
            return pick(Words("chưa có kết quả", "no result"), lang)
        case Invalid(raw=raw):
            return raw.strip()
        case Blank():
            return pick(Words("trống", "blank"), lang)
        case None:
            return pick(Words("không có dòng", "no row"), lang)
        case _:
            assert_never(reading)


def short_label(indicator: Indicator, length: int = 60) -> str:
    """The label, cut between words."""
    if len(indicator.label) <= length:
        return indicator.label
    return indicator.label[:length].rsplit(" ", 1)[0] + "…"


def place(cell: Cell, lang: Lang, beside: Cell | None = None) -> str:
    """``Biểu mẫu 7, ô D41``; only ``ô D41`` beside a cell of the same sheet."""
    ref = pick(Words(f"ô {cell.ref}", f"cell {cell.ref}"), lang)
    return ref if beside and cell[:2] == beside[:2] else f"{cell.sheet}, {ref}"


def sentence(finding: Finding, edition: Edition, lang: Lang, level: LevelId | None = None) -> str:
    """The finding in words: where, what, probably what, what to do. ``level`` is that of the unit concerned."""
    facts = _Facts(finding, edition, lang, level)
    return fill(pick(RULES[finding.rule].message, lang), facts)


def likely_cells(finding: Finding, edition: Edition, lang: Lang) -> str:
    """``BM7.6.2.1 (ô D38): 130 → 116; hoặc …``: what probably mends the finding, best first; empty where unknown."""
    return _Facts(finding, edition, lang, None).repairs_in_short()


def consequences(finding: Finding, lang: Lang) -> str:
    """``LM003 BM7.6.1.1 (ô D34); …``: what is folded under the finding, in short; empty where there is nothing."""
    named = [_in_short(one, finding.cell, lang) for one in finding.also]
    more = len(named) - MANY
    rest = pick(Words(f"; và {more + 1} nữa", f"; and {more + 1} more"), lang)
    return "; ".join(named) if more <= 0 else "; ".join(named[: MANY - 1]) + rest


def _in_short(finding: Finding, beside: Cell | None, lang: Lang) -> str:
    rule = f"{finding.rule} {pick(RULES[finding.rule].title, lang)}"
    where = f" ({place(finding.cell, lang, beside)})" if finding.cell else ""
    return f"{rule}: {finding.at.code}{where}" if finding.at else rule


def reason(rule: RuleId, detail: str, lang: Lang) -> str:
    """Why a file is left out."""
    return fill(pick(RULES[rule].message, lang), lambda name: detail if name == "detail" else "")


def fill(template: str, fact: Callable[[str], str | None]) -> str:
    """The template with its facts. A part in ``[…]`` goes where a fact in it is None or empty; elsewhere None is
    a fault."""

    def part(match: re.Match[str]) -> str:
        names = re.findall(r"{(\w+)}", match[1])
        return "" if not all(map(fact, names)) else match[1]

    def value(match: re.Match[str]) -> str:
        found = fact(match[1])
        if found is None:
            raise KeyError(match[1])
        return found

    return re.sub(r"{(\w+)}", value, re.sub(r"\[([^][]*)\]", part, template))


def _exchanged(one: Repair, other: Repair) -> bool:
    """Whether each of two figures belongs in the other's cell."""
    match one.point.reading, other.point.reading:
        case Number(value=first), Number(value=second):
            return (one.expected, other.expected) == (second, first)
        case _:
            return False


class _Facts:
    """The facts of one finding by the names that messages use; a fact the finding does not have is None."""

    def __init__(self, finding: Finding, edition: Edition, lang: Lang, level: LevelId | None) -> None:
        self._finding, self._edition, self._lang, self._level = finding, edition, lang, level
        self._indicator = edition.indicators[finding.at.code] if finding.at else None

    def __call__(self, name: str) -> str | None:
        found = getattr(self, f"{name}_fact")()
        return None if found is None else str(found)

    def cell_fact(self) -> str:
        cell, form = self._finding.cell, self._finding.form
        return place(cell, self._lang) if cell else pick(Words(f"Biểu mẫu {form}", f"Form {form}"), self._lang)

    def row_fact(self) -> str | None:
        return f"{self._indicator.code} “{short_label(self._indicator)}”" if self._indicator else None

    def raw_fact(self) -> str | None:
        at = self._finding.at
        return shown(at.reading, self._lang) if at and not isinstance(at.reading, Blank | None) else None

    def now_fact(self) -> str:
        """The reading that counts, of one that is adjusted."""
        return shown(self._finding.at.reading if self._finding.at else None, self._lang)

    def before_fact(self) -> str:
        """What the adjustment puts another figure in place of."""
        return shown(self._finding.related[0].reading if self._finding.related else None, self._lang)

    def line_fact(self) -> int | None:
        return self._finding.line

    def value_fact(self) -> str | None:
        reading = self._finding.at.reading if self._finding.at else None
        return number(reading.value, self._lang) if isinstance(reading, Number) else None

    def expected_fact(self) -> str | None:
        expected = self._finding.expected
        return None if expected is None else figure(expected, self._lang)

    def relation_fact(self) -> str:
        """The relation with each indicator's figure behind its code."""
        relation = self._edition.by_statement[self._finding.statement]
        figures = {point.code: point.reading for point in self._points()}
        own = self._finding.at.code if self._finding.at else None

        def name(code: Code) -> str:
            reading = figures.get(code)
            known = isinstance(reading, Number) and code != own
            return f"{code} ({shown(reading, self._lang)})" if known else str(code)

        return relation.words(name)

    def _points(self) -> Iterable[Point]:
        return (*((self._finding.at,) if self._finding.at else ()), *self._finding.related)

    def related_fact(self) -> str:
        return "; ".join(
            f"{point.code} = {shown(point.reading, self._lang)}{self._behind(point)}"
            for point in self._finding.related
            if not isinstance(point.reading, Blank | None)
        )

    def concerned_fact(self) -> str | None:
        """The other cells, where nothing tells what mends it."""
        return None if self._finding.likely else self.related_fact()

    def repair_fact(self) -> str | None:
        """What probably mends it, best first."""
        known = self._finding.likely and not self._finding.alike
        return self._repairs(Words("; nếu không thì ", "; or else ")) if known else None

    def either_fact(self) -> str | None:
        """The repairs that weigh alike, and what else would do."""
        return self._repairs(Words("; hoặc ", "; or ")) if self._finding.alike else None

    def instead_fact(self) -> str | None:
        """The other cell that a figure was probably meant for."""
        moved = [repair.point for repair in self._finding.likely if repair.with_last]
        return f"{moved[0].code}{self._behind(moved[0])}" if len(moved) == 1 else None

    def repairs_in_short(self) -> str:
        return self._repairs(Words("; hoặc ", "; or "))

    def _repairs(self, between: Words) -> str:
        changes: list[list[Repair]] = []
        for repair in self._finding.likely:
            if repair.with_last and changes:
                changes[-1].append(repair)
            else:
                changes.append([repair])
        told = [self._change(change) for change in changes[: max(_REPAIRS, self._finding.alike)]]
        return pick(between, self._lang).join(told)

    def _change(self, repairs: Sequence[Repair]) -> str:
        """What is changed together; two figures of which each belongs in the other's cell are told as such."""
        told, rest = [], repairs
        if len(repairs) > 1 and _exchanged(*repairs[:2]):
            told, rest = [self._exchange(*repairs[:2])], repairs[2:]
        return pick(Words(" cùng ", " with "), self._lang).join([*told, *map(self._repair, rest)])

    def _exchange(self, one: Repair, other: Repair) -> str:
        rows = pick(Words(" và ", " and "), self._lang).join(map(self._row_of, (one, other)))
        first, second = (shown(repair.point.reading, self._lang) for repair in (one, other))
        return rows + pick(Words(f": ghi đảo {first} và {second}", f": {first} and {second} exchanged"), self._lang)

    def _row_of(self, repair: Repair) -> str:
        is_own = self._finding.at is not None and repair.point.code == self._finding.at.code
        return f"{repair.point.code}{'' if is_own else self._behind(repair.point)}"

    def _repair(self, repair: Repair) -> str:
        return f"{self._row_of(repair)}: {shown(repair.point.reading, self._lang)} → {self._becomes(repair)}"

    def _becomes(self, repair: Repair) -> str:
        if repair.expected is not None:
            return figure(repair.expected, self._lang)
        is_code = self._edition.indicators[repair.point.code].kind is Kind.CODE
        if repair.with_last:
            return pick(Words("tính lại", "computed anew"), self._lang)
        if isinstance(repair.point.reading, Invalid):
            return pick(Words("ghi lại", "to be typed anew"), self._lang)
        return pick(Words("mã đúng", "the right code") if is_code else Words("để trống", "blank"), self._lang)

    def _behind(self, point: Point) -> str:
        return f" ({place(point.reading.cell, self._lang, self._finding.cell)})" if point.reading else ""

    def more_fact(self) -> int | None:
        """How many rows it lists behind its own; None of a finding that lists none."""
        return len(self._finding.related) - 1 if self._finding.lists_rows else None

    def others_fact(self) -> str:
        return self._named(self._finding.related[1:])

    def _listed(self) -> str:
        return self._named(self._finding.related)

    def _named(self, points: Sequence[Point]) -> str:
        named = [f"{point.code}{self._behind(point)}" for point in points]
        if len(named) <= MANY:
            return "; ".join(named)
        rest = len(named) - MANY + 1
        return "; ".join(named[: MANY - 1]) + pick(Words(f"; và {rest} dòng nữa", f"; and {rest} more"), self._lang)

    missing_fact = blanks_fact = _listed

    def count_fact(self) -> int:
        return len(self._finding.related)

    def form_fact(self) -> int | None:
        return self._finding.form

    def detail_fact(self) -> str:
        return self._finding.detail

    def files_fact(self) -> str:
        return ", ".join(path.rpartition("/")[2] for path in self._finding.paths)

    def measure_fact(self) -> str | None:
        return self._indicator.measure if self._indicator else None

    def note_fact(self) -> str | None:
        if self._indicator is None:
            return None
        notes = {reporter.id: reporter.note for reporter in self._edition.reporters}
        own = self._indicator.reporter == CONSOLIDATOR
        return self._edition.consolidator if own else notes.get(self._indicator.reporter or LevelId(""), "")

    def level_fact(self) -> str | None:
        shared = self._indicator.shared_over if self._indicator else None
        level = self._edition.level(self._level or shared)
        return (level.level if self._lang is Lang.VI else level.level_en) if level else None
