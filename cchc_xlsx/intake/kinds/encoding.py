"""The bytes of a text file -> its text: by its mark, by what it says of itself, else UTF-8 or Windows' Vietnamese."""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import TOO_LARGE

MAX_TEXT = 16 << 20

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_VIETNAMESE = "cp1258"
_KNOWN = re.compile(r"(utf-?(8|16)([lb]e)?|(windows-|cp)\d{3,4}|iso-?8859-\d{1,2}|us-ascii|latin-?1)", re.IGNORECASE)


def decoded(data: bytes, declared: str = "") -> str | None:
    """The text, None where it is in none of the encodings tried. ``declared`` is what the file says of itself: it is
    believed, and bytes that do not fit it become U+FFFD. Raises :class:`Refusal` for what is too large."""
    if len(data) > MAX_TEXT:
        raise Refusal(TOO_LARGE.id, f"{MAX_TEXT >> 20} MiB")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if len(data) > 1 and data[:2].count(0) == 1:
        return _decoded(data, "utf-16-be" if data[0] == 0 else "utf-16-le")
    if _KNOWN.fullmatch(declared) and not declared.lower().startswith("utf-16"):
        return _decoded(data, declared, "replace")
    return bare_text(data)


def bare_text(data: bytes) -> str | None:
    """The text of bytes that say nothing of their encoding; None where it is neither UTF-8 nor Windows' Vietnamese."""
    text = _decoded(data, "utf-8")
    return _decoded(data, _VIETNAMESE) if text is None else text


def _decoded(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    """The text; that of a Vietnamese code page, which writes tone marks after their vowel, with whole letters."""
    try:
        text = data.decode(encoding, errors)
    except (UnicodeError, LookupError):
        return None
    return normalize("NFC", text) if encoding.endswith("1258") else text
