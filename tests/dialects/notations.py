"""Ways to type the same figure, code or tick that are read for certain, by kind of row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal
from typing import NamedTuple

from guidance import RATIOS
from tables import EDITION, PRINTED

from cchc_xlsx.intake.grid import Content
from cchc_xlsx.model import Code, Kind, LevelId
from dialects.draft import (
    NIL,
    NOT_APPLICABLE,
    Cell,
    Change,
    Dialect,
    Draft,
    How,
    Meaning,
    Part,
    Row,
    each_row,
    says,
    typed,
)

Figure = Decimal
Writer = Callable[[Figure, Row], Cell | None]
"""How a figure is typed in its row; None where this way is not for such a figure."""

KIND = {str(code): row.kind for code, row in EDITION.indicators.items()}
UNIT = {row.code: row.unit for row in PRINTED}
COUNTS, PERCENTS, CODES, OPTIONS = {Kind.COUNT}, {Kind.PERCENT}, {Kind.CODE}, {Kind.OPTION}
FIGURES = {Kind.COUNT, Kind.MONEY}
NUMBERS = FIGURES | PERCENTS
ALL = NUMBERS | CODES | OPTIONS


class Notation(NamedTuple):
    """A way to type the figures of rows of these kinds."""

    about: str
    kinds: set[Kind]
    write: Writer

    @property
    def of(self) -> str:
        """What else may not be changed besides: the digits of rates, which option is ticked."""
        return "digits" if self.about == "rates to two digits" else "options" if Kind.OPTION in self.kinds else ""

    def change(self, draft: Draft) -> Draft:
        return each_row(self.row)(draft)

    def row(self, row: Row) -> Row:
        """The row with its figure so typed, where it has one that can be."""
        if not isinstance(row.meaning, Decimal) or KIND[row.code] not in self.kinds:
            return row
        new = self.write(row.meaning, row)
        return _retyped(row, new) if new else row


def _retyped(row: Row, new: Cell) -> Row:
    return row.having(**{Part.VALUE: row[Part.VALUE]._replace(content=new.content, how=new.how, remark=new.remark)})


def grouped(figure: Figure, thousands: str = ".") -> str:
    """``1234.5`` -> ``1.234,5``."""
    return f"{figure:,f}".translate(str.maketrans(",.", f"{thousands},"))


def plain(figure: Figure) -> str:
    """``1234.5`` -> ``1234,5``."""
    return f"{figure:f}".replace(".", ",")


def text(write: Callable[[Figure], str]) -> Writer:
    """Typed as text."""
    return lambda figure, _: says(write(figure))


def large(write: Callable[[Figure], str]) -> Writer:
    """Typed as text where the figure has thousands to group."""
    return lambda figure, _: says(write(figure)) if figure >= 1000 else None


def shown(format_: str) -> Writer:
    """A number in a number format."""
    return lambda figure, _: Cell(Content("n", f"{figure:f}", format_))


def _full_width(figure: Figure) -> str:
    return plain(figure).translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))


def _leading_zero(figure: Figure, _: Row) -> Cell | None:
    return says(f"0{figure:f}") if figure < 10 and figure == int(figure) else None


WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def _in_words_too(figure: Figure, _: Row) -> Cell | None:
    """``05 (năm)``."""
    small = 0 < figure <= 10 and figure == int(figure)
    return says(f"{int(figure):02} ({WORDS[int(figure)]})") if small else None


def _own_unit(figure: Figure, row: Row) -> Cell | None:
    """``08 văn bản``, ``1.500 triệu đồng``."""
    unit = UNIT[row.code]
    number = f"0{figure:f}" if figure < 10 else grouped(figure)
    return says(f"{number} {unit.lower()}") if unit and unit != "%" else None


def _own_unit_in_short(figure: Figure, row: Row) -> Cell | None:
    return says(f"{grouped(figure, '.')} TTHC") if UNIT[row.code] == "Thủ tục" else None


def _quoted(figure: Figure, _: Row) -> Cell:
    return says(plain(figure))._replace(how=How.QUOTED)


def _in_parts(figure: Figure, _: Row) -> Cell:
    return says(plain(figure))._replace(how=How.IN_PARTS)


def _formula(figure: Figure, _: Row) -> Cell:
    return Cell(Content("n", f"{figure:f}", formula=True))


def _formula_of_text(figure: Figure, _: Row) -> Cell:
    return Cell(Content("s", plain(figure), formula=True))


def _with_noise(figure: Figure, _: Row) -> Cell | None:
    """What a chain of formulas leaves in the sixteenth digit: 15999.000000000002."""
    noisy = float(figure) * (1 + 2**-52)
    return Cell(Content("n", repr(noisy), formula=True)) if repr(noisy) != f"{float(figure)!r}" and figure else None


# --- rates ----------------------------------------------------------------------------------------


def _percent_cell(figure: Figure, _: Row) -> Cell:
    return Cell(Content("n", repr(float(figure) / 100), "0.00%"))


def _percent_formula(figure: Figure, _: Row) -> Cell:
    return Cell(Content("n", repr(float(figure) / 100), "0%", formula=True))


def _decimal_point(figure: Figure, _: Row) -> Cell | None:
    """``95.3``: read, and said for the record."""
    return says(f"{figure:f}")._replace(remark="GT012") if figure != int(figure) else None


def computed(draft: Draft) -> Draft:
    """Rates are formulas over their parts, in cells formatted %: all digits are stored, few are shown."""
    figures = {row.code: row.meaning for row in draft}
    parts = {ratio.rate: (figures.get(ratio.part), figures.get(ratio.whole)) for ratio in RATIOS}

    def row(old: Row) -> Row:
        part, whole = parts.get(old.code, (None, None))
        if not isinstance(part, Decimal) or not isinstance(whole, Decimal) or not whole:
            return old
        share = repr(float(part) / float(whole))
        meaning = Context(prec=15).multiply(Decimal(share), 100)
        return replace(_retyped(old, Cell(Content("n", share, "0.0%", formula=True))), meaning=meaning.normalize())

    return each_row(row)(draft)


# --- codes and options ----------------------------------------------------------------------------


def _printed_word(figure: Figure, row: Row) -> Cell | None:
    """The words printed for the code: "Có", "Đã kết nối"."""
    return says(EDITION.indicators[Code(row.code)].meanings[int(figure)])


def _label(_: Figure, row: Row) -> Cell:
    """An option's own label: "Đã hoàn thành"."""
    return says(next(one.label for one in PRINTED if one.code == row.code))


def always(words: str) -> Writer:
    return lambda _, __: says(words)


NOTATIONS = (
    Notation("figures as text", NUMBERS | CODES | OPTIONS, text(plain)),
    Notation("figures behind a quote prefix", ALL, _quoted),
    Notation("figures in parts of different colours", ALL, _in_parts),
    Notation("figures behind an apostrophe", ALL, text(lambda figure: f"'{plain(figure)}")),
    Notation("figures with spaces around", ALL, text(lambda figure: f"  {plain(figure)}   ")),
    Notation("figures with a line break behind", ALL, text(lambda figure: f"{plain(figure)}\n")),
    Notation("figures in full-width digits", ALL, text(_full_width)),
    Notation("figures as formulas", ALL, _formula),
    Notation("figures as formulas that give text", ALL, _formula_of_text),
    Notation("figures with noise in the last digit", NUMBERS, _with_noise),
    Notation("thousands apart by dots", FIGURES, large(lambda figure: grouped(figure))),
    Notation("thousands apart by spaces", FIGURES, large(lambda figure: grouped(figure, " "))),
    Notation("thousands apart by no-break spaces", FIGURES, large(lambda figure: grouped(figure, "\u00a0"))),
    Notation("thousands apart by narrow spaces", FIGURES, large(lambda figure: grouped(figure, "\u202f"))),
    Notation("thousands apart by the format", FIGURES, shown("#,##0.##")),
    Notation("thousands in an accounting format", FIGURES, shown('_-* #,##0.00_-;-* #,##0.00_-;_-* "-"_-;_-@_-')),
    Notation("a text format on numbers", NUMBERS, shown("@")),
    Notation("two digits by the format", COUNTS, shown("00")),
    Notation("a leading zero", NUMBERS, _leading_zero),
    Notation("the number in words too", NUMBERS, _in_words_too),
    Notation("the row's own unit behind", FIGURES, _own_unit),
    Notation("the row's own unit in short", COUNTS, _own_unit_in_short),
    Notation("a unit shown by the format", FIGURES, shown('#,##0.## "hồ sơ"')),
    Notation("rates with a decimal comma", PERCENTS, text(plain)),
    Notation("rates with a percent sign", PERCENTS, text(lambda figure: f"{plain(figure)}%")),
    Notation("rates with a percent sign apart", PERCENTS, text(lambda figure: f"{plain(figure)} %")),
    Notation("rates with a percent sign further apart", PERCENTS, text(lambda figure: f"{plain(figure)}\u00a0%")),
    Notation("rates with a full-width percent sign", PERCENTS, text(lambda figure: f"{_full_width(figure)}％")),
    Notation("rates to two digits", PERCENTS, text(lambda figure: f"{figure:.2f}%".replace(".", ","))),
    Notation("rates with a decimal point", PERCENTS, _decimal_point),
    Notation("rates in percent cells", PERCENTS, _percent_cell),
    Notation("rates in percent cells by formulas", PERCENTS, _percent_formula),
    Notation("a percent sign shown by the format", PERCENTS, shown('0.00"%"')),
    Notation("a percent sign escaped in the format", PERCENTS, shown("0.00\\%")),
    Notation("codes as the words printed", CODES | OPTIONS, _printed_word),
    Notation("codes as 01", CODES | OPTIONS, text(lambda figure: f"0{figure:f}")),
    Notation("ticks", OPTIONS, always("x")),
    Notation("check marks", OPTIONS, always("✓")),
    Notation("Có in an option", OPTIONS, always("Có")),
    Notation("an option's own label", OPTIONS, _label),
)


# --- nothing --------------------------------------------------------------------------------------

NOTHING = ("không phát sinh", "KPS", "K/c", "-", "–", "không", "Không có", "KHÔNG PHÁT SINH", "Không phát sinh.")


def _nil_as(words: str) -> Change:
    """Rows of nothing say so in these words, and so do counts of 0."""

    def row(old: Row) -> Row:
        zero = old.meaning == 0 and KIND[old.code] is Kind.COUNT
        return replace(_retyped(old, says(words)), meaning=NIL, remark="") if zero or old.meaning == NIL else old

    return each_row(row)


def _zeros_for_nil(row: Row) -> Row:
    return replace(_retyped(row, typed("0")), meaning=Decimal(0)) if row.meaning == NIL else row


# --- rows that are not asked for ------------------------------------------------------------------


def not_due(words: str, meaning: Meaning, remark: str = "") -> Change:
    """Something stands in the rows that the unit need not report."""

    def change(draft: Draft) -> Draft:
        due = EDITION.due(LevelId(draft.level))

        def row(old: Row) -> Row:
            asked = Code(old.code) in due or KIND[old.code] is not Kind.COUNT
            return old if asked else replace(_retyped(old, typed(words)), meaning=meaning, remark=remark)

        return each_row(row)(draft)

    return change


def _zero_in_the_other_option(draft: Draft) -> Draft:
    """The option that is not ticked says 0: said for the record."""
    ticked = {row.code for row in draft if row.meaning and KIND[row.code] is Kind.OPTION}

    def row(old: Row) -> Row:
        other = old.code not in ticked and any(code[:-1] == old.code[:-1] for code in ticked)
        return replace(_retyped(old, typed("0")), meaning=Decimal(0), remark="LC003") if other else old

    return each_row(row)(draft)


def _headings_repeat(draft: Draft) -> Draft:
    """BM2.2 repeats the figure of BM2.2.1: said for the record."""
    figures = {row.code: row.meaning for row in draft}

    def row(old: Row) -> Row:
        below = figures.get(f"{old.code}.1")
        if old.code not in ("BM2.2", "BM2.3") or not isinstance(below, Decimal):
            return old
        return replace(_retyped(old, typed(f"{below:f}")), meaning=below, remark="DM001")

    return each_row(row)(draft)


def _each_in_its_own_way(draft: Draft) -> Draft:
    """Every row is typed in another way than the one above."""

    def row(old: Row) -> Row:
        at = sum(map(ord, old.code))
        mine = [one for one in NOTATIONS if one.row(old) is not old and KIND[old.code] in one.kinds]
        return mine[at % len(mine)].row(old) if mine else old

    return each_row(row)(draft)


TYPED = (
    *(Dialect(one.about, one.change, one.of) for one in NOTATIONS),
    *(Dialect(f"nothing as {words!r}", _nil_as(words)) for words in NOTHING),
    Dialect("0 in rows not asked for", not_due("0", Decimal(0), "CB002"), of="not due"),
    Dialect("a dash in rows not asked for", not_due("'-", NIL), of="not due"),
    Dialect("not ours to report", not_due("'không thuộc thẩm quyền", NOT_APPLICABLE), of="not due"),
    Dialect("0 in the option not ticked", _zero_in_the_other_option, of="options"),
    Dialect("headings repeat the row below", _headings_repeat),
    Dialect("0 for nothing", each_row(_zeros_for_nil)),
    Dialect("rates computed in percent cells", computed, of="digits"),
    Dialect("every row typed in another way", _each_in_its_own_way, of="options"),
)
