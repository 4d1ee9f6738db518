"""The cells of a sheet whose XML is written as nearly all programs write it, found by a regular expression.

To call Python for each element costs more than all of expat's own work. Where what stands within ``<sheetData>`` is
wholly rows of cells in the form below, that form is a grammar of it and tells the same as XML would. Where a single
character does not fit (a comment, a prefix, a rich text, another order), nothing is read here and expat does it.
"""

from __future__ import annotations

import html
import re

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=['\"]1\.0['\"](?: encoding=['\"](?i:utf-8)['\"])?"
    rb"(?: standalone=['\"](?:yes|no)['\"])?\?>\s*)?<worksheet[ >]"
)
_ATTRIBUTES = r'(?: [\w:]+="[^"<&]*+")*+'
_TEXT = r"(?:[^<&\x00-\x08\x0b-\x1f\ufffe\uffff]++|&(?:amp|lt|gt|quot|apos);)*+"


def _cell(group: str) -> tuple[str, str]:
    """How a cell begins and what it may hold, with ``group`` opening each group. No part of it ever backtracks."""
    begins = rf'<c r="{group}[A-Z]{{1,3}}[0-9]{{1,7}})"(?: s="{group}[0-9]*+)")?+(?: t="{group}\w*+)")?+ ?+'
    value = rf"<v>{group}{_TEXT})</v>|<v ?/>"
    inline = rf'<is><t(?: xml:space="preserve")?+>{group}{_TEXT})</t></is>'
    return begins, rf"{group}<f{_ATTRIBUTES} ?(?:/>|>{_TEXT}</f>))?+(?:{value}|{inline})?+</c>"


_FILLED = re.compile("{}>(?!</c>){}".format(*_cell("(")))
_ROWS = re.compile(rf"(?:<row{_ATTRIBUTES} ?+(?:/>|>(?:{{}}(?:/>|>{{}}))*+</row>))*+".format(*_cell("(?:")))

Stored = tuple[str, str, str, str, str, str]
"""A cell as its XML has it: address, style, type, formula, value, inline string; empty what it does not have."""


def plain_cells(data: bytes) -> tuple[list[Stored], bytes] | None:
    """The cells that are not blank, in order, and the XML without cells; None where it has not the plain form."""
    begins = _BEGINS.match(data)
    if not begins or b"<!" in data or data.find(b"<?", begins.end()) >= 0:
        return None
    before, _, rest = data.partition(b"<sheetData>")
    rows, ends, after = rest.partition(b"</sheetData>")
    try:
        text = rows.decode()
    except UnicodeDecodeError:
        return None
    if not ends or b"<c " in before + after or not _ROWS.fullmatch(text):
        return None
    found: list[Stored] = _FILLED.findall(text)
    return [_resolved(one) for one in found] if "&" in text else found, before + b"<sheetData/>" + after


def _resolved(cell: Stored) -> Stored:
    ref, style, type_, formula, value, inline = cell
    return ref, style, type_, formula, html.unescape(value), html.unescape(inline)
