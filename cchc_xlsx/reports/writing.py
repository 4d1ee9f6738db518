"""Our own reports on disk: written aside and renamed, so that no half-written file is ever seen; marked as ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from cchc_xlsx.reports.sheet_styles import WORKBOOK_OPTIONS

OWN_REPORT_PROPERTY = "cchc-xlsx"
"""The custom document property by which our own reports are known when they come back in a folder."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; it takes the place of ``path`` at the end, or goes away on a failure."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def report_workbook(path: Path, kind: str) -> Iterator[Workbook]:
    """A new workbook that is a report of ours of that kind; closed and put in place at the end. Raises OSError."""
    with replacing(path) as aside:
        try:
            with Workbook(aside, WORKBOOK_OPTIONS) as workbook:
                workbook.set_custom_property(OWN_REPORT_PROPERTY, kind)
                yield workbook
        except FileCreateError as fault:
            cause = fault.args[0] if fault.args else None
            raise (cause if isinstance(cause, OSError) else OSError(str(fault))) from fault
