"""A workbook of ours that is no report: written aside, then put in place, so that no half-written file is ever seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CREATED = datetime(2022, 1, 1)  # fixed, so that the same edition gives the same bytes


@contextmanager
def saved(path: Path, title: str = "") -> Iterator[Workbook]:
    """A new workbook, saved to ``path`` at the end. Raises OSError where it cannot be written."""
    content = BytesIO()
    with Workbook(content, _OPTIONS) as workbook:
        workbook.set_properties({"title": title, "created": _CREATED})
        yield workbook
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content.getvalue())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
