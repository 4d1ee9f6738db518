"""How fast, as ratios in one run: ``python benchmarks/run.py [FILES]``. Run by hand; whole processes, CPU seconds.

Makes FILES copies (190) of the clean samples with differing values in a temporary folder, then times, alternating, the
median of several runs each: the imports nobody can avoid, ``--help``, one file, the folder, openpyxl reading the same
files, and a bare zip-and-expat pass over all their parts (the limit). Needs the product installed in this Python.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for path in (ROOT / "tests" / "clean").glob("*.xlsx") if path.name != "don_vi.xlsx")
RUNS = 5

LIMIT = """
import sys, zipfile
from pathlib import Path
from xml.parsers import expat
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                expat.ParserCreate().Parse(package.read(name), True)
"""
OPENPYXL = """
import sys
from pathlib import Path
from openpyxl import load_workbook
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    for sheet in load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            pass
"""


def make_copies(folder: Path, files: int) -> None:
    """``files`` workbooks whose counts differ, each of a unit of its own by file name."""
    chance = random.Random(2022)
    for number in range(files):
        workbook = load_workbook(SOURCES[number % len(SOURCES)])
        for name in ("Biểu mẫu 1", "Biểu mẫu 5"):
            for row in workbook[name].iter_rows():
                for cell in row:
                    if isinstance(cell.value, int) and cell.value > 20:
                        cell.value += chance.randrange(20)
        if "Thông tin" in workbook.sheetnames:
            workbook["Thông tin"]["C6"] = f"Đơn vị {number}"
            workbook["Thông tin"]["C7"] = f"dv-{number}"
        workbook.save(folder / f"don vi {number:03}.xlsx")


def cpu(command: list[str]) -> float:
    """CPU seconds of one run with all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 190
    python, tool = [sys.executable], [sys.executable, "-m", "cchc_xlsx"]
    with tempfile.TemporaryDirectory() as name:
        folder, few = Path(name) / "all", Path(name) / "few"
        folder.mkdir()
        few.mkdir()
        make_copies(folder, files)
        for path in sorted(folder.iterdir())[: files // 4]:
            (few / path.name).write_bytes(path.read_bytes())
        one = sorted(folder.iterdir())[0]
        commands = {
            "import typer, rich": [*python, "-c", "import typer, rich.console"],
            "import pandas, pandera": [*python, "-c", "import pandas, pandera.pandas"],
            "--help": [*tool, "--help"],
            "explain": [*tool, "explain", "TL001"],
            "check, one file": [*tool, "check", str(one)],
            f"check, {files // 4} files, --jobs 1": [*tool, "check", str(few), "--jobs", "1"],
            f"check, {files} files, --jobs 1": [*tool, "check", str(folder), "--jobs", "1"],
            f"check, {files} files": [*tool, "check", str(folder)],
            f"consolidate, {files} files": [*tool, "consolidate", str(folder), "-o", str(Path(name) / "Tong_hop.xlsx")],
            "limit: zipfile + expat": [*python, "-c", LIMIT, str(folder)],
            "openpyxl, reading only": [*python, "-c", OPENPYXL, str(folder)],
        }
        times: dict[str, list[float]] = {what: [] for what in commands}
        for turn in range(RUNS):
            for what, command in commands.items():
                if turn < 2 or "openpyxl" not in what:
                    times[what].append(cpu(command))
    report(times, files)


def report(times: dict[str, list[float]], files: int) -> None:
    """The medians, and their ratios to the two imports, to the limit and to openpyxl."""
    median = {what: statistics.median(runs) for what, runs in times.items()}
    bases = ("import typer, rich", "import pandas, pandera", "limit: zipfile + expat", "openpyxl, reading only")
    print(f"{'CPU seconds, median':<34}{'s':>8}" + "".join(f"{'/ ' + base.split(',')[0][:14]:>18}" for base in bases))
    for what, seconds in median.items():
        print(f"{what:<34}{seconds:>8.2f}" + "".join(f"{seconds / median[base]:>18.2f}" for base in bases))
    slope = (median[f"check, {files} files, --jobs 1"] - median[f"check, {files // 4} files, --jobs 1"]) / (
        files - files // 4
    )
    limit = (median["limit: zipfile + expat"]) / files
    print(f"each further file: {1000 * slope:.1f} ms, {slope / limit:.1f} × the limit ({1000 * limit:.1f} ms)")


if __name__ == "__main__":
    main()
