"""What the product makes of a draft, held against what the draft means."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cchc_xlsx.model import Blank, Finding, LeftOut, Nil, NotApplicable, Number, Reading, Received
from dialects.draft import NIL, NOT_APPLICABLE, Draft, Meaning
from dialects.grid import Place, places


def meant(reading: Reading) -> Meaning:
    """What a reading says; what cannot be read says its text."""
    match reading:
        case Number(value=value):
            return value
        case Nil():
            return NIL
        case NotApplicable():
            return NOT_APPLICABLE
        case Blank():
            return None
        case _:
            return f"?{reading.raw}"


def misread(draft: Draft, files: Iterable[Received | LeftOut]) -> list[str]:
    """Where the reading is not what the draft means: another value, another cell, a figure not found."""
    got = {
        str(code): (meant(one), Place(Path(one.cell.path).name, one.cell.sheet, one.cell.ref))
        for file in files
        if isinstance(file, Received)
        for table in file.tables
        for code, one in table.readings.items()
    }
    at = places(draft)
    wanted = {row.code: (row.meaning, at[row.code]) for row in draft if row.code in at}
    wrong = [code for code, one in got.items() if wanted.get(code) != one]
    wrong += [code for code, (meaning, _) in wanted.items() if meaning is not None and code not in got]
    return [f"{code}: {_told(wanted.get(code))} read as {_told(got.get(code))}" for code in wrong]


def _told(one: tuple[Meaning, Place] | None) -> str:
    return f"{one[0]} in {'!'.join(one[1])}" if one else "nothing"


def said(findings: Iterable[Finding]) -> list[str]:
    """The findings as ``rule@place``."""
    return sorted(f"{one.rule}@{one.at.code if one.at else f'BM{one.form or 0}'}" for one in findings)


def remarks(draft: Draft) -> list[str]:
    """The findings for the record that a figure, or the way it is typed, deserves."""
    return sorted(f"{rule}@{row.code}" for row in draft for rule in (row.remark, row["value"].remark) if rule)


def senders(files: Iterable[Received | LeftOut]) -> set[tuple[object, ...]]:
    """Who sent the files, for which period."""
    known = [file.identity for file in files if isinstance(file, Received)]
    return {(one.unit.id if one.unit else None, one.level, one.period) for one in known}
