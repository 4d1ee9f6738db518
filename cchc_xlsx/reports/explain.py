"""Pages of ``explain``: a rule or an indicator, from the declarations that check it. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from cchc_xlsx.catalogue import CONSOLIDATOR, NOBODY, Edition, Indicator
from cchc_xlsx.catalogue.relations import Relation
from cchc_xlsx.model import Code, Kind, LevelId, Nature, Policy, RuleId
from cchc_xlsx.reports.words import SEVERITY_WORDS, Lang, fill, number, pick, short_label
from cchc_xlsx.rules import FAMILIES, RULES, Family, Rule, Words, family_of
from cchc_xlsx.rules.example import ExampleRow, read_example

_KINDS = {
    Kind.COUNT: Words("số đếm: số nguyên từ 0 trở lên", "a count: a whole number, 0 or more"),
    Kind.MONEY: Words("số tiền: từ 0 trở lên", "money: 0 or more"),
    Kind.PERCENT: Words("tỷ lệ: từ 0 đến 100, dấu phẩy thập phân", "a rate: 0 to 100"),
    Kind.CODE: Words("mã: một trong các mã in trên biểu", "a code: one of those printed"),
    Kind.OPTION: Words("phương án: mã của dòng này, hoặc để trống", "an option: its own code, or blank"),
    Kind.HEADING: Words("tiêu đề: để trống", "a heading: left blank"),
}
_NATURES = {
    Nature.FLOW: Words("phát sinh trong kỳ", "happened in the period"),
    Nature.PLAN: Words("kế hoạch cả năm", "the year's plan"),
    Nature.CUMULATIVE: Words("lũy kế từ đầu năm", "since the beginning of the year"),
    Nature.SINCE_2015: Words("so với năm 2015", "since 2015"),
    Nature.STOCK: Words("tại thời điểm báo cáo", "at the date of the report"),
    Nature.NONE: Words("–", "–"),
}
_POLICIES = {
    Policy.SUM: Words("cộng số của các đơn vị", "the units' figures are added"),
    Policy.TOTAL: Words("cộng từ các thành phần của tỉnh", "from the province's own parts"),
    Policy.RATIO: Words(
        "tính lại từ số của tỉnh, không cộng tỷ lệ", "computed from the province's parts, never summed"
    ),
    Policy.TALLY: Words("đếm số đơn vị theo từng mã", "units are counted by code"),
    Policy.SHARED: Words(
        "một danh mục chung của cấp {level}: lấy số các đơn vị thống nhất, cộng số của cấp khác",
        "one list shared by level {level}: the figure they agree on, plus the other level's sum",
    ),
    Policy.LIST: Words("không cộng; liệt kê từng đơn vị", "not added; listed unit by unit"),
    Policy.OWN: Words("số của cơ quan tổng hợp", "the consolidating unit's figure"),
    Policy.NONE: Words("–", "–"),
}


_FACTS = {
    "cell": Words("biểu nào, ô nào", "form and cell"),
    "row": Words("chỉ tiêu nào", "indicator"),
    "raw": Words("số đã ghi", "what it says"),
    "value": Words("số được hiểu", "figure read"),
    "expected": Words("số gợi ý", "suggestion"),
    "relation": Words("quan hệ nào", "relation"),
    "related": Words("các ô liên quan", "cells concerned"),
    "repair": Words("ô có lẽ sai và số đúng", "probable cell and figure"),
    "instead": Words("ô có lẽ đúng", "cell probably meant"),
    "missing": Words("các ô còn thiếu", "cells missing"),
    "blanks": Words("những dòng nào", "which rows"),
    "count": Words("bao nhiêu", "how many"),
    "form": Words("mấy", "form number"),
    "detail": Words("chi tiết", "detail"),
    "files": Words("tệp nào", "which files"),
    "measure": Words("đơn vị tính của dòng", "the row's unit"),
    "note": Words("ghi chú của dòng", "the row's note"),
    "level": Words("cấp nào", "level"),
    "line": Words("mấy", "line number"),
    "now": Words("số được dùng", "figure used"),
    "before": Words("số cũ", "old figure"),
}
_NOT_ON_A_PAGE = {"concerned", "either", "more", "others"}
"""Facts that a message names only where no repair stands out, or where many cells are one finding; a page shows it with
a repair and one cell."""


def find_page(name: str, edition: Edition, lang: Lang) -> list[str] | None:
    """The page of a rule (``TL001``), a family of rules (``TL``) or an indicator (``BM7.6.2``), in any case; None where
    there is none of that name."""
    rule, family, code = RULES.get(RuleId(name.upper())), FAMILIES.get(name.upper()), edition.find_code(name)
    if rule:
        return list(rule_page(rule, edition, lang))
    if family:
        return list(family_page(family, lang))
    return list(indicator_page(edition.indicators[code], edition, lang)) if code else None


def alike(name: str, edition: Edition) -> list[Code]:
    """The indicators a name without its form may mean: ``2.2`` is BM1.2.2, BM2.2 and more."""
    ending = name.lower().removeprefix("bm").strip(".")
    return [code for code in edition.codes if ending and code.lower().endswith(("." + ending, "bm" + ending))]


def rule_page(rule: Rule, edition: Edition, lang: Lang) -> Iterator[str]:
    """Where the rule's findings stand, what they say, why, how to mend; an example that breaks it, one that holds."""
    yield rule_title(rule, lang)
    yield ""
    yield from (f"{name}: {text}" for name, text in rule_fields(rule, edition, lang))


def rule_title(rule: Rule, lang: Lang) -> str:
    """``TL001 · lỗi · Tỷ lệ không khớp với các số thành phần``."""
    return f"{rule.id} · {pick(SEVERITY_WORDS[rule.severity], lang)} · {pick(rule.title, lang)}"


def rule_fields(rule: Rule, edition: Edition, lang: Lang) -> Iterator[tuple[str, str]]:
    """What there is to know of a rule: pairs of a name and a text."""
    message = fill(pick(rule.message, lang), lambda name: _fact(name, lang))
    yield pick(Words("Ở đâu", "Where"), lang), pick(family_of(rule.id).where, lang)
    yield pick(Words("Thông báo", "Message"), lang), message
    yield pick(Words("Vì sao", "Why"), lang), pick(rule.why, lang)
    yield pick(Words("Cách sửa", "How to mend"), lang), pick(rule.mend, lang)
    for words, example in ((Words("Ví dụ sai", "Breaks it"), rule.breaks), (Words("Ví dụ đúng", "Holds"), rule.holds)):
        if example:
            yield pick(words, lang), _example(example, edition, lang)


def family_page(family: Family, lang: Lang) -> Iterator[str]:
    """The family's rules, a line each."""
    yield f"{family.id} · {pick(family.title, lang)}"
    for rule in RULES.values():
        if family_of(rule.id) is family:
            yield f"{rule.id}  {pick(SEVERITY_WORDS[rule.severity], lang):<9} {pick(rule.title, lang)}"


def _fact(name: str, lang: Lang) -> str | None:
    """The name of a fact in a message, for a page that has no finding."""
    return None if name in _NOT_ON_A_PAGE else f"‹{pick(_FACTS[name], lang)}›"


def _example(text: str, edition: Edition, lang: Lang) -> str:
    """``so | BM7.6.2: '89,2`` -> ``(sở) BM7.6.2 ghi chữ “89,2”``; the unit of measure only where it matters."""
    example = read_example(text)
    level = edition.level(LevelId(example.level))
    who = (level.level if lang is Lang.VI else level.level_en) if level else edition.consolidator
    return f"({who}) " + "; ".join(_example_row(row, lang) for row in example.rows)


def _example_row(row: ExampleRow, lang: Lang) -> str:
    named = pick(Words(f"{row.code} (đơn vị tính: {row.measure})", f"{row.code} (unit: {row.measure})"), lang)
    name = named if row.measure else row.code
    if not row.cell:
        return f"{name} {pick(Words('để trống', 'is blank'), lang)}"
    if row.cell.startswith("'"):
        return f"{name} {pick(Words('ghi chữ', 'has the text'), lang)} “{row.cell[1:]}”"
    return f"{name} {pick(Words('ghi', 'says'), lang)} {_stored(row.cell, lang)}"


def _stored(cell: str, lang: Lang) -> str:
    """What is no text, as a reader of the sheet sees it."""
    if cell == "=":
        return pick(Words("công thức chưa có kết quả", "a formula without a result"), lang)
    if cell.startswith("date "):
        return date.fromisoformat(cell.removeprefix("date ")).strftime("%d/%m/%Y")
    try:
        figure = number(Decimal(cell.rstrip("%")), lang)
    except InvalidOperation:
        return cell
    return figure + "%" * cell.endswith("%")


def indicator_page(indicator: Indicator, edition: Edition, lang: Lang) -> Iterator[str]:
    """What the row asks, who reports it, what it may hold, how it sums up, and every relation it stands in."""
    yield f"{indicator.code} · {indicator.stt} {indicator.label}".replace("·  ", "· ")
    yield ""
    fields = (
        (Words("Đơn vị tính", "Unit of measure"), indicator.measure or "–"),
        (Words("Loại", "Kind"), pick(_KINDS[indicator.kind], lang)),
        (Words("Ai báo", "Reported by"), _reporter(indicator, edition, lang)),
        (Words("Thời gian", "Time"), pick(_NATURES[indicator.nature], lang)),
        (Words("Tổng hợp", "Sums up"), _policy(indicator, edition, lang)),
    )
    for name, text in fields:
        yield f"{pick(name, lang)}: {text}"
    relations = [_relation(relation, edition) for relation in edition.relations_of(indicator.code)]
    if relations:
        yield ""
        yield pick(Words("Quan hệ:", "Relations:"), lang)
        yield from (f"  {line}" for line in relations)


def _reporter(indicator: Indicator, edition: Edition, lang: Lang) -> str:
    if indicator.reporter == CONSOLIDATOR:
        return edition.consolidator
    if indicator.reporter == NOBODY:
        words = Words("không báo: {} tự ghi", "nobody below: {} fills it in")
        return pick(words, lang).format(edition.consolidator)
    level = edition.level(indicator.reporter)
    if level is None:
        return pick(Words("mọi đơn vị", "every unit"), lang)
    return pick(Words(f"cấp {level.level}", f"level {level.level_en}"), lang)


def _policy(indicator: Indicator, edition: Edition, lang: Lang) -> str:
    level = edition.level(indicator.shared_over)
    name = (level.level if lang is Lang.VI else level.level_en) if level else ""
    return pick(_POLICIES[indicator.policy], lang).format(level=name)


def _relation(relation: Relation, edition: Edition) -> str:
    level = edition.level(relation.level)
    return relation.statement + (f"  [{level.level}]" if level else "")


def all_pages(edition: Edition, lang: Lang) -> Iterator[str]:
    """Every family with its rules, then every form with its indicators, a line each."""
    for family in FAMILIES.values():
        yield from family_page(family, lang)
        yield ""
    for form in edition.forms:
        yield f"BM{form.number} · {form.title}"
        yield from (f"{one.code:<12} {short_label(one, 90)}" for one in edition.rows(form.number))
        yield ""
