"""An edition: the forms of one year and province, loaded from one folder of data and validated as a whole."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, TypeVar

from cchc_xlsx.catalogue.indicators import Indicator, read_indicators
from cchc_xlsx.catalogue.notation import CatalogueError, read_relations
from cchc_xlsx.catalogue.relations import Option, Ratio, Relation, Signed, Total
from cchc_xlsx.catalogue.wording import rewording
from cchc_xlsx.model import Code, Kind, LevelId, Policy, Severity

EDITIONS = Path(__file__).parent / "editions"
DEFAULT_EDITION = "gia-lai-2022"

R = TypeVar("R", bound=Relation)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports a row, as its note says; ``level`` is the name of the units' level, empty where no unit reports."""

    id: LevelId
    note: str
    level: str = ""
    level_en: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A kind of period: its name, its window of data (``15/12``-``14/6``) and the words people name it by."""

    id: str
    name: str
    name_en: str
    opens: str
    closes: str
    words: tuple[str, ...]
    contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the edition."""

    number: int
    title: str


@dataclass(frozen=True, eq=False)
class Edition:
    """All that is known of one edition, loaded once. Lookups are derived from the rows and relations, once each."""

    id: str
    name: str
    name_en: str
    province: str
    consolidator: str
    annex: str
    annex_scope: str
    indicator_head: str
    reporters: tuple[Reporter, ...]
    periods: tuple[Period, ...]
    forms: tuple[Form, ...]
    measure_words: Mapping[str, tuple[str, ...]]
    conversions: Mapping[str, Mapping[str, Decimal]]
    wording: Mapping[str, str]
    indicators: Mapping[Code, Indicator]
    relations: tuple[Relation, ...]

    def of_kind(self, kind: type[R]) -> Iterator[R]:
        """The relations of one kind, in order."""
        return (relation for relation in self.relations if isinstance(relation, kind))

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """All codes in the printed order."""
        return tuple(self.indicators)

    @cached_property
    def reworded(self) -> Callable[[str], str]:
        """Folds a label and says its phrases as the forms do: ``thủ tục hành chính`` -> ``tthc``."""
        return rewording(self.wording)

    @cached_property
    def positions(self) -> Mapping[Code, int]:
        """Each code's place in the printed order."""
        return {code: at for at, code in enumerate(self.codes)}

    @cached_property
    def _rows(self) -> Mapping[int, tuple[Indicator, ...]]:
        rows = self.indicators.values()
        return {form.number: tuple(row for row in rows if row.form == form.number) for form in self.forms}

    @cached_property
    def _due(self) -> Mapping[LevelId | None, frozenset[Code]]:
        levels = (None, *(level.id for level in self.levels))
        return {
            level: frozenset(code for code, row in self.indicators.items() if row.due_to(level)) for level in levels
        }

    @cached_property
    def levels(self) -> tuple[Reporter, ...]:
        """The reporters that are levels of units."""
        return tuple(reporter for reporter in self.reporters if reporter.level)

    @cached_property
    def ratios(self) -> Mapping[Code, Ratio]:
        """The ratio that defines a rate."""
        return {ratio.rate: ratio for ratio in self.of_kind(Ratio)}

    @cached_property
    def totals(self) -> Mapping[Code, Total]:
        """The relation that defines a total."""
        return {total.total: total for total in self.of_kind(Total)}

    @cached_property
    def _defined_by(self) -> Mapping[Code, tuple[Ratio | Total, ...]]:
        defined: tuple[Ratio | Total, ...] = (*self.ratios.values(), *self.totals.values())
        return {code: tuple(one for one in defined if code in one.codes[1:]) for code in self.indicators}

    def defined_by(self, *codes: Code) -> tuple[Ratio | Total, ...]:
        """The rates and totals that are worked out from any of the rows."""
        return tuple(dict.fromkeys(one for code in codes for one in self._defined_by[code]))

    @cached_property
    def nested_totals(self) -> tuple[Total, ...]:
        """The exact totals that are parts of others, innermost first."""
        parts = {part for total in self.of_kind(Total) for part in total.parts}
        nested = [total for total in self.of_kind(Total) if total.exact and total.total in parts]
        return tuple(sorted(nested, key=lambda total: -total.total.count(".")))

    @cached_property
    def options(self) -> Mapping[Code, Code]:
        """The other row of an option pair."""
        pairs = [option.pair for option in self.of_kind(Option)]
        return {one: other for pair in pairs for one, other in (pair, pair[::-1])}

    @cached_property
    def signed(self) -> frozenset[Code]:
        """Percents that may be below 0."""
        return frozenset(relation.code for relation in self.of_kind(Signed))

    @cached_property
    def may_exceed(self) -> frozenset[Code]:
        """Rates that may be above 100, as an earlier period may play in."""
        return frozenset(ratio.rate for ratio in self.of_kind(Ratio) if ratio.over is not Severity.ERROR)

    @cached_property
    def by_statement(self) -> Mapping[str, Relation]:
        """The relation a finding names."""
        return {relation.statement: relation for relation in self.relations}

    @cached_property
    def _relations_of(self) -> Mapping[Code, tuple[Relation, ...]]:
        return {
            code: tuple(relation for relation in self.relations if code in relation.codes) for code in self.indicators
        }

    def relations_of(self, code: Code) -> tuple[Relation, ...]:
        """The relations that speak of an indicator."""
        return self._relations_of.get(code, ())

    def rows(self, form: int) -> tuple[Indicator, ...]:
        """The rows of one form, in order."""
        return self._rows[form]

    @cached_property
    def _beside(self) -> Mapping[Code, tuple[Code, ...]]:
        found: dict[Code, tuple[Code, ...]] = {}
        for form in self.forms:
            rows = [row.code for row in self.rows(form.number) if row.kind is not Kind.HEADING]
            found |= {code: (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]) for at, code in enumerate(rows)}
        return found

    def beside(self, code: Code) -> tuple[Code, ...]:
        """The rows above and below in the form, headings passed over; none for a heading."""
        return self._beside.get(code, ())

    def due(self, level: LevelId | None) -> frozenset[Code]:
        """The rows a unit of that level has to fill in; of an option pair both (one answer serves for both)."""
        return self._due[level]

    def find_code(self, text: str) -> Code | None:
        """The code a person writes, in any case and with or without a point behind it; None where there is none."""
        plain = text.strip().rstrip(".")
        code = Code(plain[:2].upper() + plain[2:].lower())
        return code if code in self.indicators else None

    def level(self, level: LevelId | None) -> Reporter | None:
        """The level by its id."""
        return next((reporter for reporter in self.levels if reporter.id == level), None)

    def period(self, period: str | None) -> Period | None:
        """The kind of a period such as ``2022H1``."""
        return next((one for one in self.periods if period and period[4:] == one.id), None)


@lru_cache
def load_edition(name: str = DEFAULT_EDITION) -> Edition:
    """A bundled edition by its id. Raises :class:`CatalogueError` where its data is faulty, KeyError if unknown."""
    if name not in editions():
        raise KeyError(name)
    return read_edition(EDITIONS / name)


def editions() -> tuple[str, ...]:
    """The ids of the bundled editions."""
    return tuple(sorted(folder.name for folder in EDITIONS.iterdir() if (folder / "edition.toml").is_file()))


def read_edition(folder: Path) -> Edition:
    """An edition from its folder (``edition.toml``, ``indicators.csv``, ``relations.txt``), validated."""
    path = folder / "edition.toml"
    try:
        head = tomllib.loads(path.read_text(encoding="utf-8"))
        reporters = tuple(Reporter(**_tuples(reporter)) for reporter in head.pop("reporters"))
        periods = tuple(Period(**_tuples(period)) for period in head.pop("periods"))
        forms = tuple(Form(**form) for form in head.pop("forms"))
        measures = {name: tuple(words) for name, words in head.pop("units").items()}
        conversions = {
            name: {word: Decimal(str(factor)) for word, factor in words.items()}
            for name, words in head.pop("conversions").items()
        }
        indicators = read_indicators(folder / "indicators.csv", [reporter.id for reporter in reporters])
        relations = read_relations(
            folder / "relations.txt", indicators, [reporter.id for reporter in reporters if reporter.level]
        )
        edition = Edition(
            **head, reporters=reporters, periods=periods, forms=forms, measure_words=measures,
            conversions=conversions, indicators=indicators, relations=relations,
        )  # fmt: skip
    except (TypeError, KeyError, tomllib.TOMLDecodeError) as fault:
        raise CatalogueError(path, 1, str(fault)) from fault
    _validate(edition, folder)
    return edition


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _validate(edition: Edition, folder: Path) -> None:
    """What no single line can show: policies without their relation, figures that depend on themselves."""
    path = folder / "indicators.csv"
    lines = {code: number for number, code in enumerate(edition.indicators, 2)}
    for indicator in edition.indicators.values():
        needs = {Policy.RATIO: set(edition.ratios), Policy.TOTAL: set(edition.totals)}.get(indicator.policy)
        if needs is not None and indicator.code not in needs:
            raise CatalogueError(path, lines[indicator.code], f"{indicator.code}: {indicator.policy} without parts")
        if indicator.form not in [form.number for form in edition.forms]:
            raise CatalogueError(path, lines[indicator.code], f"{indicator.code}: edition.toml has no such form")
        if indicator.kind in (Kind.CODE, Kind.OPTION) and not indicator.meanings:
            raise CatalogueError(path, lines[indicator.code], f"{indicator.code}: its unit prints no code")
    if len(edition.by_statement) != len(edition.relations):
        raise CatalogueError(folder / "relations.txt", 1, "a relation stands twice")
    figures = [relation.at for kind in (Ratio, Total) for relation in edition.of_kind(kind)]
    if twice := sorted({code for code in figures if figures.count(code) > 1}):
        raise CatalogueError(folder / "relations.txt", 1, f"defined twice: {', '.join(twice)}")
    defined = {**edition.ratios, **edition.totals}
    try:
        TopologicalSorter({code: relation.codes[1:] for code, relation in defined.items()}).prepare()
    except CycleError as fault:
        raise CatalogueError(folder / "relations.txt", 1, f"figures depend on themselves: {fault.args[1]}") from fault
