"""Values as people type them: what each kind of row reads for certain, and what it suggests for the rest."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tables import EDITION, READER, content_of, every, reading_of, submission_of, table

from cchc_xlsx.checks import check_submissions
from cchc_xlsx.intake.grid import Content
from cchc_xlsx.model import Blank, Cell, Checked, Code, Invalid, Kind, Nil, NotApplicable, Number, Severity

ROW_OF = {"count": "BM3.3.1a", "money": "BM6.1.1", "percent": "BM4.2.5", "code": "BM1.6", "option": "BM4.1.1a"}
"""A row of each kind: Hồ sơ; Triệu đồng; %; "Có = 1; Không = 0"; "Hoàn thành = 1"."""

# ``?`` invalid (``?=15999`` with that suggestion, ``?GT002`` by that rule), ``95.3+GT012`` a value and a remark,
# ``nil``, ``n/a``, ``blank``; ``.`` where the guidance says nothing.
TYPED = table("""
    | typed                   | count     | money        | percent    | code      | option    |
    | '15.999                 | 15999     | 15999        | ?          | ?         | ?         |
    | '1.234.567              | 1234567   | 1234567      | ?          | ?         | ?         |
    | '15 999                 | 15999     | 15999        | ?          | ?         | ?         |
    | '15\u00a0999            | 15999     | 15999        | ?          | ?         | ?         |
    | '15\u2009999            | 15999     | 15999        | ?          | ?         | ?         |
    | '15\u202f999            | 15999     | 15999        | ?          | ?         | ?         |
    | '1\u2007234\u2007567    | 1234567   | 1234567      | ?          | ?         | ?         |
    | '1,234,567              | 1234567   | 1234567      | ?          | ?         | ?         |
    | '09                     | 9         | 9            | 9          | ?         | ?         |
    | '01                     | 1         | 1            | 1          | 1         | 1         |
    | '１                      | 1         | 1            | 1          | 1         | 1         |
    | '１５．９９９                 | 15999     | 15999        | ?          | ?         | ?         |
    | '01 (một)               | 1         | 1            | 1          | 1         | 1         |
    | '05 (năm)               | 5         | 5            | 5          | ?         | ?         |
    | '15 (mười lăm)          | 15        | 15           | 15         | ?         | ?         |
    | '05 (sáu)               | ?         | ?            | ?          | ?         | ?         |
    | ''1                     | 1         | 1            | 1          | 1         | 1         |
    | '  1                    | 1         | 1            | 1          | 1         | 1         |
    | '1500 hồ sơ             | 1500      | ?            | ?          | ?         | ?         |
    | '1.500 HỒ SƠ            | 1500      | ?            | ?          | ?         | ?         |
    | '15 999 hồ sơ           | 15999     | ?            | ?          | ?         | ?         |
    | '1.500 triệu đồng       | ?         | 1500         | ?          | ?         | ?         |
    | '1.500,5 triệu đồng     | ?         | 1500.5       | ?          | ?         | ?         |
    | '1.500 tr.đ             | ?         | 1500         | ?          | ?         | ?         |
    | '11,63                  | ?         | 11.63        | 11.63      | ?         | ?         |
    | '１１，６３                  | ?         | 11.63        | 11.63      | ?         | ?         |
    | '8.356,25               | ?         | 8356.25      | ?          | ?         | ?         |
    | '95.3                   | ?         | ?            | 95.3+GT012 | ?         | ?         |
    | '95.30                  | ?         | ?            | 95.3+GT012 | ?         | ?         |
    | '15,999                 | ?=15999   | 15.999+GT013 | ?          | .         | .         |
    | '100%                   | ?         | ?            | 100        | ?         | ?         |
    | '4,7 %                  | ?         | ?            | 4.7        | ?         | ?         |
    | '４，７％                   | ?         | ?            | 4.7        | ?         | ?         |
    | 95.3%                   | ?         | ?            | 95.3       | ?         | ?         |
    | 100%                    | ?         | ?            | 100        | ?         | ?         |
    | 15.999                  | ?=15999   | 15.999       | 15.999     | ?         | ?         |
    | 15.9995                 | ?         | 15.9995      | 15.9995    | ?         | ?         |
    | 1163                    | 1163      | 1163         | ?=11.63    | ?         | ?         |
    | '-                      | nil       | nil          | nil        | 0         | nil       |
    | '–                      | nil       | nil          | nil        | 0         | nil       |
    | 'không                  | nil       | nil          | nil        | 0         | nil       |
    | 'KHÔNG                  | nil       | nil          | nil        | 0         | nil       |
    | 'không có               | nil       | nil          | nil        | 0         | nil       |
    | 'Không phát sinh        | nil       | nil          | nil        | 0         | nil       |
    | 'không phát sinh.       | nil       | nil          | nil        | 0         | nil       |
    | 'khong phat sinh        | nil       | nil          | nil        | 0         | nil       |
    | 'KPS                    | nil       | nil          | nil        | 0         | nil       |
    | 'K/c                    | nil       | nil          | nil        | 0         | nil       |
    | 'Có                     | ?         | ?            | ?          | 1         | 1         |
    | 'Đã kết nối             | ?         | ?            | ?          | ?         | ?         |
    | 'Hoàn thành             | ?         | ?            | ?          | ?         | 1         |
    | 'Chưa hoàn thành        | ?         | ?            | ?          | ?         | ?         |
    | 'x                      | ?         | ?            | ?          | ?         | 1         |
    | 'X                      | ?         | ?            | ?          | ?         | 1         |
    | '✓                      | ?         | ?            | ?          | ?         | 1         |
    | '5/5                    | ?         | ?            | ?          | ?         | ?         |
    | '1+2                    | ?=3       | ?=3          | ?          | ?         | ?         |
    | '>95                    | ?         | ?            | ?          | ?         | ?         |
    | 'khoảng 20              | ?         | ?            | ?          | ?         | ?         |
    | 'nt                     | ?         | ?            | ?          | ?         | ?         |
    | '12 13                  | ?         | ?            | ?          | ?         | ?         |
    | '16.054 15.301          | ?         | ?            | ?          | ?         | ?         |
    | '3 và 4                 | ?         | ?            | ?          | ?         | ?         |
    | '1;2                    | ?         | ?            | ?          | ?         | ?         |
    | date 2022-06-05         | ?GT002    | ?GT002       | ?GT002     | ?GT002    | ?GT002    |
    | TRUE                    | ?GT003    | ?GT003       | ?GT003     | ?GT003    | ?GT003    |
    | FALSE                   | ?GT003    | ?GT003       | ?GT003     | ?GT003    | ?GT003    |
    | -5                      | ?GT005    | ?GT005       | ?GT005     | ?         | ?         |
    | '-5                     | ?GT005    | ?GT005       | ?GT005     | ?         | ?         |
    | #REF!                   | ?GT006    | ?GT006       | ?GT006     | ?GT006    | ?GT006    |
    | #DIV/0!                 | ?GT006    | ?GT006       | ?GT006     | ?GT006    | ?GT006    |
    | =                       | ?GT007    | ?GT007       | ?GT007     | ?GT007    | ?GT007    |
    | 1e300                   | ?GT008    | ?GT008       | ?GT008     | ?GT008    | ?GT008    |
    | 1e999                   | ?GT008    | ?GT008       | ?GT008     | ?GT008    | ?GT008    |
    | INF                     | ?GT008    | ?GT008       | ?GT008     | ?GT008    | ?GT008    |
    | NaN                     | ?GT008    | ?GT008       | ?GT008     | ?GT008    | ?GT008    |
    | '8,356 tỷ               | ?         | ?=8356       | ?          | ?         | ?         |
    | '2 tỷ đồng              | ?         | ?=2000       | ?          | ?         | ?         |
    | '5.000.000 đồng         | ?         | ?=5          | ?          | ?         | ?         |
    | '1.500 nghìn đồng       | ?         | ?=1.5        | ?          | ?         | ?         |
    | '89 thủ tục             | ?         | ?            | ?          | ?         | ?         |
    | 'không áp dụng          | n/a+GT017 | n/a+GT017    | n/a+GT017  | n/a+GT017 | n/a+GT017 |
    | 'Không thuộc thẩm quyền | n/a+GT017 | n/a+GT017    | n/a+GT017  | n/a+GT017 | n/a+GT017 |
    |                         | blank     | blank        | blank      | blank     | blank     |
    | '                       | blank     | blank        | blank      | blank     | blank     |
    | '\u00a0                 | blank     | blank        | blank      | blank     | blank     |
    | 0                       | 0         | 0            | 0          | 0         | 0         |
    | 1                       | 1         | 1            | 1          | 1         | 1         |
    | 1.0                     | 1         | 1            | 1          | 1         | 1         |
    | 3                       | 3         | 3            | 3          | ?         | ?         |
    | 1 {0 "hồ sơ"}           | 1         | 1            | 1          | 1         | 1         |
    | 95.3 {0.00"%"}          | ?         | 95.3         | 95.3       | ?         | ?         |
    | 95.3 {0.00\\%}          | ?         | 95.3         | 95.3       | ?         | ?         |
    | 5 {0"%"}                | 5         | 5            | 5          | ?         | ?         |
    | 0.14 {0%}               | ?=14      | ?=14         | 14         | ?         | ?         |
    | 0.57999999999999996 {0%} | ?=58     | ?=58         | 58         | ?         | ?         |
    | 0.953 {0.0%}            | ?         | ?            | 95.3       | ?         | ?         |
    | 0.95 {[=1]"100%";0.0%}  | ?         | ?            | 95         | ?         | ?         |
    | 0.95 {[<1]0%;0.00}      | ?         | ?            | 95         | ?         | ?         |
    | 5 {[=1]"100%";0}        | 5         | 5            | 5          | ?         | ?         |
    | 5 {0;[Red]-0;"%;";@}    | 5         | 5            | 5          | ?         | ?         |
    | 12 {0 "ngày"}           | 12        | 12           | 12         | ?         | ?         |
    | 12 {#,##0}              | 12        | 12           | 12         | ?         | ?         |
    | 12 {[Red]0}             | 12        | 12           | 12         | ?         | ?         |
    | 12 {0_);[Red](0)}       | 12        | 12           | 12         | ?         | ?         |
    | 12 {[$-42A]d/m/yyyy}    | ?GT002    | ?GT002       | ?GT002     | ?GT002    | ?GT002    |
    | 0.5 {[h]:mm}            | ?GT002    | ?GT002       | ?GT002     | ?GT002    | ?GT002    |
""")  # fmt: skip

# Rows of their own words, and what the row's parts or its unit decide.
SPECIAL = table("""
    | row       | typed                      | says        |
    | BM1.1     | '01 văn bản                | 1           |
    | BM1.1     | '01 vb                     | 1           |
    | BM1.1     | '01 hồ sơ                  | ?           |
    | BM7.6.1.1 | '130 TTHC                  | 130         |
    | BM5.2.1   | '02 người                  | 2           |
    | BM1.3.1   | '03 cơ quan, đơn vị        | 3           |
    | BM7.6.2   | '89 hồ sơ                  | ?           |
    | BM7.6.2   | '89 thủ tục                | ?           |
    | BM1.6.2   | '02 (hai)                  | 2           |
    | BM1.6.2   | 'Kết hợp                   | 2           |
    | BM1.6.2   | 'trực tuyến                | 0           |
    | BM1.6.2   | 'không                     | nil         |
    | BM1.6.2   | '-                         | nil         |
    | BM1.6.2   | 3                          | ?GT009      |
    | BM1.6.2   | '3                         | ?GT009      |
    | BM1.6.2   | 1.5                        | ?GT009      |
    | BM1.6.2   | 'Có                        | ?GT009      |
    | BM1.7     | 'không                     | 0           |
    | BM1.7     | 'Có                        | 1           |
    | BM7.5.1.1 | 'Đã kết nối                | 1           |
    | BM7.5.1.1 | 'Chưa kết nối              | 2           |
    | BM7.5.1.1 | 'không                     | nil         |
    | BM7.5.1.1 | 0                          | ?GT009      |
    | BM7.5.1.1 | 'Có                        | ?GT009      |
    | BM7.5.1.1 | 'x                         | ?GT009      |
    | BM4.1.1a  | 'Đã hoàn thành             | 1           |
    | BM4.1.1a  | 2                          | ?LC004      |
    | BM4.1.1a  | 'Chưa hoàn thành           | ?LC004      |
    | BM4.1.1b  | 'Chưa hoàn thành           | 2           |
    | BM4.1.1b  | 'Có                        | 2           |
    | BM4.1.1b  | 'x                         | 2           |
    | BM4.1.1b  | 2                          | 2           |
    | BM4.1.1b  | 1                          | ?LC004      |
    | BM4.1.1b  | 'Hoàn thành                | ?LC004      |
    | BM4.1.1b  | 0                          | 0           |
    | BM4.1.5.4 | -5                         | -5+GT018    |
    | BM4.1.5.4 | '-5                        | -5+GT018    |
    | BM4.1.5.4 | '-5,5%                     | -5.5+GT018  |
    | BM4.2.5   | '-5%                       | ?GT005      |
    | BM1.1     | '-5 văn bản                | ?GT005      |
    | BM4.1.5.4 | 120                        | ?GT010      |
    | BM6.1     | 120                        | 120+GT011   |
    | BM1.2     | 100.5                      | 100.5+GT011 |
    | BM1.3.3   | 101                        | 101+GT011   |
    | BM3.3.4   | 250                        | 250+GT011   |
    | BM7.6.2   | 100.01                     | ?GT010      |
    | BM7.6.2   | 100                        | 100         |
    | BM2.1.2   | 'không áp dụng             | n/a         |
    | BM4.1.3   | 'không áp dụng             | n/a         |
    | BM3.3.1a  | 1e2                        | 100         |
    | BM3.3.1a  | 15999.000000000002         | 15999       |
    | BM6.1.1   | 0.30000000000000004        | 0.3         |
    | BM4.2.5   | 0.95299999999999996 {0.0%} | 95.3        |
    | BM4.2.5   | 0.57999999999999996 {0%}   | 58          |
    | BM4.2.5   | 7.0000000000000007E-2 {0%} | 7           |
    | BM4.2.5   | 89.230000000000004         | 89.23       |
    | BM4.2.5   | 0.1163 {0.00%}             | 11.63       |
    | BM4.2.5   | 1.5 {0%}                   | ?GT010      |
""")  # fmt: skip


def _cases() -> list[object]:
    return [
        pytest.param(code, row["typed"], row[kind], id=f"{kind}: {row['typed'].encode('ascii', 'backslashreplace')!r}")
        for row in TYPED
        for kind, code in ROW_OF.items()
        if row[kind] != "."
    ]


@cache
def judged(code: str, typed: str) -> Checked:
    return _all_judged()[code, typed] if (code, typed) in _all_judged() else _judge([(code, typed)])[0]


@cache
def _all_judged() -> dict[tuple[str, str], Checked]:
    pairs = [(code, row["typed"]) for row in TYPED for code in ROW_OF.values()]
    pairs += [(row["row"], row["typed"]) for row in SPECIAL]
    return dict(zip(pairs, _judge(pairs), strict=True))


def _judge(pairs: list[tuple[str, str]]) -> list[Checked]:
    return check_submissions([submission_of(f"so | {code}: {typed}") for code, typed in pairs], EDITION)


def says(code: str, typed: str) -> tuple[str, str, str]:
    """State or figure, the rules of the cell's findings, and what they expect."""
    checked = judged(code, typed)
    mine = [one for one in checked.findings if one.at and one.at.code == code and one.rule[:2] in ("GT", "LC")]
    mine = [one for one in mine if one.rule not in ("LC001", "LC002", "LC003")]
    expected = [f"{one.expected:f}" for one in mine if isinstance(one.expected, Decimal)]
    match checked.submission.readings[Code(code)]:
        case Number(value=value):
            state = f"{value:f}"
        case Blank():
            state = "blank"
        case Nil():
            state = "nil"
        case NotApplicable():
            state = "n/a"
        case Invalid():
            state = "?"
            assert [one.severity for one in mine] == [Severity.ERROR], "an invalid value is one error"
    return state, "+".join(one.rule for one in mine), "".join(expected)


def _plain(state: str) -> str:
    """``95.30`` -> ``95.3``."""
    return state.rstrip("0").rstrip(".") if "." in state else state


def assert_says(code: str, typed: str, wanted: str) -> None:
    state, rules, expected = says(code, typed)
    match = re.fullmatch(r"(?P<state>\?|[^+=?]+)\+?(?P<rule>[A-Z]{2}\d{3})?(=(?P<expected>.+))?", wanted)
    assert match, f"no expectation: {wanted}"
    assert _plain(state) == match["state"]
    if state != "?":
        assert rules == (match["rule"] or "")
    elif match["rule"]:
        assert rules == match["rule"]
    if match["expected"]:
        assert Decimal(expected) == Decimal(match["expected"])


@pytest.mark.parametrize(("code", "typed", "wanted"), _cases())
def test_a_cell_says_in_a_row_of_each_kind(code: str, typed: str, wanted: str) -> None:
    assert_says(code, typed, wanted)


@pytest.mark.parametrize("row", SPECIAL, ids=lambda row: f"{row['row']}: {row['typed']}")
def test_a_cell_says_in_this_row(row: dict[str, str]) -> None:
    assert_says(row["row"], row["typed"], row["says"])


@pytest.mark.parametrize("typed", ["-1", "'-1"])
@pytest.mark.parametrize("code", [ROW_OF["code"], ROW_OF["option"]])
def test_a_negative_is_its_own_finding_in_rows_of_codes_too(code: str, typed: str) -> None:
    assert_says(code, typed, "?GT005")


@pytest.mark.parametrize(
    ("example", "code", "expected"),
    [
        ("so | BM7.6.2: 1163", "BM7.6.2", "11.63"),
        ("so | BM7.6.2: 8923 | BM7.6.2.1: 130 | BM7.6.2.2: 116", "BM7.6.2", "89.23"),
        ("so | BM7.6.2: 101", "BM7.6.2", None),
        ("so | BM6.1: 9000 | BM6.1.1: 100 | BM6.1.2: 90", "BM6.1", "90.00"),
    ],
)
def test_a_rate_above_100_suggests_what_was_meant(example: str, code: str, expected: str | None) -> None:
    found = check_submissions([submission_of(example)], EDITION)[0].findings
    [finding] = [one for one in every(found) if one.rule in ("GT010", "GT011")]
    assert finding.at
    assert finding.at.code == code
    assert finding.expected == (Decimal(expected) if expected else None)


def test_each_kind_of_trouble_has_its_own_rule() -> None:
    troubles = ["date 2022-06-05", "TRUE", "-5", "#REF!", "=", "1e300"]
    assert len({says(ROW_OF["count"], typed)[1] for typed in troubles}) == len(troubles)


@pytest.mark.parametrize(
    ("typed", "code"), [("'không phát sinh", "BM1.1"), ("'Kết hợp", "BM1.6.2"), ("'1.500 triệu đồng", "BM6.1.1")]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_read_alike(typed: str, code: str, form: str) -> None:
    reading = reading_of(code, unicodedata.normalize(form, typed))
    assert not isinstance(reading, Invalid | Blank)


def test_a_formula_with_a_value_reads_like_the_value() -> None:
    cell = Cell("x", "y", "D8")
    plain = READER.read(Content("n", "12"), Code("BM1.1"), cell)
    assert READER.read(Content("n", "12", formula=True), Code("BM1.1"), cell) == plain
    assert READER.read(Content("s", "12", formula=True), Code("BM1.1"), cell) == reading_like("'12", cell)
    assert isinstance(READER.read(Content("s", "", formula=True), Code("BM1.1"), cell), Blank)


def reading_like(typed: str, cell: Cell) -> object:
    return READER.read(content_of(typed), Code("BM1.1"), cell)


def test_a_reading_keeps_what_the_cell_stores() -> None:
    assert reading_of("BM3.3.1a", "'15.999 ").raw == "15.999 "
    assert reading_of("BM4.2.5", "95.3%").raw == "0.953"
    assert reading_of("BM1.1", "'nt").raw == "nt"


KINDS = {kind: [code for code, row in EDITION.indicators.items() if row.kind is kind] for kind in Kind}
FIGURES = [*KINDS[Kind.COUNT], *KINDS[Kind.MONEY]]


def in_vietnamese(number: Decimal, thousands: str = ".") -> str:
    """``1234.5`` -> ``1.234,5``."""
    return f"{number:,f}".translate(str.maketrans(",.", f"{thousands},"))


@given(st.integers(0, 10**14), st.sampled_from(KINDS[Kind.COUNT]), st.sampled_from([".", " ", "\u00a0", "\u202f"]))
def test_a_count_we_write_is_a_count_we_read(count: int, code: str, thousands: str) -> None:
    reading = reading_of(code, "'" + in_vietnamese(Decimal(count), thousands))
    assert isinstance(reading, Number)
    assert reading.value == count


@given(st.decimals(0, 10**11, places=2), st.sampled_from(KINDS[Kind.MONEY]))
def test_money_we_write_is_money_we_read(amount: Decimal, code: str) -> None:
    reading = reading_of(code, "'" + in_vietnamese(amount))
    assert isinstance(reading, Number)
    assert reading.value == amount
    assert reading.remark is None


@given(st.decimals(0, 100, places=2), st.sampled_from(KINDS[Kind.PERCENT]), st.sampled_from(["", "%", " %"]))
def test_a_percent_we_write_is_a_percent_we_read(percent: Decimal, code: str, sign: str) -> None:
    reading = reading_of(code, f"'{in_vietnamese(percent)}{sign}")
    assert isinstance(reading, Number)
    assert reading.value == percent


@given(st.decimals(0, 100, places=2), st.sampled_from(KINDS[Kind.PERCENT]))
def test_a_percent_cell_reads_as_it_shows(percent: Decimal, code: str) -> None:
    """Excel stores the double nearest to the hundredth part."""
    reading = READER.read(Content("n", repr(float(percent) / 100), "0.00%"), Code(code), Cell("x", "y", "D8"))
    assert isinstance(reading, Number)
    assert reading.value == percent


@given(st.text(max_size=40), st.sampled_from(EDITION.codes))
@example("１２ｘ", Code("BM1.1"))
@example("5 000 000 đ", Code("BM6.1.1"))
@example("²", Code("BM1.1"))
@example("٣", Code("BM1.6"))
@example("½", Code("BM6.1.1"))
@example("1/0", Code("BM7.6.2"))
@example("(năm)", Code("BM1.1"))
@example("\u0660\u0661,\u0662", Code("BM6.1.1"))
def test_the_reader_takes_any_text(text: str, code: Code) -> None:
    reading = READER.read(Content("s", text), code, Cell("x", "y", "D8"))
    assert reading.raw == text or isinstance(reading, Blank)
    if isinstance(reading, Number):
        assert reading.value.is_finite()


NUMBER_LIKE = st.text(alphabet="0123456789.,  +-/%()<>=~", max_size=14)


@given(NUMBER_LIKE, st.sampled_from(EDITION.codes))
def test_the_reader_takes_any_text_like_a_number(text: str, code: Code) -> None:
    reading = READER.read(Content("s", text), code, Cell("x", "y", "D8"))
    if isinstance(reading, Number):
        digits = re.sub(r"\D", "", text)
        assert digits, "a number is never made of nothing"
        assert str(reading.value.copy_abs()).replace(".", "").strip("0") == digits.strip("0")


@given(
    st.integers(1, 99_999),
    st.sampled_from([" và ", "; ", " - ", "/", "+", " hoặc ", "-", " đến ", "\n", " , "]),
    st.integers(1, 99_999),
    st.sampled_from(EDITION.codes),
)
def test_two_numbers_are_never_one(one: int, between: str, other: int, code: Code) -> None:
    reading = READER.read(Content("s", f"{one}{between}{other}"), code, Cell("x", "y", "D8"))
    if between == "\n" and 100 <= other <= 999 and one <= 999:
        return  # any white space groups thousands
    assert not isinstance(reading, Number)


@pytest.mark.parametrize("typed", ["'0/0", "'00 / 0"])
def test_nothing_of_nothing_typed_as_a_share_is_invalid(typed: str) -> None:
    assert isinstance(reading_of("BM7.6.2", typed), Invalid)


STORED = st.one_of(st.floats().map(repr), st.text(alphabet="0123456789.eE+-", min_size=1, max_size=8))


@given(STORED, st.sampled_from(EDITION.codes), st.sampled_from(["General", "0.0%", "dd/mm/yyyy", '0 "hồ sơ"']))
def test_any_stored_number_is_taken(text: str, code: Code, shown: str) -> None:
    reading = READER.read(Content("n", text, shown), code, Cell("x", "y", "D8"))
    if isinstance(reading, Number):
        assert reading.value.is_finite()


def test_a_number_beyond_all_exponents_is_out_of_bounds() -> None:
    reading = READER.read(Content("n", "1e1000000"), Code("BM1.1"), Cell("x", "y", "D8"))
    assert isinstance(reading, Invalid)
    assert reading.why == "GT008"


@pytest.mark.parametrize("typed", ["1e-200", f"'0,{'0' * 200}1"], ids=["stored", "typed"])
def test_a_number_next_to_nothing_stops_no_run(typed: str) -> None:
    findings = check_submissions([submission_of(f"so | BM6.1.1: {typed} | BM1.1: 'nt")], EDITION)[0].findings
    assert findings
