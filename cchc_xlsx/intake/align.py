"""Rows of a table -> indicators, by STT, label and order together. Unsure is not found, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.catalogue.wording import fold
from cchc_xlsx.intake.tables import Row
from cchc_xlsx.model import Code

_BRACKETS = re.compile(r"\([^)]*\)")
CONFIDENT = 0.78
"""A row is an indicator only where label and STT agree at least so well (0-1)."""
SURE = 0.9
"""Labels less alike are told: the row was recognised by likeness."""
_IN_STEP, _SLIPPED = 0.7, 0.25
"""So much of the form's numbers in their order, and so much of the labels beside other numbers: they have slipped."""
_OWN = 0.4
"""So much of the numbers has to be the form's, in order, for them to tell anything."""
_LONG, _CUT = 30, 0.98
"""What it counts that so many characters of a label are there and the rest is not."""
_LABEL_WEIGHT = 0.8
_NEARLY = 0.01
"""A label stands for the row it is likest to, or one as like: never for another."""
_FOLLOWING, _BELONGING = 0.001, 0.002
"""What it weighs that two rows follow each other as printed, and that a row without number stands below its own: this
tells apart rows of the same label."""
_ENOUGH_ROWS = 0.3
"""A table is a form's only where so much of it, or so much of the form, is recognised."""
_ALIKE, _A_SLIP = 0.7, 65
"""Labels less alike are not looked at; a word that is less alike (0-100) is another word."""
_SMALL_WORDS = {
    "cac",
    "cua",
    "duoc",
    "ve",
    "va",
    "theo",
    "tai",
    "trong",
    "tren",
    "voi",
    "cho",
    "thi",
    "la",
    "nhung",
    "so",
}
_AGAIN = 5
"""So many rows that come again make a second copy of the form."""


class Printed(NamedTuple):
    """A form's row as printed: code, folded STT (in ``numbers`` also as it is misprinted), reworded labels (with and
    without what stands in brackets) and folded ones."""

    code: Code
    stt: str
    numbers: frozenset[str]
    labels: frozenset[str]
    plain: frozenset[str]


class Text(NamedTuple):
    """A row of a table: STT folded, label reworded, and label folded only (a slip within a phrase keeps that from being
    reworded)."""

    stt: str
    label: str
    plain: str


class Found(NamedTuple):
    """The row an indicator is found in, how alike the two labels are (0-1), and further rows that are the same."""

    row: Row
    likeness: float
    twins: tuple[Row, ...] = ()


class Aligner:
    """Aligns tables with the forms of one edition; tables of the same wording are aligned once."""

    def __init__(self, edition: Edition) -> None:
        self._reworded: Callable[[str], str] = edition.reworded
        self.forms: Mapping[int, tuple[Printed, ...]] = {
            form.number: tuple(self._printed(row) for row in edition.rows(form.number)) for form in edition.forms
        }
        self._forms_of: dict[str, set[int]] = {}
        for number, printed in self.forms.items():
            for label in {label for row in printed for label in row.labels}:
                self._forms_of.setdefault(label, set()).add(number)
        # files made from one template have the same rows
        self.split = lru_cache(maxsize=256)(self._split)
        self.copies = lru_cache(maxsize=256)(self._copies)
        self.align = lru_cache(maxsize=256)(self._align)

    def _printed(self, row: Indicator) -> Printed:
        labels = {row.label, row.printed_label}
        labels |= {_BRACKETS.sub(" ", label) for label in labels}
        reworded, plain = (frozenset(map(words, labels)) - {""} for words in (self._reworded, _plainly))
        numbers = frozenset(map(fold, (row.stt, row.printed_stt))) - {""}
        return Printed(row.code, fold(row.stt), numbers, reworded, plain)

    def _words(self, label: str) -> str:
        """A label's folded words; without what stands in brackets (a unit, an example) where only that is known."""
        words = self._reworded(label)
        if words in self._forms_of or "(" not in label:
            return words
        bare = self._reworded(_BRACKETS.sub(" ", label))
        return bare if bare in self._forms_of else words

    def is_label(self, text: str) -> bool:
        """Whether the text is a label of the edition word for word."""
        return self._words(text) in self._forms_of

    def _split(self, rows: tuple[Row, ...], title: int | None) -> list[tuple[int, list[Row]]]:
        """The forms a table holds, with their rows: usually one, several where forms stand below each other without
        head or title between. Rows where one ends and the next begins may be either's."""
        votes = [self._forms_of.get(self._words(row.label), set()) for row in rows]
        counts = Counter(form for forms in votes if len(forms) == 1 for form in forms)
        strong = [form for form, count in counts.items() if count >= max(2, _ENOUGH_ROWS * len(self.forms[form]))]
        if len(strong) < 2:
            form = self._form_of(rows, votes, title)
            return [] if form is None else [(form, list(rows))]
        spans = {
            form: [at for at, forms in enumerate(votes) if forms == {form}] for form in sorted(strong)
        }  # where each form's own labels stand
        ends = sorted(at for span in spans.values() for at in (span[0], span[-1]))
        return [
            (form, list(rows[_before(ends, span[0]) + 1 : _after(ends, span[-1], len(rows))]))
            for form, span in spans.items()
        ]

    def _form_of(self, rows: Sequence[Row], votes: list[set[int]], title: int | None) -> int | None:
        """The form a table holds: by its labels word for word, else by the title above it, else by likeness."""
        counts = Counter(form for forms in votes for form in forms)
        if counts:
            form, count = counts.most_common(1)[0]
            if count >= _ENOUGH_ROWS * min(len(rows), len(self.forms[form])) or form == title:
                return form
        likely = [title] if title in self.forms else list(self.forms)
        found = {form: len(self._align(form, tuple(rows))) for form in likely if form is not None}
        best = max(found, key=lambda form: found[form], default=None)
        enough = best is not None and found[best] >= _ENOUGH_ROWS * min(len(rows), len(self.forms[best]))
        return best if enough and found[best or 0] else None

    def _align(self, form: int, rows: tuple[Row, ...]) -> Mapping[Code, Found]:
        """The row of each indicator that is found: in the printed order, then those that stand elsewhere under their
        very own label."""
        joined = self._joined(form, rows)
        texts = tuple(Text(fold(row.stt), self._words(row.label), _plainly(row.label)) for row in joined)
        return {
            code: Found(joined[at], likeness, tuple(joined[twin] for twin in twins))
            for code, at, likeness, twins in _align(self.forms[form], texts)
        }

    def _copies(self, form: int, rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
        """The rows of each copy of the form: a copy begins where a label comes again that only one row has."""
        counts = Counter(label for row in self.forms[form] for label in row.labels)
        labels = [label if counts[label := self._words(row.label)] == 1 else "" for row in rows]
        again = sum(count > 1 for label, count in Counter(labels).items() if label)
        if again < _AGAIN:
            return [rows]
        copies: list[list[Row]] = [[]]
        seen: set[str] = set()
        for row, label in zip(rows, labels, strict=True):
            if label in seen:
                copies, seen = [*copies, []], set()
            copies[-1].append(row)
            seen |= {label} - {""}
        return list(map(tuple, copies))

    def _joined(self, form: int, rows: Sequence[Row]) -> list[Row]:
        """The rows, a label that goes on in the next row (broken at the end of a page) put together."""
        labels = {label for row in self.forms[form] for label in row.labels}
        joined: list[Row] = []
        for row in rows:
            if joined and self._words(row.label) not in labels:
                label = f"{joined[-1].label} {row.stt} {row.label}"  # it may go on with a number: "mức độ | 3 và 4"
                if self._words(label) in labels:
                    joined[-1] = joined[-1]._replace(label=label, rest=row.number)
                    continue
            joined.append(row)
        return joined


def _plainly(label: str) -> str:
    return fold(label).replace("y", "i")


def _before(ends: list[int], at: int) -> int:
    return max((end for end in ends if end < at), default=-1)


def _after(ends: list[int], at: int, last: int) -> int:
    return min((end for end in ends if end > at), default=last)


@lru_cache(maxsize=256)
def _align(
    printed: tuple[Printed, ...], texts: tuple[Text, ...]
) -> tuple[tuple[Code, int, float, tuple[int, ...]], ...]:
    """Code, row position, likeness of the labels and positions of the same row again: the pairs with the greatest
    summed likeness, both in order. A pair that another alignment as good does not have is left out."""
    if len(texts) == len(printed) and all(text.label in row.labels for text, row in zip(texts, printed, strict=True)):
        return tuple((row.code, at, 1.0, ()) for at, row in enumerate(printed))
    texts = _with_own_numbers(printed, texts)
    labels = [[max(_alike(text.label, row.labels), _alike(text.plain, row.plain)) for row in printed] for text in texts]
    likeness = [_likenesses(text, alike, printed) for text, alike in zip(texts, labels, strict=True)]
    pairs = _certain_pairs(likeness, [_FOLLOWING if row.stt else _BELONGING for row in printed])
    pairs += _elsewhere(printed, texts, {i for i, _ in pairs}, {j for _, j in pairs})
    pairs = _in_step(printed, texts, pairs)
    twins = _twins(printed, texts, {j: i for i, j in pairs})
    found = {j: (i, labels[i][j], ()) for i, j in pairs} | {j: (rows[0], 1.0, rows[1:]) for j, rows in twins.items()}
    return tuple((printed[j].code, *found[j]) for j in sorted(found))


def _twins(printed: tuple[Printed, ...], texts: tuple[Text, ...], found: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """The rows that stand there again, under the same number and a label that only they have: by printed row, all
    places."""
    twins: dict[int, tuple[int, ...]] = {}
    for j, row in enumerate(printed):
        if sum(bool(row.labels & other.labels) for other in printed) == 1:
            places = tuple(i for i, text in enumerate(texts) if text.label in row.labels)
            same = {texts[i].stt for i in places} | ({texts[found[j]].stt} if j in found else set())
            if len(places) > 1 and len(same) == 1 and same <= {"", *row.numbers}:
                twins[j] = places
    return twins


def _certain_pairs(likeness: list[list[float]], ties: list[float]) -> list[tuple[int, int]]:
    """The pairs that every best alignment has. ``ties`` is what it weighs that a printed row follows the one before."""
    after = _paths(likeness, [*ties[1:], 0.0])
    turned = [row[::-1] for row in likeness[::-1]]
    before = [row[::-1] for row in _paths(turned, ties[::-1])[::-1]]
    through = {
        (i, j): before[i][j] + after[i][j] - likeness[i][j]
        for i, row in enumerate(likeness)
        for j, same in enumerate(row)
        if same
    }
    best = max(through.values(), default=0.0)
    pairs = [pair for pair, score in through.items() if score > best - 1e-9]
    return [pair for pair in pairs if not any(_exclude(pair, other) for other in pairs)]


def _exclude(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether no alignment has both pairs: they share a row, or cross."""
    return one != other and (one[0] - other[0]) * (one[1] - other[1]) <= 0


def _paths(likeness: list[list[float]], ties: list[float]) -> list[list[float]]:
    """For each pair the best score of an alignment that begins with it. Rows that follow each other in both weigh a
    little more: ``ties[j]`` for the printed rows j and j + 1."""
    width = len(ties)
    best = [[0.0] * (width + 1) for _ in range(len(likeness) + 1)]
    paired = [[0.0] * (width + 1) for _ in range(len(likeness) + 1)]
    for i in range(len(likeness) - 1, -1, -1):
        below, following, row = best[i + 1], paired[i + 1], likeness[i]
        for j in range(width - 1, -1, -1):
            skip = max(below[j], best[i][j + 1])
            if row[j]:
                paired[i][j] = row[j] + max(below[j + 1], following[j + 1] + ties[j] if following[j + 1] else 0.0)
                skip = max(skip, paired[i][j])
            best[i][j] = skip
    return [row[:width] for row in paired[:-1]]


def _elsewhere(
    printed: tuple[Printed, ...], texts: tuple[Text, ...], used: set[int], found: set[int]
) -> Iterator[tuple[int, int]]:
    """Rows that were moved: one label, one row that has it, under its own number, and nobody else's."""
    for j, row in enumerate(printed):
        if j not in found and sum(bool(row.labels & other.labels) for other in printed) == 1:
            places = [i for i, text in enumerate(texts) if text.label in row.labels]
            if len(places) == 1 and places[0] not in used and texts[places[0]].stt in row.numbers:
                yield places[0], j


def _with_own_numbers(printed: tuple[Printed, ...], texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """The rows; without their numbers where these are not the form's (rows counted through): they tell nothing."""
    said = [text.stt for text in texts if text.stt]
    known = LCSseq.similarity(said, [number for row in printed for number in row.numbers])
    return texts if known >= _OWN * len(said) else tuple(text._replace(stt="") for text in texts)


def _in_step(
    printed: tuple[Printed, ...], texts: tuple[Text, ...], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs, but only those under their own number where the numbers are the form's and stand beside the labels of
    others: one of the two columns has slipped, and nothing tells which of them the figures go with."""
    numbers = [number for row in printed for number in row.numbers]
    said = [text.stt for text in texts if text.stt]
    odd = [
        (i, j)
        for i, j in pairs
        if texts[i].stt not in printed[j].numbers
        and (texts[i].stt in numbers or (printed[j].numbers and not texts[i].stt))
    ]
    if len(odd) <= _SLIPPED * len(pairs) or LCSseq.similarity(said, numbers) < _IN_STEP * len(numbers):
        return pairs
    return [(i, j) for i, j in pairs if texts[i].stt in printed[j].numbers and numbers.count(texts[i].stt) == 1]


def _likenesses(text: Text, labels: list[float], printed: tuple[Printed, ...]) -> list[float]:
    """How like a row is to each printed one; 0 where that is less than :data:`CONFIDENT`, or its label liker to
    another's."""
    nearest = max(labels, default=0.0) - _NEARLY
    return [
        _likeness(same, text.stt, row.numbers) if same >= nearest else 0.0
        for same, row in zip(labels, printed, strict=True)
    ]


def _alike(label: str, labels: frozenset[str]) -> float:
    """0-1; a long label that was cut short is nearly the whole, one with another word is another label."""
    if label in labels:
        return 1.0
    if len(label) >= _LONG and any(other.startswith(label) for other in labels):
        return _CUT
    ratios = ((fuzz.ratio(label, other) / 100, other) for other in labels)
    return max((ratio for ratio, other in ratios if ratio >= _ALIKE and _same_words(label, other)), default=0.0)


@lru_cache(maxsize=65536)
def _same_words(label: str, other: str) -> bool:
    """Whether two labels differ in slips of the pen and small words only: "đã" for "chưa", "3" for "4" is no slip."""
    words, others = label.split(), other.split()
    for edit in Levenshtein.opcodes(words, others):
        one, two = words[edit.src_start : edit.src_end], others[edit.dest_start : edit.dest_end]
        if edit.tag == "equal" or {*one, *two} <= _SMALL_WORDS:
            continue
        if re.sub(r"\D", "", "".join(one)) != re.sub(r"\D", "", "".join(two)):
            return False
        if fuzz.ratio("".join(one), "".join(two)) < _A_SLIP:
            return False
    return True


def _likeness(same: float, stt: str, numbers: frozenset[str]) -> float:
    """0-1 by label and STT. A missing STT neither helps nor harms, but where it tells one row from another."""
    if stt and numbers:
        score = _LABEL_WEIGHT * same + (1 - _LABEL_WEIGHT) * any(_same_number(stt, number) for number in numbers)
    else:
        score = same if not stt and not numbers else same * 0.98
    return score if score >= CONFIDENT else 0.0


def _same_number(stt: str, printed: str) -> bool:
    """``3 4`` and ``3 4``; 1.10 typed as a number has lost its 0."""
    return stt == printed or (" " in stt and printed == f"{stt}0")
