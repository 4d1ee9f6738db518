"""consolidation: the outcome of a check -> the province's figures. Values in, values out; no sentence, no I/O."""

from cchc_xlsx.consolidation.accounts import Accounts, NotSummed, account, detail_of
from cchc_xlsx.consolidation.columns import takes_part
from cchc_xlsx.consolidation.completeness import Filled, completeness
from cchc_xlsx.consolidation.consolidate import consolidate
from cchc_xlsx.consolidation.figures import Column, Consolidation, Figure
from cchc_xlsx.consolidation.policies import is_shared, standing_parts, worth

__all__ = [
    "Accounts",
    "Column",
    "Consolidation",
    "Figure",
    "Filled",
    "NotSummed",
    "account",
    "completeness",
    "consolidate",
    "detail_of",
    "is_shared",
    "standing_parts",
    "takes_part",
    "worth",
]
