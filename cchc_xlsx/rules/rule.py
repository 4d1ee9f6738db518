"""What a rule is: its id, severity, words in both languages, why it stands, how to mend, and its proof."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from cchc_xlsx.model import RuleId, Severity


class Words(NamedTuple):
    """The same text in Vietnamese and English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, declared once. ``message`` names facts as ``{cell}``; a part in ``[…]`` is left out where its fact is
    not known. ``breaks`` and ``holds`` are example rows in the notation of :mod:`cchc_xlsx.rules.example`; rules about
    files, which no row can show, have none."""

    id: RuleId
    severity: Severity
    title: Words
    message: Words
    why: Words
    mend: Words
    breaks: str = ""
    holds: str = ""


def facts_named(text: str) -> set[str]:
    """The facts a message names: ``{"cell", "expected"}``."""
    return set(re.findall(r"{(\w+)}", text))


def with_repairs(vi: str, en: str) -> Words:
    """A message with what probably mends it, or with the repairs that nothing tells apart, where either is known; its
    own part with {concerned} is for where neither is."""
    return Words(
        vi + "[ Có lẽ sai ở {repair}. Đề nghị kiểm tra rồi sửa.]"
        "[ Không đủ căn cứ để biết ô nào sai: {either}. Đề nghị kiểm tra rồi sửa ô sai.]",
        en + "[ Probably wrong: {repair}. Please check and correct.]"
        "[ Nothing tells which cell is wrong: {either}. Please check and correct the wrong one.]",
    )
