"""The README tells the truth: each "$ cchc-xlsx …" block prints what it says, the Python block runs."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cchc_xlsx.catalogue import load_edition
from cchc_xlsx.reports.rules_page import rules_page
from cchc_xlsx.rules import RULES

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


def test_the_page_of_rules_is_what_the_script_writes() -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == rules_page(load_edition()), "run scripts/make_rules_page.py and commit"


def test_the_page_of_rules_holds_every_rule_whole_in_both_languages() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    for rule in RULES.values():
        for words in (rule.title, rule.why, rule.mend):
            assert words.vi in page
            assert words.en in page
    assert not re.search(r"[{}]", page)
    assert page.count("**Ví dụ sai:**") == sum(bool(rule.breaks) for rule in RULES.values())


def test_the_example_is_a_sample() -> None:
    example = ROOT / "docs" / "example" / "STP_bao cao CCHC nam 2022.xlsx"
    assert example.read_bytes() == (ROOT / "samples" / example.name).read_bytes()


def test_python_block() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert (failed, tried) == (0, 3)
