"""Word documents written by hand: the elements as functions, named as in WordprocessingML, and the package around them.

Text that is no XML yet is wrapped: ``tc("28")`` is a cell with a paragraph with a run with that text.
"""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OTHERS = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>Văn thư</dc:creator>'
    "<cp:lastModifiedBy>Văn phòng</cp:lastModifiedBy><dcterms:modified>2022-12-13T08:00:00Z</dcterms:modified>"
    "</cp:coreProperties>"
)


def word(body: str, *, main: str = "word/document.xml", ns: str = W, before: str = "", **parts: str) -> bytes:
    """A .docx with that body; ``before`` stands before the root element, ``parts`` are further ones in ``word/``."""
    document = f'{before}<w:document xmlns:w="{ns}" {_OTHERS}><w:body>{body}</w:body></w:document>'
    relationship = f'<R xmlns="r"><Relationship Id="1" Type="x/officeDocument" Target="{main}"/></R>'
    files = {"_rels/.rels": relationship, "docProps/core.xml": CORE, main: document}
    files |= {f"word/{name}.xml": f'<w:{name} xmlns:w="{ns}">{text}</w:{name}>' for name, text in parts.items()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return content.getvalue()


def el(name: str, *inner: str, **attributes: object) -> str:
    """An element of Word's own namespace."""
    said = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return f"<w:{name}{said}>{''.join(inner)}</w:{name}>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, pr: str = "") -> str:
    return el("r", el("rPr", pr), text if text.startswith("<") else t(text))


def p(*runs: str, pr: str = "") -> str:
    return el("p", el("pPr", pr), *(run if run.startswith("<") else r(run) for run in runs))


def tc(text: str = "", pr: str = "") -> str:
    return el("tc", el("tcPr", pr), text if text.startswith("<") else p(text))


def tr(*cells: str, pr: str = "") -> str:
    return el("tr", el("trPr", pr), *(cell if cell.startswith("<") else tc(cell) for cell in cells))


def tbl(*rows: str) -> str:
    return el("tbl", el("tblPr"), el("tblGrid"), *rows)


def sdt(content: str, pr: str = "") -> str:
    """A content control."""
    return el("sdt", el("sdtPr", pr), el("sdtContent", content))


def mark(kind: str, *inner: str) -> str:
    """One of the marks of a field: begin, separate, end."""
    return el("r", el("fldChar", *inner, fldCharType=kind))


def field(instruction: str, *result: str) -> str:
    return mark("begin") + r(el("instrText", instruction)) + mark("separate") + "".join(result) + mark("end")


def versions(*choices: str, fallback: str = "") -> str:
    """The same content for newer programs and older ones."""
    newer = "".join(f"<mc:Choice>{choice}</mc:Choice>" for choice in choices)
    return f"<mc:AlternateContent>{newer}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"


def span(columns: int) -> str:
    return el("gridSpan", val=columns)


def font(name: str) -> str:
    return el("rFonts", ascii=name, hAnsi=name)


DOWN, ON = el("vMerge", val="restart"), el("vMerge")
RAISED, HIDDEN = el("vertAlign", val="superscript"), el("vanish")
