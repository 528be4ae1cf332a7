"""The sentences of a report with its figures as links: the number that a figure is, where it stands, opens its list."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from server.domain.report_codes import Code
from server.domain.report_figures import Figure, Figures
from server.domain.report_words import number

CUES: dict[Code, str] = {
    "written": "(?:hướng dẫn|mẫu biểu) {}",
    "guided": "hướng dẫn nộp {}",
    "same_day": "tổng số {}",
    "days_saved": "{} ngày làm việc",
    "trips_saved": "{} lượt đi lại",
    "cards_home": "{} thẻ bảo hiểm",
    "cases_home": "{} trường hợp",
    "home_by_post": "đã trả {}",
    "failed_attempts": "Có {} lượt",
    "received": "tiếp nhận trong kỳ {}",
    "carried_over": "chuyển qua {}",
    "settled_early": "trước hạn {}",
    "settled_on_time": "đúng hạn {}",
    "settled_late": "quá hạn {}",
    "pending_late": "quá hạn {}",
    "supplement_requests": "bổ sung {}",
    "apologies": "hẹn lại {}",
    "corrections": "đính chính {}",
    "distinct": "có {}",
    "people": "của khoảng {}",
}
"""Figure → the words beside its number (server/domain/report_sentences.py): a number elsewhere is another thing."""
SUMS = frozenset({"days_saved", "trips_saved"})
"""What the sentences name by its sum; the list behind it is what is summed."""


class Piece(NamedTuple):
    """Words of a sentence, and with `code` the figure whose list they open."""

    text: str
    code: str = ""


def linked(text: str, codes: Iterable[Code], figures: Figures) -> tuple[Piece, ...]:
    """A sentence in pieces. Figures are looked for in the order in which the sentence names them, each but once."""
    pieces: list[Piece] = []
    rest = text
    for code in codes:
        cue = CUES.get(code)
        found = _number(cue, figures[code]).search(rest) if cue else None
        if found:
            pieces += [Piece(rest[: found.start(1)]), Piece(found.group(1), code)]
            rest = rest[found.end(1) :]
    return tuple(piece for piece in (*pieces, Piece(rest)) if piece.text)


def _number(cue: str, figure: Figure) -> re.Pattern[str]:
    """A figure's number between its words, no part of a longer one."""
    count = figure.amount if figure.code in SUMS else figure.count
    return re.compile(cue.format(rf"(?<!\d)({re.escape(number(count))})(?![\d]|[.,]\d)"))
