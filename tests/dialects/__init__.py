"""What departments send: each dialect changes how a workbook looks or how it is typed, and nothing of what it says."""

from dialects.around import AROUND
from dialects.columns import COLUMNS
from dialects.draft import Dialect
from dialects.heads import HEADS
from dialects.identities import IDENTITIES
from dialects.notations import TYPED
from dialects.rows import ROWS
from dialects.sheets import SHEETS
from dialects.texts import TEXTS

DIALECTS: tuple[Dialect, ...] = (*SHEETS, *AROUND, *IDENTITIES, *HEADS, *COLUMNS, *ROWS, *TEXTS, *TYPED)
