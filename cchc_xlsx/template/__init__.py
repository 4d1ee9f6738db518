"""template: an edition -> the blank form workbook, with the identity block filled in as far as it is given.

Writes one file and reads none. The sheets: ``identity``, ``guide``, one of ``forms`` for each form.
"""

from __future__ import annotations

from pathlib import Path

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Identity, LevelId, PeriodId, Unit
from cchc_xlsx.template.forms import value_cells, write_form
from cchc_xlsx.template.guide import write_guide
from cchc_xlsx.template.identity import write_identity
from cchc_xlsx.template.saving import saved
from cchc_xlsx.template.styles import Styles

__all__ = ["value_cells", "write_template"]


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
    with saved(path, edition.name) as workbook:
        styles = Styles(workbook)
        write_identity(workbook, styles, edition, identity)
        write_guide(workbook, styles, edition)
        for form in edition.forms:
            write_form(workbook, styles, edition, form, identity)
