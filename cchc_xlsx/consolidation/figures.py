"""What a consolidation is: columns (a unit each), and one figure for each indicator. Frozen values, no sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from cchc_xlsx.model import Adjustment, Checked, Code, Finding, LevelId, Policy, Reading, Unit


@dataclass(frozen=True, slots=True)
class Column:
    """One unit's place in the province. ``checked`` is its submission, None where it has not sent.

    ``unit`` of a submission that nobody signed carries the file's path as id and name.
    """

    unit: Unit
    level: LevelId | None
    checked: Checked | None = None

    @property
    def is_summed(self) -> bool:
        """Whether the unit's figures go into the province's."""
        return self.checked is not None and self.checked.left_out is None

    @property
    def readings(self) -> Mapping[Code, Reading]:
        """What the unit reports, empty where it has not sent."""
        return self.checked.submission.readings if self.checked else {}


class Official(NamedTuple):
    """Why a figure is the officer's own, and what follows from the units."""

    by: Adjustment
    computed: Decimal | None


@dataclass(frozen=True, slots=True)
class Figure:
    """The province's figure for one indicator, and how many of how many units stand behind it.

    ``value`` is None for tallies and lists and where there is no figure. ``counts`` is a tally: code -> units.
    ``reported`` are the units with a value or nil, ``nils`` and ``exempt`` (not applicable) those of the ``of`` units
    that say so. ``control`` is the sum of the units' own totals; ``lowest`` and ``highest`` span a list. ``common`` is
    the value on which the units of a shared list agree, ``differ`` the ids of those who do not. ``contradictory``: a
    rate whose part is above its whole in a shared list. ``stand_ins`` maps the units that left a total blank to the
    sum of their parts used instead; ``open_errors`` are the ids of units with an error that lies in the figure.
    ``official``: the officer sets the value.
    """

    code: Code
    how: Policy
    value: Decimal | None = None
    counts: Mapping[int, int] = field(default_factory=dict)
    reported: int = 0
    of: int = 0
    nils: int = 0
    exempt: int = 0
    control: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    common: Decimal | None = None
    differ: tuple[str, ...] = ()
    contradictory: bool = False
    stand_ins: Mapping[str, Decimal] = field(default_factory=dict)
    open_errors: tuple[str, ...] = ()
    official: Official | None = None

    @property
    def is_marked(self) -> bool:
        """Whether an error that nobody has mended yet lies in the figure."""
        return bool(self.open_errors)

    @property
    def is_off_control(self) -> bool:
        """Whether the units' own totals add up to something else."""
        return self.control is not None and self.control != (self.value or 0)


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The province: its units in the order of their columns, and a figure for each row but headings, as printed.
    ``findings`` speak of the figures that the officer sets, or means to."""

    columns: tuple[Column, ...]
    figures: Mapping[Code, Figure]
    findings: tuple[Finding, ...] = ()

    @property
    def summed(self) -> tuple[Column, ...]:
        """The units that are summed."""
        return tuple(column for column in self.columns if column.is_summed)

    @property
    def waiting(self) -> tuple[Column, ...]:
        """The units that have not sent."""
        return tuple(column for column in self.columns if column.checked is None)

    def of_policy(self, policy: Policy) -> Iterator[Figure]:
        """The figures summed up one way, in the printed order."""
        return (figure for figure in self.figures.values() if figure.how is policy)

    @property
    def set_by_officer(self) -> tuple[Figure, ...]:
        """The figures that the officer sets."""
        return tuple(figure for figure in self.figures.values() if figure.official)

    @property
    def marked(self) -> tuple[Figure, ...]:
        """The figures in which an open error lies."""
        return tuple(figure for figure in self.figures.values() if figure.is_marked)
