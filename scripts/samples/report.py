"""The seed department's report as a Word document: letterhead, prose, signatures, and the forms of the annex as tables.

Laid out as the report was printed: A4 upright, the head of a table typed again where a new page begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from cchc_xlsx.catalogue import Edition, Form, Indicator

PROSE = Path(__file__).parent / "seed_report.txt"
LETTERHEAD = (
    ("UBND TỈNH GIA LAI", "*SỞ CÔNG THƯƠNG", "_", "Số:        /BC-SCT"),
    (
        "*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "*Độc lập - Tự do - Hạnh phúc",
        "_",
        "/Gia Lai, ngày        tháng 12 năm 2022",
    ),
)
"""Left and right of the first page; ``*`` bold, ``/`` italic, ``_`` a rule."""
TITLE = ("*BÁO CÁO", "*Tình hình, kết quả công tác cải cách hành chính năm 2022", "_")
RECIPIENTS = (
    "Sở Nội vụ (báo cáo);", "Giám đốc, Phó Giám đốc Sở;", "Các phòng, đơn vị thuộc Sở;", "Trang thông tin điện tử;",
    "Lưu: Văn thư, Văn phòng.",
)  # fmt: skip
SIGNATURE = ("*KT. GIÁM ĐỐC", "*PHÓ GIÁM ĐỐC")
ATTACHED = "/(Kèm theo Công văn số        /SNV-TCBC&CCHC ngày        /02/2022 của Sở Nội vụ)"
HEAD_AGAIN = {"BM1.2", "BM1.5", "BM2.3.2b", "BM3.3.2a", "BM4.3", "BM7.5.2.2", "BM7.6.3.2", "BM7.7.4", "BM7.8.4.1"}
"""The rows that stand first on a new page, below the head once more."""
FOOTNOTES = {"BM2.1": ("VBQPPL", "Văn bản quy phạm pháp luật.")}
"""The word of a label that carries a footnote, and the note."""

_NOT_OURS = ("/thumbnail", "/stylesWithEffects")
"""Parts of the library's blank document that no new document has."""

_FONT = "Times New Roman"
_WIDTHS = (Cm(1.4), Cm(7.0), Cm(3.0), Cm(1.7), Cm(3.4))
_SHORT_NOTE = 20
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


class Typed(NamedTuple):
    """What the department typed, by the code of the row: its figures and its notes."""

    figures: Mapping[str, str]
    notes: Mapping[str, str]


def write_report(edition: Edition, typed: Typed) -> DocumentObject:
    """The whole document."""
    document = _blank()
    _write_columns(document, LETTERHEAD, (Cm(6.3), Cm(10.2)))
    _write_lines(document, ("", *TITLE), 14)
    for line in PROSE.read_text(encoding="utf-8").splitlines():
        _write_prose(document, line)
    recipients = ("*/Nơi nhận:", *(f"- {one}" for one in RECIPIENTS))
    _write_columns(document, (recipients, SIGNATURE), (Cm(8.2), Cm(8.3)))
    annex = ("*Phụ lục 1", f"*{edition.annex}", f"*{edition.annex_scope}", ATTACHED)
    _write_lines(document, annex, 12)[0].paragraph_format.page_break_before = True
    for form in edition.forms:
        title = _write_lines(document, (f"*Biểu mẫu {form.number}", f"*{form.title}"), 13)
        title[0].paragraph_format.page_break_before = form.number > 1
        _write_form(document, edition, form, typed)
    return document


def _blank() -> DocumentObject:
    """An empty document on A4, with the margins and the font that official documents have."""
    document = Document()
    for relationships in (document.part.rels, document.part.package.rels):
        for rid in [rid for rid, one in relationships.items() if one.reltype.endswith(_NOT_OURS)]:
            relationships.pop(rid)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    _number_pages(section.header.paragraphs[0])
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    fonts = style.element.rPr.rFonts
    for script in ("w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    style.element.rPr.append(_element("w:lang", val="vi-VN"))
    style.paragraph_format.space_after = Pt(0)
    return document


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = _CENTRE
    field = _element("w:fldSimple", instr=" PAGE ")
    paragraph._p.append(field)


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _write_lines(document: DocumentObject, lines: Iterable[str], size: float) -> list[Paragraph]:
    """Lines in the middle of the page."""
    written = [_line(document.add_paragraph(), line, size, Cm(5.5)) for line in lines]
    written[-1].paragraph_format.space_after = Pt(8)
    return written


def _line(paragraph: Paragraph, line: str, size: float, indent: Length) -> Paragraph:
    """One line as its marks say: ``*`` bold, ``/`` italic, ``_`` a rule so far from both sides."""
    paragraph.alignment = _CENTRE
    if line == "_":
        _rule(paragraph, indent)
        return paragraph
    bold, italic = line.startswith("*"), line.lstrip("*").startswith("/")
    run = paragraph.add_run(line.lstrip("*/"))
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
    return paragraph


def _rule(paragraph: Paragraph, indent: Length) -> None:
    border = _element("w:pBdr")
    border.append(_element("w:bottom", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.line_spacing = Pt(3)


def _write_columns(document: DocumentObject, columns: Iterable[Iterable[str]], widths: tuple[Length, ...]) -> None:
    """Texts side by side, as in a letterhead: a table without lines."""
    table = _table(document, 1, widths)
    for cell, lines, width in zip(table.rows[0].cells, columns, widths, strict=True):
        for at, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            _line(paragraph, line, 13 if "*" in line or line.isupper() else 12, Length(width // 3))
            if line.startswith(("- ", "*/")):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _write_prose(document: DocumentObject, line: str) -> None:
    """One paragraph of the report: ``#`` a heading, ``##`` one below it, ``/`` the name of a topic."""
    mark, _, text = line.partition(" ")
    heading, topic = mark in ("#", "##"), mark == "/"
    paragraph = document.add_paragraph()
    run = paragraph.add_run(f"- {text}" if topic else text if heading else line)
    run.bold, run.italic = heading or None, topic or None
    shape = paragraph.paragraph_format
    paragraph.alignment, shape.first_line_indent, shape.space_after = _BOTH, Cm(1.27), Pt(6)
    shape.keep_with_next = heading or topic


def _table(document: DocumentObject, rows: int, widths: tuple[Length, ...], style: str = "") -> Table:
    table = document.add_table(rows, len(widths), style or None)
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _write_form(document: DocumentObject, edition: Edition, form: Form, typed: Typed) -> None:
    """One form as a table. Where its head is not typed again, Word repeats it on the next page."""
    indicators = edition.rows(form.number)
    again = [str(one.code) in HEAD_AGAIN for one in indicators]
    table = _table(document, 2 + len(indicators) + 2 * sum(again), _WIDTHS, "Table Grid")
    _write_head(table, 0, edition)
    for row in table.rows[:2] if not any(again) else ():
        row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    at, cells = 2, table._cells  # all at once: asking row by row counts the whole grid each time
    for indicator, head in zip(indicators, again, strict=True):
        if head:
            _write_head(table, at, edition)
            table.cell(at, 0).paragraphs[0].paragraph_format.page_break_before = True
            at += 2
        _write_row(document, cells[5 * at : 5 * at + 5], indicator, typed)
        at += 1
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))


def _write_head(table: Table, at: int, edition: Edition) -> None:
    """The head over two rows, as printed."""
    heads = [
        (table.cell(at, 0).merge(table.cell(at + 1, 0)), "STT"),
        (table.cell(at, 1).merge(table.cell(at + 1, 1)), edition.indicator_head),
        (table.cell(at, 2).merge(table.cell(at, 3)), "Kết quả thống kê"),
        (table.cell(at + 1, 2), "Đơn vị tính"),
        (table.cell(at + 1, 3), "Số liệu"),
        (table.cell(at, 4).merge(table.cell(at + 1, 4)), "Ghi chú"),
    ]
    for cell, text in heads:
        _cell(cell, text, bold=True, size=11)


def _write_row(document: DocumentObject, cells: list[_Cell], indicator: Indicator, typed: Typed) -> None:
    code, main = str(indicator.code), indicator.parent is None
    below = indicator.depth > 1 and not main
    stt, label, measure, value, note = cells
    _cell(stt, indicator.printed_stt, bold=main)
    _cell(measure, indicator.printed_measure, italic=below)
    _cell(value, typed.figures.get(code, ""))
    said = typed.notes.get(code, "")
    long = len(said) > _SHORT_NOTE
    _cell(note, said, left=long, size=9 if long else 11)
    word, footnote = FOOTNOTES.get(code, ("", ""))
    before, word, after = indicator.printed_label.partition(word) if word else ("", "", indicator.printed_label)
    paragraph = _cell(label, before + word, bold=main, italic=below, left=True)
    if footnote:
        _add_footnote(document, paragraph, footnote)
    _run(paragraph, after, bold=main, italic=below)


def _cell(
    cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, left: bool = False, size: float = 11
) -> Paragraph:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else _CENTRE
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _run(paragraph, text, bold=bold, italic=italic, size=size)
    return paragraph


def _run(paragraph: Paragraph, text: str, *, bold: bool, italic: bool, size: float = 11) -> None:
    if text:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def _add_footnote(document: DocumentObject, paragraph: Paragraph, text: str) -> None:
    """The document's one footnote, its mark at the end of the paragraph so far."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = Part(PackURI("/word/footnotes.xml"), kind, _FOOTNOTES.format(text=text).encode(), document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    run = paragraph.add_run()
    run.font.superscript, run.font.size = True, Pt(11)
    run._r.append(_element("w:footnoteReference", id="1"))
