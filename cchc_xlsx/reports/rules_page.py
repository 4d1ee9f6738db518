"""The page ``docs/rules.md``: every rule by family, Vietnamese first, from the declarations that ``explain`` shows."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.reports.explain import rule_fields, rule_title
from cchc_xlsx.reports.words import Lang
from cchc_xlsx.rules import FAMILIES, RULES, Family, Rule, family_of


def rules_page(edition: Edition) -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines(edition)) + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    yield "# Quy tắc kiểm tra"
    yield ""
    yield f"{len(RULES)} quy tắc trong {len(FAMILIES)} nhóm. Xem trên máy: `cchc-xlsx explain TL001` (một quy tắc),"
    yield "`cchc-xlsx explain TL` (cả nhóm). Chỗ trong ‹…› là thông tin của từng trường hợp. Trang này do"
    yield "`scripts/make_rules_page.py` ghi ra từ khai báo của các quy tắc; không sửa tay."
    yield ""
    yield "*Every rule, in Vietnamese and then in English; what stands in ‹…› is filled in case by case. Written by*"
    yield "`scripts/make_rules_page.py` *from the rules' declarations: not to be edited by hand.*"
    yield ""
    yield "| nhóm | | family | số quy tắc |"
    yield "|---|---|---|---|"
    for family in FAMILIES.values():
        title = f"[{family.id}](#{family.id.lower()})"
        yield f"| {title} | {family.title.vi} | {family.title.en} | {len(_rules_of(family))} |"
    for family in FAMILIES.values():
        yield ""
        yield f'## <a id="{family.id.lower()}"></a>{family.id} · {family.title.vi}'
        for rule in _rules_of(family):
            yield from _rule(rule, edition)


def _rules_of(family: Family) -> list[Rule]:
    return [rule for rule in RULES.values() if family_of(rule.id) is family]


def _rule(rule: Rule, edition: Edition) -> Iterator[str]:
    yield ""
    yield f"### {rule_title(rule, Lang.VI)}"
    yield ""
    yield from (f"- **{name}:** {text}" for name, text in rule_fields(rule, edition, Lang.VI))
    yield ""
    yield f"*{rule_title(rule, Lang.EN)}*"
    yield ""
    yield from (f"- *{name}:* {text}" for name, text in rule_fields(rule, edition, Lang.EN))
