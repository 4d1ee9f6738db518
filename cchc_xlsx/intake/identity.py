"""Who sent a workbook, for which period: the identity block, then the roster held against headings and file name.

Never a silent guess: what nothing says stays None; a level that only the filled rows tell is marked as inferred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePath

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold, slug, tidy
from cchc_xlsx.intake.tables import first_head
from cchc_xlsx.intake.values import is_date_format, stored_value
from cchc_xlsx.intake.workbook import Content, Sheet, Workbook
from cchc_xlsx.model import FormTable, Identity, LevelId, PeriodId, Roster, Unit, counted

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
        self._edition, self._roster = edition, roster
        self._named = {
            fold(name): unit for unit in (roster.units if roster else ()) for name in (unit.name, *unit.aliases)
        }
        self._by_id = {fold(unit.id): unit for unit in (roster.units if roster else ())}

    def read(self, workbook: Workbook, tables: Iterable[FormTable], path: str) -> Identity:
        """What the workbook and its file name say of sender and period."""
        headings = [text for sheet in workbook.sheets for text in _headings(sheet)]
        block = _block(workbook)
        unit, on_roster = self._unit(block, headings, path)
        level = (unit.level if unit else None) or self._level(block.get("level", ""))
        inferred = None if level else self._level_of_rows(tables)
        if unit and unit.level is None:
            unit = replace(unit, level=level or inferred)
        return Identity(
            unit=unit,
            level=level or inferred,
            period=self._block_period(block) or self._period(headings) or self._file_period(path),
            dated=block.get("dated", ""),
            level_inferred=inferred is not None,
            on_roster=on_roster,
        )

    def _unit(self, block: dict[str, str], headings: list[str], path: str) -> tuple[Unit | None, bool]:
        """The unit and whether the roster has it."""
        named = self._by_id.get(fold(block.get("id", "")).strip() or "-") or self._named.get(
            fold(block.get("unit", "")) or "-"
        )
        if named:
            return named, True
        if block.get("unit"):
            name = block["unit"]
            consolidates = fold(name) == fold(self._edition.consolidator)
            return Unit(block.get("id") or slug(name), name, None, consolidates=consolidates), False
        found = {unit.id: unit for text in headings if (unit := self._named.get(_after_label(text)))}
        if len(found) != 1:
            found = self._in_file_name(path)
        return (next(iter(found.values())), True) if len(found) == 1 else (None, False)

    def _in_file_name(self, path: str) -> dict[str, Unit]:
        """The units whose name or alias the file name holds; a longer name wins over one within it."""
        stem = f" {fold(PurePath(path).stem)} "
        hits = [name for name in self._named if f" {name} " in stem]
        hits += [name for name in self._by_id if f" {name} " in stem]
        longest = [name for name in hits if not any(name != other and name in other for other in hits)]
        units = [self._named.get(name) or self._by_id[name] for name in longest]
        return {unit.id: unit for unit in units}

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

    def _block_period(self, block: dict[str, str]) -> PeriodId | None:
        said = fold(f"{block.get('period', '')} {block.get('year', '')}")
        years = set(re.findall(r"\b20\d\d(?=\b|[a-z])", said))
        kind = self._kind_of_period(re.sub(r"\b20\d\d", " ", said))
        return PeriodId(years.pop() + kind) if len(years) == 1 and kind else None

    def _kind_of_period(self, said: str) -> str | None:
        words = said.split()
        for period in self._edition.periods:
            names = [fold(name) for name in (period.id, period.name, *period.words)]
            if " ".join(words) in names or " ".join(word for word in words if word != "nam") in names:
                return period.id
        return self._kind_in(said)

    def _period(self, headings: Iterable[str]) -> PeriodId | None:
        """The one period that headings such as "… 6 tháng đầu năm 2022" name."""
        found = {period for text in headings if (period := self._period_in(fold(text)))}
        return found.pop() if len(found) == 1 else None

    def _period_in(self, text: str) -> PeriodId | None:
        match = re.search(r"\bnam (20\d\d)\b", text)
        if not match:
            return None
        kind = self._kind_in(text[: match.start()] + "nam")
        return PeriodId(match[1] + kind) if kind else None

    def _kind_in(self, text: str) -> str | None:
        """The kind of period whose words stand in the text; the longest wins ("quý iii" over "quý i")."""
        padded = f" {text} "
        hits = [
            (len(fold(word)), period.id)
            for period in self._edition.periods
            for word in period.words
            if len(fold(word)) > 1 and f" {fold(word)} " in padded
        ]
        return max(hits)[1] if hits else None

    def _file_period(self, path: str) -> PeriodId | None:
        stem = fold(PurePath(path).stem)
        for period in self._edition.periods:
            if match := re.search(rf"\b(20\d\d) ?{period.id.lower()}\b", stem):
                return PeriodId(match[1] + period.id)
        if found := self._period_in(stem):
            return found
        match = re.search(r"\b(6 thang|6t|quy \w+|q\d|3 thang) (20\d\d)\b", stem)
        kind = self._kind_in(match[1]) if match else None
        return PeriodId(match[2] + kind) if match and kind else None


def _headings(sheet: Sheet) -> Iterator[str]:
    """The short texts above a table's head. Sheets without a table (instructions, letters) name others as well."""
    end = first_head(sheet) or 0
    for number in sorted(row for row in sheet.rows if row < end)[:_TOP_ROWS]:
        for cell in sheet.rows[number].values():
            if cell.type == "s" and len(cell.text) <= 300:
                yield from filter(None, map(tidy, cell.text.splitlines()))


def _after_label(text: str) -> str:
    label, mark, rest = text.partition(":")
    return fold(rest) if mark and _FIELD_OF.get(fold(label)) == "unit" else fold(text)


def _block(workbook: Workbook) -> dict[str, str]:
    """The identity block: labels with a value behind the colon or in the cell beside them. The first value counts."""
    found: dict[str, str] = {}
    for sheet in workbook.sheets:
        end = first_head(sheet) or _TOP_ROWS
        for number in sorted(row for row in sheet.rows if row < end)[:_TOP_ROWS]:
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


def _shown(content: Content) -> str:
    """A cell's text; a date as ISO 8601."""
    value = stored_value(content.text) if content.type in ("n", "") else None
    if value is not None and is_date_format(content.format) and 0 < value < 200_000:
        return (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()
    return tidy(content.text) if value is None else str(value)
