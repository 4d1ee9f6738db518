"""A file's bytes -> the streams of its OLE compound, the container of .xls. No chain or directory is believed.

Layout: [MS-CFB]. A stream is a chain of sectors in the allocation table; streams below 4 KiB lie in sectors of 64 bytes
of a stream of their own, with a table of their own. The directory is a tree of entries; only the root's are looked at,
as those further down belong to embedded objects.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_xlsx.intake.package import MAX_FILE, MIB
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, NO_CELLS, NOT_A_WORKBOOK, TOO_LARGE

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, table."""
_ENTRY = struct.Struct("<64sHB x III 36x I Q")
_STREAM, _ROOT = 2, 5


class _Entry(NamedTuple):
    """A directory entry: numbers of its neighbours and first child, where its bytes begin and how many they are."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class _Sectors(NamedTuple):
    """Bytes in sectors of one size, and the table that says which sector follows which."""

    data: bytes
    size: int
    table: list[int]

    def sector(self, number: int) -> bytes:
        """The sector's bytes, short or empty where the file ends."""
        return self.data[number * self.size : (number + 1) * self.size]

    def chain(self, start: int) -> Iterator[int]:
        """The sectors of a chain whose length is not told."""
        seen: set[int] = set()
        while start < _LAST_SECTOR:
            if start in seen or start >= len(self.table):
                raise Refusal(DAMAGED.id, "OLE: loop")
            seen.add(start)
            yield start
            start = self.table[start]

    def joined(self, start: int, size: int) -> bytes:
        """The first ``size`` bytes of a chain; a sector that is not there is damage and never blank."""
        if size > len(self.data):
            raise Refusal(DAMAGED.id, "OLE: size")
        pieces: list[bytes] = []
        for left in range(size, 0, -self.size):
            piece = self.sector(start)[:left]
            if len(piece) < min(left, self.size) or start >= len(self.table):
                raise Refusal(DAMAGED.id, "OLE: chain")
            pieces.append(piece)
            start = self.table[start]
        return b"".join(pieces)


class Compound:
    """The streams of one file. Raises :class:`Refusal` for what is no compound, too large or damaged."""

    def __init__(self, data: bytes) -> None:
        if not data:
            raise Refusal(NO_CELLS.id)
        if len(data) > MAX_FILE:
            raise Refusal(TOO_LARGE.id, f"{MAX_FILE // MIB} MiB")
        if not data.startswith(SIGNATURE):
            raise Refusal(NOT_A_WORKBOOK.id)
        self._data = data
        try:
            self._read_tables()
        except struct.error as fault:
            raise Refusal(DAMAGED.id, "OLE") from fault

    @property
    def names(self) -> set[str]:
        """The names of the streams, in lower case."""
        return set(self._streams)

    def stream(self, name: str) -> bytes:
        """A stream's bytes, empty where there is none."""
        entry = self._streams.get(name.lower())
        if entry is None:
            return b""
        return (self._mini if entry.size < self._cutoff else self._main).joined(entry.start, entry.size)

    def _read_tables(self) -> None:
        shift, mini_shift = struct.unpack_from("<HH", self._data, 30)
        directory, _, self._cutoff, mini, minis, more, mores = struct.unpack_from("<7I", self._data, 48)
        if shift not in (9, 12) or mini_shift != 6:
            raise Refusal(DAMAGED.id, "OLE: sectors")
        size = 1 << shift
        self._main = _Sectors(self._data[size:], size, [])
        for number in self._table_sectors(more if mores else _LAST_SECTOR):
            self._main.table.extend(self._numbers(number))
        entries = [_entry(record) for record in self._records(directory)]
        if not entries or entries[0].kind != _ROOT:
            raise Refusal(DAMAGED.id, "OLE: directory")
        root = entries[0]
        mini_table = [
            one for number in self._main.chain(mini if minis else _LAST_SECTOR) for one in self._numbers(number)
        ]
        self._mini = _Sectors(self._main.joined(root.start, root.size), 1 << mini_shift, mini_table)
        self._streams = {entry.name.lower(): entry for entry in _below(root, entries) if entry.kind == _STREAM}

    def _table_sectors(self, more: int) -> Iterator[int]:
        """The sectors that hold the allocation table: 109 are named in the header, the rest in sectors of their own."""
        named = list(struct.unpack_from("<109I", self._data, 76))
        seen: set[int] = set()
        while more < _LAST_SECTOR:
            if more in seen:
                raise Refusal(DAMAGED.id, "OLE: loop")
            seen.add(more)
            *numbers, more = self._numbers(more)
            named += numbers
        found = [number for number in named if number < _LAST_SECTOR]
        if len(found) != len(set(found)):
            raise Refusal(DAMAGED.id, "OLE: loop")
        yield from found

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._main.size // 4}I", self._main.sector(sector))

    def _records(self, start: int) -> Iterator[bytes]:
        for number in self._main.chain(start):
            sector = self._main.sector(number)
            yield from (sector[at : at + _ENTRY.size] for at in range(0, self._main.size, _ENTRY.size))


def _entry(record: bytes) -> _Entry:
    name, length, kind, left, right, child, start, size = _ENTRY.unpack(record)
    text = name[: max(length - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(text, kind, left, right, child, start, size & 0xFFFFFFFF)


def _below(root: _Entry, entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """The entries directly below the root, each once."""
    waiting, seen = [root.child], set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        yield entries[number]
        waiting += (entries[number].left, entries[number].right)
