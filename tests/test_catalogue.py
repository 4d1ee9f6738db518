"""The catalogue of 2022 against the printed form and the guidance, both typed independently; faulty editions stop."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import guidance
import pytest
from tables import EDITION, PRINTED, Printed

from cchc_xlsx.catalogue import CatalogueError, editions, load_edition, read_edition
from cchc_xlsx.catalogue import relations as kinds
from cchc_xlsx.model import Code, Kind, LevelId

BUNDLED = Path(load_edition.__wrapped__.__code__.co_filename).parent / "editions" / "gia-lai-2022"
ROWS = list(EDITION.indicators.values())


def codes_of(**wanted: object) -> set[str]:
    return {row.code for row in ROWS if all(getattr(row, name) == value for name, value in wanted.items())}


def test_the_rows_are_those_of_the_printed_form_in_its_order() -> None:
    assert [row.code for row in PRINTED] == list(EDITION.codes)
    assert [len(EDITION.rows(form.number)) for form in EDITION.forms] == [28, 14, 25, 25, 18, 13, 77]


@pytest.mark.parametrize("printed", PRINTED, ids=lambda row: row.code)
def test_a_row_is_recognised_as_it_is_printed(printed: Printed) -> None:
    row = EDITION.indicators[Code(printed.code)]
    notes = {reporter.id: reporter.note for reporter in EDITION.reporters}
    note = notes[row.note_of] if row.note_of else ""
    mine = (row.form, row.printed_stt, row.printed_label, row.printed_measure, note)
    assert mine == (printed.form, printed.stt, printed.label, printed.unit, printed.note)


def test_only_the_known_defects_of_the_printed_form_are_corrected() -> None:
    changed = {
        row.code: [
            name for name in ("stt", "label", "measure") if getattr(row, name) != getattr(row, f"printed_{name}")
        ]
        for row in ROWS
    }
    dots = {row.code for row in ROWS if re.match(r"BM7\.[678]", row.code)} - {"BM7.6"}
    expected = {code: ["stt"] for code in dots | {"BM3.3.4a", "BM3.3.4b"}}
    expected |= {"BM3.1": ["label"], "BM7.8.4": ["stt", "label"]}
    expected |= {code: ["measure"] for code in ("BM1.4.1", "BM4.1.2", "BM7.5.2", "BM5.4")}
    assert {code: names for code, names in changed.items() if names} == expected


def test_what_we_print_is_right() -> None:
    ours = EDITION.indicators
    assert ours[Code("BM3.1")].label == "Thống kê TTHC"
    assert "trực tuyến mức độ 3 và 4" in ours[Code("BM7.8.4")].label
    assert ours[Code("BM7.7.3.1")].stt == "7.3.1."
    assert [ours[Code(code)].measure for code in ("BM4.1.2", "BM7.5.2", "BM5.4")] == ["", "", "Người"]
    assert ours[Code("BM1.4.1")].kind is Kind.COUNT
    assert ours[Code("BM1.4.1")].measure != "%"


def test_kinds() -> None:
    assert Counter(row.kind.value for row in ROWS) == guidance.KIND_COUNTS
    for kind, codes in {
        Kind.MONEY: guidance.MONEY,
        Kind.CODE: guidance.CODES,
        Kind.OPTION: guidance.OPTIONS,
        Kind.PERCENT: guidance.PERCENTS,
        Kind.HEADING: guidance.HEADINGS,
    }.items():
        assert codes_of(kind=kind) == set(codes)


@pytest.mark.parametrize(
    ("code", "meanings"),
    [
        ("BM1.6", {1: "Có", 0: "Không"}),
        ("BM1.6.2", {0: "Trực tuyến", 1: "Phát phiếu", 2: "Kết hợp"}),
        ("BM1.7", {0: "Không", 1: "Có"}),
        ("BM4.1.1a", {1: "Hoàn thành"}),
        ("BM4.1.2b", {2: "Chưa hoàn thành"}),
        ("BM7.1", {0: "Chưa", 1: "Hoàn thành"}),
        ("BM7.4", {0: "Chưa", 1: "Đang làm", 2: "Hoàn thành"}),
        ("BM7.5.3.2", {1: "Đã kết nối", 2: "Chưa kết nối"}),
        ("BM1.1", {}),
    ],
)
def test_codes_mean_what_is_printed(code: str, meanings: dict[int, str]) -> None:
    assert EDITION.indicators[Code(code)].meanings == meanings


def test_who_reports_is_inherited_from_the_row_above() -> None:
    assert Counter(row.reporter for row in ROWS) == guidance.LEVEL_COUNTS
    inherited = {"BM4.1.1a": "so", "BM7.2a": "huyen", "BM7.6.1.1": "so", "BM7.8.5.2": "huyen", "BM7.5.1.3b": "huyen"}
    assert {code: EDITION.indicators[Code(code)].reporter for code in inherited} == inherited
    assert codes_of(reporter="consolidator") == {"BM1.4", "BM1.4.1", "BM1.4.2"}
    assert codes_of(reporter="nobody") == {"BM4.1.3", "BM4.1.5.1", "BM5.4.1", "BM7.1", "BM7.3", "BM7.4"}


@pytest.mark.parametrize("level", ["so", "huyen"])
def test_rows_due_count_an_option_pair_once(level: str) -> None:
    due = EDITION.due(LevelId(level))
    assert not due & set(guidance.HEADINGS)
    assert not due & set(guidance.OWN)
    assert len(due - {code for code in guidance.OPTIONS if code.endswith("b")}) == guidance.DUE[level]


def test_section_headings_between_rows_have_no_parent_and_no_children() -> None:
    for code in ("BM1.5a", "BM1.5.4a"):
        assert EDITION.indicators[Code(code)].parent is None
        assert not codes_of(parent=code)
    assert EDITION.indicators[Code("BM1.5.5")].parent == "BM1.5"


def test_natures() -> None:
    named = {
        "flow": guidance.FLOW,
        "plan": guidance.PLAN,
        "cumulative": guidance.CUMULATIVE,
        "since-2015": guidance.SINCE_2015,
        "none": guidance.HEADINGS,
    }
    assert {nature: codes_of(nature=nature) for nature in named} == {name: set(codes) for name, codes in named.items()}
    assert codes_of(nature="stock") == set(EDITION.codes) - {code for codes in named.values() for code in codes}


def test_policies() -> None:
    """Own wins over every other policy; what is not named sums up."""
    own = set(guidance.OWN)
    named = {
        "own": own,
        "total": set(guidance.TOTALS_SUMMED),
        "ratio": {ratio.rate for ratio in guidance.RATIOS},
        "tally": {*guidance.CODES, *guidance.OPTIONS} - own,
        "shared": set(guidance.SHARED),
        "list": set(guidance.LISTED),
        "none": set(guidance.HEADINGS),
    }
    assert {policy: codes_of(policy=policy) for policy in named} == named
    assert codes_of(policy="sum") == set(EDITION.codes) - {code for codes in named.values() for code in codes}
    assert codes_of(shared_over="huyen") == set(guidance.SHARED)


def test_periods() -> None:
    assert [(one.id, one.opens, one.closes) for one in EDITION.periods] == [
        ("Q1", "15/12", "14/3"),
        ("H1", "15/12", "14/6"),
        ("Q3", "15/6", "14/9"),
        ("Y", "15/12", "14/12"),
    ]
    assert {one.id: one.contains for one in EDITION.periods if one.contains} == {"H1": ("Q1",), "Y": ("H1", "Q3")}


def declared(kind: type[kinds.Relation]) -> dict[str, tuple[str, str | None]]:
    return {one.statement: (one.severity.value, one.level) for one in EDITION.of_kind(kind)}


def test_ratios() -> None:
    mine = {(one.statement, one.over.value, one.level) for one in EDITION.of_kind(kinds.Ratio)}
    assert mine == {(one.statement, one.over, None) for one in guidance.RATIOS}
    assert EDITION.may_exceed == set(guidance.MAY_EXCEED_100)


def test_totals() -> None:
    mine = {(one.statement, one.under.value, one.level) for one in EDITION.of_kind(kinds.Total)}
    assert mine == {(one.statement, one.under, None) for one in guidance.TOTALS}


def test_at_most() -> None:
    mine = {
        (one.statement, one.severity.value, one.across, one.level)
        for one in EDITION.of_kind(kinds.AtMost)
        if not one.flipped
    }
    named = [*guidance.AT_MOST, *guidance.AT_MOST_ACROSS]
    assert mine == {(one.statement, one.severity, one.across, None) for one in named}


def test_conditions_and_equal_figures() -> None:
    assert declared(kinds.Implies) == guidance.CONDITIONS
    assert declared(kinds.Equal) == guidance.EQUALS
    flipped = {one.statement: (one.severity.value, one.level) for one in EDITION.of_kind(kinds.AtMost) if one.flipped}
    assert declared(kinds.Together) | flipped == guidance.ONLINE


def test_what_is_for_the_record() -> None:
    record = (kinds.Option, kinds.Cumulative, kinds.Repeats, kinds.Signed)
    mine = {statement: said for kind in record for statement, said in declared(kind).items()}
    assert mine == guidance.FOR_THE_RECORD


def test_idle_rows() -> None:
    headings = set(guidance.HEADINGS)
    mine = {(one.when.words(str), one.level): {*one.rows} - headings for one in EDITION.of_kind(kinds.Idle)}
    assert mine == guidance.IDLE


def test_no_other_relation_is_declared() -> None:
    named = (
        len(guidance.RATIOS) + len(guidance.TOTALS) + len(guidance.AT_MOST) + len(guidance.AT_MOST_ACROSS)
        + len(guidance.CONDITIONS) + len(guidance.EQUALS) + len(guidance.ONLINE) + len(guidance.FOR_THE_RECORD)
        + len(guidance.IDLE)
    )  # fmt: skip
    assert len(EDITION.relations) == named


def test_an_unknown_edition_is_a_key_error() -> None:
    assert "gia-lai-2022" in editions()
    with pytest.raises(KeyError):
        load_edition("gia-lai-1999")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLED, tmp_path / "ban-sao"))


def test_an_undamaged_copy_loads(folder: Path) -> None:
    assert read_edition(folder).codes == EDITION.codes


DAMAGE = [
    # case, file, the text replaced, what replaces it, what the message says
    ("unknown code", "relations.txt", "BM5.1.1 <= BM5.1.1a", "BM5.1.1 <= BM5.1.9", "BM5.1.9"),
    ("unknown code in a family", "relations.txt", "s = 6 7 8 ; k = 1 2 3 4 5", "s = 6 7 9 ; k = 1 2 3 4 5", "BM7.9.1"),
    ("unreadable line", "relations.txt", "BM5.1.2 <= BM5.1.2a", "BM5.1.2 is below BM5.1.2a", "BM5.1.2"),
    ("unreadable condition", "relations.txt", "BM4.3.1 > 0 -> BM6.2.1 > 0", "BM4.3.1 -> BM6.2.1 > 0", "BM4.3.1"),
    ("unknown kind", "relations.txt", "option      BM4.1.1a", "choice      BM4.1.1a", "choice"),
    ("unknown option", "relations.txt", "; under: warning", "; under: perhaps", "perhaps"),
    ("option of another kind", "relations.txt", "BM5.1.1a\n", "BM5.1.1a ; over: warning\n", "over: warning"),
    ("unbound {s}", "relations.txt", "BM7.{s}.1.2 + BM7.{s}.2.2       ; s = 6 7 8", "BM7.{s}.1.2 + BM7.{s}.2.2", "s"),
    ("value missing in a family", "relations.txt", "; s t = 6 a, 7 b, 8 c", "; s t = 6 a, 7, 8 c", "s t"),
    ("star over nothing", "relations.txt", "BM6.2.4.*", "BM6.9.*", "BM6.9"),
    ("duplicate code", "indicators.csv", "\nBM1.2.2,", "\nBM1.2.1,", "BM1.2.1"),
    ("no code", "indicators.csv", "\nBM1.2.2,", "\nBM1-2.2,", "BM1-2.2"),
    ("parent not above", "indicators.csv", "\nBM1.2.2,", "\nBM1.9.2,", "BM1.9"),
    ("unknown kind of row", "indicators.csv", "%,percent,,stock", "%,percentage,,stock", "percentage"),
    ("unknown reporter", "indicators.csv", "count,so,flow,sum", "count,xa,flow,sum", "xa"),
    ("unknown nature", "indicators.csv", "Nhiệm vụ,count,,plan,sum", "Nhiệm vụ,count,,planned,sum", "planned"),
    ("row without policy", "indicators.csv", "Nhiệm vụ,count,,plan,sum", "Nhiệm vụ,count,,plan,none", "none"),
    ("blank policy", "indicators.csv", "Nhiệm vụ,count,,plan,sum", "Nhiệm vụ,count,,plan,", "Policy"),
    ("unknown policy", "indicators.csv", "Nhiệm vụ,count,,plan,sum", "Nhiệm vụ,count,,plan,mean", "mean"),
    ("a heading that sums", "indicators.csv", "heading,,none,none", "heading,,none,sum", "BM1.3"),
    ("shared over nobody", "indicators.csv", "shared huyen", "shared", "BM3.1.1"),
    ("shared over an unknown level", "indicators.csv", "shared huyen", "shared xa", "BM3.1.1"),
    ("rate without parts", "indicators.csv", "%,percent,,stock,own", "%,percent,,stock,ratio", "BM1.4.2"),
    ("total without parts", "indicators.csv", "Số lượng,count,,flow,sum", "Số lượng,count,,flow,total", "BM1.6.1"),
    ("code row that prints no code", "indicators.csv", "Không = 0 Có = 1", "Không hoặc có", "BM1.7"),
    ("other columns", "indicators.csv", "code,stt,", "ma,stt,", "code"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "says"), [case[1:] for case in DAMAGE], ids=[case[0] for case in DAMAGE]
)
def test_a_faulty_edition_stops_the_load_with_file_and_line(
    folder: Path, name: str, old: str, new: str, says: str
) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1 + old.startswith("\n")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(says)) as caught:
        read_edition(folder)
    assert f"{name}:{line}:" in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("total BM7.6.1.2 = BM7.6.3.1 + BM7.6.2.3", id="a figure depends on itself"),
        pytest.param("at-most BM5.1.1 <= BM5.1.1a", id="a relation twice"),
        pytest.param("ratio BM1.2 = 100 * BM1.3.3.2 / BM1.3.3.1", id="a rate defined twice"),
        pytest.param("total BM2.1 = BM2.1.1 + BM2.1.2", id="a total defined twice"),
    ],
)
def test_relations_that_contradict_each_other_stop_the_load(folder: Path, line: str) -> None:
    path = folder / "relations.txt"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"relations\.txt:\d+: "):
        read_edition(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("edition.toml", 'id = "gia-lai-2022"', 'id = "gia-lai-2022'),
        ("edition.toml", 'province = "Gia Lai"', 'tinh = "Gia Lai"'),
        ("edition.toml", "number = 7", "number = 8"),
    ],
)
def test_a_faulty_head_stops_the_load(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"(edition\.toml|indicators\.csv):\d+: "):
        read_edition(folder)


def test_a_new_edition_is_a_new_folder(folder: Path) -> None:
    """Another year: another unit of measure and a relation less, and no code."""
    rows = folder / "indicators.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("PAKN,count", "Ý kiến,count"), encoding="utf-8")
    relations = folder / "relations.txt"
    kept = [line for line in relations.read_text(encoding="utf-8").splitlines() if "BM4.2.2 <= BM4.2.1" not in line]
    relations.write_text("\n".join(kept), encoding="utf-8")
    other = read_edition(folder)
    assert other.indicators[Code("BM3.3.4a")].measure == "Ý kiến"
    assert len(other.relations) == len(EDITION.relations) - 1
