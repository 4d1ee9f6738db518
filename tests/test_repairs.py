"""The cells that probably hold a mistake, and what is folded under it: one cause, one finding."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import ABSENT_ROWS, EDITION, Batch, check_text, check_texts, every, submission_of, table

from cchc_xlsx.catalogue.spans import Mend
from cchc_xlsx.checks import breaches, check_submissions, repairs
from cchc_xlsx.checks import check as checking
from cchc_xlsx.model import SEVERITIES, Code, Finding, LevelId, Repair, RuleId, Severity
from cchc_xlsx.reports.words import Lang, consequences, likely_cells, sentence
from cchc_xlsx.rules.example import read_example


class Case(NamedTuple):
    """An example, the row its worst finding stands at, the repairs named there and the consequences."""

    what: str
    example: str
    at: str
    likely: str
    also: str


def cases(text: str) -> list[Case]:
    lines = iter(line.strip() for line in text.strip().splitlines())
    found = []
    for what, example, likely, also in zip(lines, lines, lines, lines, strict=True):
        at, _, mends = likely.partition(": ")
        follows = also.removeprefix("also ")
        found.append(Case(what, example, at, mends.replace("nobody can tell", ""), follows.replace("nothing", "")))
    return found


# Four lines a case: what it shows; the example; what mends it, best first; what follows from the same cause.
# ``?2``: the first two weigh alike; ``+``: only with the one before; ``-``: blank, or no figure can be told.
CASES = cases("""
    the seed: nothing else would do
        so | BM7.6.1: '4,7 | BM7.6.1.1: 6 | BM7.6.1.2: 6 | BM7.6.2.1: 116 | BM3.1.4a: 125
        BM7.6.1: BM7.6.1=100
        also nothing
    the seed: one cell mends both
        so | BM7.6.2: 100 | BM7.6.2.1: 130 | BM7.6.2.2: 116 | BM7.6.1.1: 6 | BM3.1.4a: 130
        BM7.6.2: BM7.6.2.1=116 BM7.6.2=89.23 BM7.6.2.2=130
        also LM003@BM7.6.1.1
    the seed: nobody can tell
        so | BM2.3.2: 100 | BM2.3.2a: 2 | BM2.3.2b: 0
        BM2.3.2: ?2 BM2.3.2=0 BM2.3.2b=2
        also nothing
    a rate of nothing is left blank
        so | BM2.2.2: 100 | BM2.2.2a: 0 | BM2.2.2b: 0
        BM2.2.2: BM2.2.2=-
        also nothing
    rate: digits exchanged
        so | BM7.6.4: '59,3 | BM7.6.4.1: 16054 | BM7.6.4.2: 15301
        BM7.6.4: BM7.6.4=95.3 BM7.6.4.2=9524 BM7.6.4.1=25792
        also nothing
    rate: comma lost
        so | BM7.6.4: 9530 | BM7.6.4.1: 16054 | BM7.6.4.2: 15301
        BM7.6.4: BM7.6.4=95.31
        also nothing
    rate: a fraction
        so | BM7.6.4: 0.953 | BM7.6.4.1: 16054 | BM7.6.4.2: 15301
        BM7.6.4: BM7.6.4=95.31 BM7.6.4.2=153 BM7.6.4.1=1601459
        also nothing
    part: digits exchanged
        so | BM7.6.4: '95,3 | BM7.6.4.1: 16054 | BM7.6.4.2: 13501
        BM7.6.4: BM7.6.4.2=15301 BM7.6.4=84.1 BM7.6.4.1=14163
        also nothing
    part and whole exchanged
        so | BM7.6.1: 75 | BM7.6.1.1: 6 | BM7.6.1.2: 8
        BM7.6.1: BM7.6.1.1=8 +BM7.6.1.2=6
        also nothing
    part above whole, the rate follows
        so | BM7.6.1: 133 | BM7.6.1.1: 6 | BM7.6.1.2: 8
        BM7.6.1: ?3 BM7.6.1.1=8 +BM7.6.1.2=6 +BM7.6.1=75 BM7.6.1.2=≤ 6 +BM7.6.1=- BM7.6.1.1=≥ 8 +BM7.6.1=-
        also GT010@BM7.6.1
    part above whole, no rate
        so | BM7.6.1:  | BM7.6.1.1: 6 | BM7.6.1.2: 8
        BM7.6.1: ?3 BM7.6.1.1=8 +BM7.6.1.2=6 BM7.6.1.2=≤ 6 BM7.6.1.1=≥ 8
        also TN001@BM7.6.1
    part above a whole of an earlier year
        so | BM6.1: 120 | BM6.1.1: 100 | BM6.1.2: 120
        BM6.1: ?3 BM6.1.1=120 +BM6.1.2=100 +BM6.1=83.33 BM6.1.2=≤ 100 +BM6.1=- BM6.1.1=≥ 120 +BM6.1=-
        also GT011@BM6.1
    total: a zero too many
        so | BM6.2.4: 60 | BM6.2.4.1: 1 | BM6.2.4.2: 2 | BM6.2.4.3: 3
        BM6.2.4: BM6.2.4=6 BM6.2.4.1=55 BM6.2.4.2=56 BM6.2.4.3=57
        also nothing
    total: added up wrongly
        so | BM6.2.4: 7 | BM6.2.4.1: 1 | BM6.2.4.2: 2 | BM6.2.4.3: 3
        BM6.2.4: BM6.2.4=6 BM6.2.4.1=2 BM6.2.4.2=3 BM6.2.4.3=4
        also nothing
    a part: a zero too many
        so | BM6.2.4: 6 | BM6.2.4.1: 1 | BM6.2.4.2: 20 | BM6.2.4.3: 3
        BM6.2.4: BM6.2.4.2=2 BM6.2.4=24
        also nothing
    a part: digits exchanged
        so | BM6.2.4: 42 | BM6.2.4.1: 21 | BM6.2.4.2: 20 | BM6.2.4.3: 10
        BM6.2.4: ?2 BM6.2.4.1=12 BM6.2.4.3=1 BM6.2.4=51 BM6.2.4.2=11
        also nothing
    a part that is blank
        so | BM6.2.4: 6 | BM6.2.4.1: 1 | BM6.2.4.2:  | BM6.2.4.3: 3
        BM6.2.4: BM6.2.4.2=2 BM6.2.4=4 BM6.2.4.1=3 BM6.2.4.3=5
        also TN001@BM6.2.4.2
    two parts that are blank
        so | BM6.2.4: 6 | BM6.2.4.1: 1 | BM6.2.4.2:  | BM6.2.4.3:
        BM6.2.4: ?2 BM6.2.4.2=5 BM6.2.4.3=5 BM6.2.4=1 BM6.2.4.1=6
        also TN001@BM6.2.4.2 TN001@BM6.2.4.3
    a part that nobody can read
        so | BM6.2.4: 6 | BM6.2.4.1: 1 | BM6.2.4.2: 'hai | BM6.2.4.3: 3
        BM6.2.4.2: BM6.2.4.2=2
        also KT001@BM6.2.4
    a part in two relations
        so | BM7.6.1: 60 | BM7.6.1.1: 10 | BM7.6.1.2: 60 | BM7.6.2.2: 30 | BM7.6.3.1: 36
        BM7.6.1: BM7.6.1.2=6
        also TC001@BM7.6.3.1
    a blank total is filled in
        so | BM3.1.4:  | BM3.1.4a: 130
        BM3.1.4: BM3.1.4=130
        also nothing
    a blank total, only its least is known
        so | BM5.4:  | BM5.4.2: 1 | BM5.4.3: 2 | BM5.4.4: 0
        BM5.4: BM5.4=≥ 3
        also nothing
    one of three differs
        huyen | BM7.2a: 15 | BM7.5.1.3a: 51 | BM7.5.3.3a: 15
        BM7.2a: BM7.5.1.3a=15
        also nothing
    one of three differs, and its part
        huyen | BM7.2a: 15 | BM7.5.1.3a: 5 | BM7.5.1.3b: 14 | BM7.5.3.3a: 15
        BM7.2a: BM7.5.1.3a=15
        also KQ001@BM7.5.1.3b
    three that differ
        huyen | BM7.2a: 15 | BM7.5.1.3a: 16 | BM7.5.3.3a: 17
        BM7.2a: nobody can tell
        also nothing
    above its limit, digits explain it
        so | BM5.1.1: 160 | BM5.1.1a: 20
        BM5.1.1: ?2 BM5.1.1=16 BM5.1.1a=200 BM5.1.1=20 +BM5.1.1a=160
        also nothing
    above its limit by one
        so | BM1.5.1: 5 | BM1.5.2: 2 | BM1.5.3: 4 | BM1.5.4: 0
        BM1.5.3: ?3 BM1.5.2=≤ 1 BM1.5.3=≤ 3 BM1.5.1=≥ 6
        also nothing
    a survey after all
        so | BM1.6: 0 | BM1.6.1: 178 | BM1.6.2: 2
        BM1.6.1: BM1.6=1 BM1.6.2=- BM1.6.1=0
        also DK002@BM1.6.2
    people asked are not filled in
        so | BM1.6: 1 | BM1.6.1: 0 | BM1.6.2: 2
        BM1.6.1: BM1.6.1=> 0
        also nothing
    a heading repeats its row wrongly
        so | BM2.2: 2 | BM2.2.1: 1
        BM2.2: BM2.2=1 BM2.2.1=2
        also nothing
    both options
        so | BM4.1.1a: 1 | BM4.1.1b: 2
        BM4.1.1a: ?2 BM4.1.1a=- BM4.1.1b=-
        also nothing
    a thousandfold
        so | BM3.3.1: 100 | BM3.3.1a: 15.999 | BM3.3.1b: 15999
        BM3.3.1a: BM3.3.1a=15999
        also KT001@BM3.3.1
    text, and a relation that knows better
        so | BM7.6.1: 100 | BM7.6.1.1: 6 | BM7.6.1.2: 'sáu
        BM7.6.1.2: BM7.6.1.2=6
        also KT001@BM7.6.1
    text that nothing explains
        so | BM5.2.1: 'hai người
        BM5.2.1: BM5.2.1=-
        also nothing
    a negative figure
        so | BM4.2.1: -36 | BM4.2.2: 30
        BM4.2.1: BM4.2.1=36
        also KT001@BM4.2.2
    a negative rate that may be
        so | BM4.1.5.4: -5
        BM4.1.5.4: BM4.1.5.4=5
        also nothing
    a foreign row is cleared
        so | BM2.1.2: 3
        BM2.1.2: BM2.1.2=-
        also nothing
    a figure one row off
        so | BM2.1: 3 | BM2.1.1:  | BM2.1.2: 3
        BM2.1.2: BM2.1.2=- +BM2.1.1=3
        also TN001@BM2.1.1
    two causes stay two findings
        so | BM6.2.4: 60 | BM6.2.4.1: 1 | BM6.2.4.2: 2 | BM6.2.4.3: 3 | BM7.6.1: 3 | BM7.6.1.1: 6 | BM7.6.1.2: 6
        BM7.6.1: BM7.6.1=100 BM7.6.1.1=172–240
        also nothing
""")


def told(repairs_: Iterable[Repair], alike: int = 0) -> str:
    """``?2 BM2.3.2=0 BM2.3.2b=2``."""
    words = [f"{'+' * one.with_last}{one.point.code}={_figure(one.expected)}" for one in repairs_]
    return " ".join([f"?{alike}", *words] if alike else words)


def _figure(expected: Decimal | str | None) -> str:
    if expected is None:
        return "-"
    text = expected if isinstance(expected, str) else f"{expected:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


FOUND = Batch(case.example for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_the_likely_cells_and_the_consequences(case: Case) -> None:
    at = [one for one in FOUND[case.example] if one.at and one.at.code == case.at]
    finding = min(at, key=lambda one: SEVERITIES.index(one.severity))
    assert told(finding.likely, finding.alike) == case.likely
    assert " ".join(f"{one.rule}@{one.at.code}" for one in finding.also if one.at) == case.also


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_a_consequence_is_no_finding_of_its_own(case: Case) -> None:
    wrong = [one for one in FOUND[case.example] if one.severity is not Severity.INFO and one.rule not in ABSENT_ROWS]
    causes = 2 if case.what.startswith("two causes") else 1
    assert len(wrong) == causes


# --- what needs no search -----------------------------------------------------------------------------------------

DISTRICT = "BM7.7.1.1: 5 | BM7.7.1.2: 5 | BM7.7.2.1: 2 | BM7.7.2.2: 2 | BM7.7.1: 100 | BM2.1.2: 3"


def test_a_wrong_level_is_one_finding_with_its_rows() -> None:
    findings = check_text(f"so | {DISTRICT} | BM3.1.2:  | BM3.1.1: 5 | BM5.3: ")
    [cause] = [one for one in findings if one.severity is Severity.ERROR and one.rule not in ABSENT_ROWS]
    assert (cause.rule, len(cause.related)) == ("CB004", 6)
    assert Counter(one.rule for one in cause.also) == {"CB001": 6, "TN001": 1}
    assert [point.code for one in cause.also if one.rule == "TN001" for point in one.related] == ["BM3.1.2"]


FORMULAS = table("""
    | cells                                          | told                                    | listed                |
    |------------------------------------------------|-----------------------------------------|-----------------------|
    | BM1.1: = ; BM1.2.1: = ; BM1.2.2: =             | GT007@BM1.1                             | BM1.1 BM1.2.1 BM1.2.2 |
    | BM1.1: = ; BM1.2.1: =                          | GT007@BM1.1 GT007@BM1.2.1               |                       |
    | BM1.1: = ; BM1.2.1: = ; BM2.1.1: =             | GT007@BM1.1 GT007@BM1.2.1 GT007@BM2.1.1 |                       |
    | BM1.1: #REF! ; BM1.2.1: #REF! ; BM1.2.2: #REF! | GT006@BM1.1                             | BM1.1 BM1.2.1 BM1.2.2 |
    | BM1.1: #N/A ; BM1.2.1: #REF! ; BM1.2.2: #REF!  | GT006@BM1.1 GT006@BM1.2.1 GT006@BM1.2.2 |                       |
    | BM1.1: #REF! ; BM1.2.1: #REF! ; BM1.2.2: =     | GT006@BM1.1 GT006@BM1.2.1 GT007@BM1.2.2 |                       |
""")


@pytest.mark.parametrize("row", FORMULAS, ids=lambda row: row["cells"])
def test_many_formulas_of_a_form_without_a_figure_are_one_finding(row: dict[str, str]) -> None:
    findings = [one for one in check_text(f"so | {row['cells'].replace(';', '|')}") if one.rule in ("GT006", "GT007")]
    assert " ".join(f"{one.rule}@{one.at.code}" for one in findings if one.at) == row["told"]
    assert [point.code for one in findings for point in one.related] == row["listed"].split()


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("so | BM2.1: = | BM2.1.1: =", None),
        ("so | BM2.1: = | BM2.1.1: ", None),
        ("so | BM2.1: = | BM2.1.1: 6", Decimal(6)),
        ("so | BM7.6.4.2: = | BM7.6.1.3: = | BM7.6.2.3: 0", None),
        ("huyen | BM6.2.4: 'vài | BM6.2.4.1: 1 | BM6.2.4.2: 'hai | BM6.2.4.3: 3", None),
    ],
)
def test_nothing_is_suggested_from_rows_that_cannot_be_read(example: str, expected: Decimal | None) -> None:
    code = example.split(" | ")[1].partition(":")[0]
    [finding] = [one for one in every(check_text(example)) if one.at and one.at.code == code and one.rule[:2] == "GT"]
    assert finding.expected == expected


def test_what_follows_from_many_formulas_stands_under_the_one_finding() -> None:
    findings = check_text("so | BM1.2: 50 | BM1.2.1: = | BM1.2.2: = | BM1.1: = | BM1.7: 1")
    [cause] = [one for one in findings if one.rule == "GT007"]
    assert [one.rule for one in cause.also] == ["KT001"]
    assert not [one for one in findings if one.rule == "KT001"]


@pytest.mark.parametrize("own", ["BM3.1.2: 7 | BM7.6.1.1: 4", "BM3.1.2: 7 | BM7.6.1.1: 4 | BM7.6.1.2: 4"])
def test_some_foreign_rows_beside_ones_own_are_mistakes_of_their_own(own: str) -> None:
    findings = check_text(f"so | {DISTRICT} | {own}")
    assert [one.rule for one in findings].count(RuleId("CB001")) == 6


def test_a_block_one_row_too_low() -> None:
    example = "so | BM5.1.1:  | BM5.1.1a: 3 | BM5.1.2: 20 | BM5.1.2a: 1 | BM5.1.3: 5 | BM5.2: 2 | BM5.2.1: 4"
    [cause] = [one for one in check_text(example) if one.rule == "TN009"]
    assert (cause.detail, cause.severity) == ("BM5.1.1–BM5.2", "error")
    assert told(cause.likely) == "BM5.1.1=3 +BM5.1.1a=20 +BM5.1.2=1 +BM5.1.2a=5 +BM5.1.3=2 +BM5.2=-"
    assert sorted(one.rule for one in cause.also) == ["DM001", "KQ001", "KQ001", "TN001"]


def test_a_block_one_row_too_high() -> None:
    example = "so | BM5.1: 3 | BM5.1.1: 20 | BM5.1.1a: 1 | BM5.1.2: 5 | BM5.1.2a: 2 | BM5.1.3:  | BM5.2.1: 4"
    [cause] = [one for one in check_text(example) if one.rule == "TN009"]
    assert cause.detail == "BM5.1–BM5.1.3"
    assert sorted(one.rule for one in cause.also) == ["DM001", "KQ001", "KQ001", "TN001"]


@pytest.mark.parametrize(
    "example",
    [
        "so | BM5.1.1:  | BM5.1.1a: 3 | BM5.1.2: 2 | BM5.1.2a: 20 | BM5.1.3: 5 | BM5.2: 2 | BM5.2.1: 4",
        "so | BM5.1.1: 1 | BM5.1.1a:  | BM5.1.2: 20 | BM5.1.2a: 1 | BM5.1.3: 50 | BM5.2: 2 | BM5.2.1: 4",
    ],
)
def test_a_blank_and_some_mistakes_are_no_shift(example: str) -> None:
    assert "TN009" not in {one.rule for one in check_text(example)}


# --- whatever the figures -----------------------------------------------------------------------------------------


def cells_of(example: str) -> dict[str, str]:
    return {row.code: row.cell for row in read_example(example).rows}


def put(example: str, repairs_: Iterable[Repair]) -> str:
    """The example with the repairs made."""
    cells = cells_of(example)
    for repair in repairs_:
        cells[repair.point.code] = _typed(repair.expected)
    return " | ".join([example.split(" | ")[0], *(f"{code}: {cell}" for code, cell in cells.items())])


def _typed(expected: Decimal | str | None) -> str:
    assert not isinstance(expected, str)
    return "" if expected is None else f"{expected.normalize():f}"


def first_of(finding: Finding) -> list[Repair]:
    """The best repair with what belongs to it."""
    if not finding.likely:
        return []
    rest = finding.likely[1:]
    end = next((at for at, one in enumerate(rest) if not one.with_last), len(rest))
    return [finding.likely[0], *rest[:end]]


def wrong(findings: Iterable[Finding]) -> list[Finding]:
    return [
        one for one in findings if one.severity is not Severity.INFO and one.rule[:2] in ("TL", "TC", "KQ", "LM", "DK")
    ]


counts = st.integers(0, 400)
online = st.fixed_dictionaries(
    {f"BM7.8.{k}.{part}": counts for k in (1, 2) for part in (1, 2)} | {"BM7.8.3.1": counts, "BM3.1.4c": counts}
)
staff = st.fixed_dictionaries(
    {code: st.integers(0, 30) for code in ("BM6.2.1", "BM6.2.2", "BM6.2.3", "BM6.2.4", "BM6.2.4.1", "BM6.2.4.2")}
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(online, staff), min_size=1, max_size=20))
def test_the_first_repairs_together_mend_what_they_are_named_for(drafts: Sequence[dict[str, int]]) -> None:
    examples = ["huyen | " + " | ".join(f"{code}: {figure}" for code, figure in draft.items()) for draft in drafts]
    mended, named = [], []
    for example, findings in zip(examples, check_texts(examples), strict=True):
        first = [repair for finding in wrong(findings) for repair in first_of(finding)]
        if first and all(not isinstance(repair.expected, str) for repair in first):
            mended.append(put(example, first))
            named.append({one.statement for finding in wrong(findings) if finding.likely for one in every([finding])})
    for example, statements, findings in zip(mended, named, check_texts(mended), strict=True):
        assert not {one.statement for one in wrong(every(findings))} & statements, example


section = st.tuples(st.integers(100, 5000), st.integers(100, 5000), st.integers(1, 99), st.integers(1, 99))
slips = st.sampled_from(["tenfold", "exchanged", "lost"])


def _slipped(figure: int, slip: str) -> int:
    digits = str(figure)
    return {"tenfold": figure * 10, "exchanged": int(digits[1] + digits[0] + digits[2:]), "lost": int(digits[:-1])}[
        slip
    ]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(section, slips, st.sampled_from(["BM7.8.1.2", "BM7.8.2.2"])), min_size=1, max_size=20))
def test_a_slip_in_a_part_is_found_by_its_rate_and_its_total(
    plants: Sequence[tuple[tuple[int, int, int, int], str, str]],
) -> None:
    """Part and whole of two rates, and the total of the two parts: the part alone explains what is broken."""
    examples, culprits = [], []
    for (one, two, more, extra), slip, code in plants:
        parts = {"BM7.8.1.2": one, "BM7.8.2.2": two}
        wholes = {"BM7.8.1.1": one + more, "BM7.8.2.1": two + extra}
        rates = {f"BM7.8.{k}": f"'{round(Decimal(100 * part) / whole, 2)}".replace(".", ",")
                 for k, part, whole in zip((1, 2), parts.values(), wholes.values(), strict=True)}  # fmt: skip
        typed = {**parts, code: _slipped(parts[code], slip)}
        cells = {**rates, **wholes, **typed, "BM7.8.3.1": one + two}
        if typed != parts:
            examples.append("huyen | " + " | ".join(f"{row}: {figure}" for row, figure in cells.items()))
            culprits.append((code, parts[code]))
    for example, (code, figure), findings in zip(examples, culprits, check_texts(examples), strict=True):
        [finding] = wrong(findings)
        best = finding.likely[: max(finding.alike, 1)]
        assert (code, figure) in [(repair.point.code, repair.expected) for repair in best], example


def hostile(chance: st.DataObject, level: str) -> str:
    """A unit that typed anything anywhere."""
    figure = st.one_of(st.integers(0, 9), st.integers(10, 99999))
    codes = [code for code in EDITION.codes if code in EDITION.due(level)]  # type: ignore[arg-type]
    figures = chance.draw(st.lists(figure, min_size=len(codes), max_size=len(codes)))
    return " | ".join([level, *(f"{code}: {one}" for code, one in zip(codes, figures, strict=True))])


@settings(max_examples=5, deadline=None)
@given(st.data(), st.sampled_from(["so", "huyen"]))
def test_nothing_is_lost_and_nothing_gets_worse_by_folding(chance: st.DataObject, level: str) -> None:
    example = hostile(chance, level)
    folded = check_text(example)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "_with_causes", lambda found, *_: found)
        plain = check_text(example)
    assert Counter(map(_fact, every(folded))) == Counter(map(_fact, plain))
    for finding in folded:
        assert all(SEVERITIES.index(one.severity) >= SEVERITIES.index(finding.severity) for one in finding.also)
    assert all(not part.also for one in folded for part in one.also)


def _fact(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.statement, finding.at.code if finding.at else str(finding.form)


def test_a_submission_is_judged_alike_alone_and_among_others() -> None:
    examples = [case.example for case in CASES]
    alone = [check_text(example) for example in examples[::4]]
    assert alone == check_texts(examples)[::4]


def test_the_search_is_bounded_however_much_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(*arguments: object) -> object:
        asked.append(len(arguments[1]))  # type: ignore[arg-type]
        return breaches.suppose(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(repairs, "suppose", counted)
    cells = [f"{code}: {7919 * at % 100003}" for at, code in enumerate(EDITION.codes) if code in EDITION.due("huyen")]  # type: ignore[arg-type]
    check_submissions([submission_of(" | ".join(["huyen", *cells]))], EDITION)
    assert 100 < sum(asked) < 4000


@pytest.mark.parametrize(
    "example",
    [
        "so | BM6.1: 200 | BM6.1.1: 0.000000001 | BM6.1.2: 99999999999999",
        "so | BM6.1: 0.0000001 | BM6.1.1: 999999999999999 | BM6.1.2: 999999999999999",
        "so | BM6.2.4: 999999999999999 | BM6.2.4.1: 999999999999999 | BM6.2.4.2: 1e300 | BM6.2.4.3: 1",
        "huyen | BM7.8.4: 33.333333333333 | BM7.8.4.1: 999999999999999 | BM7.8.4.2: 1",
    ],
)
def test_figures_at_the_end_of_all_bounds_are_judged_as_well(example: str) -> None:
    found = [one for one in check_text(example) if one.severity is Severity.ERROR and one.rule not in ABSENT_ROWS]
    assert found
    assert all(sentence(one, EDITION, lang) for one in found for lang in Lang)


def test_where_nothing_is_broken_no_cause_is_looked_for() -> None:
    """Clean submissions do not even import the search."""
    program = (
        "import sys; from cchc_xlsx import pipeline; from cchc_xlsx.catalogue import load_edition;"
        "found = pipeline.check(sys.argv[1:], load_edition(), jobs=0); assert len(found.checked) == 4;"
        "sys.exit(sys.modules.get('cchc_xlsx.checks.repairs') is not None)"
    )
    clean = sorted(str(path) for path in (Path(__file__).parent / "clean").glob("*.xlsx") if path.name != "don_vi.xlsx")
    assert subprocess.run([sys.executable, "-c", program, *clean], check=False).returncode == 0


# --- in words -------------------------------------------------------------------------------------------------------

PART = "so | BM7.6.4: '95,3 | BM7.6.4.1: 16054 | BM7.6.4.2: 13501"
UNDECIDED = "so | BM2.3.2: 100 | BM2.3.2a: 2 | BM2.3.2b: 0"
EXCHANGED = "so | BM7.6.1: 75 | BM7.6.1.1: 6 | BM7.6.1.2: 8"
ALL_DIFFER = "huyen | BM7.2a: 15 | BM7.5.1.3a: 16 | BM7.5.3.3a: 17"
LIMITS = "so | BM1.5.1: 5 | BM1.5.2: 2 | BM1.5.3: 4 | BM1.5.4: 0"
FOLLOWS = "so | BM7.6.1: 133 | BM7.6.1.1: 6 | BM7.6.1.2: 8"
ANSWERED = "so | BM1.6: 0 | BM1.6.2: 2"
SENTENCES = [
    (PART, Lang.VI, "Có lẽ sai ở BM7.6.4.2 (ô D45): 13.501 → 15.301; nếu không thì BM7.6.4: 95,3 → 84,1"),
    (PART, Lang.EN, "Probably wrong: BM7.6.4.2 (cell D45): 13,501 → 15,301; or else BM7.6.4: 95,3 → 84.1"),
    (UNDECIDED, Lang.VI, "Không đủ căn cứ để biết ô nào sai: BM2.3.2: 100 → 0; hoặc BM2.3.2b (ô D21): 0 → 2"),
    (UNDECIDED, Lang.EN, "Nothing tells which cell is wrong: BM2.3.2: 100 → 0; or BM2.3.2b (cell D21): 0 → 2"),
    (EXCHANGED, Lang.VI, "Có lẽ sai ở BM7.6.1.1 (ô D33) và BM7.6.1.2 (ô D34): ghi đảo 6 và 8"),
    (EXCHANGED, Lang.EN, "Probably wrong: BM7.6.1.1 (cell D33) and BM7.6.1.2 (cell D34): 6 and 8 exchanged"),
    (FOLLOWS, Lang.VI, "BM7.6.1.2 (ô D34): 8 → ≤ 6 cùng BM7.6.1: 133 → tính lại"),
    (FOLLOWS, Lang.EN, "BM7.6.1.2 (cell D34): 8 → ≤ 6 with BM7.6.1: 133 → computed anew"),
    (ANSWERED, Lang.VI, "ghi 2 nhưng BM1.6 = 0 (ô D32) nên phải để trống."),
    (ANSWERED, Lang.EN, "says 2 but BM1.6 = 0 (cell D32), so it has to be blank."),
    (ALL_DIFFER, Lang.VI, "Đề nghị thống nhất: BM7.5.1.3a = 16"),
    (ALL_DIFFER, Lang.EN, "Please make them agree: BM7.5.1.3a = 16"),
    (LIMITS, Lang.VI, "BM1.5.2 (ô D24): 2 → ≤ 1; hoặc BM1.5.3: 4 → ≤ 3; hoặc BM1.5.1 (ô D23): 5 → ≥ 6"),
    (LIMITS, Lang.EN, "BM1.5.2 (cell D24): 2 → ≤ 1; or BM1.5.3: 4 → ≤ 3; or BM1.5.1 (cell D23): 5 → ≥ 6"),
]


@pytest.mark.parametrize(("example", "lang", "said"), SENTENCES)
def test_a_sentence_names_what_mends_it(example: str, lang: Lang, said: str) -> None:
    assert said in sentence(wrong(check_text(example))[0], EDITION, lang)


@pytest.mark.parametrize(
    ("example", "said"),
    [
        (
            PART,
            "BM7.6.4.2 (ô D45): 13.501 → 15.301; hoặc BM7.6.4: 95,3 → 84,1; hoặc BM7.6.4.1 (ô D44): 16.054 → 14.163",
        ),
        ("so | BM5.2.1: 'hai người", "BM5.2.1: hai người → ghi lại"),
        ("so | BM2.1.2: 3", "BM2.1.2: 3 → để trống"),
        ("so | BM1.6: 1 | BM1.6.1: 5 | BM1.6.2: 'KPS", "BM1.6.2: KPS → mã đúng"),
        (ALL_DIFFER, ""),
    ],
)
def test_likely_cells_are_told_in_short(example: str, said: str) -> None:
    findings = [one for one in check_text(example) if one.rule not in ABSENT_ROWS and one.severity is not Severity.INFO]
    assert likely_cells(findings[0], EDITION, Lang.VI) == said


def test_consequences_are_told_in_short() -> None:
    [case] = [case for case in CASES if case.what == "the seed: one cell mends both"]
    [finding] = [one for one in FOUND[case.example] if one.also]
    assert consequences(finding, Lang.VI) == "LM003 Vượt quá số ở biểu khác: BM7.6.1.1 (ô D33)"
    assert consequences(finding, Lang.EN) == "LM003 Above a figure of another form: BM7.6.1.1 (cell D33)"


# --- relations, solved for each of their rows -----------------------------------------------------------------------

MENDS = table("""
    | relation                                     | figures                             | row       | mends     |
    | BM7.6.1 = 100 × BM7.6.1.2 / BM7.6.1.1        | BM7.6.1.1 8; BM7.6.1.2 6            | BM7.6.1   | 74.5–75.5 |
    | BM7.6.1 = 100 × BM7.6.1.2 / BM7.6.1.1        | BM7.6.1.1 0; BM7.6.1.2 0            | BM7.6.1   | blank     |
    | BM7.6.1 = 100 × BM7.6.1.2 / BM7.6.1.1        | BM7.6.1.1 6; BM7.6.1.2 8            | BM7.6.1   | nothing   |
    | BM7.6.1 = 100 × BM7.6.1.2 / BM7.6.1.1        | BM7.6.1 75.0; BM7.6.1.1 200         | BM7.6.1.2 | 149.9–150.2 |
    | BM7.6.1 = 100 × BM7.6.1.2 / BM7.6.1.1        | BM7.6.1.1 200                       | BM7.6.1.2 | 0–200     |
    | BM7.6.1 = 100 × BM7.6.1.2 / BM7.6.1.1        | BM7.6.1 75                          | BM7.6.1.2 | any       |
    | BM7.6.1 = 100 × BM7.6.1.2 / BM7.6.1.1        | BM7.6.1 50; BM7.6.1.2 101           | BM7.6.1.1 | 200–204.0404 |
    | BM6.2.4 = BM6.2.4.1 + BM6.2.4.2 + BM6.2.4.3  | BM6.2.4.1 1; BM6.2.4.3 3            | BM6.2.4   | 4–4       |
    | BM6.2.4 = BM6.2.4.1 + BM6.2.4.2 + BM6.2.4.3  | BM6.2.4 9; BM6.2.4.1 1; BM6.2.4.3 3 | BM6.2.4.2 | 5–5       |
    | BM6.2.4 = BM6.2.4.1 + BM6.2.4.2 + BM6.2.4.3  | BM6.2.4 3; BM6.2.4.1 1; BM6.2.4.3 3 | BM6.2.4.2 | nothing   |
    | BM5.4 ≥ BM5.4.1 + BM5.4.2 + BM5.4.3 + BM5.4.4 | BM5.4 9; BM5.4.2 4                 | BM5.4.3   | 0–5       |
    | BM5.4 ≥ BM5.4.1 + BM5.4.2 + BM5.4.3 + BM5.4.4 | BM5.4.2 4; BM5.4.3 6               | BM5.4     | 10–       |
    | BM5.1.3 ≤ BM5.1.1a + BM5.1.2a                | BM5.1.1a 4; BM5.1.2a 3              | BM5.1.3   | 0–7       |
    | BM5.1.3 ≤ BM5.1.1a + BM5.1.2a                | BM5.1.3 9; BM5.1.2a 3               | BM5.1.1a  | 6–        |
    | BM7.2a = BM7.5.1.3a = BM7.5.3.3a             | BM7.5.1.3a 4; BM7.5.3.3a 4          | BM7.2a    | 4–4       |
    | BM7.2a = BM7.5.1.3a = BM7.5.3.3a             | BM7.5.1.3a 4; BM7.5.3.3a 5          | BM7.2a    | nothing   |
    | BM1.6 = 0 → BM1.6.1 = 0                      | BM1.6 0; BM1.6.1 4                  | BM1.6.1   | 0–0       |
    | BM1.6 = 0 → BM1.6.1 = 0                      | BM1.6 0; BM1.6.1 4                  | BM1.6     | >0; –-1   |
    | BM1.6 = 0 → BM1.6.1 = 0                      | BM1.6 1; BM1.6.1 4                  | BM1.6.1   | any       |
    | BM1.6 = 0 → BM1.6.2 blank                    | BM1.6 0; BM1.6.2 2                  | BM1.6.2   | blank     |
    | BM4.3.1 > 0 → BM6.2.1 > 0                    | BM4.3.1 3; BM6.2.1 0                | BM6.2.1   | >0        |
    | BM4.3.1 > 0 → BM6.2.1 > 0                    | BM4.3.1 3; BM6.2.1 0                | BM4.3.1   | –0        |
    | BM7.6.4.2 > 0 ↔ BM7.6.1.3 + BM7.6.2.3 > 0    | BM7.6.4.2 5; BM7.6.1.3 0; BM7.6.2.3 0 | BM7.6.1.3 | >0      |
    | BM7.6.4.2 > 0 ↔ BM7.6.1.3 + BM7.6.2.3 > 0    | BM7.6.4.2 5; BM7.6.1.3 0; BM7.6.2.3 0 | BM7.6.4.2 | –0      |
    | BM4.1.1a \\u2502 BM4.1.1b                    | BM4.1.1a 1; BM4.1.1b 2              | BM4.1.1a  | blank     |
    | BM2.2 = BM2.2.1                              | BM2.2 2; BM2.2.1 1                  | BM2.2     | 1–1       |
    | BM4.2.4 ~ BM4.2.5                            | BM4.2.4 5; BM4.2.5 11.63            | BM4.2.4   | any       |
""")  # fmt: skip


@pytest.mark.parametrize("row", MENDS, ids=lambda row: f"{row['relation']}: {row['row']}")
def test_a_relation_solved_for_a_row(row: dict[str, str]) -> None:
    relation = EDITION.by_statement[row["relation"].replace("\\u2502", "|")]
    pairs = [pair.split() for pair in row["figures"].split("; ")]
    figures = {Code(code): Decimal(figure) for code, figure in pairs}
    assert "; ".join(map(_mend, relation.mends(Code(row["row"]), figures))) == row["mends"].replace("nothing", "")


def _mend(mend: Mend) -> str:
    if mend is None:
        return "blank"
    if mend.low is None and mend.high is None:
        return "any"
    low, high = ("" if end is None else f"{round(end, 4).normalize():f}" for end in (mend.low, mend.high))
    return f">{low}" if mend.strict else f"{low}–{high}"


@pytest.mark.parametrize(
    ("rate", "folded"),
    [("125", True), ("1000", False)],
    ids=["what the parts give", "a mistake of its own"],
)
def test_a_rate_above_100_follows_from_its_parts_only_where_they_give_it(rate: str, folded: bool) -> None:
    found = check_text(f"huyen | BM2.3.2: {rate} | BM2.3.2a: 4 | BM2.3.2b: 5")
    of_rate = [one for one in found if one.rule == "GT010"]
    assert bool(of_rate) != folded


def test_what_an_unreadable_left_side_keeps_from_being_checked_stands_under_it() -> None:
    found = check_text("huyen | BM5.1.1: 'abc | BM5.1.1a: 5")
    [cause] = [one for one in found if one.rule == "GT001"]
    assert {one.rule for one in cause.also} == {"KT001"}
    assert "KT001" not in {one.rule for one in found}


def test_a_rate_is_never_suggested_below_0() -> None:
    found = check_text("huyen | BM7.7.1: 1000000000 | BM7.7.1.1: 112 | BM7.7.1.2: -98")
    assert all(one.expected is None or one.expected >= 0 for one in found if one.rule == "GT010")


def test_what_takes_two_changes_to_mend_is_told_once() -> None:
    typed = {"BM7.7.1": 1, "BM7.7.1.2": 10, "BM7.7.2": 101, "BM7.7.2.1": 1, "BM7.7.2.2": 3}
    due = [code for code in EDITION.codes if code in EDITION.due(LevelId("huyen"))]
    told = Counter(
        map(_fact, every(check_text(" | ".join(["huyen", *(f"{code}: {typed.get(code, 0)}" for code in due)]))))
    )
    assert max(told.values()) == 1
