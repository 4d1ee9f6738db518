"""Consistent figures for one unit: every relation of the forms holds, every due row is filled, idle rows are blank.

What makes a unit bigger than another is its :class:`Size`; the rest is drawn from a generator seeded by the unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

Typed = int | float | str | date | None
"""What stands in a cell; None for an empty one."""
Figures = dict[str, Typed]

SHARED: Mapping[str, int] = {
    "BM3.1.1": 6, "BM3.1.4b": 283, "BM3.1.4c": 148, "BM3.2.1": 24, "BM3.2.2": 96, "BM3.2.3": 41,
    "BM7.7.1.1": 112, "BM7.7.1.2": 98, "BM7.7.2.1": 135, "BM7.7.2.2": 121, "BM7.7.3.2": 207,
    "BM7.7.5.1": 64, "BM7.7.5.2": 57,
    "BM7.8.1.1": 58, "BM7.8.1.2": 51, "BM7.8.2.1": 62, "BM7.8.2.2": 57, "BM7.8.3.2": 101,
    "BM7.8.5.1": 45, "BM7.8.5.2": 39,
}  # fmt: skip
"""The list of procedures that all districts have in common."""

OWN: Figures = {
    "BM1.4.1": 14, "BM1.4.2": 92.86, "BM4.1.3": 3, "BM4.1.5.1": 4, "BM5.4.1": 0, "BM7.1": 1, "BM7.3": 98.5, "BM7.4": 2,
}  # fmt: skip
"""The province's own rows, which only the consolidating unit fills in."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """The size of a unit: procedures and files it handles, its public service units, posts and plan (triệu đồng).

    ``communes`` is 0 for a department; a district's list of procedures is :data:`SHARED`.
    """

    files: int
    staff: int
    plan: int
    units: int = 0
    unit_staff: int = 0
    bodies: int = 1
    procedures: int = 0
    communes: int = 0


def figures_of(unit_id: str, size: Size, *, own_rows: bool = False) -> Figures:
    """All figures of one unit; ``own_rows``: with those of the consolidating unit."""
    rng = Random(unit_id)
    figures = _direction(rng, size) | _institutions(rng, size) | _procedures(rng, size) | _organisation(rng, size)
    figures |= _civil_service(rng, size) | _finances(rng, size) | _connections(rng, size)
    if not own_rows:
        return figures
    return figures | OWN | {"BM4.1.5": size.units + OWN["BM4.1.5.1"]}  # type: ignore[operator]


def rate(part: float, whole: float) -> float | None:
    """``part`` in percent of ``whole``, two decimals; None where there is no whole."""
    if not whole:
        return None
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    return _plain(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _plain(number: Decimal) -> float:
    """As a person types it: 95.3, 100."""
    return int(number) if number == int(number) else float(number)


def _direction(rng: Random, size: Size) -> Figures:
    planned, checked, found = rng.randint(24, 40), rng.randint(3, 9), rng.randint(4, 15)
    done, solved = planned - rng.randint(0, 2), found - rng.randint(0, 1)
    return {
        "BM1.1": rng.randint(8, 24), "BM1.2": rate(done, planned), "BM1.2.1": planned, "BM1.2.2": done,
        "BM1.3.2" if size.communes else "BM1.3.1": checked,
        "BM1.3.3": rate(solved, found), "BM1.3.3.1": found, "BM1.3.3.2": solved,
        **_orders(rng, 1, rng.randint(3, 9)), **_orders(rng, 5, rng.randint(60, 140)),
        "BM1.6": 1, "BM1.6.1": 10 * rng.randint(12, 60), "BM1.6.2": rng.randint(0, 2), "BM1.7": 1,
    }  # fmt: skip


def _orders(rng: Random, first: int, given: int) -> Figures:
    """Tasks given from above, in four rows from ``BM1.5.<first>``: all, in time, late, overdue; some still run."""
    late, overdue, running = rng.randint(0, 2), rng.randint(0, 1), rng.randint(0, given // 12)
    counts = (given, given - late - overdue - running, late, overdue)
    return {f"BM1.5.{row}": count for row, count in enumerate(counts, first)}


def _institutions(rng: Random, size: Size) -> Figures:
    issued = {"BM2.1.2": rng.randint(1, 4), "BM2.1.3": 0} if size.communes else {"BM2.1.1": rng.randint(2, 9)}
    return {"BM2.1": sum(issued.values()), **issued, **_documents(rng, 2), **_documents(rng, 3)}


def _documents(rng: Random, row: int) -> Figures:
    """Documents examined (``BM2.2``) or revised (``BM2.3``), those to be dealt with, and those dealt with."""
    seen, faulty = rng.randint(5, 20), rng.randint(2, 4)
    settled = faulty - rng.randint(0, 1)
    base = f"BM2.{row}"
    return {
        f"{base}.1": seen, f"{base}.2": rate(settled, faulty), f"{base}.2a": faulty, f"{base}.2b": settled,
    }  # fmt: skip


def _procedures(rng: Random, size: Size) -> Figures:
    asked = rng.randint(2, 9)
    figures: Figures = {"BM3.3.4": rate(asked, asked), "BM3.3.4a": asked, "BM3.3.4b": asked}
    if size.communes:
        shared: Figures = {code: number for code, number in SHARED.items() if code.startswith("BM3.")}
        whole = SHARED["BM3.1.4b"] + SHARED["BM3.1.4c"]
        settled = _settled(rng, 2, size.files) | _settled(rng, 3, size.files + 412 * size.communes)
        return figures | shared | settled | {"BM3.1.4": whole}
    return figures | _settled(rng, 1, size.files) | {
        "BM3.1.1": rng.randint(0, 4), "BM3.1.2": rng.randint(1, 6), "BM3.1.3": rng.randint(0, 5),
        "BM3.1.4": size.procedures, "BM3.1.4a": size.procedures,
        "BM3.2.1": rng.randint(0, 5), "BM3.2.2": rng.randint(2, 12), "BM3.2.3": rng.randint(4, 20),
    }  # fmt: skip


def _settled(rng: Random, row: int, files: int) -> Figures:
    in_time = files - rng.randint(files // 400, files // 60)
    return {f"BM3.3.{row}": rate(in_time, files), f"BM3.3.{row}a": files, f"BM3.3.{row}b": in_time}


def _organisation(rng: Random, size: Size) -> Figures:
    figures = _posts(rng, 2, size.staff) | {
        "BM4.1.2a" if size.communes else "BM4.1.1a": 1,
        "BM4.1.5": size.units, "BM4.1.5.3" if size.communes else "BM4.1.5.2": size.units,
        "BM4.1.5.4": rng.choice([0, 12.5, 16.67]) if size.units else 0, "BM4.2.3": rng.randint(2, 6),
    }  # fmt: skip
    if not size.communes:
        figures["BM4.1.4"] = rng.randint(0, 2)
    return figures | (_posts(rng, 3, size.unit_staff) if size.units else {})


def _posts(rng: Random, row: int, posts: int) -> Figures:
    """Posts given and filled, cut this period, cut since 2015. The rate leaves open of how many: it tells no base."""
    filled, cut, since = posts - rng.randint(0, 1 + posts // 40), rng.randint(1, 4), rng.randint(52, 99) / 10
    last = {2: (4, 5), 3: (3, 4)}[row]
    return {
        f"BM4.{row}.1": posts, f"BM4.{row}.2": filled, f"BM4.{row}.{last[0]}": cut, f"BM4.{row}.{last[1]}": since,
    }  # fmt: skip


def _civil_service(rng: Random, size: Size) -> Figures:
    at_units = 3 if size.units else 0
    hired = {f"BM5.2.{row}": rng.randint(0, at_units if row in (4, 5) else 3) for row in (1, 2, 3, 4, 5)}
    punished = {"BM5.4.2": 0, "BM5.4.3": rng.randint(0, 1), "BM5.4.4": rng.randint(0, at_units)}
    units: Figures = {"BM5.1.2": size.units, "BM5.1.2a": size.units} if size.units else {}
    return {
        "BM5.1.1": size.bodies, "BM5.1.1a": size.bodies, **units, "BM5.1.3": 0, **hired, "BM5.3": rng.randint(0, 2),
        "BM5.4": sum(punished.values()) + rng.randint(0, 2), **punished,
    }  # fmt: skip


def _finances(rng: Random, size: Size) -> Figures:
    spent = size.plan * rng.randint(880, 990) // 1000
    figures: Figures = {"BM6.1.1": size.plan}
    if size.plan:
        figures |= {"BM6.1": rate(spent, size.plan), "BM6.1.2": spent}
    return figures | (_autonomy(rng, size.units) if size.units else {})


def _autonomy(rng: Random, units: int) -> Figures:
    """The public service units by how far they pay their own way."""
    full = rng.randint(0, min(1, units // 4))
    partly = rng.randint(0, (units - full) // 2)
    figures: Figures = {
        "BM6.2.1": units, "BM6.2.2": 0, "BM6.2.3": full, "BM6.2.4": partly, "BM6.2.5": units - full - partly,
        "BM6.2.6": 0,
    }  # fmt: skip
    if partly:
        most = rng.randint(0, partly)
        figures |= {"BM6.2.4.1": most, "BM6.2.4.2": partly - most, "BM6.2.4.3": 0}
    return figures


def _connections(rng: Random, size: Size) -> Figures:
    if not size.communes:
        listed = _departments_list(rng, size.procedures)
        own: Figures = {"BM7.5.1.1": 1, "BM7.5.2.1": rng.randint(962, 998) / 10, "BM7.5.3.1": 1}
        return own | _online(rng, 6, listed, size.files + rng.randint(20, 90))
    communes: Figures = {f"BM7.{row}": size.communes for row in ("2a", "2b", "5.1.3a", "5.1.3b", "5.3.3a", "5.3.3b")}
    return communes | {
        "BM7.5.1.2": 1, "BM7.5.2.2": rng.randint(942, 989) / 10, "BM7.5.2.3": rng.randint(871, 939) / 10,
        "BM7.5.3.2": 1,
        **_online(rng, 7, SHARED, size.files + 35), **_online(rng, 8, SHARED, size.files + 415 * size.communes),
    }  # fmt: skip


def _departments_list(rng: Random, procedures: int) -> dict[str, int]:
    """A department's own procedures that can be asked for online (``BM7.6``)."""
    third, fourth, paid = procedures // 6 + 1, procedures // 2, procedures // 3
    on_third, on_fourth = third - rng.randint(0, 1), fourth - rng.randint(1, 4)
    return {
        "BM7.6.1.1": third, "BM7.6.1.2": on_third, "BM7.6.2.1": fourth, "BM7.6.2.2": on_fourth,
        "BM7.6.3.2": on_third + on_fourth - rng.randint(0, 3), "BM7.6.5.1": paid, "BM7.6.5.2": paid - rng.randint(0, 3),
    }  # fmt: skip


def _online(rng: Random, section: int, listed: Mapping[str, int], received: int) -> Figures:
    """One section of ``BM7`` from the list of its procedures and the number of files received."""
    base = f"BM7.{section}"
    figures: Figures = {code: number for code, number in listed.items() if code.startswith(base)}
    third, fourth = listed[f"{base}.1.2"], listed[f"{base}.2.2"]
    used_third, used_fourth = rng.randint(1, third), rng.randint(1, fourth)
    online = max(received * rng.randint(420, 930) // 1000, used_third + used_fourth)
    return figures | {
        f"{base}.1": rate(third, listed[f"{base}.1.1"]), f"{base}.1.3": used_third,
        f"{base}.2": rate(fourth, listed[f"{base}.2.1"]), f"{base}.2.3": used_fourth,
        f"{base}.3": rate(listed[f"{base}.3.2"], third + fourth), f"{base}.3.1": third + fourth,
        f"{base}.4": rate(online, received), f"{base}.4.1": received, f"{base}.4.2": online,
        f"{base}.5": rate(listed[f"{base}.5.2"], listed[f"{base}.5.1"]),
    }  # fmt: skip
