"""Where each indicator and unit stands on the sheets "Chi tiết BM1" … of the provincial workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.consolidation import Column, Consolidation, takes_part
from cchc_xlsx.model import Code

CODE, STT, LABEL, MEASURE, POLICY, PROVINCE, CONTROL, FIRST_UNIT = range(8)
"""The columns of a detail sheet, counted from 0; the units follow."""

TITLE_ROW, PERIOD_ROW, LEGEND_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 4, 5


def detail_sheet(form: int) -> str:
    """The name of a form's detail sheet."""
    return f"Chi tiết BM{form}"


def form_sheet(form: int) -> str:
    """The name of a form's sheet in the official layout."""
    return f"Biểu mẫu {form}"


class Layout:
    """Rows and columns of the detail sheets. Addresses are as Excel writes them."""

    def __init__(self, consolidation: Consolidation, edition: Edition) -> None:
        self.columns = consolidation.columns
        self.edition = edition

    @cached_property
    def rows(self) -> Mapping[Code, int]:
        """Code -> row, counted from 0."""
        return {
            indicator.code: FIRST_ROW + place
            for form in self.edition.forms
            for place, indicator in enumerate(self.edition.rows(form.number))
        }

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Unit id -> column, counted from 0."""
        return {column.unit.id: FIRST_UNIT + place for place, column in enumerate(self.columns)}

    @cached_property
    def units_of_paths(self) -> Mapping[str, str]:
        """A submission's file -> the id of the unit in whose column its figures stand."""
        return {
            path: column.unit.id
            for column in self.columns
            if column.checked
            for path in column.checked.submission.paths
        }

    def unit_cell(self, code: Code, unit_id: str) -> str:
        """A unit's cell for an indicator: ``K41``."""
        return _address(self.rows[code], self.places[unit_id])

    def official(self, code: Code) -> str:
        """The cell of the province's figure on its own sheet: ``F12``."""
        return _address(self.rows[code], PROVINCE)

    def from_afar(self, code: Code, column: int = PROVINCE) -> str:
        """The cell of the province's figure (or its control) for a formula on another sheet."""
        sheet = detail_sheet(self.edition.indicators[code].form)
        return f"'{sheet}'!{_address(self.rows[code], column)}"

    def spans(self, indicator: Indicator, columns: Iterable[Column] | None = None) -> list[str]:
        """The cells of the units that take part in a row (of ``columns``, or of all), in as few ranges as can be."""
        asked = self.columns if columns is None else columns
        row = self.rows[indicator.code]
        places = [self.places[column.unit.id] for column in asked if takes_part(indicator, column)]
        return [xl_range(row, first, row, last) for first, last in _runs(places)]


def _address(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column))


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """``3 4 5 8`` -> (3, 5), (8, 8)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
