"""The public pandera schema of an edition: columns, coercion, and failure cases that name rule, row and column."""

from __future__ import annotations

import guidance
import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaErrors
from tables import PRINTED, table

import cchc_xlsx

SCHEMA = cchc_xlsx.schema("gia-lai-2022")
SEED = {"BM7.6.2": 100.0, "BM7.6.2.1": 130.0, "BM7.6.2.2": 116.0}


def failures(frame: pd.DataFrame) -> set[tuple[str, int, str]]:
    """Rule, row and column of every failure case."""
    try:
        SCHEMA.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return {
            (str(case.check).split()[0], int(case.index), column)
            for case in errors.failure_cases.itertuples()
            for column in (case.failure_case if isinstance(case.failure_case, dict) else {case.column: None})
        }
    return set()


def frame_of(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def test_the_columns_are_the_codes_in_their_order() -> None:
    assert isinstance(SCHEMA, pa.DataFrameSchema)
    assert SCHEMA.name == "gia-lai-2022"
    assert list(SCHEMA.columns) == [row.code for row in PRINTED]


def test_the_newest_edition_is_the_default() -> None:
    assert list(cchc_xlsx.schema().columns) == list(SCHEMA.columns)


def test_an_unknown_edition_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        cchc_xlsx.schema("gia-lai-1999")


def test_a_clean_frame_passes_and_comes_back_as_floats() -> None:
    frame = frame_of({"BM1.1": 9, "BM7.6.2": 89.23, "BM7.6.2.1": 130, "BM7.6.2.2": 116, "BM4.1.1a": 1})
    checked = SCHEMA.validate(frame, lazy=True)
    assert {str(kind) for kind in checked.dtypes} == {"float64"}
    assert checked.loc[0, "BM1.1"] == 9.0


def test_a_whole_frame_of_numbers_passes() -> None:
    """Every row of the form, NaN for what a unit does not report."""
    blank = {row.code: float("nan") for row in PRINTED}
    first = blank | {"BM3.1.4": 130, "BM3.1.4a": 130, "BM7.6.1": 100, "BM7.6.1.1": 6, "BM7.6.1.2": 6, "level": "so"}
    second = blank | {"BM7.2a": 15, "BM7.2b": 15, "BM7.5.1.3a": 15, "BM7.5.3.3a": 15, "level": "huyen"}
    assert failures(frame_of(first, second)) == set()


def test_text_is_coerced_to_numbers() -> None:
    checked = SCHEMA.validate(frame_of({"BM1.1": "9", "BM4.2.5": "11.63"}), lazy=True)
    assert checked.loc[0].to_dict() == {"BM1.1": 9.0, "BM4.2.5": 11.63}


def test_text_that_is_no_number_fails_in_its_column() -> None:
    with pytest.raises(SchemaErrors) as caught:
        SCHEMA.validate(frame_of({"BM1.1": "nine", "BM4.2.5": "11.63"}), lazy=True)
    assert "BM1.1" in set(caught.value.failure_cases["column"])
    assert "BM4.2.5" not in set(caught.value.failure_cases["column"])


def test_text_in_one_column_hides_no_failure_in_another() -> None:
    assert ("GT005", 0, "BM4.2.1") in failures(frame_of({"BM1.1": "nine", "BM4.2.1": -36}))


def test_missing_figures_are_nan_and_no_failure() -> None:
    assert failures(frame_of({"BM1.1": None, "BM7.6.2": float("nan"), "BM7.6.2.1": 130})) == set()


FAILURES = table("""
    | case                         | figures                                           | failure          |
    | a negative                   | BM4.2.1=-36                                       | GT005 0 BM4.2.1  |
    | a count with decimals        | BM3.3.1a=15.999                                   | GT004 0 BM3.3.1a |
    | a code that is not printed   | BM1.6.2=3                                         | GT009 0 BM1.6.2  |
    | another option's code        | BM4.1.1a=2                                        | LC004 0 BM4.1.1a |
    | a rate above 100             | BM4.2.5=1163                                      | GT010 0 BM4.2.5  |
    | money may have decimals      | BM6.1.1=15.5                                      |                  |
    | a rate above 100 that may be | BM6.1=120 BM6.1.1=100 BM6.1.2=120                 |                  |
    | a cut that is an increase    | BM4.1.5.4=-5                                      |                  |
    | a rate off its parts         | BM7.6.2=100 BM7.6.2.1=130 BM7.6.2.2=116           | TL001 0 BM7.6.2  |
    | a rate right                 | BM7.6.2=89.23 BM7.6.2.1=130 BM7.6.2.2=116         |                  |
    | a rate rounded               | BM7.6.2=89.2 BM7.6.2.1=130 BM7.6.2.2=116          |                  |
    | a part above its whole       | BM7.6.1=100 BM7.6.1.1=6 BM7.6.1.2=8               | TL002 0 BM7.6.1  |
    | a fraction                   | BM7.6.4=0.953 BM7.6.4.1=1000 BM7.6.4.2=953        | TL006 0 BM7.6.4  |
    | a total off its parts        | BM6.2.4=5 BM6.2.4.1=1 BM6.2.4.2=2 BM6.2.4.3=3     | TC001 0 BM6.2.4  |
    | a total below is a warning   | BM6.2.1=9 BM6.2.2=1 BM6.2.3=2 BM6.2.4=3 BM6.2.5=0 |                  |
    | above what contains it       | BM5.1.1=2 BM5.1.1a=1                              | KQ001 0 BM5.1.1  |
    | a warning fails nothing      | BM4.2.2=40 BM4.2.1=36                             |                  |
    | across forms is a warning    | BM7.6.1.1=6 BM7.6.2.1=130 BM3.1.4a=130            |                  |
    | conditions are warnings      | BM4.3.1=15 BM6.2.1=0                              |                  |
    | but for one                  | BM1.6=1 BM1.6.1=0                                 | DK003 0 BM1.6.1  |
    | a blank total fails nothing  | BM3.1.4a=130                                      |                  |
    | both options                 | BM4.1.1a=1 BM4.1.1b=2                             | LC001 0 BM4.1.1a |
""")  # fmt: skip


def figures_of(text: str) -> dict[str, object]:
    pairs = [part.partition("=") for part in text.split()]
    return {code: float(figure) for code, _, figure in pairs}


@pytest.mark.parametrize("row", FAILURES, ids=lambda row: row["case"])
def test_a_failure_case_names_rule_row_and_column(row: dict[str, str]) -> None:
    found = failures(frame_of({"level": "so", **figures_of(row["figures"])}))
    assert " ".join(f"{rule} {at} {column}" for rule, at, column in sorted(found)) == row["failure"]


def test_every_failure_is_told_with_its_own_row_index() -> None:
    right = {"BM7.6.2": 89.23, "BM7.6.2.1": 130.0, "BM7.6.2.2": 116.0}
    frame = frame_of(SEED | {"BM1.1": -1.0, "level": "so"}, right | {"BM1.1": 1.5, "level": "so"})
    frame.index = pd.Index([7, 9])
    assert failures(frame) == {("TL001", 7, "BM7.6.2"), ("GT005", 7, "BM1.1"), ("GT004", 9, "BM1.1")}


def test_the_level_decides_which_relations_hold() -> None:
    """A department's figures in a district's rows are no part of its totals."""
    totals = {"BM2.1": 5.0, "BM2.1.1": 2.0, "BM2.1.2": 2.0}
    assert ("TC001", 0, "BM2.1") in failures(frame_of({"level": "so", **totals}))


def test_without_a_level_every_relation_holds() -> None:
    assert failures(frame_of(SEED)) == {("TL001", 0, "BM7.6.2")}


def test_a_frame_without_some_columns_passes() -> None:
    assert failures(frame_of({"BM1.1": 9.0})) == set()


def test_a_code_is_held_to_its_own_row_whatever_other_columns_there_are() -> None:
    assert failures(frame_of({"BM7.5.1.1": 2})) == set()
    assert {column for _, _, column in failures(frame_of({"BM7.5.1.1": 0}))} == {"BM7.5.1.1"}


def test_validation_leaves_the_frame_alone() -> None:
    frame = frame_of({"BM1.1": "9"})
    SCHEMA.validate(frame, lazy=True)
    assert frame.loc[0, "BM1.1"] == "9"


@pytest.mark.parametrize("ratio", guidance.RATIOS, ids=lambda ratio: ratio.rate)
def test_every_rate_is_held_to_its_parts(ratio: guidance.Ratio) -> None:
    level = "huyen" if ratio.rate.startswith(("BM3.3.2", "BM3.3.3", "BM7.7", "BM7.8")) else "so"
    wrong = {"level": level, ratio.rate: 50.0, ratio.part: 116.0, ratio.whole: 130.0}
    right = {"level": level, ratio.rate: 89.2, ratio.part: 116.0, ratio.whole: 130.0}
    assert failures(frame_of(wrong, right)) == {("TL001", 0, ratio.rate)}
