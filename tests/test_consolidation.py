"""Summing up: each policy by cases as an officer would lay them out, and all of them against a sum made by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter

import pytest
from by_hand import CODES, RATES, TALLY, answers, province, tally
from hypothesis import given, settings
from hypothesis import strategies as st
from province import EDITION, ROSTER, a_province, error, outcome, sent, some_answers, table, unit, warning

from cchc_xlsx.consolidation import Figure, consolidate, takes_part
from cchc_xlsx.model import (
    Checked,
    Code,
    Kind,
    Policy,
)

SNV, SCT, SYT = unit("snv", "so", consolidates=True), unit("sct", "so"), unit("syt", "so")
PLEIKU, ANKHE, CHUPAH, DAKDOA = (unit(name, "huyen") for name in ("pleiku", "ankhe", "chupah", "dakdoa"))
UNITS = {one.id: one for one in (SNV, SCT, SYT, PLEIKU, ANKHE, CHUPAH, DAKDOA)}


def figure_of(code: str, row: dict[str, str], *, roster: bool = True) -> Figure:
    """The province's figure where the units say in one row what the case says; "…" has not sent."""
    said = {id: row[id] for id in UNITS if row.get(id, "…") != "…"}
    checked = [sent(UNITS[id], {code: typed}) for id, typed in said.items()]
    on_roster = tuple(UNITS[id] for id in UNITS if id in row) if roster else None
    return consolidate(outcome(checked, on_roster), EDITION).figures[Code(code)]


def brief(figure: Figure) -> str:
    """Value and how many of how many, as a case writes them."""
    value = "" if figure.value is None else str(figure.value)
    return f"{value} {figure.reported}/{figure.of}".strip()


SUM = table("""
| case                                | code    | snv | sct   | pleiku    | ankhe | found      |
| plain                               | BM1.1   | 9   | 3     | 4         | 1     | 17 4/4     |
| nil is 0 and reported               | BM1.1   | kps | 3     | 4         | 1     | 8 4/4      |
| only nils                           | BM1.1   | kps | kps   | …         | …     | 0 2/4      |
| blank, not applicable: not reported | BM1.1   |     | kad   | 4         | …     | 4 1/4      |
| invalid is never summed             | BM1.1   | 9   | ?1+2  | ?15.999   | 1     | 10 2/4     |
| nobody                              | BM1.1   |     | …     | …         |       | 0/4        |
| money with decimals is exact        | BM6.1.1 | 0.1 | 0.2   | 1234567.3 | kps   | 1234567.6 4/4 |
| a row of the sở: huyện do not count | BM2.1.1 | 5   | 3     | 7         | 7     | 8 2/2      |
| a row of the huyện                  | BM2.1.2 | 5   | 3     | 7         | 7     | 14 2/2     |
""")


@pytest.mark.parametrize("row", SUM, ids=itemgetter("case"))
def test_sum(row: dict[str, str]) -> None:
    assert brief(figure_of(row["code"], row)) == row["found"]


OWN = table("""
| case                         | code      | snv | sct | pleiku | found  |
| the consolidator's           | BM4.1.3   | 4   | …   | …      | 4 1/1  |
| nobody else's                | BM4.1.3   | 4   | 9   | 9      | 4 1/1  |
| blank: no figure             | BM4.1.3   |     | 9   | 9      | 0/1    |
| not sent: no figure          | BM1.4.1   | …   | 9   | 9      | 0/1    |
| nil of a count is 0          | BM1.4.1   | kps | …   | …      | 0 1/1  |
| nil of a rate is no rate     | BM1.4.2   | kps | …   | …      | 1/1    |
| nil of a code is no code     | BM7.1     | kps | …   | …      | 1/1    |
| a code is taken as it is     | BM7.4     | 2   | 1   | …      | 2 1/1  |
| a rate is taken as it is     | BM7.3     | 89.5 | 10 | …      | 89.5 1/1 |
| an invalid one is none       | BM7.3     | ?95.3. | … | …     | 0/1    |
""")


@pytest.mark.parametrize("row", OWN, ids=itemgetter("case"))
def test_own(row: dict[str, str]) -> None:
    assert brief(figure_of(row["code"], row)) == row["found"]


def test_without_a_consolidator_own_rows_have_no_figure() -> None:
    assert brief(figure_of("BM4.1.3", {"sct": "4", "pleiku": "3"})) == "0/0"


TALLIES = table("""
| case                            | code      | sct | syt | pleiku | ankhe | chupah | found             |
| by meaning                      | BM1.6     | 1   | 0   | 1      | 1     | 0      | {0: 2, 1: 3} 5/5  |
| nil, blank, text, not sent      | BM1.6     | kps |     | ?có    | …     | 0      | {0: 1} 2/5        |
| a row of the sở                 | BM7.5.1.1 | 1   | 2   | 1      | 1     | 1      | {1: 1, 2: 1} 2/2  |
| an option: how many ticked      | BM4.1.1b  | 2   |     | 2      | …     | …      | {2: 1} 1/2        |
| 0 in an option row is no tick   | BM4.1.1a  | 0   | 1   |        | …     | …      | {1: 1} 2/2        |
""")


@pytest.mark.parametrize("row", TALLIES, ids=itemgetter("case"))
def test_tally(row: dict[str, str]) -> None:
    figure = figure_of(row["code"], row)
    assert f"{dict(figure.counts)} {brief(figure)}" == row["found"]


SHARED = table(
    """
| case                         | code      | sct | syt | pleiku | ankhe | chupah | dakdoa | found   | differ        |
| all agree                    | BM3.1.4b  | …   | …   | 120    | 120   | 120    | 120    | 120 4/4 |               |
| the most frequent            | BM3.1.4b  | …   | …   | 120    | 119   | 120    | 121    | 120 4/4 | ankhe dakdoa  |
| a tie: the larger            | BM3.1.4c  | …   | …   | 120    | 119   | 120    | 119    | 120 4/4 | ankhe dakdoa  |
| all different: the larger    | BM3.1.4c  | …   | …   | 7      | 9     | 8      | …      | 9 3/4   | pleiku chupah |
| nil is 0                     | BM7.7.1.1 | …   | …   | kps    | kps   | 8      | …      | 0 3/4   | chupah        |
| blank and text say nothing   | BM7.7.1.1 | …   | …   |        | ?130? | 8      | …      | 8 1/4   |               |
| the sở are summed beside it  | BM3.2.1   | 5   | 7   | 20     | 20    | 21     | …      | 32 5/6  | chupah        |
| only the sở                  | BM3.2.1   | 5   | 7   | …      | …     | …      | …      | 12 2/6  |               |
| a sở in the huyện's row: not | BM3.1.4b  | 5   | 7   | 20     | 20    | …      | …      | 20 2/4  |               |
| nobody                       | BM3.1.4b  | …   | …   |        | …     | …      | …      | 0/4     |               |
"""
)


@pytest.mark.parametrize("row", SHARED, ids=itemgetter("case"))
def test_shared(row: dict[str, str]) -> None:
    figure = figure_of(row["code"], row)
    assert brief(figure) == row["found"]
    assert " ".join(figure.differ) == row["differ"]


def test_a_unit_of_unknown_level_is_no_part_of_a_shared_list() -> None:
    """It may be one of those that share the list; in a row that everybody sums it counts."""
    stranger = sent(None, {"BM3.2.1": 20, "BM1.1": 2}, path="x.xlsx")
    both = [stranger, sent(PLEIKU, {"BM3.2.1": 20, "BM1.1": 1})]
    figures = consolidate(outcome(both), EDITION).figures
    assert [brief(figures[Code(code)]) for code in ("BM3.2.1", "BM1.1")] == ["20 1/1", "3 2/2"]


LISTS = table("""
| case                        | code      | sct  | syt  | pleiku | span     | found |
| lowest and highest          | BM4.2.5   | 11.6 | 2.5  | 7      | 2.5–11.6 | 3/3   |
| a nil is no rate            | BM4.2.5   | kps  | 2.5  | 7      | 2.5–7    | 3/3   |
| nil of a count is 0         | BM7.7.1.3 | …    | …    | kps    | 0–0      | 1/1   |
| negatives                   | BM4.1.5.4 | -5   | 2.5  |        | -5–2.5   | 2/3   |
| nobody                      | BM4.1.5.4 |      | …    | …      | –        | 0/3   |
""")


@pytest.mark.parametrize("row", LISTS, ids=itemgetter("case"))
def test_list_has_no_official_figure(row: dict[str, str]) -> None:
    figure = figure_of(row["code"], row)
    ends = ["" if one is None else str(one) for one in (figure.lowest, figure.highest)]
    assert ("–".join(ends), brief(figure)) == (row["span"], row["found"])


def figures_of(*checked: Checked, roster: Sequence[str] = ()) -> Callable[[str], Figure]:
    units = [UNITS[id] for id in roster] or None
    figures = consolidate(outcome(checked, units), EDITION).figures
    return lambda code: figures[Code(code)]


def test_total_comes_from_the_provinces_parts_and_is_controlled() -> None:
    of = figures_of(
        sent(SCT, {"BM2.1": 3, "BM2.1.1": 3, "BM2.1.2": 50}),
        sent(SYT, {"BM2.1": "", "BM2.1.1": 2}),
        sent(PLEIKU, {"BM2.1": 9, "BM2.1.2": 4, "BM2.1.3": 4}),
    )
    assert (brief(of("BM2.1")), str(of("BM2.1").control)) == ("13 2/3", "12")
    assert of("BM2.1").is_off_control


def test_total_over_own_and_shared_parts() -> None:
    of = figures_of(
        sent(SNV, {"BM4.1.5.1": 7, "BM4.1.5.2": 1, "BM3.1.4a": 30}),
        sent(PLEIKU, {"BM4.1.5.3": 2, "BM3.1.4b": 200, "BM3.1.4c": 100, "BM3.1.4": 300}),
        sent(ANKHE, {"BM4.1.5.3": 3, "BM3.1.4b": 200, "BM3.1.4c": 100, "BM3.1.4": 300}),
    )
    found = (of("BM4.1.5").value, of("BM3.1.4").value, of("BM3.1.4").control)
    assert [str(one) for one in found] == ["13", "330", "600"]


RATIOS = table("""
| case                          | code    | parts                            | found |
| plain                         | BM3.3.1 | sct 3.3.1a 200, sct 3.3.1b 150   | 75    |
| from sums, no mean of rates   | BM3.3.1 | sct 3.3.1a 10, sct 3.3.1b 10, syt 3.3.1a 90, syt 3.3.1b 0 | 10 |
| whole 0                       | BM3.3.1 | sct 3.3.1a 0, sct 3.3.1b 0       |       |
| whole nil                     | BM3.3.1 | sct 3.3.1a kps, sct 3.3.1b kps   |       |
| no part                       | BM3.3.1 | sct 3.3.1a 5                     |       |
| no whole                      | BM3.3.1 | sct 3.3.1b 5                     |       |
| above 100 where nothing is shared | BM3.3.1 | sct 3.3.1a 5, sct 3.3.1b 6   | 120   |
""")


@pytest.mark.parametrize("row", RATIOS, ids=itemgetter("case"))
def test_ratio(row: dict[str, str]) -> None:
    said: dict[str, dict[str, str | int | float | Decimal]] = {}
    for part in row["parts"].split(", "):
        id, code, typed = part.split()
        said.setdefault(id, {})[f"BM{code}"] = typed
    figure = figures_of(*(sent(UNITS[id], values | {row["code"]: 99}) for id, values in said.items()))(row["code"])
    assert ("" if figure.value is None else str(figure.value)) == row["found"]


def test_a_shared_list_that_contradicts_itself_has_no_rate() -> None:
    """Part and whole agreed on by different districts: neither is wrong by itself, the rate would be nonsense."""
    of = figures_of(
        sent(PLEIKU, {"BM7.7.1.1": 100, "BM7.7.1.2": 90}),
        sent(ANKHE, {"BM7.7.1.1": 100, "BM7.7.1.2": 120}),
        sent(CHUPAH, {"BM7.7.1.1": 121, "BM7.7.1.2": 120}),
    )
    assert of("BM7.7.1").value is None
    assert of("BM7.7.1").contradictory
    assert not of("BM7.7.2").contradictory


STAND_INS = table("""
| case                          | total | parts                                 | value | stood in |
| blank: the parts' sum         |       | 6.2.2 1, 6.2.3 2                      | 3     | 3        |
| filled: itself                | 9     | 6.2.2 1, 6.2.3 2                      | 9     |          |
| row not in the file           | –     | 6.2.2 1                               | 1     | 1        |
| nil is an answer              | kps   | 6.2.2 1                               | 0     |          |
| not applicable is an answer   | kad   | 6.2.2 1                               |       |          |
| an invalid total stands not in | ?5/5 | 6.2.2 1                               |       |          |
| a blank part for its own parts |      | 6.2.2 1, 6.2.4.1 4, 6.2.4.3 5         | 10    | 10       |
| a filled part for itself      |       | 6.2.4 8, 6.2.4.1 4, 6.2.4.3 5         | 8     | 8        |
| only nils                     |       | 6.2.2 kps                             | 0     | 0        |
| no parts                      |       | 6.2.6 3                               |       |          |
""")


@pytest.mark.parametrize("row", STAND_INS, ids=itemgetter("case"))
def test_the_parts_stand_in_for_a_blank_total(row: dict[str, str]) -> None:
    said: dict[str, str | int | float | Decimal] = {
        f"BM{part.split()[0]}": part.split()[1] for part in row["parts"].split(", ")
    }
    if row["total"] != "–":
        said["BM6.2.1"] = row["total"]
    figure = figures_of(sent(SCT, said))("BM6.2.1")
    stood = figure.stand_ins.get("sct")
    assert ["" if one is None else str(one) for one in (figure.value, stood)] == [row["value"], row["stood in"]]


def test_rows_that_are_not_the_units_do_not_stand_in() -> None:
    of = figures_of(
        sent(SNV, {"BM5.4.1": 1, "BM5.4.2": 2}), sent(SCT, {"BM5.4.1": 50, "BM5.4.2": 3}), sent(SYT, {"BM5.4": 4})
    )
    assert of("BM5.4").value == 10
    assert of("BM5.4").stand_ins == {"snv": Decimal(3), "sct": Decimal(3)}


def test_what_is_left_out_is_not_summed() -> None:
    checked = [sent(SCT, {"BM1.1": 1}), sent(SYT, {"BM1.1": 5}, left_out="TM012")]
    found = consolidate(outcome(checked, [SCT, SYT]), EDITION)
    assert brief(found.figures[Code("BM1.1")]) == "1 1/2"
    assert [(column.unit.id, column.is_summed) for column in found.columns] == [("sct", True), ("syt", False)]


def test_columns_are_the_roster_sở_first_and_unknown_levels_last() -> None:
    odd = unit("odd", None)
    found = consolidate(outcome([sent(PLEIKU, {"BM1.1": 1})], [odd, PLEIKU, SNV, ANKHE, SCT]), EDITION)
    assert [column.unit.id for column in found.columns] == ["snv", "sct", "pleiku", "ankhe", "odd"]
    assert [column.unit.id for column in found.waiting] == ["snv", "sct", "ankhe", "odd"]


def test_without_a_roster_columns_are_those_received() -> None:
    checked = [sent(PLEIKU, {"BM1.1": 1}), sent(None, {"BM1.1": 2}, path="a.xlsx", level="so"), sent(SCT, {"BM1.1": 4})]
    found = consolidate(outcome(checked), EDITION)
    assert [column.unit.id for column in found.columns] == ["a.xlsx", "sct", "pleiku"]
    assert brief(found.figures[Code("BM1.1")]) == "7 3/3"


def test_two_submissions_of_one_unit_are_both_accounted_for() -> None:
    """The pipeline settles duplicates; should it not, nothing may vanish."""
    checked = [sent(SCT, {"BM1.1": 1}, path="a.xlsx"), sent(SCT, {"BM1.1": 2}, path="b.xlsx")]
    assert brief(consolidate(outcome(checked, [SCT]), EDITION).figures[Code("BM1.1")]) == "3 2/2"


MARKS = table("""
| case                            | finding                      | marked                                   |
| value: itself, total, rate      | BM7.6.1.2                    | BM7.6.1.2 BM7.6.1 BM7.6.3.1 BM7.6.3      |
| a rate: itself                  | BM3.3.1                      | BM3.3.1                                  |
| related rows too                | BM3.3.1 BM3.3.1b             | BM3.3.1 BM3.3.1b                         |
| a part that stands in           | BM5.4.2                      | BM5.4.2 BM5.4                            |
""")


@pytest.mark.parametrize("row", MARKS, ids=itemgetter("case"))
def test_figures_in_which_an_open_error_lies_are_marked(row: dict[str, str]) -> None:
    at, *related = row["finding"].split()
    checked = sent(SCT, {"BM5.4.2": 1, "BM7.6.1.2": 2}, error(at, *related))
    found = consolidate(outcome([checked, sent(SYT, {"BM1.1": 1})]), EDITION)
    assert {figure.code for figure in found.marked} == set(row["marked"].split())
    assert all(figure.open_errors == ("sct",) for figure in found.marked)


def test_warnings_and_units_left_out_mark_nothing() -> None:
    warned = sent(SCT, {"BM1.1": 1}, warning("BM1.1"))
    out = sent(SYT, {"BM1.1": 1}, error("BM1.1"), left_out="TM012")
    assert consolidate(outcome([warned, out]), EDITION).marked == ()


def test_every_row_but_headings_has_a_figure_in_the_printed_order() -> None:
    figures = consolidate(a_province(), EDITION).figures
    printed = [code for code, indicator in EDITION.indicators.items() if indicator.kind is not Kind.HEADING]
    assert list(figures) == printed
    assert len(printed) == 172


def test_only_what_counts_things_is_ever_summed() -> None:
    for indicator in EDITION.indicators.values():
        if indicator.policy in (Policy.SUM, Policy.TOTAL, Policy.SHARED):
            assert indicator.kind in (Kind.COUNT, Kind.MONEY)
            assert indicator.code not in RATES | CODES


@pytest.mark.parametrize("seed", range(20))
def test_all_figures_are_those_summed_by_hand(seed: int) -> None:
    found = consolidate(a_province(seed), EDITION)
    units = [answers(column.checked) for column in found.summed if column.checked]
    by_hand = {code: province(units, code) for code in found.figures}
    ours = {code: None if one.value is None else Fraction(one.value) for code, one in found.figures.items()}
    assert [code for code in ours if not _same(ours[code], by_hand[code])] == []
    assert {code: found.figures[Code(code)].counts for code in TALLY} == {code: tally(units, code) for code in TALLY}


def _same(ours: Fraction | None, hand: Fraction | None) -> bool:
    """Equal, or for rates (periodic fractions) equal to 25 digits."""
    if ours is None or hand is None:
        return ours is hand
    return ours == hand or abs(ours - hand) < abs(hand) / 10**25


counts = st.one_of(st.none(), st.integers(0, 10**12), st.just("kps"))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=6))
def test_a_total_is_the_sum_of_its_parts_over_all_units(rows: list[tuple[int | str | None, ...]]) -> None:
    parts = ("BM6.2.4.1", "BM6.2.4.2", "BM6.2.4.3")
    checked = [
        sent(unit(f"u{n}", "so"), {code: typed for code, typed in zip(parts, row, strict=True) if typed is not None})
        for n, row in enumerate(rows)
    ]
    there = [0 if typed == "kps" else typed for row in rows for typed in row if typed is not None]
    figure = figures_of(*checked)("BM6.2.4")
    assert figure.value == (sum(int(typed) for typed in there) if there else None)
    assert figure.how is Policy.TOTAL


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.permutations(range(8)))
def test_the_order_of_files_does_not_matter(seed: int, order: list[int]) -> None:
    chance = random.Random(seed)
    checked = [sent(one, some_answers(one, chance)) for one in ROSTER[:-1]]
    as_sent = consolidate(outcome(checked, ROSTER), EDITION)
    shuffled = consolidate(outcome([checked[place] for place in order], ROSTER), EDITION)
    assert as_sent.figures == shuffled.figures


def test_takes_part_follows_the_notes_of_the_form() -> None:
    columns = consolidate(outcome([], [SNV, SCT, PLEIKU]), EDITION).columns
    found = {
        code: [column.unit.id for column in columns if takes_part(EDITION.indicators[Code(code)], column)]
        for code in ("BM1.1", "BM1.3.1", "BM2.1.2", "BM4.1.3", "BM1.4.1", "BM3.2.1")
    }
    assert found == {
        "BM1.1": ["snv", "sct", "pleiku"], "BM1.3.1": ["snv", "sct"], "BM2.1.2": ["pleiku"], "BM4.1.3": ["snv"],
        "BM1.4.1": ["snv"], "BM3.2.1": ["snv", "sct", "pleiku"],
    }  # fmt: skip
