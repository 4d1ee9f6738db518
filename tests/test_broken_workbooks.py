"""Files that are broken, cut off, locked or made to harm: a refusal that says why, no wrong cells, no fault of ours.

Damage is done to the parts inside the container, where no checksum stands before the reader.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kinds import ods, xls, xlsb
from kinds.cells import KINDS, READ, seen, the_workbook

from cchc_xlsx.intake.compound import Compound
from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from cchc_xlsx.intake.kinds import biff
from cchc_xlsx.intake.kinds import ods as ods_reader
from cchc_xlsx.intake.kinds import xlsb as xlsb_reader
from cchc_xlsx.intake.kinds.opening import read_workbook
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.reports.words import Lang, reason
from cchc_xlsx.rules.files import DAMAGED, ENCRYPTED, NO_CELLS, NOT_A_WORKBOOK, TOO_LARGE

SMALL = Workbook(
    [Sheet("a", {1: {1: Content("n", "1"), 2: Content("s", "một văn bản")}}), Sheet("b", {2: {2: Content("n", "2")}})]
)
CELL = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'


def why(kind: str, data: bytes) -> str | None:
    """The rule of the refusal; None where the file is read."""
    try:
        READ[kind](data)
    except Refusal as refusal:
        return refusal.why
    return None


# --- no workbook, or a locked one -----------------------------------------------------------------


def _stream(workbook: Workbook = SMALL) -> bytes:
    return Compound(xls.write(workbook)).stream("Workbook")


_FILEPASS = xls.record(0x002F, bytes(6))
_BOF = len(xls.record(0x0809, bytes(16)))
_TEXT_DOCUMENT = ods.package("<office:body><office:text><text:p>a</text:p></office:text></office:body>")
_LOCKED_ODS = xlsb.zipped({"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>", "content.xml": b"\x80\x81"})

NO_WORKBOOKS: dict[str, tuple[str, bytes, str]] = {
    "xls: empty": ("xls", b"", NO_CELLS.id),
    "xls: text": ("xls", b"Don vi;So lieu", NOT_A_WORKBOOK.id),
    "xls: a document of Word": ("xls", xls.compound(bytes(5000), "WordDocument"), NOT_A_WORKBOOK.id),
    "xls: an .xlsx with a password": ("xls", xls.compound(bytes(5000), "EncryptedPackage"), ENCRYPTED.id),
    "xls: a password": ("xls", xls.compound(_stream()[:_BOF] + _FILEPASS + _stream()[_BOF:]), ENCRYPTED.id),
    "xlsb: a zip of other things": ("xlsb", xlsb.zipped({"a": b"b"}), NOT_A_WORKBOOK.id),
    "ods: a zip of other things": ("ods", xlsb.zipped({"a": b"b"}), NOT_A_WORKBOOK.id),
    "ods: a text document": ("ods", _TEXT_DOCUMENT, NOT_A_WORKBOOK.id),
    "ods: a password": ("ods", _LOCKED_ODS, ENCRYPTED.id),
}


@pytest.mark.parametrize(("kind", "data", "rule"), NO_WORKBOOKS.values(), ids=NO_WORKBOOKS)
def test_what_is_no_open_workbook_is_refused_with_its_reason(kind: str, data: bytes, rule: str) -> None:
    assert why(kind, data) == rule


FLAT_ODF = '<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
KINDS_BY_CONTENT = {
    "flat OpenDocument": (FLAT_ODF.encode() + b"</office:document>", "OpenDocument XML (.fods)"),
    "Excel 2": (b"\x09\x00\x04\x00\x02\x00\x10\x00", "Excel 2-4"),
    "Excel 4": (b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00", "Excel 2-4"),
    "RAR": (b"Rar!\x1a\x07\x00", "RAR"),
    "a letter": ("Kính gửi: Sở Nội vụ".encode(), ""),
}


@pytest.mark.parametrize(("data", "kind"), KINDS_BY_CONTENT.values(), ids=KINDS_BY_CONTENT)
def test_what_is_no_workbook_is_named_by_its_content(data: bytes, kind: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_workbook(data)
    assert (refusal.value.why, refusal.value.detail) == (NOT_A_WORKBOOK.id, kind)
    for lang, words in ((Lang.VI, "mà là dạng "), (Lang.EN, "it is of the kind ")):
        said = reason(refusal.value.why, refusal.value.detail, lang)
        assert f"{words}{kind}." in said if kind else words not in said


def test_text_of_windows_without_a_mark_is_no_old_excel_file() -> None:
    text = "\t\t\tBIỂU MẪU 1\r\n1.\tSố hồ sơ\tHồ sơ\t5\r\n2.\tSố thủ tục\tThủ tục\t7\r\n"
    assert read_workbook(text.encode("utf-16-le")).sheets[0].rows[3][4].text == "7"


# --- cut off --------------------------------------------------------------------------------------


@lru_cache
def parts_of(kind: str) -> dict[str, bytes]:
    """What can be damaged in a file of the kind: the parts of the zip, or the compound and the stream in it."""
    data = KINDS[kind].write(the_workbook(kind))
    if kind == "xls":
        return {"file": data, "stream": Compound(data).stream("Workbook")}
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def put_together(kind: str, parts: dict[str, bytes], name: str, damaged: bytes) -> bytes:
    """The file with one part damaged."""
    if kind == "xls":
        return damaged if name == "file" else xls.compound(damaged)
    return xlsb.zipped(parts | {name: damaged})


DAMAGEABLE = [
    ("xls", "file"), ("xls", "stream"), ("xlsb", "xl/workbook.bin"), ("xlsb", "xl/styles.bin"),
    ("xlsb", "xl/sharedStrings.bin"), ("xlsb", "xl/worksheets/sheet2.bin"),
    ("ods", "content.xml"), ("ods", "styles.xml"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), DAMAGEABLE)
def test_a_file_cut_off_is_refused_or_has_all_its_cells(kind: str, name: str) -> None:
    parts = parts_of(kind)
    whole = seen(READ[kind](put_together(kind, parts, name, parts[name])))
    for end in range(0, len(parts[name]), max(len(parts[name]) // 60, 1)):
        data = put_together(kind, parts, name, parts[name][:end])
        assert why(kind, data) or seen(READ[kind](data)) == whole, end


@st.composite
def _damage(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """A few bytes changed, put in or taken out."""
    changes = draw(
        st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=5), st.integers(0, 5)), min_size=1, max_size=4)
    )

    def damaged(data: bytes) -> bytes:
        for where, instead, taken in changes:
            at = int(where * len(data))
            data = data[:at] + instead + data[at + taken :]
        return data

    return damaged


@pytest.mark.parametrize(("kind", "name"), DAMAGEABLE)
@given(damage=_damage())
def test_damage_of_any_kind_ends_in_a_refusal_or_a_workbook(
    kind: str, name: str, damage: Callable[[bytes], bytes]
) -> None:
    parts = parts_of(kind)
    data = put_together(kind, parts, name, damage(parts[name]))
    assert why(kind, data) in (None, DAMAGED.id, NOT_A_WORKBOOK.id, TOO_LARGE.id, ENCRYPTED.id, NO_CELLS.id)


# --- made to harm: .xls ---------------------------------------------------------------------------

_SST, _LABELSST, _BOUNDSHEET, _EOF, _XF = 0x00FC, 0x00FD, 0x0085, 0x000A, 0x00E0


def records(stream: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        if code:
            found.append((code, stream[at + 4 : at + 4 + size]))
        at += 4 + size
    return found


def with_record(code: int, change: Callable[[bytes], bytes], which: int = 0) -> bytes:
    """An .xls whose record of that code is changed; it keeps its length."""
    found = records(_stream())
    at = [at for at, (one, _) in enumerate(found) if one == code][which]
    found[at] = (code, change(found[at][1]))
    return xls.compound(b"".join(xls.record(*one) for one in found))


def in_last_sheet(extra: bytes) -> bytes:
    """An .xls with further records in its last sheet."""
    stream = _stream()
    end = stream.rindex(xls.record(_EOF, b""))
    return xls.compound(stream[:end] + extra + stream[end:])


def _patched(at: int, instead: bytes) -> Callable[[bytes], bytes]:
    return lambda body: body[:at] + instead + body[at + len(instead) :]


def _first_sheet() -> bytes:
    return next(body[:4] for code, body in records(_stream()) if code == _BOUNDSHEET)


_BACKWARDS = struct.pack("<II", 9, 0x7FFFFFFF) + struct.pack("<HBi", 1, 4, -8) + b"a"
HARMFUL_XLS: dict[str, Callable[[], bytes]] = {
    "a text beyond the shared ones": lambda: with_record(_LABELSST, _patched(6, b"\xff\xff\xff\xff")),
    "more shared texts than there are": lambda: with_record(_SST, _patched(4, b"\xff\xff\xff\x7f")),
    "a shared text that leads back": lambda: with_record(_SST, _patched(0, _BACKWARDS)),
    "a shared text beyond its record": lambda: with_record(_SST, _patched(8, b"\xff\xff")),
    "two sheets in one place": lambda: with_record(_BOUNDSHEET, _patched(0, _first_sheet()), which=1),
    "a sheet where the book begins": lambda: with_record(_BOUNDSHEET, _patched(0, bytes(4))),
    "a sheet beyond the end": lambda: with_record(_BOUNDSHEET, _patched(0, b"\xff\xff\xff\x7f")),
    "a number in an unknown style": lambda: in_last_sheet(xls.record(0x0203, struct.pack("<HHHd", 5, 5, 999, 0.95))),
    "a record beyond the end": lambda: in_last_sheet(struct.pack("<HH", 0x0203, 0xFFFF)),
    "a formula cut short": lambda: in_last_sheet(xls.record(0x0006, bytes(7))),
    "another sheet inside": lambda: in_last_sheet(xls.record(0x0809, bytes(16))),
}


@pytest.mark.parametrize("make", HARMFUL_XLS.values(), ids=HARMFUL_XLS)
def test_an_xls_that_lies_about_itself_is_refused(make: Callable[[], bytes]) -> None:
    assert why("xls", make()) == DAMAGED.id


def test_a_link_over_a_whole_sheet_and_a_chart_in_it_cost_nothing() -> None:
    link = xls.record(0x01B8, struct.pack("<4H", 0, 0xFFFF, 0, 0xFF) + bytes(40))
    begin, end = xls.record(0x0809, bytes(16)), xls.record(_EOF, b"")
    chart = begin + begin + end + xls.record(0x0203, struct.pack("<HHHd", 8, 8, 0, 5)) + end
    behind = xls.record(0x0203, struct.pack("<HHHd", 9, 0, 0, 7))
    read = seen(READ["xls"](in_last_sheet(link + chart + behind)))
    assert read == seen(SMALL) | {"b!A10": ("n", "7", "", False)}


def test_a_compound_in_pieces_is_put_together() -> None:
    """The stream's sectors in the file in another order: 0 1 2 … stand as 1 0 2 …"""
    data = xls.compound(_stream())
    table = 512 * (1 + struct.unpack_from("<I", data, 76)[0])
    directory = 512 * (1 + struct.unpack_from("<I", data, 48)[0])
    first, second, rest = data[512:1024], data[1024:1536], data[1536:]
    swapped = data[:512] + second + first + rest
    chained = _patched(table, struct.pack("<II", 2, 0))(swapped)
    pieces = _patched(directory + 128 + 116, struct.pack("<I", 1))(chained)
    assert seen(READ["xls"](pieces)) == seen(SMALL)


def test_a_compound_that_loops_is_refused() -> None:
    data = xls.write(SMALL)
    table = 512 * (1 + struct.unpack_from("<I", data, 76)[0])
    directory = 512 * (1 + struct.unpack_from("<I", data, 48)[0])
    start = struct.unpack_from("<I", data, directory + 128 + 116)[0]
    looping = _patched(table + 4 * start, struct.pack("<I", start))
    endless = _patched(directory + 128 + 120, struct.pack("<I", 0x7FFFFFFF))
    astray = _patched(directory + 128 + 68, struct.pack("<III", 1, 1, 1))
    assert seen(READ["xls"](astray(data))) == seen(SMALL), "an entry beside itself is looked at once"
    assert why("xls", endless(data)) == DAMAGED.id
    assert why("xls", looping(data)) == DAMAGED.id
    assert why("xls", endless(looping(data))) == DAMAGED.id
    assert why("xls", _patched(48, struct.pack("<I", start))(looping(data))) == DAMAGED.id


# --- made to harm: .xlsb --------------------------------------------------------------------------


def sheet_of(*cells: bytes, tail: bytes = xlsb.record(146) + xlsb.record(130)) -> bytes:
    """An .xlsb whose first sheet holds these records."""
    sheet = b"".join([xlsb.record(129), xlsb.record(145), *cells, tail])
    return xlsb.zipped(xlsb.parts(SMALL) | {"xl/worksheets/sheet1.bin": sheet})


def _row(number: int) -> bytes:
    return xlsb.record(0, struct.pack("<II", number, 0) + bytes(9))


def _cell(number: int, column: int, value: bytes, style: int = 0) -> bytes:
    return xlsb.record(number, struct.pack("<II", column, style) + value)


_ONE = struct.pack("<d", 1)
HARMFUL_XLSB = {
    "a cell before any row": sheet_of(_cell(5, 0, _ONE)),
    "a row beyond the last": sheet_of(_row(1_048_576), _cell(5, 0, _ONE)),
    "a column beyond the last": sheet_of(_row(0), _cell(5, 16_384, _ONE)),
    "a text beyond the shared ones": sheet_of(_row(0), _cell(7, 0, b"\xff\xff\xff\xff")),
    "a style beyond the last": sheet_of(_row(0), _cell(5, 0, _ONE, style=9)),
    "a text longer than its record": sheet_of(_row(0), _cell(6, 0, struct.pack("<I", 0x7FFFFFFF) + b"a\0")),
    "a number cut short": sheet_of(_row(0), _cell(5, 0, b"\0\0")),
    "a record beyond the end": sheet_of(_row(0), b"\x05\xff\xff\xff\x7f"),
    "an end beyond the end": sheet_of(_row(0), xlsb.record(146), xlsb.record(130) + b"\x82\x01\x05", tail=b""),
    "a range cut short": sheet_of(_row(0), xlsb.record(176, bytes(8))),
}


@pytest.mark.parametrize("data", HARMFUL_XLSB.values(), ids=HARMFUL_XLSB)
def test_an_xlsb_that_lies_about_itself_is_refused(data: bytes) -> None:
    assert why("xlsb", data) == DAMAGED.id


# --- made to harm: .ods ---------------------------------------------------------------------------


def ods_of(rows: str) -> bytes:
    """An .ods of one sheet with these rows: ``<r>`` is a row, ``<c>`` a cell, ``<n>`` one that holds 1."""
    for short, full in {
        "<n": '<c office:value-type="float" office:value="1"', "<r": "<table:table-row", "</r": "</table:table-row",
        "<c": "<table:table-cell", "</c": "</table:table-cell", " rows=": " table:number-rows-repeated=",
        " columns=": " table:number-columns-repeated=", " type=": " office:value-type=",
    }.items():  # fmt: skip
        rows = rows.replace(short, full)
    return ods.package(ods.spreadsheet(f'<table:table table:name="a">{rows}</table:table>'))


HARMFUL_ODS = {
    "a filled row a million times": ('<r rows="1048576"><n/></r>', TOO_LARGE.id),
    "a thousand cells a thousand times": ('<r rows="1000"><n columns="1000"/></r>', TOO_LARGE.id),
    "many rows of many cells": ('<r><n columns="16384"/></r>' * 31, TOO_LARGE.id),
    "a cell beyond the last column": ('<r><c columns="16384"/><n/></r>', DAMAGED.id),
    "a row beyond the last": ('<r rows="1048576"><c/></r><r><n/></r>', DAMAGED.id),
    "a repetition below none": ('<r><n columns="-1"/></r>', DAMAGED.id),
    "a repetition of many digits": (f'<r rows="{"9" * 5000}"><c/></r>', DAMAGED.id),
    "a number without a value": ('<r><c type="float"><text:p>15.999</text:p></c></r>', DAMAGED.id),
    "an unknown type": ('<r><c type="image"><text:p>1</text:p></c></r>', DAMAGED.id),
    "endless spaces": ('<r><c><text:p><text:s text:c="99999999"/></text:p></c></r>', TOO_LARGE.id),
}


@pytest.mark.parametrize(("rows", "rule"), HARMFUL_ODS.values(), ids=HARMFUL_ODS)
def test_an_ods_that_lies_about_itself_is_refused(rows: str, rule: str) -> None:
    assert why("ods", ods_of(rows)) == rule


def test_blank_rows_and_columns_cost_nothing() -> None:
    blank = '<r rows="900000000"><c columns="900000000"/></r>'
    assert seen(READ["ods"](ods_of(f'<r><n/><c columns="900000000"/></r>{blank}{blank}'))) == {
        "a!A1": ("n", "1", "", False)
    }


def test_entities_are_not_read() -> None:
    root = b"<office:document-content"
    bomb = b"<!DOCTYPE a [<!ENTITY b 'c'>]>"
    with ZipFile(BytesIO(ods_of("<r><n/></r>"))) as package:
        content = package.read("content.xml")
    assert why("ods", xlsb.zipped({"content.xml": content})) is None
    assert why("ods", xlsb.zipped({"content.xml": content.replace(root, bomb + root)})) == DAMAGED.id


def test_names_of_elements_stand_for_what_they_are_declared_as() -> None:
    with ZipFile(BytesIO(ods_of("<r><n/></r>"))) as package:
        content = package.read("content.xml")
    other = content.replace(b"opendocument:xmlns:text", b"opendocument:xmlns:other")
    assert why("ods", xlsb.zipped({"content.xml": other})) == NOT_A_WORKBOOK.id


# --- too large ------------------------------------------------------------------------------------

READERS = {"xls": biff, "xlsb": xlsb_reader, "ods": ods_reader}


@pytest.mark.parametrize("kind", READERS)
def test_cells_are_counted_as_they_are_read(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {column: Content("n", str(column)) for column in range(1, 12)}
    data = KINDS[kind].write(Workbook([Sheet("a", {1: row})]))
    monkeypatch.setattr(READERS[kind], "MAX_CELLS", 11)
    assert why(kind, data) is None
    monkeypatch.setattr(READERS[kind], "MAX_CELLS", 10)
    assert why(kind, data) == TOO_LARGE.id
