"""Kinds of workbook: what one grid of cells is read as when it is written as .xlsx, .xls, .xlsb and .ods.

A reading must not depend on the kind of file, so every kind is held to the same table of cells.
"""

from __future__ import annotations

import shutil
import subprocess
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kinds import shows
from kinds.cells import CELLS, COLUMN, KINDS, READ, TOP, held, merged_in, seen, the_workbook
from tables import EDITION, READER, figures

from cchc_xlsx.intake.forms import FormReader
from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from cchc_xlsx.intake.kinds.xlsx import read_xlsx
from cchc_xlsx.intake.package import Package
from cchc_xlsx.model import Cell, Code

CLEAN = sorted((Path(__file__).parent / "clean").glob("*.xlsx"))


@pytest.fixture(scope="module")
def read_back() -> dict[str, Workbook]:
    return {kind: READ[kind](writer.write(the_workbook(kind), frozenset({"Ẩn"}))) for kind, writer in KINDS.items()}


# --- the same cells in every kind -----------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("row", CELLS, ids=itemgetter("case"))
def test_a_cell_is_the_same_in_every_kind(kind: str, row: dict[str, str], read_back: dict[str, Workbook]) -> None:
    if kind in row["not in"].split():
        pytest.skip(f".{kind} cannot hold it")
    expected = held(row["cell"])
    content = read_back[kind].sheets[1].rows[TOP + CELLS.index(row)][COLUMN]
    assert content._replace(format="") == expected._replace(format="")
    assert shows(content.format) == shows(expected.format)
    for code in ("BM3.3.1a", "BM7.6.2", "BM1.6", "BM6.1.1", "BM4.1.1a"):
        where = Cell("a", "b", "C1")
        assert READER.read(content, Code(code), where) == READER.read(expected, Code(code), where)


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_stand_in_order_with_nothing_but_their_cells(kind: str, read_back: dict[str, Workbook]) -> None:
    workbook = read_back[kind]
    assert [sheet.name for sheet in workbook.sheets] == ["Ẩn", "Biểu mẫu 1"]
    assert seen(workbook).keys() == seen(the_workbook(kind)).keys()
    assert merged_in(workbook) == merged_in(the_workbook(kind))
    assert not workbook.ours


@pytest.mark.parametrize(
    ("kind", "far"), [("xlsx", "XFD1048576"), ("xls", "IV65536"), ("xlsb", "XFD1048576"), ("ods", "XFD1048576")]
)
def test_cells_far_apart(kind: str, far: str) -> None:
    last = {"XFD1048576": (1_048_576, 16_384), "IV65536": (65_536, 256)}[far]
    written = Workbook([Sheet("a", {1: {1: Content("n", "1")}, last[0]: {last[1]: Content("s", "xa")}})])
    read = READ[kind](KINDS[kind].write(written))
    assert seen(read) == {"a!A1": ("n", "1", "", False), f"a!{far}": ("s", "xa", "", False)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem[:12])
def test_a_unit_s_report_reads_the_same_from_every_kind(kind: str, path: Path) -> None:
    original = read_xlsx(Package(path.read_bytes()))
    worked_out = Workbook([Sheet(one.name, _worked_out(one), one.merged) for one in original.sheets])
    again = READ[kind](KINDS[kind].write(worked_out))
    forms = FormReader(EDITION)
    assert figures(forms.read(again, "a")) == figures(forms.read(original, "a"))
    assert merged_in(again) == merged_in(original)


def _worked_out(sheet: Sheet) -> dict[int, dict[int, Content]]:
    """The cells without those that no kind but .xlsx holds: formulas that no program has worked out."""
    rows = {
        row: {column: one for column, one in cells.items() if one.text or not one.formula}
        for row, cells in sheet.rows.items()
    }
    return {row: cells for row, cells in rows.items() if cells}


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "No", "Cn")), min_size=1, max_size=40)
_NUMBER = st.floats(-1e14, 1e14).map(lambda number: Content("n", repr(number + 0.0).removesuffix(".0")))
_CONTENT = st.one_of(
    _NUMBER, _NUMBER.map(lambda one: one._replace(format="0.0%")),
    st.integers(-10, 10**9).map(lambda number: Content("n", str(number))),
    _TEXT.map(lambda text: Content("s", text)), st.sampled_from("01").map(lambda bit: Content("b", bit)),
)  # fmt: skip
_ROWS = st.dictionaries(
    st.integers(1, 300), st.dictionaries(st.integers(1, 30), _CONTENT, min_size=1, max_size=6), max_size=12
)


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
@given(rows=_ROWS)
def test_what_is_written_is_read(kind: str, rows: dict[int, dict[int, Content]]) -> None:
    written = Workbook([Sheet("Một", rows)])
    assert seen(READ[kind](KINDS[kind].write(written))) == seen(written)


# --- other programs read what the writers of the tests write --------------------------------------

_FORMULAS = {"a formula without a value", "a formula of no text"}
RECALCULATED = {
    "xls": _FORMULAS | {"an error", "a division by zero"}, "xlsb": _FORMULAS, "ods": _FORMULAS,
}  # fmt: skip
"""LibreOffice works these out when it opens the file; errors written as such in a formula of .xls become #N/A."""


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_libreoffice_reads_the_same_cells(kind: str, tmp_path: Path) -> None:
    workbook = the_workbook(kind)
    (tmp_path / f"a.{kind}").write_bytes(KINDS[kind].write(workbook, frozenset({"Ẩn"})))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / f"a.{kind}")], check=True, capture_output=True, timeout=120)
    read = read_xlsx(Package((tmp_path / "a.xlsx").read_bytes()))
    recalculated = {f"Biểu mẫu 1!C{TOP + at}" for at, row in enumerate(CELLS) if row["case"] in RECALCULATED[kind]}
    assert plainly(read, recalculated) == plainly(workbook, recalculated)
    assert merged_in(read) == merged_in(workbook)


def plainly(workbook: Workbook, but: set[str]) -> dict[str, tuple[str, str, str]]:
    """As :func:`seen`, without those cells; LibreOffice writes truth values and errors as formulas of its own."""
    return {
        place: (type_, text, shown) for place, (type_, text, shown, _) in seen(workbook).items() if place not in but
    }
