"""The table of cells that every kind of workbook is held to, and how each kind is written and read."""

from __future__ import annotations

from collections.abc import Callable

from tables import content_of, table

from cchc_xlsx.intake.grid import Content, Sheet, Workbook, column_letters
from cchc_xlsx.intake.kinds.ods import read_ods
from cchc_xlsx.intake.kinds.xls import read_xls
from cchc_xlsx.intake.kinds.xlsb import read_xlsb
from cchc_xlsx.intake.kinds.xlsx import read_xlsx
from cchc_xlsx.intake.package import Package
from kinds import ods, shows, xls, xlsb, xlsx

KINDS = {"xlsx": xlsx, "xls": xls, "xlsb": xlsb, "ods": ods}
READ: dict[str, Callable[[bytes], Workbook]] = {
    "xlsx": lambda data: read_xlsx(Package(data)),
    "xls": read_xls,
    "xlsb": lambda data: read_xlsb(Package(data)),
    "ods": lambda data: read_ods(Package(data)),
}

# A cell as in tables.py; "= " before it makes it the value a formula came to, ¹ is a 1 in superscript.
CELLS = table("""
    | case                          | cell                  | not in |
    |-------------------------------|-----------------------|--------|
    | a whole number                | 15999                 |        |
    | a number in hundredths        | 95.3                  |        |
    | a number of many digits       | 0.123456789012345     |        |
    | a large number                | 123456789012          |        |
    | zero                          | 0                     |        |
    | a negative                    | -3.25                 |        |
    | a percent cell                | 95.3%                 |        |
    | a whole percent cell          | 100%                  |        |
    | a percent format of Excel's   | 0.953 {0.00%}         |        |
    | a percent sign that is shown  | 95.3 {0.00"%"}        |        |
    | an escaped percent sign       | 95.3 {0.00\\%}        |        |
    | a unit that is shown          | 89 {0 "hồ sơ"}        |        |
    | a number formatted as text    | 12 {@}                |        |
    | a date                        | date 2022-06-05       |        |
    | a small number as a date      | 9 {dd/mm/yyyy}        |        |
    | a date with its time          | 44717.5 {dd/mm/yyyy}  |        |
    | true                          | TRUE                  |        |
    | false                         | FALSE                 |        |
    | text                          | 'Văn bản              |        |
    | a number as text              | '15.999               |        |
    | text in composed letters      | 'Số lượng hồ sơ       |        |
    | text in combining marks       | 'Số lượng hồ sơ |        |
    | text of several lines         | 'dòng một\\ndòng hai  |        |
    | text with spaces              | 'hai  cách            |        |
    | text with marks of XML        | '<b> & "c"            |        |
    | text beyond the basic plane   | 'a😀b                 |        |
    | a footnote mark               | '5¹                   |        |
    | a footnote mark in between    | 'Hồ sơ¹²; khác        |        |
    | a mark behind an emoji        | '😀5¹                 |        |
    | a formula                     | = 5                   |        |
    | a formula that is a percent   | = 95.3%               |        |
    | a formula of text             | = 'có                 |        |
    | a formula that is true        | = TRUE                |        |
    | a formula of no text          | = '                   | xlsx   |
    | a formula without a value     | =                     | xlsb   |
    | an error                      | #REF!                 |        |
    | a division by zero            | #DIV/0!               |        |
    | a value not found             | #N/A                  |        |
""")
TOP, COLUMN = 7, 3
"""The cells stand in one column, with blank rows above and blank columns on the left."""


def held(cell: str) -> Content:
    content = content_of(cell.removeprefix("= ").replace("\\n", "\n"))
    assert content
    return content._replace(formula=True) if cell.startswith("= ") else content


def the_workbook(kind: str) -> Workbook:
    """The table as a sheet that follows a hidden one."""
    cells = {TOP + at: {COLUMN: held(row["cell"])} for at, row in enumerate(CELLS) if kind not in row["not in"].split()}
    merged = [(1, 1, 2, 4), (5, 2, 5, 3)]
    title = {1: {1: Content("s", "gộp")}, 5: {2: Content("s", "ô gộp khác")}}
    return Workbook([Sheet("Ẩn", {1: {1: Content("n", "1")}}), Sheet("Biểu mẫu 1", title | cells, merged)])


def seen(workbook: Workbook) -> dict[str, tuple[str, str, str, bool]]:
    """All cells by sheet and address, of their format only what it does."""
    return {
        f"{sheet.name}!{column_letters(column)}{row}": (one.type, one.text, shows(one.format), one.formula)
        for sheet in workbook.sheets
        for row, cells in sheet.rows.items()
        for column, one in cells.items()
    }


def merged_in(workbook: Workbook) -> dict[str, list[tuple[int, int, int, int]]]:
    return {sheet.name: sorted(sheet.merged) for sheet in workbook.sheets}
