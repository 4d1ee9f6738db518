"""Texts named like workbooks as sheets: HTML, Excel's XML of 2003, values between marks; in all their encodings."""

from __future__ import annotations

import time
from collections.abc import Callable
from unicodedata import normalize

import pytest
from grids import Case, ids, read_or_refused, refused, told
from hypothesis import given
from hypothesis import strategies as st

from cchc_xlsx.intake.kinds.delimited import read_delimited
from cchc_xlsx.intake.kinds.html import read_html
from cchc_xlsx.intake.kinds.spreadsheetml import read_spreadsheetml
from cchc_xlsx.intake.kinds.tags import tokens
from cchc_xlsx.rules.files import DAMAGED, NOT_A_WORKBOOK, TOO_LARGE
from cchc_xlsx.rules.rule import Rule

# HTML ----------------------------------------------------------------------------------------------------------------

# Each source stands within ``<table><tr>…</table>`` unless it opens a table of its own.
TABLES: list[Case] = [
    ("plain", "<th>STT</th><td>Chỉ tiêu</td></tr><tr><td>1.</td><td>Số</td></tr>",
     "A1 STT · B1 Chỉ tiêu · A2 1. · B2 Số"),
    ("nothing closed", "<table><tr><td>a<td>b<tr><td>c<td>d", "A1 a · B1 b · A2 c · B2 d"),
    ("in capitals, unquoted", "<TABLE border=1><TR><TD COLSPAN=2>a<TD>b</TABLE>", "A1 a · C1 b · A1:B1"),
    ("no row opened", "<table><td>a</td></table>", "A1 a"),
    ("across and down", "<td rowspan=2>a<td colspan='2'>b<td rowspan=2>e<tr><td>c<td>d",
     "A1 a · B1 b · D1 e · B2 c · C2 d · A1:A2 · B1:C1 · D1:D2"),
    ("a block of four", '<td rowspan="2" colspan="2">a<td>b<tr><td>c<tr><td>d<td>e<td>f',
     "A1 a · C1 b · C2 c · A3 d · B3 e · C3 f · A1:B2"),
    ("down further than there are rows", "<td rowspan=9>a<td>b<tr><td>c", "A1 a · B1 b · B2 c · A1:A2"),
    ("down to the end", "<td rowspan=0>a<td>b<tr><td>c<tr><td>d", "A1 a · B1 b · B2 c · B3 d · A1:A3"),
    ("not beyond its group", "<table><thead><tr><td rowspan=3>a<td>b<tbody><tr><td>c<td>d</table>",
     "A1 a · B1 b · A2 c · B2 d · A1:A2"),
    ("spans that are none", "<td colspan=0>a<td rowspan=x>b<td colspan=-1>c", "A1 a · B1 b · C1 c"),
    ("white space as shown", "<td>\r\n  Số   lượng\r\n phiếu </td><td> \n </td>", "A1 Số lượng phiếu"),
    ("lines", "<td>a<br>b<br/><br>c</td><td><p>d</p><p>e</p></td><td><div>f<div>g",
     "A1 a\\nb\\n\\nc · B1 d\\ne · C1 f\\ng"),
    ("entities", "<td>S&#7889; &lt;5&gt; &amp; &#x111;<td>&nbsp;<td>1&nbsp;234<td>a & b &khong;",
     "A1 Số <5> & đ · C1 1\xa0234 · D1 a & b &khong;"),
    ("raised digits", "<td>130<sup>1</sup><td>CO<sub>2</sub><td>5<sup>2<td>6", "A1 130¹ · B1 CO2 · C1 5² · D1 6"),
    ("deleted", "<td><del>16</del><ins>17</ins><td><del>9<td>8", "A1 17 · C1 8"),
    ("comments and scripts", "<td><!-- 9 > -->5<script>document.write('<td>9</td>')</script>", "A1 5"),
    ("what Excel hides from others", "<![if !x]><td>5<!--[if gte mso 9]><td>9<![endif]--></tr><![endif]>", "A1 5"),
    ("hidden rows are read", "<table><tr style='display:none'><td>5<tr><td>6</table>", "A1 5 · A2 6"),
    ("a stray end, a stray bracket", "</td></table><table><tr><td>a < b</td></td></tr></table></table>", "A1 a < b"),
    ("stored beside what is shown", "<td x:num='15999'>15.999<td x:num>28<td x:num>15.999,5<td x:num=''>7",
     "A1 n:15999 · B1 n:28 · C1 15.999,5 · D1 n:7"),
    ("other kinds", "<td x:str>09<td x:err='#REF!'>#REF!<td x:bool=TRUE>ĐÚNG<td x:num=5 x:fmla='=A1'>5",
     "A1 09 · B1 e:#REF! · C1 b:1 · D1 n:=5"),
    ("percent in the cell", "<td style='mso-number-format:\"0\\.00%\"' x:num='0.953'>95,30%", "A1 n:0.953 {0.00%}"),
    ("percent by its name", "<td style=mso-number-format:Percent;color:red x:num='0.953'>95%", "A1 n:0.953 {0.00%}"),
    ("percent by class", "<style>.a, .b {mso-number-format:'0%'} /* .c */ td.d{color:red; mso-number-format:Fixed;}"
     "</style><table><tr><td class='x b' x:num=0.5>50%<td class=d x:num=0.5>0,50<td class=x x:num=0.5>0,5</table>",
     "A1 n:0.5 {0%} · B1 n:0.5 {0.00} · C1 n:0.5"),
    ("percent only shown", "<td style='mso-number-format:\"0\\.0\\\\%\"' x:num='95.3'>95,3%", "A1 n:95.3 {0.0\\%}"),
    ("quoted in a format", "<td style='mso-number-format:\"0 \\0022hồ sơ\\0022\"' x:num='5'>5 hồ sơ",
     'A1 n:5 {0 "hồ sơ"}'),
    ("nothing stored", "<td style='mso-number-format:Percent'>95,3%", "A1 95,3% {0.00%}"),
    ("LibreOffice's own", '<td sdval="0.953" sdnum="1066;0;0.0%;-0.0%">95,3%<td sdval="5" sdnum="1033;">5',
     "A1 n:0.953 {0.0%;-0.0%} · B1 n:5"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), ids(TABLES))
def test_a_table_in_html(html: str, expected: str) -> None:
    page = html if "<table" in html.lower() else f"<table><tr>{html}</table>"
    assert [told(sheet) for sheet in read_html(page.encode()).sheets] == [expected]


def test_each_table_in_html_is_a_sheet_with_the_lines_above_it() -> None:
    html = (
        "<html><head><title>Hệ thống</title></head><body><h2>SỞ Y TẾ</h2>năm <b>2022</b><p>Biểu mẫu 1</p>"
        "<table><caption>Biểu  mẫu 1</caption><tr><td>STT<td>ngoài <table><tr><td>trong</table> sau</table>"
        "<p>Biểu mẫu 2<table><caption>Biểu mẫu 1</caption><tr><td>a</table>"
        "<table><caption></caption><tr><td><table><tr><td>lồng</table></table>Nơi nhận"
    )
    assert [(sheet.name, sheet.above, told(sheet)) for sheet in read_html(html.encode()).sheets] == [
        ("Biểu mẫu 1", ("SỞ Y TẾ", "năm 2022", "Biểu mẫu 1"), "A1 STT · B1 ngoài\\nsau"),
        ("Bảng 2", ("ngoài",), "A1 trong"),
        ("Bảng 3", ("Biểu mẫu 2",), "A1 a"),
        ("Bảng 4", (), ""),
        ("Bảng 5", (), "A1 lồng"),
    ]


def test_html_without_a_table_gives_its_lines_alone() -> None:
    assert [sheet.above for sheet in read_html(b"<p>404<p>Not found").sheets] == [("404", "Not found")]
    assert read_html(b"<html><body> &nbsp; </body>").sheets == []


def test_excel_says_when_and_by_whom_its_page_was_saved() -> None:
    said = "<!--[if gte mso 9]><o:LastAuthor>Văn phòng</o:LastAuthor><o:LastSaved>2022-12-13T08:00:00Z</o:LastSaved>-->"
    workbook = read_html(f"{said}<table><tr><td>5</table>".encode())
    assert (workbook.modified, workbook.saved_by) == ("2022-12-13T08:00:00Z", "Văn phòng")


def in_old_code_page(text: str) -> bytes:
    """As Windows' Vietnamese code page writes it: tone marks behind the vowel they stand on."""
    return "".join(char if _fits(char) else _split(char) for char in text).encode("cp1258")


def _fits(char: str) -> bool:
    return char.encode("cp1258", "ignore") != b""


def _split(char: str) -> str:
    parts = normalize("NFD", char)
    tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    return normalize("NFC", parts.replace(tone, "")) + tone


SAID = "Tỷ lệ hồ sơ được giải quyết đúng hạn; ĐVSNCL ở huyện, ngưng"
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16, the other way round": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "Windows' Vietnamese": in_old_code_page,
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_html_in_the_encodings_it_comes_in(encode: Callable[[str], bytes]) -> None:
    page = encode(f"<table><tr><td>{SAID}</table>")
    assert told(read_html(page).sheets[0]) == f"A1 {SAID}"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1258", "cp1258"), ('"UTF-8"', "utf-8"), ("utf-16", "utf-8"), ("rot13", "utf-8")],
)
def test_html_that_says_its_encoding(charset: str, encoding: str) -> None:
    page = f"<meta http-equiv=Content-Type content='text/html; charset={charset}'><table><tr><td>{SAID}</table>"
    data = in_old_code_page(page) if encoding == "cp1258" else page.encode(encoding)
    assert told(read_html(data).sheets[0]) == f"A1 {SAID}"


def test_html_that_says_a_wrong_encoding_shows_what_it_cannot_read() -> None:
    page = b"<meta charset=utf-8><table><tr><td>15\xe2999<td>28</table>"
    assert told(read_html(page).sheets[0]) == "A1 15\ufffd999 · B1 28"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td colspan=1000000000>a",
        "<table><tr><td rowspan=99999999999999999999>a",
        "<table>" + "<tr><td colspan=16000>" * 32,
        "<table><tr><td colspan=16000 rowspan=60000>" + "<tr><td>a" * 40,
        "<table>" * 2_001,
    ],
    ids=["columns", "rows", "cells", "cells that are passed by", "tables"],
)
def test_html_too_large_is_refused(html: str) -> None:
    assert refused(lambda: read_html(html.encode())) == TOO_LARGE.id


@pytest.mark.parametrize(
    "piece",
    ["<", "<!", "<![", "<!--", "<?", "</", "<a ", "<a b='", '<a b="', "<a b=c ", "<a b='c' d=\"", "&#", "&",
     "<script>", "</s", "<style>{", "<style>}", "<style>/*", "<td>", "<table>", "<caption>",
     "<td style=mso-number-format:'>", "\\", "<s></b>", "<p><span>", "<div style=text-decoration:>"],
)  # fmt: skip
def test_hostile_html_takes_no_longer_than_its_length(piece: str) -> None:
    start = time.process_time()
    read_or_refused(lambda: read_html((piece * 100_000).encode()))
    assert time.process_time() - start < 5


TAGS = ["<table>", "</table>", "<tr>", "<td>", "</td>", "<caption>", "</caption>", "<br>", "5", "<sup>", "</sup>",
        "<p>", "<tbody>", "<td rowspan=3>", "<td colspan=2>", "<del>"]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS)))
def test_tags_in_any_order_are_read(tags: list[str]) -> None:
    sheets = read_html("".join(tags).encode()).sheets
    assert len(sheets) >= tags.count("<table>")
    for sheet in sheets:
        assert all(bottom >= top and right >= left for top, left, bottom, right in sheet.merged)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (read_html, read_delimited, read_spreadsheetml):
        read_or_refused(lambda read=read: read(data))  # type: ignore[misc]


def test_a_number_that_is_no_character() -> None:
    assert list(tokens("&#" + "9" * 5_000 + ";")) == ["&#" + "9" * 5_000 + ";"]


# Values between marks ------------------------------------------------------------------------------------------------

FORM = "UBND TỈNH;;\r\nSTT;Chỉ tiêu;Số liệu\r\n1.;Số hồ sơ, kể cả trực tuyến;15.999\r\n2.;Tỷ lệ;95,3\r\n"
READ = (
    "A1 UBND TỈNH · A2 STT · B2 Chỉ tiêu · C2 Số liệu · "
    "A3 1. · B3 Số hồ sơ, kể cả trực tuyến · C3 15.999 · A4 2. · B4 Tỷ lệ · C4 95,3"
)


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_values_between_marks(mark: str, encode: Callable[[str], bytes]) -> None:
    text = FORM
    if mark == ",":
        text = text.replace("Số hồ sơ, kể cả trực tuyến", '"Số hồ sơ, kể cả trực tuyến"').replace("95,3", '"95,3"')
    sheets = read_delimited(encode(text.replace(";", mark))).sheets
    assert [(sheet.name, told(sheet)) for sheet in sheets] == [("CSV", READ)]


VALUES: list[Case] = [
    ("line breaks and quotes within", 'STT;Tên\n1.;"Số\nphiếu ""A"""\n2.;b\n',
     'A1 STT · B1 Tên · A2 1. · B2 Số\\nphiếu "A" · A3 2. · B3 b'),
    ("a quotation mark that opens nothing", 'STT;Tên\n1.;"A" và B\n2.;5"\n',
     'A1 STT · B1 Tên · A2 1. · B2 "A" và B · A3 2. · B3 5"'),
    ("blank lines count", "a;b\n\n;\nc;d\n", "A1 a · B1 b · A4 c · B4 d"),
    ("ends of line of all kinds", "a;b\rc;d\r\ne;f\n", "A1 a · B1 b · A2 c · B2 d · A3 e · B3 f"),
    ("a line for Excel", "sep=,\r\na,b;c\r\nd,e;f\r\n", "A1 a · B1 b;c · A2 d · B2 e;f"),
    ("short rows", "a;b;c\nd;e;f\ng;h\n", "A1 a · B1 b · C1 c · A2 d · B2 e · C2 f · A3 g · B3 h"),
    ("the mark that makes it even", "a, b;c\nd;e\nf, g, h;i\n", "A1 a, b · B1 c · A2 d · B2 e · A3 f, g, h · B3 i"),
    ("space around is kept", "a; 5 \nb;  \n", "A1 a · B1  5  · A2 b"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ids(VALUES))
def test_a_text_of_values(text: str, expected: str) -> None:
    assert [told(sheet) for sheet in read_delimited(text.encode()).sheets] == [expected]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", NOT_A_WORKBOOK),
        ("Kính gửi: Sở Nội vụ\nThực hiện Công văn, Sở báo cáo\nnhư sau\nTrân trọng".encode(), NOT_A_WORKBOOK),
        (b"a;b\x00\nc;d\n", NOT_A_WORKBOOK),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>", NOT_A_WORKBOOK),
        (b"\xff\xfea", NOT_A_WORKBOOK),
        ("STT,Tên,Số liệu\n1.,Hồ sơ,5\n2.,Vốn,15,999\n".encode(), NOT_A_WORKBOOK),
        (b"a;b\n" * 250_001, TOO_LARGE),
        (b";".join([b"a"] * 16_385) + b"\n", TOO_LARGE),
        (b"a" * (16 << 20) + b"\n", TOO_LARGE),
    ],
    ids=[
        "nothing",
        "a letter",
        "a zero byte",
        "another kind",
        "half a letter",
        "cut within a value",
        "rows",
        "columns",
        "bytes",
    ],
)
def test_what_is_no_table_of_text_is_refused(data: bytes, why: Rule) -> None:
    assert refused(lambda: read_delimited(data)) == why.id


@given(
    st.lists(st.lists(st.text("5aố ,;\t\"\n'", max_size=5), min_size=2, max_size=4), min_size=1, max_size=6),
    st.sampled_from(";\t,"),
)
def test_values_are_found_where_they_were_written(rows: list[list[str]], mark: str) -> None:
    width = max(map(len, rows))
    rows = [["x", *row, *[""] * (width - len(row)), "y"] for row in rows]
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows]
    sheet = read_delimited("\n".join(mark.join(row) for row in quoted).encode()).sheets[0]
    filled = [[cell if cell.strip() else "" for cell in row] for row in rows]
    assert [[sheet.text(at, column) for column in range(1, width + 3)] for at in range(1, len(rows) + 1)] == filled


# Excel's XML spreadsheet of 2003 -------------------------------------------------------------------------------------

STYLES = (
    '<Styles><Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="q" ss:Parent="p"/><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>'
    '<Style ss:ID="t"><NumberFormat ss:Format="0.0\\%"/></Style></Styles>'
)


def xml(*sheets: str, before: str = "", said: str = "") -> bytes:
    tables = "".join(
        f'<Worksheet ss:Name="Biểu mẫu {number}"><Table>{rows}</Table></Worksheet>'
        for number, rows in enumerate(sheets, 1)
    )
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>{before}<Workbook '
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:html="http://www.w3.org/TR/REC-html40">{said}{STYLES}{tables}</Workbook>'
    ).encode()


def cell(text: str, kind: str = "String", **attributes: object) -> str:
    said = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{said}><Data ss:Type="{kind}">{text}</Data></Cell>'


SHEETS: list[Case] = [
    ("kinds", f"<Row>{cell('09')}{cell('15999', 'Number')}{cell('1', 'Boolean')}{cell('#REF!', 'Error')}"
              f"{cell('2022-12-14T00:00:00.000', 'DateTime', StyleID='d')}{cell('1', 'New')}</Row>",
     "A1 09 · B1 n:15999 · C1 b:1 · D1 e:#REF! · E1 d:2022-12-14 {dd/mm/yyyy} · F1 1"),
    ("places", f'<Row ss:Index="3">{cell("a")}{cell("b", Index=4)}{cell("c")}</Row><Row>{cell("d", Index=2)}</Row>',
     "A3 a · D3 b · E3 c · B4 d"),
    ("blank rows alike", f'<Row ss:Span="2"/><Row>{cell("b")}</Row>', "A4 b"),
    ("merged", f"<Row>{cell('a', MergeAcross=1, MergeDown=1)}{cell('b', MergeDown=2)}</Row>"
     f'<Row ss:Index="3">{cell("c")}</Row>',
     "A1 a · C1 b · A3 c · A1:B2 · C1:C3"),
    ("percent", f"<Row>{cell('0.953', 'Number', StyleID='p')}{cell('0.5', 'Number', StyleID='q')}"
                f"{cell('95.3', 'Number', StyleID='t')}{cell('5', 'Number', StyleID='none')}</Row>",
     "A1 n:0.953 {0.00%} · B1 n:0.5 {0.00%} · C1 n:95.3 {0.0\\%} · D1 n:5"),
    ("percent of row and column", f'<Column ss:Index="2" ss:StyleID="p" ss:Span="1"/><Column ss:StyleID="t"/>'
     f"<Row>{cell('5', 'Number')}{cell('0.1', 'Number')}{cell('0.2', 'Number')}{cell('3', 'Number')}</Row>"
     f'<Row ss:StyleID="p">{cell("0.4", "Number")}{cell("5", "Number", StyleID="Default")}</Row>',
     "A1 n:5 · B1 n:0.1 {0.00%} · C1 n:0.2 {0.00%} · D1 n:3 {0.0\\%} · A2 n:0.4 {0.00%} · B2 n:5"),
    ("formulas", f'<Row>{cell("130", "Number", Formula="=SUM(RC[1])")}<Cell ss:Formula="=R[1]C"/></Row>',
     "A1 n:=130 · B1 n:="),
    ("rich text", f"<Row>{cell('<html:B>130</html:B><html:Sup>1</html:Sup> a&#10;b')}</Row>", "A1 130¹ a\\nb"),
    ("notes are no text", '<Row><Cell><Data ss:Type="String">5</Data><Comment><Data ss:Type="String">9</Data>'
     '</Comment></Cell><Cell><Comment><ss:Data>9</ss:Data></Comment></Cell></Row>', "A1 5"),
    ("blank", f'<Row>{cell("")}<Cell ss:StyleID="p"/>{cell("a")}</Row>', "C1 a"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), ids(SHEETS))
def test_a_sheet_in_xml_of_2003(rows: str, expected: str) -> None:
    assert [told(sheet) for sheet in read_spreadsheetml(xml(rows)).sheets] == [expected]


def test_sheets_and_properties_in_xml_of_2003() -> None:
    said = "<Author>A</Author><LastAuthor>Văn &amp; phòng</LastAuthor><LastSaved>2022-12-13</LastSaved>"
    table = f'<Column ss:StyleID="p"/><Row>{cell("1", "Number")}</Row>'
    workbook = read_spreadsheetml(xml(table, f"<Row>{cell('1', 'Number')}</Row>", said=said))
    assert (workbook.modified, workbook.saved_by) == ("2022-12-13", "Văn & phòng")
    assert [(sheet.name, told(sheet)) for sheet in workbook.sheets] == [
        ("Biểu mẫu 1", "A1 n:1 {0.00%}"),
        ("Biểu mẫu 2", "A1 n:1"),
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (xml(before='<!DOCTYPE x [<!ENTITY a "9">]>'), DAMAGED),
        (xml("<Row>"), DAMAGED),
        (b"<?xml version='1.0'?><html/>", NOT_A_WORKBOOK),
        (b"<Workbook><Cell/></Workbook>", DAMAGED),
        (xml(f'<Row ss:Index="1048577">{cell("a")}</Row>'), TOO_LARGE),
        (xml(f"<Row>{cell('a', Index='9' * 5000)}</Row>"), TOO_LARGE),
        (xml(f"<Row>{cell('a', MergeDown=10**9)}</Row>"), TOO_LARGE),
        (xml(f"<Row>{cell('a', MergeAcross=10**9)}</Row>"), TOO_LARGE),
        (xml('<Column ss:Span="16000" ss:StyleID="p"/>' * 32), TOO_LARGE),
        (xml("<Row/>" + "<Cell/>" * 500_001), TOO_LARGE),
    ],
    ids=["DOCTYPE", "not closed", "other XML", "no sheet", "row", "column", "down", "across", "columns", "cells"],
)
def test_hostile_xml_of_2003_is_refused(data: bytes, why: Rule) -> None:
    assert refused(lambda: read_spreadsheetml(data)) == why.id


WHOLE = xml("".join(rows for _, rows, _ in SHEETS))


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_damaged_xml_of_2003_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, byte in changes:
        data[at] = byte
    read_or_refused(lambda: read_spreadsheetml(bytes(data)))
