"""What may be typed into an indicator's cell: Excel's data validation, with its words, by the indicator's kind."""

from __future__ import annotations

from typing import Any, assert_never

from cchc_xlsx.catalogue import Edition, Indicator
from cchc_xlsx.catalogue.relations import Name
from cchc_xlsx.model import Kind

_WORDS = ("không phát sinh", "không áp dụng", "không thuộc thẩm quyền")
_OR_WORDS = "hoặc chữ “không phát sinh”, “không áp dụng”"

Validation = dict[str, Any]


def validation(edition: Edition, indicator: Indicator, at: Name) -> Validation | None:
    """The validation of the cell ``at(indicator.code)``; None for a heading, into which nothing is typed."""
    cell = at(indicator.code)
    match indicator.kind:
        case Kind.COUNT:
            found = _count(cell, indicator)
        case Kind.MONEY:
            found = _money(cell, indicator)
        case Kind.PERCENT:
            found = _percent(cell, edition, indicator)
        case Kind.CODE:
            found = _code(indicator)
        case Kind.OPTION:
            found = _option(edition, indicator)
        case Kind.HEADING:
            return None
        case _:
            assert_never(indicator.kind)
    found["input_message"] += _must_match(edition, indicator, at)
    return found


def _must_match(edition: Edition, indicator: Indicator, at: Name) -> str:
    """The relation that defines the figure, in the sheet's own addresses: ``D10 = 100 × D12 / D11``."""
    relation = edition.ratios.get(indicator.code) or edition.totals.get(indicator.code)
    return f" Phải khớp: {relation.words(at)}." if relation else ""


def _number_or_words(cell: str, test: str) -> Validation:
    """A number that passes ``test``, or one of the words that stand for no figure (array constants are not allowed)."""
    words = ",".join(f'TRIM({cell})="{word}"' for word in _WORDS)
    return {"validate": "custom", "value": f"=IF(ISNUMBER({cell}),{test},OR({words}))"}


def _count(cell: str, indicator: Indicator) -> Validation:
    return _number_or_words(cell, f"AND({cell}>=0,{cell}=INT({cell}))") | {
        "input_title": "Số nguyên",
        "input_message": f"Đơn vị tính: {indicator.measure}. Gõ liền, ví dụ 15999. "
        "Không có: ghi 0 hoặc “không phát sinh”.",
        "error_title": "Chưa phải số nguyên",
        "error_message": "Ô này nhận số nguyên từ 0 trở lên, gõ liền, không kèm đơn vị tính (ví dụ 15999), "
        f"{_OR_WORDS}. Dấu chấm, dấu phẩy có thể làm máy hiểu là số lẻ.",
    }


def _money(cell: str, indicator: Indicator) -> Validation:
    measure = indicator.measure.lower()
    return _number_or_words(cell, f"{cell}>=0") | {
        "input_title": "Số tiền",
        "input_message": f"Ghi theo {measure}, không kèm chữ. Không có: ghi 0 hoặc “không phát sinh”.",
        "error_title": "Chưa phải số tiền",
        "error_message": f"Ô này nhận số từ 0 trở lên, tính bằng {measure}, không kèm chữ, {_OR_WORDS}.",
    }


def _percent(cell: str, edition: Edition, indicator: Indicator) -> Validation:
    signed, open_ended = indicator.code in edition.signed, indicator.code in edition.may_exceed
    tests = [] if signed else [f"{cell}>=0"]
    tests += [] if open_ended else [f"{cell}<=100"]
    span = f"{'có thể âm, ' if signed else 'từ 0 '}{'trở lên' if open_ended else 'đến 100'}"
    return _number_or_words(cell, f"AND({','.join(tests)})") | {
        "input_title": "Tỷ lệ %",
        "input_message": "Ghi theo thang 0–100, không gõ dấu %: 95,3 (không ghi 0,953). Không tính được: để trống.",
        "error_title": "Chưa đúng tỷ lệ",
        "error_message": f"Tỷ lệ là số {span}, không gõ dấu % (ví dụ 95,3), {_OR_WORDS}. "
        "Nếu máy dùng dấu chấm thập phân thì gõ 95.3.",
    }


def _code(indicator: Indicator) -> Validation:
    meanings = "; ".join(f"{number} = {words}" for number, words in indicator.meanings.items())
    return {
        "validate": "list",
        "source": [*indicator.meanings, "không áp dụng"],
        "input_title": "Chọn mã",
        "input_message": f"{meanings}.",
        "error_title": "Chưa đúng mã",
        "error_message": f"Chọn một mã trong danh sách: {meanings}.",
    }


def _option(edition: Edition, indicator: Indicator) -> Validation:
    ((number, words),) = indicator.meanings.items()
    other = edition.indicators[edition.options[indicator.code]].label
    return {
        "validate": "list",
        "source": [number],
        "input_title": "Chọn một trong hai dòng",
        "input_message": f"“{words}”: ghi {number}. Nếu không phải thì để trống và ghi ở dòng “{other}”.",
        "error_title": "Chưa đúng mã",
        "error_message": f"Ô này chỉ ghi {number} ({words}) hoặc để trống.",
    }
