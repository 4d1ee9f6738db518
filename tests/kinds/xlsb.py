"""Grid -> .xlsb: the records a reader needs, and no more than LibreOffice and Excel ask for. Layout: [MS-XLSB]."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence

from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from kinds import ERRORS, is_rich, runs

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BUILT_IN, _CUSTOM = {"General": 0, "0%": 9, "0.00%": 10}, 164
"""Number formats of one's own have numbers from 164 on."""


def write(workbook: Workbook, hidden: frozenset[str] = frozenset()) -> bytes:
    """The bytes of a file with these sheets."""
    return zipped(parts(workbook, hidden))


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def parts(workbook: Workbook, hidden: frozenset[str] = frozenset()) -> dict[str, bytes]:
    """The parts of the package by name."""
    cells = [cell for sheet in workbook.sheets for row in sheet.rows.values() for cell in row.values()]
    strings = list(dict.fromkeys(cell.text for cell in cells if cell.type == "s" and not cell.formula))
    formats = list(dict.fromkeys(cell.format for cell in cells if cell.format != "General"))
    names = [f"worksheets/sheet{number}.bin" for number in range(1, len(workbook.sheets) + 1)]
    return {
        "[Content_Types].xml": _content_types(names),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": _book(workbook.sheets, hidden),
        "xl/_rels/workbook.bin.rels": _relations(
            [("worksheet", name) for name in names] + [("styles", "styles.bin"), ("sharedStrings", "sharedStrings.bin")]
        ),
        "xl/styles.bin": _styles(formats),
        "xl/sharedStrings.bin": _strings(strings),
    } | {
        f"xl/{name}": _sheet(sheet, strings, formats) for name, sheet in zip(names, workbook.sheets, strict=True)
    }  # fmt: skip


def record(number: int, body: bytes = b"") -> bytes:
    """One record: number and length in groups of seven bits, the low ones first."""
    return _grouped(number) + _grouped(len(body)) + body


def _grouped(value: int) -> bytes:
    groups = []
    while value >= 0x80:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*groups, value])


def text(value: str) -> bytes:
    units = value.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def _book(sheets: Sequence[Sheet], hidden: frozenset[str]) -> bytes:
    bundle = b"".join(
        record(156, struct.pack("<II", int(sheet.name in hidden), number) + text(f"rId{number}") + text(sheet.name))
        for number, sheet in enumerate(sheets, 1)
    )
    return record(131) + record(143) + bundle + record(144) + record(132)


def _styles(formats: Sequence[str]) -> bytes:
    colour = struct.pack("<BBhBBBB", 1, 0, 0, 0, 0, 0, 255)
    fonts = b"".join(
        record(43, struct.pack("<HHHHBBBB", 220, 0, 400, script, 0, 2, 0, 0) + colour + b"\0" + text("Calibri"))
        for script in (0, 1)
    )
    fill = record(45, struct.pack("<I", 0) + 2 * colour + bytes(48))
    border = record(46, bytes(1) + 5 * (bytes(2) + colour))
    codes = [(_CUSTOM + at, code) for at, code in enumerate(formats) if code not in _BUILT_IN]
    written = b"".join(record(44, struct.pack("<H", number) + text(code)) for number, code in codes)
    own = b"".join(record(47, _style(0, _BUILT_IN.get(code, _CUSTOM + at))) for at, code in enumerate(formats))
    counted = [
        (615, len(codes), written, 616), (611, 2, fonts, 612), (603, 1, fill, 604), (613, 1, border, 614),
        (626, 1, record(47, _style(0xFFFF, 0)), 627), (617, 1 + len(formats), record(47, _style(0, 0)) + own, 618),
    ]  # fmt: skip
    groups = b"".join(
        record(begin, struct.pack("<I", count)) + body + record(end) for begin, count, body, end in counted
    )
    return record(278) + groups + record(279)


def _style(parent: int, format_: int) -> bytes:
    return struct.pack("<HHHHHBBI", parent, format_, 0, 0, 0, 0, 0, 0)


def _strings(strings: Sequence[str]) -> bytes:
    items = b"".join(record(19, rich(one)) for one in strings)
    return record(159, struct.pack("<II", len(strings), len(strings))) + items + record(160)


def rich(value: str) -> bytes:
    """A text with its runs; font 1 is the one in superscript."""
    pieces = runs(value)
    plain = text("".join(piece for piece, _ in pieces))
    if not is_rich(value):
        return b"\0" + plain
    starts, at = [], 0
    for piece, raised in pieces:
        starts.append(struct.pack("<HH", at, int(raised)))
        at += len(piece.encode("utf-16-le")) // 2
    return b"\1" + plain + struct.pack("<I", len(starts)) + b"".join(starts)


def _sheet(sheet: Sheet, strings: Sequence[str], formats: Sequence[str]) -> bytes:
    rows = b"".join(
        record(0, struct.pack("<IIH", row - 1, 0, 300) + bytes(7))
        + b"".join(_cell(column - 1, content, strings, formats) for column, content in sorted(cells.items()))
        for row, cells in sorted(sheet.rows.items())
    )
    merged = b"".join(
        record(176, struct.pack("<4I", top - 1, bottom - 1, left - 1, right - 1))
        for top, left, bottom, right in sheet.merged
    )
    ranges = record(177, struct.pack("<I", len(sheet.merged))) + merged + record(178) if merged else b""
    columns = [column for cells in sheet.rows.values() for column in cells]
    used = (min(sheet.rows) - 1, max(sheet.rows) - 1, min(columns) - 1, max(columns) - 1) if columns else (0, 0, 0, 0)
    return (
        record(129) + record(148, struct.pack("<4I", *used)) + record(145) + rows + record(146) + ranges + record(130)
    )


def _cell(column: int, content: Content, strings: Sequence[str], formats: Sequence[str]) -> bytes:
    style = formats.index(content.format) + 1 if content.format in formats else 0
    head = struct.pack("<II", column, style)
    if content.formula:
        number, value, token = _formula(content)
        return record(number, head + value + struct.pack("<HI", 0, len(token)) + token + struct.pack("<I", 0))
    match content.type:
        case "n":
            packed = _packed(float(content.text))
            if packed is not None:
                return record(2, head + packed)
            return record(5, head + struct.pack("<d", float(content.text)))
        case "b":
            return record(4, head + bytes([int(content.text)]))
        case _:
            return record(7, head + struct.pack("<I", strings.index(content.text)))


def _packed(value: float) -> bytes | None:
    """The number in 30 bits, where it fits: whole, or whole when taken a hundred times."""
    for factor in (1, 100):
        whole = round(value * factor)
        if abs(whole) < 1 << 29 and whole / factor == value:
            return struct.pack("<i", whole << 2 | 2 | (factor > 1))
    return None


def _formula(content: Content) -> tuple[int, bytes, bytes]:
    """The record's number, the stored value, and a formula that comes to it."""
    value = content.text
    match content.type:
        case "n":
            stored = struct.pack("<d", float(value))
            return 9, stored, b"\x1f" + stored
        case "b":
            return 10, bytes([int(value)]), b"\x1d" + bytes([int(value)])
        case "e":
            return 11, bytes([ERRORS[value]]), b"\x1c" + bytes([ERRORS[value]])
        case _:
            units = value.encode("utf-16-le")
            return 8, text(value), b"\x17" + struct.pack("<H", len(units) // 2) + units


def _relations(targets: Iterable[tuple[str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'.encode()


def _content_types(sheets: Iterable[str]) -> bytes:
    kinds = {f"/xl/{name}": "worksheet" for name in sheets}
    kinds |= {
        "/xl/workbook.bin": "sheet.binary.macroEnabled.main",
        "/xl/styles.bin": "styles",
        "/xl/sharedStrings.bin": "sharedStrings",
    }
    items = "".join(
        f'<Override PartName="{name}" ContentType="application/vnd.ms-excel.{kind}"/>' for name, kind in kinds.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">{rels}{items}</Types>'.encode()
