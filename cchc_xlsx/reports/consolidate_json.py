"""The consolidation as one JSON document: the contract ``cchc-xlsx/consolidate@1``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.consolidation import Column, Consolidation, Figure, account
from cchc_xlsx.model import Checked, Outcome, Policy
from cchc_xlsx.reports.standing import file_status
from cchc_xlsx.reports.words import Lang, reason

SCHEMA = "cchc-xlsx/consolidate@1"


def summary(outcome: Outcome, consolidation: Consolidation, edition: Edition, lang: Lang) -> dict[str, Any]:
    """The document: files summed (``units``), files not summed with the reason in ``lang``, and the province's figures.

    Whole numbers are ints, others floats of 10 significant digits. Rows are those of the edition but its headings.
    """
    return {
        "schema": SCHEMA,
        "units": [entry for column in consolidation.summed for entry in _files(column, column.checked)],
        "left_out": [
            {"path": file.path, "reason": reason(file.why, file.detail, lang)} for file in account(outcome).left_out
        ],
        "totals": {
            code: _total(consolidation.figures[code]) for code in edition.codes if code in consolidation.figures
        },
    }


def _files(column: Column, checked: Checked | None) -> Iterator[dict[str, Any]]:
    """An entry for each file, so that files summed and left out add up to those received."""
    if checked is None:
        return
    known = checked.submission.identity.unit
    for path in checked.submission.paths:
        yield {
            "unit_id": known.id if known else None,
            "unit": column.unit.name if known else None,
            "level": column.level,
            "path": path,
            "status": file_status(checked, path).value,
        }


def _total(figure: Figure) -> dict[str, Any]:
    entry: dict[str, Any] = {"value": _number(figure.value), "how": figure.how.value}
    match figure.how:
        case Policy.TALLY:
            entry["value"] = {str(code): units for code, units in figure.counts.items()}
        case Policy.SHARED:
            entry["differ"] = list(figure.differ)
        case Policy.LIST:
            entry |= {"min": _number(figure.lowest), "max": _number(figure.highest)}
        case Policy.TOTAL:
            entry["control"] = _number(figure.control)
        case Policy.SUM | Policy.RATIO | Policy.OWN | Policy.NONE:
            pass
    entry |= {"reported": figure.reported, "of": figure.of}
    if figure.official:
        by, computed = figure.official
        entry["adjusted"] = {
            "computed": _number(computed),
            "reason": by.reason,
            "who": by.who,
            "date": by.dated or None,
        }
    return entry


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(f"{value:.10g}")
