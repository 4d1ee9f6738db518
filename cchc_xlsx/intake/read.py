"""One path -> Received | LeftOut. The only place where a sender's file is opened; it is read once and never written."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.intake.archive import member_bytes
from cchc_xlsx.intake.find import OURS, left_out
from cchc_xlsx.intake.forms import FormReader
from cchc_xlsx.intake.grid import Workbook, in_unicode
from cchc_xlsx.intake.identity import IdentityReader
from cchc_xlsx.intake.kinds.opening import read_workbook
from cchc_xlsx.intake.package import MAX_FILE
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.intake.roster import ROSTER_STEM
from cchc_xlsx.model import Document, FormTable, LeftOut, Number, Received, Roster
from cchc_xlsx.rules import RULES
from cchc_xlsx.rules import files as rules

_TEXTS = {".json", ".csv", ".txt"}


class Reads(Protocol):
    """Reads one file; ``archive`` is the .zip that holds it, whose path is then the beginning of the file's."""

    def __call__(self, path: str, archive: str = "") -> Received | LeftOut: ...


def reader(edition: Edition, roster: Roster | None) -> Reads:
    """The function that reads one file for this edition and roster."""
    forms, identities = FormReader(edition), IdentityReader(edition, roster)

    def read(path: str, archive: str = "") -> Received | LeftOut:
        document = Document(path)
        try:
            data = member_bytes(archive, path.removeprefix(f"{archive}/")) if archive else _bytes(path)
            document = replace(document, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
            workbook = in_unicode(read_workbook(data))
        except Refusal as refusal:
            return left_out(path, RULES[refusal.why], refusal.detail, document)
        document = replace(document, modified=workbook.modified, saved_by=workbook.saved_by)
        if workbook.ours:
            return left_out(path, rules.OWN_REPORT, document=document)
        tables = _each_form_once(forms.read(workbook, path, lambda: identities.period(workbook, path)))
        if not tables:
            return left_out(path, rules.NOT_A_FORM if _filled(workbook) else rules.NO_CELLS, document=document)
        return Received(document, identities.read(workbook, tables, path), tables)

    return read


def is_ours(path: Path, edition: Edition) -> bool:
    """Whether an existing file may be written over: a report of ours, a form nobody has filled in, a text that is no
    roster."""
    if path.suffix.lower() not in OURS or not path.is_file():
        return path.is_file() and path.stem.casefold() != ROSTER_STEM and path.suffix.lower() in _TEXTS
    match reader(edition, None)(str(path)):
        case LeftOut(why=why):
            return why == rules.OWN_REPORT.id
        case Received(tables=tables):
            return not any(_figures(table) for table in tables)


def _bytes(path: str) -> bytes:
    """The file's content, at most one byte over the limit."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_FILE + 1)
            size = os.fstat(stream.fileno()).st_size
    except OSError as fault:
        raise Refusal(rules.NOT_OPENED.id, fault.strerror or str(fault)) from fault
    if len(data) <= MAX_FILE and len(data) != size:
        raise Refusal(rules.NOT_OPENED.id, f"{len(data)} / {size}")
    return data


def _filled(workbook: Workbook) -> bool:
    return any(sheet.rows or sheet.above for sheet in workbook.sheets)


def _each_form_once(tables: tuple[FormTable, ...]) -> tuple[FormTable, ...]:
    """A form that goes on in another sheet as one; of copies the one that is filled, or the first of equal ones; none
    where they differ."""
    by_form: dict[int, list[FormTable]] = {}
    for table in tables:
        by_form.setdefault(table.form, []).append(table)
    return tuple(_the_one(by_form[form]) for form in sorted(by_form))


def _the_one(tables: list[FormTable]) -> FormTable:
    if len(tables) > 1 and _goes_on(tables):
        readings = {code: reading for table in tables for code, reading in table.readings.items()}
        measures = {code: noted for table in tables for code, noted in table.measures.items()}
        return replace(tables[0], readings=readings, measures=measures)
    filled = [table for table in tables if _figures(table)] or tables[:1]
    if all(_figures(table) == _figures(filled[0]) for table in filled):
        return filled[0]
    return replace(filled[0], readings={}, measures={}, twice=_places(filled))


def _goes_on(tables: list[FormTable]) -> bool:
    """Whether no row stands in two of the tables, so that they are the pages of one."""
    if not all(table.readings for table in tables):
        return False
    return sum(len(table.readings) for table in tables) == len({code for table in tables for code in table.readings})


def _places(tables: list[FormTable]) -> tuple[str, ...]:
    """Where tables stand: their sheets, with the ranges of figures where they share one."""
    sheets = [table.sheet for table in tables]
    if len(set(sheets)) == len(sheets):
        return tuple(sheets)
    refs = [[reading.cell.ref for reading in table.readings.values()] for table in tables]
    return tuple(
        f"{sheet}!{cells[0]}:{cells[-1]}" if cells else sheet for sheet, cells in zip(sheets, refs, strict=True)
    )


def _figures(table: FormTable) -> dict[str, str]:
    return {
        code: str(reading.value) if isinstance(reading, Number) else reading.raw
        for code, reading in table.readings.items()
        if reading.raw
    }
