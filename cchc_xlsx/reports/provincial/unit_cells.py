"""What a unit's cell on a detail sheet holds: its number, a mark, or the text as typed where it is not summed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.consolidation import Column, Figure, standing_parts, takes_part
from cchc_xlsx.model import Blank, Code, Invalid, Kind, Nil, NotApplicable, Number, Reading
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import wording
from cchc_xlsx.reports.provincial.formulas import EXEMPT, NIL
from cchc_xlsx.reports.words import Lang, shown
from cchc_xlsx.rules import Words


class Look(Enum):
    """How a unit's cell looks, and what that says."""

    PLAIN = auto()
    BLANK = auto()
    FOREIGN = auto()
    NOT_SENT = auto()
    NIL = auto()
    EXEMPT = auto()
    NOT_SUMMED = auto()
    ERROR = auto()
    DIFFERS = auto()
    STAND_IN = auto()
    ADJUSTED = auto()


class Meant(NamedTuple):
    """A look's cell format, and its words in the legend."""

    properties: Mapping[str, Any]
    legend: Words | None = None


LOOKS: Mapping[Look, Meant] = {
    Look.PLAIN: Meant({}),
    Look.BLANK: Meant({"bg_color": "#FFF2CC"}, wording.LEGEND_BLANK),
    Look.FOREIGN: Meant({"bg_color": "#E7E6E6", "font_color": "#7F7F7F"}, wording.LEGEND_FOREIGN),
    Look.NOT_SENT: Meant({"bg_color": "#D9D9D9", "pattern": 14, "fg_color": "#BFBFBF"}, wording.LEGEND_NOT_SENT),
    Look.NIL: Meant({"font_color": "#7F7F7F"}, wording.LEGEND_NIL),
    Look.EXEMPT: Meant({"font_color": "#7F7F7F"}, wording.LEGEND_EXEMPT),
    Look.NOT_SUMMED: Meant({"bg_color": "#FCE4D6", "font_color": "#C00000", "italic": True}, wording.LEGEND_NOT_SUMMED),
    Look.ERROR: Meant({"bg_color": "#F8CBAD"}, wording.LEGEND_ERROR),
    Look.DIFFERS: Meant({"bg_color": "#E4DFEC"}, wording.LEGEND_DIFFERS),
    Look.ADJUSTED: Meant({"bg_color": "#DDEBF7"}, wording.LEGEND_ADJUSTED),
    Look.STAND_IN: Meant({"italic": True, "font_color": "#1F4E79"}, wording.LEGEND_STAND_IN),
}


@dataclass(frozen=True, slots=True)
class UnitCell:
    """Either a number (with ``parts``: their sum, standing in for a blank) or a text, or nothing; its look; and a note
    beside it."""

    look: Look
    number: Decimal | None = None
    text: str = ""
    parts: tuple[Code, ...] = ()
    note: str = ""


def unit_cell(
    indicator: Indicator, column: Column, figure: Figure | None, errors: Collection[Code], edition: Edition, lang: Lang
) -> UnitCell:
    """The cell of one unit in one row; ``errors`` are the indicators that an open error of the unit speaks of.

    What the province's figure leaves out is text in brackets, so that no formula counts it. A figure that is not as
    sent looks so, unless there is worse to be seen, and its note says what was sent.
    """
    cell = _unit_cell(indicator, column, figure, errors, edition, lang)
    adjusted = column.checked.submission.adjusted.get(indicator.code) if column.checked else None
    if adjusted is None:
        return cell
    note = say(wording.ADJUSTED_NOTE, lang, sent=shown(adjusted.sent, lang), why=adjusted.by.told)
    harmless = cell.look in (Look.PLAIN, Look.NIL, Look.EXEMPT, Look.BLANK, Look.FOREIGN)
    return replace(cell, look=Look.ADJUSTED if harmless else cell.look, note=note)


def _unit_cell(
    indicator: Indicator, column: Column, figure: Figure | None, errors: Collection[Code], edition: Edition, lang: Lang
) -> UnitCell:
    if column.checked is None:
        return UnitCell(Look.NOT_SENT)
    reading = column.readings.get(indicator.code)
    if indicator.kind is Kind.HEADING:
        return UnitCell(Look.PLAIN) if _is_empty(reading) else _bracketed(reading, Look.FOREIGN, lang)
    if not takes_part(indicator, column):
        return _foreign(reading, lang)
    if not column.is_summed:
        return _bracketed(reading, Look.NOT_SUMMED, lang)
    if figure and column.unit.id in figure.stand_ins:
        parts = standing_parts(indicator.code, column, edition)
        return UnitCell(Look.STAND_IN, figure.stand_ins[column.unit.id], parts=parts)
    return _counted(reading, _look(indicator, column, figure, errors), lang)


def _look(indicator: Indicator, column: Column, figure: Figure | None, errors: Collection[Code]) -> Look:
    if indicator.code in errors:
        return Look.ERROR
    return Look.DIFFERS if figure and column.unit.id in figure.differ else Look.PLAIN


def _counted(reading: Reading | None, look: Look, lang: Lang) -> UnitCell:
    match reading:
        case Number(value=value):
            return UnitCell(look, value)
        case Nil():
            return UnitCell(Look.NIL if look is Look.PLAIN else look, text=NIL)
        case NotApplicable():
            return UnitCell(Look.EXEMPT if look is Look.PLAIN else look, text=EXEMPT)
        case Invalid():
            return _bracketed(reading, Look.NOT_SUMMED, lang)
        case Blank() | None:
            return UnitCell(look if look is Look.ERROR else Look.BLANK)


def _foreign(reading: Reading | None, lang: Lang) -> UnitCell:
    """A row that is not the unit's: grey, and marked where it holds more than a zero or a word for nothing."""
    matters = isinstance(reading, Invalid) or (isinstance(reading, Number) and reading.value != 0)
    return _bracketed(reading, Look.NOT_SUMMED if matters else Look.FOREIGN, lang)


def _bracketed(reading: Reading | None, look: Look, lang: Lang) -> UnitCell:
    if reading is None or _is_empty(reading):
        return UnitCell(Look.FOREIGN)
    return UnitCell(look, text=f"[{shown(reading, lang)}]")


def _is_empty(reading: Reading | None) -> bool:
    return reading is None or isinstance(reading, Blank)
