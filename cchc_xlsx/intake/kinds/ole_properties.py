"""What an OLE compound says of its document: when it was last saved, by whom. Layout: [MS-OLEPS]."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta
from typing import NamedTuple

from cchc_xlsx.intake.compound import Compound

_CODE_PAGE, _AUTHOR, _SAVED_BY, _SAVED = 1, 4, 8, 13
_UNICODE, _UTF8 = 1200, 65001
_SECONDS = 10_000_000
"""A second in the file's unit of time."""


class Properties(NamedTuple):
    """``modified`` is ISO 8601 like that of .xlsx files; each is empty where the file does not say."""

    modified: str
    saved_by: str
    ours: bool


def read_properties(compound: Compound) -> Properties:
    """A property set that cannot be read says nothing: it is no reason to refuse the figures."""
    custom = compound.stream("\x05DocumentSummaryInformation")
    ours = any("cchc-xlsx".encode(encoding) in custom for encoding in ("ascii", "utf-16-le"))
    try:
        found = _values(compound.stream("\x05SummaryInformation"))
    except (struct.error, LookupError, ValueError, OverflowError):
        found = {}
    return Properties(str(found.get(_SAVED, "")), str(found.get(_SAVED_BY) or found.get(_AUTHOR, "")), ours)


def _values(stream: bytes) -> dict[int, str | int]:
    if not stream:
        return {}
    (section,) = struct.unpack_from("<I", stream, 44)
    (count,) = struct.unpack_from("<I", stream, section + 4)
    places = dict(struct.iter_unpack("<II", stream[section + 8 : section + 8 + 8 * min(count, 100)]))
    page = _value(stream, section + places[_CODE_PAGE], 0) if _CODE_PAGE in places else _UTF8
    wanted = places.keys() & {_AUTHOR, _SAVED_BY, _SAVED}
    return {number: _value(stream, section + places[number], int(page)) for number in wanted}


def _value(stream: bytes, at: int, page: int) -> str | int:
    kind, size = struct.unpack_from("<II", stream, at)
    match kind:
        case 0x02:  # VT_I2
            return int(struct.unpack_from("<H", stream, at + 4)[0])
        case 0x1E:  # VT_LPSTR
            encoding = {_UNICODE: "utf-16-le", _UTF8: "utf-8"}.get(page, f"cp{page}")
            return stream[at + 8 : at + 8 + size].decode(encoding, "replace").partition("\0")[0].strip()
        case 0x1F:  # VT_LPWSTR
            return stream[at + 8 : at + 8 + 2 * size].decode("utf-16-le", "replace").partition("\0")[0].strip()
        case 0x40:  # VT_FILETIME
            return _time(int(struct.unpack_from("<Q", stream, at + 4)[0]))
    return ""


def _time(ticks: int) -> str:
    when = datetime(1601, 1, 1) + timedelta(seconds=ticks // _SECONDS)
    return f"{when:%Y-%m-%dT%H:%M:%SZ}" if ticks else ""
