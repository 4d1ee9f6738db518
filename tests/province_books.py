"""Provincial workbooks for the tests: provinces in which formulas are easily wrong, and where their figures stand."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from province import EDITION, ROSTER, a_province, outcome, sent, unit

from cchc_xlsx.consolidation import consolidate
from cchc_xlsx.model import Code, Outcome
from cchc_xlsx.reports.provincial import write_provincial
from cchc_xlsx.reports.words import Lang

FORMS = [form.number for form in EDITION.forms]
SHEETS = [
    "Tổng quan", *(f"Biểu mẫu {n}" for n in FORMS), *(f"Chi tiết BM{n}" for n in FORMS),
    "Lỗi", "Tình hình nộp", "Nguồn số liệu",
]  # fmt: skip
PLEIKU, ANKHE, CHUPAH = (unit(name, "huyen", f"UBND {name}") for name in ("pleiku", "ankhe", "chupah"))
SCT, SYT = unit("sct", "so", "Sở Công Thương"), unit("syt", "so", "Sở Y tế")


def edges() -> dict[str, Outcome]:
    """Provinces in which formulas are easily wrong."""
    shared = "BM7.7.1.1"
    return {
        "usual": a_province(),
        "another": replace(a_province(5), roster=None),
        "one district": outcome([sent(PLEIKU, {shared: "kps", "BM3.1.1": 7}), sent(SCT, {"BM3.1.1": 4})]),
        "tie": outcome([sent(one, {shared: n}) for one, n in ((PLEIKU, 7), (ANKHE, 9))], [PLEIKU, ANKHE, CHUPAH]),
        "nils win": outcome([sent(one, {shared: n}) for one, n in ((PLEIKU, "kps"), (ANKHE, 0), (CHUPAH, 9))]),
        "contradictory": outcome(
            [
                sent(PLEIKU, {shared: 100, "BM7.7.1.2": 90}),
                sent(ANKHE, {shared: 100, "BM7.7.1.2": 120}),
                sent(CHUPAH, {shared: 121, "BM7.7.1.2": 120}),
            ]
        ),
        "nobody has sent": outcome([], ROSTER),
        "only departments": outcome([sent(SCT, {"BM3.3.1a": 3, "BM3.3.1b": 2, "BM1.6": 1})], [SCT, SYT]),
        "left out": outcome(
            [sent(SCT, {"BM1.6": 1, "BM1.1": 2}), sent(SYT, {"BM1.6": 1, "BM1.1": 5}, left_out="TM012")], [SCT, SYT]
        ),
        "texts that look like answers": outcome(
            [sent(SCT, {"BM1.6": "?1", "BM7.5.1.2": 1, "BM1.1": "?kps"}), sent(PLEIKU, {"BM7.5.1.1": 1})]
        ),
        "stand-ins": outcome([sent(SCT, {"BM6.2.1": "", "BM6.2.2": 3, "BM6.2.4.1": 4, "BM5.4.2": "kps"})]),
        "unknown level": outcome([sent(None, {shared: 9, "BM3.2.1": 5, "BM1.1": 2}, path="a.xlsx")]),
        "large and small": outcome([sent(SCT, {"BM6.1.1": "123456789012.25", "BM6.1.2": "0.001", "BM1.1": 10**14})]),
    }


def written(folder: Path, name: str, of: Outcome, lang: Lang = Lang.VI) -> Path:
    path = folder / f"{name}.xlsx"
    write_provincial(path, of, consolidate(of, EDITION), EDITION, lang)
    return path


@lru_cache(maxsize=64)
def values(path: Path) -> Any:
    """The workbook as a reader of cached values sees it."""
    return load_workbook(path, data_only=True)


@lru_cache(maxsize=64)
def live(path: Path) -> Any:
    """The workbook with its formulas."""
    return load_workbook(path)


def detail_row(code: str) -> int:
    indicator = EDITION.indicators[Code(code)]
    return 6 + EDITION.rows(indicator.form).index(indicator)


def official(book: Any, code: str) -> Any:
    return book[f"Chi tiết BM{EDITION.indicators[Code(code)].form}"][f"F{detail_row(code)}"].value


def unit_cell(book: Any, code: str, name: str) -> Any:
    """A unit's cell, found by the name in the head."""
    sheet = book[f"Chi tiết BM{EDITION.indicators[Code(code)].form}"]
    heads = {str(sheet.cell(5, column).value): column for column in range(8, sheet.max_column + 1)}
    [column] = [place for head, place in heads.items() if head.startswith(name)]
    return sheet.cell(detail_row(code), column)


def on_form(book: Any, code: str) -> Any:
    return book[f"Biểu mẫu {EDITION.indicators[Code(code)].form}"]


def form_row(code: str) -> int:
    return detail_row(code) + 1
