"""A check as one JSON document: the contract ``cchc-xlsx/check@1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, assert_never

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import (
    Adjusted,
    Blank,
    Cell,
    Change,
    Checked,
    Code,
    Finding,
    Invalid,
    LeftOut,
    Mended,
    Nil,
    NotApplicable,
    Number,
    Outcome,
    Point,
    Reading,
    Received,
    Repair,
    Severity,
    Status,
)
from cchc_xlsx.reports.findings_table import path_of
from cchc_xlsx.reports.telling import told
from cchc_xlsx.reports.words import Lang, reason

SCHEMA = "cchc-xlsx/check@1"
_KEYS: Mapping[str, Any] = {
    "rule": None, "severity": None, "form": None, "indicator": None, "sheet": None, "cell": None, "value": None,
    "expected": None, "message": None, "related": [], "likely": [], "also": [],
}  # fmt: skip
"""What an entry of a finding says, and what it says by default."""


def document(outcome: Outcome, edition: Edition, lang: Lang, *, values: bool) -> dict[str, Any]:
    """The whole document; ``values`` puts every reading in. Texts are in ``lang``."""
    view = _View(outcome, edition, lang)
    files = [view.file(path, values=values) for path in outcome.paths]
    statuses = Counter(entry["status"] for entry in files)
    severities = Counter(finding.severity for finding in outcome.open_findings)
    return {
        "schema": SCHEMA,
        "files": files,
        "findings": [
            *(view.finding(finding, None) | {"files": list(finding.paths)} for finding in outcome.findings),
            *(
                _mended(one) | {"files": one.finding.entry.get("files", [])}
                for one in outcome.mended or ()
                if one.path is None
            ),
        ],
        "summary": {"files": len(files)}
        | {status.value: statuses[status.value] for status in Status}
        | {"by_severity": {severity.value: severities[severity] for severity in Severity}},
    }


class _View:
    """The outcome looked up by path."""

    def __init__(self, outcome: Outcome, edition: Edition, lang: Lang) -> None:
        self._edition, self._lang = edition, lang
        self._received: Mapping[str, Received] = {one.document.path: one for one in outcome.received}
        self._left_out: Mapping[str, LeftOut] = {one.document.path: one for one in outcome.left_out}
        self._checked: Mapping[str, Checked] = {path: one for one in outcome.checked for path in one.submission.paths}
        self._mended: dict[str | None, list[Mended]] = {}
        for gone in outcome.mended or ():
            self._mended.setdefault(gone.path, []).append(gone)

    def file(self, path: str, *, values: bool) -> dict[str, Any]:
        """The entry of one file, whatever became of it."""
        received, out, checked = self._received.get(path), self._left_out.get(path), self._checked.get(path)
        document = out.document if out else received.document if received else None
        identity = received.identity if received else None
        unit = identity.unit if identity else None
        findings = self._findings(path, checked) if checked and not out else list(out.findings) if out else []
        entry: dict[str, Any] = {
            "path": path,
            "sha256": document.sha256 if document else None,
            "unit": unit.name if unit else None,
            "unit_id": unit.id if unit else None,
            "level": identity.level if identity else None,
            "edition": self._edition.id if received else None,
            "period": identity.period if identity else None,
            "forms": sorted({table.form for table in received.tables}) if received else [],
            "status": (out.status if out else status_of(findings)).value,
            "reason": reason(out.why, out.detail, self._lang) if out else None,
            "findings": [
                *(self.finding(finding, checked) for finding in findings),
                *(_mended(one) for one in self._mended.get(path, ())),
            ],
        }
        if values:
            entry["values"] = self._values(path, received, None if out else checked)
        return entry

    def _findings(self, path: str, checked: Checked) -> list[Finding]:
        return [one for one in checked.findings if path_of(one, checked.submission.paths) == path]

    def _values(self, path: str, received: Received | None, checked: Checked | None) -> dict[str, Any]:
        """The readings of the rows that this file holds, as judged where they were."""
        read = {code: one for table in (received.tables if received else ()) for code, one in table.readings.items()}
        judged: Mapping[Code, Reading] = checked.submission.readings if checked else read
        mine = {code: judged[code] for code in read if code in judged and judged[code].cell.path == path}
        adjusted = checked.submission.adjusted if checked else {}
        return {
            code: _reading(mine[code]) | (_corrected(adjusted[code]) if code in adjusted else {})
            for code in self._edition.codes
            if code in mine
        }

    def finding(self, finding: Finding, checked: Checked | None) -> dict[str, Any]:
        """One finding; ``checked`` is the submission it is about, None for one across files."""
        several = checked is None or len(checked.submission.paths) > 1
        submission = checked.submission if checked else None
        return self._place(finding) | {
            "value": _value(finding.at.reading if finding.at else None),
            "expected": _number(finding.expected) if isinstance(finding.expected, Decimal) else finding.expected,
            "message": told(finding, submission, self._edition, self._lang),
            "related": [_point(point, with_path=several) for point in finding.related],
            "likely": [_repair(repair, with_path=several) for repair in finding.likely],
            "also": [self._also(one, with_path=several) for one in finding.also],
            "accepted": {"reason": by.reason, "who": by.who} if (by := finding.accepted) else None,
            "change": finding.change,
        }

    def _place(self, finding: Finding) -> dict[str, Any]:
        return {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "form": finding.form,
            "indicator": finding.at.code if finding.at else None,
            "sheet": finding.cell.sheet if finding.cell else None,
            "cell": finding.cell.ref if finding.cell else None,
        }

    def _also(self, finding: Finding, *, with_path: bool) -> dict[str, Any]:
        place = self._place(finding)
        del place["form"]
        return place | _path(finding.cell, with_path=with_path)


def status_of(findings: Iterable[Finding]) -> Status:
    """The status of a file that was read, by its worst finding that nobody has accepted."""
    severities = {finding.severity for finding in findings if finding.is_open}
    if Severity.ERROR in severities:
        return Status.ERRORS
    return Status.WARNINGS if Severity.WARNING in severities else Status.OK


def _point(point: Point, *, with_path: bool) -> dict[str, Any]:
    cell = point.reading.cell if point.reading else None
    return {
        "indicator": point.code,
        "sheet": cell.sheet if cell else None,
        "cell": cell.ref if cell else None,
        "value": _value(point.reading),
    } | _path(cell, with_path=with_path)


def _repair(repair: Repair, *, with_path: bool) -> dict[str, Any]:
    expected = _number(repair.expected) if isinstance(repair.expected, Decimal) else repair.expected
    return _point(repair.point, with_path=with_path) | {"expected": expected}


def _path(cell: Cell | None, *, with_path: bool) -> dict[str, Any]:
    return {"path": cell.path if cell else None} if with_path else {}


def _reading(reading: Reading) -> dict[str, Any]:
    value = _value(reading) if isinstance(reading, Number | Nil) else None
    where = {"sheet": reading.cell.sheet, "cell": reading.cell.ref}
    return {"value": value, "state": _state(reading), "raw": reading.raw} | where


def _corrected(adjusted: Adjusted) -> dict[str, Any]:
    """What was sent, and why another figure counts: beside ``value`` and ``state`` of the figure that counts."""
    sent, by = adjusted
    return {
        "raw": sent.raw,
        "corrected": {
            "sent": {"value": _value(sent) if isinstance(sent, Number | Nil) else None, "state": _state(sent)},
            "raw": by.new.raw,
            "reason": by.reason,
            "who": by.who,
            "date": by.dated or None,
        },
    }


def _mended(mended: Mended) -> dict[str, Any]:
    """A finding that is there no more, as the earlier check told it."""
    entry = {key: mended.finding.entry.get(key, default) for key, default in _KEYS.items()}
    return entry | {"accepted": None, "change": Change.MENDED.value}


def _state(reading: Reading) -> str:
    match reading:
        case Number():
            return "value"
        case Blank():
            return "blank"
        case Nil():
            return "nil"
        case NotApplicable():
            return "not-applicable"
        case Invalid():
            return "invalid"
        case _:
            assert_never(reading)


def _value(reading: Reading | None) -> int | float | str | None:
    """A figure as a number (nil 0), an invalid or not-applicable cell as its text, nothing as null."""
    match reading:
        case Number(value=value):
            return _number(value)
        case Nil():
            return 0
        case Invalid(number=value) if value is not None:
            return _number(value)
        case Invalid(raw=raw) | NotApplicable(raw=raw):
            return raw
        case Blank() | None:
            return None
        case _:
            assert_never(reading)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(f"{value:.10g}")
