"""The tables of a report: by procedure, by union, by hamlet, and Biểu II.06 by field; empty ones are left out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from server.domain.official_documents import Block, Column, Paragraph, Run, Table, Words
from server.domain.report_codes import PENDING, RECEIVED_SIDE, SETTLED, Code, Dimension
from server.domain.report_facts import ReportFacts
from server.domain.report_parts import PartCode
from server.domain.report_words import number

HEADS: dict[Code, str] = {
    "written": "Viết hộ",
    "guided": "Hướng dẫn",
    "same_day": "Giải quyết ngay",
    "cards_home": "Thẻ BHYT tại nhà",
    "cases_home": "Kết quả tại nhà",
    "home_by_post": "Qua bưu chính",
    "failed_attempts": "Không gặp",
    "received": "Nhận trong kỳ",
    "carried_over": "Kỳ trước qua",
    "settled_early": "Trước hạn",
    "settled_on_time": "Đúng hạn",
    "settled_late": "Quá hạn",
    "pending_in_time": "Còn lại, trong hạn",
    "pending_late": "Còn lại, quá hạn",
}
_ROAD: tuple[Code, ...] = ("written", "same_day", "cards_home", "cases_home", "failed_attempts")
TOTAL = "Tổng số"
PLACE_SHARE = 0.09
"""What a line's number takes of the width of the other columns, so that its head stays whole."""
AFTER: dict[PartCode, tuple[tuple[str, Dimension, str, tuple[Code, ...]], ...]] = {
    "writing_effect": (
        ("Kết quả theo hội đoàn thể", "union", "Hội đoàn thể", ("written", "guided", "cards_home", "cases_home")),
        ("Viết hộ theo thủ tục", "procedure", "Thủ tục hành chính", ("written", "guided")),
    ),
    "same_day_effect": (("Giải quyết ngay theo thủ tục", "procedure", "Thủ tục hành chính", ("same_day",)),),
    "home_effect": (("Kết quả theo ấp", "hamlet", "Ấp", _ROAD),),
    "dossiers_result": (
        ("Tình hình giải quyết theo lĩnh vực", "field", "Lĩnh vực", (*RECEIVED_SIDE, *SETTLED, *PENDING)),
    ),
}
"""Part → the tables that follow it: caption, by what, its head, which figures."""


class Line(NamedTuple):
    """One value of the dimension with its name, and how many each figure has of it."""

    value: str
    name: str
    counts: tuple[int, ...]


class PartTable(NamedTuple):
    """A table of a part: its caption, by what, its head, its figures, a line a value, and the figures themselves."""

    caption: str
    dimension: Dimension
    head: str
    codes: tuple[Code, ...]
    lines: tuple[Line, ...]
    totals: tuple[int, ...]


def part_tables(facts: ReportFacts, part: str) -> tuple[PartTable, ...]:
    """The tables that follow a part; one without any line is left out."""
    found = (_table(facts, *one) for one in AFTER.get(part, ()))  # type: ignore[call-overload]
    return tuple(one for one in found if one.lines)


def tables_after(facts: ReportFacts, part: str) -> Iterator[Block]:
    """The same as blocks of the document, each under its caption."""
    for one in part_tables(facts, part):
        yield Paragraph((Run(f"{one.caption}:", italic=True),))
        yield _block(one)


def code_of(head: str) -> Code | None:
    """The figure that a column of a document's table counts, by its head; None for a column that counts none."""
    return next((code for code, words in HEADS.items() if words == head), None)


def _table(facts: ReportFacts, caption: str, dimension: Dimension, head: str, codes: tuple[Code, ...]) -> PartTable:
    found = [(one.value, tuple(one.counts.get(code, 0) for code in codes)) for one in facts.figures.by(dimension)]
    found = [(value, counts) for value, counts in found if any(counts)]
    found.sort(key=lambda one: (not one[0], [-count for count in one[1]], one[0]))
    lines = tuple(Line(value, facts.names(dimension, value), counts) for value, counts in found)
    return PartTable(caption, dimension, head, codes, lines, tuple(facts.figures.count(code) for code in codes))


def _block(table: PartTable) -> Table:
    """One line a value and one for all of them, which is the figure itself."""
    codes = table.codes
    rows = [_row(str(place), one.name, one.counts) for place, one in enumerate(table.lines, 1)]
    rows.append(_row("", TOTAL, table.totals, bold=True))
    width, name = (1.6, 3.4) if len(codes) < 6 else (1.25, 2)
    place = (name + width * len(codes)) * PLACE_SHARE
    heads = (Column(HEADS[code], width, True) for code in codes)
    return Table((Column("STT", place, True), Column(table.head, name), *heads), tuple(rows))


def _row(place: str, name: str, counts: Sequence[int], bold: bool = False) -> tuple[Words, ...]:
    return tuple((Run(text, bold=bold),) for text in (place, name, *map(number, counts)))
