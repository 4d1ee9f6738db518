"""Who sent a workbook, for which period: the identity block, then the roster held against headings and file name.

Never a silent guess: what nothing says stays None; a level that only the filled rows tell is marked as inferred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold, tidy
from cchc_xlsx.intake.formats import is_date_format, stored_value
from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from cchc_xlsx.intake.periods import PeriodReader, Said
from cchc_xlsx.intake.tables import first_head
from cchc_xlsx.intake.units import UnitReader
from cchc_xlsx.model import FormTable, Identity, LevelId, PeriodId, Roster, counted

_TOP_ROWS = 40
_OPENING = 15
_LONGEST_LINE = 300
_LABELS = {
    "unit": {"don vi bao cao", "ten don vi", "don vi", "co quan bao cao", "ten co quan"},
    "id": {"ma don vi"},
    "level": {"cap", "cap bao cao", "cap don vi"},
    "period": {"ky bao cao", "ky"},
    "year": {"nam", "nam bao cao"},
    "dated": {"ngay lap", "ngay bao cao", "ngay lap bao cao"},
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels}
_OF_LISTS = {"don vi"}
_LONGEST_LABEL = max(len(label.split()) for label in _FIELD_OF)


class IdentityReader:
    """Recognises units, levels and periods of one edition and roster."""

    def __init__(self, edition: Edition, roster: Roster | None) -> None:
        self._edition = edition
        self._units, self._periods = UnitReader(edition, roster), PeriodReader(edition)

    def read(self, workbook: Workbook, tables: Sequence[FormTable], path: str) -> Identity:
        """What the workbook and its file name say of sender and period."""
        blocks, headings = _tops(workbook, _first_rows(tables))
        block = self._best(blocks)
        sender = self._units.read(block, map(_after_label, headings), path)
        period = self._period(blocks, block, headings, path)
        listed, said = sender.unit.level if sender.unit else None, self._level(block.get("level", ""))
        level = listed or said
        inferred = None if level else self._level_of_rows(tables)
        odds = f"{block['level']} / {listed}" if listed and said and listed != said else ""
        others = self._units.others(sender.unit, (name for table in tables for name in (table.sheet, *table.heads)))
        return Identity(
            unit=replace(sender.unit, level=level or inferred) if sender.unit and not others else None,
            level=level or inferred,
            period=period.period,
            dated=_iso(block.get("dated", "")),
            level_inferred=inferred is not None,
            on_roster=sender.on_roster,
            unit_inferred=sender.inferred,
            contradiction=sender.contradiction or odds or others,
            unknown_period=period.unknown,
        )

    def period(self, workbook: Workbook, path: str) -> PeriodId | None:
        """The period the workbook and its file name say, where they do."""
        heads = {sheet.name: head for sheet in workbook.sheets if (head := first_head(sheet))}
        blocks, headings = _tops(workbook, heads)
        return self._period(blocks, self._best(blocks), headings, path).period

    def _period(self, blocks: list[dict[str, str]], best: dict[str, str], headings: list[str], path: str) -> Said:
        """The period; where two blocks name different ones, or headings another year than the block, all as unknown."""
        named = {said.period: None for block in blocks if (said := self._periods.read(block, (), "")).period}
        above = self._periods.read({}, headings, "").period
        if above and named and all(above[:4] != period[:4] for period in named if period):
            named[above] = None
        if len(named) > 1:
            return Said(unknown=" / ".join(map(str, named)))
        return self._periods.read(best, headings, path)

    def _best(self, blocks: list[dict[str, str]]) -> dict[str, str]:
        """The block of which most is understood, filled up from the others: a sheet of instructions has labels too."""
        best: dict[str, str] = {}
        for block in sorted(blocks, key=self._understood, reverse=True):
            best = {**block, **best}
        return best

    def _understood(self, block: dict[str, str]) -> int:
        """How many fields of a block say something that is known."""
        if not block:
            return 0
        period = self._periods.read(block, (), "").period
        return self._units.knows(block) + bool(self._level(block.get("level", ""))) + bool(period)

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


def _first_rows(tables: Iterable[FormTable]) -> dict[str, int]:
    """The row where the first form of each sheet begins."""
    first: dict[str, int] = {}
    for table in tables:
        first[table.sheet] = min(table.top, first.get(table.sheet, table.top))
    return first


def _tops(workbook: Workbook, first: Mapping[str, int]) -> tuple[list[dict[str, str]], list[str]]:
    """The identity blocks and the headings of a workbook, by the first row of the forms in its sheets. What stands in
    other sheets (instructions, letters) names others as well: of these only a block counts."""
    tops = [(sheet, first.get(sheet.name)) for sheet in workbook.sheets]
    lines = [text for sheet, top in tops if sheet.name in first for text in _lines(sheet, top)]
    return _blocks(tops), list(_without_addressees([*_opening(workbook, first), *lines]))


def _lines(sheet: Sheet, top: int | None = None) -> Iterator[str]:
    """The short texts of a sheet's first rows, those above ``top`` if it is given."""
    for number in sorted(row for row in sheet.rows if top is None or row < top)[:_TOP_ROWS]:
        for cell in sheet.rows[number].values():
            if cell.type == "s" and len(cell.text) <= _LONGEST_LINE:
                yield from filter(None, map(tidy, cell.text.splitlines()))


def _opening(workbook: Workbook, first: Mapping[str, int]) -> list[str]:
    """How a document begins: its letterhead and title. What follows is prose that names others."""
    lines: list[str] = []
    for sheet in workbook.sheets:
        lines += map(tidy, sheet.above)
        if sheet.name in first or not any(one.above for one in workbook.sheets):
            break
        lines += _lines(sheet)
    return lines[:_OPENING]


def _without_addressees(lines: Iterable[str]) -> Iterator[str]:
    """The lines but "Kính gửi: …", and the one below where the name stands there."""
    skip = False
    for line in lines:
        words = fold(line)
        if not skip and not words.startswith("kinh gui"):
            yield line
        skip = words == "kinh gui"


def _after_label(text: str) -> str:
    """A heading without the label of a unit in front: "Đơn vị: Sở Y tế"."""
    label, mark, rest = text.partition(":")
    return rest if mark and _FIELD_OF.get(fold(label)) == "unit" else text


def _blocks(tops: Iterable[tuple[Sheet, int | None]]) -> list[dict[str, str]]:
    """The identity blocks, one a sheet: labels with a value behind the colon or in the cell beside them; of several the
    first."""
    found: list[dict[str, str]] = []
    for sheet, head in tops:
        block: dict[str, str] = {}
        for number in sorted(row for row in sheet.rows if row < (head or _TOP_ROWS))[:_TOP_ROWS]:
            for field, value in _fields(sheet, number):
                block.setdefault(field, value)
        found.append(block)
    return found


def _fields(sheet: Sheet, number: int) -> Iterator[tuple[str, str]]:
    """The fields of one row: a label, its value behind the colon or in the cell beside it, which is no label then. A
    label without a colon that a list or a form has as well ("Đơn vị") counts only in a row of nothing but labels and
    values."""
    row, taken = sheet.rows[number], 0
    found: list[tuple[str, str]] = []
    unsure, others = False, False
    for column, content in sorted(row.items()):
        if column <= taken:
            continue
        labels = _labelled(content.text) if content.type == "s" else ()
        others |= not labels
        for field, value in labels:
            if not value:
                end = next((right for top, left, _, right in sheet.merged if (top, left) == (number, column)), column)
                beside = row.get(end + 1)
                value, taken = (_shown(beside), end + 1) if beside else ("", taken)
                unsure |= fold(content.text) in _OF_LISTS and ":" not in content.text
            if value:
                found.append((field, value))
    if not (unsure and others):
        yield from found


@lru_cache(maxsize=4096)
def _labelled(text: str) -> tuple[tuple[str, str], ...]:
    """Labels and the values behind their colons: ``Đơn vị: Sở Y tế - Kỳ báo cáo: Năm 2022`` has two."""
    return tuple(_labels_in(tidy(text))) if len(text) <= _LONGEST_LINE else ()


def _labels_in(text: str) -> Iterator[tuple[str, str]]:
    before, *parts = text.split(":")
    field, said = _FIELD_OF.get(fold(before)), ""
    if field and not parts:
        yield field, ""
    for last, part in enumerate(parts, 1 - len(parts)):
        rest, following = _label_at_end(part) if last else (part, None)
        said += rest
        if last and not following:
            said += ":"
            continue
        if field:
            yield field, said.strip(" -–;,|")
        field, said = following, ""


def _label_at_end(text: str) -> tuple[str, str | None]:
    """The text before a label at its end, and the label's field; None where it ends with none."""
    words = text.split()
    for count in range(min(_LONGEST_LABEL, len(words)), 0, -1):
        if field := _FIELD_OF.get(fold(" ".join(words[-count:]))):
            return " ".join(words[:-count]), field
    return text, None


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
