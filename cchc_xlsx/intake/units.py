"""Which unit sent a workbook: names in the identity block, headings and file name held against the roster.

Where they contradict each other, nobody is taken for the sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold, slug
from cchc_xlsx.model import Roster, Unit

_OF_FIGURES = re.compile(r"^((so lieu|so luong|ket qua|gia tri|thong ke|thuc hien|bao cao)( cua)? )+")
_ADDRESSEE = re.compile(r"\b(gui|kinh gui|nop)( ve| cho| den)?$")


class Sender(NamedTuple):
    """The unit, if it can be told; ``inferred``: not from the identity block; ``contradiction``: what is at odds."""

    unit: Unit | None = None
    on_roster: bool = False
    inferred: bool = False
    contradiction: str = ""


class UnitReader:
    """Recognises the units of a roster by id, name and other names."""

    def __init__(self, edition: Edition, roster: Roster | None) -> None:
        self._edition = edition
        units = roster.units if roster else ()
        self._by_id = {fold(unit.id): unit for unit in units}
        self._by_name = {fold(name): unit for unit in units for name in (unit.name, *unit.aliases)}
        shorter = [(self._shorter(name), unit) for name, unit in self._by_name.items()]
        for name, unit in shorter:
            if all(other is unit for known, other in shorter if known == name):
                self._by_name.setdefault(name, unit)

    def read(self, block: dict[str, str], headings: Iterable[str], path: str) -> Sender:
        """The sender by the identity block, else by headings and file name (only units of the roster)."""
        if block.get("unit") or block.get("id"):
            return self._of_block(block.get("unit", ""), block.get("id", ""))
        named = {unit.id: unit for text in headings if (unit := self._named(text))}
        in_path = self._in_file_name(path)
        if len(named) == 1 and len(in_path) == 1 and named.keys() != in_path.keys():
            return Sender(contradiction=" / ".join(unit.name for unit in (*named.values(), *in_path.values())))
        found = in_path if len(named) != 1 else named
        return Sender(next(iter(found.values())), on_roster=True, inferred=True) if len(found) == 1 else Sender()

    def knows(self, block: dict[str, str]) -> bool:
        """Whether the block names a unit of the roster."""
        return bool(self._by_id.get(fold(block.get("id", ""))) or self._named(block.get("unit", "")))

    def others(self, sender: Unit | None, names: Iterable[str]) -> str:
        """The units of the roster that names of sheets or heads of columns name, with the sender, where it is not just
        the sender that they name; empty else. Whose figures those are nobody knows."""
        said = (self._named(_OF_FIGURES.sub("", fold(name))) for name in names)
        named = {unit.id: unit.name for unit in (sender, *said) if unit}
        return " / ".join(named.values()) if len(named) > 1 else ""

    def _of_block(self, name: str, id_: str) -> Sender:
        by_id, by_name = self._by_id.get(fold(id_)), self._named(name)
        if by_id and by_name and by_id is not by_name:
            return Sender(contradiction=f"{id_} / {name}")
        if known := by_id or by_name:
            return Sender(known, on_roster=True)
        consolidates = fold(name) == fold(self._edition.consolidator)
        return Sender(Unit(id_ or slug(name), name or id_, None, consolidates=consolidates))

    def _named(self, name: str) -> Unit | None:
        words = fold(name)
        return (self._by_name.get(words) or self._by_name.get(self._shorter(words))) if words else None

    def _shorter(self, words: str) -> str:
        """A folded name without the words that people add or leave out: UBND in front, the province behind."""
        return re.sub(rf"^ubnd | tinh( {re.escape(fold(self._edition.province))})?$", "", words)

    def _in_file_name(self, path: str) -> dict[str, Unit]:
        """The units the file name names; a longer name wins over one within it, addressees do not count."""
        stem = f" {fold(PurePath(path).stem)} "
        names = {**self._by_id, **self._by_name}
        hits = [name for name in names if name and f" {name} " in stem and not _is_addressee(name, stem)]
        longest = [name for name in hits if not any(name != other and f" {name} " in f" {other} " for other in hits)]
        return {names[name].id: names[name] for name in longest}


def _is_addressee(name: str, stem: str) -> bool:
    return bool(_ADDRESSEE.search(stem.partition(f" {name} ")[0].strip()))
