"""Grid -> .ods, as LibreOffice lays one out: gaps as rows and cells that repeat, styles apart from the cells."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from cchc_xlsx.intake.grid import Content, Sheet, Workbook
from kinds import literal, runs, shows
from kinds.xlsb import zipped

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    [f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style", "manifest", "meta")]
    + [f'xmlns:number="{_OASIS}:datastyle:1.0"', f'xmlns:draw="{_OASIS}:drawing:1.0"']
    + ['xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"']
    + ['xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
)


def write(workbook: Workbook, hidden: frozenset[str] = frozenset()) -> bytes:
    """The bytes of a file with these sheets."""
    cells = [cell for sheet in workbook.sheets for row in sheet.rows.values() for cell in row.values()]
    formats = list(dict.fromkeys(cell.format for cell in cells))
    body = "".join(_table(sheet, formats, sheet.name in hidden) for sheet in workbook.sheets)
    return package(f"<office:automatic-styles>{_styles(formats)}</office:automatic-styles>{spreadsheet(body)}")


def spreadsheet(tables: str) -> str:
    """The body of content.xml."""
    return f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"


def package(content: str, styles: str = "", meta: str = "") -> bytes:
    """A file whose content.xml, styles.xml and meta.xml hold these elements."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            ("/", MIMETYPE),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    roots = {
        "content.xml": ("office:document-content", content),
        "styles.xml": ("office:document-styles", styles),
        "meta.xml": ("office:document-meta", f"<office:meta>{meta}</office:meta>"),
        "META-INF/manifest.xml": ("manifest:manifest", entries),
    }
    parts = {name: f"<{root} {NAMESPACES} {_version(root)}>{inner}</{root}>" for name, (root, inner) in roots.items()}
    return zipped({"mimetype": MIMETYPE.encode()} | {name: text.encode() for name, text in parts.items()})


def _version(root: str) -> str:
    return f'{root.partition(":")[0]}:version="1.3"'


def _styles(formats: list[str]) -> str:
    raised = '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    return raised + "</style:style>" + "".join(map(_style, range(len(formats)), formats))


def _style(number: int, format_: str) -> str:
    literal_percent = "<number:text>%</number:text>" if "%" in format_ else ""
    figure = '<number:number number:decimal-places="2" number:min-integer-digits="1"/>'
    kind, body = {
        "%": ("percentage", figure + "<number:text>%</number:text>"),
        "date": ("date", '<number:day/>/<number:month/>/<number:year/>'.replace("/<", "<number:text>/</number:text><")),
        "": ("number", figure + literal_percent),
    }[shows(format_)]  # fmt: skip
    data = f'<number:{kind}-style style:name="N{number}">{body}</number:{kind}-style>' if format_ != "General" else ""
    named = f' style:data-style-name="N{number}"' if data else ""
    return f'{data}<style:style style:name="ce{number}" style:family="table-cell"{named}/>'


def _table(sheet: Sheet, formats: list[str], hidden: bool) -> str:
    spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
    covered = {
        (row, column)
        for (top, left), (bottom, right) in spans.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - spans.keys()
    at = [(row, column) for row, cells in sheet.rows.items() for column in cells] + [*spans, *covered]
    rows, before = "", 0
    for row in sorted({row for row, _ in at}):
        rows += _gap("table-row", "rows", row - before - 1, "<table:table-cell/>")
        rows += (
            f"<table:table-row>{_cells(sheet, row, sorted(c for r, c in set(at) if r == row), spans, covered, formats)}"
        )
        rows += "</table:table-row>"
        before = row
    display = ' style:display="false"' if hidden else ""
    return f"<table:table table:name={quoteattr(sheet.name)}{display}>{rows}</table:table>"


def _gap(element: str, what: str, count: int, inner: str = "") -> str:
    return f'<table:{element} table:number-{what}-repeated="{count}">{inner}</table:{element}>' if count else ""


def _cells(
    sheet: Sheet,
    row: int,
    columns: list[int],
    spans: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
    formats: list[str],
) -> str:
    out, before = "", 0
    for column in columns:
        out += _gap("table-cell", "columns", column - before - 1)
        content = sheet.rows.get(row, {}).get(column)
        attributes, text = _held(content, formats) if content else ("", "")
        if (row, column) in spans:
            bottom, right = spans[row, column]
            attributes += (
                f' table:number-columns-spanned="{right - column + 1}" table:number-rows-spanned="{bottom - row + 1}"'
            )
        name = "covered-table-cell" if (row, column) in covered else "table-cell"
        out += f"<table:{name}{attributes}>{text}</table:{name}>"
        before = column
    return out


def _held(content: Content, formats: list[str]) -> tuple[str, str]:
    """A cell's attributes and paragraphs."""
    text = content.text
    attributes = f' table:style-name="ce{formats.index(content.format)}"'
    if content.formula:
        attributes += f" table:formula={quoteattr('of:=' + literal(content))}"
    match content.type:
        case "e":
            return f'{attributes} office:value-type="string" office:string-value="" calcext:value-type="error"', _shown(
                text
            )
        case "b":
            value = "true" if text == "1" else "false"
            return f'{attributes} office:value-type="boolean" office:boolean-value="{value}"', _shown(value.upper())
        case "s":
            return f'{attributes} office:value-type="string"', "".join(map(_shown, text.split("\n")))
        case _ if not text:
            return attributes, ""
        case _ if shows(content.format) == "date":
            day = (datetime(1899, 12, 30) + timedelta(float(text))).isoformat().removesuffix("T00:00:00")
            return f'{attributes} office:value-type="date" office:date-value="{day}"', _shown(day)
        case _:
            kind = "percentage" if shows(content.format) else "float"
            return f'{attributes} office:value-type="{kind}" office:value="{text}"', _shown(text)


def _shown(line: str) -> str:
    out = ""
    for piece, raised in runs(line):
        spaced = escape(piece).replace("\t", "<text:tab/>").replace(" ", "<text:s/>")
        out += f'<text:span text:style-name="T1">{spaced}</text:span>' if raised else spaced
    return f"<text:p>{out}</text:p>"
