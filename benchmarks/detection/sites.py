"""Where each class of mistakes can be made in a submission: a row and, where one matters, a relation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from benchmarks.detection.forms import FIGURES, KIND, OPTION_PAIRS, ROWS
from benchmarks.detection.law import law_for
from benchmarks.detection.relations import Condition, Ratio, Relation, Repeats, Said, Total, number
from benchmarks.detection.sending import Sent
from cchc_xlsx.model import Kind


class Site(NamedTuple):
    """Where a mistake is planted: a row and, where one matters, the relation it is to break."""

    code: str
    relation: Relation | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return (self.code, *(self.relation.codes if self.relation else ()))


def filled(sent: Sent, *kinds: Kind) -> Iterator[str]:
    """The filled rows of these kinds that the unit reports."""
    wanted = {*(kinds or Kind)} - {Kind.HEADING}
    for code, fact in sent.facts.items():
        if KIND[code] in wanted and sent.unit.reports(code) and fact is not Said.NOT_APPLICABLE:
            yield code


def rows(*kinds: Kind) -> Callable[[Sent], Iterator[Site]]:
    return lambda sent: map(Site, filled(sent, *kinds))


def members(*kinds: type[Relation]) -> Callable[[Sent], Iterator[Site]]:
    """Every filled row of every relation of these kinds."""

    def sites(sent: Sent) -> Iterator[Site]:
        for relation in law_for(sent.unit).relations:
            if isinstance(relation, kinds):
                yield from (Site(code, relation) for code in relation.codes if figure_of(sent, code) is not None)

    return sites


def rates(sent: Sent) -> Iterator[Site]:
    return (site for site in members(Ratio)(sent) if site.relation and site.code == site.relation.codes[0])


def figure_of(sent: Sent, code: str) -> Decimal | None:
    return number(sent.facts, code) if sent.unit.reports(code) else None


def other_option(sent: Sent) -> Iterator[Site]:
    """The row of the pair that is not ticked."""
    return (Site(code) for code in OPTION_PAIRS[sent.unit.level] if not number(sent.facts, code))


def ticked(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in OPTION_PAIRS[sent.unit.level] if number(sent.facts, code))


def foreign(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in ROWS if not sent.unit.reports(code) and KIND[code] is not Kind.HEADING)


def totals(sent: Sent) -> Iterator[Site]:
    return (site for site in members(Total)(sent) if site.relation and site.code == site.relation.codes[0])


def blanks(sent: Sent) -> Iterator[Site]:
    computed = {site.code for site in (*rates(sent), *totals(sent))}
    return (Site(code) for code in filled(sent) if code not in computed and sent.unit.owes(code))


def rates_of_nothing(sent: Sent) -> Iterator[Site]:
    for relation in law_for(sent.unit).relations:
        if (
            isinstance(relation, Ratio)
            and figure_of(sent, relation.said.whole) == 0
            and sent.unit.reports(relation.codes[0])
        ):
            yield Site(relation.said.rate, relation)


def blocks(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in filled(sent, *FIGURES))


def forms(sent: Sent) -> Iterator[Site]:
    """Each form, by its first row."""
    return (Site(next(code for code, row in ROWS.items() if row.form == form)) for form in sent.forms)


def measured(sent: Sent) -> Iterator[Site]:
    return (Site(code) for code in filled(sent, *FIGURES) if ROWS[code].unit and code != "BM1.4.1")


def conditions(sent: Sent) -> Iterator[Site]:
    for relation in law_for(sent.unit).relations:
        if isinstance(relation, Condition):
            yield from (Site(code, relation) for code in relation.codes if sent.unit.reports(code))


def repeated(sent: Sent) -> Iterator[Site]:
    for relation in law_for(sent.unit).relations:
        if isinstance(relation, Repeats) and number(sent.facts, relation.row) is not None:
            yield Site(relation.heading, relation)
