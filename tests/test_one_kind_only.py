"""What only one kind of workbook has: short records, older versions, notes between the cells, properties of its own."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from kinds import ods, xls, xlsb, xlsx
from kinds.cells import READ, seen
from tables import table

from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED, NOT_A_WORKBOOK

# --- .ods -----------------------------------------------------------------------------------------

SHORT = {
    "<c": "<table:table-cell", "</c": "</table:table-cell", "<r": "<table:table-row", "</r": "</table:table-row",
    "<p": "<text:p", "</p": "</text:p", "<note>": "<office:annotation><p>", "</note>": "</p></office:annotation>",
    "<drawing>": "<draw:frame><draw:text-box><p>", "</drawing>": "</p></draw:text-box></draw:frame>",
    "<up>": '<text:span text:style-name="up">', "</up>": "</text:span>",
    "<down>": '<text:span text:style-name="down">', "</down>": "</text:span>",
    "<inner>": "<table:table>", "</inner>": "</table:table>", "<foot>": "<text:note><p>", "</foot>": "</p></text:note>",
    "<aid>": "<text:ruby><text:ruby-text>", "</aid>": "</text:ruby-text></text:ruby>",
    " money=": ' office:value-type="currency" office:value=',
    " style=": " table:style-name=", " formula ": ' table:formula="of:=1" ', "⏎": "\n",
    " float=": ' office:value-type="float" office:value=', " string": ' office:value-type="string"',
    " date=": ' office:value-type="date" office:date-value=', " time=": ' office:value-type="time" office:time-value=',
}  # fmt: skip
STYLES = """<office:automatic-styles>
    <number:percentage-style style:name="N1"><number:number/><number:text>%</number:text></number:percentage-style>
    <number:number-style style:name="N2"><number:number/><number:text>%</number:text></number:number-style>
    <number:date-style style:name="N3"><number:day/></number:date-style>
    <style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>
    <style:style style:name="heir" style:family="table-cell" style:parent-style-name="percent"/>
    <style:style style:name="shown" style:family="table-cell" style:data-style-name="N2"/>
    <style:style style:name="day" style:family="table-cell" style:data-style-name="N3"/>
    <style:style style:name="ring" style:family="table-cell" style:parent-style-name="ring"/>
    <style:style style:name="up" style:family="text"><style:text-properties style:text-position="33% 58%"/>
    </style:style>
    <style:style style:name="down" style:family="text"><style:text-properties style:text-position="sub"/>
    </style:style>
    </office:automatic-styles>"""
IN_ODS = table("""
    | case                      | cell                                                       | read                 |
    |---------------------------|------------------------------------------------------------|----------------------|
    | a note                    | <c float="1"><note>9</note><p>1</p></c>                    | n 1                  |
    | a note alone              | <c><note>9</note></c>                                      |                      |
    | a note inside the text    | <c string><p>a<note>9</note>b</p></c>                      | s ab                 |
    | a drawing with words      | <c string><p>a</p><drawing>9</drawing></c>                 | s a                  |
    | a footnote                | <c string><p>a<foot>9</foot></p></c>                       | s a                  |
    | a reading aid             | <c string><p>a<aid>9</aid></p></c>                         | s a                  |
    | a table in a cell         | <c string><p>a</p><inner><r><c float="9"/></r></inner></c> | s a                  |
    | a link                    | <c string><p>a<text:a>b</text:a></p></c>                   | s ab                 |
    | two paragraphs            | <c string><p>a</p><p>b</p></c>                             | s a/b                |
    | a line break and a tab    | <c string><p>a<text:line-break/>b<text:tab/>c</p></c>      | s a/b>c              |
    | spaces by number          | <c string><p>a<text:s text:c="2"/>b</p></c>                | s a  b               |
    | layout of the file        | <c string><p>a ⏎   b</p></c>                               | s a b                |
    | raised above the line     | <c string><p>5<up>1</up></p></c>                           | s 5¹                 |
    | raised around a link      | <c string><p>5<up><text:a>1</text:a></up>2</p></c>         | s 5¹2                |
    | raised around a span      | <c string><p>5<up><text:span>1</text:span></up></p></c>     | s 5¹                 |
    | below the line            | <c string><p>CO<down>2</down></p></c>                      | s CO2                |
    | text without a type       | <c><p>15</p></c>                                           | s 15                 |
    | text stored apart         | <c string office:string-value="15"><p>shown</p></c>        | s 15                 |
    | an amount of money        | <c money="5"><p>5 đ</p></c>                                | n 5                  |
    | a formula without a value | <c formula />                                              | n formula            |
    | a formula of no text      | <c formula ><p/></c>                                       | s formula            |
    | an error by its number    | <c formula  float="0"><p>Err:502</p></c>                   | e Err:502 formula    |
    | an error by its name      | <c formula  float="0"><p>#REF!</p></c>                     | e #REF! formula      |
    | a truth shown as a word   | <c formula  float="1"><p>TRUE</p></c>                      | b 1 formula          |
    | a number shown as a dash  | <c formula  float="0"><p>-</p></c>                         | n 0 formula          |
    | a word typed              | <c string><p>#REF!</p></c>                                 | s #REF!              |
    | a time                    | <c time="PT12H00M00S"/>                                    | n 0.5 [h]:mm:ss      |
    | a date and a time         | <c date="2022-06-05T12:00:00"/>                            | n 44717.5 dd/mm/yyyy |
    | a date beyond all         | <c date="12022-06-05"/>                                    | d 12022-06-05        |
    | a percent style           | <c float="0.95" style="percent"/>                          | n 0.95 0%            |
    | an inherited percent      | <c float="0.95" style="heir"/>                             | n 0.95 0%            |
    | the percent of the column | <c/><c float="0.95"/>                                      | n 0.95 0%            |
    | a percent sign shown      | <c float="95" style="shown"/>                              | n 95                 |
    | a number styled as a date | <c float="9" style="day"/>                                 | n 9 dd/mm/yyyy       |
    | a style that is its own   | <c float="9" style="ring"/>                                | n 9                  |
""")


def ods_of(tables: str, meta: str = "") -> Workbook:
    """The workbook of an .ods with these tables."""
    for short, full in SHORT.items():
        tables = tables.replace(short, full)
    return READ["ods"](ods.package(STYLES + ods.spreadsheet(tables), meta=meta))


def sheet_of(rows: str) -> str:
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="heir"/>'
    return f'<table:table table:name="a">{columns}{rows}</table:table>'


def said(workbook: Workbook) -> list[str]:
    """Each cell's type, text and format, and whether it is a formula."""
    return [
        " ".join(filter(None, (one.type, one.text, "formula" * one.formula, one.format.replace("General", ""))))
        for sheet in workbook.sheets
        for row in sheet.rows.values()
        for one in row.values()
    ]


@pytest.mark.parametrize("row", IN_ODS, ids=lambda row: row["case"])
def test_a_cell_of_an_ods(row: dict[str, str]) -> None:
    cells = said(ods_of(sheet_of(f"<r>{row['cell']}</r>")))
    assert [cell.replace("\n", "/").replace("\t", ">") for cell in cells] == ([row["read"]] if row["read"] else [])


def test_of_an_ods_only_the_sheets_of_the_workbook_are_read() -> None:
    other = sheet_of('<r><c float="9"/></r>')
    seen_in_another_file = other.replace('name="a"', "name=\"'file:///khac.ods'#b\"")
    changes = f"<table:tracked-changes>{other}</table:tracked-changes>"
    links = f"<table:dde-links><table:dde-link>{other}</table:dde-link></table:dde-links>"
    shapes = "<table:shapes><drawing>9</drawing></table:shapes>"
    own = sheet_of(f'{shapes}<table:table-header-rows><r><c float="1"/></r></table:table-header-rows>')
    assert said(ods_of(changes + own + seen_in_another_file + links)) == ["n 1"]


def test_rows_and_cells_of_an_ods_repeat_with_their_ranges() -> None:
    wide = '<c float="7" table:number-columns-spanned="2"/><table:covered-table-cell/>'
    rows = f'<r table:number-rows-repeated="3"><c table:number-columns-repeated="2" float="5"/>{wide}</r>'
    workbook = ods_of(
        sheet_of(f'<r table:number-rows-repeated="4"><c/></r><table:table-row-group>{rows}</table:table-row-group>')
    )
    assert {place: text for place, (_, text, _, _) in seen(workbook).items()} == {
        f"a!{column}{row}": "7" if column == "C" else "5" for row in (5, 6, 7) for column in "ABC"
    }
    assert workbook.sheets[0].merged == [(row, 3, row, 4) for row in (5, 6, 7)]


def test_an_ods_says_when_it_was_saved_and_by_whom() -> None:
    saved = "<dc:date>2022-12-15T08:00:00</dc:date><dc:creator>Sở Y tế</dc:creator>"
    ours = '<meta:user-defined meta:name="cchc-xlsx">1</meta:user-defined>'
    workbook = ods_of(sheet_of(""), saved)
    assert (workbook.modified, workbook.saved_by, workbook.ours) == ("2022-12-15T08:00:00", "Sở Y tế", False)
    assert ods_of(sheet_of(""), ours).ours


# --- .xlsx ----------------------------------------------------------------------------------------


def parts_of_xlsx() -> dict[str, bytes]:
    """The parts of an .xlsx with one number."""
    data = xlsx.write(Workbook([Sheet("a", {1: {1: Content("n", "5")}})]))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def xlsx_of(cells: str) -> bytes:
    parts = parts_of_xlsx()
    sheet = f'<worksheet xmlns="x"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    return xlsb.zipped(parts | {"xl/worksheets/sheet1.xml": sheet.encode()})


IN_XLSX = table("""
    | case                        | cell                                                            | read      |
    |-----------------------------|-----------------------------------------------------------------|-----------|
    | a text, a value left over   | <c t="inlineStr"><is><t>14</t></is><v>7</v></c>                 | s 14      |
    | in the other order          | <c t="inlineStr"><v>7</v><is><t>14</t></is></c>                 | s 14      |
    | a number, a text left over  | <c t="n"><v>14</v><is><t>7</t></is></c>                         | n 14      |
    | without a type              | <c><is><t>7</t></is><v>14</v></c>                               | n 14      |
    | a formula's text            | <c t="str"><f>A2</f><v>có</v><is><t>7</t></is></c>              | s có formula |
    | a text of several runs      | <c t="inlineStr"><is><r><t>1</t></r><r><t>4</t></r></is></c>    | s 14      |
    | a value where a text was due | <c t="inlineStr"><v>14</v></c>                                 | s 14      |
    | a value beside nothing      | <c><v/><v>14</v></c>                                            | n 14      |
""")


@pytest.mark.parametrize("row", IN_XLSX, ids=lambda row: row["case"])
def test_a_cell_of_an_xlsx_that_holds_a_value_and_a_text(row: dict[str, str]) -> None:
    assert said(READ["xlsx"](xlsx_of(row["cell"]))) == [row["read"]]


def test_a_cell_of_an_xlsx_with_two_values_is_damaged() -> None:
    with pytest.raises(Refusal) as refusal:
        READ["xlsx"](xlsx_of('<c r="A1"><v>14</v><v>7</v></c>'))
    assert (refusal.value.why, refusal.value.detail) == (DAMAGED.id, "a: A1")


def test_the_list_of_sheets_of_an_xlsx_may_stand_elsewhere() -> None:
    parts = parts_of_xlsx()
    parts["main/book.xml"] = parts.pop("xl/workbook.xml")
    parts["main/_rels/book.xml.rels"] = (
        parts.pop("xl/_rels/workbook.xml.rels").replace(b'Target="', b'Target="/xl/').replace(b"/xl//xl/", b"/xl/")
    )
    assert said(READ["xlsx"](xlsb.zipped(with_main(parts, b"main/book.xml")))) == ["n 5"]


@pytest.mark.parametrize("main", [b"docProps/core.xml", b"xl/theme/theme1.bin", b"nowhere.xml"])
def test_a_package_whose_main_part_lists_no_sheets_is_no_workbook(main: bytes) -> None:
    parts = parts_of_xlsx()
    del parts["xl/workbook.xml"]
    with pytest.raises(Refusal) as refusal:
        READ["xlsx"](xlsb.zipped(with_main(parts, main)))
    assert refusal.value.why == NOT_A_WORKBOOK.id


def with_main(parts: dict[str, bytes], name: bytes) -> dict[str, bytes]:
    return parts | {"_rels/.rels": parts["_rels/.rels"].replace(b"xl/workbook.xml", name)}


# --- .xlsb ----------------------------------------------------------------------------------------

_HALF = struct.pack("<i", 50 << 2 | 3)
"""0.5 as fifty hundredths in 30 bits."""
IN_XLSB: dict[str, tuple[bytes, list[str]]] = {
    "short cells stand right of the one before": (
        xlsb.record(2, struct.pack("<II", 3, 0) + _HALF)
        + xlsb.record(12, bytes(4))
        + xlsb.record(13, bytes(4) + _HALF)
        + xlsb.record(14, bytes(4) + b"\x07")
        + xlsb.record(15, bytes(4) + b"\1")
        + xlsb.record(16, bytes(4) + struct.pack("<d", 95.3))
        + xlsb.record(17, bytes(4) + xlsb.text("a"))
        + xlsb.record(18, bytes(8)),
        ["D1 n 0.5", "F1 n 0.5", "G1 e #DIV/0!", "H1 b 1", "I1 n 95.3", "J1 s a", "K1 s chung"],
    ),
    "a rich text in its cell": (xlsb.record(62, bytes(8) + xlsb.rich("5¹")), ["A1 s 5¹"]),
    "a short rich text": (xlsb.record(61, bytes(4) + xlsb.rich("5¹")), ["A1 s 5¹"]),
    "runs in any order": (
        xlsb.record(62, bytes(8) + b"\1" + xlsb.text("51") + struct.pack("<I4H", 2, 1, 1, 0, 0)),
        ["A1 s 5¹"],
    ),
    "the upper half of a real": (xlsb.record(2, bytes(8) + struct.pack("<d", 1.5)[4:]), ["A1 n 1.5"]),
    "a negative whole number": (xlsb.record(2, bytes(8) + struct.pack("<i", -7 << 2 | 2)), ["A1 n -7"]),
    "a blank with a style": (xlsb.record(1, bytes(8)), []),
    "a text of no letters": (xlsb.record(6, bytes(12)), []),
    "records of later versions": (xlsb.record(4095, bytes(200)) + xlsb.record(4, bytes(8) + b"\1"), ["A1 b 1"]),
}


@pytest.mark.parametrize(("cells", "read"), IN_XLSB.values(), ids=IN_XLSB)
def test_cells_of_an_xlsb(cells: bytes, read: list[str]) -> None:
    parts = xlsb.parts(Workbook([Sheet("a", {1: {1: Content("s", "chung")}})]))
    row = xlsb.record(0, bytes(17))
    sheet = xlsb.record(129) + xlsb.record(145) + row + cells + xlsb.record(146) + xlsb.record(130)
    workbook = READ["xlsb"](xlsb.zipped(parts | {"xl/worksheets/sheet1.bin": sheet}))
    assert [f"{place[2:]} {type_} {text}" for place, (type_, text, _, _) in seen(workbook).items()] == read


# --- .xls -----------------------------------------------------------------------------------------


def book_of(
    cells: bytes, globals_: bytes = b"", version: int = 0x0600, name: str = "Workbook", **streams: bytes
) -> bytes:
    """An .xls of one sheet "Mot" with these records, its styles General and 0.00%."""
    bof = struct.pack("<H", version), struct.pack("<HH", 2412, 1994) + bytes(8 * (version == 0x0600))
    styles = b"".join(xls.record(0x00E0, struct.pack("<HH", 0, format_) + bytes(16)) for format_ in (0, 10))
    sheet_name = b"\3\0Mot" if version == 0x0600 else b"\3Mot"
    head = xls.record(0x0809, bof[0] + b"\5\0" + bof[1]) + globals_ + styles
    start = len(head) + len(xls.record(0x0085, bytes(6) + sheet_name)) + len(xls.record(0x000A, b""))
    head += xls.record(0x0085, struct.pack("<IBB", start, 0, 0) + sheet_name) + xls.record(0x000A, b"")
    sheet = xls.record(0x0809, bof[0] + b"\x10\0" + bof[1]) + cells + xls.record(0x000A, b"")
    return xls.compound(head + sheet, name, **streams)


def number(row: int, value: float, style: int = 0) -> bytes:
    return xls.record(0x0203, struct.pack("<HHHd", row, 0, style, value))


def formula(row: int, value: float, flags: int) -> bytes:
    return xls.record(0x0006, struct.pack("<HHHdHIHB", row, 0, 0, value, flags, 0, 3, 0x1E) + b"\1\0")


def test_a_workbook_of_excel_5() -> None:
    label = xls.record(0x0204, struct.pack("<HHHH", 0, 0, 0, 8) + "Só luong".encode("cp1252"))
    raised = xls.record(0x00D6, struct.pack("<HHHH", 1, 0, 0, 2) + b"51" + b"\1\1\1")
    fonts = b"".join(xls.record(0x0031, struct.pack("<5H", 200, 0, 0, 400, up) + bytes(4) + b"\1A") for up in (0, 1))
    page = xls.record(0x0042, struct.pack("<H", 1252))
    data = book_of(label + raised + number(2, 0.953, style=1), page + fonts, 0x0500, "Book")
    assert said(READ["xls"](data)) == ["s Só luong", "s 5¹", "n 0.953 0.00%"]


def test_a_formula_that_no_program_has_worked_out_has_no_value() -> None:
    """Libraries that cannot calculate leave a 0 and have Excel work it out; what was worked out may be 0 as well."""
    data = book_of(formula(0, 0, flags=2) + formula(1, 7, flags=2) + formula(2, 0, flags=0) + formula(3, 0, flags=1))
    assert said(READ["xls"](data)) == ["n formula", "n 7 formula", "n 0 formula", "n 0 formula"]


def test_shared_texts_go_on_in_the_next_record() -> None:
    first = struct.pack("<II", 3, 3) + struct.pack("<HB", 4, 0) + b"mo"
    second = b"\1" + "ột".encode("utf-16-le") + struct.pack("<HBHI", 2, 0x0C, 1, 4) + b"ab"
    third = struct.pack("<HH", 1, 0) + b"\1\2\3\4" + struct.pack("<HB", 1, 0) + b"c"
    texts = xls.record(0x00FC, first) + xls.record(0x003C, second) + xls.record(0x003C, third)
    font = xls.record(0x0031, struct.pack("<5H", 200, 0, 0, 400, 0) + bytes(4) + b"\1\0A")
    cells = b"".join(xls.record(0x00FD, struct.pack("<HHHI", row, 0, 0, row)) for row in range(3))
    assert said(READ["xls"](book_of(cells, font + texts))) == ["s moột", "s ab", "s c"]


def properties(*values: tuple[int, bytes]) -> bytes:
    """A property set: numbers with their typed values."""
    places, body = b"", b""
    for key, value in values:
        places += struct.pack("<II", key, 8 + 8 * len(values) + len(body))
        body += value.ljust(-(-len(value) // 4) * 4, b"\0")
    section = struct.pack("<II", 8 + len(places) + len(body), len(values)) + places + body
    return struct.pack("<HHI16xI16xI", 0xFFFE, 0, 0, 1, 48) + section


def test_an_xls_says_when_it_was_saved_and_by_whom() -> None:
    page = (1, struct.pack("<IH", 0x02, 65001))
    name = (8, struct.pack("<II", 0x1E, 12) + "Sở Y tế".encode() + b"\0")
    when = (13, struct.pack("<IQ", 0x40, 133_155_648_000_000_000))
    said_ = properties(page, name, when)
    summary, custom = "\x05SummaryInformation", "\x05DocumentSummaryInformation"
    workbook = READ["xls"](book_of(number(0, 1), **{summary: said_}))
    assert (workbook.modified, workbook.saved_by, workbook.ours) == ("2022-12-15T08:00:00Z", "Sở Y tế", False)
    assert READ["xls"](book_of(number(0, 1), **{custom: b"..cchc-xlsx\0.."})).ours
    for end in range(len(said_)):
        assert said(READ["xls"](book_of(number(0, 1), **{summary: said_[:end]}))) == ["n 1"]
