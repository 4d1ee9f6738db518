"""Which period a workbook is for: what its identity block, headings and file name say, in the words of the edition.

A date ("ngày 20 tháng 9 năm 2022") names no period, nor does the year of a decree. A period that the edition does not
have ("quý IV", "9 tháng") is told apart from none: it is said, never taken for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.model import PeriodId

_DATE = re.compile(r"\bngay(?: \d+)?(?: thang)?(?: \d+)? nam 20\d\d\b|\bthang \d+ nam 20\d\d\b")
_OF_A_REPORT = re.compile(r"\b(bao cao|ky|so lieu|cchc|cai cach)\b")
_OF_A_DECREE = re.compile(r"\b(ban hanh|quyet dinh|thong tu|nghi dinh|cong van|ke hoach)\b")
_PART_OF_A_YEAR = re.compile(r"\b(quy|thang|cuoi|dau|q\d|\d+t)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_OF_FIGURES = re.compile(r"\b(so lieu|so luong|ket qua|gia tri|thuc hien|bao cao|thong ke|ky|ca)\b")
_UNKNOWN = "?"
"""A part of a year that is no period of the edition: no file is for it."""


class Said(NamedTuple):
    """A period, or the words of one that the edition does not have, or neither."""

    period: PeriodId | None = None
    unknown: str = ""


class PeriodReader:
    """Reads the periods of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._kinds = {
            re.sub(r"(?<=.) nam$", "", fold(word)): period.id
            for period in edition.periods
            for word in (period.id, period.name, *period.words)
        }
        self._whole_year = self._kinds.get("nam")

    def read(self, block: dict[str, str], headings: Iterable[str], path: str) -> Said:
        """The identity block's period; where it names none, that of the headings, then of the file name."""
        said = self._of_block(block.get("period", ""), block.get("year", ""))
        if said != Said():
            return said
        lines = [fold(text) for text in headings]
        of_report = [line for line in lines if _OF_A_REPORT.search(line) and not _OF_A_DECREE.search(line)]
        said = _agreed([found for line in of_report for found in self._in(line)])
        return said if said != Said() else self._of_file(fold(PurePath(path).stem))

    def is_named(self, words: str) -> bool:
        """Whether folded words of a column's head name a period or a year."""
        return self._named(words) != (None, None)

    def fits(self, words: str, period: PeriodId) -> bool:
        """Whether what folded words of a column's head name is the period, as far as they go: a year, a part of one."""
        kind, year = self._named(words)
        return kind in (None, period[4:]) and year in (None, period[:4])

    def _named(self, words: str) -> tuple[str | None, str | None]:
        """The kind of period and the year in a column's head; the word "năm" in front of a year names no kind."""
        year = re.search(r"\b(?:nam )?(20\d\d)\b", words)
        rest = _OF_FIGURES.sub(" ", f"{words[: year.start()]} {words[year.end() :]}" if year else words).strip()
        whole = [word for word in self._kinds if word == rest]
        parts = [word for word in self._kinds if len(word) > 3 and f" {word} " in f" {rest} "]
        kind = self._kinds.get(max(whole or parts, key=len, default=""))
        return kind or (_UNKNOWN if _PART_OF_A_YEAR.search(rest) else None), year[1] if year else None

    def _of_block(self, period: str, year: str) -> Said:
        text = fold(f"{period} {year}")
        years = set(re.findall(r"\b(20\d\d)(?=\b|[a-z])", text))
        if not period or not years:
            return Said()
        kind = re.sub(r" nam$", "", " ".join(re.sub(r"\b20\d\d", " ", text).split()))
        known = self._kinds.get(kind or "nam")
        return (
            Said(PeriodId(years.pop() + known))
            if known and len(years) == 1
            else Said(unknown=f"{period} {year}".strip())
        )

    def _of_file(self, stem: str) -> Said:
        """``2022H1``, or the words of a heading."""
        for kind in set(self._kinds.values()):
            if match := re.search(rf"\b(20\d\d) ?{kind.lower()}\b", stem):
                return Said(PeriodId(match[1] + kind))
        return _agreed(list(self._in(stem)))

    def _in(self, line: str) -> Iterable[Said]:
        """Every period the line names by a year and the words before it."""
        text = _DATE.sub(" ", line)
        for match in _YEAR.finditer(text):
            before = text[: match.start()].split()
            is_year = before[-1:] == ["nam"]
            words = before[:-1] if is_year else before
            endings = [" ".join(words[-count:]) for count in (4, 3, 2, 1) if len(words) >= count]
            kind = next((self._kinds[ending] for ending in endings if ending in self._kinds and ending != "nam"), None)
            if kind:
                yield Said(PeriodId(match[1] + kind))
            elif _PART_OF_A_YEAR.search(" ".join(words[-3:])):
                yield Said(unknown=" ".join([*before[-4:], match[1]]))
            elif is_year and self._whole_year:
                yield Said(PeriodId(match[1] + self._whole_year))


def _agreed(found: list[Said]) -> Said:
    """The one period that is named; several, or only ones nobody knows, are said."""
    periods = list(dict.fromkeys(said.period for said in found if said.period))
    if len(periods) == 1:
        return Said(periods[0])
    unknown = dict.fromkeys([*periods, *(said.unknown for said in found if said.unknown)])
    return Said(unknown=" / ".join(unknown))
