"""One guarded pass over an XML part: no DOCTYPE, so no entities. The base of all reading of strangers' XML."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED

Start = Callable[[str, dict[str, str]], None]


def scan(data: bytes, start: Start, text: Callable[[str], object], end: Callable[[str], object] | None = None) -> None:
    """Calls ``start`` and ``end`` for each element and ``text`` for each run of characters. Raises :class:`Refusal` for
    bad XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
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


def texts(data: bytes, with_value: str = "") -> list[tuple[str, str]]:
    """Every element's local name with the text that follows its start tag, as it stands; the name of ``with_value``
    elements comes with their ``val``."""
    names: list[str] = []
    runs: list[list[str]] = [[]]

    def start(name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        names.append(f"{name} {attributes.get('val', '')}" if name == with_value else name)
        runs.append([])

    if data:
        scan(data, start, lambda run: runs[-1].append(run))
    return list(zip(names, map("".join, runs[1:]), strict=True))


def ignore(_: str) -> None:
    """The text handler of a pass that looks at elements only."""


def local(name: str) -> str:
    """The element's name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name
