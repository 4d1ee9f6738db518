"""The detection harness on a small run: its bars hold, and a product that is broken in some way would be noticed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.detection import score
from benchmarks.detection.run import run
from cchc_xlsx.model import Checked, Finding, Severity

SMALL = {"seed": 5, "clean": 15, "mistakes": 80}

Break = Callable[[Finding], list[Finding]]


def failing(printed: str) -> set[str]:
    """The bars that do not hold, without their figures: ``recall over all``."""
    return set(re.findall(r"^FAILS  (.+?) [\d.]+%? ", printed, re.MULTILINE))


def test_every_bar_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(**SMALL) == 0
    printed = capsys.readouterr().out
    assert (failing(printed), printed.count("\nholds  ")) == (set(), 8)


def _mute(_: Finding) -> list[Finding]:
    return []


def _mute_rates(finding: Finding) -> list[Finding]:
    return [] if finding.rule in ("TL001", "TL002", "TL006") else [finding]


def _louder(finding: Finding) -> list[Finding]:
    return [replace(finding, severity=Severity.ERROR)]


def _elsewhere(finding: Finding) -> list[Finding]:
    return [replace(finding, cell=finding.cell._replace(ref="A1") if finding.cell else None)]


def _fourfold(finding: Finding) -> list[Finding]:
    return [finding] * 4


def _blames_nothing(finding: Finding) -> list[Finding]:
    return [replace(finding, likely=())]


RECALL, WORST = "recall over all", "recall of the worst class"
FIRST, THREE = "culprit first", "culprit among the first three"
ALARMS = "errors and warnings on clean submissions"


@pytest.mark.parametrize(
    ("broken", "noticed"),
    [
        (_mute, {RECALL, WORST, FIRST, THREE}),
        (_mute_rates, {RECALL, WORST, FIRST, THREE}),
        (_louder, {ALARMS, "errors and warnings that a mistake does not explain"}),
        (_elsewhere, {"wrong addresses, and workbooks read otherwise"}),
        (_fourfold, {"findings for a mistake"}),
        (_blames_nothing, {FIRST, THREE}),
    ],
    ids=lambda it: getattr(it, "__name__", "").strip("_"),
)
def test_a_broken_product_is_noticed(
    broken: Break, noticed: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = score.check_submissions

    def unsound(*given: Any) -> list[Checked]:
        return [replace(one, findings=tuple(b for f in one.findings for b in broken(f))) for one in sound(*given)]

    monkeypatch.setattr(score, "check_submissions", unsound)
    assert run(**SMALL) == 1
    assert noticed <= failing(capsys.readouterr().out)
