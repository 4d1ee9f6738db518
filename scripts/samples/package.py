"""Workbooks and documents -> the same bytes every time: openpyxl stamps the hour of saving on the file, zip on its
parts."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def save(book: Workbook, path: Path, creator: str, saved: datetime) -> None:
    """Saves the workbook as if by ``creator`` at that time."""
    book.properties.creator = book.properties.lastModifiedBy = creator
    book.properties.created = saved.replace(hour=8)
    content = BytesIO()
    book.save(content)
    _write_fixed(content, path, saved)


def save_document(document: Document, path: Path, creator: str, title: str, saved: datetime) -> None:
    """Saves the document as if by ``creator`` at that time."""
    said = document.core_properties
    said.author = said.last_modified_by = creator
    said.title, said.comments, said.created, said.modified = title, "", saved.replace(hour=8), saved
    content = BytesIO()
    document.save(content)
    _write_fixed(content, path, saved)


def _write_fixed(content: BytesIO, path: Path, saved: datetime) -> None:
    """The package with the same hour on all its parts."""
    stamp = saved.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(content) as parts, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as fixed:
        for name in parts.namelist():
            part = parts.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + stamp, part)
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            fixed.writestr(entry, part)
