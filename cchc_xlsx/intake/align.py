"""Rows of a table -> indicators, by STT, label and order together. Unsure is not found, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.tables import Row
from cchc_xlsx.model import Code

CONFIDENT = 0.72
"""A row is an indicator only where label and STT agree at least so well (0-1)."""
_LABEL_WEIGHT = 0.8
_ENOUGH_ROWS = 0.3
"""A table is a form's only where so much of it, or so much of the form, is recognised."""

Printed = tuple[tuple[str, str, frozenset[str]], ...]
"""A form's rows as printed: code, folded STT, folded labels."""


class Aligner:
    """Aligns tables with the forms of one edition; tables of the same wording are aligned once."""

    def __init__(self, edition: Edition) -> None:
        self.forms: Mapping[int, Printed] = {
            form.number: tuple(
                (row.code, fold(row.stt), frozenset({fold(row.label), fold(row.printed_label)}))
                for row in edition.rows(form.number)
            )
            for form in edition.forms
        }
        self._forms_of: dict[str, set[int]] = {}
        for number, printed in self.forms.items():
            for _, _, labels in printed:
                for label in labels:
                    self._forms_of.setdefault(label, set()).add(number)

    def form_of(self, rows: Sequence[Row], title: int | None) -> int | None:
        """The form a table holds: by its labels word for word, else by the title above it, else by likeness."""
        votes = Counter(form for row in rows for form in self._forms_of.get(fold(row.label), ()))
        if votes:
            form, count = votes.most_common(1)[0]
            if count >= _ENOUGH_ROWS * min(len(rows), len(self.forms[form])) or form == title:
                return form
        likely = [title] if title in self.forms else list(self.forms)
        found = {form: len(self.align(form, rows)) for form in likely if form is not None}
        best = max(found, key=lambda form: found[form], default=None)
        enough = best is not None and found[best] >= _ENOUGH_ROWS * min(len(rows), len(self.forms[best]))
        return best if enough and found[best or 0] else None

    def align(self, form: int, rows: Sequence[Row]) -> dict[Code, Row]:
        """The row of each indicator that is found. The order of rows is kept: no row stands for two, none crosses."""
        texts = tuple((fold(row.stt), fold(row.label)) for row in rows)
        pairs = _align(self.forms[form], texts)
        return {Code(code): rows[at] for code, at in pairs}


@lru_cache(maxsize=256)
def _align(printed: Printed, texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, int], ...]:
    """Pairs of code and row position with the greatest summed likeness, both in order."""
    if len(texts) == len(printed) and all(text[1] in row[2] for text, row in zip(texts, printed, strict=True)):
        return tuple((row[0], at) for at, row in enumerate(printed))
    likeness = [[_likeness(text, row) for row in printed] for text in texts]
    best = [[0.0] * (len(printed) + 1) for _ in range(len(texts) + 1)]
    for i in range(len(texts) - 1, -1, -1):
        for j in range(len(printed) - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            best[i][j] = max(skip, best[i + 1][j + 1] + likeness[i][j]) if likeness[i][j] else skip
    return tuple(_trace(printed, likeness, best))


def _trace(printed: Printed, likeness: list[list[float]], best: list[list[float]]) -> list[tuple[str, int]]:
    pairs, i, j = [], 0, 0
    while i < len(likeness) and j < len(printed):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((printed[j][0], i))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(text: tuple[str, str], row: tuple[str, str, frozenset[str]]) -> float:
    """0-1 by label and STT; 0 where that is below :data:`CONFIDENT`. A missing STT neither helps nor harms."""
    (stt, label), (_, printed_stt, labels) = text, row
    same = max(fuzz.ratio(label, other) for other in labels) / 100 if label else 0.0
    if stt and printed_stt:
        score = _LABEL_WEIGHT * same + (1 - _LABEL_WEIGHT) * (stt == printed_stt)
    else:
        score = same if not stt and not printed_stt else same * 0.98
    return score if score >= CONFIDENT else 0.0
