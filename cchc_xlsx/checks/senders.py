"""Who a line of the officer's means: units by id and name, files of unknown units by their name, and the province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.model import LeftOut, Roster, Submission, Unit

PROVINCE = "*"
"""The key of the province as a whole; no unit's id and no path."""


class Senders:
    """Names as people write them -> the key of a sender (:attr:`Submission.key`)."""

    def __init__(
        self, roster: Roster | None, submissions: Iterable[Submission], left_out: Iterable[LeftOut], edition: Edition
    ) -> None:
        self._keys: dict[str, str] = {}
        for unit in roster.units if roster else ():
            self._add(unit)
        paths = [file.document.path for file in left_out]
        for submission in submissions:
            if submission.identity.unit:
                self._add(submission.identity.unit)
            else:
                paths.append(submission.key)
        for path in paths:
            self._keys.setdefault(fold(path), path)
        for name, path in _unlike(paths):
            self._keys.setdefault(name, path)
        for name in ("tỉnh", "toàn tỉnh", f"tỉnh {edition.province}", "province"):
            self._keys.setdefault(fold(name), PROVINCE)

    def _add(self, unit: Unit) -> None:
        for name in (unit.id, unit.name, *unit.aliases):
            self._keys.setdefault(fold(name), unit.id)

    def key(self, name: str) -> str | None:
        """The key of the sender that goes by the name; None where there is none."""
        return self._keys.get(fold(name)) if fold(name) else None


def _unlike(paths: list[str]) -> Iterator[tuple[str, str]]:
    """The file names that stand once, with their paths."""
    names = [fold(PurePath(path).name) for path in paths]
    return ((name, path) for name, path in zip(names, paths, strict=True) if names.count(name) == 1)
