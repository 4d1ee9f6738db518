"""Crossing out the old figure and typing the new one behind it: what is struck through is no part of a figure."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
import xlwt
from grids import told
from kinds import ods, xlsb
from kinds.cells import READ
from tables import READER, table
from word import el, p, r, tbl, tc, tr, word

from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.grid import STROKE, Content, Sheet, Workbook, struck
from cchc_xlsx.intake.kinds.docx import read_docx
from cchc_xlsx.intake.kinds.html import read_html
from cchc_xlsx.intake.kinds.spreadsheetml import read_spreadsheetml
from cchc_xlsx.intake.package import Package
from cchc_xlsx.model import Blank, Cell, Code, Invalid
from cchc_xlsx.rules.values import TEXT

# A piece between ~ is struck through. All of a cell's font struck through is written ``~~14``.
ROW_OF = {"count": "BM3.3.1a", "percent": "BM4.2.5", "code": "BM1.6", "option": "BM4.1.1a"}
READINGS = table("""
    | cell          | row     | likely |
    | ~1~14         | count   | 14     |
    | ~12~ 14       | count   | 14     |
    | 14 ~hồ sơ~    | count   | 14     |
    | 1~0~4         | count   | 14     |
    | ~14~          | count   |        |
    | ~không~       | count   |        |
    | ~không~ 5     | count   | 5      |
    | ~95~ 95,3     | percent | 95.3   |
    | ~1~           | code    |        |
    | ~Có~          | code    |        |
    | ~x~           | option  |        |
    | ~1~ x         | option  | 1      |
""")


def typed(cell: str) -> str:
    return "".join(struck(piece) if at % 2 else piece for at, piece in enumerate(cell.split("~")))


@pytest.mark.parametrize("row", READINGS, ids=lambda row: row["cell"])
def test_what_is_struck_through_makes_no_figure(row: dict[str, str]) -> None:
    reading = READER.read(Content("s", typed(row["cell"])), Code(ROW_OF[row["row"]]), Cell("a", "b", "C1"))
    assert isinstance(reading, Invalid)
    assert (reading.why, f"{reading.likely or ''}") == (TEXT.id, row["likely"])


def test_a_label_that_is_struck_through_is_the_same_label() -> None:
    label = "2.1. Tỷ lệ hồ sơ được giải quyết đúng hạn; ĐVSNCL"
    assert fold(struck(label)) == fold(label)
    assert struck(struck("1 4")) == struck("1 4") == f"1{STROKE} 4{STROKE}"
    assert isinstance(READER.read(Content("s", struck("  ")), Code("BM1.6"), Cell("a", "b", "C1")), Blank)


def in_xlsx(pieces: list[tuple[str, bool]], whole: bool) -> Sheet:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        line = book.add_format({"font_strikeout": True})
        sheet = book.add_worksheet("a")
        if len(pieces) > 1:
            sheet.write_rich_string(
                0, 0, *(part for text, out in pieces for part in ((line, text) if out else (text,)))
            )
        else:
            sheet.write_number(0, 0, float(pieces[0][0]), line if whole else None)
    return READ["xlsx"](stream.getvalue()).sheets[0]


def in_xls(pieces: list[tuple[str, bool]], whole: bool) -> Sheet:
    book = xlwt.Workbook()
    sheet, line = book.add_sheet("a"), xlwt.Font()
    line.struck_out = True
    style = xlwt.XFStyle()
    if len(pieces) > 1:
        sheet.write_rich_text(0, 0, [(text, line) if out else text for text, out in pieces])
    else:
        style.font = line if whole else style.font
        sheet.write(0, 0, float(pieces[0][0]), style)
    stream = io.BytesIO()
    book.save(stream)
    return READ["xls"](stream.getvalue()).sheets[0]


def in_xlsb(pieces: list[tuple[str, bool]], whole: bool) -> Sheet:
    """Font 1 of the two is struck through; style 1 is that of a cell in it."""
    parts = xlsb.parts(Workbook([Sheet("a", {1: {1: Content("n", "1")}})]))
    colour = bytes(8)
    fonts = b"".join(
        xlsb.record(43, struct.pack("<4H4B", 220, flags, 400, 0, 0, 2, 0, 0) + colour + b"\0" + xlsb.text("A"))
        for flags in (0, 8)
    )
    styles = b"".join(xlsb.record(47, struct.pack("<HHH", 0, 0, font) + bytes(10)) for font in (0, 1))
    cells = xlsb.record(617, bytes(4)) + styles + xlsb.record(618)
    if len(pieces) > 1:
        at, runs = 0, b""
        for text, out in pieces:
            runs += struct.pack("<HH", at, int(out))
            at += len(text)
        text = xlsb.text("".join(text for text, _ in pieces))
        cell = xlsb.record(62, bytes(8) + b"\1" + text + struct.pack("<I", len(pieces)) + runs)
    else:
        cell = xlsb.record(5, struct.pack("<IId", 0, int(whole), float(pieces[0][0])))
    row = xlsb.record(145) + xlsb.record(0, bytes(17)) + cell + xlsb.record(146)
    parts |= {
        "xl/worksheets/sheet1.bin": xlsb.record(129) + row + xlsb.record(130),
        "xl/styles.bin": xlsb.record(278) + fonts + cells + xlsb.record(279),
    }
    return READ["xlsb"](xlsb.zipped(parts)).sheets[0]


def in_ods(pieces: list[tuple[str, bool]], whole: bool) -> Sheet:
    line = '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    styles = "".join(f'<style:style style:name="{of}" style:family="{of}">{line}' for of in ("text", "table-cell"))
    none = '<style:text-properties style:text-line-through-style="none"/></style:style>'
    styles += f'<style:style style:name="plain" style:family="table-cell">{none}'
    heir = '<style:style style:name="heir" style:family="table-cell" style:parent-style-name="table-cell"/>'
    spans = "".join(f'<text:span text:style-name="text">{text}</text:span>' if out else text for text, out in pieces)
    kind = 'office:value-type="string"' if len(pieces) > 1 else f'office:value-type="float" office:value="{spans}"'
    cell = f'<table:table-cell table:style-name="{"heir" if whole else "plain"}" {kind}><text:p>{spans}</text:p>'
    row = f"<table:table-row>{cell}</table:table-cell></table:table-row>"
    tables = ods.spreadsheet(f'<table:table table:name="a">{row}</table:table>')
    automatic = f"<office:automatic-styles>{styles}{heir}</office:automatic-styles>"
    return READ["ods"](ods.package(automatic + tables)).sheets[0]


def in_xml(pieces: list[tuple[str, bool]], whole: bool) -> Sheet:
    kind = "String" if len(pieces) > 1 else "Number"
    runs = "".join(f"<S>{text}</S>" if out else f"<Font>{text}</Font>" for text, out in pieces)
    styles = '<Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="s2" ss:Parent="s1"/>'
    cell = f'<Cell{" ss:StyleID=" + repr("s2") if whole else ""}><ss:Data ss:Type="{kind}">{runs}</ss:Data></Cell>'
    page = (
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="a"><Table><Row>{cell}</Row></Table></Worksheet></Workbook>'
    )
    return read_spreadsheetml(page.encode()).sheets[0]


def in_html(pieces: list[tuple[str, bool]], whole: bool) -> Sheet:
    runs = "".join(f"<font class=font9>{text}</font>" if out else text for text, out in pieces)
    style = (
        "<style>.font9 {color:red; text-decoration:underline line-through;} .xl5 {text-decoration:line-through}</style>"
    )
    cell = f"<td class='{'xl5' if whole else 'xl4'}'{' x:num' if len(pieces) == 1 else ''}>{runs}"
    return read_html(f"{style}<table><tr>{cell}</table>".encode()).sheets[0]


IN: dict[str, Callable[[list[tuple[str, bool]], bool], Sheet]] = {
    "xlsx": in_xlsx, "xls": in_xls, "xlsb": in_xlsb, "ods": in_ods, "xml": in_xml, "html": in_html,
}  # fmt: skip


@pytest.mark.parametrize("kind", IN)
def test_the_old_figure_crossed_out_in_front_of_the_new_one(kind: str) -> None:
    assert told(IN[kind]([("1", True), ("14", False)], False)) == f"A1 {struck('1')}14"


@pytest.mark.parametrize("kind", IN)
def test_a_number_in_a_cell_that_is_crossed_out(kind: str) -> None:
    assert told(IN[kind]([("14", False)], True)) == f"A1 {struck('14')}"
    assert told(IN[kind]([("14", False)], False)).startswith("A1 n:14")


STRIKE, TWICE = el("strike"), el("dstrike")
IN_WORD: list[tuple[str, str, str]] = [
    ("struck through", p(r("1", STRIKE), "14"), f"{struck('1')}14"),
    ("struck twice", p(r("1", TWICE), "14"), f"{struck('1')}14"),
    ("switched off", p(r("1", el("strike", val=0)), "14"), "114"),
    ("one on, the other off", p(r("1", STRIKE + el("dstrike", val="false")), "14"), f"{struck('1')}14"),
    ("an old look", p(r("14", el("rPrChange", el("rPr", STRIKE)))), "14"),
    ("by a style", p(r("1", el("rStyle", val="Out")), "14"), f"{struck('1')}14"),
    ("by a style, switched off", p(r("1", el("rStyle", val="Out") + el("strike", val="off")), "14"), "114"),
    ("raised and struck through", p("14", r("1", el("vertAlign", val="superscript") + STRIKE)), f"14{struck('¹')}"),
]


@pytest.mark.parametrize(("xml", "text"), [case[1:] for case in IN_WORD], ids=[case[0] for case in IN_WORD])
def test_struck_through_in_word(xml: str, text: str) -> None:
    styles: dict[str, Any] = {"styles": el("style", el("rPr", STRIKE), styleId="Out")}
    sheet = read_docx(Package(word(tbl(tr(tc(xml))), **styles))).sheets[0]
    assert told(sheet) == f"A1 {text}"


IN_HTML: list[tuple[str, str]] = [
    ("<s>1</s>14", f"{struck('1')}14"),
    ("<strike><b>1</b></strike>14", f"{struck('1')}14"),
    ("<span style='text-decoration: line-through'><sup>1</sup>2</span>14", f"{struck('¹2')}14"),
    ("<span style='text-line-through:single'>1</span>14", f"{struck('1')}14"),
    ("<span style='text-decoration:underline'>1</span>14", "114"),
    ("<p><s>1<p>4", f"{struck('1')}\\n4"),
    ("<s>1</b></i>4</s>5</s>6", f"{struck('14')}56"),
]


@pytest.mark.parametrize(("html", "text"), IN_HTML)
def test_struck_through_in_html(html: str, text: str) -> None:
    assert told(read_html(f"<table><tr><td>{html}<td>7</table>".encode()).sheets[0]) == f"A1 {text} · B1 7"
