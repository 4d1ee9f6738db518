"""Word documents as sheets: what of a cell is text, where it stands in the grid, which lines are above a table."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from grids import Case, ids, read_or_refused, refused, told
from hypothesis import given
from hypothesis import strategies as st
from word import (
    DOWN,
    HIDDEN,
    ON,
    RAISED,
    STRICT,
    el,
    field,
    font,
    mark,
    p,
    r,
    sdt,
    span,
    t,
    tbl,
    tc,
    tr,
    versions,
    word,
)

from cchc_xlsx.intake.grid import Sheet
from cchc_xlsx.intake.kinds.docx import read_docx
from cchc_xlsx.intake.package import Package
from cchc_xlsx.rules.files import DAMAGED, NOT_A_WORKBOOK, TOO_LARGE


def sheets_of(data: bytes) -> list[Sheet]:
    return read_docx(Package(data)).sheets


def power(base: str, exponent: str) -> str:
    return f"<m:sSup><m:e><m:r>{base}</m:r></m:e><m:sup><m:r>{exponent}</m:r></m:sup></m:sSup>"


def fraction(above: str, below: str) -> str:
    return f"<m:f><m:num><m:r>{above}</m:r></m:num><m:den><m:r>{below}</m:r></m:den></m:f>"


def box(*inner: str) -> str:
    return mark("begin", el("ffData", el("checkBox", *inner))) + mark("end")


DELETED_END = el("rPr", el("del", id=1))
OLD_LOOK = el("rPrChange", el("rPr", HIDDEN, RAISED))
CHOICES = el("ddList", el("result", val=1), el("listEntry", val="Chọn"), el("listEntry", val="2"))
TEXT_BOX = el("pict", el("txbxContent", p(r("ẩn", HIDDEN), "khung")))
CHECKED = "<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>"

CELLS: list[Case] = [
    ("runs join", p("15", ".999"), "15.999"),
    ("paragraphs are lines", p("Cấp sở") + p() + p("báo"), "Cấp sở\\n\\nbáo"),
    ("blank lines around", p() + p("28") + p(" ") + p(), "28"),
    ("space is kept", p(r("15 "), r("999 "), r("x")), "15 999 x"),
    ("space that is not said to be kept", p(r("<w:t>\n 15 </w:t>"), r("<w:t> 999\n</w:t>")), "15999"),
    ("tab and breaks", p("a", r(el("tab") + t("b") + el("br") + t("c") + el("cr") + t("d"))), "a\\tb\\nc\\nd"),
    ("a tab stop is no tab", p("a") + p("09", pr=el("tabs", el("tab", val="left", pos=720))), "a\\n09"),
    ("hyphens", p(r(el("noBreakHyphen") + t("5") + el("softHyphen") + t("6"))), "-56"),
    ("inserted counts, deleted not", p(el("ins", r("15")), el("del", r(el("delText", "16")), r("17"))), "15"),
    ("moved", p(el("moveFrom", r("16")), el("moveTo", r("17"))), "17"),
    ("a deleted line end joins", p("15", pr=DELETED_END) + p("999"), "15999"),
    ("a deleted line end, the last", p("15", pr=DELETED_END), "15"),
    ("an old look does not count", p(r("28", OLD_LOOK)), "28"),
    ("hidden", p("28", r("3", HIDDEN)), "28"),
    ("hidden, switched off", p(r("28", el("vanish", val=0))), "28"),
    ("only the end of the line is hidden", p("28", pr=el("rPr", HIDDEN)), "28"),
    ("footnote mark, typed", p("130", r("1", RAISED)), "130¹"),
    ("footnote of Word", p("130", r(el("footnoteReference", id=2), RAISED)), "130"),
    ("lowered is a digit", p("CO", r("2", el("vertAlign", val="subscript"))), "CO2"),
    ("content control in a line", p(sdt(r("98"))), "98"),
    ("content control of lines", sdt(p("98")), "98"),
    ("a control's prompt", p(sdt(r("Bấm để nhập"), el("showingPlcHdr"))), ""),
    ("checked control", p(sdt(r("☒"), CHECKED), " Có"), "☒ Có"),
    ("box of an old form", p(box(el("default", val=0), el("checked"))), "☒"),
    ("box of an old form, blank", p(box(el("default", val=1), el("checked", val=0))), "☐"),
    ("box of an old form, in words", p(box(el("default", val="true"), el("checked", val="false"))), "☐"),
    ("list of an old form", p(mark("begin", el("ffData", CHOICES)), mark("end")), "2"),
    ("hyperlink", p(el("hyperlink", r("28"))), "28"),
    ("field", p(field(" =SUM(ABOVE) ", r("130"))), "130"),
    ("field in a field's instruction", p(mark("begin"), field("x", r("8")), mark("separate"), "1", mark("end")), "1"),
    ("simple field", p(el("fldSimple", r("130"), instr=" =SUM(ABOVE) ")), "130"),
    ("a field that never closes", p(mark("begin")) + p("5"), "5"),
    ("one of two versions", p(r(versions(t("6"), t("6"), fallback=t("6")))), "6"),
    ("the older version alone", p(r(versions(fallback=t("6")))), "6"),
    ("text box", p(r(TEXT_BOX + t("ngoài"))), "khung\\nngoài"),
    ("tick by symbol", p(r(el("sym", font="Wingdings", char="F0FC"))), "✓"),
    ("tick by font", p(r("\uf0fe", font("Wingdings")), r("P", font("Wingdings 2"))), "☑✓"),
    ("minus by symbol", p(r(el("sym", font="Symbol", char="F02D")), "5"), "-5"),
    ("a symbol nobody knows is not passed over", p("5", r(el("sym", font="Webdings", char="F061"))), "5\ufffd"),
    ("power and fraction", p(f"<m:oMath>{power(t('10'), t('2'))}{fraction(t('5'), t('6'))}</m:oMath>"), "10²5/6"),
    ("phonetic guide", p(el("ruby", el("rt", r("9")), el("rubyBase", r("28")))), "28"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "text"), ids(CELLS))
def test_the_text_of_a_cell_in_word(xml: str, text: str) -> None:
    sheet = sheets_of(word(tbl(tr("trước", tc(xml), "sau"))))[0]
    assert told(sheet) == " · ".join(["A1 trước", *([f"B1 {text}"] if text else []), "C1 sau"])


OLD_CELL = el("tcPrChange", el("tcPr", span(3), ON))
GRIDS: list[Case] = [
    ("plain", tbl(tr("STT", "Chỉ tiêu"), tr("1.", "Số văn bản")), "A1 STT · B1 Chỉ tiêu · A2 1. · B2 Số văn bản"),
    ("spans take their columns", tbl(tr("a", tc("b", span(2)), "c"), tr("d", "e", "f", "g")),
     "A1 a · B1 b · D1 c · A2 d · B2 e · C2 f · D2 g · B1:C1"),
    ("columns left out in front", tbl(tr("a", "b", "c"), tr("d", pr=el("gridBefore", val=2) + el("gridAfter", val=1))),
     "A1 a · B1 b · C1 c · C2 d"),
    ("merged down", tbl(tr(tc("a", DOWN), "b"), tr(tc("", ON), "c"), tr(tc("", el("vMerge", val="continue")), "d"),
                        tr("e", "f")), "A1 a · B1 b · B2 c · B3 d · A4 e · B4 f · A1:A3"),
    ("merged across and down", tbl(tr(tc("a", DOWN + span(2)), "b"), tr(tc("", ON + span(2)), "c")),
     "A1 a · C1 b · C2 c · A1:B2"),
    ("what a merged cell hides", tbl(tr(tc("a", DOWN), "b"), tr(tc("old", ON), "c")), "A1 a · B1 b · B2 c · A1:A2"),
    ("merged twice below each other", tbl(tr(tc("a", DOWN)), tr(tc("", ON)), tr(tc("b", DOWN)), tr(tc("", ON))),
     "A1 a · A3 b · A1:A2 · A3:A4"),
    ("goes on with nothing", tbl(tr(tc("a", ON), "b"), tr(tc("c", DOWN), "d"), tr(tc("e", span(2))), tr(tc("f", ON))),
     "A1 a · B1 b · A2 c · B2 d · A3 e · A4 f · A3:B3"),
    ("goes on with another width", tbl(tr(tc("a", DOWN), "b", "c"), tr(tc("d", ON + span(2)), "e")),
     "A1 a · B1 b · C1 c · A2 d · C2 e · A2:B2"),
    ("merged across as of old", tbl(tr(tc("a", el("hMerge", val="restart")), tc("", el("hMerge")), "b")),
     "A1 a · C1 b · A1:B1"),
    ("row deleted", tbl(tr("a"), tr("b", pr=el("del", id=1)), tr("c", pr=el("ins", id=2))), "A1 a · A3 c"),
    ("cell deleted", tbl(tr("a", tc("b", el("cellDel", id=1)), "c")), "A1 a · C1 c"),
    ("old properties of a cell", tbl(tr(tc("a", span(2) + OLD_CELL), "b")), "A1 a · C1 b · A1:B1"),
    ("rows and cells in controls", tbl(sdt(tr("a", sdt(tc("b")), "c"))), "A1 a · B1 b · C1 c"),
    ("blank rows count", tbl(tr("", ""), tr("", "b")), "B2 b"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "expected"), ids(GRIDS))
def test_the_grid_of_a_table_in_word(xml: str, expected: str) -> None:
    assert [told(sheet) for sheet in sheets_of(word(xml))] == [expected]


def test_each_table_is_a_sheet_with_the_lines_above_it() -> None:
    letterhead, inner = tbl(tr("UBND TỈNH", "CỘNG HÒA")), tbl(tr("5", "6"))
    body = [
        letterhead, p("BÁO CÁO"), p(), p("năm 2022"), p("Biểu mẫu 1"), tbl(tr("STT", "Chỉ tiêu")), tbl(tr("ngay dưới")),
        p("Biểu mẫu 2"), tbl(tr(tc(p("ngoài") + inner + p("sau")), "b")),
        p("Biểu mẫu 3"), tbl(tr(tc(inner + p()))), p("Nơi nhận"),
    ]  # fmt: skip
    assert [(sheet.name, sheet.above, told(sheet)) for sheet in sheets_of(word("".join(body)))] == [
        ("Bảng 1", (), "A1 UBND TỈNH · B1 CỘNG HÒA"),
        ("Bảng 2", ("BÁO CÁO", "năm 2022", "Biểu mẫu 1"), "A1 STT · B1 Chỉ tiêu"),
        ("Bảng 3", (), "A1 ngay dưới"),
        ("Bảng 4", ("Biểu mẫu 2",), "A1 ngoài\\nsau · B1 b"),
        ("Bảng 5", ("ngoài",), "A1 5 · B1 6"),
        ("Bảng 6", ("Biểu mẫu 3",), ""),
        ("Bảng 7", ("Biểu mẫu 3",), "A1 5 · B1 6"),
    ]


def test_a_table_in_the_older_of_two_versions_is_no_table() -> None:
    newer, older = tbl(tr("mới")), tbl(tr("cũ"))
    body = p(versions(newer, fallback=older)) + tbl(tr("sau"))
    assert [(sheet.name, told(sheet)) for sheet in sheets_of(word(body))] == [
        ("Bảng 1", "A1 mới"),
        ("Bảng 2", "A1 sau"),
    ]


def test_a_deleted_line_end_does_not_join_a_line_to_a_table() -> None:
    sheet = sheets_of(word(p("Biểu mẫu 1", pr=DELETED_END) + tbl(tr("STT"))))[0]
    assert (sheet.above, told(sheet)) == (("Biểu mẫu 1",), "A1 STT")


@pytest.mark.parametrize(
    ("body", "above"),
    [
        (p("Kính gửi:") + p(" ") + p("Sở Nội vụ"), [("Kính gửi:", "Sở Nội vụ")]),
        (p("Kính gửi:", pr=DELETED_END), [("Kính gửi:",)]),
        (p() + p(" "), []),
        ("", []),
    ],
    ids=["a letter", "a letter that ends deleted", "blank lines", "nothing"],
)
def test_a_document_without_a_table_gives_its_lines_alone(body: str, above: list[tuple[str, ...]]) -> None:
    sheets = sheets_of(word(body))
    assert [sheet.above for sheet in sheets] == above
    assert not any(sheet.rows or sheet.merged for sheet in sheets)


def level(at: int, format_: str, text: str, *more: str) -> str:
    return el("lvl", *more, el("numFmt", val=format_), el("lvlText", val=text), ilvl=at)


def kind(number: int, *levels: str) -> str:
    return el("abstractNum", *levels, abstractNumId=number)


def numbered(list_: int, of: int, *more: str) -> str:
    return el("num", el("abstractNumId", val=of), *more, numId=list_)


NUMBERING = "".join(
    [
        kind(0, level(0, "decimal", "%1.", el("start", val=1)), level(1, "decimal", "%1.%2.", el("start", val=1))),
        kind(1, level(0, "upperRoman", "Phụ lục %1", el("start", val=4)), level(1, "bullet", "\uf0b7"),
             level(2, "bullet", "-"), level(3, "lowerLetter", "%4)"), level(4, "decimal", "%1" * 40)),
        numbered(7, 0), numbered(9, 1), numbered(8, 0, el("lvlOverride", el("startOverride", val=1), ilvl=0)),
    ]
)  # fmt: skip


def test_the_numbers_of_lists_are_text() -> None:
    in_list = el("style", el("pPr", el("numPr", el("numId", val=7))), styleId="STT")
    styles = in_list + el("style", el("basedOn", val="STT"), styleId="Con")

    def item(list_: int, at: int, text: str = "") -> str:
        return tc(p(text, pr=el("numPr", el("ilvl", val=at), el("numId", val=list_))))

    rows = {
        item(7, 0): "1.", item(7, 1): "1.1.", item(7, 1, " "): "1.2.", item(7, 0, "x"): "2. x",
        item(7, 1, "x"): "2.1. x",
        tc(p("y", pr=el("pStyle", val="Con"))): "3. y", item(8, 0): "1.", item(8, 0, "x"): "2. x", item(0, 0, "z"): "z",
        item(9, 0): "Phụ lục IV", item(9, 1, "28"): "28", item(9, 2, "28"): "- 28", item(9, 3, "x"): "a) x",
        item(9, 4, "x"): "x", item(9, 0, "x"): "Phụ lục V x", item(5, 0, "28"): "28",
    }  # fmt: skip
    sheet = sheets_of(word(tbl(*map(tr, rows)), numbering=NUMBERING, styles=styles))[0]
    assert [sheet.text(row, 1) for row in range(1, len(rows) + 1)] == list(rows.values())


def test_what_a_style_says_of_its_text() -> None:
    styles = [
        el("style", el("rPr", RAISED), styleId="Mark"),
        el("style", el("basedOn", val="Mark"), el("rPr", el("b")), styleId="Child"),
        el("style", el("rPr", HIDDEN), styleId="Hidden"),
        el("style", el("basedOn", val="Circle"), styleId="Circle"),
    ]
    runs = [r("1", el("rStyle", val="Child")), r("9", el("rStyle", val="Hidden")), r("5", el("rStyle", val="Circle"))]
    shown = r("7", el("vanish", val="false"))
    body = tbl(tr(tc(p("130", *runs)), tc(p("9", shown, runs[0], pr=el("pStyle", val="Hidden")))))
    assert told(sheets_of(word(body, styles="".join(styles)))[0]) == "A1 130¹5 · B1 7"


def test_strict_documents_other_parts_and_properties() -> None:
    data = word(p("Biểu mẫu 1") + tbl(tr("a", tc("b", DOWN))), main="word/document2.xml", ns=STRICT)
    workbook = read_docx(Package(data))
    assert (workbook.modified, workbook.saved_by, workbook.ours) == ("2022-12-13T08:00:00Z", "Văn phòng", False)
    assert [(told(sheet), sheet.above) for sheet in workbook.sheets] == [("A1 a · B1 b", ("Biểu mẫu 1",))]


def test_a_document_without_prefixes() -> None:
    data = word(tbl(tr("a", tc("b", span(2)))))
    plain = data_with(data, lambda xml: xml.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w", "xmlns"))
    assert told(sheets_of(plain)[0]) == told(sheets_of(data)[0]) == "A1 a · B1 b · B1:C1"


def data_with(data: bytes, change: Callable[[str], str]) -> bytes:
    """The document with its main part changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == "word/document.xml" else text)
    return content.getvalue()


def test_a_document_written_by_python_docx() -> None:
    document = Document()
    document.add_paragraph("Biểu mẫu 6")
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "STT"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Kết quả thống kê"
    table.cell(1, 2).text = "Số liệu"
    table.cell(2, 2).text = "15.999"
    content = io.BytesIO()
    document.save(content)
    sheet = sheets_of(content.getvalue())[0]
    assert sheet.above == ("Biểu mẫu 6",)
    assert told(sheet) == "A1 STT · B1 Kết quả thống kê · C2 Số liệu · C3 15.999 · A1:A2 · B1:C1"


WIDE = tr(tc("", span(16_000)))
BOMB = '<!DOCTYPE x [<!ENTITY a "9">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (word(tbl(tr(tc("a", span(10**9))))), TOO_LARGE),
        (word(tbl(tr("a", pr=el("gridBefore", val="9" * 5_000)))), TOO_LARGE),
        (word(tbl(*[WIDE] * 32)), TOO_LARGE),
        (word(tbl() * 2_001), TOO_LARGE),
        (word(p("28"), before=BOMB), DAMAGED),
        (word(p("&a;")), DAMAGED),
        (word("<w:p>"), DAMAGED),
        (word(p("28"), styles="<w:style>"), DAMAGED),
        (word("").replace(b"word/document.xml", b"word/somepart.xml"), NOT_A_WORKBOOK),
    ],
    ids=[
        "a span of 10⁹", "columns in front", "half a million cells", "two thousand tables", "DOCTYPE", "an entity",
        "not closed", "styles not closed", "no main part",
    ],
)  # fmt: skip
def test_a_hostile_document_is_refused(data: bytes, why: Any) -> None:
    assert refused(lambda: read_docx(Package(data))) == why.id


def test_what_is_no_document_is_refused() -> None:
    other = data_with(word(""), lambda xml: xml.replace("w:document", "w:workbook"))
    assert refused(lambda: read_docx(Package(other))) == NOT_A_WORKBOOK.id


def test_tables_within_tables_to_any_depth() -> None:
    body = "5"
    for _ in range(1_000):
        body = tbl(tr(tc(p() + body))) if body != "5" else tbl(tr(body))
    sheets = sheets_of(word(body))
    assert len(sheets) == 1_000
    assert [told(sheet) for sheet in sheets if sheet.rows] == ["A1 5"]


@pytest.mark.parametrize(
    "piece",
    [el("sdt", el("sdtPr"), "{}"), mark("begin") + "{}", p("a", pr=DELETED_END), p(mark("begin")), p("a"),
     tbl(tr("a", "b")), sdt(p("5"), el("showingPlcHdr")), el("pPr", "{}"), el("r", "{}"), el("m:sup", "{}")],
    ids=range(10),
)  # fmt: skip
def test_a_hostile_document_takes_no_longer_than_its_length(piece: str) -> None:
    before, _, after = piece.partition("{}")
    body = before * 20_000 + p("a") * 20_000 + after * 20_000
    start = time.process_time()
    read_or_refused(lambda: read_docx(Package(word(body))))
    read_or_refused(lambda: read_docx(Package(word(p(body)))))
    assert time.process_time() - start < 10


PIECES = st.sampled_from(
    [tbl(), tr("a"), tc("5", span(3)), tc("", ON), tc("x", DOWN), p("28"), sdt(p("1")), mark("begin"), mark("end"),
     p("a", pr=DELETED_END), el("tbl", tc("no row")), versions(p("5"), fallback=tbl(tr("5"))), "<w:t>9</w:t>",
     el("sdt", el("tbl", el("p", tbl()))), el("fldChar", fldCharType="separate"), el("vMerge"), el("pPr", el("t", "x"))]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=12), st.lists(st.sampled_from(["tbl", "tr", "tc", "p", "r", "pPr", "del"]), max_size=6)
)
def test_elements_in_any_order_are_read(pieces: list[str], around: list[str]) -> None:
    body = "".join(pieces)
    for name in around:
        body = el(name, body, body)
    read_or_refused(lambda: read_docx(Package(word(body))))
    sheets_of(word(body))


SAMPLE = data_with(word("".join(xml for _, xml, _ in CELLS[:12]) + "".join(xml for _, xml, _ in GRIDS)), str)


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_bytes_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SAMPLE)
    for at, byte in changes:
        data[at] = byte
    read_or_refused(lambda: read_docx(Package(bytes(data))))
