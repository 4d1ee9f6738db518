"""A file's bytes -> the parts of its zip package, inflated under limits. Nothing is extracted to disk or believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cached_property

from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, TOO_LARGE

MIB = 1 << 20
MAX_FILE = 50 * MIB
MAX_ENTRIES = 2_000
MAX_PART = 128 * MIB
MAX_TOTAL = 256 * MIB


class Package:
    """The parts of one workbook file. Raises :class:`Refusal` for what is no zip, too large, damaged or encrypted."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise Refusal(DAMAGED.id, "zip") from fault
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise Refusal(TOO_LARGE.id, f"{len(entries)} / {MAX_TOTAL // MIB} MiB")
        self._names = {entry.filename: entry for entry in entries}
        if len(self._names) != len(entries):
            raise Refusal(DAMAGED.id, "zip: same name twice")
        self._room = MAX_TOTAL

    def has(self, name: str) -> bool:
        """Whether the package holds a part of that name."""
        return name in self._names or name.lower() in self._folded

    def part(self, name: str) -> bytes:
        """A part's bytes, empty where there is none. Inflated bytes are counted; the header is not believed."""
        entry = self._names.get(name) or self._folded.get(name.lower())
        if entry is None:
            return b""
        limit = min(MAX_PART, self._room)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, NotImplementedError) as fault:
            raise Refusal(DAMAGED.id, f"zip: {name}") from fault
        if len(data) > limit:
            raise Refusal(TOO_LARGE.id, f"{name}: {limit // MIB} MiB")
        self._room -= len(data)
        return data

    @cached_property
    def _folded(self) -> dict[str, zipfile.ZipInfo]:
        return {name.lower().replace("\\", "/"): entry for name, entry in self._names.items()}
