"""Pages of ``explain``: a rule or an indicator, from the declarations that check it. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_xlsx.catalogue import CONSOLIDATOR, NOBODY, Edition, Indicator
from cchc_xlsx.catalogue.relations import Relation
from cchc_xlsx.model import Code, Kind, Nature, Policy, RuleId
from cchc_xlsx.reports.words import SEVERITY_WORDS, Lang, fill, pick, short_label
from cchc_xlsx.rules import RULES, Rule, Words
from cchc_xlsx.rules.example import read_example

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
    "cell": Words("ô", "cell"),
    "row": Words("chỉ tiêu", "indicator"),
    "raw": Words("số ghi", "what it says"),
    "value": Words("số hiểu là", "figure read"),
    "expected": Words("số gợi ý", "suggestion"),
    "relation": Words("quan hệ", "relation"),
    "related": Words("các ô liên quan", "cells concerned"),
    "missing": Words("các ô còn thiếu", "cells missing"),
    "blanks": Words("các dòng", "rows"),
    "count": Words("số dòng", "how many"),
    "form": Words("số biểu", "form number"),
    "detail": Words("chi tiết", "detail"),
    "files": Words("các tệp", "files"),
    "measure": Words("đơn vị tính", "unit of measure"),
    "note": Words("ghi chú", "note"),
    "level": Words("cấp", "level"),
}


def find_page(name: str, edition: Edition, lang: Lang) -> list[str] | None:
    """The page of a rule (``TL001``) or an indicator (``BM7.6.2``), in any case; None where there is neither."""
    rule, code = RULES.get(RuleId(name.upper())), edition.find_code(name)
    if rule:
        return list(rule_page(rule, lang))
    return list(indicator_page(edition.indicators[code], edition, lang)) if code else None


def alike(name: str, edition: Edition) -> list[Code]:
    """The indicators a name without its form may mean: ``2.2`` is BM1.2.2, BM2.2 and more."""
    ending = name.lower().removeprefix("bm").strip(".")
    return [code for code in edition.codes if ending and code.lower().endswith(("." + ending, "bm" + ending))]


def rule_page(rule: Rule, lang: Lang) -> Iterator[str]:
    """What the rule means, why it stands, how to mend, an example that breaks it and one that holds."""
    yield f"{rule.id} · {pick(SEVERITY_WORDS[rule.severity], lang)} · {pick(rule.title, lang)}"
    yield ""
    yield pick(Words("Vì sao: ", "Why: "), lang) + pick(rule.why, lang)
    yield pick(Words("Cách sửa: ", "How to mend: "), lang) + pick(rule.mend, lang)
    yield pick(Words("Thông báo: ", "Message: "), lang) + fill(pick(rule.message, lang), lambda name: _fact(name, lang))
    for words, example in ((Words("Ví dụ sai", "Breaks it"), rule.breaks), (Words("Ví dụ đúng", "Holds"), rule.holds)):
        if example:
            yield f"{pick(words, lang)}: {_example(example, lang)}"


def _fact(name: str, lang: Lang) -> str:
    """The name of a fact in a message, for a page that has no finding."""
    return f"‹{pick(_FACTS[name], lang)}›"


def _example(text: str, lang: Lang) -> str:
    """``so | BM7.6.2: '89,2`` -> ``BM7.6.2 ghi “89,2”``; the unit of measure only where the example turns on it."""
    says, nothing = pick(Words("ghi", "says"), lang), pick(Words("để trống", "is blank"), lang)
    shown = []
    for row in read_example(text).rows:
        cell = f"“{row.cell[1:]}”" if row.cell.startswith("'") else row.cell
        measure = f" ({row.measure})" if row.measure else ""
        shown.append(f"{row.code}{measure} {says} {cell}" if cell else f"{row.code} {nothing}")
    return "; ".join(shown)


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
    """A line for each rule and each indicator."""
    for rule in RULES.values():
        yield f"{rule.id}  {pick(SEVERITY_WORDS[rule.severity], lang):<9} {pick(rule.title, lang)}"
    for indicator in edition.indicators.values():
        yield f"{indicator.code:<12} {short_label(indicator, 90)}"
