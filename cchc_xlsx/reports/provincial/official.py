"""The province's figure as it is shown: its formula over the units' cells, and the value the formula gives."""

from __future__ import annotations

from decimal import Decimal

from cchc_xlsx.catalogue import Indicator
from cchc_xlsx.consolidation import Figure, is_shared
from cchc_xlsx.model import Kind, Policy
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import formulas, wording
from cchc_xlsx.reports.provincial.layout import Layout
from cchc_xlsx.reports.words import Lang


def formula(indicator: Indicator, layout: Layout, lang: Lang) -> str:
    """The formula of the province's figure on the indicator's detail sheet; a shared list's is an array formula."""
    match indicator.policy:
        case Policy.SUM:
            return formulas.sum_of(layout.spans(indicator))
        case Policy.TOTAL:
            return layout.edition.totals[indicator.code].excel(layout.official)
        case Policy.RATIO:
            return _rate(indicator, layout)
        case Policy.TALLY:
            return _tally(indicator, layout, lang)
        case Policy.SHARED:
            return _shared(indicator, layout)
        case Policy.OWN:
            return formulas.own(_own_cell(indicator, layout), indicator.kind)
        case Policy.LIST | Policy.NONE:
            return formulas.NOTHING


def _rate(indicator: Indicator, layout: Layout) -> str:
    ratio = layout.edition.ratios[indicator.code]
    if any(is_shared(code, layout.edition) for code in (ratio.part, ratio.whole)):
        return ratio.excel_within(layout.official)
    return ratio.excel(layout.official)


def _tally(indicator: Indicator, layout: Layout, lang: Lang) -> str:
    spans = layout.spans(indicator)
    if indicator.kind is Kind.OPTION:
        return formulas.ticked(spans, next(iter(indicator.meanings)), lang)
    return formulas.tally(spans, indicator.meanings, lang)


def _shared(indicator: Indicator, layout: Layout) -> str:
    over = [column for column in layout.columns if column.level == indicator.shared_over]
    others = [column for column in layout.columns if column.level != indicator.shared_over]
    return formulas.shared(layout.spans(indicator, over), layout.spans(indicator, others))


def _own_cell(indicator: Indicator, layout: Layout) -> str | None:
    owners = [column.unit.id for column in layout.columns if column.unit.consolidates]
    return layout.unit_cell(indicator.code, owners[0]) if owners else None


def shown(figure: Figure, indicator: Indicator, lang: Lang) -> int | float | str:
    """What the formula gives: a number, a tally's text, or empty text where there is no figure."""
    if figure.how is Policy.TALLY:
        return tally_text(figure, indicator, lang)
    return "" if figure.value is None else plain(figure.value)


def tally_text(figure: Figure, indicator: Indicator, lang: Lang) -> str:
    """ "12 Có · 3 Không · 2 chưa báo"; an option row: how many ticked it."""
    counts = [(figure.counts.get(code, 0), words) for code, words in indicator.meanings.items()]
    if indicator.kind is Kind.OPTION:
        return f"{counts[0][0]} {say(wording.UNITS, lang)}"
    answered = sum(count for count, _ in counts) + figure.nils + figure.exempt
    extra = [(figure.nils, wording.NIL), (figure.exempt, wording.EXEMPT)]
    counts += [(count, say(words, lang)) for count, words in extra if count]
    counts.append((figure.of - answered, say(wording.SILENT, lang)))
    return " · ".join(f"{count} {words}" for count, words in counts)


def plain(value: Decimal) -> int | float:
    """A number as a cell holds it."""
    return int(value) if value == value.to_integral_value() else float(value)


def number_format(indicator: Indicator, value: Decimal | None = None) -> str:
    """How a cell of the row shows its number: grouped, with two decimals for rates and where the value has decimals."""
    if indicator.kind in (Kind.CODE, Kind.OPTION):
        return "0"
    has_decimals = value is not None and value != value.to_integral_value()
    if indicator.kind is Kind.PERCENT:
        return "0.00" if value is None or has_decimals else "0"
    return "#,##0.00" if has_decimals else "#,##0"
