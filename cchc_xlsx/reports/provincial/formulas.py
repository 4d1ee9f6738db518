"""Excel formulas of the province's figures over the units' cells. They recalculate alike in Excel and LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchc_xlsx.model import Kind
from cchc_xlsx.reports.phrases import say
from cchc_xlsx.reports.provincial import wording
from cchc_xlsx.reports.words import Lang

NIL = "kps"
"""How a detail sheet writes "không phát sinh"; the formulas count it."""
EXEMPT = "kad"
"""How a detail sheet writes "không áp dụng"."""

NOTHING = '=""'


def sum_of(spans: Sequence[str]) -> str:
    """The sum; empty where no unit has a number or nil."""
    return f'=IF({_answered(spans)}=0,"",SUM({",".join(spans)}))' if spans else NOTHING


def shared(over: Sequence[str], others: Sequence[str]) -> str:
    """The most frequent value of ``over`` (of equals the larger) + the sum of ``others``; an array formula.

    ``over`` is one range or none. MODE.MULT has no answer where no value comes twice: then all are equally frequent.
    """
    if not over:
        return sum_of(others)
    [cells] = over
    mode = (
        f'IF({_answered(over)}=0,0,IFERROR(MAX(_xlfn.MODE.MULT(IF({cells}="{NIL}",0,IF(ISNUMBER({cells}),{cells})))),'
        f"MAX({cells})))"
    )
    total = f"{mode}+SUM({','.join(others)})" if others else mode
    return f'=IF({_answered([*over, *others])}=0,"",{total})'


def tally(spans: Sequence[str], meanings: Mapping[int, str], lang: Lang) -> str:
    """How many units say each code, how many nil, not applicable, and nothing, as one text."""
    parts = [f'{_count(spans, code)}&" {_quoted(words)} · "' for code, words in meanings.items()]
    for answer, words in ((NIL, wording.NIL), (EXEMPT, wording.EXEMPT)):
        count = _count(spans, f'"{answer}"')
        parts.append(f'IF({count}=0,"",{count}&" {_quoted(say(words, lang))} · ")')
    criteria: list[int | str] = [*meanings, f'"{NIL}"', f'"{EXEMPT}"']
    answers = [_count(spans, criterion) for criterion in criteria]
    everybody = "+".join(f"COLUMNS({span})" for span in spans) or "0"
    silent = "-".join([everybody if len(spans) < 2 else f"({everybody})", *answers])
    return "=" + "&".join(parts) + f'&({silent})&" {_quoted(say(wording.SILENT, lang))}"'


def ticked(spans: Sequence[str], code: int, lang: Lang) -> str:
    """How many units ticked an option."""
    return f'={_count(spans, code)}&" {_quoted(say(wording.UNITS, lang))}"'


def own(cell: str | None, kind: Kind) -> str:
    """The consolidating unit's cell, if it has one; its nil is 0 of something counted, but no rate and no code."""
    if cell is None:
        return NOTHING
    nil = f'IF({cell}="{NIL}",0,"")' if kind in (Kind.COUNT, Kind.MONEY) else '""'
    return f"=IF(ISNUMBER({cell}),{cell},{nil})"


def stand_in(cells: Sequence[str]) -> str:
    """The sum of a unit's parts, for the total it left blank."""
    return f"=SUM({','.join(cells)})"


def _answered(spans: Sequence[str]) -> str:
    return "+".join([f"COUNT({','.join(spans)})", *(f'COUNTIF({span},"{NIL}")' for span in spans)])


def _count(spans: Sequence[str], criterion: int | str) -> str:
    counts = [f"COUNTIF({span},{criterion})" for span in spans]
    return counts[0] if len(counts) == 1 else f"({'+'.join(counts) or 0})"


def _quoted(text: str) -> str:
    return text.replace('"', '""')
