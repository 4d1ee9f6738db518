"""A .zip of workbooks, read in place: which files it holds, and the bytes of one. Nothing is extracted to disk."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from cchc_xlsx.intake.kinds.encoding import bare_text
from cchc_xlsx.intake.kinds.opening import foreign_kind
from cchc_xlsx.intake.package import MAX_ENTRIES, MAX_FILE, MIB
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, ENCRYPTED, NOT_A_WORKBOOK, NOT_OPENED, OTHER_ARCHIVE, TOO_LARGE

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def members(path: str) -> list[str] | None:
    """The names of the files in the archive; None where the .zip is itself one document. Raises :class:`Refusal`."""
    with _opened(path) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise Refusal(TOO_LARGE.id, f"{len(entries)} > {MAX_ENTRIES}")
        names = [_name(entry) for entry in entries if not entry.is_dir()]
    if len(set(names)) != len(names):
        raise Refusal(DAMAGED.id, "zip: same name twice")
    return None if "[Content_Types].xml" in names or "mimetype" in names else names


def member_bytes(path: str, name: str) -> bytes:
    """One file of the archive. Inflated bytes are counted; the header is not believed. Raises :class:`Refusal`."""
    with _opened(path) as archive:
        entry = next((one for one in archive.infolist() if _name(one) == name), None)
        if entry is None:
            raise Refusal(NOT_OPENED.id, name)
        if entry.flag_bits & _ENCRYPTED:
            raise Refusal(ENCRYPTED.id)
        try:
            with archive.open(entry) as stream:
                data = stream.read(MAX_FILE + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, NotImplementedError) as fault:
            raise Refusal(DAMAGED.id, f"zip: {name}") from fault
    if len(data) > MAX_FILE:
        raise Refusal(TOO_LARGE.id, f"{MAX_FILE // MIB} MiB")
    return data


def _opened(path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise _no_zip(path) from fault
    except OSError as fault:
        raise Refusal(NOT_OPENED.id, fault.strerror or str(fault)) from fault


def _no_zip(path: str) -> Refusal:
    """Why a file that is called .zip is none: of another kind by its first bytes, else damaged."""
    try:
        with Path(path).open("rb") as file:
            kind = foreign_kind(file.read(8))
    except OSError as fault:
        return Refusal(NOT_OPENED.id, fault.strerror or str(fault))
    if kind in ("RAR", "7z"):
        return Refusal(OTHER_ARCHIVE.id, kind)
    return Refusal(NOT_A_WORKBOOK.id, kind) if kind else Refusal(DAMAGED.id, "zip")


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name, ``/`` separated. Windows packs UTF-8 or its own code page without saying which."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        packed = entry.filename.encode("cp437")
    except UnicodeError:
        return entry.filename
    return bare_text(packed) or entry.filename
