"""Word's styles and lists -> how a run looks as far as it matters, and the number that stands before a list item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from cchc_xlsx.intake.grid import Face
from cchc_xlsx.intake.markup import attribute, ignore, is_on, local, scan, whole


class Item(NamedTuple):
    """A paragraph's place in a list: the list's id and the level, from 0."""

    list: str
    level: int = 0


class Look(NamedTuple):
    """What a style, a paragraph or a run says of its text; None where it says nothing."""

    hidden: bool | None = None
    raised: bool | None = None
    struck: bool | None = None
    struck_twice: bool | None = None
    font: str | None = None
    item: Item | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else the one it is based on."""
        return Look(
            base.hidden if self.hidden is None else self.hidden,
            base.raised if self.raised is None else self.raised,
            base.struck if self.struck is None else self.struck,
            base.struck_twice if self.struck_twice is None else self.struck_twice,
            self.font or base.font,
            self.item or base.item,
        )

    @property
    def face(self) -> Face:
        """How the text is shown, as far as it matters."""
        return Face(bool(self.raised), bool(self.struck or self.struck_twice))


UNSAID = Look()


def said_by(name: str, attributes: dict[str, str], look: Look) -> Look:
    """The look with what one property element says: ``vanish``, ``vertAlign``, ``strike``, ``dstrike``,
    ``rFonts``, ``numId``, ``ilvl``."""
    value = attribute(attributes, "val")
    match name:
        case "vanish":
            return look._replace(hidden=is_on(value))
        case "vertAlign":
            return look._replace(raised=value == "superscript")
        case "strike":
            return look._replace(struck=is_on(value))
        case "dstrike":
            return look._replace(struck_twice=is_on(value))
        case "rFonts":
            return look._replace(font=attribute(attributes, "ascii") or look.font)
        case "numId":
            return look._replace(item=Item(value, look.item.level if look.item else 0))
        case "ilvl":
            return look._replace(item=Item(look.item.list if look.item else "", whole(value)))
        case _:
            return look


@lru_cache(maxsize=64)
def read_styles(data: bytes) -> Mapping[str, Look]:
    """The look of each style by its id, what it is based on included; cached, as many documents share a template."""
    own: dict[str, Look] = {}
    bases: dict[str, str] = {}
    style = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal style
        name = local(name)
        if name == "style":
            style = attribute(attributes, "styleId")
            own[style] = UNSAID
        elif name == "basedOn":
            bases[style] = attribute(attributes, "val")
        elif style:
            own[style] = said_by(name, attributes, own[style])

    if data:
        scan(data, start, ignore)
    return {style: _based(style, own, bases) for style in own}


def _based(style: str, own: dict[str, Look], bases: dict[str, str]) -> Look:
    look, seen = UNSAID, set[str]()
    while style in own and style not in seen and len(seen) < 32:
        seen.add(style)
        look = look.over(own[style])
        style = bases.get(style, "")
    return look


_LONGEST_LABEL = 64


class _Level(NamedTuple):
    """One level of a list: ``text`` is printed, ``%2`` in it stands for the count at the second level."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


class Numbering(NamedTuple):
    """``kinds``: the kind of list (abstractNum) of each list; ``levels`` by kind, or by ``#list`` where a list has its
    own; ``starts``: the count with which a list begins anew."""

    kinds: Mapping[str, str]
    levels: Mapping[tuple[str, int], _Level]
    starts: Mapping[tuple[str, int], int]


@lru_cache(maxsize=64)
def read_numbering(data: bytes) -> Numbering:
    """The document's lists, from ``numbering.xml``."""
    kinds: dict[str, str] = {}
    levels: dict[tuple[str, int], _Level] = {}
    starts: dict[tuple[str, int], int] = {}
    owner, list_, at = "", "", 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal owner, list_, at
        name, value = local(name), attribute(attributes, "val")
        if name == "abstractNum":
            owner = attribute(attributes, "abstractNumId")
        elif name == "num":
            list_ = attribute(attributes, "numId")
            owner = f"#{list_}"
        elif name == "abstractNumId":
            kinds[list_] = value
        elif name in ("lvl", "lvlOverride"):
            at = whole(attribute(attributes, "ilvl"))
            if name == "lvl":
                levels[owner, at] = _Level()
        elif name == "startOverride":
            starts[list_, at] = whole(value, 1)
        elif (owner, at) in levels:
            levels[owner, at] = _level_with(name, value, levels[owner, at])

    if data:
        scan(data, start, ignore)
    return Numbering(kinds, levels, starts)


def _level_with(name: str, value: str, level: _Level) -> _Level:
    match name:
        case "start":
            return level._replace(start=whole(value, 1))
        case "numFmt":
            return level._replace(format=value)
        case "lvlText":
            return level._replace(text=value if len(value) <= _LONGEST_LABEL else "")
        case _:
            return level


class Lists:
    """Counts the items of one document's lists as they come."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[Item] = set()

    def label(self, item: Item | None) -> str:
        """The number printed before the next item, empty where none is: ``3.1.``; of bullets only a dash is text."""
        kind = self._numbering.kinds.get(item.list) if item else None
        if item is None or kind is None or (level := self._level(item)) is None:
            return ""
        if level.format == "bullet":
            return level.text if level.text in ("-", "–", "—", "+") else ""
        counts = self._counts.setdefault(kind, {})
        again = self._numbering.starts.get(item) if item not in self._begun else None
        self._begun.add(item)
        following = counts[item.level] + 1 if item.level in counts else level.start
        counts[item.level] = following if again is None else again
        for deeper in [other for other in counts if other > item.level]:
            del counts[deeper]
        return re.sub(r"%([1-9])", lambda match: self._count(item, int(match[1]) - 1, counts), level.text).strip()

    def _level(self, item: Item) -> _Level | None:
        levels = self._numbering.levels
        own = levels.get((f"#{item.list}", item.level))
        return own or levels.get((self._numbering.kinds[item.list], item.level))

    def _count(self, item: Item, at: int, counts: dict[int, int]) -> str:
        level = self._level(Item(item.list, at)) or _Level()
        return _written(counts.get(at, level.start), level.format)


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MANY = 780
"""Beyond so many items letters and Roman numbers are told as digits."""


def _written(count: int, format_: str) -> str:
    """The count as the level's format writes it."""
    if format_ == "none":
        return ""
    if format_ == "decimalZero":
        return f"{count:02}"
    if format_.endswith("Letter") and 0 < count <= _MANY:
        times, at = divmod(count - 1, 26)
        text = chr(ord("a") + at) * (times + 1)
    elif format_.endswith("Roman") and 0 < count <= _MANY:
        text = _roman(count)
    else:
        return str(count)
    return text.upper() if format_.startswith("upper") else text


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        text += letters * times
    return text
