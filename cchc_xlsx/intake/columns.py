"""Where the columns of a table stand: by the words of its head, and by what the columns hold where no head tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.align import Aligner
from cchc_xlsx.intake.grid import Content, Sheet
from cchc_xlsx.intake.heads import HEAD_ROWS, Role, ValueHead, When, role_of, when
from cchc_xlsx.intake.periods import PeriodReader
from cchc_xlsx.intake.tables import Columns, Section, columns_of, split_numbering
from cchc_xlsx.intake.values import ValueReader
from cchc_xlsx.model import PeriodId

AskPeriod = Callable[[], PeriodId | None]
"""Says which period the file is for; asked only where several columns hold figures."""
_ENOUGH = 3
"""So many labels word for word are no accident."""
_MOSTLY = 0.6
_NUMBERING = re.compile(r"[\dIVXa-z]{1,4}([.,][\d]{1,2}){0,4}[.)]*")


class ColumnFinder:
    """Finds the columns of the tables of one edition."""

    def __init__(self, edition: Edition, aligner: Aligner, values: ValueReader) -> None:
        self._edition, self._aligner, self._values, self._periods = edition, aligner, values, PeriodReader(edition)

    def by_head(self, sheet: Sheet, section: Section, period: AskPeriod) -> Columns | None:
        """The columns as the head names them; None where it does not name the labels' column."""
        if section.head is None:
            return None
        values, others = self._of_this_period(section.head.values, period)
        columns = columns_of(section.head, others)
        return self._with_values(sheet, section, columns, values) if columns else None

    def by_content(self, sheet: Sheet, section: Section, period: AskPeriod) -> Columns | None:
        """The columns by what they hold: labels of the edition, their units, figures. None where no labels stand."""
        hits = Counter(
            column
            for number in section.numbers
            for column, cell in sheet.rows[number].items()
            if cell.type == "s" and self._is_label(cell.text)
        )
        if sum(hits.values()) < _ENOUGH:
            return None
        labels = tuple(sorted(hits))
        rows = self._labelled(sheet, section.numbers, labels)
        right = sorted({column for number in rows for column in sheet.rows[number] if column > labels[0]} - {*labels})
        measure = self._mostly(sheet, rows, right, self._is_measure)
        stt = self._mostly(sheet, rows, range(1, labels[0]), lambda cell: bool(_NUMBERING.fullmatch(cell.text.strip())))
        values, others = self._of_this_period(section.head.values if section.head else (), period)
        return self._with_values(sheet, section, Columns(labels, stt, measure, others=others), values)

    def _of_this_period(
        self, heads: tuple[ValueHead, ...], period: AskPeriod
    ) -> tuple[list[ValueHead], tuple[int, ...]]:
        """The heads of this period's figures, and the columns of another time: by "kỳ này", by the period the file is
        for, or by being the only one that does not say "lũy kế"."""
        left = [head for head in heads if when(head.words) is not When.OTHER]
        dated = [head for head in left if self._periods.is_named(head.words)]
        if dated and (of_file := period()):
            fits = [head for head in dated if self._periods.fits(head.words, of_file)]
            left = fits or [head for head in left if head not in dated]
        for time in (When.NOW, When.UNSAID):
            if len(left) > 1:
                left = [head for head in left if when(head.words) is time] or left
        return left, tuple(head.column for head in heads if head not in left)

    def _with_values(self, sheet: Sheet, section: Section, columns: Columns, heads: list[ValueHead]) -> Columns:
        """The columns with those that may hold the figures. A head over several columns ("Kết quả" over unit and
        value) means those that hold figures, and so do several heads that tell no time; no head at all means any column
        that does."""
        columns = columns._replace(heads=tuple(head.words for head in heads))
        if len(heads) == 1 and heads[0].right == heads[0].column and columns.measure and heads[0].is_sure:
            return columns._replace(values=(heads[0].column,))
        spanned = {column for head in heads for column in range(head.column, head.right + 1)}
        if columns.measure is None:
            rows = self._labelled(sheet, section.numbers, columns.labels)
            columns = columns._replace(measure=self._mostly(sheet, rows, sorted(spanned), self._is_measure))
        sure = any(head.is_sure for head in heads)
        values = self._by_figures(sheet, section, columns, spanned - {columns.measure} if sure else set())
        blank = [head.column if head.column != columns.measure else head.column + 1 for head in heads]
        above = [text for column in values[:1] for text in self._above(sheet, section, column)]
        return columns._replace(values=values or tuple(sorted(blank)), heads=(*columns.heads, *above))

    def _by_figures(self, sheet: Sheet, section: Section, columns: Columns, among: set[int]) -> tuple[int, ...]:
        """The columns that hold figures: among those given or, where none are, of all right of the labels that no head
        keeps for something else; of a blank form the one behind the unit of measure."""
        rows = self._labelled(sheet, section.numbers, columns.labels)
        taken = {*columns.labels, columns.stt, columns.measure, *columns.others}
        found = []
        for column in sorted(among or {column for number in rows for column in sheet.rows[number]} - taken):
            cells = [cell for number in rows if (cell := sheet.rows[number].get(column))]
            answers = sum(map(self._values.is_answer, cells))
            right = column in among or (column > columns.labels[0] and not self._is_other(sheet, section, column))
            if cells and right and answers >= _MOSTLY * len(cells):
                found.append(column)
        behind = (columns.measure or columns.labels[-1]) + 1
        return tuple(found) or (() if among or behind in taken else (behind,))

    @staticmethod
    def _is_other(sheet: Sheet, section: Section, column: int) -> bool:
        """Whether the head of a column keeps it for something else: notes, another time."""
        texts = ColumnFinder._above(sheet, section, column)
        return any(role_of(text) is Role.NOTE or when(fold(text)) is When.OTHER for text in texts)

    @staticmethod
    def _above(sheet: Sheet, section: Section, column: int) -> list[str]:
        """The short texts over a column: above the section, and in its first rows where it has no head."""
        above = [number for number in sorted(sheet.rows) if number < section.numbers[0]][-HEAD_ROWS:]
        texts = [sheet.text(number, column) for number in (*above, *section.numbers[:HEAD_ROWS])]
        return [text for text in texts if text and len(text) < 100]

    def _labelled(self, sheet: Sheet, numbers: Iterable[int], labels: tuple[int, ...]) -> list[int]:
        """The rows that hold a label of the edition."""
        return [n for n in numbers if any(self._is_label(sheet.text(n, column)) for column in labels)]

    def _mostly(
        self, sheet: Sheet, rows: list[int], columns: Iterable[int], fits: Callable[[Content], bool]
    ) -> int | None:
        """The first of the columns most of whose cells fit."""
        filled: Counter[int] = Counter()
        fitting: Counter[int] = Counter()
        for number in rows:
            for column, cell in sheet.rows[number].items():
                filled[column] += 1
                fitting[column] += fits(cell)
        return next((c for c in columns if filled[c] and fitting[c] >= _MOSTLY * filled[c]), None)

    def _is_measure(self, cell: Content) -> bool:
        return fold(cell.text) in self._measures

    def _is_label(self, text: str) -> bool:
        return bool(text) and self._aligner.is_label(split_numbering(text)[1])

    @cached_property
    def _measures(self) -> frozenset[str]:
        printed = {word for row in self._edition.indicators.values() for word in (row.measure, row.printed_measure)}
        known = {word for name, words in self._edition.measure_words.items() for word in (name, *words)}
        return frozenset(map(fold, printed | known)) - {""}
