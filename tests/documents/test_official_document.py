"""An official document as DOCX, read back: measures and type of NĐ 30/2020/NĐ-CP, and every word that went in."""

import io
import re
from datetime import date

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from server.documents.docx_parts import clean
from server.documents.official_document import official
from server.domain.official_documents import (
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    agency_lines,
    signature,
    text,
)

NOTICE = OfficialDocument(
    agency=agency_lines("ỦY BAN NHÂN DÂN XÃ HÒA MẪU"),
    place="Hòa Mẫu",
    type_name="Thông báo",
    summary="Về việc thử mẫu văn bản",
    symbol="TB-UBND",
    number="07",
    day=date(2026, 2, 5),
    bases=("Thực hiện Kế hoạch số 01/KH-UBND ngày 02 tháng 01 năm 2026;",),
    body=(
        Heading("I. TÌNH HÌNH"),
        Heading("1. Kết quả", 2),
        Table(
            (Column("Ngày", 1, True), Column("Tên", 3)), (((Run("05/02"),), (Run("An", struck=True), Run("\nBình"))),)
        ),
        text("Trên đây là Thông báo của Ủy ban nhân dân xã."),
    ),
    signature=signature("KT.", "", "Danh Thí Dụ"),
    recipients=("Đảng ủy xã", "Lưu: VT, CCHC"),
)


def read(document: OfficialDocument) -> Document:
    """The DOCX opened again."""
    return docx.Document(io.BytesIO(official(document)))


def words(made: Document) -> str:
    """Everything that is written, in its order."""
    found = []
    for node in made.element.body.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p")):
        kind = node.tag.rpartition("}")[2]
        found.append(node.text or "" if kind == "t" else {"tab": "\t"}.get(kind, "\n"))
    return "".join(found)


def test_the_sheet_and_its_margins() -> None:
    section = read(NOTICE).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides if side] == [20, 20, 30, 15]
    assert (round((section.page_width or 0) / Mm(1)), round((section.page_height or 0) / Mm(1))) == (210, 297)


def test_every_script_is_set_in_times() -> None:
    made = read(NOTICE)
    normal = made.styles["Normal"].element.find(f".//{qn('w:rFonts')}")
    for fonts in (normal, *made.element.body.iter(qn("w:rFonts"))):
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_pages_are_numbered_from_the_second() -> None:
    section = read(NOTICE).sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    header = section.header.paragraphs[0]
    assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [node.text for node in header._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert [run.font.size for run in header.runs] == [Pt(14)] * 3


def test_the_head() -> None:
    made = read(NOTICE)
    left, right = made.tables[0].rows[0].cells
    assert [line.text for line in left.paragraphs] == ["ỦY BAN NHÂN DÂN", "XÃ HÒA MẪU", ""]
    assert [line.text for line in right.paragraphs] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
    ]
    assert all(run.bold for cell in (left, right) for line in cell.paragraphs for run in line.runs)
    number, dated = made.tables[0].rows[1].cells
    assert number.text == "Số: 07/TB-UBND"
    assert dated.text == "Hòa Mẫu, ngày 05 tháng 02 năm 2026"
    assert dated.paragraphs[0].runs[0].italic


def test_the_rules_are_as_long_as_they_shall_be() -> None:
    left, right = read(NOTICE).tables[0].rows[0].cells
    for cell, width, shortest, longest in ((left, 65, 42 / 3, 42 / 2), (right, 100, 58, 66)):
        rule = cell.paragraphs[-1]
        assert rule._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None
        form = rule.paragraph_format
        assert shortest <= width - ((form.left_indent or 0) + (form.right_indent or 0)) / Mm(1) <= longest


def test_the_body_is_justified_with_a_first_line() -> None:
    made = read(NOTICE)
    ending = next(line for line in made.paragraphs if line.text.startswith("Trên đây"))
    assert ending.text.endswith("Ủy ban nhân dân xã./.")
    assert ending.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    form = ending.paragraph_format
    assert Mm(10) <= (form.first_line_indent or 0) <= Mm(12.8)
    assert form.space_after == Pt(6)
    assert form.keep_with_next
    assert {run.font.size for run in ending.runs} == {Pt(14)}


def test_the_table_has_its_head_on_every_page_and_tears_no_row() -> None:
    table = read(NOTICE).tables[1]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    old, new = table.rows[1].cells[1].paragraphs[0].runs
    assert (old.text, old.font.strike, new.text, new.font.strike) == ("An", True, "\nBình", None)


def test_recipients_and_signature() -> None:
    left, right = read(NOTICE).tables[2].rows[0].cells
    assert [line.text for line in left.paragraphs] == ["Nơi nhận:", "- Đảng ủy xã;", "- Lưu: VT, CCHC."]
    first, *listed = [line.runs[0] for line in left.paragraphs]
    assert (first.font.size, first.bold, first.italic) == (Pt(12), True, True)
    assert {run.font.size for run in listed} == {Pt(11)}
    signed = [line.text for line in right.paragraphs if line.text]
    assert signed == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Danh Thí Dụ"]


def test_number_and_day_may_be_left_to_the_records_clerk() -> None:
    blank = OfficialDocument(
        agency="X",
        place="Y",
        type_name="Báo cáo",
        summary="Z",
        body=(),
        signature=signature("", "", ""),
        symbol="BC-UBND",
    )
    said = words(read(blank))
    assert re.search(r"Số: {4,}/BC-UBND", said)
    assert re.search(r"Y, ngày {4,}tháng {4,}năm", said)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=8, max_size=8))
def test_any_text_survives(said: list[str]) -> None:
    one, two, three, four, five, six, seven, eight = said
    document = OfficialDocument(
        agency=one,
        place=two,
        type_name="",
        summary=three,
        symbol="TB-UBND",
        bases=(four,),
        body=(
            Heading(five),
            Table((Column(six),), (((Run(seven),),),)),
            Paragraph((Run(eight, bold=True), Run("hết"))),
        ),
        signature=signature("TM.", "", one),
    )
    found = words(read(document))
    at = 0
    for text_ in (
        *clean(one).split("\n"),
        clean(two),
        clean(three),
        clean(four),
        clean(five),
        clean(six),
        clean(seven),
        clean(eight),
    ):
        at = found.index(text_, at) + len(text_)
