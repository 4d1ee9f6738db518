"""Facts as people type them, in the notation of ``tests/tables.py``: numbers, Vietnamese text, percent cells, words.

Every way is one the guidance reads for certain in that kind of row.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from random import Random

from benchmarks.detection.forms import KIND, MEANINGS, ROWS
from benchmarks.detection.relations import Fact, Facts, Said
from cchc_xlsx.model import Kind

_NIL = ["-", "–", "không", "Không có", "không phát sinh", "Không phát sinh.", "KPS", "K/c"]
_NOT_APPLICABLE = ["không áp dụng", "Không thuộc thẩm quyền"]
_TICKS = ["x", "X", "✓", "Có"]
_OWN_WORDS = {"a": ["Hoàn thành", "Đã hoàn thành"], "b": ["Chưa hoàn thành"]}
_SPELLED = {1: "một", 2: "hai", 3: "ba", 5: "năm", 10: "mười", 15: "mười lăm", 21: "hai mươi mốt"}
_OLD_LETTERS = {"Văn bản": "V¨n b¶n", "Hồ sơ": "Hå s¬", "Thủ tục": "Thñ tôc"}
"""Units of measure as files in the TCVN3 encoding hold them."""
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


class Hand:
    """How one unit types: ``words`` is the share of cells that are not plain stored numbers."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._words = chance.choice([0.0, 0.1, 0.5, 0.9])
        self._percent_cells = chance.random() < 0.4
        self._nil, self._not_applicable = chance.choice(_NIL), chance.choice(_NOT_APPLICABLE)

    def cells(self, facts: Facts) -> dict[str, str]:
        """Every fact as a cell."""
        return {code: self.cell(code, fact) for code, fact in facts.items()}

    def cell(self, code: str, fact: Fact) -> str:
        """One fact as a cell of its row."""
        match fact:
            case Said.NIL:
                return f"'{self._nil}"
            case Said.NOT_APPLICABLE:
                return f"'{self._not_applicable}"
            case Said.UNREADABLE:
                raise ValueError(f"{code}: what cannot be read is typed by whoever plants it")
        if KIND[code] is Kind.PERCENT and self._percent_cells and fact:
            return f"{fact:f}%"
        if self._chance.random() >= self._words:
            return f"{fact:f}"
        return f"'{self._chance.choice(list(_ways(code, fact)))}"

    def measure(self, code: str) -> str:
        """The unit of measure beside the figure, as printed or nearly so; empty where the cell is blank."""
        printed = ROWS[code].unit
        draw = self._chance.random()
        if draw < 0.85:
            return printed
        bare = "".join(one for one in unicodedata.normalize("NFD", printed) if not unicodedata.combining(one))
        plain = bare.replace("đ", "d").replace("Đ", "D")
        return self._chance.choice(
            ["", printed.upper(), f" {printed.lower()}  ", plain, _OLD_LETTERS.get(printed, printed)]
        )


def _ways(code: str, fact: Decimal) -> list[str]:
    """The ways to type the number as text."""
    match KIND[code]:
        case Kind.CODE:
            return [f"{fact:f}", MEANINGS[code][int(fact)]]
        case Kind.OPTION:
            return [f"{fact:f}"] if not fact else [f"{fact:f}", *_TICKS, *_OWN_WORDS[code[-1]]]
        case Kind.PERCENT:
            return _percents(fact)
        case _:
            return _amounts(code, fact)


def _percents(fact: Decimal) -> list[str]:
    exponent = fact.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    if places > 2:
        fact = round(fact, 2)
    comma = f"{fact:f}".replace(".", ",")
    pointed = [f"{fact:f}"] if places else []
    return [comma, f"{comma}%", f"{comma} %", f" {comma}", *pointed]


def _amounts(code: str, fact: Decimal) -> list[str]:
    """Counts and money: grouped, padded, with the row's own unit or the number in words."""
    plain = f"{fact:f}".replace(".", ",")
    if fact != fact.to_integral_value():
        grouped = f"{int(fact):,}".replace(",", ".") + plain[plain.index(",") :]
        return [plain, grouped]
    dotted, own = f"{int(fact):,}".replace(",", "."), ROWS[code].unit
    ways = [
        plain,
        f"{plain} ",
        dotted,
        dotted.replace(".", " "),
        dotted.replace(".", "\u00a0"),
        plain.translate(_FULL_WIDTH),
    ]
    if own and own != "%":
        ways += [f"{dotted} {own.lower()}", f"{dotted} {own}"]
    if fact < 10:
        ways.append(f"{plain:0>2}")
    if int(fact) in _SPELLED:
        ways.append(f"{plain:0>2} ({_SPELLED[int(fact)]})")
    if fact >= 1_000_000:
        ways.append(f"{int(fact):,}")
    return ways
