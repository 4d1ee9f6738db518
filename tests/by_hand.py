"""The province summed up a second time, in plain Python and fractions, without the catalogue or our code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from cchc_xlsx.model import Blank, Checked, Nil, Number, Unit

OWN = {"BM1.4.1", "BM1.4.2", "BM4.1.3", "BM4.1.5.1", "BM5.4.1", "BM7.1", "BM7.3", "BM7.4"}
LIST = {
    "BM4.1.5.4", "BM4.2.5", "BM4.3.4", "BM7.5.2.1", "BM7.5.2.2", "BM7.5.2.3", "BM7.7.1.3", "BM7.7.2.3", "BM7.8.1.3",
    "BM7.8.2.3",
}  # fmt: skip
TALLY = {
    "BM1.6", "BM1.6.2", "BM1.7", "BM4.1.1a", "BM4.1.1b", "BM4.1.2a", "BM4.1.2b", "BM7.5.1.1", "BM7.5.1.2", "BM7.5.3.1",
    "BM7.5.3.2",
}  # fmt: skip
SHARED = {"BM3.1.1", "BM3.1.4b", "BM3.1.4c", "BM3.2.1", "BM3.2.2", "BM3.2.3"} | {
    f"BM7.{s}.{k}" for s in (7, 8) for k in ("1.1", "1.2", "2.1", "2.2", "3.2", "5.1", "5.2")
}
TOTAL = {
    "BM2.1": "BM2.1.1 BM2.1.2 BM2.1.3", "BM3.1.4": "BM3.1.4a BM3.1.4b BM3.1.4c",
    "BM4.1.5": "BM4.1.5.1 BM4.1.5.2 BM4.1.5.3", "BM6.2.4": "BM6.2.4.1 BM6.2.4.2 BM6.2.4.3",
    **{f"BM7.{s}.3.1": f"BM7.{s}.1.2 BM7.{s}.2.2" for s in (6, 7, 8)},
}  # fmt: skip
STANDS_IN = {
    "BM5.4": "BM5.4.1 BM5.4.2 BM5.4.3 BM5.4.4",
    "BM6.2.1": "BM6.2.2 BM6.2.3 BM6.2.4 BM6.2.5",
}
RATIO = {
    "BM1.2": "BM1.2.2 BM1.2.1", "BM1.3.3": "BM1.3.3.2 BM1.3.3.1", "BM2.2.2": "BM2.2.2b BM2.2.2a",
    "BM2.3.2": "BM2.3.2b BM2.3.2a", "BM6.1": "BM6.1.2 BM6.1.1",
    **{f"BM3.3.{k}": f"BM3.3.{k}b BM3.3.{k}a" for k in (1, 2, 3, 4)},
    **{f"BM7.{s}.{k}": f"BM7.{s}.{k}.2 BM7.{s}.{k}.1" for s in (6, 7, 8) for k in (1, 2, 3, 4, 5)},
}  # fmt: skip
SO_ONLY = (
    "BM1.3.1 BM2.1.1 BM3.1.2 BM3.1.3 BM3.1.4a BM3.3.1 BM4.1.1 BM4.1.4 BM4.1.5.2 BM7.5.1.1 BM7.5.2.1 BM7.5.3.1 BM7.6"
)
HUYEN_ONLY = (
    "BM1.3.2 BM2.1.2 BM2.1.3 BM3.1.4b BM3.1.4c BM3.3.2 BM3.3.3 BM4.1.2 BM4.1.5.3 BM7.2 BM7.5.1.2 BM7.5.1.3 BM7.5.2.2 "
    "BM7.5.2.3 BM7.5.3.2 BM7.5.3.3 BM7.7 BM7.8"
)
RATES = {*RATIO, "BM1.4.2", "BM7.3", "BM4.1.5.4", "BM4.2.5", "BM4.3.4", "BM7.5.2.1", "BM7.5.2.2", "BM7.5.2.3"}
CODES = {*TALLY, "BM7.1", "BM7.4"}


class Answers(NamedTuple):
    """One unit's numbers (nil as 0) and the rows in which it says anything."""

    unit: Unit
    numbers: Mapping[str, Fraction]
    said: frozenset[str]

    def of(self, code: str) -> Fraction | None:
        """The number that counts in a row of this unit, if it is the unit's to report."""
        if code in OWN:
            return self.numbers.get(code) if self.unit.consolidates else None
        for level, codes in (("so", SO_ONLY), ("huyen", HUYEN_ONLY)):
            if self.unit.level != level and any(_below(code, top) for top in codes.split()):
                return None
        return self.numbers.get(code)


def _below(code: str, top: str) -> bool:
    return code == top or (code.startswith(top) and not code[len(top)].isdigit())


def answers(checked: Checked) -> Answers:
    """The numbers of one submission."""
    assert checked.submission.identity.unit
    readings = checked.submission.readings
    numbers = {str(code): Fraction(reading.value) for code, reading in readings.items() if isinstance(reading, Number)}
    nils = [str(code) for code, reading in readings.items() if isinstance(reading, Nil)]
    zeros = dict.fromkeys((code for code in nils if code not in RATES | CODES), Fraction(0))
    said = frozenset(str(code) for code, reading in readings.items() if not isinstance(reading, Blank))
    return Answers(checked.submission.identity.unit, numbers | zeros, said)


def province(units: list[Answers], code: str) -> Fraction | None:
    """The official figure of one row; None where there is none, and for tallies and lists."""
    if code in LIST or code in TALLY:
        return None
    if code in TOTAL:
        return _sum([province(units, part) for part in TOTAL[code].split()])
    if code in RATIO:
        return _rate(units, *RATIO[code].split())
    if code in SHARED:
        districts = [value for one in units if one.unit.level == "huyen" and (value := one.of(code)) is not None]
        counts = Counter(districts)
        common = [value for value in counts if counts[value] == max(counts.values())]
        return _sum([one.of(code) for one in units if one.unit.level == "so"] + ([max(common)] if common else []))
    found = [one.of(code) for one in units]
    return _sum([*found, *(_stand_in(one, code) for one in units)])


def _stand_in(one: Answers, code: str) -> Fraction | None:
    if code not in STANDS_IN or code in one.said:
        return None
    values = []
    for part in STANDS_IN[code].split():
        below = [] if part in one.said else TOTAL.get(part, "").split()
        values += [one.of(code) for code in below or [part]]
    return _sum(values)


def _rate(units: list[Answers], part: str, whole: str) -> Fraction | None:
    above, below = province(units, part), province(units, whole)
    if above is None or not below:
        return None
    if above > below and {part, whole} & {*SHARED, "BM7.7.3.1", "BM7.8.3.1"}:
        return None
    return 100 * above / below


def _sum(values: list[Fraction | None]) -> Fraction | None:
    there = [value for value in values if value is not None]
    return sum(there, Fraction(0)) if there else None


def tally(units: list[Answers], code: str) -> dict[int, int]:
    """Code -> units, for codes that somebody says (0 of an option row is no tick)."""
    found = Counter(int(value) for one in units if (value := one.of(code)) is not None)
    if code.startswith("BM4."):
        found.pop(0, None)
    return dict(found)
