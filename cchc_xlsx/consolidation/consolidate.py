"""Outcome of a check + edition -> the province's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.consolidation.columns import columns_of, takes_part
from cchc_xlsx.consolidation.figures import Column, Consolidation, Figure
from cchc_xlsx.consolidation.official import decided, finding_of
from cchc_xlsx.consolidation.policies import POLICIES, Row, standing_parts
from cchc_xlsx.model import Code, Finding, Outcome, Policy, Severity


def consolidate(outcome: Outcome, edition: Edition) -> Consolidation:
    """Sums up the submissions that nothing leaves out: a figure for each indicator that is no heading."""
    columns = columns_of(outcome, edition)
    errors = {column.unit.id: frozenset(_codes_in_error(column)) for column in columns if column.is_summed}
    figures: dict[Code, Figure] = {}
    official = {one.code: one for one in outcome.official}
    for code in _parts_first(edition):
        indicator = edition.indicators[code]
        if indicator.policy is not Policy.NONE:
            units = tuple(column for column in columns if takes_part(indicator, column))
            figure = POLICIES[indicator.policy](Row(indicator, edition, units, figures))
            figure = replace(figure, open_errors=_errors_in(figure, columns, errors, figures, edition))
            figures[code] = decided(figure, official[code]) if code in official else figure
    in_order = {code: figures[code] for code in edition.codes if code in figures}
    findings = [finding_of(in_order[one.code], one, edition) for one in outcome.official]
    return Consolidation(columns, in_order, tuple(findings))


def _parts_first(edition: Edition) -> Iterable[Code]:
    """All codes, each behind those it is made of."""
    made_of = {code: relation.codes[1:] for code, relation in (*edition.ratios.items(), *edition.totals.items())}
    return TopologicalSorter({code: made_of.get(code, ()) for code in edition.codes}).static_order()


def _codes_in_error(column: Column) -> Iterator[Code]:
    """The indicators that an open error of the unit speaks of."""
    for finding in column.checked.open_findings if column.checked else ():
        for one in (finding, *finding.also):
            if one.severity is Severity.ERROR:
                yield from _codes_of(one)


def _codes_of(finding: Finding) -> Iterator[Code]:
    if finding.at:
        yield finding.at.code
    yield from (point.code for point in finding.related)


def _errors_in(
    figure: Figure,
    columns: tuple[Column, ...],
    errors: Mapping[str, frozenset[Code]],
    figures: Mapping[Code, Figure],
    edition: Edition,
) -> tuple[str, ...]:
    """The units whose open errors lie in a figure: in its row, in its parts, or in what stands in for a blank."""
    made_of = {Policy.TOTAL: edition.totals, Policy.RATIO: edition.ratios}.get(figure.how, {})
    parts = made_of[figure.code].codes[1:] if figure.code in made_of else ()
    below = {unit for part in parts for unit in figures[part].open_errors}
    found: list[str] = []
    for column in columns:
        unit, codes = column.unit.id, {figure.code}
        if unit in figure.stand_ins:
            codes.update(standing_parts(figure.code, column, edition))
        if unit in below or codes & errors.get(unit, frozenset()):
            found.append(unit)
    return tuple(found)
