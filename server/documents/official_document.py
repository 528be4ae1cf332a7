"""An official document as DOCX for the records clerk: the format of NĐ 30/2020/NĐ-CP, Phụ lục I, on A4.

Measures: margins 20, 20, 30 and 15 mm, Times New Roman, body 14 pt justified with a first line of 1,27 cm, the page's
number centred above from the second page on.
"""

import io

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from server.documents.docx_parts import (
    BOTH,
    CENTRE,
    LEFT_SIDE,
    font,
    grid,
    line,
    next_row,
    page_number,
    row_property,
    rule,
    run,
    tight,
)
from server.domain.official_documents import MOTTO, NATION, Block, Heading, OfficialDocument, Run, Table

WIDTH = Mm(210 - 30 - 15)
LEFT, RIGHT = Mm(65), Mm(100)
"""The two halves of the head: the agency, and the nation with its motto."""
MOTTO_RULE, AGENCY_RULE, SUMMARY_RULE = Mm(63), Mm(20), Mm(55)
"""Under the motto as wide as it; under the agency and the summary between a third and a half of their lines."""


def official(document: OfficialDocument) -> bytes:
    """The document as DOCX. Fails on no text."""
    made = docx.Document()
    _page(made)
    _every_foot(made, document.footer)
    _head(made, document)
    _title(made, document)
    for words in document.bases:
        _body(made, (Run(words, italic=True),))
    for block in document.ended:
        _block(made, block)
    _foot(made, document)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Document) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    page_number(number)
    normal = made.styles["Normal"]
    normal.font.size = Pt(14)
    font(normal.element.get_or_add_rPr())
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)


def _every_foot(made: Document, words: str) -> None:
    """What stands at the foot of every page, the first one's too."""
    section = made.sections[0]
    for footer in (section.footer, section.first_page_footer) if words else ():
        run(footer.paragraphs[0], words, size=8)


def _head(made: Document, document: OfficialDocument) -> None:
    table = grid(made, (LEFT, RIGHT))
    left, right = table.rows[0].cells
    if document.parent:
        line(left, document.parent, size=12)
    for words in document.agency.split("\n"):
        line(left, words, size=12, bold=True)
    rule(left.add_paragraph(), LEFT, AGENCY_RULE)
    line(right, NATION, size=12, bold=True)
    line(right, MOTTO, size=13, bold=True)
    rule(right.add_paragraph(), RIGHT, MOTTO_RULE)
    left, right = next_row(table)
    line(left, document.number_line, size=13)
    line(right, document.dated, size=13, italic=True)


def _title(made: Document, document: OfficialDocument) -> None:
    if document.type_name:
        line(made, document.type_name.upper(), size=14, bold=True).paragraph_format.space_before = Pt(12)
    line(made, document.summary, size=14, bold=True)
    rule(made.add_paragraph(), WIDTH, SUMMARY_RULE)
    if document.to:
        line(made, "Kính gửi: " + "; ".join(document.to), size=14)
    made.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _block(made: Document, block: Block) -> None:
    if isinstance(block, Table):
        _table(made, block)
    elif isinstance(block, Heading):
        paragraph = _body(made, (Run(block.text, bold=block.level < 3, italic=block.level > 2),))
        paragraph.paragraph_format.keep_with_next = True
    else:
        _body(made, block.words)


def _body(made: Document, words: tuple[Run, ...]) -> Paragraph:
    paragraph = made.add_paragraph()
    paragraph.alignment = BOTH
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Mm(12.7), Pt(6), 1.15
    form.widow_control = True
    for one in words:
        run(paragraph, one.text, bold=one.bold, italic=one.italic, struck=one.struck)
    return paragraph


def _table(made: Document, table: Table) -> None:
    listed = grid(made, tuple(Length(int(WIDTH * share)) for share in table.shares), "Table Grid")
    for cell, column in zip(listed.rows[0].cells, table.columns, strict=True):
        line(cell, column.head, size=12, bold=True)
    row_property(listed, 0, "w:tblHeader")
    for words in table.rows:
        for cell, column, runs in zip(next_row(listed), table.columns, words, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = CENTRE if column.centred else LEFT_SIDE
            tight(paragraph)
            for one in runs:
                run(paragraph, one.text, 12, one.bold, one.italic, one.struck)
    for place in range(len(listed.rows)):
        row_property(listed, place, "w:cantSplit")
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _foot(made: Document, document: OfficialDocument) -> None:
    """Recipients and signature, never parted from each other nor from what stands before."""
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    table = grid(made, (Mm(75), Mm(90)))
    left, right = table.rows[0].cells
    if document.recipients:
        line(left, "Nơi nhận:", size=12, bold=True, italic=True, alignment=LEFT_SIDE)
    for one in document.listed_recipients:
        line(left, one, size=11, alignment=LEFT_SIDE)
    for words in document.signature.lines:
        line(right, words, size=14, bold=True)
    for _ in range(4):
        line(right, "", size=14)
    line(right, document.signature.name, size=14, bold=True)
    row_property(table, 0, "w:cantSplit")
