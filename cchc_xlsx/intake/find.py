"""Paths from the command line -> every file once: one to read, or left out with its reason. Links to folders are not
followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cchc_xlsx.intake.archive import members
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.intake.roster import ROSTER_STEM
from cchc_xlsx.model import Document, LeftOut, Status
from cchc_xlsx.rules import RULES
from cchc_xlsx.rules import files as rules
from cchc_xlsx.rules.rule import Rule

OURS = {".xlsx", ".xlsm"}
"""What we write ourselves."""
_READ = OURS | {".xltx", ".xltm", ".xls", ".xlt", ".et", ".xlsb", ".ods", ".ots", ".docx", ".docm"}
_WHY_NOT = {
    **dict.fromkeys((".rar", ".7z", ".gz", ".tar", ".tgz"), rules.OTHER_ARCHIVE),
    **dict.fromkeys((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".webp"), rules.SCAN),
    **dict.fromkeys((".doc", ".rtf", ".dot", ".wps", ".odt"), rules.OTHER_TEXT),
}
"""Kinds that may hold the forms but are not read, and what to do with them."""
_RESERVED = {"chap_nhan", "dieu_chinh"}
_SYSTEM = {"thumbs.db", "desktop.ini"}


class Candidate(NamedTuple):
    """A file to read: its path as given on the command line, ``/`` separated; ``archive`` is the .zip that holds it."""

    path: str
    archive: str = ""


def find_files(paths: Iterable[str], roster: Path | None) -> Iterator[Candidate | LeftOut]:
    """Every regular file below the paths once, in the order given, folders sorted by name."""
    seen: set[str] = set()
    for given in paths:
        for path in _below(given.replace(os.sep, "/")):
            place = os.path.abspath(path)
            if place not in seen:
                seen.add(place)
                yield from _look_at(path, roster)


def _below(path: str) -> Iterator[str]:
    """The path itself, or what lies below it where it is a folder."""
    if not os.path.isdir(path):
        yield path
        return
    try:
        names = sorted(os.listdir(path))
    except OSError:
        yield path
        return
    for name in names:
        inner = f"{path.rstrip('/')}/{name}"
        if os.path.islink(inner) and os.path.isdir(inner):
            yield inner
        else:
            yield from _below(inner)


def _look_at(path: str, roster: Path | None) -> Iterator[Candidate | LeftOut]:
    """The file; of a .zip the files within it besides."""
    seen = _regular(path) or _by_name(path, roster)
    if isinstance(seen, Candidate) and seen.path.lower().endswith(".zip"):
        yield from _in_archive(path)
    else:
        yield seen


def _in_archive(path: str) -> Iterator[Candidate | LeftOut]:
    """The .zip with an answer of its own, then its files; a .zip that is itself a document is read as one."""
    try:
        names = members(path)
    except Refusal as refusal:
        yield left_out(path, RULES[refusal.why], refusal.detail)
        return
    if names is None:
        yield Candidate(path)
        return
    yield left_out(path, rules.ARCHIVE, str(len(names)))
    for name in names:
        inner = _by_name(f"{path}/{name}", None)
        if isinstance(inner, Candidate) and name.lower().endswith(".zip"):
            inner = left_out(inner.path, rules.OTHER_ARCHIVE, ".zip / .zip")
        yield inner._replace(archive=path) if isinstance(inner, Candidate) else inner


def _regular(path: str) -> LeftOut | None:
    """Why the path is no file to open; None where it is one."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        why = rules.NOT_REGULAR if os.path.islink(path) else rules.NO_SUCH_PATH
        return left_out(path, why, "link" if why is rules.NOT_REGULAR else "")
    except (OSError, ValueError) as fault:
        return left_out(path, rules.NOT_REGULAR, getattr(fault, "strerror", None) or str(fault))
    if stat.S_ISDIR(mode):
        is_link = os.path.islink(path)
        return left_out(path, rules.FOLDER_LINK) if is_link else left_out(path, rules.NOT_OPENED, "permission")
    if not stat.S_ISREG(mode):
        return left_out(path, rules.NOT_REGULAR, "FIFO" if stat.S_ISFIFO(mode) else "device")
    return None


def _by_name(path: str, roster: Path | None) -> Candidate | LeftOut:
    name = path.rpartition("/")[2].casefold()
    stem, suffix = os.path.splitext(name)
    if name.startswith(("~$", ".~lock.")):
        return left_out(path, rules.LOCK_FILE)
    if name.startswith(".") or name in _SYSTEM:
        return left_out(path, rules.SYSTEM_FILE)
    if (stem == ROSTER_STEM and suffix in (".xlsx", ".csv")) or (
        roster and os.path.abspath(path) == os.path.abspath(roster)
    ):
        return left_out(path, rules.IS_ROSTER)
    if stem in _RESERVED:
        return left_out(path, rules.RESERVED)
    if suffix in _READ or suffix == ".zip":
        return Candidate(path)
    return left_out(path, _WHY_NOT.get(suffix, rules.KIND_NOT_READ), suffix or name)


_SKIPPED = {
    rule.id
    for rule in (
        rules.KIND_NOT_READ, rules.LOCK_FILE, rules.SYSTEM_FILE, rules.IS_ROSTER, rules.OWN_REPORT, rules.FOLDER_LINK,
        rules.SAME_AGAIN, rules.SUPERSEDED, rules.RESERVED, rules.ARCHIVE, rules.OTHER_ARCHIVE, rules.SCAN,
        rules.OTHER_TEXT,
    )
}  # fmt: skip


def left_out(path: str, why: Rule, detail: str = "", document: Document | None = None) -> LeftOut:
    """A file that gives no figures, with the status that its reason means."""
    if why is rules.NOT_A_FORM:
        status = Status.NOT_A_FORM
    else:
        status = Status.SKIPPED if why.id in _SKIPPED else Status.UNREADABLE
    return LeftOut(document or Document(path), status, why.id, detail)
