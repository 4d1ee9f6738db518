"""What the styles of an .ods file do to its cells: formats that scale or date a number, and how they show text."""

from __future__ import annotations

from cchc_xlsx.intake.grid import PLAIN, Face

_DATA_STYLES = {"number:percentage-style": "0%", "number:date-style": "dd/mm/yyyy", "number:time-style": "h:mm:ss"}


class Styles:
    """Collects styles in passes over styles.xml and content.xml: give it each element's start."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._of_cells: dict[str, tuple[str, str]] = {}
        self._faces: dict[tuple[str, str], Face] = {}
        self._style = ("", "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        own = attributes.get("style:name", "")
        if name in _DATA_STYLES:
            self._formats[own] = _DATA_STYLES[name]
        elif name == "style:style":
            self._style = (attributes.get("style:family", ""), own)
            if attributes.get("style:family") == "table-cell":
                parent = attributes.get("style:parent-style-name", "")
                self._of_cells[own] = (attributes.get("style:data-style-name", ""), parent)
        elif name == "style:text-properties":
            self._faces[self._style] = Face(_is_raised(attributes), _is_struck(attributes))

    def format_of(self, cell_style: str) -> str:
        """The number format of a cell style, its own or inherited, where it scales or dates the number."""
        seen: set[str] = set()
        while cell_style in self._of_cells and cell_style not in seen:
            seen.add(cell_style)
            data_style, cell_style = self._of_cells[cell_style]
            if data_style:
                return self._formats.get(data_style, "General")
        return "General"

    def strikes(self, cell_style: str) -> bool:
        """Whether the whole font of a cell style, its own or inherited, is struck through."""
        seen: set[str] = set()
        while cell_style in self._of_cells and cell_style not in seen:
            seen.add(cell_style)
            if self._faces.get(("table-cell", cell_style), PLAIN).struck:
                return True
            cell_style = self._of_cells[cell_style][1]
        return False

    def face(self, text_style: str) -> Face:
        """How a span of this style shows its text."""
        return self._faces.get(("text", text_style), PLAIN)


def _is_raised(attributes: dict[str, str]) -> bool:
    """``super 58%`` or a height above the line: ``33% 58%``."""
    position = attributes.get("style:text-position", "").partition(" ")[0]
    return position == "super" or (position.endswith("%") and position[0] not in "-0")


def _is_struck(attributes: dict[str, str]) -> bool:
    """A line of any style or kind through the text."""
    lines = (attributes.get(f"style:text-line-through-{of}", "none") for of in ("style", "type"))
    return any(line != "none" for line in lines)
