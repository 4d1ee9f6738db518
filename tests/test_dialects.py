"""Every dialect is read to exact values and addresses, its sender is known, and it is accused of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from dialects import DIALECTS
from dialects.answers import misread, remarks, said, senders
from dialects.draft import Dialect, Draft, chain
from dialects.grid import save
from dialects.old_fonts import in_tcvn3, in_vni
from dialects.senders import ROSTER, SENDERS, usual
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import EDITION, table

from cchc_xlsx.checks import check_folder, check_submissions, common_period
from cchc_xlsx.intake import Gathered, gather, reader
from cchc_xlsx.model import Checked, Finding, LeftOut, Received
from cchc_xlsx.pipeline import check

READ = reader(EDITION, ROSTER)
PLAIN = Dialect("the usual layout", lambda draft: draft)
Case = tuple[str, str]
CASES = {(one.about, sender): one.change for one in (PLAIN, *DIALECTS) for sender in SENDERS}


class Trials:
    """Each case written and read once, and all that was read checked together at the first look at its findings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drafts: dict[Case, Draft] = {}
        self._answers: dict[Case, list[Received | LeftOut]] = {}
        self._findings: dict[Case, list[Finding]] = {}

    def draft(self, case: Case) -> Draft:
        if case not in self._drafts:
            self._drafts[case] = CASES[case](usual(SENDERS[case[1]]))
        return self._drafts[case]

    def answers(self, case: Case) -> list[Received | LeftOut]:
        """What each file of the case is read as."""
        if case not in self._answers:
            folder = self._folder / str(len(self._answers))
            folder.mkdir()
            self._answers[case] = [READ(str(path)) for path in save(self.draft(case), folder)]
        return self._answers[case]

    def findings(self, case: Case) -> list[Finding]:
        """What is said of the case."""
        if not self._findings:
            gathered = {case: self._gathered(case) for case in CASES}
            submissions = [one for of_case in gathered.values() for one in of_case.submissions]
            checked = iter(check_submissions(submissions, EDITION))
            for one, of_case in gathered.items():
                of_units = _of_folder([next(checked) for _ in of_case.submissions])
                self._findings[one] = [*of_case.findings, *of_units]
        left_out = [one for one in self.answers(case) if isinstance(one, LeftOut)]
        return [*self._findings[case], *(finding for one in left_out for finding in one.findings)]

    def _gathered(self, case: Case) -> Gathered:
        received = [one for one in self.answers(case) if isinstance(one, Received)]
        return gather(received, EDITION, common_period(received))


def _of_folder(checked: list[Checked]) -> list[Finding]:
    told, across = check_folder(checked, EDITION, ROSTER, None, frozenset(), whole=False)
    return [*(finding for one in told for finding in one.findings), *across]


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    return Trials(tmp_path_factory.mktemp("dialects"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}, {case[1]}")
def test_a_dialect_is_read_exactly(trials: Trials, case: Case) -> None:
    draft, files = trials.draft(case), trials.answers(case)
    assert misread(draft, files) == []
    assert senders(files) == {(draft.unit, draft.level, draft.period)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}, {case[1]}")
def test_a_dialect_is_accused_of_nothing(trials: Trials, case: Case) -> None:
    assert said(trials.findings(case)) == remarks(trials.draft(case))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.about)
def test_a_dialect_changes_something(dialect: Dialect) -> None:
    drafts = map(usual, SENDERS.values())
    assert any(dialect.change(draft) != draft for draft in drafts)


def test_dialects_have_names_of_their_own() -> None:
    names = [dialect.about for dialect in DIALECTS]
    assert len(names) == len(set(names))
    assert len(names) > 50


MOTTOS = table("""
    | Unicode                     | TCVN3                       | VNI                              |
    | Cộng hòa xã hội chủ nghĩa   | Céng hßa x· héi chñ nghÜa   | Coäng hoøa xaõ hoäi chuû nghóa   |
    | Độc lập - Tự do - Hạnh phúc | §éc lËp - Tù do - H¹nh phóc | Ñoäc laäp - Töï do - Haïnh phuùc |
    | Ủy ban nhân dân tỉnh        | ñy ban nh©n d©n tØnh        | UÛy ban nhaân daân tænh          |
    | Sở Y tế                     | Së Y tÕ                     | Sôû Y teá                        |
""")  # fmt: skip


@pytest.mark.parametrize("row", MOTTOS, ids=lambda row: row["Unicode"])
def test_old_fonts_show_what_everybody_knows(row: dict[str, str]) -> None:
    assert in_tcvn3(row["Unicode"]) == row["TCVN3"]
    assert in_vni(row["Unicode"]) == row["VNI"]


@st.composite
def habits(draw: st.DrawFn) -> list[Dialect]:
    """Two or three dialects that a workbook may show at once."""
    chosen = [draw(st.sampled_from(DIALECTS))]
    for _ in range(draw(st.integers(1, 2))):
        others = [one for one in DIALECTS if one not in chosen and all(one.goes_with(other) for other in chosen)]
        chosen.append(draw(st.sampled_from(others)))
    return chosen


@settings(max_examples=60)
@given(habits(), st.sampled_from([*SENDERS]))
def test_dialects_are_understood_together(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[Dialect], sender: str
) -> None:
    draft = chain(*(one.change for one in chosen))(usual(SENDERS[sender]))
    paths = save(draft, tmp_path_factory.mktemp("pair"))
    outcome = check([str(path) for path in paths], EDITION, ROSTER, jobs=0)
    habits_of = " + ".join(one.about for one in chosen)
    assert misread(draft, outcome.received) == [], habits_of
    assert senders(outcome.received) == {(draft.unit, draft.level, draft.period)}, habits_of
    assert said(outcome.all_findings) == remarks(draft), habits_of
