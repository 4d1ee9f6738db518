"""The README tells the truth: each "$ cchc-xlsx …" block prints what it says, the Python block runs."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


class Block(NamedTuple):
    command: str
    output: str


def console_blocks(text: str) -> list[Block]:
    blocks = re.findall(r"^```console\n\$ (.*)\n((?:.*\n)*?)```$", text, re.MULTILINE)
    return [Block(command, output) for command, output in blocks]


@pytest.mark.parametrize("block", console_blocks(README.read_text("utf-8")), ids=lambda block: block.command)
def test_console_blocks(block: Block) -> None:
    arguments = shlex.split(block.command)[1:]
    command = [sys.executable, "-m", "cchc_xlsx", *arguments]
    run = subprocess.run(command, capture_output=True, cwd=ROOT, encoding="utf-8", check=False)
    assert [line.rstrip() for line in run.stdout.splitlines()] == block.output.splitlines()
    assert run.stderr == ""


def test_there_are_console_blocks() -> None:
    assert len(console_blocks(README.read_text("utf-8"))) >= 4


def test_python_block() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert (failed, tried) == (0, 3)
