"""Every rule keeps its word: its example breaks it, the other holds, its words are whole in both languages."""

from __future__ import annotations

import re
from operator import attrgetter

import pytest
from tables import EDITION, Batch, every, rules_in, submission_of

from cchc_xlsx.model import Severity
from cchc_xlsx.reports.words import Lang, sentence
from cchc_xlsx.rules import RULES, Rule, facts_named, family_of
from cchc_xlsx.rules.example import read_example

SHOWN_ELSEWHERE = {
    # test_intake.py: what a layout says
    "TN005", "TN006", "TN007", "TN008", "TN010",
    # test_cli.py: what became of a file
    "TT101", "TT102", "TT103", "TT104", "TT105", "TT107", "TT108", "TT109", "TT110",
    "TT201", "TT202", "TT203", "TT204", "TT205", "TT206", "TT207", "TT208", "TT209", "TT211",
    "TT212", "TT213", "TT301",
    # test_archives.py: a .zip
    "TT210",
    # test_intake.py and test_cli.py: what a folder says
    "TM001", "TM002", "TM003", "TM004", "TM005", "TM006", "TM007", "TM008", "TM009", "TM010", "TM011", "TM012",
    "TM013", "TM014", "TM015",
    # test_acceptances.py, test_adjustments.py, test_since.py: what the officer decides, what an earlier check said
    "QD001", "QD002", "QD003", "QD004", "QD005", "QD006", "QD007", "QD008", "QD011", "QD012", "QD013", "QD014", "QD015",
    "QD016", "QD017", "QD018", "QD021",
}  # fmt: skip
"""Rules that no row can show; each is named by a test of files or folders."""
EXAMPLES = [rule for rule in RULES.values() if rule.breaks]
HOLDS = [rule for rule in RULES.values() if rule.holds]
CHECKED = Batch(example for rule in RULES.values() for example in (rule.breaks, rule.holds) if example)
OF_A_FORM = {"TN001", "TN002", "TN003", "TN004"}
"""Rules about a form's rows together; only the first names a cell, that of the first row."""

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=attrgetter("id"))


@every_rule
def test_an_id_is_a_family_and_a_number(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.id)
    assert family_of(rule.id).id == rule.id[:2]
    assert RULES[rule.id] is rule


def test_no_id_stands_twice() -> None:
    from cchc_xlsx.rules import decisions, files, relations, rows, values

    declared = [
        rule.id
        for module in (decisions, files, relations, rows, values)
        for rule in vars(module).values()
        if isinstance(rule, Rule)
    ]
    assert sorted(declared) == sorted(RULES)
    assert len(declared) == len(set(declared))


@every_rule
def test_both_languages_name_the_same_facts(rule: Rule) -> None:
    assert facts_named(rule.message.vi) == facts_named(rule.message.en)


@every_rule
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_rule_has_all_its_words(rule: Rule, lang: str) -> None:
    for words in (rule.title, rule.message, rule.why, rule.mend):
        text = getattr(words, lang)
        assert text == text.strip()
        assert len(text) > 3
    assert not facts_named(getattr(rule.title, lang) + getattr(rule.why, lang) + getattr(rule.mend, lang))


@every_rule
def test_a_message_in_vietnamese_is_not_the_english_one(rule: Rule) -> None:
    assert rule.message.vi != rule.message.en
    assert re.search(r"[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ]", rule.message.vi, re.IGNORECASE)


@every_rule
def test_what_may_be_left_out_of_a_message_holds_a_fact(rule: Rule) -> None:
    for text in rule.message:
        assert all(facts_named(part) for part in re.findall(r"\[([^][]*)]", text))
        assert text.count("[") == text.count("]") == len(re.findall(r"\[[^][]*]", text))


def test_rules_without_an_example_are_known() -> None:
    assert {rule.id for rule in RULES.values() if not rule.breaks} == SHOWN_ELSEWHERE


@pytest.mark.parametrize("rule", EXAMPLES, ids=attrgetter("id"))
def test_the_example_breaks_the_rule(rule: Rule) -> None:
    assert rule.id in rules_in(CHECKED[rule.breaks])


@pytest.mark.parametrize("rule", HOLDS, ids=attrgetter("id"))
def test_the_other_example_holds(rule: Rule) -> None:
    assert rule.id not in rules_in(CHECKED[rule.holds])


@pytest.mark.parametrize("rule", EXAMPLES, ids=attrgetter("id"))
def test_an_example_is_worse_than_its_counterpart(rule: Rule) -> None:
    """An error is never shown by an example that has one anyway."""
    if rule.severity is Severity.ERROR and rule.holds:
        errors = {one.rule for one in CHECKED[rule.holds] if one.severity is Severity.ERROR}
        assert errors <= {"TN004"}


@pytest.mark.parametrize("lang", list(Lang), ids=str)
@pytest.mark.parametrize("rule", EXAMPLES, ids=attrgetter("id"))
def test_the_sentence_is_whole_and_says_where(rule: Rule, lang: Lang) -> None:
    submission = submission_of(rule.breaks)
    for finding in every(CHECKED[rule.breaks]):
        if finding.rule != rule.id:
            continue
        text = sentence(finding, EDITION, lang, submission.identity.level)
        assert not re.search(r"[{}\[\]]|\bNone\b|Decimal|‹|›", text)
        assert not re.search(r"\s[.,;:)]|\(\s*\)|[:;(]\s*[.,;:)]", text), "a fact is empty"
        assert text[0].isupper() or text.startswith(("“", "BM"))
        assert text.endswith((".", "%)."))
        if rule.id not in OF_A_FORM:
            assert finding.cell
            assert finding.cell.sheet in text
            assert re.search(rf"\b{finding.cell.ref}\b", text)
        else:
            assert str(finding.form) in text


@pytest.mark.parametrize("rule", EXAMPLES, ids=attrgetter("id"))
def test_a_suggestion_is_said(rule: Rule) -> None:
    """What a finding expects stands in its sentence in the reader's own notation."""
    for finding in every(CHECKED[rule.breaks]):
        if finding.rule == rule.id and finding.expected is not None and rule.id != "KT001":
            figure = f"{finding.expected:,f}"
            figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
            assert figure in sentence(finding, EDITION, Lang.EN)
            assert figure.translate(str.maketrans(",.", ".,")) in sentence(finding, EDITION, Lang.VI)


@pytest.mark.parametrize(
    "text", ["", "so | BM1.1 5", "so | 1.1: 5", " | BM1.1: 5", "so | BM1.1: 5 |BM1.2: 3 | x"], ids=str
)
def test_what_is_no_example_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no example"):
        read_example(text)
