"""The overview's counts: by form, and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cchc_xlsx.catalogue import Edition, Form
from cchc_xlsx.consolidation import Consolidation, completeness
from cchc_xlsx.model import Outcome, RuleId, Severity


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form over all units summed: rows filled in of rows due; its findings over all submissions."""

    form: Form
    filled: int
    due: int
    findings: Mapping[Severity, int]

    @staticmethod
    def total(lines: Sequence[FormLine]) -> FormLine:
        """All forms together."""
        findings = Counter[Severity]()
        for line in lines:
            findings.update(line.findings)
        return FormLine(Form(0, ""), sum(line.filled for line in lines), sum(line.due for line in lines), findings)


def form_lines(outcome: Outcome, consolidation: Consolidation, edition: Edition) -> tuple[FormLine, ...]:
    """A line for each form, in order."""
    done = [completeness(column.readings, column.level, edition) for column in consolidation.summed]
    found = Counter((one.form, one.severity) for one in outcome.open_findings)
    return tuple(
        FormLine(
            form=form,
            filled=sum(unit[form.number].filled for unit in done),
            due=sum(unit[form.number].due for unit in done),
            findings=Counter({severity: found[form.number, severity] for severity in Severity}),
        )
        for form in edition.forms
    )


def frequent_rules(outcome: Outcome, most: int) -> Iterable[tuple[RuleId, int]]:
    """The errors' and warnings' rules by how often they are broken."""
    return Counter(one.rule for one in outcome.open_findings if one.severity is not Severity.INFO).most_common(most)
