"""rules: each rule once, with its words, reason, mend and proof. Families are modules; ``RULES`` is all of them by id."""

from cchc_xlsx.model import RuleId
from cchc_xlsx.rules.decisions import DECISION_RULES
from cchc_xlsx.rules.families import FAMILIES, Family, family_of
from cchc_xlsx.rules.files import FILE_RULES
from cchc_xlsx.rules.relations import RELATION_RULES
from cchc_xlsx.rules.rows import ROW_RULES
from cchc_xlsx.rules.rule import Rule, Words, facts_named
from cchc_xlsx.rules.values import VALUE_RULES

RULES: dict[RuleId, Rule] = {
    rule.id: rule for rule in (*VALUE_RULES, *RELATION_RULES, *ROW_RULES, *FILE_RULES, *DECISION_RULES)
}

__all__ = ["FAMILIES", "RULES", "Family", "Rule", "Words", "facts_named", "family_of"]
