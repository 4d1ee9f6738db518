"""What all sheets of one provincial workbook are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.consolidation import Column, Consolidation, Figure
from cchc_xlsx.model import Code, LevelId, Outcome, Severity
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import wording
from cchc_xlsx.reports.provincial.layout import Layout
from cchc_xlsx.reports.sheet_styles import Styles
from cchc_xlsx.reports.words import Lang


@dataclass(frozen=True)
class Book:
    """The outcome, its consolidation and the language, with what several sheets derive from them."""

    outcome: Outcome
    consolidation: Consolidation
    edition: Edition
    lang: Lang
    styles: Styles

    @cached_property
    def layout(self) -> Layout:
        """Where indicators and units stand on the detail sheets."""
        return Layout(self.consolidation, self.edition)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The units, in the order of their columns."""
        return self.consolidation.columns

    @property
    def figures(self) -> Mapping[Code, Figure]:
        """The province's figures."""
        return self.consolidation.figures

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Unit id -> name."""
        return {column.unit.id: column.unit.name for column in self.columns}

    @property
    def consolidator(self) -> str:
        """The name of the unit that sums up."""
        found = [column.unit.name for column in self.columns if column.unit.consolidates]
        return found[0] if found else self.edition.consolidator

    @cached_property
    def period(self) -> str:
        """ "Kỳ báo cáo: Năm 2022"."""
        kind, year = self.edition.period(self.outcome.period), (self.outcome.period or "")[:4]
        if kind is None:
            return say(wording.PERIOD, self.lang, period=say(wording.PERIOD_UNKNOWN, self.lang))
        name = kind.name if self.lang is Lang.VI else kind.name_en
        return say(wording.PERIOD, self.lang, period=f"{name} {year} ({kind.opens} – {kind.closes})")

    @property
    def footer(self) -> str:
        """What every printed page says at its foot."""
        return f"{self.edition.province}, {self.period}"

    def level_name(self, level: LevelId | None) -> str:
        """The level's name, empty where it is not known."""
        found = self.edition.level(level)
        if found is None:
            return ""
        return found.level if self.lang is Lang.VI else found.level_en

    def policy_words(self, indicator: Indicator) -> str:
        """How a row sums up; empty for a heading."""
        words = wording.POLICIES.get(indicator.policy)
        return say(words, self.lang, level=self.level_name(indicator.shared_over)) if words else ""

    @cached_property
    def _errors(self) -> Mapping[str, frozenset[Code]]:
        return {column.unit.id: frozenset(_standing_errors(column)) for column in self.columns}

    def errors(self, column: Column) -> frozenset[Code]:
        """The indicators at which an open error of the unit stands."""
        return self._errors[column.unit.id]


def _standing_errors(column: Column) -> Iterator[Code]:
    for finding in column.checked.open_findings if column.checked else ():
        for one in (finding, *finding.also):
            if one.severity is Severity.ERROR and one.at:
                yield from (point.code for point in (one.related if one.lists_rows else (one.at,)))
