"""catalogue: editions as data -> :class:`Edition` (rows, relations, policies). Loads fast, imports nothing heavy."""

from cchc_xlsx.catalogue.edition import (
    DEFAULT_EDITION,
    Edition,
    Form,
    Period,
    Reporter,
    editions,
    load_edition,
    read_edition,
)
from cchc_xlsx.catalogue.indicators import CONSOLIDATOR, NOBODY, Indicator
from cchc_xlsx.catalogue.notation import CatalogueError

__all__ = [
    "CONSOLIDATOR",
    "DEFAULT_EDITION",
    "NOBODY",
    "CatalogueError",
    "Edition",
    "Form",
    "Indicator",
    "Period",
    "Reporter",
    "editions",
    "load_edition",
    "read_edition",
]
