"""template: an edition -> the blank form workbook, with the identity block filled in as far as it is given.

Writes one file and reads none. The sheets: ``identity``, ``guide``, one of ``forms`` for each form.
"""

from __future__ import annotations

import os
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Identity, LevelId, PeriodId, Unit
from cchc_xlsx.template.forms import value_cells, write_form
from cchc_xlsx.template.guide import write_guide
from cchc_xlsx.template.identity import write_identity
from cchc_xlsx.template.styles import Styles

__all__ = ["value_cells", "write_template"]

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CREATED = datetime(2022, 1, 1)  # fixed, so that the same edition gives the same bytes


def write_template(
    path: Path,
    edition: Edition,
    *,
    level: LevelId | None = None,
    unit: Unit | None = None,
    period: PeriodId | None = None,
) -> None:
    """Writes the blank workbook to ``path``, for a unit, a level or anybody; ``level`` goes before the unit's own.

    Raises ValueError where the edition has no such level or period, OSError where the file cannot be written.
    """
    identity = Identity(unit=unit, level=level or (unit.level if unit else None), period=period)
    if identity.level and not edition.level(identity.level):
        raise ValueError(f"{edition.id}: no level “{identity.level}”")
    if period and not (edition.period(period) and period[:4].isdecimal()):
        raise ValueError(f"{edition.id}: no period “{period}”")
    _save(path, _content(edition, identity))


def _content(edition: Edition, identity: Identity) -> bytes:
    content = BytesIO()
    with Workbook(content, _OPTIONS) as workbook:
        workbook.set_properties({"title": edition.name, "created": _CREATED})
        styles = Styles(workbook)
        write_identity(workbook, styles, edition, identity)
        write_guide(workbook, styles, edition)
        for form in edition.forms:
            write_form(workbook, styles, edition, form, identity)
    return content.getvalue()


def _save(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
