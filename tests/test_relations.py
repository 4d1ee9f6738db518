"""Relations between rows: for each kind a table of cases, run for every relation of that kind, and each side of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

import guidance
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import EDITION, Batch, brief, check_text, check_texts, of_relation, table

from cchc_xlsx.model import Code, Finding

Case = tuple[str, str, str]
"""An example, the relation as declared, and what is found by it."""


BESIDE = {1: "BM1.1", 2: "BM2.1", 3: "BM3.1.1", 4: "BM4.2.3", 5: "BM5.3", 6: "BM6.2.6", 7: "BM7.5.2.1"}
"""A row of each form that keeps it from being wholly blank."""


def level_of(code: str) -> str:
    """A level that reports the row."""
    return str(EDITION.indicators[Code(code)].reporter or "so")


def example_of(level: str, cells: dict[str, str]) -> str:
    return " | ".join([level, *(f"{code}: {cell}" for code, cell in cells.items())])


def open_rows(findings: Iterable[Finding]) -> set[str]:
    """The rows said to be not filled in."""
    return {point.code for one in findings if one.rule == "TN001" for point in one.related}


def found_by(findings: Sequence[Finding], statement: str) -> str:
    return brief(of_relation(findings, statement))


def cases(pairs: Iterable[tuple[str, Case]]) -> tuple[Batch, pytest.MarkDecorator]:
    """The examples, to be checked together, and the parametrisation over them."""
    listed = list(pairs)
    params = [pytest.param(*case, id=name) for name, case in listed]
    return Batch(case[0] for _, case in listed), pytest.mark.parametrize(("text", "statement", "found"), params)


# --- rates --------------------------------------------------------------------------------------------------------

RATIO = table("""
    | case                              | rate           | part           | whole          | found            |
    | the seed: 100 typed               | 100            | 116            | 130            | TL001@rate=89.23 |
    | one decimal, rounded              | '89,2          | 116            | 130            |                  |
    | two decimals, rounded             | '89,23         | 116            | 130            |                  |
    | a whole number, rounded           | 89             | 116            | 130            |                  |
    | percent sign typed                | '89,2%         | 116            | 130            |                  |
    | percent cell                      | 89.2%          | 116            | 130            |                  |
    | one decimal, rounded up           | '66,7          | 2              | 3              |                  |
    | one decimal, cut off              | '66,6          | 2              | 3              |                  |
    | two decimals, rounded up          | '66,67         | 2              | 3              |                  |
    | two decimals, cut off             | '66,66         | 2              | 3              |                  |
    | neither rounded nor cut off       | '66,65         | 2              | 3              | TL001@rate=66.67 |
    | one decimal too low               | '66,5          | 2              | 3              | TL001@rate=66.67 |
    | one decimal too high              | '66,8          | 2              | 3              | TL001@rate=66.67 |
    | a whole number is not cut off     | 66             | 2              | 3              | TL001@rate=66.67 |
    | a whole number typed, not cut off | '66            | 2              | 3              | TL001@rate=66.67 |
    | a whole number, rounded up        | 67             | 2              | 3              |                  |
    | shown as a whole number           | 66.6666667 {0} | 2              | 3              |                  |
    | decimals shown are not decimals   | 66 {0.00}      | 2              | 3              | TL001@rate=66.67 |
    | trailing zero typed               | '66,60         | 2              | 3              | TL001@rate=66.67 |
    | trailing zero that is right       | '50,00         | 1              | 2              |                  |
    | a tie down                        | 12             | 1              | 8              |                  |
    | a tie up                          | 13             | 1              | 8              |                  |
    | beyond a tie                      | 14             | 1              | 8              | TL001@rate=12.50 |
    | a tie at one decimal, down        | '6,2           | 1              | 16             |                  |
    | a tie at one decimal, up          | '6,3           | 1              | 16             |                  |
    | a tie at two decimals, down       | '3,12          | 1              | 32             |                  |
    | a tie at two decimals, up         | '3,13          | 1              | 32             |                  |
    | nearer than 0.005 above           | 33.338         | 1              | 3              |                  |
    | nearer than 0.005 below           | 33.3284        | 1              | 3              |                  |
    | farther than 0.005 above          | 33.3384        | 1              | 3              | TL001@rate=33.33 |
    | farther than 0.005 below          | 33.3282        | 1              | 3              | TL001@rate=33.33 |
    | all                               | 100            | 64             | 64             |                  |
    | none                              | 0              | 0              | 64             |                  |
    | none, but a rate                  | 5              | 0              | 64             | TL001@rate=0     |
    | nil part                          | 0              | 'KPS           | 64             |                  |
    | large figures                     | '95,3          | 15301          | 16054          |                  |
    | 0 of 0                            | 0              | 0              | 0              | TL004@rate       |
    | a rate of nothing                 | 100            | 0              | 0              | TL003@rate       |
    | nothing of nothing                |                | 0              | 0              |                  |
    | nil of nothing                    | 'KPS           | 0              | 0              |                  |
    | nil of nil                        |                | 'KPS           | 'KPS           |                  |
    | a rate of nil                     | 50             | 'KPS           | 'KPS           | TL003@rate       |
    | 0 of nil                          | 0              | 'KPS           | 'KPS           | TL004@rate       |
    | a rate of nothing, part blank     | 100            |                | 0              | TL003@rate       |
    | blank rate                        |                | 116            | 130            | TL005@rate=89.23 |
    | blank rate, nil part              |                | 'KPS           | 130            | TL005@rate=0     |
    | rate not applicable, parts there  | 'không áp dụng | 116            | 130            | TL005@rate=89.23 |
    | blank part                        | 90             |                | 122            | KT001@rate       |
    | blank whole                       | 90             | 110            |                | KT001@rate       |
    | blank parts                       | 90             |                |                | KT001@rate       |
    | blank rate and part               |                |                | 122            | KT001@rate       |
    | all blank                         |                |                |                | KT001@rate       |
    | part not applicable               | 90             | 'không áp dụng | 122            | KT001@rate       |
    | whole not applicable              | 90             | 110            | 'không áp dụng | KT001@rate       |
    | part invalid                      | 90             | 'nt            | 122            | KT001@rate       |
    | whole invalid                     | 90             | 110            | #REF!          | KT001@rate       |
    | whole invalid, blank rate         |                | 110            | 'nt            | KT001@rate       |
    | a fraction                        | 0.953          | 953            | 1000           | TL006@rate=95.30 |
    | a fraction of two digits          | 0.89           | 116            | 130            | TL006@rate=89.23 |
    | a fraction that is all            | 1              | 64             | 64             | TL006@rate=100   |
    | a small rate that is right        | 0.5            | 1              | 200            |                  |
    | one percent that is right         | 1              | 1              | 100            |                  |
    | a small rate that is wrong        | 0.953          | 500            | 1000           | TL001@rate=50    |
    | 1 % typed is no fraction          | '1%            | 64             | 64             | TL001@rate=100   |
    | 1 % shown is no fraction          | 1%             | 64             | 64             | TL001@rate=100   |
""")  # fmt: skip
OVER = table("""
    | case                    | rate   | part | whole | found: error | found: warning                       |
    | part above whole, 100   | 100    | 8    | 6     | TL002@rate   | TL001@rate=133.33 TL002@rate/warning |
    | part above whole, blank |        | 8    | 6     | TL002@rate   | TL002@rate/warning TL005@rate=133.33 |
    | part of nothing         |        | 8    | 0     | TL002@rate   | TL002@rate/warning                   |
    | part above whole, exact | '133,3 | 8    | 6     | TL002@rate   | TL002@rate/warning                   |
    | rate invalid            | 'nt    | 8    | 6     | TL002@rate   | TL002@rate/warning                   |
""")  # fmt: skip
CANNOT_HOLD = {"part above whole, exact": "error"}
"""A rate above 100 is itself invalid there, and nothing more can be said of it."""


def _ratio_cases() -> Iterator[tuple[str, Case]]:
    for ratio in guidance.RATIOS:
        for row in RATIO:
            yield f"{ratio.rate}: {row['case']}", _ratio_case(ratio, row, row["found"])
        for row in OVER:
            yield f"{ratio.rate}: {row['case']}", _ratio_case(ratio, row, row[f"found: {ratio.over}"])


def _ratio_case(ratio: guidance.Ratio, row: dict[str, str], found: str) -> Case:
    cells = {ratio.rate: row["rate"], ratio.whole: row["whole"], ratio.part: row["part"]}
    cells |= {BESIDE[EDITION.indicators[Code(ratio.rate)].form]: "1"}
    return example_of(level_of(ratio.rate), cells), ratio.statement, found.replace("@rate", f"@{ratio.rate}")


RATIOS, each_ratio = cases(_ratio_cases())


def figures_alike(text: str) -> list[tuple[str, Decimal | None]]:
    """``TL001@BM7.6.2=89.20 KT001@…`` with figures as numbers."""
    parts = [word.partition("=") for word in text.split()]
    return [(place, Decimal(figure) if figure else None) for place, _, figure in parts]


@each_ratio
def test_ratio(text: str, statement: str, found: str) -> None:
    assert figures_alike(found_by(RATIOS[text], statement)) == figures_alike(found)


@each_ratio
def test_a_rate_is_never_said_twice_to_be_blank(text: str, statement: str, found: str) -> None:
    rate = statement.partition(" ")[0]
    told = "TL005" in found or "KT001" in found
    assert not (told and rate in open_rows(RATIOS[text]))


# --- totals -------------------------------------------------------------------------------------------------------

# ``sum`` is what the parts of the case add up to; ``all``: 5, 2, 0 …; ``first``: 5 and blanks; ``largest`` below is 5.
TOTAL = table("""
    | case                     | total | parts   | found: =        | found: under            | found: ≥        |
    | adds up                  | sum   | all     |                 |                         |                 |
    | one too many             | sum+1 | all     | TC001@total=sum | TC001@total=sum/warning |                 |
    | one too few              | sum-1 | all     | TC001@total=sum | TC001@total=sum         | TC001@total=sum |
    | 0 against parts          | 0     | all     | TC001@total=sum | TC001@total=sum         | TC001@total=sum |
    | nil against parts        | 'KPS  | all     | TC001@total=sum | TC001@total=sum         | TC001@total=sum |
    | blanks count 0           | sum   | first   |                 |                         |                 |
    | one part, total below it | sum-1 | first   | TC001@total=sum | TC001@total=sum         | TC001@total=sum |
    | blank total              |       | all     | TC002@total=sum | TC002@total=sum         | TC003@total=sum |
    | blank total, one part    |       | first   | TC002@total=sum | TC002@total=sum         | TC003@total=sum |
    | all blank                |       | none    |                 |                         |                 |
    | a total without parts    | 5     | none    | KT001@total     | KT001@total             | KT001@total     |
    | invalid part             | 7     | invalid | KT001@total     | KT001@total             | KT001@total     |
    | not applicable part      | 7     | n/a     | KT001@total     | KT001@total             | KT001@total     |
    | nil everywhere           | 'KPS  | nil     |                 |                         |                 |
    | 0 of nil                 | 0     | nil     |                 |                         |                 |
    | a total of nil           | 3     | nil     | TC001@total=0   | TC001@total=0/warning   |                 |
""")  # fmt: skip
PARTS = {
    "all": ("5", "2", "0", "0"),
    "first": ("5", "", "", ""),
    "none": ("", "", "", ""),
    "invalid": ("'nt", "2", "0", "0"),
    "n/a": ("'không áp dụng", "2", "0", "0"),
    "nil": ("'KPS", "'KPS", "'KPS", "'KPS"),
}


def levels_of(code: str) -> list[str]:
    reporter = EDITION.indicators[Code(code)].reporter
    return [str(reporter)] if reporter else ["so", "huyen"]


def _total_cases() -> Iterator[tuple[str, Case]]:
    for total in guidance.TOTALS:
        for level in levels_of(total.total):
            own = [part for part in total.parts if level in levels_of(part)]
            column = "≥" if total.sign == "≥" else "under" if total.under == "warning" else "="
            for row in TOTAL:
                name = f"{total.total} ({level}): {row['case']}"
                yield name, _total_case(total, level, own, row, row[f"found: {column}"])


def _total_case(total: guidance.Total, level: str, own: list[str], row: dict[str, str], found: str) -> Case:
    cells = dict(zip(own, PARTS[row["parts"]], strict=False))
    value = str(sum(int(cell) for cell in cells.values() if cell.isdigit()))
    stated = {"sum": value, "sum+1": str(int(value) + 1), "sum-1": str(int(value) - 1)}.get(row["total"], row["total"])
    words = found.replace("@total", f"@{total.total}")
    for severity in ("/warning", ""):
        words = words.replace(f"=sum{severity}", f"={value}{severity}")
    return example_of(level, {total.total: stated, **cells}), total.statement, words


TOTALS, each_total = cases(_total_cases())


@each_total
def test_total(text: str, statement: str, found: str) -> None:
    assert found_by(TOTALS[text], statement) == found


@pytest.mark.parametrize("total", guidance.TOTALS, ids=lambda total: total.total)
def test_blank_parts_are_not_told_where_the_total_holds(total: guidance.Total) -> None:
    level = levels_of(total.total)[0]
    own = [part for part in total.parts if level in levels_of(part)]
    blanks = dict.fromkeys(own[1:], "")
    holds, fails, blank = check_texts(
        [
            example_of(level, {total.total: "5", own[0]: "5", **blanks}),
            example_of(level, {total.total: "4", own[0]: "5", **blanks}),
            example_of(level, {total.total: "", own[0]: "5", **blanks}),
        ]
    )
    assert not open_rows(holds) & {total.total, *own}
    assert set(own[1:]) <= open_rows(fails)
    assert total.total not in open_rows(blank), "a blank total that can be computed is its own finding"


# --- at most ------------------------------------------------------------------------------------------------------

AT_MOST = table("""
    | case                 | left | right          | found  |
    | below                | 3    | 5              |        |
    | equal                | 5    | 5              |        |
    | one above            | 6    | 5              | broken |
    | far above            | 600  | 5              | broken |
    | above nothing        | 1    | 0              | broken |
    | above nil            | 1    | 'KPS           | broken |
    | 0 of 0               | 0    | 0              |        |
    | nil of nothing       | 'KPS | 0              |        |
    | blank left           |      | 5              |        |
    | blank right          | 6    |                | KT001  |
    | invalid right        | 6    | 'nt            | KT001  |
    | not applicable right | 6    | 'không áp dụng | KT001  |
    | blank both           |      |                |        |
""")  # fmt: skip


def _at_most(relation: guidance.AtMost, row: dict[str, str]) -> str:
    left, right = relation.left, relation.right
    cells = {left[0]: row["left"], **dict.fromkeys(left[1:], "0")}
    cells |= {right[0]: row["right"], **dict.fromkeys(right[1:], "0")}
    return example_of(level_of(left[0]), cells)


LIMITS = [*guidance.AT_MOST, *guidance.AT_MOST_ACROSS]
AT_MOSTS = Batch(_at_most(relation, row) for relation in LIMITS for row in AT_MOST)


@pytest.mark.parametrize("relation", LIMITS, ids=lambda relation: relation.statement)
@pytest.mark.parametrize("row", AT_MOST, ids=lambda row: row["case"])
def test_at_most(relation: guidance.AtMost, row: dict[str, str]) -> None:
    mine = of_relation(AT_MOSTS[_at_most(relation, row)], relation.statement)
    broken = [("LM003" if relation.across else "KQ001", relation.left[0], relation.severity)]
    expected = {"broken": broken, "KT001": [("KT001", relation.left[0], "info")]}.get(row["found"], [])
    assert [(one.rule, one.at.code, one.severity) for one in mine if one.at] == expected


SEVERAL = table("""
    | case                          | cells                                          | found     |
    | stands at the largest         | BM1.5.1: 5; BM1.5.2: 2; BM1.5.3: 4; BM1.5.4: 0 | BM1.5.3   |
    | adds up exactly               | BM1.5.1: 6; BM1.5.2: 2; BM1.5.3: 4; BM1.5.4: 0 |           |
    | blanks on the left count 0    | BM1.5.5: 5; BM1.5.6: ; BM1.5.7: ; BM1.5.8: 6   | BM1.5.8   |
    | the sum on the right          | BM5.1.3: 5; BM5.1.1a: 2; BM5.1.2a: 3           |           |
    | above the sum on the right    | BM5.1.3: 6; BM5.1.1a: 2; BM5.1.2a: 3           | BM5.1.3   |
    | across forms: the first named | BM7.6.1.1: 6; BM7.6.2.1: 130; BM3.1.4a: 130    | BM7.6.1.1 |
""")
SEVERAL_FOUND = Batch(f"so | {row['cells'].replace(';', ' |')}" for row in SEVERAL)


@pytest.mark.parametrize("row", SEVERAL, ids=lambda row: row["case"])
def test_at_most_of_several(row: dict[str, str]) -> None:
    findings = SEVERAL_FOUND[f"so | {row['cells'].replace(';', ' |')}"]
    assert " ".join(one.at.code for one in findings if one.rule in ("KQ001", "LM003") and one.at) == row["found"]


def test_one_blank_of_two_on_the_right_is_not_checkable() -> None:
    findings = check_text("so | BM5.1.3: 1 | BM5.1.1a: 0 | BM5.1.2a: ")
    assert found_by(findings, "BM5.1.3 ≤ BM5.1.1a + BM5.1.2a") == "KT001@BM5.1.3"


# --- conditions, equal figures, what comes together ----------------------------------------------------------------

CONDITIONS = table("""
    | level | cells                                      | statement                        | found                  |
    | so    | BM1.6: 0; BM1.6.1: 178                     | BM1.6 = 0 → BM1.6.1 = 0          | DK001@BM1.6.1=0        |
    | so    | BM1.6: 0; BM1.6.1: 0                       | BM1.6 = 0 → BM1.6.1 = 0          |                        |
    | so    | BM1.6: 0; BM1.6.1: 'KPS                    | BM1.6 = 0 → BM1.6.1 = 0          |                        |
    | so    | BM1.6: 0; BM1.6.1:                         | BM1.6 = 0 → BM1.6.1 = 0          |                        |
    | so    | BM1.6: 'Không; BM1.6.1: 178                | BM1.6 = 0 → BM1.6.1 = 0          | DK001@BM1.6.1=0        |
    | so    | BM1.6: 0; BM1.6.2: 2                       | BM1.6 = 0 → BM1.6.2 blank        | DK002@BM1.6.2          |
    | so    | BM1.6: 0; BM1.6.2: 0                       | BM1.6 = 0 → BM1.6.2 blank        | DK002@BM1.6.2/info     |
    | so    | BM1.6: 0; BM1.6.2:                         | BM1.6 = 0 → BM1.6.2 blank        |                        |
    | so    | BM1.6: 1; BM1.6.1: 0                       | BM1.6 = 1 → BM1.6.1 > 0          | DK003@BM1.6.1/error    |
    | huyen | BM1.6: 1; BM1.6.1: 'KPS                    | BM1.6 = 1 → BM1.6.1 > 0          | DK003@BM1.6.1/error    |
    | so    | BM1.6: 1; BM1.6.1:                         | BM1.6 = 1 → BM1.6.1 > 0          |                        |
    | so    | BM1.6: 1; BM1.6.1: 1                       | BM1.6 = 1 → BM1.6.1 > 0          |                        |
    | so    | BM1.6: 0; BM1.6.1: 0                       | BM1.6 = 1 → BM1.6.1 > 0          |                        |
    | so    | BM1.6: 1; BM1.6.2: 'KPS                    | BM1.6 = 1 → BM1.6.2 filled       | DK004@BM1.6.2          |
    | so    | BM1.6: 1; BM1.6.2:                         | BM1.6 = 1 → BM1.6.2 filled       |                        |
    | so    | BM1.6: 1; BM1.6.2: 0                       | BM1.6 = 1 → BM1.6.2 filled       |                        |
    | so    | BM4.3.1: 15; BM6.2.1: 0                    | BM4.3.1 > 0 → BM6.2.1 > 0        | DK003@BM6.2.1          |
    | so    | BM4.3.1: 15; BM6.2.1: 'KPS                 | BM4.3.1 > 0 → BM6.2.1 > 0        | DK003@BM6.2.1          |
    | huyen | BM4.3.1: 15; BM6.2.1: 1                    | BM4.3.1 > 0 → BM6.2.1 > 0        |                        |
    | so    | BM4.3.1: 0; BM6.2.1: 0                     | BM4.3.1 > 0 → BM6.2.1 > 0        |                        |
    | so    | BM4.2.4: 5; BM4.2.5: 0                     | BM4.2.4 > 0 → BM4.2.5 > 0        | DK003@BM4.2.5          |
    | so    | BM4.2.4: 5; BM4.2.5: 0.4                   | BM4.2.4 > 0 → BM4.2.5 > 0        |                        |
    | so    | BM4.2.4: 0; BM4.2.5: 0                     | BM4.2.4 > 0 → BM4.2.5 > 0        |                        |
    | so    | BM4.3.3: 2; BM4.3.4: 0                     | BM4.3.3 > 0 → BM4.3.4 > 0        | DK003@BM4.3.4          |
    | so    | BM4.3.3: 2; BM4.3.4: 'KPS                  | BM4.3.3 > 0 → BM4.3.4 > 0        | DK003@BM4.3.4          |
    | huyen | BM4.3.3: 2; BM4.3.4: '0,4                  | BM4.3.3 > 0 → BM4.3.4 > 0        |                        |
    | so    | BM1.3.1: 0; BM1.3.3.1: 2                   | BM1.3.1 = 0 → BM1.3.3.1 = 0      | DK001@BM1.3.3.1=0      |
    | so    | BM1.3.1: 'KPS; BM1.3.3.1: 2                | BM1.3.1 = 0 → BM1.3.3.1 = 0      | DK001@BM1.3.3.1=0      |
    | so    | BM1.3.1: 3; BM1.3.3.1: 2                   | BM1.3.1 = 0 → BM1.3.3.1 = 0      |                        |
    | so    | BM1.3.1: 0; BM1.3.3.1: 0                   | BM1.3.1 = 0 → BM1.3.3.1 = 0      |                        |
    | huyen | BM1.3.2: 0; BM1.3.3.1: 2                   | BM1.3.2 = 0 → BM1.3.3.1 = 0      | DK001@BM1.3.3.1=0      |
    | huyen | BM1.3.2: 1; BM1.3.3.1: 2                   | BM1.3.2 = 0 → BM1.3.3.1 = 0      |                        |
    | so    | BM1.3.2: 0; BM1.3.1: 3; BM1.3.3.1: 2       | BM1.3.2 = 0 → BM1.3.3.1 = 0      |                        |
    | so    | BM5.1.2a: 1; BM6.2.1: 1; BM4.1.5.2: 1      | BM5.1.2a = BM6.2.1 = BM4.1.5.2   |                        |
    | so    | BM5.1.2a: 1; BM6.2.1: 2; BM4.1.5.2: 1      | BM5.1.2a = BM6.2.1 = BM4.1.5.2   | LM001@BM5.1.2a/warning |
    | so    | BM5.1.2a: 1; BM6.2.1: 1; BM4.1.5.2: 2      | BM5.1.2a = BM6.2.1 = BM4.1.5.2   | LM001@BM5.1.2a/warning |
    | so    | BM5.1.2a: 1; BM6.2.1: 1; BM4.1.5.2: 2      | BM5.1.2a = BM6.2.1 = BM4.1.5.3   |                        |
    | huyen | BM5.1.2a: 9; BM6.2.1: 9; BM4.1.5.3: 8      | BM5.1.2a = BM6.2.1 = BM4.1.5.3   | LM001@BM5.1.2a/warning |
    | huyen | BM5.1.2a: 9; BM6.2.1: 9; BM4.1.5.3: 9      | BM5.1.2a = BM6.2.1 = BM4.1.5.3   |                        |
    | huyen | BM7.2a: 15; BM7.5.1.3a: 15; BM7.5.3.3a: 15 | BM7.2a = BM7.5.1.3a = BM7.5.3.3a |                        |
    | huyen | BM7.2a: 15; BM7.5.1.3a: 14; BM7.5.3.3a: 15 | BM7.2a = BM7.5.1.3a = BM7.5.3.3a | LM001@BM7.2a           |
    | huyen | BM7.2a: 15; BM7.5.1.3a: 15; BM7.5.3.3a: 14 | BM7.2a = BM7.5.1.3a = BM7.5.3.3a | LM001@BM7.2a           |
    | so    | BM4.2.4: 5; BM4.2.5: 11.63                 | BM4.2.4 ~ BM4.2.5                | LK001@BM4.2.4=43       |
    | so    | BM4.2.4: 5; BM4.2.5: '11,63                | BM4.2.4 ~ BM4.2.5                | LK001@BM4.2.4=43       |
    | huyen | BM4.3.3: 2; BM4.3.4: 11.76                 | BM4.3.3 ~ BM4.3.4                | LK001@BM4.3.3=17       |
    | so    | BM4.2.4: 5; BM4.2.5: 11.6                  | BM4.2.4 ~ BM4.2.5                |                        |
    | so    | BM4.2.4: 3; BM4.2.5: 11.63                 | BM4.2.4 ~ BM4.2.5                |                        |
    | so    | BM4.2.4: 0; BM4.2.5: 11.63                 | BM4.2.4 ~ BM4.2.5                |                        |
    | so    | BM4.2.4: 5; BM4.2.5: 0                     | BM4.2.4 ~ BM4.2.5                |                        |
    | so    | BM4.2.4: 5; BM4.2.5:                       | BM4.2.4 ~ BM4.2.5                |                        |
    | so    | BM4.2.4: 1; BM4.2.5: 50                    | BM4.2.4 ~ BM4.2.5                | LK001@BM4.2.4=2        |
    | so    | BM2.2: 1; BM2.2.1: 1                       | BM2.2 = BM2.2.1                  |                        |
    | so    | BM2.2: 2; BM2.2.1: 1                       | BM2.2 = BM2.2.1                  | DM002@BM2.2            |
    | huyen | BM2.3: '02; BM2.3.1: 2                     | BM2.3 = BM2.3.1                  |                        |
    | huyen | BM2.3: '02; BM2.3.1: 3                     | BM2.3 = BM2.3.1                  | DM002@BM2.3            |
    | so    | BM4.1.1a: 1; BM4.1.1b: 2                   | pair                             | LC001@BM4.1.1a         |
    | so    | BM4.1.1a: 1; BM4.1.1b:                     | pair                             |                        |
    | so    | BM4.1.1a: ; BM4.1.1b: 2                    | pair                             |                        |
    | so    | BM4.1.1a: 1; BM4.1.1b: 0                   | pair                             | LC003@BM4.1.1b         |
    | so    | BM4.1.1a: 0; BM4.1.1b: 2                   | pair                             | LC003@BM4.1.1a         |
    | so    | BM4.1.1a: 'KPS; BM4.1.1b: 2                | pair                             |                        |
    | so    | BM4.1.1a: ; BM4.1.1b: ; BM4.2.1: 36        | pair                             | LC002@BM4.1.1a         |
    | so    | BM4.1.1a: 0; BM4.1.1b: 0                   | pair                             | LC002@BM4.1.1a         |
    | so    | BM4.1.1a: 'KPS; BM4.1.1b: 'KPS             | pair                             | LC002@BM4.1.1a         |
    | so    | BM4.1.1a: 2; BM4.1.1b:                     | pair                             | LC004@BM4.1.1a         |
    | so    | BM4.1.1a: 'x; BM4.1.1b: 'x                 | pair                             | LC001@BM4.1.1a         |
    | huyen | BM4.1.2a: 1; BM4.1.2b: 2                   | pair                             | LC001@BM4.1.2a         |
    | huyen | BM4.1.2a: ; BM4.1.2b: ; BM4.2.1: 36        | pair                             | LC002@BM4.1.2a         |
    | huyen | BM4.1.2a: ; BM4.1.2b: 'x                   | pair                             |                        |
    | so    | BM4.1.2a: ; BM4.1.2b: ; BM4.2.1: 36        | pair                             |                        |
""")  # fmt: skip
ONLINE = table("""
    | files online | level 3 | level 4 | found |
    | 15301        | 1       | 5       |       |
    | 6            | 1       | 5       |       |
    | 5            | 1       | 5       | LM003 |
    | 1            | 1       | 5       | LM003 |
    | 0            | 1       | 5       | LM002 |
    | 0            | 0       | 1       | LM002 |
    | 15301        | 0       | 0       | LM002 |
    | 0            | 0       | 0       |       |
    | 'KPS         | 'KPS    | 'KPS    |       |
    | 3            | 3       | 0       |       |
""")


def _as_example(row: dict[str, str]) -> str:
    return f"{row['level']} | {row['cells'].replace(';', ' |')}"


CONDITIONED = Batch(map(_as_example, CONDITIONS))


@pytest.mark.parametrize("row", CONDITIONS, ids=lambda row: f"{row['level']} {row['cells']} ({row['statement']})")
def test_conditions(row: dict[str, str]) -> None:
    findings = CONDITIONED[_as_example(row)]
    mine = of_relation(findings, row["statement"])
    if row["statement"] == "pair":
        mine = [one for one in findings if one.rule.startswith("LC")]
    assert brief(mine) == row["found"]


def test_every_relation_of_these_kinds_is_broken_by_a_case() -> None:
    broken = {row["statement"] for row in CONDITIONS if row["found"]}
    holds = {row["statement"] for row in CONDITIONS if not row["found"]}
    named = {*guidance.CONDITIONS, *guidance.EQUALS, "BM4.2.4 ~ BM4.2.5", "BM2.2 = BM2.2.1", "BM2.3 = BM2.3.1"}
    assert named <= broken
    assert named <= holds


def _online(section: int, row: dict[str, str]) -> str:
    s = f"BM7.{section}"
    cells = {f"{s}.4.2": row["files online"], f"{s}.1.3": row["level 3"], f"{s}.2.3": row["level 4"]}
    return example_of(level_of(f"{s}.4.2"), cells)


ONLINES = Batch(_online(section, row) for section in guidance.SECTIONS for row in ONLINE)


@pytest.mark.parametrize("section", guidance.SECTIONS)
@pytest.mark.parametrize("row", ONLINE, ids=lambda row: " ".join(row.values()))
def test_files_online_come_with_procedures_online(section: int, row: dict[str, str]) -> None:
    mine = [one for one in ONLINES[_online(section, row)] if one.rule in ("LM002", "LM003")]
    place = f"@BM7.{section}.4.2" if row["found"] else ""
    assert brief(mine).partition("=")[0] == row["found"] + place
    assert {one.severity.value for one in mine} <= {"warning"}


def test_blank_figures_are_neither_equal_nor_unequal() -> None:
    findings = check_text("so | BM5.1.2a: 1 | BM6.2.1:  | BM4.1.5.2: 2")
    assert "LM001@BM5.1.2a/warning" in found_by(findings, "BM5.1.2a = BM6.2.1 = BM4.1.5.2")
    findings = check_text("so | BM5.1.2a: 1 | BM6.2.1:  | BM4.1.5.2: 1")
    assert "LM001" not in brief(findings)


# --- whose rows, headings, units of measure -------------------------------------------------------------------------

ROWS = table("""
    | example                                    | found              |
    | so; BM2.1.2: 3                             | CB001@BM2.1.2      |
    | so; BM2.1.2: '03                           | CB001@BM2.1.2      |
    | so; BM2.1.2: 0                             | CB002@BM2.1.2      |
    | so; BM2.1.2:                               |                    |
    | so; BM2.1.1: 3; BM2.1: 3                   |                    |
    | huyen; BM3.1.2: 3                          | CB001@BM3.1.2      |
    | huyen; BM7.6.5.1: 3                        | CB001@BM7.6.5.1    |
    | so; BM7.8.4.2: 3                           | CB001@BM7.8.4.2    |
    | so; BM7.5.1.2: 1                           | CB001@BM7.5.1.2    |
    | so; BM4.1.2a: 1                            | CB001@BM4.1.2a     |
    | so; BM7.2a: 3                              | CB001@BM7.2a       |
    | so; BM4.1.3: 2                             | CB003@BM4.1.3      |
    | so; BM4.1.3: 0                             | CB002@BM4.1.3      |
    | huyen; BM4.1.3: 2                          | CB003@BM4.1.3      |
    | so; BM1.4.1: 2                             | CB003@BM1.4.1      |
    | huyen; BM1.4.2: 50                         | CB003@BM1.4.2      |
    | consolidator; BM4.1.3: 2                   |                    |
    | consolidator; BM1.4.1: 2                   |                    |
    | consolidator; BM7.4: 2                     |                    |
    | consolidator; BM7.3: '100%                 |                    |
    | consolidator; BM2.1.2: 3                   | CB001@BM2.1.2      |
    | ?; BM2.1.2: 3                              |                    |
    | so; BM3.1: 5                               | DM001@BM3.1        |
    | so; BM2.2: '01; BM2.2.1: '01               | DM001@BM2.2        |
    | so; BM2.2: '01; BM2.2.1: '02               | DM002@BM2.2        |
    | so; BM1.5a: 3                              | DM001@BM1.5a       |
    | so; BM2.2: ; BM2.2.1: 1                    |                    |
    | so; BM4.2.1 [Đơn vị]: 36                   | DV001@BM4.2.1      |
    | so; BM4.2.1 [người]: 36                    |                    |
    | so; BM4.2.1 [ NGƯỜI ]: 36                  |                    |
    | so; BM4.2.1 [Nguoi]: 36                    |                    |
    | so; BM4.2.1 [biên chế]: 36                 |                    |
    | so; BM4.2.1 []: 36                         |                    |
    | so; BM1.3.1 [Cơ quan,đơn vị]: 3            |                    |
    | so; BM1.6 [Có=1, Không=0]: 1               |                    |
    | so; BM7.6.2.1 [TTHC]: 5                    |                    |
    | so; BM7.6.4.1 [Thủ tục]: 5                 | DV001@BM7.6.4.1    |
    | so; BM5.4 []: 5                            |                    |
    | consolidator; BM1.4.1 [%]: 2               |                    |
    | consolidator; BM1.4.1 [Cơ quan, đơn vị]: 2 |                    |
    | so; BM6.1.1 [Triệu đồng]: 5                |                    |
    | so; BM6.1.1 [tr.đ]: 5                      |                    |
    | so; BM6.1.1 [Đồng]: 5000000000             | DV002@BM6.1.1=5000 |
    | so; BM6.1.1 [Tỷ đồng]: 8.356               | DV002@BM6.1.1=8356 |
    | so; BM6.1.1 [nghìn đồng]: 1500             | DV002@BM6.1.1=1.5  |
    | so; BM6.1.1 [VND]: '5.000.000              | DV002@BM6.1.1=5    |
    | so; BM6.1.1 [USD]: 5                       | DV002@BM6.1.1      |
    | so; BM6.1.2 [Hồ sơ]: 5                     | DV002@BM6.1.2      |
""")  # fmt: skip
OLD_ENCODINGS = table("""
    | row      | TCVN3   | VNI       |
    | BM1.1    | V¨n b¶n | Vaên baûn |
    | BM3.3.1a | Hå s¬   | Hoà sô    |
    | BM3.1.2  | Thñ tôc | Thuû tuïc |
    | BM4.2.1  | Ng­êi   | Ngöôøi    |
""")
ROWS_FOUND = Batch(row["example"].replace("; ", " | ") for row in ROWS)
WATCHED = ("CB", "DM", "DV")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_levels_headings_and_units_of_measure(row: dict[str, str]) -> None:
    findings = ROWS_FOUND[row["example"].replace("; ", " | ")]
    assert brief(one for one in findings if one.rule[:2] in WATCHED) == row["found"]


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
@pytest.mark.parametrize("row", OLD_ENCODINGS, ids=lambda row: row["row"])
def test_a_unit_of_measure_in_an_old_encoding_is_no_difference(row: dict[str, str], encoding: str) -> None:
    assert "DV001" not in brief(check_text(f"so | {row['row']} [{row[encoding]}]: 3"))


def test_another_unit_stands_at_its_own_cell_beside_the_value() -> None:
    findings = check_text("so | BM4.2.1 [Đơn vị]: -36 | BM6.1.1 [Đồng]: 5000000")
    cells = {one.rule: one.cell.ref[0] for one in findings if one.cell and one.rule in ("DV001", "DV002", "GT005")}
    assert cells == {"DV001": "C", "GT005": "D", "DV002": "C"}


@pytest.mark.parametrize("foreign", ["BM2.1.2: 3", "BM4.1.3: 7"])
def test_a_foreign_figure_is_part_of_no_relation(foreign: str) -> None:
    findings = check_text(f"so | BM2.1: 2 | BM2.1.1: 2 | {foreign}")
    assert "TC001" not in brief(findings)


def test_the_consolidators_own_rows_are_not_due() -> None:
    cells = dict.fromkeys(guidance.OWN, "") | {"BM1.1": "1", "BM4.2.1": "1", "BM5.4": "1", "BM7.5.1.1": "1"}
    assert not open_rows(check_text(example_of("consolidator", cells))) & set(guidance.OWN)
    assert not open_rows(check_text(example_of("so", cells))) & set(guidance.OWN)


# --- what is not filled in ------------------------------------------------------------------------------------------


def test_the_blanks_of_one_form_are_one_finding_with_every_cell() -> None:
    findings = check_text("so | BM5.2.1:  | BM5.2.2: 0 | BM5.2.3:  | BM5.3:  | BM1.1:  | BM1.7: 1")
    [first, fifth] = [one for one in findings if one.rule == "TN001"]
    assert (first.form, [point.code for point in first.related]) == (1, ["BM1.1"])
    assert (fifth.form, [point.code for point in fifth.related]) == (5, ["BM5.2.1", "BM5.2.3", "BM5.3"])
    cells = [point.reading.cell.ref for point in fifth.related if point.reading]
    assert cells == sorted(set(cells), key=lambda ref: int(ref[1:]))
    assert len(cells) == 3


def test_a_wholly_blank_form_is_one_warning() -> None:
    cells = {code: "" for code in EDITION.due("so") if code.startswith("BM5.")}  # type: ignore[arg-type]
    findings = check_text(example_of("so", cells))
    assert brief(one for one in findings if one.form == 5) == "TN002@BM5"


def test_a_missing_form_is_one_error_and_its_rows_are_not_told() -> None:
    findings = check_text("so | BM6.1.1: 0")
    missing = [one for one in findings if one.rule == "TN004"]
    assert [one.form for one in missing] == [1, 2, 3, 4, 5, 7]
    assert all(one.cell is None and one.severity == "error" for one in missing)
    assert {one.form for one in findings if one.rule in ("TN001", "TN003")} == {6}


def test_rows_the_file_does_not_hold_are_one_warning_a_form() -> None:
    [finding] = [one for one in check_text("so | BM6.1.1: 0 | BM6.2.1: 1") if one.rule == "TN003"]
    absent = {"BM6.1", *guidance.these("BM6.2.2 BM6.2.3 BM6.2.4 BM6.2.4.1 BM6.2.4.2 BM6.2.4.3 BM6.2.5 BM6.2.6")}
    named = {point.code for point in finding.related}
    assert absent - {"BM6.1"} <= named <= absent
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("example", "absent"),
    [
        ("so | BM2.1.1: 2 | BM2.2.1: 0", "BM2.1"),
        ("so | BM3.3.4a: 5 | BM3.3.4b: 5", "BM3.3.4"),
        ("so | BM7.6.1.2: 6 | BM7.6.2.2: 116", "BM7.6.3.1"),
    ],
)
def test_a_row_the_file_does_not_hold_is_told_once(example: str, absent: str) -> None:
    told = [one.rule for one in check_text(example) if (one.at and one.at.code == absent) or one.rule == "TN003"]
    assert told == ["TN003"]


@pytest.mark.parametrize(("when", "level"), guidance.IDLE, ids=str)
def test_idle_rows_are_not_due(when: str, level: str | None) -> None:
    rows, (code, _, _) = guidance.IDLE[when, level], when.partition(" ")
    filled = {BESIDE[int(row[2])]: "1" for row in rows} | ({"BM6.1.1": "1"} if "BM6.2.6" in rows else {})
    blank = dict.fromkeys(sorted(rows), "")
    idle = open_rows(check_text(example_of("so", {**filled, **blank, code: "0"})))
    busy = check_text(example_of("so", {**filled, **blank, code: "1"}))
    assert not idle & rows
    told = open_rows(busy) | {one.at.code for one in busy if one.at and one.rule.startswith(("TC", "TL", "KT"))}
    assert rows - {"BM6.1.2"} <= told if code != "BM6.1.1" else "BM6.1.2" in told


@pytest.mark.parametrize("whole", ["0", "'KPS"])
@pytest.mark.parametrize("ratio", guidance.RATIOS, ids=lambda ratio: ratio.rate)
def test_a_rate_of_nothing_is_not_due(ratio: guidance.Ratio, whole: str) -> None:
    assert ratio.rate not in open_rows(_OF_NOTHING[_of_nothing(ratio, whole)])


def _of_nothing(ratio: guidance.Ratio, whole: str) -> str:
    return example_of(level_of(ratio.rate), {ratio.rate: "", ratio.whole: whole, ratio.part: whole})


_OF_NOTHING = Batch(_of_nothing(ratio, whole) for ratio in guidance.RATIOS for whole in ("0", "'KPS"))


def test_an_option_pair_is_no_blank_row() -> None:
    for level, pair in (("so", "BM4.1.1"), ("huyen", "BM4.1.2")):
        for one, other in (("1", ""), ("", "2"), ("", "")):
            findings = check_text(example_of(level, {f"{pair}a": one, f"{pair}b": other, "BM4.2.1": "3"}))
            assert not open_rows(findings) & {f"{pair}a", f"{pair}b"}


def test_what_cannot_be_checked_names_what_is_missing() -> None:
    findings = check_text("so | BM7.6.3: 90 | BM7.6.3.1: 122 | BM7.6.3.2: ")
    [finding] = of_relation(findings, "BM7.6.3 = 100 × BM7.6.3.2 / BM7.6.3.1")
    assert [point.code for point in finding.related] == ["BM7.6.3.2"]


def test_a_unit_of_unknown_level_is_checked_all_the_same() -> None:
    findings = check_text("? | BM7.6.2: 100 | BM7.6.2.1: 130 | BM7.6.2.2: 116")
    assert "TL001@BM7.6.2=89.23" in brief(findings)


def test_findings_stand_worst_first_then_by_form_and_row() -> None:
    findings = check_text("so | BM7.6.2: 100 | BM7.6.2.1: 130 | BM7.6.2.2: 116 | BM1.1: 'nt | BM1.5.1:  | BM3.1: 5")
    severities = [one.severity.value for one in findings]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    forms = [one.form for one in findings if one.severity == "error"]
    assert forms == sorted(forms, key=lambda form: form or 0)


# --- whatever the figures ---------------------------------------------------------------------------------------------

shares = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: (min(pair), max(pair)))
many_shares = st.lists(st.tuples(shares, st.integers(0, 2)), min_size=1, max_size=40)
RATE = guidance.RATIOS[-1]


def _rated(part: int, whole: int, rate: Decimal) -> str:
    typed = f"'{rate:f}".replace(".", ",")
    return example_of("huyen", {RATE.rate: typed, RATE.whole: str(whole), RATE.part: str(part)})


@settings(max_examples=20, deadline=None)
@given(many_shares)
def test_a_rate_rounded_or_cut_off_always_passes(cases: list[tuple[tuple[int, int], int]]) -> None:
    texts = []
    for (part, whole), decimals in cases:
        exact, unit = Decimal(100 * part) / whole, Decimal(1).scaleb(-decimals)
        texts.append(_rated(part, whole, exact.quantize(unit, ROUND_HALF_UP)))
        if decimals:
            texts.append(_rated(part, whole, exact.quantize(unit, "ROUND_DOWN")))
    for text, findings in zip(texts, check_texts(texts), strict=True):
        assert found_by(findings, RATE.statement) == "", text


@settings(max_examples=20, deadline=None)
@given(many_shares, st.decimals(1, 50, places=1))
def test_a_rate_off_by_one_or_more_always_fails(cases: list[tuple[tuple[int, int], int]], off: Decimal) -> None:
    texts = []
    for (part, whole), decimals in cases:
        exact = Decimal(100 * part) / whole
        wrong = (exact + (off if exact < 50 else -off)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if abs(wrong - exact) >= 1:
            texts.append(_rated(part, whole, wrong))
    for text, findings in zip(texts, check_texts(texts), strict=True):
        assert found_by(findings, RATE.statement).startswith(("TL001", "TL006")), text


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 10**9)] * 3, st.integers(-5, 5)), min_size=1, max_size=40))
def test_a_total_passes_exactly_where_it_is_the_sum(cases: list[tuple[int, int, int, int]]) -> None:
    total, texts, offs = guidance.TOTALS[4], [], []
    for one, two, three, off in cases:
        stated = max(one + two + three + off, 0)
        parts = dict(zip(total.parts, map(str, (one, two, three)), strict=True))
        texts.append(example_of("so", {total.total: str(stated), **parts}))
        offs.append(stated - (one + two + three))
    for text, off, findings in zip(texts, offs, check_texts(texts), strict=True):
        assert bool(found_by(findings, total.statement)) == bool(off), text
