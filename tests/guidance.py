"""What the guidance says of the forms of 2022, typed by hand: kinds, levels, natures, policies, relations.

Nothing here is derived from the product's catalogue; the tests hold the catalogue to it.
"""

from __future__ import annotations

from typing import NamedTuple


def these(codes: str) -> list[str]:
    """``"BM6.1.1 BM6.1.2"`` as a list."""
    return codes.split()


SECTIONS = (6, 7, 8)
"""Sections of form 7 that ask the same of department, district and commune."""
FIVE = (1, 2, 3, 4, 5)

MONEY = these("BM6.1.1 BM6.1.2")
CODES = these("BM1.6 BM1.6.2 BM1.7 BM7.1 BM7.4 BM7.5.1.1 BM7.5.1.2 BM7.5.3.1 BM7.5.3.2")
OPTIONS = these("BM4.1.1a BM4.1.1b BM4.1.2a BM4.1.2b")
PERCENTS = [
    *these("BM1.2 BM1.3.3 BM1.4.2 BM2.2.2 BM2.3.2 BM3.3.1 BM3.3.2 BM3.3.3 BM3.3.4"),
    *these("BM4.1.5.4 BM4.2.5 BM4.3.4 BM6.1 BM7.3 BM7.5.2.1 BM7.5.2.2 BM7.5.2.3"),
    *(f"BM7.{s}.{k}" for s in SECTIONS for k in FIVE),
]
HEADINGS = [
    *these("BM1.3 BM1.4 BM1.5 BM1.5a BM1.5.4a BM2.2 BM2.3 BM3.1 BM3.2 BM3.3 BM4.1 BM4.1.1 BM4.1.2 BM4.2 BM4.3"),
    *these("BM5.1 BM5.2 BM6.2 BM7.2 BM7.5 BM7.5.1 BM7.5.1.3 BM7.5.2 BM7.5.3 BM7.5.3.3 BM7.6 BM7.7 BM7.8"),
]
KIND_COUNTS = {"count": 125, "money": 2, "percent": 32, "code": 9, "option": 4, "heading": 28}
LEVEL_COUNTS = {"so": 34, "huyen": 64, "nobody": 6, None: 93, "consolidator": 3}
DUE = {"so": 105, "huyen": 131}
"""Rows due, headings left out, an option pair counted once."""

FLOW = [
    *these("BM1.1 BM1.3.1 BM1.3.2 BM1.3.3.1 BM1.3.3.2 BM1.6.1"),
    *(f"BM1.5.{k}" for k in range(1, 9)),
    *these("BM2.1 BM2.1.1 BM2.1.2 BM2.1.3 BM2.2.1 BM2.2.2a BM2.2.2b BM2.3.1 BM2.3.2a BM2.3.2b"),
    *these("BM3.1.1 BM3.1.2 BM3.1.3"),
    *(f"BM3.3.{k}{half}" for k in (1, 2, 3, 4) for half in "ab"),
    *these("BM4.2.4 BM4.3.3"),
    *(f"BM5.2.{k}" for k in FIVE),
    *these("BM5.4 BM5.4.1 BM5.4.2 BM5.4.3 BM5.4.4"),
    *(f"BM7.{s}.4.{k}" for s in SECTIONS for k in (1, 2)),
]
PLAN = these("BM1.2.1 BM4.2.1 BM4.3.1 BM6.1.1")
CUMULATIVE = these("BM1.2.2 BM5.3 BM6.1.2 BM6.2.6")
SINCE_2015 = these("BM4.1.5.4 BM4.2.5 BM4.3.4")

TOTALS_SUMMED = ["BM2.1", "BM3.1.4", "BM4.1.5", "BM6.2.4", *(f"BM7.{s}.3.1" for s in SECTIONS)]
SHARED = [
    *these("BM3.1.1 BM3.1.4b BM3.1.4c BM3.2.1 BM3.2.2 BM3.2.3"),
    *(f"BM7.{s}.{k}" for s in (7, 8) for k in these("1.1 1.2 2.1 2.2 3.2 5.1 5.2")),
]
LISTED = [
    *these("BM4.1.5.4 BM4.2.5 BM4.3.4 BM7.5.2.1 BM7.5.2.2 BM7.5.2.3"),
    *(f"BM7.{s}.{k}.3" for s in (7, 8) for k in (1, 2)),
]
OWN = these("BM1.4.1 BM1.4.2 BM4.1.3 BM4.1.5.1 BM5.4.1 BM7.1 BM7.3 BM7.4")
MAY_EXCEED_100 = these("BM1.2 BM1.3.3 BM3.3.4 BM6.1")


class Ratio(NamedTuple):
    """``rate = 100 × part / whole``; ``over`` is what a part above its whole is."""

    rate: str
    part: str
    whole: str
    over: str = "error"

    @property
    def statement(self) -> str:
        return f"{self.rate} = 100 × {self.part} / {self.whole}"


RATIOS = [
    Ratio("BM1.2", "BM1.2.2", "BM1.2.1", "warning"),
    Ratio("BM1.3.3", "BM1.3.3.2", "BM1.3.3.1", "warning"),
    Ratio("BM2.2.2", "BM2.2.2b", "BM2.2.2a"),
    Ratio("BM2.3.2", "BM2.3.2b", "BM2.3.2a"),
    *(Ratio(f"BM3.3.{k}", f"BM3.3.{k}b", f"BM3.3.{k}a") for k in (1, 2, 3)),
    Ratio("BM3.3.4", "BM3.3.4b", "BM3.3.4a", "warning"),
    Ratio("BM6.1", "BM6.1.2", "BM6.1.1", "warning"),
    *(Ratio(f"BM7.{s}.{k}", f"BM7.{s}.{k}.2", f"BM7.{s}.{k}.1") for s in SECTIONS for k in FIVE),
]


class Total(NamedTuple):
    """``total = parts``; ``under`` is what a sum below the total is."""

    total: str
    parts: tuple[str, ...]
    under: str = "error"
    sign: str = "="

    @property
    def statement(self) -> str:
        return f"{self.total} {self.sign} {' + '.join(self.parts)}"


TOTALS = [
    Total("BM2.1", ("BM2.1.1", "BM2.1.2", "BM2.1.3")),
    Total("BM3.1.4", ("BM3.1.4a", "BM3.1.4b", "BM3.1.4c")),
    Total("BM4.1.5", ("BM4.1.5.1", "BM4.1.5.2", "BM4.1.5.3")),
    Total("BM6.2.1", ("BM6.2.2", "BM6.2.3", "BM6.2.4", "BM6.2.5"), "warning"),
    Total("BM6.2.4", ("BM6.2.4.1", "BM6.2.4.2", "BM6.2.4.3")),
    *(Total(f"BM7.{s}.3.1", (f"BM7.{s}.1.2", f"BM7.{s}.2.2")) for s in SECTIONS),
    Total("BM5.4", ("BM5.4.1", "BM5.4.2", "BM5.4.3", "BM5.4.4"), sign="≥"),
]


class AtMost(NamedTuple):
    """``left <= right`` within the forms or, ``across``, between them."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    severity: str = "error"
    across: bool = False

    @property
    def statement(self) -> str:
        return f"{' + '.join(self.left)} ≤ {' + '.join(self.right)}"


AT_MOST = [
    AtMost(("BM1.5.2", "BM1.5.3", "BM1.5.4"), ("BM1.5.1",), "warning"),
    AtMost(("BM1.5.6", "BM1.5.7", "BM1.5.8"), ("BM1.5.5",), "warning"),
    AtMost(("BM2.2.2a",), ("BM2.2.1",), "warning"),
    AtMost(("BM2.3.2a",), ("BM2.3.1",), "warning"),
    AtMost(("BM4.2.2",), ("BM4.2.1",), "warning"),
    AtMost(("BM4.3.2",), ("BM4.3.1",), "warning"),
    AtMost(("BM5.1.1",), ("BM5.1.1a",)),
    AtMost(("BM5.1.2",), ("BM5.1.2a",)),
    AtMost(("BM5.1.3",), ("BM5.1.1a", "BM5.1.2a")),
    AtMost(("BM7.2b",), ("BM7.2a",)),
    AtMost(("BM7.5.1.3b",), ("BM7.5.1.3a",)),
    AtMost(("BM7.5.3.3b",), ("BM7.5.3.3a",)),
    *(AtMost((f"BM7.{s}.{k}.3",), (f"BM7.{s}.{k}.2",)) for s in SECTIONS for k in (1, 2)),
]
PROCEDURES_OF = {6: "BM3.1.4a", 7: "BM3.1.4b", 8: "BM3.1.4c"}
"""The number of procedures of the level that a section of form 7 is about."""
AT_MOST_ACROSS = [
    *(AtMost((f"BM7.{s}.1.1", f"BM7.{s}.2.1"), (PROCEDURES_OF[s],), "warning", True) for s in SECTIONS),
    *(AtMost((f"BM7.{s}.5.1",), (PROCEDURES_OF[s],), "warning", True) for s in SECTIONS),
    *(AtMost((f"BM3.2.{k}",), ("BM3.1.4",), "warning", True) for k in (1, 2, 3)),
    AtMost(("BM3.1.2",), ("BM3.1.4a",), "warning", True),
]

CONDITIONS = {
    "BM1.6 = 0 → BM1.6.1 = 0": ("warning", None),
    "BM1.6 = 0 → BM1.6.2 blank": ("warning", None),
    "BM1.6 = 1 → BM1.6.1 > 0": ("error", None),
    "BM1.6 = 1 → BM1.6.2 filled": ("warning", None),
    "BM4.3.1 > 0 → BM6.2.1 > 0": ("warning", None),
    "BM4.2.4 > 0 → BM4.2.5 > 0": ("warning", None),
    "BM4.3.3 > 0 → BM4.3.4 > 0": ("warning", None),
    "BM1.3.1 = 0 → BM1.3.3.1 = 0": ("warning", "so"),
    "BM1.3.2 = 0 → BM1.3.3.1 = 0": ("warning", "huyen"),
}
EQUALS = {
    "BM5.1.2a = BM6.2.1 = BM4.1.5.2": ("warning", "so"),
    "BM5.1.2a = BM6.2.1 = BM4.1.5.3": ("warning", "huyen"),
    "BM7.2a = BM7.5.1.3a = BM7.5.3.3a": ("error", None),
}
ONLINE = {
    **{f"BM7.{s}.4.2 > 0 ↔ BM7.{s}.1.3 + BM7.{s}.2.3 > 0": ("warning", None) for s in SECTIONS},
    **{f"BM7.{s}.4.2 ≥ BM7.{s}.1.3 + BM7.{s}.2.3": ("warning", None) for s in SECTIONS},
}
"""Files received online and the procedures they came in for: statement -> severity and level."""
FOR_THE_RECORD = {
    "BM4.1.1a | BM4.1.1b": ("error", None),
    "BM4.1.2a | BM4.1.2b": ("error", None),
    "BM4.2.4 ~ BM4.2.5": ("info", None),
    "BM4.3.3 ~ BM4.3.4": ("info", None),
    "BM2.2 = BM2.2.1": ("warning", None),
    "BM2.3 = BM2.3.1": ("warning", None),
    "BM4.1.5.4 ≥ 0": ("warning", None),
}
IDLE = {
    ("BM1.6 = 0", None): {"BM1.6.1", "BM1.6.2"},
    ("BM6.2.4 = 0", None): {"BM6.2.4.1", "BM6.2.4.2", "BM6.2.4.3"},
    ("BM3.1.4a = 0", None): {
        *these("BM3.2.1 BM3.2.2 BM3.2.3 BM3.3.1 BM3.3.1a BM3.3.1b"),
        *(f"BM7.6.{k}" for k in FIVE),
        *(f"BM7.6.{k}.{part}" for k in FIVE for part in (1, 2)),
        *these("BM7.6.1.3 BM7.6.2.3"),
    },
    ("BM4.1.5.2 = 0", "so"): {
        *these("BM4.3.1 BM4.3.2 BM4.3.3 BM4.3.4 BM5.1.2 BM5.1.2a"),
        *these("BM6.2.1 BM6.2.2 BM6.2.3 BM6.2.4 BM6.2.4.1 BM6.2.4.2 BM6.2.4.3 BM6.2.5 BM6.2.6"),
    },
    ("BM6.1.1 = 0", None): {"BM6.1.2"},
}
"""Where the first holds for units of that level, the rows are not due."""
