"""Who sent a workbook, for which period: the identity block, then the roster held against headings and file name.

Never a silent guess: what nothing says stays None; a level that only the filled rows tell is marked as inferred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold, tidy
from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from cchc_xlsx.intake.periods import PeriodReader
from cchc_xlsx.intake.tables import first_head
from cchc_xlsx.intake.units import UnitReader
from cchc_xlsx.intake.values import is_date_format, stored_value
from cchc_xlsx.model import FormTable, Identity, LevelId, Roster, counted

_TOP_ROWS = 40
_LABELS = {
    "unit": {"don vi bao cao", "ten don vi", "don vi", "co quan bao cao", "ten co quan"},
    "id": {"ma don vi"},
    "level": {"cap", "cap bao cao", "cap don vi"},
    "period": {"ky bao cao", "ky"},
    "year": {"nam", "nam bao cao"},
    "dated": {"ngay lap", "ngay bao cao", "ngay lap bao cao"},
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels}


class IdentityReader:
    """Recognises units, levels and periods of one edition and roster."""

    def __init__(self, edition: Edition, roster: Roster | None) -> None:
        self._edition = edition
        self._units, self._periods = UnitReader(edition, roster), PeriodReader(edition)

    def read(self, workbook: Workbook, tables: Iterable[FormTable], path: str) -> Identity:
        """What the workbook and its file name say of sender and period."""
        tops = [(sheet, first_head(sheet)) for sheet in workbook.sheets]
        headings = [text for sheet, head in tops for text in _headings(sheet, head)]
        block = _block(tops)
        sender = self._units.read(block, map(_after_label, headings), path)
        period = self._periods.read(block, headings, path)
        listed, said = sender.unit.level if sender.unit else None, self._level(block.get("level", ""))
        level = listed or said
        inferred = None if level else self._level_of_rows(tables)
        odds = f"{block['level']} / {listed}" if listed and said and listed != said else ""
        return Identity(
            unit=replace(sender.unit, level=level or inferred) if sender.unit else None,
            level=level or inferred,
            period=period.period,
            dated=_iso(block.get("dated", "")),
            level_inferred=inferred is not None,
            on_roster=sender.on_roster,
            unit_inferred=sender.inferred,
            contradiction=sender.contradiction or odds,
            unknown_period=period.unknown,
        )

    def _level(self, text: str) -> LevelId | None:
        words = fold(text)
        levels = self._edition.levels
        return next((one.id for one in levels if words and words in map(fold, (one.id, one.level, *one.words))), None)

    def _level_of_rows(self, tables: Iterable[FormTable]) -> LevelId | None:
        """The level most of whose own rows hold a figure above 0; None where none leads."""
        indicators = self._edition.indicators
        filled = Counter(
            indicators[code].reporter
            for table in tables
            for code, reading in table.readings.items()
            if counted(reading) and not indicators[code].is_own and indicators[code].reporter
        ).most_common(2)
        if not filled or (len(filled) > 1 and filled[0][1] == filled[1][1]):
            return None
        return filled[0][0]


def _headings(sheet: Sheet, head: int | None) -> Iterator[str]:
    """The short texts above a table's head. Sheets without a table (instructions, letters) name others as well."""
    for number in sorted(row for row in sheet.rows if row < (head or 0))[:_TOP_ROWS]:
        for cell in sheet.rows[number].values():
            if cell.type == "s" and len(cell.text) <= 300:
                yield from filter(None, map(tidy, cell.text.splitlines()))


def _after_label(text: str) -> str:
    """A heading without the label of a unit in front: "Đơn vị: Sở Y tế"."""
    label, mark, rest = text.partition(":")
    return rest if mark and _FIELD_OF.get(fold(label)) == "unit" else text


def _block(tops: Iterable[tuple[Sheet, int | None]]) -> dict[str, str]:
    """The identity block: labels with a value behind the colon or in the cell beside them. The first value counts."""
    found: dict[str, str] = {}
    for sheet, head in tops:
        for number in sorted(row for row in sheet.rows if row < (head or _TOP_ROWS))[:_TOP_ROWS]:
            for field, value in _fields(sheet, number):
                found.setdefault(field, value)
    return found


def _fields(sheet: Sheet, number: int) -> Iterator[tuple[str, str]]:
    """The fields of one row: a label, its value behind the colon or in the cell beside it, which is no label then."""
    row, taken = sheet.rows[number], 0
    for column, content in sorted(row.items()):
        label, _, rest = tidy(content.text).partition(":")
        field = _FIELD_OF.get(fold(label)) if content.type == "s" and column > taken else None
        if field is None:
            continue
        end = next((right for top, left, _, right in sheet.merged if (top, left) == (number, column)), column)
        beside = row.get(end + 1)
        if value := rest.strip() or (_shown(beside) if beside else ""):
            taken = end + 1
            yield field, value


def _iso(text: str) -> str:
    """A date as ISO 8601, typed as day/month/year or so already; empty where it is no date."""
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        day, month, year = map(int, match.groups())
        text = f"{year:04}-{month:02}-{day:02}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _shown(content: Content) -> str:
    """A cell's text; a date as ISO 8601."""
    value = stored_value(content.text) if content.type in ("n", "") else None
    if value is not None and is_date_format(content.format) and 0 < value < 200_000:
        return (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()
    return tidy(content.text) if value is None else str(value)
