"""Every dialect is read to exact values and addresses, and accused of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from dialects import DIALECTS
from dialects.draft import NIL, Dialect, Draft, Meaning
from dialects.grid import Place, places, save
from dialects.senders import ROSTER, SENDERS, usual
from tables import EDITION

from cchc_xlsx.model import Blank, Finding, Nil, Number, Outcome, Reading
from cchc_xlsx.pipeline import check


def sent(draft: Draft, folder: Path) -> Outcome:
    """What the pipeline makes of the draft."""
    return check([str(path) for path in save(draft, folder)], EDITION, ROSTER, jobs=0)


def meant(reading: Reading) -> Meaning:
    """What a reading says; an invalid one says its text."""
    match reading:
        case Number(value=value):
            return value
        case Nil():
            return NIL
        case Blank():
            return None
        case _:
            return f"?{reading.raw}"


def read_in(outcome: Outcome) -> dict[str, tuple[Meaning, Place]]:
    """Every row that was read: what it says and where it stands."""
    return {
        str(code): (meant(one), Place(Path(one.cell.path).name, one.cell.sheet, one.cell.ref))
        for checked in outcome.checked
        for code, one in checked.submission.readings.items()
    }


def misread(draft: Draft, outcome: Outcome) -> list[str]:
    """Where the reading is not what the draft means: another value, another cell, a figure not found."""
    got, at = read_in(outcome), places(draft)
    wanted = {row.code: (row.meaning, at[row.code]) for row in draft if row.code in at}
    wrong = {code: one for code, one in got.items() if wanted.get(code) != one}
    wrong |= {code: None for code, (meaning, _) in wanted.items() if meaning is not None and code not in got}
    return [f"{code}: {told(wanted.get(code))} read as {told(one)}" for code, one in wrong.items()]


def told(one: tuple[Meaning, Place] | None) -> str:
    return f"{one[0]} in {'!'.join(one[1])}" if one else "nothing"


def said(outcome: Outcome) -> list[str]:
    """Every finding, as ``rule@place``."""
    return sorted(_said(finding) for finding in outcome.all_findings)


def _said(finding: Finding) -> str:
    where = finding.at.code if finding.at else f"BM{finding.form}" if finding.form else ""
    return f"{finding.rule}@{where}"


def remarks(draft: Draft) -> list[str]:
    """The findings for the record that the way of typing deserves."""
    typed = [f"{row['value'].remark}@{row.code}" for row in draft if row["value"].remark]
    return sorted([*typed, *draft.remarks])


def senders(outcome: Outcome) -> list[tuple[object, ...]]:
    """Who sent the report, for which period; one submission."""
    identities = [one.submission.identity for one in outcome.checked]
    return [(one.unit and one.unit.id, one.level, one.period) for one in identities]


@pytest.mark.parametrize("sender", SENDERS)
def test_the_usual_layout(tmp_path: Path, sender: str) -> None:
    assert_understood(usual(SENDERS[sender]), tmp_path)


@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.about)
def test_a_dialect(tmp_path: Path, dialect: Dialect, sender: str) -> None:
    assert_understood(dialect.change(usual(SENDERS[sender])), tmp_path)


def assert_understood(draft: Draft, folder: Path) -> None:
    """Exact values, exact addresses, the right sender, no false alarm."""
    outcome = sent(draft, folder)
    assert misread(draft, outcome) == []
    assert senders(outcome) == [(draft.unit, draft.level, draft.period)]
    assert said(outcome) == remarks(draft)
