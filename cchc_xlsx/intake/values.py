"""One cell's content -> a reading, by the kind of its row. Only what is certain is read; the rest says why it is not.

Vietnamese notation: ``.`` groups thousands, ``,`` is the decimal mark. Whether a figure is one its kind allows (whole,
not negative, a printed code, at most 100 %) is not judged here but in ``checks``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.catalogue.wording import fold, spelled_number, tidy
from cchc_xlsx.intake.formats import (
    BEYOND,
    FIFTEEN_DIGITS,
    date_text,
    is_date_format,
    is_percent_format,
    plain_number,
    stored_value,
)
from cchc_xlsx.intake.grid import STROKE, Content
from cchc_xlsx.model import Blank, Cell, Code, Invalid, Kind, Nil, NotApplicable, Number, Reading, RuleId
from cchc_xlsx.rules import values as rules
from cchc_xlsx.rules.rows import OPTION_CODE

_NIL = {"", "khong", "khong co", "khong phat sinh", "kps", "k c", "ko", "ko co"}
_DASHES = {"-", "–", "—", "−"}
_NOT_APPLICABLE = {"khong ap dung", "khong thuoc tham quyen"}
_TICKS = {"x", "✓", "✔", "√", "☑", "☒"}
_OPEN_BOXES = {"☐", "□"}
_YES = {"co"}
_A_YEAR = 1900
"""From here on the second number of "5/2022" is no whole but a year."""

_INTEGER = re.compile(r"\d+|\d{1,3}( \d{3})+")
_DOTTED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_COMMAS = re.compile(r"[1-9]\d{0,2}(,\d{3}){2,}")
_ONE_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_DECIMAL_COMMA = re.compile(r"(\d+|[1-9]\d{0,2}([. ]\d{3})+),\d+")
_DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")
_ANY_MARKS = re.compile(r"[\d.,]*\d[\d.,]*")
_WITH_WORDS = re.compile(r"(?P<number>-?\d[\d., ]*?)\s*(?P<words>[^\W\d][^\d]*|%)")
_IN_WORDS = re.compile(r"(?P<number>[^()]*?)\s*\((?P<words>[^()\d]+)\)")
_SUM = re.compile(r"\d+(\s*\+\s*\d+)+")
_PER = re.compile(r"(\d+)\s*/\s*(\d+)")
_BEGINS_WITH_A_DIGIT = re.compile(r"[<>≥≤~-]?\s*\d.{0,40}$")
_ABOUT = re.compile(r"(khoang|gan|hon|tren|duoi)? ?(\d+)")
_STRUCK = re.compile(f".{STROKE}+")
_CODE_AND_WORDS = re.compile(r"(?P<before>\D*?)[\s:=.-]*(?P<code>\d+)[\s:=.-]*(?P<after>\D*)")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says, before it is tied to a cell: a figure with its remark, or why there is none."""

    value: Decimal | None = None
    remark: RuleId | None = None
    why: RuleId | None = None
    likely: Decimal | None = None


class ValueReader:
    """Reads the cells of one edition's rows."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._measures = {fold(word): name for name, words in edition.measure_words.items() for word in (name, *words)}

    def is_answer(self, content: Content) -> bool:
        """Whether the cell looks like an answer to some row, whatever row it stands in: no note, no label."""
        if content.type != "s":
            return True
        text = tidy(content.text)
        return (
            bool(_BEGINS_WITH_A_DIGIT.match(text)) or text.casefold() in _TICKS | _DASHES or fold(text) in self._words
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words that are answers."""
        meanings = {fold(word) for row in self._edition.indicators.values() for word in row.meanings.values()}
        return frozenset(meanings | _NIL | _NOT_APPLICABLE | _YES) - {""}

    def read(self, content: Content | None, code: Code, cell: Cell) -> Reading:
        """The reading of one cell in the row ``code``; None is a cell that is not there."""
        if content is None or (not content.text.strip() and (content.type == "s" or not content.formula)):
            return Blank(cell)
        if content.text.strip() in _OPEN_BOXES:
            return Blank(cell, content.text)
        indicator = self._edition.indicators[code]
        if content.type in ("n", ""):
            return _stored_number(content, indicator, cell)
        if content.type == "s":
            reading = self._text(content.text, indicator, cell)
            return replace(reading, raw=content.stored) if content.stored else reading
        why = {"b": rules.BOOLEAN, "e": rules.CACHED_ERROR, "d": rules.DATE}.get(content.type, rules.TEXT)
        raw = {"0": "FALSE", "1": "TRUE"}.get(content.text, content.text) if content.type == "b" else content.text
        return Invalid(raw, cell, why.id)

    def _text(self, raw: str, indicator: Indicator, cell: Cell) -> Reading:
        if any(unicodedata.category(char) == "No" for char in raw):  # a footnote mark is no digit of the figure: 5¹
            return Invalid(raw, cell, rules.SEVERAL_NUMBERS.id)
        if STROKE in raw:
            kept = self._text(_STRUCK.sub("", raw), indicator, cell)
            return Invalid(raw, cell, rules.TEXT.id, kept.value if isinstance(kept, Number) else None)
        text = tidy(raw).lstrip("'’")
        words = fold(text)
        if text in _DASHES or (words in _NIL and words):
            return _nothing(raw, indicator, cell)
        if words in _NOT_APPLICABLE:
            return NotApplicable(raw, cell)
        if indicator.kind in (Kind.CODE, Kind.OPTION):
            said = self._code(text, indicator)
        else:
            said = self._figure(text, indicator)
        if said.why:
            return Invalid(raw, cell, said.why, said.likely)
        return Number(said.value or Decimal(0), raw, cell, said.remark, typed=True)

    def _figure(self, text: str, indicator: Indicator) -> _Said:
        """A figure as text in a count, money or percent row (a heading is read like a count)."""
        if text[:1] in _DASHES:
            said = self._figure(text[1:].strip(), indicator) if text[1:2] not in _DASHES else _Said(why=rules.TEXT.id)
            return said if said.value is None else _Said(-said.value, said.remark)
        if match := _IN_WORDS.fullmatch(text):
            plain = self._figure(match["number"], indicator)
            spelled = spelled_number(match["words"])
            agrees = spelled is not None and plain.value == spelled
            return plain if agrees else _Said(why=rules.SEVERAL_NUMBERS.id, likely=plain.value)
        if match := _WITH_WORDS.fullmatch(text):
            return self._with_words(match["number"].strip(), match["words"], indicator)
        return _marks(text, indicator.kind)

    def _with_words(self, number: str, words: str, indicator: Indicator) -> _Said:
        """``100%``, ``01 văn bản``, ``8,356 tỷ``: a number and a unit of measure."""
        plain = _marks(number, indicator.kind)
        named, own = fold(words), fold(indicator.measure)
        if self._measures.get(named) == "%":
            percent = _marks(number, Kind.PERCENT)
            return percent if indicator.kind is Kind.PERCENT else _Said(why=rules.OTHER_MEASURE.id)
        if indicator.kind in (Kind.COUNT, Kind.MONEY) and (
            named == own or self._measures.get(named) == indicator.measure
        ):
            return plain
        factor = _conversion(self._edition.conversions.get(indicator.measure, {}), named)
        if factor is not None:
            amount = _marks(number, Kind.MONEY).value
            return _Said(why=rules.OTHER_MEASURE.id, likely=None if amount is None else amount * factor)
        known = named in self._measures or any(named == fold(one.measure) for one in self._edition.indicators.values())
        return _Said(why=(rules.OTHER_MEASURE if known else rules.TEXT).id)

    def _code(self, text: str, indicator: Indicator) -> _Said:
        """A code as digits, as the word printed for it, or both; an option's own tick."""
        meanings = {fold(words): number for number, words in indicator.meanings.items()}
        wrong = (OPTION_CODE if indicator.kind is Kind.OPTION else rules.UNKNOWN_CODE).id
        words = fold(text)
        if indicator.kind is Kind.OPTION:
            meanings |= {fold(indicator.label): next(iter(meanings.values()))}
            if text.casefold() in _TICKS or words in _YES:
                return _Said(Decimal(next(iter(meanings.values()))))
        if words in meanings:
            return _Said(Decimal(meanings[words]))
        if _INTEGER.fullmatch(text) or re.fullmatch(r"-\d+", text):
            return _Said(Decimal(text.replace(" ", "")))
        match = _IN_WORDS.fullmatch(text)
        if match and match["number"].isdecimal() and spelled_number(match["words"]) == int(match["number"]):
            return _Said(Decimal(match["number"]))
        match = _CODE_AND_WORDS.fullmatch(text.replace("(", " ").replace(")", " "))
        if match and meanings.get(fold(match["before"] + match["after"])) == int(match["code"]):
            return _Said(Decimal(match["code"]))
        return _Said(why=wrong)


def _nothing(raw: str, indicator: Indicator, cell: Cell) -> Reading:
    """ "không": nil, but in a code row that prints "Không" that very code."""
    printed = (
        {fold(words): number for number, words in indicator.meanings.items()} if indicator.kind is Kind.CODE else {}
    )
    if "khong" in printed:
        return Number(Decimal(printed["khong"]), raw, cell, typed=True)
    return Nil(raw, cell)


def _stored_number(content: Content, indicator: Indicator, cell: Cell) -> Reading:
    """A cell that Excel holds as a number (or a formula for which no value is stored)."""
    if not content.text:
        return Invalid("", cell, rules.NO_CACHED.id)
    value = stored_value(content.text)
    if value is None:
        known = re.search(r"\d", content.text) or fold(content.text) in ("nan", "inf", "infinity")
        return Invalid(content.text, cell, (rules.NOT_FINITE if known else rules.TEXT).id)
    if is_date_format(content.format):
        small = value if value < 1000 and value == value.to_integral_value() else None
        return Invalid(date_text(value), cell, rules.DATE.id, small)
    if is_percent_format(content.format):
        if indicator.kind is Kind.PERCENT:
            value = _times_100(value)
        elif value:
            likely = _as_shown(value) if indicator.kind in (Kind.COUNT, Kind.MONEY) else None
            return Invalid(content.text, cell, rules.OTHER_MEASURE.id, likely, value, typed=False)
    return Number(value, content.text, cell)


def _times_100(value: Decimal) -> Decimal:
    return plain_number(FIFTEEN_DIGITS.multiply(value, Decimal(100)))


def _as_shown(value: Decimal) -> Decimal | None:
    """What a percent format shows before its sign, if that is whole: 0.14 was typed as 14."""
    shown = _times_100(value)
    return shown if shown == shown.to_integral_value() and shown >= 0 else None


def _marks(text: str, kind: Kind) -> _Said:
    """Digits with separators, as the notation of that kind of row allows."""
    plain = text.replace(" ", "")
    if _INTEGER.fullmatch(text):
        grouped = " " in text and kind is Kind.PERCENT
        return _certain(_Said(Decimal(plain)) if not grouped else _Said(why=rules.SEPARATORS.id))
    if _DOTTED.fullmatch(text) or _COMMAS.fullmatch(text):
        number = Decimal(re.sub("[.,]", "", text))
        return _Said(why=rules.SEPARATORS.id) if kind is Kind.PERCENT else _certain(_Said(number))
    if _ONE_COMMA_GROUP.fullmatch(text) and kind is not Kind.MONEY:
        return _Said(why=rules.SEPARATORS.id, likely=Decimal(text.replace(",", "." if kind is Kind.PERCENT else "")))
    if _DECIMAL_COMMA.fullmatch(text):
        number = Decimal(plain.replace(".", "").replace(",", "."))
        unsure = kind is Kind.MONEY and _ONE_COMMA_GROUP.fullmatch(text)
        return _certain(_Said(number, rules.DECIMAL_COMMA.id if unsure else None))
    if _DECIMAL_POINT.fullmatch(text):
        if kind is Kind.PERCENT:
            return _certain(_Said(Decimal(text), rules.DECIMAL_POINT.id))
        return _Said(why=rules.SEPARATORS.id, likely=Decimal(text) if kind is Kind.MONEY else None)
    if _ANY_MARKS.fullmatch(text):
        return _Said(why=rules.SEPARATORS.id)
    return _several(text, kind)


def _certain(said: _Said) -> _Said:
    """The same, unless the number is beyond all bounds."""
    return _Said(why=rules.NOT_FINITE.id) if said.value is not None and said.value >= BEYOND else said


def _several(text: str, kind: Kind) -> _Said:
    """Text that is no one number: a sum or a share is worked out as a suggestion, never as the value."""
    if _SUM.fullmatch(text) and kind is not Kind.PERCENT:
        return _Said(why=rules.SEVERAL_NUMBERS.id, likely=sum(map(Decimal, re.findall(r"\d+", text)), Decimal(0)))
    if (
        (match := _PER.fullmatch(text))
        and kind is Kind.PERCENT
        and 0 < int(match[2]) < _A_YEAR
        and int(match[1]) <= int(match[2])
    ):
        share = Decimal(100) * int(match[1]) / int(match[2])
        return _Said(why=rules.SEVERAL_NUMBERS.id, likely=round(share, 2))
    if (match := _ABOUT.fullmatch(fold(text))) and match[1] == "khoang":
        return _Said(why=rules.SEVERAL_NUMBERS.id, likely=Decimal(match[2]))
    return _Said(why=(rules.SEVERAL_NUMBERS if re.search(r"\d", text) else rules.TEXT).id)


def _conversion(factors: Mapping[str, Decimal], named: str) -> Decimal | None:
    return next((factor for words, factor in factors.items() if fold(words) == named), None)
