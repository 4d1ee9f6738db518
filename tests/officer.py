"""The commands as an officer runs them, in this process, and the workbooks and documents they speak of."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
from tables import book, usual
from typer.testing import CliRunner

import cchc_xlsx
from cchc_xlsx.cli import app

ROOT = Path(__file__).parent.parent
SAMPLES, CLEAN = ROOT / "samples", ROOT / "tests" / "clean"


def officer(*arguments: object) -> Any:
    """Runs a command in this process: the status is 0, 1 or 2, and there is never a traceback."""
    run = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    assert run.exit_code in (0, 1, 2)
    assert "Traceback" not in run.output
    return run


def schema(name: str) -> dict[str, Any]:
    text = (resources.files(cchc_xlsx) / "reports" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def document(text: str, name: str = "check") -> dict[str, Any]:
    """Stdout as one JSON document that keeps to its contract."""
    found: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator(schema(name)).validate(found)
    return found


def entries(*arguments: object) -> dict[str, dict[str, Any]]:
    """The entries of a JSON check by the file's name."""
    files = document(officer("check", *arguments, "--format", "json", "--jobs", "0").stdout)["files"]
    return {Path(entry["path"]).name: entry for entry in files}


def a_form(path: Path, unit: str = "Sở Y tế", answers: dict[str, str] | None = None) -> Path:
    """A workbook with all forms and little in them."""
    text = f"[Thông tin]\n| Đơn vị báo cáo | {unit} |\n| Cấp | Sở |\n| Kỳ báo cáo | Năm 2022 |\n"
    return book(path, text + "".join(map(usual, range(1, 8))), {"BM1.1": "9"} | (answers or {}))
