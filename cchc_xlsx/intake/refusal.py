"""The one exception of intake: a file that cannot be read, and the rule that says why. Never leaves intake."""

from cchc_xlsx.model import RuleId


class Refusal(Exception):
    """``why`` is the rule, ``detail`` a fact in no language."""

    def __init__(self, why: RuleId, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why, self.detail = why, detail
