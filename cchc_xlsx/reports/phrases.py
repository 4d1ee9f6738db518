"""Words in both languages -> the reader's, with the facts filled in."""

from __future__ import annotations

from cchc_xlsx.model import Severity
from cchc_xlsx.reports.words import Lang, pick
from cchc_xlsx.rules import Words

SEVERITY_HEADS = {
    Severity.ERROR: Words("Lỗi", "Errors"),
    Severity.WARNING: Words("Cảnh báo", "Warnings"),
    Severity.INFO: Words("Ghi nhận", "Notes"),
}


def say(words: Words, lang: Lang, **facts: object) -> str:
    """The words in one language; raises KeyError where a fact they name is not given."""
    return pick(words, lang).format(**facts)
