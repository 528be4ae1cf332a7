"""Small parts of a DOCX: words in Times New Roman, lines, rules, tables of fixed widths, the page's number."""

import re
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"
CENTRE, LEFT_SIDE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def page_number(paragraph: Paragraph) -> None:
    """The number of the page, counted by whoever shows it."""
    for kind in ("begin", "PAGE", "end"):
        _field(run(paragraph, "", size=14), kind)


def _field(made: Run, kind: str) -> None:
    name = "w:instrText" if kind == "PAGE" else "w:fldChar"
    part = OxmlElement(name)
    if kind == "PAGE":
        part.text = kind
    else:
        part.set(qn("w:fldCharType"), kind)
    made._r.append(part)


def font(properties: Any) -> None:
    """Times New Roman for every script, so that no word falls back to another font."""
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def grid(made: Document, widths: tuple[Length, ...], style: str | None = None) -> Table:
    """A table of one row with columns of these widths, which no program may change."""
    table: Table = made.add_table(rows=1, cols=len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def next_row(table: Table) -> tuple[_Cell, ...]:
    """The cells of one more row."""
    return tuple(table.add_row().cells)  # type: ignore[no-untyped-call]


def row_property(table: Table, place: int, name: str) -> None:
    """Mark a row: `w:tblHeader` stands again on every page, `w:cantSplit` is not torn."""
    table.rows[place]._tr.get_or_add_trPr().append(OxmlElement(name))


def line(
    where: Document | _Cell,
    text: str,
    size: int,
    bold: bool = False,
    italic: bool = False,
    alignment: WD_ALIGN_PARAGRAPH = CENTRE,
) -> Paragraph:
    """A line of its own; the empty paragraph that every new cell has is used first."""
    empty = isinstance(where, _Cell) and len(where.paragraphs) == 1 and not where.paragraphs[0].runs
    paragraph = where.paragraphs[0] if empty else where.add_paragraph()
    paragraph.alignment = alignment
    tight(paragraph)
    run(paragraph, text, size, bold, italic)
    return paragraph


def tight(paragraph: Paragraph) -> None:
    """No space around a paragraph or between its lines."""
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), 1.0


def run(
    paragraph: Paragraph,
    text: str,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    struck: bool = False,
) -> Run:
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold or None, italic or None
    run.font.strike = struck or None
    font(run._r.get_or_add_rPr())
    return run


def rule(paragraph: Paragraph, width: Length, length: Length) -> None:
    """A rule of that length in the middle of that width: the border of an empty paragraph."""
    paragraph.alignment = CENTRE
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Length((width - length) // 2)
    form.space_before, form.space_after, form.line_spacing = Pt(3), Pt(2), Pt(3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
