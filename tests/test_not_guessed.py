"""What nobody could be sure of is not read: it is said, with form, row and why, in the officer's words."""

from __future__ import annotations

import base64
import io
from collections.abc import Collection
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from dialects.answers import misread
from dialects.draft import Change, Draft, Part, Sheet, chain, each_row
from dialects.grid import places, save
from dialects.senders import ROSTER, SENDERS, usual
from dialects.traps import (
    A_TENTH_MORE,
    DISBURSED,
    NEXT_YEAR,
    PAYROLL,
    PROCEDURES,
    SCORES,
    TWO_COLUMNS_WITHOUT_HEAD,
    again,
    deleted,
    labels_swapped,
    moved_down,
    moved_to,
    moved_under,
    only,
    relabelled,
    renumbered,
    retyped,
    reworded,
    rows_swapped,
    second_half,
    two_columns,
    unfilled,
    value_head,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import EDITION, received, table
from xlsxwriter import Workbook

from cchc_xlsx.model import Code, Finding, Invalid, Kind, LevelId, Outcome, Severity
from cchc_xlsx.pipeline import check
from cchc_xlsx.reports.words import Lang, reason, sentence

FORMS = [form.number for form in EDITION.forms]
FORM_OF_SENDER = list(zip(FORMS, cycle(SENDERS), strict=False))


def sent(draft: Draft, folder: Path) -> Outcome:
    """What the pipeline makes of the draft."""
    return check([str(path) for path in save(draft, folder)], EDITION, ROSTER, jobs=0)


class Said(NamedTuple):
    """An error or warning as the officer reads it, with the indicators it names."""

    rule: str
    form: int | None
    words: str
    codes: frozenset[str]


def told(outcome: Outcome, *rules: str) -> list[Said]:
    """Errors and warnings; where rules are given, those by them."""
    worse = [one for one in outcome.all_findings if one.severity is not Severity.INFO]
    return [_told(one, outcome) for one in worse if not rules or one.rule in rules]


def _told(finding: Finding, outcome: Outcome) -> Said:
    named = {point.code for point in finding.related} | ({finding.at.code} if finding.at else set())
    return Said(
        finding.rule, finding.form, sentence(finding, EDITION, Lang.VI, _level(outcome)), frozenset(map(str, named))
    )


def _level(outcome: Outcome) -> LevelId | None:
    return next((one.submission.identity.level for one in outcome.checked), None)


every_sender = pytest.mark.parametrize("sender", SENDERS)


def due(draft: Draft) -> frozenset[str]:
    return frozenset(map(str, EDITION.due(LevelId(draft.level))))


# --- rows that are not the form's -----------------------------------------------------------------


def assert_not_found(draft: Draft, folder: Path, codes: Collection[str]) -> None:
    """All other rows are read exactly; those of ``codes`` that are due are named as not found, a finding a form."""
    outcome = sent(draft, folder)
    assert misread(draft, outcome.received) == []
    missing = {code for code in codes if code in due(draft)}
    assert {code for one in told(outcome, "TN003") for code in one.codes} == missing
    for one in told(outcome, "TN003"):
        assert f"Biểu mẫu {one.form}: không tìm thấy {len(one.codes)} dòng phải báo" in one.words
        assert len(one.codes) > 11 or all(code in one.words for code in one.codes)
    assert {one.rule for one in told(outcome)} <= {"TN003"}


def every_tenth(first: int) -> set[str]:
    """Every tenth row from one on, no option of a pair and no heading."""
    plain = [code for code, row in EDITION.indicators.items() if row.kind not in (Kind.OPTION, Kind.HEADING)]
    return {str(code) for code in plain[first::10]}


@every_sender
@pytest.mark.parametrize("start", range(0, 10, 3))
def test_of_another_years_forms_the_same_rows_are_read_and_the_others_named(
    tmp_path: Path, sender: str, start: int
) -> None:
    """A tenth of the rows is reworded, another tenth has other numbers."""
    others, numbers = every_tenth(start), every_tenth((start + 5) % 10)
    draft = chain(renumbered(numbers), reworded(others))(usual(SENDERS[sender]))
    assert_not_found(draft, tmp_path, others)


@every_sender
def test_the_rows_of_half_a_form_are_read_and_the_others_named(tmp_path: Path, sender: str) -> None:
    usually = usual(SENDERS[sender])
    gone = {code for sheet in usually.forms for table in sheet.tables for code in second_half(table)}
    outcome = sent(deleted(second_half)(usually), tmp_path)
    assert misread(deleted(second_half)(usually), outcome.received) == []
    assert [one.form for one in told(outcome, "TN003")] == FORMS
    assert {code for one in told(outcome, "TN003") for code in one.codes} == gone & due(usually)


# The label of one row, altered in the word that matters: another thing is counted.
OTHER_MEANING = {
    "BM1.5.2": "Số nhiệm vụ chưa hoàn thành đúng hạn",
    "BM1.3.3.2": "Số vấn đề phát hiện chưa xử lý xong",
    "BM1.6.1": "Số lượng phiếu không hợp lệ",
    "BM2.3.1": "Số VBQPPL chưa rà soát thuộc thẩm quyền",
    "BM3.2.1": "Số TTHC không liên thông cùng cấp",
    "BM4.2.2": "Tổng số biên chế còn thiếu tại thời điểm báo cáo",
    "BM4.3.3": "Số người đã tuyển mới trong kỳ báo cáo",
    "BM5.4.3": "Số lãnh đạo cấp phòng thuộc sở, ngành và UBND cấp huyện được khen thưởng.",
    "BM6.1.2": "Chưa thực hiện",
    "BM6.2.4.1": "Số ĐVSN tự bảo đảm từ 50% - dưới 70% chi thường xuyên",
    "BM6.2.5": "Số ĐVSN không do Nhà nước bảo đảm chi thường xuyên",
}


@every_sender
@pytest.mark.parametrize("code", OTHER_MEANING)
def test_a_row_whose_label_says_something_else_is_not_found(tmp_path: Path, sender: str, code: str) -> None:
    draft = relabelled({code: OTHER_MEANING[code]})(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    assert misread(draft, outcome.received) == []
    [finding] = told(outcome, "TN003")
    assert (finding.form, finding.codes) == (int(code[2]), frozenset({code}))
    assert code in finding.words


OTHER_WORDS = sorted({word for label in NEXT_YEAR for word in label.split()})
FIGURED = [row.code for row in usual(SENDERS["huyện"]) if row.meaning is not None]


@settings(max_examples=30)
@given(st.sampled_from(FIGURED), st.lists(st.sampled_from(OTHER_WORDS), min_size=3, max_size=12))
def test_a_label_of_other_words_is_no_indicators(
    tmp_path_factory: pytest.TempPathFactory, code: str, words: list[str]
) -> None:
    draft = relabelled({code: " ".join(words)})(usual(SENDERS["huyện"]))
    [path] = save(draft, tmp_path_factory.mktemp("label"))
    assert misread(draft, [received(path, ROSTER)]) == []


# Rows of one level and one unit of measure whose labels differ in a word.
ALIKE = [("BM1.5.2", "BM1.5.3"), ("BM3.1.2", "BM3.1.3"), ("BM6.2.2", "BM6.2.3"), ("BM4.2.1", "BM4.2.2")]
ALIKE_OF = {
    "sở": [*ALIKE, ("BM7.6.1.1", "BM7.6.2.1"), ("BM7.6.1.3", "BM7.6.2.3")],
    "huyện": [*ALIKE[:1], *ALIKE[2:], ("BM3.1.4b", "BM3.1.4c"), ("BM7.7.1.1", "BM7.7.2.1"), ("BM7.8.1.2", "BM7.8.2.2")],
}
PAIRS = [(sender, *pair) for sender, pairs in ALIKE_OF.items() for pair in pairs]


@pytest.mark.parametrize(("sender", "one", "other"), PAIRS)
def test_rows_that_have_each_others_labels_are_not_found(tmp_path: Path, sender: str, one: str, other: str) -> None:
    draft = labels_swapped(one, other)(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    assert misread(draft, outcome.received) == []
    assert {one, other} <= {code for said in told(outcome, "TN003") for code in said.codes}


@pytest.mark.parametrize(("sender", "one", "other"), PAIRS)
def test_rows_that_changed_places_keep_their_figures_or_are_named(
    tmp_path: Path, sender: str, one: str, other: str
) -> None:
    draft = rows_swapped(one, other)(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    wrong = misread(draft, outcome.received)
    assert [line for line in wrong if not line.endswith("read as nothing")] == []
    missing = {line.partition(":")[0] for line in wrong}
    assert missing <= {one, other}
    assert missing == {code for said in told(outcome, "TN003") for code in said.codes}


@pytest.mark.parametrize(("form", "sender"), FORM_OF_SENDER)
def test_labels_a_row_below_their_numbers_are_not_put_right(tmp_path: Path, sender: str, form: int) -> None:
    draft = only(form, moved_down(Part.LABEL))(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    assert misread(draft, outcome.received) == []
    assert form in {one.form for one in told(outcome, "TN003", "TN004")}


@pytest.mark.parametrize(("form", "sender"), FORM_OF_SENDER)
def test_figures_a_row_below_their_labels_are_not_put_right(tmp_path: Path, sender: str, form: int) -> None:
    """They are read where they stand, and what cannot be true there is said."""
    usually = usual(SENDERS[sender])
    at = {code: place for code, place in places(usually).items() if int(code[2]) == form}
    outcome = sent(only(form, moved_down(Part.VALUE))(usually), tmp_path)
    [checked] = outcome.checked
    read = {code: one for code, one in checked.submission.readings.items() if int(code[2]) == form}
    assert {code: one.cell.ref for code, one in read.items()} == {Code(c): at[c].ref for c in at if Code(c) in read}
    assert any(one.form == form for one in told(outcome))


# --- figures that cannot be read ------------------------------------------------------------------

# What Excel or a typist makes of a figure, in rows due to both levels; the rule and what the cell probably should say.
NOT_READ = table("""
    | row     | typed           | rule  | probably |
    | BM1.1   | 15.999          | GT004 | 15.999   |
    | BM1.1   | date 2022-02-01 | GT002 |          |
    | BM1.1   | 12 {d-mmm}      | GT002 | 12       |
    | BM1.1   | TRUE            | GT003 |          |
    | BM1.1   | #REF!           | GT006 |          |
    | BM1.1   | =               | GT007 |          |
    | BM1.1   | -5              | GT005 |          |
    | BM1.1   | '1+2            | GT016 | 3        |
    | BM1.1   | '12 13          | GT016 |          |
    | BM1.1   | 12%             | GT014 |          |
    | BM6.1.1 | '5.000.000 đồng | GT014 | 5        |
    | BM6.1.1 | '8,356 tỷ       | GT014 | 8.356    |
    | BM4.2.5 | 1163            | GT010 | 11,63    |
    | BM4.2.5 | '89 hồ sơ       | GT014 |          |
    | BM1.6.2 | 3               | GT009 |          |
    | BM1.6.2 | 'Có             | GT009 |          |
""")  # fmt: skip


@every_sender
@pytest.mark.parametrize("row", NOT_READ, ids=lambda row: f"{row['row']}: {row['typed']}")
def test_a_figure_that_cannot_be_read_is_told_at_its_cell(tmp_path: Path, row: dict[str, str], sender: str) -> None:
    draft = retyped(row["row"], row["typed"])(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    [finding] = [one for one in told(outcome) if row["row"] in one.codes and one.rule.startswith("GT")]
    assert finding.rule == row["rule"]
    assert f"Biểu mẫu {finding.form}, ô {places(draft)[row['row']].ref}" in finding.words
    assert row["probably"] in finding.words
    assert isinstance(outcome.checked[0].submission.readings[Code(row["row"])], Invalid)


# --- forms that cannot be read as a whole ---------------------------------------------------------


class Trap(NamedTuple):
    """What is done to a form, and what is said of it: the rule and words of the sentence."""

    about: str
    change: Change
    rules: tuple[str, ...]
    words: tuple[str, ...]


TRAPS = (
    Trap("empty", each_row(unfilled), ("TN002",), ("chưa ghi số nào",)),
    Trap("filled in the note column", moved_to(Part.NOTE), ("TN005",), ("cột E", "không được đọc")),
    Trap("filled in under the period before", moved_under("Kỳ trước"), ("TN005",), ("cột D", "không được đọc")),
    Trap("filled in under the plan", moved_under("Kế hoạch"), ("TN005",), ("cột D", "không được đọc")),
    Trap("filled in under another year", moved_under("Năm 2021"), ("TN005",), ("cột D", "không được đọc")),
    Trap("only the period before", value_head("Kỳ trước"), ("TN005", "TN006"), ("cột D",)),
    Trap("only another year", value_head("Năm 2021"), ("TN005", "TN006"), ("cột D",)),
    Trap("two columns, one head", two_columns("Số liệu", "Số liệu"), ("TN006",), ("cột D, E", "không đọc")),
    Trap("two columns, numbered", two_columns("Số liệu 1", "Số liệu 2"), ("TN006",), ("cột D, E", "không đọc")),
    Trap("two columns, times", two_columns("Lần 1", "Lần 2"), ("TN006",), ("cột D, E", "không đọc")),
    Trap("two columns, two words", two_columns("Kết quả", "Thực hiện"), ("TN006",), ("cột D, E", "không đọc")),
    Trap("two columns, no words", two_columns("", ""), ("TN006",), ("cột D, E", "không đọc")),
    Trap("two columns, no head", TWO_COLUMNS_WITHOUT_HEAD, ("TN006",), ("cột D, E", "không đọc")),
    Trap("two columns, other periods", two_columns("Quý I", "Quý III"), ("TN006", "TN005"), ("cột D, E",)),
    Trap("two columns, other years", two_columns("Năm 2020", "Năm 2021"), ("TN006", "TN005"), ("cột D, E",)),
)  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.about)
@pytest.mark.parametrize(("form", "sender"), [(3, "sở"), (6, "huyện")])
def test_a_form_that_cannot_be_read_is_told_once(tmp_path: Path, trap: Trap, sender: str, form: int) -> None:
    draft = only(form, trap.change)(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    assert misread(draft, outcome.received) == []
    [finding] = [one for one in told(outcome) if one.form == form]
    assert finding.rule in trap.rules
    assert f"Biểu mẫu {form}" in finding.words
    assert all(words in finding.words for words in trap.words), finding.words
    assert form in {table.form for file in outcome.received for table in file.tables}


@every_sender
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.about)
def test_of_forms_that_cannot_be_read_each_is_told_once(tmp_path: Path, trap: Trap, sender: str) -> None:
    draft = trap.change(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    assert misread(draft, outcome.received) == []
    assert [one.form for one in told(outcome)] == FORMS


@every_sender
@pytest.mark.parametrize("hidden", [False, True], ids=["shown", "hidden"])
def test_a_form_that_stands_twice_with_different_figures_is_told_with_both_sheets(
    tmp_path: Path, sender: str, hidden: bool
) -> None:
    draft = again(6, "Năm 2021", A_TENTH_MORE, hidden)(usual(SENDERS[sender]))
    outcome = sent(draft, tmp_path)
    assert misread(draft, outcome.received) == []
    [finding] = [one for one in told(outcome) if one.form == 6]
    assert finding.rule == "TN007"
    assert "Biểu mẫu 6, Năm 2021" in finding.words


# --- workbooks that are no forms ------------------------------------------------------------------


@pytest.mark.parametrize("sheet", [PAYROLL, SCORES, DISBURSED, PROCEDURES], ids=lambda sheet: sheet.name)
def test_a_table_of_another_subject_is_no_form(tmp_path: Path, sheet: Sheet) -> None:
    draft = Draft((sheet,), "syt", "so", "2022Y")
    [one] = sent(draft, tmp_path).left_out
    assert one.status == "not-a-form"
    assert "Không có bảng nào giống biểu mẫu báo cáo CCHC" in reason(one.why, one.detail, Lang.VI)


@every_sender
@pytest.mark.parametrize("sheet", [PAYROLL, SCORES, DISBURSED, PROCEDURES], ids=lambda sheet: sheet.name)
def test_a_table_of_another_subject_beside_the_forms_changes_nothing(tmp_path: Path, sheet: Sheet, sender: str) -> None:
    usually = usual(SENDERS[sender])
    draft = Draft((sheet, *usually.sheets), usually.unit, usually.level, usually.period)
    outcome = sent(draft, tmp_path)
    assert misread(draft, outcome.received) == []
    assert outcome.all_findings == ()


ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_a_picture_of_the_forms_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "ảnh chụp.xlsx"
    with Workbook(path) as workbook:
        workbook.add_worksheet().insert_image("A1", "form.png", {"image_data": io.BytesIO(ONE_PIXEL)})
    [one] = check([str(path)], EDITION, ROSTER, jobs=0).left_out
    assert one.status == "unreadable"
    assert "không có ô nào ghi dữ liệu" in reason(one.why, one.detail, Lang.VI)
