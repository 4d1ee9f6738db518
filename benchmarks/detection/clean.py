"""Folders of submissions without a mistake, as varied as units are: what each cell means, not yet how it is typed.

Every relation holds, every row due is filled in, and blank is only what may be. Districts of a folder share one list of
procedures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from math import ceil, floor, log
from random import Random

from benchmarks.detection.forms import FIGURES, KIND, OPTION_PAIRS, REPEATED, Unit
from benchmarks.detection.relations import ZERO, Fact, Said, number, plain
from tests import guidance

Draft = dict[str, Fact]
DEPARTMENTS, DISTRICTS = 12, 8
"""Units of one folder."""


@dataclass(frozen=True)
class Shape:
    """What makes units differ: how much they handle, how often they have nothing, what they are made of, and how they
    write rates and what is not due. ``idle`` is what stands in an idle row, None for a blank."""

    most: int
    nothing: float
    procedures: int
    units: int
    communes: int
    places: int
    idle: Fact | None
    foreign: Fact | None
    nil: float
    sparse: float


def folder(
    chance: Random, number: int, departments: int = DEPARTMENTS, districts: int = DISTRICTS
) -> list[tuple[Unit, Draft]]:
    """The submissions of one folder; the first department is the one that sums up."""
    units = [Unit(f"so-{number}-{n}", f"Sở {number}.{n}", "so", n == 0) for n in range(departments)]
    units += [Unit(f"huyen-{number}-{n}", f"UBND huyện {number}.{n}", "huyen") for n in range(districts)]
    shared = _shared_list(chance)
    return [(unit, submission(chance, unit, shared)) for unit in units]


def submission(chance: Random, unit: Unit, shared: Draft) -> Draft:
    """The facts of one unit."""
    shape = _shape(chance, unit)
    made = _Maker(chance, unit, shape, shared)
    return made.draft()


def _shape(chance: Random, unit: Unit) -> Shape:
    has_units = chance.random() < (0.6 if unit.level == "so" else 0.97)
    return Shape(
        most=chance.choice([5, 40, 400, 5_000, 60_000, 900_000]),
        nothing=chance.choice([0.02, 0.1, 0.3, 0.7]),
        procedures=chance.choice([0, chance.randint(1, 12), chance.randint(20, 400), chance.randint(20, 400)]),
        units=chance.randint(1, chance.choice([3, 30, 90])) if has_units else 0,
        communes=chance.randint(5, 25),
        places=chance.choice([0, 1, 2, 2, 2, 15]),
        idle=chance.choice([None, None, ZERO, Said.NIL]),
        foreign=chance.choice([None, None, None, ZERO, Said.NIL, Said.NOT_APPLICABLE]),
        nil=chance.choice([0.0, 0.0, 0.3, 1.0]),
        sparse=chance.choice([0.0, 0.0, 0.0, 0.5]),
    )


def _shared_list(chance: Random) -> Draft:
    """The list of procedures that all districts of a folder have in common."""
    maker = _Maker(chance, Unit("", "", "huyen"), replace(_shape(chance, Unit("", "", "huyen")), nothing=0.1), {})
    district, commune = (Decimal(chance.randint(30, 400)) for _ in "bc")
    found: Draft = {"BM3.1.1": maker.count(8), "BM3.1.4b": district, "BM3.1.4c": commune}
    for row in (1, 2, 3):
        found[f"BM3.2.{row}"] = maker.up_to(district + commune)
    for section, procedures in ((7, district), (8, commune)):
        found |= maker.listed(section, procedures)
    return found


class _Maker:
    """Draws one unit's facts, form by form."""

    def __init__(self, chance: Random, unit: Unit, shape: Shape, shared: Draft) -> None:
        self._chance, self._unit, self._shape, self._shared = chance, unit, shape, shared
        self._is_so = unit.level == "so"

    def draft(self) -> Draft:
        found: Draft = self._direction() | self._institutions() | self._procedures() | self._organisation()
        found |= self._civil_service() | self._finances() | self._connections()
        if self._unit.consolidates:
            found = self._with_own_rows(found)
        self._answer_otherwise(found)
        return found

    # numbers

    def count(self, most: int | None = None) -> Decimal:
        """Often small, at times very large, at times nothing."""
        most = self._shape.most if most is None else most
        if most < 1 or self._chance.random() < self._shape.nothing:
            return ZERO
        return Decimal(floor(2.718281828 ** self._chance.uniform(0, log(most + 1))))

    def up_to(self, whole: Decimal) -> Decimal:
        """A part of a whole: often all of it, at times nothing."""
        draw = self._chance.random()
        if draw < 0.3 or not whole:
            return whole
        return ZERO if draw < 0.3 + 0.4 * self._shape.nothing else Decimal(self._chance.randint(0, int(whole)))

    def split(self, whole: Decimal, parts: int) -> list[Decimal]:
        """Parts that add up to the whole."""
        marks = sorted(self._chance.randint(0, int(whole)) for _ in range(parts - 1))
        return [Decimal(high - low) for low, high in zip([0, *marks], [*marks, int(whole)], strict=True)]

    def within(self, whole: Decimal, parts: int) -> list[Decimal]:
        """Parts that do not add up to more than the whole, at times just to it."""
        return self.split(whole, parts) if self._chance.random() < 0.3 else self.split(whole, parts + 1)[:parts]

    def rate(self, part: Decimal, whole: Decimal) -> Decimal | None:
        """Rounded or cut off at the unit's usual decimals; None of nothing."""
        if not whole:
            return None
        places = min(self._shape.places, self._chance.choice([0, 1, 2, 15, 15, 15]))
        ways = [ROUND_HALF_UP, ROUND_HALF_EVEN, *([ROUND_DOWN] if places else [])]
        exact = 100 * part / whole
        return plain(exact.quantize(Decimal(1).scaleb(-min(places, 12)), self._chance.choice(ways)))

    def percent(self) -> Decimal:
        """A rate that no other row explains."""
        return plain(Decimal(self._chance.choice([0, 10_000, *[self._chance.randint(1, 10_000)] * 4])) / 100)

    def pair(self, rate: str, part: str, whole: str, of: Decimal) -> Draft:
        """A whole, a part of it, and the rate."""
        return self.rated({part: self.up_to(of), whole: of}, rate, part, whole)

    def rated(self, figures: Draft, rate: str, part: str, whole: str) -> Draft:
        """The figures with their rate."""
        above, below = number(figures, part), number(figures, whole)
        exact = self.rate(above or ZERO, below or ZERO)
        nothing = self._chance.choice([None, Said.NIL, self._shape.idle])
        return figures | _filled({rate: nothing if exact is None else exact})

    def idle(self, rows: Iterable[str]) -> Draft:
        """Rows that are not due: blank, 0 or nil, as the unit does it or each otherwise."""
        ways = [self._shape.idle] if self._chance.random() < 0.8 else [None, ZERO, Said.NIL]
        return _filled({row: self._chance.choice(ways) for row in rows})

    # forms

    def _direction(self) -> Draft:
        checked = self.count(40)
        found: Draft = {"BM1.1": self.count(60), ("BM1.3.1" if self._is_so else "BM1.3.2"): checked}
        found |= self.pair("BM1.2", "BM1.2.2", "BM1.2.1", self.count(90))
        found |= self.pair("BM1.3.3", "BM1.3.3.2", "BM1.3.3.1", self.count(200) if checked else ZERO)
        for first in (1, 5):
            given = self.count()
            figures = [given, *self.within(given, 3)]
            found |= {f"BM1.5.{first + place}": figure for place, figure in enumerate(figures)}
        asked = self._chance.random() > self._shape.nothing
        found |= {"BM1.6": Decimal(asked), "BM1.7": Decimal(self._chance.randint(0, 1))}
        if asked:
            return found | {"BM1.6.1": self.count() + 1, "BM1.6.2": Decimal(self._chance.randint(0, 2))}
        return found | self.idle(["BM1.6.1"]) | _filled({"BM1.6.2": self._chance.choice([None, None, ZERO])})

    def _institutions(self) -> Draft:
        rows = ["BM2.1.1"] if self._is_so else ["BM2.1.2", "BM2.1.3"]
        issued: Draft = {row: self.count(90) for row in rows}
        found: Draft = issued | {"BM2.1": _sum(issued.values())}
        for row in (2, 3):
            seen = self.count(500)
            figures: Draft = {f"BM2.{row}.1": seen}
            found |= figures | self.pair(f"BM2.{row}.2", f"BM2.{row}.2b", f"BM2.{row}.2a", self.up_to(seen))
        if self._chance.random() < 0.2:
            found |= {heading: found[row] for heading, row in REPEATED.items()}
        return found

    def _procedures(self) -> Draft:
        found = self.pair("BM3.3.4", "BM3.3.4b", "BM3.3.4a", self.count(300))
        if not self._is_so:
            shared = {code: figure for code, figure in self._shared.items() if code.startswith("BM3.")}
            found |= shared | {"BM3.1.4": _sum([shared["BM3.1.4b"], shared["BM3.1.4c"]])}
            for row in (2, 3):
                found |= self.pair(f"BM3.3.{row}", f"BM3.3.{row}b", f"BM3.3.{row}a", self.count())
            return found
        listed = Decimal(self._shape.procedures)
        found |= {
            "BM3.1.1": self.count(30), "BM3.1.2": self.up_to(listed) if self._chance.random() < 0.5 else ZERO,
            "BM3.1.3": self.count(30), "BM3.1.4": listed, "BM3.1.4a": listed,
        }  # fmt: skip
        if not listed:
            rows = ["BM3.2.1", "BM3.2.2", "BM3.2.3", "BM3.3.1", "BM3.3.1a", "BM3.3.1b"]
            return found | self.idle(rows)
        found |= {f"BM3.2.{row}": self.up_to(listed) for row in (1, 2, 3)}
        return found | self.pair("BM3.3.1", "BM3.3.1b", "BM3.3.1a", self.count())

    def _organisation(self) -> Draft:
        units = Decimal(self._shape.units)
        done, open_ = OPTION_PAIRS[self._unit.level]
        found: Draft = {
            **(self._chance.choice([{done: Decimal(1)}, {open_: Decimal(2)}])),
            "BM4.1.5": units, ("BM4.1.5.2" if self._is_so else "BM4.1.5.3"): units,
            "BM4.1.5.4": self.percent(), "BM4.2.3": self.count(90), **self._posts(2, self.count(3_000)),
        }  # fmt: skip
        if self._is_so:
            found["BM4.1.4"] = self.count(9)
        if units:
            return found | self._posts(3, self.count())
        rows = [f"BM4.3.{row}" for row in (1, 2, 3, 4)]
        return found | (self.idle(rows) if self._is_so else dict.fromkeys(rows, ZERO))

    def _posts(self, row: int, posts: Decimal) -> Draft:
        """Posts given and filled, cut this period, cut since 2015: never so that the cut looks like one since 2015."""
        cut_row, since_row = {2: (4, 5), 3: (3, 4)}[row]
        cut = self.count(30)
        since = self.percent()
        while cut and (not since or looks_cumulative(cut, since)):
            since = Decimal(self._chance.randint(1, 400)) / 10
        return {
            f"BM4.{row}.1": posts, f"BM4.{row}.2": self.up_to(posts), f"BM4.{row}.{cut_row}": cut,
            f"BM4.{row}.{since_row}": since,
        }  # fmt: skip

    def _civil_service(self) -> Draft:
        bodies, units = Decimal(self._chance.randint(1, 15)), Decimal(self._shape.units)
        punished: Draft = {f"BM5.4.{row}": self.count(12) for row in (2, 3, 4)}
        found: Draft = {
            "BM5.1.1": self.up_to(bodies), "BM5.1.1a": bodies,
            "BM5.1.3": self.up_to(bodies + units) if self.count(3) else ZERO,
            **{f"BM5.2.{row}": self.count(300) for row in guidance.FIVE}, "BM5.3": self.count(9),
            "BM5.4": _sum([*punished.values(), self.count(20)]), **punished,
        }  # fmt: skip
        if units or not self._is_so:
            return found | {"BM5.1.2": self.up_to(units), "BM5.1.2a": units}
        return found | self.idle(["BM5.1.2", "BM5.1.2a"])

    def _finances(self) -> Draft:
        plan = self.count()
        cents = Decimal(1).scaleb(-self._chance.choice([0, 0, 2]))
        plan = plain((plan * Decimal("1.37")).quantize(cents)) if plan else plan
        spent = plain((plan * self._chance.randint(0, 1000) / 1000).quantize(cents, ROUND_DOWN))
        found: Draft = {"BM6.1.1": plan, "BM6.1.2": spent}
        found = self.rated(found, "BM6.1", "BM6.1.2", "BM6.1.1")
        if not plan:
            del found["BM6.1.2"]
            found |= self.idle(["BM6.1.2"])
        return found | self._autonomy(Decimal(self._shape.units))

    def _autonomy(self, units: Decimal) -> Draft:
        """The public service units by how far they pay their own way."""
        rows = ["BM6.2.1", "BM6.2.2", "BM6.2.3", "BM6.2.4", "BM6.2.5", "BM6.2.6"]
        partly = [f"BM6.2.4.{row}" for row in (1, 2, 3)]
        if self._is_so and not units:
            return self.idle([*rows, *partly])
        kinds = self.split(units, 4)
        self._chance.shuffle(kinds)
        found: Draft = dict(zip(rows, [units, *kinds, self.count(4)], strict=True))
        if kinds[2]:
            return found | dict(zip(partly, self.split(kinds[2], 3), strict=True))
        return found | self.idle(partly)

    def _connections(self) -> Draft:
        if self._is_so:
            found: Draft = {
                "BM7.5.1.1": self._connected(), "BM7.5.2.1": self.percent(), "BM7.5.3.1": self._connected(),
            }  # fmt: skip
            if self._shape.procedures:
                return found | self._online(6, self.listed(6, Decimal(self._shape.procedures)))
            return found | self.idle(code for code in KIND if code.startswith("BM7.6."))
        communes = Decimal(self._shape.communes)
        found = {f"BM7.{row}a": communes for row in ("2", "5.1.3", "5.3.3")}
        found |= {f"BM7.{row}b": self.up_to(communes) for row in ("2", "5.1.3", "5.3.3")}
        found |= {"BM7.5.1.2": self._connected(), "BM7.5.3.2": self._connected()}
        found |= {"BM7.5.2.2": self.percent(), "BM7.5.2.3": self.percent()}
        for section in (7, 8):
            begin = f"BM7.{section}."
            found |= self._online(section, {c: f for c, f in self._shared.items() if c.startswith(begin)})
        return found

    def _connected(self) -> Decimal:
        return Decimal(self._chance.choice([1, 1, 2]))

    def listed(self, section: int, procedures: Decimal) -> Draft:
        """A section's list of procedures, as far as districts share it."""
        third, fourth = self.within(procedures, 2)
        on_third, on_fourth, paid = self.up_to(third), self.up_to(fourth), self.up_to(procedures)
        figures = {
            "1.1": third, "1.2": on_third, "2.1": fourth, "2.2": on_fourth, "3.2": self.up_to(on_third + on_fourth),
            "5.1": paid, "5.2": self.up_to(paid),
        }  # fmt: skip
        return {f"BM7.{section}.{row}": figure for row, figure in figures.items()}

    def _online(self, section: int, listed: Draft) -> Draft:
        """A section of form 7 from its list: what was used of it, files, total and rates."""
        begin = f"BM7.{section}."
        third, fourth = (number(listed, f"{begin}{row}") or ZERO for row in ("1.2", "2.2"))
        used = [self.up_to(third), self.up_to(fourth)]
        online = _sum(used) + self.count() if any(used) else ZERO
        found: Draft = listed | {
            f"{begin}1.3": used[0], f"{begin}2.3": used[1], f"{begin}3.1": third + fourth,
            f"{begin}4.1": online + self.count(), f"{begin}4.2": online,
        }  # fmt: skip
        for row in guidance.FIVE:
            found = self.rated(found, f"{begin}{row}", f"{begin}{row}.2", f"{begin}{row}.1")
        return found

    # what is not plainly a number

    def _with_own_rows(self, found: Draft) -> Draft:
        """The province's own rows, some of them blank."""
        own: Draft = {
            "BM1.4.1": self.count(40), "BM1.4.2": self.percent(), "BM4.1.3": self.count(9), "BM4.1.5.1": self.count(9),
            "BM5.4.1": self.count(2), "BM7.1": Decimal(self._chance.randint(0, 1)), "BM7.3": self.percent(),
            "BM7.4": Decimal(self._chance.randint(0, 2)),
        }  # fmt: skip
        own = {code: figure for code, figure in own.items() if self._chance.random() < 0.8}
        whole = {"BM4.1.5": _sum([found["BM4.1.5.2"], own.get("BM4.1.5.1", ZERO)])}
        return found | own | whole | {"BM5.4": _sum([found["BM5.4"], own.get("BM5.4.1", ZERO)])}

    def _answer_otherwise(self, found: Draft) -> None:
        """Zeros as nil or, in the parts of a total, as blanks; zeros and words in rows of others."""
        for total in guidance.TOTALS[:1] + guidance.TOTALS[3:5] + guidance.TOTALS[-1:]:
            for part in total.parts:
                others = [other for other in total.parts if other != part and other in found]
                mine = found.get(part) == 0 and part not in ("BM6.2.4", "BM6.2.1") and total.total in found
                if mine and others and self._chance.random() < self._shape.sparse:
                    del found[part]
        rates = {ratio.rate for ratio in guidance.RATIOS}
        for code, fact in found.items():
            plainly = KIND[code] in FIGURES and code not in rates
            if plainly and fact == 0 and self._chance.random() < self._shape.nil:
                found[code] = Said.NIL
        for code in ("BM5.2.3", "BM6.2.6", "BM5.3"):
            if code in found and self._chance.random() < 0.01:
                found[code] = Said.NOT_APPLICABLE
        others = [code for code in KIND if not self._unit.reports(code) and KIND[code] in FIGURES]
        found |= _filled({code: self._shape.foreign for code in others if self._chance.random() < 0.5})


def looks_cumulative(count: Decimal, rate: Decimal) -> bool:
    """Whether count and rate leave a whole base, so that the count was probably typed since 2015 as the rate is."""
    exponent = rate.as_tuple().exponent
    half = Decimal("0.5").scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    if rate <= half:
        return False
    low, high = 100 * count / (rate + half), 100 * count / (rate - half)
    return high - low < Decimal("0.1") and floor(high) >= ceil(low)


def _sum(figures: Iterable[Fact]) -> Decimal:
    return sum((figure for figure in figures if isinstance(figure, Decimal)), ZERO)


def _filled(facts: dict[str, Fact | None]) -> Draft:
    """The facts without the blanks."""
    return {code: fact for code, fact in facts.items() if fact is not None}
