"""What is told of a finding beside its sentence: figures in it that are not as sent, and what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from cchc_xlsx.catalogue import Edition
from cchc_xlsx.model import Change, Finding, Submission
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.words import Lang, sentence, shown
from cchc_xlsx.rules import Words
from cchc_xlsx.rules.decisions import CORRECTED

CHANGES = {
    Change.NEW: Words("mới", "new"),
    Change.REMAINING: Words("còn", "remaining"),
    Change.MENDED: Words("đã sửa", "mended"),
}
ACCEPTED = Words("chấp nhận", "accepted")
_NOT_AS_SENT = Words(" Số đã điều chỉnh: {figures}.", " Corrected figures: {figures}.")
_AS_SENT = Words("{code} (đơn vị ghi {sent})", "{code} (sent as {sent})")


def told(finding: Finding, submission: Submission | None, edition: Edition, lang: Lang) -> str:
    """The finding in words, with what the sender wrote where it speaks of corrected figures."""
    text = sentence(finding, edition, lang, submission.identity.level if submission else None)
    if submission is None or finding.rule == CORRECTED.id:
        return text
    points = (*((finding.at,) if finding.at else ()), *finding.related)
    figures = [
        say(_AS_SENT, lang, code=code, sent=shown(submission.adjusted[code].sent, lang))
        for code in dict.fromkeys(point.code for point in points)
        if code in submission.adjusted
    ]
    return text + say(_NOT_AS_SENT, lang, figures="; ".join(figures)) if figures else text


def told_changes(findings: Iterable[Finding], mended: int, lang: Lang) -> str:
    """``mới 2 · còn 3 · đã sửa 5``: how many findings that count are new or remain, and how many are mended."""
    counts = Counter(one.change for one in findings) + Counter({Change.MENDED: mended})
    return " · ".join(f"{say(words, lang)} {counts[change]}" for change, words in CHANGES.items())


def sayings(edition: Edition) -> Callable[[Finding], Sequence[str]]:
    """The function that says a finding in every language."""
    return lambda finding: [sentence(finding, edition, lang) for lang in Lang]
