"""How much is filled in, and what became of every file."""

from __future__ import annotations

from operator import itemgetter

import pytest
from province import EDITION, a_province, outcome, sent, table, unit

from cchc_xlsx.consolidation import Filled, account, completeness
from cchc_xlsx.model import (
    Blank,
    Cell,
    Code,
    Document,
    LeftOut,
    LevelId,
    RuleId,
    Status,
)


def test_completeness_counts_an_option_pair_once() -> None:
    due = [sum(one.due for one in completeness({}, LevelId(level), EDITION).values()) for level in ("so", "huyen")]
    assert due == [105, 131]


COMPLETE = table("""
| case                            | level | answers                           | form | found |
| nothing                         | huyen |                                   | 2    | 0/11  |
| texts are answers, right or not | so    | 6.1.1 9, 6.1.2 ?x                 | 6    | 2/12  |
| a rate of nil is idle           | so    | 6.1.1 kps, 6.1.2 kps              | 6    | 2/11  |
| either of a pair                | so    | 4.1.1b 2                          | 4    | 1/14  |
| no survey: its rows are idle    | so    | 1.6 0                             | 1    | 1/18  |
| idle but filled in: it counts   | so    | 1.6 0, 1.6.1 0                    | 1    | 2/19  |
| a rate of nothing is idle       | so    | 6.1.1 0                           | 6    | 1/10  |
""")


@pytest.mark.parametrize("row", COMPLETE, ids=itemgetter("case"))
def test_completeness(row: dict[str, str]) -> None:
    said = dict(part.split() for part in row["answers"].split(", ") if part)
    checked = sent(unit("x", row["level"]), {f"BM{code}": typed for code, typed in said.items()})
    found = completeness(checked.submission.readings, LevelId(row["level"]), EDITION)[int(row["form"])]
    assert f"{found.filled}/{found.due}" == row["found"]


def test_a_blank_row_is_no_answer() -> None:
    blank = {Code("BM1.1"): Blank(Cell("x.xlsx", "Biểu mẫu 1", "D8"))}
    assert completeness(blank, LevelId("so"), EDITION)[1] == Filled(0, 20)


def test_every_file_sent_in_is_summed_or_left_out_with_a_reason() -> None:
    files = account(a_province())
    assert files.received == 10
    assert len(files.summed) == 8
    assert [(one.path, one.why, one.detail) for one in files.left_out] == [
        ("nop/Sở Lạ.xlsx", "TM005", "Sở Lạ"),
        ("nop/BC 6T (2).xlsx", "TT105", ""),
    ]


@pytest.mark.parametrize("rule", ["TT202", "TT203", "TT204", "TT205", "TT206", "TT209"])
def test_files_that_nobody_sent_in_are_not_received(rule: str) -> None:
    own = LeftOut(Document("x"), Status.SKIPPED, RuleId(rule))
    assert account(outcome([], left_out=(own,))).received == 0
