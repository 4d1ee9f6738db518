"""The inside of Word's paragraphs -> their text as it is printed, with all changes accepted.

What was inserted counts; what was deleted, what is hidden, and the instructions of fields do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from cchc_xlsx.intake.kinds.docx_styles import UNSAID, Item, Lists, Look, said_by
from cchc_xlsx.intake.markup import attribute, is_on, whole

_UNKNOWN = "\ufffd"
"""Stands for a symbol we do not know: it is printed, so the text must not read as if it were not there."""

_BOXES = {0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x78: "☒", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
_SYMBOLS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _BOXES,
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0x30: "☐", 0xA3: "☐",
    },
    "symbol": {code: chr(code) for code in range(0x20, 0x40)}
    | {0x2D: "-", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xD6: "√"},
}  # fmt: skip
"""What the fonts of symbols print for a code, as far as it is met in forms: ticks and boxes, marks and digits."""


_PRIVATE = re.compile("[\uf000-\uf0ff]")


def _symbol(font: str, code: int) -> str:
    return _SYMBOLS.get(font.casefold(), {}).get(code & 0xFF, _UNKNOWN)


def _in_font(text: str, font: str) -> str:
    """The text as a font of symbols prints it; such characters may also stand in the private area from F000."""
    pictures = font.casefold().startswith("wingdings")
    if not pictures and not _PRIVATE.search(text):
        return text
    return "".join(
        _symbol(font, ord(char)) if 0xF000 <= ord(char) < 0xF100 or (pictures and 0x20 < ord(char) < 0x100) else char
        for char in text
    )


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read: ``look`` its style says, ``run`` is that of the run being read; ``joins``: its mark was
    deleted, the next paragraph goes on with its text; ``fields``: whether each field that is open has come to its
    result, ``waiting``: how many have not. An instruction does not go beyond its paragraph."""

    parts: list[str] = field(default_factory=list)
    look: Look = UNSAID
    run: Look = UNSAID
    item: Item | None = None
    joins: bool = False
    fields: list[bool] = field(default_factory=list)
    waiting: int = 0


@dataclass(slots=True)
class _FormField:
    """A field of an old form, which is printed without being text: a box, or what is picked from a list."""

    entries: list[str]
    picked: int = 0


class Paragraphs:
    """The inside of paragraphs: what to do where an element opens (``starts``) or closes (``ends``), by its local name.
    Each finished paragraph's text goes to ``line``."""

    def __init__(self, styles: Mapping[str, Look], lists: Lists, line: Callable[[str], None]) -> None:
        self._styles, self._lists, self._line = styles, lists, line
        self._open: list[_Paragraph] = []
        self._in_properties = False
        self._text: list[str] | None = None
        self._trimmed = False
        self._joined: list[str] = []
        self._field_mark = ""
        self._form_field: _FormField | None = None
        self._controls: list[bool] = []  # whether each open content control shows its prompt only
        self._prompts = 0  # how many of them do
        self._powers = 0
        self.starts: Mapping[str, Callable[[dict[str, str]], None]] = {
            "p": self._begin, "pPr": self._begin_properties, "pStyle": self._style, "r": self._begin_run,
            "rStyle": self._run_style, "t": self._begin_text, "sym": self._symbol,
            "tab": lambda _: self._add("\t"), "ptab": lambda _: self._add("\t"), "br": lambda _: self._add("\n"),
            "cr": lambda _: self._add("\n"), "noBreakHyphen": lambda _: self._add("-"), "den": lambda _: self._add("/"),
            "sup": self._begin_power, "fldChar": self._begin_field_mark, "checkBox": self._begin_box,
            "ddList": self._begin_choice, "default": self._pick, "checked": self._pick, "result": self._pick,
            "listEntry": self._entry, "sdt": lambda _: self._controls.append(False), "showingPlcHdr": self._prompt,
            **{name: partial(self._run_says, name) for name in ("vanish", "vertAlign", "strike", "dstrike", "rFonts")},
            **{name: partial(self._item_says, name) for name in ("numId", "ilvl")},
        }  # fmt: skip
        self.ends: Mapping[str, Callable[[], None]] = {
            "p": self._end, "pPr": self._end_properties, "t": self._end_text, "sup": self._end_power,
            "fldChar": self._end_field_mark, "checkBox": self._end_form_field, "ddList": self._end_form_field,
            "sdt": self._end_control,
        }  # fmt: skip

    def text(self, run: str) -> None:
        """Characters."""
        if self._text is not None:
            self._text.append(run)

    def mark_deleted(self) -> None:
        """Among the properties of a paragraph: its mark was deleted, which joins it to the next."""
        if self._in_properties:
            self._open[-1].joins = True

    def _add(self, text: str) -> None:
        """Text of the open paragraph, if it is printed."""
        if not self._open or self._in_properties:
            return
        paragraph = self._open[-1]
        if not (paragraph.run.hidden or paragraph.waiting or self._prompts):
            paragraph.parts.append(text)

    def _begin(self, _: dict[str, str]) -> None:
        self._open.append(_Paragraph())

    def _end(self) -> None:
        """The text goes out, behind its number in a list."""
        paragraph = self._open.pop()
        self._joined += paragraph.parts
        if not paragraph.joins:
            label = self._lists.label(paragraph.item or paragraph.look.item)
            self._give(f"{label} " if label else "")

    def _give(self, label: str = "") -> None:
        self._line(label + "".join(self._joined))
        self._joined = []

    def end_of_passage(self) -> None:
        """Nothing is joined across the border of a cell or a table."""
        if self._joined:
            self._give()

    def _begin_properties(self, _: dict[str, str]) -> None:
        self._in_properties = bool(self._open)

    def _end_properties(self) -> None:
        self._in_properties = False

    def _style(self, attributes: dict[str, str]) -> None:
        if self._open:
            self._open[-1].look = self._styles.get(attribute(attributes, "val"), UNSAID)

    def _begin_run(self, _: dict[str, str]) -> None:
        if self._open:
            self._open[-1].run = self._open[-1].look

    def _run_style(self, attributes: dict[str, str]) -> None:
        if self._open:
            style = self._styles.get(attribute(attributes, "val"), UNSAID)
            self._open[-1].run = style.over(self._open[-1].run)

    def _run_says(self, name: str, attributes: dict[str, str]) -> None:
        if self._open:
            self._open[-1].run = said_by(name, attributes, self._open[-1].run)

    def _item_says(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_properties:
            self._open[-1].item = said_by(name, attributes, Look(item=self._open[-1].item)).item

    def _begin_text(self, attributes: dict[str, str]) -> None:
        self._text, self._trimmed = [], attributes.get("xml:space") != "preserve"

    def _end_text(self) -> None:
        text = "".join(self._text or ())
        self._text = None
        if not self._open:
            return
        run = self._open[-1].run
        text = _in_font(text.strip(" \t\r\n") if self._trimmed else text, run.font or "")
        self._add(run.face._replace(raised=bool(run.raised or self._powers)).text(text))

    def _symbol(self, attributes: dict[str, str]) -> None:
        code = attribute(attributes, "char")
        known = code and len(code) <= 4 and all(digit in "0123456789abcdefABCDEF" for digit in code)
        self._add(_symbol(attribute(attributes, "font"), int(code, 16)) if known else _UNKNOWN)

    def _begin_power(self, _: dict[str, str]) -> None:
        self._powers += 1

    def _end_power(self) -> None:
        self._powers -= 1

    def _begin_field_mark(self, attributes: dict[str, str]) -> None:
        self._field_mark = attribute(attributes, "fldCharType")

    def _end_field_mark(self) -> None:
        """Taken only where the mark closes: a form's box within it belongs to the text outside."""
        if not self._open:
            return
        paragraph = self._open[-1]
        if self._field_mark == "begin":
            paragraph.fields.append(False)
            paragraph.waiting += 1
        elif paragraph.fields and self._field_mark in ("separate", "end"):
            paragraph.waiting -= not paragraph.fields.pop()
            if self._field_mark == "separate":
                paragraph.fields.append(True)

    def _begin_box(self, _: dict[str, str]) -> None:
        self._form_field = _FormField(["☐", "☒"])

    def _begin_choice(self, _: dict[str, str]) -> None:
        self._form_field = _FormField([])

    def _pick(self, attributes: dict[str, str]) -> None:
        """A later element goes before an earlier one: what was picked before the default."""
        if self._form_field:
            value = attribute(attributes, "val")
            self._form_field.picked = whole(value, int(is_on(value)))

    def _entry(self, attributes: dict[str, str]) -> None:
        if self._form_field:
            self._form_field.entries.append(attribute(attributes, "val"))

    def _end_form_field(self) -> None:
        shown, self._form_field = self._form_field, None
        if shown and shown.picked < len(shown.entries):
            self._add(shown.entries[shown.picked])

    def _end_control(self) -> None:
        self._prompts -= self._controls.pop()

    def _prompt(self, attributes: dict[str, str]) -> None:
        if self._controls and not self._controls[-1] and is_on(attribute(attributes, "val")):
            self._controls[-1] = True
            self._prompts += 1
