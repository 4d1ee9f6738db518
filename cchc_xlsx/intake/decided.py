"""What lines of chap_nhan and dieu_chinh have in common: whose it is, why, who decided; what is said of a bad line."""

from __future__ import annotations

from typing import NamedTuple

from cchc_xlsx.intake.lists import Columns, Line
from cchc_xlsx.model import Code, Finding, Point
from cchc_xlsx.rules import Rule
from cchc_xlsx.rules import decisions as rules

COLUMNS: Columns = {
    "unit": ("đơn vị", "mã đơn vị", "tên đơn vị", "mã", "tên", "unit"),
    "reason": ("lý do", "lí do", "reason"),
    "who": ("người quyết định", "người chấp nhận", "người điều chỉnh", "người cho biết", "người", "ai", "who"),
    "dated": ("ngày", "ngày quyết định", "ngày chấp nhận", "ngày điều chỉnh", "date"),
}


class Refused(Exception):
    """A line that is not used: the rule that says why, and the fact or row concerned. Never leaves intake."""

    def __init__(self, why: Rule, detail: str = "", code: Code | None = None) -> None:
        super().__init__(why.id, detail)
        self.why, self.detail, self.code = why, detail, code


class Decided(NamedTuple):
    """Who decided, why and when."""

    unit: str
    reason: str
    who: str
    dated: str


def decided(line: Line) -> Decided:
    """The common columns of a line; a reason or a person may be missing. Raises :class:`Refused` for a line that says
    something nobody understands: it might narrow what is decided."""
    if line.unknown:
        raise Refused(rules.UNKNOWN_COLUMN, "; ".join(line.unknown))
    return Decided(line.text("unit"), line.text("reason"), line.text("who"), line.text("dated"))


def finding_of(refused: Refused, path: str, line: int) -> Finding:
    """What is said of a line that is not used."""
    at = Point(refused.code, None) if refused.code else None
    return Finding(refused.why.id, refused.why.severity, at=at, detail=refused.detail, paths=(path,), line=line)
