"""Pages of ``explain``: a rule or an indicator, from the declarations that check it. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_xlsx.catalogue import CONSOLIDATOR, NOBODY, Edition, Indicator
from cchc_xlsx.catalogue.relations import Relation
from cchc_xlsx.model import Code, Kind, Nature, Policy, RuleId
from cchc_xlsx.reports.words import SEVERITY_WORDS, Lang, pick, short_label
from cchc_xlsx.rules import RULES, Rule, Words

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


def find_page(name: str, edition: Edition, lang: Lang) -> list[str] | None:
    """The page of a rule (``TL001``) or an indicator (``BM7.6.2``), in any case; None where there is neither."""
    rule, indicator = RULES.get(RuleId(name.upper())), edition.indicators.get(_code(name))
    if rule:
        return list(rule_page(rule, lang))
    return list(indicator_page(indicator, edition, lang)) if indicator else None


def _code(name: str) -> Code:
    return Code(name[:2].upper() + name[2:].lower())


def rule_page(rule: Rule, lang: Lang) -> Iterator[str]:
    """What the rule means, why it stands, how to mend, an example that breaks it and one that holds."""
    yield f"{rule.id} · {pick(SEVERITY_WORDS[rule.severity], lang)} · {pick(rule.title, lang)}"
    yield ""
    yield pick(Words("Vì sao: ", "Why: "), lang) + pick(rule.why, lang)
    yield pick(Words("Cách sửa: ", "How to mend: "), lang) + pick(rule.mend, lang)
    yield pick(Words("Thông báo: ", "Message: "), lang) + pick(rule.message, lang)
    if rule.breaks:
        yield pick(Words("Ví dụ sai: ", "Breaks it: "), lang) + rule.breaks
    if rule.holds:
        yield pick(Words("Ví dụ đúng: ", "Holds: "), lang) + rule.holds


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
