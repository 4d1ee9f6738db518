"""Outcomes built by hand for the tests of consolidation and of the provincial workbook.

A unit's answers are written as people type them in these tests: ``12`` a number, ``""`` a blank, ``kps`` nil, ``kad``
not applicable, ``?text`` an invalid cell.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_xlsx.catalogue import load_edition
from cchc_xlsx.model import (
    Blank,
    Cell,
    Checked,
    Code,
    Document,
    Finding,
    FormTable,
    Identity,
    Invalid,
    Kind,
    LeftOut,
    LevelId,
    Nil,
    NotApplicable,
    Number,
    Outcome,
    PeriodId,
    Point,
    Policy,
    Reading,
    Received,
    Roster,
    RuleId,
    Severity,
    Status,
    Submission,
    Unit,
)

EDITION = load_edition()
PERIOD = PeriodId("2022Y")
Typed = str | int | float | Decimal


def unit(id: str, level: str | None, name: str = "", *, consolidates: bool = False) -> Unit:
    """A unit; its name follows from its id unless given."""
    return Unit(id, name or f"Đơn vị {id}", LevelId(level) if level else None, consolidates=consolidates)


def read(code: str, typed: Typed, path: str = "x.xlsx") -> Reading:
    """One answer as a reading; every indicator has its own cell."""
    row = list(EDITION.rows(EDITION.indicators[Code(code)].form)).index(EDITION.indicators[Code(code)]) + 8
    cell, text = Cell(path, f"Biểu mẫu {EDITION.indicators[Code(code)].form}", f"D{row}"), str(typed)
    if text == "":
        return Blank(cell)
    if text == "kps":
        return Nil("Không phát sinh", cell)
    if text == "kad":
        return NotApplicable("không áp dụng", cell)
    if text.startswith("?"):
        return Invalid(text[1:], cell, RuleId("GT001"))
    return Number(Decimal(text), text, cell)


def sent(
    by: Unit | None,
    answers: Mapping[str, Typed],
    *findings: Finding,
    path: str = "",
    left_out: str = "",
    level: str | None = None,
) -> Checked:
    """A checked submission in one file."""
    path = path or f"nop/{by.id if by else 'khong-ro'}.xlsx"
    readings = {Code(code): read(code, typed, path) for code, typed in answers.items()}
    forms = sorted({EDITION.indicators[code].form for code in readings})
    tables = tuple(
        FormTable(form, path, f"Biểu mẫu {form}", {c: r for c, r in readings.items() if c.startswith(f"BM{form}.")})
        for form in forms
    )
    own_level = by.level if by else (LevelId(level) if level else None)
    identity = Identity(unit=by, level=own_level, period=PERIOD, dated="2022-12-15", on_roster=by is not None)
    submission = Submission((path,), identity, EDITION.id, tables, readings, {})
    return Checked(submission, findings, RuleId(left_out) if left_out else None)


def error(code: str, *related: str, by: Unit | None = None, rule: str = "CB003") -> Finding:
    """An error that stands at an indicator, in the file of the unit."""
    path = f"nop/{by.id}.xlsx" if by else "x.xlsx"
    at, *others = (Point(Code(one), read(one, 5, path)) for one in (code, *related))
    form, cell = EDITION.indicators[at.code].form, at.reading.cell if at.reading else None
    return Finding(RuleId(rule), Severity.ERROR, form=form, at=at, cell=cell, related=tuple(others))


def warning(code: str, *related: str, by: Unit | None = None) -> Finding:
    """A warning that stands at an indicator."""
    return replace(error(code, *related, by=by, rule="TN001"), severity=Severity.WARNING)


def outcome(
    checked: Sequence[Checked], roster: Sequence[Unit] | None = None, left_out: tuple[LeftOut, ...] = ()
) -> Outcome:
    """An outcome of these submissions; every file has a document."""
    received = tuple(
        Received(Document(path, "ab" * 32, 20480, "2022-12-15T08:00:00Z", "Nguyễn Văn A"), one.submission.identity, ())
        for one in checked
        for path in one.submission.paths
    )
    return Outcome(
        edition=EDITION.id,
        period=PERIOD,
        roster=Roster("don_vi.xlsx", tuple(roster)) if roster is not None else None,
        received=received,
        checked=tuple(checked),
        left_out=left_out,
        findings=(),
    )


SO = ("Sở Nội vụ", "Sở Công Thương", "Sở Tài nguyên và Môi trường", "Sở Y tế", "=Ban Quản lý Khu kinh tế")
HUYEN = ("UBND thành phố Pleiku", "UBND thị xã An Khê", "UBND huyện Chư Păh", "UBND huyện Đak Đoa")
ROSTER = (
    *(unit(f"so-{n}", "so", name, consolidates=n == 0) for n, name in enumerate(SO)),
    *(unit(f"huyen-{n}", "huyen", name) for n, name in enumerate(HUYEN)),
)


def a_province(seed: int = 1) -> Outcome:
    """Nine units, one of which has not sent: values, nils, blanks, texts, foreign rows; two files that are left out."""
    chance = random.Random(seed)
    checked = [sent(one, some_answers(one, chance), *_some_findings(one)) for one in ROSTER[:-1]]
    stranger = sent(unit("la", "so", "Sở Lạ"), {"BM1.1": 9}, path="nop/Sở Lạ.xlsx", left_out="TM005")
    unread = LeftOut(Document("nop/BC 6T (2).xlsx", "cd" * 32, 100), Status.UNREADABLE, RuleId("TT105"))
    roster_file = LeftOut(Document("nop/don_vi.xlsx"), Status.SKIPPED, RuleId("TT204"))
    return outcome([*checked, stranger], ROSTER, (unread, roster_file))


def some_answers(by: Unit, chance: random.Random) -> dict[str, Typed]:
    """Answers in all rows the unit has to fill in, and some in rows it has not."""
    found: dict[str, Typed] = {}
    for code, indicator in EDITION.indicators.items():
        is_own = indicator.is_own and by.consolidates and indicator.kind is not Kind.HEADING
        if not (indicator.due_to(by.level) or is_own):
            continue
        common = 120 if indicator.policy is Policy.SHARED and by.level == "huyen" else chance.randint(0, 9000)
        typed: Typed
        match indicator.kind:
            case Kind.PERCENT:
                typed = round(chance.uniform(0, 100), 2)
            case Kind.CODE:
                typed = chance.choice(sorted(indicator.meanings))
            case Kind.OPTION:
                typed = chance.choice([str(*indicator.meanings), ""])
            case _:
                typed = chance.choice([str(common), str(common), "kps"])
        found[code] = chance.choice(["", "kad", "?khoảng 20"]) if chance.random() < 0.08 else typed
    if by.id == "so-1":
        found |= {"BM2.1.2": 3, "BM4.1.3": 2, "BM5.4": "", "BM2.2": 1, "BM1.1": "?=1+1", "BM6.1.1": "8356.25"}
    return found


def _some_findings(by: Unit) -> tuple[Finding, ...]:
    if by.id != "so-1":
        return ()
    wrong = error("BM7.6.2", "BM7.6.2.1", "BM7.6.2.2", by=by), error("BM1.1", by=by)
    return (*wrong, warning("BM3.2.1", by=by))


def table(text: str) -> list[dict[str, str]]:
    """Lines of cells between bars; the first line names the columns."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
