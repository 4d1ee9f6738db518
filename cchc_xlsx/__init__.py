"""cchc-xlsx: checks and sums up the workbooks of a province's administrative reform report (CCHC).

>>> import cchc_xlsx
>>> cchc_xlsx.schema("gia-lai-2022").name
'gia-lai-2022'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

__version__ = "0.1.0"


def schema(edition: str = "gia-lai-2022") -> DataFrameSchema:
    """The edition's pandera schema: columns are the indicators' codes, floats, NaN for what is missing, coerced.

    A column ``level`` (``so``, ``huyen``) is used where there is one. Raises KeyError for an unknown edition.
    """
    from cchc_xlsx.catalogue import load_edition
    from cchc_xlsx.checks import schema as build

    return build(load_edition(edition))
