"""One mistake planted in a submission that has none, of every class, into every relation and row it can apply to.

A change counts as a mistake only if the guidance has something to say of it (:mod:`benchmarks.detection.law`): a digit
swapped in a rate has to leave the tolerance; a figure that no relation touches and that stays plausible cannot be found
by anybody and is not planted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from benchmarks.detection import plants, sites, slips
from benchmarks.detection.forms import FIGURES, KIND, ROWS
from benchmarks.detection.law import law_for
from benchmarks.detection.plants import Change, Plant
from benchmarks.detection.relations import Alarm, AtMost, Equal, Fact, Online, Ratio, Total
from benchmarks.detection.sending import Sent
from benchmarks.detection.sites import Site
from cchc_xlsx.model import Kind


class Planted(NamedTuple):
    """A submission with one mistake: what was done where, what stood there, and what the guidance says of it."""

    error: str
    site: Site
    sent: Sent
    codes: tuple[str, ...]
    truth: dict[str, Fact | None]
    alarms: tuple[Alarm, ...]
    in_measure: bool = False
    form: int | None = None

    @property
    def families(self) -> frozenset[str]:
        """The families of rules that should speak."""
        return frozenset(alarm.family for alarm in self.alarms)


class Error(NamedTuple):
    """A class of mistakes: where it can be made, and how."""

    name: str
    sites: Callable[[Sent], Iterable[Site]]
    plant: Plant


def corrupted(sent: Sent, error: str, site: Site, change: Change) -> Planted | None:
    """The submission with the change; None where the guidance has nothing to say of it."""
    rows = [code for code in ROWS if ROWS[code].form == change.form and sent.unit.owes(code)]
    emptied = {code for code in ROWS if ROWS[code].form == change.form}
    facts = {code: fact for code, fact in {**sent.facts, **change.facts}.items() if fact is not None}
    facts = {code: fact for code, fact in facts.items() if code not in emptied}
    cells = {code: cell for code, cell in {**sent.cells, **change.cells}.items() if cell and code not in emptied}
    missing = sent.missing | ({change.missing} if change.missing else set())
    codes = tuple({**change.facts, **change.measures}) or tuple(rows)
    law = law_for(sent.unit)
    alarms = [alarm for alarm in law.alarms(facts, missing) if {*alarm.codes} & {*codes}]
    alarms += [Alarm("DV", "error" if KIND[code] is Kind.MONEY else "warning", (code,)) for code in change.measures]
    alarms += [Alarm("TN", "error", codes, blank=True)] if change.missing else []
    seen, _ = law.read(facts)
    meant = site.relation is None or site.relation.judge(seen) or any(alarm.family == "GT" for alarm in alarms)
    if not alarms or not meant:
        return None
    made = replace(sent, facts=facts, cells=cells, measures={**sent.measures, **change.measures}, missing=missing)
    truth = {code: sent.facts.get(code) for code in codes}
    return Planted(error, site, made, codes, truth, tuple(alarms), bool(change.measures), change.form)


_ANY = (Ratio, Total, AtMost, Equal, Online)
_TWO = ("'5/6", "'12+3", "'3 và 4", "'khoảng 20", "'>95", "'5 - 7", "'10 (trong đó 3 mới)")
_TEXTS = ("'nhiều", "'đang tổng hợp", "'xem phụ lục", "'Theo báo cáo số 12", "'chưa có số liệu")
ERRORS = (
    Error("total off by one", sites.members(Total), plants.figures(plants.off_by_one)),
    Error("tenfold", sites.members(*_ANY), plants.figures(slips.tenfold)),
    Error("a tenth", sites.members(*_ANY), plants.figures(slips.tenth)),
    Error("digits swapped", sites.members(*_ANY), plants.figures(slips.swapped)),
    Error("digit lost", sites.members(*_ANY), plants.figures(slips.lost)),
    Error("rate beyond tolerance", sites.rates, plants.figures(plants.wrong_rate)),
    Error("part above whole", sites.members(Ratio, AtMost), plants.above_whole),
    Error("percent above 100", sites.rows(Kind.PERCENT), plants.above_100),
    Error("comma lost: 1163 for 11,63", sites.rows(Kind.PERCENT), plants.no_comma),
    Error("percent as fraction: 0.953", sites.rates, plants.as_fraction),
    Error("negative", sites.rows(*FIGURES, Kind.CODE), plants.negative),
    Error("fraction of a count", sites.rows(Kind.COUNT), plants.fraction),
    Error("thousandth: 15.999 for 15 999", sites.rows(Kind.COUNT), plants.thousandth),
    Error("date", sites.rows(), plants.a_date),
    Error("truth value", sites.rows(), plants.unreadable("TRUE", "FALSE")),
    Error("text", sites.rows(), plants.unreadable(*_TEXTS)),
    Error("two numbers", sites.rows(), plants.unreadable(*_TWO)),
    Error("separators misplaced", sites.rows(Kind.COUNT), plants.unreadable("'15,999", "'95.30", "'1.23.456", "'12.5")),
    Error("another unit in the cell", sites.rows(*FIGURES), plants.other_measure),
    Error("cached error", sites.rows(), plants.unreadable("#REF!", "#DIV/0!", "#N/A", "#VALUE!")),
    Error("formula without value", sites.rows(), plants.unreadable("=")),
    Error("code out of range", sites.rows(Kind.CODE, Kind.OPTION), plants.unprinted_code),
    Error("word that is no code", sites.rows(Kind.CODE, Kind.OPTION), plants.unprinted_word),
    Error("both options", sites.other_option, plants.tick),
    Error("no option", sites.ticked, plants.blank),
    Error("row of another level", sites.foreign, plants.foreign_figure),
    Error("blank total", sites.totals, plants.blank),
    Error("blank rate", sites.rates, plants.blank),
    Error("blank", sites.blanks, plants.blank),
    Error("rate of nothing", sites.rates_of_nothing, plants.rate_of_nothing),
    Error("rows shifted by one", sites.blocks, plants.block_shifted),
    Error("rows exchanged", sites.blocks, plants.exchanged),
    Error("form missing", sites.forms, plants.without_form),
    Error("form blank", sites.forms, plants.blank_form),
    Error("unit of measure altered", sites.measured, plants.altered_measure),
    Error("forms contradict", sites.members(Equal, AtMost, Online), plants.mismatch),
    Error("condition broken", sites.conditions, plants.against_condition),
    Error("heading contradicts its row", sites.repeated, plants.otherwise),
)
_TRIES = 12


def planted(chance: Random, clean: Sequence[Sent], number: int) -> list[Planted]:
    """So many mistakes, of each class equally many, spread over the sites it can be made at, the least used first."""
    found: list[Planted] = []
    used: Counter[tuple[str, ...]] = Counter()
    while len(found) < number:
        error, sent = ERRORS[len(found) % len(ERRORS)], chance.choice(clean)
        possible = list(error.sites(sent))
        chance.shuffle(possible)
        possible.sort(key=lambda site: used[(error.name, sent.unit.level, *site.key)])
        for site in possible[:_TRIES]:
            change = error.plant(chance, sent, site)
            made = corrupted(sent, error.name, site, change) if change else None
            used[(error.name, sent.unit.level, *site.key)] += 3 if made else 1
            if made:
                found.append(made)
                break
    return found
