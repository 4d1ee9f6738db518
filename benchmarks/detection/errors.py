"""One mistake planted in a submission that has none, of every class, into every relation and row it can apply to.

A change counts as a mistake only if the guidance has something to say of it (:mod:`benchmarks.detection.law`): a digit
swapped in a rate has to leave the tolerance; a figure that no relation touches and that stays plausible cannot be found
by anybody and is not planted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

from benchmarks.detection.forms import FIGURES, KIND, MEANINGS, OPTION_PAIRS, REPEATED, ROWS, Kind
from benchmarks.detection.law import (
    ZERO,
    Alarm,
    AtMost,
    Condition,
    Equal,
    Fact,
    Law,
    Online,
    Ratio,
    Relation,
    Repeats,
    Said,
    Total,
    law_for,
    number,
)
from benchmarks.detection.sending import Sent, day


class Site(NamedTuple):
    """Where a mistake is planted: a row and, where one matters, the relation it is to break."""

    code: str
    relation: Relation | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return (self.code, *(self.relation.codes if self.relation else ()))


@dataclass
class Change:
    """What is typed instead: facts (None: blank) with their cells, other units of measure, or a form left out."""

    facts: dict[str, Fact | None] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    missing: int | None = None


class Planted(NamedTuple):
    """A submission with one mistake: what was done where, what stood there, and what the guidance says of it."""

    error: str
    site: Site
    sent: Sent
    codes: tuple[str, ...]
    truth: dict[str, Fact | None]
    alarms: tuple[Alarm, ...]
    in_measure: bool = False
    missing: int | None = None

    @property
    def families(self) -> frozenset[str]:
        """The families of rules that should speak."""
        return frozenset(alarm.family for alarm in self.alarms)


Plant = Callable[[Random, Sent, Site], Change | None]


class Error(NamedTuple):
    """A class of mistakes: where it can be made, and how."""

    name: str
    sites: Callable[[Sent], Iterable[Site]]
    plant: Plant


def corrupted(sent: Sent, error: str, site: Site, change: Change) -> Planted | None:
    """The submission with the change; None where the guidance has nothing to say of it."""
    facts = {code: fact for code, fact in {**sent.facts, **change.facts}.items() if fact is not None}
    cells = {code: cell for code, cell in {**sent.cells, **change.cells}.items() if cell}
    codes = tuple({**change.facts, **change.measures})
    missing = sent.missing
    if change.missing is not None:
        codes = tuple(code for code, row in ROWS.items() if row.form == change.missing and sent.unit.owes(code))
        facts = {code: fact for code, fact in facts.items() if ROWS[code].form != change.missing}
        missing = missing | {change.missing}
    law = law_for(sent.unit)
    alarms = [alarm for alarm in law.alarms(facts, missing) if set(alarm.codes) & set(codes)]
    alarms += [Alarm("DV", "error" if KIND[code] is Kind.MONEY else "warning", (code,)) for code in change.measures]
    alarms += [Alarm("TN", "error", codes, blank=True)] if change.missing is not None else []
    seen, _ = law.read(facts)
    meant = site.relation is None or site.relation.judge(seen) or any(alarm.family == "GT" for alarm in alarms)
    if not alarms or not meant:
        return None
    made = replace(sent, facts=facts, cells=cells, measures={**sent.measures, **change.measures}, missing=missing)
    truth = {code: sent.facts.get(code) for code in codes}
    return Planted(error, site, made, codes, truth, tuple(alarms), bool(change.measures), change.missing)


# where


def _law(sent: Sent) -> Law:
    return law_for(sent.unit)


def _own(sent: Sent, *kinds: Kind) -> Iterator[str]:
    """The filled rows of these kinds that the unit reports."""
    wanted = {*(kinds or Kind)} - {Kind.HEADING}
    for code, fact in sent.facts.items():
        if KIND[code] in wanted and sent.unit.reports(code) and fact is not Said.NOT_APPLICABLE:
            yield code


def _rows(*kinds: Kind) -> Callable[[Sent], Iterator[Site]]:
    return lambda sent: map(Site, _own(sent, *kinds))


def _members(*kinds: type[Relation]) -> Callable[[Sent], Iterator[Site]]:
    """Every filled row of every relation of these kinds."""

    def sites(sent: Sent) -> Iterator[Site]:
        for relation in _law(sent).relations:
            if isinstance(relation, kinds):
                yield from (Site(code, relation) for code in relation.codes if _plain(sent, code) is not None)

    return sites


def _rates(sent: Sent) -> Iterator[Site]:
    return (site for site in _members(Ratio)(sent) if site.relation and site.code == site.relation.codes[0])


def _plain(sent: Sent, code: str) -> Decimal | None:
    return number(sent.facts, code) if sent.unit.reports(code) else None


# what


def _type(chance: Random, sent: Sent, code: str, fact: Decimal) -> Change:
    """The figure as the unit types in that cell: as a percent, as text or as a number."""
    before = sent.cells.get(code, "")
    cell = f"{fact:f}"
    if KIND[code] is Kind.PERCENT and before.endswith("%") and not before.startswith("'"):
        cell += "%"
    elif KIND[code] is Kind.COUNT and chance.random() < 0.15:
        cell = "'" + f"{int(fact):,}".replace(",", ".") if fact == int(fact) else cell
    return Change({code: fact}, {code: cell})


def _figures(slips: Callable[[Random, Decimal], Sequence[Decimal]]) -> Plant:
    """Plants one of the slips of the figure that stands there."""

    def plant(chance: Random, sent: Sent, site: Site) -> Change | None:
        figure = _plain(sent, site.code)
        slipped = slips(chance, figure) if figure is not None else []
        return _type(chance, sent, site.code, chance.choice(slipped)) if slipped else None

    return plant


def off_by_one(_: Random, figure: Decimal) -> list[Decimal]:
    return [figure + 1, *([figure - 1] if figure >= 1 else [])]


def tenfold(_: Random, figure: Decimal) -> list[Decimal]:
    return [10 * figure] if figure else []


def tenth(_: Random, figure: Decimal) -> list[Decimal]:
    return [figure / 10] if figure >= 10 and not figure % 10 else []


def swapped(_: Random, figure: Decimal) -> list[Decimal]:
    """Two neighbouring digits exchanged."""
    text = f"{figure:f}"
    return _numbers(
        [
            text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            for at in range(len(text) - 1)
            if "." not in text[at : at + 2]
        ],
        figure,
    )


def lost(_: Random, figure: Decimal) -> list[Decimal]:
    """One digit left out."""
    text = f"{figure:f}"
    return _numbers([text[:at] + text[at + 1 :] for at in range(len(text)) if text[at] != "."], figure)


def _numbers(texts: Iterable[str], figure: Decimal) -> list[Decimal]:
    """The texts a person would leave standing as a number."""
    usual = [
        text
        for text in texts
        if text[:1].isdigit() and text[-1:].isdigit() and (text[0] != "0" or text[1:2] in ("", "."))
    ]
    return [one for one in map(Decimal, usual) if one != figure]


def _wrong_rate(chance: Random, figure: Decimal) -> list[Decimal]:
    moved = figure + chance.choice([-1, 1]) * Decimal(chance.randint(2, 900)) / 100
    return [moved] if 0 <= moved <= 100 else []


def _above_whole(chance: Random, sent: Sent, site: Site) -> Change | None:
    """A part raised above its whole, or a left side above the right."""
    relation, figure = site.relation, _plain(sent, site.code)
    parts = relation.said.left if isinstance(relation, AtMost) else relation.codes[1:2] if relation else ()
    if figure is None or relation is None or site.code not in parts:
        return None
    if isinstance(relation, AtMost):
        limit = next(relation.solutions(sent.facts, site.code), None)
    else:
        limit = number(sent.facts, relation.codes[2])
    if limit is None:
        return None
    return _type(chance, sent, site.code, limit + chance.randint(1, max(1, min(int(limit), 500))))


def _above_100(chance: Random, sent: Sent, site: Site) -> Change:
    return _type(chance, sent, site.code, Decimal(chance.choice([101, 105, 120, 1000, chance.randint(101, 999)])))


def _no_comma(_: Random, sent: Sent, site: Site) -> Change | None:
    """1163 for 11,63, as an Excel in English takes it."""
    figure = _plain(sent, site.code)
    if figure is None or figure * 100 != int(figure * 100) or not figure % 1:
        return None
    return Change({site.code: figure * 100}, {site.code: f"{figure * 100:.0f}"})


def _negative(chance: Random, sent: Sent, site: Site) -> Change:
    figure = -(_plain(sent, site.code) or Decimal(chance.randint(1, 30)))
    return Change({site.code: figure}, {site.code: f"{figure:f}"})


def _fraction(chance: Random, sent: Sent, site: Site) -> Change:
    figure = (_plain(sent, site.code) or ZERO) + Decimal(chance.randint(1, 9)) / 10
    cell = chance.choice([f"{figure:f}", "'" + f"{figure:f}".replace(".", ",")])
    return Change({site.code: figure}, {site.code: cell})


def _thousandth(_: Random, sent: Sent, site: Site) -> Change | None:
    """15.999 for 15 999, as an Excel in English takes it; 16.000 would be 16, which nobody can tell from sixteen."""
    figure = _plain(sent, site.code)
    if figure is None or figure < 1000 or not figure % 1000:
        return None
    return Change({site.code: figure / 1000}, {site.code: f"{(figure / 1000).normalize():f}"})


def _unreadable(*cells: str) -> Plant:
    """Something typed that is no figure for certain."""
    return lambda chance, _, site: Change({site.code: Said.UNREADABLE}, {site.code: chance.choice(cells)})


def _date(chance: Random, _: Sent, site: Site) -> Change:
    return Change({site.code: Said.UNREADABLE}, {site.code: day(chance)})


def _other_measure(chance: Random, _: Sent, site: Site) -> Change:
    cells = {
        Kind.COUNT: ["'100%", "'15 %", "12%"], Kind.MONEY: ["'8,356 tỷ", "'5.000.000 đồng", "'95%"],
        Kind.PERCENT: ["'89 hồ sơ", "'12 thủ tục"],
    }[KIND[site.code]]  # fmt: skip
    return Change({site.code: Said.UNREADABLE}, {site.code: chance.choice(cells)})


def _unprinted_code(chance: Random, _: Sent, site: Site) -> Change:
    allowed = {0, *MEANINGS[site.code]} if KIND[site.code] is Kind.OPTION else {*MEANINGS[site.code]}
    figure = chance.choice([n for n in (0, 1, 2, 3, 4, 9, 11) if n not in allowed])
    return Change({site.code: Decimal(figure)}, {site.code: f"{figure}"})


def _unprinted_word(chance: Random, _: Sent, site: Site) -> Change:
    words = ["Đang thực hiện", "Một phần", "Rồi", "Tốt", "x"]
    if KIND[site.code] is Kind.OPTION:
        words = ["Đang thực hiện", "Chưa hoàn thành" if site.code.endswith("a") else "Hoàn thành"]
    return Change({site.code: Said.UNREADABLE}, {site.code: f"'{chance.choice(words)}"})


def _other_option(sent: Sent) -> Iterator[Site]:
    """The row of the pair that is not ticked."""
    return (Site(code) for code in OPTION_PAIRS[sent.unit.level] if not number(sent.facts, code))


def _ticked(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in OPTION_PAIRS[sent.unit.level] if number(sent.facts, code))


def _tick(chance: Random, _: Sent, site: Site) -> Change:
    own = Decimal(next(iter(MEANINGS[site.code])))
    return Change({site.code: own}, {site.code: chance.choice([f"{own}", "'x"])})


def _blank(_: Random, __: Sent, site: Site) -> Change:
    return Change({site.code: None}, {site.code: ""})


def _foreign(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in ROWS if not sent.unit.reports(code) and KIND[code] is not Kind.HEADING)


def _foreign_figure(chance: Random, _: Sent, site: Site) -> Change:
    if KIND[site.code] in (Kind.CODE, Kind.OPTION):
        return _tick(chance, _, Site(site.code)) if KIND[site.code] is Kind.OPTION else _code(site, 1)
    return Change({site.code: Decimal(figure := chance.randint(1, 90))}, {site.code: f"{figure}"})


def _code(site: Site, figure: int) -> Change:
    return Change({site.code: Decimal(figure)}, {site.code: f"{figure}"})


def _totals(sent: Sent) -> Iterator[Site]:
    return (site for site in _members(Total)(sent) if site.relation and site.code == site.relation.codes[0])


def _blanks(sent: Sent) -> Iterator[Site]:
    computed = {site.code for site in (*_rates(sent), *_totals(sent))}
    return (Site(code) for code in _own(sent) if code not in computed and sent.unit.owes(code))


def _rates_of_nothing(sent: Sent) -> Iterator[Site]:
    for relation in _law(sent).relations:
        if (
            isinstance(relation, Ratio)
            and _plain(sent, relation.said.whole) == 0
            and sent.unit.reports(relation.codes[0])
        ):
            yield Site(relation.said.rate, relation)


def _rate_of_nothing(chance: Random, _: Sent, site: Site) -> Change:
    figure = chance.choice([100, 100, 50, 98])
    return Change({site.code: Decimal(figure)}, {site.code: chance.choice([f"{figure}", f"{figure}%", f"'{figure}%"])})


def _as_fraction(_: Random, sent: Sent, site: Site) -> Change | None:
    figure = _plain(sent, site.code)
    return Change({site.code: figure / 100}, {site.code: f"{figure / 100:f}"}) if figure else None


def _blocks(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in _own(sent, *FIGURES))


def _shifted(chance: Random, sent: Sent, site: Site) -> Change | None:
    """A block of figures that begins in this row typed one row down."""
    codes = [code for code, row in ROWS.items() if row.form == ROWS[site.code].form]
    start = codes.index(site.code)
    block = codes[start : start + chance.randint(3, 9)]
    facts = {code: sent.facts.get(code) for code in block}
    if Said.NOT_APPLICABLE in facts.values() or len(block) < 3:
        return None
    moved = dict(zip(block, [None, *list(facts.values())[:-1]], strict=True))
    return _figures_put(moved, facts)


def _exchanged(_: Random, sent: Sent, site: Site) -> Change | None:
    """The figures of this row and the next exchanged."""
    codes = [code for code, row in ROWS.items() if row.form == ROWS[site.code].form and KIND[code] is not Kind.HEADING]
    below = codes[codes.index(site.code) + 1 : codes.index(site.code) + 2]
    if not below or not sent.unit.reports(below[0]):
        return None
    facts = {code: sent.facts.get(code) for code in (site.code, below[0])}
    both = all(isinstance(fact, Decimal) for fact in facts.values())
    return _figures_put(dict(zip(facts, reversed(facts.values()), strict=True)), facts) if both else None


def _figures_put(moved: dict[str, Fact | None], before: dict[str, Fact | None]) -> Change | None:
    """The facts typed as plain figures in their new rows (nil as 0); None where nothing differs."""
    figures = {code: ZERO if fact is Said.NIL else fact for code, fact in moved.items()}
    facts = {
        code: fact for code, fact in figures.items() if fact != (ZERO if before[code] is Said.NIL else before[code])
    }
    cells = {code: f"{fact:f}" if isinstance(fact, Decimal) else "" for code, fact in facts.items()}
    return Change(dict(facts), cells) if facts else None


def _forms(sent: Sent) -> Iterator[Site]:
    """Each form, by its first row."""
    return (Site(next(code for code, row in ROWS.items() if row.form == form)) for form in sent.forms)


def _without_form(_: Random, __: Sent, site: Site) -> Change:
    return Change(missing=ROWS[site.code].form)


def _measured(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in _own(sent, *FIGURES) if ROWS[code].unit and code != "BM1.4.1")


def _altered_measure(chance: Random, _: Sent, site: Site) -> Change:
    others = (
        ["Đồng", "Tỷ đồng", "Người"] if KIND[site.code] is Kind.MONEY else ["Hồ sơ", "Người", "Triệu đồng", "Văn bản"]
    )
    return Change(measures={site.code: chance.choice([one for one in others if one != ROWS[site.code].unit])})


def _mismatch(chance: Random, sent: Sent, site: Site) -> Change | None:
    """A figure that another form contradicts."""
    relation, figure = site.relation, _plain(sent, site.code)
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
    return _type(chance, sent, site.code, figure) if figure >= 0 else None


def _against_condition(chance: Random, _: Sent, site: Site) -> Change | None:
    """Either side of a condition typed so that it is broken."""
    relation = site.relation
    if not isinstance(relation, Condition):
        return None
    if site.code == relation.when.code:
        figure = {"= 0": 0, "= 1": 1}.get(relation.when.test, chance.randint(1, 40))
        return _code(site, figure)
    match relation.then.test:
        case "filled":
            return Change({site.code: Said.NIL}, {site.code: "'không phát sinh"})
        case "> 0":
            return chance.choice([_code(site, 0), Change({site.code: Said.NIL}, {site.code: "'-"})])
        case _:
            return _code(site, chance.randint(1, 2))


def _conditions(sent: Sent) -> Iterator[Site]:
    for relation in _law(sent).relations:
        if isinstance(relation, Condition):
            yield from (Site(code, relation) for code in relation.codes if sent.unit.reports(code))


def _repeated(sent: Sent) -> Iterator[Site]:
    for relation in _law(sent).relations:
        if isinstance(relation, Repeats) and number(sent.facts, relation.row) is not None:
            yield Site(relation.heading, relation)


def _otherwise(chance: Random, sent: Sent, site: Site) -> Change:
    return _code(site, int(number(sent.facts, REPEATED[site.code]) or 0) + chance.randint(1, 9))


_ANY = (Ratio, Total, AtMost, Equal, Online)
_TWO = ("'5/6", "'12+3", "'3 và 4", "'khoảng 20", "'>95", "'5 - 7", "'10 (trong đó 3 mới)")
_TEXTS = ("'nhiều", "'đang tổng hợp", "'xem phụ lục", "'Theo báo cáo số 12", "'chưa có số liệu")
ERRORS = (
    Error("total off by one", _members(Total), _figures(off_by_one)),
    Error("tenfold", _members(*_ANY), _figures(tenfold)),
    Error("a tenth", _members(*_ANY), _figures(tenth)),
    Error("digits swapped", _members(*_ANY), _figures(swapped)),
    Error("digit lost", _members(*_ANY), _figures(lost)),
    Error("rate beyond tolerance", _rates, _figures(_wrong_rate)),
    Error("part above whole", _members(Ratio, AtMost), _above_whole),
    Error("percent above 100", _rows(Kind.PERCENT), _above_100),
    Error("comma lost: 1163 for 11,63", _rows(Kind.PERCENT), _no_comma),
    Error("percent as fraction: 0.953", _rates, _as_fraction),
    Error("negative", _rows(*FIGURES, Kind.CODE), _negative),
    Error("fraction of a count", _rows(Kind.COUNT), _fraction),
    Error("thousandth: 15.999 for 15 999", _rows(Kind.COUNT), _thousandth),
    Error("date", _rows(), _date),
    Error("truth value", _rows(), _unreadable("TRUE", "FALSE")),
    Error("text", _rows(), _unreadable(*_TEXTS)),
    Error("two numbers", _rows(), _unreadable(*_TWO)),
    Error("separators misplaced", _rows(Kind.COUNT), _unreadable("'15,999", "'95.30", "'1.23.456", "'12.5")),
    Error("another unit in the cell", _rows(*FIGURES), _other_measure),
    Error("cached error", _rows(), _unreadable("#REF!", "#DIV/0!", "#N/A", "#VALUE!")),
    Error("formula without value", _rows(), _unreadable("=")),
    Error("code out of range", _rows(Kind.CODE, Kind.OPTION), _unprinted_code),
    Error("word that is no code", _rows(Kind.CODE, Kind.OPTION), _unprinted_word),
    Error("both options", _other_option, _tick),
    Error("no option", _ticked, _blank),
    Error("row of another level", _foreign, _foreign_figure),
    Error("blank total", _totals, _blank),
    Error("blank rate", _rates, _blank),
    Error("blank", _blanks, _blank),
    Error("rate of nothing", _rates_of_nothing, _rate_of_nothing),
    Error("rows shifted by one", _blocks, _shifted),
    Error("rows exchanged", _blocks, _exchanged),
    Error("form missing", _forms, _without_form),
    Error("unit of measure altered", _measured, _altered_measure),
    Error("forms contradict", _members(Equal, AtMost, Online), _mismatch),
    Error("condition broken", _conditions, _against_condition),
    Error("heading contradicts its row", _repeated, _otherwise),
)
_TRIES = 12


def planted(chance: Random, clean: Sequence[Sent], number: int) -> list[Planted]:
    """So many mistakes, of each class equally many, spread over the sites it can be made at, the least used first."""
    found: list[Planted] = []
    used: Counter[tuple[str, ...]] = Counter()
    while len(found) < number:
        error, sent = ERRORS[len(found) % len(ERRORS)], chance.choice(clean)
        sites = list(error.sites(sent))
        chance.shuffle(sites)
        sites.sort(key=lambda site: used[(error.name, sent.unit.level, *site.key)])
        for site in sites[:_TRIES]:
            change = error.plant(chance, sent, site)
            made = corrupted(sent, error.name, site, change) if change else None
            used[(error.name, sent.unit.level, *site.key)] += 3 if made else 1
            if made:
                found.append(made)
                break
    return found
