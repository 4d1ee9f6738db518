"""What departments send: each dialect changes how a workbook looks or how it is typed, and nothing of what it says."""

from dialects.draft import Dialect
from dialects.sheets import SHEETS

DIALECTS: tuple[Dialect, ...] = (*SHEETS,)
