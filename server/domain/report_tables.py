"""The tables of a report: by procedure, by union, by hamlet, and Biểu II.06 by field; empty ones are left out."""

from collections.abc import Iterator, Sequence

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


def tables_after(facts: ReportFacts, part: str) -> Iterator[Block]:
    """The tables that follow a part, each under its caption."""
    for caption, dimension, head, codes in AFTER.get(part, ()):  # type: ignore[call-overload]
        table = _table(facts, dimension, head, codes)
        if table:
            yield Paragraph((Run(f"{caption}:", italic=True),))
            yield table


def _table(facts: ReportFacts, dimension: Dimension, head: str, codes: Sequence[Code]) -> Table | None:
    """One line a value and one for all of them, which is the figure itself."""
    lines = [(one.value, [one.counts.get(code, 0) for code in codes]) for one in facts.figures.by(dimension)]
    lines = [(value, counts) for value, counts in lines if any(counts)]
    if not lines:
        return None
    lines.sort(key=lambda one: (not one[0], [-count for count in one[1]], one[0]))
    rows = [_row(str(place), facts.names(dimension, value), counts) for place, (value, counts) in enumerate(lines, 1)]
    rows.append(_row("", "Tổng số", [facts.figures.count(code) for code in codes], bold=True))
    width, name = (1.6, 3.4) if len(codes) < 6 else (1.25, 2)
    place = (name + width * len(codes)) * PLACE_SHARE
    columns = (Column("STT", place, True), Column(head, name), *(Column(HEADS[code], width, True) for code in codes))
    return Table(columns, tuple(rows))


def _row(place: str, name: str, counts: Sequence[int], bold: bool = False) -> tuple[Words, ...]:
    return tuple((Run(text, bold=bold),) for text in (place, name, *map(number, counts)))
