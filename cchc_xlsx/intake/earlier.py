"""The document of an earlier check (``check --format json``) -> what it found. A foreign or damaged one is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_xlsx.model import Change, Code, EarlierCheck, EarlierFile, EarlierFinding, RuleId, Severity, Status

CONTRACT = "cchc-xlsx/check@1"
_READ = {Status.OK, Status.WARNINGS, Status.ERRORS}
_Entry = Mapping[str, Any]


class EarlierError(Exception):
    """The document cannot be used; the text says why, in no sentence of ours."""


def read_earlier(path: Path) -> EarlierCheck:
    """What the earlier check said. Raises :class:`EarlierError`."""
    if not path.is_file():
        raise EarlierError(f"{path}: ?")
    try:
        document = json.loads(path.read_bytes())  # PowerShell writes UTF-16: the encoding is told from the bytes
    except (OSError, ValueError, RecursionError) as fault:
        raise EarlierError(f"{path.name}: {getattr(fault, 'strerror', None) or fault}") from fault
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema != CONTRACT:
        raise EarlierError(f"{path.name}: schema “{schema}” ≠ “{CONTRACT}”")
    try:
        files = tuple(map(_file, document["files"]))
        return EarlierCheck(files, tuple(_findings(document["findings"])))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise EarlierError(f"{path.name}: {type(fault).__name__} {fault}") from fault


def _file(entry: _Entry) -> EarlierFile:
    status = Status(entry["status"])
    return EarlierFile(
        path=_text(entry["path"]),
        unit_id=_text_or_none(entry["unit_id"]),
        unit=_text_or_none(entry["unit"]),
        period=_text_or_none(entry["period"]),
        was_read=status in _READ,
        findings=tuple(_findings(entry["findings"])),
    )


def _findings(entries: list[_Entry]) -> list[EarlierFinding]:
    """The findings that were there; those that had been mended then are none."""
    return [_finding(entry) for entry in entries if entry.get("change") != Change.MENDED]


def _finding(entry: _Entry) -> EarlierFinding:
    sheet, cell = _text_or_none(entry["sheet"]), _text_or_none(entry["cell"])
    form = entry["form"]
    if not isinstance(form, int | None):
        raise TypeError(f"form: {form!r}")
    return EarlierFinding(
        rule=RuleId(_text(entry["rule"])),
        severity=Severity(entry["severity"]),
        form=form,
        code=_code(entry),
        at=(sheet, cell) if sheet and cell else None,
        message=_text(entry["message"]),
        related=tuple(_code(point) for point in entry["related"]),
        also=frozenset((RuleId(_text(one["rule"])), _code(one)) for one in entry["also"]),
        entry=dict(entry),
    )


def _code(entry: _Entry) -> Code | None:
    text = _text_or_none(entry["indicator"])
    return Code(text) if text else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r}")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)
