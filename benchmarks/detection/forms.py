"""The rows of the forms as the annex prints them: kind, who reports them, what their codes mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from cchc_xlsx.model import Kind
from tests import guidance
from tests.tables import PRINTED, Printed

FIGURES = (Kind.COUNT, Kind.MONEY, Kind.PERCENT)
SIGNED = "BM4.1.5.4"
"""A cut since 2015 that is an increase: the only figure that may be below 0."""
OPTION_PAIRS = {"so": ("BM4.1.1a", "BM4.1.1b"), "huyen": ("BM4.1.2a", "BM4.1.2b")}
REPEATED = {"BM2.2": "BM2.2.1", "BM2.3": "BM2.3.1"}
"""Headings in which people repeat the row below."""
ROWS: Mapping[str, Printed] = {row.code: row for row in PRINTED}
FORMS = sorted({row.form for row in PRINTED})
_NOTES = {"Cấp sở báo": "so", "Cấp huyện báo": "huyen", "Không báo": "nobody"}


def _kind(code: str) -> Kind:
    lists = {
        Kind.MONEY: guidance.MONEY, Kind.PERCENT: guidance.PERCENTS, Kind.CODE: guidance.CODES,
        Kind.OPTION: guidance.OPTIONS, Kind.HEADING: guidance.HEADINGS,
    }  # fmt: skip
    return next((kind for kind, codes in lists.items() if code in codes), Kind.COUNT)


def _parent(code: str) -> str:
    return code[:-1] if code[-1].isalpha() else code.rpartition(".")[0]


def _reporter(code: str) -> str | None:
    """Whose row it is, by its own note or the nearest above it; None: everybody's."""
    while code:
        if code == "BM1.4":
            return "consolidator"
        if code in ROWS and ROWS[code].note:
            return _NOTES[ROWS[code].note]
        code = _parent(code)
    return None


KIND = {code: _kind(code) for code in ROWS}
REPORTER = {code: _reporter(code) for code in ROWS}
MEANINGS: Mapping[str, Mapping[int, str]] = {
    code: {int(number): words.strip(" ;") for words, number in re.findall(r"(\D+?)\s*=\s*(\d)", row.unit)}
    for code, row in ROWS.items()
    if KIND[code] in (Kind.CODE, Kind.OPTION)
}
"""Code row -> its numbers and the words printed for them; of an option row its own number only."""


class Unit(NamedTuple):
    """Who sends; the consolidator is the department that sums up."""

    id: str
    name: str
    level: str
    consolidates: bool = False

    def reports(self, code: str) -> bool:
        """Whether the row is one this unit may fill in."""
        reporter = REPORTER[code]
        return reporter in (None, self.level) or (self.consolidates and reporter in ("nobody", "consolidator"))

    def owes(self, code: str) -> bool:
        """Whether a blank there is something not filled in; an option pair is judged as a pair."""
        return KIND[code] not in (Kind.HEADING, Kind.OPTION) and REPORTER[code] in (None, self.level)
