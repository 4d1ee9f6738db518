"""Sheets of an .xlsx whose cells are found without expat read as the same sheets do with it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from kinds import xlsb, xlsx
from kinds.cells import READ
from tables import table

from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from cchc_xlsx.intake.kinds.xlsx_plain import plain_cells

COMMENT = b"<!-- only expat reads comments -->"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheets(parts: dict[str, bytes], behind: bytes = b"") -> list[Sheet]:
    """The sheets as read, with something more behind each sheet's XML."""
    more = {name: data + behind for name, data in parts.items() if name.startswith("xl/worksheets/sheet")}
    return READ["xlsx"](xlsb.zipped(parts | more)).sheets


def with_sheet(rows: str, after: str = "") -> dict[str, bytes]:
    """The parts of a workbook with one shared string and that sheet."""
    parts = parts_of(xlsx.write(Workbook([Sheet("a", {1: {1: Content("s", "chung")}})])))
    sheet = f'<worksheet xmlns="x" xmlns:x="y"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return parts | {"xl/worksheets/sheet1.xml": sheet.encode()}


ROWS = table("""
    | case                      | plain | row                                                                      |
    |---------------------------|-------|--------------------------------------------------------------------------|
    | a number                  | yes   | <row r="1" spans="1:2"><c r="A1" s="1"><v>14.5</v></c></row>             |
    | blank ones                | yes   | <row><c r="A1" s="1" /><c r="B1"></c><c r="C1"><v>1</v></c></row>        |
    | nothing in the value      | yes   | <row><c r="A1" t="str"><v></v></c><c r="B1"><v/></c></row>               |
    | empty rows                | yes   | <row r="1"/><row r="2"></row><row r="3"><c r="A3"><v>1</v></c></row>     |
    | a shared text             | yes   | <row><c r="A1" t="s"><v>0</v></c></row>                                  |
    | a text of its own         | yes   | <row><c r="A1" t="in"><is><t xml:space="preserve"> a </t></is></c></row> |
    | entities                  | yes   | <row><c r="A1" t="in"><is><t>&lt;&amp;amp;lt;&quot;</t></is></c></row>   |
    | a formula                 | yes   | <row><c r="A1"><f>B1&amp;"a"</f><v>2</v></c></row>                       |
    | one without a value       | yes   | <row><c r="B1"><f t="shared" si="0"/></c></row>                          |
    | an error                  | yes   | <row><c r="A1" t="e"><v>#REF!</v></c></row>                              |
    | a switch                  | yes   | <row><c r="A1" t="b"><v>1</v></c></row>                                  |
    | spaces about a number     | yes   | <row><c r="A1"><v> 14 </v></c></row>                                     |
    | a style that is not there | yes   | <row><c r="A1" s="999"><v>14</v></c></row>                               |
    | the same cell twice       | yes   | <row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>                  |
    | an address of another row | yes   | <row><c r="A7"><v>1</v></c></row>                                        |
    | no address                | no    | <row><c><v>1</v></c><c><v>2</v></c></row>                                |
    | small letters             | no    | <row><c r="a1"><v>1</v></c></row>                                        |
    | attributes in other order | no    | <row><c s="1" r="A1"><v>1</v></c></row>                                  |
    | a number by its code      | no    | <row><c r="A1"><v>1&#50;</v></c></row>                                   |
    | a comment in a number     | no    | <row><c r="A1"><v>1<!-- 9 -->2</v></c></row>                             |
    | a text unparsed           | no    | <row><c r="A1" t="str"><v><![CDATA[<v>9</v>]]></v></c></row>             |
    | a rich text               | no    | <row><c r="A1" t="in"><is><r><t>1</t></r><t>2</t></is></c></row>         |
    | value and text            | no    | <row><c r="A1"><v>1</v><is><t>2</t></is></c></row>                       |
    | spread over lines         | no    | <row> <c r="A1"> <v>1</v> </c> </row>                                    |
    | prefixes                  | no    | <x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>                      |
    | quoted otherwise          | no    | <row r='1'><c r='A1'><v>1</v></c></row>                                  |
    | a sheet in the sheet      | no    | <sheetData><row><c r="A1"><v>1</v></c></row></sheetData>                 |
    | a note to a program       | no    | <row><c r="A1"><v>1<?x y?></v></c></row>                                 |
""")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["case"])
def test_plain_cells_read_as_expat_reads_them(row: dict[str, str]) -> None:
    parts = with_sheet(
        row["row"].replace('t="in"', 't="inlineStr"'), '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    )
    data = parts["xl/worksheets/sheet1.xml"]
    assert (plain_cells(data) is not None, plain_cells(data + COMMENT)) == (row["plain"] == "yes", None)
    assert sheets(parts) == sheets(parts, COMMENT)
    assert sheets(parts)[0].merged == [(1, 1, 1, 2)]


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "clean").glob("*.xlsx")), ids=lambda path: path.stem)
def test_whole_workbooks_read_the_same_either_way(path: Path) -> None:
    parts = parts_of(path.read_bytes())
    assert sheets(parts) == sheets(parts, COMMENT)


@pytest.mark.parametrize("behind", [b"", COMMENT], ids=["plain", "expat"])
def test_formulas_of_drop_down_lists_are_no_cells(behind: bytes) -> None:
    after = "<extLst><ext><x:formula1><f>B!$A$1:$A$9</f></x:formula1></ext></extLst>"
    read = sheets(with_sheet('<row r="1"><c r="A1"><v>14</v></c></row>', after), behind)
    assert read[0].rows == {1: {1: Content("n", "14")}}
