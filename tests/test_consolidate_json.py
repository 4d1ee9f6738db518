"""The contract of ``consolidate --format json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from province import EDITION, a_province, outcome, sent
from province_books import (
    ANKHE,
    PLEIKU,
    SCT,
    edges,
)

from cchc_xlsx.consolidation import consolidate
from cchc_xlsx.model import Outcome
from cchc_xlsx.reports import consolidate_json
from cchc_xlsx.reports.consolidate_json import summary
from cchc_xlsx.reports.words import Lang


def schema() -> dict[str, Any]:
    path = Path(consolidate_json.__file__).parent / "schemas" / "consolidate.schema.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return found


def document(of: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(summary(of, consolidate(of, EDITION), EDITION, Lang.VI)))
    return found


@pytest.mark.parametrize("name", list(edges()))
def test_json_keeps_the_contract(name: str) -> None:
    found = document(edges()[name])
    Draft202012Validator(schema()).validate(found)
    assert len(found["totals"]) == 172


def test_the_schema_refuses_what_the_contract_does_not_name() -> None:
    found = document(a_province())
    found["totals"]["BM1.1"]["control"] = 5
    assert not Draft202012Validator(schema()).is_valid(found)


def test_json_figures_are_those_of_the_consolidation() -> None:
    of = outcome(
        [
            sent(SCT, {"BM1.1": 9, "BM1.6": 1, "BM3.3.1a": 3, "BM3.3.1b": 2, "BM4.2.5": "11.63", "BM2.1": 4}),
            sent(PLEIKU, {"BM1.1": "kps", "BM3.1.4b": 7, "BM2.1.2": 2}),
            sent(ANKHE, {"BM3.1.4b": 8}),
        ]
    )
    totals = document(of)["totals"]
    assert totals["BM1.1"] == {"value": 9, "how": "sum", "reported": 2, "of": 3}
    assert totals["BM3.3.1"] == {"value": 66.66666667, "how": "ratio", "reported": 0, "of": 1}
    assert totals["BM1.6"] == {"value": {"1": 1}, "how": "tally", "reported": 1, "of": 3}
    assert totals["BM4.2.5"] == {"value": None, "how": "list", "min": 11.63, "max": 11.63, "reported": 1, "of": 3}
    assert totals["BM3.1.4b"] == {"value": 8, "how": "shared", "differ": ["pleiku"], "reported": 2, "of": 2}
    assert totals["BM2.1"] == {"value": 2, "how": "total", "control": 4, "reported": 1, "of": 3}
    assert totals["BM4.1.3"] == {"value": None, "how": "own", "reported": 0, "of": 0}


def test_json_accounts_for_every_file() -> None:
    of = a_province()
    found = document(of)
    assert found["units"][1] == {
        "unit_id": "so-1", "unit": "Sở Công Thương", "level": "so", "path": "nop/so-1.xlsx", "status": "errors",
    }  # fmt: skip
    paths = [one["path"] for one in found["units"]] + [one["path"] for one in found["left_out"]]
    assert sorted(paths) == sorted({one.document.path for one in of.received} | {"nop/BC 6T (2).xlsx"})


def test_json_of_a_file_that_nobody_signed() -> None:
    found = document(outcome([sent(None, {"BM1.1": 2}, path="a.xlsx")]))
    assert found["units"] == [{"unit_id": None, "unit": None, "level": None, "path": "a.xlsx", "status": "ok"}]
