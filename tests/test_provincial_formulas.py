"""The provincial workbook's formulas: what they sum, and that recalculated they give what is cached."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from by_hand import CODES, LIST, RATES
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula
from province import EDITION
from province_books import (
    FORMS,
    detail_row,
    edges,
    form_row,
    live,
    official,
    on_form,
    unit_cell,
    values,
)

from cchc_xlsx.model import Kind


@pytest.fixture(scope="module")
def book(books: dict[str, Path]) -> Any:
    return live(books["usual"])


def formulas(sheet: Any) -> dict[str, str]:
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
            if cell.data_type == "f" and isinstance(value, str):
                found[cell.coordinate] = value
    return found


def test_every_official_figure_is_a_formula(book: Any) -> None:
    for code, indicator in EDITION.indicators.items():
        if indicator.kind is not Kind.HEADING:
            assert f"F{detail_row(code)}" in formulas(book[f"Chi tiết BM{indicator.form}"])


def test_no_rate_and_no_code_is_in_a_sum(book: Any) -> None:
    summed = set()
    for form in FORMS:
        codes = {6 + place: indicator.code for place, indicator in enumerate(EDITION.rows(form))}
        for formula in formulas(book[f"Chi tiết BM{form}"]).values():
            for arguments in re.findall(r"(?:SUM|AVERAGE|MODE\.MULT|MAX)\(([^()]*)\)", formula):
                for span in filter(re.compile(r"[A-Z]+\d").match, arguments.split(",")):
                    _, first, _, last = range_boundaries(span)
                    assert first == last is not None
                    summed.add(codes[int(last or 0)])
    assert summed & ({*RATES, *CODES, *LIST}) == set()
    assert len(summed) > 100


def test_a_row_sums_the_units_of_its_level_and_no_other(book: Any) -> None:
    sheet = book["Chi tiết BM2"]
    spans = [re.findall(r"SUM\((.*?)\)", sheet[f"F{detail_row(code)}"].value) for code in ("BM2.1.1", "BM2.1.2")]
    assert spans == [["H7:L7"], ["M8:P8"]]


# recalculation by LibreOffice


def without_cached_values(source: Path, target: Path) -> Path:
    """A copy in which no formula has a value, so that a reader has to compute all of them."""
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            new.writestr(item, data)
    return target


def recalculated(paths: list[Path], folder: Path) -> list[Path]:
    """The files as LibreOffice saves them."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice (soffice) is not installed: formulas cannot be recalculated")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), *paths],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [folder / path.name for path in paths]


@pytest.fixture(scope="module")
def anew(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All provinces recalculated from workbooks in which no formula has a cached value."""
    stripped, folder = tmp_path_factory.mktemp("stripped"), tmp_path_factory.mktemp("recalculated")
    paths = [without_cached_values(path, stripped / path.name) for path in books.values()]
    assert official(values(paths[0]), "BM1.1") is None
    assert official(values(books["usual"]), "BM1.1") is not None
    found = recalculated(paths, folder)
    return {name: values(path) for name, path in zip(books, found, strict=True)}


@pytest.mark.parametrize("name", list(edges()))
def test_recalculated_figures_are_the_cached_ones(books: dict[str, Path], anew: dict[str, Any], name: str) -> None:
    before = values(books[name])
    compared = 0
    for sheet in live(books[name]):
        for address in formulas(sheet):
            cached, fresh = before[sheet.title][address].value, anew[name][sheet.title][address].value
            if isinstance(cached, int | float):
                assert fresh == pytest.approx(cached, rel=1e-12), (sheet.title, address)
            else:
                assert (fresh or None) == (cached or None), (sheet.title, address)
            compared += 1
    assert compared > 340


def test_a_figure_follows_its_columns(books: dict[str, Path], tmp_path: Path) -> None:
    """Somebody corrects a unit's cell in Excel: the total, the rate and the form follow."""
    edited = load_workbook(books["only departments"])
    unit_cell(edited, "BM3.3.1a", "Sở Y tế").value = 5
    edited.save(tmp_path / "edited.xlsx")
    (tmp_path / "out").mkdir()
    [path] = recalculated([tmp_path / "edited.xlsx"], tmp_path / "out")
    found = values(path)
    assert [official(found, "BM3.3.1a"), official(found, "BM3.3.1")] == [8, 25]
    assert on_form(found, "BM3.3.1")[f"D{form_row('BM3.3.1')}"].value == 25
