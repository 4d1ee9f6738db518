"""A file's bytes -> its grid of cells, by what the bytes are, whatever the file is called."""

from __future__ import annotations

import re

from cchc_xlsx.intake.grid import Workbook
from cchc_xlsx.intake.package import MAX_FILE, MIB, Package
from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import ENCRYPTED, NO_CELLS, NOT_A_WORKBOOK, TOO_LARGE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {name: name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument")}
_BIFF = re.compile(rb"\t[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
"""An Excel file of before 1993: no compound document, only its records. No text begins so: as UTF-16 without a mark, a
tab would stand before a character that no text has."""
_FOREIGN = {
    b"%PDF": "PDF", b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF",
    b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"{\\rtf": "RTF",
}  # fmt: skip


def read_workbook(data: bytes) -> Workbook:
    """All sheets of the file. Raises :class:`Refusal` where it holds nothing that can be read."""
    if not data:
        raise Refusal(NO_CELLS.id)
    if len(data) > MAX_FILE:
        raise Refusal(TOO_LARGE.id, f"{MAX_FILE // MIB} MiB")
    if foreign := foreign_kind(data):
        raise Refusal(NOT_A_WORKBOOK.id, foreign)
    if data.startswith(b"PK"):
        return _of_package(Package(data))
    if _BIFF.match(data):
        raise Refusal(NOT_A_WORKBOOK.id, "Excel 2-4")
    if data.startswith(_OLE):
        return _of_compound(data)
    return _of_text(data)


def foreign_kind(data: bytes) -> str:
    """What the bytes are by their beginning, where that is a kind that is never read; else empty."""
    return next((name for sign, name in _FOREIGN.items() if data.startswith(sign)), "")


def _of_package(package: Package) -> Workbook:
    if package.has("word/document.xml"):
        from cchc_xlsx.intake.kinds.docx import read_docx as read
    elif package.has("content.xml"):
        from cchc_xlsx.intake.kinds.ods import read_ods as read
    elif package.has("xl/workbook.bin"):
        from cchc_xlsx.intake.kinds.xlsb import read_xlsb as read
    else:
        from cchc_xlsx.intake.kinds.xlsx import read_xlsx as read
    return read(package)


def _of_compound(data: bytes) -> Workbook:
    if _STREAMS["EncryptedPackage"] in data:
        raise Refusal(ENCRYPTED.id)
    if _STREAMS["WordDocument"] in data:
        raise Refusal(NOT_A_WORKBOOK.id, "Word 97-2003")
    from cchc_xlsx.intake.kinds.xls import read_xls

    return read_xls(data)


def _of_text(data: bytes) -> Workbook:
    """Web pages and XML that are called .xls, and values set apart by marks that are called .xlsx."""
    start = re.sub(rb"\x00", b"", data[:4096]).lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        from cchc_xlsx.intake.kinds.spreadsheetml import read_spreadsheetml as read
    elif re.search(rb"<office:document[\s>]", start):
        raise Refusal(NOT_A_WORKBOOK.id, "OpenDocument XML (.fods)")
    elif re.search(rb"<(html|table|!doctype html|body|meta|head)\b", start):
        from cchc_xlsx.intake.kinds.html import read_html as read
    else:
        from cchc_xlsx.intake.kinds.delimited import read_delimited as read
    return read(data)
