"""One guarded pass over an XML part: no DOCTYPE, limited depth. The base of all reading of strangers' XML."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED

Start = Callable[[str, dict[str, str]], None]


def scan(data: bytes, start: Start, text: Callable[[str], object]) -> None:
    """Calls ``start`` for each element and ``text`` for each run of characters. Raises :class:`Refusal` for bad XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise Refusal(DAMAGED.id, f"XML: {fault}") from fault
    except (UnicodeError, LookupError) as fault:
        raise Refusal(DAMAGED.id, "XML: encoding") from fault


def _no_doctype(*_: object) -> None:
    raise Refusal(DAMAGED.id, "DOCTYPE")


def local(name: str) -> str:
    """The element's name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name
