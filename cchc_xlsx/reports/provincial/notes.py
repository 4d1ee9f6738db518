"""The remarks on the official forms: how many reported, how the figure came about, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_xlsx.catalogue import Indicator
from cchc_xlsx.consolidation import Figure, is_shared
from cchc_xlsx.model import Code, Kind, Policy
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import wording
from cchc_xlsx.reports.provincial.book import Book
from cchc_xlsx.reports.provincial.layout import detail_sheet
from cchc_xlsx.reports.words import number
from cchc_xlsx.rules import Words

_MOST_NAMES = 3


def remark(book: Book, indicator: Indicator) -> str:
    """All there is to say about the province's figure, as one text."""
    figure = book.figures[indicator.code]
    about = {
        Policy.SUM: _sum, Policy.TOTAL: _total, Policy.RATIO: _ratio, Policy.SHARED: _shared, Policy.LIST: _list,
        Policy.OWN: _own, Policy.TALLY: _tally,
    }  # fmt: skip
    if figure.official:
        return f"{official_remark(book, figure)} {_reported(book, figure)}"
    texts = list(about[figure.how](book, figure))
    if figure.is_marked:
        texts.append(say(wording.MARKED, book.lang, who=names_of(book, figure.open_errors)))
    return " ".join(texts)


def official_remark(book: Book, figure: Figure) -> str:
    """Why the figure is the officer's own, and what follows from the units."""
    if figure.official is None:
        return ""
    by, computed = figure.official
    text = say(wording.NO_COMPUTED, book.lang) if computed is None else number(round(computed, 2), book.lang)
    return say(wording.OFFICIAL, book.lang, why=by.told, computed=text)


def names_of(book: Book, units: Sequence[str], most: int = _MOST_NAMES) -> str:
    """ "Sở A, Sở B và 3 đơn vị khác"."""
    names = ", ".join(book.names[unit] for unit in units[:most])
    if len(units) <= most:
        return names
    return say(wording.AND_MORE, book.lang, names=names, count=len(units) - most)


def _reported(book: Book, figure: Figure) -> str:
    indicator = book.edition.indicators[figure.code]
    whom = book.level_name(indicator.reporter) or say(wording.UNITS, book.lang)
    return say(wording.REPORTED, book.lang, reported=figure.reported, of=figure.of, whom=whom)


def _sum(book: Book, figure: Figure) -> Iterator[str]:
    yield _reported(book, figure)
    if figure.stand_ins:
        yield say(wording.STOOD_IN, book.lang, count=len(figure.stand_ins))


def _tally(book: Book, figure: Figure) -> Iterator[str]:
    indicator = book.edition.indicators[figure.code]
    if indicator.kind is not Kind.OPTION:
        yield _reported(book, figure)


def _total(book: Book, figure: Figure) -> Iterator[str]:
    yield say(wording.PARTS_OF, book.lang)
    if figure.control is not None:
        yield _say_number(book, wording.CONTROL_SAYS, control=figure.control) + _control_holds(book, figure)


def _control_holds(book: Book, figure: Figure) -> str:
    if not figure.is_off_control or figure.control is None:
        return say(wording.CONTROL_HOLDS, book.lang)
    if is_shared(figure.code, book.edition):
        return say(wording.CONTROL_SHARED, book.lang)
    return _say_number(book, wording.CONTROL_DIFFERS, difference=figure.control - (figure.value or 0))


def _ratio(book: Book, figure: Figure) -> Iterator[str]:
    ratio = book.edition.ratios[figure.code]
    part, whole = book.figures[ratio.part], book.figures[ratio.whole]
    names = {"part": name_of(book, ratio.part), "whole": name_of(book, ratio.whole)}
    if figure.contradictory and part.value is not None and whole.value is not None:
        values = {"part_value": number(part.value, book.lang), "whole_value": number(whole.value, book.lang)}
        yield say(wording.CONTRADICTORY, book.lang, **names, **values)
        return
    yield say(wording.FROM_PARTS, book.lang, **names)
    if figure.value is None:
        yield say(wording.OF_NOTHING, book.lang)


def name_of(book: Book, code: Code) -> str:
    """How a remark calls a row: its number on the form, or its code where it has none."""
    stt = book.edition.indicators[code].stt.rstrip(".")
    return stt or code


def _shared(book: Book, figure: Figure) -> Iterator[str]:
    indicator = book.edition.indicators[figure.code]
    yield _reported(book, figure)
    if figure.common is not None:
        level = book.level_name(indicator.shared_over)
        yield say(wording.SHARED_ONCE, book.lang, level=level, common=number(figure.common, book.lang))
    if figure.differ:
        yield say(wording.SHARED_DIFFERS, book.lang, who=names_of(book, figure.differ))


def _list(book: Book, figure: Figure) -> Iterator[str]:
    indicator = book.edition.indicators[figure.code]
    yield _reported(book, figure)
    sheet = detail_sheet(indicator.form)
    if figure.lowest is None or figure.highest is None:
        yield say(wording.LISTED_NONE, book.lang, sheet=sheet)
        return
    lowest, highest = number(figure.lowest, book.lang), number(figure.highest, book.lang)
    yield say(wording.LISTED, book.lang, lowest=lowest, highest=highest, sheet=sheet)


def _own(book: Book, figure: Figure) -> Iterator[str]:
    indicator = book.edition.indicators[figure.code]
    if figure.value is not None:
        yield say(wording.OWN_FIGURE, book.lang, unit=book.consolidator)
        meaning = indicator.meanings.get(int(figure.value))
        if meaning:
            yield say(wording.MEANING, book.lang, code=int(figure.value), meaning=meaning)
        return
    words = wording.OWN_NIL if figure.nils else wording.OWN_MISSING
    yield say(words, book.lang, unit=book.consolidator)


def _say_number(book: Book, words: Words, **values: Decimal) -> str:
    return say(words, book.lang, **{name: number(value, book.lang) for name, value in values.items()})
