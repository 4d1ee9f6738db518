"""How each class of mistakes is made: what is typed instead of what stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from benchmarks.detection.forms import KIND, MEANINGS, REPEATED, ROWS
from benchmarks.detection.relations import ZERO, AtMost, Condition, Equal, Fact, Online, Said, number, plain
from benchmarks.detection.sending import Sent
from benchmarks.detection.sites import Site, figure_of
from cchc_xlsx.model import Kind


@dataclass
class Change:
    """What is typed instead: facts (None: blank) with their cells, other units of measure, a form left out
    or left blank."""

    facts: dict[str, Fact | None] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    missing: int | None = None
    blank: int | None = None

    @property
    def form(self) -> int | None:
        """The form that is changed as a whole."""
        return self.blank if self.missing is None else self.missing


Plant = Callable[[Random, Sent, Site], Change | None]


def typed(chance: Random, sent: Sent, code: str, fact: Decimal) -> Change:
    """The figure as the unit types in that cell: as a percent, as text or as a number."""
    before, fact = sent.cells.get(code, ""), plain(fact)
    cell = f"{fact:f}"
    if KIND[code] is Kind.PERCENT and before.endswith("%") and not before.startswith("'"):
        cell += "%"
    elif KIND[code] is Kind.COUNT and chance.random() < 0.15:
        cell = "'" + f"{int(fact):,}".replace(",", ".") if fact == int(fact) else cell
    return Change({code: fact}, {code: cell})


def figures(slips: Callable[[Decimal], Sequence[Decimal]]) -> Plant:
    """Plants one of the slips of the figure that stands there."""

    def plant(chance: Random, sent: Sent, site: Site) -> Change | None:
        figure = figure_of(sent, site.code)
        slipped = slips(figure) if figure is not None else []
        return typed(chance, sent, site.code, chance.choice(slipped)) if slipped else None

    return plant


def off_by_one(figure: Decimal) -> list[Decimal]:
    return [figure + 1, *([figure - 1] if figure >= 1 else [])]


def wrong_rate(figure: Decimal) -> list[Decimal]:
    """A little and far beyond what rounding explains."""
    steps = [Decimal(step) / 100 for step in (2, 5, 11, 50, 130, 900)]
    return [moved for step in steps for moved in (figure - step, figure + step) if 0 <= moved <= 100]


def above_whole(chance: Random, sent: Sent, site: Site) -> Change | None:
    """A part raised above its whole, or a left side above the right."""
    relation, figure = site.relation, figure_of(sent, site.code)
    parts = relation.said.left if isinstance(relation, AtMost) else relation.codes[1:2] if relation else ()
    if figure is None or relation is None or site.code not in parts:
        return None
    if isinstance(relation, AtMost):
        limit = next(relation.solutions(sent.facts, site.code), None)
    else:
        limit = number(sent.facts, relation.codes[2])
    if limit is None:
        return None
    return typed(chance, sent, site.code, limit + chance.randint(1, max(1, min(int(limit), 500))))


def above_100(chance: Random, sent: Sent, site: Site) -> Change:
    return typed(chance, sent, site.code, Decimal(chance.choice([101, 105, 120, 1000, chance.randint(101, 999)])))


def no_comma(_: Random, sent: Sent, site: Site) -> Change | None:
    """1163 for 11,63, as an Excel in English takes it."""
    figure = figure_of(sent, site.code)
    if figure is None or figure * 100 != int(figure * 100) or not figure % 1:
        return None
    return Change({site.code: plain(figure * 100)}, {site.code: f"{figure * 100:.0f}"})


def negative(chance: Random, sent: Sent, site: Site) -> Change:
    figure = -(figure_of(sent, site.code) or Decimal(chance.randint(1, 30)))
    return Change({site.code: figure}, {site.code: f"{figure:f}"})


def fraction(chance: Random, sent: Sent, site: Site) -> Change:
    figure = (figure_of(sent, site.code) or ZERO) + Decimal(chance.randint(1, 9)) / 10
    cell = chance.choice([f"{figure:f}", "'" + f"{figure:f}".replace(".", ",")])
    return Change({site.code: figure}, {site.code: cell})


def thousandth(_: Random, sent: Sent, site: Site) -> Change | None:
    """15.999 for 15 999, as an Excel in English takes it; 16.000 would be 16, which nobody can tell from sixteen."""
    figure = figure_of(sent, site.code)
    if figure is None or figure < 1000 or not figure % 1000:
        return None
    return Change({site.code: plain(figure / 1000)}, {site.code: f"{plain(figure / 1000):f}"})


def unreadable(*cells: str) -> Plant:
    """Something typed that is no figure for certain."""
    return lambda chance, _, site: Change({site.code: Said.UNREADABLE}, {site.code: chance.choice(cells)})


def a_date(chance: Random, _: Sent, site: Site) -> Change:
    day = date(2022, chance.randint(1, 12), chance.randint(1, 28))
    return Change({site.code: Said.UNREADABLE}, {site.code: f"date {day.isoformat()}"})


def other_measure(chance: Random, _: Sent, site: Site) -> Change:
    cells = {
        Kind.COUNT: ["'100%", "'15 %", "12%"], Kind.MONEY: ["'8,356 tỷ", "'5.000.000 đồng", "'95%"],
        Kind.PERCENT: ["'89 hồ sơ", "'12 thủ tục"],
    }[KIND[site.code]]  # fmt: skip
    return Change({site.code: Said.UNREADABLE}, {site.code: chance.choice(cells)})


def unprinted_code(chance: Random, _: Sent, site: Site) -> Change:
    allowed = {0, *MEANINGS[site.code]} if KIND[site.code] is Kind.OPTION else {*MEANINGS[site.code]}
    figure = chance.choice([n for n in (0, 1, 2, 3, 4, 9, 11) if n not in allowed])
    return Change({site.code: Decimal(figure)}, {site.code: f"{figure}"})


def unprinted_word(chance: Random, _: Sent, site: Site) -> Change:
    words = ["Đang thực hiện", "Một phần", "Rồi", "Tốt", "x"]
    if KIND[site.code] is Kind.OPTION:
        words = ["Đang thực hiện", "Chưa hoàn thành" if site.code.endswith("a") else "Hoàn thành"]
    return Change({site.code: Said.UNREADABLE}, {site.code: f"'{chance.choice(words)}"})


def tick(chance: Random, _: Sent, site: Site) -> Change:
    own = Decimal(next(iter(MEANINGS[site.code])))
    return Change({site.code: own}, {site.code: chance.choice([f"{own}", "'x"])})


def blank(_: Random, __: Sent, site: Site) -> Change:
    return Change({site.code: None}, {site.code: ""})


def foreign_figure(chance: Random, _: Sent, site: Site) -> Change:
    meant = next((code for code in MEANINGS.get(site.code, ()) if code), chance.randint(1, 90))
    return coded(site, meant)


def coded(site: Site, figure: int) -> Change:
    return Change({site.code: Decimal(figure)}, {site.code: f"{figure}"})


def rate_of_nothing(chance: Random, _: Sent, site: Site) -> Change:
    figure = chance.choice([100, 100, 50, 98])
    return Change({site.code: Decimal(figure)}, {site.code: chance.choice([f"{figure}", f"{figure}%", f"'{figure}%"])})


def as_fraction(_: Random, sent: Sent, site: Site) -> Change | None:
    figure = plain((figure_of(sent, site.code) or ZERO) / 100)
    return Change({site.code: figure}, {site.code: f"{figure:f}"}) if figure else None


def block_shifted(chance: Random, sent: Sent, site: Site) -> Change | None:
    """A block of figures that begins in this row typed one row down."""
    codes = [code for code, row in ROWS.items() if row.form == ROWS[site.code].form]
    start = codes.index(site.code)
    block = codes[start : start + chance.randint(3, 9)]
    facts = {code: sent.facts.get(code) for code in block}
    if Said.NOT_APPLICABLE in facts.values() or len(block) < 3:
        return None
    moved = dict(zip(block, [None, *list(facts.values())[:-1]], strict=True))
    return figures_put(moved, facts)


def exchanged(_: Random, sent: Sent, site: Site) -> Change | None:
    """The figures of this row and the next exchanged."""
    codes = [code for code, row in ROWS.items() if row.form == ROWS[site.code].form and KIND[code] is not Kind.HEADING]
    below = codes[codes.index(site.code) + 1 : codes.index(site.code) + 2]
    if not below or not sent.unit.reports(below[0]):
        return None
    facts = {code: sent.facts.get(code) for code in (site.code, below[0])}
    both = all(isinstance(fact, Decimal) for fact in facts.values())
    return figures_put(dict(zip(facts, reversed(facts.values()), strict=True)), facts) if both else None


def figures_put(moved: dict[str, Fact | None], before: dict[str, Fact | None]) -> Change | None:
    """The facts typed as plain figures in their new rows (nil as 0); None where nothing differs."""
    figures = {code: ZERO if fact is Said.NIL else fact for code, fact in moved.items()}
    facts = {
        code: fact for code, fact in figures.items() if fact != (ZERO if before[code] is Said.NIL else before[code])
    }
    cells = {code: f"{fact:f}" if isinstance(fact, Decimal) else "" for code, fact in facts.items()}
    return Change(dict(facts), cells) if facts else None


def without_form(_: Random, __: Sent, site: Site) -> Change:
    return Change(missing=ROWS[site.code].form)


def blank_form(_: Random, __: Sent, site: Site) -> Change:
    return Change(blank=ROWS[site.code].form)


def altered_measure(chance: Random, _: Sent, site: Site) -> Change:
    others = (
        ["Đồng", "Tỷ đồng", "Người"] if KIND[site.code] is Kind.MONEY else ["Hồ sơ", "Người", "Triệu đồng", "Văn bản"]
    )
    return Change(measures={site.code: chance.choice([one for one in others if one != ROWS[site.code].unit])})


def mismatch(chance: Random, sent: Sent, site: Site) -> Change | None:
    """A figure that another form contradicts."""
    relation, figure = site.relation, figure_of(sent, site.code)
    if figure is None or relation is None:
        return None
    wanted = next(relation.solutions(sent.facts, site.code), figure)
    match relation:
        case Equal():
            figure = max(ZERO, figure + chance.choice([-1, 1]) * chance.randint(1, max(1, min(int(figure), 40))))
        case AtMost(said=said) if said.across:
            step = chance.randint(1, 40)
            figure = wanted + step if site.code in said.left else wanted - step
        case Online() if site.code == relation.files:
            figure = chance.choice([ZERO, max(ZERO, wanted - chance.randint(1, 9))])
        case Online():
            figure = wanted + chance.randint(1, 9)
        case _:
            return None
    return typed(chance, sent, site.code, figure) if figure >= 0 else None


def against_condition(chance: Random, _: Sent, site: Site) -> Change | None:
    """Either side of a condition typed so that it is broken."""
    relation = site.relation
    if not isinstance(relation, Condition):
        return None
    if site.code == relation.when.code:
        figure = {"= 0": 0, "= 1": 1}.get(relation.when.test, chance.randint(1, 40))
        return coded(site, figure)
    match relation.then.test:
        case "filled":
            return Change({site.code: Said.NIL}, {site.code: "'không phát sinh"})
        case "> 0":
            return chance.choice([coded(site, 0), Change({site.code: Said.NIL}, {site.code: "'-"})])
        case _:
            return coded(site, chance.randint(1, 2))


def otherwise(chance: Random, sent: Sent, site: Site) -> Change:
    return coded(site, int(number(sent.facts, REPEATED[site.code]) or 0) + chance.randint(1, 9))
