"""A file's bytes -> the parts of its zip package, inflated under limits. Nothing is extracted to disk or believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cached_property

from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, ENCRYPTED, NO_CELLS, NOT_A_WORKBOOK, OLD_KIND, TOO_LARGE

MIB = 1 << 20
MAX_FILE = 50 * MIB
MAX_ENTRIES = 2_000
MAX_PART = 128 * MIB
MAX_TOTAL = 256 * MIB

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class Package:
    """The parts of one workbook file. Raises :class:`Refusal` for what is no zip, too large, damaged or encrypted."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_kinds(data)
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


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise Refusal(NO_CELLS.id)
    if len(data) > MAX_FILE:
        raise Refusal(TOO_LARGE.id, f"{MAX_FILE // MIB} MiB")
    if data.startswith(_OLE):
        encrypted = _ENCRYPTED_STREAM in data
        raise Refusal(ENCRYPTED.id) if encrypted else Refusal(OLD_KIND.id, ".xls")
    if not data.startswith(b"PK"):
        raise Refusal(NOT_A_WORKBOOK.id)
