"""One guarded pass over an XML part: no DOCTYPE, so no entities. The base of all reading of strangers' XML."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from cchc_xlsx.intake.refusal import Refusal
from cchc_xlsx.rules.files import DAMAGED

Start = Callable[[str, dict[str, str]], None]


def scan(data: bytes, start: Start, text: Callable[[str], object], end: Callable[[str], object] | None = None) -> None:
    """Calls ``start`` for each element, ``text`` for each run of characters and ``end``, if given, where an element
    closes. Raises :class:`Refusal` for bad XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise Refusal(DAMAGED.id, f"XML: {fault}") from fault
    except (UnicodeError, LookupError) as fault:
        raise Refusal(DAMAGED.id, "XML: encoding") from fault


def _no_doctype(*_: object) -> None:
    raise Refusal(DAMAGED.id, "DOCTYPE")


def ignore(_: str) -> None:
    """The text handler of a pass that looks at elements only."""


def local(name: str) -> str:
    """The element's name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def attribute(attributes: dict[str, str], name: str) -> str:
    """The attribute of that local name, empty where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith(":" + name)), "")


def texts(data: bytes) -> list[tuple[str, str]]:
    """Every element's local name with the text that follows its start tag, as it stands."""
    return [(name, text) for name, _, text in texts_with_values(data)]


def texts_with_values(data: bytes) -> list[tuple[str, str, str]]:
    """Every element's local name, its ``val`` (empty where it has none) and the text that follows its start tag."""
    names: list[str] = []
    values: list[str] = []
    runs: list[list[str]] = [[]]

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(local(name))
        values.append(attributes.get("val", ""))
        runs.append([])

    if data:
        scan(data, start, lambda run: runs[-1].append(run))
    return list(zip(names, values, map("".join, runs[1:]), strict=True))


def is_on(value: str) -> bool:
    """Whether a property that stands there is switched on by its ``val``."""
    return value not in ("0", "false", "off")


def whole(text: str, default: int = 0) -> int:
    """A whole number from an attribute, ``default`` where it is none; what no grid is large enough for is 10⁹."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal()):
        return default
    return int(digits) if len(digits) < 10 else 10**9
